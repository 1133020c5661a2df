//! Actions on a text, and what the client hands back of those that it has chosen.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types as lsp;

use super::{Outgoing, at, in_whole};
use crate::ide::actions::{Action, ActionKind, Plan};
use crate::ide::diagnostics::Diagnostic;
use crate::ide::{At, Location};
use crate::store::{FileId, Snapshot};
use crate::text::{PositionEncoding, Span};

/// What is needed to make the edits of an action later on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Later {
    /// The document, and which state of it.
    pub uri: lsp::Uri,
    version: Option<i32>,
    position: lsp::Position,
    /// For a rename; without it, the alias at the position goes.
    new_name: Option<String>,
}

impl Later {
    /// The plan; `None` if the document has changed since.
    pub fn plan(self, snap: &Snapshot, file: FileId, encoding: PositionEncoding) -> Option<Plan> {
        if snap.document(file).map(|document| document.version) != self.version {
            return None;
        }
        let at = at(snap, file, in_whole(snap, file, &self.uri, self.position), encoding)?;
        Some(self.new_name.map_or(Plan::Inline(at), |new_name| Plan::Rename(at, new_name)))
    }
}

/// Whether the client has asked for a kind of action, or for one that includes it.
pub fn wants(only: Option<&[lsp::CodeActionKind]>, kind: ActionKind) -> bool {
    let includes = |asked: &lsp::CodeActionKind| {
        let asked = word(asked);
        asked.is_empty()
            || kind.word().strip_prefix(&*asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(includes))
}

/// The kinds of actions that there are.
pub fn kinds() -> Vec<lsp::CodeActionKind> {
    ActionKind::ALL.map(kind).into()
}

fn kind(kind: ActionKind) -> lsp::CodeActionKind {
    match kind {
        ActionKind::QuickFix => lsp::CodeActionKind::QuickFix,
        ActionKind::Inline => lsp::CodeActionKind::RefactorInline,
        ActionKind::Rewrite => lsp::CodeActionKind::RefactorRewrite,
    }
}

fn word(kind: &lsp::CodeActionKind) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

impl Outgoing<'_> {
    /// An action in a file, with those of the client's diagnostics that it answers; without edits where they are made later. `None` for one that can't
    /// be done, and whose reason the client can't show.
    pub fn action(&self, file: FileId, action: &Action, shown: &[lsp::Diagnostic]) -> Option<lsp::CodeAction> {
        let fixes = |shown: &&lsp::Diagnostic| action.fixes.iter().any(|fixed| self.is_same(file, fixed, shown));
        let diagnostics: Vec<lsp::Diagnostic> = shown.iter().filter(fixes).cloned().collect();
        let mut made = lsp::CodeAction {
            title: action.title.clone(),
            kind: Some(kind(action.kind)),
            diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
            is_preferred: (action.is_preferred && self.client.prefers_actions).then_some(true),
            ..Default::default()
        };
        match &action.plan {
            Plan::Edits(edits) => made.edit = Some(self.edits(edits)),
            Plan::Refused(_) if !self.client.disables_actions => return None,
            Plan::Refused(reason) => made.disabled = Some(lsp::CodeActionDisabled { reason: reason.clone() }),
            Plan::Rename(at, new_name) => made.data = self.later(*at, Some(new_name.clone())),
            Plan::Inline(at) => made.data = self.later(*at, None),
        }
        Some(made)
    }

    fn later(&self, at: At, new_name: Option<String>) -> Option<lsp::LspAny> {
        let span = Span { start: at.offset, end: at.offset };
        let uri = self.uri_at(Location { file: at.file, span })?;
        let version = self.snap.document(at.file).map(|document| document.version);
        serde_json::to_value(Later { uri, version, position: self.range(at.file, span).start, new_name }).ok()
    }

    fn is_same(&self, file: FileId, ours: &Diagnostic, shown: &lsp::Diagnostic) -> bool {
        let code = serde_json::to_value(&shown.code).unwrap_or_default();
        shown.range == self.range(file, ours.span) && code.as_str() == Some(ours.code.name())
    }
}
