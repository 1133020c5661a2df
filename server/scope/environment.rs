//! All the names that a block can see, and whose each is: the rules that `resolve` decides one name by, asked for every name at once.

use rustc_hash::FxHashSet;

use super::{BlockId, BlockKind, Flags, Graph, Kind, SymbolId};
use crate::name::Name;

/// A name that can be seen from a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visible {
    /// The name, as the compiler stores it.
    pub name: Name,
    /// The variable that it means there.
    pub variable: SymbolId,
    /// Of what kind a use of it is there.
    pub kind: Kind,
}

impl Graph {
    /// The bound names that a use in a block can mean, nearest first: its own block's, the enclosing functions', the module's. What classes
    /// bind is seen in their own bodies and in the annotation scopes directly in them alone (reference, section 4.2.2).
    pub fn environment(&self, block: BlockId) -> Vec<Visible> {
        let mut seen = Seen { graph: self, names: FxHashSet::default(), found: Vec::new() };
        let own = |symbol: SymbolId| self.flags(symbol).has(Flags::BOUND | Flags::GLOBAL | Flags::NONLOCAL);
        let is_own = |&symbol: &SymbolId| own(symbol) && !self.flags(symbol).has(Flags::APART);
        seen.add(self.symbols_of(block).filter(is_own), |symbol| self.kind(symbol));
        // An annotation scope asks the class before the type parameters that may lie between.
        if let Some(class) = self.class_seen_from(block) {
            let of_class = |symbol: &SymbolId| is_own(symbol) && self.kind(*symbol) != Kind::Free;
            seen.add(self.symbols_of(class).filter(of_class), |symbol| match self.kind(symbol) {
                Kind::GlobalExplicit => Kind::GlobalExplicit,
                _ => Kind::Class,
            });
        }
        for outer in self.outwards(block).skip(1).filter(|outer| outer.0 != 0) {
            let of_function = self.block(outer).kind.is_function_like();
            let visible = |&symbol: &SymbolId| match of_function {
                true => own(symbol),
                false => self.is_class_cell(symbol),
            };
            seen.add(self.symbols_of(outer).filter(visible), |symbol| {
                let is_global = self.block_of(self.variable(symbol)).0 == 0;
                if is_global { Kind::GlobalImplicit } else { Kind::Free }
            });
        }
        let bound = |&symbol: &SymbolId| self.is_bound(symbol);
        let kind = if block.0 == 0 { Kind::Global } else { Kind::GlobalImplicit };
        seen.add(self.symbols_of(BlockId(0)).filter(bound), |_| kind);
        seen.found
    }

    /// The class whose names an annotation scope directly in it sees.
    fn class_seen_from(&self, block: BlockId) -> Option<BlockId> {
        let class = self.outwards(block).find(|&outer| !self.block(outer).kind.is_annotation_scope())?;
        (class != block && self.block(class).kind == BlockKind::Class).then_some(class)
    }
}

struct Seen<'g> {
    graph: &'g Graph,
    names: FxHashSet<Name>,
    found: Vec<Visible>,
}

impl Seen<'_> {
    /// Adds a block's names that no nearer block has.
    fn add(&mut self, symbols: impl Iterator<Item = SymbolId>, kind: impl Fn(SymbolId) -> Kind) {
        for symbol in symbols {
            let (name, variable) = (self.graph.name(symbol), self.graph.variable(symbol));
            if self.names.insert(name) && self.graph.is_bound(variable) {
                self.found.push(Visible { name, variable, kind: kind(symbol) });
            }
        }
    }
}
