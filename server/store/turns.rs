//! Who computes first: reading all files waits while somebody waits for an answer.

use std::sync::{Condvar, Mutex};

/// The questions that are being answered.
#[derive(Default)]
pub(super) struct Turns {
    n_questions: Mutex<usize>,
    answered: Condvar,
}

/// A question that is being answered, until it is dropped.
pub struct Question {
    store: std::sync::Arc<super::Store>,
}

impl super::Store {
    /// Says that a question is being answered: whoever reads all files stops behind the file that it is at.
    pub fn question(self: &std::sync::Arc<Self>) -> Question {
        *self.turns.n_questions.lock().expect("no panic while questions are counted") += 1;
        Question { store: self.clone() }
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        let turns = &self.store.turns;
        *turns.n_questions.lock().expect("no panic while questions are counted") -= 1;
        turns.answered.notify_all();
    }
}

impl Turns {
    /// Waits until no question is being answered.
    pub fn wait(&self) {
        let questions = self.n_questions.lock().expect("no panic while questions are counted");
        drop(self.answered.wait_while(questions, |n_questions| *n_questions > 0));
    }
}
