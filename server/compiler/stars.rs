//! Stars that unpack: where one may stand, and before what.
//!
//! The trick: outside calls and displays the grammar has a star bind more strongly than any sign, `*a or b` being `(*a) or b` to it, and for
//! some operands the parser has read `+` in the star's place. So what a star unpacks is told from where it begins: the widest expression
//! that starts with it.

use super::Phase;
use super::rules::{Rule, rule};
use super::targets::unparenthesized;
use super::walk::{Walk, span};
use crate::syntax::{Node, first_part, parts};
use crate::text::Span;

const INVALID: &str = "invalid syntax";
const ALONE: &str = "can't use starred expression here";
const NOT_IN_LIST: &str = "starred assignment target must be in a list or tuple";
const IN_COMPREHENSION: &str = "iterable unpacking cannot be used in comprehension";
const CONDITIONAL: &str =
    "invalid starred expression. Did you forget to wrap the conditional expression in parentheses?";

/// How strongly the parts of what is unpacked are bound.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Operand {
    /// At least as strongly as by `|`: the grammar's `star_expression`.
    BitwiseOr,
    /// The grammar's `starred_expression`.
    Expression,
    /// By `:=`.
    Named,
}

/// What may stand where a starred expression does.
enum Place {
    /// One that unpacks at most so much.
    Takes(Operand),
    /// None: the parser's words.
    Refused(&'static str),
    /// None where it is alone: the code generator's words, as the parser takes a `star_expression`.
    Alone(&'static str),
    /// It is judged elsewhere.
    Elsewhere,
}

/// `*x` where a value stands.
pub(super) fn splat<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let (whole, operand, above) = starred(walk, node);
    let Some(around) = walk.parent(above) else { return };
    let place = place(walk, node, whole, above);
    let message = match place {
        Place::Takes(most) if operand > most => INVALID,
        Place::Alone(_) if operand > Operand::BitwiseOr && around.kind() != "subscript" => INVALID,
        Place::Alone(message) => return walk.error(Phase::Generator, whole, message),
        Place::Refused(message) => message,
        Place::Takes(_) | Place::Elsewhere => return,
    };
    let unpacked = if node == whole { first_part(node).unwrap_or(node) } else { whole };
    let asks =
        walk.minor() >= 15 && unpacked.kind() == "conditional_expression" && IN_BRACKETS.contains(&around.kind());
    walk.error(Phase::Parser, whole, if asks { CONDITIONAL } else { message });
}

/// Around what the parser looks for a conditional expression behind a star (`invalid_starred_expression`).
const IN_BRACKETS: [&str; 8] =
    ["list", "list_comprehension", "pair", "parenthesized_expression", "set", "set_comprehension", "slice", "tuple"];

/// The expression that a star begins, how strongly it is bound, and how many nodes above the walk what it stands in is.
fn starred<'t>(walk: &Walk<'_, 't>, node: Node<'t>) -> (Node<'t>, Operand, usize) {
    let strength = |kind: &str| match kind {
        "boolean_operator" | "comparison_operator" | "conditional_expression" | "lambda" | "not_operator" => {
            Operand::Expression
        }
        "named_expression" => Operand::Named,
        _ => Operand::BitwiseOr,
    };
    let mut operand = first_part(node).map_or(Operand::BitwiseOr, |inner| strength(inner.kind()));
    let (mut whole, mut above) = (node, 0);
    while let Some(parent) = walk.parent(above).filter(|parent| parent.start_byte() == node.start_byte()) {
        let is_expression = matches!(parent.kind(), "attribute" | "binary_operator" | "call" | "subscript")
            || strength(parent.kind()) > Operand::BitwiseOr;
        if !is_expression {
            break;
        }
        operand = operand.max(strength(parent.kind()));
        (whole, above) = (parent, above + 1);
    }
    (whole, operand, above)
}

