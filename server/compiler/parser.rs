//! The lines that were mended to be parsed, and the places that the parser could make nothing of.

use super::{Error, Phase, Source, broken, characters, numbers};
use crate::scope::Reported;
use crate::syntax::{Fault, Node, Problem};
use crate::text::Span;

/// More than this many syntax errors are not listed: behind the first few they repeat each other, and a binary file with the wrong ending
/// has thousands.
pub(super) const MOST_SHOWN: usize = 50;

/// The syntax errors of a text, in its order, one a line.
pub(super) fn errors(source: &Source<'_>) -> Vec<Error> {
    let mut found = characters::errors(source);
    found.extend(source.syntax.problems().iter().map(|problem| worded(source, problem)));
    // What was wrong with a line before it was mended comes before what is left of it.
    found.extend(errors_in_tree(source));
    found.sort_by_key(|error| source.lines.line(error.span.start));
    let mut last = None;
    for error in &mut found {
        let line = source.lines.line(error.span.start);
        if last.replace(line) != Some(line)
            && error.message == "invalid syntax"
            && let Some(number) = source.lines.line_span(line).and_then(|line| numbers::error(source, line))
        {
            *error = number;
        }
    }
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
            // A line end that is missing is no part of the tree.
            if pending.len() == first_new {
                let lacks_end = |(before, part): &(Node<'_>, Node<'_>)| {
                    let gap = &source.text[before.end_byte()..part.start_byte()];
                    part.is_named() && !gap.contains(['\n', '\r'])
                };
                let mut neighbours = node.children().zip(node.children().skip(1));
                let place = neighbours.find(lacks_end).map_or(node, |(_, part)| part);
                found.push(error(first_line(place, source.text), "invalid syntax".into()));
            }
        }
    }
    found
}

/// A string that its line ends, or one in three quotes that the file ends (`tok_get`). CPython tells it at the string; up to 3.9, where it ends.
fn unterminated(source: &Source<'_>, string: Span, quoted: &str) -> Error {
    let text = &source.text[string.range()];
    let prefix = &text[..text.find(['"', '\'']).unwrap_or_default()];
    let whole = source.text.strip_suffix('\n').unwrap_or(source.text);
    let whole = whole.len() as u32;
    let end = if quoted.is_empty() { string.end.min(whole) } else { whole };
    let at = if source.python.minor < 10 { end } else { string.start };
    let kind = match source.python.minor {
        14.. if prefix.contains(['t', 'T']) => "t-string",
        12.. if prefix.contains(['f', 'F']) => "f-string",
        _ => "string",
    };
    let message = match source.python.minor {
        ..10 if quoted.is_empty() => "EOL while scanning string literal".to_owned(),
        ..10 => "EOF while scanning triple-quoted string literal".to_owned(),
        minor => {
            let quote = text[prefix.len()..].chars().next().unwrap_or('"');
            let escapes = minor >= 13 && quoted.is_empty() && kind == "string" && escapes_quote(text, quote);
            let hint = if escapes { "; perhaps you escaped the end quote?" } else { "" };
            format!("unterminated {quoted}{kind} literal (detected at line {}){hint}", source.lines.line(end) + 1)
        }
    };
    let reported = Reported { line: at, column: at, end: at };
    Error { reported, ..error(shortened(string, source.text), message) }
}

/// Whether a string has its own quote behind a backslash.
fn escapes_quote(string: &str, quote: char) -> bool {
    let mut characters = string.chars();
    std::iter::from_fn(|| characters.find(|&c| c == '\\').map(|_| characters.next())).any(|next| next == Some(quote))
}

/// A fault in CPython's words.
pub(super) fn worded(source: &Source<'_>, problem: &Problem) -> Error {
    let is_old = source.python.minor < 10;
    let message = match problem.fault {
        Fault::UnterminatedString => return unterminated(source, problem.span, ""),
        Fault::UnterminatedTripleQuotedString => return unterminated(source, problem.span, "triple-quoted "),
        Fault::NeverClosed(bracket) => format!("'{}' was never closed", char::from(bracket)),
        Fault::Unmatched(bracket) => format!("unmatched '{}'", char::from(bracket)),
        Fault::OpenField => "f-string: expecting '}'".to_owned(),
        Fault::NoComma if is_old => "invalid syntax".to_owned(),
        Fault::NoComma => "invalid syntax. Perhaps you forgot a comma?".to_owned(),
        Fault::NoColon | Fault::NoParameters | Fault::Incomplete => return incomplete(source, problem),
        Fault::UnexpectedIndent | Fault::Unindent | Fault::MixedTabs | Fault::OpenEnd => {
            return misplaced(source, problem);
        }
    };
    error(shortened(problem.span, source.text), message)
}

/// What is missing. CPython tells it where the next token is, or the line's end.
fn incomplete(source: &Source<'_>, problem: &Problem) -> Error {
    let (minor, last) = (source.python.minor, problem.span);
    let message = match &source.text[last.range()] {
        _ if problem.fault == Fault::NoColon && minor >= 10 => "expected ':'",
        _ if problem.fault == Fault::NoParameters && minor >= 11 => "expected '('",
        "import" if minor >= 13 => "Expected one or more names after 'import'",
        "," if minor >= 9 && line_of(source, last.start).starts_with("from ") => {
            "trailing comma not allowed without surrounding parentheses"
        }
        _ => "invalid syntax",
    };
    let rest = source.text[last.end as usize..].trim_start_matches([' ', '\t', '\x0c']);
    let at = source.text.len() - rest.len();
    let length = match rest.find(|c: char| !(c.is_alphanumeric() || c == '_')) {
        _ if rest.starts_with(['#', '\n', '\r']) => 0,
        _ if rest.starts_with("->") => 2,
        word => word.unwrap_or(rest.len()).max(rest.chars().next().map_or(0, char::len_utf8)),
    };
    let reported = Reported { line: at as u32, column: at as u32, end: (at + length) as u32 };
    Error { reported, ..error(shortened(last, source.text), message.to_owned()) }
}

/// A line without its indentation.
fn line_of<'s>(source: &Source<'s>, at: u32) -> &'s str {
    let line = source.lines.line_span(source.lines.line(at)).unwrap_or(Span::new(at, at));
    source.text[line.range()].trim_start()
}

/// A fault in a line's indentation, or at the end of the text. CPython tells each at a place of its own.
fn misplaced(source: &Source<'_>, problem: &Problem) -> Error {
    let Span { start, end } = problem.span;
    let line_end =
        end + source.text[end as usize..].find(['\n', '\r']).unwrap_or(source.text.len() - end as usize) as u32;
    let (at, message) = match problem.fault {
        Fault::Unindent => (line_end, "unindent does not match any outer indentation level"),
        Fault::MixedTabs => {
            let at = if source.python.minor < 9 { line_end } else { start };
            (at, "inconsistent use of tabs and spaces in indentation")
        }
        Fault::OpenEnd => (end, "unexpected EOF while parsing"),
        _ => (end.saturating_sub(1), "unexpected indent"),
    };
    let reported = Reported { line: start, column: at, end: at };
    Error { reported, ..error(problem.span, message.to_owned()) }
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
