//! The store at one moment: the files and the documents that a request sees.

use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::modules::Whose;
use super::{Document, File, FileId, Key, Parsed, Replacement, Root, State, Store};
use crate::module::environment::{Environment, Origin};
use crate::name::Name;
use crate::scope::{Graph, Python};
use crate::settings::Settings;
use crate::syntax::Syntax;
use crate::text::{PositionEncoding, Span};

/// The state of the store at one moment, for the length of a request.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) store: Arc<Store>,
    pub(super) state: Arc<State>,
    /// When it was taken, by the store's clock: what was checked since counts as the disk's for the length of the request.
    pub(super) asked: u64,
    pub(super) found: Found,
}

/// What questions have found out, for others about the same state.
pub(super) type Found = Arc<OnceLock<Box<dyn Any + Send + Sync>>>;

impl Snapshot {
    /// What questions have found out about this state. No other state has it: what an edit changes need not be known. The type is always the same.
    pub fn found<T: Any + Send + Sync + Default>(&self) -> &T {
        self.found.get_or_init(|| Box::<T>::default()).downcast_ref().expect("the same type")
    }

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

    /// Why a file can't be read, if it can't.
    pub fn problem(&self, file: FileId) -> Option<String> {
        match self.state.open.get(&file) {
            Some(document) => document.problem.clone(),
            None => self.store.problem(file, self.python_for(file), self.asked),
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
                Key::Path(path) => match self.state.environments.stubs.text(path) {
                    Some(text) => Some(text.into()),
                    None => self.file(file)?.reread(path),
                },
                Key::Virtual(_) => None,
            },
        }
    }

    /// A file's tree, to which [`Self::file`]'s offsets belong; a closed file is parsed for it.
    pub fn syntax(&self, file: FileId) -> Option<Syntax> {
        match self.state.open.get(&file) {
            Some(document) => Some(document.syntax.clone()),
            None => Some(self.store.trees.of(&self.text(file)?)),
        }
    }

    /// A tree in which a function or class that spans this part of a text of a file's stands as in the file's tree; of a closed file, only this is parsed.
    pub fn syntax_of(&self, file: FileId, text: &str, span: Span) -> Syntax {
        match self.state.open.get(&file) {
            Some(document) => document.syntax.clone(),
            None => {
                // Empty lines before it keep the offsets; to pass over them costs a twentieth of parsing.
                let alone = "\n".repeat(span.start as usize) + &text[span.start as usize..span.end as usize];
                self.store.trees.of(&alone)
            }
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
        Snapshot { store: self.store.clone(), state: Arc::new(state), asked: self.asked, found: Found::default() }
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
        Some(Snapshot { store: self.store.clone(), state: Arc::new(state), asked: self.asked, found: Found::default() })
    }

    /// The settings that apply to a file.
    pub fn settings(&self, file: FileId) -> Arc<Settings> {
        self.state.settings(&self.store.key(file))
    }

    /// The version whose rules apply to a file.
    pub fn python_for(&self, file: FileId) -> Python {
        let pythons = &self.state.modules.pythons;
        if let Some(known) = pythons.get(&file) {
            return *known;
        }
        let python = self.state.python(&self.store.key(file));
        pythons.insert(file, python);
        python
    }

    /// The environment that a file's code runs in.
    pub fn environment(&self, file: FileId) -> Arc<Environment> {
        self.state.environment_of(&self.state.home_of(&self.store.key(file)))
    }

    /// The roots of the workspace.
    pub fn roots(&self) -> &[Root] {
        &self.state.roots
    }

    /// Whether the file may be edited: it lies in a root and was not installed there, or the client has it open and it is on no disk.
    pub fn is_ours(&self, file: FileId) -> bool {
        self.whose(file).is_ours
    }

    /// Whether the file was installed, or is a stub of ours: nobody works on it.
    pub fn is_library(&self, file: FileId) -> bool {
        self.whose(file).is_library
    }

    fn whose(&self, file: FileId) -> Whose {
        let whose = &self.state.modules.whose;
        if let Some(known) = whose.get(&file) {
            return *known;
        }
        let found = match &*self.store.key(file) {
            Key::Path(path) => Whose { is_ours: self.state.is_ours(path), is_library: self.state.is_library(path) },
            Key::Virtual(_) => Whose { is_ours: true, is_library: false },
        };
        whose.insert(file, found);
        found
    }

    /// Whether the file is a stub that leaves names out: it says so by a `__getattr__`, or is of a typeshed that nobody keeps up to date.
    pub fn is_incomplete_stub(&self, file: FileId) -> bool {
        let key = self.store.key(file);
        let Key::Path(path) = &*key else { return false };
        let getattr = || {
            let graph = self.graph(file)?;
            graph.global(Name::existing("__getattr__")?).filter(|&getattr| graph.is_bound(getattr))
        };
        let typeshed = || self.environment(file).typeshed.clone().filter(|typeshed| path.starts_with(&typeshed.folder));
        self.is_stub(file) && (getattr().is_some() || typeshed().is_some_and(|typeshed| !typeshed.has_versions()))
    }

    /// Whether the file is a stub that comes with this program, made from what one interpreter has.
    pub fn is_stub_of_ours(&self, file: FileId) -> bool {
        matches!(&*self.store.key(file), Key::Path(path) if self.state.environments.stubs.has(path))
    }

    /// Whether the file is a stub.
    pub fn is_stub(&self, file: FileId) -> bool {
        matches!(&*self.store.key(file), Key::Path(path) if path.extension().is_some_and(|extension| extension == "pyi"))
    }

    /// Whether the file is the module of a package.
    pub fn is_package(&self, file: FileId) -> bool {
        matches!(&*self.store.key(file), Key::Path(path) if path.file_stem().is_some_and(|stem| stem == "__init__"))
    }

    /// Whether the file is the stub of the module `builtins`.
    pub fn is_builtins(&self, file: FileId) -> bool {
        let is_named = |path: &Path| path.file_name().is_some_and(|name| name == "builtins.pyi");
        matches!(&*self.store.key(file), Key::Path(path) if is_named(path) && self.state.is_library(path))
    }

    /// Makes sure that a file that an answer leads to can be opened: a stub of ours may not have been written yet.
    pub fn write_out(&self, file: FileId) {
        if let Key::Path(path) = &*self.store.key(file)
            && let Err(error) = self.state.environments.stubs.write_out(path)
        {
            tracing::warn!("{}: the stub can't be written: {error}", path.display());
        }
    }

    /// The folders outside the roots in which packages are installed that their code may import.
    pub fn installed_folders(&self) -> Vec<PathBuf> {
        let environments = self.roots().iter().map(|root| self.state.environment_of(&root.canonical));
        let entries = environments.flat_map(|environment| environment.search.clone());
        let installed = entries.filter(|entry| entry.origin == Origin::SitePackages).map(|entry| entry.path);
        let is_outside = |path: &PathBuf| !self.roots().iter().any(|root| path.starts_with(&root.canonical));
        let mut folders: Vec<PathBuf> = installed.filter(is_outside).collect();
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// What the file is called.
    pub fn key(&self, file: FileId) -> Arc<Key> {
        self.store.key(file)
    }

    /// The file's path as a person knows it: under the root as the client names it.
    pub fn shown_path(&self, file: FileId) -> PathBuf {
        match &*self.key(file) {
            Key::Virtual(uri) => PathBuf::from(uri),
            Key::Path(path) => self.shown(path),
        }
    }

    /// A path as a person knows it: under the root as the client names it.
    pub fn shown(&self, path: &Path) -> PathBuf {
        let roots = self.state.roots.iter().filter(|root| path.starts_with(&root.canonical));
        let root = roots.max_by_key(|root| root.canonical.as_os_str().len());
        let below = root.and_then(|root| Some(root.given.join(path.strip_prefix(&root.canonical).ok()?)));
        below.unwrap_or_else(|| path.to_owned())
    }

    /// A file's path in a message: relative to the folder that its reader stands in, if it lies there, or in an editor to its root.
    pub fn told_path(&self, file: FileId) -> PathBuf {
        let shown = self.shown_path(file);
        let below = match (&*self.key(file), &self.state.told_from) {
            (Key::Virtual(_), _) => None,
            (_, Some(folder)) => shown.strip_prefix(folder).ok(),
            (_, None) => self.roots().iter().find_map(|root| shown.strip_prefix(&root.given).ok()),
        };
        below.map(Path::to_owned).unwrap_or(shown)
    }
}
