//! Imports and local variables that nothing uses.
//!
//! The trick: one pass over the occurrences marks the variables that are used in any way; what is left is looked at closely.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::context::{Context, contexts};
use super::{Checked, Code, Diagnostic};
use crate::link::{self, Entity, Trust, Variable};
use crate::name::Name;
use crate::scope::{
    BindingKind, BlockKind, By, Exports, Graph, Import, Imported, Member, ModulePath, Occurrence, Role, SymbolId,
};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// The unused imports and variables of a file, as far as its own text tells.
pub(super) fn names(file: &Checked<'_>) -> Vec<Diagnostic> {
    let used = used(file.graph);
    let unused = |symbol: SymbolId| !used[symbol.0 as usize];
    let mut found = imports(file, &unused);
    found.extend(variables(file, &unused));
    found
}

/// For each symbol, by number, whether it is a variable that something uses. A name that a class body binds counts as the module's as well: until
/// the body has bound it, it is (reference, section 4.2.2).
fn used(graph: &Graph) -> Vec<bool> {
    let mut used = vec![false; graph.n_symbols()];
    for occurrence in graph.occurrences() {
        if !matches!(occurrence.role, Role::Bind | Role::Declare) {
            let variable = graph.variable(occurrence.symbol);
            used[variable.0 as usize] = true;
            if graph.block(graph.block_of(variable)).kind == BlockKind::Class
                && let Some(global) = graph.global(graph.name(variable))
            {
                used[global.0 as usize] = true;
            }
        }
    }
    used
}

// ---- imports

fn imports(file: &Checked<'_>, unused: &dyn Fn(SymbolId) -> bool) -> Vec<Diagnostic> {
    if file.is_stub() || file.is_package() {
        return Vec::new();
    }
    let graph = file.graph;
    let is_unused = |import: &&Import| {
        let variable = import.variable.filter(|&variable| unused(variable));
        variable.is_some_and(|variable| may_be_unused(graph, import, variable))
    };
    let candidates: Vec<&Import> = graph.imports().iter().filter(is_unused).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let offsets: Vec<u32> = candidates.iter().map(|import| import.binding).collect();
    let excuses = Excuses::of(file, unused);
    let candidates = candidates.into_iter().zip(contexts(file, &offsets));
    let unused = candidates.filter(|(import, context)| !excuses.has(import, context));
    unused.filter_map(|(import, _)| diagnostic(file, import)).collect()
}

/// What excuses the unused imports of a file.
struct Excuses<'f> {
    graph: &'f Graph,
    /// For each block, whether its names may be used without being named.
    reflective: Vec<bool>,
    uses_globals: bool,
    /// The packages of which a module is imported and used.
    packages: FxHashSet<Name>,
    /// The file's name, without its ending.
    stem: Option<&'f str>,
}

impl<'f> Excuses<'f> {
    fn of(file: &'f Checked<'f>, unused: &dyn Fn(SymbolId) -> bool) -> Excuses<'f> {
        let graph = file.graph;
        let used = graph.imports().iter().filter(|import| import.variable.is_some_and(|variable| !unused(variable)));
        Excuses {
            graph,
            reflective: graph.reflective_blocks(),
            uses_globals: !graph.uses_of_globals().is_empty(),
            packages: used.filter_map(package).collect(),
            stem: file.path.file_stem().and_then(|stem| stem.to_str()),
        }
    }

    fn has(&self, import: &Import, context: &Context) -> bool {
        context.expects_import_error
            || self.uses_globals
            || self.is_offered(import)
            || import.variable.is_some_and(|variable| self.reflective[self.graph.block_of(variable).0 as usize])
            // `import a.b` makes `b` an attribute of what `import a as c` has bound.
            || import.path.segments.len() > 1 && package(import).is_some_and(|name| self.packages.contains(&name))
    }

    /// Whether an import takes a public name from the private half of the module, and no `__all__` says what the module offers: `ssl` offers
    /// what is written in C in `_ssl`.
    fn is_offered(&self, import: &Import) -> bool {
        let Imported::Name(_, name) = import.imported else { return false };
        let (Some((_, from)), Some(own)) = (import.path.segments.last(), self.stem) else { return false };
        let has_all = || Name::existing("__all__").and_then(|all| self.graph.global(all)).is_some();
        from.text().strip_prefix('_') == Some(own) && !name.text().starts_with('_') && !has_all()
    }
}

/// The outermost package of `import a.b`, `import a.b as c`.
fn package(import: &Import) -> Option<Name> {
    let is_module = matches!(import.imported, Imported::Package | Imported::Module);
    import.path.segments.first().filter(|_| is_module).map(|(_, name)| *name)
}

