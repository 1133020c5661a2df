//! What CPython's compiler rejects: where, and in its words for the version.
//!
//! The compiler works in phases and stops at the first error: the parser, the statements of `__future__`, the symbol table, the
//! code generator. [`errors`] finds all that it can and orders them as CPython would meet them.

mod broken;
mod characters;
mod debug;
mod escapes;
mod generator;
mod grammar;
mod moments;
mod numbers;
mod order;
mod parser;
mod patterns;
mod reader;
mod rules;
mod stars;
mod strings;
mod targets;
mod tokens;
mod triggers;
mod types;
mod versions;
mod walk;

use crate::scope::{Graph, Python, Reported};
use crate::syntax::Syntax;
use crate::text::{LineIndex, Span};

/// A text that is compiled.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
    /// Its tree.
    pub syntax: &'a Syntax,
    /// Its scope graph, which knows the symbol table's errors.
    pub graph: &'a Graph,
    /// The version of the compiler.
    pub python: Python,
}

/// Something that the compiler rejects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which part of the compiler rejects it.
    pub phase: Phase,
    /// The piece that is wrong, in bytes.
    pub span: Span,
    /// Where the version's `SyntaxError` says that it is: the piece but for some quirks.
    pub reported: Reported,
    /// What is wrong, in CPython's words.
    pub message: String,
}

/// A part of the compiler, in the order in which they work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The grammar, and what the parser checks beside it.
    Parser,
    /// The names imported from `__future__`.
    Future,
    /// Blocks and what they do with names.
    SymbolTable,
    /// Names whose block is known when all blocks are.
    Analysis,
    /// Statements and expressions that make no sense where they stand.
    Generator,
}

impl Source<'_> {
    /// The word that comes next after an offset, or its line end where none comes.
    fn next_word(&self, offset: usize) -> Span {
        let mut at = offset;
        let mut rest = &self.text[at..];
        loop {
            rest = rest.trim_start();
            at = self.text.len() - rest.len();
            match rest.split_once('\n') {
                Some((comment, next)) if comment.starts_with('#') => rest = next,
                _ => break,
            }
        }
        if rest.is_empty() || rest.starts_with('#') {
            return Span { start: offset as u32, end: offset as u32 };
        }
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len()).max(1);
        let length = if rest.is_char_boundary(length) { length } else { rest.chars().next().map_or(0, char::len_utf8) };
        Span { start: at as u32, end: (at + length) as u32 }
    }
}

/// The errors of a text, those first that CPython meets first; the first is the one that it reports.
pub fn errors(source: &Source<'_>) -> Vec<Error> {
    let mut found = parser::errors(source);
    let ruled = moments::in_order(walk::errors(source), source.graph.errors());
    let is_rejected = !found.is_empty() || ruled.iter().any(|error| error.phase == Phase::Parser);
    let refusal = if is_rejected { reader::refusal(source) } else { None };
    let stop = refusal.map(|refusal| refusal.settle(source, &mut found, &ruled));
    found.extend(ruled);
    // The parser reads the text once from its beginning.
    let line = |error: &Error| (error.phase == Phase::Parser).then(|| source.lines.line(error.span.start));
    found.sort_by_key(|error| (error.phase, line(error)));
    if let Some(stop) = stop {
        found.retain(|error| *error != stop);
        found.insert(0, stop);
    }
    if let Some(first) = found.first_mut().filter(|first| source.python.minor < 9 && first.phase != Phase::Parser) {
        first.reported = strings::reported_in_field(source, first.reported);
    }
    found
}
