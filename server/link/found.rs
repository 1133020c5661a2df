//! What other questions of the same request will ask again: what classes name as their bases and in which order these stand, what is in containers,
//! which bindings reach the uses of a variable.
//!
//! The trick: each is looked for as if it were the question itself, so that the answer doesn't depend on the way to it, and is kept as long as the
//! snapshot. What is cut short on the way to something else, as that asks for itself, is not kept: whoever asks elsewhere on the circle would be told
//! less. Headers on a circle are in code that can't run.

use std::sync::Arc;

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::arguments::Arguments;
use super::classes::{Bases, Class};
use super::members::Value;
use super::overloads::Overload;
use super::{Trust, Variable, Walk};
use crate::scope::flow::{self, Reaching};
use crate::scope::{BlockId, Graph, Role};
use crate::store::{FileId, Snapshot};

/// What was found with some trust.
type Memo<K, V> = DashMap<(K, Trust), V, FxBuildHasher>;

/// A function of some file.
type Function = (FileId, BlockId);

#[derive(Default)]
struct Found {
    bases: Memo<Class, Arc<Bases>>,
    orders: Memo<Class, Arc<[Class]>>,
    parts: DashMap<Part, (Option<Value>, u32), FxBuildHasher>,
    uses: DashMap<Variable, Arc<Uses>, FxBuildHasher>,
    overloads: DashMap<(FileId, u32), Option<Arc<[Overload]>>, FxBuildHasher>,
    handed: DashMap<Function, Arc<[Function]>, FxBuildHasher>,
}

/// What is asked of a container.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Part {
    pub(super) arguments: Arguments,
    pub(super) number: Option<u8>,
    pub(super) n_parameters: u32,
    pub(super) trust: Trust,
}

/// Classes whose headers ask for more others are not followed: nobody writes them.
const MOST_HEADERS: usize = 50;

/// A question that has met more circles of headers follows no others: each class on a circle asks for all of them.
const MOST_CIRCLES: u32 = 50;

/// The uses of a variable in its own block.
#[derive(Default)]
pub(super) struct Uses {
    /// The bindings that reach each, by where it starts.
    pub(super) reaching: FxHashMap<u32, Reaching>,
    /// How many bindings the variable has, in all blocks.
    pub(super) n_bindings: usize,
}

/// The uses of a variable; none where its file can't be read, or isn't what the graph was made from any longer. A closed file is parsed for it.
pub(super) fn uses(snap: &Snapshot, graph: &Graph, variable: Variable) -> Arc<Uses> {
    let known = &snap.found::<Found>().uses;
    if let Some(uses) = known.get(&variable) {
        return uses.clone();
    }
    let look = |text: Arc<str>| Uses {
        reaching: {
            let span = graph.block(graph.block_of(variable.symbol)).span;
            let syntax = snap.syntax_of(variable.file, &text, span);
            flow::reaching_all(syntax.tree.root_node(), &text, graph, variable.symbol)
        },
        n_bindings: graph.occurrences_of(variable.symbol).filter(|token| token.role == Role::Bind).count(),
    };
    let uses = Arc::new(snap.text(variable.file).map(look).unwrap_or_default());
    known.insert(variable, uses.clone());
    uses
}

/// The overloads of the function whose first name starts at a place.
pub(super) fn overloads(
    snap: &Snapshot,
    first: (FileId, u32),
    look: impl FnOnce() -> Option<Arc<[Overload]>>,
) -> Option<Arc<[Overload]>> {
    let known = &snap.found::<Found>().overloads;
    if let Some(overloads) = known.get(&first) {
        return overloads.clone();
    }
    let overloads = look();
    known.insert(first, overloads.clone());
    overloads
}

