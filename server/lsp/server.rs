//! The requests and notifications, a few lines each: convert, take a snapshot, ask, convert.

mod actions;
mod completion;
mod hierarchy;
mod notebooks;
mod pulled;
mod pushed;
mod scan;
mod search;
mod settings;
mod structure;
mod tokens;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use tokio::sync::watch;
use tower_lsp::gen_lsp_types::{self as lsp, Uri};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::{Client as Connection, LanguageServer};

use super::capabilities::{self, Client};
use super::convert::{self, Outgoing};
use super::order::compute;
use super::written;
use crate::cancel::Cancelled;
use crate::ide::rename::{Failure, Kind, Refusal};
use crate::ide::{self, At, blocks};
use crate::module::environment::{self, Surroundings};
use crate::settings::FILES;
use crate::store::{FileId, Snapshot, Store};
use crate::text::Span;

/// The language server.
pub struct Server {
    connection: Connection,
    store: Arc<Store>,
    client: OnceLock<Arc<Client>>,
    roots: std::sync::Mutex<Vec<PathBuf>>,
    scans: Arc<watch::Sender<scan::Scans>>,
    /// When files were last looked for.
    looked: std::sync::Mutex<Instant>,
    /// Whether the client may be sent requests.
    initialized: watch::Sender<bool>,
    /// The semantic tokens that the client has of each document.
    tokens: Arc<tokens::Sent>,
    /// The notebooks that the client has open.
    notebooks: dashmap::DashMap<FileId, notebooks::Notebook>,
    /// Counts what may change the diagnostics of files that nobody has open.
    changes: Arc<watch::Sender<u64>>,
}

impl Server {
    /// A server that talks through a connection.
    pub fn new(connection: Connection) -> Server {
        Server {
            connection,
            store: Arc::new(Store::within(Surroundings::of_process())),
            client: OnceLock::new(),
            roots: std::sync::Mutex::default(),
            scans: Arc::default(),
            looked: std::sync::Mutex::new(Instant::now()),
            initialized: watch::Sender::new(false),
            tokens: Arc::default(),
            notebooks: dashmap::DashMap::new(),
            changes: Arc::new(watch::Sender::new(0)),
        }
    }

    fn client(&self) -> Arc<Client> {
        self.client.get_or_init(Arc::default).clone()
    }

    fn file(&self, uri: &Uri) -> FileId {
        let cell = self.client().cells.get(uri).map(|file| *file);
        cell.unwrap_or_else(|| convert::file(&self.store, uri))
    }

    /// The state now and the place that a request asks about in it. An error where the document is not what the client sees.
    fn asked(&self, params: &lsp::TextDocumentPositionParams) -> Result<(Snapshot, Option<At>)> {
        let snap = self.store.snapshot();
        let file = self.file(&params.text_document.uri);
        if let Some(problem) = snap.document(file).and_then(|document| document.problem.as_ref()) {
            return Err(failed(ErrorCode::ContentModified, problem.clone()));
        }
        let position = convert::in_whole(&snap, file, &params.text_document.uri, params.position);
        let at = convert::at(&snap, file, position, self.client().encoding);
        Ok((snap, at))
    }

    fn set_roots(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        let mut roots = self.roots.lock().expect("no panic while the roots change");
        change(&mut roots);
        self.store.set_roots(&roots);
    }

    fn watch_files(&self) {
        if !self.client().watches_files {
            return;
        }
        let names = [&FILES[..], &environment::FILES[..]].concat().join(",");
        let watched = ["**/*.{py,pyi,pth}".to_owned(), format!("**/{{{names}}}")];
        let mut watchers: Vec<_> = watched.iter().map(|glob| serde_json::json!({ "globPattern": glob })).collect();
        if self.client().watches_folders {
            // What is installed or removed comes or goes with a folder of its own.
            let folders = self.store.snapshot().installed_folders();
            let uris = folders.iter().filter_map(|folder| Uri::from_file_path(folder).ok());
            watchers.extend(uris.map(|uri| serde_json::json!({ "globPattern": { "baseUri": uri, "pattern": "*" } })));
        }
        self.register("legb-files", "workspace/didChangeWatchedFiles", serde_json::json!({ "watchers": watchers }));
    }

