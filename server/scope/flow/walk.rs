//! The walk: a block's statements, as they run.
//!
//! One cursor goes over the tree; each `…_statement` finds it at its node and leaves it there.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::{BindingKind, Graph};
use super::DEEPEST;
use super::events::Events;
use super::grammar::{Grammar, S};
use super::jumps::{Frame, Jump};
use super::state::State;
use super::values::{Constant, Facts, Value, Way, WayKind};
use crate::syntax::{Cursor, Node, first_part, last_part, parts};

/// A use that the walk has come to.
pub(super) struct Used {
    pub(super) start: u32,
    pub(super) variable: u32,
    pub(super) value: Value,
    pub(super) facts: Facts,
    /// Whether it stands in a `try` that takes the error of an unbound name.
    pub(super) guarded: bool,
}

/// A binding that takes the place of another.
pub(super) struct Replaced {
    pub(super) old: u32,
    pub(super) new: u32,
    pub(super) variable: u32,
    /// The value of the old one.
    pub(super) value: Value,
    /// Whether nothing could run between the two.
    pub(super) at_once: bool,
}

/// What is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// All variables, with what conditions tell of them.
    All,
    /// One variable.
    Variable,
    /// One variable, to one use of it.
    Use,
}

/// `'a` is the lifetime of the file's text and graph, `'t` the tree's.
pub(super) struct Walker<'a, 't> {
    pub(super) text: &'a str,
    pub(super) graph: &'a Graph,
    pub(super) grammar: &'static Grammar,
    pub(super) cursor: Cursor<'t>,
    pub(super) events: &'a Events,
    /// Where the last look-up of an event ended: the next begins there, mostly.
    pub(super) hint: usize,
    pub(super) state: State,
    pub(super) frames: Vec<Frame>,
    pub(super) depth: usize,
    /// The block that runs.
    pub(super) run: u32,
    /// How many `try` around take the error of an unbound name.
    pub(super) guards: usize,
    /// How much has run that may run anything.
    pub(super) clock: u32,
    /// The constant that is being bound.
    pub(super) bound_constant: Option<Constant>,
    /// Whether annotations of variables are evaluated: not in functions.
    annotates: bool,
    pub(super) follows: Follows,
    /// Of one variable: whether its use was met, and nothing more is asked.
    pub(super) done: bool,
    pub(super) used: Vec<Used>,
    pub(super) replaced: Vec<Replaced>,
    /// The functions that run later.
    pub(super) later: Vec<(Node<'t>, u32)>,
    /// The functions that were met, by their start, and whether they never return, once that was asked; of those with decorators only
    /// those that are declared so.
    pub(super) functions: FxHashMap<u32, (Node<'t>, Option<bool>)>,
}

impl<'a, 't> Walker<'a, 't> {
    pub(super) fn new(root: Node<'t>, text: &'a str, graph: &'a Graph, events: &'a Events, follows: Follows) -> Self {
        Walker {
            text,
            graph,
            grammar: Grammar::get(),
            cursor: root.walk(),
            events,
            hint: 0,
            state: State::new(events.n_variables),
            frames: Vec::new(),
            depth: 0,
            run: 0,
            guards: 0,
            clock: 0,
            bound_constant: None,
            annotates: true,
            follows,
            done: false,
            used: Vec::new(),
            replaced: Vec::new(),
            later: Vec::new(),
            functions: FxHashMap::default(),
        }
    }

    pub(super) fn follows_all(&self) -> bool {
        self.follows == Follows::All
    }

    /// Runs a module's, function's or class's node from its beginning.
    pub(super) fn run(&mut self, node: Node<'t>, run: u32) {
        self.cursor.reset(node);
        self.run = run;
        self.state.begin();
        let kind = self.grammar.kind(node);
        self.annotates = kind != S::Function;
        if kind == S::Sequence {
            return self.sequence();
        }
        let Some(body) = self.field(node, self.grammar.fields.body) else { return };
        if kind == S::Function {
            self.bind_all(node.start_byte()..body.start_byte());
        }
        self.cursor.reset(body);
        self.sequence();
    }

    // ---- reading the tree

    pub(super) fn field(&self, node: Node<'t>, field: u16) -> Option<Node<'t>> {
        node.field_by_id(field)
    }

    /// Does something at each child of the cursor's node, given the child and its field.
    pub(super) fn at_children(&mut self, mut visit: impl FnMut(&mut Self, Node<'t>, u16)) {
        if !self.cursor.goto_first_child() {
            return;
        }
        loop {
            let node = self.cursor.node();
            visit(self, node, node.field_id());
            if !self.cursor.goto_next_sibling() {
                break;
            }
        }
        self.cursor.goto_parent();
    }

    /// The statements of a node, those behind `return` and the like left out.
    pub(super) fn sequence(&mut self) {
        self.at_children(|walker, node, _| {
            if walker.state.live {
                walker.statement(node);
            }
        });
    }

    pub(super) fn statement(&mut self, node: Node<'t>) {
        let kind = self.grammar.kind(node);
        if kind == S::Nothing {
            return;
        }
        if self.depth == DEEPEST {
            return self.anything(node);
        }
        self.depth += 1;
        match kind {
            S::Sequence => self.sequence(),
            S::Expression => self.expression_statement(node),
            S::Import => {
                self.may_fail();
                self.names(node.byte_range());
            }
            S::Delete => {
                self.evaluate_nothing();
                self.names(node.byte_range());
            }
            S::Assert => self.assert_statement(node),
            S::Return => self.leaves(node, Jump::Return),
            S::Raise => self.leaves(node, Jump::Raise),
            S::Break => self.jump(Jump::Break, node),
            S::Continue => self.jump(Jump::Continue, node),
            S::If => self.if_statement(node),
            S::While => self.while_statement(node),
            S::For => self.for_statement(node),
            S::Try => self.try_statement(node),
            S::With => self.with_statement(node),
            S::Match => self.match_statement(node),
            S::Function => self.function_definition(node, false),
            S::Class => self.class_definition(node),
            S::Decorated => self.decorated_definition(),
            _ if node.is_error() => self.anything(node),
            _ => {
                self.evaluate(node);
                self.names(node.byte_range());
            }
        }
        self.depth -= 1;
    }

    // ---- simple statements

    fn expression_statement(&mut self, node: Node<'t>) {
        let Some(expression) = node.child(0) else { return };
        match self.grammar.kind(expression) {
            S::Assignment => self.assignment(expression),
            S::AugmentedAssignment => self.augmented_assignment(expression),
            S::Literal => self.uses(node.byte_range()),
            S::Call => {
                self.evaluate(node);
                if self.state.live && self.never_returns(expression) {
                    self.state.live = false;
                }
            }
            _ => self.evaluate(node),
        }
    }

    /// `a = b = value`: the value first, then the targets in the order of the text.
    fn assignment(&mut self, node: Node<'t>) {
        let fields = &self.grammar.fields;
        let mut value = self.field(node, fields.right);
        while let Some(inner) = value.filter(|value| self.grammar.kind(*value) == S::Assignment) {
            value = self.field(inner, fields.right);
        }
        let annotation = self.field(node, fields.kind);
        let start = node.start_byte();
        let Some(value) = value else {
            if let Some(annotation) = annotation.filter(|_| self.annotates) {
                self.evaluate(annotation);
            }
            return;
        };
        if let Some(constant) = self.constant_of(value).filter(|_| self.has_name_for_target(node)) {
            // It can't fail.
            self.bound_constant = Some(constant);
            self.each_event(node.byte_range(), Self::change);
            self.bound_constant = None;
            return;
        }
        self.evaluate(value);
        match annotation.filter(|_| !self.annotates) {
            Some(annotation) => self.names(start..annotation.start_byte()),
            None => self.names(start..value.start_byte()),
        }
    }

    fn has_name_for_target(&self, assignment: Node<'t>) -> bool {
        let target = self.field(assignment, self.grammar.fields.left);
        target.is_some_and(|target| target.kind() == "identifier" && assignment.named_child_count() == 2)
    }

    fn augmented_assignment(&mut self, node: Node<'t>) {
        let fields = &self.grammar.fields;
        let (Some(target), Some(value)) = (self.field(node, fields.left), self.field(node, fields.right)) else {
            return;
        };
        // The target is loaded before the value is evaluated.
        self.each_event(target.byte_range(), |walker, event| walker.use_of(event));
        self.evaluate(value);
        self.names(target.byte_range());
    }

    fn assert_statement(&mut self, node: Node<'t>) {
        let Some(condition) = first_part(node) else { return };
        let (mut holds, mut fails) = (self.state.join(), self.state.join());
        self.condition(condition, &mut holds, &mut fails);
        self.state.enter(&fails);
        if self.state.live {
            self.uses(condition.end_byte()..node.end_byte());
            self.jump(Jump::Raise, node);
        }
        self.state.enter(&holds);
    }

    fn leaves(&mut self, node: Node<'t>, jump: Jump) {
        if node.child_count() > 1 || jump == Jump::Raise {
            self.evaluate(node);
        }
        // What `return a[b := c]` binds is bound where the rest of it fails.
        self.may_fail();
        self.jump(jump, node);
    }

    // ---- definitions

    fn decorated_definition(&mut self) {
        self.at_children(|walker, node, _| match walker.grammar.kind(node) {
            S::Decorator => walker.evaluate(node),
            S::Function => walker.function_definition(node, true),
            S::Class => walker.class_definition(node),
            _ => {}
        });
    }

    /// The defaults and the annotations are evaluated; the body runs later.
    fn function_definition(&mut self, node: Node<'t>, is_decorated: bool) {
        let fields = &self.grammar.fields;
        let (Some(name), Some(body)) = (self.field(node, fields.name), self.field(node, fields.body)) else { return };
        let n_used = self.used.len();
        self.header(node, name.end_byte()..body.start_byte());
        if is_decorated || self.used.len() > n_used {
            self.evaluate_nothing();
        }
        self.names(name.byte_range());
        if !self.follows_all() {
            return;
        }
        let never_returns = self.is_declared_to_never_return(node).then_some(true);
        if !is_decorated || never_returns.is_some() {
            self.functions.insert(node.start_byte() as u32, (node, never_returns));
        }
        if self.has_events(body.byte_range()) {
            let binding = self.graph.occurrence_at(name.start_byte() as u32);
            if let Some(BindingKind::Function(block)) = binding.map(|binding| self.graph.binding(&binding)) {
                self.later.push((node, block.0));
            }
        }
    }

    /// What a statement evaluates before its body runs, and binds by `as`: its parts within a range.
    pub(super) fn header(&mut self, statement: Node<'t>, range: Range<usize>) {
        if !self.has_events(range.clone()) {
            return;
        }
        let is_within = |part: &Node<'t>| part.start_byte() >= range.start && part.end_byte() <= range.end;
        if statement.children().filter(is_within).any(|part| part.has_error()) {
            return self.names(range);
        }
        let mut pending: Vec<Node<'t>> = parts(statement).into_iter().filter(is_within).rev().collect();
        while let Some(node) = pending.pop() {
            match node.kind() {
                "with_clause" | "with_item" | "as_pattern" | "parenthesized_expression" | "tuple" => {
                    pending.extend(parts(node).into_iter().rev());
                }
                "as_pattern_target" => self.as_target(node),
                _ => {
                    self.expression(node);
                    // The grammar reads `a if b else c as x` as `a if b else (c as x)`.
                    let inner = |node: &Node<'t>| last_part(*node).filter(|_| node.kind() != "as_pattern_target");
                    let last = std::iter::successors(Some(node), inner).last();
                    let target = last.filter(|last| last.kind() == "as_pattern_target");
                    target.into_iter().for_each(|target| self.as_target(target));
                }
            }
        }
    }

    fn as_target(&mut self, target: Node<'t>) {
        self.names(target.byte_range());
        // What follows may fail.
        self.may_fail();
    }

    /// A class's body runs where it stands.
    fn class_definition(&mut self, node: Node<'t>) {
        let fields = &self.grammar.fields;
        let (Some(name), Some(body)) = (self.field(node, fields.name), self.field(node, fields.body)) else { return };
        if self.field(node, fields.superclasses).is_some() {
            self.evaluate_nothing();
        }
        self.header(node, name.end_byte()..body.start_byte());
        if self.has_events(body.byte_range()) {
            let annotates = std::mem::replace(&mut self.annotates, true);
            let body = fields.body;
            self.at_children(|walker, node, field| {
                if field == body && walker.state.live {
                    walker.statement(node);
                }
            });
            self.annotates = annotates;
        }
        self.names(name.byte_range());
    }

    // ---- what runs

    /// An expression is evaluated, and with it whatever it calls.
    pub(super) fn evaluate(&mut self, node: Node<'t>) {
        self.evaluate_nothing();
        self.expression(node);
    }

    /// Something may run that is not seen.
    pub(super) fn evaluate_nothing(&mut self) {
        self.clock += 1;
        self.may_fail();
    }

    /// An exception may leave here.
    pub(super) fn may_fail(&mut self) {
        let outside = self.frames.iter_mut().rev().find_map(Frame::on_failure);
        if let Some((join, start, end)) = outside {
            self.state.come(join, Way { kind: WayKind::Early, start, end });
        }
    }

    /// What an expression is, if it is a constant: it can't fail and runs nothing.
    fn constant_of(&self, node: Node<'t>) -> Option<Constant> {
        let truth = |is_true| Some(if is_true { Constant::True } else { Constant::False });
        match self.grammar.kind(node) {
            S::Literal if node.kind() == "none" => Some(Constant::None),
            // A string with fields runs them.
            S::Literal => truth(node.byte_range().len() > 2).filter(|_| !self.text[node.byte_range()].contains('{')),
            // `-1`
            S::Other if node.kind() == "unary_operator" => {
                first_part(node).filter(|number| matches!(number.kind(), "integer" | "float"))?;
                truth(self.text[node.byte_range()].bytes().any(|digit| (b'1'..=b'9').contains(&digit)))
                    .filter(|_| node.child(0).is_some_and(|sign| sign.kind() == "-"))
            }
            S::Other => {
                let is_display =
                    matches!(node.kind(), "list" | "dictionary" | "tuple") && node.named_child_count() == 0;
                is_display.then_some(Constant::False)
            }
            _ => self.constant(node).and_then(truth),
        }
    }
}
