//! The files: which there are, what each one's text and graph are, now.
//!
//! The trick: one writer, many readers. Notifications change the [`Store`] in order of arrival; a request takes a [`Snapshot`],
//! in which the open documents, the roots and the list of files stay as they were, and computes on that. Closed files
//! live, packed, in a concurrent map, are read from disk when first asked for, and are replaced whole.
//!
//! **Invariant:** a file's text, line index and graph come from one `Arc`, so they always fit each other. No lock is held while
//! a file is read or lowered.

mod cache;
mod closed;
mod defined;
mod disk;
mod document;
mod environments;
mod folders;
mod modules;
mod moved;
mod names;
mod projects;
mod scan;
mod snapshot;
mod stats;
mod trees;
mod turns;
mod unread;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::module::environment::{self, Surroundings};
use crate::settings::{self, Settings};

pub use cache::Folder as CacheFolder;
use closed::{Closed, Recent};
pub use document::{Document, File, Parsed, Part, Replacement};
use environments::Environments;
use modules::Modules;
pub use modules::{ModuleFiles, modules_in};
use projects::Projects;
pub use scan::{MOST_FILES, Progress, Walked, files_at, look_again, read_all, scan, walk};
pub use snapshot::Snapshot;
pub use stats::{Stats, Table};
pub use turns::Question;

/// A file's number in its [`Store`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u32);

/// What a file is called: by its canonical path, or by the URI of a document that is on no disk.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// The canonical path.
    Path(PathBuf),
    /// Something such as `untitled:Untitled-1`.
    Virtual(String),
}

/// A folder that the workspace consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// As the client names it.
    pub given: PathBuf,
    /// Without symbolic links.
    pub canonical: PathBuf,
}

/// All that legb knows, shared by all.
pub struct Store {
    ids: DashMap<Key, FileId, FxBuildHasher>,
    keys: RwLock<Vec<Arc<Key>>>,
    /// The files as they are on disk.
    closed: DashMap<FileId, Arc<Closed>, FxBuildHasher>,
    recent: Recent,
    trees: trees::Trees,
    index: RwLock<Arc<names::Index>>,
    unread: unread::Unread,
    cache: disk::Cached,
    defined: defined::Defined,
    turns: turns::Turns,
    started: std::time::Instant,
    most_files: AtomicUsize,
    state: RwLock<Arc<State>>,
}

/// What changes only by notifications: replaced whole, never changed in place while a snapshot holds it.
#[derive(Clone)]
struct State {
    open: Arc<FxHashMap<FileId, Arc<Document>>>,
    roots: Arc<[Root]>,
    /// The folders that absolute imports are looked for in.
    search: Arc<[PathBuf]>,
    /// The files of the workspace, sorted.
    workspace: Arc<Vec<FileId>>,
    projects: Arc<Projects>,
    environments: Arc<Environments>,
    modules: Arc<Modules>,
    /// The folder that whoever reads the answers stands in, at a terminal.
    told_from: Option<Arc<Path>>,
}

impl State {
    /// The settings for a file; a document that is no file's has those of the first root.
    fn settings(&self, key: &Key) -> Arc<Settings> {
        let folder = match key {
            Key::Path(path) => path.parent(),
            Key::Virtual(_) => self.roots.first().map(|root| &*root.canonical),
        };
        self.projects.settings(folder.unwrap_or(Path::new("")))
    }
}

impl Store {
    /// A store without roots, with nothing around it: only the environments that lie in its roots are found.
    pub fn new() -> Store {
        Store::within(Surroundings::default())
    }

    /// A store without roots, in surroundings where interpreters and environments are looked for.
    pub fn within(surroundings: Surroundings) -> Store {
        let state = State {
            open: Arc::default(),
            roots: Arc::default(),
            search: Arc::default(),
            workspace: Arc::default(),
            projects: Arc::default(),
            environments: Arc::new(Environments::new(surroundings)),
            modules: Arc::default(),
            told_from: None,
        };
        Store {
            ids: DashMap::default(),
            keys: RwLock::default(),
            closed: DashMap::default(),
            recent: Recent::default(),
            trees: trees::Trees::default(),
            index: RwLock::default(),
            unread: unread::Unread::default(),
            cache: disk::Cached::default(),
            defined: defined::Defined::default(),
            turns: turns::Turns::default(),
            started: std::time::Instant::now(),
            most_files: AtomicUsize::new(MOST_FILES),
            state: RwLock::new(Arc::new(state)),
        }
    }

