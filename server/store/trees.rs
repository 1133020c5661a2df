//! The trees of closed files that were asked for lately: a question about many places may need the same one at each.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::closed;
use crate::syntax::{self, Syntax};

/// Trees by the hashes of their texts, the last that was asked for first.
#[derive(Default)]
pub(super) struct Trees {
    last: Mutex<VecDeque<Kept>>,
}

struct Kept {
    hash: u128,
    text_len: usize,
    syntax: Syntax,
}

/// The trees of so many bytes of text are kept: they take thirty times as many.
const MOST_BYTES: usize = 200_000;

impl Trees {
    /// The tree of a text.
    pub fn of(&self, text: &str) -> Syntax {
        let hash = closed::hash(text.as_bytes());
        if let Some(known) = self.get(hash) {
            return known;
        }
        let syntax = syntax::parse(text);
        if text.len() <= MOST_BYTES {
            let mut last = self.last.lock().expect("no panic while trees are looked through");
            last.push_front(Kept { hash, text_len: text.len(), syntax: syntax.clone() });
            let mut n_bytes = 0;
            let is_kept = |kept: &Kept| {
                n_bytes += kept.text_len;
                n_bytes <= MOST_BYTES
            };
            let n_kept = last.iter().map(is_kept).take_while(|is_kept| *is_kept).count();
            last.truncate(n_kept);
        }
        syntax
    }

    fn get(&self, hash: u128) -> Option<Syntax> {
        let mut last = self.last.lock().expect("no panic while trees are looked through");
        let at = last.iter().position(|kept| kept.hash == hash)?;
        let found = last.remove(at)?;
        let syntax = found.syntax.clone();
        last.push_front(found);
        Some(syntax)
    }
}
