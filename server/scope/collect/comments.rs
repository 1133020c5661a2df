//! Type comments (PEP 484): `x = []  # type: List[int]`, of assignments, `for`, `with`, functions and their parameters.
//!
//! The trick: comments are no part of the walk. The text is searched once for what begins like a type comment, and most files
//! have none; where the walk comes to a construct that may have one, it looks whether one stands right behind.

use std::collections::BTreeMap;

use memchr::memmem;

use super::super::By;
use super::Collector;
use super::annotated::split;
use super::strings::{Quoted, Shape};
use crate::syntax::Node;
use crate::text::Span;

/// A comment that begins like a type comment; whether it is one depends on what it stands behind.
#[derive(Clone, Copy)]
pub(super) struct TypeComment {
    /// Where its line begins with it, if it does.
    alone: bool,
    /// What it says.
    text: Span,
}

/// The comments of a text that begin like type comments, by the end of what stands before them on their line; one that stands there
/// alone, by its start. What looks like a comment in a string stands behind no code, and harms nobody.
pub(super) fn type_comments(text: &str) -> BTreeMap<u32, TypeComment> {
    let is_blank = |c: char| " \t\x0c".contains(c);
    let comments = memmem::find_iter(text.as_bytes(), "type:").filter_map(|at| {
        let before = text[..at].trim_end_matches(is_blank).strip_suffix('#')?;
        let mut code = before.trim_end_matches(is_blank);
        while let Some(continued) = without_continuation(code) {
            code = continued.trim_end_matches(is_blank);
        }
        let alone = code.is_empty() || code.ends_with(['\n', '\r']);
        let start = at + "type:".len();
        let said = text[start..].split(['\n', '\r', '#']).next()?;
        let inside = said.trim_matches(is_blank);
        let start = (start + said.len() - said.trim_start_matches(is_blank).len()) as u32;
        let key = if alone { before.len() } else { code.len() } as u32;
        (!inside.is_empty() && !is_ignore(inside))
            .then_some((key, TypeComment { alone, text: Span { start, end: start + inside.len() as u32 } }))
    });
    comments.collect()
}

/// A text that ends with a backslash and a line end, without them.
fn without_continuation(text: &str) -> Option<&str> {
    let line = text.strip_suffix('\n')?;
    line.strip_suffix('\r').unwrap_or(line).strip_suffix('\\')
}

/// `# type: ignore` and `# type: ignore[…]` are for type checkers alone.
fn is_ignore(said: &str) -> bool {
    said.strip_prefix("ignore").is_some_and(|rest| !rest.starts_with(|c: char| c == '_' || c.is_alphanumeric()))
}

impl<'t> Collector<'_, 't, '_> {
    /// The comment behind an assignment, or behind the colon of a `for` or `with`: its targets' type, or several types. That of an only `target` says
    /// what it is.
    pub(super) fn type_comment_behind(&mut self, end: usize, target: Option<Node<'t>>) {
        if let Some(comment) = self.comments.remove(&(end as u32)).filter(|comment| !comment.alone) {
            self.quote_comment(comment.text, Shape::Types);
            if let Some(token) = target.and_then(|target| self.target_token(target)) {
                self.annotate_by_text(token, comment.text, By::Annotation);
            }
        }
    }

    /// The comment behind the header of a `for` or `with`.
    pub(super) fn header_comment(&mut self, statement: Node<'t>) {
        if let Some(end) = self.header_end(statement) {
            self.type_comment_behind(end, None);
        }
    }

    /// The end of a header's colon; `None` in files without type comments.
    fn header_end(&mut self, statement: Node<'t>) -> Option<usize> {
        if self.comments.is_empty() {
            return None;
        }
        statement.children().find(|child| child.kind() == ":").map(Node::end_byte)
    }

    /// The comments of a function: `# type: (int) -> str` behind its header or before its body, `# type: int` behind a parameter.
    pub(super) fn function_comments(&mut self, function: Node<'t>) {
        let Some(colon) = self.header_end(function) else { return };
        if let Some(parameters) = self.field(function, "parameters") {
            self.parameter_comments(parameters);
        }
        let body = self.field(function, "body").map_or(function.end_byte(), |body| body.start_byte());
        let before_body = self.comments.range(colon as u32..body.max(colon) as u32);
        let mut signatures = before_body.filter(|(place, comment)| comment.alone || **place == colon as u32);
        let Some((_, &TypeComment { text, .. })) = signatures.next() else { return };
        let said = &self.text[text.range()];
        if let Some((parameters, returned)) = said.split_once("->") {
            let end = text.start + parameters.trim_end().len() as u32;
            let start = text.end - returned.trim_start().len() as u32;
            self.quote_comment(Span { start: text.start, end }, Shape::Parameters);
            self.quote_comment(Span { start, end: text.end }, Shape::Type);
            self.annotate_by_text(function.start_byte() as u32, Span { start, end: text.end }, By::Annotation);
            self.annotate_parameters(function, Span { start: text.start + 1, end: end.max(text.start + 2) - 1 });
        }
    }

    /// `# type: (int, str) -> None`: of a method, without the first parameter if so many are told.
    fn annotate_parameters(&mut self, function: Node<'t>, told: Span) {
        let Some(parameters) = self.field(function, "parameters") else { return };
        let tokens: Vec<Option<u32>> = parameters
            .named_children()
            .filter(|part| part.kind() != "comment")
            .collect::<Vec<_>>()
            .into_iter()
            .map(|parameter| self.token_of_parameter(parameter))
            .collect();
        let told = split(self.text, told, ',');
        if told.len() > tokens.len() || tokens.len() > told.len() + 1 {
            return;
        }
        for (token, told) in tokens.iter().skip(tokens.len() - told.len()).zip(told) {
            let blank = self.text[told.range()].len() - self.text[told.range()].trim_start().len();
            let told = Span { start: told.start + blank as u32, ..told };
            if let Some(token) =
                token.filter(|_| told.start < told.end && !self.text[told.range()].starts_with(['*', '.']))
            {
                self.annotate_by_text(token, told, By::Annotation);
            }
        }
    }

    /// The start of the name of a parameter that has no star.
    fn token_of_parameter(&self, parameter: Node<'t>) -> Option<u32> {
        self.target_token(self.field(parameter, "name").unwrap_or(parameter))
    }

    fn parameter_comments(&mut self, parameters: Node<'t>) {
        let (mut end, mut parameter) = (None, None);
        for child in parameters.children() {
            if child.kind() != "comment" {
                end = Some(child.end_byte() as u32).filter(|_| child.is_named() || end.is_some());
                parameter = if child.is_named() { Some(child) } else { parameter };
                continue;
            }
            let comment = end.and_then(|end| self.comments.remove(&end));
            if let Some(comment) = comment.filter(|comment| !comment.alone) {
                self.quote_comment(comment.text, Shape::Type);
                if let Some(token) = parameter.and_then(|parameter| self.token_of_parameter(parameter)) {
                    self.annotate_by_text(token, comment.text, By::Annotation);
                }
            }
        }
    }

    fn quote_comment(&mut self, text: Span, shape: Shape) {
        if text.start < text.end {
            self.quoted.push(Quoted { parts: vec![text], shape, block: self.facts.current(), under: None });
        }
    }
}
