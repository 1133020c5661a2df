//! What targets are given, as far as a name says it: see [`super::super::given`].

use super::super::given::LITERALS;
use super::super::{BindingKind, BlockKind, By, Given};
use super::table::K;
use super::{Collector, strings, unpacks_dict};
use crate::syntax::Node;

impl<'t> Collector<'_, 't, '_> {
    /// `target = value`, `target := value` or `with value as target`.
    pub(super) fn give(&mut self, target: Node<'t>, value: Node<'t>, by: By) {
        if let Some(token) = self.target_token(target) {
            self.note_values(token, value, by);
        }
    }

    /// `with value as target` and `except class as target`.
    pub(super) fn give_as(&mut self, pattern: Node<'t>, kind: BindingKind) {
        let target = pattern.named_children().find(|child| child.kind() == "as_pattern_target");
        let target = target.and_then(|target| target.named_child(0));
        match (target, pattern.named_child(0), kind) {
            (Some(target), Some(value), BindingKind::With) => self.give(target, value, By::Entered),
            (Some(target), Some(class), BindingKind::Except) => self.annotate_target(target, class),
            _ => {}
        }
    }

    /// `target: annotation`.
    pub(super) fn annotate_target(&mut self, target: Node<'t>, annotation: Node<'t>) {
        if let Some(token) = self.target_token(target) {
            self.annotate(token, annotation, By::Annotation);
        }
    }

    /// The start of the name or member that a target is.
    fn target_token(&self, target: Node<'t>) -> Option<u32> {
        let token = match self.kind(target) {
            K::Identifier => Some(target),
            K::Attribute => self.field(target, "attribute"),
            _ => None,
        };
        token.map(|token| token.start_byte() as u32)
    }

    /// The literal before a dot: `"".join`.
    pub(super) fn give_base(&mut self, member: Node<'t>, base: Node<'t>) {
        if let Some(class) = self.literal(base.kind(), base) {
            self.note(member.start_byte() as u32, 0, By::Literal(class));
        }
    }

    /// `return value`, where no annotation says what is returned.
    pub(super) fn give_back(&mut self, statement: Node<'t>) {
        let Some(function) = self.function_to_tell() else { return };
        match statement.named_child(0) {
            Some(value) => self.note_values(function, value, By::Value),
            None => self.note(function, 0, By::Nothing),
        }
    }

    /// A `yield`: calls of its function give a generator.
    pub(super) fn give_generator(&mut self) {
        if let Some(function) = self.function_to_tell() {
            self.note(function, 0, By::Unknown);
        }
    }

    /// The start of the `def` whose body the walk is in, if it has no annotation that says what it returns.
    fn function_to_tell(&self) -> Option<u32> {
        let block = self.facts.block();
        (block.kind == BlockKind::Function && !block.says_what_it_returns).then_some(block.span.start)
    }

    fn note(&mut self, target: u32, place: u32, by: By) {
        self.facts.given.push(Given { target, place, by });
    }

    /// The names of the values that an expression may come to. One that has none stands for any value: alone it is passed over, as nothing is
    /// known of its target then; beside others it is noted.
    fn note_values(&mut self, target: u32, expression: Node<'t>, by: By) {
        let (mut next, mut others) = (Some((expression, by)), Vec::new());
        let mut is_one_of_several = false;
        while let Some((value, by)) = next.take().or_else(|| others.pop()) {
            match self.kind(value) {
                K::Identifier => self.note(target, value.start_byte() as u32, by),
                K::Attribute if let Some(name) = self.field(value, "attribute") => {
                    self.note(target, name.start_byte() as u32, by);
                }
                K::Call if let Some(bound) = self.bound(value) => self.annotate(target, bound, By::ClassOf),
                K::Call if let Some(callee) = self.called(value) => self.note(target, callee.end_byte() as u32, by),
                K::Await => next = value.named_child(0).map(|inner| (inner, By::Awaited)),
                // The other target has the value, too: `a = b = c`.
                K::Assignment
                    if let Some(token) = self.field(value, "left").and_then(|left| self.target_token(left)) =>
                {
                    self.note(target, token, by);
                }
                K::NamedExpression if let Some(name) = self.field(value, "name") => {
                    self.note(target, name.start_byte() as u32, by);
                }
                _ => match value.kind() {
                    "parenthesized_expression" => next = self.named_children(value).first().map(|inner| (*inner, by)),
                    "none" => self.note(target, 0, By::Nothing),
                    "conditional_expression" => {
                        is_one_of_several = true;
                        let parts = self.named_children(value);
                        next = parts.first().map(|inner| (*inner, by));
                        others.extend(parts.get(2).map(|inner| (*inner, by)));
                    }
                    "boolean_operator" => {
                        is_one_of_several = true;
                        next = self.field(value, "left").map(|inner| (inner, by));
                        others.extend(self.field(value, "right").map(|inner| (inner, by)));
                    }
                    kind => match self.literal(kind, value) {
                        Some(class) => self.note(target, 0, By::Literal(class)),
                        None if is_one_of_several => self.note(target, 0, By::Unknown),
                        None => {}
                    },
                },
            }
        }
    }

