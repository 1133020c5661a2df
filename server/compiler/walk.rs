//! One walk over the tree for all that the parser and the code generator check beside the grammar, with the blocks and loops around
//! each node at hand.
//!
//! The trick: a block begins in the middle of the node that makes it, behind what is evaluated around it (defaults, bases, the first
//! iterable of a comprehension). So a node's [`Around`] is pushed when the walk enters it, and marked as entered when the walk comes to
//! its body.

use memchr::memmem;

use super::moments::{Found, Moment, Moved};
use super::rules::{Below, Rule, kind, rule};
use super::triggers::Triggers;
use super::{Error, Phase, Source, debug, generator, grammar, patterns, versions};
use crate::syntax::{Node, alias_name};
use crate::text::Span;

/// What stands around a node and matters to what may stand in it.
pub(super) enum Around {
    Function {
        is_async: bool,
        /// It is asynchronous, or something in it takes it for so.
        coroutine: bool,
        yields: bool,
        /// `return` statements with a value, and when the compiler meets them.
        returns: Vec<(Moment, Span)>,
        entered: bool,
    },
    Class {
        entered: bool,
    },
    Lambda {
        entered: bool,
    },
    Comprehension {
        is_generator: bool,
        /// It awaits, or runs through an asynchronous iterable.
        is_async: bool,
        /// Asynchronous comprehensions directly in it.
        inner: Vec<(Moment, Span)>,
        place: Iterable,
        start: u32,
    },
    Loop,
    /// The `else` of a loop: no longer in it.
    LoopElse,
    /// The clause of an `except*`.
    ExceptStar,
    /// An annotation, perhaps one of which no code is made.
    Annotation {
        dropped: bool,
    },
    /// A `try`, and the first statement in it that jumps out: its `finally` is compiled there.
    Try {
        jump: Option<u32>,
        in_finally: bool,
    },
    /// What is compiled at another time than its place says.
    Moved,
}

/// Where in a comprehension the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Iterable {
    /// Before the first iterable.
    Before,
    /// In the first iterable, which is evaluated around the comprehension.
    Within,
    After,
}

/// The block that code runs in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Running {
    Module,
    Class,
    Function { is_async: bool },
    Lambda,
    Comprehension,
}

pub(super) struct Walk<'a, 't> {
    pub(super) source: &'a Source<'a>,
    pub(super) around: Vec<(usize, Around)>,
    /// The nodes around.
    path: Vec<Node<'t>>,
    /// Where the node begins that the walk is at.
    at: u32,
    /// When the pieces around are compiled that are so out of turn.
    moved: Vec<Moved>,
    found: Vec<Found>,
    /// Where the `from __future__` imports at the beginning end.
    pub(super) last_future: Option<usize>,
    /// The line of the first statement that is none of them.
    pub(super) line_of_others: Option<u32>,
    /// Whether one of them drops annotations.
    pub(super) drops_annotations: bool,
    /// In how many of these the walk is.
    dropped: u32,
    /// Whether the text has the word `__debug__`.
    has_debug: bool,
}

/// The errors that the grammar lets pass, in the order of their phases and, in each, of when the compiler meets them.
pub(super) fn errors(source: &Source<'_>) -> Vec<Found> {
    let root = source.syntax.tree.root_node();
    let mut walk = Walk {
        source,
        around: Vec::new(),
        path: Vec::new(),
        at: 0,
        moved: Vec::new(),
        found: Vec::new(),
        last_future: None,
        line_of_others: None,
        drops_annotations: false,
        dropped: 0,
        has_debug: memmem::find(source.text.as_bytes(), b"__debug__").is_some(),
    };
    walk.future_imports(root);
    let mut cursor = root.walk();
    let mut triggers = Triggers::of(source.text);
    loop {
        let node = cursor.node();
        let (rule, below) = kind(node);
        let is_passed_over = below == Below::Triggers && !triggers.is_in(node.byte_range());
        if !is_passed_over {
            walk.enter(node, rule);
            if below != Below::Nowhere && cursor.goto_first_child() {
                walk.path.push(node);
                continue;
            }
        }
        loop {
            walk.leave(cursor.node());
            if cursor.goto_next_sibling() {
                break;
            }
            if !cursor.goto_parent() {
                walk.found.sort_by(|a, b| (a.error.phase, &a.moment).cmp(&(b.error.phase, &b.moment)));
                return walk.found;
            }
            walk.path.pop();
        }
    }
}

