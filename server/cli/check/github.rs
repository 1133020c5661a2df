//! Workflow commands of GitHub Actions, a line each: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::io::{self, Write};

use super::Report;
use crate::cli::positions;
use crate::ide::diagnostics::Severity;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (location, diagnostic) in report.diagnostics() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let (start, end) = positions(report.snap, location);
        write!(out, "::{command} file={}", property(&report.snap.told_path(location.file).to_string_lossy()))?;
        write!(out, ",line={},endLine={}", start.line + 1, end.line + 1)?;
        // GitHub refuses columns of a place that spans lines. Its end is the last column.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.character + 1, end.character.max(start.character + 1))?;
        }
        writeln!(out, ",title={}::{}", diagnostic.code, message(&diagnostic.message))?;
    }
    Ok(())
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