    /// Asks the client to send a kind of notification.
    fn register(&self, id: &str, method: &'static str, options: serde_json::Value) {
        let register_options = serde_json::from_value(options).ok();
        let registration = lsp::Registration { id: id.into(), method: method.into(), register_options };
        let connection = self.connection.clone();
        tokio::spawn(async move {
            if let Err(error) = connection.register_capability(vec![registration]).await {
                tracing::warn!("the client won't send {method}: {error}");
            }
        });
    }

    /// Shows a person a message beside an answer, if there is one.
    fn tell(&self, message: Option<String>) {
        if let Some(message) = message {
            let connection = self.connection.clone();
            tokio::spawn(async move { connection.show_message(lsp::MessageType::Info, message).await });
        }
    }

    fn changed_on_disk(&self, uri: &Uri) {
        if let Some(path) = convert::path(uri) {
            self.store.path_changed(&path);
            self.changes.send_modify(|changes| *changes += 1);
        }
    }

    /// `legb/blocks`: the tree of a file's blocks, with ranges as the client counts them; null where no file can be read.
    pub async fn blocks(&self, params: lsp::DocumentSymbolParams) -> Result<Option<blocks::json::Tree<lsp::Range>>> {
        let (snap, file, client) = (self.store.snapshot(), self.file(&params.text_document.uri), self.client());
        compute(move |_| {
            let out = Outgoing { snap: &snap, client: &client };
            let tree = |blocks| blocks::json::tree(blocks, snap.python_for(file), |span| out.range(file, span));
            Ok(blocks::blocks(&snap, file).map(tree))
        })
        .await
    }

    /// For tests: a request that panics.
    pub async fn test_panic(&self) -> Result<()> {
        panic!("asked to panic");
    }

    /// For tests: a notification that panics.
    pub async fn test_panic_notification(&self) {
        panic!("asked to panic");
    }
}

fn failed(code: ErrorCode, message: String) -> Error {
    Error { code, message: message.into(), data: None }
}

/// What the protocol calls a request that was understood and can't be done.
const REQUEST_FAILED: i64 = -32803;

