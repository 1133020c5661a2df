//! Which environment a folder's code runs in, by the first of these that names one:
//!
//! 1. the setting `python`: the path of an interpreter or of an environment;
//! 2. `VIRTUAL_ENV`, then `CONDA_PREFIX`, unless that is conda's base environment: what the person has activated;
//! 3. `.venv`, `venv` or `env` in the folder, then any other folder in it with a `pyvenv.cfg`;
//! 4. the environment that Poetry keeps for the folder (`poetry.lock`, `poetry.toml` or `[tool.poetry]` is there);
//! 5. the version that `PYENV_VERSION` or a `.python-version` in the folder or around it names: of pyenv, of uv, then of the programs on `PATH`;
//! 6. the version in pyenv's own file `version`;
//! 7. conda's base environment, if it is active;
//! 8. `python3` and `python` on `PATH`.
//!
//! What is named but isn't there is passed over; that of the setting is told as a problem.

use std::path::{Path, PathBuf};

use super::layout::{Interpreter, interpreter};
use super::{Asked, Entry, Environment, Mapped, Origin, Surroundings, Typeshed, managers, site};

/// The environment for the code in a folder.
pub fn find(folder: &Path, asked: &Asked, surroundings: &Surroundings) -> Environment {
    let mut problems = Vec::new();
    let found = chosen(folder, asked, surroundings, &mut problems);
    let (interpreter, reason) =
        found.map_or((None, "no Python was found".to_owned()), |(interpreter, reason)| (Some(interpreter), reason));
    let (mut search, mut mapped) = (Vec::new(), Mapped::default());
    let folders = |paths: Vec<PathBuf>, origin: Origin| {
        let paths = paths.into_iter().map(|path| path.canonicalize().unwrap_or(path)).filter(|path| path.is_dir());
        paths.map(move |path| Entry { path, origin: origin.clone() }).collect::<Vec<_>>()
    };
    for path in asked.extra_paths.iter().filter(|path| !path.is_dir()) {
        problems.push(format!("extra-paths: {} is no folder", path.display()));
    }
    let entries = [
        folders(asked.extra_paths.clone(), Origin::Setting),
        folders(surroundings.paths("PYTHONPATH"), Origin::PythonPath),
        folders(library(&interpreter), Origin::StandardLibrary),
    ];
    entries.into_iter().flatten().for_each(|entry| site::push(&mut search, entry));
    for folder in packages(&interpreter, surroundings) {
        site::add(&folder, &mut search, &mut mapped);
    }
    let own = asked.typeshed.as_ref().and_then(|folder| {
        let typeshed = Typeshed::at(folder);
        if typeshed.is_none() {
            problems.push(format!("typeshed: {} has no stdlib/builtins.pyi", folder.display()));
        }
        typeshed
    });
    let among = || {
        Typeshed::among(search.iter().filter(|entry| entry.origin == Origin::SitePackages).map(|entry| &*entry.path))
    };
    let typeshed = own.or_else(among);
    Environment { interpreter, reason, search, mapped, typeshed, problems }
}

fn library(interpreter: &Option<Interpreter>) -> Vec<PathBuf> {
    let found = interpreter.iter();
    found.flat_map(|found| std::iter::once(found.library.clone()).chain(found.compiled_library())).collect()
}

fn packages(interpreter: &Option<Interpreter>, surroundings: &Surroundings) -> Vec<PathBuf> {
    let found = interpreter.iter();
    let folders = found.flat_map(|found| found.site_packages(user_packages(found, surroundings)));
    folders.map(|folder| folder.canonicalize().unwrap_or(folder)).collect()
}

/// Where the person's own packages are (PEP 370).
fn user_packages(interpreter: &Interpreter, surroundings: &Surroundings) -> Option<PathBuf> {
    if surroundings.variable("PYTHONNOUSERSITE").is_some() {
        return None;
    }
    let (base, minor) = (surroundings.path("PYTHONUSERBASE"), interpreter.minor);
    if cfg!(windows) {
        let base = base.or_else(|| Some(surroundings.path("APPDATA")?.join("Python")))?;
        return Some(base.join(format!("Python3{minor}/site-packages")));
    }
    let is_framework = interpreter.base_prefix.iter().any(|part| part.to_string_lossy().ends_with(".framework"));
    match (base, &surroundings.home) {
        (None, Some(home)) if is_framework => {
            Some(home.join(format!("Library/Python/3.{minor}/lib/python/site-packages")))
        }
        (base, home) => {
            let base = base.or_else(|| Some(home.as_ref()?.join(".local")))?;
            Some(base.join(format!("lib/python3.{minor}/site-packages")))
        }
    }
}

/// The interpreter, and why it is this one.
type Chosen = (Interpreter, String);

