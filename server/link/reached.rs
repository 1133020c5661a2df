//! What a variable is given on the ways that lead to a use of it: the flow through its block leaves the other bindings out.

use super::given::{MOST_GIVEN, one};
use super::members::{Asker, Value};
use super::{Trust, Variable, Walk, found, steps};
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
    steps::union(at, of_bindings(at, bindings, Some(&variable), walk)?, walk)
}

/// What is assigned in more places behind a name that nobody knows is not followed: each use asks for all of them.
const MOST_ASSIGNED: usize = 4;

/// What the name behind a dot at a place is given wherever the same names are assigned in the file: `x.a = C()` tells what `x.a` is, whatever `x` may be.
pub(super) fn assigned(at: Asker<'_>, place: u32, walk: &Walk) -> Option<Value> {
    if walk.trust == Trust::Proof || walk.is_far() {
        return None;
    }
    let targets = at.graph.assigned_alike(place).map(|member| member.start).take(MOST_ASSIGNED + 1);
    let targets: Vec<u32> = targets.filter(|&target| at.graph.given(target).iter().any(is_of_target)).collect();
    if targets.is_empty() || targets.len() > MOST_ASSIGNED {
        return None;
    }
    if walk.is_of_assigned {
        walk.counts.cuts.set(walk.counts.cuts.get() + 1);
        return None;
    }
    let walk = Walk { is_of_assigned: true, ..walk.beyond(None) };
    steps::union(at, of_bindings(at, &targets, None, &walk)?, &walk)
}

/// What some bindings give; `None` where one gives what is no value: a function, a class or an import.
fn of_bindings(at: Asker<'_>, bindings: &[u32], of: Option<&Variable>, walk: &Walk) -> Option<Vec<Value>> {
    let mut told = Vec::new();
    for &binding in bindings {
        let given = at.graph.given(binding).iter().filter(|given| is_of_target(given));
        let is_annotated = given.clone().any(is_annotation);
        let given: Vec<Given> = given.filter(|given| !is_annotated || is_annotation(given)).copied().collect();
        if given.is_empty() {
            return None;
        }
        if walk.reached.contains(&(at.file, binding)) {
            walk.counts.cuts.set(walk.counts.cuts.get() + 1);
            continue;
        }
        let mut inner = walk.beyond(of);
        inner.reached.push((at.file, binding));
        told.extend(given.iter().filter_map(|given| one(at, given, &None, &mut inner)));
    }
    Some(told)
}

fn is_of_target(given: &Given) -> bool {
    given.by.is_of_target()
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
