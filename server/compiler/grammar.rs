//! What CPython's parser rejects and the grammar of the tree lets pass: targets that can't be, parameters and arguments in the wrong
//! order, `:=` without its brackets. The checks are those of the `invalid_…` rules of `python.gram`.

use super::Phase;
use super::numbers;
use super::rules::{Rule, rule};
use super::stars;
use super::targets::{Target, invalid_target, unparenthesized};
use super::types::is_subscript;
use super::walk::{Walk, span};
use crate::scope::Reported;
use crate::syntax::{Node, first_part, last_part, parts, walrus_of};
use crate::text::Span;

pub(super) const INVALID: &str = "invalid syntax";

impl<'t> Walk<'_, 't> {
    pub(super) fn refuse(&mut self, node: Node<'_>, message: impl Into<String>) {
        self.error(Phase::Parser, node, message);
    }

    /// Refuses a node of which CPython marks only the first part, up to an offset.
    pub(super) fn refuse_until(&mut self, end: usize, node: Node<'_>, message: impl Into<String>) {
        let (moment, span) = (self.moment(Phase::Parser, node.start_byte() as u32), span(node));
        self.found_at(Phase::Parser, moment, span, Reported::from(span).ending_at(end as u32), message.into());
    }

    /// Refuses a node of which CPython marks only the first token.
    fn refuse_first_token(&mut self, node: Node<'_>, message: impl Into<String>) {
        self.refuse_until(first_leaf(node).end_byte(), node, message);
    }

    /// Refuses what can't be assigned to; up to 3.8 CPython marks the whole.
    fn check_target(&mut self, target: Node<'t>) {
        if let Some(wrong) = invalid_target(target, Target::Assigned) {
            let message = format!("cannot assign to {}", self.source.word(wrong));
            self.refuse(wrong, message);
        }
    }
}

// ---- assignments

pub(super) fn first_leaf(node: Node<'_>) -> Node<'_> {
    std::iter::successors(Some(node), |node| node.child(0)).last().unwrap_or(node)
}

pub(super) fn augmented_assignment<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(left) = node.field("left") else { return };
    if !matches!(unparenthesized(left).kind(), "identifier" | "attribute" | "subscript") {
        let message = walk.source.illegal_augmented(left);
        walk.refuse(left, message);
    }
}

/// `x := y` needs brackets but in a few places (PEP 572).
pub(super) fn named_expression<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    // The grammar has `x := y if a else b` as `(x := y) if a else b`.
    let above = usize::from(walk.parent(0).and_then(walrus_of) == Some(node));
    let Some(parent) = walk.parent(above) else { return };
    let operator = node.child(1).unwrap_or(node);
    let opens_bracket = |clause: Node<'_>| clause.child(0).is_some_and(|open| open.kind() == "(");
    match parent.kind() {
        "lambda" if walk.minor() >= 9 => {
            let name = node.child(0).unwrap_or(node);
            walk.refuse_until(name.end_byte(), parent, "cannot use assignment expressions with lambda");
        }
        "assert_statement" if walk.minor() >= 15 => {
            walk.refuse(node, "cannot use named expression without parentheses here");
        }
        "generator_expression"
            if walk.minor() == 8 && walk.parent(above + 1).is_some_and(|call| call.kind() == "call") =>
        {
            let next = walk.source.next_word(node.end_byte());
            walk.error_at(Phase::Parser, walk.now(Phase::Parser), next, None, INVALID.to_owned());
        }
        "subscript" if walk.minor() >= 10 => {}
        "type" if walk.minor() >= 10 && is_subscript(walk, above) => {}
        "set" | "set_comprehension" if walk.minor() >= 9 => {}
        "if_clause" if !is_in_comprehension(walk, above) => {}
        "with_item" if walk.parent(above + 1).is_some_and(opens_bracket) => {}
        "argument_list"
        | "decorator"
        | "elif_clause"
        | "generator_expression"
        | "if_statement"
        | "list"
        | "list_comprehension"
        | "match_statement"
        | "parenthesized_expression"
        | "tuple"
        | "while_statement" => {}
        // Told of elsewhere, or read in another way.
        "ERROR" | "exec_statement" | "interpolation" | "list_splat" | "print_statement" | "splat_type" => {}
        _ => walk.refuse(operator, INVALID),
    }
}

