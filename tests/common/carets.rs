//! Expectations in comments under the line of Python that they speak of:
//!
//! ```text
//! def f(x):
//! #   ^ global
//! #     ^ cell
//!     return lambda: x
//! #                  ^ free f
//! y = 1
//! # <- global
//! ```
//!
//! A caret points at the character above it, `# <-` at the one above the `#`; what follows, up to the next caret, is the expectation.
//! A caret below the end of a line points at that end. Several carets in a row point at exactly so many characters.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// An expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line of Python that it speaks of, from 0.
    pub line: usize,
    /// The byte offset that it points at, in the whole text.
    pub offset: u32,
    /// The end of what several carets in a row point at.
    pub end: Option<u32>,
    /// What is expected.
    pub label: String,
}

/// The expectations of a text. Panics where a caret points at nothing.
pub fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut above: Option<(usize, u32, &str)> = None;
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        if is_expectation(content) {
            let (line, start, source) = above.expect("a line of Python above the first expectation");
            for (column, width, label) in carets(content) {
                let at = |column: usize| {
                    let ends = source.char_indices().map(|(at, _)| at).chain([source.len()]);
                    let at = ends.clone().nth(column);
                    let at = at.unwrap_or_else(|| panic!("line {}: a caret points behind `{source}`", number + 1));
                    start + at as u32
                };
                let end = (width > 1).then(|| at(column + width));
                marks.push(Mark { line, offset: at(column), end, label });
            }
        } else {
            above = Some((number, offset, content));
        }
        offset += line.len() as u32;
    }
    marks
}

/// The text without its expectations.
pub fn without_expectations(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !is_expectation(line)).collect()
}

fn is_expectation(line: &str) -> bool {
    let comment = line.trim_start().strip_prefix('#').map(str::trim_start);
    comment.is_some_and(|comment| comment.starts_with('^') || comment.starts_with("<-"))
}

/// The carets of a comment: column, how many in a row, what follows.
fn carets(comment: &str) -> Vec<(usize, usize, String)> {
    let characters: Vec<char> = comment.chars().collect();
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut at = characters.iter().position(|&c| c == '#').expect("a comment");
    let arrow: String = characters[at + 1..].iter().collect();
    if let Some(label) = arrow.trim_start().strip_prefix("<-") {
        let label = label.split('^').next().unwrap_or_default();
        found.push((at, 1, label.trim().to_owned()));
    }
    while at < characters.len() {
        if characters[at] != '^' {
            at += 1;
            continue;
        }
        let width = characters[at..].iter().take_while(|&&c| c == '^').count();
        let label: String = characters[at + width..].iter().take_while(|&&c| c != '^').collect();
        found.push((at, width, label.trim().to_owned()));
        at += width;
    }
    found
}

/// A line of a text with carets under a piece of it.
pub fn shown(text: &str, start: u32, end: u32, message: &str) -> String {
    let before = &text[..start as usize];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let column = text[line_start..start as usize].chars().count();
    let last = (end as usize).clamp(start as usize, line_start + line.len().max(start as usize - line_start));
    let width = text[start as usize..last].chars().count().max(1);
    let number = before.matches('\n').count() + 1;
    format!("{number:5} | {line}\n      | {}{} {message}\n", " ".repeat(column), "^".repeat(width))
}

/// The Python files of a folder of `tests`, sorted, with their texts. Panics where there is none.
pub fn fixtures(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    assert!(!paths.is_empty(), "{} has no fixtures", folder.display());
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// The value of a comment line such as `# python 3.13` at the head of a fixture.
pub fn header<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let head = text.lines().take_while(|line| line.starts_with('#'));
    head.filter_map(|line| line.trim_start_matches('#').trim_start().strip_prefix(key)).map(str::trim).next()
}

/// What went wrong in which fixture: all of it is told at once.
#[derive(Default)]
pub struct Failures {
    report: String,
    count: usize,
}

impl Failures {
    /// Adds a failure.
    pub fn add(&mut self, path: &Path, detail: &str) {
        let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path);
        self.count += 1;
        let _ = write!(self.report, "\n{}\n{}\n", shown.display(), detail.trim_end_matches('\n'));
    }

    /// Panics if there was any.
    pub fn check(self) {
        assert!(self.count == 0, "{} wrong:\n{}", self.count, self.report);
    }
}
