//! `legb rename`: the edits as a diff, written, or for other programs.

use serde_json::json;

use super::{Failure, Output, Shown, write};
use crate::cancel::Token as Cancel;
use crate::ide::At;
use crate::ide::rename::{self, Edits, Refusal};

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

fn summary(edits: &Edits) -> String {
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
    let place = |place, key: &str, text: String| {
        let mut value = serde_json::to_value(shown.json_place(place, None)).unwrap_or_default();
        value[key] = text.into();
        value
    };
    let places: Vec<_> = edits.all().into_iter().map(|(at, text)| place(at, "text", text.to_owned())).collect();
    let unsure: Vec<_> = edits.unsure.iter().map(|u| place(u.location, "why", u.doubt.to_string())).collect();
    let notes: Vec<_> = edits.notes.iter().map(|(note, at)| place(*at, "note", note.clone())).collect();
    let moves: Vec<_> = edits.moves.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    super::json(&json!({
        "new_name": edits.new_name, "places": places, "moves": moves, "unsure": unsure, "notes": notes
    }))
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
