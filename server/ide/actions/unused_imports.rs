//! Imports that nothing uses, taken out of their statements.

use super::{Action, ActionKind, Code, Diagnostic, Plan, Source, proof, removal};
use crate::syntax::Node;
use crate::text::Edit;

/// Takes one away.
pub(super) fn removed(source: &Source<'_>, unused: &Diagnostic) -> Option<Action> {
    let plan = source.proven(&edits(source, &[unused])?, proof::Meant::Nothing);
    let title = format!("Remove unused import `{}`", source.spelled(unused.span));
    let fixes = vec![unused.clone()];
    Some(Action { title, kind: ActionKind::QuickFix, fixes, is_preferred: true, plan })
}

/// Takes all of a file away, where there are several.
pub(super) fn all_removed(source: &Source<'_>, found: &[Diagnostic]) -> Option<Action> {
    let unused: Vec<&Diagnostic> = found.iter().filter(|found| found.code == Code::UnusedImport).collect();
    if unused.len() < 2 {
        return None;
    }
    let plan = source.proven(&edits(source, &unused)?, proof::Meant::Nothing);
    let is_done = matches!(plan, Plan::Edits(_));
    let title = format!("Remove all {} unused imports", unused.len());
    let fixes = unused.into_iter().cloned().collect();
    is_done.then_some(Action { title, kind: ActionKind::QuickFix, fixes, is_preferred: false, plan })
}

/// The edits that take imports away; `None` where one is in code that can't be read.
fn edits(source: &Source<'_>, unused: &[&Diagnostic]) -> Option<Vec<Edit>> {
    let clauses: Vec<(Node<'_>, usize)> = unused.iter().map(|unused| clause(source, unused)).collect::<Option<_>>()?;
    let (mut whole, mut edits) = (Vec::new(), Vec::new());
    for of_statement in clauses.chunk_by(|a, b| a.0 == b.0) {
        let statement = of_statement[0].0;
        let gone: Vec<usize> = of_statement.iter().map(|clause| clause.1).collect();
        match gone.len() == statement.children_in("name").count() {
            true => whole.push(statement),
            false => edits.extend(removal::names(source, statement, &gone)?),
        }
    }
    // Together, so that a block that loses all its statements gets one `pass`.
    edits.extend(removal::statements(source, &whole)?);
    Some(edits)
}

/// The statement of an import, and which of its names it is.
fn clause<'s>(source: &'s Source<'_>, unused: &Diagnostic) -> Option<(Node<'s>, usize)> {
    let start = unused.span.start as usize;
    let node = source.root().named_descendant(unused.span.range());
    let mut around = std::iter::successors(Some(node), |node| node.parent());
    let statement = around.find(|node| matches!(node.kind(), "import_statement" | "import_from_statement"))?;
    let number = statement.children_in("name").position(|name| name.byte_range().contains(&start))?;
    Some((statement, number))
}
