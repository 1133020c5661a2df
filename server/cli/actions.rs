//! `legb actions`: what can be done at a place, listed, shown as a diff or done.

use serde_json::json;

use super::{Failure, Output, Shown, rename, write};
use crate::cancel::Token as Cancel;
use crate::ide::At;
use crate::ide::actions::{self, Action};
use crate::ide::rename::{Edits, Failure as Refused};
use crate::text::Span;

/// Lists the actions at a place; applies the one with a number, from 1.
pub(super) fn actions(shown: &Shown<'_>, at: At, apply: Option<usize>) -> Result<Output, Failure> {
    let here = Span { start: at.offset, end: at.offset };
    // Nothing cancels it.
    let found = actions::actions(shown.snap, at.file, here, |_| true, &Cancel::new()).unwrap_or_default();
    if found.is_empty() {
        return Err(Failure::Nothing("there is nothing to do at this place".into()));
    }
    match apply {
        Some(number) => applied(shown, number, &found),
        None if shown.json => {
            let all: Vec<_> = found.iter().map(|action| as_json(shown, action)).collect();
            super::json(&all)
        }
        None => Ok(Output(found.iter().enumerate().map(|(at, action)| line(shown, at + 1, action)).collect())),
    }
}

fn applied(shown: &Shown<'_>, number: usize, found: &[Action]) -> Result<Output, Failure> {
    let action = number.checked_sub(1).and_then(|at| found.get(at));
    let missing = || Failure::Misuse(format!("there is no action {number}, but 1 to {}", found.len()));
    let edits = edits(shown, action.ok_or_else(missing)?).map_err(Failure::Nothing)?;
    write::write(shown.snap, &edits).map_err(Failure::Nothing)?;
    Ok(Output(rename::summary(&edits)))
}

fn edits(shown: &Shown<'_>, action: &Action) -> Result<Edits, String> {
    actions::edits(shown.snap, &action.plan, &Cancel::new()).map_err(|failure| match failure {
        Refused::Refused(refusal) => actions::why(shown.snap, &refusal),
        Refused::Cancelled => "cancelled".into(),
    })
}

fn line(shown: &Shown<'_>, number: usize, action: &Action) -> String {
    let refused = edits(shown, action).err().map(|reason| format!(" ({reason})"));
    format!("{number} {}: {}{}\n", action.kind.word(), action.title, refused.unwrap_or_default())
}

/// An action for a program: `places` with the text that each gets, or `refused` with the reason.
fn as_json(shown: &Shown<'_>, action: &Action) -> serde_json::Value {
    let mut value = json!({ "title": action.title, "kind": action.kind.word(), "preferred": action.is_preferred });
    match edits(shown, action) {
        Ok(edits) => value["places"] = rename::places(shown, &edits).into(),
        Err(reason) => value["refused"] = reason.into(),
    }
    value
}