    /// The state now.
    pub fn snapshot(self: &Arc<Store>) -> Snapshot {
        Snapshot { store: self.clone(), state: self.state(), asked: self.now(), found: Arc::default() }
    }

    fn state(&self) -> Arc<State> {
        self.state.read().expect("no panic while the state is swapped").clone()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.write().expect("no panic while the state is swapped");
        change(Arc::make_mut(&mut state));
    }

    // ---- names of files

    /// The file at a path; the path needs no file to be there. Symbolic links are followed.
    pub fn file_at(&self, path: &Path) -> FileId {
        self.file(Key::Path(canonical(path)))
    }

    /// The document with this URI, which is no file's.
    pub fn virtual_file(&self, uri: &str) -> FileId {
        self.file(Key::Virtual(uri.to_owned()))
    }

    fn file(&self, key: Key) -> FileId {
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let shared = Arc::new(key.clone());
        *self.ids.entry(key).or_insert_with(|| {
            let mut keys = self.keys.write().expect("no panic while a key is added");
            keys.push(shared);
            FileId(keys.len() as u32 - 1)
        })
    }

    /// What the file is called.
    pub fn key(&self, file: FileId) -> Arc<Key> {
        self.keys.read().expect("no panic while a key is added")[file.0 as usize].clone()
    }

    // ---- documents

    /// The client opens a document: from now on its text is the file's.
    pub fn open(&self, file: FileId, text: String, version: i32) {
        let document = Arc::new(Document::new(text, version, self.state().python(&self.key(file))));
        self.set_document(file, document);
    }

    /// The client opens or changes a document that it shows in parts.
    pub fn open_in_parts(&self, file: FileId, text: String, parts: Vec<Part>, version: i32) {
        let document = Document::new(text, version, self.state().python(&self.key(file)));
        self.set_document(file, Arc::new(document.in_parts(parts)));
    }

    /// The client has changed an open document. An error says which change doesn't fit the text; from then on the document has no
    /// names, for what we hold is not what the client shows, until the client sends the whole text.
    pub fn edit(&self, file: FileId, changes: &[Replacement], version: i32) -> Result<(), String> {
        let document = self.state().open.get(&file).cloned();
        let Some(document) = document else {
            return Err(format!("{} was changed, but never opened", self.shown(file)));
        };
        match document.edited(changes, version) {
            Ok(edited) => {
                self.set_document(file, Arc::new(edited));
                Ok(())
            }
            Err(reason) => {
                let problem = format!("{}: {reason}; close and open it again", self.shown(file));
                self.set_document(file, Arc::new(document.out_of_step(problem.clone(), version)));
                Err(problem)
            }
        }
    }

    fn shown(&self, file: FileId) -> String {
        match &*self.key(file) {
            Key::Path(path) => path.display().to_string(),
            Key::Virtual(uri) => uri.clone(),
        }
    }

    /// The client closes a document: the file's text is the disk's again.
    pub fn close(&self, file: FileId) {
        self.change(|state| {
            Arc::make_mut(&mut state.open).remove(&file);
        });
        self.file_changed(file);
    }

    fn set_document(&self, file: FileId, document: Arc<Document>) {
        let in_root = matches!(&*self.key(file), Key::Path(path) if self.is_python_in_root(path));
        self.change(|state| {
            let is_new = Arc::make_mut(&mut state.open).insert(file, document).is_none();
            if is_new && in_root && state.workspace.binary_search(&file).is_err() {
                insert(&mut state.workspace, file);
                state.modules = Arc::default();
            }
        });
    }

    // ---- files on disk

    /// A file was created, changed or deleted on disk.
    pub fn file_changed(&self, file: FileId) {
        self.forget(file);
        let Key::Path(path) = &*self.key(file) else { return };
        let exists = path.is_file();
        let belongs = exists && self.is_python_in_root(path);
        self.change(|state| {
            let known = state.workspace.binary_search(&file);
            match known {
                Err(_) if belongs => insert(&mut state.workspace, file),
                Ok(at) if !exists && !state.open.contains_key(&file) => {
                    Arc::make_mut(&mut state.workspace).remove(at);
                }
                // A file of a library may have come or gone.
                _ if exists && known.is_ok() => return,
                _ => {}
            }
            state.modules = Arc::default();
        });
    }