    /// The number of the class in [`LITERALS`] that an expression makes an instance of.
    fn literal(&self, kind: &str, expression: Node<'t>) -> Option<u8> {
        let spelled = || self.source(expression);
        let class = match kind {
            "string" => match spelled().split(['"', '\'']).next().unwrap_or_default() {
                // A template (PEP 750).
                prefix if prefix.contains(['t', 'T']) => return None,
                prefix if prefix.contains(['b', 'B']) => "bytes",
                _ => "str",
            },
            "concatenated_string" => return expression.named_child(0).and_then(|part| self.literal(part.kind(), part)),
            "integer" | "float" if spelled().ends_with(['j', 'J']) => "complex",
            "integer" => "int",
            "float" => "float",
            "true" | "false" | "not_operator" => "bool",
            "list" | "list_comprehension" => "list",
            "dictionary" | "dictionary_comprehension" => "dict",
            "set_comprehension" if unpacks_dict(spelled()) => "dict",
            "set" | "set_comprehension" => "set",
            "tuple" | "expression_list" => "tuple",
            _ => return None,
        };
        LITERALS.iter().position(|&literal| literal == class).map(|class| class as u8)
    }

    /// The bound of `TypeVar("T", bound=…)`.
    fn bound(&self, call: Node<'t>) -> Option<Node<'t>> {
        let name = self.field(call, "function").and_then(|function| self.last_token(function))?;
        let arguments = self.field(call, "arguments").filter(|_| self.source(name) == "TypeVar")?;
        let is_bound =
            |argument: &Node<'t>| self.field(*argument, "name").is_some_and(|name| self.source(name) == "bound");
        let mut keywords = arguments.named_children().filter(|argument| self.kind(*argument) == K::KeywordArgument);
        self.field(keywords.find(is_bound)?, "value")
    }

    /// `target: annotation`; of a `def`, `-> annotation`; of a type parameter, its bound. The names of the classes that the value may be an instance
    /// of: those of a union, of `Optional` and the like; of other brackets, what stands before them.
    pub(super) fn annotate(&mut self, target: u32, annotation: Node<'t>, by: By) {
        let mut pending = vec![(annotation, by)];
        while let Some((part, by)) = pending.pop() {
            match self.kind(part) {
                K::Identifier => self.note(target, part.start_byte() as u32, by),
                K::Attribute if let Some(name) = self.field(part, "attribute") => {
                    self.note(target, name.start_byte() as u32, by);
                }
                K::MemberType if let Some(name) = part.named_children().last() => {
                    self.note(target, name.start_byte() as u32, by);
                }
                K::String => self.annotate_by_string(target, part, by),
                K::Subscript => {
                    let Some(value) = part.named_child(0) else { continue };
                    let Some(name) = self.last_token(value) else { continue };
                    let parts = self.bracketed(part);
                    match self.source(name) {
                        "Optional" | "Union" => pending.extend(parts.into_iter().map(|part| (part, by))),
                        "Annotated" | "ClassVar" | "Final" | "InitVar" | "NotRequired" | "ReadOnly" | "Required" => {
                            pending.extend(parts.first().map(|part| (*part, by)));
                        }
                        "Type" | "type" => pending.extend(parts.first().map(|part| (*part, By::ClassOf))),
                        "Literal" => {}
                        _ => self.note(target, name.start_byte() as u32, by),
                    }
                }
                _ => match part.kind() {
                    "type" | "parenthesized_expression" => {
                        pending.extend(part.named_child(0).map(|inner| (inner, by)));
                    }
                    // `A | B`; and the tuple behind `except`.
                    "binary_operator" | "union_type" | "tuple" => {
                        pending.extend(part.named_children().map(|inner| (inner, by)));
                    }
                    _ => {}
                },
            }
        }
    }

    /// An annotation in a string, if it is names with dots, joined by `|`; brackets behind a name are passed over.
    fn annotate_by_string(&mut self, target: u32, string: Node<'t>, by: By) {
        let Some(inside) = strings::plain_inside(string, self.text) else { return };
        let mut start = inside.start;
        for part in self.text[inside.range()].split('|') {
            let path = part.split('[').next().unwrap_or_default().trim_end();
            let name = path.rsplit(['.', ' ', '\t', '\n']).next().unwrap_or_default();
            if crate::name::is_identifier(name) {
                self.note(target, start + (path.len() - name.len()) as u32, by);
            }
            // Brackets may hold a bar, too: what follows is no part of its own.
            if part.contains('[') {
                return;
            }
            start += part.len() as u32 + 1;
        }
    }
}
