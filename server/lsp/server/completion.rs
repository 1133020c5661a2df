//! Completion, of one item what a person reads beside the list, and the parameters of the call around.

use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::Result;

use super::super::convert::{self, Outgoing};
use super::Server;
use crate::ide;
use crate::settings::Feature;

impl Server {
    pub(super) async fn complete(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        if !snap.settings(at.file).has(Feature::Completion) {
            return Ok(None);
        }
        let piece = convert::piece(&snap, at.file, &place.text_document.uri);
        // As long as files are read, there will be more to import.
        let is_partial = self.scans.borrow().reads > 0;
        self.answer_soon(move || {
            let mut found = ide::completion::completion(&snap, at);
            // An edit beside the item's own must be in the same cell of a notebook.
            if let Some(found) = &mut found {
                found.items.retain(|item| item.edits.iter().all(|edit| piece.contains(edit.span.start)));
            }
            let out = Outgoing { snap: &snap, client: &client };
            Ok(found.map(|found| out.completion(at.file, found, is_partial).into()))
        })
        .await
    }

    pub(super) async fn document_item(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        let (snap, client) = (self.store.snapshot(), self.client());
        let Some(origin) = convert::completion::origin(&self.store, &item) else { return Ok(item) };
        self.answer_soon(move || {
            let name = item.label.trim_end_matches('=');
            let documentation = ide::completion::documentation(&snap, origin, name);
            let documentation =
                documentation.map(|markdown| Outgoing { snap: &snap, client: &client }.markup(markdown));
            Ok(lsp::CompletionItem { documentation: documentation.map(Into::into), ..item })
        })
        .await
    }

    pub(super) async fn signatures(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::SignatureHelp>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let found = ide::signature::signatures(&snap, at);
            let out = Outgoing { snap: &snap, client: &client };
            Ok((!found.is_empty()).then(|| out.signatures(found)))
        })
        .await
    }
}