fn refused(snap: &Snapshot, refusal: &Refusal) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: refusal.told(snap).into(),
        data: Some(serde_json::json!({ "kind": refusal.kind.word() })),
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let client = Arc::new(Client::new(&params.capabilities));
        // The protocol's service lets `initialize` through once.
        let _ = self.client.set(client.clone());
        let folders: Vec<PathBuf> = match params.workspace_folders_initialize_params.workspace_folders {
            Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) => {
                folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect()
            }
            _ => Vec::new(),
        };
        #[expect(deprecated, reason = "older clients name their root so")]
        let root = params.root_uri.as_ref().and_then(convert::path);
        let roots = if folders.is_empty() { root.into_iter().collect() } else { folders };
        self.set_roots(|all| *all = roots);
        self.start_with_settings(params.initialization_options.as_ref());
        let capabilities = capabilities::server(&client, &self.store.root_settings());
        let server_info = lsp::ServerInfo { name: "legb".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
        // From here on a request for all files waits.
        self.start_scan();
        Ok(lsp::InitializeResult { capabilities, server_info: Some(server_info) })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.initialized.send_replace(true);
        self.watch_files();
        self.watch_settings();
        self.ask_for_settings();
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        self.change_settings(&params.settings);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    // ---- documents

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let document = params.text_document;
        let file = self.file(&document.uri);
        self.store.open(file, document.text, document.version);
        self.client().opened.insert(file, document.uri);
        self.push_diagnostics(file, document.version);
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let file = self.file(&params.text_document.text_document_identifier.uri);
        let encoding = self.client().encoding;
        let version = params.text_document.version;
        let changes: Vec<_> =
            params.content_changes.into_iter().map(|change| convert::replacement(change, encoding)).collect();
        match self.store.edit(file, &changes, version) {
            Ok(()) => self.push_diagnostics(file, version),
            Err(reason) => {
                let connection = self.connection.clone();
                tokio::spawn(async move {
                    connection.show_message(lsp::MessageType::Error, format!("legb: {reason}")).await
                });
            }
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        let file = self.file(&params.text_document.uri);
        self.store.close(file);
        self.client().opened.remove(&file);
        self.tokens.forget(&params.text_document.uri);
        self.push_nothing(params.text_document.uri);
    }

    async fn notebook_did_open(&self, params: lsp::DidOpenNotebookDocumentParams) {
        self.open_notebook(params);
    }

    async fn notebook_did_change(&self, params: lsp::DidChangeNotebookDocumentParams) {
        self.change_notebook(params);
    }

    async fn notebook_did_close(&self, params: lsp::DidCloseNotebookDocumentParams) {
        self.close_notebook(params);
    }

    // ---- files and folders

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        params.changes.iter().for_each(|change| self.changed_on_disk(&change.uri));
        let is_project = |path: PathBuf| {
            let is_named = path.file_name().is_some_and(|name| FILES.iter().any(|file| name == *file));
            is_named || environment::concerns(&path)
        };
        if params.changes.iter().filter_map(|change| convert::path(&change.uri)).any(is_project) {
            self.refresh_diagnostics();
        }
    }

    async fn did_create_files(&self, params: lsp::CreateFilesParams) {
        params.files.iter().for_each(|file| self.changed_on_disk(&file.uri));
    }

    async fn did_delete_files(&self, params: lsp::DeleteFilesParams) {
        params.files.iter().for_each(|file| self.changed_on_disk(&file.uri));
    }

    async fn did_rename_files(&self, params: lsp::RenameFilesParams) {
        let uris = params.files.iter().flat_map(|file| [&file.old_uri, &file.new_uri]);
        uris.for_each(|uri| self.changed_on_disk(uri));
    }

    async fn will_rename_files(&self, params: lsp::RenameFilesParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let (snap, client) = (self.store.snapshot(), self.client());
        let snap = self.whole(snap).await;
        let paths = |file: &lsp::FileRename| Some((convert::path(&file.old_uri)?, convert::path(&file.new_uri)?));
        let moves: Vec<(PathBuf, PathBuf)> = params.files.iter().filter_map(paths).collect();
        let moved = compute(move |cancel| {
            let (edits, told) = ide::rename::moved(&snap, &moves, cancel)?;
            let out = Outgoing { snap: &snap, client: &client };
            Ok((edits.iter().map(|edits| out.edits(edits)).collect::<Vec<_>>(), told))
        });
        let (edits, told) = moved.await?;
        self.tell(told);
        Ok(convert::merged(edits))
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[lsp::WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect()
        };
        let (added, removed) = (paths(&params.event.added), paths(&params.event.removed));
        self.set_roots(|roots| {
            roots.retain(|root| !removed.contains(root));
            roots.extend(added);
        });
        self.start_scan();
    }

    // ---- questions

    async fn goto_definition(&self, params: lsp::DefinitionParams) -> Result<Option<lsp::DefinitionResponse>> {
        let (snap, at) = self.asked(&params.text_document_position_params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let found = ide::definition::definition(&snap, at);
            Ok(Outgoing { snap: &snap, client: &client }.definition(&found, token(&snap, at)))
        })
        .await
    }

    async fn goto_declaration(&self, params: lsp::DeclarationParams) -> Result<Option<lsp::DeclarationResponse>> {
        let (snap, at) = self.asked(&params.text_document_position_params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let found = ide::definition::declaration(&snap, at);
            Ok(Outgoing { snap: &snap, client: &client }.declaration(&found, token(&snap, at)))
        })
        .await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        self.search_references(params).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let (snap, at) = self.asked(&params.text_document_position_params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer_soon(move || {
            let mut found = ide::references::highlights(&snap, at);
            let piece = convert::piece(&snap, at.file, &uri);
            found.retain(|highlight| piece.contains(highlight.location.span.start));
            // Where nothing is known, the editor may look for the word.
            Ok((!found.is_empty()).then(|| Outgoing { snap: &snap, client: &client }.highlights(&found)))
        })
        .await
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let (snap, at) = self.asked(&params.text_document_position_params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        self.answer_soon(move || {
            let hover = ide::hover::hover(&snap, at);
            Ok(hover.map(|hover| Outgoing { snap: &snap, client: &client }.hover(at.file, hover)))
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResult>> {
        let (snap, at) = self.asked(&params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        let prepared = self.answer_soon(move || {
            let prepared = ide::rename::prepare(&snap, at).map_err(|refusal| refused(&snap, &refusal));
            Ok(prepared.map(|(span, placeholder)| {
                let range = Outgoing { snap: &snap, client: &client }.range(at.file, span);
                lsp::PrepareRenamePlaceholder { range, placeholder }
            }))
        });
        Ok(Some(prepared.await??.into()))
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let (snap, at) = self.asked(&params.text_document_position_params)?;
        let (Some(at), client) = (at, self.client()) else { return Ok(None) };
        let snap = self.whole(snap).await;
        let store = self.store.clone();
        let renamed = self.answer_from_all(move |cancel| {
            Ok(match ide::rename::rename(&snap, at, &params.new_name, cancel) {
                Ok(edits) if !edits.moves.is_empty() && !client.moves_files => Err(failed(
                    ErrorCode::ServerError(REQUEST_FAILED),
                    "can't rename a module: this client moves no files on request; rename its file".into(),
                )),
                Ok(edits) => {
                    let out = Outgoing { snap: &snap, client: &client };
                    Ok((written::edit(out.edits(&edits)), edits.told(&snap, client.change_annotations)))
                }
                Err(Failure::Refused(refusal)) => {
                    if let Some(place) = refusal.obstacle.filter(|_| refusal.kind == Kind::Stale) {
                        store.file_changed(place.file);
                    }
                    Err(refused(&snap, &refusal))
                }
                Err(Failure::Cancelled) => return Err(Cancelled),
            })
        });
        let renamed = renamed.await?;
        if let Err(refusal) = &renamed
            && !self.client().prepares_renames
        {
            // Clients that know no more of renames than their request, such as ALE, don't show why it fails.
            let (connection, reason) = (self.connection.clone(), format!("legb: {}", refusal.message));
            tokio::spawn(async move { connection.show_message(lsp::MessageType::Error, reason).await });
        }
        let (edit, message) = renamed?;
        self.tell(message);
        written::hand_over(edit);
        Ok(None)
    }

    async fn document_symbol(&self, params: lsp::DocumentSymbolParams) -> Result<Option<lsp::DocumentSymbolResponse>> {
        let (snap, file, client) = (self.store.snapshot(), self.file(&params.text_document.uri), self.client());
        self.answer_soon(move || {
            let mut symbols = ide::symbols::document_symbols(&snap, file);
            let piece = convert::piece(&snap, file, &params.text_document.uri);
            symbols.retain(|symbol| piece.contains(symbol.focus.start));
            Ok(Some(Outgoing { snap: &snap, client: &client }.document_symbols(file, symbols)))
        })
        .await
    }

    async fn symbol(&self, params: lsp::WorkspaceSymbolParams) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        let (snap, client) = (self.store.snapshot(), self.client());
        let snap = self.whole(snap).await;
        let symbols = self.answer_from_all(move |cancel| {
            let found = ide::symbols::workspace_symbols(&snap, &params.query, cancel)?;
            Ok(written::json(&Outgoing { snap: &snap, client: &client }.workspace_symbols(found)))
        });
        written::hand_over(symbols.await?);
        Ok(None)
    }

    // ---- completion

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        self.complete(&params.text_document_position_params).await
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        self.document_item(item).await
    }

    async fn signature_help(&self, params: lsp::SignatureHelpParams) -> Result<Option<lsp::SignatureHelp>> {
        self.signatures(&params.text_document_position_params).await
    }

    // ---- actions

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<Vec<lsp::CodeActionResponse>>> {
        self.actions(params).await
    }

    async fn code_action_resolve(&self, action: lsp::CodeAction) -> Result<lsp::CodeAction> {
        self.action_with_edits(action).await
    }

    // ---- semantic tokens

    async fn semantic_tokens_full(&self, params: lsp::SemanticTokensParams) -> Result<Option<lsp::SemanticTokens>> {
        self.all_tokens(&params.text_document).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensDeltaResponse>> {
        self.changed_tokens(&params.text_document, &params.previous_result_id).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokens>> {
        self.tokens_within(&params.text_document, params.range).await
    }

    // ---- diagnostics

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReport> {
        self.pull_diagnostics(params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReport> {
        self.pull_all_diagnostics(params).await
    }

    // ---- the structure of a text

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.folds(&params.text_document).await
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        self.selections(params).await
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.links(&params.text_document).await
    }

    async fn linked_editing_range(
        &self,
        params: lsp::LinkedEditingRangeParams,
    ) -> Result<Option<lsp::LinkedEditingRanges>> {
        self.linked_ranges(&params.text_document_position_params).await
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        self.hints(params).await
    }

    async fn inline_value(&self, params: lsp::InlineValueParams) -> Result<Option<Vec<lsp::InlineValue>>> {
        self.values(params).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.lenses(&params.text_document).await
    }

    async fn code_lens_resolve(&self, lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
        self.lens_with_title(lens).await
    }

    // ---- calls and classes

    async fn prepare_call_hierarchy(
        &self,
        params: lsp::CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
        self.callables(&params.text_document_position_params).await
    }

    async fn incoming_calls(
        &self,
        params: lsp::CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
        self.callers(params.item).await
    }

    async fn outgoing_calls(
        &self,
        params: lsp::CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
        self.callees(params.item).await
    }

    async fn prepare_type_hierarchy(
        &self,
        params: lsp::TypeHierarchyPrepareParams,
    ) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.classes(&params.text_document_position_params).await
    }

    async fn supertypes(
        &self,
        params: lsp::TypeHierarchySupertypesParams,
    ) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.bases(params.item).await
    }

    async fn subtypes(&self, params: lsp::TypeHierarchySubtypesParams) -> Result<Option<Vec<lsp::TypeHierarchyItem>>> {
        self.derived(params.item).await
    }

    async fn goto_implementation(
        &self,
        params: lsp::ImplementationParams,
    ) -> Result<Option<lsp::ImplementationResponse>> {
        self.implementations(&params.text_document_position_params).await
    }

    async fn goto_type_definition(
        &self,
        params: lsp::TypeDefinitionParams,
    ) -> Result<Option<lsp::TypeDefinitionResponse>> {
        self.classes_of_value(&params.text_document_position_params).await
    }

    // ---- commands

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<lsp::LspAny>> {
        match params.command.as_str() {
            capabilities::RESCAN => {
                self.start_scan();
                Ok(None)
            }
            other => Err(failed(ErrorCode::InvalidParams, format!("there is no command '{other}'"))),
        }
    }
}

/// The token that a question is about.
fn token(snap: &Snapshot, at: At) -> Option<(FileId, Span)> {
    Some((at.file, snap.graph(at.file)?.token_at(at.offset)?.1))
}
