//! Names behind dots: of modules, of classes, and of `self` in their methods.

use super::{Entity, Variable, Visited, lookup, of_start, origins};
use rustc_hash::FxHashMap;

use crate::name::Name;
use crate::scope::{BindingKind, BlockId, BlockKind, Graph, Member, Occurrence, Role, SymbolId};
use crate::store::{FileId, Snapshot};

/// The attribute of a module or class with this name.
fn attribute(snap: &Snapshot, base: &Entity, name: Name, visited: &mut Visited) -> Option<Entity> {
    origins(snap, base.clone()).into_iter().find_map(|origin| match origin {
        Entity::Module(module) => lookup(snap, &module, name),
        // Origins are followed through these.
        Entity::Either(_) => None,
        Entity::Variable(variable) => {
            let graph = snap.graph(variable.file)?;
            match graph.only_definition(variable.symbol)? {
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
    let name = mangled(graph, member);
    if let Entity::Variable(variable) = base
        && variable.file == file
        && let Some(class) = class_of_receiver(graph, variable.symbol)
    {
        return in_class(snap, file, class, name, visited).map(Entity::Variable);
    }
    attribute(snap, base, name, visited)
}

/// The class whose method's first parameter the variable is: the receiver of plain and class methods. A static method has none, and a
/// parameter that is bound again may be anything.
pub(super) fn class_of_receiver(graph: &Graph, variable: SymbolId) -> Option<BlockId> {
    let function = graph.block_of(variable);
    let block = graph.block(function);
    if block.kind != BlockKind::Function || !graph.is_parameter(variable) {
        return None;
    }
    let class = graph.outwards(block.parent).find(|&outer| !graph.block(outer).kind.is_annotation_scope())?;
    if graph.block(class).kind != BlockKind::Class || is_static(graph, function) {
        return None;
    }
    // The first name bound from the `def` on is its own, the next its first parameter.
    let mut bound = graph.occurrences_from(block.span.start).filter(|o| o.role == Role::Bind);
    let is_receiver = bound.find(|o| graph.block_of(o.symbol) == function).is_some_and(|o| o.symbol == variable);
    (is_receiver && !graph.is_rebound(variable)).then_some(class)
}

fn is_static(graph: &Graph, function: BlockId) -> bool {
    let is_it = |o: &Occurrence| o.role == Role::Bind && graph.binding(o) == BindingKind::Function(function);
    let Some(name) = graph.occurrences_from(graph.block(function).span.start).find(is_it) else { return false };
    graph.decorators(name.span.start).any(|decorator| {
        let decorator = graph.occurrence_at(decorator).filter(|occurrence| occurrence.span.start == decorator);
        decorator.is_some_and(|occurrence| graph.name(occurrence.symbol).text() == "staticmethod")
    })
}

/// The member's name as the compiler stores it: private names of the class around are mangled (reference, section 6.2.1).
fn mangled(graph: &Graph, member: &Member) -> Name {
    let text = member.name.text();
    let class = || graph.class_around(member.start).map(|class| graph.block(class).name.text());
    let mangled = text.starts_with("__").then(class).flatten().and_then(|class| crate::name::mangled(class, text));
    mangled.map_or(member.name, |mangled| Name::new(&mangled))
}

/// A class of some file.
pub type Class = (FileId, BlockId);

/// The class and its bases in the method resolution order.
pub(super) fn tree(snap: &Snapshot, class: Class) -> Vec<Class> {
    linearized(snap, class, &mut Visited::default())
}

/// The variable with this name of the first class in the method resolution order that binds it.
pub(super) fn in_class(
    snap: &Snapshot,
    file: FileId,
    class: BlockId,
    name: Name,
    visited: &mut Visited,
) -> Option<Variable> {
    if !visited.insert((file, class, name)) {
        return None;
    }
    let own = |&(file, class): &Class| {
        let graph = snap.graph(file)?;
        let symbol = graph.attribute_in(class, name)?;
        Some(Variable { file, symbol })
    };
    // Most names are found in the class itself, without a look at its bases.
    own(&(file, class)).or_else(|| linearized(snap, (file, class), visited).iter().find_map(own))
}

/// The classes that a class names as its bases, as far as they can be found, in the order of the text.
pub fn known_bases(snap: &Snapshot, class: Class) -> Vec<Class> {
    bases(snap, class, &mut Visited::default())
}

/// More classes than this are not put into order: the deepest hierarchies of Django and Home Assistant have 30.
const MOST_CLASSES: usize = 500;

/// The class and its bases in the method resolution order (C3, as `type.__mro__` has it), as far as the bases can be found. Where the order
/// contradicts itself, as the language forbids, the rest follows in order of mention.
fn linearized(snap: &Snapshot, class: Class, visited: &mut Visited) -> Vec<Class> {
    // All classes, each after those that mention it as a base, then merged from the last to the first.
    let (mut order, mut bases_of) = (vec![class], Vec::new());
    let mut next = 0;
    while next < order.len() && order.len() < MOST_CLASSES {
        let bases = bases(snap, order[next], visited);
        order.extend(bases.iter().filter(|base| !order.contains(base)).copied().collect::<Vec<_>>());
        bases_of.push(bases);
        next += 1;
    }
    let mut done: FxHashMap<Class, Vec<Class>> = FxHashMap::default();
    // A pass settles the classes whose bases are settled; what a circle leaves over has no order.
    for _ in 0..order.len() {
        let ready = |at: &usize, done: &FxHashMap<Class, Vec<Class>>| {
            !done.contains_key(&order[*at]) && bases_of[*at].iter().all(|base| done.contains_key(base))
        };
        let Some(at) = (0..bases_of.len()).rev().find(|at| ready(at, &done)) else { break };
        let mut lists: Vec<Vec<Class>> = bases_of[at].iter().map(|base| done[base].clone()).collect();
        lists.push(bases_of[at].clone());
        let merged = std::iter::once(order[at]).chain(merge(lists)).collect();
        done.insert(order[at], merged);
    }
    done.remove(&class).unwrap_or(order)
}

fn merge(mut lists: Vec<Vec<Class>>) -> Vec<Class> {
    let mut merged = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        let in_no_tail = |head: &Class| !lists.iter().any(|list| list[1..].contains(head));
        let heads = || lists.iter().map(|list| list[0]);
        let Some(head) = heads().find(in_no_tail).or_else(|| heads().next()) else { return merged };
        merged.push(head);
        for list in &mut lists {
            list.retain(|class| *class != head);
        }
    }
}

/// The classes that a class names as its bases, as far as they can be found.
fn bases(snap: &Snapshot, (file, class): Class, visited: &mut Visited) -> Vec<Class> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let mut found = Vec::new();
    for base in graph.bases(class) {
        let Some(base) = of_start(snap, file, &graph, base, visited) else { continue };
        for origin in origins(snap, base).into_iter().filter_map(|origin| origin.variable()) {
            let Some(there) = snap.graph(origin.file) else { continue };
            if let Some(BindingKind::Class(block)) = there.only_definition(origin.symbol)
                && !found.contains(&(origin.file, block))
            {
                found.push((origin.file, block));
            }
        }
    }
    found
}
