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

/// Walks all roots ([`walk`]) and reads all files ([`read_all`]).
pub fn scan(store: &Store, token: &Token, progress: Progress<'_>) -> Result<(), Cancelled> {
    walk(store, token)?;
    read_all(store, token, progress)
}

/// What a walk has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// How many files the workspace has.
    pub n_files: usize,
    /// Whether it has more, which are passed over: a folder such as `/` or a home is no project.
    pub is_cut: bool,
}

/// So many files are read at most, unless a setting says otherwise: twenty times the files of Home Assistant, in 2 GB of memory.
pub const MOST_FILES: usize = 150_000;

/// Finds each Python file in the roots that .gitignore doesn't exclude and no hidden folder or virtual environment holds, and what the last run
/// knew of them. From then on questions about the whole workspace can be answered: what they need is read when they need it. Symbolic links
/// are followed, each tree once.
pub fn walk(store: &Store, token: &Token) -> Result<Walked, Cancelled> {
    let roots: Vec<PathBuf> = store.state().roots.iter().map(|root| root.canonical.clone()).collect();
    let most = store.most_files.load(Ordering::Relaxed);
    // Whoever asks at the start goes before.
    let mut found = find(roots, most, &|| token.check().map(|()| store.turns.wait()))?;
    store.open_cache();
    let is_cut = found.files.len() > most;
    found.files.truncate(most);
    let files: Vec<_> = found.files.into_iter().map(|path| store.file(Key::Path(path))).collect();
    let n_files = files.len();
    store.set_workspace(files, &found.projects);
    Ok(Walked { n_files, is_cut })
}

/// Looks whether files have come, gone or changed on disk, for a client that doesn't tell; whether any have.
pub fn look_again(store: &Store, token: &Token) -> Result<bool, Cancelled> {
    let state = store.state();
    let roots = state.roots.iter().map(|root| root.canonical.clone()).collect();
    let mut found = find(roots, store.most_files.load(Ordering::Relaxed), &|| token.check())?;
    found.files.truncate(store.most_files.load(Ordering::Relaxed));
    let mut files: Vec<_> = found.files.into_iter().map(|path| store.file(Key::Path(path))).collect();
    let n_changed = files.par_iter().filter(|&&file| store.has_changed(file)).count();
    files.extend(state.open.keys().filter(|file| state.workspace.binary_search(file).is_ok()));
    files.sort_unstable();
    files.dedup();
    if files != *state.workspace {
        store.set_workspace(files, &found.projects);
        return Ok(true);
    }
    Ok(n_changed > 0)
}

/// Reads all files of the workspace, on all cores but not while a [`question`](Store::question) is being answered, and makes the index of
/// their names.
pub fn read_all(store: &Store, token: &Token, progress: Progress<'_>) -> Result<(), Cancelled> {
    let state = store.state();
    let (n_files, done) = (state.workspace.len(), AtomicUsize::new(0));
    let read = |&file: &FileId| {
        token.check()?;
        store.turns.wait();
        store.learn(file, state.python(&store.key(file)));
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, n_files);
        Ok(())
    };
    // Threads of their own: those of all others would answer no question before all files are read.
    let threads = rayon::ThreadPoolBuilder::new().thread_name(|n| format!("scan-{n}")).start_handler(|_| give_way());
    match threads.build() {
        Ok(threads) => threads.install(|| state.workspace.par_iter().try_for_each(read))?,
        Err(_) => state.workspace.iter().try_for_each(read)?,
    }
    store.index_names();
    Ok(())
}

/// Lets the editor go before this thread: it shows its first file on the same cores. Where no single thread can, all stays as it is.
#[cfg(target_os = "linux")]
fn give_way() {
    // Refused, the thread reads at the usual pace.
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), 5);
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

/// The files among some paths and, of the folders, those that a scan of them would read, sorted by path.
pub fn files_at(store: &Store, paths: &[PathBuf]) -> Vec<FileId> {
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().map(|path| canonical(path)).partition(|path| path.is_dir());
    // Never cancelled.
    files.extend(find(folders, usize::MAX, &|| Ok(())).unwrap_or_default().files);
    files.sort_unstable();
    files.dedup();
    files.into_iter().map(|path| store.file(Key::Path(path))).collect()
}

/// Asked at each entry of a folder whether to go on; it may take its time.
type GoesOn<'a> = &'a (dyn Fn() -> Result<(), Cancelled> + Sync);

/// The Python files in and below some folders, sorted; a few more than `most`, if there are more.
fn find(folders: Vec<PathBuf>, most: usize, goes_on: GoesOn<'_>) -> Result<Found, Cancelled> {
    let mut found = Found::default();
    let mut pending = folders;
    let mut walked = FxHashSet::default();
    while let Some(folder) = pending.pop() {
        if walked.insert(folder.clone()) {
            walk_folder(&folder, &mut found, most, goes_on)?;
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
    let _ = walk_folder(folder, &mut found, usize::MAX, &|| Ok(()));
    found.files
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    projects: Vec<PathBuf>,
    /// Where symbolic links to folders lead.
    links: Vec<PathBuf>,
}

fn walk_folder(folder: &Path, found: &mut Found, most: usize, goes_on: GoesOn<'_>) -> Result<(), Cancelled> {
    let collected = Mutex::new(std::mem::take(found));
    let walk = WalkBuilder::new(folder)
        .follow_links(false)
        .require_git(false)
        .filter_entry(|entry| !is_environment(entry))
        .build_parallel();
    walk.run(|| {
        Box::new(|entry| {
            if goes_on().is_err() {
                return WalkState::Quit;
            }
            // What can't be listed can't be imported either.
            let Ok(entry) = entry else { return WalkState::Continue };
            let is_link = entry.path_is_symlink();
            let path = if is_link { canonical(entry.path()) } else { entry.path().to_owned() };
            let is_project = PROJECT_FILES.iter().any(|name| entry.file_name() == *name);
            let is_folder = is_link && path.is_dir();
            // Only of links the system must be asked.
            let is_file = || entry.file_type().is_some_and(|kind| kind.is_file()) || is_link && path.is_file();
            let is_module = !is_folder && is_python(&path) && is_file();
            if !(is_project || is_folder || is_module) {
                return WalkState::Continue;
            }
            let mut found = collected.lock().expect("no panic while a path is added");
            if is_project {
                found.projects.extend(entry.path().parent().map(Path::to_owned));
            }
            if is_folder {
                found.links.push(path);
            } else if is_module {
                found.files.push(path);
            }
            if found.files.len() > most { WalkState::Quit } else { WalkState::Continue }
        })
    });
    *found = collected.into_inner().expect("no panic while a path is added");
    found.projects.sort_unstable();
    found.projects.dedup();
    goes_on()
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
