//! Which bindings of a variable reach a use of it, and where none does.
//!
//! The trick: one walk over a block's statements, as they run, knows what is in each variable: a binding, nothing, or, where ways join, one
//! value or another. A use notes the value that it sees; what the value is made of answers all questions ([`values`]). Joins cost
//! what the ways have changed ([`state`]), so that the walk takes time in proportion to the text, for all variables at once
//! as for one.
//!
//! A function runs later than the code around it, and what it binds by `global` or `nonlocal` may reach everything. Every loop may run
//! never or often, every `try` may fail at each statement, and both branches may be taken, but of conditions that are constants.

mod branches;
mod events;
mod exits;
mod expressions;
mod grammar;
mod jumps;
mod names;
mod state;
mod values;
mod walk;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{BlockKind, Graph, Occurrence, SymbolId};
use crate::syntax::Node;
use events::{Elsewhere, Events};
use values::{Contents, Node as Value, Values};
use walk::{Follows, Replaced, Used, Walker};

pub use values::{Way, WayKind};

/// Code nested deeper than this is not looked into: all that it binds may reach what follows. The walk recurses, and a join may cost as
/// much as statements are nested around it; CPython's own tokenizer gives up at 100 levels of indentation.
const DEEPEST: usize = 100;

/// Of a value made of more values than this it is not asked how it may be unbound.
const MOST_VALUES: usize = 1000;

/// Where all uses of a variable are asked for, the values are followed that one is made of up to this number, lest uses times bindings be listed.
/// People's code has no more than ten, seldom.
const MOST_VALUES_OF_ALL: usize = 256;

/// What can be in a variable where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaching {
    /// The starts of the bindings that reach the use, sorted.
    pub bindings: Vec<u32>,
    /// Whether it may be unbound there: the block's beginning or a deletion reaches the use, too.
    pub unbound: bool,
    /// Whether that is all: what reaches it was followed to the end.
    pub is_whole: bool,
}

/// The bindings that reach an occurrence that uses a variable of its own block; `None` where the block is of another kind, the use can't
/// be reached, or runs at another time than the block. `root` is the tree that the graph was made from.
pub fn reaching(root: Node<'_>, text: &str, graph: &Graph, at: &Occurrence) -> Option<Reaching> {
    if !runs_with_owner(graph, at) {
        // The walk would pass it by.
        return None;
    }
    let variable = graph.variable(at.symbol);
    reaching_in(root, text, graph, variable, Some(at.span.start)).next().map(|(_, reaching)| reaching)
}

/// Whether an occurrence is in no function within the block that owns its variable: such a one runs at another time.
pub fn runs_with_owner(graph: &Graph, occurrence: &Occurrence) -> bool {
    let owner = graph.block_of(graph.variable(occurrence.symbol));
    let mut between = graph.outwards(graph.block_of(occurrence.symbol)).take_while(|&id| id != owner);
    !between.any(|id| matches!(graph.block(id).kind, BlockKind::Function | BlockKind::Lambda))
}

/// The bindings that reach each use of a variable in its own block, by where the use starts, as [`reaching`] tells them for one; those that can't be
/// reached are left out, and of one that very many bindings reach only some are told.
pub fn reaching_all(root: Node<'_>, text: &str, graph: &Graph, variable: SymbolId) -> FxHashMap<u32, Reaching> {
    let mut found: FxHashMap<u32, Reaching> = FxHashMap::default();
    for (start, reaching) in reaching_in(root, text, graph, variable, None) {
        // A `finally` is met on each way to it.
        let known =
            found.entry(start).or_insert_with(|| Reaching { bindings: Vec::new(), unbound: false, is_whole: true });
        known.unbound |= reaching.unbound;
        known.is_whole &= reaching.is_whole;
        known.bindings.extend(reaching.bindings);
        known.bindings.sort_unstable();
        known.bindings.dedup();
    }
    found
}

