//! legb: a language server for Python names. The layers, in reading order; each knows only those before it.

pub mod name;
pub mod scope;
pub mod syntax;
pub mod text;
pub mod cli;
