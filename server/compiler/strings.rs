//! What the parser rejects in strings: prefixes and kinds that don't go together, and what stands in the fields of f-strings, of which older
//! versions take less (up to 3.11 a field's text ends with the string's own quote and has no backslash; PEP 701).

use std::ops::Range;

use super::walk::{Walk, span};
use super::{Phase, Source, escapes};
use crate::scope::Reported;
use crate::syntax::{Node, last_part};
use crate::text::Span;

const INVALID: &str = "invalid syntax";
const MIXED: &str = "cannot mix bytes and nonbytes literals";

/// How deep fields may stand in the formats of others: up to 3.11, and later.
const DEEPEST: [usize; 2] = [2, 3];

/// `'a' 'b'`
pub(super) fn concatenated<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let strings: Vec<_> = node.named_children().filter(|part| part.kind() == "string").collect();
    let count = |letters: [char; 2]| strings.iter().filter(|string| prefix(walk, **string).contains(letters)).count();
    let (bytes, templates) = (count(['b', 'B']), count(['t', 'T']));
    if (1..strings.len()).contains(&bytes) {
        refuse_behind(walk, node, node.end_byte(), span(node), MIXED.to_owned());
    } else if (1..strings.len()).contains(&templates) && walk.minor() >= 14 {
        walk.error(Phase::Parser, node, "cannot mix t-string literals with string or bytes literals");
    }
}

/// One string.
pub(super) fn string<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    // Backticks of Python 2 are a string to the grammar.
    if walk.text(node).starts_with('`') {
        return walk.error(Phase::Parser, node, INVALID);
    }
    let letters = prefix(walk, node).to_ascii_lowercase();
    let clashes = [['u', 'b'], ['u', 'r'], ['u', 'f'], ['u', 't'], ['b', 'f'], ['b', 't'], ['f', 't']];
    if let Some([first, second]) = clashes.iter().find(|clash| clash.iter().all(|letter| letters.contains(*letter))) {
        let message = format!("'{first}' and '{second}' prefixes are incompatible");
        let quote = (node.start_byte() + letters.len()) as u32;
        let (place, message) = match walk.minor() {
            // The letters are a name.
            ..14 => (Span { start: quote, ..span(node) }, INVALID.to_owned()),
            _ => (Span { end: quote, ..span(node) }, message),
        };
        return walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, message);
    }
    let is_twice = letters.char_indices().any(|(at, letter)| letters[..at].contains(letter));
    if is_twice {
        let place = Span { start: (node.start_byte() + letters.len()) as u32, ..span(node) };
        return walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, INVALID.to_owned());
    }
    let quotes = &walk.text(node)[letters.len()..];
    let quote = if quotes.starts_with("\"\"\"") || quotes.starts_with("'''") { 3 } else { 1 };
    let content = node.start_byte() + letters.len() + quote..node.end_byte().saturating_sub(quote);
    // One that is not ended is told of elsewhere.
    let is_whole = content.start <= content.end && quotes.ends_with(&quotes[..quote]);
    if !letters.contains(['f', 't']) || walk.minor() < 14 && letters.contains('t') {
        if is_whole {
            escapes::string(walk, node, content, &letters);
        }
        return;
    }
    if walk.minor() < 12 && refuses_nested(walk, node) {
        return;
    }
    let mut pending: Vec<_> = fields(node).map(|field| (field, 1)).collect();
    pending.reverse();
    while let Some((field, depth)) = pending.pop() {
        if refuses_field(walk, node, field, depth) {
            return;
        }
        let first_new = pending.len();
        pending.extend(nested(field).map(|field| (field, depth + 1)));
        pending[first_new..].reverse();
    }
    if is_whole && !letters.contains('r') && quotes.contains('\\') {
        pieces(walk, node, content);
    }
}

/// What stands between the fields of a string, and in their formats.
fn pieces<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>, content: Range<usize>) {
    let mut pending = vec![(string, content)];
    while let Some((around, content)) = pending.pop() {
        let mut start = content.start;
        for field in fields(around) {
            if escapes::piece(walk, string, start..field.start_byte()) {
                return;
            }
            start = field.end_byte();
            let formats = field.children().filter(|part| part.kind() == "format_specifier");
            pending.extend(formats.map(|format| (format, format.start_byte() + 1..format.end_byte())));
        }
        if escapes::piece(walk, string, start..content.end) {
            return;
        }
    }
}

fn prefix<'a>(walk: &Walk<'a, '_>, string: Node<'_>) -> &'a str {
    let text = walk.text(string);
    &text[..text.find(['"', '\'']).unwrap_or_default()]
}

fn fields<'t>(around: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    around.children().filter(|part| matches!(part.kind(), "interpolation" | "format_expression"))
}

/// The fields in the format of a field.
fn nested<'t>(field: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    field.children().filter(|part| part.kind() == "format_specifier").flat_map(|format| fields(format))
}

