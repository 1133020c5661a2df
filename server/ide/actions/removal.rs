//! The edits that take statements, and single names of an import statement, out of a text.
//!
//! What stands behind them on their line goes with them, a comment too; comments above stay. A block that would be empty gets a `pass`.

use super::Source;
use crate::syntax::{self, Node};
use crate::text::{Edit, Span};

/// The edits that remove statements; `None` where one is not a part of a block.
pub(in crate::ide) fn statements(source: &Source<'_>, gone: &[Node<'_>]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut done: Vec<Node<'_>> = Vec::new();
    for statement in gone {
        let block = statement.parent().filter(|parent| matches!(parent.kind(), "block" | "module"))?;
        if done.contains(&block) {
            continue;
        }
        done.push(block);
        let parts = syntax::parts(block);
        let is_gone = |part: &Node<'_>| gone.contains(part);
        let first_left = parts.iter().find(|part| !is_gone(part));
        // A string that comes to stand first would become a docstring.
        let leaves_string = is_gone(&parts[0]) && first_left.is_some_and(|left| is_string(*left));
        let needs_pass = leaves_string || first_left.is_none() && block.kind() == "block";
        for (number, part) in parts.iter().filter(|part| is_gone(part)).enumerate() {
            match number == 0 && needs_pass {
                true => edits.push(Edit { span: span(*part), text: "pass".into() }),
                false => edits.push(deleted(of_statement(source, *part))),
            }
        }
    }
    Some(merged(edits))
}

/// The edits that remove some of the names of an import statement, by number; all of them with the statement.
pub(in crate::ide) fn names(source: &Source<'_>, statement: Node<'_>, gone: &[usize]) -> Option<Vec<Edit>> {
    let names: Vec<Node<'_>> = statement.children_in("name").collect();
    if gone.len() == names.len() {
        return statements(source, &[statement]);
    }
    let mut edits = Vec::new();
    let mut first = None;
    for number in 0..=names.len() {
        match (gone.contains(&number), first) {
            (true, None) => first = Some(number),
            (false, Some(start)) => {
                edits.push(deleted(of_names(source, &names, start, number - 1)));
                first = None;
            }
            _ => {}
        }
    }
    Some(edits)
}

pub(in crate::ide) fn span(node: Node<'_>) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}

pub(super) fn deleted(span: Span) -> Edit {
    Edit { span, text: String::new() }
}

fn is_string(statement: Node<'_>) -> bool {
    let value = syntax::first_part(statement).filter(|_| statement.kind() == "expression_statement");
    value.is_some_and(|value| matches!(value.kind(), "string" | "concatenated_string"))
}

/// What to delete for one statement of a block in which others stay, or nothing has to.
fn of_statement(source: &Source<'_>, statement: Node<'_>) -> Span {
    let own = span(statement);
    let semicolon = statement.next_sibling().filter(|next| next.kind() == ";");
    let line = Line::of(source, own);
    let end = semicolon.map_or(own.end, |semicolon| semicolon.end_byte() as u32);
    if line.begins_with(own.start) && line.ends_behind(end) {
        return line.whole();
    }
    let is_on_line = |other: &Node<'_>| source.line(other.start_byte() as u32) == source.line(own.end);
    match semicolon.and_then(|_| statement.next_named_sibling()).filter(is_on_line) {
        Some(next) if !next.is_extra() => Span { start: own.start, end: next.start_byte() as u32 },
        _ => {
            let before = statement.prev_named_sibling().filter(|before| !before.is_extra());
            let divides = |before: &Node<'_>| source.text()[before.end_byte()..own.start as usize].contains(';');
            Span { start: before.filter(divides).map_or(own.start, |before| before.end_byte() as u32), end: own.end }
        }
    }
}

/// What to delete for the names of an import statement from one to another, of which not all go.
fn of_names(source: &Source<'_>, names: &[Node<'_>], from: usize, to: usize) -> Span {
    let own = Span { start: names[from].start_byte() as u32, end: names[to].end_byte() as u32 };
    let comma = names[to].next_sibling().filter(|next| next.kind() == ",");
    let end = comma.map_or(own.end, |comma| comma.end_byte() as u32);
    let line = Line::of(source, own);
    if line.begins_with(own.start) && line.ends_behind(end) {
        return line.whole();
    }
    let text = source.text();
    if let Some(next) = names.get(to + 1) {
        let between = &text[own.end as usize..next.start_byte()];
        // A comment on the line of what goes is about it; one on a line below is about what comes.
        return match between.split_once('\n') {
            Some((behind, below)) if below.contains('#') => {
                Span { start: own.start, end: own.end + behind.trim_end_matches('\r').len() as u32 }
            }
            _ => Span { start: own.start, end: next.start_byte() as u32 },
        };
    }
    let before = names[from - 1].end_byte();
    match text[before..own.start as usize].contains('#') {
        true => Span { start: own.start, end },
        false => Span { start: before as u32, end: own.end },
    }
}

/// The lines that a piece of text stands on.
struct Line<'s> {
    source: &'s Source<'s>,
    span: Span,
    /// Where the line behind starts, or the end of the text.
    next: u32,
}

impl<'s> Line<'s> {
    fn of(source: &'s Source<'s>, piece: Span) -> Line<'s> {
        let lines = &source.parsed.file.lines;
        let (first, last) = (lines.line(piece.start), lines.line(piece.end));
        let of_line = |line| lines.line_span(line).unwrap_or(Span::new(0, source.text().len() as u32));
        let next = lines.line_span(last + 1).map_or(of_line(last).end, |next| next.start);
        Line { source, span: Span { start: of_line(first).start, end: of_line(last).end }, next }
    }

    fn whole(&self) -> Span {
        Span { start: self.span.start, end: self.next }
    }

    /// Whether nothing stands in front of an offset, nor goes on from the line above.
    fn begins_with(&self, offset: u32) -> bool {
        let text = self.source.text();
        let above = text[..self.span.start as usize].trim_end_matches(['\r', '\n']);
        text[self.span.start as usize..offset as usize].trim().is_empty() && !above.ends_with('\\')
    }

    /// Whether nothing but a comment stands behind an offset.
    fn ends_behind(&self, offset: u32) -> bool {
        let behind = self.source.text()[offset.min(self.span.end) as usize..self.span.end as usize].trim_start();
        offset <= self.span.end && (behind.is_empty() || behind.starts_with('#'))
    }
}

impl Source<'_> {
    fn line(&self, offset: u32) -> u32 {
        self.parsed.file.lines.line(offset)
    }
}

/// The same edits, with deletions that overlap as one.
fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    let mut all: Vec<Edit> = Vec::new();
    for edit in edits {
        match all.last_mut().filter(|last| edit.span.start < last.span.end && last.text.is_empty()) {
            Some(last) if edit.text.is_empty() => last.span.end = last.span.end.max(edit.span.end),
            _ => all.push(edit),
        }
    }
    all
}
