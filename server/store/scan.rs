//! The first walk: finds the workspace's files and reads them on all cores.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ignore::{WalkBuilder, WalkState};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{FileId, Key, Store, canonical, is_python};
use crate::cancel::{Cancelled, Token};

/// Told how many of how many files are read.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Files that make their folder a project: absolute imports are looked for there.
const PROJECT_FILES: [&str; 3] = ["pyproject.toml", "setup.py", "setup.cfg"];

/// Walks all roots and reads each Python file that .gitignore doesn't exclude and no hidden folder or virtual environment holds.
/// Symbolic links are followed, each tree once.
pub fn scan(store: &Store, token: &Token, progress: Progress<'_>) -> Result<(), Cancelled> {
    let roots: Vec<PathBuf> = store.state().roots.iter().map(|root| root.canonical.clone()).collect();
    let found = find(roots, token)?;
    let n_files = found.files.len();
    let files: Vec<_> = found.files.iter().map(|path| store.file(Key::Path(path.clone()))).collect();
    let state = store.state();
    let done = AtomicUsize::new(0);
    files.par_iter().try_for_each(|&file| {
        token.check()?;
        store.load(file, state.python(&store.key(file)));
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, n_files);
        Ok(())
    })?;
    store.set_workspace(files, &found.projects);
    Ok(())
}

/// The files among some paths and, of the folders, those that a scan of them would read, sorted by path.
pub fn files_at(store: &Store, paths: &[PathBuf]) -> Vec<FileId> {
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().map(|path| canonical(path)).partition(|path| path.is_dir());
    // Never cancelled.
    files.extend(find(folders, &Token::new()).unwrap_or_default().files);
    files.sort_unstable();
    files.dedup();
    files.into_iter().map(|path| store.file(Key::Path(path))).collect()
}

/// All Python files in and below some folders, sorted.
fn find(folders: Vec<PathBuf>, token: &Token) -> Result<Found, Cancelled> {
    let mut found = Found::default();
    let mut pending = folders;
    let mut walked = FxHashSet::default();
    while let Some(folder) = pending.pop() {
        token.check()?;
        if walked.insert(folder.clone()) {
            walk(&folder, &mut found, token)?;
            let outside = |target: &PathBuf| !walked.iter().any(|folder| target.starts_with(folder));
            pending.extend(found.links.drain(..).filter(outside));
        }
    }
    found.files.sort_unstable();
    found.files.dedup();
    Ok(found)
}

/// The Python files below a folder that a scan would read.
pub(super) fn python_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Found::default();
    // Never cancelled: a folder that has just come is small.
    let _ = walk(folder, &mut found, &Token::new());
    found.files
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    projects: Vec<PathBuf>,
    /// Where symbolic links to folders lead.
    links: Vec<PathBuf>,
}

fn walk(folder: &Path, found: &mut Found, token: &Token) -> Result<(), Cancelled> {
    let collected = Mutex::new(std::mem::take(found));
    let walk = WalkBuilder::new(folder)
        .follow_links(false)
        .require_git(false)
        .filter_entry(|entry| !is_environment(entry))
        .build_parallel();
    walk.run(|| {
        Box::new(|entry| {
            // What can't be listed can't be imported either.
            let Ok(entry) = entry else { return WalkState::Continue };
            let mut found = collected.lock().expect("no panic while a path is added");
            let is_link = entry.path_is_symlink();
            let path = if is_link { canonical(entry.path()) } else { entry.path().to_owned() };
            if is_link && path.is_dir() {
                found.links.push(path);
            } else if is_python(&path) && path.is_file() {
                found.files.push(path.clone());
            }
            if PROJECT_FILES.iter().any(|name| entry.file_name() == *name) {
                found.projects.extend(entry.path().parent().map(Path::to_owned));
            }
            if token.is_cancelled() { WalkState::Quit } else { WalkState::Continue }
        })
    });
    *found = collected.into_inner().expect("no panic while a path is added");
    found.projects.sort_unstable();
    found.projects.dedup();
    token.check()
}

/// Whether the folder holds installed packages, not the workspace's own code.
fn is_environment(entry: &ignore::DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    is_folder && entry.depth() > 0 && holds_installed(entry.path())
}

/// Whether a folder below a root holds installed packages, not the workspace's own code.
pub(super) fn holds_installed(folder: &Path) -> bool {
    let is_named = |name: &&str| folder.file_name().is_some_and(|own| own == *name);
    ["node_modules", "__pycache__", "site-packages"].iter().any(is_named)
        || folder.join("pyvenv.cfg").is_file()
        || folder.join("conda-meta").is_dir()
}
