//! The methods that operators and brackets stand for: no token names them, yet Python looks their names up (reference, section 3.3.8).

use super::At;
use crate::link::{self, Variable};
use crate::name::Name;
use crate::scope::{Graph, method_of_operator};
use crate::store::Snapshot;
use crate::syntax::Node;
use crate::text::Span;

/// A sign, its left operand's method, and the right one's, which runs where the left one has none.
type Operator = (&'static str, &'static str, &'static str);

/// Comparisons.
const COMPARISONS: [Operator; 6] = [
    ("<", "__lt__", "__gt__"),
    ("<=", "__le__", "__ge__"),
    ("==", "__eq__", "__eq__"),
    ("!=", "__ne__", "__ne__"),
    (">", "__gt__", "__lt__"),
    (">=", "__ge__", "__le__"),
];

/// The operator at a place, and the method that it runs, as far as names and annotations tell.
pub(super) fn method(snap: &Snapshot, at: At) -> Option<(Span, Variable)> {
    let (syntax, graph) = (snap.syntax(at.file)?, snap.graph(at.file)?);
    let offset = at.offset as usize;
    let around = syntax.tree.root_node().named_descendant(offset..offset);
    let is_at = |sign: &Node<'_>| !sign.is_named() && sign.start_byte() <= offset && offset <= sign.end_byte();
    let sign = around.children().find(is_at)?;
    let of = |operand: Option<Node<'_>>, name: &str| {
        link::attribute_of(snap, at.file, &graph, link::place_of(operand?)?, Name::new(name))
    };
    let span = Span { start: sign.start_byte() as u32, end: sign.end_byte() as u32 };
    // What all objects have declines, and the other operand is asked.
    let own = |operand: Option<Node<'_>>, name: &str| of(operand, name).filter(|method| !is_of_object(snap, *method));
    let either = |first: &str, second: &str, left, right| {
        own(left, first).or_else(|| own(right, second)).or_else(|| of(left, first))
    };
    let both = |sign: &str, left, right| {
        let first = method_of_operator(sign, 2)?;
        either(first, &first.replacen("__", "__r", 1), left, right)
    };
    let (left, right, operand) = (around.field("left"), around.field("right"), around.field("argument"));
    let found = match (around.kind(), sign.kind()) {
        ("binary_operator", kind) => both(kind, left, right),
        ("augmented_assignment", kind) => {
            let sign = kind.strip_suffix('=')?;
            let in_place = method_of_operator(sign, 2)?.replacen("__", "__i", 1);
            of(left, &in_place).or_else(|| both(sign, left, right))
        }
        ("comparison_operator", "in" | "not in") => {
            let container = sign.next_named_sibling();
            of(container, "__contains__").or_else(|| of(container, "__iter__"))
        }
        ("comparison_operator", kind) => {
            let &(_, first, second) = COMPARISONS.iter().find(|operator| operator.0 == kind)?;
            either(first, second, sign.prev_named_sibling(), sign.next_named_sibling())
        }
        ("for_statement" | "for_in_clause", "in") => {
            let is_async = around.child(0).is_some_and(|first| first.kind() == "async");
            of(right, if is_async { "__aiter__" } else { "__iter__" })
        }
        ("unary_operator", kind) => of(operand, method_of_operator(kind, 1)?),
        ("not_operator", "not") => of(operand, "__bool__").or_else(|| of(operand, "__len__")),
        ("subscript", "[" | "]") => of(around.field("value"), item_method(around)),
        _ => None,
    };
    Some((span, found?))
}

fn is_of_object(snap: &Snapshot, method: Variable) -> bool {
    let is_object = |graph: &Graph| graph.block(graph.block_of(method.symbol)).name.text() == "object";
    snap.is_builtins(method.file) && snap.graph(method.file).is_some_and(|graph| is_object(&graph))
}

/// What brackets run: they read an item, or set or delete it.
fn item_method(subscript: Node<'_>) -> &'static str {
    match subscript.parent() {
        Some(parent) if parent.kind() == "delete_statement" => "__delitem__",
        Some(parent) if parent.kind() == "assignment" && parent.field("left") == Some(subscript) => "__setitem__",
        _ => "__getitem__",
    }
}
