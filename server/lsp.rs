//! The language server protocol: the one door through which `tower_lsp` comes in.

mod capabilities;
mod convert;
mod logging;
mod order;
mod panics;
mod server;
mod transport;
mod written;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::LspService;

use server::Server;

/// Serves one client until it leaves; returns the exit code of the process ([`order::serve`] says which).
/// With `test_hooks`, two messages that panic are understood, too.
pub async fn serve(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Send + Unpin + 'static,
    test_hooks: bool,
) -> u8 {
    let mut builder = LspService::build(|client| {
        logging::start(client.clone());
        Server::new(client)
    })
    .custom_method("legb/blocks", Server::blocks);
    if test_hooks {
        builder = builder
            .custom_method("legb/testPanic", Server::test_panic)
            .custom_method("legb/testPanicNotification", Server::test_panic_notification);
    }
    let (service, socket) = builder.finish();
    order::serve(service, socket, input, output).await
}
