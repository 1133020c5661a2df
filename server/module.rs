//! From an import's dotted name to files, by the import system's rules (reference, chapter 5), on paths alone.
//!
//! The trick: Python's path search, but every step keeps both halves of a source and its stub, and all portions of a namespace
//! package. Nothing is executed and no `sys.path` is read from an interpreter: what stands for it is a list of folders, the
//! workspace's own and those that [`environment`] finds.
//!
//! **Invariant:** knows nothing of graphs, documents or the protocol; the search asks the disk only through [`Files`].

pub mod environment;
pub mod stubs;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::name::Name;
use crate::scope::Python;
use environment::Environment;
use stubs::Stubs;

/// What the search asks of a file system.
pub trait Files {
    /// Whether there is a regular file at the path.
    fn is_file(&self, path: &Path) -> bool;
    /// Whether there is a directory at the path.
    fn is_dir(&self, path: &Path) -> bool;
    /// Whether a folder has a module of this name that is no text: `name.*.so`, `name.pyd`.
    fn is_compiled(&self, folder: &Path, name: &str) -> bool;
}

/// What a dotted name leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Module {
    /// The module's source: `name.py` or `name/__init__.py`.
    pub source: Option<PathBuf>,
    /// Its stub: `name.pyi` or `name/__init__.pyi`, in a package `name-stubs` or beside the source; for one without source, ours.
    pub stub: Option<PathBuf>,
    /// Whether it is written in another language, which nothing here can read.
    pub is_compiled: bool,
    /// Where its submodules are: the package's folder; for a namespace package, all its portions (PEP 420).
    pub folders: Vec<PathBuf>,
    /// Where stubs of its submodules are, in a package `name-stubs` (PEP 561). What a partial one leaves out is looked for in `folders`, and
    /// so is what another does: a name more is no harm here.
    pub stub_folders: Vec<PathBuf>,
}

impl Module {
    fn is_there(&self) -> bool {
        self.source.is_some() || self.stub.is_some() || self.is_compiled
    }
}

/// Where the modules of a file's absolute imports are looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// The folders, in order: as `sys.path`.
    pub folders: Vec<PathBuf>,
    /// What else the environment has.
    pub environment: Arc<Environment>,
    /// Stubs for modules without source.
    pub stubs: Stubs,
    /// The version whose modules there are.
    pub python: Python,
}

/// The module of an absolute dotted name: of the interpreter itself, else looked for in the folders in order, else where an import hook finds it,
/// else the one that we have a stub of.
pub fn absolute(files: &dyn Files, search: &Search, dotted: &[Name]) -> Option<Module> {
    if let [name] = dotted
        && stubs::is_built_in(name.text())
        && let Some(stub) = stub_of(files, search, dotted)
    {
        // The importer of built-in modules comes before the path.
        return Some(stub);
    }
    let found = below(files, search, &search.folders, dotted);
    found.or_else(|| {
        // A namespace package may have a module of its own name, and the first folder is a guess: `p/p.py` hides no `p/q/r.py`.
        let ([first, _, ..], [guessed, others @ ..]) = (dotted, &search.folders[..]) else { return None };
        let is_module = in_folder(files, guessed, first.text()).source.is_some();
        if is_module { below(files, search, others, dotted) } else { None }
    })
}

/// The module that one of some folders has under a dotted name, or what stands in for it.
fn below(files: &dyn Files, search: &Search, folders: &[PathBuf], dotted: &[Name]) -> Option<Module> {
    let stub_folders = |first: &Name| {
        let folders = folders.iter().map(|folder| folder.join(format!("{first}-stubs")));
        folders.filter(|folder| files.is_dir(folder)).collect()
    };
    let mut module = Module { folders: folders.to_vec(), ..Module::default() };
    for (depth, &segment) in dotted.iter().enumerate() {
        let prefix = &dotted[..=depth];
        let mut found = submodule(files, &module, segment);
        if depth == 0 {
            found = with_stubs(files, found, stub_folders(&segment));
        }
        if found.as_ref().is_none_or(|found| !found.is_there()) {
            found = mapped(files, search, prefix, found);
        }
        if found.as_ref().is_none_or(|found| found.source.is_none() && found.stub.is_none()) {
            found = alias(files, search, prefix).or_else(|| stub_of(files, search, prefix)).or(found);
        }
        module = found?;
    }
    Some(module)
}