/// Whether a condition so many nodes above the walk is a comprehension's, and not that of a case.
fn is_in_comprehension(walk: &Walk<'_, '_>, above: usize) -> bool {
    walk.parent(above + 1).is_some_and(|around| rule(around) == Rule::Comprehension)
}

/// A `yield` needs its own brackets, those of a display are none.
pub(super) fn yield_expression<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if walk.parent(0).is_some_and(|around| matches!(around.kind(), "list" | "set" | "tuple")) {
        walk.refuse_first_token(node, INVALID);
    }
}

/// The condition between `if` and `else` needs brackets if it is such an expression itself.
pub(super) fn conditional<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let [value, condition, _] = parts(node)[..] else { return };
    if let Some(inner) = first_part(condition).filter(|_| condition.kind() == "conditional_expression") {
        let place = Span { start: value.start_byte() as u32, end: inner.end_byte() as u32 };
        let message = if walk.minor() < 10 { INVALID } else { "expected 'else' after 'if' expression" };
        walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, message.to_owned());
    }
}

/// A lambda that is an operand needs its brackets, and so does one that a comprehension goes through or, from 3.9 on, asks.
pub(super) fn lambda<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(parent) = walk.parent(0) else { return };
    let is_operand = match parent.kind() {
        "await"
        | "binary_operator"
        | "boolean_operator"
        | "comparison_operator"
        | "not_operator"
        | "unary_operator" => true,
        "conditional_expression" => last_part(parent) != Some(node),
        "for_in_clause" => true,
        "if_clause" => walk.minor() >= 9 && is_in_comprehension(walk, 0),
        _ => false,
    };
    if is_operand {
        walk.refuse_first_token(node, INVALID);
    }
}

pub(super) fn delete<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    for child in parts(node).into_iter() {
        let Some(wrong) = invalid_target(child, Target::Deleted) else { continue };
        let word = walk.source.word(wrong);
        let message = match word {
            "starred" if walk.minor() < 9 => "can't use starred expression here".to_owned(),
            _ => format!("cannot delete {word}"),
        };
        return walk.refuse(wrong, message);
    }
}

/// `for … in` of a comprehension.
pub(super) fn clause<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    for_target(walk, node);
    if let Some(comma) = iterables_comma(node) {
        walk.refuse(comma, INVALID);
    }
}

/// The target of a `for`, in a statement or a comprehension.
pub(super) fn for_target<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let Some(left) = node.field("left") {
        walk.check_target(left);
    }
}

/// `… as x` of `with` and `except`.
pub(super) fn as_target<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(target) = first_part(node) else { return };
    if !takes_alias(walk) {
        let keyword = walk.parent(0).and_then(|item| item.children().find(|child| child.kind() == "as"));
        return walk.refuse(keyword.unwrap_or(node), INVALID);
    }
    let in_except = walk.parent(1).is_some_and(|around| around.kind() == "except_clause");
    if !in_except {
        // Up to 3.8 CPython marks the item.
        let item = walk.parent(0).map(|item| item.start_byte() as u32).filter(|_| walk.minor() == 8);
        if let Some(wrong) = invalid_target(target, Target::Assigned) {
            let message = format!("cannot assign to {}", walk.source.word(wrong));
            walk.error_at(Phase::Parser, walk.now(Phase::Parser), span(wrong), item, message);
        }
        return stars::as_target(walk, node);
    }
    if target.kind() == "identifier" {
        return;
    }
    let inner = unparenthesized(target);
    let star = walk.parent(1).and_then(|clause| clause.child(1)).is_some_and(|star| star.kind() == "*");
    if walk.minor() < 14 {
        return walk.refuse(target, INVALID);
    }
    let word = walk.source.word(inner);
    walk.refuse(inner, format!("cannot use except{} statement with {word}", if star { "*" } else { "" }));
}

