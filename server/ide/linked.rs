//! The occurrences of a function's variable, to be edited at once.
//!
//! The trick: a rename to a name that nobody has is asked for. If it is refused, or leaves the file, so is this. The names that the person then
//! types are not proven: that is what rename is for.

use super::{At, asked, rename};
use crate::cancel::Token as Cancel;
use crate::link::{Entity, Trust};
use crate::store::Snapshot;
use crate::text::Span;

/// A name that nobody has.
const UNHEARD_OF: &str = "legb_edits_these";

/// All occurrences of the variable at a place: one of a function, and no parameter that a keyword at a call can name. `None` for any other,
/// and where a rename would be refused.
pub fn linked(snap: &Snapshot, at: At) -> Option<Vec<Span>> {
    let (_, _, Some(Entity::Variable(variable))) = asked(snap, at, Trust::Proof)? else { return None };
    let graph = snap.graph(at.file).filter(|_| variable.file == at.file)?;
    let is_of_function = graph.block(graph.block_of(variable.symbol)).kind.is_function_like();
    if !is_of_function || graph.is_keyword_parameter(variable.symbol) || graph.is_imported(variable.symbol) {
        return None;
    }
    let edits = rename::rename(snap, at, UNHEARD_OF, &Cancel::new()).ok()?;
    if !edits.rewritten.is_empty() || !edits.unsure.is_empty() || !edits.moves.is_empty() {
        return None;
    }
    let text = snap.text(at.file)?;
    let stands_there = |span: Span| text.get(span.range()) == Some(&*edits.old_name);
    let spans: Vec<Span> = edits.places.iter().map(|place| place.span).collect();
    let is_here = edits.places.iter().all(|place| place.file == at.file && stands_there(place.span));
    is_here.then_some(spans)
}
