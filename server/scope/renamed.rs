//! What a new name for a variable would change: the rules of [`resolve`](super::resolve), asked of a graph as it would be afterwards.
//!
//! The trick: after the rename a block has, under the new name, the variable's symbol or the one that had the name before; where it has both,
//! they would be one. With these symbols every block's environment is made anew, in one walk over the blocks, and every symbol
//! with the new name is decided again: nothing has changed if each means what it meant.

use rustc_hash::FxHashMap;

use super::{BlockId, BlockKind, Flags, Graph, Kind, SymbolId};
use crate::name::Name;

/// A change of meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// These symbols of one block, the variable's and another's, would be one.
    Merged(SymbolId, SymbolId),
    /// The first symbol, one of the variable's, would mean what the second means.
    Lost(SymbolId, SymbolId),
    /// This symbol of another variable would mean the renamed one.
    Caught(SymbolId),
    /// The first symbol is bound by `:=` in a comprehension whose `for` binds the second: a syntax error.
    Rebound(SymbolId, SymbolId),
}

/// What would change if a variable had another name, as the compiler stores it; `None` if every name of the file went on to mean the same
/// variable.
pub fn changed(graph: &Graph, variable: SymbolId, new: Name) -> Option<Change> {
    let own: FxHashMap<BlockId, SymbolId> =
        graph.symbols_meaning(variable).map(|symbol| (graph.block_of(symbol), symbol)).collect();
    let mut own_blocks: Vec<_> = own.iter().collect();
    own_blocks.sort_unstable();
    for (&block, &symbol) in own_blocks {
        if let Some(other) = graph.symbol_in(block, new) {
            return Some(Change::Merged(symbol, other));
        }
    }
    let after = After::new(graph, variable, new, own);
    let others = graph.symbols_named(new).filter(|&symbol| !graph.flags(symbol).has(Flags::APART));
    let mut own: Vec<SymbolId> = after.own.values().copied().collect();
    own.sort_unstable();
    for symbol in own.iter().copied().chain(others) {
        if let Some(iterated) = after.iterated(symbol) {
            return Some(Change::Rebound(symbol, iterated));
        }
        let meaning = after.meaning(symbol);
        let before = graph.variable(symbol);
        if meaning != before {
            return Some(if before == variable { Change::Lost(symbol, meaning) } else { Change::Caught(symbol) });
        }
    }
    after.passed_through().or_else(|| after.refused_nonlocal())
}

struct After<'g> {
    graph: &'g Graph,
    variable: SymbolId,
    new: Name,
    /// The variable's symbols, by block.
    own: FxHashMap<BlockId, SymbolId>,
    /// For each block, the symbol at which a look-up of the new name from within it would end.
    environment: Vec<Option<SymbolId>>,
}

