//! A name that a module doesn't have is changed to the one that it has and that is spelled most like it, at that place alone: an import whose name
//! others use goes on to bind that.

use super::{Action, ActionKind, Diagnostic, Plan, Source, proof};
use crate::name::Name;
use crate::scope::{BlockId, Token};
use crate::text::{Edit, Span};

/// The change to the name that may have been meant.
pub(super) fn changed(source: &Source<'_>, lacking: &Diagnostic) -> Option<Action> {
    let instead = lacking.instead?;
    let plan = plan(source, lacking, instead)?;
    let (title, fixes) = (format!("Change to `{instead}`"), vec![lacking.clone()]);
    let is_preferred = matches!(plan, Plan::Edits(_));
    Some(Action { title, kind: ActionKind::QuickFix, fixes, is_preferred, plan })
}

fn plan(source: &Source<'_>, lacking: &Diagnostic, instead: &str) -> Option<Plan> {
    let graph = source.graph();
    let whole = lacking.span;
    let (span, text, meant) = match graph.token_at(lacking.span.start)?.0 {
        // A name of the import alone, or behind a dot.
        Token::Imported(_) | Token::Member(_) => (whole, instead.to_owned(), proof::Meant::Nothing),
        Token::Occurrence(bound) => {
            let variable = graph.variable(bound.symbol);
            let unbound = graph.global(Name::new(instead)).filter(|&symbol| !graph.is_bound(symbol));
            let is_used = graph.occurrences_of(variable).nth(1).is_some();
            match unbound.filter(|_| graph.block_of(variable) == BlockId(0)) {
                _ if is_used => (Span::new(whole.start, whole.start), format!("{instead} as "), proof::Meant::Nothing),
                Some(unbound) => (whole, instead.to_owned(), proof::Meant::Bound(unbound)),
                None => (whole, instead.to_owned(), proof::Meant::Another(Name::new(instead))),
            }
        }
        Token::Segment(..) | Token::Label(_) => return None,
    };
    Some(source.proven(&[Edit { span, text }], meant))
}
