//! From an interpreter's file or an environment's folder to the library that goes with it, as CPython's `getpath` computes it: by
//! landmarks on the disk. Python 3.8 and later, CPython and PyPy; the layouts of Unix, Debian, macOS frameworks and Windows.

use std::path::{Path, PathBuf};

/// An interpreter and where its libraries are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpreter {
    /// The program; none where an environment was named and has none.
    pub program: Option<PathBuf>,
    /// `sys.prefix`: the environment.
    pub prefix: PathBuf,
    /// `sys.base_prefix`: where the standard library is; in no virtual environment the same.
    pub base_prefix: PathBuf,
    /// The number after `3.`.
    pub minor: u8,
    /// The version as far as it is written down, such as `3.11.7`.
    pub version: String,
    /// The standard library's source.
    pub library: PathBuf,
    /// Whether a virtual environment sees the packages of the interpreter that it was made from.
    pub sees_system: bool,
}

/// The interpreter behind a path: a program, or a folder that is an environment or an installation.
pub fn interpreter(path: &Path) -> Option<Interpreter> {
    if path.is_dir() {
        return of_folder(path);
    }
    if !path.is_file() {
        return None;
    }
    // Each step of a chain of links may be the environment's own program (`python -> python3 -> /usr/bin/python3.11`).
    let mut program = std::path::absolute(path).ok()?;
    for _ in 0..MOST_LINKS {
        if let Some(found) = of_program(&program) {
            return Some(found);
        }
        let target = std::fs::read_link(&program).ok()?;
        program = lexically(&program.parent()?.join(target));
    }
    None
}

/// As many links as Linux follows.
const MOST_LINKS: usize = 40;

