//! What pass 2 has decided becomes a graph: symbols sorted by block and name, all else by its place in the text.

use super::super::collect::Facts;
use super::super::graph::{Packed, Symbol, definitions, imports_of};
use super::super::{Block, Flags, Graph, Imported, SymbolId};
use super::{Grouped, Resolver};
use crate::name::Name;

impl Resolver<'_> {
    pub(super) fn pack(self) -> Graph {
        let Resolver { mut facts, variables, kinds, .. } = self;
        let n_blocks = facts.blocks.len();
        let (order, starts) = sorted_by_block(&facts, n_blocks);
        let mut new_ids = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            new_ids[old as usize] = new as u32;
        }
        let symbols: Box<[Symbol]> = (order.iter().map(|&old| old as usize))
            .map(|old| Symbol {
                name: facts.names[facts.symbols[old].name as usize],
                variable: SymbolId(new_ids[variables[old] as usize]),
                kind: kinds[old],
                flags: facts.symbols[old].flags,
            })
            .collect();
        facts.occurrences.sort_by_key(|occurrence| occurrence.span.start);
        facts.occurrences.dedup_by_key(|occurrence| occurrence.span.start);
        let mut odd_lengths = std::mem::take(&mut facts.odd_lengths);
        let mut occurrences = Vec::with_capacity(facts.occurrences.len());
        for occurrence in &facts.occurrences {
            let symbol = SymbolId(new_ids[occurrence.symbol as usize]);
            if occurrence.span.len() != symbols[symbol.0 as usize].name.len() {
                odd_lengths.push((occurrence.span.start, occurrence.span.len()));
            }
            occurrences.push(Packed::new(occurrence.span.start, symbol, occurrence.role));
        }
        odd_lengths.sort_unstable();
        odd_lengths.dedup();
        let mentions = mentions(&facts);
        for import in facts.imports.iter_mut().filter(|import| import.imported != Imported::Star) {
            let at = occurrences.binary_search_by_key(&import.binding, |packed: &Packed| packed.start);
            import.variable = at.ok().map(|at| symbols[occurrences[at].symbol().0 as usize].variable);
        }
        // Sorted for the most part, of which the stable sort makes use.
        facts.bases.sort();
        facts.metaclasses.sort();
        facts.decorators.sort();
        facts.given.sort();
        facts.given.dedup();
        facts.bindings.sort_by_key(|binding| binding.0);
        facts.members.sort_by_key(|member| member.start);
        facts.labels.sort_by_key(|label| label.start);
        let definitions = definitions(&symbols, &occurrences, &facts.bindings);
        let imports_of = imports_of(&facts.imports);
        let blocks = facts.blocks.iter().zip(&starts).map(|(block, &first_symbol)| Block {
            kind: block.kind,
            parent: block.parent,
            name: block.name,
            span: block.span,
            first_symbol,
        });
        let mut graph = Graph {
            blocks: blocks.collect(),
            symbols,
            occurrences: occurrences.into(),
            odd_lengths: odd_lengths.into(),
            bindings: facts.bindings.into(),
            members: facts.members.into(),
            labels: facts.labels.into(),
            imports: facts.imports.into(),
            imports_of,
            definitions,
            bases: facts.bases.into(),
            metaclasses: facts.metaclasses.into(),
            decorators: facts.decorators.into(),
            given: facts.given.into(),
            by_variable: Default::default(),
            mentions,
            exports: facts.exports,
            errors: facts.errors.into(),
        };
        graph.add_attributes_of_instances();
        graph
    }
}

/// The symbols' ids sorted by block, then name, what is apart from the block's names last; and where each block's start.
fn sorted_by_block(facts: &Facts<'_>, n_blocks: usize) -> (Vec<u32>, Vec<u32>) {
    let Grouped { starts, symbols: mut order } = Grouped::new(&facts.symbols, n_blocks);
    for block in starts.windows(2) {
        order[block[0] as usize..block[1] as usize].sort_unstable_by_key(|&id| {
            let symbol = &facts.symbols[id as usize];
            (facts.names[symbol.name as usize], symbol.flags.only(Flags::APART))
        });
    }
    (order, starts)
}

fn mentions(facts: &Facts<'_>) -> Box<[Name]> {
    let mut mentions = facts.names.clone();
    mentions.extend(facts.members.iter().map(|member| member.name));
    mentions.extend(facts.labels.iter().map(|label| label.name));
    for import in &facts.imports {
        mentions.extend(import.path.segments.iter().map(|segment| segment.1));
        if let Imported::Name(_, name) = import.imported {
            mentions.push(name);
        }
    }
    mentions.sort_unstable();
    mentions.dedup();
    mentions.into()
}
