//! Pass 1: walks the tree once and writes down, for each block, what it does with each name.
//!
//! The trick: the walk is a stack of [`Task`]s, not recursion, so that a hundred thousand nested brackets cost memory, not the
//! stack. A task is done in the block that is current when it comes up; `Open…` tasks enter blocks, [`Task::Leave`] leaves
//! them. Each `visit_…` pushes what a construct evaluates, in order and in the right blocks: its arms are the tables of
//! `symtable.c` (`symtable_visit_stmt`, `symtable_visit_expr`).

mod annotated;
mod bodies;
mod comments;
mod documented;
mod errors;
mod exports;
mod expressions;
mod facts;
mod filled;
mod given;
mod handed;
mod imports;
mod narrowed;
mod places;
mod slots;
mod statements;
mod strings;
mod table;
mod typing;

use std::collections::BTreeMap;

use super::{BindingKind, BlockId, BlockKind, Flags, Graph, Python, Role, resolve};
use crate::syntax::{Kept, Node, Syntax, Tree};
use crate::text::Span;
use bodies::Reuse;
use comments::TypeComment;
use strings::Quoted;
use table::{Grammar, K};

pub use bodies::Bodies;
pub(super) use errors::Defs;
pub(super) use facts::{Facts, RawSymbol};

/// Lowers a parsed text to its scope graph by the rules of a Python version. Where the tree has errors, names in them count as
/// uses and all around them keeps its meaning.
pub fn lower(syntax: &Syntax, text: &str, python: Python) -> Graph {
    lower_after(syntax, text, python, None).0
}

/// [`lower`], given the bodies of functions and classes of an earlier lowering, and what the tree has kept of the tree back then. Returns the
/// bodies for the next time, too.
pub fn lower_again(syntax: &Syntax, text: &str, python: Python, before: &Bodies, kept: Kept) -> (Graph, Bodies) {
    lower_after(syntax, text, python, Some((before, kept)))
}

fn lower_after(syntax: &Syntax, text: &str, python: Python, before: Option<(&Bodies, Kept)>) -> (Graph, Bodies) {
    let mut collector = Collector::new(text, python, &syntax.tree, Facts::new(text, python));
    collector.future_annotations = collector.imports_annotations_from_future(syntax.tree.root_node());
    collector.comments = comments::type_comments(text);
    if !collector.has_errors && collector.comments.is_empty() {
        let file = (python, collector.future_annotations);
        collector.reuse = before.map(|(bodies, kept)| Reuse::new(bodies, kept, file));
    }
    collector.walk(syntax.tree.root_node());
    let bodies = collector.reuse.take().map(Reuse::done).unwrap_or_default();
    let mut facts = strings::lower_quoted(collector.facts, collector.quoted, text, python);
    facts.settle_slots();
    (resolve::resolve(facts), bodies)
}

/// What an identifier does where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Use,
    /// Use, in an annotation: strings are annotations, too.
    Annotation,
    Bind(BindingKind),
    Delete,
    /// In a `case`: a bare name captures.
    Pattern,
}

/// What the compiler does with the names that are met.
#[derive(Clone, Copy)]
enum Evaluation {
    Compiled,
    /// Their symbols are resolved, but nothing loads them.
    Resolved,
    /// Nothing: they are in an annotation, in this block, under `from __future__ import annotations` (PEP 563).
    Dropped(BlockId),
    /// Nothing, in this block of a function's annotations; but blocks within it are compiled (3.14, PEP 649).
    NotIn(BlockId),
    /// Nothing: they are in a string.
    Quoted,
}

/// Where in a definition something stands: before its colon or behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Header,
    Body,
}

