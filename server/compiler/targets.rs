//! What can be assigned to, deleted or iterated into, and what CPython calls the rest.

use super::Source;
use crate::syntax::{Node, first_part, parts};

/// What is done to a target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Assigned,
    Deleted,
}

/// The first part of an expression that can't be a target (`_PyPegen_get_invalid_target`).
pub(super) fn invalid_target(expression: Node<'_>, target: Target) -> Option<Node<'_>> {
    let mut pending = vec![expression];
    while let Some(node) = pending.pop() {
        match node.kind() {
            "identifier" | "attribute" | "subscript" | "comment" | "ERROR" => {}
            "list_splat" | "list_splat_pattern" if target == Target::Assigned => pending.extend(first_part(node)),
            kind if is_list(kind) || matches!(kind, "parenthesized_expression" | "as_pattern_target") => {
                let first_new = pending.len();
                pending.extend(parts(node));
                pending[first_new..].reverse();
            }
            _ => return Some(node),
        }
    }
    None
}

fn is_list(kind: &str) -> bool {
    is_tuple(kind) || matches!(kind, "list" | "list_pattern")
}

fn is_tuple(kind: &str) -> bool {
    matches!(kind, "tuple" | "tuple_pattern" | "pattern_list" | "expression_list")
}

/// An expression without the brackets around it.
pub(super) fn unparenthesized(node: Node<'_>) -> Node<'_> {
    let mut inner = node;
    while inner.kind() == "parenthesized_expression" || inner.kind() == "tuple_pattern" && inner.child_count() == 3 {
        match first_part(inner) {
            Some(child) => inner = child,
            None => break,
        }
    }
    inner
}

impl Source<'_> {
    /// What CPython calls an expression (`_PyPegen_get_expr_name`).
    pub(super) fn word(&self, node: Node<'_>) -> &'static str {
        let by_version = |new, old| if self.python.minor >= 10 { new } else { old };
        match node.kind() {
            "identifier" => "name",
            "attribute" => "attribute",
            "subscript" => "subscript",
            "list_splat" | "list_splat_pattern" => "starred",
            "unary_operator" if self.text[node.byte_range()].starts_with('*') => "starred",
            "lambda" => "lambda",
            "call" => "function call",
            "boolean_operator" | "binary_operator" | "unary_operator" | "not_operator" => {
                by_version("expression", "operator")
            }
            "generator_expression" => "generator expression",
            "yield" => "yield expression",
            "await" => "await expression",
            "list_comprehension" => "list comprehension",
            "set_comprehension" => "set comprehension",
            "dictionary_comprehension" => "dict comprehension",
            "dictionary" => by_version("dict literal", "dict display"),
            "set" => "set display",
            "string" | "concatenated_string" if self.is_formatted(node) => "f-string expression",
            "none" => "None",
            "true" => "True",
            "false" => "False",
            "ellipsis" => by_version("ellipsis", "Ellipsis"),
            "comparison_operator" => "comparison",
            "conditional_expression" => "conditional expression",
            "named_expression" => "named expression",
            kind if is_tuple(kind) => "tuple",
            kind if is_list(kind) => "list",
            _ => "literal",
        }
    }

    /// Why an expression can't stand before `+=`.
    pub(super) fn illegal_augmented(&self, left: Node<'_>) -> String {
        let word = self.word(left);
        match (self.python.minor, word) {
            (..=8, "tuple" | "list" | "starred") => "illegal expression for augmented assignment".to_owned(),
            (..=8, _) => format!("cannot assign to {word}"),
            _ => format!("'{word}' is an illegal expression for augmented assignment"),
        }
    }

    fn is_formatted(&self, string: Node<'_>) -> bool {
        let start = if string.kind() == "string" { Some(string) } else { first_part(string) };
        let prefix = start.and_then(|string| string.child(0));
        prefix.is_some_and(|prefix| self.text[prefix.byte_range()].contains(['f', 'F']))
    }
}
