//! What expressions and patterns do with names: chains of dots, calls, lambdas, comprehensions, `:=`, `as`, classes in a `case`.

use super::super::{BindingKind, BlockKind, By};
use super::table::K;
use super::{Collector, Evaluation, Mode, Task, strings};
use crate::syntax::{Node, field_id, walrus_of};

impl<'t> Collector<'_, 't, '_> {
    /// `a.b.c`: uses `a`, and notes `b` and `c` as members.
    pub(super) fn attribute(&mut self, node: Node<'t>, mode: Mode) {
        let (mut object, mut names) = (node, Vec::new());
        while self.kind(object) == K::Attribute {
            names.extend(self.field(object, "attribute"));
            match self.field(object, "object") {
                Some(inner) => object = inner,
                None => return self.visit_children(object, Mode::Use),
            }
        }
        let inner = without_star(object);
        let mut base = match self.kind(inner) {
            K::Identifier => Some(inner.start_byte() as u32),
            K::Call if self.source(object) == "type(self)" => Some(object.end_byte() as u32 - "self)".len() as u32),
            K::Call => self.place(object, 0),
            _ => self.place_before_dot(inner),
        };
        if base.is_none()
            && let Some(first) = names.last()
        {
            self.give_base(*first, object);
        }
        self.push(object, Mode::Use);
        for (behind, name) in names.iter().enumerate().rev().filter(|(_, name)| !name.is_missing()) {
            let is_target = behind == 0 && matches!(mode, Mode::Bind(_) | Mode::Delete);
            self.facts.member(self.span(*name), base, is_target);
            base = Some(name.start_byte() as u32);
        }
    }

