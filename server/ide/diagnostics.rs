//! What is wrong, or looks wrong, with a file.
//!
//! [`local`] is what the file's own text tells; [`diagnostics`] adds what needs other files; [`optional`] is found only if it is asked for.
//! Each kind of finding has a file of its own below, and [`codes`] documents them all.

mod builtins;
mod codes;
mod compiler;
mod conditions;
mod context;
mod silenced;
mod syntax;
mod undefined;
mod unused;

use std::path::Path;

use crate::scope::{Graph, Occurrence, Python};
use crate::store::{FileId, Snapshot};
use crate::syntax::Syntax;
use crate::text::{LineIndex, Span};

use super::Location;
pub use codes::{Code, Severity};

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
    /// What it is called.
    pub path: &'a Path,
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

impl Checked<'_> {
    /// Whether it is a stub: it says what there is, and runs nothing.
    fn is_stub(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "pyi")
    }

    /// Whether it is the file of a package: what it imports, it offers.
    fn is_package(&self) -> bool {
        self.path.file_stem().is_some_and(|stem| stem == "__init__")
    }
}

/// What is wrong with an open document, in the order of the text; none for a file that isn't open.
pub fn diagnostics(snap: &Snapshot, file: FileId) -> Vec<Diagnostic> {
    let (Some(document), Some(graph)) = (snap.document(file), snap.graph(file)) else { return Vec::new() };
    let path = snap.shown_path(file);
    let checked = Checked {
        path: &path,
        text: &document.text,
        lines: &document.lines,
        syntax: &document.syntax,
        graph: &graph,
        python: snap.python(),
    };
    among_others(snap, file, &checked)
}

/// What a file's own text and the other files of a snapshot tell, in the order of the text.
pub fn among_others(snap: &Snapshot, file: FileId, checked: &Checked<'_>) -> Vec<Diagnostic> {
    let mut found = own(checked, &|name| undefined::is_brought(snap, file, checked.graph, name));
    unused::remove_used_elsewhere(snap, file, checked.graph, &mut found);
    found
}

/// What a file's own text tells, in the order of the text. What other files may bind counts as bound; what they may use, as unused.
pub fn local(file: &Checked<'_>) -> Vec<Diagnostic> {
    own(file, &|_| true)
}

/// What is found only if it is asked for, in the order of the text: the codes that aren't [`Code::is_default`].
pub fn optional(file: &Checked<'_>) -> Vec<Diagnostic> {
    builtins::shadowed(file)
}

/// What a file's own text tells, and of undefined names which another file brings.
fn own(file: &Checked<'_>, is_brought: &dyn Fn(&Occurrence) -> bool) -> Vec<Diagnostic> {
    let mut found = syntax::errors(file);
    found.extend(compiler::errors(file));
    found.extend(undefined::names(file, is_brought));
    found.extend(unused::names(file));
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    found
}
