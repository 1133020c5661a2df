//! The built binary over its pipes: what every client may rely on, whatever it asks.

#[path = "protocol/actions.rs"]
mod actions;
#[path = "protocol/cache.rs"]
mod cache;
#[path = "protocol/documents.rs"]
mod documents;
#[path = "protocol/features.rs"]
mod features;
#[path = "protocol/files.rs"]
mod files;
#[path = "protocol/lifecycle.rs"]
mod lifecycle;
#[path = "common/lsp.rs"]
mod lsp;
#[path = "protocol/messages.rs"]
mod messages;
#[path = "protocol/notebooks.rs"]
mod notebooks;
#[path = "protocol/order.rs"]
mod order;
#[path = "protocol/rename.rs"]
mod rename;
#[path = "protocol/settings.rs"]
mod settings;
