//! Uses that the block's own variable of the name is not bound for yet: what they read further out.
//!
//! A class body and the module look a name up at run time: in their own namespace first, then in the module's, then among the built-ins
//! (reference, section 4.2.2). So `@callback` above the class's own `def callback` is the module's `callback`, and the right side of
//! `print = partial(print, …)` is the built-in. The flow through the block tells which a use reads, or that it may be either.

use super::{Entity, Variable, exports, found, of_symbol};
use crate::name::Name;
use crate::scope::{self, BindingKind, BlockId, BlockKind, Graph, Occurrence, Role, SymbolId};
use crate::store::{FileId, Snapshot};

/// What a use reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reads {
    /// The variable of its block.
    Own,
    /// The name further out: nothing has bound the block's own yet.
    Outer,
    /// One or the other, as the program runs.
    Either,
}

/// Asks about the uses of one file.
pub struct Outer<'s> {
    snap: &'s Snapshot,
    file: FileId,
    graph: &'s Graph,
}

impl<'s> Outer<'s> {
    /// Nothing asked yet.
    pub fn new(snap: &'s Snapshot, file: FileId, graph: &'s Graph) -> Outer<'s> {
        Outer { snap, file, graph }
    }

    /// What an occurrence reads; other roles than uses, and uses in functions, are their variable's own.
    pub fn reads(&self, occurrence: &Occurrence) -> Reads {
        let graph = self.graph;
        let variable = graph.variable(occurrence.symbol);
        let owner = graph.block_of(variable);
        let is_use = occurrence.role.reads();
        if !is_use || !graph.is_bound(variable) || !self.may_read_outer(variable, owner) {
            return Reads::Own;
        }
        let binds = |o: &Occurrence| o.role == Role::Bind;
        let is_bare = graph.block(owner).kind == BlockKind::Class && !graph.occurrences_of(variable).any(|o| binds(&o));
        if is_bare {
            // `date: date` in a class: nothing is ever bound.
            return Reads::Outer;
        }
        if graph.block_of(occurrence.symbol) != owner || occurrence.role != Role::Use {
            // Annotations are read when the block has run.
            return Reads::Own;
        }
        let uses = found::uses(self.snap, graph, Variable { file: self.file, symbol: variable });
        match uses.reaching.get(&occurrence.span.start) {
            Some(found) if !found.is_whole => Reads::Either,
            Some(found) if found.unbound && found.bindings.is_empty() => Reads::Outer,
            Some(found) if found.unbound => Reads::Either,
            // In a header the flow takes names in the order of the text, and `(a := a)` reads before it binds.
            Some(found) if found.bindings.iter().any(|&start| self.is_bound_beside(start, occurrence)) => Reads::Either,
            Some(_) => Reads::Own,
            // It is never reached, or the text is no longer what the graph was made from.
            None => Reads::Own,
        }
    }

    /// Whether a binding by `:=` stands in front of a use in its line.
    fn is_bound_beside(&self, start: u32, occurrence: &Occurrence) -> bool {
        let binding = self.graph.occurrence_at(start).map(|binding| self.graph.binding(&binding));
        binding == Some(BindingKind::Walrus)
            && self.snap.text(self.file).is_some_and(|text| {
                let between = text.get(start as usize..occurrence.span.start as usize);
                between.is_some_and(|between| !between.contains('\n'))
            })
    }

    fn may_read_outer(&self, variable: SymbolId, owner: BlockId) -> bool {
        let graph = self.graph;
        match graph.block(owner).kind {
            BlockKind::Class => !graph.is_class_cell(variable),
            BlockKind::Module => scope::is_builtin(graph.name(variable), self.snap.python_for(self.file)),
            _ => false,
        }
    }

    /// What an occurrence means if it reads further out for certain: of a class, the module's variable, or what a star import brings for it.
    pub(super) fn meaning(&self, occurrence: &Occurrence) -> Option<Entity> {
        let variable = self.graph.variable(occurrence.symbol);
        let in_class = self.graph.block(self.graph.block_of(variable)).kind == BlockKind::Class;
        if !in_class || self.reads(occurrence) != Reads::Outer {
            return None;
        }
        self.global(self.graph.name(variable))
    }

    /// What the module has under a name.
    fn global(&self, name: Name) -> Option<Entity> {
        match self.graph.global(name) {
            Some(symbol) => Some(of_symbol(self.snap, self.file, self.graph, symbol)),
            None => exports::from_stars(self.snap, self.file, self.graph, name, &mut Default::default()),
        }
    }

    /// The uses with a name that may read past the variable of their block, with what they read: those of the block's own when it is `of`.
    pub fn past(&self, name: Name, of: BlockKind) -> Vec<(Occurrence, Reads)> {
        let graph = self.graph;
        if !graph.mentions(name) {
            return Vec::new();
        }
        // The module's block is the first.
        let blocks = graph.blocks().take(if of == BlockKind::Module { 1 } else { usize::MAX });
        let own = blocks.filter(|&block| graph.block(block).kind == of).flat_map(|block| {
            let own = graph.symbols_in(block, name).filter(|&symbol| graph.variable(symbol) == symbol);
            own.filter(move |&symbol| self.may_read_outer(symbol, block))
        });
        let variables: Vec<SymbolId> = own.collect();
        if variables.is_empty() {
            return Vec::new();
        }
        let uses = graph.occurrences().filter(|o| variables.contains(&graph.variable(o.symbol)));
        let uses = uses.map(|o| (o, self.reads(&o))).filter(|(_, reads)| *reads != Reads::Own);
        let augmented = variables.iter().filter_map(|&variable| self.first_augmented(variable));
        uses.chain(augmented.map(|o| (o, Reads::Either))).collect()
    }

    /// The first binding of a variable if it is by `x += …`: it reads the name further out and binds the block's own, both at once.
    fn first_augmented(&self, variable: SymbolId) -> Option<Occurrence> {
        let first = self.graph.occurrences_of(variable).find(|o| o.role == Role::Bind)?;
        let text = self.snap.text(self.file)?;
        let behind = text.get(first.span.end as usize..)?.trim_start_matches([' ', '\t']);
        let operator = behind.trim_start_matches(['+', '-', '*', '/', '%', '@', '&', '|', '^', '<', '>']);
        (operator.len() < behind.len() && operator.starts_with('=')).then_some(first)
    }

    /// The module's variable that a use in a class reads past the class's own; `None` where the module has none.
    pub fn variable(&self, name: Name) -> Option<Variable> {
        let symbol = self.graph.global(name)?;
        Some(Variable { file: self.file, symbol })
    }
}
