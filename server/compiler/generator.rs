//! What the code generator rejects: statements and expressions that make no sense in the block or loop that they stand in, late
//! `__future__` imports. The checks are those of `compile.c` (from 3.14 on `codegen.c`).

use rustc_hash::FxHashMap;

use super::moments::Found;
use super::rules::{Rule, rule};
use super::types::behind_name_in;
use super::walk::{Around, Running, Walk, span};
use super::{Error, Phase, debug};
use crate::name;
use crate::scope::Reported;
use crate::syntax::{Node, awaited_end, first_part, last_part};
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
        self.not_async_at(span(node), message);
    }

    fn not_async_at(&mut self, place: Span, message: &str) {
        let phase = self.async_phase();
        self.error_at(phase, self.moment(phase, place.start), place, None, message.to_owned());
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
        let statements = root.named_children().filter(|child| !child.is_extra());
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
        if walk.minor() >= 12 || walk.line_of_others != Some(walk.source.lines.line(node.start_byte() as u32)) {
            return walk.not_async(node, MESSAGE);
        }
        // Up to 3.11 `future.c` reads to the end of the line, and counts columns from 0.
        let place = span(node);
        let reported = Reported::from(place).starting_at(place.start.saturating_sub(1));
        return walk.found_at(Phase::Future, walk.now(Phase::Future), place, reported, MESSAGE.to_owned());
    }
    for name in node.children_in("name") {
        let feature = name::normalized(walk.text(name.field("name").unwrap_or(name)));
        let message = match &*feature {
            "braces" => "not a chance".to_owned(),
            _ if FEATURES.contains(&&*feature) => continue,
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
    walk.jump(node.end_byte() as u32, true);
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
    let (at, block) = (walk.block(), walk.block_id());
    let place = Span { end: awaited_end(node) as u32, ..span(node) };
    walk.awaiting.insert(block);
    match at.map(|at| &mut walk.around[at].1) {
        Some(Around::Comprehension { is_async, .. }) => *is_async = true,
        Some(Around::Function { coroutine, .. }) => *coroutine = true,
        _ => {}
    }
    match walk.running() {
        Running::Module | Running::Class => walk.not_async_at(place, "'await' outside function"),
        Running::Lambda | Running::Function { is_async: false } => {
            walk.not_async_at(place, "'await' outside async function");
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
    super::grammar::clause(walk, node);
    if node.child(0).is_some_and(|first| first.kind() == "async")
        && let Some((_, Around::Comprehension { is_async, .. })) = walk.around.last_mut()
    {
        *is_async = true;
    }
}

/// At the end of a comprehension it is known whether it is asynchronous. Up to 3.10 one may stand in a block only that awaits something,
/// even where it may not; from 3.11 on it makes the comprehension around asynchronous (bpo-33346).
pub(super) fn leave_comprehension<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>, is_generator: bool, is_async: bool) {
    const MESSAGE: &str = "asynchronous comprehension outside of an asynchronous function";
    if is_async {
        walk.awaiting.insert(node.number());
    }
    if !is_async || is_generator {
        return;
    }
    let (span, phase) = (span(node), walk.async_phase());
    // Before 3.12 it is told before all that is in it; then its first iterable comes first (PEP 709); from 3.14 on the symbol table tells
    // when it leaves.
    let turn: &[u32] = match walk.minor() {
        ..12 => &[span.start],
        12 | 13 => &[span.start, u32::MAX],
        _ => &[span.end - 1, u32::MAX],
    };
    let moment = walk.moment_of(phase, turn);
    let (may_await, is_dropped) = (walk.minor() < 11, walk.is_in_dropped());
    let block = walk.block_id();
    match walk.block().map(|at| &mut walk.around[at].1) {
        Some(Around::Function { is_async: true, .. }) => {}
        _ if may_await && is_dropped => {}
        _ if may_await => {
            let error = Error { phase, span, reported: span.into(), message: MESSAGE.to_owned() };
            walk.unless_awaiting.push((block, Found { moment, error }));
        }
        Some(Around::Comprehension { is_async, .. }) => *is_async = true,
        around => {
            if let Some(Around::Function { coroutine, .. }) = around {
                *coroutine = true;
            }
            walk.error_at(phase, moment, span, None, MESSAGE.to_owned());
        }
    }
}

// ---- loops and handlers

/// `break` and `continue`.
pub(super) fn leave_loop<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>, message: &str) {
    walk.jump(node.start_byte() as u32, false);
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
    let moment = walk.moment_of(Phase::Generator, &[node.start_byte() as u32, u32::MAX]);
    let reported = walk.unwound(node);
    walk.found_at(Phase::Generator, moment, span(node), reported, message.to_owned());
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
            let message = "cannot have both 'except' and 'except*' on the same 'try'".to_owned();
            let words = if is_star(&pair[1]) { pair[1].child(1) } else { pair[1].child(0) };
            let place = Span { end: words.map_or(pair[1].end_byte(), |last| last.end_byte()) as u32, ..span(pair[1]) };
            return walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, message);
        }
    }
}

