//! What the code generator rejects: statements and expressions that make no sense in the block or loop that they stand in, stars without
//! a place to go, late `__future__` imports. The checks are those of `compile.c` (from 3.14 on `codegen.c`).

use super::Phase;
use super::moments::Moment;
use super::rules::{Rule, rule};
use super::walk::{Around, Running, Walk, span};
use crate::syntax::{Node, first_part, last_part};
use crate::text::Span;

/// The features of the library's module `__future__`.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'t> Walk<'_, 't> {
    fn misplaced(&mut self, node: Node<'_>, message: &str) {
        self.error(Phase::Generator, node, message);
    }

    /// The part that checks `await`, `async` and late `__future__` imports.
    fn async_phase(&self) -> Phase {
        if self.minor() >= 14 { Phase::SymbolTable } else { Phase::Generator }
    }

    fn not_async(&mut self, node: Node<'_>, message: &str) {
        self.error(self.async_phase(), node, message);
    }

    /// Finds the `from __future__` imports that stand where they may: behind nothing but strings and each other (`future.c`).
    pub(super) fn future_imports(&mut self, root: Node<'t>) {
        for (number, statement) in self.first_statements(root).into_iter().enumerate() {
            let is_string = |statement: Node<'_>| {
                let first = first_part(statement);
                first.is_some_and(|child| {
                    let prefix = self.text(child).split(['"', '\'']).next().unwrap_or_default();
                    matches!(child.kind(), "string" | "concatenated_string")
                        && !prefix.contains(['f', 'F', 'b', 'B', 't', 'T'])
                })
            };
            match statement.kind() {
                "future_import_statement" => {
                    self.last_future = Some(statement.end_byte());
                    self.drops_annotations |= self.text(statement).contains("annotations");
                }
                "expression_statement" if number == 0 && is_string(statement) => {}
                _ => {
                    self.line_of_others = Some(self.source.lines.line(statement.start_byte() as u32));
                    return;
                }
            }
        }
    }

    /// The statements at the beginning of a module up to the first that is neither a string nor of `__future__`.
    fn first_statements(&self, root: Node<'t>) -> Vec<Node<'t>> {
        let mut found = Vec::new();
        let statements = root.named_children().filter(|child| child.kind() != "comment");
        for statement in statements {
            let goes_on = matches!(statement.kind(), "future_import_statement" | "expression_statement");
            found.push(statement);
            if !goes_on {
                break;
            }
        }
        found
    }
}

/// `from __future__ import …`
pub(super) fn future<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if walk.last_future.is_none_or(|last| node.start_byte() >= last) {
        const MESSAGE: &str = "from __future__ imports must occur at the beginning of the file";
        if walk.line_of_others != Some(walk.source.lines.line(node.start_byte() as u32)) {
            return walk.not_async(node, MESSAGE);
        }
        // `future.c` reads to the end of the line; up to 3.11 it counts columns from 0.
        let place = span(node);
        let reported = if walk.minor() < 12 { place.start.saturating_sub(1) } else { place.start };
        return walk.found_at(Phase::Future, walk.now(Phase::Future), place, reported, MESSAGE.to_owned());
    }
    for name in node.children_in("name") {
        let feature = walk.text(name.field("name").unwrap_or(name));
        let message = match feature {
            "braces" => "not a chance".to_owned(),
            _ if FEATURES.contains(&feature) => continue,
            _ => format!("future feature {feature} is not defined"),
        };
        let place = if walk.minor() < 14 { node } else { name };
        walk.error(Phase::Future, place, message);
    }
}

// ---- return, yield, await

pub(super) fn return_statement<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Running::Function { .. } = walk.running() else {
        return walk.misplaced(node, "'return' outside function");
    };
    walk.jump(true);
    let moment = walk.now(Phase::Generator);
    let at = walk.block();
    let has_value = node.named_child_count() > 0;
    let crosses = at.is_some_and(|at| walk.around[at..].iter().any(|around| matches!(around.1, Around::ExceptStar)));
    if let Some(Around::Function { returns, .. }) = at.map(|at| &mut walk.around[at].1)
        && has_value
    {
        returns.push((moment, span(node)));
    }
    if crosses {
        leaves_except_star(walk, node);
    }
}

