//! Actions on a text: offered, and made where that was left for later.

use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::{ErrorCode, Result};

use super::super::convert::{self, Outgoing, actions::Later};
use super::{Server, failed, refused};
use crate::cancel::Cancelled;
use crate::ide::actions::{self, Plan};
use crate::ide::rename::Failure;

impl Server {
    pub(super) async fn actions(&self, params: lsp::CodeActionParams) -> Result<Option<Vec<lsp::CodeActionResponse>>> {
        let (client, uri) = (self.client(), params.text_document.uri);
        let (snap, file) = (self.store.snapshot(), self.file(&uri));
        if let Some(problem) = snap.document(file).and_then(|document| document.problem.as_ref()) {
            return Err(failed(ErrorCode::ContentModified, problem.clone()));
        }
        if !client.takes_actions {
            return Ok(None);
        }
        // Edits that other files have a say in are made at once for a client that doesn't come back for them.
        let snap = if client.resolves_actions { snap } else { self.whole(snap).await };
        let Some(piece) = convert::span(&snap, file, &uri, params.range, client.encoding) else { return Ok(None) };
        self.answer(move |cancel| {
            let wants = |kind| convert::actions::wants(params.context.only.as_deref(), kind);
            let mut found = actions::actions(&snap, file, piece, wants, cancel)?;
            if !client.resolves_actions {
                for action in &mut found {
                    action.plan = match actions::edits(&snap, &action.plan, cancel) {
                        Ok(edits) => Plan::Edits(edits),
                        Err(Failure::Refused(refusal)) => Plan::Refused(actions::why(&snap, &refusal)),
                        Err(Failure::Cancelled) => return Err(Cancelled),
                    };
                }
            }
            let out = Outgoing { snap: &snap, client: &client };
            let made = found.iter().filter_map(|action| out.action(file, action, &params.context.diagnostics));
            Ok(Some(made.map(Into::into).collect()))
        })
        .await
    }

    /// Makes the edits of an action that was offered without.
    pub(super) async fn action_with_edits(&self, action: lsp::CodeAction) -> Result<lsp::CodeAction> {
        let later = action.data.clone().and_then(|data| serde_json::from_value::<Later>(data).ok());
        let Some(later) = later else { return Ok(action) };
        let (file, client) = (self.file(&later.uri), self.client());
        let snap = self.store.snapshot();
        let changed = || failed(ErrorCode::ContentModified, "the document has changed: ask again".into());
        let plan = later.plan(&snap, file, client.encoding).ok_or_else(changed)?;
        let snap = self.whole(snap).await;
        let made = self.answer_from_all(move |cancel| match actions::edits(&snap, &plan, cancel) {
            Ok(edits) => {
                let out = Outgoing { snap: &snap, client: &client };
                Ok(Ok((out.edits(&edits), edits.told(&snap, false))))
            }
            Err(Failure::Refused(refusal)) => Ok(Err(refused(&snap, &refusal))),
            Err(Failure::Cancelled) => Err(Cancelled),
        });
        let (edit, message) = made.await??;
        self.tell(message);
        Ok(lsp::CodeAction { edit: Some(edit), ..action })
    }
}