impl<'g> After<'g> {
    fn new(graph: &'g Graph, variable: SymbolId, new: Name, own: FxHashMap<BlockId, SymbolId>) -> After<'g> {
        let mut after = After { graph, variable, new, own, environment: Vec::with_capacity(graph.blocks().len()) };
        for block in graph.blocks() {
            let visible = |&symbol: &SymbolId| {
                graph.block(block).kind.is_function_like()
                    && graph.flags(symbol).has(Flags::BOUND | Flags::GLOBAL | Flags::NONLOCAL)
            };
            let outer = (block.0 != 0).then(|| after.environment[graph.block(block).parent.0 as usize]).flatten();
            after.environment.push(after.symbol_in(block).filter(visible).or(outer));
        }
        after
    }

    /// The symbol that the block has under the new name.
    fn symbol_in(&self, block: BlockId) -> Option<SymbolId> {
        self.own.get(&block).copied().or_else(|| self.graph.symbol_in(block, self.new))
    }

    /// The variable that a symbol with the new name means: `Resolver::decide`, rule by rule.
    fn meaning(&self, symbol: SymbolId) -> SymbolId {
        let (graph, block) = (self.graph, self.graph.block_of(symbol));
        let flags = graph.flags(symbol);
        let ignored =
            !flags.has(Flags::COMPILED | Flags::UNEVALUATED) || !flags.has(Flags::COMPILED) && flags.has(Flags::PASSED);
        if block.0 == 0 || ignored {
            return graph.variable(symbol);
        }
        let outer = self.environment[graph.block(block).parent.0 as usize];
        if flags.has(Flags::GLOBAL) {
            self.global()
        } else if flags.has(Flags::WALRUS) {
            let target = self.walrus_target(block);
            let declared = |symbol: SymbolId| graph.flags(symbol).has(Flags::GLOBAL);
            match self.symbol_in(target).filter(|&symbol| target.0 != 0 && !declared(symbol)) {
                Some(_) => self.outer(outer),
                None => self.global(),
            }
        } else if flags.has(Flags::NONLOCAL) {
            self.outer(outer)
        } else if flags.has(Flags::BOUND) {
            symbol
        } else if let Some(seen) = self.seen_in_class(block, flags, outer) {
            if graph.flags(seen).has(Flags::GLOBAL) { self.global() } else { seen }
        } else {
            self.outer(outer)
        }
    }

    fn outer(&self, outer: Option<SymbolId>) -> SymbolId {
        match outer {
            Some(symbol) if !self.graph.flags(symbol).has(Flags::GLOBAL) => self.graph.variable(symbol),
            _ => self.global(),
        }
    }

    fn global(&self) -> SymbolId {
        // A symbol that a file's look-ups end at is in its module block.
        self.symbol_in(BlockId(0)).unwrap_or(self.variable)
    }

    fn seen_in_class(&self, block: BlockId, flags: Flags, outer: Option<SymbolId>) -> Option<SymbolId> {
        let graph = self.graph;
        let class = graph.outwards(block).find(|&outer| !graph.block(outer).kind.is_annotation_scope())?;
        if class == block || graph.block(class).kind != BlockKind::Class {
            return None;
        }
        let symbol = self.symbol_in(class)?;
        let class_flags = graph.flags(symbol);
        let hidden = outer.is_some_and(|outer| graph.block_of(outer) > class) && !flags.has(Flags::USED);
        let seen = class_flags.has(Flags::GLOBAL) || class_flags.has(Flags::BOUND) && !class_flags.has(Flags::NONLOCAL);
        (seen && !hidden).then_some(symbol)
    }

    fn walrus_target(&self, block: BlockId) -> BlockId {
        let is_target = |&outer: &BlockId| {
            !matches!(self.graph.block(outer).kind, BlockKind::Comprehension | BlockKind::Annotation)
        };
        self.graph.outwards(block).find(is_target).unwrap_or(BlockId(0))
    }

    /// For a symbol that `:=` binds in a comprehension, the one that the `for` of this or another around it binds.
    fn iterated(&self, symbol: SymbolId) -> Option<SymbolId> {
        let graph = self.graph;
        if !graph.flags(symbol).has(Flags::WALRUS) {
            return None;
        }
        let block = graph.block_of(symbol);
        let target = self.walrus_target(block);
        let binds = |block| self.symbol_in(block).filter(|&symbol| graph.flags(symbol).has(Flags::BOUND));
        graph.outwards(block).take_while(|&outer| outer != target).find_map(binds)
    }

    /// A mention that the compiler ignores, in a block through which one of the variable's free symbols would pass: it would belong to it.
    fn passed_through(&self) -> Option<Change> {
        let graph = self.graph;
        let ignored = |&symbol: &SymbolId| {
            graph.block_of(symbol).0 != 0 && !graph.flags(symbol).has(Flags::COMPILED | Flags::SLOT)
        };
        let mut ignored = graph.symbols_named(self.new).filter(ignored).peekable();
        ignored.peek()?;
        let owner = graph.block_of(self.variable);
        let is_free = |symbol| graph.kind(symbol) == Kind::Free && graph.flags(symbol).has(Flags::COMPILED);
        let free = self.own.iter().filter(|&(_, &symbol)| is_free(symbol));
        let mut passed = vec![false; graph.blocks().len()];
        for (&block, _) in free {
            for between in graph.outwards(block).skip(1).take_while(|&between| between != owner) {
                if std::mem::replace(&mut passed[between.0 as usize], true) {
                    break;
                }
            }
        }
        ignored.find(|&symbol| passed[graph.block_of(symbol).0 as usize]).map(Change::Caught)
    }

    /// `nonlocal` of a type parameter, which the compiler takes only because a class in between binds the same name (`analyze_name`).
    fn refused_nonlocal(&self) -> Option<Change> {
        let graph = self.graph;
        let old = graph.name(self.variable);
        let is_refused = |&symbol: &SymbolId| {
            let means = graph.variable(symbol);
            let owner = graph.block_of(means);
            if !graph.flags(symbol).has(Flags::NONLOCAL) || graph.block(owner).kind != BlockKind::TypeParameters {
                return false;
            }
            let there = |block| match means == self.variable {
                true => self.symbol_in(block),
                false => graph.symbol_in(block, old).filter(|&symbol| graph.variable(symbol) != self.variable),
            };
            let mut between = graph.outwards(graph.block_of(symbol)).skip(1).take_while(|&block| block != owner);
            !between.any(|block| there(block).is_some_and(|s| graph.flags(s).has(Flags::BOUND | Flags::NONLOCAL)))
        };
        let symbol = graph.symbols_named(old).find(is_refused)?;
        Some(Change::Lost(symbol, graph.variable(symbol)))
    }
}
