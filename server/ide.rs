//! The questions and their plain answers, in byte offsets: one file each, one function each.
//!
//! **Invariant:** no question computes a binding on its own: each begins with the token at an offset and asks `scope` and `link`.

pub mod actions;
pub mod blocks;
pub mod calls;
pub mod classes;
pub mod completion;
pub mod definition;
pub mod diagnostics;
mod fields;
pub mod folding;
pub mod hover;
pub mod inlay_hints;
pub mod inline_values;
mod keys;
pub mod lenses;
pub mod linked;
pub mod links;
mod operators;
pub mod references;
pub mod rename;
pub mod selection;
pub mod signature;
pub mod symbols;
pub mod tokens;

use crate::link::{self, Entity, Trust, Variable};
use crate::scope::Token;
use crate::store::{FileId, Snapshot};
use crate::text::{PositionEncoding, Span};

/// A place that a question is asked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub file: FileId,
    /// The byte offset: in a token or at its end.
    pub offset: u32,
}

/// A place that an answer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The token, in bytes.
    pub span: Span,
}

/// The token at a place, its span and what it means: as far as that is proven, or believed.
fn asked(snap: &Snapshot, at: At, trust: Trust) -> Option<(Token, Span, Option<Entity>)> {
    let (token, span) = snap.graph(at.file)?.token_at(at.offset)?;
    Some((token, span, link::meaning(snap, at.file, &token, trust)))
}

/// What a place without a token means, and where that stands: the field that a key names, or the method that an operator runs.
fn unnamed(snap: &Snapshot, at: At) -> Option<(Span, Variable)> {
    keys::field(snap, at).or_else(|| operators::method(snap, at))
}

/// The line of source that a place is in, without its indentation; empty where the file has changed.
pub fn line(snap: &Snapshot, location: Location) -> String {
    let line = || {
        let file = snap.file(location.file)?;
        let text = snap.text(location.file)?;
        let span = file.lines.line_span(file.lines.line(location.span.start))?;
        Some(text.get(span.range())?.trim().to_owned())
    };
    line().unwrap_or_default()
}

/// A place as a person reads it: `path:line:column`, from 1.
pub fn place(snap: &Snapshot, location: Location) -> String {
    let position = snap.file(location.file).map(|file| {
        let position = file.lines.position(location.span.start, PositionEncoding::Utf32);
        format!(":{}:{}", position.line + 1, position.character + 1)
    });
    format!("{}{}", snap.told_path(location.file).display(), position.unwrap_or_default())
}
