//! The members of enumerations, and their values.

use std::sync::Arc;

use super::arguments::{Arguments, Seen, View};
use super::classes::{self, Class};
use super::members::Value;
use super::{Variable, Walk, calls, given};
use crate::scope::{BlockKind, Given, Graph};
use crate::store::Snapshot;

/// The class derived from `enum.Enum` of which a variable is a member: what its body assigns, but for names with an underscore in front, is an
/// instance of it.
pub(super) fn of_member_bound(snap: &Snapshot, graph: &Graph, variable: Variable) -> Option<Class> {
    let block = graph.block_of(variable.symbol);
    let is_assigned = graph.is_defined(variable.symbol)
        && !graph.is_of_instances(variable.symbol)
        && graph.only_definition(variable.symbol).is_none()
        && graph.functions_of(variable.symbol).next().is_none();
    let is_public = !graph.name(variable.symbol).text().starts_with('_');
    if graph.block(block).kind != BlockKind::Class || !is_assigned || !is_public {
        return None;
    }
    let is_enum = |class: &Class| {
        let is_named = |graph: &Graph| graph.block(class.1).name.text() == "Enum";
        snap.is_library(class.0) && snap.graph(class.0).is_some_and(|graph| is_named(&graph))
    };
    let class = (variable.file, block);
    classes::tree(snap, class).iter().any(is_enum).then_some(class)
}

/// The member of an enumeration whose `value` is asked for.
pub(super) fn member_asked(snap: &Snapshot, graph: &Graph, variable: Variable, seen: &Seen) -> Option<Arc<Arguments>> {
    let member = calls::receiver(seen)?.arguments.as_ref().filter(|arguments| arguments.view == View::Member)?;
    is_value_of_member(snap, graph, variable).then(|| member.clone())
}

pub(super) fn is_value_of_member(snap: &Snapshot, graph: &Graph, variable: Variable) -> bool {
    !snap.is_ours(variable.file) && matches!(graph.name(variable.symbol).text(), "value" | "_value_")
}

/// More members of an enumeration are not asked for their values.
const MOST_MEMBERS: usize = 4;

/// What the members of an enumeration are assigned: one of these is the value of any.
pub(super) fn values_of_members(snap: &Snapshot, (file, class): Class, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(file).filter(|_| snap.is_ours(file)) else { return Vec::new() };
    let members = graph.symbols_of(class).map(|symbol| Variable { file, symbol });
    let members = members.filter(|&member| of_member_bound(snap, &graph, member).is_some()).take(MOST_MEMBERS);
    let given = |member: Variable| {
        let given: Vec<Given> = graph.given_to(member.symbol).take(given::MOST_GIVEN).copied().collect();
        given::followed(snap, member, &graph, &given, &None, &walk.beyond(None))
    };
    given::joined(members.flat_map(given).collect()).into_iter().collect()
}

/// What the member of an enumeration is assigned.
pub(super) fn of_member(snap: &Snapshot, member: &Arguments, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(member.file) else { return Vec::new() };
    let Some(symbol) = graph.variable_at(member.place) else { return Vec::new() };
    let variable = Variable { file: member.file, symbol };
    given::followed(snap, variable, &graph, graph.given(member.place), &None, &walk.beyond(None))
}
