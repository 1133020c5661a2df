//! legb: a language server for Python names. The layers, in reading order; each knows only those before it.

pub mod cancel;
pub mod cli;
pub mod codes;
pub mod compiler;
pub mod ide;
pub mod link;
pub mod lsp;
pub mod module;
pub mod name;
pub mod scope;
pub mod settings;
pub mod store;
pub mod syntax;
pub mod text;
pub mod varint;
