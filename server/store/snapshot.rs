//! The store at one moment: the files, the documents and the modules that a request sees.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use super::{Document, File, FileId, Key, Parsed, Replacement, Root, State, Store, is_python};
use crate::module;
use crate::name::Name;
use crate::scope::{Graph, ModulePath, Python};
use crate::settings::Settings;
use crate::syntax::{self, Syntax};
use crate::text::{PositionEncoding, Span};

/// The state of the store at one moment, for the length of a request.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) store: Arc<Store>,
    pub(super) state: Arc<State>,
    /// When it was taken, by the store's clock: what was checked since counts as the disk's for the length of the request.
    pub(super) asked: u64,
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

/// What module look-ups have found, as long as no file comes or goes.
#[derive(Default)]
pub(super) struct Modules {
    absolute: Memo<(Arc<Path>, Dotted), Arc<ModuleFiles>>,
    relative: Memo<(PathBuf, Dotted), Arc<ModuleFiles>>,
    /// By folder: where the absolute names of the files in it start.
    import_roots: DashMap<PathBuf, Arc<Path>, FxBuildHasher>,
}

/// The segments of a module's name.
type Dotted = Box<[Name]>;

/// What look-ups have found, `None` for what isn't there.
type Memo<K, V> = DashMap<K, Option<V>, FxBuildHasher>;

impl Snapshot {
    /// A file's graph and lines, as the client has it open or as it is on disk; `None` where no file can be read.
    pub fn file(&self, file: FileId) -> Option<Arc<File>> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.file()),
            None => self.store.load(file, self.python_for(file), self.asked),
        }
    }

    /// A file with its text and tree. A closed one is read from disk: ask once for each file.
    pub fn parsed(&self, file: FileId) -> Option<Parsed> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.parsed()),
            None => self.store.parse(file, self.python_for(file)),
        }
    }

    /// A file's graph.
    pub fn graph(&self, file: FileId) -> Option<Arc<Graph>> {
        Some(self.file(file)?.graph.clone())
    }

    /// A file's graph, for a question that goes through all files.
    pub fn graph_in_passing(&self, file: FileId) -> Option<Arc<Graph>> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.file().graph.clone()),
            None => Some(self.store.load_in_passing(file, self.python_for(file), self.asked)?.graph.clone()),
        }
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

    /// A file's tree, to which [`Self::file`]'s offsets belong; a closed file is parsed for it.
    pub fn syntax(&self, file: FileId) -> Option<Syntax> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.syntax.clone()),
            None => Some(syntax::parse(&self.text(file)?)),
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

    /// The open documents of this snapshot among the files of a later one.
    pub fn with_workspace_of(&self, later: &Snapshot) -> Snapshot {
        let mut state = (*later.state).clone();
        if !Arc::ptr_eq(&state.open, &self.state.open) {
            state.open = self.state.open.clone();
            // What was found with other documents open may differ.
            state.modules = Arc::default();
        }
        Snapshot { store: self.store.clone(), state: Arc::new(state), asked: self.asked }
    }

    /// The same state, but that a file has another text in place of a span's; `None` where it can't be read.
    pub fn with_edit(&self, file: FileId, span: Span, text: &str) -> Option<Snapshot> {
        let document = match self.document(file) {
            Some(document) => document.clone(),
            None => Arc::new(Document::new(self.text(file)?.to_string(), 0, self.python_for(file))),
        };
        let position = |offset| document.lines.position(offset, PositionEncoding::Utf8);
        let range = Some((position(span.start), position(span.end), PositionEncoding::Utf8));
        let edited = document.edited(&[Replacement { range, text: text.to_owned() }], document.version).ok()?;
        let mut state = (*self.state).clone();
        Arc::make_mut(&mut state.open).insert(file, Arc::new(edited));
        Some(Snapshot { store: self.store.clone(), state: Arc::new(state), asked: self.asked })
    }

    /// The settings that apply to a file.
    pub fn settings(&self, file: FileId) -> Arc<Settings> {
        self.state.settings(&self.store.key(file))
    }

    /// The version whose rules apply to a file.
    pub fn python_for(&self, file: FileId) -> Python {
        self.settings(file).python()
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

    /// The dotted name that a file is best imported by: of a file in regular packages, from the outermost of them on, else
    /// [`Self::dotted_name`].
    pub fn import_name(&self, file: FileId) -> Option<String> {
        let key = self.key(file);
        let Key::Path(path) = &*key else { return None };
        let root = self.import_root(path);
        match path.parent() == Some(&*root) {
            true => self.dotted_name(file),
            false => module::dotted_name(&[root.to_path_buf()], path),
        }
    }

    // ---- modules

    /// The module that the first `segments` segments of an import's path in a file mean.
    pub fn module(&self, importer: FileId, path: &ModulePath, segments: usize) -> Option<Arc<ModuleFiles>> {
        let dotted: Dotted = path.segments[..segments].iter().map(|segment| segment.1).collect();
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

    /// The names of the modules that a file can import: of the module that the first `segments` segments of an import's path mean, or of all
    /// folders that are searched. Sorted.
    pub fn module_names(&self, importer: FileId, path: &ModulePath, segments: usize) -> Vec<String> {
        let folders = match (&*self.key(importer), segments) {
            (Key::Path(importer), 0) if path.level == 0 => self.search_for(importer),
            (Key::Virtual(_), 0) if path.level == 0 => self.state.search.to_vec(),
            _ => self.module(importer, path, segments).map(|module| module.folders().to_vec()).unwrap_or_default(),
        };
        modules_in(&folders)
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

/// The names of the modules and packages in some folders, sorted. A folder without Python in it, or in a folder of it, is none.
pub fn modules_in(folders: &[PathBuf]) -> Vec<String> {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let has_python = |folder: &Path| entries(folder).any(|path| is_python(&path));
    let name = |path: PathBuf| {
        let is_module = is_python(&path);
        let name = if is_module { path.file_stem() } else { path.file_name() };
        let name = name?.to_str().filter(|name| crate::name::is_identifier(name) && *name != "__init__")?.to_owned();
        let is_package =
            || name != "__pycache__" && (has_python(&path) || entries(&path).any(|inner| has_python(&inner)));
        (is_module || is_package()).then_some(name)
    };
    let mut names: Vec<String> = folders.iter().flat_map(|folder| entries(folder).filter_map(name)).collect();
    names.sort_unstable();
    names.dedup();
    names
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
