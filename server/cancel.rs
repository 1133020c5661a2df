//! Stopping a computation whose answer nobody waits for any longer.
//!
//! A thread can't be interrupted, so long loops ask: `token.check()?` once per file is often enough.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a computation whether it is still wanted. Clones share one answer.
#[derive(Clone, Debug, Default)]
pub struct Token(Arc<AtomicBool>);

impl Token {
    /// A token that isn't cancelled.
    pub fn new() -> Token {
        Token::default()
    }

    /// Says that the computation is no longer wanted.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Leaves the computation, with `?`, if somebody has cancelled.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// A guard that cancels when it is dropped before it is finished.
    pub fn guard(&self) -> Guard {
        Guard { token: self.clone(), finished: false }
    }
}

/// Belongs to whoever waits for a computation: see `Token::guard`.
#[derive(Debug)]
#[must_use = "dropping the guard cancels"]
pub struct Guard {
    token: Token,
    finished: bool,
}

impl Guard {
    /// The answer has come: nothing is left to cancel.
    pub fn finish(mut self) {
        self.finished = true;
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.finished {
            self.token.cancel();
        }
    }
}

/// The computation was cancelled; it has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cancelled")
    }
}

impl std::error::Error for Cancelled {}
