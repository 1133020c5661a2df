//! SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Columns count Unicode code points; paths are relative to the
//! current folder.

use std::io::{self, Write};

use serde_json::{Value, json};
use url::Url;

use super::Report;
use crate::cli::{current_folder, positions};
use crate::ide::Location;
use crate::ide::diagnostics::{Code, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let results = report.diagnostics().map(|(location, diagnostic)| {
        let related = diagnostic.related.iter().enumerate().map(|(id, (place, word))| {
            json!({ "id": id, "physicalLocation": physical_location(report, *place), "message": { "text": word } })
        });
        json!({
            "ruleId": diagnostic.code.name(),
            "ruleIndex": Code::ALL.iter().position(|&code| code == diagnostic.code),
            "level": level(diagnostic.severity),
            "message": { "text": diagnostic.message },
            "locations": [{ "physicalLocation": physical_location(report, location) }],
            "relatedLocations": related.collect::<Vec<_>>(),
        })
    });
    let driver = json!({
        "name": "legb",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": Code::ALL.map(rule),
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results.collect::<Vec<_>>(),
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn physical_location(report: &Report<'_>, location: Location) -> Value {
    let (start, end) = positions(report.snap, location);
    let region = json!({
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
    });
    json!({ "artifactLocation": { "uri": uri(report, location) }, "region": region })
}

/// The path as a URI, relative to the current folder.
fn uri(report: &Report<'_>, location: Location) -> String {
    let path = report.snap.shown_path(location.file);
    let (Ok(folder), Ok(file)) = (Url::from_directory_path(current_folder()), Url::from_file_path(&path)) else {
        // Standard input without a name.
        return "stdin".into();
    };
    match folder.make_relative(&file) {
        // What stands before a colon would be a scheme.
        Some(relative) if relative.split('/').next().is_some_and(|first| first.contains(':')) => {
            format!("./{relative}")
        }
        Some(relative) => relative,
        None => file.into(),
    }
}
