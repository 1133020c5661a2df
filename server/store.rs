//! The files: which there are, what each one's text and graph are, now.
//!
//! The trick: one writer, many readers. Notifications change the [`Store`] in order of arrival; a request takes a [`Snapshot`],
//! in which the open documents, the roots and the list of files stay as they were, and computes on that. Graphs of closed files
//! live in a concurrent map, are read from disk when first asked for, and are replaced whole.
//!
//! **Invariant:** a file's text, line index and graph come from one `Arc`, so they always fit each other. No lock is held while
//! a file is read or lowered.

mod document;
mod scan;

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::module;
use crate::name::Name;
use crate::scope::{Graph, ModulePath, Python};

pub use document::{Document, File, Replacement};
pub use scan::{Progress, scan};

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

/// The files of a module.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ModuleFiles {
    /// Its `.py`.
    pub source: Option<FileId>,
    /// Its `.pyi`.
    pub stub: Option<FileId>,
    /// Where it is on the paths, for the modules in it.
    module: module::Module,
}

impl ModuleFiles {
    /// The source, else the stub; `None` for a namespace package.
    pub fn file(&self) -> Option<FileId> {
        self.source.or(self.stub)
    }

    /// The folders of a package.
    pub fn folders(&self) -> &[PathBuf] {
        &self.module.folders
    }
}

/// All that legb knows, shared by all.
pub struct Store {
    ids: DashMap<Key, FileId, FxBuildHasher>,
    keys: RwLock<Vec<Arc<Key>>>,
    /// The files as they are on disk.
    closed: DashMap<FileId, Arc<File>, FxBuildHasher>,
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
    /// Whether the walk over all roots is done.
    scanned: bool,
    python: Python,
    modules: Arc<Modules>,
}

/// What look-ups have found, `None` for what isn't there.
type Memo<K, V> = DashMap<K, Option<V>, FxBuildHasher>;

/// What module look-ups have found, as long as no file comes or goes.
#[derive(Default)]
struct Modules {
    absolute: Memo<(Arc<Path>, Box<[Name]>), Arc<ModuleFiles>>,
    relative: Memo<(PathBuf, Box<[Name]>), Arc<ModuleFiles>>,
    /// By folder: where the absolute names of the files in it start.
    import_roots: DashMap<PathBuf, Arc<Path>, FxBuildHasher>,
}

/// The state of the store at one moment, for the length of a request.
#[derive(Clone)]
pub struct Snapshot {
    store: Arc<Store>,
    state: Arc<State>,
}

impl Store {
    /// A store without roots.
    pub fn new() -> Store {
        let state = State {
            open: Arc::default(),
            roots: Arc::default(),
            search: Arc::default(),
            workspace: Arc::default(),
            scanned: false,
            python: Python::NEWEST,
            modules: Arc::default(),
        };
        Store {
            ids: DashMap::default(),
            keys: RwLock::default(),
            closed: DashMap::default(),
            state: RwLock::new(Arc::new(state)),
        }
    }

    /// The state now.
    pub fn snapshot(self: &Arc<Store>) -> Snapshot {
        Snapshot { store: self.clone(), state: self.state() }
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
        let document = Arc::new(Document::new(text, version, self.state().python));
        self.set_document(file, document);
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
        self.closed.remove(&file);
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
        self.closed.remove(&file);
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
        is_python(path) && self.state().roots.iter().any(|root| path.starts_with(&root.canonical))
    }

    /// Sets the roots of the workspace, as the client names them; a scan must follow.
    pub fn set_roots(&self, roots: &[PathBuf]) {
        let roots: Arc<[Root]> =
            roots.iter().map(|given| Root { given: given.clone(), canonical: canonical(given) }).collect();
        let search = search_path(&roots, &[]);
        self.change(|state| {
            state.roots = roots;
            state.search = search.into();
            state.scanned = false;
            state.modules = Arc::default();
        });
    }

