//! What pytest passes to tests and fixtures by the names of their parameters: what fixtures with these names return or yield.
//!
//! A fixture is looked for in the file itself, then in each `conftest.py` from its folder outwards, as pytest does. Those of plugins aren't found.

use super::members::{Asker, Value};
use super::{Variable, Walk, given, lookup, steps};
use crate::name::Name;
use crate::scope::{By, Given, Graph, ModulePath, SymbolId};
use crate::store::Snapshot;

/// In the folders further out none is looked for.
const MOST_FOLDERS: u32 = 8;

/// What a parameter of a test or fixture is passed.
pub(super) fn passed(snap: &Snapshot, parameter: Variable, walk: &Walk) -> Vec<Value> {
    let graph = snap.graph(parameter.file).filter(|graph| graph.is_parameter(parameter.symbol));
    let Some(graph) = graph else { return Vec::new() };
    let function = graph.block(graph.block_of(parameter.symbol));
    let own = graph.attribute_in(function.parent, function.name);
    let is_asked = snap.is_ours(parameter.file)
        && graph.class_of_receiver(parameter.symbol).is_none()
        && (function.name.text().starts_with("test") || own.is_some_and(|own| is_fixture(&graph, own)));
    let name = graph.name(parameter.symbol);
    let found = if is_asked { fixture(snap, &graph, parameter, name, own) } else { None };
    let made = found.and_then(|fixture| {
        let graph = snap.graph(fixture.file)?;
        let at = Asker { snap, file: fixture.file, graph: &graph };
        let walk = &mut walk.beyond(Some(&parameter));
        let made = given::returned(at, &[fixture], &None, walk)?;
        let mut functions = graph.functions_of(fixture.symbol);
        let yields = functions.any(|(_, block)| {
            let given = graph.given(graph.block(block).span.start);
            let says_so = |given: &Given| {
                let name = graph.name_from(given.place).filter(|_| given.by == By::Annotation);
                name.is_some_and(|name| ITERATORS.contains(&name.text()))
            };
            given.iter().any(|given| given.by == By::Unknown || says_so(given))
        });
        if yields { steps::step(at, By::Iterated, made, walk) } else { Some(made) }
    });
    made.into_iter().collect()
}

/// What a fixture that yields says that it returns.
const ITERATORS: [&str; 6] = ["AsyncGenerator", "AsyncIterable", "AsyncIterator", "Generator", "Iterable", "Iterator"];

/// The fixture with a name, for a file; one that takes what it is called itself gets that from further out.
fn fixture(snap: &Snapshot, graph: &Graph, asker: Variable, name: Name, but: Option<SymbolId>) -> Option<Variable> {
    let here = graph.global(name).filter(|&symbol| Some(symbol) != but && is_fixture(graph, symbol));
    if let Some(symbol) = here {
        return Some(Variable { file: asker.file, symbol });
    }
    (1..=MOST_FOLDERS).find_map(|level| {
        let path = ModulePath { level, segments: [(0, Name::new("conftest"))].into() };
        let found = lookup(snap, &*snap.module(asker.file, &path, 1)?, name)?.variable()?;
        let is_it = found.file != asker.file || Some(found.symbol) != but;
        (is_it && snap.graph(found.file).is_some_and(|graph| is_fixture(&graph, found.symbol))).then_some(found)
    })
}

/// Whether pytest finds a fixture in a function, by its decorators.
pub fn is_fixture(graph: &Graph, function: SymbolId) -> bool {
    let mut functions = graph.functions_of(function);
    functions.any(|(name, _)| {
        let mut decorators = graph.decorators(name).filter_map(|start| graph.name_from(start));
        decorators.any(|name| name.text() == "fixture")
    })
}
