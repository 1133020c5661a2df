//! What a variable is given on the ways that lead to a use of it: the flow through its block leaves the other bindings out.

use super::given::{MOST_GIVEN, one};
use super::members::{Asker, Value};
use super::{Variable, Walk, found, steps};
use crate::scope::{By, Given, Graph, Role, SymbolId, flow};

/// What the name that starts at a place is given by the bindings that reach it; `None` where it starts no use, where all bindings reach it, and where
/// what they give isn't known.
pub(super) fn given(at: Asker<'_>, place: u32, walk: &Walk) -> Option<Value> {
    let Asker { snap, file, graph } = at;
    let token = graph.occurrence_at(place).filter(|token| token.span.start == place && token.role == Role::Use)?;
    let variable = Variable { file, symbol: graph.variable(token.symbol) };
    if !graph.is_rebound(variable.symbol)
        || !flow::runs_with_owner(graph, &token)
        || !is_given_twice(graph, variable.symbol)
    {
        return None;
    }
    let uses = found::uses(snap, graph, variable);
    let bindings = &uses.reaching.get(&place).filter(|reaching| reaching.is_whole)?.bindings;
    let is_annotated = |&&binding: &&u32| graph.given(binding).iter().any(is_annotation);
    // An annotation speaks of all bindings, but another that reaches the use says more.
    let n_annotated = bindings.iter().filter(is_annotated).count();
    let are_alike = n_annotated == 0 || n_annotated == bindings.len();
    if uses.n_bindings > MOST_GIVEN || bindings.len() == uses.n_bindings && are_alike {
        return None;
    }
    let mut told = Vec::new();
    for &binding in bindings {
        let given = graph.given(binding).iter().filter(|given| given.by.is_of_target());
        let is_annotated = given.clone().any(is_annotation);
        let given: Vec<Given> = given.filter(|given| !is_annotated || is_annotation(given)).copied().collect();
        if given.is_empty() {
            // A function, a class or an import.
            return None;
        }
        if walk.reached.contains(&(file, binding)) {
            walk.counts.cuts.set(walk.counts.cuts.get() + 1);
            continue;
        }
        let mut inner = walk.beyond(Some(&variable));
        inner.reached.push((file, binding));
        told.extend(given.iter().filter_map(|given| one(at, given, &None, &mut inner)));
    }
    steps::union(at, told, walk)
}

fn is_annotation(given: &Given) -> bool {
    matches!(given.by, By::Annotation | By::ClassOf)
}

/// Whether two bindings of a variable at least give it something that may be known: else there is nothing to tell apart.
fn is_given_twice(graph: &Graph, variable: SymbolId) -> bool {
    let mut targets = graph.given_to(variable).filter(|given| !matches!(given.by, By::Nothing | By::Unknown));
    let first = targets.next();
    first.is_some_and(|first| targets.any(|other| other.target != first.target))
}
