//! A line for each diagnostic: `path:line:column: severity[code]: message`.

use std::io::{self, Write};

use super::{Report, printable};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (location, diagnostic) in report.diagnostics() {
        let (place, severity) = (report.place(location), diagnostic.code.severity());
        writeln!(out, "{place}: {severity}[{}]: {}", diagnostic.code, printable(&diagnostic.message))?;
    }
    Ok(())
}