/// What may stand where a starred expression does, so many nodes above the walk.
fn place<'t>(walk: &Walk<'_, 't>, node: Node<'t>, whole: Node<'t>, above: usize) -> Place {
    let minor = walk.minor();
    let Some(around) = walk.parent(above) else { return Place::Elsewhere };
    let outer = walk.parent(above + 1);
    let since = |first: u8, place: Place| if minor < first { Place::Refused(INVALID) } else { place };
    let in_delete = || {
        let mut outside = (above..).map_while(|above| walk.parent(above));
        let list = ["expression_list", "list", "parenthesized_expression", "tuple"];
        outside.find(|node| !list.contains(&node.kind())).is_some_and(|node| node.kind() == "delete_statement")
    };
    if in_delete() {
        let is_told = node == whole;
        let word = if minor < 9 { ALONE } else { "cannot delete starred" };
        return if is_told { Place::Elsewhere } else { Place::Refused(word) };
    }
    match around.kind() {
        "ERROR" | "print_statement" | "exec_statement" | "module" | "block" => Place::Elsewhere,
        "argument_list" => Place::Takes(Operand::Expression),
        "subscript" if minor >= 11 && is_only_annotated(walk, above) => Place::Alone(ALONE),
        "subscript" => since(11, Place::Takes(Operand::Expression)),
        "type" => annotation(walk, node, above),
        "tuple" if !has_comma(around, whole) => in_brackets(minor),
        "tuple" if minor >= 9 && is_in_annotated(walk, above) => Place::Alone(ALONE),
        "list" | "set" | "tuple" => Place::Takes(Operand::BitwiseOr),
        "list_splat" => doubled(walk, outer),
        "parenthesized_expression" => in_brackets(minor),
        "pattern_list" | "list_pattern" => Place::Takes(Operand::BitwiseOr),
        "tuple_pattern" if !is_bracketed(around) => Place::Takes(Operand::BitwiseOr),
        "tuple_pattern" => Place::Elsewhere,
        "with_item" if outer.and_then(|clause| clause.child(0)).is_some_and(|open| open.kind() == "(") => {
            match outer.is_some_and(|clause| clause.children().any(|child| child.kind() == ",")) {
                true => Place::Takes(Operand::BitwiseOr),
                false => in_brackets(minor),
            }
        }
        "list_comprehension" | "set_comprehension" | "generator_expression" if around.field("body") == Some(whole) => {
            collected(walk, around, above)
        }
        "pair" => match minor {
            15.. if around.field("key") == Some(whole) => {
                Place::Refused("cannot use a starred expression in a dictionary key")
            }
            10.. if around.field("key") != Some(whole) => {
                Place::Refused("cannot use a starred expression in a dictionary value")
            }
            _ => Place::Refused(INVALID),
        },
        "expression_list" => match outer.map_or("", |outer| outer.kind()) {
            "augmented_assignment" | "for_statement" => since(9, Place::Takes(Operand::BitwiseOr)),
            "expression_statement"
            | "assignment"
            | "return_statement"
            | "yield"
            | "interpolation"
            | "format_expression" => Place::Takes(Operand::BitwiseOr),
            "ERROR" => Place::Elsewhere,
            _ => Place::Refused(INVALID),
        },
        "assignment" | "for_statement" | "for_in_clause" if around.field("left") == Some(whole) => {
            Place::Alone(NOT_IN_LIST)
        }
        "as_pattern_target" => since(9, Place::Alone(NOT_IN_LIST)),
        // Of several expressions these have no list.
        "expression_statement"
        | "yield"
        | "match_statement"
        | "interpolation"
        | "format_expression"
        | "for_statement"
        | "return_statement"
            if has_comma(around, whole) =>
        {
            let first = if around.kind() == "for_statement" { 9 } else { 8 };
            since(first, Place::Takes(Operand::BitwiseOr))
        }
        // Up to 3.11 a field is read in brackets.
        "interpolation" | "format_expression" => match minor {
            9 => Place::Refused("f-string: can't use starred expression here"),
            10 | 11 => Place::Refused("f-string: cannot use starred expression here"),
            _ => Place::Alone(ALONE),
        },
        "expression_statement" | "return_statement" | "yield" => Place::Alone(ALONE),
        "assignment" if around.field("right") == Some(whole) => Place::Alone(ALONE),
        "augmented_assignment" | "for_statement" => since(9, Place::Alone(ALONE)),
        _ => Place::Refused(INVALID),
    }
}

/// Whether a subscript so many nodes above the walk is annotated and nothing else: what stands in it is evaluated piece by piece.
fn is_only_annotated(walk: &Walk<'_, '_>, above: usize) -> bool {
    let mut outside = (above + 1..).map_while(|above| walk.parent(above));
    let statement = outside.find(|node| !matches!(node.kind(), "parenthesized_expression" | "tuple_pattern"));
    let Some(statement) = statement.filter(|node| node.kind() == "assignment" && node.field("right").is_none()) else {
        return false;
    };
    let target = statement.field("left").map(unparenthesized);
    target.is_some() && target == walk.parent(above)
}

/// The same of a subscript around tuples.
fn is_in_annotated(walk: &Walk<'_, '_>, above: usize) -> bool {
    let around = (above..).find(|above| walk.parent(*above).is_none_or(|node| node.kind() != "tuple"));
    let subscript = around.filter(|above| walk.parent(*above).is_some_and(|node| node.kind() == "subscript"));
    subscript.is_some_and(|above| is_only_annotated(walk, above))
}

