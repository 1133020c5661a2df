//! Which modules the files of a snapshot are, and which ones the names in their imports mean.
//!
//! The trick: what was found is kept as long as no file comes or goes, under what it depends on, so that the many files of a folder look for
//! each module once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::folders::Folders;
use super::{FileId, Key, Snapshot, is_python};
use crate::module::environment::Origin;
use crate::module::{self, Search};
use crate::name::Name;
use crate::scope::{ModulePath, Python};

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
    absolute: Memo<(u32, Dotted), Arc<ModuleFiles>>,
    relative: Memo<(PathBuf, Dotted), Arc<ModuleFiles>>,
    /// By file: where it looks for modules; asked for with each import.
    of_importers: DashMap<FileId, Numbered, FxBuildHasher>,
    /// By folder: where the files in it look for modules.
    searches: DashMap<PathBuf, Numbered, FxBuildHasher>,
    /// The same by what it depends on, so that many folders share one.
    distinct: DashMap<(Option<PathBuf>, PathBuf, Python), Numbered, FxBuildHasher>,
    n_searches: AtomicU32,
    folders: Folders,
    /// By folder: whether the files in it are the workspace's own.
    pub(super) ours: DashMap<PathBuf, bool, FxBuildHasher>,
    /// By file: asked for at each step of a walk, and told by the path.
    pub(super) whose: DashMap<FileId, Whose, FxBuildHasher>,
    /// By file: the module `builtins`, of which literals are.
    builtins: Memo<FileId, Arc<ModuleFiles>>,
    /// By file: the names that lines of the text begin to bind. Who edits a library may be told of it late.
    bound_by_lines: DashMap<FileId, Arc<FxHashSet<Box<str>>>, FxBuildHasher>,
    /// By file: the version whose rules apply.
    pub(super) pythons: DashMap<FileId, Python, FxBuildHasher>,
    /// By file: the module that it is.
    of_files: Memo<FileId, Arc<ModuleFiles>>,
    /// Of the source of a standard module, the stub that describes it.
    described: Memo<FileId, FileId>,
    /// Of such a stub, the source.
    sources_described: Memo<FileId, FileId>,
}

/// Who works on a file.
#[derive(Clone, Copy)]
pub(super) struct Whose {
    pub(super) is_ours: bool,
    pub(super) is_library: bool,
}

impl Modules {
    /// Nothing found yet in these folders.
    pub(super) fn in_folders(folders: Folders) -> Modules {
        Modules { folders, ..Modules::default() }
    }
}

/// A search and the number that stands for it.
type Numbered = (u32, Arc<Search>);

/// The segments of a module's name.
type Dotted = Box<[Name]>;

/// What look-ups have found, `None` for what isn't there.
type Memo<K, V> = DashMap<K, Option<V>, FxBuildHasher>;

impl Snapshot {
    /// The absolute dotted name of a file, as its neighbours import it.
    pub fn dotted_name(&self, file: FileId) -> Option<String> {
        let key = self.key(file);
        match &*key {
            Key::Path(path) => module::dotted_name(&self.search_for(file).1, path),
            Key::Virtual(_) => None,
        }
    }

    /// The dotted name that a file is best imported by: of a file in regular packages, from the outermost of them on, else
    /// [`Self::dotted_name`].
    pub fn import_name(&self, file: FileId) -> Option<String> {
        let key = self.key(file);
        let Key::Path(path) = &*key else { return None };
        let root = module::import_root(self, path).filter(|root| path.parent() != Some(root));
        let Some(root) = root else { return self.dotted_name(file) };
        let below = path.strip_prefix(root).ok()?.with_extension("");
        let parts = below.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
        Some(parts.join(".").trim_end_matches(".__init__").to_owned())
    }

    /// The folders of the workspace in which a file looks for modules, in order.
    pub fn own_folders(&self, file: FileId) -> Vec<PathBuf> {
        let (_, search) = self.search_for(file);
        let installed = |path: &PathBuf| search.environment.search.iter().any(|entry| entry.path == *path);
        search.folders.iter().filter(|path| !installed(path)).cloned().collect()
    }

