//! `legb stats`: how much there is in a workspace, and the memory that it takes, by kind of data.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::{Failure, Output};
use crate::cancel::Token as Cancel;
use crate::store::{self, Stats, Store};

/// Reads all files below a folder, as an editor's workspace is read, and tells what they take; with `json`, for programs.
pub fn run(folder: &Path, json: bool) -> Result<Output, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Misuse(format!("{}: no such folder", folder.display())));
    }
    let store = Arc::new(Store::new());
    store.set_roots(&[folder.to_owned()]);
    let started = Instant::now();
    // Nothing cancels it.
    let _ = store::scan(&store, &Cancel::new(), &|_, _| ());
    let (milliseconds, resident) = (started.elapsed().as_millis() as u64, resident());
    let stats = store.stats();
    if json {
        let totals = serde_json::json!({
            "files": stats.files,
            "lines": stats.lines,
            "occurrences": stats.occurrences,
            "kept": stats.kept(),
            "unpacked": stats.unpacked(),
            "resident": resident,
            "milliseconds": milliseconds,
            "tables": stats.tables,
        });
        return super::json(&totals);
    }
    Ok(Output(text(&stats, resident, milliseconds)))
}

fn text(stats: &Stats, resident: Option<u64>, milliseconds: u64) -> String {
    let Stats { files, lines, occurrences, tables, .. } = stats;
    let mut out = format!("{files} files, {lines} lines, {occurrences} occurrences, read in {milliseconds} ms\n\n");
    let mut row = |what: &str, rows: &str, kept: usize, unpacked: usize| {
        let _ = writeln!(out, "{what:20} {rows:>10} {kept:>12} {unpacked:>12}");
    };
    for table in tables {
        row(
            table.what,
            &table.rows.to_string(),
            table.kept,
            if table.unpacked == 0 { table.kept } else { table.unpacked },
        );
    }
    row("all", "", stats.kept(), stats.unpacked());
    let header = format!("{:20} {:>10} {:>12} {:>12}\n", "", "rows", "bytes kept", "unpacked");
    let at = out.find("\n\n").map_or(0, |at| at + 2);
    out.insert_str(at, &header);
    let per = |bytes: usize| bytes as f64 / (*occurrences).max(1) as f64;
    let _ =
        writeln!(out, "\n{:.1} bytes an occurrence are kept, {:.1} unpacked", per(stats.kept()), per(stats.unpacked()));
    if let Some(resident) = resident {
        let _ = writeln!(out, "{:.1} MB resident when all files were read", resident as f64 / 1e6);
    }
    out
}

/// The memory of this process, in bytes, where the system tells it in `/proc`.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