/// Modules of the standard library that `sys.modules` has under a name that no file has: `os` chooses its `os.path`, and the interpreter starts
/// with frozen halves of `importlib`.
fn alias(files: &dyn Files, search: &Search, dotted: &[Name]) -> Option<Module> {
    let names: Vec<&str> = dotted.iter().map(|name| name.text()).collect();
    let behind: &[&str] = match names[..] {
        ["os", "path"] if cfg!(windows) => &["ntpath"],
        ["os", "path"] => &["posixpath"],
        ["_frozen_importlib"] => &["importlib", "_bootstrap"],
        ["_frozen_importlib_external"] => &["importlib", "_bootstrap_external"],
        _ => return None,
    };
    let behind: Vec<Name> = behind.iter().map(|name| Name::new(name)).collect();
    absolute(files, search, &behind)
}

/// What import hooks have under a name: a module, or more portions of a namespace package that the folders have some of.
fn mapped(files: &dyn Files, search: &Search, dotted: &[Name], found: Option<Module>) -> Option<Module> {
    let Some(places) = search.environment.mapped.get(dotted) else { return found };
    let mut folders = found.map(|found| found.folders).unwrap_or_default();
    for place in places {
        let (folder, name) = (place.parent()?, place.file_stem()?.to_str()?);
        if name == "__init__" && place.extension().is_some() {
            return Some(Module { folders: vec![folder.to_owned()], ..in_folder(files, folder, name) });
        }
        let package = in_folder(files, place, "__init__");
        if package.is_there() {
            return Some(Module { folders: vec![place.clone()], ..package });
        }
        let module = in_folder(files, folder, name);
        if module.is_there() {
            return Some(module);
        }
        folders.extend(Some(place.clone()).filter(|place| files.is_dir(place)));
    }
    (!folders.is_empty()).then(|| Module { folders, ..Module::default() })
}

/// A module without source, as typeshed or we describe it.
fn stub_of(files: &dyn Files, search: &Search, dotted: &[Name]) -> Option<Module> {
    let own = || Some(Module { stub: Some(search.stubs.path(dotted, search.python)?), ..Module::default() });
    in_typeshed(files, search, dotted).or_else(own).map(|module| Module { is_compiled: true, ..module })
}

/// A module of the standard library as the environment's typeshed describes it, whether it has a source or not.
pub fn in_typeshed(files: &dyn Files, search: &Search, dotted: &[Name]) -> Option<Module> {
    let place = search.environment.typeshed.as_ref()?.place(dotted, search.python)?;
    let package = in_folder(files, &place, "__init__");
    let module = in_folder(files, place.parent()?, place.file_name()?.to_str()?);
    [package, module].into_iter().find(Module::is_there)
}

/// The module of a relative import in a file: `level` dots, then a dotted name that may be empty.
/// The first dot is the file's own package: its folder. Works in folders without `__init__.py`, too.
pub fn relative(files: &dyn Files, importer: &Path, level: u32, dotted: &[Name]) -> Option<Module> {
    let package = importer.ancestors().nth(level as usize)?;
    let mut module = Module { folders: vec![package.to_owned()], ..in_folder(files, package, "__init__") };
    for &segment in dotted {
        module = submodule(files, &module, segment)?;
    }
    Some(module)
}

/// A module of a package.
pub fn submodule(files: &dyn Files, package: &Module, segment: Name) -> Option<Module> {
    let stub_folders = package.stub_folders.iter().map(|folder| folder.join(segment.text())).collect();
    with_stubs(files, in_folders(files, &package.folders, segment), stub_folders)
}

/// A module with what stub packages have of it: `places` are the paths of the module in these, without suffix.
fn with_stubs(files: &dyn Files, found: Option<Module>, places: Vec<PathBuf>) -> Option<Module> {
    if places.is_empty() {
        return found;
    }
    let mut module = found.unwrap_or_default();
    let existing = |path: PathBuf| Some(path).filter(|path| files.is_file(path));
    let stub = places.iter().find_map(|place| {
        existing(place.join("__init__.pyi")).or_else(|| existing(PathBuf::from(format!("{}.pyi", place.display()))))
    });
    module.stub = stub.or(module.stub);
    module.stub_folders = places.into_iter().filter(|place| files.is_dir(place)).collect();
    (module.is_there() || !module.folders.is_empty() || !module.stub_folders.is_empty()).then_some(module)
}

