//! Folds, selections, links, hints, values and lenses.

use serde_json::json;
use tower_lsp::gen_lsp_types::{self as lsp, Uri};

use super::Outgoing;
use crate::ide::Location;
use crate::ide::folding::{Fold, FoldKind};
use crate::ide::inlay_hints::Hint;
use crate::ide::inline_values::Value;
use crate::store::FileId;
use crate::text::Span;

/// The document that a lens belongs to.
pub fn document_of_lens(lens: &lsp::CodeLens) -> Option<Uri> {
    let uri = lens.data.as_ref()?.get("uri")?;
    serde_json::from_value(uri.clone()).ok()
}

impl Outgoing<'_> {
    /// Folds; for a client that folds whole lines, without columns.
    pub fn folds(&self, file: FileId, folds: Vec<Fold>) -> Vec<lsp::FoldingRange> {
        let fold = |fold: Fold| {
            let range = self.range(file, fold.span);
            let columns = |position: lsp::Position| (!self.client.folds_lines).then_some(position.character);
            lsp::FoldingRange {
                start_line: range.start.line,
                start_character: columns(range.start),
                end_line: range.end.line,
                end_character: columns(range.end),
                kind: match fold.kind {
                    FoldKind::Code => None,
                    FoldKind::Imports => Some(lsp::FoldingRangeKind::Imports),
                    FoldKind::Comment => Some(lsp::FoldingRangeKind::Comment),
                    FoldKind::Region => Some(lsp::FoldingRangeKind::Region),
                },
                collapsed_text: None,
            }
        };
        folds.into_iter().map(fold).collect()
    }

    /// Spans from inside out; where there are none, the place itself.
    pub fn selection(&self, file: FileId, place: lsp::Position, spans: Vec<Span>) -> lsp::SelectionRange {
        let nested = spans.into_iter().rev().fold(None, |parent: Option<Box<lsp::SelectionRange>>, span| {
            Some(Box::new(lsp::SelectionRange { range: self.range(file, span), parent }))
        });
        let empty = lsp::Range { start: place, end: place };
        nested.map_or(lsp::SelectionRange { range: empty, parent: None }, |nested| *nested)
    }

    /// Links to files.
    pub fn document_links(&self, file: FileId, links: Vec<(Span, FileId)>) -> Vec<lsp::DocumentLink> {
        let link = |(span, target): (Span, FileId)| {
            let tooltip = self.snap.dotted_name(target).map(|name| format!("module {name}"));
            Some(lsp::DocumentLink {
                range: self.range(file, span),
                target: Some(self.uri(target)?),
                tooltip,
                data: None,
            })
        };
        links.into_iter().filter_map(link).collect()
    }

    /// Hints.
    pub fn hints(&self, file: FileId, hints: Vec<Hint>) -> Vec<lsp::InlayHint> {
        let hint = |hint: Hint| lsp::InlayHint {
            position: self.range(file, Span { start: hint.offset, end: hint.offset }).start,
            label: hint.label.into(),
            kind: None,
            text_edits: None,
            tooltip: Some(self.markup(hint.explanation).into()),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        hints.into_iter().map(hint).collect()
    }

    /// Variables that a debugger looks up by their names.
    pub fn values(&self, file: FileId, values: Vec<Value>) -> Vec<lsp::InlineValue> {
        let value = |(span, name): Value| {
            let range = self.range(file, span);
            lsp::InlineValueVariableLookup::new(range, Some(name.text().to_owned()), true).into()
        };
        values.into_iter().map(value).collect()
    }

    /// Lenses without titles.
    pub fn lenses(&self, file: FileId, lenses: Vec<Span>) -> Vec<lsp::CodeLens> {
        let data = |span| self.uri_at(Location { file, span }).map(|uri| json!({ "uri": uri }));
        let lens = |span| lsp::CodeLens { range: self.range(file, span), command: None, data: data(span) };
        lenses.into_iter().map(lens).collect()
    }
}