impl<'a, 't> Walk<'a, 't> {
    // ---- writing down

    pub(super) fn error(&mut self, phase: Phase, node: Node<'_>, message: impl Into<String>) {
        self.error_at(phase, self.moment(phase, node.start_byte() as u32), span(node), None, message.into());
    }

    /// Writes an error down as met at some point; up to 3.9 CPython may give it another place.
    pub(super) fn error_at(
        &mut self,
        phase: Phase,
        moment: Moment,
        span: Span,
        up_to_39: Option<u32>,
        message: String,
    ) {
        let reported = up_to_39.filter(|_| self.minor() < 10).unwrap_or(span.start);
        self.found_at(phase, moment, span, reported, message);
    }

    /// Writes an error down that CPython places elsewhere.
    pub(super) fn found_at(&mut self, phase: Phase, moment: Moment, span: Span, reported: u32, message: String) {
        if phase == Phase::Generator && self.dropped > 0 {
            return;
        }
        let pieces = self.moved_in(phase).map(|moved| moved.piece).collect();
        self.found.push(Found { moment, pieces, error: Error { phase, span, reported, message } });
    }

    /// When the compiler comes to the node that the walk is at.
    pub(super) fn now(&self, phase: Phase) -> Moment {
        self.moment(phase, self.at)
    }

    /// When the compiler comes to what is at an offset within the node that the walk is at.
    pub(super) fn moment(&self, phase: Phase, offset: u32) -> Moment {
        self.moved_in(phase).map(|moved| moved.to).chain([offset]).collect()
    }

