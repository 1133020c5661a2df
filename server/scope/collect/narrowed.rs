//! Where `isinstance(x, C)`, `type(x) is C` and `case C()` hold: see [`By::Narrowed`].

use super::super::By;
use super::super::given::MOST_PARTS;
use super::Collector;
use super::given::literal_class;
use super::table::K;
use crate::syntax::Node;

/// Conditions are not followed further out of operators than this.
const MOST_OPERATORS: usize = 16;

/// Patterns with more alternatives say nothing.
const MOST_PATTERNS: usize = 16;

/// The classes whose one positional pattern is matched with the instance itself (reference, section 8.6.4.10).
const ITSELF: [&str; 11] =
    ["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"];

/// The parts of a pattern, and what each matches of the whole by its number.
type Parts<'t> = (Vec<Node<'t>>, fn(u8) -> By);

impl<'t> Collector<'_, 't, '_> {
    /// `isinstance(x, C)`: what `x` is said to be, and where; of `issubclass`, that it is such a class; of a function whose name says that it tells such a
    /// thing, what that tells.
    pub(super) fn narrow_by_call(&mut self, call: Node<'t>, function: Node<'t>, arguments: Node<'t>) {
        let by = match self.source(function) {
            "isinstance" => By::Narrowed,
            "issubclass" => By::NarrowedClass,
            _ => return self.narrow_by_guard(call, function, arguments),
        };
        if let [object, classes] = self.named_children(arguments)[..] {
            self.narrow(object, classes, by, call);
        }
    }

    /// `is_c(x)`, which may return `TypeGuard[C]` or `TypeIs[C]` (PEP 647, PEP 742).
    fn narrow_by_guard(&mut self, call: Node<'t>, function: Node<'t>, arguments: Node<'t>) {
        let name =
            self.last_token(function).filter(|name| self.source(*name).trim_start_matches('_').starts_with("is"));
        let object = arguments.named_child(0).and_then(|object| self.target_token(object));
        if let (Some(name), Some(object)) = (name, object)
            && let Some(stretch) = self.stretch(call)
        {
            self.note_stretch(object, stretch);
            self.note(object, name.end_byte() as u32, By::Guarded);
        }
    }

    /// `type(x) is C` and `type(x) == C`.
    pub(super) fn narrow_by_type(&mut self, comparison: Node<'t>) {
        let [call, class] = self.named_children(comparison)[..] else { return };
        let is_of_type = self.field(call, "function").is_some_and(|function| self.source(function) == "type");
        let is_same = || comparison.children().any(|sign| matches!(sign.kind(), "is" | "=="));
        let arguments = self.field(call, "arguments").filter(|_| is_of_type && is_same());
        let arguments = arguments.map_or(Vec::new(), |arguments| self.named_children(arguments));
        if let ([object], K::Identifier | K::Attribute) = (&arguments[..], self.kind(class)) {
            self.narrow(*object, class, By::Narrowed, comparison);
        }
    }

    fn narrow(&mut self, object: Node<'t>, classes: Node<'t>, by: By, condition: Node<'t>) {
        let bound = self.field(object, "name").filter(|_| self.kind(object) == K::NamedExpression);
        let Some(stretch) = self.stretch(condition) else { return };
        let token = match self.kind(object) {
            K::Subscript => self.place(object, 0).filter(|&place| place == object.end_byte() as u32),
            _ => self.target_token(bound.unwrap_or(object)),
        };
        let Some(token) = token else { return };
        self.note_stretch(token, stretch);
        self.annotate(token, classes, by);
    }

    fn note_stretch(&mut self, token: u32, (start, end): (Option<usize>, usize)) {
        for end in start.into_iter().chain([end]) {
            self.note(token, end as u32, By::Until);
        }
    }

    /// `case C():` and `case C() | D():` say what the subject is, from there to the end of the clause; `case x:` gives it another name.
    pub(super) fn narrow_by_case(&mut self, clause: Node<'t>) {
        let patterns: Vec<Node<'t>> = clause.named_children().filter(|part| part.kind() == "case_pattern").collect();
        let mut around = std::iter::successors(clause.parent(), |node| node.parent()).take(2);
        let statement = around.find(|node| node.kind() == "match_statement");
        let subject = statement.and_then(|statement| self.field(statement, "subject"));
        let Some(subject) = subject else { return };
        self.give_parts_of_subject(clause, &patterns, subject);
        let [pattern] = &patterns[..] else { return };
        if let Some(capture) = self.captured(*pattern) {
            return self.note_values(capture, subject, By::Value);
        }
        let classes = self.classes_of_pattern(*pattern);
        if let (Some(&first), Some(subject)) = (classes.first(), self.target_token(subject)) {
            self.note(first, subject, By::Subject);
            self.note(first, clause.end_byte() as u32, By::Until);
            classes.into_iter().for_each(|class| self.note(first, class, By::Narrowed));
        }
    }

