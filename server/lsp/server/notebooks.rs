//! Notebooks: the code cells are one module, in their order, a document in parts each of which the client knows by a URI of its own.

use tower_lsp::gen_lsp_types::{self as lsp, Uri};

use super::super::convert;
use super::Server;
use crate::store::{FileId, Part};
use crate::text::{LineIndex, PositionEncoding, magics};

/// A notebook as the client has it.
#[derive(Default)]
pub(super) struct Notebook {
    cells: Vec<Cell>,
}

struct Cell {
    uri: Uri,
    is_code: bool,
    text: String,
}

impl Server {
    pub(super) fn open_notebook(&self, params: lsp::DidOpenNotebookDocumentParams) {
        let file = self.file(&params.notebook_document.uri);
        let mut notebook = Notebook::default();
        notebook.replace(0, 0, params.notebook_document.cells);
        params.cell_text_documents.into_iter().for_each(|document| notebook.set_text(&document.uri, document.text));
        self.show(file, &notebook, params.notebook_document.version);
        self.notebooks.insert(file, notebook);
    }

    pub(super) fn change_notebook(&self, params: lsp::DidChangeNotebookDocumentParams) {
        let file = self.file(&params.notebook_document.uri);
        let Some(mut notebook) = self.notebooks.get_mut(&file) else { return };
        let changes = params.change.cells.unwrap_or_default();
        if let Some(structure) = changes.structure {
            let array = structure.array;
            notebook.replace(array.start as usize, array.delete_count as usize, array.cells.unwrap_or_default());
            let opened = structure.did_open.unwrap_or_default();
            opened.into_iter().for_each(|document| notebook.set_text(&document.uri, document.text));
            structure.did_close.unwrap_or_default().iter().for_each(|closed| self.forget_cell(&closed.uri));
        }
        for data in changes.data.unwrap_or_default() {
            if let Some(cell) = notebook.cells.iter_mut().find(|cell| cell.uri == data.document) {
                cell.is_code = data.kind == lsp::NotebookCellKind::Code;
            }
        }
        let encoding = self.client().encoding;
        for content in changes.text_content.unwrap_or_default() {
            let uri = content.document.text_document_identifier.uri;
            let Some(cell) = notebook.cells.iter_mut().find(|cell| cell.uri == uri) else { continue };
            content.changes.into_iter().for_each(|change| cell.change(change, encoding));
        }
        self.show(file, &notebook, params.notebook_document.version);
    }

    pub(super) fn close_notebook(&self, params: lsp::DidCloseNotebookDocumentParams) {
        let file = self.file(&params.notebook_document.uri);
        if let Some((_, notebook)) = self.notebooks.remove(&file) {
            notebook.cells.iter().for_each(|cell| self.forget_cell(&cell.uri));
        }
        self.store.close(file);
    }

    /// The client has closed a cell.
    fn forget_cell(&self, uri: &Uri) {
        self.client().cells.remove(uri);
        self.tokens.forget(uri);
        self.push_nothing(uri.clone());
    }

    /// Puts the cells together.
    fn show(&self, file: FileId, notebook: &Notebook, version: i32) {
        let (mut text, mut parts, mut line) = (String::new(), Vec::new(), 0);
        for cell in notebook.cells.iter().filter(|cell| cell.is_code) {
            let n_lines = LineIndex::new(&cell.text).line_count();
            parts.push(Part { uri: cell.uri.to_string().into(), first_line: line, n_lines });
            text.push_str(&magics::masked(&cell.text));
            text.push('\n');
            line += n_lines;
            self.client().cells.insert(cell.uri.clone(), file);
        }
        self.store.open_in_parts(file, text, parts, version);
        self.push_diagnostics(file, version);
    }
}

impl Notebook {
    fn replace(&mut self, start: usize, n: usize, cells: Vec<lsp::NotebookCell>) {
        let (start, end) = (start.min(self.cells.len()), (start + n).min(self.cells.len()));
        let new = cells.into_iter().map(|cell| Cell {
            // A cell that only moves brings no text with it.
            text: self
                .cells
                .iter()
                .find(|known| known.uri == cell.document)
                .map_or_else(String::new, |known| known.text.clone()),
            uri: cell.document,
            is_code: cell.kind == lsp::NotebookCellKind::Code,
        });
        let new: Vec<Cell> = new.collect();
        self.cells.splice(start..end, new);
    }

    fn set_text(&mut self, uri: &Uri, text: String) {
        if let Some(cell) = self.cells.iter_mut().find(|cell| cell.uri == *uri) {
            cell.text = text;
        }
    }
}

impl Cell {
    /// A change that doesn't fit the text is passed over: the next whole text sets it right.
    fn change(&mut self, change: lsp::TextDocumentContentChangeEvent, encoding: PositionEncoding) {
        let change = convert::replacement(change, encoding);
        let Some((start, end, encoding)) = change.range else {
            self.text = change.text;
            return;
        };
        let lines = LineIndex::new(&self.text);
        let span = lines.offset(start, encoding).zip(lines.offset(end, encoding)).filter(|(start, end)| start <= end);
        match span {
            Some((start, end)) => self.text.replace_range(start as usize..end as usize, &change.text),
            None => tracing::error!("a change of {} lies outside its text", self.uri.as_str()),
        }
    }
}
