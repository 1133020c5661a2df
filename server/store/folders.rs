//! What is in the folders that modules are looked for in: each is listed once, as CPython's finders do it, and a look-up of a module
//! is one in a table.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// The folders that have been listed.
#[derive(Default)]
pub(super) struct Folders {
    listed: DashMap<PathBuf, Arc<Listing>, FxBuildHasher>,
    /// What is taken to lie elsewhere than on the disk: from where to where.
    moves: Box<[(PathBuf, PathBuf)]>,
}

/// What a folder has that an import may lead to. One that can't be listed has nothing.
#[derive(Default)]
struct Listing {
    entries: FxHashMap<OsString, Kind>,
    /// The modules that are no text, without their suffixes.
    compiled: FxHashSet<String>,
    /// The files that a build may make a module of, without their suffixes.
    made_of: FxHashSet<String>,
}

/// The suffixes of what a build makes a module of.
const MADE_OF: [&str; 11] = [".pyx", ".pxd", ".py.in", ".pyx.in", ".c", ".cc", ".cpp", ".cxx", ".f90", ".rs", ".proto"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Source,
    Folder,
}

impl Folders {
    /// The folders as they are once these files and folders have moved: from where to where.
    pub(super) fn with_moves(moves: &[(PathBuf, PathBuf)]) -> Folders {
        Folders { moves: moves.into(), ..Folders::default() }
    }

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

    /// Whether a folder has a file in another language of which a build may make a module of this name.
    pub(super) fn is_to_be_made(&self, folder: &Path, name: &str) -> bool {
        let of_proto = name.strip_suffix("_pb2").or_else(|| name.strip_suffix("_pb2_grpc"));
        self.listing(folder).made_of.contains(of_proto.unwrap_or(name))
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        self.listing(path.parent()?).entries.get(path.file_name()?).copied()
    }

    fn listing(&self, folder: &Path) -> Arc<Listing> {
        if let Some(known) = self.listed.get(folder) {
            return known.clone();
        }
        let listing = Arc::new(if self.moves.is_empty() { Listing::of(folder) } else { self.moved(folder) });
        self.listed.insert(folder.to_owned(), listing.clone());
        listing
    }

    /// What a folder has after the moves.
    fn moved(&self, folder: &Path) -> Listing {
        let within = self.moves.iter().find_map(|(from, to)| Some(from.join(folder.strip_prefix(to).ok()?)));
        let before = within.as_deref().unwrap_or(folder);
        let is_gone = within.is_none() && self.moves.iter().any(|(from, _)| folder.starts_with(from));
        let mut listing = if is_gone { Listing::default() } else { Listing::of(before) };
        listing.entries.retain(|name, _| !self.moves.iter().any(|(from, _)| *from == before.join(name)));
        for (from, to) in &self.moves {
            let mut below = to.strip_prefix(folder).into_iter().flatten();
            let Some(name) = below.next() else { continue };
            // Folders on the way may be made for it.
            let kind = if below.next().is_some() || from.is_dir() { Kind::Folder } else { Kind::Source };
            listing.entries.insert(name.to_owned(), kind);
        }
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
                Some(_) => {
                    let stem = |suffix: &&str| name.to_str()?.strip_suffix(suffix);
                    listing.made_of.extend(MADE_OF.iter().find_map(stem).map(str::to_owned));
                }
                None => {}
            }
        }
        listing
    }
}
