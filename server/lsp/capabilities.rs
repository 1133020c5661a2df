//! What the client can do, and what we offer it.

use dashmap::DashMap;
use tower_lsp::gen_lsp_types::{self as lsp, Uri};

use super::convert;
use crate::settings::{Feature, Settings};
use crate::store::FileId;
use crate::text::PositionEncoding;

/// What matters to us of a client.
#[derive(Debug, Default)]
pub struct Client {
    /// The encoding of all positions.
    pub encoding: PositionEncoding,
    /// Takes links as definitions.
    pub links: bool,
    /// Shows Markdown.
    pub markdown: bool,
    /// Knows where in a signature its parameters are.
    pub label_offsets: bool,
    /// Knows that none of a signature's parameters may be the active one.
    pub no_active_parameter: bool,
    /// Takes edits with document versions.
    pub document_changes: bool,
    /// Can move files as part of an edit.
    pub moves_files: bool,
    /// Can ask a person to confirm an edit.
    pub change_annotations: bool,
    /// Takes nested symbols.
    pub nested_symbols: bool,
    /// Asks for diagnostics, rather than waiting to be told.
    pub pulls_diagnostics: bool,
    /// Can be told to ask for them again.
    pub refreshes_diagnostics: bool,
    /// Can be asked for its settings.
    pub has_configuration: bool,
    /// Lets us register for changes of its settings.
    pub watches_configuration: bool,
    /// Asks whether a name can be renamed before it asks for a new one.
    pub prepares_renames: bool,
    /// Shows places beside a diagnostic.
    pub related_information: bool,
    /// Lets us register for changes of files.
    pub watches_files: bool,
    /// Shows a word beside the label of a completion.
    pub label_details: bool,
    /// Watches folders outside of the workspace, too.
    pub watches_folders: bool,
    /// Shows progress.
    pub progress: bool,
    /// Can be told to ask for semantic tokens again.
    pub refreshes_tokens: bool,
    /// Can be told to ask for inlay hints again.
    pub refreshes_hints: bool,
    /// Can be told to ask for code lenses again.
    pub refreshes_lenses: bool,
    /// Takes actions with edits, rather than commands.
    pub takes_actions: bool,
    /// Comes back for the edits of the action that is chosen.
    pub resolves_actions: bool,
    /// Shows why an action can't be done.
    pub disables_actions: bool,
    /// Knows which action is the best.
    pub prefers_actions: bool,
    /// Folds whole lines only.
    pub folds_lines: bool,
    /// The URIs under which it has opened files.
    pub opened: DashMap<FileId, Uri>,
    /// The notebooks that its cells belong to.
    pub cells: DashMap<Uri, FileId>,
}

impl Client {
    /// Reads a client's capabilities. Of the position encodings that it offers, UTF-8 is cheapest for us, and UTF-16 what every client has.
    pub fn new(capabilities: &lsp::ClientCapabilities) -> Client {
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let actions = text.and_then(|text| text.code_action.as_ref());
        let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let offers = |kind: lsp::PositionEncodingKind| offered.unwrap_or_default().contains(&kind);
        let signatures = text.and_then(|text| text.signature_help.as_ref()?.signature_information.as_ref());
        let formats = text.and_then(|text| text.hover.as_ref()?.content_format.as_deref());
        Client {
            encoding: if offers(lsp::PositionEncodingKind::UTF8) {
                PositionEncoding::Utf8
            } else if offers(lsp::PositionEncodingKind::UTF32) && !offers(lsp::PositionEncodingKind::UTF16) {
                PositionEncoding::Utf32
            } else {
                PositionEncoding::Utf16
            },
            links: text.and_then(|text| text.definition.as_ref()?.link_support).unwrap_or(false),
            markdown: formats.is_some_and(|formats| formats.contains(&lsp::MarkupKind::Markdown)),
            label_offsets: signatures
                .and_then(|signatures| signatures.parameter_information.as_ref()?.label_offset_support)
                .unwrap_or(false),
            no_active_parameter: signatures
                .and_then(|signatures| signatures.no_active_parameter_support)
                .unwrap_or(false),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            moves_files: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref())
                .filter(|edit| edit.document_changes == Some(true))
                .and_then(|edit| edit.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&lsp::ResourceOperationKind::Rename)),
            change_annotations: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref())
                .is_some_and(|edit| edit.document_changes == Some(true) && edit.change_annotation_support.is_some()),
            nested_symbols: text
                .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes_diagnostics: workspace
                .and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support)
                .unwrap_or(false),
            has_configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            watches_configuration: workspace
                .and_then(|workspace| workspace.did_change_configuration.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            prepares_renames: text.and_then(|text| text.rename.as_ref()?.prepare_support).unwrap_or(false),
            related_information: text
                .and_then(|text| text.publish_diagnostics.as_ref()?.diagnostics_capabilities.related_information)
                .unwrap_or(false),
            label_details: text
                .and_then(|text| text.completion.as_ref()?.completion_item.as_ref()?.label_details_support)
                .unwrap_or(false),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            watches_folders: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.relative_pattern_support)
                .unwrap_or(false),
            progress: capabilities.window.as_ref().and_then(|window| window.work_done_progress).unwrap_or(false),
            refreshes_tokens: workspace
                .and_then(|workspace| workspace.semantic_tokens.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_hints: workspace
                .and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
                .unwrap_or(false),
            takes_actions: actions.is_some_and(|actions| actions.code_action_literal_support.is_some()),
            resolves_actions: actions
                .filter(|actions| actions.data_support == Some(true))
                .and_then(|actions| actions.resolve_support.as_ref())
                .is_some_and(|resolve| resolve.properties.iter().any(|property| property == "edit")),
            disables_actions: actions.and_then(|actions| actions.disabled_support).unwrap_or(false),
            prefers_actions: actions.and_then(|actions| actions.is_preferred_support).unwrap_or(false),
            folds_lines: text.and_then(|text| text.folding_range.as_ref()?.line_folding_only).unwrap_or(false),
            opened: DashMap::new(),
            cells: DashMap::new(),
        }
    }

    /// The URI under which the client has a file open.
    pub fn opened_as(&self, file: FileId) -> Option<Uri> {
        self.opened.get(&file).map(|uri| uri.clone())
    }
}

