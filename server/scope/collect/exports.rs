//! What a file says of `__all__`, as far as it can be read off: assignments of strings in brackets, `+=`, `.append`, `.extend` and
//! `.remove` at module level.

use tree_sitter::Node;

use super::super::{Exports, Flags, Role};
use super::Facts;
use crate::text::Span;

impl Facts<'_> {
    /// Notes `__all__.append("x")`, `.extend([…])` and `.remove("x")` at module level.
    pub(super) fn note_export_call(&mut self, function: Node<'_>, call: Node<'_>, text: &str) {
        if self.in_module() && text[function.byte_range()].starts_with("__all__.") {
            let arguments = call.child_by_field_name("arguments");
            let removes = &text[function.byte_range()] == "__all__.remove";
            self.export_strings(arguments, text, if removes { Role::Unexport } else { Role::Export });
        }
    }

    /// Takes the strings of a list, tuple, set, argument list or sum of them as entries of `__all__`; anything else makes it
    /// [`Exports::Computed`].
    pub(super) fn exports_from(&mut self, value: Option<Node<'_>>, text: &str) {
        self.export_strings(value, text, Role::Export);
    }

    fn export_strings(&mut self, value: Option<Node<'_>>, text: &str, role: Role) {
        if self.exports == Exports::Implicit {
            self.exports = Exports::Listed;
        }
        let mut pending: Vec<_> = value.into_iter().collect();
        while let Some(node) = pending.pop() {
            match node.kind() {
                "list" | "tuple" | "set" | "argument_list" | "parenthesized_expression" | "binary_operator" => {
                    pending.extend(node.named_children(&mut node.walk()));
                }
                "string" => self.export(node, text, role),
                "comment" => {}
                _ => self.exports = Exports::Computed,
            }
        }
    }

    fn export(&mut self, string: Node<'_>, text: &str, role: Role) {
        let content = string.named_children(&mut string.walk()).find(|child| child.kind() == "string_content");
        match content.filter(|content| crate::name::is_identifier(&text[content.byte_range()])) {
            Some(name) => {
                let span = Span { start: name.start_byte() as u32, end: name.end_byte() as u32 };
                self.occurrence(span, role, Flags::default());
            }
            None => self.exports = Exports::Computed,
        }
    }
}