/// The path without `.` and `..`, whatever links there are.
fn lexically(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(plain.pop()),
            std::path::Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

fn of_folder(folder: &Path) -> Option<Interpreter> {
    // `python` first: it is what a virtual environment is entered by.
    let programs = ["bin/python", "bin/python3", "Scripts/python.exe", "python.exe", "bin/pypy3"];
    let program = programs.iter().map(|name| folder.join(name)).find(|program| program.exists());
    if let Some(config) = Config::read(folder) {
        return of_virtual_environment(folder, program, &config);
    }
    let (library, minor) = library(folder, program.as_deref())?;
    Some(installation(program, folder.to_owned(), library, minor))
}

/// The interpreter whose program this is, if the folders around it fit.
fn of_program(program: &Path) -> Option<Interpreter> {
    let folder = program.parent()?;
    for prefix in [folder.parent(), Some(folder)].into_iter().flatten() {
        if let Some(config) = Config::read(prefix) {
            return of_virtual_environment(prefix, Some(program.to_owned()), &config);
        }
    }
    // `/bin` may be another name of `/usr/bin`.
    let folder = folder.canonicalize().ok()?;
    let prefixes = [folder.parent(), Some(&*folder)].into_iter().flatten();
    let (prefix, (library, minor)) =
        prefixes.into_iter().find_map(|prefix| Some((prefix, library(prefix, Some(program))?)))?;
    Some(installation(Some(program.to_owned()), prefix.to_owned(), library, minor))
}

fn installation(program: Option<PathBuf>, prefix: PathBuf, library: PathBuf, minor: u8) -> Interpreter {
    let version = patch_level(&prefix, minor).unwrap_or_else(|| format!("3.{minor}"));
    Interpreter { program, base_prefix: prefix.clone(), prefix, minor, version, library, sees_system: false }
}

fn of_virtual_environment(prefix: &Path, program: Option<PathBuf>, config: &Config) -> Option<Interpreter> {
    let minor = config.version.as_deref().and_then(minor_of);
    let home = config.home.as_deref();
    let named = |minor: u8| [format!("python3.{minor}"), format!("python3.{minor}.exe"), format!("pypy3.{minor}")];
    let names =
        minor.map(named).into_iter().flatten().chain(["python3", "python", "python.exe", "pypy3"].map(str::to_owned));
    let programs = names.filter_map(|name| Some(home?.join(name))).filter(|program| program.exists());
    let fits = |base: &Interpreter| minor.is_none_or(|minor| base.minor == minor) && base.prefix != prefix;
    let base = programs.filter_map(|program| interpreter(&program)).find(fits);
    // The base may have lost its program, or never have had one here, as in a container that shares the environment.
    let base = base.or_else(|| {
        let prefix = home?.parent()?;
        let (library, minor) =
            library(prefix, minor.map(|minor| PathBuf::from(format!("python3.{minor}"))).as_deref())?;
        Some(installation(None, prefix.to_owned(), library, minor))
    })?;
    let version = config.version.clone().filter(|version| version.split('.').count() > 2).unwrap_or(base.version);
    Some(Interpreter { program, prefix: prefix.to_owned(), version, sees_system: config.sees_system, ..base })
}

/// What a `pyvenv.cfg` says (PEP 405); `venv`, `virtualenv` and `uv` each have some keys of their own.
struct Config {
    home: Option<PathBuf>,
    version: Option<String>,
    sees_system: bool,
}

impl Config {
    fn read(folder: &Path) -> Option<Config> {
        let text = std::fs::read_to_string(folder.join("pyvenv.cfg")).ok()?;
        let value = |wanted: &str| {
            let entries = text.lines().filter_map(|line| line.split_once('='));
            let mut values = entries.filter(|(key, _)| key.trim().eq_ignore_ascii_case(wanted));
            values.next().map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let version = value("version_info").or_else(|| value("version"));
        let sees_system = value("include-system-site-packages").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        Some(Config { home: value("home").map(PathBuf::from), version: version.map(plain_version), sees_system })
    }
}

/// `3.11.7` of `3.11.7.final.0`.
fn plain_version(version: String) -> String {
    version
        .split('.')
        .take_while(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        .take(3)
        .collect::<Vec<_>>()
        .join(".")
}

/// The number after `3.` of a version.
pub(super) fn minor_of(version: &str) -> Option<u8> {
    let minor = version.strip_prefix("3.")?;
    minor.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The standard library in an installation, and its version: `lib/python3.11` with the landmark `os.py`; on Windows `Lib`.
fn library(prefix: &Path, program: Option<&Path>) -> Option<(PathBuf, u8)> {
    let name = program.and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let wanted = ["python", "pypy"].iter().find_map(|family| minor_of(name.strip_prefix(family)?));
    // Fedora and others have 64-bit libraries in folders of their own.
    for folder in ["lib", "lib64"].map(|lib| prefix.join(lib)) {
        let names = std::fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok());
        let minors = names.filter_map(|name| {
            let version = name.strip_prefix("python").or_else(|| name.strip_prefix("pypy"))?;
            // `python3.13t` has no global lock.
            let is_version = version.trim_end_matches('t').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            let library = folder.join(&name);
            let minor = minor_of(version).filter(|minor| is_version && wanted.is_none_or(|wanted| wanted == *minor))?;
            library.join("os.py").is_file().then_some((library, minor))
        });
        if let Some(found) = minors.max_by_key(|(_, minor)| *minor) {
            return Some(found);
        }
    }
    let library = prefix.join("Lib");
    let is_windows = ["python.exe", "Scripts", "DLLs"].iter().any(|name| prefix.join(name).exists());
    if !is_windows || !library.join("os.py").is_file() {
        return None;
    }
    let names = std::fs::read_dir(prefix).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    // `python311.dll`, beside the `python3.dll` of the stable interface.
    let of_dll = |name: String| name.to_ascii_lowercase().strip_prefix("python3")?.strip_suffix(".dll")?.parse().ok();
    let minor =
        names.filter_map(of_dll).max().or_else(|| patch_level(prefix, 0).and_then(|version| minor_of(&version)))?;
    Some((library, minor))
}

/// The version with its patch, as `patchlevel.h` says it.
fn patch_level(prefix: &Path, minor: u8) -> Option<String> {
    let folders = [format!("include/python3.{minor}"), "include".to_owned(), "Headers".to_owned()];
    let text =
        folders.iter().find_map(|folder| std::fs::read_to_string(prefix.join(folder).join("patchlevel.h")).ok())?;
    let version = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("#define PY_VERSION")?.trim().strip_prefix('"')?.split('"').next())?;
    Some(version.trim_end_matches('+').to_owned())
}

impl Interpreter {
    /// The folder with the modules of the standard library that are written in C, where they have one.
    pub fn compiled_library(&self) -> Option<PathBuf> {
        [self.library.join("lib-dynload"), self.base_prefix.join("DLLs")].into_iter().find(|folder| folder.is_dir())
    }

    /// The folders with installed packages, in the order of `site.main()`: the environment's own, then, where it sees them, the person's and
    /// those of the interpreter behind it.
    pub fn site_packages(&self, user: Option<PathBuf>) -> Vec<PathBuf> {
        let is_virtual = self.prefix != self.base_prefix;
        let mut folders = Vec::new();
        if is_virtual {
            folders.extend(self.packages_in(&self.prefix));
        }
        if !is_virtual || self.sees_system {
            folders.extend(user);
            folders.extend(self.packages_in(&self.base_prefix));
        }
        folders.retain(|folder| folder.is_dir());
        folders
    }

    fn packages_in(&self, prefix: &Path) -> Vec<PathBuf> {
        let name = self.library.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name == "Lib" {
            return vec![prefix.join("Lib/site-packages")];
        }
        let mut folders = Vec::new();
        let debian = prefix.join("lib/python3/dist-packages");
        if debian.is_dir() {
            // What Debian's `site.py` adds for the system's own Python.
            folders.push(prefix.join("local/lib").join(name).join("dist-packages"));
            folders.push(debian);
            folders.push(prefix.join("lib").join(name).join("dist-packages"));
        }
        for lib in ["lib64", "lib"] {
            let folder = prefix.join(lib).join(name).join("site-packages");
            // `lib64` is often the same folder under another name.
            if lib == "lib" || folder.is_dir() && std::fs::read_link(prefix.join(lib)).is_err() {
                folders.push(folder);
            }
        }
        folders
    }
}
