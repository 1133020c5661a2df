//! Where `isinstance(x, C)` holds: see [`By::Narrowed`].

use super::super::By;
use super::Collector;
use crate::syntax::Node;

/// Conditions are not followed further out of operators than this.
const MOST_OPERATORS: usize = 16;

impl<'t> Collector<'_, 't, '_> {
    /// `isinstance(x, C)`: what `x` is said to be, and where.
    pub(super) fn narrow(&mut self, call: Node<'t>, function: Node<'t>, arguments: Node<'t>) {
        if self.source(function) != "isinstance" {
            return;
        }
        let [object, classes] = self.named_children(arguments)[..] else { return };
        let (Some(token), Some((start, end))) = (self.target_token(object), self.stretch(call)) else { return };
        for end in start.into_iter().chain([end]) {
            self.note(token, end as u32, By::Until);
        }
        self.annotate(token, classes, By::Narrowed);
    }

    /// The stretch in which a condition holds: its other end, if it begins or ends at the condition, else where it begins and ends.
    fn stretch(&self, condition: Node<'t>) -> Option<(Option<usize>, usize)> {
        let (mut node, mut holds, mut end) = (condition, true, None);
        for _ in 0..MOST_OPERATORS {
            let parent = node.parent()?;
            let is_condition = || self.field(parent, "condition") == Some(node);
            match parent.kind() {
                "parenthesized_expression" => {}
                "not_operator" => holds = !holds,
                // What is behind it is asked only if it holds.
                "boolean_operator" if parent.children().any(|sign| sign.kind() == if holds { "and" } else { "or" }) => {
                    end = Some((None, parent.end_byte()));
                }
                "if_statement" | "elif_clause" | "while_statement" if holds && is_condition() => {
                    let body = self.field(parent, "consequence").or_else(|| self.field(parent, "body"));
                    return body.map(|body| (None, body.end_byte())).or(end);
                }
                "if_statement" if is_condition() => {
                    let body = self.field(parent, "consequence").filter(|body| leaves(*body));
                    let behind =
                        body.zip(parent.parent()).map(|(body, block)| (Some(body.end_byte()), block.end_byte()));
                    return behind.or(end);
                }
                "assert_statement" if holds => return parent.parent().map(|block| (None, block.end_byte())),
                "conditional_expression" if holds && parent.named_child(1) == Some(node) => {
                    return parent.named_child(0).map(|body| (None, body.start_byte()));
                }
                "if_clause" if holds => return parent.parent().map(|comprehension| (None, comprehension.start_byte())),
                _ => return end,
            }
            node = parent;
        }
        end
    }
}

/// Whether the last statement of a block goes elsewhere.
fn leaves(block: Node<'_>) -> bool {
    let last = block.named_children().filter(|statement| statement.kind() != "comment").last();
    let leaving = ["return_statement", "raise_statement", "continue_statement", "break_statement"];
    last.is_some_and(|last| leaving.contains(&last.kind()))
}
