//! From an import's dotted name to files, by the import system's rules (reference, chapter 5), on paths alone.
//!
//! The trick: Python's path search, but every step keeps both halves of a source and its stub, and all portions of a namespace
//! package. Nothing is executed and no `sys.path` is read from an interpreter: what stands for it is a list of folders.
//!
//! **Invariant:** knows nothing of graphs, documents or the protocol; asks the disk only through [`Files`].

use std::path::{Path, PathBuf};

use crate::name::Name;

/// What the search asks of a file system.
pub trait Files {
    /// Whether there is a regular file at the path.
    fn is_file(&self, path: &Path) -> bool;
    /// Whether there is a directory at the path.
    fn is_dir(&self, path: &Path) -> bool;
}

/// What a dotted name leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Module {
    /// The module's source: `name.py` or `name/__init__.py`.
    pub source: Option<PathBuf>,
    /// Its stub: `name.pyi` or `name/__init__.pyi`.
    pub stub: Option<PathBuf>,
    /// Where its submodules are: the package's folder; for a namespace package, all its portions (PEP 420).
    pub folders: Vec<PathBuf>,
}

impl Module {
    fn is_file(&self) -> bool {
        self.source.is_some() || self.stub.is_some()
    }
}

/// The module of an absolute dotted name, looked for in folders in order, as `sys.path` is.
pub fn absolute(files: &dyn Files, search: &[PathBuf], dotted: &[Name]) -> Option<Module> {
    let mut module = Module { folders: search.to_vec(), ..Module::default() };
    for &segment in dotted {
        module = submodule(files, &module, segment)?;
    }
    Some(module)
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
    let mut portions = Vec::new();
    let mut stub_only = None;
    for folder in &package.folders {
        let inner = folder.join(segment.text());
        let found = in_folder(files, &inner, "__init__");
        if found.is_file() {
            return Some(Module { folders: vec![inner], ..found });
        }
        let found = in_folder(files, folder, segment.text());
        if found.source.is_some() {
            return Some(found);
        }
        if found.is_file() {
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
    Module { source: existing("py"), stub: existing("pyi"), folders: Vec::new() }
}

/// The folder from which a file's absolute name starts: the one around its outermost regular package. It is what Python puts
/// first on `sys.path` for a script, and for `python -m` it is the current folder.
pub fn import_root<'p>(files: &dyn Files, file: &'p Path) -> Option<&'p Path> {
    let has_init = |folder: &&Path| in_folder(files, folder, "__init__").is_file();
    file.ancestors().skip(1).find(|folder| !has_init(folder))
}

/// The dotted name of a file below one of the search folders: the shortest that names it.
pub fn dotted_name(search: &[PathBuf], file: &Path) -> Option<String> {
    let relative =
        search.iter().filter_map(|root| file.strip_prefix(root).ok()).min_by_key(|path| path.components().count())?;
    let mut parts: Vec<_> =
        relative.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "__init__") {
        parts.pop();
    }
    (!parts.is_empty()).then(|| parts.join("."))
}
