//! What CPython's compiler rejects, though the grammar allows it: the errors of the symbol table and the code generator.

use super::{Checked, Code, Diagnostic};

/// The compiler's errors, in the order in which it would meet them.
pub(super) fn errors(file: &Checked<'_>) -> Vec<Diagnostic> {
    let errors = file.graph.errors().iter();
    errors.map(|error| Diagnostic::new(Code::ScopeError, error.span, error.message.to_string())).collect()
}