    /// Something at a path was created, changed, moved or deleted: a file, or a folder with all in it.
    pub fn path_changed(&self, path: &Path) {
        let path = canonical(path);
        let is_project_file = settings::FILES.iter().any(|name| path.file_name().is_some_and(|file| file == *name));
        if is_project_file || environment::concerns(&path) || path.is_dir() {
            self.set_settings(self.state().projects.asked.clone());
        }
        if is_python(&path) && !path.is_dir() {
            return self.file_changed(self.file(Key::Path(path)));
        }
        let below = |file: &FileId| matches!(&*self.key(*file), Key::Path(known) if known.starts_with(&path));
        let known: Vec<FileId> = self.state().workspace.iter().copied().filter(below).collect();
        let found = scan::python_files(&path).into_iter().map(|path| self.file(Key::Path(path)));
        for file in known.into_iter().chain(found.collect::<Vec<_>>()) {
            self.file_changed(file);
        }
    }

    fn is_python_in_root(&self, path: &Path) -> bool {
        is_python(path) && self.state().is_ours(path)
    }

    /// Sets the roots of the workspace, as the client names them; a scan must follow.
    pub fn set_roots(&self, roots: &[PathBuf]) {
        let roots: Arc<[Root]> =
            roots.iter().map(|given| Root { given: given.clone(), canonical: canonical(given) }).collect();
        let search = search_path(&roots, &[]);
        self.change(|state| {
            state.roots = roots;
            state.search = search.into();
            state.environments = Arc::new(state.environments.afresh());
            state.modules = Arc::default();
        });
    }

    /// From now on paths in messages are relative to a folder, and not to their root.
    pub fn tell_from(&self, folder: &Path) {
        self.change(|state| state.told_from = Some(folder.into()));
    }

    /// Sets how many files a scan reads at most.
    pub fn set_most_files(&self, most: usize) {
        self.most_files.store(most, Ordering::Relaxed);
    }

    // ---- settings

    /// Sets what the command line or the editor asks for; what the project files say is read again.
    pub fn set_settings(&self, asked: Settings) {
        let projects = Arc::new(Projects::new(asked));
        let mut state = (*self.state()).clone();
        state.projects = projects.clone();
        state.environments = Arc::new(state.environments.afresh());
        let document = |(&file, document): (&FileId, &Arc<Document>)| {
            let python = state.python(&self.key(file));
            (file, document.in_version(python).map_or_else(|| document.clone(), Arc::new))
        };
        let open: FxHashMap<_, _> = state.open.iter().map(document).collect();
        let closed = self.closed.iter().map(|closed| (*closed.key(), closed.python)).collect::<Vec<_>>();
        let environments = state.environments.clone();
        self.change(|new| {
            (new.projects, new.environments, new.open) = (projects, environments, Arc::new(open));
            new.modules = Arc::default();
        });
        for (file, python) in closed {
            if state.python(&self.key(file)) != python {
                self.forget(file);
            }
        }
    }

    /// The settings of the first root.
    pub fn root_settings(&self) -> Arc<Settings> {
        self.state().settings(&Key::Virtual(String::new()))
    }

    /// A scan has found these files and project folders.
    fn set_workspace(&self, mut files: Vec<FileId>, projects: &[PathBuf]) {
        self.change(|state| {
            // What is open belongs, though .gitignore may exclude it.
            files.extend(state.open.keys().filter(|file| state.workspace.binary_search(file).is_ok()));
            files.sort_unstable();
            files.dedup();
            state.workspace = Arc::new(files);
            state.search = search_path(&state.roots, projects).into();
            state.modules = Arc::default();
        });
    }
}

impl Default for Store {
    fn default() -> Store {
        Store::new()
    }
}

/// The folders in which absolute imports are looked for: each root and project, after its `src`.
fn search_path(roots: &[Root], projects: &[PathBuf]) -> Vec<PathBuf> {
    let mut search = Vec::new();
    for folder in roots.iter().map(|root| &root.canonical).chain(projects) {
        for folder in [folder.join("src"), folder.clone()] {
            if folder.is_dir() && !search.contains(&folder) {
                search.push(folder);
            }
        }
    }
    search
}

/// Whether a path names Python source.
pub fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py" || extension == "pyi")
}

fn insert(files: &mut Arc<Vec<FileId>>, file: FileId) {
    if let Err(at) = files.binary_search(&file) {
        Arc::make_mut(files).insert(at, file);
    }
}

/// The path without symbolic links and `..`, as far as it exists.
pub fn canonical(path: &Path) -> PathBuf {
    if let Ok(canonical) = path.canonicalize() {
        return canonical;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => canonical(parent).join(name),
        _ => absolute,
    }
}
