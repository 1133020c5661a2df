//! `legb check`: the diagnostics of files and folders, for people and for machines.
//!
//! The trick: every file is read, parsed and lowered once, on all cores. Its text and tree are dropped when its diagnostics are known;
//! the few files that are shown are read again.

mod concise;
mod github;
mod json;
mod sarif;
mod text;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Failure, project_of, store_of_terminal};
use crate::cancel::Token as Cancel;
use crate::ide::diagnostics::{self, Code, Diagnostic, Severity};
use crate::ide::{self, Location};
use crate::name::Name;
use crate::scope::Python;
use crate::settings::Settings;
use crate::store::{self, FileId, Snapshot, Store};
use crate::text::{Source, Span};

/// What to check and how to show it.
#[derive(Args, Debug)]
pub struct Options {
    /// How to show what is found.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Show hints, too: not wrong, but worth a look. They are many in most programs, so they must be asked for.
    #[arg(long)]
    pub hints: bool,
    /// Show only these codes, hints among them.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub select: Vec<Code>,
    /// Don't show these codes.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore: Vec<Code>,
    /// The version whose rules apply, such as 3.13.
    #[arg(long)]
    pub python: Option<Python>,
    /// The file that standard input stands for: where its imports are looked for, and what it is called.
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<PathBuf>,
    /// Files, folders to search for Python files as an editor's workspace is searched (`.gitignore` is honoured, virtual environments are
    /// passed over), and `-` for standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
}

/// How to show what is found.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines of source.
    #[default]
    Text,
    /// A line each.
    Concise,
    /// One array of objects; places are those of the other commands' `--json`.
    Json,
    /// Workflow commands: annotations in GitHub Actions.
    Github,
    /// The Static Analysis Results Interchange Format, 2.1.0.
    Sarif,
}

/// Prints what is wrong with the files, in colour if asked to, and a summary to stderr. Whether no error was found.
pub fn run(options: &Options, colour: bool, out: &mut dyn Write) -> Result<bool, Failure> {
    let store = store_of_terminal();
    store.set_settings(options.settings());
    let files = files(&store, options)?;
    let snap = store.snapshot();
    let first = files.par_iter().map(|&file| Found { file, diagnostics: check(&snap, file, options) });
    let mut found: Vec<Found> = first.collect();
    found.par_iter_mut().for_each(|found| {
        diagnostics::add_lacking(&snap, found.file, &mut found.diagnostics);
        found.diagnostics.retain(|diagnostic| options.show(diagnostic));
    });
    found.retain(|found| !found.diagnostics.is_empty());
    let is_found = |code| found.iter().flat_map(|found| &found.diagnostics).any(|diagnostic| diagnostic.code == code);
    let is_unused = is_found(Code::UnusedImport);
    let is_missing = is_found(Code::UndefinedName) || is_found(Code::NoNameInModule);
    // What other files tell. Nothing cancels it, and what is read already is not read again.
    let cancel = Cancel::new();
    if is_unused {
        read_users(&store, &found);
        let snap = store.snapshot();
        let used = |found: &mut Found| diagnostics::remove_used_elsewhere(&snap, found.file, &mut found.diagnostics);
        found.par_iter_mut().for_each(used);
    } else if is_missing {
        let _ = store::walk(&store, &cancel);
    }
    if is_missing {
        let found = found.iter_mut().map(|found| (found.file, &mut found.diagnostics));
        diagnostics::remove_brought(&store.snapshot(), found.collect());
    }
    found.retain(|found| !found.diagnostics.is_empty());
    let report = Report { snap: &snap, found };
    let written = match options.format {
        Format::Text => text::write(&report, colour, out),
        Format::Concise => concise::write(&report, out),
        Format::Json => json::write(&report, out),
        Format::Github => github::write(&report, out),
        Format::Sarif => sarif::write(&report, out),
    };
    match written.and_then(|()| out.flush()) {
        // A reader that has seen enough closes the pipe: no fault of ours.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(Failure::Nothing(error.to_string())),
        _ => {}
    }
    eprintln!("{}", report.summary(files.len()));
    Ok(report.count(Severity::Error) == 0)
}

/// More modules are not searched for: of so many it takes a quarter of the time that reading all files takes (Home Assistant: 0.8 s of 3.1).
const MOST_SEARCHED: usize = 20;

