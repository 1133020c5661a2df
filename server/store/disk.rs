//! Closed files: from memory if the disk still has them, else from the cache, else read and lowered.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

use super::cache::{self, Cache, Folder};
use super::closed::{self, Closed, Content, Stamp};
use super::{File, FileId, Key, Parsed, Store};
use crate::scope::Python;

/// For so many milliseconds the disk isn't asked again whether it has another content for a file.
const TRUSTED: u64 = 1000;

/// The workspace's cache on disk.
#[derive(Default)]
pub(super) struct Cached {
    folder: RwLock<Option<Folder>>,
    /// What the last run knew, while files are read.
    last: RwLock<Option<Arc<Cache>>>,
    /// How many files were read that the cache had no stamp for, or none that counts.
    n_news: AtomicUsize,
    /// How many times a file was lowered.
    n_lowered: AtomicUsize,
}

impl Store {
    /// Milliseconds since the store was made.
    pub(super) fn now(&self) -> u64 {
        // The first answers must not be taken for old ones.
        self.started.elapsed().as_millis() as u64 + 2 * TRUSTED
    }

    /// A closed file for a question that was asked at some time; `None` where there is none.
    pub(super) fn load(&self, file: FileId, python: Python, asked: u64) -> Option<Arc<File>> {
        let Some(closed) = self.known(file, python, asked) else { return self.lower(file, python) };
        if let Some(unpacked) = self.recent.get(file, &closed) {
            return Some(unpacked);
        }
        match closed.unpack() {
            Some(unpacked) => {
                let unpacked = Arc::new(unpacked);
                self.recent.insert(file, &closed, &unpacked);
                Some(unpacked)
            }
            None => self.lower(file, python),
        }
    }

    /// A closed file for a question that goes through all files: it is not kept unpacked for the next one.
    pub(super) fn load_in_passing(&self, file: FileId, python: Python, asked: u64) -> Option<Arc<File>> {
        let Some(closed) = self.known(file, python, asked) else { return self.lower(file, python) };
        self.recent.get(file, &closed).or_else(|| closed.unpack().map(Arc::new))
    }

    /// Why a closed file can't be read, if it can't.
    pub(super) fn problem(&self, file: FileId, python: Python, asked: u64) -> Option<String> {
        match self.known(file, python, asked) {
            Some(closed) => closed.problem(),
            None if self.is_readable(file) => None,
            None => self.lower(file, python)?.problem.clone(),
        }
    }

    /// Makes a file known that isn't.
    pub(super) fn learn(&self, file: FileId, python: Python) {
        if self.known(file, python, 0).is_none() {
            self.read_closed(file, python);
        }
    }

    /// Reads a file from disk, whether or not it is known already, with its text and tree.
    pub(super) fn parse(&self, file: FileId, python: Python) -> Option<Parsed> {
        let content = self.content(file)?;
        let (stamp, settled) =
            (content.as_ref().map_or(Stamp::default(), |c| c.stamp), content.as_ref().is_ok_and(|c| c.settled));
        let parsed = match content {
            Ok(content) => Parsed::new(content.bytes, python),
            Err(problem) => Parsed::unreadable(problem, 0, python),
        };
        let known = self.closed.get(&file).map(|closed| closed.clone());
        let same = known.filter(|known| known.hash == parsed.file.hash && known.python == python && known.hash != 0);
        self.keep(
            file,
            match same {
                Some(known) if known.stamp == stamp && known.settled == settled => return Some(parsed),
                Some(known) => known.stamped(stamp, settled),
                None => Closed::new(&parsed.file, stamp, settled),
            },
        );
        Some(parsed)
    }

    /// What is known of a file, if the disk has the same content still, or the cache has it.
    fn known(&self, file: FileId, python: Python, asked: u64) -> Option<Arc<Closed>> {
        let known = self.closed.get(&file).map(|closed| closed.clone());
        match known.filter(|known| known.python == python) {
            Some(known) => self.checked(file, known, asked),
            None => self.cached(file, python),
        }
    }

    /// The same, if the disk has the same content still. It is asked once for a question at most, and seldom.
    fn checked(&self, file: FileId, known: Arc<Closed>, asked: u64) -> Option<Arc<Closed>> {
        if known.checked.load(Ordering::Relaxed) + TRUSTED > asked {
            return Some(known);
        }
        let Key::Path(path) = &*self.key(file) else { return Some(known) };
        if self.state().environments.stubs.has(path) {
            return Some(known);
        }
        let metadata = std::fs::metadata(path).ok().filter(|metadata| metadata.is_file());
        if metadata.is_some_and(|metadata| Stamp::of(&metadata) == known.stamp) && known.settled {
            known.checked.store(self.now(), Ordering::Relaxed);
            return Some(known);
        }
        match closed::read(path) {
            Ok(content) if closed::hash(&content.bytes) == known.hash => {
                Some(self.keep(file, known.stamped(content.stamp, content.settled)))
            }
            _ => {
                self.forget(file);
                None
            }
        }
    }

    /// A file as the cache has it, if the disk still has the stamp that it had; known from now on.
    pub(super) fn cached(&self, file: FileId, python: Python) -> Option<Arc<Closed>> {
        let cache = self.last_cache()?;
        let Key::Path(path) = &*self.key(file) else { return None };
        let metadata = std::fs::metadata(path).ok().filter(|metadata| metadata.is_file())?;
        let found = cache.at(path, Stamp::of(&metadata), python)?;
        Some(self.keep_shared(file, found))
    }

    /// Whether a file that was known is another now.
    pub(super) fn has_changed(&self, file: FileId) -> bool {
        let known = self.closed.get(&file).map(|closed| closed.clone());
        known.is_some_and(|known| self.checked(file, known, self.now()).is_none())
    }