/// Where 3.8 says that something in the field of a string is, given where it is. It looks for the field, with nothing but its expression in
/// it, in the first of the strings side by side; else it counts from the start of the strings, from the field's brace on.
pub(super) fn reported_in_field(source: &Source<'_>, reported: Reported) -> Reported {
    let at = reported.column as usize;
    let around = source.syntax.tree.root_node().named_descendant(at..at);
    let mut outwards = std::iter::successors(Some(around), |node| node.parent());
    let Some(field) = outwards.find(|node| matches!(node.kind(), "interpolation" | "format_expression")) else {
        return reported;
    };
    let strings =
        outwards.take_while(|node| !node.kind().ends_with("statement")).filter(|node| node.kind().ends_with("string"));
    let Some(strings) = strings.last() else { return reported };
    let first = if strings.kind() == "string" { strings } else { strings.named_child(0).unwrap_or(strings) };
    let expression = &source.text[code(field)];
    let sought = format!("{{{}}}", expression.strip_suffix('=').unwrap_or(expression));
    if source.text[first.byte_range()].contains(&sought) {
        return reported;
    }
    let start = strings.start_byte();
    Reported { line: start as u32, column: (start + at - field.start_byte()) as u32, ..reported }
}

/// Where the expression of a field stands.
fn code(field: Node<'_>) -> Range<usize> {
    let mut parts = field.children();
    let end = parts.find(|part| matches!(part.kind(), "type_conversion" | "format_specifier" | "}"));
    field.start_byte() + 1..end.map_or(field.end_byte(), |end| end.start_byte())
}

/// Refuses a string of which CPython tells when it has read the token behind it; up to 3.8 it tells where the strings begin.
pub(super) fn refuse_behind<'t>(walk: &mut Walk<'_, 't>, strings: Node<'t>, end: usize, place: Span, message: String) {
    let next = walk.source.next_word(end);
    let reported = match walk.minor() {
        8 => Reported::from(span(strings)),
        _ => Reported { line: next.start, column: next.start, end: next.end },
    };
    walk.found_at(Phase::Parser, walk.now(Phase::Parser), place, reported, message);
}

/// The string that the walk is at with those beside it.
pub(super) fn strings_around<'t>(walk: &Walk<'_, 't>, string: Node<'t>) -> Node<'t> {
    walk.parent(0).filter(|around| around.kind() == "concatenated_string").unwrap_or(string)
}

/// What up to 3.11 ends the string before its field does: a line end, or the string's own quote.
fn refuses_nested<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>) -> bool {
    let start = string.start_byte() + prefix(walk, string).len();
    let text = walk.source.text;
    let length = if text[start..].starts_with("\"\"\"") || text[start..].starts_with("'''") { 3 } else { 1 };
    let quote = &text[start..start + length];
    let line_end = fields(string).find_map(|field| Some(field.start_byte() + walk.text(field).find(['\n', '\r'])?));
    if let Some(end) = line_end.filter(|_| length == 1) {
        let line = walk.source.lines.line(string.start_byte() as u32) + 1;
        let (at, message) = match walk.minor() {
            8 | 9 => (end, "EOL while scanning string literal".to_owned()),
            _ => (string.start_byte(), format!("unterminated string literal (detected at line {line})")),
        };
        let reported = Reported { line: string.start_byte() as u32, column: at as u32, end: at as u32 };
        walk.found_at(Phase::Parser, walk.now(Phase::Parser), span(string), reported, message);
        return true;
    }
    let Some((field, at)) =
        fields(string).find_map(|field| Some((field, field.start_byte() + walk.text(field).find(quote)?)))
    else {
        return false;
    };
    let mut innermost = field;
    while let Some(inner) = nested(innermost).find(|inner| inner.byte_range().contains(&at)) {
        innermost = inner;
    }
    let message = why_unfinished(&text[innermost.start_byte() + 1..at]);
    let rest = text[at + length..].trim_start_matches([' ', '\t']);
    let letters = rest.len() - rest.trim_start_matches(|letter| "rRbBuUfF".contains(letter)).len();
    let is_string = letters < 3 && rest[letters..].starts_with(['"', '\'']);
    let place = Span { start: at as u32, end: (at + length) as u32 };
    if walk.minor() == 8 && !is_string && !rest.starts_with(['\n', '\r']) {
        let next = walk.source.next_word(at + length);
        walk.found_at(Phase::Parser, walk.now(Phase::Parser), place, next.into(), INVALID.to_owned());
        return true;
    }
    let end = if is_string { string.end_byte() } else { at + length };
    refuse_behind(walk, strings_around(walk, string), end, place, message);
    true
}

