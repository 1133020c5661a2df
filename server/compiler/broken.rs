//! Why the grammar can make nothing of a piece, where CPython says more than `invalid syntax`: a target that can't be one stands before
//! `=`, `:=`, `+=` or a colon.

use super::parser::error;
use super::targets::{Target, invalid_target, unparenthesized};
use super::walk::span;
use super::{Error, Phase, Source};
use crate::scope::Reported;
use crate::syntax::{Node, first_part};
use crate::text::Span;

/// The error in CPython's words, if they are known for what stands in the node.
pub(super) fn explain(source: &Source<'_>, node: Node<'_>) -> Option<Error> {
    if !node.is_error() {
        return None;
    }
    let children: Vec<_> = node.children().collect();
    let kinds: Vec<_> = children.iter().map(|child| child.kind()).collect();
    match (&kinds[..], &children[..]) {
        (["from", "__future__", "import", "*", ..], [.., star]) => Some(future_star(source, node, *star)),
        ([.., "="], [.., target, _]) if is_walrus(target) => walrus(source, *children.iter().nth_back(2)?),
        ([.., "="], [.., target, equals]) => assigned(source, *target, *equals),
        (["="], [equals]) => augmented(source, node, *equals),
        ([":", "=", ..], _) => walrus(source, node.prev_named_sibling()?),
        (["=", ..], _) if node.parent()?.kind() == "argument_list" => keyword(source, node.prev_named_sibling()?),
        // A slice has no fourth part.
        (["slice"], _) if let Some(fourth) = node.next_sibling().filter(|next| next.kind() == "slice") => {
            Some(error(span(fourth.child(0)?), "invalid syntax".to_owned()))
        }
        ([_, ":"], [target, _]) if target.is_named() && node.next_sibling().is_some() => {
            Some(error(span(*target), "illegal target for annotation".to_owned()))
        }
        _ if source.python.minor >= 12 && field_around(node).is_some() => field(source, node),
        (["for", _, "in", ..] | ["async", "for", _, "in", ..], _) => {
            iterated(source, *children.iter().find(|child| child.is_named())?)
        }
        ([_], [target]) if node.next_sibling()?.kind() == "in" => iterated(source, *target),
        ([.., "aliased_import", "."], [.., import, _]) if source.python.minor >= 14 => {
            let alias = import.field("alias")?;
            // The tree has only the first name.
            let rest = &source.text[alias.end_byte()..];
            let length = rest.find(|c: char| !(c == '.' || c == '_' || c.is_alphanumeric())).unwrap_or(rest.len());
            let place = Span { end: (alias.end_byte() + length) as u32, ..span(alias) };
            Some(error(place, "cannot use attribute as import target".to_owned()))
        }
        ([.., "as"], [.., keyword]) if matches!(kinds[0], "import" | "from") => import_target(source, *keyword),
        _ => None,
    }
}

/// `from __future__ import *`, at the beginning of the file or not.
fn future_star(source: &Source<'_>, node: Node<'_>, star: Node<'_>) -> Error {
    let is_of_future = |part: &Node<'_>| {
        let kinds = part.children().map(|child| child.kind()).take(2);
        part.kind() == "future_import_statement" || part.is_error() && kinds.eq(["from", "__future__"])
    };
    let is_string = |part: &Node<'_>| {
        first_part(*part).is_some_and(|first| matches!(first.kind(), "string" | "concatenated_string"))
    };
    let before = source.syntax.tree.root_node().named_children().filter(|part| !part.is_extra());
    let mut before = before.take_while(|part| part.start_byte() < node.start_byte()).enumerate();
    let (phase, place, message) =
        match before.find(|(number, part)| !(is_of_future(part) || *number == 0 && is_string(part))) {
            None if source.python.minor < 14 => (Phase::Future, node, "future feature * is not defined"),
            None => (Phase::Future, star, "future feature * is not defined"),
            Some(_) => (Phase::Generator, node, "from __future__ imports must occur at the beginning of the file"),
        };
    Error { phase, ..error(span(place), message.to_owned()) }
}

fn is_walrus(colon: &Node<'_>) -> bool {
    colon.kind() == ":"
}

fn walrus(source: &Source<'_>, target: Node<'_>) -> Option<Error> {
    let message = format!("cannot use assignment expressions with {}", source.word(target));
    target.is_named().then(|| error(span(target), message))
}

