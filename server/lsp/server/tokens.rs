//! Semantic tokens: all, those of a range, and what has changed since the client was told.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tower_lsp::gen_lsp_types::{self as lsp, Uri};
use tower_lsp::jsonrpc::Result;

use super::super::convert::{self, Outgoing, tokens::difference};
use super::super::written;
use super::Server;
use crate::ide;
use crate::settings::Feature;

/// What the client was told last of each document, under the number that it knows it by.
#[derive(Default)]
pub(super) struct Sent {
    numbers: AtomicU64,
    last: DashMap<Uri, Numbered>,
}

/// Tokens and the number that the client knows them by.
type Numbered = (String, Arc<Vec<lsp::SemanticToken>>);

impl Sent {
    /// The client has closed the document.
    pub(super) fn forget(&self, uri: &Uri) {
        self.last.remove(uri);
    }

    /// Keeps tokens; returns their number and what was kept before.
    fn keep(&self, uri: &Uri, data: &Arc<Vec<lsp::SemanticToken>>) -> (String, Option<Numbered>) {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed).to_string();
        let before = self.last.insert(uri.clone(), (number.clone(), data.clone()));
        (number, before)
    }
}

impl Server {
    pub(super) async fn all_tokens(
        &self,
        document: &lsp::TextDocumentIdentifier,
    ) -> Result<Option<lsp::SemanticTokens>> {
        let Some(data) = self.tokens_of(document, None).await? else { return Ok(None) };
        let (number, _) = self.tokens.keep(&document.uri, &data);
        written::hand_over(written::json(&lsp::SemanticTokens { result_id: Some(number), data: data.to_vec() }));
        Ok(None)
    }

    pub(super) async fn changed_tokens(
        &self,
        document: &lsp::TextDocumentIdentifier,
        previous: &str,
    ) -> Result<Option<lsp::SemanticTokensDeltaResponse>> {
        let Some(data) = self.tokens_of(document, None).await? else { return Ok(None) };
        let (number, before) = self.tokens.keep(&document.uri, &data);
        let result_id = Some(number);
        Ok(Some(match before.filter(|before| before.0 == previous) {
            Some((_, old)) => lsp::SemanticTokensDelta { result_id, edits: difference(&old, &data) }.into(),
            None => lsp::SemanticTokens { result_id, data: data.to_vec() }.into(),
        }))
    }

    pub(super) async fn tokens_within(
        &self,
        document: &lsp::TextDocumentIdentifier,
        range: lsp::Range,
    ) -> Result<Option<lsp::SemanticTokens>> {
        let found = self.tokens_of(document, Some(range)).await?;
        Ok(found.map(|data| lsp::SemanticTokens { result_id: None, data: data.to_vec() }))
    }

    async fn tokens_of(
        &self,
        document: &lsp::TextDocumentIdentifier,
        range: Option<lsp::Range>,
    ) -> Result<Option<Arc<Vec<lsp::SemanticToken>>>> {
        let (snap, file, client) = (self.store.snapshot(), self.file(&document.uri), self.client());
        if !snap.settings(file).has(Feature::SemanticTokens) {
            return Ok(None);
        }
        let uri = document.uri.clone();
        self.answer_soon(move || {
            let within = match range {
                Some(range) => convert::span(&snap, file, &uri, range, client.encoding),
                None => Some(convert::piece(&snap, file, &uri)),
            };
            let tokens = within.map(|within| ide::tokens::tokens(&snap, file, within)).unwrap_or_default();
            Ok(Some(Arc::new(Outgoing { snap: &snap, client: &client }.tokens(file, &tokens))))
        })
        .await
    }
}