/// Whether `as` may stand where the walk is: in the items of `with` and of `except`. The grammar takes it in all expressions.
fn takes_alias(walk: &Walk<'_, '_>) -> bool {
    // It has `a if b else c as d` as `a if b else (c as d)`.
    let is_wider = |node: Node<'_>| matches!(node.kind(), "conditional_expression" | "lambda");
    let above = (1..).find(|above| !walk.parent(*above).is_some_and(is_wider)).unwrap_or(1);
    let Some(around) = walk.parent(above) else { return true };
    match around.kind() {
        "with_item" | "except_clause" => {
            walk.parent(0).and_then(first_part).is_none_or(|aliased| aliased.kind() != "as_pattern")
        }
        // `with (a as b):`, `with (a as b,):`
        "parenthesized_expression" | "tuple" => {
            let is_only = |clause: Node<'_>| clause.kind() == "with_clause" && clause.child_count() == 1;
            let is_item = |item: Node<'_>| item.kind() == "with_item";
            walk.parent(above + 1).is_some_and(is_item) && walk.parent(above + 2).is_some_and(is_only)
        }
        kind => kind == "ERROR",
    }
}

/// `except A, B` needs brackets up to 3.13, and later with `as` (PEP 758).
pub(super) fn except_clause<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let types: Vec<_> = node.named_children().filter(|child| child.kind() != "block").collect();
    let [first, .., last] = types[..] else { return };
    if !node.children().any(|child| child.kind() == ",") {
        return;
    }
    let has_alias = last.kind() == "as_pattern";
    let message = match walk.minor() {
        ..=9 => INVALID,
        10..=13 => "multiple exception types must be parenthesized",
        _ if has_alias => "multiple exception types must be parenthesized when using 'as'",
        _ => return,
    };
    let place = Span { start: first.start_byte() as u32, end: last.end_byte() as u32 };
    walk.error_at(Phase::Parser, walk.moment(Phase::Parser, place.start), place, None, message.to_owned());
}

/// `with a,:`
pub(super) fn with<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let clause = node.named_children().find(|child| child.kind() == "with_clause");
    let Some(comma) = clause.and_then(|clause| clause.children().last()).filter(|last| last.kind() == ",") else {
        return;
    };
    match walk.minor() {
        15.. => walk.refuse(comma, "the last 'with' item has a trailing comma"),
        _ => {
            let next = walk.source.next_word(comma.end_byte());
            walk.error_at(Phase::Parser, walk.now(Phase::Parser), next, None, INVALID.to_owned());
        }
    }
}

/// A body that isn't there. The parser tells it at the token that comes instead.
pub(super) fn block<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(header) = walk.parent(0).filter(|_| node.child_count() == 0 && !node.is_missing()) else { return };
    let what = match header.kind() {
        "function_definition" => "function definition",
        "class_definition" => "class definition",
        "if_statement" => "'if' statement",
        "elif_clause" => "'elif' statement",
        "else_clause" => "'else' statement",
        "for_statement" => "'for' statement",
        "while_statement" => "'while' statement",
        "with_statement" => "'with' statement",
        "try_statement" => "'try' statement",
        "except_clause" => "'except' statement",
        "finally_clause" => "'finally' statement",
        "match_statement" => "'match' statement",
        "case_clause" => "'case' statement",
        _ => return,
    };
    let line = walk.source.lines.line(header.start_byte() as u32) + 1;
    let message = match walk.minor() {
        8 | 9 => "expected an indented block".to_owned(),
        _ => format!("expected an indented block after {what} on line {line}"),
    };
    let place = walk.source.next_word(node.end_byte());
    walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, message);
}

/// `try` without `except` or `finally`.
pub(super) fn try_statement<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if node.has_error() || node.children().any(|child| matches!(child.kind(), "except_clause" | "finally_clause")) {
        return;
    }
    let otherwise = node.children().find(|child| child.kind() == "else_clause");
    let place = walk.source.next_word(otherwise.map_or(node.end_byte(), |clause| clause.start_byte()));
    let message = if walk.minor() < 10 { INVALID } else { "expected 'except' or 'finally' block" };
    walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, message.to_owned());
}

/// `<>` of Python 2.
pub(super) fn operator<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    walk.refuse(node, INVALID);
}

