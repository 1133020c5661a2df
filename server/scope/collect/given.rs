//! What targets are given, as far as a name says it: see [`super::super::given`].

use super::super::given::{ALL_OTHERS, LITERALS, MOST_PARTS};
use super::super::{BindingKind, BlockKind, By, Given};
use super::Collector;
use super::expressions::unpacks_dict;
use super::table::K;
use crate::syntax::Node;

/// More elements of a list or values of a dictionary are not noted: others are like them.
pub(super) const MOST_ELEMENTS: usize = 2;

impl<'t> Collector<'_, 't, '_> {
    /// `target = value`, `target := value`, `with value as target` or `for target in value`.
    pub(super) fn give(&mut self, target: Node<'t>, value: Node<'t>, by: By) {
        match self.target_token(target) {
            Some(token) => self.note_values(token, value, by),
            None if self.kind(target) == K::Subscript => self.fill_by_key(target, value),
            None => self.give_parts(target, value, by),
        }
    }

    /// `a, b = value`: each target is given its part of what is noted for the comma.
    fn give_parts(&mut self, pattern: Node<'t>, value: Node<'t>, by: By) {
        let Some(knot) = knot_of_pattern(pattern) else { return };
        let n_before = self.facts.given.len();
        self.note_values(knot, value, by);
        if self.facts.given.len() == n_before {
            return;
        }
        let mut pending = vec![(knot, pattern)];
        while let Some((knot, pattern)) = pending.pop() {
            let mut is_behind_rest = false;
            for (number, part) in (0..MOST_PARTS).zip(self.named_children(pattern)) {
                match (self.target_token(part), knot_of_pattern(part)) {
                    // How many are before it isn't known.
                    (Some(token), _) if is_behind_rest => self.note(token, knot, By::Iterated),
                    _ if part.kind() == "list_splat_pattern" => {
                        // `*rest`: a list of what is left over.
                        if let Some(rest) = part.named_child(0).and_then(|rest| self.target_token(rest)) {
                            self.note(rest, 0, By::Literal(literal_class("list").unwrap_or_default()));
                            self.note(rest, knot, By::ElementOf(0));
                        }
                        is_behind_rest = true;
                    }
                    _ if is_behind_rest => {}
                    (Some(token), _) => self.note(token, knot, By::Part(number)),
                    (None, Some(inner)) => {
                        self.note(inner, knot, By::Part(number));
                        pending.push((inner, part));
                    }
                    (None, None) => {}
                }
            }
        }
    }

    /// `for target in value`, in statements and comprehensions.
    pub(super) fn give_each(&mut self, clause: Node<'t>) {
        let mut values = clause.children_in("right");
        if let (Some(target), Some(value), None) = (self.field(clause, "left"), values.next(), values.next()) {
            self.give(target, value, By::Iterated);
        }
    }

