//! The same questions from a terminal.

mod actions;
pub mod blocks;
pub mod check;
pub mod environment;
mod explain;
pub mod names;
mod rename;
pub mod stats;
mod write;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;

use crate::cancel::Token as Cancel;
use crate::ide::references::Reference;
use crate::ide::{self, At, Location};
use crate::module::environment::Surroundings;
use crate::scope::Python;
use crate::store::{self, CacheFolder, Snapshot, Store};
use crate::text::{LineIndex, Position, PositionEncoding, Span};

pub use explain::explain;

/// A place that a question is asked at, as compilers print it: line and column from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Place, String> {
        let mut parts = text.rsplitn(3, ':');
        let mut number = || parts.next()?.parse().ok().filter(|&number: &u32| number > 0);
        let (column, line) = (number(), number());
        match (parts.next(), line, column) {
            (Some(path), Some(line), Some(column)) => Ok(Place { path: path.into(), line, column }),
            _ => Err("give FILE:LINE:COLUMN, counted from 1".into()),
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub enum Question<'a> {
    /// Where a name is bound.
    Definition,
    /// Where a name is bound in its own file.
    Declaration,
    /// Every occurrence.
    References,
    /// What a name is.
    Hover,
    /// What can be done.
    Actions {
        /// The number of the one to do, from 1.
        apply: Option<usize>,
    },
    /// A new name for a variable.
    Rename {
        /// The new name.
        new_name: &'a str,
        /// Whether to change the files, rather than show the changes as a diff.
        write: bool,
    },
}

/// What to print.
#[derive(Debug, Default)]
pub struct Output(pub String);

/// Why there is no answer.
#[derive(Debug)]
pub enum Failure {
    /// There is nothing to answer, or it was refused.
    Nothing(String),
    /// It was refused: for a program that reads the answer, and for a person.
    Refused(Output, String),
    /// The question makes no sense.
    Misuse(String),
}

/// Answers a question about a place, in text or JSON. The workspace is `root`, or the project around the file: the nearest folder
/// upwards with a project file or a repository, else the current folder if it holds the file, else the file's own.
pub fn answer(question: Question<'_>, place: &Place, root: Option<&Path>, json: bool) -> Result<Output, Failure> {
    let misuse = |reason: String| Failure::Misuse(format!("{}: {reason}", place.path.display()));
    if !place.path.is_file() {
        return Err(misuse("no such file".into()));
    }
    let store = store_of_terminal();
    store.set_roots(&[root.map_or_else(|| project_of(&place.path), Path::to_owned)]);
    if matches!(question, Question::References | Question::Rename { .. } | Question::Actions { .. }) {
        store.set_cache(CacheFolder::asked(None));
        // Nothing cancels it. What the question needs is read when it is asked; actions ask what is known of all files.
        let _ = match question {
            Question::Actions { .. } => store::scan(&store, &Cancel::new(), &|_, _| ()),
            _ => store::walk(&store, &Cancel::new()).map(drop),
        };
    }
    let snap = store.snapshot();
    let id = store.file_at(&place.path);
    let file = snap.file(id).ok_or_else(|| misuse("it has just gone".into()))?;
    if let Some(problem) = &file.problem {
        return Err(Failure::Nothing(format!("{}: {problem}", place.path.display())));
    }
    let position = Position { line: place.line - 1, character: place.column - 1 };
    let offset = file.lines.offset(position, PositionEncoding::Utf32);
    let offset = offset.ok_or_else(|| misuse(format!("it has only {} lines", file.lines.line_count())))?;
    let at = At { file: id, offset };
    let shown = Shown { snap: &snap, json };
    match question {
        Question::Definition => shown.locations(&ide::definition::definition(&snap, at)),
        Question::Declaration => shown.locations(&ide::definition::declaration(&snap, at)),
        Question::References => {
            let found = ide::references::references(&snap, at, &Cancel::new()).unwrap_or_default();
            shown.references(&found)
        }
        Question::Hover => shown.hover(at),
        Question::Actions { apply } => actions::actions(&shown, at, apply),
        Question::Rename { new_name, write } => rename::rename(&shown, at, new_name, write),
    }
}

/// A store whose answers somebody reads who stands in the current folder.
fn store_of_terminal() -> Arc<Store> {
    let store = Store::within(Surroundings::of_process());
    store.tell_from(&current_folder());
    Arc::new(store)
}

fn current_folder() -> PathBuf {
    std::env::current_dir().map(|folder| store::canonical(&folder)).unwrap_or_default()
}

