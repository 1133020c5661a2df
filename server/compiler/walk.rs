//! One walk over the tree for all that the parser and the code generator check beside the grammar, with the blocks and loops around
//! each node at hand.
//!
//! The trick: a block begins in the middle of the node that makes it, behind what is evaluated around it (defaults, bases, the first
//! iterable of a comprehension). So a node's [`Around`] is pushed when the walk enters it, and marked as entered when the walk comes to
//! its body.

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::moments::{DEEPEST, Found, Moment, Moved};
use super::order::{Turn, Turns, turns};
use super::rules::{Below, Rule, kind, rule};
use super::triggers::Triggers;
use super::{Error, Phase, Source, debug, generator, grammar, patterns, versions};
use crate::scope::Reported;
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
        place: Iterable,
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
    /// A `try`, and when the first statement in it that jumps out has its turn there: then its `finally` is compiled.
    Try {
        jump: Option<Vec<Turn>>,
        in_finally: bool,
    },
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
    /// The pieces around that are compiled out of turn, with the depths at which they are.
    moved: Vec<(usize, Moved)>,
    /// All such pieces, in the order of the text.
    pieces: Vec<Moved>,
    found: Vec<Found>,
    /// Where the parameters that are passed by position only end, in the list that the walk is in.
    pub(super) slash: Option<u32>,
    /// Where those begin that are not passed by position.
    pub(super) star: Option<u32>,
    /// Where the `from __future__` imports at the beginning end.
    pub(super) last_future: Option<usize>,
    /// The line of the first statement that is none of them.
    pub(super) line_of_others: Option<u32>,
    /// Whether one of them drops annotations.
    pub(super) drops_annotations: bool,
    /// In how many of these the walk is.
    dropped: u32,
    /// The blocks that await something, by the numbers of their nodes.
    pub(super) awaiting: FxHashSet<u32>,
    /// The errors of asynchronous comprehensions that are none in a block that awaits something, and these blocks.
    pub(super) unless_awaiting: Vec<(u32, Found)>,
    /// Whether the text has the word `__debug__`.
    has_debug: bool,
}

