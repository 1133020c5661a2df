//! The editor's settings: the section `legb`, given at the start, sent when it changes, or asked for by us. They count above those of the
//! projects.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::Client as Connection;
use tower_lsp::gen_lsp_types as lsp;

use super::super::capabilities::Client;
use super::Server;
use super::pushed::push_diagnostics;
use crate::settings::{KEYS, Settings};
use crate::store::{CacheFolder, MOST_FILES, Store};

/// The name of the section.
const SECTION: &str = "legb";

/// What is asked of the server and not of a project; a project can't say it. It counts from the start on.
#[derive(Default)]
struct Own {
    /// The folder for what is kept of the files that were read; `off` for none.
    cache: Option<String>,
    /// How many files are read at most.
    max_files: Option<usize>,
}

impl Own {
    fn read(section: &Value) -> Own {
        let mut own = Own::default();
        match section.get("cache") {
            Some(Value::Bool(false)) => own.cache = Some("off".into()),
            Some(Value::String(folder)) => own.cache = Some(folder.clone()),
            None | Some(Value::Null | Value::Bool(true)) => {}
            Some(_) => tracing::warn!("setting legb.cache: expected a folder in quotes, or false"),
        }
        match section.get("max-files") {
            None | Some(Value::Null) => {}
            Some(number) => match number.as_u64() {
                Some(number) => own.max_files = Some(number as usize),
                None => tracing::warn!("setting legb.max-files: expected a number"),
            },
        }
        own
    }
}

impl Server {
    /// Takes the settings that the editor starts us with: the section, or what holds it.
    pub(super) fn start_with_settings(&self, options: Option<&Value>) {
        let section = options.map(|options| options.get(SECTION).unwrap_or(options));
        let own = Own::read(section.unwrap_or(&Value::Null));
        self.store.set_cache(CacheFolder::asked(own.cache.as_deref()));
        self.store.set_most_files(own.max_files.unwrap_or(MOST_FILES));
        if let Some(section) = section {
            self.store.set_settings(read(section));
        }
    }

    /// The editor's settings have changed to these; one that can be asked sends none.
    pub(super) fn change_settings(&self, all: &Value) {
        match all.get(SECTION) {
            Some(section) => {
                self.store.set_settings(read(section));
                self.refresh_diagnostics();
            }
            None => self.ask_for_settings(),
        }
    }

    /// Asks the editor for its settings, if it can be asked.
    pub(super) fn ask_for_settings(&self) {
        let client = self.client();
        if client.has_configuration {
            tokio::spawn(ask(self.connection.clone(), self.store.clone(), client));
        }
    }

    /// Asks the editor to tell when its settings change.
    pub(super) fn watch_settings(&self) {
        if self.client().watches_configuration {
            let options = serde_json::json!({ "section": SECTION });
            self.register("legb-settings", "workspace/didChangeConfiguration", options);
        }
    }

    /// What was said of the open documents may not hold any longer.
    pub(super) fn refresh_diagnostics(&self) {
        tokio::spawn(refresh(self.connection.clone(), self.store.clone(), self.client()));
    }
}

async fn ask(connection: Connection, store: Arc<Store>, client: Arc<Client>) {
    let section = lsp::ConfigurationItem::new(None, Some(SECTION.into()));
    match connection.configuration(vec![section]).await {
        Ok(answers) => {
            // An editor without such settings answers `null`.
            if let Some(section) = answers.first().filter(|section| section.is_object()) {
                store.set_settings(read(section));
                refresh(connection, store, client).await;
            }
        }
        Err(error) => tracing::warn!("the client doesn't tell its settings: {error}"),
    }
}

/// Tells the client what may have changed of the open documents: the diagnostics themselves, or to ask for them and for the rest again.
pub(super) async fn refresh(connection: Connection, store: Arc<Store>, client: Arc<Client>) {
    refresh_shown(&connection, &client).await;
    if !client.pulls_diagnostics {
        let snap = store.snapshot();
        for file in snap.open_files() {
            let Some(document) = snap.document(file) else { continue };
            let (connection, store, client) = (connection.clone(), store.clone(), client.clone());
            tokio::spawn(push_diagnostics(connection, store, client, file, document.version));
        }
    } else if client.refreshes_diagnostics
        && let Err(error) = connection.workspace_diagnostic_refresh().await
    {
        tracing::warn!("the client won't ask for diagnostics again: {error}");
    }
}

/// Tells the client to ask again for what it shows of the text.
async fn refresh_shown(connection: &Connection, client: &Client) {
    let refused = |error| tracing::warn!("the client won't ask again for what it shows: {error}");
    if client.refreshes_tokens {
        connection.semantic_tokens_refresh().await.unwrap_or_else(refused);
    }
    if client.refreshes_hints {
        connection.inlay_hint_refresh().await.unwrap_or_else(refused);
    }
    if client.refreshes_lenses {
        connection.code_lens_refresh().await.unwrap_or_else(refused);
    }
}

fn read(section: &Value) -> Settings {
    // What is not said at all is no mistake.
    if section.is_null() {
        return Settings::default();
    }
    let mut section = section.clone();
    if let Some(section) = section.as_object_mut() {
        section.retain(|name, _| KEYS.iter().all(|key| key.is_project || key.name != name));
    }
    let (settings, problems) = Settings::read(&section);
    for problem in problems {
        tracing::warn!("setting {}: {}", [&[SECTION.to_owned()], &*problem.keys].concat().join("."), problem.reason);
    }
    settings
}
