//! `import numpy as np` to `import numpy`: an alias goes, and what it stands for is written in full. To do so is to rename the alias to the name of its
//! origin, and has that proof.

use super::{
    Action, ActionKind, At, Cancel, Cancelled, Edits, Failure, Location, Plan, Source, certain, plan_of, refused,
};
use crate::name::Name;
use crate::scope::{Graph, Import, Imported, Occurrence, Role, Token};
use crate::store::Snapshot;
use crate::text::Span;

/// What may stand before and behind an `as`.
const BLANK: [char; 5] = [' ', '\t', '\\', '\r', '\n'];

/// Offers it at the alias, at its uses and at what it is an alias of.
pub(super) fn inlined(source: &Source<'_>, offset: u32, cancel: &Cancel) -> Result<Option<Action>, Cancelled> {
    let graph = source.graph();
    let Some((alias, full)) = alias(graph, offset) else { return Ok(None) };
    let (spelled, at) = (source.spelled(alias.span), At { file: source.file, offset: alias.span.start });
    let title = format!("Inline import alias `{spelled}`: write `{full}`");
    let plan = match source.is_seen_elsewhere(at) {
        true => Plan::Inline(at),
        false => plan_of(source, edits(source.snap, at, cancel))?,
    };
    Ok(Some(Action { title, kind: ActionKind::Inline, fixes: Vec::new(), is_preferred: false, plan }))
}

/// The edits that make an alias go, or why it must stay.
pub(super) fn edits(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Edits, Failure> {
    let stale = || refused("the file has changed: try again".into(), None);
    let (graph, text) = snap.graph(at.file).zip(snap.text(at.file)).ok_or_else(stale)?;
    let (alias, full) = alias(&graph, at.offset).ok_or_else(stale)?;
    let at = At { offset: alias.span.start, ..at };
    let mut edits = certain(snap, at, full.split('.').next().unwrap_or_default(), cancel)?;
    if let Some((place, _)) = edits.all().iter().find(|(place, _)| place.file != at.file) {
        return Err(refused("another file takes it by this name".into(), Some(*place)));
    }
    let is_plain = |o: &Occurrence| o.role == Role::Bind || o.role.reads();
    let mut all = graph.occurrences_of(graph.variable(alias.symbol));
    if let Some(other) = all.find(|other| full.contains('.') && !is_plain(other)) {
        let place = Location { file: at.file, span: other.span };
        return Err(refused(format!("`{full}` can't stand where a single name must"), Some(place)));
    }
    // ` as alias` goes, all other places get the whole name.
    let before = text.get(..alias.span.start as usize).ok_or_else(stale)?;
    let before = before.trim_end_matches(BLANK).strip_suffix("as").ok_or_else(stale)?.trim_end_matches(BLANK);
    let clause = Span::new(before.len() as u32, alias.span.end);
    let uses = std::mem::take(&mut edits.places).into_iter().filter(|place| place.span != alias.span);
    edits.rewritten.extend(uses.map(|place| (place, full.clone())));
    edits.rewritten.push((Location { file: at.file, span: clause }, String::new()));
    edits.rewritten.sort_unstable();
    Ok(edits)
}

/// The occurrence that binds the alias that is meant at an offset, and what it stands for in full; `None` where there is none, or something else binds the
/// variable, too.
fn alias(graph: &Graph, offset: u32) -> Option<(Occurrence, String)> {
    let import: &Import = match graph.token_at(offset)?.0 {
        Token::Imported(number) | Token::Segment(number, _) => graph.imports().get(number as usize)?,
        Token::Occurrence(occurrence) => graph.imports_of(graph.variable(occurrence.symbol)).next()?,
        _ => return None,
    };
    let binding = graph.occurrence_at(import.binding)?;
    let variable = import.variable?;
    let name = graph.name(variable);
    if graph.is_defined(variable) || graph.is_rebound(variable) || graph.imports_of(variable).count() > 1 {
        return None;
    }
    let full = match import.imported {
        Imported::Name(start, original) if start != import.binding => original.text().to_owned(),
        Imported::Module => dotted(import),
        _ => return None,
    };
    let first: Name = Name::new(full.split('.').next()?);
    (first != name).then_some((binding, full))
}

fn dotted(import: &Import) -> String {
    let segments: Vec<&str> = import.path.segments.iter().map(|segment| segment.1.text()).collect();
    segments.join(".")
}
