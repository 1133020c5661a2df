//! What a file has from `typing`: the names whose brackets and arguments hold types, so that strings in them are annotations.
//!
//! A name counts only if nothing else in the file binds it, in whatever block: a plain `d["key"]` must never be taken for a type.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::super::{Flags, Imported, ModulePath};
use super::table::K;
use super::{Collector, Facts};
use crate::name::Name;
use crate::syntax::Node;

/// The modules whose names take types in brackets.
const MODULES: [&str; 5] = ["typing", "typing_extensions", "mypy_extensions", "collections", "collections.abc"];

/// The built-ins that do (PEP 585).
const BUILTINS: [&str; 6] = ["dict", "frozenset", "list", "set", "tuple", "type"];

/// Stands for one of [`MODULES`] where a name of theirs is expected.
const MODULE: &str = "";

/// The imports from [`MODULES`].
#[derive(Default)]
pub(super) struct Typing<'s> {
    /// What the file calls a name, and what its module does.
    names: FxHashMap<&'s str, &'static str>,
    /// A digest of all that `names` was given, in order.
    digest: FxHasher,
    /// What imports from elsewhere bind.
    others: FxHashSet<Name>,
    has_star: bool,
    /// What else than imports binds in some block, once it is asked for.
    defined: OnceCell<FxHashSet<Name>>,
}

impl<'s> Typing<'s> {
    /// Notes an import that binds `local`.
    pub(super) fn note(&mut self, local: &'s str, path: &ModulePath, imported: Imported) {
        let segments = match imported {
            Imported::Package => &path.segments[..1.min(path.segments.len())],
            _ => &path.segments,
        };
        let module = segments.iter().map(|segment| segment.1.text()).collect::<Vec<_>>().join(".");
        let name = match imported {
            Imported::Name(_, name) if (&*module, name.text()) != ("collections", "abc") => name.text(),
            _ => MODULE,
        };
        if path.level == 0 && MODULES.contains(&&*module) {
            (local, name).hash(&mut self.digest);
            self.names.insert(local, name);
        } else {
            self.others.insert(Name::new(&crate::name::normalized(local)));
        }
    }

    /// Stands for the imports from [`MODULES`] so far.
    pub(super) fn known(&self) -> u64 {
        self.digest.finish()
    }

    /// Notes an `import *`.
    pub(super) fn note_star(&mut self) {
        self.has_star = true;
    }

    /// Whether a name can only be `typing`'s, or the built-in: asked when all of the file is known.
    pub(super) fn is_certain(&self, name: Name, facts: &Facts<'_>) -> bool {
        let defined = self.defined.get_or_init(|| {
            let defined = facts.symbols.iter().filter(|symbol| symbol.flags.has(Flags::DEFINED));
            defined.map(|symbol| facts.names[symbol.name as usize]).collect()
        });
        let may_be_brought = self.has_star && BUILTINS.contains(&name.text());
        !may_be_brought && !self.others.contains(&name) && !defined.contains(&name)
    }
}

/// A name of `typing`'s, or a built-in one that takes types in brackets.
#[derive(Clone, Copy)]
pub(super) struct Form<'s> {
    /// What `typing` calls it.
    pub(super) name: &'s str,
    /// The name that it is reached by in the file.
    pub(super) root: Name,
}

impl<'s, 't> Collector<'s, 't, '_> {
    /// What an expression is called in `typing`, if the imports so far have it from there.
    pub(super) fn typing_form(&mut self, expression: Node<'t>) -> Option<Form<'s>> {
        let object = |node| self.field(node, "object").filter(|_| self.kind(node) == K::Attribute);
        let inner = object(expression).unwrap_or(expression);
        // `collections.abc.Callable` is the longest.
        let root = object(inner).unwrap_or(inner);
        let local = Some(root).filter(|root| self.kind(*root) == K::Identifier).map(|root| self.source(root))?;
        let known = *self.facts.typing.names.get(local)?;
        let name = match self.field(expression, "attribute") {
            Some(attribute) if known == MODULE => self.source(attribute),
            None if known != MODULE => known,
            _ => return None,
        };
        Some(Form { name, root: self.facts.intern(self.span(root)) })
    }

    /// [`Self::typing_form`], or the built-in that takes types in brackets.
    pub(super) fn generic_form(&mut self, expression: Node<'t>) -> Option<Form<'s>> {
        let name = self.source(expression);
        if self.kind(expression) == K::Identifier && BUILTINS.contains(&name) {
            return Some(Form { name, root: self.facts.intern(self.span(expression)) });
        }
        self.typing_form(expression)
    }
}