fn leaves_except_star<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    walk.misplaced(node, "'break', 'continue' and 'return' cannot appear in an except* block");
}

pub(super) fn yield_expression<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let delegates = node.child(1).is_some_and(|word| word.kind() == "from");
    let at = walk.block();
    match walk.running() {
        Running::Module | Running::Class => {
            let word = if delegates && walk.minor() >= 12 { "yield from" } else { "yield" };
            walk.misplaced(node, &format!("'{word}' outside function"));
        }
        Running::Function { is_async: true } if delegates => {
            walk.misplaced(node, "'yield from' inside async function");
        }
        _ => {}
    }
    if let Some(Around::Function { yields, .. }) = at.map(|at| &mut walk.around[at].1) {
        *yields = true;
    }
}

pub(super) fn await_expression<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let at = walk.block();
    match at.map(|at| &mut walk.around[at].1) {
        Some(Around::Comprehension { is_async, .. }) => *is_async = true,
        Some(Around::Function { coroutine, .. }) => *coroutine = true,
        _ => {}
    }
    match walk.running() {
        Running::Module | Running::Class => walk.not_async(node, "'await' outside function"),
        Running::Lambda | Running::Function { is_async: false } => {
            walk.not_async(node, "'await' outside async function");
        }
        _ => {}
    }
}

/// `async for` and `async with`, as statements.
pub(super) fn is_in_async<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>, word: &str) {
    let is_async = node.child(0).is_some_and(|first| first.kind() == "async");
    if is_async && walk.running() != (Running::Function { is_async: true }) {
        walk.not_async(node, &format!("'async {word}' outside async function"));
    }
}

/// `for … in` of a comprehension.
pub(super) fn clause<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    super::grammar::for_target(walk, node);
    if node.child(0).is_some_and(|first| first.kind() == "async")
        && let Some((_, Around::Comprehension { is_async, .. })) = walk.around.last_mut()
    {
        *is_async = true;
    }
}

/// At the end of a comprehension it is known whether it is asynchronous. Up to 3.10 one may stand in an asynchronous block only; from
/// 3.11 on it makes the comprehension around asynchronous (bpo-33346).
pub(super) fn leave_comprehension<'t>(
    walk: &mut Walk<'_, 't>,
    node: Node<'t>,
    is_generator: bool,
    is_async: bool,
    inner: Vec<(Moment, Span)>,
) {
    const MESSAGE: &str = "asynchronous comprehension outside of an asynchronous function";
    if !is_async && walk.minor() < 11 {
        for (moment, span) in inner {
            walk.error_at(walk.async_phase(), moment, span, None, MESSAGE.to_owned());
        }
    }
    if !is_async || is_generator {
        return;
    }
    let span = span(node);
    // Before 3.12 it is told before all that is in it; then its first iterable comes first (PEP 709); from 3.14 on the symbol table tells
    // when it leaves.
    let last = if walk.minor() >= 14 { span.end } else { span.start };
    let mut moment = walk.moment(walk.async_phase(), last);
    if matches!(walk.minor(), 12 | 13) {
        moment.push(u32::MAX);
    }
    let at = walk.block();
    if let Some(Around::Function { coroutine, .. }) = at.map(|at| &mut walk.around[at].1) {
        *coroutine |= walk.source.python.minor >= 11;
    }
    match at.map(|at| &mut walk.around[at].1) {
        Some(Around::Function { is_async: true, .. }) => {}
        Some(Around::Comprehension { is_async, inner, .. }) => {
            inner.push((moment, span));
            if walk.source.python.minor >= 11 {
                *is_async = true;
            }
        }
        _ => walk.error_at(walk.async_phase(), moment, span, None, MESSAGE.to_owned()),
    }
}