    fn lower(&self, file: FileId, python: Python) -> Option<Arc<File>> {
        let (closed, unpacked) = self.read_closed(file, python)?;
        let unpacked = unpacked.or_else(|| closed.unpack().map(Arc::new))?;
        self.recent.insert(file, &closed, &unpacked);
        Some(unpacked)
    }

    /// Reads a file from disk: known by its content, or else lowered.
    fn read_closed(&self, file: FileId, python: Python) -> Option<(Arc<Closed>, Option<Arc<File>>)> {
        self.cache.n_news.fetch_add(1, Ordering::Relaxed);
        let content = match self.content(file)? {
            Ok(content) => content,
            Err(problem) => {
                let unpacked = Parsed::unreadable(problem, 0, python).file;
                return Some((self.keep(file, Closed::new(&unpacked, Stamp::default(), false)), Some(unpacked)));
            }
        };
        let Content { bytes, stamp, settled } = content;
        if let Some(cache) = self.last_cache()
            && let Some(known) = cache.with_content(closed::hash(&bytes), python)
        {
            return Some((self.keep(file, known.stamped(stamp, settled)), None));
        }
        self.cache.n_lowered.fetch_add(1, Ordering::Relaxed);
        let unpacked = Parsed::new(bytes, python).file;
        Some((self.keep(file, Closed::new(&unpacked, stamp, settled)), Some(unpacked)))
    }

    /// A file's bytes, or why they can't be read; `None` if there is no file.
    fn content(&self, file: FileId) -> Option<Result<Content, String>> {
        let Key::Path(path) = &*self.key(file) else { return None };
        if let Some(text) = self.state().environments.stubs.text(path) {
            return Some(Ok(Content { bytes: text.into_bytes(), stamp: Stamp::default(), settled: true }));
        }
        match closed::read(path) {
            Ok(content) => Some(Ok(content)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => Some(Err(error.to_string())),
        }
    }

    fn keep(&self, file: FileId, closed: Closed) -> Arc<Closed> {
        self.keep_shared(file, Arc::new(closed))
    }

    fn keep_shared(&self, file: FileId, closed: Arc<Closed>) -> Arc<Closed> {
        closed.checked.store(self.now(), Ordering::Relaxed);
        self.closed.insert(file, closed.clone());
        self.names_changed(file);
        closed
    }

    /// What was known of a file counts no longer.
    pub(super) fn forget(&self, file: FileId) {
        self.closed.remove(&file);
        self.search_again();
        self.names_changed(file);
    }

    // ---- the cache

    /// How often a file was lowered for its graph.
    pub(super) fn n_lowered(&self) -> usize {
        self.cache.n_lowered.load(Ordering::Relaxed)
    }

    /// From now on what is read of a workspace is kept in a folder, or nowhere.
    pub fn set_cache(&self, folder: Option<Folder>) {
        *self.cache.folder.write().expect("no panic while the folder is set") = folder;
    }

    fn last_cache(&self) -> Option<Arc<Cache>> {
        self.cache.last.read().expect("no panic while the cache is set").clone()
    }

    fn folder(&self) -> Option<(Folder, Vec<PathBuf>)> {
        let folder = self.cache.folder.read().expect("no panic while the folder is set").clone()?;
        Some((folder, self.state().roots.iter().map(|root| root.canonical.clone()).collect()))
    }

    /// Reads the workspace's cache, if there is one.
    pub(super) fn open_cache(&self) {
        let Some((folder, roots)) = self.folder() else { return };
        let Some(bytes) = folder.read(&roots) else { return };
        let cache = Cache::read(bytes);
        match &cache {
            Some(cache) => tracing::debug!("the cache knows {} files", cache.n_files()),
            None => tracing::warn!("{}: damaged or of another version; it is made anew", folder.file(&roots).display()),
        }
        self.cache.n_news.store(0, Ordering::Relaxed);
        *self.cache.last.write().expect("no panic while the cache is set") = cache.map(Arc::new);
    }

    /// Writes what is known of the workspace's files to the cache, if a good deal of it is new, and lets go of what the last run knew.
    pub fn save_cache(&self) {
        let last = self.cache.last.write().expect("no panic while the cache is set").take();
        let workspace = self.state().workspace.clone();
        let n_news = self.cache.n_news.swap(0, Ordering::Relaxed);
        let n_gone = last.as_ref().map_or(0, |last| last.n_files()).saturating_sub(workspace.len());
        // To read a few files at each start costs less than to write all.
        if last.is_some() && n_news + n_gone <= workspace.len() / NEWS {
            return;
        }
        drop(last);
        self.write_cache();
    }

    /// Writes what is known of the workspace's files to the cache.
    pub fn write_cache(&self) {
        let Some((folder, roots)) = self.folder() else { return };
        let workspace = self.state().workspace.clone();
        let known = workspace.iter().filter_map(|file| {
            let closed = self.closed.get(file).filter(|closed| closed.hash != 0)?.clone();
            Some((self.key(*file), closed))
        });
        let known: Vec<_> = known.collect();
        let mut files: Vec<(&str, Arc<Closed>)> = known
            .iter()
            .filter_map(|(key, closed)| match &**key {
                Key::Path(path) => Some((path.to_str()?, closed.clone())),
                Key::Virtual(_) => None,
            })
            .collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        match folder.write(&roots, |out| cache::write(&files, out)) {
            Ok(()) => tracing::debug!("wrote {} files to {}", files.len(), folder.path().display()),
            Err(error) => tracing::warn!(
                "{}: can't be written, so the next start reads all files: {error}",
                folder.path().display()
            ),
        }
    }
}

/// The cache is written anew if more than one file in so many is not as it says.
const NEWS: usize = 100;
