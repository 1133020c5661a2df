//! Which conditions are settled by the Python version alone: those that compare `sys.version_info` with numbers, and the names `PY2`
//! and `PY3` that stand for such a comparison.

use std::cmp::Ordering;

use crate::scope::Python;
use crate::syntax::Node;

/// `and`, `or` and `not` nested deeper than this are not looked through.
const DEEPEST: u32 = 16;

/// Whether a condition holds in a version; `None` where something else than the version decides.
pub(super) fn truth(condition: Node<'_>, text: &str, python: Python) -> Option<bool> {
    truth_within(condition, text, python, DEEPEST)
}

fn truth_within(node: Node<'_>, text: &str, python: Python, depth: u32) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    let inner = |node: Option<Node<'_>>| truth_within(node?, text, python, depth);
    match node.kind() {
        "true" => Some(true),
        "false" => Some(false),
        "integer" => text[node.byte_range()].parse().ok().map(|number: u32| number != 0),
        "identifier" => named(&text[node.byte_range()]),
        "attribute" => named(&text[node.field("attribute")?.byte_range()]),
        "parenthesized_expression" => inner(node.named_child(0)),
        "not_operator" => inner(node.field("argument")).map(|holds| !holds),
        "boolean_operator" => {
            let settles = node.field("operator")?.kind() == "or";
            let left = inner(node.field("left"));
            let right = inner(node.field("right"));
            match (left, right) {
                (Some(holds), _) | (_, Some(holds)) if holds == settles => Some(settles),
                (Some(_), Some(_)) => Some(!settles),
                _ => None,
            }
        }
        "comparison_operator" => compared(node, text, python),
        _ => None,
    }
}

fn named(name: &str) -> Option<bool> {
    match name {
        "PY2" => Some(false),
        "PY3" => Some(true),
        _ => None,
    }
}

/// `sys.version_info >= (3, 8)` and the like.
fn compared(node: Node<'_>, text: &str, python: Python) -> Option<bool> {
    let (left, right) = (node.named_child(0)?, node.named_child(1)?);
    if node.child_count() != 3 {
        return None;
    }
    let version = [3, python.minor];
    let known = known_part(left, text, &version)?;
    let order = order(known.numbers, known.is_all, &numbers(right, text)?)?;
    match node.child(1)?.kind() {
        "<" => Some(order.is_lt()),
        "<=" => Some(order.is_le()),
        ">" => Some(order.is_gt()),
        ">=" => Some(order.is_ge()),
        "==" => Some(order.is_eq()),
        "!=" => Some(order.is_ne()),
        _ => None,
    }
}

/// What an expression takes of `sys.version_info`.
struct Known<'v> {
    numbers: &'v [u8],
    /// Whether the expression has no more numbers than these.
    is_all: bool,
}

fn known_part<'v>(node: Node<'_>, text: &str, version: &'v [u8; 2]) -> Option<Known<'v>> {
    let source: String = text[node.byte_range()].split_whitespace().collect();
    let rest = source.strip_prefix("sys.").unwrap_or(&source).strip_prefix("version_info")?;
    let (numbers, is_all) = match rest {
        "" | "[:3]" => (&version[..], false),
        "[0]" | ".major" | "[:1]" => (&version[..1], true),
        "[1]" | ".minor" => (&version[1..], true),
        "[:2]" | "[0:2]" => (&version[..], true),
        _ => return None,
    };
    Some(Known { numbers, is_all })
}

/// A number, or the numbers of a tuple.
fn numbers(node: Node<'_>, text: &str) -> Option<Vec<u8>> {
    let number = |node: Node<'_>| text[node.byte_range()].parse().ok();
    match node.kind() {
        "integer" => Some(vec![number(node)?]),
        "tuple" => node.named_children().map(number).collect(),
        _ => None,
    }
}

/// How a version of which the first numbers are known compares with other numbers.
fn order(known: &[u8], is_all: bool, other: &[u8]) -> Option<Ordering> {
    let shared = known.len().min(other.len());
    let order = known[..shared].cmp(&other[..shared]);
    match order {
        Ordering::Equal if is_all => Some(known.len().cmp(&other.len())),
        Ordering::Equal if other.len() <= known.len() => Some(Ordering::Greater),
        Ordering::Equal => None,
        order => Some(order),
    }
}