    /// Sets the version whose rules apply, for files opened or read from now on.
    pub fn set_python(&self, python: Python) {
        self.change(|state| state.python = python);
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
            state.scanned = true;
            state.modules = Arc::default();
        });
    }

    fn load(&self, file: FileId, python: Python) -> Option<Arc<File>> {
        if let Some(loaded) = self.closed.get(&file) {
            return Some(loaded.clone());
        }
        let Key::Path(path) = &*self.key(file) else { return None };
        let loaded = Arc::new(File::read(path, python)?);
        self.closed.insert(file, loaded.clone());
        Some(loaded)
    }
}

impl Default for Store {
    fn default() -> Store {
        Store::new()
    }
}

impl Snapshot {
    /// A file's graph and lines, as the client has it open or as it is on disk; `None` where no file can be read.
    pub fn file(&self, file: FileId) -> Option<Arc<File>> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.file()),
            None => self.store.load(file, self.state.python),
        }
    }

    /// A file's graph.
    pub fn graph(&self, file: FileId) -> Option<Arc<Graph>> {
        Some(self.file(file)?.graph.clone())
    }

    /// A file's text, to which [`Self::file`]'s offsets belong; `None` if the disk has another by now.
    pub fn text(&self, file: FileId) -> Option<Arc<str>> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.text.clone()),
            None => match &*self.store.key(file) {
                Key::Path(path) => self.file(file)?.reread(path),
                Key::Virtual(_) => None,
            },
        }
    }

    /// The document, if the client has it open.
    pub fn document(&self, file: FileId) -> Option<&Arc<Document>> {
        self.state.open.get(&file)
    }

    /// The documents that the client has open.
    pub fn open_files(&self) -> impl Iterator<Item = FileId> {
        self.state.open.keys().copied()
    }

    /// The files of the workspace, and the documents that are open.
    pub fn files(&self) -> Vec<FileId> {
        let mut files = self.state.workspace.to_vec();
        files.extend(self.open_files().filter(|file| files.binary_search(file).is_err()).collect::<Vec<_>>());
        files
    }

    /// Whether all files of the workspace are known.
    pub fn is_scanned(&self) -> bool {
        self.state.scanned
    }

    /// The open documents of this snapshot among the files of a later one.
    pub fn with_workspace_of(&self, later: &Snapshot) -> Snapshot {
        let mut state = (*later.state).clone();
        if !Arc::ptr_eq(&state.open, &self.state.open) {
            state.open = self.state.open.clone();
            // What was found with other documents open may differ.
            state.modules = Arc::default();
        }
        Snapshot { store: self.store.clone(), state: Arc::new(state) }
    }

    /// The version whose rules apply.
    pub fn python(&self) -> Python {
        self.state.python
    }

    /// The roots of the workspace.
    pub fn roots(&self) -> &[Root] {
        &self.state.roots
    }

    /// Whether the file may be edited: it lies in a root, or the client has it open and it is on no disk.
    pub fn is_ours(&self, file: FileId) -> bool {
        match &*self.store.key(file) {
            Key::Path(path) => self.state.roots.iter().any(|root| path.starts_with(&root.canonical)),
            Key::Virtual(_) => true,
        }
    }

    /// What the file is called.
    pub fn key(&self, file: FileId) -> Arc<Key> {
        self.store.key(file)
    }

    /// The file's path as a person knows it: under the root as the client names it.
    pub fn shown_path(&self, file: FileId) -> PathBuf {
        match &*self.key(file) {
            Key::Virtual(uri) => PathBuf::from(uri),
            Key::Path(path) => {
                let roots = self.state.roots.iter();
                let root = roots
                    .filter(|root| path.starts_with(&root.canonical))
                    .max_by_key(|root| root.canonical.as_os_str().len());
                let below = root.and_then(|root| Some(root.given.join(path.strip_prefix(&root.canonical).ok()?)));
                below.unwrap_or_else(|| path.clone())
            }
        }
    }

    /// The absolute dotted name of a file, as its neighbours import it.
    pub fn dotted_name(&self, file: FileId) -> Option<String> {
        match &*self.key(file) {
            Key::Path(path) => module::dotted_name(&self.search_for(path), path),
            Key::Virtual(_) => None,
        }
    }

    // ---- modules

    /// The module that the first `segments` segments of an import's path in a file mean.
    pub fn module(&self, importer: FileId, path: &ModulePath, segments: usize) -> Option<Arc<ModuleFiles>> {
        let dotted: Box<[Name]> = path.segments[..segments].iter().map(|segment| segment.1).collect();
        let key = self.key(importer);
        let modules = &self.state.modules;
        match &*key {
            Key::Path(importer) if path.level > 0 => {
                let package = importer.ancestors().nth(path.level as usize)?.to_owned();
                memoized(&modules.relative, (package, dotted), |(_, dotted)| {
                    self.with_ids(module::relative(self, importer, path.level, dotted)?)
                })
            }
            Key::Path(importer) => {
                let root = self.import_root(importer);
                memoized(&modules.absolute, (root, dotted), |(root, dotted)| {
                    self.with_ids(module::absolute(self, &self.search_from(root), dotted)?)
                })
            }
            Key::Virtual(_) => {
                let found = module::absolute(self, &self.state.search, &dotted)?;
                self.with_ids(found)
            }
        }
    }

    /// A module of a package.
    pub fn submodule(&self, package: &ModuleFiles, name: Name) -> Option<Arc<ModuleFiles>> {
        let folder = package.module.folders.first()?.clone();
        if package.module.folders.len() > 1 {
            return self.with_ids(module::submodule(self, &package.module, name)?);
        }
        memoized(&self.state.modules.relative, (folder, Box::new([name])), |_| {
            self.with_ids(module::submodule(self, &package.module, name)?)
        })
    }

    /// The module that a file is.
    pub fn module_of(&self, file: FileId) -> Option<Arc<ModuleFiles>> {
        let Key::Path(path) = &*self.key(file) else { return None };
        let is_init = path.file_stem().is_some_and(|stem| stem == "__init__");
        let beside = |extension| Some(path.with_extension(extension)).filter(|path| module::Files::is_file(self, path));
        let folders = if is_init { path.parent().map(Path::to_owned).into_iter().collect() } else { Vec::new() };
        self.with_ids(module::Module { source: beside("py"), stub: beside("pyi"), folders })
    }

    fn with_ids(&self, module: module::Module) -> Option<Arc<ModuleFiles>> {
        let id = |path: &Option<PathBuf>| path.as_ref().map(|path| self.store.file_at(path));
        Some(Arc::new(ModuleFiles { source: id(&module.source), stub: id(&module.stub), module }))
    }

    fn import_root(&self, importer: &Path) -> Arc<Path> {
        let folder = importer.parent().unwrap_or(importer);
        if let Some(root) = self.state.modules.import_roots.get(folder) {
            return root.clone();
        }
        let root: Arc<Path> = module::import_root(self, importer).unwrap_or(folder).into();
        self.state.modules.import_roots.insert(folder.to_owned(), root.clone());
        root
    }

    fn search_for(&self, importer: &Path) -> Vec<PathBuf> {
        self.search_from(&self.import_root(importer))
    }

    fn search_from(&self, import_root: &Path) -> Vec<PathBuf> {
        std::iter::once(import_root.to_owned()).chain(self.state.search.iter().cloned()).collect()
    }
}

impl module::Files for Snapshot {
    fn is_file(&self, path: &Path) -> bool {
        // An open document may not have been saved yet.
        let open = || {
            let id = self.store.ids.get(&Key::Path(path.to_owned()));
            id.is_some_and(|id| self.state.open.contains_key(&id))
        };
        path.is_file() || open()
    }

    fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }
}

/// Looks a key up in a memo, or computes and keeps its value. Two threads may compute the same; no lock is held meanwhile.
fn memoized<K: std::hash::Hash + Eq, V: Clone>(
    memo: &Memo<K, V>,
    key: K,
    compute: impl FnOnce(&K) -> Option<V>,
) -> Option<V> {
    if let Some(found) = memo.get(&key) {
        return found.clone();
    }
    let value = compute(&key);
    memo.insert(key, value.clone());
    value
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