    /// The name that a call calls, where its result is known by it: that of `super` without arguments, or with the class by its name and an object.
    pub(super) fn called(&self, call: Node<'t>) -> Option<Node<'t>> {
        let function = without_star(self.field(call, "function")?);
        // `C[T]()`: the arguments in the brackets are those of the name.
        let is_plain = matches!(self.kind(function), K::Identifier | K::Attribute) || self.is_generic(function);
        let is_known = is_plain && (self.source(function) != "super" || self.is_super_known(call));
        if is_known { self.last_token(function) } else { None }
    }

    /// Whether the arguments of a call of `super` tell where it looks: not those of `super(C)`, which is no object, nor `super(f(), self)`.
    fn is_super_known(&self, call: Node<'t>) -> bool {
        let Some(arguments) = self.field(call, "arguments").filter(|given| given.kind() == "argument_list") else {
            return false;
        };
        let given: Vec<Node<'t>> = arguments.named_children().filter(|argument| argument.kind() != "comment").collect();
        match given[..] {
            [] => true,
            [class, of] => {
                let mut root = class;
                while let Some(object) = self.field(root, "object").filter(|_| self.kind(root) == K::Attribute) {
                    root = object;
                }
                let is_given = self.kind(of) != K::KeywordArgument && !of.kind().ends_with("splat");
                self.kind(root) == K::Identifier && is_given
            }
            _ => false,
        }
    }

    /// `getattr(a, "x")` and the like name an attribute in a string; so do `patch.object(a, "x")` and `monkeypatch.setattr(a, "x", …)`.
    fn attribute_in_string(&mut self, function: Node<'t>, arguments: Node<'t>) {
        let name = self.last_token(function).map_or("", |token| self.source(token));
        let is_target = matches!(name, "setattr" | "delattr");
        let takes_attribute = is_target || matches!(name, "getattr" | "hasattr" | "object");
        if !takes_attribute || (name == "object") == (self.kind(function) == K::Identifier) {
            return;
        }
        let mut given = arguments.named_children().filter(|argument| argument.kind() != "comment");
        let (Some(object), Some(string)) = (given.next(), given.next()) else { return };
        let inside = Some(string).filter(|string| self.kind(*string) == K::String);
        let inside = inside.and_then(|string| strings::plain_inside(string, self.text));
        if let Some(inside) = inside.filter(|inside| crate::name::is_identifier(&self.text[inside.range()])) {
            let base = match self.kind(object) {
                K::Identifier | K::Attribute => self.last_token(object).map(|token| token.start_byte() as u32),
                _ => None,
            };
            self.facts.undotted_member(inside, base, is_target);
        }
    }

    /// `a.b` where the grammar reads a type.
    pub(super) fn member_type(&mut self, node: Node<'t>) {
        let named: Vec<_> = node.named_children().collect();
        if let [base, .., member] = named[..] {
            self.push(base, Mode::Use);
            let rooted = base.named_child_count() <= 1;
            self.facts.member(self.span(member), rooted.then(|| base.start_byte() as u32), false);
        }
    }

    pub(super) fn call(&mut self, node: Node<'t>) {
        let function = self.field(node, "function");
        if let Some(function) = function {
            self.push(function, Mode::Use);
            self.quoted_arguments(function, node);
            if matches!(self.evaluation, Evaluation::Compiled) {
                self.facts.note_export_call(function, node, self.text);
            }
        }
        let callee = function.and_then(|function| self.last_token(function));
        let Some(arguments) = self.field(node, "arguments") else { return };
        if self.kind(arguments) == K::Comprehension {
            return self.push(arguments, Mode::Use);
        }
        if let Some(function) = function {
            if self.is_generic(function) {
                self.annotate_arguments(function);
            }
            self.attribute_in_string(function, arguments);
            self.narrow_by_call(node, function, arguments);
            self.give_to_lambda(function, arguments);
            self.fill_by_call(node, function, arguments);
        }
        if callee.is_some_and(|callee| self.source(callee) == "partial") {
            // What its keywords name.
            self.place(node, 0);
        } else {
            self.note_passed_alone(node);
        }
        if let Some(callee) = callee {
            self.give_to_passed_lambdas(callee, arguments);
        }
        let is_label = |argument: Node<'t>| self.kind(argument) == K::KeywordArgument;
        let place = match (callee, function) {
            (Some(callee), _) => Some(callee.start_byte() as u32),
            // `type(self)(x=1)`: what a call makes is called.
            (None, Some(made)) if self.kind(made) == K::Call && arguments.children().any(is_label) => {
                self.place(made, 0)
            }
            _ => None,
        };
        for argument in arguments.children() {
            if self.kind(argument) == K::KeywordArgument
                && let (Some(place), Some(label)) = (place, self.field(argument, "name"))
            {
                self.facts.label(self.span(label), place);
                self.give_to_labelled_lambda(label, argument);
            }
            self.push(argument, Mode::Use);
        }
    }

    /// The name that stands for an expression: `x`, or the `c` of `a.b.c`.
    pub(super) fn last_token(&self, expression: Node<'t>) -> Option<Node<'t>> {
        match self.kind(expression) {
            K::Identifier => Some(expression),
            K::Attribute => self.field(expression, "attribute"),
            // `P[int]` is a class of `P`'s names, and a call of it a call of `P`.
            K::Subscript => self.field(expression, "value").and_then(|value| self.last_token(value)),
            _ if expression.kind() == "list_splat" => self.last_token(without_star(expression)),
            _ => None,
        }
    }

    pub(super) fn named_expression(&mut self, node: Node<'t>) {
        let whole = node.parent().filter(|whole| walrus_of(*whole) == Some(node)).unwrap_or(node);
        self.refuse_in_annotation(whole, "named expression");
        if self.facts.block().iterables > 0 {
            let before = Some((node.start_byte() as u32).saturating_sub(1));
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            self.facts.error(self.span(whole), before, message.to_owned());
        }
        if let Some(name) = self.field(node, "name") {
            match self.evaluation {
                Evaluation::Dropped(block) => self.facts.dropped_walrus(self.span(name), block),
                _ => self.facts.walrus(self.span(name)),
            }
        }
        self.push_field(node, "value", Mode::Use);
        if let (Some(name), Some(value)) = (self.field(node, "name"), self.field(node, "value")) {
            self.give(name, if whole == node { value } else { whole }, By::Value);
        }
    }

    /// `e as x` in `with` and `except`, and in patterns.
    pub(super) fn as_pattern(&mut self, node: Node<'t>, mode: Mode) {
        let kind = match mode {
            Mode::Bind(kind) => kind,
            Mode::Pattern => BindingKind::Pattern,
            Mode::Use | Mode::Annotation | Mode::Delete => BindingKind::With,
        };
        let inner = if mode == Mode::Pattern { mode } else { Mode::Use };
        let mut behind_as = false;
        for child in node.children() {
            match child.kind() {
                "as" => behind_as = true,
                "as_pattern_target" => self.push(child, Mode::Bind(kind)),
                _ if behind_as && mode == Mode::Pattern => {
                    self.give_matched(child, node);
                    self.push(child, Mode::Pattern);
                }
                _ if behind_as => self.push(child, Mode::Bind(kind)),
                _ => self.push(child, inner),
            }
        }
        self.give_as(node, kind);
    }

    pub(super) fn lambda(&mut self, node: Node<'t>) {
        self.refuse_block_in_class_annotation(node, "lambda");
        if let Some(parameters) = self.field(node, "parameters") {
            self.push_defaults(parameters);
        }
        self.tasks.push(Task::LambdaBody(node));
    }

    pub(super) fn lambda_body(&mut self, node: Node<'t>) {
        self.facts.enter(BlockKind::Lambda, "<lambda>", self.span(node));
        if let Some(parameters) = self.field(node, "parameters") {
            self.bind_parameters(parameters, self.field(node, "body"));
        }
        self.push_field(node, "body", Mode::Use);
        self.tasks.push(Task::Leave);
    }

    /// The first iterable is evaluated around the comprehension, all else within (reference, section 6.2.4).
    pub(super) fn comprehension_outside(&mut self, node: Node<'t>) {
        self.refuse_block_in_class_annotation(node, "comprehension");
        if let Some(first) = node.children().find(|clause| self.kind(*clause) == K::For) {
            self.push_iterables(first);
        }
        self.tasks.push(Task::Comprehension(node));
    }

    pub(super) fn comprehension(&mut self, node: Node<'t>) {
        let name = match node.kind() {
            "list_comprehension" => "<listcomp>",
            "dictionary_comprehension" => "<dictcomp>",
            "set_comprehension" if unpacks_dict(self.source(node)) => "<dictcomp>",
            "set_comprehension" => "<setcomp>",
            _ => "<genexpr>",
        };
        self.facts.enter(BlockKind::Comprehension, name, self.span(node));
        let mut first = true;
        // The compiler comes to the element last: what it binds by `:=` is checked against the targets.
        let (element, clauses): (Vec<_>, Vec<_>) =
            node.children().partition(|child| child.field_id() == field_id("body"));
        for clause in clauses {
            if self.kind(clause) != K::For {
                self.push(clause, Mode::Use);
                continue;
            }
            self.tasks.push(Task::Target(true));
            self.push_field(clause, "left", Mode::Bind(BindingKind::For));
            self.tasks.push(Task::Target(false));
            self.give_each(clause);
            if !std::mem::take(&mut first) {
                self.push_iterables(clause);
            }
        }
        for element in element {
            match self.field(element, "key").filter(|_| node.kind() == "dictionary_comprehension") {
                // Of `key: value` the value first.
                Some(key) => {
                    self.push_field(element, "value", Mode::Use);
                    self.push(key, Mode::Use);
                }
                None => self.push(element, Mode::Use),
            }
        }
        if self.python.minor < 10 {
            self.tasks.push(Task::ComprehensionDone);
        }
        self.tasks.push(Task::Leave);
    }

    fn push_iterables(&mut self, clause: Node<'t>) {
        self.tasks.push(Task::Iterable(true));
        for iterable in clause.children_in("right") {
            self.push(iterable, Mode::Use);
        }
        self.tasks.push(Task::Iterable(false));
    }

    /// `C(…)` in a `case`: uses the class, matches the rest; a keyword names an attribute of it.
    pub(super) fn class_pattern(&mut self, node: Node<'t>) {
        let (mut class, mut n_before) = (None, 0);
        for child in node.children() {
            let is_class = self.kind(child) == K::DottedName;
            if is_class {
                class = child.children().filter(|name| name.is_named()).last();
            } else if let Some(keyword) = self.pattern_keyword(child) {
                self.facts.undotted_member(self.span(keyword), class.map(|class| class.start_byte() as u32), false);
                self.give_captured(child, keyword);
            } else if let Some(class) = class.filter(|_| self.kind(child) == K::CasePattern) {
                self.give_by_position(child, class, n_before);
                n_before += 1;
            }
            self.push(child, if is_class { Mode::Use } else { Mode::Pattern });
        }
    }

    /// The `x` of `x=…` in a class pattern.
    fn pattern_keyword(&self, part: Node<'t>) -> Option<Node<'t>> {
        let mut pattern = part;
        // `x=C() as y`.
        while matches!(pattern.kind(), "case_pattern" | "as_pattern") {
            pattern = pattern.named_child(0)?;
        }
        pattern
            .named_child(0)
            .filter(|name| self.kind(pattern) == K::KeywordPattern && self.kind(*name) == K::Identifier)
    }

    /// A pattern's `x` captures, its `a.b` is a use of `a`.
    pub(super) fn dotted_name(&mut self, node: Node<'t>, mode: Mode) {
        let names: Vec<_> = node.children().filter(|n| n.is_named()).collect();
        match names[..] {
            [name] if mode == Mode::Pattern => self.capture(name),
            [first, ref members @ ..] => {
                self.use_name(first);
                let mut base = first.start_byte() as u32;
                for member in members {
                    self.facts.member(self.span(*member), Some(base), false);
                    base = member.start_byte() as u32;
                }
            }
            [] => {}
        }
    }
}

/// What stands behind the star of `*x.y`, which the grammar takes for an attribute of `*x` at the start of a display.
fn without_star(expression: Node<'_>) -> Node<'_> {
    let starred = expression.named_child(0).filter(|_| expression.kind() == "list_splat");
    starred.unwrap_or(expression)
}

/// Whether a display's first element is `*x.y`, `*x()` or `*x[y]`, which the grammar takes for an attribute, a call or an item of `*x`.
pub(super) fn begins_with_star(element: Node<'_>) -> bool {
    let mut inmost = element;
    while let Some(inner) = match inmost.kind() {
        "attribute" => inmost.field("object"),
        "call" => inmost.field("function"),
        "subscript" => inmost.field("value"),
        _ => None,
    } {
        inmost = inner;
    }
    inmost != element && inmost.kind() == "list_splat"
}

/// Whether a comprehension that the grammar takes for a set's is `{**d for …}` (3.15).
pub(super) fn unpacks_dict(comprehension: &str) -> bool {
    comprehension[1..].trim_start().starts_with("**")
}