    /// `case C() as x`: an instance of `C`.
    pub(super) fn give_matched(&mut self, name: Node<'t>, pattern: Node<'t>) {
        for class in self.classes_of_pattern(pattern) {
            self.note(name.start_byte() as u32, class, By::Annotation);
        }
    }

    /// `C(field=x)`: what the attribute is.
    pub(super) fn give_captured(&mut self, part: Node<'t>, keyword: Node<'t>) {
        let keyword = keyword.start_byte() as u32;
        if let Some(capture) = self.captured(part) {
            return self.note(capture, keyword, By::Value);
        }
        let inner = part.named_child(0).filter(|inner| inner.kind() == "keyword_pattern");
        let whole = inner.and_then(|inner| inner.named_children().last());
        if let Some((whole, (parts, by))) = whole.and_then(|whole| Some((whole, self.parts_of_pattern(whole)?))) {
            let place = whole.start_byte() as u32;
            self.note(place, keyword, By::Value);
            self.give_parts_of_patterns(vec![((parts, by), place)]);
        }
    }

    /// `C(x)`: what the class matches by position; of `str(x)` the instance itself.
    pub(super) fn give_by_position(&mut self, part: Node<'t>, class: Node<'t>, number: usize) {
        let by = if ITSELF.contains(&self.source(class)) { By::Annotation } else { By::Matched(number as u8) };
        if let Some(capture) = self.captured(part).filter(|_| number < MOST_PARTS.into()) {
            self.note(capture, class.start_byte() as u32, by);
        }
    }

