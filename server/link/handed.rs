//! What becomes of the keywords that a function takes as `**kwargs`: the functions that get them, or the fields that they are.
//!
//! The trick: the graph doesn't know what a call unpacks. The uses of the parameter are few: the text says which of them stand behind two stars, and
//! only a function with such a use is parsed, alone, once a request.

use std::sync::Arc;

use super::calls;
use super::classes::{self, Class};
use super::members::{self, Asker, Known};
use super::{Trust, Variable, Walk, arguments, found, keywords};
use crate::scope::{BindingKind, BlockId, BlockKind, By, Graph, Label, Passed, Role};
use crate::store::{FileId, Snapshot};
use crate::syntax::{self, Node};

/// A function of some file.
type Function = (FileId, BlockId);

/// The keywords of a function are not followed to more others.
const MOST_HANDED: usize = 16;

/// Of so many uses of its `**kwargs` it is asked whether they hand these on.
const MOST_USES: usize = 8;

/// The functions that get the keywords which a function takes as `**kwargs`, if it hands them on: those that a method overrides and those that it calls
/// with them; so do what these hand on.
pub fn handed_on(snap: &Snapshot, function: Function) -> Arc<[Function]> {
    found::handed(snap, function, || {
        let (mut all, mut next) = (vec![function], 0);
        while let Some(&function) = all.get(next).filter(|_| all.len() < MOST_HANDED) {
            next += 1;
            let Some(graph) = snap.graph(function.0) else { continue };
            let Some(rest) = keyword_rest(&graph, function.1) else { continue };
            let behind = overridden(snap, &graph, function).into_iter().chain(called(snap, &graph, function, rest));
            for one in behind.collect::<Vec<_>>() {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        all.split_off(1).into()
    })
}

/// The method that one overrides.
fn overridden(snap: &Snapshot, graph: &Graph, (file, function): Function) -> Option<Function> {
    let (class, name) = (graph.block(function).parent, graph.block(function).name);
    if graph.block(class).kind != BlockKind::Class {
        return None;
    }
    let bases = classes::linearized(snap, (file, class), &Walk::new(Trust::Belief));
    let overridden = bases.into_iter().skip(1).find_map(|base| classes::own(snap, base, name))?;
    keywords::defined(snap, overridden, Trust::Belief).into_iter().next()
}

/// The functions that one calls with `**` before the parameter that starts at a place.
fn called(snap: &Snapshot, graph: &Graph, (file, function): Function, rest: u32) -> Vec<Function> {
    let Some((text, symbol)) = snap.text(file).zip(graph.variable_at(rest)) else { return Vec::new() };
    let is_unpacked = |start: u32| text.get(..start as usize).is_some_and(|before| before.trim_end().ends_with("**"));
    let uses = graph.occurrences_of(symbol).filter(|token| token.role == Role::Use).take(MOST_USES);
    let uses: Vec<u32> = uses.map(|token| token.span.start).filter(|&start| is_unpacked(start)).collect();
    if uses.is_empty() {
        return Vec::new();
    }
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    // It is parsed alone: a file may have many.
    let span = graph.block(function).span;
    let Some(own) = text.get(span.range()) else { return Vec::new() };
    let syntax = syntax::parse(own);
    let callee =
        |start: u32| Some(span.start + callee(syntax.tree.root_node(), start.checked_sub(span.start)? as usize)?);
    let callees = uses.into_iter().filter_map(callee);
    callees
        .flat_map(|place| {
            let callee = members::value(snap, file, graph, place, &mut Known::default(), walk);
            callee.map_or(Vec::new(), |callee| keywords::functions(at, &callee, walk))
        })
        .collect()
}

/// The place of what the call calls in which the name that starts at a place is unpacked.
fn callee(root: Node<'_>, start: usize) -> Option<u32> {
    let name = root.named_descendant(start..start);
    let call = std::iter::successors(Some(name), |node| node.parent()).take(5).find(|node| node.kind() == "call")?;
    calls::place(call.field("function")?)
}

/// The classes whose fields a function takes as keywords: `**kwargs: Unpack[C]` (PEP 692).
pub fn unpacked(snap: &Snapshot, (file, function): Function) -> Vec<Class> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let given = keyword_rest(&graph, function).map_or(&[][..], |rest| graph.given(rest));
    let at = Asker { snap, file, graph: &graph };
    let classes = given.iter().filter(|given| given.by == By::Annotation).filter_map(|given| {
        let walk = &mut Walk::new(Trust::Belief);
        let form = arguments::annotated(at, given.place, &None, walk)?;
        members::classes(at, &form, walk)
    });
    classes.flatten().collect()
}

/// The parameter that takes a keyword at a call which names none: `**kwargs`.
pub fn taken_by_rest(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label) -> Option<Variable> {
    let called = keywords::called(snap, file, graph, label, Trust::Belief);
    called.into_iter().find_map(|(file, function)| {
        let graph = snap.graph(file)?;
        let symbol = graph.variable_at(keyword_rest(&graph, function)?)?;
        Some(Variable { file, symbol })
    })
}

/// The start of the parameter of a function that takes all other keywords.
pub(super) fn keyword_rest(graph: &Graph, function: BlockId) -> Option<u32> {
    let span = graph.block(function).span;
    let own = graph.occurrences_from(span.start).take_while(|token| token.span.start < span.end);
    let own = own.filter(|token| token.role == Role::Bind && graph.block_of(token.symbol) == function);
    let mut parameters = own.map_while(|token| match graph.binding(&token) {
        BindingKind::Parameter(passed) => Some((token.span.start, passed)),
        _ => None,
    });
    // The other one is a tuple.
    let is_tuple = |start: u32| graph.given(start).iter().any(|given| given.by.literal() == Some("tuple"));
    parameters.find(|&(start, passed)| passed == Passed::Rest && !is_tuple(start)).map(|rest| rest.0)
}