/// The folder whose files are the workspace of a file or folder.
fn project_of(path: &Path) -> PathBuf {
    let path = store::canonical(path);
    let marks = [".git", "pyproject.toml", "setup.py", "setup.cfg"];
    let marked = |folder: &&Path| marks.iter().any(|mark| folder.join(mark).exists());
    let around = || std::env::current_dir().ok().filter(|current| path.starts_with(store::canonical(current)));
    let own = if path.is_dir() { &*path } else { path.parent().unwrap_or(&path) };
    own.ancestors().find(marked).map(Path::to_owned).or_else(around).unwrap_or_else(|| own.to_owned())
}

/// The version whose rules apply to a file or folder, as its project says.
pub fn python_around(path: &Path) -> Python {
    let store = Arc::new(Store::within(Surroundings::of_process()));
    let within = if path.is_dir() { path.join("__init__.py") } else { path.to_owned() };
    let file = store.file_at(&within);
    store.snapshot().python_for(file)
}

/// A place in JSON.
#[derive(Serialize)]
struct JsonPlace {
    file: String,
    #[serde(flatten)]
    range: JsonRange,
    #[serde(skip_serializing_if = "Option::is_none")]
    writes: Option<bool>,
}

/// A range in JSON: lines and columns from 1, columns in characters.
#[derive(Serialize, Default)]
struct JsonRange {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl JsonRange {
    fn new(lines: &LineIndex, span: Span) -> JsonRange {
        let position = |offset| lines.position(offset, PositionEncoding::Utf32);
        let (start, end) = (position(span.start), position(span.end));
        JsonRange {
            line: start.line + 1,
            column: start.character + 1,
            end_line: end.line + 1,
            end_column: end.character + 1,
        }
    }
}

fn json(value: &impl Serialize) -> Result<Output, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Nothing(error.to_string()))?;
    Ok(Output(text + "\n"))
}

impl JsonPlace {
    fn new(snap: &Snapshot, location: Location, writes: Option<bool>) -> JsonPlace {
        let range = snap.file(location.file).map(|file| JsonRange::new(&file.lines, location.span));
        JsonPlace {
            file: snap.shown_path(location.file).to_string_lossy().into_owned(),
            range: range.unwrap_or_default(),
            writes,
        }
    }
}

/// Where a place starts and ends, in characters.
fn positions(snap: &Snapshot, location: Location) -> (Position, Position) {
    let file = snap.file(location.file);
    let position =
        |offset| file.as_ref().map_or(Position::default(), |file| file.lines.position(offset, PositionEncoding::Utf32));
    (position(location.span.start), position(location.span.end))
}

struct Shown<'s> {
    snap: &'s Snapshot,
    json: bool,
}

impl Shown<'_> {
    fn locations(&self, locations: &[Location]) -> Result<Output, Failure> {
        self.places(locations.iter().map(|&location| (location, None)).collect())
    }

    fn references(&self, references: &[Reference]) -> Result<Output, Failure> {
        self.places(references.iter().map(|reference| (reference.location, Some(reference.writes))).collect())
    }

    fn places(&self, places: Vec<(Location, Option<bool>)>) -> Result<Output, Failure> {
        if places.is_empty() {
            return Err(Failure::Nothing("there is no name at this place, or nothing is known of it".into()));
        }
        if self.json {
            let places: Vec<_> =
                places.into_iter().map(|(location, writes)| self.json_place(location, writes)).collect();
            return json(&places);
        }
        let line = |(location, _): (Location, _)| format!("{}: {}\n", self.place(location), self.line(location));
        Ok(Output(places.into_iter().map(line).collect()))
    }

    fn hover(&self, at: At) -> Result<Output, Failure> {
        let hover = ide::hover::hover(self.snap, at)
            .ok_or_else(|| Failure::Nothing("there is no name at this place".into()))?;
        if self.json {
            let place = self.json_place(Location { file: at.file, span: hover.span }, None);
            return json(&serde_json::json!({ "place": place, "markdown": hover.markdown }));
        }
        Ok(Output(hover.markdown + "\n"))
    }

    fn json_place(&self, location: Location, writes: Option<bool>) -> JsonPlace {
        JsonPlace::new(self.snap, location, writes)
    }

    fn place(&self, location: Location) -> String {
        ide::place(self.snap, location)
    }

    fn line(&self, location: Location) -> String {
        ide::line(self.snap, location)
    }
}