    /// `[a, *b]`, `a, b` and `{"a": b}`: what is captured is a part of the subject.
    fn give_parts_of_subject(&mut self, clause: Node<'t>, patterns: &[Node<'t>], subject: Node<'t>) {
        let inner = |pattern: &Node<'t>| pattern.named_child(0).filter(|inner| inner.kind() == "dict_pattern");
        for pattern in patterns.iter().filter_map(inner) {
            self.give_rest_of_mapping(pattern);
        }
        let (parts, by, knot) = match *patterns {
            [pattern] => match pattern.named_child(0).and_then(|whole| Some((whole, self.parts_of_pattern(whole)?))) {
                Some((whole, (parts, by))) => (parts, by, whole.start_byte() as u32),
                None => return,
            },
            _ => {
                let Some(comma) = clause.children().find(|sign| sign.kind() == ",") else { return };
                (patterns.to_vec(), By::Part as fn(u8) -> By, comma.start_byte() as u32)
            }
        };
        let n_before = self.facts.given.len();
        self.note_values(knot, subject, By::Value);
        if self.facts.given.len() > n_before {
            self.give_parts_of_patterns(vec![((parts, by), knot)]);
        }
    }

    /// What the parts of patterns match, and the parts of those.
    fn give_parts_of_patterns(&mut self, mut pending: Vec<(Parts<'t>, u32)>) {
        while let Some(((parts, by), knot)) = pending.pop() {
            for (number, part) in (0..MOST_PARTS).zip(parts) {
                let inner = part.named_child(0).filter(|_| part.kind() == "case_pattern");
                if let Some(rest) = inner.filter(|inner| inner.kind() == "splat_pattern") {
                    if let Some(rest) = rest.named_child(0).map(|rest| rest.start_byte() as u32) {
                        self.note(rest, 0, By::Literal(literal_class("list").unwrap_or_default()));
                        self.note(rest, knot, By::ElementOf(0));
                    }
                    break;
                }
                if let Some(capture) = self.captured(part) {
                    self.note(capture, knot, by(number));
                } else if let Some((parts, by_part)) = inner.and_then(|inner| self.parts_of_pattern(inner)) {
                    let place = part.start_byte() as u32;
                    self.note(place, knot, by(number));
                    pending.push(((parts, by_part), place));
                }
            }
        }
    }

    /// `{"a": b, **rest}`: a dictionary.
    fn give_rest_of_mapping(&mut self, pattern: Node<'t>) {
        let rest = pattern.named_children().find(|part| part.kind() == "splat_pattern");
        if let Some((rest, dict)) = rest.and_then(|rest| rest.named_child(0)).zip(literal_class("dict")) {
            self.note(rest.start_byte() as u32, 0, By::Literal(dict));
        }
    }

    /// The patterns in a sequence or mapping.
    fn parts_of_pattern(&self, pattern: Node<'t>) -> Option<Parts<'t>> {
        match pattern.kind() {
            "list_pattern" | "tuple_pattern" => Some((self.named_children(pattern), By::Part)),
            "dict_pattern" => Some((pattern.children_in("value").collect(), |_| By::Item)),
            _ => None,
        }
    }

    /// The name that a pattern captures, if it is nothing else; of `field=x`, the `x`.
    fn captured(&self, pattern: Node<'t>) -> Option<u32> {
        let mut inner = pattern;
        while matches!(inner.kind(), "case_pattern" | "keyword_pattern") {
            inner = inner.named_children().last()?;
        }
        let name = inner.named_child(0).filter(|_| inner.kind() == "dotted_name" && inner.named_child_count() == 1)?;
        (self.source(name) != "_").then_some(name.start_byte() as u32)
    }

    /// The names of the classes that a pattern asks for, each in an alternative of its own; none where something else may match, too.
    fn classes_of_pattern(&self, pattern: Node<'t>) -> Vec<u32> {
        let (mut found, mut pending) = (Vec::new(), vec![pattern]);
        while let Some(pattern) = pending.pop() {
            let mut parts = self.named_children(pattern).into_iter();
            match pattern.kind() {
                "case_pattern" | "as_pattern" => pending.extend(parts.next()),
                "keyword_pattern" => pending.extend(parts.next_back()),
                "union_pattern" => pending.extend(parts),
                "tuple_pattern" if !pattern.children().any(|sign| sign.kind() == ",") => pending.extend(parts.next()),
                "class_pattern" => {
                    let name = parts.next().and_then(|class| class.named_children().last());
                    found.extend(name.map(|name| name.start_byte() as u32));
                }
                _ => return Vec::new(),
            }
            if found.len() + pending.len() > MOST_PATTERNS {
                return Vec::new();
            }
        }
        found.sort_unstable();
        found
    }

    /// The stretch in which a condition holds: its other end, if it begins or ends at the condition, else where it begins and ends.
    fn stretch(&self, condition: Node<'t>) -> Option<(Option<usize>, usize)> {
        let (mut node, mut holds, mut end) = (condition, true, None);
        for _ in 0..MOST_OPERATORS {
            let parent = node.parent()?;
            let is_condition = || self.field(parent, "condition") == Some(node);
            match parent.kind() {
                "parenthesized_expression" => {}
                "not_operator" => holds = !holds,
                // What is behind it is asked only if it holds.
                "boolean_operator" if parent.children().any(|sign| sign.kind() == if holds { "and" } else { "or" }) => {
                    end = Some((None, parent.end_byte()));
                }
                "if_statement" | "elif_clause" | "while_statement" if holds && is_condition() => {
                    let body = self.field(parent, "consequence").or_else(|| self.field(parent, "body"));
                    return body.map(|body| (None, body.end_byte())).or(end);
                }
                "if_statement" | "while_statement" if is_condition() => {
                    let body = match parent.kind() {
                        "if_statement" => self.field(parent, "consequence").filter(|body| leaves(*body)),
                        // It holds when the loop is done, if nothing else ends that.
                        _ => self.field(parent, "body").filter(|body| !self.source(*body).contains("break")),
                    };
                    let behind =
                        body.zip(parent.parent()).map(|(body, block)| (Some(body.end_byte()), block.end_byte()));
                    return behind.or(end);
                }
                "assert_statement" if holds => return parent.parent().map(|block| (None, block.end_byte())),
                // What is behind a condition in it holds, too.
                "conditional_expression" if holds && parent.named_child(1) == Some(node) => {
                    return Some((Some(parent.start_byte()), node.end_byte()));
                }
                "conditional_expression" if parent.named_child(1) == Some(node) => {
                    return Some((None, parent.end_byte()));
                }
                "if_clause" if holds => {
                    return parent.parent().map(|around| (Some(around.start_byte()), around.end_byte()));
                }
                _ => return end,
            }
            node = parent;
        }
        end
    }
}

/// Whether the last statement of a block goes elsewhere.
fn leaves(block: Node<'_>) -> bool {
    let last = block.named_children().filter(|statement| statement.kind() != "comment").last();
    let leaving = ["return_statement", "raise_statement", "continue_statement", "break_statement"];
    last.is_some_and(|last| leaving.contains(&last.kind()))
}
