//! What a file says of `__all__`, as far as it can be read off: assignments of strings in brackets, `+=`, `.append`, `.extend` and
//! `.remove` at module level. Strings in a row, or with an escape, can't be.

use super::super::{Exports, Flags, Role};
use super::Facts;
use super::strings::plain_inside;
use crate::syntax::Node;

impl Facts<'_> {
    /// Notes `__all__.append("x")`, `.extend([…])` and `.remove("x")` at module level.
    pub(super) fn note_export_call(&mut self, function: Node<'_>, call: Node<'_>, text: &str) {
        if self.in_module() && text[function.byte_range()].starts_with("__all__.") {
            let removes = &text[function.byte_range()] == "__all__.remove";
            if let Some(arguments) = call.field("arguments") {
                self.export_strings(arguments, text, if removes { Role::Unexport } else { Role::Export });
            }
        }
    }

    /// Takes the strings of a list, tuple, set, argument list or sum of them as entries of `__all__`; anything else makes it
    /// [`Exports::Computed`].
    pub(super) fn exports_from(&mut self, value: Node<'_>, text: &str) {
        self.export_strings(value, text, Role::Export);
    }

    fn export_strings(&mut self, value: Node<'_>, text: &str, role: Role) {
        if self.exports == Exports::Implicit {
            self.exports = Exports::Listed;
        }
        let (strings, is_all) = strings_in(value);
        if !is_all {
            self.exports = Exports::Computed;
        }
        for string in strings {
            match plain_inside(string, text).filter(|name| crate::name::is_identifier(&text[name.range()])) {
                Some(name) => self.occurrence(name, role, Flags::default()),
                None => self.exports = Exports::Computed,
            }
        }
    }
}

/// The strings of a list, tuple, set, argument list, choice or sum of them, and whether there is nothing else in it.
pub(super) fn strings_in(value: Node<'_>) -> (Vec<Node<'_>>, bool) {
    let (mut found, mut is_all) = (Vec::new(), true);
    let mut pending = vec![value];
    while let Some(node) = pending.pop() {
        match node.kind() {
            "list"
            | "tuple"
            | "set"
            | "expression_list"
            | "argument_list"
            | "parenthesized_expression"
            | "binary_operator" => pending.extend(node.named_children()),
            "conditional_expression" => pending.extend(node.named_child(0).into_iter().chain(node.named_child(2))),
            "string" => found.push(node),
            "comment" => {}
            _ => is_all = false,
        }
    }
    (found, is_all)
}
