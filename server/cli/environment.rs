//! `legb environment`: which interpreter a project's code runs in, why this one, and where its imports are looked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::{Failure, Output, json, project_of};
use crate::module::environment::{Origin, Surroundings};
use crate::name::Name;
use crate::store::{self, FileId, Snapshot, Store};

/// What was found, as JSON has it.
#[derive(Serialize)]
struct Found {
    /// The folder that is asked about.
    root: PathBuf,
    /// The interpreter's program.
    interpreter: Option<PathBuf>,
    /// The environment's folder.
    prefix: Option<PathBuf>,
    /// The interpreter's version.
    version: Option<String>,
    /// Why it is this one.
    reason: String,
    /// The version whose rules apply: the project may say another than the interpreter's.
    rules: String,
    /// Where modules are looked for, in order.
    search: Vec<Folder>,
    /// The modules that import hooks of editable installs find.
    mapped: Vec<Mapping>,
    /// Whose stubs stand for modules without source; where none was found, ours do.
    typeshed: Option<PathBuf>,
    /// What was asked for and can't be had.
    problems: Vec<String>,
}

#[derive(Serialize)]
struct Folder {
    path: PathBuf,
    reason: String,
}

#[derive(Serialize)]
struct Mapping {
    module: String,
    path: PathBuf,
}

/// The environment of a file, or of the project in a folder, in text or JSON.
pub fn run(path: &Path, as_json: bool) -> Result<Output, Failure> {
    if !path.exists() {
        return Err(Failure::Misuse(format!("{}: no such file or folder", path.display())));
    }
    let (root, within) = match path.is_dir() {
        true => (store::canonical(path), path.join("__init__.py")),
        false => (project_of(path), path.to_owned()),
    };
    let store = Arc::new(Store::within(Surroundings::of_process()));
    store.set_roots(std::slice::from_ref(&root));
    let snap = store.snapshot();
    let found = found(&snap, store.file_at(&within), root);
    if as_json { json(&found) } else { Ok(Output(text(&found))) }
}

fn found(snap: &Snapshot, file: FileId, root: PathBuf) -> Found {
    let environment = snap.environment(file);
    let interpreter = environment.interpreter.as_ref();
    let own = snap.own_folders(file).into_iter().map(|path| Folder { path, reason: "the workspace".to_owned() });
    let installed =
        environment.search.iter().map(|entry| Folder { path: entry.path.clone(), reason: reason(&entry.origin) });
    let places =
        environment.mapped.iter().flat_map(|(dotted, places)| places.iter().map(move |place| (&**dotted, place)));
    let mapping = |(dotted, path): (&[Name], &PathBuf)| Mapping {
        module: dotted.iter().map(|name| name.text()).collect::<Vec<_>>().join("."),
        path: path.clone(),
    };
    let mut mapped: Vec<Mapping> = places.map(mapping).collect();
    mapped.sort_by(|one, other| (&one.module, &one.path).cmp(&(&other.module, &other.path)));
    Found {
        root,
        interpreter: interpreter.and_then(|found| found.program.clone()),
        prefix: interpreter.map(|found| found.prefix.clone()),
        version: interpreter.map(|found| found.version.clone()),
        reason: environment.reason.clone(),
        rules: snap.python_for(file).to_string(),
        search: own.chain(installed).collect(),
        mapped,
        typeshed: environment.typeshed.as_ref().map(|typeshed| typeshed.folder.clone()),
        problems: environment.problems.clone(),
    }
}

fn reason(origin: &Origin) -> String {
    match origin {
        Origin::Setting => "the setting extra-paths".to_owned(),
        Origin::PythonPath => "PYTHONPATH".to_owned(),
        Origin::StandardLibrary => "the standard library".to_owned(),
        Origin::SitePackages => "installed packages".to_owned(),
        Origin::Pth(file) => file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

fn text(found: &Found) -> String {
    let mut lines = Vec::new();
    let mut line = |key: &str, value: &str| lines.push(format!("{key:<13}{value}").trim_end().to_owned());
    match &found.version {
        Some(version) => line("Python", version),
        None => line("Python", "none"),
    }
    line("because", &found.reason);
    for (key, path) in [("interpreter", &found.interpreter), ("prefix", &found.prefix), ("typeshed", &found.typeshed)] {
        if let Some(path) = path {
            line(key, &path.display().to_string());
        }
    }
    line("rules", &format!("of Python {}", found.rules));
    let mut key = "search path";
    for folder in &found.search {
        line(std::mem::take(&mut key), &format!("{}  ({})", folder.path.display(), folder.reason));
    }
    key = "hooks";
    for mapping in &found.mapped {
        line(std::mem::take(&mut key), &format!("{} = {}", mapping.module, mapping.path.display()));
    }
    key = "problems";
    for problem in &found.problems {
        line(std::mem::take(&mut key), problem);
    }
    lines.join("\n") + "\n"
}
