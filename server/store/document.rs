//! One file: its text where it is open, its lines and its graph.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::closed;
use crate::scope::{self, Bodies, Graph, Python};
use crate::syntax::{self, Change, Kept, Syntax};
use crate::text::{LineIndex, Position, PositionEncoding, Source, Span};

/// What is known of a file's text.
#[derive(Debug)]
pub struct File {
    /// Offsets to positions and back.
    pub lines: LineIndex,
    /// What its names mean; empty where the file can't be decoded.
    pub graph: Arc<Graph>,
    /// Why the file can't be read, where it can't.
    pub problem: Option<String>,
    /// The version whose rules it was read by.
    pub(super) python: Python,
    /// Of the file's bytes on disk; 0 for an open document.
    pub(super) hash: u128,
}

/// A file with its text and tree, for whoever needs more than its graph.
#[derive(Clone)]
pub struct Parsed {
    /// The text; empty where the file can't be read.
    pub text: Arc<str>,
    /// The tree.
    pub syntax: Syntax,
    /// The lines and the graph.
    pub file: Arc<File>,
}

/// A document that a client has open.
#[derive(Clone)]
pub struct Document {
    /// The text.
    pub text: Arc<str>,
    /// The client's number for this state of it.
    pub version: i32,
    /// The tree.
    pub syntax: Syntax,
    /// The positions in the text.
    pub lines: LineIndex,
    /// Why the text is not the client's, if it isn't.
    pub problem: Option<String>,
    /// The pieces that the client knows it by, in order; none for a document that is one piece.
    pub parts: Arc<[Part]>,
    python: Python,
    /// What the last lowering left for the next, and what the tree has kept since then; `None` where nothing was lowered yet.
    before: Option<(Arc<Bodies>, Kept)>,
    /// Lowered when first asked for: a burst of keystrokes costs no lowering in between.
    lowered: OnceLock<Lowered>,
}

/// A document's graph and lines, and the bodies of its functions and classes for the next lowering.
#[derive(Clone)]
struct Lowered {
    file: Arc<File>,
    bodies: Arc<Bodies>,
}

/// Whole lines of a document that the client shows as a document of their own: a cell of a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the client calls it.
    pub uri: Arc<str>,
    /// Its first line, from 0.
    pub first_line: u32,
    /// How many lines it has.
    pub n_lines: u32,
}

/// A change to a document: a range's new text, or the whole document's.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// From and to, in an encoding; `None` replaces all.
    pub range: Option<(Position, Position, PositionEncoding)>,
    /// What stands there now.
    pub text: String,
}

impl Parsed {
    /// A file with these bytes. One that can't be decoded is empty and says why.
    pub(super) fn new(bytes: Vec<u8>, python: Python) -> Parsed {
        let hash = closed::hash(&bytes);
        match Source::decode(bytes) {
            Ok(source) => {
                let syntax = syntax::parse(&source.text);
                let graph = Arc::new(scope::lower(&syntax, &source.text, python));
                let lines = LineIndex::new(&source.text);
                let file = Arc::new(File { lines, graph, problem: None, python, hash });
                Parsed { text: source.text.into(), syntax, file }
            }
            Err(error) => Parsed::unreadable(error.to_string(), hash, python),
        }
    }

    /// A file that can't be read, and why.
    pub(super) fn unreadable(problem: String, hash: u128, python: Python) -> Parsed {
        let file = Arc::new(File::unreadable(problem, hash, python));
        Parsed { text: "".into(), syntax: syntax::parse(""), file }
    }
}

impl File {
    fn unreadable(problem: String, hash: u128, python: Python) -> File {
        let graph = Arc::new(scope::lower(&syntax::parse(""), "", python));
        File { lines: LineIndex::new(""), graph, problem: Some(problem), python, hash }
    }

    /// The text on disk, if it is still the one that this was made from.
    pub(super) fn reread(&self, path: &Path) -> Option<Arc<str>> {
        let bytes = closed::read_bytes(path).ok()?;
        if closed::hash(&bytes) != self.hash {
            return None;
        }
        Some(Source::decode(bytes).ok()?.text.into())
    }
}

impl Document {
    /// A document as the client opens it.
    pub(super) fn new(text: String, version: i32, python: Python) -> Document {
        let syntax = syntax::parse(&text);
        let lines = LineIndex::new(&text);
        let (parts, lowered) = (Arc::default(), OnceLock::new());
        Document { text: text.into(), version, syntax, lines, problem: None, parts, python, before: None, lowered }
    }