// ---- loops and handlers

/// `break` and `continue`.
pub(super) fn leave_loop<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>, message: &str) {
    walk.jump(false);
    let mut skipped = 0;
    for (_, around) in walk.around.iter().rev() {
        match around {
            Around::Loop if skipped > 0 => skipped -= 1,
            Around::Loop => return,
            Around::LoopElse => skipped += 1,
            Around::ExceptStar => return leaves_except_star(walk, node),
            Around::Function { .. } | Around::Class { .. } => break,
            _ => {}
        }
    }
    // The `finally` that it would run comes first.
    let moment = walk.now(Phase::Generator).into_iter().chain([u32::MAX]).collect();
    walk.error_at(Phase::Generator, moment, span(node), None, message.to_owned());
}

/// The clauses of a `try`.
pub(super) fn handlers<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let clauses: Vec<_> = node.children().filter(|child| rule(*child) == Rule::Except).collect();
    let is_bare = |clause: &Node<'_>| clause.child(1).is_some_and(|colon| colon.kind() == ":");
    let is_star = |clause: &Node<'_>| clause.child(1).is_some_and(|star| star.kind() == "*");
    for pair in clauses.windows(2) {
        if is_bare(&pair[0]) {
            // Up to 3.9 CPython says that it is where the block before ends.
            let before = pair[0].prev_named_sibling();
            let block = before.map(|part| part.field("body").unwrap_or(part));
            let last = block.and_then(last_statement).map(|last| last.start_byte() as u32);
            let moment = walk.now(Phase::Generator);
            let message = "default 'except:' must be last".to_owned();
            walk.error_at(Phase::Generator, moment, span(pair[0]), last, message);
        }
        if is_star(&pair[0]) != is_star(&pair[1]) && walk.minor() >= 11 {
            let message = "cannot have both 'except' and 'except*' on the same 'try'";
            return walk.error(Phase::Parser, pair[1], message);
        }
    }
}

/// The last statement in a block, or in the block that ends a clause.
fn last_statement(part: Node<'_>) -> Option<Node<'_>> {
    let block = if part.kind() == "block" { part } else { last_part(part)? };
    last_part(block)
}

// ---- stars

/// `*x` where a value stands: only displays, calls, subscripts and such take it (`compiler_visit_expr1`, case Starred_kind).
pub(super) fn splat<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(parent) = walk.parent(0) else { return };
    let alone = match parent.kind() {
        "expression_statement" => parent.named_child_count() == 1 && parent.child_count() == 1,
        "assignment" | "augmented_assignment" => parent.field("right") == Some(node),
        "return_statement" | "yield" | "interpolation" | "for_statement" => {
            parent.child_count() == 2 || {
                let next = node.next_sibling();
                parent.kind() != "return_statement"
                    && next.is_none_or(|next| next.kind() != ",")
                    && node.prev_sibling().is_none_or(|before| before.kind() != ",")
            }
        }
        _ => false,
    };
    if alone {
        walk.misplaced(node, "can't use starred expression here");
    }
}

/// Stars among the targets of an assignment (`assignment_helper`).
pub(super) fn starred_targets<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(left) = node.field("left") else { return };
    starred_target(walk, left);
}

/// Stars in one target.
pub(super) fn starred_target<'t>(walk: &mut Walk<'_, 't>, target: Node<'t>) {
    if target.kind() == "list_splat_pattern" {
        return walk.misplaced(target, "starred assignment target must be in a list or tuple");
    }
    let mut pending = vec![target];
    while let Some(target) = pending.pop() {
        if !matches!(target.kind(), "pattern_list" | "tuple_pattern" | "list_pattern") {
            continue;
        }
        let stars = target.children().filter(|part| part.kind() == "list_splat_pattern").count();
        if stars > 1 {
            let word = if walk.minor() < 9 { "two" } else { "multiple" };
            walk.misplaced(target, &format!("{word} starred expressions in assignment"));
        }
        pending.extend(target.named_children());
    }
}