fn chosen(folder: &Path, asked: &Asked, surroundings: &Surroundings, problems: &mut Vec<String>) -> Option<Chosen> {
    if let Some(path) = &asked.python {
        match interpreter(path) {
            Some(found) => return Some((found, "the setting `python` names it".to_owned())),
            None => problems.push(format!("python: {} is neither an interpreter nor an environment", path.display())),
        }
    }
    activated(surroundings)
        .or_else(|| in_folder(folder))
        .or_else(|| {
            managers::poetry(folder, surroundings)
                .and_then(|path| because(&path, "Poetry keeps it for this folder".to_owned()))
        })
        .or_else(|| pinned(folder, surroundings))
        .or_else(|| conda(surroundings, true))
        .or_else(|| on_path(surroundings))
}

fn because(path: &Path, reason: String) -> Option<Chosen> {
    Some((interpreter(path)?, reason))
}

fn activated(surroundings: &Surroundings) -> Option<Chosen> {
    let by_variable = || because(&surroundings.path("VIRTUAL_ENV")?, "`VIRTUAL_ENV` names it".to_owned());
    by_variable().or_else(|| conda(surroundings, false))
}

/// The environment of conda that is active. Its base environment is so in every shell of many people, whatever they work on.
fn conda(surroundings: &Surroundings, is_base: bool) -> Option<Chosen> {
    let prefix = surroundings.path("CONDA_PREFIX")?;
    let name = surroundings.variable("CONDA_DEFAULT_ENV");
    let named_base = name.is_some_and(|name| name == "base" || name == "root");
    // What `CONDA_DEFAULT_ENV` doesn't say, the layout does: other environments are below the base's `envs`.
    let has_others = name.is_none() && prefix.join("condabin").is_dir();
    if (named_base || has_others) != is_base {
        return None;
    }
    because(&prefix, format!("`CONDA_PREFIX` names it{}", if is_base { ", conda's base environment" } else { "" }))
}

/// A virtual environment that lies in the folder.
fn in_folder(folder: &Path) -> Option<Chosen> {
    let is_environment = |path: &Path| path.join("pyvenv.cfg").is_file() || path.join("conda-meta").is_dir();
    let usual = [".venv", "venv", "env"].map(|name| folder.join(name));
    let mut found: Vec<PathBuf> = usual.into_iter().filter(|path| is_environment(path)).collect();
    if found.is_empty() {
        let inner = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        found = inner.filter(|path| is_environment(path)).collect();
        found.sort_unstable();
    }
    found.iter().find_map(|path| because(path, format!("{} lies in {}", name_of(path), folder.display())))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The interpreter of the version that somebody has pinned: for the folder, or for all of pyenv's.
fn pinned(folder: &Path, surroundings: &Surroundings) -> Option<Chosen> {
    let by_variable = surroundings.variable("PYENV_VERSION").and_then(|version| version.to_str()).map(str::to_owned);
    let by_variable = by_variable.map(|version| (version, "`PYENV_VERSION`".to_owned()));
    let by_file = || {
        folder.ancestors().find_map(|folder| {
            let file = folder.join(".python-version");
            Some((std::fs::read_to_string(&file).ok()?, file.display().to_string()))
        })
    };
    let global = || {
        let file = managers::pyenv_root(surroundings)?.join("version");
        Some((std::fs::read_to_string(&file).ok()?, file.display().to_string()))
    };
    let wanted = [by_variable.or_else(by_file), global()];
    wanted.into_iter().flatten().find_map(|(versions, source)| {
        versions
            .split([':', '\n'])
            .map(str::trim)
            .filter(|version| !version.is_empty() && !version.starts_with('#'))
            .find_map(|version| {
                let reason = || format!("{source} names {version}");
                let managed = managers::pyenv(version, surroundings).or_else(|| managers::uv(version, surroundings));
                managed.and_then(|path| because(&path, reason())).or_else(|| {
                    let program = format!("python{version}");
                    programs(surroundings, &[&program]).into_iter().find_map(|path| because(&path, reason()))
                })
            })
    })
}

fn on_path(surroundings: &Surroundings) -> Option<Chosen> {
    let names = if cfg!(windows) { ["python.exe", "python3.exe"] } else { ["python3", "python"] };
    let found = programs(surroundings, &names).into_iter().find_map(|path| {
        let reason = format!("{} is the first on `PATH`", path.display());
        because(&path, reason)
    });
    // Apple's `/usr/bin/python3` is no interpreter, but looks for this one.
    found.or_else(|| {
        let tools = Path::new("/Library/Developer/CommandLineTools/usr/bin/python3");
        surroundings.variable("PATH").and_then(|_| because(tools, "Apple's command line tools have it".to_owned()))
    })
}

/// The programs on `PATH` with one of some names, in the order of its folders.
fn programs(surroundings: &Surroundings, names: &[&str]) -> Vec<PathBuf> {
    let folders = surroundings.paths("PATH");
    folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name))).filter(|path| path.is_file()).collect()
}
