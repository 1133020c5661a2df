//! What a person asks for: the version whose rules apply, the environment that the code runs in, and which diagnostics, how bad.
//!
//! A project says it in `[tool.legb]` of its `pyproject.toml`, an editor in the same words in JSON. Of several, each key counts as the one says
//! that is nearest to the person: command line or editor, then the project file nearest to the source, then those around it.
//!
//! **Invariant:** nothing here fails. What can't be read counts as not said, and a [`Problem`] tells.

mod features;
mod keys;
mod project;
mod requires;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::codes::{Code, Severity};
use crate::name::is_identifier;
use crate::scope::Python;

pub use features::Feature;
pub use keys::{KEYS, Key};
pub use project::{FILES, of_folder};

/// What somebody has asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The version whose rules apply.
    pub python: Option<Python>,
    /// The path of an interpreter, or of the environment that it is in.
    pub interpreter: Option<PathBuf>,
    /// More folders to look for modules in, after the workspace's own.
    pub extra_paths: Option<Vec<PathBuf>>,
    /// A checkout of typeshed, whose stubs stand for modules without source.
    pub typeshed: Option<PathBuf>,
    /// Names that the program itself adds to the built-ins, such as `_` by `gettext.install`.
    pub builtins: Option<Vec<String>>,
    /// For the codes that are spoken of: how bad they count, or `None` where they are off.
    pub diagnostics: BTreeMap<Code, Option<Severity>>,
    /// For the features that are spoken of: whether they are on.
    pub features: BTreeMap<Feature, bool>,
}

/// A setting that can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The keys that lead to it, from the outermost.
    pub keys: Vec<String>,
    /// What is wrong.
    pub reason: String,
}

impl Settings {
    /// Reads `{"python": "3.12", "diagnostics": {"shadowed-builtin": true, "unused-variable": "warning"}, "features": {"inlay-hints": true}}`. What `python` names is a version,
    /// else the path of an interpreter or an environment.
    pub fn read(value: &Value) -> (Settings, Vec<Problem>) {
        let mut settings = Settings::default();
        let mut problems = Vec::new();
        for (key, value) in entries(value, &[], &mut problems) {
            let read = match key.as_str() {
                "python" if is_path(value) => path(value).map(|path| settings.interpreter = Some(path)),
                "python" => version(value).map(|python| settings.python = Some(python)),
                "extra-paths" | "extraPaths" => paths(value).map(|paths| settings.extra_paths = Some(paths)),
                "builtins" => names(value).map(|names| settings.builtins = Some(names)),
                "typeshed" => path(value).map(|path| settings.typeshed = Some(path)),
                "diagnostics" => {
                    for (code, value) in entries(value, &["diagnostics"], &mut problems) {
                        match code.parse().and_then(|code| Ok((code, switch(code, value)?))) {
                            Ok((code, severity)) => drop(settings.diagnostics.insert(code, severity)),
                            Err(reason) => problems.push(Problem::new(&["diagnostics", code], reason)),
                        }
                    }
                    Ok(())
                }
                "features" => {
                    for (feature, value) in entries(value, &["features"], &mut problems) {
                        let on = value.as_bool().ok_or_else(|| "expected true or false".to_owned());
                        match feature.parse().and_then(|feature| Ok((feature, on?))) {
                            Ok((feature, on)) => drop(settings.features.insert(feature, on)),
                            Err(reason) => problems.push(Problem::new(&["features", feature], reason)),
                        }
                    }
                    Ok(())
                }
                _ => Err(no_such(key)),
            };
            problems.extend(read.err().map(|reason| Problem::new(&[key], reason)));
        }
        (settings, problems)
    }

    /// These settings, and others where these say nothing.
    pub fn or(&self, others: &Settings) -> Settings {
        let mut diagnostics = others.diagnostics.clone();
        diagnostics.extend(&self.diagnostics);
        let mut features = others.features.clone();
        features.extend(&self.features);
        Settings {
            python: self.python.or(others.python),
            interpreter: self.interpreter.clone().or_else(|| others.interpreter.clone()),
            extra_paths: self.extra_paths.clone().or_else(|| others.extra_paths.clone()),
            typeshed: self.typeshed.clone().or_else(|| others.typeshed.clone()),
            builtins: self.builtins.clone().or_else(|| others.builtins.clone()),
            diagnostics,
            features,
        }
    }

    /// The settings with paths that start from a folder, as those in its project files do; `~` stays.
    fn starting_from(mut self, folder: &Path) -> Settings {
        let paths = self.interpreter.iter_mut().chain(self.extra_paths.iter_mut().flatten()).chain(&mut self.typeshed);
        for path in paths.filter(|path| !path.starts_with("~")) {
            *path = folder.join(&*path);
        }
        self
    }

    /// How bad a code counts; `None` where it isn't looked for.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        let default = code.is_default().then(|| code.severity());
        self.diagnostics.get(&code).copied().unwrap_or(default)
    }

    /// Whether a feature is on.
    pub fn has(&self, feature: Feature) -> bool {
        self.features.get(&feature).copied().unwrap_or_else(|| feature.is_default())
    }
}

impl Problem {
    fn new(keys: &[&str], reason: String) -> Problem {
        Problem { keys: keys.iter().map(|&key| key.to_owned()).collect(), reason }
    }
}

/// The entries of a table.
fn entries<'v>(
    value: &'v Value,
    keys: &[&str],
    problems: &mut Vec<Problem>,
) -> impl Iterator<Item = (&'v String, &'v Value)> + use<'v> {
    if !value.is_object() {
        problems.push(Problem::new(keys, "expected a table of settings".into()));
    }
    value.as_object().into_iter().flatten()
}

fn no_such(key: &str) -> String {
    let names = KEYS.iter().filter(|key| key.is_project).map(|key| key.name).collect::<Vec<_>>().join(", ");
    format!("there is no setting '{key}'; a project has {names}")
}

/// Whether it can only be a path: it has a separator or no digit at its start.
fn is_path(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains(['/', '\\']) || !text.starts_with(|c: char| c.is_ascii_digit()))
}

fn path(value: &Value) -> Result<PathBuf, String> {
    let text = value.as_str().filter(|text| !text.is_empty()).ok_or("expected a path in quotes")?;
    // What editors write for the folder that such paths start from anyway.
    Ok(PathBuf::from(
        text.strip_prefix("${workspaceFolder}").map_or(text, |below| below.trim_start_matches(['/', '\\'])),
    ))
}

fn paths(value: &Value) -> Result<Vec<PathBuf>, String> {
    value.as_array().ok_or("expected a list of paths")?.iter().map(path).collect()
}

fn names(value: &Value) -> Result<Vec<String>, String> {
    let name = |value: &Value| value.as_str().filter(|name| is_identifier(name)).map(str::to_owned);
    let names: Option<_> = value.as_array().and_then(|names| names.iter().map(name).collect());
    names.ok_or_else(|| "expected a list of names".to_owned())
}

fn version(value: &Value) -> Result<Python, String> {
    let python: Python = value.as_str().ok_or("expected a version in quotes, such as \"3.12\"")?.parse()?;
    match python == python.nearest_known() {
        true => Ok(python),
        false => Err(format!("the rules of Python {python} are not known, only those of 3.8 to 3.15")),
    }
}

fn switch(code: Code, value: &Value) -> Result<Option<Severity>, String> {
    match value {
        Value::Bool(on) => Ok(on.then(|| code.severity())),
        Value::String(severity) => severity.parse().map(Some),
        _ => Err("expected true, false or a severity: \"error\", \"warning\", \"hint\"".into()),
    }
}
