//! What parameters are by the arguments that calls in the same file give them, where nothing else says it.
//!
//! The trick: the graph has the arguments of such calls as are themselves given to something, or statements of their own, and all keywords; which of them
//! call a function is a look-up in an index. What stands behind a keyword the tree tells. Calls in other files are not asked: that would take a search.

use super::members::{self, Asker, Known, Value};
use super::{Variable, Walk, arguments, calls, given, steps};
use crate::scope::{BlockKind, By, Given, Label};
use crate::store::Snapshot;

/// More calls of a function are not asked.
const MOST_CALLS: usize = 8;

/// What a parameter is passed.
pub(super) fn parameter(snap: &Snapshot, parameter: Variable, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(parameter.file) else { return Vec::new() };
    let block = graph.block_of(parameter.symbol);
    let is_asked = walk.is_far() || walk.through.contains(&parameter);
    if is_asked || !graph.is_parameter(parameter.symbol) || graph.block(block).kind != BlockKind::Function {
        return Vec::new();
    }
    let parameters = calls::parameters(&graph, block);
    let is_it = |place: u32| graph.variable_at(place) == Some(parameter.symbol);
    let number = parameters.iter().position(|&(place, is_rest)| is_it(place) && !is_rest);
    let (around, name) = (graph.block(block).parent, graph.block(block).name);
    let is_constructor = name.text() == "__init__" && graph.block(around).kind == BlockKind::Class;
    let called = match is_constructor {
        true => arguments::variable_of(snap, (parameter.file, around)).map(|class| class.symbol),
        false => graph.attribute_in(around, name),
    };
    let Some(called) = called else { return Vec::new() };
    let is_passed = |given: &&Given| number.is_some_and(|number| given.by == By::Passed(number as u8));
    let by_position = graph.passed(called).filter(is_passed).map(|given| given.place).take(MOST_CALLS);
    let is_named = |label: &&Label| label.name == graph.name(parameter.symbol);
    let may_be_named = graph.is_keyword_parameter(parameter.symbol);
    let labels = graph.labels_of(called).filter(|label| may_be_named && is_named(label)).take(MOST_CALLS);
    let by_name = labels.filter_map(|label| calls::labelled(snap, parameter.file, label));
    let at = Asker { snap, file: parameter.file, graph: &graph };
    let values = by_position.chain(by_name).filter_map(|place| {
        let mut beyond = walk.beyond(Some(&parameter));
        let found = members::value(snap, at.file, &graph, place, &mut Known::default(), &mut beyond);
        let found = given::narrowed(at, place, found, &beyond)?;
        given::joined(steps::settled(at, &found, &beyond))
    });
    given::joined(values.collect()).into_iter().collect()
}
