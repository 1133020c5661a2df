//! When the compiler meets an error. It goes by the text for the most part, and out of turn where [`order`](super::order) says so.

use super::order::{Turn, Turns};
use super::{Error, Phase};
use crate::scope;
use crate::text::Span;

/// When the compiler comes to something: the turns of the pieces around it that are compiled out of turn, from the outermost, and its
/// own offset.
pub(super) type Moment = Vec<u32>;

/// More pieces in each other than these are not told apart: CPython's parser takes no more brackets.
pub(super) const DEEPEST: usize = 200;

/// An error, and when the compiler meets it.
pub(super) struct Found {
    pub(super) moment: Moment,
    pub(super) error: Error,
}

/// A piece that is compiled out of turn.
#[derive(Clone, Copy)]
pub(super) struct Moved {
    pub(super) piece: Span,
    pub(super) turns: Turns,
}

impl Moved {
    /// Its turn in a part of the compiler.
    pub(super) fn turn(&self, phase: Phase) -> Option<Turn> {
        match phase {
            // It reads the text from its beginning to its end.
            Phase::Parser | Phase::Future => None,
            Phase::SymbolTable | Phase::Analysis => self.turns.table,
            Phase::Generator => self.turns.generator,
        }
    }
}

/// All errors in the order of their phases and, in each, of when the compiler meets them.
pub(super) fn in_order((mut found, pieces): (Vec<Found>, Vec<Moved>), of_graph: &[scope::Error]) -> Vec<Error> {
    let moments = of_table(of_graph, &pieces);
    let of_graph = of_graph.iter().zip(moments).enumerate().map(|(number, (error, moment))| {
        // What is found when all blocks are known comes by these, in the order in which the graph has it.
        let (phase, moment) =
            if error.late { (Phase::Analysis, vec![number as u32]) } else { (Phase::SymbolTable, moment) };
        let (span, reported, message) = (error.span, error.reported, error.message.to_string());
        Found { moment, error: Error { phase, span, reported, message } }
    });
    // At one moment the symbol table's own come first.
    found.splice(0..0, of_graph);
    found.sort_by(|a, b| (a.error.phase, &a.moment).cmp(&(b.error.phase, &b.moment)));
    found.into_iter().map(|found| found.error).collect()
}

/// When the symbol table meets each of its errors, given the pieces of the text that are compiled out of turn, in its order.
fn of_table(errors: &[scope::Error], pieces: &[Moved]) -> Vec<Moment> {
    let mut by_place: Vec<usize> = (0..errors.len()).collect();
    by_place.sort_by_key(|&number| errors[number].within);
    let mut moments = vec![Moment::new(); errors.len()];
    let (mut pieces, mut around) = (pieces.iter().peekable(), Vec::<&Moved>::new());
    for number in by_place {
        let error = &errors[number];
        let start = error.within;
        while let Some(piece) = pieces.next_if(|moved| moved.piece.start <= start) {
            while around.pop_if(|outer| outer.piece.end <= piece.piece.start).is_some() {}
            around.push(piece);
        }
        while around.pop_if(|outer| outer.piece.end <= start).is_some() {}
        let turns = around.iter().take(DEEPEST).filter_map(|moved| moved.turn(Phase::SymbolTable));
        moments[number] = turns.flatten().chain([error.moment]).collect();
    }
    moments
}
