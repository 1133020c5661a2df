//! What is wrong, or looks wrong, with a file.
//!
//! [`local`] is what the file's own text tells; [`diagnostics`] adds what needs other files. Each kind of finding has a file of its own
//! below, and [`codes`] documents them all.

mod codes;

use crate::compiler::{self, Phase};
use crate::scope::{Graph, Python};
use crate::store::{FileId, Parsed, Snapshot};
use crate::syntax::Syntax;
use crate::text::{LineIndex, Span};

use super::Location;
pub use codes::{Code, Severity};

/// More than this many errors are not listed: behind the first few they repeat each other, and a binary file with the wrong
/// ending has thousands.
const MOST_SHOWN: usize = 50;

/// Something wrong with a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// The piece.
    pub span: Span,
    /// What is wrong, and why.
    pub message: String,
    /// Other places that explain it, each with a word on what is there.
    pub related: Vec<(Location, String)>,
}

impl Diagnostic {
    /// A diagnostic without related places.
    pub fn new(code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic { code, span, message, related: Vec::new() }
    }
}

/// A file that is checked: its text and what was made of it.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
    /// Its tree.
    pub syntax: &'a Syntax,
    /// Its scope graph.
    pub graph: &'a Graph,
    /// The version whose rules apply.
    pub python: Python,
}

/// What is wrong with an open document, in the order of the text; none for a file that isn't open.
pub fn diagnostics(snap: &Snapshot, file: FileId) -> Vec<Diagnostic> {
    let parsed = snap.document(file).and_then(|_| snap.parsed(file));
    parsed.map_or_else(Vec::new, |parsed| diagnostics_of(snap, file, &parsed))
}

/// What is wrong with a file, open or not, in the order of the text.
pub fn diagnostics_of(snap: &Snapshot, _: FileId, parsed: &Parsed) -> Vec<Diagnostic> {
    let checked = Checked {
        text: &parsed.text,
        lines: &parsed.file.lines,
        syntax: &parsed.syntax,
        graph: &parsed.file.graph,
        python: snap.python(),
    };
    local(&checked)
}

/// What a file's own text tells, in the order of the text.
pub fn local(file: &Checked<'_>) -> Vec<Diagnostic> {
    let mut found = rejected(file);
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    found
}

/// What the compiler rejects: of each line the first error, for the others mostly repeat it.
fn rejected(file: &Checked<'_>) -> Vec<Diagnostic> {
    let source = compiler::Source {
        text: file.text,
        lines: file.lines,
        syntax: file.syntax,
        graph: file.graph,
        python: file.python,
    };
    let mut errors = compiler::errors(&source);
    errors.sort_by_key(|error| file.lines.line(error.span.start));
    errors.dedup_by_key(|error| file.lines.line(error.span.start));
    errors.truncate(MOST_SHOWN);
    let code = |phase| if phase == Phase::Parser { Code::SyntaxError } else { Code::ScopeError };
    errors.into_iter().map(|error| Diagnostic::new(code(error.phase), error.span, error.message)).collect()
}
