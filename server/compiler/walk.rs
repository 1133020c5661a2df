//! One walk over the tree for all that the parser and the code generator check beside the grammar, with the blocks and loops around
//! each node at hand.
//!
//! The trick: a block begins in the middle of the node that makes it, behind what is evaluated around it (defaults, bases, the first
//! iterable of a comprehension). So a node's [`Around`] is pushed when the walk enters it, and marked as entered when the walk comes to
//! its body.

mod around;

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::moments::{DEEPEST, Found, Moment, Moved};
use super::order::{Turns, turns};
use super::rules::{Below, Rule, kind, rule};
use super::triggers::Triggers;
use super::{Error, Phase, Source, debug, generator, grammar, patterns, stars, strings, types, versions};
use crate::scope::Reported;
use crate::syntax::{Node, alias_name};
use crate::text::Span;

pub(super) use around::{Around, Iterable, Running};

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
    /// Whether the text has `await` or `async` somewhere: else no name is one of these.
    has_coroutines: bool,
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
        has_coroutines: ["await", "async"]
            .iter()
            .any(|word| memmem::find(source.text.as_bytes(), word.as_bytes()).is_some()),
    };
    walk.future_imports(root);
    let mut cursor = root.walk();
    let mut triggers = Triggers::of(source.text);
    loop {
        let node = cursor.node();
        let (rule, below) = kind(node);
        let is_passed_over = below == Below::Triggers && !triggers.is_in(node.byte_range());
        if !is_passed_over {
            // Keywords and signs are compiled with what they stand in.
            if below != Below::Nowhere {
                walk.turn(node);
            }
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

    /// The text before a node.
    pub(super) fn text_before(&self, node: Node<'_>) -> &'a str {
        &self.source.text[..node.start_byte()]
    }

    /// A node around the one that the walk is at: 0 is its parent. The tree's own search for it starts at the root.
    pub(super) fn parent(&self, above: usize) -> Option<Node<'t>> {
        self.path.iter().nth_back(above).copied()
    }

    // ---- the walk

    fn enter(&mut self, node: Node<'t>, rule: Rule) {
        if rule == Rule::None {
            if (self.has_debug || self.has_coroutines) && node.kind() == "identifier" {
                self.at = node.start_byte() as u32;
                debug::check(self, node);
                grammar::identifier(self, node);
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
            Rule::Class => {
                grammar::bases(self, node);
                self.push(Around::Class { entered: false });
            }
            Rule::Lambda => {
                grammar::lambda(self, node);
                strings::lambda(self, node);
                self.push(Around::Lambda { entered: false });
            }
            Rule::Comprehension => {
                stars::comprehension(self, node);
                strings::generator(self, node);
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
            Rule::ComprehensionClause => {
                stars::single_target(self, node);
                generator::clause(self, node);
            }
            Rule::Loop => {
                generator::is_in_async(self, node, "for");
                grammar::for_target(self, node);
                stars::single_target(self, node);
                self.push(Around::Loop);
            }
            Rule::TypeAlias if alias_name(node).is_some() => {
                self.push(Around::Lambda { entered: true });
                generator::alias(self, node);
            }
            Rule::TypeAlias => types::no_alias(self, node),
            Rule::ConstrainedType => types::constrained_type(self, node),
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
            Rule::With => {
                grammar::with(self, node);
                generator::is_in_async(self, node, "with");
            }
            Rule::Return => generator::return_statement(self, node),
            Rule::Yield => {
                grammar::yield_expression(self, node);
                generator::yield_expression(self, node);
            }
            Rule::Conditional => grammar::conditional(self, node),
            Rule::Await => {
                grammar::awaited(self, node);
                generator::await_expression(self, node);
            }
            Rule::Dictionary => grammar::dictionary(self, node),
            Rule::Break => generator::leave_loop(self, node, "'break' outside loop"),
            Rule::Continue => generator::leave_loop(self, node, "'continue' not properly in loop"),
            Rule::Call => grammar::call(self, node),
            Rule::Arguments => generator::keywords(self, node),
            Rule::Assignment => {
                types::annotated(self, node);
                stars::single_target(self, node);
            }
            Rule::Targets => stars::targets(self, node),
            Rule::StarredTarget => stars::starred_target(self, node),
            Rule::AugmentedAssignment => grammar::augmented_assignment(self, node),
            Rule::NamedExpression => grammar::named_expression(self, node),
            Rule::Delete => grammar::delete(self, node),
            Rule::AsTarget => grammar::as_target(self, node),
            Rule::Parameters => {
                self.note_separators(node);
                grammar::parameters(self, node);
            }
            Rule::TypeParameters => {
                types::defaults(self, node);
                generator::type_parameters(self, node);
            }
            Rule::Match => patterns::match_statement(self, node),
            Rule::Case => patterns::case(self, node),
            Rule::Unary if self.text(node).starts_with('*') => stars::splat(self, node),
            Rule::Splat => stars::splat(self, node),
            Rule::Import => grammar::import(self, node),
            Rule::Future => generator::future(self, node),
            Rule::Set => grammar::set_display(self, node),
            Rule::Print => grammar::print_statement(self, node),
            Rule::Raise => grammar::raise(self, node),
            Rule::Subscript => stars::subscript(self, node),
            Rule::Assert => grammar::assert(self, node),
            Rule::String => strings::string(self, node),
            Rule::Strings => strings::concatenated(self, node),
            Rule::Pass => generator::lazy_import(self, node),
            Rule::Finally => self.enter_finally(node),
            Rule::Type if self.is_annotation() => self.enter_annotation(),
            Rule::Operator => grammar::operator(self, node),
            Rule::Number => grammar::number(self, node),
            Rule::None
            | Rule::Unary
            | Rule::Else
            | Rule::Decorator
            | Rule::TypedParameter
            | Rule::Pair
            | Rule::Decorated
            | Rule::Type => {}
        }
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
}

/// A node's span in bytes.
pub(super) fn span(node: Node<'_>) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}
