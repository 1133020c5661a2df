//! The places of expressions that are no names, and what they are made of: see [`super::super::given`].

use super::super::By;
use super::super::given::{MOST_PARTS, MOST_PASSED, OPERATORS, default_passed};
use super::Collector;
use super::expressions::begins_with_star;
use super::given::{MOST_ELEMENTS, literal_class};
use super::table::K;
use crate::syntax::{Node, last_part};

/// Expressions in expressions further in than this have no place: they are nested so by programs alone.
pub(super) const DEEPEST: u8 = 8;

impl<'t> Collector<'_, 't, '_> {
    /// The place of what an expression comes to: see [`super::super::given`]. Of one that is made of others, it is noted what it is made of.
    pub(super) fn place(&mut self, expression: Node<'t>, depth: u8) -> Option<u32> {
        let (start, end) = (expression.start_byte() as u32, expression.end_byte() as u32);
        if depth == DEEPEST {
            return None;
        }
        match self.kind(expression) {
            K::Identifier => Some(start),
            K::Attribute => self.field(expression, "attribute").map(|name| name.start_byte() as u32),
            K::Call => {
                let Some(callee) = self.called(expression) else {
                    // `handlers[key]()`: it has a place of its own.
                    let function = self.field(expression, "function")?;
                    let is_named = matches!(self.kind(function), K::Identifier | K::Attribute);
                    let place = if is_named { None } else { self.place(function, depth + 1) }?;
                    self.note(end, place, By::Called);
                    return Some(end);
                };
                let place = callee.end_byte() as u32;
                if !self.hand_on(place, expression, depth) {
                    self.note_passed(place, expression, depth);
                }
                Some(place)
            }
            K::Subscript => {
                let value = self.field(expression, "value")?;
                let inside = self.bracketed(expression);
                let place = self.place(value, depth + 1)?;
                let by = match inside[..] {
                    // Of the same kind as the whole.
                    [index] if index.kind() == "slice" => return Some(place),
                    [index] => {
                        let number = self.source(index).parse().ok().filter(|&number: &u8| number < MOST_PARTS);
                        number.map_or(By::Item, By::ItemAt)
                    }
                    _ => By::Item,
                };
                self.note(end, place, by);
                Some(end)
            }
            K::Await => {
                let place = expression.named_child(0).and_then(|inner| self.place(inner, depth + 1))?;
                self.note(start, place, By::Awaited);
                Some(start)
            }
            K::NamedExpression => self.field(expression, "name").map(|name| name.start_byte() as u32),
            K::Comprehension => {
                let first = expression.named_children().find(|clause| self.kind(*clause) == K::For)?;
                let place = self.place_of_sign(first.child(0)?)?;
                self.note_display(place, expression, depth);
                Some(place)
            }
            _ => match expression.kind() {
                "parenthesized_expression" => {
                    let inner = *self.named_children(expression).first()?;
                    self.place(inner, depth + 1)
                }
                "lambda" => {
                    self.note_display(start, expression, depth);
                    Some(start)
                }
                "expression_list" => {
                    let comma = expression.children().find(|sign| sign.kind() == ",")?;
                    let comma = self.place_of_sign(comma)?;
                    self.note_display(comma, expression, depth);
                    Some(comma)
                }
                "list" | "set" | "tuple" | "dictionary" => {
                    self.note_display(end, expression, depth);
                    Some(end)
                }
                "boolean_operator" | "conditional_expression" if depth == 0 => {
                    let sign = |child: &Node<'t>| matches!(child.kind(), "and" | "or" | "if");
                    let place = self.place_of_sign(expression.children().find(sign)?)?;
                    self.note_values(place, expression, By::Value);
                    Some(place)
                }
                "binary_operator" | "unary_operator" => {
                    let sign = expression.children().find(|child| !child.is_named())?;
                    let operand = expression.named_child(0)?;
                    let is_it = |known: &(&str, &str)| known.0 == sign.kind();
                    let is_binary = expression.kind() == "binary_operator";
                    let mut known = OPERATORS.iter();
                    let operator = if is_binary { known.position(is_it) } else { known.rposition(is_it) }? as u8;
                    // A number leaves it to what else there is.
                    let is_number = |operand: Node<'t>| matches!(operand.kind(), "integer" | "float");
                    let right = expression.named_child(1).filter(|right| is_number(operand) && !is_number(*right));
                    let place = self.place_of_sign(sign)?;
                    if let Some(right) = right.and_then(|right| self.place(right, depth + 1)) {
                        self.note(place, right, By::Reflected(operator));
                        return Some(place);
                    }
                    let operand = self.place(operand, depth + 1)?;
                    self.note(place, operand, By::Operated(operator));
                    Some(place)
                }
                kind => {
                    let class = self.literal(kind, expression)?;
                    // A name may end where this does.
                    let place = if kind == "not_operator" { start } else { end };
                    self.note(place, 0, By::Literal(class));
                    Some(place)
                }
            },
        }
    }