/// Whether the kind of the import lets it be said that nothing uses it: a class's is the class's attribute, `import x as x` exports `x`, what
/// `__future__` gives is for the compiler, and what is called like `__doc__` for the import system.
fn may_be_unused(graph: &Graph, import: &Import, variable: SymbolId) -> bool {
    let name = graph.name(variable);
    let is_future = import.path.segments.first().is_some_and(|(_, first)| first.text() == "__future__");
    let is_special = name.text().starts_with("__") && name.text().ends_with("__");
    // `__all__` may name it.
    let is_exported = graph.exports() == Exports::Computed && graph.block_of(variable).0 == 0;
    !import.names_itself(name)
        && !is_future
        && !is_special
        && !is_exported
        && graph.block(graph.block_of(variable)).kind != BlockKind::Class
}

fn diagnostic(file: &Checked<'_>, import: &Import) -> Option<Diagnostic> {
    let bound = file.graph.occurrence_at(import.binding)?.span;
    let (first, last) = (import.path.segments.first(), import.path.segments.last());
    let span = match import.imported {
        Imported::Name(start, _) => Span { start, end: bound.end },
        Imported::Module => Span { start: first?.0, end: bound.end },
        // The name may be spelled longer than it is: `import a.𝒳` imports `a.X`.
        Imported::Package => Span { start: bound.start, end: file.graph.span(last?.0, last?.1).end },
        Imported::Star => return None,
    };
    let message = format!("unused import `{}`", &file.text[span.range()]);
    Some(Diagnostic::new(Code::UnusedImport, span, message))
}

/// Removes the unused imports that other files of the workspace take from this one.
pub(super) fn remove_used_elsewhere(snap: &Snapshot, file: FileId, graph: &Graph, found: &mut Vec<Diagnostic>) {
    let binding = |diagnostic: &Diagnostic| {
        let is_it = |o: &Occurrence| o.role == Role::Bind && o.span.end == diagnostic.span.end;
        // The binding is the last token, but for `import a.b`.
        let last = graph.occurrence_at(diagnostic.span.end).filter(is_it);
        last.or_else(|| graph.occurrence_at(diagnostic.span.start))
    };
    let variable = |diagnostic: &Diagnostic| {
        let symbol = graph.variable(binding(diagnostic)?.symbol);
        (graph.block_of(symbol).0 == 0).then_some(symbol)
    };
    let unused = found.iter().filter(|diagnostic| diagnostic.code == Code::UnusedImport);
    let unused: FxHashMap<Name, SymbolId> =
        unused.filter_map(variable).map(|symbol| (graph.name(symbol), symbol)).collect();
    if unused.is_empty() {
        return;
    }
    let is_unused = |import: &&Import| {
        import.variable.is_some_and(|variable| unused.get(&graph.name(variable)).is_some_and(|one| *one == variable))
    };
    let fixtures = graph.imports().iter().filter(is_unused).filter(|import| is_fixture(snap, file, import));
    let mut used: FxHashSet<SymbolId> = fixtures.filter_map(|import| import.variable).collect();
    used.extend(Elsewhere { snap, file, graph, unused }.used());
    found.retain(|diagnostic| {
        diagnostic.code != Code::UnusedImport || variable(diagnostic).is_none_or(|symbol| !used.contains(&symbol))
    });
}

/// Whether an import brings a fixture: pytest looks for them among the names of a module.
fn is_fixture(snap: &Snapshot, file: FileId, import: &Import) -> bool {
    let origins = link::target(snap, file, import).map_or(Vec::new(), |target| link::origins(snap, target));
    let is_one =
        |origin: Variable| snap.graph(origin.file).is_some_and(|graph| link::is_fixture(&graph, origin.symbol));
    origins.iter().filter_map(Entity::variable).any(is_one)
}

/// What who imports a file's module mentions.
pub fn module_name(snap: &Snapshot, file: FileId) -> Option<Name> {
    snap.shown_path(file).file_stem().and_then(|stem| stem.to_str()).map(Name::new)
}

/// Unused imports of a file's module block that other files may use.
struct Elsewhere<'s> {
    snap: &'s Snapshot,
    file: FileId,
    graph: &'s Graph,
    unused: FxHashMap<Name, SymbolId>,
}

