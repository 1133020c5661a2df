//! Diagnostics for a client that doesn't ask for them.

use std::sync::Arc;
use std::time::Duration;

use tower_lsp::Client as Connection;
use tower_lsp::gen_lsp_types::Uri;

use super::super::capabilities::Client;
use super::super::convert::Outgoing;
use super::super::order::compute;
use super::Server;
use crate::ide;
use crate::store::{FileId, Store};

/// How long after the last keystroke diagnostics are sent to a client that doesn't ask for them: people pause for longer than this when they
/// want to read, and type several characters within it.
const QUIET: Duration = Duration::from_millis(150);

impl Server {
    /// Tells a client that doesn't ask for them the diagnostics of a document, once its keyboard is quiet.
    pub(super) fn push_diagnostics(&self, file: FileId, version: i32) {
        let client = self.client();
        if !client.pulls_diagnostics {
            tokio::spawn(push_diagnostics(self.connection.clone(), self.store.clone(), client, file, version));
        }
    }

    /// Tells such a client that there is nothing wrong with a document that it has closed.
    pub(super) fn push_nothing(&self, uri: Uri) {
        if !self.client().pulls_diagnostics {
            let connection = self.connection.clone();
            tokio::spawn(async move { connection.publish_diagnostics(uri, Vec::new(), None).await });
        }
    }
}

/// Tells a client the diagnostics of a document, unless it has changed when the keyboard is quiet.
pub(super) async fn push_diagnostics(
    connection: Connection,
    store: Arc<Store>,
    client: Arc<Client>,
    file: FileId,
    version: i32,
) {
    tokio::time::sleep(QUIET).await;
    let snap = store.snapshot();
    if snap.document(file).is_none_or(|document| document.version != version) {
        return;
    }
    let found = compute(move |_| {
        let out = Outgoing { snap: &snap, client: &client };
        Ok(out.diagnostics_by_document(file, ide::diagnostics::diagnostics(&snap, file)))
    });
    for (uri, diagnostics) in found.await.unwrap_or_default() {
        connection.publish_diagnostics(uri, diagnostics, Some(version)).await;
    }
}
