//! What is wrong, or looks wrong, with a file.
//!
//! The trick: a file is read with its text and tree once, for [`at_first_sight`]; what needs other files, [`at_second_sight`], needs the graphs alone,
//! but for few. Each kind of finding has a file of its own below, and [`codes`] documents them all.

mod attributes;
mod builtins;
mod conditions;
mod context;
mod elsewhere;
mod flow;
mod imports;
mod muted;
mod undefined;
mod unused;

use std::path::Path;

use crate::compiler::{self, Phase};
use crate::scope::{BlockKind, Graph, Python};
use crate::store::{FileId, Parsed, Snapshot};
use crate::syntax::Syntax;
use crate::text::{LineIndex, Span};

use super::Location;
pub use crate::codes::{Code, Severity};
pub use unused::module_name;

/// More than this many errors are not listed: behind the first few they repeat each other, and a binary file with the wrong
/// ending has thousands.
const MOST_SHOWN: usize = 50;

/// Something wrong with a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// How bad it counts.
    pub severity: Severity,
    /// The piece.
    pub span: Span,
    /// What is wrong, and why.
    pub message: String,
    /// Other places that explain it, each with a word on what is there.
    pub related: Vec<(Location, String)>,
    /// The name that may have been meant, of what a module doesn't have.
    pub instead: Option<&'static str>,
}

impl Diagnostic {
    /// A diagnostic without related places, as bad as the code says.
    pub fn new(code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic { code, severity: code.severity(), span, message, related: Vec::new(), instead: None }
    }
}

/// A file that is checked: its text and what was made of it.
#[derive(Clone, Copy)]
struct Checked<'a> {
    /// Itself.
    file: FileId,
    /// What it is called.
    path: &'a Path,
    /// The text.
    text: &'a str,
    /// Its lines.
    lines: &'a LineIndex,
    /// Its tree.
    syntax: &'a Syntax,
    /// Its scope graph.
    graph: &'a Graph,
    /// The version whose rules apply.
    python: Python,
}

impl<'a> Checked<'a> {
    fn new(file: FileId, path: &'a Path, parsed: &'a Parsed, python: Python) -> Checked<'a> {
        let (lines, graph) = (&parsed.file.lines, &parsed.file.graph);
        Checked { file, path, text: &parsed.text, lines, syntax: &parsed.syntax, graph, python }
    }

    /// Whether it is a stub: it says what there is, and runs nothing.
    fn is_stub(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "pyi")
    }

    /// Whether its cells are run by IPython.
    fn is_notebook(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "ipynb")
    }

    /// Whether no function's or lambda's code has the piece in it.
    fn is_outside_functions(&self, span: Span) -> bool {
        let mut blocks = self.graph.blocks().map(|id| self.graph.block(id));
        let is_function = |kind| matches!(kind, BlockKind::Function | BlockKind::Lambda);
        !blocks.any(|block| is_function(block.kind) && block.span.contains(span.start))
    }

    /// Whether it is the file of a package: what it imports, it offers.
    fn is_package(&self) -> bool {
        self.path.file_stem().is_some_and(|stem| stem == "__init__")
    }
}

/// Whether a message says that what may be awaited must stand in an `async def`.
fn is_about_async(message: &str) -> bool {
    message.starts_with("'await' outside")
        || message.starts_with("'async ")
        || message.starts_with("asynchronous comprehension")
}

/// What is wrong with an open document, in the order of the text; none for a file that isn't open, or of a library: nobody who looks into one
/// can mend it.
pub fn diagnostics(snap: &Snapshot, file: FileId) -> Vec<Diagnostic> {
    let parsed = snap.document(file).filter(|_| !snap.is_library(file)).and_then(|_| snap.parsed(file));
    parsed.map_or_else(Vec::new, |parsed| {
        let mut found = at_first_sight(snap, file, &parsed);
        at_second_sight(snap, file, &mut found);
        found
    })
}

