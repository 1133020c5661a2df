//! Syntax that older versions don't have. What they say of it is mostly `invalid syntax`, at the first token that they can't read.

use super::Phase;
use super::rules::Rule;
use super::stars::follows_star;
use super::walk::{Walk, span};
use crate::scope::Reported;
use crate::syntax::{Node, alias_name, first_part};

const INVALID: &str = "invalid syntax";
const STARS_IN_COMPREHENSION: &str = "dict unpacking cannot be used in dict comprehension";

/// Refuses a node that the version has no syntax for.
pub(super) fn check<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>, rule: Rule) {
    let minor = walk.minor();
    if minor >= 15 {
        return;
    }
    let found = match rule {
        Rule::Match if minor < 10 => node.field("subject").map(|subject| (subject, INVALID)),
        Rule::TypeAlias if minor < 12 && alias_name(node).is_some() => node.field("left").map(|left| (left, INVALID)),
        Rule::TypeAlias if minor < 13 => {
            let left = node.field("left").and_then(|left| first_part(left));
            let parameters = left.and_then(|left| left.named_child(1)).filter(|list| list.kind() == "type_parameter");
            parameters.and_then(|parameters| default_sign(walk, parameters)).map(|sign| (sign, INVALID))
        }
        Rule::Function | Rule::Class => check_definition(walk, node),
        Rule::Except if minor < 11 => node.child(1).filter(|star| star.kind() == "*").map(|star| (star, INVALID)),
        Rule::Comprehension => check_comprehension(walk, node),
        Rule::String if minor < 14 => check_template(walk, node),
        Rule::Subscript if minor < 11 => {
            node.children_in("subscript").find(|part| follows_star(walk, *part)).map(|part| (part, INVALID))
        }
        Rule::Type if minor < 11 && follows_star(walk, node) => Some((node, INVALID)),
        Rule::Decorator if minor < 9 => check_decorator(node),
        Rule::With if minor < 9 => check_with(node),
        _ => None,
    };
    if let Some((node, message)) = found {
        let (moment, place) = (walk.moment(Phase::Parser, node.start_byte() as u32), span(node));
        // Of a double star only the sign is marked.
        let end = if message == STARS_IN_COMPREHENSION { place.start + 2 } else { place.end };
        walk.found_at(Phase::Parser, moment, place, Reported::from(place).ending_at(end), message.to_owned());
    }
}

/// Type parameters (3.12), with defaults (3.13).
fn check_definition<'t>(walk: &Walk<'_, 't>, node: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let parameters = node.field("type_parameters").filter(|_| walk.minor() < 13)?;
    if walk.minor() < 12 {
        let message = if walk.minor() == 11 && node.kind() == "function_definition" { "expected '('" } else { INVALID };
        return Some((parameters.child(0).unwrap_or(parameters), message));
    }
    default_sign(walk, parameters).map(|sign| (sign, INVALID))
}

/// The first sign of a default among type parameters.
fn default_sign<'t>(walk: &Walk<'_, 't>, parameters: Node<'t>) -> Option<Node<'t>> {
    parameters.children().find(|child| !child.is_named() && walk.text(*child) == "=")
}

/// Two stars in comprehensions (3.15, PEP 798).
fn check_comprehension<'t>(walk: &Walk<'_, 't>, node: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let body = node.field("body").filter(|_| walk.text(node)[1..].trim_start().starts_with("**"))?;
    match walk.text(body).starts_with("**") {
        true => Some((if walk.minor() == 8 { node } else { body }, STARS_IN_COMPREHENSION)),
        // The parser has read blanks for the stars before `not`.
        false => Some((body, INVALID)),
    }
}

/// Template strings (3.14, PEP 750).
fn check_template<'t>(walk: &Walk<'_, 't>, node: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let start = node.child(0)?;
    let prefix = walk.text(start).trim_end_matches(['"', '\'']);
    prefix.contains(['t', 'T']).then_some((start, INVALID))
}

/// Any expression as a decorator (3.9, PEP 614).
fn check_decorator(node: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let mut expression = first_part(node)?;
    if expression.kind() == "call" {
        expression = expression.field("function")?;
    }
    loop {
        match expression.kind() {
            "identifier" => return None,
            "attribute" => expression = expression.field("object")?,
            _ => return Some((expression, INVALID)),
        }
    }
}

/// Brackets around the items of a `with` (3.9).
fn check_with(node: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let clause = node.named_children().find(|child| child.kind() == "with_clause")?;
    let mut items = clause.named_children().filter(|item| item.kind() == "with_item");
    let alias = |item: Node<'_>| {
        let value = item.field("value");
        let inner = value.filter(|value| matches!(value.kind(), "parenthesized_expression" | "tuple"));
        let inner = inner.and_then(|value| first_part(value));
        let value = if clause.child(0).is_some_and(|open| open.kind() == "(") { value } else { inner };
        value.is_some_and(|value| value.kind() == "as_pattern")
    };
    items.find(|item| alias(*item)).map(|item| (item, INVALID))
}