    /// The module that the first `segments` segments of an import's path in a file mean.
    pub fn module(&self, importer: FileId, path: &ModulePath, segments: usize) -> Option<Arc<ModuleFiles>> {
        let dotted: Dotted = path.segments[..segments].iter().map(|segment| segment.1).collect();
        if path.level > 0
            && let Key::Path(importer) = &*self.key(importer)
        {
            let package = importer.ancestors().nth(path.level as usize)?.to_owned();
            return memoized(&self.state.modules.relative, (package, dotted), |(_, dotted)| {
                self.with_ids(module::relative(self, importer, path.level, dotted)?)
            });
        }
        self.absolute(importer, dotted)
    }

    /// The module with an absolute name, as a file imports it.
    fn absolute(&self, importer: FileId, dotted: Dotted) -> Option<Arc<ModuleFiles>> {
        let (number, search) = self.search_for(importer);
        memoized(&self.state.modules.absolute, (number, dotted), |(_, dotted)| {
            self.with_ids(module::absolute(self, &search, dotted)?)
        })
    }

    /// The module `builtins`, which the names that a file doesn't bind are looked up in.
    pub fn builtins(&self, file: FileId) -> Option<Arc<ModuleFiles>> {
        memoized(&self.state.modules.builtins, file, |&file| self.absolute(file, Box::new([Name::new("builtins")])))
    }

    /// A module of a package.
    pub fn submodule(&self, package: &ModuleFiles, name: Name) -> Option<Arc<ModuleFiles>> {
        let folder = package.module.folders.first()?.clone();
        if package.module.folders.len() > 1 || !package.module.stub_folders.is_empty() {
            return self.with_ids(module::submodule(self, &package.module, name)?);
        }
        memoized(&self.state.modules.relative, (folder, Box::new([name])), |_| {
            self.with_ids(module::submodule(self, &package.module, name)?)
        })
    }

    /// Whether the standard library is found that a file's imports would find: without it, nothing is known of what is installed.
    pub fn has_environment(&self, importer: FileId) -> bool {
        let (_, search) = self.search_for(importer);
        search.environment.search.iter().any(|entry| entry.origin == Origin::StandardLibrary)
    }

    /// Whether more than one of the folders in which a file looks for modules has one of this name: which is meant depends on how the program is
    /// started.
    pub fn has_namesakes(&self, importer: FileId, name: Name) -> bool {
        let folder = |folder: &&PathBuf| {
            let package = module::Module { folders: vec![(*folder).clone()], ..module::Module::default() };
            module::submodule(self, &package, name).is_some()
        };
        self.search_for(importer).1.folders.iter().filter(folder).nth(1).is_some()
    }

    /// Whether a line of a closed file begins as one that binds a name of the module: `def name`, `class name`, `name = …`. To know that, it isn't
    /// parsed.
    pub fn seems_to_bind(&self, file: FileId, name: Name) -> bool {
        let known = &self.state.modules.bound_by_lines;
        if let Some(known) = known.get(&file) {
            return known.contains(name.text());
        }
        let key = self.key(file);
        let Key::Path(path) = &*key else { return false };
        let found = bound_by_lines(&std::fs::read(path).unwrap_or_default());
        let is_bound = found.contains(name.text());
        known.insert(file, Arc::new(found));
        is_bound
    }

    /// Whether the first module of an import's path is found beside the file alone, in a folder of a package that is none itself: as what such a file is
    /// run isn't known.
    pub fn is_guessed(&self, importer: FileId, path: &ModulePath) -> bool {
        let (key, first) = (self.key(importer), self.module(importer, path, 1));
        let (Key::Path(importer), Some(first)) = (&*key, first) else { return false };
        let Some(root) = module::root_in_package(self, importer) else { return false };
        let is_beside = |file: FileId| matches!(&*self.key(file), Key::Path(path) if path.parent() == Some(root));
        first.folders().iter().any(|folder| folder.parent() == Some(root)) || first.file().is_some_and(is_beside)
    }

    /// Whether a folder has what a build may make a module of this name of: its source in another language.
    pub fn is_to_be_made(&self, folder: &Path, name: Name) -> bool {
        self.state.modules.folders.is_to_be_made(folder, name.text())
    }

