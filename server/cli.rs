//! The same questions from a terminal.

pub mod names;