/// `await -a`: the grammar takes a sign, or another `await`, for the start of what is awaited.
pub(super) fn awaited<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let Some(operand) = first_part(node)
        && let leaf = first_leaf(operand)
        && matches!(leaf.kind(), "-" | "+" | "~" | "await")
    {
        walk.refuse(leaf, INVALID);
    }
}

/// `{**a or b}`: what is unpacked binds at least as strongly as `|`.
pub(super) fn dictionary<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    for splat in node.children().filter(|part| part.kind() == "dictionary_splat") {
        let Some(operand) = first_part(splat) else { continue };
        let place = match operand.kind() {
            "lambda" | "not_operator" => span(first_leaf(operand)),
            "boolean_operator" | "comparison_operator" | "conditional_expression" | "named_expression" => {
                walk.source.next_word(first_part(operand).unwrap_or(operand).end_byte())
            }
            _ => continue,
        };
        return walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, INVALID.to_owned());
    }
}

/// A name: two keywords are names to the grammar.
pub(super) fn identifier<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if node.byte_range().len() == 5 && matches!(walk.text(node), "await" | "async") {
        walk.refuse(node, INVALID);
    }
}

/// `0777` and `10L` of Python 2, and a `_` that no digit follows.
pub(super) fn number<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let text = walk.text(node).as_bytes();
    // The parser has read a number for something else.
    if text[0] != b'.' && !text[0].is_ascii_digit() {
        return;
    }
    if matches!(text.last(), Some(b'l' | b'L')) {
        let message = if walk.minor() < 10 { INVALID } else { "invalid decimal literal" };
        return walk.refuse(node, message);
    }
    let is_decimal = !matches!(text.get(1), Some(b'x' | b'X' | b'o' | b'O' | b'b' | b'B'));
    let underscore = (0..text.len()).find(|&at| text[at] == b'_' && !text.get(at + 1).is_some_and(u8::is_ascii_digit));
    if let Some(underscore) = underscore.filter(|_| is_decimal) {
        let at = (node.start_byte() + underscore) as u32;
        let (place, reported) = (Span { start: at, end: at + 1 }, Reported { line: at, column: at, end: at });
        let moment = walk.now(Phase::Parser);
        return walk.found_at(Phase::Parser, moment, place, reported, "invalid decimal literal".to_owned());
    }
    let is_octal = text[0] == b'0' && text.iter().all(|b| b.is_ascii_digit() || *b == b'_');
    if is_octal && text.iter().any(|b| (b'1'..=b'9').contains(b)) {
        walk.refuse(node, numbers::LEADING_ZEROS);
    }
}

// ---- parameters and arguments

