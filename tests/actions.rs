//! The proof of an action, against doing it: in random programs every action that is offered is done, and every name that it isn't about goes on to mean
//! the variable that it meant, at every place where somebody may ask.
//!
//! Names that stay are compared in their order, and those of a new name or none with all: the blocks and variables must be the same but for what they are called.
//! `LEGB_ACTIONS=N` tries N programs; `LEGB_SEED=S` starts elsewhere. A failure prints its program. What CPython says of the same is asked by
//! `tests/oracle/actions.py`.

#[path = "common/programs.rs"]
mod programs;
#[path = "common/random.rs"]
mod random;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use legb::cancel::Token as Cancel;
use legb::ide::actions::{Action, actions, edits};
use legb::ide::rename::Edits;
use legb::scope::{self, Graph, Python, SymbolId};
use legb::settings::Settings;
use legb::store::Store;
use legb::syntax;
use legb::text::{Edit, Span, apply_edits};
use programs::Program;
use random::Random;

/// Programs in a usual run.
const PROGRAMS: usize = 1_500;

#[test]
fn an_action_changes_nothing_but_what_it_is_about() {
    let number = |key, otherwise| std::env::var(key).ok().map_or(otherwise, |value| value.parse().expect("a number"));
    let (programs, first) = (number("LEGB_ACTIONS", PROGRAMS), number("LEGB_SEED", 1));
    let mut done: BTreeMap<String, usize> = BTreeMap::new();
    for seed in first..first + programs {
        let mut random = Random((seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let python = Python { minor: 8 + random.below(8) as u8 };
        let mut text = Program::new(random).text();
        if seed % 2 == 0 {
            // As the body of a function, where more can be unused and more is hidden.
            let body: String = text.lines().map(|line| format!("    {line}\n")).collect();
            text = format!(
                "a = c = 0\nfrom b import d as b\ndef outer(c):\n    a = 1\n    def inner():\n        a += 2\n{body}"
            );
        }
        let store = Arc::new(Store::new());
        store.set_settings(Settings { python: Some(python), ..Settings::default() });
        let file = store.virtual_file("program");
        store.open(file, text.clone(), 1);
        let snap = store.snapshot();
        let graph = lowered(&text, python);
        if !graph.errors().is_empty() {
            continue;
        }
        for occurrence in graph.occurrences() {
            let at = Span::new(occurrence.span.start, occurrence.span.start);
            for action in actions(&snap, file, at, |_| true, &Cancel::new()).expect("nobody cancels") {
                let Ok(edits) = edits(&snap, &action.plan, &Cancel::new()) else { continue };
                let list = edits.all().into_iter();
                let list: Vec<Edit> =
                    list.map(|(place, text)| Edit { span: place.span, text: text.to_owned() }).collect();
                let after = apply_edits(&text, &list).expect("edits that fit");
                let asked = graph.variable(occurrence.symbol);
                if let Some(difference) = difference(&action, &edits, asked, &graph, &after, python) {
                    panic!("seed {seed}, Python {python}: {}:\n{text}\n----\n{after}\n{difference}", action.title);
                }
                *done.entry(sort_of(&action).to_owned()).or_default() += 1;
            }
        }
    }
    // Each sort was tried: had it not been offered, nothing was tested.
    for sort in
        ["Remove unused variable", "Remove unused import", "Rename to", "Add `nonlocal", "Add `global", "Inline"]
    {
        assert!(done.get(sort).is_some_and(|&count| count > programs / 100), "{sort}: {done:?}");
    }
}

fn sort_of(action: &Action) -> &str {
    let sorts = [
        "Remove unused variable",
        "Remove unused import",
        "Remove all",
        "Rename to",
        "Add `nonlocal",
        "Add `global",
        "Inline",
    ];
    sorts.into_iter().find(|sort| action.title.starts_with(sort)).unwrap_or("Add")
}

fn lowered(text: &str, python: Python) -> Graph {
    scope::lower(&syntax::parse(text), text, python)
}

/// What an action has changed that it should not have. It was asked for at a variable.
fn difference(
    action: &Action,
    edits: &Edits,
    asked: SymbolId,
    before: &Graph,
    text: &str,
    python: Python,
) -> Option<String> {
    let after = lowered(text, python);
    if before.errors().len() < after.errors().len() {
        return after.errors().first().map(|error| error.message.to_string());
    }
    let sort = sort_of(action);
    let (mut old, mut new): (Vec<_>, Vec<_>) = (before.occurrences().collect(), after.occurrences().collect());
    // A new name stands where the old one stood; all else is between the names that stay.
    if !matches!(sort, "Rename to" | "Inline") {
        let mut by = 0;
        for (place, written) in edits.all() {
            let start = i64::from(place.span.start) + by;
            let written = start as u32..start as u32 + written.len() as u32;
            old.retain(|o| !place.span.contains(o.span.start));
            new.retain(|o| !written.contains(&o.span.start));
            by += i64::from(written.end - written.start) - i64::from(place.span.len());
        }
    }
    if old.len() != new.len() {
        return Some(format!("{} names were to stay, {} are there", old.len(), new.len()));
    }
    let merged = sort.starts_with("Add `").then_some(asked);
    let (mut variables, mut blocks) = (Pairs::default(), Pairs::default());
    let mut outer = HashSet::new();
    for (x, y) in old.into_iter().zip(new) {
        let (u, v) = (before.variable(x.symbol), after.variable(y.symbol));
        let is_same = match merged == Some(u) {
            true => {
                outer.insert(v);
                outer.len() == 1 && after.name(v) == before.name(u)
            }
            false => variables.add(u, v) && blocks.add(before.block_of(u), after.block_of(v)),
        };
        if !is_same || x.role != y.role {
            return Some(format!("`{}` at {} means another variable", before.name(u), x.span.start));
        }
    }
    let is_own = |v: &SymbolId| blocks.forth.get(&before.block_of(asked)) == Some(&after.block_of(*v));
    outer.iter().any(is_own).then(|| "it is still a variable of its own".into())
}

/// Pairs, one for one.
struct Pairs<T> {
    forth: HashMap<T, T>,
    back: HashMap<T, T>,
}

impl<T> Default for Pairs<T> {
    fn default() -> Pairs<T> {
        Pairs { forth: HashMap::new(), back: HashMap::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Pairs<T> {
    fn add(&mut self, one: T, other: T) -> bool {
        *self.forth.entry(one).or_insert(other) == other && *self.back.entry(other).or_insert(one) == one
    }
}
