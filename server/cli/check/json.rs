//! For programs: one array of diagnostics. Each has the members of a place (`file`, `line`, `column`, `end_line`, `end_column`, counted from 1,
//! columns in characters), `severity` (`error`, `warning`, `hint`), `code`, `message`, and `related`, an array of places that have a `message` each.

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::cli::JsonPlace;

#[derive(Serialize)]
struct JsonDiagnostic<'r> {
    #[serde(flatten)]
    place: JsonPlace,
    severity: String,
    code: &'static str,
    message: &'r str,
    related: Vec<JsonRelated<'r>>,
}

#[derive(Serialize)]
struct JsonRelated<'r> {
    #[serde(flatten)]
    place: JsonPlace,
    message: &'r str,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let place = |location| JsonPlace::new(report.snap, location, None);
    let all = report.diagnostics().map(|(location, diagnostic)| JsonDiagnostic {
        place: place(location),
        severity: diagnostic.code.severity().to_string(),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        related: diagnostic.related.iter().map(|(at, message)| JsonRelated { place: place(*at), message }).collect(),
    });
    serde_json::to_writer_pretty(&mut *out, &all.collect::<Vec<_>>())?;
    writeln!(out)
}