/// The order of parameters (reference, section 8.7).
pub(super) fn parameters<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let is_lambda = node.kind() == "lambda_parameters";
    let (mut has_default, mut star, mut bare, mut rest, mut named_after_bare) = (false, false, None, false, false);
    let (mut slash, mut seen) = (false, 0);
    let minor = walk.minor();
    let [argument, arguments] = if minor < 15 { ["argument", "arguments"] } else { ["parameter", "parameters"] };
    let new = minor >= 11;
    let in_brackets = |pattern: Node<'t>| match (new && pattern.named_child_count() > 0, is_lambda) {
        (true, true) => "Lambda expression parameters cannot be parenthesized",
        (true, false) => "Function parameters cannot be parenthesized",
        _ => INVALID,
    };
    for part in node.children().filter(|part| part.is_named() && part.kind() != "comment") {
        let inner = if part.kind() == "typed_parameter" { first_part(part).unwrap_or(part) } else { part };
        let kind = inner.kind();
        let worded = |message: String| if new { message } else { INVALID.to_owned() };
        if rest {
            let var_keyword = if minor < 15 { "var-keyword argument" } else { "var-keyword parameter" };
            return walk.refuse_first_token(part, worded(format!("{arguments} cannot follow {var_keyword}")));
        }
        match kind {
            "list_splat_pattern" | "keyword_separator" => {
                if star {
                    let word = if minor < 15 { "* argument" } else { "*" };
                    return walk.refuse_first_token(part, worded(format!("{word} may appear only once")));
                }
                star = true;
                bare = (kind == "keyword_separator").then_some(part);
            }
            "dictionary_splat_pattern" => rest = true,
            "positional_separator" => {
                let message = if slash {
                    "/ may appear only once".to_owned()
                } else if star {
                    "/ must be ahead of *".to_owned()
                } else if seen == 0 {
                    format!("at least one {argument} must precede /")
                } else {
                    slash = true;
                    continue;
                };
                return walk.refuse(part, worded(message));
            }
            "default_parameter"
                if let Some(name) = part.field("name").filter(|name| name.kind() == "tuple_pattern") =>
            {
                return walk.refuse(name, in_brackets(name));
            }
            "default_parameter" | "typed_default_parameter" => {
                has_default |= !star;
                named_after_bare |= bare.is_some();
            }
            // No names: told elsewhere.
            "none" | "true" | "false" | "ERROR" => named_after_bare |= bare.is_some(),
            "identifier" => {
                named_after_bare |= bare.is_some();
                if has_default && !star {
                    let message = match minor {
                        12.. => "parameter without a default follows parameter with a default",
                        _ => "non-default argument follows default argument",
                    };
                    let place = span(part);
                    // 3.9 tells the token behind, 3.8 the first parameter.
                    let old = if minor == 8 { node.start_byte() as u32 } else { place.start + 1 };
                    let old = if minor == 8 && !is_lambda { old + 1 } else { old };
                    let moment = walk.now(Phase::Parser);
                    walk.error_at(Phase::Parser, moment, place, Some(old.min(place.end)), message.to_owned());
                    return;
                }
            }
            // A name before it makes it none.
            "tuple_pattern" if walk.text_before(part).ends_with(|c: char| c.is_alphanumeric() || c == '_') => {}
            "tuple_pattern" => return walk.refuse(part, in_brackets(part)),
            _ => {}
        }
        seen += 1;
    }
    if let Some(bare) = bare.filter(|_| !named_after_bare) {
        let word = if minor < 15 { "arguments" } else { "parameters" };
        let moment = walk.now(Phase::Parser);
        let at_rest = bare.next_named_sibling().filter(|_| minor < 10 || is_lambda);
        let place = at_rest.unwrap_or(bare);
        let token = place.child(0).unwrap_or(place);
        let reported = Reported::from(span(token));
        walk.found_at(Phase::Parser, moment, span(place), reported, format!("named {word} must follow bare *"));
    }
}

/// The comma behind what a comprehension goes through: several things need brackets.
fn iterables_comma(clause: Node<'_>) -> Option<Node<'_>> {
    clause.children().skip_while(|child| child.kind() != "in").find(|child| child.kind() == ",")
}

/// The order of a call's arguments (reference, section 6.3.4).
pub(super) fn call<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(arguments) = node.field("arguments") else { return };
    if arguments.kind() == "generator_expression" {
        // `f(a for a in b, c)` is one to the grammar.
        if let Some(comma) = last_part(arguments).and_then(iterables_comma) {
            let body = first_part(arguments).unwrap_or(arguments);
            let place = Span { start: body.start_byte() as u32, end: comma.start_byte() as u32 };
            let message = "Generator expression must be parenthesized".to_owned();
            walk.error_at(Phase::Parser, walk.moment(Phase::Parser, place.start), place, None, message);
        }
        return;
    }
    arguments_in_order(walk, arguments);
}

/// The same of a class's.
pub(super) fn bases<'t>(walk: &mut Walk<'_, 't>, class: Node<'t>) {
    if let Some(arguments) = class.field("superclasses") {
        arguments_in_order(walk, arguments);
    }
}

