//! Calls that never return.

use super::super::{BindingKind, BlockKind, Graph, Imported};
use super::grammar::S;
use super::walk::Walker;
use crate::syntax::{Node, first_part};

/// What ends the program, a test or the reading of arguments by an exception, as people write it.
const EXITS: [&str; 17] = [
    "sys.exit",
    "os._exit",
    "os.abort",
    "parser.error",
    "parser.exit",
    "self.fail",
    "self.skipTest",
    "pytest.fail",
    "pytest.skip",
    "pytest.exit",
    "ctx.abort",
    "ctx.exit",
    "ctx.fail",
    "six.raise_from",
    "six.reraise",
    "typing.assert_never",
    "typing_extensions.assert_never",
];

/// Functions that call each other as their last statement are followed as far as this.
const LONGEST_CHAIN: usize = 20;

impl<'a, 't> Walker<'a, 't> {
    /// Whether a call never returns: it ends the program, or calls a function of the file that can only end by an exception, or such a method
    /// of the class around. A class derived from it may have another method in its place, which then serves the same purpose.
    pub(super) fn never_returns(&mut self, call: Node<'t>) -> bool {
        self.is_exit(call, 0)
    }

    fn is_exit(&mut self, call: Node<'t>, depth: usize) -> bool {
        let Some(function) = self.field(call, self.grammar.fields.function) else { return false };
        let text = &self.text[function.byte_range()];
        let graph = self.graph;
        if function.kind() != "identifier" {
            let method = || method_of(graph, function);
            return EXITS.contains(&text) || method().is_some_and(|start| self.function_never_returns(start, depth));
        }
        let Some(callee) = graph.occurrence_at(function.start_byte() as u32) else { return false };
        let variable = graph.variable(callee.symbol);
        if !graph.is_bound(variable) {
            return matches!(text, "exit" | "quit");
        }
        let is_sys_exit = graph.imports_of(variable).any(|import| {
            let [(_, module)] = import.path.segments[..] else { return false };
            let exits =
                |module: &str, name: &str| EXITS.iter().any(|exit| exit.split_once('.') == Some((module, name)));
            matches!(import.imported, Imported::Name(_, name) if exits(module.text(), name.text()))
        });
        let is_method = graph.block(graph.block_of(variable)).kind == BlockKind::Class;
        match graph.only_definition(variable) {
            Some(BindingKind::Function(block)) if !is_method => {
                self.function_never_returns(graph.block(block).span.start, depth)
            }
            _ => is_sys_exit && !graph.is_rebound(variable),
        }
    }

    /// Whether a function is annotated with `NoReturn` or `Never`: a decorator may give it another body, but not another purpose.
    pub(super) fn is_declared_to_never_return(&self, function: Node<'t>) -> bool {
        let is_async = function.child(0).is_some_and(|first| first.kind() == "async");
        let annotation = function.field("return_type").filter(|_| !is_async);
        let name = annotation.map(|annotation| self.text[annotation.byte_range()].rsplit('.').next());
        matches!(name, Some(Some("NoReturn" | "Never")))
    }

    fn function_never_returns(&mut self, start: u32, depth: usize) -> bool {
        let Some(&(node, known)) = self.functions.get(&start) else { return false };
        if let Some(known) = known {
            return known;
        }
        // Of functions that end by calling each other none is known to end.
        self.functions.insert(start, (node, Some(false)));
        let is_async = node.child(0).is_some_and(|first| first.kind() == "async");
        let body = self.field(node, self.grammar.fields.body);
        let never = !is_async && body.is_some_and(|body| self.ends(body, depth + 1) && !may_return(body));
        self.functions.insert(start, (node, Some(never)));
        never
    }

    /// Whether nothing goes on behind a statement's end.
    fn ends(&mut self, node: Node<'t>, depth: usize) -> bool {
        if depth > LONGEST_CHAIN {
            return false;
        }
        match self.grammar.kind(node) {
            S::Sequence => {
                let mut statements = (0..node.named_child_count()).rev().filter_map(|at| node.named_child(at));
                let last = statements.find(|statement| self.grammar.kind(*statement) != S::Nothing);
                last.is_some_and(|last| self.ends(last, depth + 1))
            }
            // `raise NotImplementedError` is there to be replaced.
            S::Raise => !self.text[node.byte_range()].contains("NotImplemented"),
            S::If => {
                let clauses: Vec<Node<'_>> = node.children_in("alternative").collect();
                let has_else = clauses.last().is_some_and(|last| self.grammar.kind(*last) == S::Else);
                let of_clauses = clauses.iter().map(|clause| clause.field("consequence").or(clause.field("body")));
                let mut bodies = std::iter::once(node.field("consequence")).chain(of_clauses);
                has_else && bodies.all(|body| body.is_some_and(|body| self.ends(body, depth + 1)))
            }
            S::Expression => match first_part(node) {
                Some(call) if self.grammar.kind(call) == S::Call => self.is_exit(call, depth + 1),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Where the `def` starts of the method that `self.method` means in the class around.
fn method_of(graph: &Graph, function: Node<'_>) -> Option<u32> {
    let member = graph.member_from(function.field("attribute")?.start_byte() as u32)?;
    let method = graph.attribute_in(graph.receiver_of(member)?, graph.stored_name(member))?;
    match graph.only_definition(method)? {
        BindingKind::Function(block) => Some(graph.block(block).span.start),
        _ => None,
    }
}

/// Whether a function has a `return` or is a generator, by the words in its body: those in functions within count, too.
fn may_return(body: Node<'_>) -> bool {
    let mut cursor = body.walk();
    loop {
        if matches!(cursor.node().kind(), "return_statement" | "yield" | "await") {
            return true;
        }
        let is_expression = matches!(cursor.node().kind(), "string" | "lambda" | "comment");
        if !is_expression && cursor.goto_first_child() || cursor.goto_next_sibling() {
            continue;
        }
        loop {
            if !cursor.goto_parent() {
                return false;
            }
            if cursor.goto_next_sibling() {
                break;
            }
        }
    }
}
