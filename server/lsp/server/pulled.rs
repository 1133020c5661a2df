//! Diagnostics for a client that asks for them: of a document, of all files; of what is as it was, only that it is.

use std::collections::HashMap;
use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::FxHasher;
use tower_lsp::gen_lsp_types::{self as lsp, Uri};
use tower_lsp::jsonrpc::Result;

use super::super::convert::{self, Outgoing};
use super::super::order::compute;
use super::Server;
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::diagnostics;
use crate::store::{FileId, Snapshot};

/// As many files are looked at before a client that takes pieces is told.
const FILES_AT_ONCE: usize = 256;

impl Server {
    pub(super) async fn pull_diagnostics(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReport> {
        let (snap, file, client) = (self.store.snapshot(), self.file(&params.text_document.uri), self.client());
        compute(move |_| {
            let mut items = diagnostics::diagnostics(&snap, file);
            let piece = convert::piece(&snap, file, &params.text_document.uri);
            items.retain(|item| piece.contains(item.span.start));
            let items = Outgoing { snap: &snap, client: &client }.diagnostics(file, items);
            let result_id = identity(&items);
            if params.previous_result_id.as_ref() == Some(&result_id) {
                let unchanged = lsp::UnchangedDocumentDiagnosticReport { result_id };
                return Ok(lsp::RelatedUnchangedDocumentDiagnosticReport {
                    unchanged_document_diagnostic_report: unchanged,
                    ..Default::default()
                }
                .into());
            }
            let full = lsp::FullDocumentDiagnosticReport { result_id: Some(result_id), items };
            Ok(lsp::RelatedFullDocumentDiagnosticReport { full_document_diagnostic_report: full, ..Default::default() }
                .into())
        })
        .await
    }

    /// Clients ask again as soon as they are answered: where nothing has changed, they wait until something does.
    pub(super) async fn pull_all_diagnostics(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReport> {
        let mut changes = self.changes.subscribe();
        let known: HashMap<Uri, String> =
            params.previous_result_ids.into_iter().map(|known| (known.uri, known.value)).collect();
        let mut token = params.partial_result_params.partial_result_token;
        loop {
            let snap = self.all_read(self.store.snapshot()).await;
            changes.mark_unchanged();
            let mut files = snap.files();
            files.sort_unstable();
            let (mut all, mut differs) = (self.gone(&snap, &files, &known), known.is_empty());
            differs |= !all.is_empty();
            for files in files.chunks(FILES_AT_ONCE) {
                let (snap, client, known, files) = (snap.clone(), self.client(), known.clone(), files.to_vec());
                let reports = compute(move |cancel| {
                    let out = Outgoing { snap: &snap, client: &client };
                    let report = |&file: &FileId| report(&out, file, &known, cancel);
                    let reports: std::result::Result<Vec<_>, Cancelled> = files.par_iter().map(report).collect();
                    Ok(reports?.into_iter().flatten().collect::<Vec<_>>())
                });
                let reports = reports.await?;
                differs |= reports.iter().any(is_full);
                match token.as_mut().filter(|_| differs) {
                    Some(token) => {
                        all.extend(reports);
                        let items = std::mem::take(&mut all);
                        let part = lsp::WorkspaceDiagnosticReportPartialResult { items };
                        self.connection
                            .send_partial_result::<lsp::WorkspaceDiagnosticRequest>(token.clone(), part)
                            .await;
                    }
                    None => all.extend(reports),
                }
            }
            if differs || changes.changed().await.is_err() {
                return Ok(lsp::WorkspaceDiagnosticReport { items: all });
            }
        }
    }
}

impl Server {
    /// The reports on files that the client knows diagnostics of and that are there no longer.
    fn gone(
        &self,
        snap: &Snapshot,
        files: &[FileId],
        known: &HashMap<Uri, String>,
    ) -> Vec<lsp::WorkspaceDocumentDiagnosticReport> {
        let client = self.client();
        let out = Outgoing { snap, client: &client };
        let is_gone = |uri: &&Uri| files.binary_search(&self.file(uri)).is_err() && known[*uri] != identity(&[]);
        let uris = known.keys().filter(is_gone).filter(|uri| out.snap.document(self.file(uri)).is_none());
        let empty = |uri: &Uri| {
            let result_id = Some(identity(&[]));
            let full_document_diagnostic_report = lsp::FullDocumentDiagnosticReport { result_id, items: Vec::new() };
            let (uri, version) = (uri.clone(), None);
            lsp::WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
        };
        uris.map(empty).collect()
    }
}

/// The report on a file; nothing of a file without diagnostics that the client knows nothing of.
fn report(
    out: &Outgoing<'_>,
    file: FileId,
    known: &HashMap<Uri, String>,
    cancel: &Cancel,
) -> std::result::Result<Option<lsp::WorkspaceDocumentDiagnosticReport>, Cancelled> {
    cancel.check()?;
    let (Some(uri), Some(parsed)) = (out.uri(file), out.snap.parsed(file)) else { return Ok(None) };
    let mut found = diagnostics::at_first_sight(out.snap, file, &parsed);
    diagnostics::at_second_sight(out.snap, file, &mut found);
    let items = out.diagnostics(file, found);
    let result_id = identity(&items);
    let version = out.snap.document(file).map(|document| document.version);
    Ok(match known.get(&uri) {
        None if items.is_empty() => None,
        Some(before) if *before == result_id => {
            let unchanged_document_diagnostic_report = lsp::UnchangedDocumentDiagnosticReport { result_id };
            let report =
                lsp::WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report };
            Some(report.into())
        }
        _ => {
            let full_document_diagnostic_report =
                lsp::FullDocumentDiagnosticReport { result_id: Some(result_id), items };
            Some(lsp::WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into())
        }
    })
}

fn is_full(report: &lsp::WorkspaceDocumentDiagnosticReport) -> bool {
    matches!(report, lsp::WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(_))
}

/// A text that is the same for the same diagnostics.
fn identity(items: &[lsp::Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    // They are numbers and strings, which can't fail.
    hasher.write(&serde_json::to_vec(items).unwrap_or_default());
    format!("{:016x}", hasher.finish())
}
