//! When the compiler meets an error. It goes by the text for the most part, and out of turn where code runs out of turn: a class's body
//! before its bases, a comprehension's first iterable before its element.

use super::{Error, Phase};
use crate::scope;
use crate::text::Span;

/// When the compiler comes to something: offsets, of what is compiled out of turn first and of the thing itself last.
pub(super) type Moment = Vec<u32>;

/// An error, and when the compiler meets it.
pub(super) struct Found {
    pub(super) moment: Moment,
    /// The pieces around it that are compiled out of turn, from the outermost.
    pub(super) pieces: Vec<Span>,
    pub(super) error: Error,
}

impl Found {
    /// Whether the compiler meets it before an error of the symbol table.
    pub(super) fn is_before(&self, phase: Phase, error: &scope::Error) -> bool {
        // The other is in some of the same pieces.
        let shared = self.pieces.iter().take_while(|piece| piece.contains(error.span.start)).count();
        let other = self.moment[..shared].iter().chain([&error.moment]);
        self.error.phase < phase || self.error.phase == phase && self.moment.iter().lt(other)
    }
}

/// A piece that is compiled out of turn.
pub(super) struct Moved {
    /// When.
    pub(super) to: u32,
    pub(super) piece: Span,
    /// Whether the symbol table visits it out of turn, too.
    pub(super) in_table: bool,
}
