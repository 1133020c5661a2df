//! The names that can be typed at a place.
//!
//! The trick: a name of our own is put in the place of the one that is being typed, and the file is lowered with it. What the resolver makes of
//! that token is the question: a use in some block, a name behind a dot, a part of an import, a keyword at a call; or nothing, as in a string.
//! So half-typed code, f-strings, decorators, defaults and comprehensions need no rules here: whatever block the resolver puts the name in,
//! that block's environment is offered.

pub(super) mod auto_import;
mod context;
mod imports;
pub(super) mod insertion;
mod keys;
mod keywords;
mod members;
mod names;

use crate::link::{Entity, Variable};
use crate::name::{self, Name};
use crate::settings::Feature;
use crate::store::{FileId, Snapshot};
use crate::text::{Edit, Span};

use super::tokens::TokenType;
use super::{At, Location, definition, hover};
use context::Context;
pub(super) use context::PLACEHOLDER;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What an item's text takes the place of: the part of a name before the cursor.
    pub span: Span,
    /// What can stand there, in no order: [`Item::rank`] is theirs.
    pub items: Vec<Item>,
    /// Whether more letters only ever leave fewer of these items: no need to ask again.
    pub is_complete: bool,
}

/// Something to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is typed.
    pub label: String,
    /// What it is; `None` for a keyword.
    pub kind: Option<TokenType>,
    /// In words: the kind that it would have here, and where it comes from.
    pub note: String,
    /// What comes first: nearer names, names with a binding before the cursor.
    pub rank: Rank,
    /// A token that binds it, or a module's start: what [`documentation`] is asked with.
    pub origin: Option<Location>,
    /// The import that it needs.
    pub edits: Vec<Edit>,
}

/// The order of items, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// A keyword of the call around.
    Label,
    /// A class of exceptions, where one is raised or caught.
    Exception,
    /// Of a block: 0 is the own one. The names behind a dot: how far up the bases; of a module what others import from it.
    Block(u8),
    /// Bound only below.
    Later,
    /// A keyword of the language.
    Keyword,
    /// A built-in, or what every module has.
    Builtin,
    /// A name that must be imported.
    Import(u8),
    /// A name that isn't meant for others.
    Private,
}

/// The names that can stand at a place; `None` in comments, in strings but for keys, and where a new name is invented.
pub fn completion(snap: &Snapshot, at: At) -> Option<Completion> {
    let typed = context::Typed::new(snap, at)?;
    let with_word = snap.with_edit(at.file, typed.word, &typed.stand_in)?;
    let here = Here::new(&with_word, at.file, &typed)?;
    let mut completion = Completion { span: typed.before, items: Vec::new(), is_complete: true };
    let items = &mut completion.items;
    match context::context(&here)? {
        Context::Name(block) => {
            names::labels(&here, items);
            names::visible(&here, block, items);
            keywords::fitting(&here, items);
            if snap.settings(at.file).has(Feature::AutoImport) {
                let seen = items.iter().map(|item| item.label.clone()).collect();
                completion.is_complete = auto_import::offered(snap, &here, &typed, &seen, items);
            }
        }
        Context::Method(class) => members::to_override(&here, class, items),
        Context::AfterOperand => keywords::infix(items),
        Context::Label(label) => names::labels_of(&here, &label, items),
        Context::Global => names::of_module(&here, items),
        Context::Nonlocal(block) => names::of_functions(&here, block, items),
        Context::Member(member) => members::of(&here, &member, items),
        Context::Key(key) => {
            // A key may be no name.
            completion.span.start = key.start;
            keys::of(&here, &key, items);
        }
        Context::Module(path, segments) => imports::modules(&here, &path, segments, items),
        Context::Imported(path) => imports::exports(&here, &path, items),
    }
    items.retain(|item| item.label != context::PLACEHOLDER);
    Some(completion)
}

/// What a person wants to read of an item: what `hover` says of the token that binds it, or the module's docstring. `None` where the text has
/// changed and another name stands there.
pub fn documentation(snap: &Snapshot, origin: Location, label: &str) -> Option<String> {
    if origin.span.is_empty() {
        return hover::module_page(snap, origin.file);
    }
    let text = snap.text(origin.file)?;
    let stands_there = text.get(origin.span.range()).is_some_and(|token| name::normalized(token) == label);
    let at = At { file: origin.file, offset: origin.span.start };
    stands_there.then(|| hover::hover(snap, at)).flatten().map(|hover| hover.markdown)
}

/// Where a name is being typed, with the placeholder in its place.
struct Here<'s> {
    /// The state with the placeholder.
    snap: &'s Snapshot,
    file: FileId,
    parsed: crate::store::Parsed,
    /// Where the placeholder starts; the text before is the person's own.
    start: u32,
    /// The part of the name before the cursor.
    prefix: &'s str,
}

impl<'s> Here<'s> {
    fn new(snap: &'s Snapshot, file: FileId, typed: &'s context::Typed) -> Option<Here<'s>> {
        Some(Here { snap, file, parsed: snap.parsed(file)?, start: typed.word.start, prefix: &typed.prefix })
    }

    fn graph(&self) -> &crate::scope::Graph {
        &self.parsed.file.graph
    }

    /// A token that binds a variable, or the start of a module's file: where its documentation is. Offsets in this file are those without
    /// the placeholder.
    fn origin(&self, entity: &Entity) -> Option<Location> {
        match entity {
            Entity::Module(module) => module.file().map(|file| Location { file, span: Span::default() }),
            Entity::Variable(variable) => self.binding(*variable),
            Entity::Either(entities) => entities.iter().find_map(|entity| self.origin(entity)),
        }
    }

    fn binding(&self, variable: Variable) -> Option<Location> {
        let location = definition::bindings_of(self.snap, variable).into_iter().next()?;
        Some(self.without_placeholder(location))
    }

    fn without_placeholder(&self, location: Location) -> Location {
        let (moved, typed) = (context::PLACEHOLDER.len() as u32, self.prefix.len() as u32);
        if location.file != self.file || location.span.start <= self.start {
            return location;
        }
        let back = |offset: u32| offset + typed - moved;
        Location { span: Span { start: back(location.span.start), end: back(location.span.end) }, ..location }
    }
}

/// The name as it is spelled in a class: a private one without the class (`_C__x` is spelled `__x` in `C`).
fn spelled(name: Name, classes: &[Name]) -> &'static str {
    let text = name.text();
    let in_class = |class: &Name| {
        let rest = text.strip_prefix('_')?.strip_prefix(class.text().trim_start_matches('_'))?;
        (name::mangled(class.text(), rest).as_deref() == Some(text)).then_some(rest)
    };
    classes.iter().find_map(in_class).unwrap_or(text)
}
