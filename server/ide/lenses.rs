//! What a person may want to know of each function and class at a glance: how often it is used, and which of its variables inner blocks
//! capture. Where the lenses are is cheap to tell; what they say is computed when they come into view.

use super::symbols::{SymbolKind, document_symbols};
use super::{At, Location, definition, references};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::scope::{BindingKind, Graph, Kind, Role};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// The names of the functions and classes of a file, in the order of the text.
pub fn lenses(snap: &Snapshot, file: FileId) -> Vec<Span> {
    let mut found = Vec::new();
    let mut pending = document_symbols(snap, file);
    while let Some(symbol) = pending.pop() {
        if matches!(symbol.kind, SymbolKind::Function | SymbolKind::Method | SymbolKind::Class) {
            found.push(symbol.focus);
        }
        pending.extend(symbol.children);
    }
    found.sort_unstable();
    found
}

/// What the lens of the function or class whose name is at a place says; `None` where none is. Complete if the snapshot's workspace has been
/// scanned.
pub fn title(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Option<String>, Cancelled> {
    let Some(graph) = snap.graph(at.file) else { return Ok(None) };
    let name = graph.occurrence_at(at.offset).filter(|occurrence| occurrence.role == Role::Bind);
    let Some(name) = name else { return Ok(None) };
    let bindings: Vec<Location> = definition::definition(snap, at);
    let found = references::references(snap, at, cancel)?;
    let n = found.iter().filter(|reference| !bindings.contains(&reference.location)).count();
    let used = if n == 1 { "1 reference".to_owned() } else { format!("{n} references") };
    Ok(Some(match graph.binding(&name) {
        BindingKind::Function(block) => match cells(&graph, block) {
            cells if cells.is_empty() => used,
            cells => format!("{used} · captured: {}", cells.join(", ")),
        },
        _ => used,
    }))
}

/// The variables of a function that inner blocks capture, in the order in which they are bound.
fn cells(graph: &Graph, function: crate::scope::BlockId) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for occurrence in graph.occurrences_from(graph.block(function).span.start) {
        if occurrence.span.start >= graph.block(function).span.end {
            break;
        }
        let is_own = graph.block_of(occurrence.symbol) == function && graph.kind(occurrence.symbol) == Kind::Cell;
        let name = graph.spelled(&occurrence);
        if is_own && occurrence.role == Role::Bind && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
