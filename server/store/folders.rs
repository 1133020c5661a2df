//! What is in the folders that modules are looked for in: each is listed once, as CPython's finders do it, and a look-up of a module
//! is one in a table.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// The folders that have been listed.
#[derive(Default)]
pub(super) struct Folders(DashMap<PathBuf, Arc<Listing>, FxBuildHasher>);

/// What a folder has that an import may lead to. One that can't be listed has nothing.
#[derive(Default)]
struct Listing {
    entries: FxHashMap<OsString, Kind>,
    /// The modules that are no text, without their suffixes.
    compiled: FxHashSet<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Source,
    Folder,
}

impl Folders {
    /// Whether there is a source or a stub at the path.
    pub(super) fn is_file(&self, path: &Path) -> bool {
        self.kind(path) == Some(Kind::Source)
    }

    /// Whether there is a folder at the path.
    pub(super) fn is_dir(&self, path: &Path) -> bool {
        // What has been listed was one.
        self.kind(path) == Some(Kind::Folder)
    }

    /// Whether a folder has a module of this name in another language than Python.
    pub(super) fn is_compiled(&self, folder: &Path, name: &str) -> bool {
        self.listing(folder).compiled.contains(name)
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        self.listing(path.parent()?).entries.get(path.file_name()?).copied()
    }

    fn listing(&self, folder: &Path) -> Arc<Listing> {
        if let Some(known) = self.0.get(folder) {
            return known.clone();
        }
        let listing = Arc::new(Listing::of(folder));
        self.0.insert(folder.to_owned(), listing.clone());
        listing
    }
}

impl Listing {
    fn of(folder: &Path) -> Listing {
        let mut listing = Listing::default();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let (name, path) = (entry.file_name(), entry.path());
            let Ok(kind) = entry.file_type() else { continue };
            let is_folder = kind.is_dir() || kind.is_symlink() && path.is_dir();
            let is_file = || kind.is_file() || kind.is_symlink() && path.is_file();
            match path.extension().and_then(|extension| extension.to_str()) {
                _ if is_folder => drop(listing.entries.insert(name, Kind::Folder)),
                Some("py" | "pyi") if is_file() => drop(listing.entries.insert(name, Kind::Source)),
                // `name.cpython-311-x86_64-linux-gnu.so`, `name.abi3.so`, `name.cp311-win_amd64.pyd`.
                Some("so" | "pyd") if is_file() => {
                    let stem = name.to_str().and_then(|name| name.split('.').next());
                    listing.compiled.extend(stem.map(str::to_owned));
                }
                _ => {}
            }
        }
        listing
    }
}
