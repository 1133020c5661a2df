//! The environment that a project runs in: its interpreter's standard library, the packages that are installed, and in what order
//! Python looks through them. Found on the disk, never by running anything: neither an interpreter nor a line of a `.pth` file.
//!
//! The trick: all that an interpreter would compute at its start is written somewhere. `pyvenv.cfg` names the interpreter, the layout of
//! the folders around it its version and library (`getpath.py`), `.pth` files more folders (`site.py`), and what install hooks write is Python
//! literals, which are read as data ([`editable`]).
//!
//! **Invariant:** what is found depends on the disk, the settings and the [`Surroundings`] alone. Nothing is written and nothing is run.

mod editable;
mod find;
mod layout;
mod literal;
mod managers;
mod site;
mod typeshed;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::name::Name;
use crate::scope::Python;

pub use find::find;
pub use layout::Interpreter;
pub use managers::poetry_name;
pub use typeshed::Typeshed;

/// The names of files that decide which environment there is and what it has.
pub const FILES: [&str; 3] = ["pyvenv.cfg", ".python-version", "poetry.toml"];

/// Whether a path's change may change an environment: it is one of [`FILES`], or says that something was installed or removed.
pub fn concerns(path: &Path) -> bool {
    let suffixes = ["pth", "dist-info", "egg-info"];
    FILES.iter().any(|name| path.file_name().is_some_and(|file| file == *name))
        || path.extension().is_some_and(|extension| suffixes.iter().any(|suffix| extension == *suffix))
}

/// What the person asks for: by the editor's settings or in `[tool.legb]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The path of an interpreter, or of the environment that it is in.
    pub python: Option<PathBuf>,
    /// More folders to look for modules in, after the roots.
    pub extra_paths: Vec<PathBuf>,
    /// A checkout of typeshed, whose stubs stand for modules without source.
    pub typeshed: Option<PathBuf>,
}

/// What the process is surrounded by; the default is nothing at all.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The environment variables.
    pub variables: FxHashMap<String, OsString>,
    /// The person's home folder.
    pub home: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_process() -> Surroundings {
        let variables = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        Surroundings { variables: variables.collect(), home: std::env::home_dir() }
    }

    /// The value of a variable; an empty one counts as none, as CPython has it.
    pub fn variable(&self, name: &str) -> Option<&OsString> {
        self.variables.get(name).filter(|value| !value.is_empty())
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.variable(name).map(PathBuf::from)
    }

    fn paths(&self, name: &str) -> Vec<PathBuf> {
        let split = self.variable(name).map(|value| std::env::split_paths(value).collect::<Vec<_>>());
        split.unwrap_or_default().into_iter().filter(|path| !path.as_os_str().is_empty()).collect()
    }

    /// A path as a person writes it: `~` is the home folder, and what is relative starts from a folder.
    pub fn expanded(&self, path: &Path, from: &Path) -> PathBuf {
        let Ok(below) = path.strip_prefix("~") else { return from.join(path) };
        self.home.as_ref().map_or_else(|| from.join(path), |home| home.join(below))
    }

    /// The folder in which the platform keeps what can be made anew (XDG base directories, Apple's file system guide, `%LOCALAPPDATA%`).
    pub fn cache_folder(&self) -> Option<PathBuf> {
        let home = || self.home.clone();
        match () {
            _ if cfg!(windows) => self.path("LOCALAPPDATA"),
            _ if cfg!(target_os = "macos") => home().map(|home| home.join("Library/Caches")),
            _ => self.path("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache"))),
        }
    }
}

/// An environment, or what of one was found.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The interpreter; `None` where none was found.
    pub interpreter: Option<Interpreter>,
    /// Why this interpreter and no other, in a clause such as "`VIRTUAL_ENV` names it".
    pub reason: String,
    /// Where modules are looked for after the workspace's own folders, in order.
    pub search: Vec<Entry>,
    /// The modules that import hooks find elsewhere: those that editable installs leave behind.
    pub mapped: Mapped,
    /// Stubs for modules without source, if there are better ones than ours.
    pub typeshed: Option<Typeshed>,
    /// What was asked for and can't be had.
    pub problems: Vec<String>,
}

/// A folder in which modules are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folder.
    pub path: PathBuf,
    /// Why it is one.
    pub origin: Origin,
}

/// Why modules are looked for in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The setting `extra-paths`.
    Setting,
    /// The variable `PYTHONPATH`.
    PythonPath,
    /// The interpreter's own library.
    StandardLibrary,
    /// Where packages are installed.
    SitePackages,
    /// A line of this `.pth` file.
    Pth(PathBuf),
}

impl Origin {
    /// Whether what lies there was installed rather than written by the person.
    pub fn is_library(&self) -> bool {
        matches!(self, Origin::StandardLibrary | Origin::SitePackages)
    }
}

/// Where import hooks find modules, by dotted name: a package's folder, a module's file with or without its suffix. Of a namespace package,
/// all its portions.
pub type Mapped = FxHashMap<Box<[Name]>, Vec<PathBuf>>;

impl Environment {
    /// The version that the interpreter has, as the nearest one whose rules are known.
    pub fn version(&self) -> Option<Python> {
        self.interpreter.as_ref().map(|interpreter| Python { minor: interpreter.minor }.nearest_known())
    }

    /// Whether a file was installed, not written by the person: it lies in the standard library, among the installed packages or in typeshed.
    pub fn is_library(&self, path: &Path) -> bool {
        let entries = self.search.iter().filter(|entry| entry.origin.is_library());
        entries
            .map(|entry| &*entry.path)
            .chain(self.typeshed.as_ref().map(|typeshed| &*typeshed.folder))
            .any(|folder| path.starts_with(folder))
    }

    /// Whether modules of the environment are looked for in a folder around this file.
    pub fn holds(&self, path: &Path) -> bool {
        let mapped = || self.mapped.values().flatten();
        self.search.iter().any(|entry| path.starts_with(&entry.path))
            || self.is_library(path)
            || mapped().any(|place| path.starts_with(place) || path.starts_with(place.with_extension("py")))
    }
}