    /// The place of what a sign or keyword stands in. Nothing else has one within a word; but where a sign of one letter starts, what stands before it
    /// may have its place, and where it ends, what stands behind it. If both may, there is none.
    fn place_of_sign(&self, sign: Node<'t>) -> Option<u32> {
        let (start, end) = (sign.start_byte(), sign.end_byte());
        if end - start > 1 {
            return Some(start as u32 + 1);
        }
        let text = self.text.as_bytes();
        let stands_off = start > 0 && text[start - 1].is_ascii_whitespace();
        if stands_off || sign.prev_sibling().is_none_or(|before| !self.has_place_at_end(before)) {
            return Some(start as u32);
        }
        let is_free = |next: &u8| next.is_ascii_whitespace() || b"()[]{}0123456789".contains(next);
        text.get(end).is_none_or(is_free).then_some(end as u32)
    }

    /// Whether an expression, or one that it ends with, may have its place where it ends.
    fn has_place_at_end(&self, expression: Node<'t>) -> bool {
        let mut last = expression;
        loop {
            match (self.kind(last), last_part(last)) {
                (K::Identifier | K::Attribute | K::Comprehension, _) => return false,
                (K::Call, _) => {
                    let function = self.field(last, "function");
                    return !function.is_some_and(|f| matches!(self.kind(f), K::Identifier | K::Attribute));
                }
                (K::Subscript, _) | (_, None) => return true,
                _ if matches!(last.kind(), "list" | "set" | "tuple" | "dictionary" | "string") => return true,
                _ if last.kind() == "parenthesized_expression" => return false,
                (_, Some(inner)) => last = inner,
            }
        }
    }

    /// What stands before a dot, if it is a subscript, or in brackets something of which a name tells what it comes to.
    pub(super) fn place_before_dot(&mut self, object: Node<'t>) -> Option<u32> {
        let inner = match object.kind() {
            "parenthesized_expression" => *self.named_children(object).first()?,
            _ => object,
        };
        // A literal that stands before a dot as it is has no need of a place.
        let is_display = matches!(inner.kind(), "dictionary" | "list") && inner.named_child_count() > 0;
        let is_made = is_display
            || matches!(inner.kind(), "subscript" | "await" | "named_expression")
            || inner != object && !matches!(self.kind(inner), K::Identifier | K::Attribute | K::Call | K::Lambda);
        if is_made { self.place(inner, 0) } else { None }
    }

    /// The arguments of a call that is a statement, of what may be a function or method of the same file.
    pub(super) fn note_passed_alone(&mut self, call: Node<'t>) {
        let Some(function) = self.field(call, "function") else { return };
        let is_near = match self.kind(function) {
            K::Identifier => true,
            K::Attribute => self.field(function, "object").is_some_and(|object| self.source(object) == "self"),
            _ => false,
        };
        if is_near && call.parent().is_some_and(|parent| parent.kind() == "expression_statement") {
            self.note_passed(function.end_byte() as u32, call, 0);
        }
    }

    /// The arguments of a call, where names tell what they are: the type parameters of a function stand for what they are.
    fn note_passed(&mut self, target: u32, call: Node<'t>, depth: u8) {
        let Some(arguments) = self.field(call, "arguments").filter(|given| given.kind() == "argument_list") else {
            return;
        };
        let name = self.field(call, "function").and_then(|function| self.last_token(function));
        let has_default = name.is_some_and(|name| default_passed(self.source(name)).is_some());
        for (number, argument) in (0..MOST_PASSED).zip(self.named_children(arguments)) {
            match argument.kind() {
                "string" | "tuple" if number > 0 && has_default => {
                    if let Some(place) = self.place(argument, depth + 1) {
                        self.note(target, place, By::Passed(number));
                    }
                }
                "keyword_argument" | "list_splat" | "dictionary_splat" => break,
                "identifier" | "attribute" | "call" | "await" | "subscript" | "list" | "dictionary" | "set"
                | "lambda" => {
                    if let Some(place) = self.place(argument, depth + 1) {
                        self.note(target, place, By::Passed(number));
                    }
                }
                _ => {}
            }
        }
    }