/// The functions that get the keywords which one hands on.
pub(super) fn handed(snap: &Snapshot, function: Function, look: impl FnOnce() -> Arc<[Function]>) -> Arc<[Function]> {
    let known = &snap.found::<Found>().handed;
    if let Some(functions) = known.get(&function) {
        return functions.clone();
    }
    let functions = look();
    known.insert(function, functions.clone());
    functions
}

/// What a class names as its bases; nothing where that is being looked for.
pub(super) fn bases(snap: &Snapshot, class: Class, walk: &Walk, look: impl FnOnce(&mut Walk) -> Bases) -> Arc<Bases> {
    let (known, key) = (&snap.found::<Found>().bases, (class, walk.trust));
    if let Some(bases) = known.get(&key) {
        return bases.clone();
    }
    let is_in_circles = walk.headers.len() == MOST_HEADERS || walk.counts.circles.get() >= MOST_CIRCLES;
    let is_circle = walk.headers.contains(&class) || !walk.headers.is_empty() && is_in_circles;
    if is_circle || !walk.headers.is_empty() && walk.is_last_step() {
        walk.counts.circles.set(walk.counts.circles.get() + 1);
        return Arc::default();
    }
    let n_circles = walk.counts.circles.get();
    // No other header asks: this one is a question of its own.
    let is_first = walk.headers.is_empty();
    let mut inner = if is_first { Walk::new(walk.trust) } else { walk.anew() };
    inner.headers.push(class);
    let bases = Arc::new(look(&mut inner));
    if is_first || walk.counts.circles.get() == n_circles {
        known.insert(key, bases.clone());
    }
    bases
}

/// A class and its bases in order.
pub(super) fn order(
    snap: &Snapshot,
    class: Class,
    walk: &Walk,
    look: impl FnOnce(&mut Orders<'_>) -> Arc<[Class]>,
) -> Arc<[Class]> {
    let known = &snap.found::<Found>().orders;
    if let Some(order) = known.get(&(class, walk.trust)) {
        return order.clone();
    }
    let n_circles = walk.counts.circles.get();
    let mut orders = Orders { known, trust: walk.trust, new: FxHashMap::default() };
    let order = look(&mut orders);
    if walk.counts.circles.get() == n_circles {
        known.insert((class, walk.trust), order.clone());
        orders.new.into_iter().for_each(|(class, order)| drop(known.insert((class, walk.trust), order)));
    }
    order
}

/// The orders of classes: those that are known, and those that are found while one is looked for.
pub(super) struct Orders<'f> {
    known: &'f Memo<Class, Arc<[Class]>>,
    trust: Trust,
    new: FxHashMap<Class, Arc<[Class]>>,
}

impl Orders<'_> {
    /// That of a class.
    pub(super) fn get(&self, class: Class) -> Option<Arc<[Class]>> {
        let known = || self.known.get(&(class, self.trust)).map(|order| order.clone());
        self.new.get(&class).cloned().or_else(known)
    }

    /// Adds one.
    pub(super) fn add(&mut self, class: Class, order: Arc<[Class]>) {
        self.new.insert(class, order);
    }
}

/// A part of a container. Whoever asks again has made as many steps.
pub(super) fn part(
    snap: &Snapshot,
    part: Part,
    mut inner: Walk,
    look: impl FnOnce(&mut Walk) -> Option<Value>,
) -> Option<Value> {
    let known = &snap.found::<Found>().parts;
    let outer = std::mem::take(&mut inner.counts);
    let (value, n_steps) = match known.get(&part).map(|found| found.clone()) {
        Some(found) => found,
        None => {
            let found = (look(&mut inner), inner.counts.steps.get());
            let (n_circles, n_cuts) = (inner.counts.circles.get(), inner.counts.cuts.get());
            outer.circles.set(outer.circles.get() + n_circles);
            outer.cuts.set(outer.cuts.get() + n_cuts);
            if n_circles + n_cuts == 0 {
                known.insert(part, found.clone());
            }
            found
        }
    };
    outer.steps.set(outer.steps.get() + n_steps);
    value
}