/// What is wrong with a file, open or not, in the order of the text, as far as it and the modules that it takes all names from tell.
pub fn at_first_sight(snap: &Snapshot, file: FileId, parsed: &Parsed) -> Vec<Diagnostic> {
    let path = snap.shown_path(file);
    let checked = Checked::new(file, &path, parsed, snap.python_for(file));
    let mut found = own(snap, &checked);
    if snap.settings(file).severity(Code::ShadowedBuiltin).is_some() {
        found.extend(builtins::shadowed(&checked));
    }
    settle(snap, &checked, &mut found);
    found
}

/// Adds to what was found at first sight what a file imports from modules that don't have it, and removes the unused imports that other files of the
/// workspace take from this one, and the names that they bring, as far as these files are read.
pub fn at_second_sight(snap: &Snapshot, file: FileId, found: &mut Vec<Diagnostic>) {
    add_lacking(snap, file, found);
    remove_used_elsewhere(snap, file, found);
    if let Some(graph) = snap.graph(file) {
        elsewhere::remove_known(snap, &graph, found);
    }
}

/// Adds what a file imports from modules that don't have it, and what stands behind their dots.
pub fn add_lacking(snap: &Snapshot, file: FileId, found: &mut Vec<Diagnostic>) {
    let graph = snap.graph_in_passing(file);
    let lacking = graph.map(|graph| imports::lacking(snap, file, &graph)).filter(|found| !found.is_empty());
    if let Some((mut lacking, parsed)) = lacking.and_then(|lacking| Some((lacking, snap.parsed(file)?))) {
        let path = snap.shown_path(file);
        let checked = Checked::new(file, &path, &parsed, snap.python_for(file));
        imports::remove_expected(&checked, &mut lacking);
        settle(snap, &checked, &mut lacking);
        found.extend(lacking);
        found.sort_by_key(|diagnostic| diagnostic.span.start);
    }
}

/// Whether the token that starts at a place may be what a module doesn't have, as far as the graphs alone tell.
pub(super) fn may_lack(snap: &Snapshot, file: FileId, graph: &Graph, start: u32) -> bool {
    imports::lacking(snap, file, graph).iter().any(|diagnostic| diagnostic.span.start == start)
}

/// Removes the unused imports that other files of the workspace take from this one, as far as these are read.
pub fn remove_used_elsewhere(snap: &Snapshot, file: FileId, found: &mut Vec<Diagnostic>) {
    if let Some(graph) = snap.graph(file) {
        unused::remove_used_elsewhere(snap, file, &graph, found);
    }
}

/// Removes the names that files of the workspace, read or not, bring. It costs a search of the workspace, so it is asked of many files at once.
pub fn remove_brought(snap: &Snapshot, found: Vec<(FileId, &mut Vec<Diagnostic>)>) {
    elsewhere::remove(snap, found);
}

/// Gives each finding the severity that the settings say, and removes those that they or comments mute.
fn settle(snap: &Snapshot, file: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let settings = snap.settings(file.file);
    found.retain_mut(|diagnostic| {
        let severity = settings.severity(diagnostic.code);
        diagnostic.severity = severity.unwrap_or(diagnostic.severity);
        severity.is_some()
    });
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    muted::remove(file, found);
}

/// What a file's own text tells, but for the names that other files bring.
fn own(snap: &Snapshot, file: &Checked<'_>) -> Vec<Diagnostic> {
    let mut found = rejected(file);
    found.extend(undefined::names(snap, file));
    found.extend(imports::unresolved(snap, file));
    found.extend(unused::names(file));
    found.extend(flow::names(snap, file));
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
    // IPython runs a cell's code as if it stood in an `async def`.
    errors.retain(|error| {
        !(file.is_notebook() && is_about_async(&error.message) && file.is_outside_functions(error.span))
    });
    errors.sort_by_key(|error| file.lines.line(error.span.start));
    errors.dedup_by_key(|error| file.lines.line(error.span.start));
    errors.truncate(MOST_SHOWN);
    let code = |phase| if phase == Phase::Parser { Code::SyntaxError } else { Code::ScopeError };
    errors.into_iter().map(|error| Diagnostic::new(code(error.phase), error.span, error.message)).collect()
}
