//! Names that nothing binds: not the file, not a star import, not the built-ins.
//!
//! The trick: the graph leaves such a name with the module block, unbound. Few names are left when the built-ins are taken away, in most
//! files none; only for these is the tree looked at, for what may excuse them. In doubt nothing is said.

mod why;

use rustc_hash::FxHashSet;

use super::context::{Context, contexts};
use super::{Checked, Code, Diagnostic};
use crate::link::{self, Entity, Variable};
use crate::name::Name;
use crate::scope::{self, BlockId, BlockKind, Exports, Graph, Imported, Occurrence, Role, SymbolId, Token};
use crate::store::{FileId, Snapshot};

/// The uses of names that nothing binds. `is_brought` says of those that another file could bring whether one may.
pub(super) fn names(file: &Checked<'_>, is_brought: &dyn Fn(&Occurrence) -> bool) -> Vec<Diagnostic> {
    let mut suspects = suspects(file);
    if suspects.is_empty() || file.graph.may_bind_any_name() {
        return Vec::new();
    }
    remove_added_builtins(file.graph, &mut suspects);
    let has_star = file.graph.imports().iter().any(|import| import.imported == Imported::Star);
    suspects.retain(|suspect| {
        let is_submodule = || file.is_package() && suspect.role == Role::Export;
        !(has_star || is_submodule()) || !is_brought(suspect)
    });
    let offsets: Vec<u32> = suspects.iter().map(|suspect| suspect.span.start).collect();
    let undefined = suspects.into_iter().zip(contexts(file, &offsets));
    let undefined = undefined.filter(|(suspect, context)| !is_excused(file.graph, suspect, context));
    let undefined: Vec<Occurrence> = undefined.map(|(suspect, _)| suspect).collect();
    let messages = why::messages(file, &undefined);
    let found = undefined.iter().zip(messages);
    found.map(|(suspect, message)| Diagnostic::new(Code::UndefinedName, suspect.span, message)).collect()
}

/// Whether another file may bind an undefined name of a file: a star import brings it, or may since its module can't be found, or an entry of
/// a package's `__all__` is a submodule.
pub(super) fn is_brought(snap: &Snapshot, file: FileId, graph: &Graph, suspect: &Occurrence) -> bool {
    let variable = Variable { file, symbol: graph.variable(suspect.symbol) };
    link::meaning(snap, file, &Token::Occurrence(*suspect)) != Some(Entity::Variable(variable))
        || !link::stars_are_known(snap, file)
}

/// The uses of names that no binding and no built-in stands behind.
fn suspects(file: &Checked<'_>) -> Vec<Occurrence> {
    let graph = file.graph;
    let has_exports = graph.exports() != Exports::Implicit;
    let is_suspect = |&symbol: &SymbolId| {
        let has_value = graph.is_bound(symbol) && (graph.is_defined(symbol) || graph.is_imported(symbol));
        !has_value && (has_exports || !scope::is_builtin(graph.name(symbol), file.python))
    };
    let names: FxHashSet<SymbolId> = graph.symbols_of(BlockId(0)).filter(is_suspect).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let (mut suspects, mut declared) = (Vec::new(), FxHashSet::default());
    for occurrence in graph.occurrences() {
        let variable = graph.variable(occurrence.symbol);
        if names.contains(&variable) {
            match occurrence.role {
                Role::Declare if occurrence.symbol == variable => drop(declared.insert(variable)),
                Role::Bind | Role::Declare | Role::Unexport => {}
                _ if has_name_at_run_time(file, &occurrence) => {}
                _ => suspects.push(occurrence),
            }
        }
    }
    // What is annotated without a value is given one from elsewhere.
    suspects.retain(|suspect| !declared.contains(&graph.variable(suspect.symbol)));
    suspects
}

/// Whether the name is there without a binding: in the built-ins, in every module, in every class body.
fn has_name_at_run_time(file: &Checked<'_>, occurrence: &Occurrence) -> bool {
    let graph = file.graph;
    let name = graph.name(occurrence.symbol);
    if occurrence.role == Role::Export {
        // Attributes of the module itself are exported, and what its `__getattr__` gives.
        let getattr = Name::existing("__getattr__").and_then(|name| graph.global(name));
        return scope::is_module_attribute(name) || getattr.is_some_and(|getattr| graph.is_bound(getattr));
    }
    let in_class = || graph.block(graph.block_of(occurrence.symbol)).kind == BlockKind::Class;
    match name.text() {
        "__path__" => file.is_package(),
        "__dict__" => false,
        // Set where something is annotated.
        "__annotate__" | "__conditional_annotations__" => file.python.defers_annotations(),
        "__module__" | "__qualname__" | "__firstlineno__" | "__type_params__" | "__classdict__" => in_class(),
        // On Windows only, and used behind a question for the system.
        "WindowsError" => true,
        _ => scope::is_module_attribute(name) || scope::is_builtin(name, file.python),
    }
}

/// Removes the names that the file adds to the module `builtins`, by `builtins.x = …`.
fn remove_added_builtins(graph: &Graph, suspects: &mut Vec<Occurrence>) {
    let is_builtins = |base: u32| {
        let name = graph.name_from(base).map(Name::text);
        name.is_some_and(|name| matches!(name, "builtins" | "__builtins__" | "__builtin__"))
    };
    let added = graph.members().iter().filter(|member| member.is_target() && member.base().is_some_and(is_builtins));
    let added: FxHashSet<Name> = added.map(|member| member.name).collect();
    suspects.retain(|suspect| !added.contains(&graph.name(suspect.symbol)));
}

/// Whether what stands around a use excuses it.
fn is_excused(graph: &Graph, suspect: &Occurrence, context: &Context) -> bool {
    let in_class_body = || graph.block(graph.block_of(suspect.symbol)).kind == BlockKind::Class;
    context.is_dead || context.expects_name_error || context.has_metaclass && in_class_body()
}