    /// `sorted(xs, key=lambda x: …)` and the like: what the parameters of the lambda are.
    pub(super) fn give_to_lambda(&mut self, function: Node<'t>, arguments: Node<'t>) {
        let name = self.last_token(function).map_or("", |token| self.source(token));
        if !matches!(name, "sorted" | "min" | "max" | "groupby" | "sort" | "map" | "filter") {
            return;
        }
        let given = self.named_children(arguments);
        let is_key = |argument: &Node<'t>| self.field(*argument, "name").is_some_and(|name| self.source(name) == "key");
        let (lambda, iterables) = match (name, self.kind(function)) {
            ("map" | "filter", K::Identifier) => (given.first().copied(), given.get(1..).unwrap_or_default().to_vec()),
            ("sort", K::Attribute) => {
                (given.iter().copied().find(is_key), self.field(function, "object").into_iter().collect())
            }
            ("sort" | "map" | "filter", _) => return,
            _ => (given.iter().copied().find(is_key), given.first().copied().into_iter().collect()),
        };
        let lambda = lambda.map(|lambda| self.field(lambda, "value").unwrap_or(lambda));
        let lambda = lambda.filter(|lambda| self.kind(*lambda) == K::Lambda);
        let Some(parameters) = lambda.and_then(|lambda| self.field(lambda, "parameters")) else { return };
        let parameters = self.named_children(parameters).into_iter().take(MOST_PARTS.into());
        for (parameter, iterable) in parameters.zip(iterables) {
            if self.kind(parameter) == K::Identifier
                && let Some(place) = self.place(iterable, 0)
            {
                self.note(parameter.start_byte() as u32, place, By::Iterated);
            }
        }
    }

    /// `f(key=lambda x: …)`: what the parameters of the lambda are, the keyword's annotation tells.
    pub(super) fn give_to_labelled_lambda(&mut self, label: Node<'t>, argument: Node<'t>) {
        if let Some(value) = self.field(argument, "value") {
            self.give_to_parameters(value, label, By::Labelled);
        }
    }

    /// `f(lambda x: …)`: the annotation of what takes it.
    pub(super) fn give_to_passed_lambdas(&mut self, callee: Node<'t>, arguments: Node<'t>) {
        let given = arguments.named_children().filter(|argument| argument.kind() != "comment");
        let plain = given.take_while(|argument| argument.kind() != "list_splat");
        for (number, argument) in (0..MOST_PASSED).zip(plain) {
            self.give_to_parameters(argument, callee, |parameter| By::Handed(number * MOST_PASSED + parameter));
        }
    }

    fn give_to_parameters(&mut self, lambda: Node<'t>, told: Node<'t>, by: impl Fn(u8) -> By) {
        if self.kind(lambda) != K::Lambda {
            return;
        }
        let parameters = self.field(lambda, "parameters").map_or(Vec::new(), |all| self.named_children(all));
        for (number, parameter) in (0..MOST_PASSED).zip(parameters) {
            if self.kind(parameter) == K::Identifier {
                self.note(parameter.start_byte() as u32, told.start_byte() as u32, by(number));
            }
        }
    }

    fn note_display(&mut self, target: u32, display: Node<'t>, depth: u8) {
        // A generator is no list, but whoever asks for what is in it, doesn't mind.
        let class = if display.kind() == "generator_expression" { "list_comprehension" } else { display.kind() };
        if let Some(class) = self.literal(class, display) {
            self.note(target, 0, By::Literal(class));
            self.note_elements(target, display, depth);
        }
    }

    /// What is in a display or comprehension.
    pub(super) fn note_elements(&mut self, target: u32, display: Node<'t>, depth: u8) {
        let mut parts = Vec::new();
        match display.kind() {
            "tuple" | "expression_list" => parts = (0..MOST_PARTS).zip(self.named_children(display)).collect(),
            "list" | "set" => {
                parts.extend(self.named_children(display).into_iter().take(MOST_ELEMENTS).map(|element| (0, element)));
            }
            // What a call of it makes.
            "lambda" => parts.extend(self.field(display, "body").map(|body| (1, body))),
            "dictionary" => {
                let pairs = display.named_children().filter(|pair| pair.kind() == "pair").take(MOST_ELEMENTS);
                parts.extend(pairs.filter_map(|pair| Some((1, pair.field("value")?))));
            }
            _ => match self.field(display, "body") {
                Some(pair) if pair.kind() == "pair" => {
                    parts.extend(self.field(pair, "key").map(|key| (0, key)));
                    parts.extend(self.field(pair, "value").map(|value| (1, value)));
                }
                body => parts.extend(body.map(|body| (0, body))),
            },
        }
        for (number, part) in parts {
            let (part, by) = match part.kind() {
                "list_splat" if self.literal(display.kind(), display) == literal_class("tuple") => break,
                "list_splat" => (part.named_child(0).unwrap_or(part), By::ElementOf(number)),
                "attribute" | "call" | "subscript" if begins_with_star(part) => (part, By::ElementOf(number)),
                _ => (part, By::Element(number)),
            };
            if let Some(place) = self.place(part, depth + 1) {
                self.note(target, place, by);
            }
        }
    }
}