    /// The document, known to the client by these pieces of it.
    pub(super) fn in_parts(self, parts: Vec<Part>) -> Document {
        Document { parts: parts.into(), ..self }
    }

    /// The document by the rules of another version; `None` if it is the same.
    pub(super) fn in_version(&self, python: Python) -> Option<Document> {
        let other = python != self.python && self.problem.is_none();
        other.then(|| Document { python, before: None, lowered: OnceLock::new(), ..self.clone() })
    }

    /// The document, known not to be what the client shows.
    pub(super) fn out_of_step(&self, problem: String, version: i32) -> Document {
        let file = Arc::new(File::unreadable(problem.clone(), 0, self.python));
        let lowered = OnceLock::from(Lowered { file, bodies: Arc::default() });
        Document { problem: Some(problem), version, lowered, ..self.clone() }
    }

    /// The document after changes, each in the positions that the one before it left. An error names the change whose range
    /// lies outside the text: the client and we disagree about the text then.
    pub(super) fn edited(&self, changes: &[Replacement], version: i32) -> Result<Document, String> {
        let mut text = String::from(&*self.text);
        let mut lines = None;
        let mut edits = Vec::with_capacity(changes.len());
        let mut syntax = self.syntax.clone();
        let mut kept = Kept::ALL;
        let mut problem = self.problem.clone();
        for (number, change) in changes.iter().enumerate() {
            let Some((start, end, encoding)) = change.range else {
                // Nothing of the old tree is worth keeping.
                text.clone_from(&change.text);
                syntax = syntax::parse(&text);
                kept = Kept::NOTHING;
                edits.clear();
                problem = None;
                lines = Some(LineIndex::new(&text));
                continue;
            };
            let index = lines.as_ref().unwrap_or(&self.lines);
            let span =
                index.offset(start, encoding).zip(index.offset(end, encoding)).filter(|(start, end)| start <= end);
            let Some((start_offset, end_offset)) = span else {
                let n_lines = index.line_count();
                return Err(format!(
                    "change {} of version {version} replaces {}:{} to {}:{}, but the document has {n_lines} lines",
                    number + 1,
                    start.line + 1,
                    start.character + 1,
                    end.line + 1,
                    end.character + 1,
                ));
            };
            text.replace_range(start_offset as usize..end_offset as usize, &change.text);
            edits
                .push(Change { old: Span { start: start_offset, end: end_offset }, new_len: change.text.len() as u32 });
            lines = Some(index.edited(Span { start: start_offset, end: end_offset }, &text));
        }
        if let Some(problem) = problem {
            return Ok(self.out_of_step(problem, version));
        }
        if !edits.is_empty() {
            syntax = syntax::reparse(syntax, &edits, &text);
            kept = kept.then(syntax.kept);
        }
        let lines = lines.unwrap_or_else(|| self.lines.clone());
        let (before, lowered) = (self.kept(kept), OnceLock::new());
        let (parts, python) = (self.parts.clone(), self.python);
        Ok(Document { text: text.into(), version, syntax, lines, problem: None, parts, python, before, lowered })
    }

    /// The part that a line is in.
    pub fn part_at(&self, line: u32) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.first_line <= line);
        self.parts[..after].last()
    }

    /// What the document after an edit, whose tree has kept this of the document's, can take over.
    fn kept(&self, kept: Kept) -> Option<(Arc<Bodies>, Kept)> {
        let lowered = self.lowered.get().map(|lowered| (lowered.bodies.clone(), kept));
        lowered.or_else(|| self.before.clone().map(|(bodies, before)| (bodies, before.then(kept))))
    }

    /// The document's graph and lines. Nothing is kept of the first lowering: most documents that are opened are never edited.
    pub(super) fn file(&self) -> Arc<File> {
        let lower = || {
            let (graph, bodies) = match &self.before {
                Some((bodies, kept)) => scope::lower_again(&self.syntax, &self.text, self.python, bodies, *kept),
                None => (scope::lower(&self.syntax, &self.text, self.python), Bodies::default()),
            };
            let (graph, lines) = (Arc::new(graph), self.lines.clone());
            let file = File { lines, graph, problem: None, python: self.python, hash: 0 };
            Lowered { file: Arc::new(file), bodies: Arc::new(bodies) }
        };
        self.lowered.get_or_init(lower).file.clone()
    }

    /// The document's text and tree, with its graph and lines.
    pub(super) fn parsed(&self) -> Parsed {
        Parsed { text: self.text.clone(), syntax: self.syntax.clone(), file: self.file() }
    }
}
