//! The edits of a rename, as far as the client can take them: with document versions, with annotations that ask for confirmation, with
//! files that move.

use std::collections::HashMap;
use std::path::Path;

use rayon::prelude::*;
use tower_lsp::gen_lsp_types as lsp;

use super::{Outgoing, Ranges};
use crate::ide::Location;
use crate::ide::rename::{Doubt, Edits};

/// An edit, with why it needs to be confirmed, if it does.
struct Asked<'e> {
    place: Location,
    text: &'e str,
    doubt: Option<Doubt>,
}

impl Outgoing<'_> {
    /// The edits of a rename, with the versions of open documents where the client can take them. Places of which a person must say whether
    /// they belong to it are left out for a client that can't ask.
    pub fn edits(&self, edits: &Edits) -> lsp::WorkspaceEdit {
        let mut asked: Vec<Asked<'_>> =
            edits.all().into_iter().map(|(place, text)| Asked { place, text, doubt: None }).collect();
        if self.client.change_annotations {
            let unsure = edits.unsure.iter();
            asked.extend(unsure.map(|u| Asked { place: u.location, text: &edits.new_name, doubt: Some(u.doubt) }));
            asked.sort_by_key(|edit| edit.place);
        }
        // A notebook's cells are documents of their own.
        let by_file: Vec<_> = asked.chunk_by(|a, b| self.is_one_document(a.place, b.place)).collect();
        if !self.client.document_changes {
            let of_file = |edits: &[Asked<'_>]| {
                let ranges = self.ranges(edits[0].place.file)?;
                let text_edits = edits.iter().map(|edit| text_edit(&ranges, edit)).collect();
                Some((self.uri_at(edits[0].place)?, text_edits))
            };
            let changes: HashMap<_, _> = by_file.into_par_iter().filter_map(of_file).collect();
            return lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() };
        }
        let mut document_changes: Vec<lsp::DocumentChange> =
            by_file.into_par_iter().filter_map(|edits| self.document_edit(edits)).collect();
        document_changes.extend(edits.moves.iter().filter_map(|(from, to)| moved(from, to)));
        let annotations: HashMap<_, _> = asked.iter().filter_map(|edit| edit.doubt).map(annotation).collect();
        lsp::WorkspaceEdit {
            document_changes: Some(document_changes),
            change_annotations: Some(annotations).filter(|annotations| !annotations.is_empty()),
            ..Default::default()
        }
    }

    fn document_edit(&self, edits: &[Asked<'_>]) -> Option<lsp::DocumentChange> {
        let place = edits[0].place;
        // A cell's own version is not known: the notebook's is another.
        let document = self.snap.document(place.file).filter(|document| document.parts.is_empty());
        let identifier = lsp::OptionalVersionedTextDocumentIdentifier {
            version: document.map(|document| document.version),
            text_document_identifier: lsp::TextDocumentIdentifier { uri: self.uri_at(place)? },
        };
        let ranges = self.ranges(place.file)?;
        let edit = |edit: &Asked<'_>| match edit.doubt {
            None => lsp::Edit::from(text_edit(&ranges, edit)),
            Some(doubt) => lsp::AnnotatedTextEdit::new(doubt.to_string(), text_edit(&ranges, edit)).into(),
        };
        Some(lsp::TextDocumentEdit::new(identifier, edits.iter().map(edit).collect()).into())
    }
}

fn text_edit(ranges: &Ranges<'_>, edit: &Asked<'_>) -> lsp::TextEdit {
    lsp::TextEdit::new(ranges.range(edit.place.span), edit.text.to_owned())
}

/// A file or folder that moves, unless something is there already.
fn moved(from: &Path, to: &Path) -> Option<lsp::DocumentChange> {
    let (from, to) = (lsp::Uri::from_file_path(from).ok()?, lsp::Uri::from_file_path(to).ok()?);
    let options = lsp::RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
    Some(lsp::RenameFile::new(from, to, Some(options), None).into())
}

/// A doubt as the client shows it: under its own words as identifier, so that all edits with the same doubt are confirmed together.
fn annotation(doubt: Doubt) -> (String, lsp::ChangeAnnotation) {
    let label = doubt.to_string();
    let mut shown: Vec<char> = label.chars().collect();
    shown[0] = shown[0].to_ascii_uppercase();
    let shown: String = shown.into_iter().collect();
    (label, lsp::ChangeAnnotation::new(shown, Some(true), None))
}

/// One edit out of several that touch different places. Of a file that several touch, all changes are made at once: made one after the other,
/// the later would be at other places.
pub fn merged(edits: Vec<lsp::WorkspaceEdit>) -> Option<lsp::WorkspaceEdit> {
    let mut all: Option<lsp::WorkspaceEdit> = None;
    let mut known: HashMap<lsp::Uri, usize> = HashMap::new();
    for edit in edits {
        let all = all.get_or_insert_default();
        for (uri, changes) in edit.changes.unwrap_or_default() {
            all.changes.get_or_insert_default().entry(uri).or_default().extend(changes);
        }
        for change in edit.document_changes.unwrap_or_default() {
            let changes = all.document_changes.get_or_insert_default();
            let uri = match &change {
                lsp::DocumentChange::TextDocumentEdit(edit) => {
                    Some(edit.text_document.text_document_identifier.uri.clone())
                }
                _ => None,
            };
            let earlier = uri.as_ref().and_then(|uri| known.get(uri)).copied();
            match (earlier.and_then(|at| changes.get_mut(at)), change) {
                (Some(lsp::DocumentChange::TextDocumentEdit(earlier)), lsp::DocumentChange::TextDocumentEdit(edit)) => {
                    earlier.edits.extend(edit.edits);
                }
                (_, change) => {
                    known.extend(uri.map(|uri| (uri, changes.len())));
                    changes.push(change);
                }
            }
        }
        if let Some(annotations) = edit.change_annotations {
            all.change_annotations.get_or_insert_default().extend(annotations);
        }
    }
    all
}
