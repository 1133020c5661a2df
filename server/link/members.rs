//! Names behind dots: of modules, of classes, and of `self` in their methods.

use super::{Entity, Variable, Visited, lookup, of_start, only_definition, origins};
use crate::name::Name;
use crate::scope::{BindingKind, BlockId, BlockKind, Graph, Member};
use crate::store::{FileId, Snapshot};

/// The attribute of a module or class with this name.
fn attribute(snap: &Snapshot, base: &Entity, name: Name, visited: &mut Visited) -> Option<Entity> {
    origins(snap, base.clone()).into_iter().find_map(|origin| match origin {
        Entity::Module(module) => lookup(snap, &module, name),
        Entity::Variable(variable) => {
            let graph = snap.graph(variable.file)?;
            match only_definition(&graph, variable.symbol)? {
                BindingKind::Class(block) => in_class(snap, variable.file, block, name, visited).map(Entity::Variable),
                _ => None,
            }
        }
    })
}

/// What a member means whose base means `base`.
pub(super) fn of(
    snap: &Snapshot,
    file: FileId,
    graph: &Graph,
    base: &Entity,
    member: &Member,
    visited: &mut Visited,
) -> Option<Entity> {
    if let Entity::Variable(variable) = base
        && variable.file == file
        && let Some(class) = class_of_receiver(graph, variable, member)
    {
        return in_class(snap, file, class, mangled_in(graph, class, member.name), visited).map(Entity::Variable);
    }
    attribute(snap, base, member.name, visited)
}

/// The class whose method's first parameter the variable is: the receiver, by the language's convention for plain and class
/// methods. A rebound or captured-elsewhere parameter is none.
fn class_of_receiver(graph: &Graph, variable: &Variable, member: &Member) -> Option<BlockId> {
    let function = graph.block_of(variable.symbol);
    let block = graph.block(function);
    let is_method = block.kind == BlockKind::Function && graph.is_parameter(variable.symbol);
    let class = graph.outwards(block.parent).find(|&outer| !graph.block(outer).kind.is_annotation_scope())?;
    if !is_method || graph.block(class).kind != BlockKind::Class || member.base().is_none() {
        return None;
    }
    // The receiver is the first parameter: the first binding in the function's block.
    let first = graph.symbols_of(function).filter(|&symbol| graph.is_parameter(symbol));
    let starts = first.filter_map(|symbol| Some((graph.occurrences_of(symbol).next()?.span.start, symbol)));
    let receiver = starts.min()?.1;
    let bound_once = graph.occurrences_of(receiver).filter(|o| o.role == crate::scope::Role::Bind).count() == 1;
    (receiver == variable.symbol && bound_once).then_some(class)
}

/// Private names of the class are stored mangled (reference, section 6.2.1).
fn mangled_in(graph: &Graph, class: BlockId, name: Name) -> Name {
    let mangled = crate::name::mangled(graph.block(class).name.text(), name.text());
    mangled.map_or(name, |mangled| Name::new(&mangled))
}

/// The variable of a class body with this name, or that of the nearest base class that can be found: depth first, each class once.
/// The order is that of `__mro__` wherever no class is inherited twice.
pub(super) fn in_class(
    snap: &Snapshot,
    file: FileId,
    class: BlockId,
    name: Name,
    visited: &mut Visited,
) -> Option<Variable> {
    let mut pending = vec![(file, class)];
    while let Some((file, class)) = pending.pop() {
        if !visited.insert((file, class, name)) {
            continue;
        }
        let Some(graph) = snap.graph(file) else { continue };
        let own =
            graph.symbol_in(class, name).filter(|&symbol| graph.is_bound(symbol) && graph.variable(symbol) == symbol);
        if let Some(symbol) = own {
            return Some(Variable { file, symbol });
        }
        let bases: Vec<_> = graph.bases(class).collect();
        for base in bases.into_iter().rev() {
            let Some(base) = of_start(snap, file, &graph, base, visited) else { continue };
            for origin in origins(snap, base).into_iter().filter_map(|origin| origin.variable()) {
                let Some(there) = snap.graph(origin.file) else { continue };
                if let Some(BindingKind::Class(block)) = only_definition(&there, origin.symbol) {
                    pending.push((origin.file, block));
                }
            }
        }
    }
    None
}
