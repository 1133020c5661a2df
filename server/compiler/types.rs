//! What CPython's parser rejects in annotations, type parameters and `type` statements, for which the grammar has kinds of nodes of its own.

use super::Phase;
use super::grammar::{INVALID, first_leaf};
use super::targets::unparenthesized;
use super::walk::{Walk, span};
use crate::syntax::{Node, first_part, last_part, parts};
use crate::text::Span;

/// What is annotated is a single target.
pub(super) fn annotated<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some((left, annotation)) = node.field("left").zip(node.field("type")) else { return };
    let colon = node.children().find(|child| child.kind() == ":").unwrap_or(node);
    // The grammar takes `x = y: z`, and `if a: b:` with an annotation on the next line.
    let is_part = walk.parent(0).is_some_and(|around| matches!(around.kind(), "assignment" | "augmented_assignment"));
    let between = walk.source.text.get(colon.end_byte()..annotation.start_byte());
    if is_part || between.is_some_and(has_line_end) {
        return walk.refuse(colon, INVALID);
    }
    match unparenthesized(left).kind() {
        "attribute" | "subscript" if walk.minor() >= 9 && starts_with_target(left) => {
            walk.refuse(left, "illegal target for annotation");
        }
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

/// Whether a line ends in a text outside brackets; a backslash continues it.
fn has_line_end(text: &str) -> bool {
    let is_end = |(at, _): (usize, &str)| !text[..at].trim_end_matches('\r').ends_with('\\');
    text.match_indices(['\n', '\r']).any(is_end)
}

/// Whether something follows a target in brackets: the parser takes `(a).b: c` for `(a)` without its colon, and looks no further.
fn starts_with_target<'t>(expression: Node<'t>) -> bool {
    let is_target = |node: Node<'t>| matches!(unparenthesized(node).kind(), "identifier" | "attribute" | "subscript");
    let inner = |node: Node<'t>| node.child(0).filter(|inner| !inner.is_extra());
    std::iter::successors(inner(expression), |node| inner(*node))
        .find(|node| node.kind() == "parenthesized_expression")
        .is_some_and(is_target)
}

/// `type(a).b = c` and `type[a] = b`, which the grammar takes for aliases.
pub(super) fn no_alias<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(left) = node.field("left").and_then(first_part) else { return };
    let is_bracketed = walk.text(left).starts_with(['(', '[']);
    if is_bracketed && matches!(left.kind(), "attribute" | "list" | "subscript") {
        return;
    }
    if first_leaf(left).kind() == "identifier" && !is_bracketed {
        if !matches!(left.kind(), "identifier" | "generic_type") {
            let name = first_leaf(left);
            let parameters =
                name.parent().filter(|around| around.kind() == "generic_type" && around.child(0) == Some(name));
            let place = match parameters {
                _ if walk.minor() < 12 => span(name),
                Some(generic) => walk.source.next_word(generic.end_byte()),
                None => behind_name_in(walk, left),
            };
            walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, INVALID.to_owned());
        }
        return;
    }
    let word = if walk.text(left).starts_with('(') {
        "function call"
    } else if walk.minor() < 10 {
        "operator"
    } else {
        "expression"
    };
    let hint = if walk.minor() < 10 { "" } else { " here. Maybe you meant '==' instead of '='?" };
    let place = Span { end: left.end_byte() as u32, ..span(node) };
    walk.error_at(Phase::Parser, walk.now(Phase::Parser), place, None, format!("cannot assign to {word}{hint}"));
}

/// `a: b`, which the grammar takes for a type everywhere: a slice where it is in a subscript, a type parameter with its bound, and else wrong.
pub(super) fn constrained_type<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let kind = |above| walk.parent(above).map_or("", |around| around.kind());
    if kind(1) == "constrained_type" {
        return;
    }
    let has_star = first_part(node).and_then(first_part).is_some_and(|first| first.kind() == "splat_type");
    let most = match kind(1) {
        "type_parameter" if !is_subscript(walk, 0) => 1,
        "type_parameter" if !has_star => 2,
        _ => 0,
    };
    let next = |around: &Node<'t>| last_part(*around).and_then(first_part).filter(|inner| inner.kind() == node.kind());
    let mut colons =
        std::iter::successors(Some(node), next).filter_map(|around| around.children().find(|sign| sign.kind() == ":"));
    if let Some(colon) = colons.nth(most) {
        walk.refuse(colon, INVALID);
    }
}

/// `[a = *b]`: only the default of `*a` may have a star. The parser has read a comma for the sign.
pub(super) fn defaults<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let is_starred = |part: Node<'t>| walk.text(part).starts_with('*') && !walk.text(part).starts_with("**");
    let parts = parts(node);
    let mut pairs = parts.iter().zip(parts.iter().skip(1));
    let is_wrong = |(parameter, default): &(&Node<'t>, &Node<'t>)| {
        is_starred(**default) && !is_starred(**parameter) && walk.text_before(**default).trim_end().ends_with('=')
    };
    let Some((_, default)) = pairs.find(is_wrong) else { return };
    match walk.parent(0).map_or("", |around| around.kind()) {
        "function_definition" => walk.refuse(node.child(0).unwrap_or(node), "expected '('"),
        _ => walk.refuse(first_leaf(*default), INVALID),
    }
}

/// Where the parser stops that takes no more than a name for a part: behind it, or where there is none.
pub(super) fn behind_name_in(walk: &Walk<'_, '_>, part: Node<'_>) -> Span {
    let first = first_leaf(part);
    let name = if first.kind().starts_with('*') { first.next_named_sibling().map_or(first, first_leaf) } else { first };
    if name.kind() == "identifier" { walk.source.next_word(name.end_byte()) } else { span(name) }
}

/// Whether a type so many nodes above the walk is the subscript of another one, and no type parameter.
pub(super) fn is_subscript(walk: &Walk<'_, '_>, above: usize) -> bool {
    let kind = |above| walk.parent(above).map_or("", |around| around.kind());
    let statement = walk.parent(above + 4).filter(|statement| statement.kind() == "type_alias_statement");
    let is_alias = statement.is_some_and(|statement| statement.field("left") == walk.parent(above + 3));
    kind(above + 1) == "type_parameter" && kind(above + 2) == "generic_type" && !is_alias
}