/// Reads the files that may use what other files import and don't use: those that mention one of these modules, or all.
fn read_users(store: &Arc<Store>, found: &[Found]) {
    let (snap, cancel) = (store.snapshot(), Cancel::new());
    let is_unused = |found: &&Found| found.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnusedImport);
    let modules = found.iter().filter(is_unused).filter_map(|found| diagnostics::module_name(&snap, found.file));
    let modules: FxHashSet<Name> = modules.collect();
    // Nothing cancels it.
    if modules.len() > MOST_SEARCHED {
        let _ = store::scan(store, &cancel, &|_, _| ());
    } else if store::walk(store, &cancel).is_ok() {
        let snap = store.snapshot();
        let users = snap.mentioning(&Vec::from_iter(modules), &cancel).unwrap_or_default();
        users.into_par_iter().for_each(|file| drop(snap.graph(file)));
    }
}

/// The files to check; their projects are the roots of the workspace.
fn files(store: &Arc<Store>, options: &Options) -> Result<Vec<FileId>, Failure> {
    let (input, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        options.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(Failure::Misuse(format!("{}: no such file or folder", missing.display())));
    }
    let mut roots: Vec<PathBuf> = paths.iter().chain(&options.stdin_filename).map(|path| project_of(path)).collect();
    roots.sort_unstable();
    roots.dedup();
    store.set_roots(&roots);
    let mut files = store::files_at(store, &paths);
    if !input.is_empty() {
        let file = open_input(store, options.stdin_filename.as_deref())?;
        files.retain(|&other| other != file);
        files.push(file);
    }
    Ok(files)
}

/// Opens standard input as a document.
fn open_input(store: &Store, name: Option<&Path>) -> Result<FileId, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string());
    let source = read.and_then(|_| Source::decode(bytes).map_err(|error| error.to_string()));
    let source = source.map_err(|error| Failure::Nothing(format!("standard input: {error}")))?;
    let file = name.map_or_else(|| store.virtual_file("<stdin>"), |name| store.file_at(name));
    store.open(file, source.text, 0);
    Ok(file)
}

/// What is to be shown of a file.
fn check(snap: &Snapshot, file: FileId, options: &Options) -> Vec<Diagnostic> {
    let unreadable = |reason: String| vec![Diagnostic::new(Code::UnreadableFile, Span::default(), reason)];
    let mut found = match snap.parsed(file) {
        None => unreadable("the file has just gone".into()),
        Some(parsed) => match &parsed.file.problem {
            Some(problem) => unreadable(problem.clone()),
            None => diagnostics::at_first_sight(snap, file, &parsed),
        },
    };
    found.retain(|diagnostic| options.show(diagnostic));
    found
}

impl Options {
    /// What the command line asks for above the projects' settings: a selected code is looked for.
    fn settings(&self) -> Settings {
        let selected = self.select.iter().map(|&code| (code, Some(code.severity())));
        Settings { python: self.python, diagnostics: selected.collect(), ..Settings::default() }
    }

    fn show(&self, diagnostic: &Diagnostic) -> bool {
        let selected = match self.select.is_empty() {
            true => self.hints || diagnostic.severity != Severity::Hint,
            false => self.select.contains(&diagnostic.code),
        };
        selected && !self.ignore.contains(&diagnostic.code)
    }
}

/// A file with something to show.
struct Found {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
}

/// All that is to be shown.
struct Report<'s> {
    snap: &'s Snapshot,
    /// In the order of the files' paths.
    found: Vec<Found>,
}

impl Report<'_> {
    /// Each diagnostic with its place.
    fn diagnostics(&self) -> impl Iterator<Item = (Location, &Diagnostic)> {
        self.found.iter().flat_map(|found| {
            found
                .diagnostics
                .iter()
                .map(|diagnostic| (Location { file: found.file, span: diagnostic.span }, diagnostic))
        })
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics().filter(|(_, diagnostic)| diagnostic.severity == severity).count()
    }

    /// Such as `3 errors, 2 warnings in 120 files`.
    fn summary(&self, n_files: usize) -> String {
        let several = |n, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let counted =
            [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| (self.count(severity), severity));
        let counted = counted.iter().filter(|(n, _)| *n > 0).map(|(n, severity)| several(*n, &severity.to_string()));
        let counted = counted.collect::<Vec<_>>().join(", ");
        format!("{} in {}", if counted.is_empty() { "nothing found" } else { &counted }, several(n_files, "file"))
    }

    /// A place as compilers print it: `path:line:column`, from 1.
    fn place(&self, location: Location) -> String {
        printable(&ide::place(self.snap, location))
    }
}

/// A text on one line, without what would steer a terminal: control characters are escaped.
fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().collect() } else { String::from(c) };
    text.chars().map(shown).collect()
}
