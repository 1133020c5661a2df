//! What annotations say, as far as names say it: see [`super::super::given`].

use super::super::By;
use super::super::given::{ALL_OTHERS, MOST_PARTS, MOST_PASSED};
use super::places::DEEPEST;
use super::table::K;
use super::{Collector, strings};
use crate::syntax::Node;
use crate::text::Span;

impl<'t> Collector<'_, 't, '_> {
    /// The classes of `TypeVar("T", bound=A)`, `TypeVar("T", A, B)` and `NewType("N", A)`.
    pub(super) fn classes_told(&self, call: Node<'t>) -> Option<Vec<Node<'t>>> {
        let name = self.field(call, "function").and_then(|function| self.last_token(function))?;
        let is_it = matches!(self.source(name), "TypeVar" | "NewType");
        let arguments = self.named_children(self.field(call, "arguments").filter(|_| is_it)?);
        let told = arguments.into_iter().skip(1).filter_map(|argument| match self.kind(argument) {
            K::KeywordArgument if self.name_of(argument) == "bound" => self.field(argument, "value"),
            K::KeywordArgument => None,
            _ => Some(argument),
        });
        let told: Vec<Node<'t>> = told.collect();
        (!told.is_empty()).then_some(told)
    }

    /// `target: annotation`; of a `def`, `-> annotation`; of a type parameter, its bound. The names of the classes that the value may be an instance
    /// of: those of a union, of `Optional` and the like; of other brackets, what stands before them, which is given what they hold.
    pub(super) fn annotate(&mut self, target: u32, annotation: Node<'t>, by: By) {
        self.annotate_all(vec![(target, annotation, by)]);
    }

    /// What stands in the brackets behind a class's name: each part is given to the name.
    pub(super) fn annotate_arguments(&mut self, subscript: Node<'t>) {
        let name = subscript.named_child(0).and_then(|value| self.last_token(value));
        if let Some(name) = name {
            let arguments = self.arguments(name, subscript);
            self.annotate_all(arguments);
        }
    }

    /// The classes in the first brackets of `Callable[[A, B], C]`.
    fn parameters_told(&self, list: Node<'t>) -> Option<Vec<Node<'t>>> {
        let list = if list.kind() == "type" { list.named_child(0)? } else { list };
        (list.kind() == "list").then(|| self.named_children(list))
    }

    fn arguments(&mut self, name: Node<'t>, subscript: Node<'t>) -> Vec<(u32, Node<'t>, By)> {
        let target = name.start_byte() as u32;
        let parts = self.bracketed(subscript);
        if let ("Callable", Some(list)) =
            (self.source(name), parts.first().and_then(|list| self.parameters_told(*list)))
        {
            for (number, parameter) in (0..MOST_PASSED).zip(list) {
                self.annotate(target, parameter, By::Parameter(number));
            }
        }
        let is_rest = |part: &Node<'t>| self.source(*part) == "...";
        let numbered = (0u8..).zip(&parts).map(|(number, part)| match parts.first().filter(|_| is_rest(part)) {
            Some(first) => (target, *first, By::Argument(ALL_OTHERS)),
            None => (target, *part, By::Argument(number)),
        });
        numbered.take(MOST_PARTS.into()).collect()
    }

    fn annotate_all(&mut self, mut pending: Vec<(u32, Node<'t>, By)>) {
        while let Some((target, part, by)) = pending.pop() {
            match self.kind(part) {
                // Nothing follows from these.
                K::Identifier if by.part().is_some() && matches!(self.source(part), "Any" | "object") => {}
                K::Identifier => self.note(target, part.start_byte() as u32, by),
                K::Attribute if let Some(name) = self.field(part, "attribute") => {
                    self.note(target, name.start_byte() as u32, by);
                }
                K::MemberType if let Some(name) = part.named_children().last() => {
                    self.note(target, name.start_byte() as u32, by);
                }
                K::String => self.annotate_by_string(target, part, by),
                K::Subscript => {
                    let Some(name) = part.named_child(0).and_then(|value| self.last_token(value)) else { continue };
                    match self.source(name) {
                        "Optional" | "Union" => {
                            pending.extend(self.bracketed(part).into_iter().map(|part| (target, part, by)));
                        }
                        "Annotated" | "ClassVar" | "Final" | "InitVar" | "NotRequired" | "ReadOnly" | "Required" => {
                            pending.extend(self.bracketed(part).first().map(|part| (target, *part, by)));
                        }
                        "Type" | "type" if by.part().is_none() => {
                            pending.extend(self.bracketed(part).first().map(|part| (target, *part, By::ClassOf)));
                        }
                        "Literal" => {
                            let is_whole = matches!(by, By::Annotation | By::ClassOf);
                            let first = self.bracketed(part).first().copied().filter(|_| is_whole);
                            let first =
                                first.and_then(|of| if of.kind() == "type" { of.named_child(0) } else { Some(of) });
                            if let Some(class) = first.and_then(|first| self.literal(first.kind(), first)) {
                                self.note(target, 0, By::Literal(class));
                            }
                        }
                        _ => {
                            self.note(target, name.start_byte() as u32, by);
                            pending.extend(self.arguments(name, part));
                        }
                    }
                }
                _ => match part.kind() {
                    "type" | "parenthesized_expression" => {
                        pending.extend(part.named_child(0).map(|inner| (target, inner, by)));
                    }
                    // `A | B`; and the tuple behind `except`.
                    "binary_operator" | "union_type" | "tuple" => {
                        pending.extend(part.named_children().map(|inner| (target, inner, by)));
                    }
                    _ => {}
                },
            }
        }
    }

    /// An annotation in a string.
    fn annotate_by_string(&mut self, target: u32, string: Node<'t>, by: By) {
        if let Some(inside) = strings::plain_inside(string, self.text) {
            self.annotate_by_text(target, inside, by);
        }
    }

    /// An annotation that is no code, if it is names with dots, joined by `|`, and the like in brackets behind them.
    pub(super) fn annotate_by_text(&mut self, target: u32, inside: Span, by: By) {
        let mut pending = vec![(target, inside, by, 0)];
        while let Some((target, span, by, depth)) = pending.pop() {
            for part in split(self.text, span, '|') {
                let text = self.text[part.range()].trim_end();
                let path = text.split('[').next().unwrap_or_default().trim_end();
                let name = path.rsplit(['.', ' ', '\t', '\n']).next().unwrap_or_default();
                if !crate::name::is_identifier(name) {
                    continue;
                }
                let start = part.start + (path.len() - name.len()) as u32;
                // What is further in is read once for each bracket around it.
                let brackets = text.find('[').filter(|_| text.ends_with(']') && depth < DEEPEST);
                let brackets = brackets
                    .map(|open| Span { start: part.start + open as u32 + 1, end: part.start + text.len() as u32 - 1 });
                let arguments = brackets.map_or(Vec::new(), |inside| split(self.text, inside, ','));
                match name {
                    "Optional" | "Union" => {
                        pending.extend(arguments.into_iter().map(|part| (target, part, by, depth + 1)));
                    }
                    "Literal" | "Any" => {}
                    _ => {
                        self.note(target, start, by);
                        let numbered = (0..MOST_PARTS).zip(arguments);
                        pending.extend(numbered.map(|(number, part)| (start, part, By::Argument(number), depth + 1)));
                    }
                }
            }
        }
    }
}

/// The pieces of a text between separators that are in no brackets of it.
pub(super) fn split(text: &str, span: Span, separator: char) -> Vec<Span> {
    let (mut parts, mut start, mut depth) = (Vec::new(), span.start, 0u32);
    for (at, sign) in text[span.range()].char_indices() {
        match sign {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if sign == separator && depth == 0 => {
                parts.push(Span { start, end: span.start + at as u32 });
                start = span.start + at as u32 + 1;
            }
            _ => {}
        }
    }
    parts.push(Span { start, end: span.end });
    parts
}
