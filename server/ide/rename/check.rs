//! What a new name would do to the other names of a file.
//!
//! After the rename every occurrence must belong to the same variable as before. It would not
//! 1. where the new name is taken in the variable's own block;
//! 2. where a block between the variable and one of its uses binds or declares the new name: the use would mean that;
//! 3. where an inner block uses the new name of something further out: it would mean the renamed variable.

use rustc_hash::FxHashSet;

use super::{Location, Obstacle};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::references::Reference;
use crate::link::Variable;
use crate::name::{self, Name};
use crate::scope::{BindingKind, BlockId, Graph, Imported, Role, SymbolId};
use crate::store::Snapshot;

/// Whether anything may be called so.
pub(super) fn new_name(new: &str) -> Result<(), String> {
    let normalized = name::normalized(new);
    if name::is_keyword(&normalized) {
        return Err(format!("`{new}` is a keyword"));
    }
    if !name::is_identifier(new) {
        return Err(format!("`{new}` is no identifier: letters, digits and underscores, not starting with a digit"));
    }
    if normalized.starts_with("__") && normalized.ends_with("__") {
        return Err(format!("the language keeps names such as `{new}` for itself"));
    }
    Ok(())
}

/// Whether all places may be edited.
pub(super) fn places(snap: &Snapshot, places: &[Reference]) -> Result<(), Obstacle> {
    match places.iter().find(|place| !snap.is_ours(place.location.file)) {
        Some(outside) => {
            let path = snap.shown_path(outside.location.file);
            Err((format!("it is used outside the workspace, in {}", path.display()), Some(outside.location)))
        }
        None => Ok(()),
    }
}

/// Whether a variable may get a new name in its own file.
pub(super) fn variable(snap: &Snapshot, variable: Variable, new: Name) -> Result<(), Obstacle> {
    let Some(file) = snap.file(variable.file) else { return Ok(()) };
    let graph = &*file.graph;
    let symbol = variable.symbol;
    let owner = graph.block_of(symbol);
    let at = |other: SymbolId| {
        let place = graph.occurrences().find(|occurrence| occurrence.symbol == other);
        place.map(|occurrence| Location { file: variable.file, span: occurrence.span })
    };
    if let Some(taken) = graph.symbol_in(owner, new) {
        let what = if graph.is_bound(taken) { "is bound" } else { "is used" };
        // The symbol of a name that only inner blocks use has no occurrence in this one.
        let place = at(taken).or_else(|| {
            let place = graph.occurrences_of(graph.variable(taken)).next()?;
            Some(Location { file: variable.file, span: place.span })
        });
        return Err((format!("`{new}` {what} in the same block already"), place));
    }
    private_names(graph, variable, new)?;
    if let Some(captures) = wildcard(graph, symbol, new) {
        let place = Location { file: variable.file, span: captures };
        return Err(("`_` captures nothing in a pattern".into(), Some(place)));
    }
    for seer in graph.seers(symbol) {
        for between in graph.outwards(seer).take_while(|&block| block != owner) {
            if let Some(shadow) = graph.symbol_in(between, new) {
                let reason = format!("a use of it would mean the `{new}` of a block in between");
                return Err((reason, at(shadow)));
            }
        }
    }
    for other in graph.symbols_named(new) {
        let block = graph.block_of(other);
        let home = graph.block_of(graph.variable(other));
        let passes = graph.outwards(block).any(|outer| outer == owner);
        if passes && home < owner && !graph.outwards(home).any(|outer| outer == owner) {
            return Err((format!("a use of `{new}` in an inner block would mean it instead"), at(other)));
        }
    }
    Ok(())
}

/// Private names are mangled in classes: an occurrence must not become private, or stop being so.
fn private_names(graph: &Graph, variable: Variable, new: Name) -> Result<(), Obstacle> {
    let new_is_private = new.text().starts_with("__");
    for occurrence in graph.occurrences_of(variable.symbol) {
        let block = graph.block_of(occurrence.symbol);
        let in_class = graph.outwards(block).any(|block| graph.block(block).kind == crate::scope::BlockKind::Class);
        let is_private = occurrence.span.len() != graph.name(occurrence.symbol).len();
        if in_class && (is_private || new_is_private) {
            let place = Location { file: variable.file, span: occurrence.span };
            return Err(("in a class, names with two leading underscores are private to it".into(), Some(place)));
        }
    }
    Ok(())
}

fn wildcard(graph: &Graph, symbol: SymbolId, new: Name) -> Option<crate::text::Span> {
    let is_pattern = |o: &crate::scope::Occurrence| o.role == Role::Bind && graph.binding(o) == BindingKind::Pattern;
    (new.text() == "_").then(|| graph.occurrences_of(symbol).find(is_pattern).map(|o| o.span)).flatten()
}

/// Whether a module that takes everything by `*` from a file of the renamed variables has its own use for the new name, or would no longer
/// get the variable.
pub(super) fn star_importers(
    snap: &Snapshot,
    variables: &FxHashSet<Variable>,
    new: Name,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let is_global = |variable: &&Variable| {
        let graph = snap.graph(variable.file);
        graph.is_some_and(|graph| graph.block_of(variable.symbol) == BlockId(0) && graph.is_bound(variable.symbol))
    };
    let files: FxHashSet<_> = variables.iter().filter(is_global).map(|variable| variable.file).collect();
    if files.is_empty() {
        return Ok(Ok(()));
    }
    for file in snap.files() {
        cancel.check()?;
        let Some(graph) = snap.graph(file) else { continue };
        for import in graph.imports().iter().filter(|import| import.imported == Imported::Star) {
            let module = snap.module(file, &import.path, import.path.segments.len());
            let from_ours = module.and_then(|module| module.file()).is_some_and(|module| files.contains(&module));
            if !from_ours {
                continue;
            }
            let span = crate::text::Span { start: import.binding, end: import.binding + 1 };
            let star = Some(Location { file, span });
            if new.text().starts_with('_') {
                return Ok(Err((
                    format!("`import *` here leaves out names with a leading underscore such as `{new}`"),
                    star,
                )));
            }
            if let Some(own) = graph.global(new) {
                let place = graph.occurrences_of(own).next().map(|o| Location { file, span: o.span });
                return Ok(Err((
                    format!("a module that takes it by `import *` has a `{new}` already"),
                    place.or(star),
                )));
            }
        }
    }
    Ok(Ok(()))
}