/// A step of the walk.
#[derive(Clone, Copy)]
enum Task<'t> {
    Visit(Node<'t>, K, Mode),
    /// The type parameters, annotations and body of a `def` whose name, decorators and defaults are done.
    FunctionHeader(Node<'t>),
    FunctionBody(Node<'t>),
    ClassHeader(Node<'t>),
    ClassBody(Node<'t>),
    TypeAliasHeader(Node<'t>),
    TypeAliasValue(Node<'t>),
    LambdaBody(Node<'t>),
    Comprehension(Node<'t>),
    /// The type parameters themselves, in their block.
    TypeParameters(Node<'t>),
    /// A type parameter's bound or default: an expression in a block of its own, named after the parameter.
    TypeVariable(Node<'t>, Node<'t>),
    /// An annotation of a variable, in the block that it is evaluated in.
    VariableAnnotation(Node<'t>),
    /// Enters a block without further ado.
    Enter(BlockKind, Node<'t>),
    /// From here on names count as this.
    Evaluation(Evaluation),
    /// An iterable of a comprehension begins, or ends.
    Iterable(bool),
    /// The target of a comprehension's `for` begins, or ends.
    Target(bool),
    /// Up to 3.9 `yield` in a comprehension is refused at its end.
    ComprehensionDone,
    /// A `yield` whose value is done.
    Yielded(Node<'t>),
    Leave,
    /// A body that may be taken over by the next lowering is done.
    BodyDone,
}

impl<'t> Task<'t> {
    fn visit(node: Node<'t>, mode: Mode) -> Task<'t> {
        Task::Visit(node, Grammar::get().kind(node), mode)
    }
}

/// `'s` is the source's lifetime, `'t` the tree's, `'b` that of the lowering before.
struct Collector<'s, 't, 'b> {
    text: &'s str,
    python: Python,
    grammar: &'static Grammar,
    tasks: Vec<Task<'t>>,
    facts: Facts<'s>,
    evaluation: Evaluation,
    future_annotations: bool,
    has_errors: bool,
    /// What may be type comments of constructs that are still to come.
    comments: BTreeMap<u32, TypeComment>,
    /// The annotations in strings and comments that were met: they are parsed when the walk is over.
    quoted: Vec<Quoted>,
    /// The bodies of an earlier lowering, where there is one to take them from.
    reuse: Option<Reuse<'b>>,
}

impl<'s, 't, 'b> Collector<'s, 't, 'b> {
    fn new(text: &'s str, python: Python, tree: &'t Tree, facts: Facts<'s>) -> Collector<'s, 't, 'b> {
        Collector {
            text,
            python,
            grammar: Grammar::get(),
            tasks: Vec::new(),
            facts,
            evaluation: Evaluation::Compiled,
            future_annotations: false,
            has_errors: tree.root_node().has_error(),
            comments: BTreeMap::new(),
            quoted: Vec::new(),
            reuse: None,
        }
    }

    fn walk(&mut self, root: Node<'t>) {
        self.visit_children(root, Mode::Use);
        self.tasks.reverse();
        self.walk_tasks();
    }

    fn walk_tasks(&mut self) {
        while let Some(task) = self.tasks.pop() {
            let first_new = self.tasks.len();
            self.step(task);
            // Tasks are pushed in the order in which they are to be done.
            self.tasks[first_new..].reverse();
        }
    }

    fn step(&mut self, task: Task<'t>) {
        match task {
            Task::Visit(node, kind, mode) => self.visit(node, kind, mode),
            Task::FunctionHeader(node) => self.function_header(node),
            Task::FunctionBody(node) => self.function_body(node),
            Task::ClassHeader(node) => self.class_header(node),
            Task::ClassBody(node) => self.class_body(node),
            Task::TypeAliasHeader(node) => self.type_alias_header(node),
            Task::TypeAliasValue(node) => self.type_alias_value(node),
            Task::LambdaBody(node) => self.lambda_body(node),
            Task::Comprehension(node) => self.comprehension(node),
            Task::TypeParameters(node) => self.type_parameters(node),
            Task::TypeVariable(parameter, expression) => self.type_variable(parameter, expression),
            Task::VariableAnnotation(node) => self.variable_annotation(node),
            Task::Enter(kind, node) => {
                self.facts.enter(kind, "__annotate__", self.span(node));
            }
            Task::Evaluation(evaluation) => self.evaluation = evaluation,
            Task::Target(begins) => self.facts.block_mut().in_target = begins,
            Task::ComprehensionDone => self.facts.refuse_yield(),
            Task::Yielded(node) => self.refuse_yield(node),
            Task::Iterable(true) => self.facts.block_mut().iterables += 1,
            Task::Iterable(false) => self.facts.block_mut().iterables -= 1,
            Task::Leave => self.facts.leave(),
            Task::BodyDone => self.body_done(),
        }
    }

    fn visit(&mut self, node: Node<'t>, kind: K, mode: Mode) {
        match kind {
            K::Skip => {}
            K::Identifier => self.name(node, mode),
            K::FunctionDefinition => self.function_definition(node),
            K::ClassDefinition => self.class_definition(node),
            K::DecoratedDefinition => self.decorated_definition(node),
            K::TypeAliasStatement => self.type_alias_statement(node),
            // What makes a block in a string makes none, and what binds doesn't: nobody runs it.
            K::Lambda | K::Comprehension | K::NamedExpression | K::Yield | K::Await
                if matches!(self.evaluation, Evaluation::Quoted) => {}
            K::Lambda => self.lambda(node),
            K::Comprehension => self.comprehension_outside(node),
            K::Attribute => self.attribute(node, mode),
            K::MemberType => self.member_type(node),
            K::Call => self.call(node),
            K::Comparison => {
                self.narrow_by_type(node);
                self.visit_children(node, Mode::Use);
            }
            K::KeywordArgument => self.visit_last(node),
            K::Assignment => self.assignment(node),
            K::AugmentedAssignment => self.augmented_assignment(node),
            K::NamedExpression => self.named_expression(node),
            K::For => self.for_clause(node),
            K::Delete => self.visit_children(node, Mode::Delete),
            K::AsPattern => self.as_pattern(node, mode),
            K::Except => self.except_clause(node),
            K::Case => {
                self.narrow_by_case(node);
                self.visit_children(node, Mode::Use);
            }
            K::CasePattern => self.visit_children(node, Mode::Pattern),
            K::ClassPattern => self.class_pattern(node),
            K::DottedName => self.dotted_name(node, mode),
            K::KeywordPattern => self.visit_last_as(node, Mode::Pattern),
            K::Global => self.declaration(node, Flags::GLOBAL),
            K::Nonlocal => self.declaration(node, Flags::NONLOCAL),
            K::Import => self.import_statement(node),
            K::ImportFrom => self.import_from_statement(node),
            K::KeywordStatement => self.keyword_statement(node),
            K::Try => self.try_statement(node),
            K::Return => {
                self.give_back(node);
                self.visit_children(node, Mode::Use);
            }
            K::Yield => {
                self.give_generator(node);
                self.refuse_in_annotation(node, "yield expression");
                self.visit_children(node, Mode::Use);
                self.tasks.push(Task::Yielded(node));
            }
            K::Await => {
                self.refuse_in_annotation(node, "await expression");
                self.visit_children(node, Mode::Use);
            }
            K::With => {
                self.header_comment(node);
                self.visit_children(node, Mode::Use);
            }
            K::String | K::Strings => self.string(node, mode),
            K::Subscript => self.subscript(node, mode),
            K::Target | K::Other if mode == Mode::Annotation => {
                self.visit_children(node, self.mode_in_annotation(node));
            }
            // A target or pattern hands its mode on; everything else evaluates its parts.
            K::Target => self.visit_children(node, mode),
            K::Other => self.visit_children(node, Mode::Use),
        }
        if self.has_errors && node.has_error() && kind.picks_fields() {
            self.push_errors(node, Part::Header);
        }
    }

    /// Visits what the parser could make nothing of in a construct of which only the fields are visited otherwise.
    fn push_errors(&mut self, node: Node<'t>, part: Part) {
        let mut here = Part::Header;
        for child in node.children() {
            if child.kind() == ":" {
                here = Part::Body;
            } else if child.is_error() && (here == part || !self.kind(node).has_body()) {
                self.push(child, Mode::Use);
            }
        }
    }

    // ---- reading the tree

    fn kind(&self, node: Node<'t>) -> K {
        self.grammar.kind(node)
    }

    fn source(&self, node: Node<'t>) -> &'s str {
        &self.text[node.byte_range()]
    }

    #[inline(always)]
    fn field(&self, node: Node<'t>, name: &'static str) -> Option<Node<'t>> {
        node.field(name)
    }

    fn push(&mut self, node: Node<'t>, mode: Mode) {
        let kind = self.kind(node);
        if kind != K::Skip {
            self.tasks.push(Task::Visit(node, kind, mode));
        }
    }

    #[inline(always)]
    fn push_field(&mut self, node: Node<'t>, field: &'static str, mode: Mode) {
        if let Some(child) = self.field(node, field) {
            self.push(child, mode);
        }
    }

    fn visit_children(&mut self, node: Node<'t>, mode: Mode) {
        for child in node.children() {
            self.push(child, mode);
        }
    }

    /// Visits the last child only: the value behind a keyword.
    fn visit_last(&mut self, node: Node<'t>) {
        self.visit_last_as(node, Mode::Use);
    }

    fn visit_last_as(&mut self, node: Node<'t>, mode: Mode) {
        if let Some(last) = node.children().skip(1).last() {
            self.push(last, mode);
        }
    }

    // ---- names

    fn name(&mut self, node: Node<'t>, mode: Mode) {
        if node.is_missing() {
            return;
        }
        match mode {
            Mode::Use | Mode::Annotation => self.use_name(node),
            Mode::Bind(kind) => self.bind(node, kind),
            Mode::Delete => self.facts.occurrence(self.span(node), Role::Delete, Flags::BOUND),
            Mode::Pattern => self.capture(node),
        }
    }

    fn use_name(&mut self, node: Node<'t>) {
        if node.is_missing() || self.has_errors && crate::name::is_keyword(self.source(node)) {
            return;
        }
        let is_quoted = matches!(self.evaluation, Evaluation::Quoted);
        if is_quoted && !crate::name::is_identifier(self.source(node)) {
            return;
        }
        let (role, flags) = match self.evaluation {
            Evaluation::Compiled => (Role::Use, Flags::USED),
            Evaluation::Resolved => (Role::Unevaluated, Flags::USED),
            Evaluation::NotIn(block) if block != self.facts.current() => (Role::Annotation, Flags::USED),
            Evaluation::NotIn(_) | Evaluation::Dropped(_) => (Role::Annotation, Flags::UNEVALUATED),
            Evaluation::Quoted => (Role::Quoted, Flags::UNEVALUATED),
        };
        self.facts.occurrence(self.span(node), role, flags);
    }

    fn bind(&mut self, node: Node<'t>, kind: BindingKind) {
        if node.is_missing() || self.has_errors && crate::name::is_keyword(self.source(node)) {
            return;
        }
        if kind == BindingKind::TypeParameter {
            self.facts.parameter_end = self.end_of_type_parameter(node);
        }
        self.facts.bind(self.span(node), kind);
    }

    fn capture(&mut self, node: Node<'t>) {
        if self.source(node) != "_" {
            self.bind(node, BindingKind::Pattern);
        }
    }

    fn span(&self, node: Node<'t>) -> Span {
        Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
    }

    fn declaration(&mut self, node: Node<'t>, flags: Flags) {
        for child in node.children() {
            if self.kind(child) == K::Identifier {
                self.facts.declare(self.span(child), self.span(node), flags);
            }
        }
    }
}