/// A star alone in brackets.
fn in_brackets(minor: u8) -> Place {
    match minor {
        8 => Place::Alone(ALONE),
        9 => Place::Refused(ALONE),
        _ => Place::Refused("cannot use starred expression here"),
    }
}

/// Whether a pattern is one target in brackets.
fn is_bracketed(pattern: Node<'_>) -> bool {
    pattern.kind() == "tuple_pattern" && pattern.child_count() == 3
}

/// Whether a comma stands beside a part.
fn has_comma(around: Node<'_>, part: Node<'_>) -> bool {
    let is_comma = |beside: Option<Node<'_>>| beside.is_some_and(|beside| beside.kind() == ",");
    let before =
        || std::iter::successors(part.prev_sibling(), |node| node.prev_sibling()).find(|node| !node.is_extra());
    // To go back takes as long as there are parts before: only the last of them asks.
    around.children().any(|child| child.kind() == ",") && (is_comma(part.next_sibling()) || is_comma(before()))
}

/// A star in an annotation: of `*args`, or in what is a subscript to CPython.
fn annotation(walk: &Walk<'_, '_>, node: Node<'_>, mut above: usize) -> Place {
    // The grammar has kinds of its own for `a.b` and `a | b` there.
    while walk.parent(above + 1).is_some_and(|around| matches!(around.kind(), "member_type" | "union_type")) {
        above += 2;
    }
    let Some(around) = walk.parent(above + 1) else { return Place::Elsewhere };
    let owner = walk.parent(above + 2);
    let since_11 = |most| if walk.minor() < 11 { Place::Refused(INVALID) } else { Place::Takes(most) };
    match (around.kind(), owner.map_or("", |owner| owner.kind())) {
        ("type_parameter", "generic_type") => {
            let statement = walk.parent(above + 4).filter(|statement| statement.kind() == "type_alias_statement");
            let is_definition = statement.is_some_and(|statement| statement.field("left") == walk.parent(above + 3));
            match () {
                () if is_definition => Place::Elsewhere,
                () if walk.text(node).starts_with("**") => Place::Refused(INVALID),
                () => since_11(Operand::Expression),
            }
        }
        ("type_parameter", _) => Place::Elsewhere,
        ("typed_parameter", _) if walk.text(node).starts_with("**") => Place::Refused(INVALID),
        ("typed_parameter", _) if first_part(around).is_some_and(|name| name.kind() == "list_splat_pattern") => {
            since_11(Operand::BitwiseOr)
        }
        ("function_definition", _) if walk.minor() >= 10 => Place::Refused("expected ':'"),
        _ => Place::Refused(INVALID),
    }
}

/// Two stars, where only the grammar takes them for one before another: told of here but in sets.
fn doubled(walk: &Walk<'_, '_>, display: Option<Node<'_>>) -> Place {
    match display.map_or("", |display| display.kind()) {
        "set" => Place::Elsewhere,
        "list" | "tuple" | "parenthesized_expression" if walk.minor() >= 15 => {
            Place::Refused("cannot use dict unpacking here")
        }
        "parenthesized_expression" if walk.minor() >= 10 => Place::Refused("cannot use double starred expression here"),
        _ => Place::Refused(INVALID),
    }
}

/// What a comprehension collects (3.15, PEP 798): all but a generator takes less before a star.
fn collected(walk: &Walk<'_, '_>, comprehension: Node<'_>, above: usize) -> Place {
    let is_generator = comprehension.kind() == "generator_expression";
    let is_dictionary = comprehension.field("body").is_some_and(|body| walk.text(body).starts_with("**"));
    let is_argument = walk.parent(above + 1).is_some_and(|parent| parent.kind() == "call");
    match walk.minor() {
        8 if is_argument => Place::Refused(INVALID),
        ..15 => Place::Refused(IN_COMPREHENSION),
        _ if is_generator || is_dictionary => Place::Takes(Operand::Expression),
        _ => Place::Takes(Operand::BitwiseOr),
    }
}

/// A star that the parser has read a blank for: what a comprehension collects, `not` or `lambda`.
pub(super) fn comprehension<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(body) = node.field("body").filter(|body| follows_star(walk, *body)) else { return };
    if walk.minor() < 15 || node.kind() != "generator_expression" {
        let message = if matches!(walk.minor(), 8 | 15..) { INVALID } else { IN_COMPREHENSION };
        let star = walk.text_before(body).rfind('*').unwrap_or(body.start_byte());
        let place = Span { start: star as u32, ..span(body) };
        walk.error_at(Phase::Parser, walk.moment(Phase::Parser, place.start), place, None, message.to_owned());
    }
}