/// The errors that the grammar lets pass, and the pieces of the text that are compiled out of turn, where the symbol table has errors.
pub(super) fn errors(source: &Source<'_>) -> (Vec<Found>, Vec<Moved>) {
    let root = source.syntax.tree.root_node();
    let mut walk = Walk {
        source,
        around: Vec::new(),
        path: Vec::new(),
        at: 0,
        moved: Vec::new(),
        pieces: Vec::new(),
        found: Vec::new(),
        slash: None,
        star: None,
        last_future: None,
        line_of_others: None,
        drops_annotations: false,
        dropped: 0,
        awaiting: FxHashSet::default(),
        unless_awaiting: Vec::new(),
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
            walk.turn(node);
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
                let Walk { mut found, pieces, awaiting, unless_awaiting, .. } = walk;
                let errors = unless_awaiting.into_iter().filter(|(block, _)| !awaiting.contains(block));
                found.extend(errors.map(|(_, error)| error));
                return (found, pieces);
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
        let start = up_to_39.filter(|_| self.minor() < 10).unwrap_or(span.start);
        let reported = Reported::from(span).starting_at(start);
        self.found_at(phase, moment, span, reported, message);
    }

    /// Writes an error down that CPython places elsewhere.
    pub(super) fn found_at(&mut self, phase: Phase, moment: Moment, span: Span, reported: Reported, message: String) {
        if phase == Phase::Generator && self.is_in_dropped() {
            return;
        }
        self.found.push(Found { moment, error: Error { phase, span, reported, message } });
    }

    /// Whether no code is made of what the walk is at.
    pub(super) fn is_in_dropped(&self) -> bool {
        self.dropped > 0
    }

    /// When the compiler comes to the node that the walk is at.
    pub(super) fn now(&self, phase: Phase) -> Moment {
        self.moment(phase, self.at)
    }

    /// When the compiler comes to what is at an offset within the node that the walk is at.
    pub(super) fn moment(&self, phase: Phase, offset: u32) -> Moment {
        self.moment_of(phase, &[offset])
    }

    /// When the compiler comes to what has its turn within the node that the walk is at.
    pub(super) fn moment_of(&self, phase: Phase, turn: &[u32]) -> Moment {
        let around = self.moved.iter().take(DEEPEST).filter_map(|(_, moved)| moved.turn(phase));
        around.flatten().chain(turn.iter().copied()).collect()
    }

    fn turn(&mut self, node: Node<'t>) {
        let turns = turns(self, node);
        if turns != Turns::default() {
            self.push_moved(node, turns);
        }
    }

    fn push_moved(&mut self, node: Node<'t>, turns: Turns) {
        let moved = Moved { piece: span(node), turns };
        self.moved.push((self.path.len(), moved));
        if !self.source.graph.errors().is_empty() {
            self.pieces.push(moved);
        }
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

    /// The number of the node of the block that the code here runs in.
    pub(super) fn block_id(&self) -> u32 {
        let node = self.block().and_then(|at| self.path.get(self.around[at].0));
        node.map_or(0, |node| node.number())
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
        // An annotation scope is a function to the code in it.
        if self.is_in_generic_header(rule) {
            self.push(Around::Lambda { entered: true });
        }
        match rule {
            Rule::Function => {
                let is_async = node.child(0).is_some_and(|first| first.kind() == "async");
                let (coroutine, returns) = (is_async, Vec::new());
                self.push(Around::Function { is_async, coroutine, yields: false, returns, entered: false });
            }
            Rule::Class => self.push(Around::Class { entered: false }),
            Rule::Lambda => {
                grammar::lambda(self, node);
                self.push(Around::Lambda { entered: false });
            }
            Rule::Comprehension => {
                let is_generator = node.kind() == "generator_expression";
                let place = Iterable::Before;
                self.push(Around::Comprehension { is_generator, is_async: false, place });
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
            Rule::TypeAlias if alias_name(node).is_some() => self.push(Around::Lambda { entered: true }),
            Rule::Else if matches!(self.around.last(), Some((depth, Around::Loop)) if depth + 1 == self.path.len()) => {
                self.push(Around::LoopElse);
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
            Rule::Call => grammar::call(self, node),
            Rule::Arguments => generator::keywords(self, node),
            Rule::Assignment => grammar::assignment(self, node),
            Rule::Targets => generator::targets(self, node),
            Rule::StarredTarget => generator::starred_target(self, node),
            Rule::AugmentedAssignment => grammar::augmented_assignment(self, node),
            Rule::NamedExpression => grammar::named_expression(self, node),
            Rule::Delete => grammar::delete(self, node),
            Rule::AsTarget => grammar::as_target(self, node),
            Rule::Parameters => {
                self.note_separators(node);
                grammar::parameters(self, node);
            }
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
            Rule::Finally => self.enter_finally(node),
            Rule::Type if self.is_annotation() => self.enter_annotation(),
            Rule::Operator => grammar::operator(self, node),
            Rule::Number => grammar::number(self, node),
            Rule::None
            | Rule::TypeAlias
            | Rule::Else
            | Rule::Subscript
            | Rule::Decorator
            | Rule::TypedParameter
            | Rule::Conditional
            | Rule::Pair
            | Rule::Dictionary
            | Rule::Decorated
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
        if let Some((depth, Around::Comprehension { place, .. })) = self.around.last_mut()
            && *depth + below == self.path.len()
            && *place == from
        {
            *place = to;
        }
    }

    /// Whether the node that the walk enters is a part of the first clause of a comprehension, behind its `in`.
    pub(super) fn is_in_first_iterable(&self) -> bool {
        matches!(
            self.around.last(),
            Some((depth, Around::Comprehension { place: Iterable::Within, .. })) if depth + 2 == self.path.len()
        )
    }

    /// The innermost class that the code here runs in.
    pub(super) fn class_around(&self) -> Option<Node<'t>> {
        let depth = self.block().map(|at| self.around[at].0)?;
        self.path.get(depth).copied()
    }

    fn note_separators(&mut self, parameters: Node<'t>) {
        if parameters.kind() != "parameters" {
            return;
        }
        let first = |kinds: &[&str]| {
            let found = parameters.children().find(|child| {
                kinds.contains(&child.kind()) || child.child(0).is_some_and(|first| kinds.contains(&first.kind()))
            });
            found.map(|child| child.start_byte() as u32)
        };
        (self.slash, self.star) =
            (first(&["positional_separator"]), first(&["keyword_separator", "list_splat_pattern"]));
    }

    fn leave(&mut self, node: Node<'t>) {
        // A clause is the child of what is around.
        let depth = self.path.len();
        if self.around.last().is_some_and(|(around, _)| *around == depth || *around + 1 == depth) {
            if rule(node) == Rule::ComprehensionClause {
                self.first_iterable(node, Iterable::Within, Iterable::After);
            }
            while let Some((_, around)) = self.around.pop_if(|(around, _)| *around == depth) {
                self.leave_one(node, around);
            }
        }
        while self.moved.pop_if(|(at, _)| *at == depth).is_some() {}
    }

    fn leave_one(&mut self, node: Node<'t>, around: Around) {
        match around {
            Around::Function { coroutine: true, yields: true, returns, .. } => {
                for (moment, span) in returns {
                    let message = "'return' with value in async generator".to_owned();
                    self.error_at(Phase::Generator, moment, span, None, message);
                }
            }
            Around::Comprehension { is_generator, is_async, .. } => {
                generator::leave_comprehension(self, node, is_generator, is_async);
            }
            Around::Annotation { dropped } => self.dropped -= u32::from(dropped),
            _ => {}
        }
    }

    /// Whether a type that the walk is at is the annotation of something.
    fn is_annotation(&self) -> bool {
        const ANNOTATED: [&str; 4] =
            ["assignment", "typed_parameter", "typed_default_parameter", "function_definition"];
        self.parent(0).is_some_and(|parent| ANNOTATED.contains(&parent.kind()))
    }

    /// Whether the walk enters type parameters, or what is evaluated in their block.
    fn is_in_generic_header(&self, rule: Rule) -> bool {
        let above = match rule {
            Rule::TypeParameters | Rule::Arguments => 0,
            Rule::Type if self.parent(0).is_some_and(|parent| self::rule(parent) == Rule::TypedParameter) => 2,
            Rule::Type => 0,
            _ => return false,
        };
        self.parent(above).is_some_and(|definition| {
            let is_definition = matches!(self::rule(definition), Rule::Function | Rule::Class);
            is_definition && definition.field("type_parameters").is_some()
        })
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

    /// From 3.14 on an annotation is a function to the code in it.
    fn enter_annotation(&mut self) {
        let dropped = self.is_dropped();
        self.dropped += u32::from(dropped);
        self.push(Around::Annotation { dropped });
    }

    /// `finally` is compiled first where the first jump leaves its statement.
    fn enter_finally(&mut self, node: Node<'t>) {
        let minor = self.minor();
        if let Some((_, Around::Try { jump, in_finally })) = self.around.last_mut() {
            *in_finally = true;
            for turn in jump.take().filter(|_| minor > 8).into_iter().flatten() {
                self.push_moved(node, Turns { generator: Some(turn), table: None });
            }
        }
    }

    /// Notes a statement that leaves everything around, up to the loop or to the function that it jumps out of.
    pub(super) fn jump(&mut self, at: u32, leaves_loops: bool) {
        let moved = &self.moved;
        for (depth, around) in self.around.iter_mut().rev() {
            match around {
                Around::Try { jump, in_finally: false } => {
                    let within = moved.iter().filter(|(at, _)| *at > *depth);
                    let turns = within.filter_map(|(_, moved)| moved.turn(Phase::Generator));
                    jump.get_or_insert_with(|| turns.chain([[at, 0]]).collect());
                }
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
