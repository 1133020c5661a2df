//! The log: to stderr, as `LEGB_LOG` filters it, and from `info` on to the client's own log window.

use std::fmt::Write;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client as Connection;
use tower_lsp::gen_lsp_types::MessageType;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// Starts logging for the process. Only the first call has an effect.
pub(super) fn start(connection: Connection) {
    let (sender, mut messages) = unbounded_channel::<(MessageType, String)>();
    tokio::spawn(async move {
        while let Some((kind, message)) = messages.recv().await {
            connection.log_message(kind, message).await;
        }
    });
    let filter = EnvFilter::try_from_env("LEGB_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let stderr = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter);
    let _ = tracing_subscriber::registry().with(stderr).with(ToClient(sender)).try_init();
}

struct ToClient(UnboundedSender<(MessageType, String)>);

impl<S: Subscriber> Layer<S> for ToClient {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let kind = match *event.metadata().level() {
            Level::ERROR => MessageType::Error,
            Level::WARN => MessageType::Warning,
            Level::INFO => MessageType::Info,
            _ => return,
        };
        // Of the libraries only what goes wrong is news to a person.
        if kind == MessageType::Info && !event.metadata().target().starts_with("legb") {
            return;
        }
        let mut text = Text::default();
        event.record(&mut text);
        // Fails only when the process is about to end.
        let _ = self.0.send((kind, text.0));
    }
}

#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        // Writing to a string can't fail.
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