    fn moved_in(&self, phase: Phase) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(move |moved| phase == Phase::Generator || moved.in_table)
    }

    fn push_moved(&mut self, to: u32, piece: Span, in_table: bool) {
        self.moved.push(Moved { to, piece, in_table });
    }

    pub(super) fn minor(&self) -> u8 {
        self.source.python.minor
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'a str {
        &self.source.text[node.byte_range()]
    }

    /// A node around the one that the walk is at: 0 is its parent. The tree's own search for it starts at the root.
    pub(super) fn parent(&self, above: usize) -> Option<Node<'t>> {
        self.path.iter().nth_back(above).copied()
    }

    // ---- what is around

    /// The block that the code here runs in.
    pub(super) fn running(&self) -> Running {
        match self.block().map(|at| &self.around[at].1) {
            Some(Around::Function { is_async, .. }) => Running::Function { is_async: *is_async },
            Some(Around::Class { .. }) => Running::Class,
            Some(Around::Lambda { .. } | Around::Annotation { .. }) => Running::Lambda,
            Some(Around::Comprehension { .. }) => Running::Comprehension,
            _ => Running::Module,
        }
    }

    /// The place of the innermost block that has been entered.
    pub(super) fn block(&self) -> Option<usize> {
        self.around.iter().rposition(|(_, around)| match around {
            Around::Function { entered, .. } | Around::Class { entered } | Around::Lambda { entered } => *entered,
            Around::Comprehension { place, .. } => *place != Iterable::Within,
            Around::Annotation { .. } => self.minor() >= 14,
            _ => false,
        })
    }

    // ---- the walk

    fn enter(&mut self, node: Node<'t>, rule: Rule) {
        if rule == Rule::None {
            if self.has_debug && node.kind() == "identifier" {
                self.at = node.start_byte() as u32;
                debug::check(self, node);
            }
            return;
        }
        self.at = node.start_byte() as u32;
        versions::check(self, node, rule);
        match rule {
            Rule::Function => {
                let is_async = node.child(0).is_some_and(|first| first.kind() == "async");
                let (coroutine, returns) = (is_async, Vec::new());
                self.push(Around::Function { is_async, coroutine, yields: false, returns, entered: false });
            }
            Rule::Class => self.push(Around::Class { entered: false }),
            Rule::Lambda => self.push(Around::Lambda { entered: false }),
            Rule::Comprehension => {
                let is_generator = node.kind() == "generator_expression";
                let place = Iterable::Before;
                let (start, inner) = (self.at, Vec::new());
                self.push(Around::Comprehension { is_generator, is_async: false, inner, place, start });
            }
            Rule::Block => {
                grammar::block(self, node);
                self.enter_body();
            }
            Rule::Colon => self.enter_lambda_body(),
            Rule::In => self.first_iterable(node, Iterable::Before, Iterable::Within),
            Rule::ComprehensionClause => generator::clause(self, node),
            Rule::Loop => {
                generator::is_in_async(self, node, "for");
                grammar::for_target(self, node);
                self.push(Around::Loop);
            }
            // An annotation scope is a function to the code in it.
            Rule::TypeAlias if alias_name(node).is_some() => self.push(Around::Lambda { entered: true }),
            Rule::Else if matches!(self.around.last(), Some((depth, Around::Loop)) if depth + 1 == self.path.len()) => {
                self.push(Around::LoopElse);
            }
            // The `else` of a `try` is compiled before its handlers.
            Rule::Else if self.minor() >= 11 && self.parent(0).is_some_and(|p| p.kind() == "try_statement") => {
                let body = self.parent(0).and_then(|parent| parent.field("body"));
                self.push_moved(body.map_or(self.at, |body| body.end_byte() as u32), span(node), false);
                self.push(Around::Moved);
            }
            Rule::Try => {
                grammar::try_statement(self, node);
                generator::handlers(self, node);
                self.push(Around::Try { jump: None, in_finally: false });
            }
            Rule::Except => {
                grammar::except_clause(self, node);
                if node.child(1).is_some_and(|star| star.kind() == "*") {
                    self.push(Around::ExceptStar);
                }
            }
            Rule::With => generator::is_in_async(self, node, "with"),
            Rule::Return => generator::return_statement(self, node),
            Rule::Yield => generator::yield_expression(self, node),
            Rule::Await => generator::await_expression(self, node),
            Rule::Break => generator::leave_loop(self, node, "'break' outside loop"),
            Rule::Continue => generator::leave_loop(self, node, "'continue' not properly in loop"),
            Rule::Call => {
                grammar::call(self, node);
                generator::keywords(self, node);
            }
            Rule::Assignment => {
                grammar::assignment(self, node);
                generator::starred_targets(self, node);
            }
            Rule::AugmentedAssignment => grammar::augmented_assignment(self, node),
            Rule::NamedExpression => grammar::named_expression(self, node),
            Rule::Delete => grammar::delete(self, node),
            Rule::AsTarget => grammar::as_target(self, node),
            Rule::Parameters => grammar::parameters(self, node),
            Rule::TypeParameters => generator::type_parameters(self, node),
            Rule::Match => patterns::match_statement(self, node),
            Rule::Case => patterns::case(self, node),
            Rule::Splat => generator::splat(self, node),
            Rule::Import => grammar::import(self, node),
            Rule::Future => generator::future(self, node),
            Rule::Set => grammar::set_display(self, node),
            Rule::Print => grammar::print_statement(self, node),
            Rule::Raise => grammar::raise(self, node),
            Rule::String => grammar::string(self, node),
            Rule::Pass => generator::lazy_import(self, node),
            // A class is made of its body before its bases are evaluated.
            Rule::Arguments if self.parent(0).is_some_and(|parent| parent.kind() == "class_definition") => {
                let class_end = self.parent(0).map_or(0, |class| class.end_byte()) as u32;
                self.push_moved(class_end, span(node), false);
                self.push(Around::Moved);
            }
            Rule::Finally => self.enter_finally(node),
            Rule::Type if self.is_annotation() => self.enter_annotation(node),
            Rule::Operator => grammar::operator(self, node),
            Rule::Number => grammar::number(self, node),
            Rule::None
            | Rule::TypeAlias
            | Rule::Else
            | Rule::Subscript
            | Rule::Decorator
            | Rule::TypedParameter
            | Rule::Arguments
            | Rule::Type => {}
        }
    }

    fn push(&mut self, around: Around) {
        self.around.push((self.path.len(), around));
    }

    fn enter_body(&mut self) {
        if let Some((depth, Around::Function { entered, .. } | Around::Class { entered })) = self.around.last_mut()
            && *depth + 1 == self.path.len()
        {
            *entered = true;
        }
    }

    fn enter_lambda_body(&mut self) {
        if let Some((depth, Around::Lambda { entered })) = self.around.last_mut()
            && *depth + 1 == self.path.len()
        {
            *entered = true;
        }
    }

    /// Notes where the first iterable of a comprehension begins (behind `in`) or ends (with its clause).
    fn first_iterable(&mut self, node: Node<'t>, from: Iterable, to: Iterable) {
        let below = if rule(node) == Rule::In { 2 } else { 1 };
        let (minor, clause) = (self.minor(), self.parent(0));
        if let Some((depth, Around::Comprehension { place, is_generator, start, .. })) = self.around.last_mut()
            && *depth + below == self.path.len()
            && *place == from
        {
            *place = to;
            // Of one that makes no code object of its own, and by the symbol table, it is visited first.
            let comes_first = minor >= 14 || minor >= 12 && !*is_generator;
            match to {
                Iterable::Within if comes_first => {
                    let to = *start;
                    let end = clause.map_or(node.end_byte(), |clause| clause.end_byte()) as u32;
                    self.push_moved(to, Span { start: node.start_byte() as u32, end }, minor >= 14);
                }
                Iterable::After if comes_first => _ = self.moved.pop(),
                _ => {}
            }
        }
    }

    fn leave(&mut self, node: Node<'t>) {
        // A clause is the child of what is around.
        let depth = self.path.len();
        if self.around.last().is_none_or(|(around, _)| *around != depth && *around + 1 != depth) {
            return;
        }
        if rule(node) == Rule::ComprehensionClause {
            self.first_iterable(node, Iterable::Within, Iterable::After);
        }
        while let Some((_, around)) = self.around.pop_if(|(depth, _)| *depth == self.path.len()) {
            self.leave_one(node, around);
        }
    }

    fn leave_one(&mut self, node: Node<'t>, around: Around) {
        match around {
            Around::Function { coroutine: true, yields: true, returns, .. } => {
                for (moment, span) in returns {
                    let message = "'return' with value in async generator".to_owned();
                    self.error_at(Phase::Generator, moment, span, None, message);
                }
            }
            Around::Comprehension { is_generator, is_async, inner, .. } => {
                generator::leave_comprehension(self, node, is_generator, is_async, inner);
            }
            Around::Annotation { dropped } => self.dropped -= u32::from(dropped),
            Around::Moved => _ = self.moved.pop(),
            _ => {}
        }
    }

    /// Whether a type that the walk is at is the annotation of something.
    fn is_annotation(&self) -> bool {
        const ANNOTATED: [&str; 4] =
            ["assignment", "typed_parameter", "typed_default_parameter", "function_definition"];
        self.parent(0).is_some_and(|parent| ANNOTATED.contains(&parent.kind()))
    }

    /// Whether a type that the walk is at is an annotation of which no code is made: that of a function's variable, and all under
    /// `from __future__ import annotations`.
    fn is_dropped(&self) -> bool {
        let parent = self.parent(0).map_or("", |parent| parent.kind());
        match parent {
            "assignment" => {
                let is_simple =
                    || self.parent(0).and_then(|p| p.child(0)).is_some_and(|left| left.kind() == "identifier");
                let in_function = matches!(self.running(), Running::Function { .. });
                // What is annotated in brackets or behind a dot keeps nothing, but up to 3.13 it is evaluated.
                self.drops_annotations && (self.minor() >= 10 || is_simple())
                    || in_function
                    || self.minor() >= 14 && !is_simple()
            }
            "typed_parameter" | "typed_default_parameter" | "function_definition" => self.drops_annotations,
            _ => false,
        }
    }

    /// The annotations of parameters are evaluated behind all defaults. From 3.14 on they are a function to the code in them.
    fn enter_annotation(&mut self, node: Node<'t>) {
        if let Some(parameters) = self.parent(1).filter(|list| list.kind() == "parameters") {
            self.push_moved(parameters.end_byte() as u32, span(node), true);
            self.push(Around::Moved);
        }
        let dropped = self.is_dropped();
        self.dropped += u32::from(dropped);
        self.push(Around::Annotation { dropped });
    }

    /// `finally` is compiled first where the first jump leaves its statement.
    fn enter_finally(&mut self, node: Node<'t>) {
        if let Some((_, Around::Try { jump, in_finally })) = self.around.last_mut() {
            *in_finally = true;
            if let Some(jump) = *jump {
                self.push_moved(jump, span(node), false);
                self.push(Around::Moved);
            }
        }
    }

    /// Notes a statement that leaves everything around, up to the loop or to the function that it jumps out of.
    pub(super) fn jump(&mut self, leaves_loops: bool) {
        let at = self.at;
        for (_, around) in self.around.iter_mut().rev() {
            match around {
                Around::Try { jump, in_finally: false } => _ = jump.get_or_insert(at),
                Around::Loop if !leaves_loops => return,
                Around::Function { .. } | Around::Class { .. } => return,
                _ => {}
            }
        }
    }
}

/// A node's span in bytes.
pub(super) fn span(node: Node<'_>) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}
