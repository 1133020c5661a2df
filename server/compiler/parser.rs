//! The lines that were mended to be parsed, and the places that the parser could make nothing of.

use super::{Error, Phase, Source, broken};
use crate::syntax::{Fault, Node};
use crate::text::Span;

/// More than this many syntax errors are not listed: behind the first few they repeat each other, and a binary file with the wrong ending
/// has thousands.
const MOST_SHOWN: usize = 50;

/// The syntax errors of a text, in its order, one a line.
pub(super) fn errors(source: &Source<'_>) -> Vec<Error> {
    let problems = source.syntax.problems().iter();
    let mut found: Vec<Error> =
        problems.map(|problem| error(shortened(problem.span, source.text), worded(problem.fault))).collect();
    // What was wrong with a line before it was mended comes before what is left of it.
    found.extend(errors_in_tree(source));
    found.sort_by_key(|error| source.lines.line(error.span.start));
    found
}

pub(super) fn error(span: Span, message: String) -> Error {
    Error { phase: Phase::Parser, span, reported: span.into(), message }
}

fn errors_in_tree(source: &Source<'_>) -> Vec<Error> {
    let mut found = Vec::new();
    let mut pending = vec![source.syntax.tree.root_node()];
    while let Some(node) = pending.pop() {
        if found.len() == MOST_SHOWN {
            break;
        }
        if node.is_missing() {
            found.push(error(first_line(node, source.text), format!("expected {}", shown(node.kind()))));
        } else if let Some(explained) = broken::explain(source, node) {
            found.push(explained);
        } else if node.is_error() {
            found.push(error(first_line(node, source.text), "invalid syntax".into()));
        } else if node.has_error() {
            let first_new = pending.len();
            pending.extend(node.children().filter(|child| child.has_error()));
            pending[first_new..].reverse();
        }
    }
    found
}

/// A fault in CPython's words.
fn worded(fault: Fault) -> String {
    match fault {
        Fault::NeverClosed(bracket) => format!("'{}' was never closed", char::from(bracket)),
        Fault::Unmatched(bracket) => format!("unmatched '{}'", char::from(bracket)),
        Fault::UnterminatedString => "unterminated string literal".to_owned(),
        Fault::UnterminatedTripleQuotedString => "unterminated triple-quoted string literal".to_owned(),
        Fault::OpenField => "f-string: expecting '}'".to_owned(),
        Fault::Incomplete => "invalid syntax".to_owned(),
        Fault::NoComma => "invalid syntax. Perhaps you forgot a comma?".to_owned(),
        Fault::UnexpectedIndent => "unexpected indent".to_owned(),
        Fault::NoColon => "expected ':'".to_owned(),
    }
}

/// The part of a span on its first line.
fn shortened(span: Span, text: &str) -> Span {
    let length = text[span.range()].find(['\n', '\r']).unwrap_or(span.range().len());
    Span { start: span.start, end: span.start + length as u32 }
}

fn shown(kind: &str) -> String {
    match kind {
        "identifier" => "a name".to_owned(),
        "_newline" => "the end of the line".to_owned(),
        "_indent" => "an indented block".to_owned(),
        _ => format!("`{kind}`"),
    }
}

/// The part of a node on its first line that is not blank; at least a character, where there is one.
fn first_line(node: Node<'_>, text: &str) -> Span {
    let piece = &text[node.byte_range()];
    let blank = piece.len() - piece.trim_start().len();
    let start = node.start_byte() + if blank == piece.len() { 0 } else { blank };
    let line = text[start..node.end_byte()].lines().next().unwrap_or("").trim_end();
    let end = match line.len() {
        0 => start + text[start..].chars().next().map_or(0, char::len_utf8),
        length => start + length,
    };
    Span { start: start as u32, end: end as u32 }
}
