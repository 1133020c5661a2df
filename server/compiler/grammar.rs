//! What CPython's parser rejects and the grammar of the tree lets pass: targets that can't be, parameters and arguments in the wrong
//! order, `:=` without its brackets. The checks are those of the `invalid_…` rules of `python.gram`.

use super::Phase;
use super::targets::{Target, invalid_target, unparenthesized};
use super::walk::{Walk, span};
use crate::scope::Reported;
use crate::syntax::{Node, first_part, last_part, parts};
use crate::text::Span;

const INVALID: &str = "invalid syntax";

impl<'t> Walk<'_, 't> {
    fn refuse(&mut self, node: Node<'_>, message: impl Into<String>) {
        self.error(Phase::Parser, node, message);
    }

    /// Refuses a node of which CPython marks only the first part, up to an offset.
    fn refuse_until(&mut self, end: usize, node: Node<'_>, message: impl Into<String>) {
        let (moment, span) = (self.moment(Phase::Parser, node.start_byte() as u32), span(node));
        self.found_at(Phase::Parser, moment, span, Reported::from(span).ending_at(end as u32), message.into());
    }

    /// Refuses a node of which CPython marks only the first token.
    fn refuse_first_token(&mut self, node: Node<'_>, message: impl Into<String>) {
        let leaf = std::iter::successors(Some(node), |node| node.child(0)).last().unwrap_or(node);
        self.refuse_until(leaf.end_byte(), node, message);
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

pub(super) fn assignment<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(left) = node.field("left") else { return };
    if node.field("type").is_none() {
        return;
    }
    match unparenthesized(left).kind() {
        "identifier" | "attribute" | "subscript" => {}
        "pattern_list" | "tuple_pattern" | "list_pattern" => {
            let word = walk.source.word(left);
            let message = format!("only single target (not {word}) can be annotated");
            // CPython marks the first of targets without brackets.
            let first = first_part(left).filter(|_| left.kind() == "pattern_list").unwrap_or(left);
            walk.refuse_until(first.end_byte(), left, message);
        }
        _ => walk.refuse(left, "illegal target for annotation"),
    }
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
    let Some(parent) = walk.parent(0) else { return };
    let operator = node.child(1).unwrap_or(node);
    match parent.kind() {
        "lambda" if walk.minor() >= 9 => {
            let name = node.child(0).unwrap_or(node);
            walk.refuse_until(name.end_byte(), parent, "cannot use assignment expressions with lambda");
        }
        "expression_statement"
        | "keyword_argument"
        | "default_parameter"
        | "typed_default_parameter"
        | "lambda"
        | "delete_statement"
        | "return_statement"
        | "assignment"
        | "augmented_assignment"
        | "type"
        | "pair" => {
            walk.refuse(operator, INVALID);
        }
        "assert_statement" if walk.minor() >= 15 => {
            walk.refuse(node, "cannot use named expression without parentheses here");
        }
        "assert_statement" => walk.refuse(operator, INVALID),
        "subscript" if walk.minor() < 10 => walk.refuse(operator, INVALID),
        "set" if walk.minor() < 9 => walk.refuse(operator, INVALID),
        _ => {}
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

/// The target of a `for`, in a statement or a comprehension.
pub(super) fn for_target<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let Some(left) = node.field("left") {
        walk.check_target(left);
    }
}

/// `… as x` of `with` and `except`.
pub(super) fn as_target<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(target) = first_part(node) else { return };
    let in_except = walk.parent(1).is_some_and(|around| around.kind() == "except_clause");
    if !in_except {
        // Up to 3.8 CPython marks the item.
        let item = walk.parent(0).map(|item| item.start_byte() as u32).filter(|_| walk.minor() == 8);
        if let Some(wrong) = invalid_target(target, Target::Assigned) {
            let message = format!("cannot assign to {}", walk.source.word(wrong));
            walk.error_at(Phase::Parser, walk.now(Phase::Parser), span(wrong), item, message);
        }
        return;
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

/// `0777` and `10L` of Python 2.
pub(super) fn number<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let text = walk.text(node).as_bytes();
    if matches!(text.last(), Some(b'l' | b'L')) {
        let message = if walk.minor() < 10 { INVALID } else { "invalid decimal literal" };
        return walk.refuse(node, message);
    }
    let is_octal = text[0] == b'0' && text.iter().all(|b| b.is_ascii_digit() || *b == b'_');
    if is_octal && text.iter().any(|b| (b'1'..=b'9').contains(b)) {
        let hint = "leading zeros in decimal integer literals are not permitted; \
                    use an 0o prefix for octal integers";
        walk.refuse(node, hint);
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
            "default_parameter" | "typed_default_parameter" => {
                has_default |= !star;
                named_after_bare |= bare.is_some();
            }
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
            "tuple_pattern" => {
                let message = match (new, is_lambda) {
                    (true, true) => "Lambda expression parameters cannot be parenthesized",
                    (true, false) => "Function parameters cannot be parenthesized",
                    _ => INVALID,
                };
                return walk.refuse(part, message);
            }
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

/// The order of a call's arguments (reference, section 6.3.4).
pub(super) fn call<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(arguments) = node.field("arguments") else { return };
    if arguments.kind() == "generator_expression" {
        // `f(a for a in b, c)` is one to the grammar.
        let clause = last_part(arguments);
        let comma = clause
            .and_then(|clause| clause.children().skip_while(|child| child.kind() != "in").find(|c| c.kind() == ","));
        if let Some(comma) = comma.filter(|comma| comma.next_sibling().is_some()) {
            let body = first_part(arguments).unwrap_or(arguments);
            let place = Span { start: body.start_byte() as u32, end: comma.start_byte() as u32 };
            let message = "Generator expression must be parenthesized".to_owned();
            walk.error_at(Phase::Parser, walk.moment(Phase::Parser, place.start), place, None, message);
        }
        return;
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
            _ => walk.source.next_word(argument.end_byte()),
        };
        let at = Reported { line: next.start, column: next.start, end: next.end };
        walk.found_at(Phase::Parser, walk.now(Phase::Parser), here, at, message.to_owned());
        return;
    }
}

// ---- the rest

pub(super) fn import<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let names = node.children_in("name").collect::<Vec<_>>();
    for name in &names {
        if name.kind() == "dotted_name" && node.kind() == "import_from_statement" && name.named_child_count() > 1 {
            let dot = name.child(1).unwrap_or(*name);
            return walk.refuse(dot, INVALID);
        }
    }
    let last = node.child(node.child_count().saturating_sub(1));
    if node.kind() == "import_from_statement" && last.is_some_and(|last| last.kind() == ",") {
        walk.refuse(last.unwrap_or(node), "trailing comma not allowed without surrounding parentheses");
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
    if first.is_none_or(|first| first.kind() == "chevron") {
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

/// `raise a, b` of Python 2.
pub(super) fn raise<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let Some(list) = first_part(node).filter(|child| child.kind() == "expression_list") {
        let comma = list.children().find(|child| child.kind() == ",");
        walk.refuse(comma.unwrap_or(list), INVALID);
    }
}
