//! Names in strings: annotations in quotes, also in `cast("T", x)` and `TypeVar("T", bound="B")`. What stands in `Literal[…]`, and
//! behind the first part of `Annotated[…]`, are strings and nothing else (typing specification, *string annotations*).
//!
//! The trick: the parser is given the string's inside as the only range of the whole text, so that offsets hold. A string with an
//! escape in it has other characters than its source, and is passed over.

use tree_sitter::Node;

use super::super::{BlockId, Python};
use super::table::K;
use super::{Collector, Evaluation, Facts, Mode};
use crate::syntax;
use crate::text::Span;

/// An annotation in a string: its inside, and the block that it stands in.
pub(super) struct Quoted {
    span: Span,
    block: BlockId,
}

/// Writes down the names in annotations in strings; strings in these are annotations as well.
pub(super) fn lower_quoted<'s>(mut facts: Facts<'s>, quoted: Vec<Quoted>, text: &'s str, python: Python) -> Facts<'s> {
    let mut pending = quoted;
    while let Some(Quoted { span, block }) = pending.pop() {
        let tree = syntax::parse_within(text, span);
        facts.enter_again(block);
        let mut collector = Collector::new(text, python, &tree, facts);
        collector.evaluation = Evaluation::Quoted;
        let root = tree.root_node();
        // Not a whole expression, or more than one: a string that only happens to stand here.
        if !root.has_error() && root.named_child_count() == 1 {
            collector.walk_annotation(root);
        }
        pending.append(&mut collector.quoted);
        facts = collector.facts;
    }
    facts
}

impl<'t> Collector<'_, 't> {
    /// A string: its fields are evaluated; in an annotation it is one itself.
    pub(super) fn string(&mut self, node: Node<'t>, mode: Mode) {
        if mode == Mode::Annotation {
            self.quote(node);
        }
        self.visit_children(node, Mode::Use);
    }

    fn quote(&mut self, string: Node<'t>) {
        let parts = self.children(string);
        if let [(start, _), (content, _), (end, _)] = parts[..]
            && content.kind() == "string_content"
            && content.child_count() == 0
            && self.source(start).chars().all(|c| "'\"rRuU".contains(c))
            && !self.source(content).contains('\\')
        {
            let span = Span { start: start.end_byte() as u32, end: end.start_byte() as u32 };
            let inside = &self.text[span.range()];
            let blank = (inside.len() - inside.trim_start().len()) as u32;
            let span = Span { start: span.start + blank, end: span.end };
            self.quoted.push(Quoted { span, block: self.facts.current() });
        }
    }

    /// `a[b]`: in an annotation, strings in the brackets are annotations unless `a` is `Literal`; of `Annotated`, the first.
    pub(super) fn subscript(&mut self, node: Node<'t>, mode: Mode) {
        if mode != Mode::Annotation {
            return self.visit_children(node, Mode::Use);
        }
        let children: Vec<_> = self.children(node).into_iter().map(|child| child.0).filter(Node::is_named).collect();
        let Some((&value, parts)) = children.split_first() else { return };
        let name = self.last_token(value).map_or("", |token| self.source(token));
        self.push(value, Mode::Use);
        // As a type, the brackets are a node of their own.
        let parts = match parts {
            [brackets] if brackets.kind() == "type_parameter" => {
                self.children(*brackets).into_iter().map(|child| child.0).filter(Node::is_named).collect()
            }
            parts => parts.to_vec(),
        };
        for (number, part) in parts.into_iter().enumerate() {
            let is_annotation = name != "Literal" && (name != "Annotated" || number == 0);
            self.push(part, if is_annotation { Mode::Annotation } else { Mode::Use });
        }
    }

    /// The strings that `cast` and `TypeVar` take for types.
    pub(super) fn quoted_arguments(&mut self, function: Node<'t>, call: Node<'t>) {
        let name = self.last_token(function).map_or("", |token| self.source(token));
        if !matches!(name, "cast" | "TypeVar") {
            return;
        }
        let Some(arguments) = self.field(call, "arguments") else { return };
        let arguments: Vec<_> =
            self.children(arguments).into_iter().map(|child| child.0).filter(Node::is_named).collect();
        for (number, argument) in arguments.into_iter().enumerate() {
            let is_bound = self.kind(argument) == K::KeywordArgument
                && self.field(argument, "name").is_some_and(|name| self.source(name) == "bound");
            let string = if is_bound { self.field(argument, "value") } else { Some(argument) };
            let is_type = is_bound || (name == "cast") == (number == 0);
            match string {
                Some(string) if is_type && self.kind(string) == K::String => self.quote(string),
                _ => {}
            }
        }
    }
}
