//! The proof of a rename, against doing it: for random programs, every variable of theirs and every name that could take its place,
//! `scope::changed` says that a meaning changes if and only if it does when the edits are applied and the text is resolved again.
//!
//! `LEGB_RENAMES=N` tries N programs; `LEGB_SEED=S` starts elsewhere. A failure prints its program. What CPython says of the same
//! is asked by `tests/oracle/renames.py`.

#[path = "common/programs.rs"]
mod programs;
#[path = "common/random.rs"]
mod random;

use std::collections::HashMap;

use legb::name::Name;
use legb::scope::{self, Graph, Python, SymbolId};
use legb::syntax;
use programs::{NAMES, Program};
use random::Random;

/// Programs in a usual run: 10 seconds in a debug build on one core of 2026.
const PROGRAMS: usize = 3_000;

#[test]
fn the_proof_is_what_applying_and_resolving_again_says() {
    let number = |key, otherwise| std::env::var(key).ok().map_or(otherwise, |value| value.parse().expect("a number"));
    let (programs, first) = (number("LEGB_RENAMES", PROGRAMS), number("LEGB_SEED", 1));
    let (mut n_changed, mut n_same) = (0, 0);
    for seed in first..first + programs {
        let mut random = Random((seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let python = Python { minor: 8 + random.below(8) as u8 };
        let text = Program::new(random).text();
        let graph = lowered(&text, python);
        if !graph.errors().is_empty() {
            continue;
        }
        for variable in graph.variables().filter(|&variable| is_asked(&graph, variable)) {
            for new in NAMES.into_iter().chain(["e"]).filter(|new| *graph.name(variable).text() != **new) {
                let proof = scope::changed(&graph, variable, Name::new(new));
                let after = lowered(&renamed(&text, &graph, variable, new), python);
                let change = difference(&graph, &after);
                assert!(
                    proof.is_none() == change.is_none(),
                    "seed {seed}, Python {python}: {} of block {} to {new}:\n{text}\nthe proof says {proof:?}, resolving again {change:?}",
                    graph.name(variable),
                    graph.block_of(variable).0,
                );
                n_changed += usize::from(proof.is_some());
                n_same += usize::from(proof.is_none());
            }
        }
    }
    assert!(n_changed > programs && n_same > programs, "{n_changed} changes and {n_same} without");
}

fn lowered(text: &str, python: Python) -> Graph {
    scope::lower(&syntax::parse(text), text, python)
}

/// The class's `__class__` has no token to rename, what no file binds has no name of its own, and what the compiler ignores no variable.
fn is_asked(graph: &Graph, variable: SymbolId) -> bool {
    graph.is_bound(variable) && !graph.is_class_cell(variable) && graph.occurrences_of(variable).next().is_some()
}

fn renamed(text: &str, graph: &Graph, variable: SymbolId, new: &str) -> String {
    let mut text = text.to_owned();
    let places: Vec<_> = graph.occurrences_of(variable).collect();
    for place in places.iter().rev() {
        text.replace_range(place.span.range(), new);
    }
    text
}

/// The first occurrence that belongs to another variable than before; or an error that was not there.
fn difference(before: &Graph, after: &Graph) -> Option<String> {
    if let Some(error) = after.errors().first() {
        return Some(error.message.to_string());
    }
    if before.occurrences().len() != after.occurrences().len() {
        return Some("another number of occurrences".to_owned());
    }
    let (mut forth, mut back) = (HashMap::new(), HashMap::new());
    for (number, (x, y)) in before.occurrences().zip(after.occurrences()).enumerate() {
        let (u, v) = (before.variable(x.symbol), after.variable(y.symbol));
        let same = *forth.entry(u).or_insert(v) == v && *back.entry(v).or_insert(u) == u;
        if !same || before.block_of(u) != after.block_of(v) || x.role != y.role {
            return Some(format!("occurrence {number} differs"));
        }
    }
    None
}