    /// The module whose file or folder is at a path; `None` where there is none, and for a package's `__init__`, which is no module of its own.
    pub fn module_at(&self, path: &Path) -> Option<Arc<ModuleFiles>> {
        let path = super::canonical(path);
        let name = if path.is_dir() { path.file_name()? } else { path.file_stem()? };
        let is_module = path.is_dir() || super::is_python(&path) && name != "__init__" && name != "__main__";
        let folder = path.parent()?.to_owned();
        let package = module::Module { folders: vec![folder], ..module::Module::default() };
        let name = is_module.then(|| name.to_str()).flatten().map(Name::new)?;
        self.with_ids(module::submodule(self, &package, name)?)
    }

    /// The names of the modules that a file can import: of the module that the first `segments` segments of an import's path mean, or of all
    /// folders that are searched. Sorted.
    pub fn module_names(&self, importer: FileId, path: &ModulePath, segments: usize) -> Vec<String> {
        if segments == 0 && path.level == 0 {
            let search = self.search_for(importer).1;
            let mut names = modules_in(&search.folders);
            // What is written in C is in no folder of the standard library's.
            if search.environment.search.iter().any(|entry| entry.origin == Origin::StandardLibrary) {
                names.extend(search.stubs.names(search.python).map(str::to_owned));
            }
            names.sort_unstable();
            names.dedup();
            return names;
        }
        self.module(importer, path, segments).map(|module| modules_in(module.folders())).unwrap_or_default()
    }

    /// The names of the public modules that a file's environment has, not those of the workspace: of the standard library first, then what is
    /// installed; each sorted.
    pub fn library_names(&self, importer: FileId) -> Vec<String> {
        let (_, search) = self.search_for(importer);
        let of = |origin: Origin| {
            let entries = search.environment.search.iter().filter(|entry| entry.origin == origin);
            modules_in(&entries.map(|entry| entry.path.clone()).collect::<Vec<_>>())
        };
        let mut names = of(Origin::StandardLibrary);
        names.extend(search.stubs.names(search.python).map(str::to_owned));
        names.sort_unstable();
        names.extend(of(Origin::SitePackages));
        let mut known = FxHashSet::default();
        names.retain(|name| !name.starts_with('_') && known.insert(name.clone()));
        names
    }

    /// The module that a file is.
    pub fn module_of(&self, file: FileId) -> Option<Arc<ModuleFiles>> {
        memoized(&self.state.modules.of_files, file, |&file| self.look_module_up(file))
    }

    fn look_module_up(&self, file: FileId) -> Option<Arc<ModuleFiles>> {
        let key = self.key(file);
        let Key::Path(path) = &*key else { return None };
        if self.state.is_library(path)
            && let Some(found) =
                self.library_module(file, path).filter(|found| [found.source, found.stub].contains(&Some(file)))
        {
            return Some(found);
        }
        let is_init = path.file_stem().is_some_and(|stem| stem == "__init__");
        let beside = |extension| Some(path.with_extension(extension)).filter(|path| module::Files::is_file(self, path));
        let folders = if is_init { path.parent().map(Path::to_owned).into_iter().collect() } else { Vec::new() };
        let (source, stub) = (beside("py"), beside("pyi"));
        self.with_ids(module::Module { source, stub, folders, ..module::Module::default() })
    }

    /// The module that a library's file is under its full name: its stub may lie in another folder than its source.
    fn library_module(&self, file: FileId, path: &Path) -> Option<Arc<ModuleFiles>> {
        let name = module::dotted_name(&self.search_for(file).1, path)?;
        self.absolute(file, name.split('.').map(Name::new).collect())
    }

    /// The stub by which the environment's typeshed describes the standard module that a file is the source of.
    pub fn described(&self, file: FileId) -> Option<FileId> {
        memoized(&self.state.modules.described, file, |_| {
            let key = self.key(file);
            let Key::Path(path) = &*key else { return None };
            if !self.is_library(file) {
                return None;
            }
            let search = self.search_for(file).1;
            let name = module::dotted_name(&search, path)?;
            let dotted: Vec<Name> = name.split('.').map(Name::new).collect();
            let stub = module::in_typeshed(self, &search, &dotted)?.stub?;
            Some(self.store.file_at(&stub)).filter(|&stub| stub != file)
        })
    }

