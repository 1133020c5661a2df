//! One walk over the tree for all that the parser and the code generator check beside the grammar, with the blocks and loops around
//! each node at hand.
//!
//! The trick: a block begins in the middle of the node that makes it, behind what is evaluated around it (defaults, bases, the first
//! iterable of a comprehension). So a node's [`Around`] is pushed when the walk enters it, and marked as entered when the walk comes to
//! its body.

use std::sync::OnceLock;

use tree_sitter::Node;

use super::{Error, Phase, Source, generator, grammar, patterns, versions};
use crate::text::Span;

/// What stands around a node and matters to what may stand in it.
pub(super) enum Around {
    Function {
        is_async: bool,
        yields: bool,
        /// `return` statements with a value: (order, span).
        returns: Vec<(u32, Span)>,
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
        /// Asynchronous comprehensions directly in it: (order, span).
        inner: Vec<(u32, Span)>,
        place: Iterable,
    },
    Loop,
    /// The `else` of a loop: no longer in it.
    LoopElse,
    /// The clause of an `except*`.
    ExceptStar,
    /// An annotation under `from __future__ import annotations`: no code is made of it.
    Dropped,
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

/// The node kinds that some rule is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    None,
    Function,
    Class,
    Lambda,
    Comprehension,
    ComprehensionClause,
    Loop,
    Else,
    Try,
    Except,
    With,
    Return,
    Yield,
    Await,
    Break,
    Continue,
    Block,
    Colon,
    In,
    Call,
    Assignment,
    AugmentedAssignment,
    NamedExpression,
    Delete,
    AsTarget,
    Parameters,
    TypeParameters,
    TypeAlias,
    Match,
    Case,
    Splat,
    Import,
    Future,
    Set,
    Print,
    Raise,
    String,
    Subscript,
    Decorator,
    Pass,
    TypedParameter,
    Type,
    Operator,
    Number,
}

pub(super) struct Walk<'a, 't> {
    pub(super) source: &'a Source<'a>,
    pub(super) around: Vec<(usize, Around)>,
    /// The nodes around.
    path: Vec<Node<'t>>,
    /// How many nodes were entered: what the compiler meets first has the lower number.
    pub(super) order: u32,
    /// (order, error)
    found: Vec<(u32, Error)>,
    /// The lines of the `from __future__` imports at the beginning.
    pub(super) last_future: Option<u32>,
    /// Whether one of them drops annotations.
    pub(super) drops_annotations: bool,
    /// In how many of these the walk is.
    dropped: u32,
    cursor: tree_sitter::TreeCursor<'t>,
}

/// The errors that the grammar lets pass, in the order of their phases and, in each, as the compiler meets them.
pub(super) fn errors(source: &Source<'_>) -> Vec<Error> {
    let root = source.syntax.tree.root_node();
    let mut walk = Walk {
        source,
        around: Vec::new(),
        path: Vec::new(),
        order: 0,
        found: Vec::new(),
        last_future: None,
        drops_annotations: false,
        dropped: 0,
        cursor: root.walk(),
    };
    walk.future_imports(root);
    let mut cursor = root.walk();
    loop {
        walk.enter(cursor.node());
        let node = cursor.node();
        if cursor.goto_first_child() {
            walk.path.push(node);
            continue;
        }
        loop {
            walk.leave(cursor.node());
            if cursor.goto_next_sibling() {
                break;
            }
            if !cursor.goto_parent() {
                walk.found.sort_by_key(|(order, error)| (error.phase, *order));
                return walk.found.into_iter().map(|(_, error)| error).collect();
            }
            walk.path.pop();
        }
    }
}

impl<'a, 't> Walk<'a, 't> {
    // ---- writing down

    pub(super) fn error(&mut self, phase: Phase, node: Node<'_>, message: impl Into<String>) {
        self.error_at(phase, self.order, span(node), None, message.into());
    }

    /// Writes an error down as met at some point; up to 3.9 CPython may give it another place.
    pub(super) fn error_at(&mut self, phase: Phase, order: u32, span: Span, up_to_39: Option<u32>, message: String) {
        if phase == Phase::Generator && self.dropped > 0 {
            return;
        }
        let reported = up_to_39.filter(|_| self.minor() < 10).unwrap_or(span.start);
        self.found.push((order, Error { phase, span, reported, message }));
    }

    /// Writes an error down that CPython places elsewhere.
    pub(super) fn found_at(&mut self, phase: Phase, span: Span, reported: u32, message: &str) {
        self.found.push((self.order, Error { phase, span, reported, message: message.to_owned() }));
    }

    pub(super) fn minor(&self) -> u8 {
        self.source.python.minor
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'a str {
        &self.source.text[node.byte_range()]
    }

    /// A node's children. Only for nodes that a person writes by hand, such as headers.
    pub(super) fn children(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        node.children(&mut self.cursor).collect()
    }