/// `x[*not a:b]`, of which the parser has read `x[ not a:b]`.
pub(super) fn subscript<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let slices = node.children_in("subscript").filter(|part| part.kind() == "slice" && follows_star(walk, *part));
    for slice in slices.collect::<Vec<_>>() {
        walk.error(Phase::Parser, slice, INVALID);
    }
}

/// Whether the parser has read a blank for the star before a node.
pub(super) fn follows_star(walk: &Walk<'_, '_>, node: Node<'_>) -> bool {
    let before = walk.text_before(node).trim_end_matches([' ', '\t', '\x0c']);
    before.ends_with('*') && !before.ends_with("**")
}

/// Whether a target has a star, which the parser may have read a blank for, or the target's bracket in its place.
fn has_star(walk: &Walk<'_, '_>, target: Node<'_>) -> bool {
    walk.text(target).starts_with('*') || follows_star(walk, target)
}

/// Several targets: one of them may have a star (`unpack_helper`). Or one in brackets, `(*(x)) = y`.
pub(super) fn targets<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let targets = node.named_children().filter(|part| !part.is_extra());
    let starred: Vec<_> = targets.filter(|part| has_star(walk, *part)).collect();
    if starred.len() > 1 && is_target(walk, true) {
        // The parser may have read the target's bracket in the place of the star before.
        let behind = walk.text(node).trim_start_matches(['*', ' ', '\t']).len();
        let start = match node.kind() {
            "pattern_list" if follows_star(walk, node) => {
                walk.text_before(node).rfind('*').unwrap_or(node.start_byte())
            }
            "pattern_list" => node.start_byte(),
            _ => node.end_byte() - behind,
        };
        let place = Span { start: start as u32, ..span(node) };
        refuse_several(walk, place);
    } else if let [target] = starred[..]
        && is_bracketed(node)
    {
        match in_brackets(walk.minor()) {
            Place::Refused(message) => walk.error(Phase::Parser, target, message),
            _ if is_target(walk, false) => walk.error(Phase::Generator, target, NOT_IN_LIST),
            _ => {}
        }
    }
}

/// Targets with several stars, behind the `as` of `with`.
pub(super) fn as_target<'t>(walk: &mut Walk<'_, 't>, target: Node<'t>) {
    let mut pending = vec![target];
    while let Some(node) = pending.pop() {
        let inner = parts(node);
        let has_star = |part: &&Node<'_>| matches!(part.kind(), "list_splat" | "list_splat_pattern");
        if inner.iter().filter(has_star).count() > 1 {
            refuse_several(walk, span(node));
        }
        let lists = ["list", "list_splat", "list_pattern", "parenthesized_expression", "tuple", "tuple_pattern"];
        pending.extend(inner.into_iter().rev().filter(|part| lists.contains(&part.kind())));
    }
}

fn refuse_several(walk: &mut Walk<'_, '_>, place: Span) {
    let word = if walk.minor() < 9 { "two" } else { "multiple" };
    let moment = walk.moment(Phase::Generator, place.start);
    walk.error_at(Phase::Generator, moment, place, None, format!("{word} starred expressions in assignment"));
}

/// `*x = y`
pub(super) fn starred_target<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if is_target(walk, false) {
        walk.error(Phase::Generator, node, NOT_IN_LIST);
    }
}

/// `*(x) = y`, of which the parser has read `(x) = y`.
pub(super) fn single_target<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(left) = node.field("left").filter(|left| left.kind() != "pattern_list") else { return };
    let first = std::iter::successors(Some(left), |node| node.child(0)).last().unwrap_or(left);
    if follows_star(walk, left) || first.kind() != "*" && walk.text(left).starts_with('*') {
        let star = walk.text_before(left).rfind('*').filter(|_| follows_star(walk, left));
        let place = Span { start: star.unwrap_or(left.start_byte()) as u32, ..span(left) };
        // The value comes first.
        let value = node.field("right").map(|right| right.end_byte() as u32);
        let turn = value.map_or(vec![place.start], |value| vec![value, 0, place.start]);
        let moment = walk.moment_of(Phase::Generator, &turn);
        walk.error_at(Phase::Generator, moment, place, None, NOT_IN_LIST.to_owned());
    }
}

/// Whether what the walk is at is assigned to, perhaps as one of several.
fn is_target(walk: &Walk<'_, '_>, in_others: bool) -> bool {
    let mut kinds = (0..).map_while(|above| walk.parent(above).map(rule));
    let around = if in_others { kinds.find(|kind| *kind != Rule::Targets) } else { kinds.next() };
    around.is_some_and(takes_target)
}

fn takes_target(rule: Rule) -> bool {
    matches!(rule, Rule::Assignment | Rule::Loop | Rule::ComprehensionClause)
}
