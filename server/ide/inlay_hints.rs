//! Words between the words of a text: which variables are cells, where inner blocks first use them, and where `global` and `nonlocal` lead.

use rustc_hash::FxHashSet;

use super::hover::words;
use crate::scope::{BlockId, Graph, Kind, Occurrence, Role, SymbolId};
use crate::store::{File, FileId, Snapshot};
use crate::text::Span;

/// A word to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub offset: u32,
    /// The word.
    pub label: String,
    /// What it says, in a sentence.
    pub explanation: String,
}

/// The words to show in a piece of a file, in the order of the text.
pub fn inlay_hints(snap: &Snapshot, id: FileId, within: Span) -> Vec<Hint> {
    let Some(file) = snap.file(id) else { return Vec::new() };
    let graph = &file.graph;
    let mut seen: FxHashSet<SymbolId> = FxHashSet::default();
    let mut hints = Vec::new();
    for occurrence in graph.occurrences().filter(|occurrence| !occurrence.role.is_in_string()) {
        let hint = match (graph.kind(occurrence.symbol), occurrence.role) {
            (_, Role::Declare) if graph.is_declared(occurrence.symbol) => {
                seen.insert(occurrence.symbol);
                Some(target(&file, &occurrence))
            }
            (Kind::Cell, Role::Bind) if seen.insert(occurrence.symbol) => Some(cell(&file, &occurrence)),
            (Kind::Free, _) if seen.insert(occurrence.symbol) => Some(free(&file, &occurrence)),
            _ => None,
        };
        hints.extend(hint.filter(|hint| within.contains(hint.offset)));
    }
    hints
}

fn cell(file: &File, occurrence: &Occurrence) -> Hint {
    let graph = &file.graph;
    let variable = graph.variable(occurrence.symbol);
    let mut inner: Vec<BlockId> = graph
        .symbols_meaning(variable)
        .map(|symbol| graph.block_of(symbol))
        .filter(|&block| block != graph.block_of(variable))
        .collect();
    inner.dedup();
    let inner = words::listed(inner.into_iter().map(|block| words::block(file, block)).collect());
    let explanation = format!("`{}` is a cell: captured by {inner}", graph.name(variable));
    Hint { offset: occurrence.span.end, label: "⟨cell⟩".to_owned(), explanation }
}

fn free(file: &File, occurrence: &Occurrence) -> Hint {
    let graph = &file.graph;
    let owner = graph.block_of(graph.variable(occurrence.symbol));
    let explanation =
        format!("`{}` is free: the variable of {}", graph.name(occurrence.symbol), words::block(file, owner));
    Hint { offset: occurrence.span.end, label: "⟨free⟩".to_owned(), explanation }
}

/// Where a declaration leads: the line in which its variable is bound first.
fn target(file: &File, occurrence: &Occurrence) -> Hint {
    let graph: &Graph = &file.graph;
    let variable = graph.variable(occurrence.symbol);
    let owner = graph.block_of(variable);
    let own = |o: &Occurrence| o.role == Role::Bind && graph.block_of(o.symbol) == owner;
    let binding = graph.occurrences_of(variable).find(own);
    let (name, owner) = (graph.name(variable), words::block(file, owner));
    let offset = occurrence.span.end;
    match binding.map(|binding| words::line(file, binding.span.start)) {
        Some(line) => Hint {
            offset,
            label: format!("→ line {line}"),
            explanation: format!("the `{name}` of {owner}, bound in line {line}"),
        },
        None => Hint {
            offset,
            label: "→ bound elsewhere".to_owned(),
            explanation: format!("the `{name}` of {owner}, which doesn't bind it itself"),
        },
    }
}
