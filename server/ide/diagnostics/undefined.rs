//! Names that nothing binds: not the file, not a star import, not the built-ins.
//!
//! The trick: the graph leaves such a name with the module block, unbound. Few names are left when the built-ins are taken away, in most
//! files none; only for these is the tree looked at, for what may excuse them. In doubt nothing is said.

mod why;

use rustc_hash::FxHashSet;

pub(super) use why::{MOST_SUGGESTIONS, similar};

use super::context::{Context, contexts};
use super::elsewhere::added_to_builtins;
use super::{Checked, Code, Diagnostic};
use crate::link::{self, Entity, Trust, Variable};
use crate::name::Name;
use crate::scope::{
    self, BindingKind, BlockId, BlockKind, Exports, Graph, Imported, Occurrence, Role, SymbolId, Token,
};
use crate::store::Snapshot;

/// The uses of names that nothing binds, here or in another file.
pub(super) fn names(snap: &Snapshot, file: &Checked<'_>) -> Vec<Diagnostic> {
    let mut suspects = suspects(file);
    if suspects.is_empty() || file.graph.may_bind_any_name() || writes_globals(file) {
        return Vec::new();
    }
    remove_bound_elsewhere(file.graph, &mut suspects);
    let settings = snap.settings(file.file);
    let added = settings.builtins.iter().flatten().map(|name| Name::new(name)).collect::<Vec<_>>();
    suspects.retain(|suspect| !added.contains(&file.graph.name(suspect.symbol)));
    let has_star = file.graph.imports().iter().any(|import| import.imported == Imported::Star);
    if has_star || file.is_package() {
        suspects.retain(|suspect| !is_brought(snap, file, suspect));
    }
    let offsets: Vec<u32> = suspects.iter().map(|suspect| suspect.span.start).collect();
    let undefined = suspects.into_iter().zip(contexts(file, &offsets));
    let undefined = undefined.filter(|(suspect, context)| !is_excused(file.graph, suspect, context));
    let undefined: Vec<Occurrence> = undefined.map(|(suspect, _)| suspect).collect();
    let messages = why::messages(file, &undefined);
    let found = undefined.iter().zip(messages);
    found.map(|(suspect, message)| Diagnostic::new(Code::UndefinedName, suspect.span, message)).collect()
}

/// Whether another file may bind an undefined name of a file: a star import brings it, or may since its module can't be found, or it is a
/// submodule.
fn is_brought(snap: &Snapshot, file: &Checked<'_>, suspect: &Occurrence) -> bool {
    let variable = Variable { file: file.file, symbol: file.graph.variable(suspect.symbol) };
    link::meaning(snap, file.file, &Token::Occurrence(*suspect), Trust::Proof) != Some(Entity::Variable(variable))
        || is_submodule(snap, file, file.graph.name(suspect.symbol))
        || !link::stars_are_known(snap, file.file)
}

/// Whether a package's file has a module of this name beside it, which becomes a name of the package when anybody imports it (reference, section
/// 5.4.2).
pub(super) fn is_submodule(snap: &Snapshot, file: &Checked<'_>, name: Name) -> bool {
    file.is_package() && snap.module_of(file.file).is_some_and(|package| snap.submodule(&package, name).is_some())
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
        // What type checkers answer in files that nothing runs.
        "reveal_type" | "reveal_locals" => file.is_stub(),
        _ => scope::is_module_attribute(name) || scope::is_builtin(name, file.python),
    }
}

/// Whether the file does anything with `globals()` but read from it.
fn writes_globals(file: &Checked<'_>) -> bool {
    let uses: Vec<u32> = file.graph.uses_of_globals().iter().map(|occurrence| occurrence.span.start).collect();
    !uses.is_empty() && contexts(file, &uses).iter().any(|context| !context.is_read_from)
}

/// Removes the names that the file adds to the built-ins, and the members of enumerations that
/// `@enum.global_enum` makes names of the module.
fn remove_bound_elsewhere(graph: &Graph, suspects: &mut Vec<Occurrence>) {
    let mut added: FxHashSet<Name> = added_to_builtins(graph).collect();
    added.extend(members_of_global_enums(graph));
    suspects.retain(|suspect| !added.contains(&graph.name(suspect.symbol)));
}

fn members_of_global_enums(graph: &Graph) -> Vec<Name> {
    let Some(global_enum) = Name::existing("global_enum").filter(|&name| graph.mentions(name)) else {
        return Vec::new();
    };
    let classes = graph.occurrences().filter(|occurrence| occurrence.role == Role::Bind).filter_map(|binding| {
        let BindingKind::Class(class) = graph.binding(&binding) else { return None };
        let mut decorators = graph.decorators(binding.span.start);
        decorators.any(|decorator| graph.name_from(decorator) == Some(global_enum)).then_some(class)
    });
    classes.flat_map(|class| graph.symbols_of(class)).map(|member| graph.name(member)).collect()
}

/// Whether what stands around a use excuses it.
fn is_excused(graph: &Graph, suspect: &Occurrence, context: &Context) -> bool {
    let in_class_body = || graph.block(graph.block_of(suspect.symbol)).kind == BlockKind::Class;
    context.is_dead || context.expects_name_error || context.has_metaclass && in_class_body()
}