impl<'t> Walk<'_, 't> {
    /// Where a `break` or `continue` without a loop is said to be. What it would leave is compiled there: 3.9 and 3.10 then have the column
    /// of the last statement of a `finally`, and 3.10 that of a `with`.
    fn unwound(&self, statement: Node<'t>) -> Reported {
        let usual = Reported::from(span(statement));
        if !matches!(self.minor(), 9 | 10) {
            return usual;
        }
        let around = (0..).map_while(|above| self.parent(above));
        let mut part = statement;
        let mut last = None;
        for node in around.take_while(|node| !matches!(rule(*node), Rule::Function | Rule::Class)) {
            if node.kind() == "with_statement" && self.minor() == 10 {
                last = Some(node);
            } else if node.kind() == "try_statement" && part.kind() != "finally_clause" {
                let clause = last_part(node).filter(|clause| clause.kind() == "finally_clause");
                last = clause.and_then(last_part).map(|block| self.last_compiled(block)).or(last);
            }
            part = node;
        }
        // Of `x += 1` the store to x is last.
        let stored = |last: Node<'t>| {
            let statement = if last.kind() == "expression_statement" { first_part(last)? } else { last };
            Some(statement).filter(|statement| statement.kind() == "augmented_assignment")?.field("left")
        };
        let end = |last: Node<'t>| stored(last).filter(|_| self.minor() == 10).unwrap_or(last).end_byte() as u32;
        last.map_or(usual, |last| Reported { column: last.start_byte() as u32, end: end(last), ..usual })
    }

    /// The statement of a block that is compiled last.
    fn last_compiled(&self, block: Node<'t>) -> Node<'t> {
        let mut last = block;
        loop {
            let is_done = match last.kind() {
                "while_statement" | "with_statement" => {
                    self.minor() == 10 && last_part(last).is_some_and(|p| p.kind() == "block")
                }
                "block" | "if_statement" | "for_statement" | "try_statement" | "match_statement" => false,
                kind => !kind.ends_with("_clause"),
            };
            match last_part(last).filter(|_| !is_done) {
                Some(part) => last = part,
                None => return last,
            }
        }
    }
}

/// The last statement in a block, or in the block that ends a clause.
fn last_statement(part: Node<'_>) -> Option<Node<'_>> {
    let block = if part.kind() == "block" { part } else { last_part(part)? };
    last_part(block)
}

// ---- calls, type parameters, lazy imports

/// Keywords that are given twice, or that nothing may have (`validate_keywords`).
pub(super) fn keywords<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(around) = walk.parent(0) else { return };
    let keywords = node.named_children().filter(|argument| argument.kind() == "keyword_argument");
    let keywords: Vec<_> = keywords.filter_map(|keyword| Some((keyword, keyword.field("name")?))).collect();
    // From 3.11 on they are looked at before all else of a call.
    let before_all = walk.minor() >= 11 && rule(around) == Rule::Call;
    let when = if before_all { around } else { node }.start_byte() as u32;
    let mut with_name = FxHashMap::<_, Vec<_>>::default();
    for (keyword, name) in &keywords {
        with_name.entry(walk.text(*name)).or_default().push(*keyword);
    }
    // Each is looked at with all those of its name behind it. Up to 3.8 the parser told.
    for (_, name) in keywords {
        debug::check_keyword(walk, name, node, when);
        let name = walk.text(name);
        for argument in with_name.remove(name).into_iter().flatten().skip(1) {
            let detail = if walk.minor() < 9 { String::new() } else { format!(": {name}") };
            let in_parser = walk.minor() < 9;
            let phase = if in_parser { Phase::Parser } else { Phase::Generator };
            let when = if in_parser { argument.start_byte() as u32 } else { when };
            let message = format!("keyword argument repeated{detail}");
            walk.error_at(phase, walk.moment(phase, when), span(argument), None, message);
        }
    }
}

/// The type parameters of a `type` statement.
pub(super) fn alias<'t>(walk: &mut Walk<'_, 't>, statement: Node<'t>) {
    let generic = statement.field("left").and_then(first_part).filter(|left| left.kind() == "generic_type");
    if let Some(list) = generic.and_then(last_part) {
        check_parameters(walk, list, false);
    }
}

