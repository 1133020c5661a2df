//! The store as it will be: files and folders that lie elsewhere, files with other texts. Nothing is written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folders::Folders;
use super::modules::Modules;
use super::snapshot::Found;
use super::{Document, FileId, Key, Snapshot};

impl Snapshot {
    /// The same state, but that files and folders lie elsewhere: from where to where, canonical. A file that moves is another file there, see
    /// [`Self::file_at`]: it has no text as long as [`Self::with_texts`] gives it none.
    pub fn with_moves(&self, moves: &[(PathBuf, PathBuf)]) -> Snapshot {
        let mut state = (*self.state).clone();
        let is_moved = |file: &FileId| match &*self.store.key(*file) {
            Key::Path(path) => moves.iter().any(|(from, _)| path.starts_with(from)),
            Key::Virtual(_) => false,
        };
        if state.open.keys().any(is_moved) {
            Arc::make_mut(&mut state.open).retain(|file, _| !is_moved(file));
        }
        state.modules = Arc::new(Modules::in_folders(Folders::with_moves(moves)));
        Snapshot { store: self.store.clone(), state: Arc::new(state), asked: self.asked, found: Found::default() }
    }

    /// The same state, but that files have other texts, which are read from nothing.
    pub fn with_texts(&self, texts: Vec<(FileId, String)>) -> Snapshot {
        let mut state = (*self.state).clone();
        let open = Arc::make_mut(&mut state.open);
        for (file, text) in texts {
            open.insert(file, Arc::new(Document::new(text, 0, self.python_for(file))));
        }
        Snapshot { store: self.store.clone(), state: Arc::new(state), asked: self.asked, found: Found::default() }
    }

    /// The file at a path, whether there is one or not.
    pub fn file_at(&self, path: &Path) -> FileId {
        self.store.file_at(path)
    }
}