fn arguments_in_order<'t>(walk: &mut Walk<'_, 't>, arguments: Node<'t>) {
    if let Some(comma) = arguments.child(1).filter(|first| first.kind() == ",") {
        return walk.refuse(comma, INVALID);
    }
    let (mut keyword, mut unpacked) = (false, false);
    for argument in arguments.named_children() {
        let message = match argument.kind() {
            "keyword_argument" => {
                keyword = true;
                continue;
            }
            "dictionary_splat" => {
                unpacked = true;
                continue;
            }
            "list_splat" if unpacked => "iterable argument unpacking follows keyword argument unpacking",
            "list_splat" => continue,
            _ if argument.is_extra() => continue,
            _ if unpacked => "positional argument follows keyword argument unpacking",
            _ if keyword => "positional argument follows keyword argument",
            _ => continue,
        };
        // From 9 on the parser is a token further, for unpacking at the sign before.
        let here = span(argument);
        let next = match (walk.minor(), argument.kind()) {
            (8, _) | (9 | 11, "list_splat") => here,
            (_, "list_splat") => {
                let comma = argument.prev_named_sibling().map_or(here.start, |before| before.end_byte() as u32);
                Span { start: comma, end: comma + 1 }
            }
            _ => behind_arguments(walk, argument),
        };
        let at = Reported { line: next.start, column: next.start, end: next.end };
        walk.found_at(Phase::Parser, walk.now(Phase::Parser), here, at, message.to_owned());
        return;
    }
}

/// Where the parser is when it has read the arguments from a positional one on: others of the kind, and keywords behind them.
fn behind_arguments(walk: &Walk<'_, '_>, argument: Node<'_>) -> Span {
    let (mut last, mut has_keyword) = (argument, false);
    for child in std::iter::successors(Some(argument), |child| child.next_named_sibling()) {
        let is_keyword = matches!(child.kind(), "keyword_argument" | "dictionary_splat");
        has_keyword |= is_keyword;
        if has_keyword && !is_keyword && !child.is_extra() {
            break;
        }
        last = child;
    }
    let next = walk.source.next_word(last.end_byte());
    let is_comma = walk.source.text[next.range()].starts_with(',');
    let behind = if is_comma { walk.source.next_word(next.end as usize) } else { next };
    // Behind a comma the parser looks for a keyword and its sign.
    let is_name = behind.start > next.start
        && walk.source.text[behind.range()].starts_with(|c: char| c.is_alphabetic() || c == '_');
    if is_name && has_keyword { walk.source.next_word(behind.end as usize) } else { behind }
}

// ---- the rest

pub(super) fn import<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let names = node.children_in("name").collect::<Vec<_>>();
    for name in names {
        let imported = name.field("name").unwrap_or(name);
        if node.kind() == "import_from_statement" && imported.named_child_count() > 1 {
            return walk.refuse(imported.child(1).unwrap_or(imported), INVALID);
        }
    }
    if let Some(last) = node.children().last().filter(|last| last.kind() == ",") {
        let is_from = node.kind() == "import_from_statement";
        walk.refuse(last, if is_from { "trailing comma not allowed without surrounding parentheses" } else { INVALID });
    }
}

/// `{*a, **b}` is a set to the grammar.
pub(super) fn set_display<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let is_double = |part: &Node<'_>| {
        part.kind() == "list_splat" && first_part(*part).is_some_and(|inner| inner.kind() == "list_splat")
    };
    if let Some(part) = node.named_children().find(is_double) {
        let message = if walk.minor() < 15 { INVALID } else { "cannot use dict unpacking here" };
        walk.refuse_until(part.start_byte() + 2, part, message);
    }
}

/// `print x` and `exec x` of Python 2; `print >>f, x` is an expression of Python 3.
pub(super) fn print_statement<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let first = first_part(node);
    if first.is_none_or(|first| first.kind() == "chevron") || node.has_error() {
        return;
    }
    let word = if node.kind() == "print_statement" { "print" } else { "exec" };
    match walk.minor() {
        10.. => walk.refuse(node, format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?")),
        _ => {
            let rest = &walk.source.text[first.map_or(node.end_byte(), |f| f.start_byte())..node.end_byte()];
            let hint = if word == "print" { format!(". Did you mean print({rest})?") } else { String::new() };
            let message = format!("Missing parentheses in call to '{word}'{hint}");
            walk.refuse(first.unwrap_or(node), message);
        }
    }
}

/// `assert a, b, c`
pub(super) fn assert<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let Some(comma) = node.children().filter(|child| child.kind() == ",").nth(1) {
        walk.refuse(comma, INVALID);
    }
}

/// `raise a, b` of Python 2.
pub(super) fn raise<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let Some(list) = first_part(node).filter(|child| child.kind() == "expression_list") {
        let comma = list.children().find(|child| child.kind() == ",");
        walk.refuse(comma.unwrap_or(list), INVALID);
    }
}