    /// `with value as target` and `except class as target`.
    pub(super) fn give_as(&mut self, pattern: Node<'t>, kind: BindingKind) {
        let target = pattern.named_children().find(|child| child.kind() == "as_pattern_target");
        let target = target.and_then(|target| target.named_child(0));
        match (target, pattern.named_child(0), kind) {
            (Some(target), Some(value), BindingKind::With) => self.give(target, value, By::Entered),
            (Some(target), Some(class), BindingKind::Except) if is_of_group(pattern) => {
                if let (Some(token), Some(group)) = (self.target_token(target), literal_class("BaseExceptionGroup")) {
                    self.note(token, 0, By::Literal(group));
                    self.annotate(token, class, By::Argument(0));
                }
            }
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

    /// `*args: annotation` or `**kwargs: annotation`: a tuple or dictionary of such.
    pub(super) fn give_rest(&mut self, parameter: Node<'t>, annotation: Option<Node<'t>>) {
        let token = parameter.start_byte() as u32;
        let is_named = parameter.parent().is_some_and(|stars| stars.kind() == "dictionary_splat_pattern");
        if let Some(form) = annotation.filter(|_| is_named).and_then(|annotation| self.unpacked(annotation)) {
            return self.annotate(token, form, By::Annotation);
        }
        let (class, part) = if is_named { ("dict", 1) } else { ("tuple", ALL_OTHERS) };
        if let Some(class) = literal_class(class) {
            self.note(token, 0, By::Literal(class));
        }
        if let Some(annotation) = annotation {
            self.annotate(token, annotation, By::Argument(part));
        }
    }

    /// The `TypedDict` in `**kwargs: Unpack[TD]` (PEP 692).
    fn unpacked(&self, annotation: Node<'t>) -> Option<Node<'t>> {
        let inner = if annotation.kind() == "type" { annotation.named_child(0)? } else { annotation };
        let name = inner.named_child(0).and_then(|value| self.last_token(value))?;
        let is_it = self.kind(inner) == K::Subscript && self.source(name) == "Unpack";
        if is_it { self.bracketed(inner).first().copied() } else { None }
    }

    /// The start of the name or member that a target is.
    pub(super) fn target_token(&self, target: Node<'t>) -> Option<u32> {
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
    pub(super) fn give_generator(&mut self, node: Node<'t>) {
        let Some(function) = self.function_to_tell() else { return };
        self.note(function, 0, By::Unknown);
        let is_of_another = node.children().any(|child| child.kind() == "from");
        let by = if is_of_another { By::ElementOf(0) } else { By::Element(0) };
        if let Some(place) = node.named_child(0).and_then(|value| self.place(value, 0)) {
            self.note(function, place, by);
        }
    }

    /// The start of the `def` whose body the walk is in, if it has no annotation that says what it returns.
    fn function_to_tell(&self) -> Option<u32> {
        let block = self.facts.block();
        (block.kind == BlockKind::Function && !block.says_what_it_returns).then_some(block.span.start)
    }

    pub(super) fn note(&mut self, target: u32, place: u32, by: By) {
        self.facts.given.push(Given { target, place, by });
    }

    /// The names of the values that an expression may come to. One that has none stands for any value: alone it is passed over, as nothing is
    /// known of its target then; beside others it is noted.
    pub(super) fn note_values(&mut self, target: u32, expression: Node<'t>, by: By) {
        let (mut next, mut others) = (Some((expression, by)), Vec::new());
        let mut is_one_of_several = false;
        while let Some((value, by)) = next.take().or_else(|| others.pop()) {
            match self.kind(value) {
                K::Identifier => self.note(target, value.start_byte() as u32, by),
                K::Attribute if let Some(name) = self.field(value, "attribute") => {
                    self.note(target, name.start_byte() as u32, by);
                }
                K::Call if let Some(told) = self.classes_told(value) => {
                    told.into_iter().for_each(|class| self.annotate(target, class, By::ClassOf));
                    // What it is, besides.
                    if let Some(place) = self.place(value, 0) {
                        self.note(target, place, by);
                    }
                }
                K::Call | K::Subscript => {
                    if self.is_alias(value) {
                        self.annotate(target, value, By::ClassOf);
                    } else if let Some(place) = self.place(value, 0) {
                        self.note(target, place, by);
                    } else if is_one_of_several {
                        self.note(target, 0, By::Unknown);
                    }
                }
                K::Await => next = value.named_child(0).map(|inner| (inner, By::Awaited)),
                K::Yield if by == By::Value => match value.children().any(|child| child.kind() == "from") {
                    true => next = value.named_child(0).map(|inner| (inner, By::Delegated)),
                    false if self.facts.block().says_what_it_returns => {
                        self.note(target, self.facts.block().span.start, By::Sent);
                    }
                    false => {}
                },
                // The other target has the value, too: `a = b = c`.
                K::Assignment => next = self.field(value, "left").map(|left| (left, by)),
                K::NamedExpression if let Some(name) = self.field(value, "name") => {
                    // `x := a if b else c` is given to its own name.
                    if name.start_byte() as u32 == target {
                        next = self.field(value, "value").map(|value| (value, by));
                        continue;
                    }
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
                    // Each of them is the target.
                    "list" | "set" | "tuple" | "expression_list" if by == By::Iterated => {
                        let elements = self.named_children(value).into_iter().take(MOST_ELEMENTS);
                        others.extend(elements.map(|element| (element, By::Value)));
                    }
                    kind => match (self.literal(kind, value), by) {
                        (Some(class), By::Value) => {
                            self.note(target, 0, By::Literal(class));
                            self.note_elements(target, value, 0);
                        }
                        _ => match self.place(value, 0) {
                            Some(place) => self.note(target, place, by),
                            None if is_one_of_several => self.note(target, 0, By::Unknown),
                            None => {}
                        },
                    },
                },
            }
        }
    }

    /// Whether a value may be the name of a generic class with arguments, or of types to choose from, that is given a name of its own.
    fn is_alias(&self, value: Node<'t>) -> bool {
        self.facts.block().kind != BlockKind::Function && self.is_generic(value)
    }

    /// Whether an expression looks like a generic class with arguments.
    pub(super) fn is_generic(&self, value: Node<'t>) -> bool {
        if self.kind(value) != K::Subscript {
            return false;
        }
        let name = self.last_token(value).map_or("", |name| self.source(name));
        let is_class = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
        is_class || matches!(name, "dict" | "frozenset" | "list" | "set" | "tuple" | "type")
    }

    /// The number of the class in [`LITERALS`] that an expression makes an instance of.
    pub(super) fn literal(&self, kind: &str, expression: Node<'t>) -> Option<u8> {
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
            "lambda" => "object",
            _ => return None,
        };
        literal_class(class)
    }
}

/// Whether what is caught is a group of exceptions: `except* C as target`.
fn is_of_group(pattern: Node<'_>) -> bool {
    pattern.parent().is_some_and(|clause| clause.children().any(|sign| matches!(sign.kind(), "*" | "except*")))
}

/// The number of a class in [`LITERALS`].
pub(super) fn literal_class(name: &str) -> Option<u8> {
    LITERALS.iter().position(|&literal| literal == name).map(|class| class as u8)
}

/// The place of what several targets are parts of: their first comma, or the bracket that opens.
fn knot_of_pattern(pattern: Node<'_>) -> Option<u32> {
    let is_pattern = matches!(pattern.kind(), "pattern_list" | "tuple_pattern" | "list_pattern");
    let comma = pattern.children().find(|child| child.kind() == ",").unwrap_or(pattern);
    is_pattern.then_some(comma.start_byte() as u32)
}
