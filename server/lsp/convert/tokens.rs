//! Semantic tokens: relative to each other on the wire, and of a second answer only what differs from the first.

use tower_lsp::gen_lsp_types as lsp;

use super::Outgoing;
use crate::ide::tokens::{Modifiers, SemanticToken, TokenType};
use crate::store::FileId;

/// The words that the numbers of [`data`](Outgoing::tokens) stand for.
pub fn legend() -> lsp::SemanticTokensLegend {
    lsp::SemanticTokensLegend {
        token_types: TokenType::LEGEND.map(str::to_owned).into(),
        token_modifiers: Modifiers::LEGEND.map(str::to_owned).into(),
    }
}

impl Outgoing<'_> {
    /// Tokens in the order of the text, each relative to the one before.
    pub fn tokens(&self, file: FileId, tokens: &[SemanticToken]) -> Vec<lsp::SemanticToken> {
        let document = self.snap.document(file);
        let Some(file) = self.snap.file(file) else { return Vec::new() };
        let encoding = self.client.encoding;
        // All tokens of a part are of one part.
        let first = tokens.first().map_or(0, |token| file.lines.line(token.span.start));
        let part = document.and_then(|document| document.part_at(first));
        let (mut line, mut start) = (part.map_or(0, |part| part.first_line), 0);
        let mut data = Vec::with_capacity(tokens.len());
        for token in tokens {
            let (position, end) = file.lines.positions(token.span, encoding);
            let delta_line = position.line - line;
            data.push(lsp::SemanticToken {
                delta_line,
                delta_start: if delta_line == 0 { position.character - start } else { position.character },
                length: end.character - position.character,
                token_type: token.kind as u32,
                token_modifiers_bitset: token.modifiers.0,
            });
            (line, start) = (position.line, position.character);
        }
        data
    }
}

/// The one edit that makes the new tokens of the old: what lies between their common beginning and their common end.
pub fn difference(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[before..], &new[before..]);
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - behind], &new[..new.len() - behind]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let numbers = |token: &lsp::SemanticToken| {
        [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset]
    };
    // On the wire a token is five numbers.
    vec![lsp::SemanticTokensEdit {
        start: 5 * before as u32,
        delete_count: 5 * old.len() as u32,
        data: Some(new.iter().flat_map(numbers).collect()),
    }]
}