fn in_folders(files: &dyn Files, folders: &[PathBuf], segment: Name) -> Option<Module> {
    let mut portions = Vec::new();
    let mut stub_only = None;
    for folder in folders {
        let inner = folder.join(segment.text());
        let found = in_folder(files, &inner, "__init__");
        if found.is_there() {
            return Some(Module { folders: vec![inner], ..found });
        }
        let found = in_folder(files, folder, segment.text());
        if found.source.is_some() || found.is_compiled {
            return Some(found);
        }
        if found.is_there() {
            stub_only = stub_only.or(Some(found));
        } else if files.is_dir(&inner) {
            portions.push(inner);
        }
    }
    // A stub alone gives way to a source further on; a namespace package to both.
    stub_only.or_else(|| (!portions.is_empty()).then(|| Module { folders: portions, ..Module::default() }))
}

fn in_folder(files: &dyn Files, folder: &Path, stem: &str) -> Module {
    let existing = |extension| Some(folder.join(format!("{stem}.{extension}"))).filter(|path| files.is_file(path));
    let (source, stub) = (existing("py"), existing("pyi"));
    let is_compiled = files.is_compiled(folder, stem);
    Module { source, stub, is_compiled, ..Module::default() }
}

/// The folder from which a file's absolute name starts: the one around its outermost regular package. It is what Python puts
/// first on `sys.path` for a script, and for `python -m` it is the current folder.
pub fn import_root<'p>(files: &dyn Files, file: &'p Path) -> Option<&'p Path> {
    let has_init = |folder: &&Path| in_folder(files, folder, "__init__").is_there();
    file.ancestors().skip(1).find(|folder| !has_init(folder))
}

/// The same, if the folder lies in a regular package.
pub fn root_in_package<'p>(files: &dyn Files, file: &'p Path) -> Option<&'p Path> {
    let has_init = |folder: &Path| in_folder(files, folder, "__init__").is_there();
    import_root(files, file).filter(|root| root.ancestors().skip(1).any(has_init))
}

/// The path without the suffix of a source or stub.
fn without_suffix(path: &Path) -> PathBuf {
    let is_suffix = path.extension().is_some_and(|suffix| suffix == "py" || suffix == "pyi");
    if is_suffix { path.with_extension("") } else { path.to_owned() }
}

/// The dotted name of a file: the shortest that one of the search folders, a hook or a folder of stubs gives it.
pub fn dotted_name(search: &Search, file: &Path) -> Option<String> {
    let environment = &search.environment;
    let typeshed = environment.typeshed.as_ref().map(|typeshed| &typeshed.folder);
    let stubs = search.stubs.folder(search.python);
    let below = search.folders.iter().chain(typeshed).chain(std::iter::once(&stubs));
    let below = below.filter_map(|root| file.strip_prefix(root).ok()).min_by_key(|path| path.components().count());
    let mapped = || {
        let places =
            environment.mapped.iter().flat_map(|(dotted, places)| places.iter().map(move |place| (&**dotted, place)));
        let below = |(dotted, place): (&[Name], &PathBuf)| {
            let is_init = place.file_name().is_some_and(|name| name == "__init__.py");
            let base = if is_init { place.parent()?.to_owned() } else { without_suffix(place) };
            let rest = without_suffix(file).strip_prefix(base).ok()?.to_owned();
            Some(dotted.iter().map(|name| name.text()).collect::<PathBuf>().join(rest))
        };
        places.filter_map(below).min_by_key(|path| path.components().count())
    };
    let relative = below.map(without_suffix).or_else(mapped)?;
    let mut parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "__init__") {
        parts.pop();
    }
    if let Some(name) = parts.first().and_then(|first| first.strip_suffix("-stubs")) {
        parts[0] = name.to_owned();
    }
    (!parts.is_empty()).then(|| parts.join("."))
}
