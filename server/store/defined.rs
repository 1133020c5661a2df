//! The names that each file's module defines: what other files may want to import.
//!
//! The trick: a closed file is packed, and to unpack thousands at a keystroke takes too long. So the few names of each are noted once all files
//! are read, with the hash of the content that they are of.

use std::sync::Arc;

use dashmap::DashMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::{FileId, Snapshot};
use crate::cancel::{Cancelled, Token};
use crate::name::Name;
use crate::scope::{BlockId, Graph};

/// What is known of closed files: the hash of the content, and the names.
pub(super) type Defined = DashMap<FileId, (u128, Arc<[Name]>), FxBuildHasher>;

impl Snapshot {
    /// The names that a file's module defines itself and that are meant for others: not what it imports, nor what begins with an underscore.
    /// Nothing of a file that nobody has read yet.
    pub fn defined_names(&self, file: FileId) -> Arc<[Name]> {
        if let Some(document) = self.document(file) {
            return of_graph(&document.file().graph);
        }
        let Some(hash) = self.store.closed.get(&file).map(|closed| closed.hash) else { return Arc::default() };
        if let Some(noted) = self.store.defined.get(&file).filter(|noted| noted.0 == hash) {
            return noted.1.clone();
        }
        let names = self.graph_in_passing(file).map(|graph| of_graph(&graph)).unwrap_or_default();
        self.store.defined.insert(file, (hash, names.clone()));
        names
    }

    /// Notes the names of all files, so that whoever asks for them need not wait.
    pub fn note_defined_names(&self, cancel: &Token) -> Result<(), Cancelled> {
        self.files().par_iter().try_for_each(|&file| {
            self.defined_names(file);
            cancel.check()
        })
    }
}

fn of_graph(graph: &Graph) -> Arc<[Name]> {
    let own = graph.symbols_of(BlockId(0)).filter(|&symbol| graph.is_defined(symbol) && !graph.is_imported(symbol));
    own.map(|symbol| graph.name(symbol)).filter(|name| !name.text().starts_with('_')).collect()
}