/// The commands that a client can have executed.
pub const COMMANDS: [&str; 1] = [RESCAN];

/// Reads all files again: for a client that doesn't tell what changes on disk.
pub const RESCAN: &str = "legb.rescan";

/// What we offer to a client with these settings.
pub fn server(client: &Client, settings: &Settings) -> lsp::ServerCapabilities {
    let files = lsp::FileOperationRegistrationOptions {
        filters: ["**/*.{py,pyi}", "**/"]
            .map(|glob| lsp::FileOperationFilter {
                scheme: Some("file".into()),
                pattern: lsp::FileOperationPattern { glob: glob.into(), ..Default::default() },
            })
            .into(),
    };
    lsp::ServerCapabilities {
        position_encoding: Some(match client.encoding {
            PositionEncoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => lsp::PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::Incremental),
                ..Default::default()
            }
            .into(),
        ),
        definition_provider: Some(true.into()),
        declaration_provider: Some(true.into()),
        notebook_document_sync: Some(
            lsp::NotebookDocumentSyncOptions {
                notebook_selector: vec![
                    lsp::NotebookDocumentFilterWithCells {
                        notebook: None,
                        cells: vec![lsp::NotebookCellLanguage { language: "python".into() }],
                    }
                    .into(),
                ],
                save: None,
            }
            .into(),
        ),
        references_provider: Some(
            lsp::ReferenceOptions {
                work_done_progress_options: lsp::WorkDoneProgressOptions { work_done_progress: Some(true) },
            }
            .into(),
        ),
        document_highlight_provider: Some(true.into()),
        hover_provider: Some(true.into()),
        rename_provider: Some(lsp::RenameOptions { prepare_provider: Some(true), ..Default::default() }.into()),
        document_symbol_provider: Some(true.into()),
        completion_provider: Some(lsp::CompletionOptions {
            // Behind a quote there may be a key.
            trigger_characters: Some(vec![".".into(), "\"".into(), "'".into()]),
            resolve_provider: Some(true),
            completion_item: Some(lsp::ServerCompletionItemOptions { label_details_support: Some(true) }),
            ..Default::default()
        }),
        signature_help_provider: Some(lsp::SignatureHelpOptions {
            trigger_characters: Some(vec!["(".into(), ",".into()]),
            retrigger_characters: Some(vec!["=".into(), ")".into()]),
            ..Default::default()
        }),
        code_action_provider: client.takes_actions.then(|| {
            let options = lsp::CodeActionOptions {
                code_action_kinds: Some(convert::actions::kinds()),
                resolve_provider: Some(client.resolves_actions),
                ..Default::default()
            };
            options.into()
        }),
        semantic_tokens_provider: Some(
            lsp::SemanticTokensOptions {
                legend: convert::tokens::legend(),
                range: Some(true.into()),
                full: Some(lsp::SemanticTokensFullDelta { delta: Some(true) }.into()),
                ..Default::default()
            }
            .into(),
        ),
        workspace_symbol_provider: Some(true.into()),
        // The request `legb/blocks`, with the parameters of `textDocument/documentSymbol`: `ide/blocks/json.rs` documents its answer.
        experimental: Some(serde_json::json!({ "legb/blocks": true })),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        document_link_provider: Some(lsp::DocumentLinkOptions { resolve_provider: Some(false), ..Default::default() }),
        linked_editing_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        inline_value_provider: Some(true.into()),
        code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(true), ..Default::default() }),
        call_hierarchy_provider: Some(true.into()),
        type_hierarchy_provider: Some(true.into()),
        implementation_provider: Some(true.into()),
        type_definition_provider: Some(true.into()),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: COMMANDS.map(str::to_owned).into(),
            ..Default::default()
        }),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            let options = lsp::DiagnosticOptions {
                // Whether an import is used, other files may say.
                inter_file_dependencies: true,
                workspace_diagnostics: settings.has(Feature::WorkspaceDiagnostics),
                ..Default::default()
            };
            options.into()
        }),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            file_operations: Some(lsp::FileOperationOptions {
                did_create: Some(files.clone()),
                did_rename: Some(files.clone()),
                will_rename: Some(files.clone()),
                did_delete: Some(files),
                ..Default::default()
            }),
            ..Default::default()
        }),
        ..Default::default()
    }
}
