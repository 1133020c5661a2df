//! What an editor draws into a text: folds, selections, links, linked ranges, hints, values and lenses.

use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::Result;

use super::super::convert::{self, Outgoing};
use super::Server;
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide;
use crate::settings::Feature;
use crate::store::FileId;
use crate::text::Span;

impl Server {
    /// Answers a question about a document: a file, or the piece of one that a cell is.
    async fn of_document<T: Send + 'static>(
        &self,
        document: &lsp::TextDocumentIdentifier,
        ask: impl FnOnce(&Outgoing<'_>, FileId, Span) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let (snap, file, client) = (self.store.snapshot(), self.file(&document.uri), self.client());
        let piece = convert::piece(&snap, file, &document.uri);
        self.answer_soon(move || Ok(Some(ask(&Outgoing { snap: &snap, client: &client }, file, piece)))).await
    }

    fn has(&self, feature: Feature, document: &lsp::TextDocumentIdentifier) -> bool {
        self.store.snapshot().settings(self.file(&document.uri)).has(feature)
    }

    pub(super) async fn folds(&self, document: &lsp::TextDocumentIdentifier) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.of_document(document, |out, file, piece| {
            let mut folds = ide::folding::folding(out.snap, file);
            folds.retain(|fold| piece.contains(fold.span.start) && fold.span.end <= piece.end);
            out.folds(file, folds)
        })
        .await
    }

    pub(super) async fn selections(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let (positions, uri) = (params.positions, params.text_document.uri.clone());
        self.of_document(&params.text_document, move |out, file, piece| {
            let spans = |position| {
                let position = convert::in_whole(out.snap, file, &uri, position);
                let at = convert::at(out.snap, file, position, out.client.encoding);
                let mut spans = at.map(|at| ide::selection::selections(out.snap, at)).unwrap_or_default();
                spans.retain(|span| piece.start <= span.start && span.end <= piece.end);
                spans
            };
            positions.into_iter().map(|position| out.selection(file, position, spans(position))).collect()
        })
        .await
    }

    pub(super) async fn links(&self, document: &lsp::TextDocumentIdentifier) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.of_document(document, |out, file, piece| {
            let mut links = ide::links::links(out.snap, file);
            links.retain(|link| piece.contains(link.0.start));
            out.document_links(file, links)
        })
        .await
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
        let piece = convert::piece(&snap, at.file, &place.text_document.uri);
        self.answer_soon(move || {
            let out = Outgoing { snap: &snap, client: &client };
            let ranges = |spans: Vec<_>| spans.into_iter().map(|span| out.range(at.file, span)).collect();
            let linked = ide::linked::linked(&snap, at);
            let linked = linked.filter(|spans| spans.iter().all(|span| piece.contains(span.start))).map(ranges);
            Ok(linked.map(|ranges| lsp::LinkedEditingRanges { ranges, word_pattern: None }))
        })
        .await
    }

    pub(super) async fn hints(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        if !self.has(Feature::InlayHints, &params.text_document) {
            return Ok(None);
        }
        let (range, uri) = (params.range, params.text_document.uri.clone());
        self.of_document(&params.text_document, move |out, file, _| {
            let within = convert::span(out.snap, file, &uri, range, out.client.encoding);
            let hints = within.map(|within| ide::inlay_hints::inlay_hints(out.snap, file, within));
            out.hints(file, hints.unwrap_or_default())
        })
        .await
    }

    pub(super) async fn values(&self, params: lsp::InlineValueParams) -> Result<Option<Vec<lsp::InlineValue>>> {
        if !self.has(Feature::InlineValues, &params.text_document) {
            return Ok(None);
        }
        let (range, stopped, uri) = (params.range, params.context.stopped_location, params.text_document.uri.clone());
        self.of_document(&params.text_document, move |out, file, _| {
            let span = |range| convert::span(out.snap, file, &uri, range, out.client.encoding);
            let values = span(range)
                .zip(span(stopped))
                .map(|(within, stopped)| ide::inline_values::inline_values(out.snap, file, within, stopped.start));
            out.values(file, values.unwrap_or_default())
        })
        .await
    }

    pub(super) async fn lenses(&self, document: &lsp::TextDocumentIdentifier) -> Result<Option<Vec<lsp::CodeLens>>> {
        if !self.has(Feature::CodeLens, document) {
            return Ok(None);
        }
        self.of_document(document, |out, file, piece| {
            let mut lenses = ide::lenses::lenses(out.snap, file);
            lenses.retain(|lens| piece.contains(lens.start));
            out.lenses(file, lenses)
        })
        .await
    }

    pub(super) async fn lens_with_title(&self, lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
        let (snap, client) = (self.store.snapshot(), self.client());
        let snap = self.whole(snap).await;
        let Some(uri) = convert::structure::document_of_lens(&lens) else { return Ok(lens) };
        let file = self.file(&uri);
        self.answer(move |cancel: &Cancel| -> std::result::Result<_, Cancelled> {
            let at = convert::at(&snap, file, convert::in_whole(&snap, file, &uri, lens.range.start), client.encoding);
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
