//! Completion items, and what they carry so that they can be asked about later.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{self as lsp, Uri};

use super::Outgoing;
use crate::ide::Location;
use crate::ide::completion::{Completion, Item, Rank};
use crate::ide::signature::Signature;
use crate::ide::tokens::TokenType;
use crate::store::{FileId, Store};
use crate::text::{Edit, Span};

/// What an item carries: where its documentation is.
#[derive(Serialize, Deserialize)]
struct Data {
    uri: Uri,
    start: u32,
    end: u32,
}

/// Where the documentation of an item is; `None` where it has none.
pub fn origin(store: &Store, item: &lsp::CompletionItem) -> Option<Location> {
    let data: Data = serde_json::from_value(item.data.clone()?).ok()?;
    let span = (data.start <= data.end).then_some(Span { start: data.start, end: data.end })?;
    Some(Location { file: super::file(store, &data.uri), span })
}

impl Outgoing<'_> {
    /// A list of items for a file; incomplete, too, if `is_partial`.
    pub fn completion(&self, file: FileId, completion: Completion, is_partial: bool) -> lsp::CompletionList {
        let range = self.range(file, completion.span);
        let items = completion.items.into_iter().map(|item| self.completion_item(file, range, item)).collect();
        lsp::CompletionList { is_incomplete: is_partial || !completion.is_complete, items, ..Default::default() }
    }

    fn completion_item(&self, file: FileId, range: lsp::Range, item: Item) -> lsp::CompletionItem {
        let data = item.origin.and_then(|origin| {
            let data = Data { uri: self.uri(origin.file)?, start: origin.span.start, end: origin.span.end };
            serde_json::to_value(data).ok()
        });
        let edits: Vec<_> = item.edits.into_iter().map(|edit| self.insertion(file, edit)).collect();
        let (label_details, detail) = match self.client.label_details {
            true => (Some(lsp::CompletionItemLabelDetails { detail: None, description: Some(item.note) }), None),
            false => (None, Some(item.note)),
        };
        lsp::CompletionItem {
            kind: Some(kind(item.kind)),
            sort_text: Some(sort_text(item.rank)),
            text_edit: Some(lsp::TextEdit::new(range, item.label.clone()).into()),
            label: item.label,
            label_details,
            detail,
            additional_text_edits: (!edits.is_empty()).then_some(edits),
            data,
            ..Default::default()
        }
    }

    /// An edit of the file itself.
    fn insertion(&self, file: FileId, edit: Edit) -> lsp::TextEdit {
        lsp::TextEdit::new(self.range(file, edit.span), edit.text)
    }
}

fn kind(kind: Option<TokenType>) -> lsp::CompletionItemKind {
    use lsp::CompletionItemKind::*;
    match kind {
        None => Keyword,
        Some(TokenType::Namespace) => Module,
        Some(TokenType::Class | TokenType::Type) => Class,
        Some(TokenType::TypeParameter) => TypeParameter,
        Some(TokenType::Parameter | TokenType::Variable) => Variable,
        Some(TokenType::Property) => Field,
        Some(TokenType::Function) => Function,
        Some(TokenType::Method) => Method,
    }
}

/// Texts whose order is the ranks'.
fn sort_text(rank: Rank) -> String {
    let (group, place) = match rank {
        Rank::Label => (0, 0),
        Rank::Exception => (1, 0),
        Rank::Block(distance) => (2, distance),
        Rank::Later => (3, 0),
        Rank::Keyword => (4, 0),
        Rank::Builtin => (5, 0),
        Rank::Import(distance) => (6, distance),
        Rank::Private => (7, 0),
    };
    format!("{group}{place:03}")
}

impl Outgoing<'_> {
    /// The functions that a call may run; the active one is the first that takes the argument.
    pub fn signatures(&self, found: Vec<Signature>) -> lsp::SignatureHelp {
        let active = found.iter().position(|signature| signature.active.is_some()).unwrap_or(0);
        let active_parameter = found.get(active).and_then(|signature| self.active_parameter(signature));
        let signatures = found.into_iter().map(|signature| self.signature(signature)).collect();
        lsp::SignatureHelp { signatures, active_signature: Some(active as u32), active_parameter }
    }

    /// Where no parameter is active, and the client doesn't know that, one behind the last: it marks none.
    fn active_parameter(&self, signature: &Signature) -> Option<lsp::ActiveParameter> {
        let behind = (!self.client.no_active_parameter).then_some(signature.parameters.len());
        Some(
            signature
                .active
                .or(behind)
                .map_or(lsp::ActiveParameter::Null, |number| lsp::ActiveParameter::Int(number as u32)),
        )
    }

    fn signature(&self, signature: Signature) -> lsp::SignatureInformation {
        let active_parameter = self.active_parameter(&signature);
        let label = &signature.label;
        let units = |offset: u32| label[..offset as usize].encode_utf16().count() as u32;
        let parameter = |span: &Span| lsp::ParameterInformation {
            label: match self.client.label_offsets {
                true => (units(span.start), units(span.end)).into(),
                false => label[span.range()].to_owned().into(),
            },
            documentation: None,
        };
        lsp::SignatureInformation {
            parameters: Some(signature.parameters.iter().map(parameter).collect()),
            documentation: signature.documentation.map(|markdown| self.markup(markdown).into()),
            active_parameter,
            label: signature.label,
        }
    }
}
