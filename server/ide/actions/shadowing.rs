//! A variable that hides another one, or a built-in: renamed, so that it doesn't.

use super::{Action, ActionKind, At, Cancel, Cancelled, Code, Diagnostic, Source, declare, plan_of_rename};
use crate::scope::{self, BlockKind, Graph, Occurrence, SymbolId};

/// Gives it a name that the file has nowhere: with an underscore behind it where a built-in is hidden (PEP 8).
pub(super) fn renamed(
    source: &Source<'_>,
    occurrence: &Occurrence,
    found: &[&Diagnostic],
    cancel: &Cancel,
) -> Result<Option<Action>, Cancelled> {
    let graph = source.graph();
    let variable = graph.variable(occurrence.symbol);
    let name = graph.name(variable).text();
    let Some((hidden, base)) = hidden(source, graph, variable) else { return Ok(None) };
    let new_name = source.fresh(&base);
    let title = format!("Rename to `{new_name}`: `{name}` hides {hidden}");
    let at = At { file: source.file, offset: occurrence.span.start };
    let fixes: Vec<Diagnostic> =
        found.iter().filter(|found| found.code == Code::ShadowedBuiltin).map(|&found| found.clone()).collect();
    let kind = if fixes.is_empty() { ActionKind::Rewrite } else { ActionKind::QuickFix };
    let plan = plan_of_rename(source, at, new_name, cancel)?;
    Ok(Some(Action { title, kind, is_preferred: !fixes.is_empty(), fixes, plan }))
}

/// Whether a variable hides another one, or a built-in.
pub(super) fn hides(source: &Source<'_>, variable: SymbolId) -> bool {
    hidden(source, source.graph(), variable).is_some()
}

/// What a variable hides, in words, and what it might be called instead.
fn hidden(source: &Source<'_>, graph: &Graph, variable: SymbolId) -> Option<(String, String)> {
    let name = graph.name(variable).text();
    let kind = graph.block(graph.block_of(variable)).kind;
    let is_local = matches!(kind, BlockKind::Function | BlockKind::Lambda | BlockKind::Comprehension);
    if !graph.is_bound(variable) || graph.is_class_cell(variable) || name.starts_with('_') {
        return None;
    }
    if let Some(outer) = declare::hidden(graph, variable).filter(|_| is_local) {
        let hidden = match graph.block_of(outer).0 {
            0 => format!("the module's `{name}`"),
            _ => format!("`{name}` of `{}`", graph.block(graph.block_of(outer)).name),
        };
        return Some((hidden, format!("local_{name}")));
    }
    let may_hide = is_local || kind == BlockKind::Module && !graph.is_imported(variable);
    let is_builtin = may_hide && scope::is_builtin(graph.name(variable), source.snap.python_for(source.file));
    is_builtin.then(|| (format!("the built-in `{name}`"), format!("{name}_")))
}
