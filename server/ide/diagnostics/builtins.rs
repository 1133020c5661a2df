//! Names that hide built-in ones.

use rustc_hash::FxHashSet;

use super::{Checked, Code, Diagnostic};
use crate::scope::{self, BindingKind, BlockKind, Occurrence, Role};

/// The first binding of each variable that has a built-in's name. Attributes of classes hide nothing from anybody, and a stub says only what is
/// there.
pub(super) fn shadowed(file: &Checked<'_>) -> Vec<Diagnostic> {
    if file.is_stub() {
        return Vec::new();
    }
    let mut known = FxHashSet::default();
    let bindings = file.graph.occurrences().filter(|occurrence| occurrence.role == Role::Bind);
    let first = bindings.filter(|binding| hides(file, binding) && known.insert(file.graph.variable(binding.symbol)));
    let found = first.map(|binding| {
        let name = file.graph.name(binding.symbol);
        Diagnostic::new(Code::ShadowedBuiltin, binding.span, format!("`{name}` hides the built-in `{name}`"))
    });
    found.collect()
}

fn hides(file: &Checked<'_>, binding: &Occurrence) -> bool {
    let graph = file.graph;
    let name = graph.name(binding.symbol);
    scope::is_builtin(name, file.python)
        && !name.text().starts_with('_')
        && graph.block(graph.block_of(graph.variable(binding.symbol))).kind != BlockKind::Class
        && !is_the_builtin(file, binding)
}

/// `from builtins import x`
fn is_the_builtin(file: &Checked<'_>, binding: &Occurrence) -> bool {
    let BindingKind::Import(number) = file.graph.binding(binding) else { return false };
    let path = file.graph.imports().get(number as usize).map(|import| &import.path);
    path.is_some_and(|path| matches!(&*path.segments, [(_, module)] if module.text() == "builtins"))
}
