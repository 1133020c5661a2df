//! What the project files of a folder say: `[tool.legb]`, and the versions of Python that the project admits.
//!
//! The code must run in all of these, so the rules are those of the oldest.

use std::path::Path;

use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

use super::requires::{lowest, lowest_of_poetry};
use super::{Problem, Settings};
use crate::scope::Python;
use crate::text::{LineIndex, PositionEncoding};

/// The names of the files that are read.
pub const FILES: [&str; 2] = ["pyproject.toml", "setup.cfg"];

/// What the project files in a folder say, and what is wrong with them: `path:line: reason`.
pub fn of_folder(folder: &Path) -> (Settings, Vec<String>) {
    let mut told = Vec::new();
    let mut settings = Settings::default();
    for name in FILES {
        let path = folder.join(name);
        // Most folders have none; what can't be read says nothing.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let (own, problems) = if name == "setup.cfg" { setup_cfg(&text) } else { pyproject(&text) };
        settings = settings.or(&own.starting_from(folder));
        told.extend(problems.into_iter().map(|(line, reason)| format!("{}:{line}: {reason}", path.display())));
    }
    (settings, told)
}

/// What is wrong: the line, from 1, and why.
type Told = Vec<(u32, String)>;

fn pyproject(text: &str) -> (Settings, Told) {
    let value: Value = match toml::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let line = error.span().map_or(1, |span| line(text, span.start));
            return (Settings::default(), vec![(line, error.message().to_owned())]);
        }
    };
    let (mut settings, mut problems) = (Settings::default(), Vec::new());
    if let Some(own) = value.pointer("/tool/legb") {
        let (read, found) = Settings::read(own);
        settings = read;
        let in_tool = |problem: Problem| Problem {
            keys: ["tool", "legb"].map(str::to_owned).into_iter().chain(problem.keys).collect(),
            ..problem
        };
        problems.extend(found.into_iter().map(in_tool));
    }
    // Whoever told ruff need not tell it again.
    let of_ruff = value.pointer("/tool/ruff/builtins").map(|names| Settings::read(&json!({ "builtins": names })).0);
    settings.builtins = settings.builtins.or(of_ruff.and_then(|of_ruff| of_ruff.builtins));
    for (keys, lowest) in ADMITTED {
        let admitted = keys.iter().try_fold(&value, |value, key| value.get(key)).and_then(Value::as_str);
        match admitted.map(lowest) {
            Some(Ok(python)) => settings.python = settings.python.or(Some(python)),
            Some(Err(reason)) => problems.push(Problem::new(keys, reason)),
            None => {}
        }
    }
    let told = problems.into_iter().map(|problem| (line_of(text, &problem.keys), problem.reason)).collect();
    (settings, told)
}

/// The lowest version that a requirement admits.
type Lowest = fn(&str) -> Result<Python, String>;

/// The keys under which projects say what versions they admit, and how it is read.
const ADMITTED: [(&[&str], Lowest); 2] =
    [(&["project", "requires-python"], lowest), (&["tool", "poetry", "dependencies", "python"], lowest_of_poetry)];

/// The line of a setting in a TOML text, or of the table that should have it.
fn line_of(text: &str, keys: &[String]) -> u32 {
    let Ok(table) = DeTable::parse(text) else { return 1 };
    let mut offset = 0;
    let mut inner = Some(table.get_ref());
    for key in keys {
        let Some((key, value)) = inner.and_then(|table| table.get_key_value(key.as_str())) else { break };
        offset = key.span().start;
        inner = match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => None,
        };
    }
    line(text, offset)
}

fn line(text: &str, offset: usize) -> u32 {
    LineIndex::new(text).position(offset as u32, PositionEncoding::Utf8).line + 1
}

/// The `python_requires` of the section `[options]`.
fn setup_cfg(text: &str) -> (Settings, Told) {
    let mut section = "";
    for (number, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            section = name;
        }
        let Some((key, value)) = line.split_once(['=', ':']).filter(|_| section == "options") else { continue };
        if key.trim() == "python_requires" {
            // The value may begin on the next line.
            let next = || text.lines().nth(number + 1).filter(|next| next.starts_with([' ', '\t']));
            let value = Some(value.trim()).filter(|value| !value.is_empty()).or_else(next).unwrap_or_default();
            return match lowest(value.trim()) {
                Ok(python) => (Settings { python: Some(python), ..Settings::default() }, Vec::new()),
                Err(reason) => (Settings::default(), vec![(number as u32 + 1, reason)]),
            };
        }
    }
    Default::default()
}
