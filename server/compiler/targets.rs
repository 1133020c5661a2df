//! What can be assigned to, deleted or iterated into, and what CPython calls the rest.

use tree_sitter::Node;

use super::walk::Walk;

/// What is done to a target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Assigned,
    Deleted,
}

impl<'t> Walk<'_, 't> {
    /// The first part of an expression that can't be a target (`_PyPegen_get_invalid_target`).
    pub(super) fn invalid_target(&mut self, expression: Node<'t>, target: Target) -> Option<Node<'t>> {
        let mut pending = vec![expression];
        while let Some(node) = pending.pop() {
            match node.kind() {
                "identifier" | "attribute" | "subscript" | "keyword_identifier" => {}
                // The grammar's word for names that other versions reserve.
                "pattern_list"
                | "tuple_pattern"
                | "list_pattern"
                | "expression_list"
                | "tuple"
                | "list"
                | "parenthesized_expression"
                | "as_pattern_target" => {
                    let parts = self.children(node);
                    pending.extend(parts.into_iter().filter(|part| part.is_named() && !part.is_extra()).rev());
                }
                "list_splat" | "list_splat_pattern" if target == Target::Assigned => {
                    pending.extend(node.named_child(0));
                }
                "comment" | "ERROR" => {}
                _ => return Some(node),
            }
        }
        None
    }

    /// What CPython calls an expression (`_PyPegen_get_expr_name`).
    pub(super) fn expression_word(&self, node: Node<'_>) -> &'static str {
        let new = self.minor() >= 10;
        match node.kind() {
            "attribute" => "attribute",
            "subscript" => "subscript",
            "list_splat" | "list_splat_pattern" => "starred",
            "identifier" => "name",
            "list" | "list_pattern" => "list",
            "tuple" | "tuple_pattern" | "expression_list" | "pattern_list" => "tuple",
            "lambda" => "lambda",
            "call" => "function call",
            "boolean_operator" | "binary_operator" | "unary_operator" | "not_operator" => {
                if new {
                    "expression"
                } else {
                    "operator"
                }
            }
            "generator_expression" => "generator expression",
            "yield" => "yield expression",
            "await" => "await expression",
            "list_comprehension" => "list comprehension",
            "set_comprehension" => "set comprehension",
            "dictionary_comprehension" => "dict comprehension",
            "dictionary" => {
                if new {
                    "dict literal"
                } else {
                    "dict display"
                }
            }
            "set" => "set display",
            "string" | "concatenated_string" if self.is_formatted(node) => "f-string expression",
            "none" => "None",
            "true" => "True",
            "false" => "False",
            "ellipsis" => {
                if new {
                    "ellipsis"
                } else {
                    "Ellipsis"
                }
            }
            "comparison_operator" => "comparison",
            "conditional_expression" => "conditional expression",
            "named_expression" => "named expression",
            _ => "literal",
        }
    }

    fn is_formatted(&self, string: Node<'_>) -> bool {
        let start = if string.kind() == "string" { Some(string) } else { string.named_child(0) };
        let prefix = start.and_then(|string| string.child(0));
        prefix.is_some_and(|prefix| self.text(prefix).contains(['f', 'F']))
    }
}

/// An expression without the brackets around it.
pub(super) fn unparenthesized(node: Node<'_>) -> Node<'_> {
    let mut inner = node;
    while inner.kind() == "parenthesized_expression" || inner.kind() == "tuple_pattern" && inner.child_count() == 3 {
        match inner.named_child(0) {
            Some(child) => inner = child,
            None => break,
        }
    }
    inner
}