impl Elsewhere<'_> {
    /// Those that other files of the workspace use.
    fn used(&self) -> FxHashSet<SymbolId> {
        let Some(module) = module_name(self.snap, self.file) else { return FxHashSet::default() };
        // Files that were not read yet come later: then the client is told to ask again.
        let others = self.snap.known_mentioning(&[module]).into_par_iter().filter(|&other| other != self.file);
        let used = others.flat_map_iter(|other| {
            let graph = self.snap.graph(other).filter(|graph| graph.mentions(module));
            graph.map(|graph| self.used_in(other, &graph)).unwrap_or_default()
        });
        used.collect()
    }

    fn used_in(&self, other: FileId, graph: &Graph) -> Vec<SymbolId> {
        let mut used = Vec::new();
        for import in graph.imports() {
            match import.imported {
                Imported::Name(_, name) if self.unused.contains_key(&name) => {
                    used.extend(self.own(link::target(self.snap, other, import)));
                }
                Imported::Star if self.is_module(other, &import.path) => {
                    let brought = self.unused.iter().filter(|(name, _)| link::is_public(self.graph, **name));
                    used.extend(brought.map(|(_, symbol)| *symbol));
                }
                _ => {}
            }
        }
        let mut members = link::Members::new(self.snap, other, graph, Trust::Belief);
        let named = |member: &&Member| self.unused.contains_key(&member.name);
        for member in graph.members().iter().filter(named) {
            used.extend(self.own(members.meaning(member)));
        }
        used
    }

    fn own(&self, entity: Option<Entity>) -> Vec<SymbolId> {
        let own = |symbol| Variable { file: self.file, symbol };
        let is_unused = |symbol: &SymbolId| self.unused.values().any(|unused| unused == symbol);
        let of_one = |entity: &Entity| entity.variable().filter(|one| *one == own(one.symbol)).map(|one| one.symbol);
        match entity {
            Some(Entity::Either(entities)) => entities.iter().filter_map(of_one).filter(is_unused).collect(),
            entity => entity.iter().filter_map(of_one).filter(is_unused).collect(),
        }
    }

    fn is_module(&self, importer: FileId, path: &ModulePath) -> bool {
        let module = self.snap.module(importer, path, path.segments.len());
        module.is_some_and(|module| module.source == Some(self.file) || module.stub == Some(self.file))
    }
}

// ---- variables

/// The bindings of functions' variables that are only ever bound, each by itself.
fn variables(file: &Checked<'_>, unused: &dyn Fn(SymbolId) -> bool) -> Vec<Diagnostic> {
    let graph = file.graph;
    let candidates = local_variables(graph).filter(|&variable| unused(variable));
    let mut candidates: FxHashSet<SymbolId> = candidates.collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut bindings = Vec::new();
    for occurrence in graph.occurrences() {
        let variable = graph.variable(occurrence.symbol);
        if candidates.contains(&variable) {
            match is_single(graph, &occurrence) {
                true if occurrence.role == Role::Bind => bindings.push(occurrence),
                true => {}
                false => drop(candidates.remove(&variable)),
            }
        }
    }
    bindings.retain(|binding| candidates.contains(&graph.variable(binding.symbol)));
    let offsets: Vec<u32> = bindings.iter().map(|binding| binding.span.start).collect();
    let contexts = contexts(file, &offsets);
    let variables = |is_it: &dyn Fn(&Occurrence, &Context) -> bool| -> FxHashSet<SymbolId> {
        let found = bindings.iter().zip(&contexts).filter(|(binding, context)| is_it(binding, context));
        found.map(|(binding, _)| graph.variable(binding.symbol)).collect()
    };
    let unpacked = variables(&|_, context| !context.is_target);
    // What comes from elsewhere may be changed in place: `items = self.items; items += more`.
    let augmented = variables(&|_, context| context.is_augmented);
    let is_made_here =
        |binding: &Occurrence| graph.given(binding.span.start).iter().any(|given| matches!(given.by, By::Literal(_)));
    let from_elsewhere = variables(&|binding, context| !context.is_augmented && !is_made_here(binding));
    let unused = bindings.iter().filter(|binding| {
        let variable = graph.variable(binding.symbol);
        let is_changed = augmented.contains(&variable) && from_elsewhere.contains(&variable);
        !unpacked.contains(&variable) && !is_changed
    });
    let message = |binding: &Occurrence| format!("unused variable `{}`", &file.text[binding.span.range()]);
    unused.map(|binding| Diagnostic::new(Code::UnusedVariable, binding.span, message(binding))).collect()
}

/// The variables of functions that only their own code reaches, and whose names don't say that they are unused.
fn local_variables(graph: &Graph) -> impl Iterator<Item = SymbolId> {
    let reflective = graph.reflective_blocks();
    let blocks = graph.blocks().filter(move |block| {
        matches!(graph.block(*block).kind, BlockKind::Function | BlockKind::Lambda) && !reflective[block.0 as usize]
    });
    let variables = blocks.flat_map(|block| graph.symbols_of(block)).filter(|&symbol| graph.variable(symbol) == symbol);
    variables.filter(|&symbol| {
        graph.is_defined(symbol)
            && !graph.is_parameter(symbol)
            && !graph.is_imported(symbol)
            && !is_for_nothing(graph.name(symbol).text())
    })
}

/// Whether a name says that nothing uses it: `_`, `_rest`, `dummy`, `unused_rest`, `ignored`.
fn is_for_nothing(name: &str) -> bool {
    matches!(name.split('_').next(), Some("" | "dummy" | "unused" | "ignored"))
}

/// Whether an occurrence binds its variable alone, or annotates it.
fn is_single(graph: &Graph, occurrence: &Occurrence) -> bool {
    use BindingKind::*;
    let binds_one = || matches!(graph.binding(occurrence), Assignment | Walrus | With | Except);
    !graph.is_declared(occurrence.symbol) && (occurrence.role == Role::Declare || binds_one())
}