    /// The source of the standard module that a file of the environment's typeshed describes.
    pub fn source_described(&self, file: FileId) -> Option<FileId> {
        memoized(&self.state.modules.sources_described, file, |_| {
            let key = self.key(file);
            let Key::Path(path) = &*key else { return None };
            let module = self.is_library(file).then(|| self.library_module(file, path)).flatten()?;
            module.source.filter(|&source| source != file)
        })
    }

    fn with_ids(&self, module: module::Module) -> Option<Arc<ModuleFiles>> {
        let id = |path: &Option<PathBuf>| path.as_ref().map(|path| self.store.file_at(path));
        Some(Arc::new(ModuleFiles { source: id(&module.source), stub: id(&module.stub), module }))
    }

    /// Where a file looks for modules: in its own import root, in the workspace's folders, then in its environment. A library sees the workspace
    /// last: its folders are seldom all on the path of one program, and their names are not meant for it.
    fn search_for(&self, importer: FileId) -> Numbered {
        let of_importers = &self.state.modules.of_importers;
        if let Some(known) = of_importers.get(&importer) {
            return known.clone();
        }
        let found = self.search_from(&self.key(importer));
        of_importers.insert(importer, found.clone());
        found
    }

    fn search_from(&self, importer: &Key) -> Numbered {
        let modules = &self.state.modules;
        let folder = match importer {
            Key::Path(path) => path.parent().unwrap_or(path),
            Key::Virtual(_) => Path::new(""),
        };
        if let Some(known) = modules.searches.get(folder) {
            return known.clone();
        }
        let (home, library) =
            (self.state.home_of(importer), matches!(importer, Key::Path(path) if self.state.is_library(path)));
        let import_root = match importer {
            Key::Path(path) if !library => Some(module::import_root(self, path).unwrap_or(folder).to_owned()),
            _ => None,
        };
        let environment = self.state.environment_of(&home);
        let python = environment.version().unwrap_or_else(|| self.state.python(importer));
        let search = || {
            let own = import_root.iter().chain(self.state.search.iter()).cloned();
            let installed = environment.search.iter().map(|entry| entry.path.clone());
            let mut folders: Vec<PathBuf> =
                if library { installed.chain(own).collect() } else { own.chain(installed).collect() };
            let mut known = FxHashSet::default();
            folders.retain(|folder| known.insert(folder.clone()));
            let stubs = self.state.environments.stubs.clone();
            Arc::new(Search { folders, environment: environment.clone(), stubs, python })
        };
        let key = (import_root.clone(), home, python);
        let number = || modules.n_searches.fetch_add(1, Ordering::Relaxed);
        let found = modules.distinct.entry(key).or_insert_with(|| (number(), search())).clone();
        modules.searches.insert(folder.to_owned(), found.clone());
        found
    }
}

/// The names that lines of a text begin to bind.
fn bound_by_lines(text: &[u8]) -> FxHashSet<Box<str>> {
    let bound = text.split(|&byte| byte == b'\n').filter_map(|line| {
        let word = ["def ", "async def ", "class "].into_iter().find(|word| line.starts_with(word.as_bytes()));
        let line = &line[word.map_or(0, str::len)..];
        let name = &line[..line.iter().take_while(|&&byte| byte == b'_' || byte.is_ascii_alphanumeric()).count()];
        let behind = line[name.len()..].trim_ascii_start();
        let binds = match word {
            Some(_) => behind.starts_with(b"(") || behind.starts_with(b":") || behind.starts_with(b"["),
            None => behind.starts_with(b":") || behind.starts_with(b"=") && !behind.starts_with(b"=="),
        };
        std::str::from_utf8(name).ok().filter(|name| binds && !name.is_empty()).map(Box::from)
    });
    bound.collect()
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
        self.state.modules.folders.is_file(path) || open() || self.state.environments.stubs.has(path)
    }

    fn is_dir(&self, path: &Path) -> bool {
        self.state.modules.folders.is_dir(path)
    }

    fn is_compiled(&self, folder: &Path, name: &str) -> bool {
        self.state.modules.folders.is_compiled(folder, name)
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
