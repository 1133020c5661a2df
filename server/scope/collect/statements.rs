//! Statements that bind names or make blocks.

use super::super::{BindingKind, BlockId, BlockKind, By, Flags, Passed, Role};
use super::table::K;
use super::{Collector, Evaluation, Mode, Part, Task};
use crate::syntax::{Node, alias_name, field_id};
use crate::text::Span;

impl<'s, 't> Collector<'s, 't, '_> {
    // ---- def

    /// The name and the defaults belong to the block around (reference, section 8.7).
    pub(super) fn function_definition(&mut self, node: Node<'t>) {
        if let Some(name) = self.field(node, "name") {
            // The block comes later; its number is known when it does.
            self.bind(name, BindingKind::Function(BlockId(0)));
        }
        if let Some(parameters) = self.field(node, "parameters") {
            self.push_defaults(parameters);
        }
        self.tasks.push(Task::FunctionHeader(node));
    }

    pub(super) fn function_header(&mut self, node: Node<'t>) {
        let parameters = self.field(node, "type_parameters");
        if let Some(parameters) = parameters {
            self.facts.enter(BlockKind::TypeParameters, self.name_of(node), self.span(node));
            self.tasks.push(Task::TypeParameters(parameters));
        }
        self.function_comments(node);
        self.push_annotations(node);
        self.tasks.push(Task::FunctionBody(node));
        if parameters.is_some() {
            self.tasks.push(Task::Leave);
        }
    }

    fn push_annotations(&mut self, node: Node<'t>) {
        let mut annotations = Vec::new();
        if let Some(parameters) = self.field(node, "parameters") {
            annotations.extend(parameters.children().filter_map(|parameter| parameter.field("type")));
        }
        if let Some(returned) = self.field(node, "return_type") {
            self.annotate(node.start_byte() as u32, returned, By::Annotation);
            annotations.push(returned);
        }
        if annotations.is_empty() {
            return;
        }
        let visits = annotations.into_iter().map(|annotation| Task::visit(annotation, Mode::Annotation));
        if self.drops_annotations() {
            self.push_with(Evaluation::Dropped(self.facts.current()), visits);
        } else if self.python.defers_annotations() {
            self.tasks.push(Task::Enter(BlockKind::Annotation, node));
            self.tasks.extend(visits);
            self.tasks.push(Task::Leave);
        } else if self.future_annotations {
            self.push_with(Evaluation::Resolved, visits);
        } else {
            self.tasks.extend(visits);
        }
    }

    /// Pushes tasks during which names are evaluated in another way than before.
    fn push_with(&mut self, evaluation: Evaluation, tasks: impl IntoIterator<Item = Task<'t>>) {
        let before = self.evaluation;
        self.tasks.push(Task::Evaluation(evaluation));
        self.tasks.extend(tasks);
        self.tasks.push(Task::Evaluation(before));
    }

    fn drops_annotations(&self) -> bool {
        self.future_annotations && self.python.future_drops_annotations()
    }

    pub(super) fn function_body(&mut self, node: Node<'t>) {
        if let Some(block) = self.body_taken_over(node, BlockKind::Function) {
            return self.set_block_of_binding(node, BindingKind::Function(block));
        }
        let block = self.facts.enter(BlockKind::Function, self.name_of(node), self.span(node));
        self.set_block_of_binding(node, BindingKind::Function(block));
        self.facts.block_mut().says_what_it_returns = self.field(node, "return_type").is_some();
        if let Some(parameters) = self.field(node, "parameters") {
            self.bind_parameters(parameters, self.field(node, "body"));
        }
        self.push_body(node);
    }

    /// Completes the binding of a `def` or `class` whose block has just been entered.
    fn set_block_of_binding(&mut self, node: Node<'t>, kind: BindingKind) {
        let Some(name) = self.field(node, "name") else { return };
        let start = name.start_byte() as u32;
        // It was noted a moment ago: only bindings of the header lie in between.
        if let Some(binding) = self.facts.bindings.iter_mut().rev().find(|binding| binding.0 == start) {
            binding.1 = kind;
        }
    }

    pub(super) fn push_defaults(&mut self, parameters: Node<'t>) {
        for parameter in parameters.children() {
            self.push_field(parameter, "value", Mode::Use);
        }
    }

    pub(super) fn bind_parameters(&mut self, parameters: Node<'t>, body: Option<Node<'t>>) {
        self.facts.header_end = body.map_or(parameters.end_byte(), |body| body.start_byte() - 1) as u32;
        let slash = parameters.children().position(|parameter| parameter.kind() == "positional_separator");
        let mut rest = Vec::new();
        for (number, parameter) in parameters.children().enumerate() {
            let mut passed = if Some(number) < slash { Passed::ByPosition } else { Passed::ByKeyword };
            let name = match parameter.kind() {
                "typed_parameter" => parameter.named_child(0),
                "default_parameter" | "typed_default_parameter" => self.field(parameter, "name"),
                _ => Some(parameter),
            };
            let Some(name) = name else { continue };
            let end = self.field(parameter, "type").unwrap_or(name).end_byte() as u32;
            self.facts.parameter_end = end;
            let name = match name.kind() {
                "list_splat_pattern" | "dictionary_splat_pattern" => {
                    passed = Passed::Rest;
                    name.named_child(0)
                }
                _ => Some(name),
            };
            match name {
                // The compiler comes to these last.
                Some(name) if passed == Passed::Rest && self.kind(name) == K::Identifier => {
                    self.give_rest(name, self.field(parameter, "type"));
                    rest.push((name, end));
                }
                Some(name) if self.kind(name) == K::Identifier => {
                    self.bind(name, BindingKind::Parameter(passed));
                    match (self.field(parameter, "type"), self.field(parameter, "value")) {
                        (Some(annotation), _) => {
                            self.annotate(name.start_byte() as u32, annotation, By::Annotation);
                        }
                        // `None` says nothing.
                        (None, Some(default)) if default.kind() != "none" => {
                            self.note_values(name.start_byte() as u32, default, By::Value);
                        }
                        (None, _) => {}
                    }
                }
                // Python 2's `def f((a, b))`, or broken code.
                Some(name) => self.push(name, Mode::Bind(BindingKind::Parameter(passed))),
                None => {}
            }
        }
        for (name, end) in rest {
            self.facts.parameter_end = end;
            self.bind(name, BindingKind::Parameter(Passed::Rest));
        }
    }

    pub(super) fn name_of(&self, node: Node<'t>) -> &'s str {
        self.field(node, "name").map_or("", |name| self.source(name))
    }

    /// `@a.b(…)` before a `def` or class: notes the token `b`, and visits all.
    pub(super) fn decorated_definition(&mut self, node: Node<'t>) {
        let name = self.field(node, "definition").and_then(|definition| self.field(definition, "name"));
        for child in node.children() {
            if child.kind() == "decorator"
                && let Some(expression) = child.named_child(0)
            {
                let called = if self.kind(expression) == K::Call { self.field(expression, "function") } else { None };
                let token = self.last_token(called.unwrap_or(expression));
                let decorator =
                    name.zip(token).map(|(name, token)| (name.start_byte() as u32, token.start_byte() as u32));
                self.facts.decorators.extend(decorator);
            }
            self.push(child, Mode::Use);
        }
    }

    // ---- class

    pub(super) fn class_definition(&mut self, node: Node<'t>) {
        if let Some(name) = self.field(node, "name") {
            self.bind(name, BindingKind::Class(BlockId(0)));
        }
        self.tasks.push(Task::ClassHeader(node));
    }

    /// The bases belong to the block around, or to that of the type parameters (reference, section 8.8).
    pub(super) fn class_header(&mut self, node: Node<'t>) {
        let parameters = self.field(node, "type_parameters");
        if let Some(parameters) = parameters {
            self.facts.enter(BlockKind::TypeParameters, self.name_of(node), self.span(node));
            self.facts.mangle_for_header(self.name_of(node));
            self.tasks.push(Task::TypeParameters(parameters));
        }
        // `class C(list["C"])`: strings in the brackets are annotations.
        self.push_field(node, "superclasses", Mode::Annotation);
        self.tasks.push(Task::ClassBody(node));
        if parameters.is_some() {
            self.tasks.push(Task::Leave);
        }
    }

    pub(super) fn class_body(&mut self, node: Node<'t>) {
        if let Some(block) = self.body_taken_over(node, BlockKind::Class) {
            return self.set_block_of_binding(node, BindingKind::Class(block));
        }
        let name = self.name_of(node);
        let block = self.facts.enter(BlockKind::Class, name, self.span(node));
        self.set_block_of_binding(node, BindingKind::Class(block));
        self.facts.mangle_for_class(name);
        let brackets = self.field(node, "superclasses");
        for base in brackets.into_iter().flat_map(Node::named_children) {
            let place = match self.kind(base) {
                K::KeywordArgument => {
                    let Some(label) = self.field(base, "name") else { continue };
                    if self.source(label) == "metaclass" {
                        let value = self.field(base, "value");
                        let place = value.and_then(|value| self.last_token(value).or(brackets));
                        self.facts.metaclasses.extend(place.map(|place| (block, place.start_byte() as u32)));
                    } else if let Some(class) = self.field(node, "name") {
                        self.facts.label(self.span(label), class.start_byte() as u32);
                    }
                    continue;
                }
                _ if matches!(base.kind(), "comment" | "dictionary_splat") => continue,
                // Where no name stands: it is a base that names don't tell.
                _ => self.last_token(base).or(brackets).map(|token| token.start_byte() as u32),
            };
            self.facts.bases.extend(place.map(|place| (block, place)));
            if self.kind(base) == K::Subscript {
                self.annotate_arguments(base);
            }
        }
        self.push_body(node);
    }

    /// The body of a function or class whose block has been entered.
    fn push_body(&mut self, node: Node<'t>) {
        self.note_docstring(node);
        self.push_field(node, "body", Mode::Use);
        if self.has_errors && node.has_error() {
            self.push_errors(node, Part::Body);
        }
        self.tasks.push(Task::Leave);
        if self.keeps_body(node) {
            self.tasks.push(Task::BodyDone);
        }
    }

    // ---- type parameters and aliases (PEP 695, PEP 696)

    pub(super) fn type_alias_statement(&mut self, node: Node<'t>) {
        match alias_name(node) {
            Some(name) => {
                self.bind(name, BindingKind::TypeAlias);
                self.tasks.push(Task::TypeAliasHeader(node));
            }
            // The grammar takes `type(x).y = z` for an alias.
            None => self.keyword_statement(node),
        }
    }

    pub(super) fn type_alias_header(&mut self, node: Node<'t>) {
        let left = self.field(node, "left").and_then(|left| left.named_child(0));
        let parameters = left.filter(|left| left.kind() == "generic_type").and_then(|left| left.named_child(1));
        if let Some(parameters) = parameters {
            self.facts.enter(BlockKind::TypeParameters, self.alias_name(node), self.span(node));
            self.tasks.push(Task::TypeParameters(parameters));
        }
        self.tasks.push(Task::TypeAliasValue(node));
        if parameters.is_some() {
            self.tasks.push(Task::Leave);
        }
    }

    pub(super) fn type_alias_value(&mut self, node: Node<'t>) {
        if let (Some(name), Some(value)) = (alias_name(node), self.field(node, "right")) {
            self.annotate(name.start_byte() as u32, value, By::ClassOf);
        }
        self.facts.enter(BlockKind::TypeAlias, self.alias_name(node), self.span(node));
        self.push_field(node, "right", Mode::Annotation);
        self.tasks.push(Task::Leave);
    }

    fn alias_name(&self, node: Node<'t>) -> &'s str {
        alias_name(node).map_or("", |name| self.source(name))
    }

    pub(super) fn type_parameters(&mut self, node: Node<'t>) {
        let mut parameter = None;
        let mut is_default = false;
        for child in node.children() {
            // The parser has read a comma for the `=` of a default.
            if !child.is_named() {
                is_default = self.source(child) == "=";
                continue;
            }
            match parameter {
                Some(parameter) if is_default => self.tasks.push(Task::TypeVariable(parameter, child)),
                _ => parameter = self.type_parameter(child),
            }
        }
    }

    /// Binds `T`, `T: bound`, `*T` or `**T`; returns the name.
    fn type_parameter(&mut self, node: Node<'t>) -> Option<Node<'t>> {
        let mut inner = node;
        let mut bound = None;
        while self.kind(inner) != K::Identifier {
            if inner.kind() == "constrained_type" {
                bound = inner.named_child(inner.named_child_count().checked_sub(1)?);
            }
            inner = inner.named_child(0)?;
        }
        // Names are private from their place on, and a bound may use those before it: the order counts.
        self.tasks.push(Task::visit(inner, Mode::Bind(BindingKind::TypeParameter)));
        if let Some(bound) = bound {
            self.annotate(inner.start_byte() as u32, bound, By::ClassOf);
            self.tasks.push(Task::TypeVariable(inner, bound));
        }
        Some(inner)
    }

    /// Where the type parameter of a name ends, with its bound and default.
    pub(super) fn end_of_type_parameter(&self, name: Node<'t>) -> u32 {
        let outwards = std::iter::successors(Some(name), |part| part.parent());
        let mut parts = outwards.take_while(|part| part.kind() != "type_parameter");
        let part = parts.by_ref().last().unwrap_or(name);
        let sign = part.next_sibling().filter(|sign| self.source(*sign) == "=");
        sign.and_then(|sign| sign.next_named_sibling()).unwrap_or(part).end_byte() as u32
    }

    pub(super) fn type_variable(&mut self, parameter: Node<'t>, expression: Node<'t>) {
        let mut inner = expression;
        while matches!(inner.kind(), "type" | "parenthesized_expression") {
            match inner.named_child(0) {
                Some(child) => inner = child,
                None => break,
            }
        }
        let span = Span { start: inner.start_byte() as u32, end: expression.end_byte() as u32 };
        self.facts.enter(BlockKind::TypeVariable, self.source(parameter), span);
        self.push(expression, Mode::Use);
        self.tasks.push(Task::Leave);
    }

    // ---- assignments

    pub(super) fn assignment(&mut self, node: Node<'t>) {
        let bind = Mode::Bind(BindingKind::Assignment);
        let left = self.field(node, "left").filter(|left| !left.is_missing());
        let right = self.field(node, "right");
        let annotation = self.field(node, "type");
        if let Some(left) = left {
            let bare = self.unparenthesized(left);
            let declares = annotation.is_some() && right.is_none() && self.kind(bare) == K::Identifier;
            let is_simple = annotation.is_some() && bare == left && self.kind(left) == K::Identifier;
            if is_simple {
                self.facts.check_annotated(self.span(left), self.span(node));
            }
            if declares && bare == left {
                // `x: T` makes x local without binding a value (reference, section 7.2.2).
                self.facts.occurrence(self.span(bare), Role::Declare, Flags::BOUND);
            } else if declares {
                self.facts.occurrence(self.span(bare), Role::Declare, Flags::default());
            } else if is_simple {
                self.bind(left, BindingKind::Assignment);
                self.facts.note_annotated(self.span(left));
            } else {
                self.push(left, bind);
            }
            self.listed_names(left, right);
        }
        let is_alias = annotation.is_some_and(|annotation| self.is_type_alias(annotation));
        match (left, annotation, right) {
            (Some(left), Some(_), Some(right)) if is_alias => {
                self.annotate(left.start_byte() as u32, right, By::ClassOf)
            }
            // The value alone says what it is.
            (Some(left), Some(annotation), Some(right))
                if matches!(self.source(annotation).rsplit('.').next(), Some("Final" | "ClassVar")) =>
            {
                self.give(left, right, By::Value);
            }
            (Some(left), Some(annotation), _) => self.annotate_target(left, annotation),
            (Some(left), None, Some(right)) => self.give(left, right, By::Value),
            _ => {}
        }
        if annotation.is_none() {
            self.type_comment_behind(node.end_byte(), left);
        }
        self.tasks.extend(annotation.map(Task::VariableAnnotation));
        let mode = if is_alias { Mode::Annotation } else { Mode::Use };
        self.tasks.extend(right.map(|right| Task::visit(right, mode)));
    }

    /// The strings in the values of `__all__` and `__slots__`.
    fn listed_names(&mut self, left: Node<'t>, right: Option<Node<'t>>) {
        let Some(right) = right else { return };
        match self.source(left) {
            "__all__" if self.facts.in_module() => self.facts.exports_from(right, self.text),
            "__slots__" if self.facts.block().kind == BlockKind::Class => self.facts.slots_from(right, self.text),
            _ => {}
        }
    }

    /// Whether an annotation is `TypeAlias` (PEP 613): then the value is a type.
    fn is_type_alias(&mut self, annotation: Node<'t>) -> bool {
        let Some(name) = annotation.named_child(0) else { return false };
        let form = self.typing_form(name).map(|form| form.name);
        form.or_else(|| Some(self.source(self.last_token(name)?))) == Some("TypeAlias")
    }

    fn unparenthesized(&mut self, node: Node<'t>) -> Node<'t> {
        let mut inner = node;
        while matches!(inner.kind(), "tuple_pattern" | "parenthesized_expression") && inner.child_count() == 3 {
            match inner.named_child(0) {
                Some(child) => inner = child,
                None => break,
            }
        }
        inner
    }

    pub(super) fn augmented_assignment(&mut self, node: Node<'t>) {
        self.push_field(node, "left", Mode::Bind(BindingKind::Assignment));
        self.push_field(node, "right", Mode::Use);
        if let Some(left) = self.field(node, "left") {
            self.listed_names(left, self.field(node, "right"));
            if let Some(right) = self.field(node, "right") {
                self.fill_by_operator(left, right);
            }
        }
    }

    /// The annotation of a variable: in 3.14 in a block of the variable's owner (PEP 649); in functions never evaluated.
    pub(super) fn variable_annotation(&mut self, annotation: Node<'t>) {
        let visit = [Task::visit(annotation, Mode::Annotation)];
        let in_function = self.facts.block().kind == BlockKind::Function;
        if self.drops_annotations() {
            self.push_with(Evaluation::Dropped(self.facts.current()), visit);
        } else if !self.python.defers_annotations() {
            let is_evaluated = !in_function && !self.future_annotations;
            self.push_with(if is_evaluated { self.evaluation } else { Evaluation::Resolved }, visit);
        } else {
            let owner = self.facts.current();
            let block = match self.facts.block().annotations {
                Some(block) => self.facts.enter_again(block),
                None => {
                    let block = self.facts.enter(BlockKind::Annotation, "__annotate__", self.facts.block().span);
                    self.facts.set_annotations(owner, block);
                    block
                }
            };
            self.push_with(if in_function { Evaluation::NotIn(block) } else { self.evaluation }, visit);
            self.tasks.push(Task::Leave);
        }
    }

    // ---- try, for, except, print

    /// Up to 3.12 the compiler comes to `else` before the handlers.
    pub(super) fn try_statement(&mut self, node: Node<'t>) {
        if self.python.minor >= 13 {
            return self.visit_children(node, Mode::Use);
        }
        let place = |child: Node<'_>| match child.kind() {
            "else_clause" => 1,
            "except_clause" => 2,
            "finally_clause" => 3,
            _ => 0,
        };
        let mut children: Vec<_> = node.children().collect();
        children.sort_by_key(|child| place(*child));
        for child in children {
            self.push(child, Mode::Use);
        }
    }

    pub(super) fn for_clause(&mut self, node: Node<'t>) {
        self.header_comment(node);
        self.give_each(node);
        for child in node.children() {
            let binds = child.field_id() == field_id("left");
            self.push(child, if binds { Mode::Bind(BindingKind::For) } else { Mode::Use });
        }
    }

    pub(super) fn except_clause(&mut self, node: Node<'t>) {
        for child in node.children() {
            let binds = self.kind(child) == K::AsPattern;
            self.push(child, if binds { Mode::Bind(BindingKind::Except) } else { Mode::Use });
        }
    }

    pub(super) fn keyword_statement(&mut self, node: Node<'t>) {
        if let Some(keyword) = node.child(0) {
            self.use_name(keyword);
        }
        self.visit_children(node, Mode::Use);
    }
}