// ---- calls, type parameters, lazy imports

/// Keywords that are given twice (`validate_keywords`).
pub(super) fn keywords<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(arguments) = node.field("arguments") else { return };
    let mut seen = rustc_hash::FxHashSet::default();
    for argument in arguments.named_children().filter(|argument| argument.kind() == "keyword_argument") {
        let Some(name) = argument.field("name") else { continue };
        let name = walk.text(name);
        if !seen.insert(name) {
            let detail = if walk.minor() < 9 { String::new() } else { format!(": {name}") };
            // Up to 3.8 the parser told.
            let phase = if walk.minor() < 9 { Phase::Parser } else { Phase::Generator };
            // From 3.11 on they are looked at before all else of the call.
            let when = if walk.minor() < 11 { argument } else { node }.start_byte() as u32;
            let message = format!("keyword argument repeated{detail}");
            walk.error_at(phase, walk.moment(phase, when), span(argument), None, message);
        }
    }
}

/// A type parameter without a default behind one that has it (PEP 696).
pub(super) fn type_parameters<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    // The grammar has a node of this kind for the brackets of types, too.
    let is_list = walk.parent(0).is_some_and(|parent| match parent.kind() {
        "function_definition" | "class_definition" => true,
        "generic_type" => is_alias_name(walk),
        _ => false,
    });
    if !is_list || walk.minor() < 13 {
        return;
    }
    let mut has_default = false;
    let mut parameter: Option<Node<'t>> = None;
    let mut lacking = Vec::new();
    for child in node.children() {
        let is_default_sign = !child.is_named() && walk.text(child) == "=";
        if is_default_sign {
            has_default = true;
            parameter = None;
        } else if !child.is_named() && child.kind() == "," {
            lacking.extend(parameter.take());
        } else if child.is_named() && child.prev_sibling().is_none_or(|before| walk.text(before) != "=") {
            parameter = has_default.then_some(child);
        }
    }
    lacking.extend(parameter);
    for parameter in lacking {
        let name = walk.text(parameter).trim_start_matches('*');
        let name = name.split(':').next().unwrap_or(name).trim();
        let message = format!("non-default type parameter '{name}' follows default type parameter");
        walk.misplaced(parameter, &message);
    }
}

/// Whether the generic type around is the left side of a `type` statement.
fn is_alias_name(walk: &Walk<'_, '_>) -> bool {
    walk.parent(2).is_some_and(|statement| {
        statement.kind() == "type_alias_statement" && statement.field("left") == walk.parent(1)
    })
}

/// `lazy import …`, of which the parser has read `pass;import …` (PEP 810).
pub(super) fn lazy_import<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if walk.text(node) != "lazy" {
        return;
    }
    if walk.minor() < 15 {
        return walk.error(Phase::Parser, node, "invalid syntax");
    }
    let import = node.next_named_sibling();
    let in_try = || {
        let blocks = (0..).map_while(|above| walk.parent(above).map(|around| around.kind()));
        blocks
            .take_while(|kind| !matches!(*kind, "function_definition" | "class_definition"))
            .any(|k| k == "try_statement")
    };
    let has_star = || import.is_some_and(|i| i.named_children().any(|child| child.kind() == "wildcard_import"));
    if import.is_some_and(|import| import.kind() == "future_import_statement") {
        return walk.error(Phase::Parser, node, "lazy from __future__ import is not allowed");
    }
    let place = match walk.running() {
        _ if in_try() => "try/except blocks",
        Running::Function { .. } => "functions",
        Running::Class => "classes",
        _ if has_star() => return walk.error(Phase::SymbolTable, node, "lazy from ... import * is not allowed"),
        _ => return,
    };
    let is_from = import.is_some_and(|import| import.kind() == "import_from_statement");
    let what = if is_from { "lazy from ... import" } else { "lazy import" };
    walk.error(Phase::SymbolTable, node, format!("{what} not allowed inside {place}"));
}