/// Why a field can't end where its string does (`fstring_find_expr` up to 3.11).
fn why_unfinished(code: &str) -> String {
    let (mut open, mut quote) = (Vec::new(), None);
    for letter in code.chars() {
        match letter {
            '\\' => return "f-string expression part cannot include a backslash".to_owned(),
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != letter),
            '"' | '\'' => quote = Some(letter),
            '#' => return "f-string expression part cannot include '#'".to_owned(),
            '(' | '[' | '{' => open.push(letter),
            ')' | ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    match open.last() {
        _ if quote.is_some() => "f-string: unterminated string".to_owned(),
        Some(bracket) => format!("f-string: unmatched '{bracket}'"),
        None => "f-string: expecting '}'".to_owned(),
    }
}

fn refuses_field<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>, field: Node<'t>, depth: usize) -> bool {
    let is_old = walk.minor() < 12;
    let letter = if prefix(walk, string).contains(['t', 'T']) { 't' } else { 'f' };
    let whole = strings_around(walk, string);
    let refuse = |walk: &mut Walk<'_, 't>, place: Span, message: String| {
        if is_old {
            refuse_behind(walk, whole, whole.end_byte(), place, message);
        } else {
            walk.error_at(Phase::Parser, walk.moment(Phase::Parser, place.start), place, None, message);
        }
        true
    };
    if depth > DEEPEST[usize::from(!is_old)] {
        let before = field.start_byte() as u32 - 1;
        let message = format!("{letter}-string: expressions nested too deeply");
        return refuse(walk, Span { start: before, end: before }, message);
    }
    let code = &walk.source.text[code(field)];
    let has_comment = field.named_children().any(|part| part.kind() == "comment");
    if is_old && (code.contains('\\') || has_comment) {
        let what = if has_comment { "'#'" } else { "a backslash" };
        return refuse(walk, span(field), format!("f-string expression part cannot include {what}"));
    }
    let conversion = field.children().find(|part| part.kind() == "type_conversion");
    let behind = conversion.and_then(|sign| walk.source.text[sign.end_byte()..].chars().next());
    if is_old && behind.is_some_and(|behind| !matches!(behind, '}' | ':')) {
        return refuse(walk, span(field), "f-string: expecting '}'".to_owned());
    }
    let Some(conversion) = conversion.filter(|sign| !matches!(walk.text(*sign), "!r" | "!s" | "!a")) else {
        return false;
    };
    let place = Span { start: conversion.start_byte() as u32 + 1, ..span(conversion) };
    let given = if is_old { String::new() } else { format!(" '{}'", &walk.text(conversion)[1..]) };
    refuse(walk, place, format!("{letter}-string: invalid conversion character{given}: expected 's', 'r', or 'a'"))
}

/// A generator in a field, `{a for a in b}`, of which the parser has read `(a for a in b)`: up to 3.11 CPython does so, too.
pub(super) fn generator<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if walk.minor() < 12 || !walk.text(node).starts_with('{') || node.kind() != "generator_expression" {
        return;
    }
    if let Some(keyword) =
        node.children().find(|part| part.kind() == "for_in_clause").and_then(|clause| clause.child(0))
    {
        walk.error(Phase::Parser, keyword, "f-string: expecting '=', or '!', or ':', or '}'");
    }
}

/// What has brackets of its own around its parts, or else is told of before they are: a lambda in a lambda.
const BOUNDS: [&str; 13] = [
    "argument_list",
    "block",
    "dictionary",
    "dictionary_comprehension",
    "generator_expression",
    "lambda",
    "list",
    "list_comprehension",
    "parenthesized_expression",
    "set",
    "set_comprehension",
    "subscript",
    "tuple",
];

/// In a field of a string the colon of a lambda without brackets begins the format.
pub(super) fn lambda<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let is_field = |kind: &str| matches!(kind, "interpolation" | "format_expression");
    let mut around = (0..).map_while(|above| walk.parent(above));
    let bounds = around.by_ref().find(|part| is_field(part.kind()) || BOUNDS.contains(&part.kind()));
    let Some(field) = bounds.filter(|bounds| is_field(bounds.kind())) else { return };
    let colon = node.children().find(|part| part.kind() == ":").or(last_part(node)).unwrap_or(node);
    if walk.minor() < 12 {
        // Up to there the field is read as `(lambda)`, and the column is that of the bracket in this text.
        let start = field.start_byte();
        let line = walk.source.text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let at = (line + colon.start_byte() - start) as u32;
        let (line, message) = match walk.minor() {
            8 => (0, "unexpected EOF while parsing"),
            _ => (start as u32, "f-string: invalid syntax"),
        };
        let reported = Reported { line, column: at, end: at + 1 };
        return walk.found_at(Phase::Parser, walk.now(Phase::Parser), span(node), reported, message.to_owned());
    }
    let string = around.find(|part| part.kind() == "string");
    let is_template = string.is_some_and(|string| prefix(walk, string).contains(['t', 'T']));
    let letter = if is_template { 't' } else { 'f' };
    let reported = Reported::from(span(node)).ending_at(colon.end_byte() as u32);
    let message = format!("{letter}-string: lambda expressions are not allowed without parentheses");
    walk.found_at(Phase::Parser, walk.now(Phase::Parser), span(node), reported, message);
}