/// `target =`, where the target is none.
fn assigned(source: &Source<'_>, target: Node<'_>, equals: Node<'_>) -> Option<Error> {
    let wrong = invalid_target(target, Target::Assigned)?;
    let word = source.word(wrong);
    // What may be a comparison with a sign too few: alone before its sign, and not weaker than `|` (invalid_named_expression).
    let may_compare = source.python.minor >= 10
        && is_strong(target)
        && !follows_sign(target)
        && equals.parent().is_some_and(|error| !precedes_sign(error));
    let hint = if may_compare { " here. Maybe you meant '==' instead of '='?" } else { "" };
    let place = if source.python.minor < 9 { target } else { wrong };
    let reported = Reported::from(span(wrong)).starting_at(place.start_byte() as u32);
    Some(Error { reported, ..error(span(wrong), format!("cannot assign to {word}{hint}")) })
}

/// Whether an expression binds its parts at least as strongly as `|`, and is none of those that may be targets.
fn is_strong(expression: Node<'_>) -> bool {
    let weak = ["boolean_operator", "not_operator", "comparison_operator", "conditional_expression", "lambda"];
    let never = ["list", "tuple", "generator_expression", "true", "false", "none", "expression_list", "pattern_list"];
    !weak.contains(&expression.kind()) && !never.contains(&expression.kind())
}

fn follows_sign(target: Node<'_>) -> bool {
    let before = target.prev_sibling().or_else(|| target.parent().and_then(|error| error.prev_sibling()));
    before.is_some_and(|before| matches!(before.kind(), "=" | ","))
}

fn precedes_sign(error: Node<'_>) -> bool {
    let next = error.next_sibling().and_then(|next| first_part(next));
    next.is_some_and(|next| next.kind() == "assignment")
}

/// `target +=`: the parser has read an operator and a stray sign.
fn augmented(source: &Source<'_>, node: Node<'_>, equals: Node<'_>) -> Option<Error> {
    let operation = node.parent().filter(|parent| parent.kind() == "binary_operator")?;
    let operator = operation.field("operator")?;
    let left = operation.field("left")?;
    let adjacent = operator.end_byte() == equals.start_byte();
    adjacent.then(|| error(span(left), source.illegal_augmented(left)))
}

/// `f(target=…)`
fn keyword(source: &Source<'_>, target: Node<'_>) -> Option<Error> {
    match target.kind() {
        "none" | "true" | "false" => Some(error(span(target), format!("cannot assign to {}", source.word(target)))),
        _ if source.python.minor >= 9 => {
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            Some(error(span(target), message.to_owned()))
        }
        _ => None,
    }
}

/// The field of an f-string that a piece stands in, perhaps as a part of what the parser takes for a comparison: `b in c`.
fn field_around(node: Node<'_>) -> Option<Node<'_>> {
    let mut around = std::iter::successors(node.parent(), |part| part.parent());
    around.find(|part| part.kind() != "comparison_operator").filter(|part| part.kind() == "interpolation")
}

/// `{a for b in c}` in an f-string: a generator expression needs its brackets there.
fn field(source: &Source<'_>, node: Node<'_>) -> Option<Error> {
    // The parser may have taken the keyword for a name.
    let is_keyword = |part: &Node<'_>| matches!(&source.text[part.byte_range()], "for" | "async");
    let keyword = node.children().find(is_keyword)?;
    let string = field_around(node)?.parent()?;
    let prefix = source.text[string.byte_range()].split(['"', '\'']).next()?;
    let letter = if prefix.contains(['t', 'T']) { 't' } else { 'f' };
    Some(error(span(keyword), format!("{letter}-string: expecting '=', or '!', or ':', or '}}'")))
}

fn iterated(source: &Source<'_>, target: Node<'_>) -> Option<Error> {
    let wrong = invalid_target(target, Target::Assigned)?;
    Some(error(span(wrong), format!("cannot assign to {}", source.word(wrong))))
}

/// `import a as 1`
fn import_target(source: &Source<'_>, keyword: Node<'_>) -> Option<Error> {
    let statement = keyword.parent()?.next_sibling().filter(|_| source.python.minor >= 14)?;
    let target = unparenthesized(first_part(statement)?);
    Some(error(span(target), format!("cannot use {} as import target", source.word(target))))
}