    /// A node around the one that the walk is at: 0 is its parent. The tree's own search for it starts at the root.
    pub(super) fn parent(&self, above: usize) -> Option<Node<'t>> {
        self.path.iter().nth_back(above).copied()
    }

    // ---- what is around

    /// The block that the code here runs in.
    pub(super) fn running(&self) -> Running {
        self.running_below(self.around.len())
    }

    /// The block around the innermost that is at hand as `around[at]`.
    pub(super) fn running_below(&self, at: usize) -> Running {
        match self.block_below(at).map(|at| &self.around[at].1) {
            Some(Around::Function { is_async, .. }) => Running::Function { is_async: *is_async },
            Some(Around::Class { .. }) => Running::Class,
            Some(Around::Lambda { .. }) => Running::Lambda,
            Some(Around::Comprehension { .. }) => Running::Comprehension,
            _ => Running::Module,
        }
    }

    /// The place of the innermost block that has been entered.
    pub(super) fn block_below(&self, at: usize) -> Option<usize> {
        self.around[..at].iter().rposition(|(_, around)| match around {
            Around::Function { entered, .. } | Around::Class { entered } | Around::Lambda { entered } => *entered,
            Around::Comprehension { place, .. } => *place != Iterable::Within,
            _ => false,
        })
    }

    // ---- the walk

    fn enter(&mut self, node: Node<'t>) {
        self.order += 1;
        let rule = rule(node);
        if rule == Rule::None {
            return;
        }
        versions::check(self, node, rule);
        match rule {
            Rule::Function => {
                let is_async = node.child(0).is_some_and(|first| first.kind() == "async");
                self.push(Around::Function { is_async, yields: false, returns: Vec::new(), entered: false });
            }
            Rule::Class => self.push(Around::Class { entered: false }),
            Rule::Lambda => self.push(Around::Lambda { entered: false }),
            Rule::Comprehension => {
                let is_generator = node.kind() == "generator_expression";
                let place = Iterable::Before;
                self.push(Around::Comprehension { is_generator, is_async: false, inner: Vec::new(), place });
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
            Rule::Else if matches!(self.around.last(), Some((depth, Around::Loop)) if depth + 1 == self.path.len()) => {
                self.push(Around::LoopElse);
            }
            Rule::Try => {
                grammar::try_statement(self, node);
                generator::handlers(self, node);
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
            Rule::Type if self.drops_annotations && self.is_annotation() => {
                self.dropped += 1;
                self.push(Around::Dropped);
            }
            Rule::Operator => grammar::operator(self, node),
            Rule::Number => grammar::number(self, node),
            Rule::None
            | Rule::Else
            | Rule::TypeAlias
            | Rule::Subscript
            | Rule::Decorator
            | Rule::TypedParameter
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

    fn leave(&mut self, node: Node<'t>) {
        if rule(node) == Rule::ComprehensionClause {
            self.first_iterable(node, Iterable::Within, Iterable::After);
        }
        if self.around.last().is_none_or(|(depth, _)| *depth != self.path.len()) {
            return;
        }
        let Some((_, around)) = self.around.pop() else { return };
        match around {
            Around::Function { is_async: true, yields: true, returns, .. } => {
                for (order, span) in returns {
                    let message = "'return' with value in async generator".to_owned();
                    self.error_at(Phase::Generator, order, span, None, message);
                }
            }
            Around::Comprehension { is_generator, is_async, inner, .. } => {
                generator::leave_comprehension(self, node, is_generator, is_async, inner);
            }
            Around::Dropped => self.dropped -= 1,
            _ => {}
        }
    }

    /// Whether a type that the walk is at is the annotation of something.
    fn is_annotation(&self) -> bool {
        const ANNOTATED: [&str; 4] =
            ["assignment", "typed_parameter", "typed_default_parameter", "function_definition"];
        self.parent(0).is_some_and(|parent| ANNOTATED.contains(&parent.kind()))
    }
}

/// A node's span in bytes.
pub(super) fn span(node: Node<'_>) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}

/// The rule about a node, by a table over the grammar's node kinds.
pub(super) fn rule(node: Node<'_>) -> Rule {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    let rules = RULES.get_or_init(|| {
        let language = crate::syntax::language();
        let rule = |id| rule_of(language.node_kind_for_id(id).unwrap_or_default());
        (0..language.node_kind_count() as u16).map(rule).collect()
    });
    // The id of an error node lies outside the table.
    rules.get(node.kind_id() as usize).copied().unwrap_or(Rule::None)
}

fn rule_of(kind: &str) -> Rule {
    match kind {
        "function_definition" => Rule::Function,
        "class_definition" => Rule::Class,
        "lambda" => Rule::Lambda,
        "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
            Rule::Comprehension
        }
        "for_in_clause" => Rule::ComprehensionClause,
        "for_statement" | "while_statement" => Rule::Loop,
        "else_clause" => Rule::Else,
        "try_statement" => Rule::Try,
        "except_clause" => Rule::Except,
        "with_statement" => Rule::With,
        "return_statement" => Rule::Return,
        "yield" => Rule::Yield,
        "await" => Rule::Await,
        "break_statement" => Rule::Break,
        "continue_statement" => Rule::Continue,
        "block" => Rule::Block,
        ":" => Rule::Colon,
        "in" => Rule::In,
        "call" => Rule::Call,
        "assignment" => Rule::Assignment,
        "augmented_assignment" => Rule::AugmentedAssignment,
        "named_expression" => Rule::NamedExpression,
        "delete_statement" => Rule::Delete,
        "as_pattern_target" => Rule::AsTarget,
        "parameters" | "lambda_parameters" => Rule::Parameters,
        "type_parameter" => Rule::TypeParameters,
        "type_alias_statement" => Rule::TypeAlias,
        "match_statement" => Rule::Match,
        "case_clause" => Rule::Case,
        "list_splat" => Rule::Splat,
        "import_statement" | "import_from_statement" => Rule::Import,
        "future_import_statement" => Rule::Future,
        "set" => Rule::Set,
        "print_statement" | "exec_statement" => Rule::Print,
        "raise_statement" => Rule::Raise,
        "string" => Rule::String,
        "subscript" => Rule::Subscript,
        "decorator" => Rule::Decorator,
        "pass_statement" => Rule::Pass,
        "typed_parameter" => Rule::TypedParameter,
        "type" => Rule::Type,
        "<>" => Rule::Operator,
        "integer" => Rule::Number,
        _ => Rule::None,
    }
}