/// Those of a definition. The grammar has a node of this kind for the brackets of types, too.
pub(super) fn type_parameters<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let definition = walk.parent(0).map_or("", |parent| parent.kind());
    if matches!(definition, "function_definition" | "class_definition") {
        check_parameters(walk, node, definition == "function_definition");
    }
}

/// What is no type parameter, or has no default behind one that has it (PEP 696).
fn check_parameters<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>, of_function: bool) {
    let mut is_default = false;
    let is_wrong = |part: &Node<'t>| {
        let is_wrong = part.is_named() && !part.is_extra() && !is_default && !is_parameter(*part);
        is_default = walk.text(*part) == "=";
        is_wrong
    };
    if let Some(wrong) = node.children().find(is_wrong) {
        let (place, message) = match bound_behind_star(walk, wrong) {
            Some(told) if walk.minor() >= 12 => told,
            _ if of_function && walk.minor() >= 12 => (span(node.child(0).unwrap_or(node)), "expected '('".to_owned()),
            _ => (behind_name_in(walk, wrong), "invalid syntax".to_owned()),
        };
        return walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, message);
    }
    if walk.minor() < 13 {
        return;
    }
    let mut has_default = false;
    let mut parameter: Option<Node<'t>> = None;
    let (mut lacking, mut is_default) = (Vec::new(), false);
    for child in node.children().filter(|child| !child.is_extra()) {
        let is_default_sign = !child.is_named() && walk.text(child) == "=";
        if is_default_sign {
            has_default = true;
            parameter = None;
        } else if !child.is_named() && child.kind() == "," {
            lacking.extend(parameter.take());
        } else if child.is_named() && !is_default {
            parameter = has_default.then_some(child);
        }
        is_default = is_default_sign;
    }
    lacking.extend(parameter);
    for parameter in lacking {
        let name = walk.text(parameter).trim_start_matches('*');
        let name = name::normalized(name.split(':').next().unwrap_or(name).trim());
        let message = format!("non-default type parameter '{name}' follows default type parameter");
        let moment = walk.moment_of(Phase::Generator, &[behind_parameter(walk, parameter), 0]);
        walk.error_at(Phase::Generator, moment, span(parameter), None, message);
    }
}

/// What the parser says of `*T: bound`, and where.
fn bound_behind_star(walk: &Walk<'_, '_>, parameter: Node<'_>) -> Option<(Span, String)> {
    let whole = first_part(parameter).filter(|whole| whole.kind() == "constrained_type")?;
    let what = match walk.text(whole) {
        text if text.starts_with("**") => "ParamSpec",
        text if text.starts_with('*') => "TypeVarTuple",
        _ => return None,
    };
    let is_tuple = last_part(whole).and_then(first_part).is_some_and(|bound| bound.kind() == "tuple");
    let bound = if is_tuple { "constraints" } else { "bound" };
    let colon = whole.children().find(|sign| sign.kind() == ":")?;
    let place = Span { start: colon.start_byte() as u32, ..span(whole) };
    Some((place, format!("cannot use {bound} with {what}")))
}

/// Whether a type parameter is a name, perhaps behind stars or before its bound: the grammar takes any type.
fn is_parameter(parameter: Node<'_>) -> bool {
    let inner = first_part(parameter).unwrap_or(parameter);
    let name = match inner.kind() {
        "splat_type" | "list_splat" => first_part(inner),
        "constrained_type" => first_part(inner).and_then(first_part),
        _ => Some(inner),
    };
    name.is_some_and(|name| name.kind() == "identifier")
}

/// The sign behind a type parameter of which a part is given.
pub(super) fn behind_parameter(walk: &Walk<'_, '_>, part: Node<'_>) -> u32 {
    let mut signs = std::iter::successors(part.next_sibling(), |sibling| sibling.next_sibling());
    let end = signs.find(|sign| !sign.is_named() && walk.text(*sign) != "=");
    end.unwrap_or(part).start_byte() as u32
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
        _ if has_star() => "",
        _ => return,
    };
    let is_from = import.is_some_and(|import| import.kind() == "import_from_statement");
    let what = if is_from { "lazy from ... import" } else { "lazy import" };
    let message = match place {
        "" => format!("{what} * is not allowed"),
        _ => format!("{what} not allowed inside {place}"),
    };
    let whole = Span { end: import.map_or(node, |import| import).end_byte() as u32, ..span(node) };
    walk.error_at(Phase::SymbolTable, walk.now(Phase::SymbolTable), whole, None, message);
}
