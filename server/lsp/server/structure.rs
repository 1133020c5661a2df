//! What an editor draws into a text: folds, selections, links, linked ranges, hints and lenses.

use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::Result;

use super::super::convert::{self, Outgoing};
use super::super::order::compute;
use super::Server;
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide;
use crate::settings::Feature;
use crate::store::FileId;

impl Server {
    /// Answers a question about a document.
    async fn of_document<T: Send + 'static>(
        &self,
        document: &lsp::TextDocumentIdentifier,
        ask: impl FnOnce(&Outgoing<'_>, FileId) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let (snap, file, client) = (self.store.snapshot(), self.file(&document.uri), self.client());
        compute(move |_| Ok(Some(ask(&Outgoing { snap: &snap, client: &client }, file)))).await
    }

    fn has(&self, feature: Feature, document: &lsp::TextDocumentIdentifier) -> bool {
        self.store.snapshot().settings(self.file(&document.uri)).has(feature)
    }

    pub(super) async fn folds(&self, document: &lsp::TextDocumentIdentifier) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.of_document(document, |out, file| out.folds(file, ide::folding::folding(out.snap, file))).await
    }

    pub(super) async fn selections(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let positions = params.positions;
        self.of_document(&params.text_document, move |out, file| {
            let spans = |position| {
                let at = convert::at(out.snap, file, position, out.client.encoding);
                at.map(|at| ide::selection::selections(out.snap, at)).unwrap_or_default()
            };
            positions.into_iter().map(|position| out.selection(file, position, spans(position))).collect()
        })
        .await
    }

    pub(super) async fn links(&self, document: &lsp::TextDocumentIdentifier) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.of_document(document, |out, file| out.document_links(file, ide::links::links(out.snap, file))).await
    }

    pub(super) async fn linked_ranges(
        &self,
        place: &lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::LinkedEditingRanges>> {
        let (snap, at) = self.asked(place)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        if !self.has(Feature::LinkedEditing, &place.text_document) {
            return Ok(None);
        }
        compute(move |_| {
            let out = Outgoing { snap: &snap, client: &client };
            let ranges = |spans: Vec<_>| spans.into_iter().map(|span| out.range(at.file, span)).collect();
            let linked = ide::linked::linked(&snap, at).map(ranges);
            Ok(linked.map(|ranges| lsp::LinkedEditingRanges { ranges, word_pattern: None }))
        })
        .await
    }

    pub(super) async fn hints(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        if !self.has(Feature::InlayHints, &params.text_document) {
            return Ok(None);
        }
        let range = params.range;
        self.of_document(&params.text_document, move |out, file| {
            let within = convert::span(out.snap, file, range, out.client.encoding);
            let hints = within.map(|within| ide::inlay_hints::inlay_hints(out.snap, file, within));
            out.hints(file, hints.unwrap_or_default())
        })
        .await
    }

    pub(super) async fn lenses(&self, document: &lsp::TextDocumentIdentifier) -> Result<Option<Vec<lsp::CodeLens>>> {
        if !self.has(Feature::CodeLens, document) {
            return Ok(None);
        }
        self.of_document(document, |out, file| out.lenses(file, ide::lenses::lenses(out.snap, file))).await
    }

    pub(super) async fn lens_with_title(&self, lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
        let (snap, client) = (self.store.snapshot(), self.client());
        let snap = self.whole(snap).await;
        let Some(file) = convert::structure::file_of_lens(&self.store, &lens) else { return Ok(lens) };
        compute(move |cancel: &Cancel| -> std::result::Result<_, Cancelled> {
            let at = convert::at(&snap, file, lens.range.start, client.encoding);
            let title = match at {
                Some(at) => ide::lenses::title(&snap, at, cancel)?,
                None => None,
            };
            // A text without a command to it: what a click should do, each editor calls otherwise.
            let command = title.map(|title| lsp::Command { title, command: String::new(), ..Default::default() });
            Ok(lsp::CodeLens { command, ..lens })
        })
        .await
    }
}