/// What reaches the use that starts `at` a place, else all uses, in the order in which they are met.
fn reaching_in(
    root: Node<'_>,
    text: &str,
    graph: &Graph,
    variable: SymbolId,
    at: Option<u32>,
) -> impl Iterator<Item = (u32, Reaching)> {
    let block = graph.block(graph.block_of(variable));
    let node = match block.kind {
        BlockKind::Module => Some(root),
        BlockKind::Function | BlockKind::Class => {
            Some(root.named_descendant(block.span.start as usize..block.span.end as usize))
        }
        _ => None,
    };
    let (events, elsewhere) = Events::of_variable(graph, variable, at);
    let follows = if at.is_some() { Follows::Use } else { Follows::Variable };
    let mut walker = Walker::new(root, text, graph, &events, follows);
    if let Some(node) = node {
        walker.run(node, 0);
    }
    let most = if at.is_some() { usize::MAX } else { MOST_VALUES_OF_ALL };
    let (values, used) = (walker.state.values, walker.used);
    used.into_iter().map(move |used| {
        let (mut bindings, mut unbound, mut seen) = (elsewhere.clone(), false, FxHashSet::default());
        let is_first = |value| seen.len() < most && seen.insert(value);
        values.visit(used.value, is_first, |node| match node {
            Value::Bound(bound) => bindings.push(bound.start),
            Value::Unbound | Value::Deleted(_) => unbound = true,
            Value::Either(..) | Value::Used(_) => {}
        });
        let is_whole = seen.len() < most;
        bindings.sort_unstable();
        (used.start, Reaching { bindings, unbound, is_whole })
    })
}

/// What reaches all uses of a file's variables in the blocks that own them.
pub struct Flow {
    values: Values,
    contents: Contents,
    used: Vec<Used>,
    replaced: Vec<Replaced>,
    elsewhere: Elsewhere,
    /// For each value, whether a use sees it.
    seen: Vec<bool>,
}

/// A use that no binding reaches, or that some way leads to past all bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unbound {
    /// Where the use starts.
    pub start: u32,
    /// The variable.
    pub variable: SymbolId,
    /// The way past the bindings; `None` if no binding reaches the use.
    pub way: Option<Way>,
    /// The start of a deletion that reaches the use: of its name in a `del`, or behind the `as` of an `except` that has ended.
    pub deleted: Option<u32>,
}

/// The flow in all blocks of a file; `root` is the tree that the graph was made from. Parts with syntax errors are left out.
pub fn flow(root: Node<'_>, text: &str, graph: &Graph) -> Flow {
    let (events, elsewhere) = Events::of_file(graph);
    let mut walker = Walker::new(root, text, graph, &events, Follows::All);
    let mut ends = Vec::new();
    walker.later.push((root, 0));
    while let Some((node, run)) = walker.later.pop() {
        let (n_used, n_replaced) = (walker.used.len(), walker.replaced.len());
        walker.run(node, run);
        if node.has_error() {
            walker.used.truncate(n_used);
            walker.replaced.truncate(n_replaced);
        }
        if run == 0 {
            ends.extend(graph.symbols_of(super::BlockId(0)).map(|symbol| walker.state.get(symbol.0)));
        }
    }
    let classes = graph.blocks().filter(|&block| graph.block(block).kind == BlockKind::Class);
    ends.extend(classes.flat_map(|class| graph.symbols_of(class)).map(|symbol| walker.state.get(symbol.0)));
    let (values, used, replaced) = (walker.state.values, walker.used, walker.replaced);
    let mut seen = vec![false; values.len()];
    for value in used.iter().map(|used| used.value).chain(ends) {
        values.visit(value, |value| !std::mem::replace(&mut seen[value.0 as usize], true), |_| {});
    }
    Flow { contents: values.contents(), values, used, replaced, elsewhere, seen }
}

impl Flow {
    /// The uses that may see no binding, in no order; without those in a `try` that takes the error, and those of variables that
    /// other blocks bind.
    pub fn unbound(&self) -> impl Iterator<Item = Unbound> {
        let may_be = |used: &&Used| {
            self.contents.may_be_unbound(used.value) && !used.guarded && !self.elsewhere.bound[used.variable as usize]
        };
        self.used.iter().filter(may_be).filter_map(|used| {
            let (way, deleted) = self.values.way_past(used.value, used.facts, &self.contents, MOST_VALUES)?;
            let way = self.contents.may_be_bound(used.value).then_some(way);
            Some(Unbound { start: used.start, variable: SymbolId(used.variable), way, deleted })
        })
    }

    /// The `def`s, classes and imports that no use sees before another binding takes their place: the starts of both bindings.
    pub fn replaced(&self) -> impl Iterator<Item = (u32, u32)> {
        let is_unseen = |replaced: &&Replaced| {
            let elsewhere = self.elsewhere.used[replaced.variable as usize];
            !self.seen[replaced.value.0 as usize] && (!elsewhere || replaced.at_once)
        };
        self.replaced.iter().filter(is_unseen).map(|replaced| (replaced.old, replaced.new))
    }
}
