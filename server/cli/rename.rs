//! `legb rename`: the edits as a diff, written, or for other programs.

use serde_json::json;

use super::{Failure, Output, Shown, write};
use crate::cancel::Token as Cancel;
use crate::ide::rename::{self, Edits, Refusal};
use crate::ide::{At, Location};

/// Renames, or shows what would change. What a person must know beside the edits is told on standard error.
pub(super) fn rename(shown: &Shown<'_>, at: At, new_name: &str, write: bool) -> Result<Output, Failure> {
    let edits = rename::rename(shown.snap, at, new_name, &Cancel::new()).map_err(|failure| match failure {
        rename::Failure::Refused(refusal) => refused(shown, &refusal),
        rename::Failure::Cancelled => Failure::Nothing("cancelled".into()),
    })?;
    if write {
        write::write(shown.snap, &edits).map_err(Failure::Nothing)?;
    }
    if let Some(told) = edits.told(shown.snap, false).filter(|_| !shown.json) {
        told.lines().for_each(|line| tracing::warn!("{line}"));
    }
    match (shown.json, write) {
        (true, _) => json(shown, &edits),
        (false, true) => Ok(Output(summary(&edits))),
        (false, false) => write::diff(shown.snap, &edits).map(Output).map_err(Failure::Nothing),
    }
}

/// How many places have changed.
pub(super) fn summary(edits: &Edits) -> String {
    let all = edits.all();
    let n_files = all.chunk_by(|a, b| a.0.file == b.0.file).count();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let moved = match edits.moves.len() {
        0 => String::new(),
        n => format!(", {n} moved"),
    };
    format!("{} place{} in {n_files} file{} changed{moved}\n", all.len(), plural(all.len()), plural(n_files))
}

/// The edits for a program: `places` with the text that each gets; `moves` of files and folders; `unsure`, which nothing changes, each with the reason; `notes`.
fn json(shown: &Shown<'_>, edits: &Edits) -> Result<Output, Failure> {
    let unsure: Vec<_> = edits.unsure.iter().map(|u| with(shown, u.location, "why", u.doubt.to_string())).collect();
    let notes: Vec<_> = edits.notes.iter().map(|(note, at)| with(shown, *at, "note", note.clone())).collect();
    let moves: Vec<_> = edits.moves.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    super::json(&json!({
        "new_name": edits.new_name, "places": places(shown, edits), "moves": moves, "unsure": unsure, "notes": notes
    }))
}

/// The places of all certain edits, each with the text that it gets.
pub(super) fn places(shown: &Shown<'_>, edits: &Edits) -> Vec<serde_json::Value> {
    edits.all().into_iter().map(|(at, text)| with(shown, at, "text", text.to_owned())).collect()
}

/// A place with something that is said of it.
fn with(shown: &Shown<'_>, place: Location, key: &str, text: String) -> serde_json::Value {
    let mut value = serde_json::to_value(shown.json_place(place, None)).unwrap_or_default();
    value[key] = text.into();
    value
}

fn refused(shown: &Shown<'_>, refusal: &Refusal) -> Failure {
    let told = refusal.told(shown.snap);
    if !shown.json {
        return Failure::Nothing(told);
    }
    let place = refusal.obstacle.map(|place| shown.json_place(place, None));
    let answer = json!({ "refused": { "kind": refusal.kind.word(), "reason": refusal.reason, "place": place } });
    match super::json(&answer) {
        Ok(output) => Failure::Refused(output, told),
        Err(failure) => failure,
    }
}
