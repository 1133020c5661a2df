//! Docstrings that may say what parameters are, or what a function returns, where the code doesn't: see [`By::Documented`].

use super::super::By;
use super::Collector;
use super::table::K;
use crate::syntax::Node;

/// What such docstrings have in them: fields as Sphinx and Epydoc know them, and the headings of sections as NumPy's and Google's styles have them.
const SIGNS: [&str; 9] =
    [":type ", ":param ", ":rtype", "@type ", "@rtype", "Parameters", "Args:", "Arguments:", "Returns"];

impl<'t> Collector<'_, 't, '_> {
    /// Notes where the docstring of a `def` or `class` is, if it may say more than the code.
    pub(super) fn note_docstring(&mut self, definition: Node<'t>) {
        let is_plain = |parameter: Node<'t>| match parameter.kind() {
            "identifier" => !matches!(self.source(parameter), "self" | "cls"),
            kind => kind == "default_parameter",
        };
        let is_told = match self.field(definition, "parameters") {
            Some(parameters) => {
                self.field(definition, "return_type").is_some() && !parameters.named_children().any(is_plain)
            }
            None => false,
        };
        let first = self.field(definition, "body").filter(|_| !is_told).and_then(|body| body.named_child(0));
        let string =
            first.filter(|first| first.kind() == "expression_statement").and_then(|first| first.named_child(0));
        if let Some(string) = string.filter(|string| self.kind(*string) == K::String) {
            let text = self.source(string);
            if SIGNS.iter().any(|sign| text.contains(sign)) {
                self.note(definition.start_byte() as u32, string.start_byte() as u32, By::Documented);
            }
        }
    }
}
