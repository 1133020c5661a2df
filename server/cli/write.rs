//! Edits of a rename, applied to files on disk.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::ide::Location;
use crate::ide::rename::Edits;
use crate::store::{self, FileId, Key, Snapshot};
use crate::text::{Edit, Source, apply_edits};

/// A file before and after.
struct Changed {
    path: PathBuf,
    shown: PathBuf,
    before: Source,
    after: String,
}

/// What would change, as a unified diff.
pub(super) fn diff(snap: &Snapshot, edits: &Edits) -> Result<String, String> {
    let changed = changed(snap, edits)?;
    let one = |file: &Changed| {
        let (old, new) = (format!("a/{}", file.shown.display()), format!("b/{}", file.shown.display()));
        TextDiff::from_lines(&file.before.text, &file.after).unified_diff().header(&old, &new).to_string()
    };
    let inside = |path: &Path| {
        let root = snap.roots().iter().find_map(|root| path.strip_prefix(&root.given).ok());
        root.unwrap_or(path).display().to_string()
    };
    let moved = |(from, to): &(PathBuf, PathBuf)| format!("rename from {}\nrename to {}\n", inside(from), inside(to));
    Ok(changed.iter().map(one).chain(edits.moves.iter().map(moved)).collect())
}

/// Changes all files or none. Each is written beside the old one first; then each takes its place, while the old one keeps a second name until
/// all have: if one can't, those before it get the old files back.
pub(super) fn write(snap: &Snapshot, edits: &Edits) -> Result<(), String> {
    let changed = changed(snap, edits)?;
    let mut written: Vec<Written<'_>> = Vec::new();
    let result = changed.iter().try_for_each(|file| {
        let beside = Written::new(file).map_err(|error| format!("{}: {error}", file.shown.display()))?;
        written.push(beside);
        Ok(())
    });
    let result = result.and_then(|()| {
        written.iter_mut().try_for_each(|file| {
            file.swap().map_err(|error: std::io::Error| format!("{}: {error}", file.of.shown.display()))
        })
    });
    let mut moved: Vec<&(PathBuf, PathBuf)> = Vec::new();
    let result = result.and_then(|()| {
        edits.moves.iter().try_for_each(|both| {
            move_free(&both.0, &both.1).map_err(|error| format!("{}: {error}", both.0.display()))?;
            moved.push(both);
            Ok(())
        })
    });
    let Err(error) = result else {
        // What stands beside a file has moved with its folder.
        let moved_to = |path: &Path| {
            let inside = moved.iter().find_map(|(from, to)| {
                let from = store::canonical(from.parent()?).join(from.file_name()?);
                Some(to.join(path.strip_prefix(from).ok()?))
            });
            inside.filter(|_| !path.exists()).unwrap_or_else(|| path.to_owned())
        };
        written.iter().for_each(|file| _ = fs::remove_file(moved_to(&file.old)));
        return Ok(());
    };
    let mut problems = vec![error];
    problems
        .extend(moved.iter().rev().filter_map(|(from, to)| fs::rename(to, from).err()).map(|error| error.to_string()));
    for file in &written {
        match file.undo() {
            Ok(()) => file.tidy(),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.len() == 1 {
        problems.push("nothing was changed".to_owned());
    }
    Err(problems.join("; "))
}

/// Moves a file or folder to where nothing is.
fn move_free(from: &Path, to: &Path) -> std::io::Result<()> {
    match to.symlink_metadata() {
        Ok(_) => {
            Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, format!("{} is there already", to.display())))
        }
        Err(_) => fs::rename(from, to),
    }
}

/// A file's new content beside it, and the old one under a second name once they have changed places.
struct Written<'c> {
    of: &'c Changed,
    new: PathBuf,
    old: PathBuf,
    swapped: bool,
}

impl<'c> Written<'c> {
    fn new(of: &'c Changed) -> Result<Written<'c>, String> {
        let bytes = of.before.encode(&of.after).map_err(|error| error.to_string())?;
        let metadata = fs::metadata(&of.path).map_err(|error| error.to_string())?;
        if metadata.permissions().readonly() {
            return Err("it may not be written".into());
        }
        let name = of.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |word| of.path.with_file_name(format!(".{name}.legb-{word}-{}", std::process::id()));
        let written = Written { of, new: beside("new"), old: beside("old"), swapped: false };
        let write = || {
            let mut out = fs::OpenOptions::new().write(true).create_new(true).open(&written.new)?;
            out.write_all(&bytes)?;
            out.set_permissions(metadata.permissions())?;
            out.sync_all()?;
            // A second name for the old content; a copy where the file system has no links.
            fs::hard_link(&of.path, &written.old).or_else(|_| fs::copy(&of.path, &written.old).map(|_| ()))
        };
        if let Err(error) = write() {
            written.tidy();
            return Err(error.to_string());
        }
        Ok(written)
    }

    fn swap(&mut self) -> std::io::Result<()> {
        fs::rename(&self.new, &self.of.path)?;
        self.swapped = true;
        Ok(())
    }

    fn undo(&self) -> Result<(), String> {
        if !self.swapped {
            return Ok(());
        }
        fs::rename(&self.old, &self.of.path).map_err(|error| {
            // Its old content is worth more than a tidy folder.
            let (path, old) = (self.of.shown.display(), self.old.display());
            format!("{path} is changed and can't be put back: {error}; its old content is in {old}")
        })
    }

    /// Removes what stands beside the file.
    fn tidy(&self) {
        let _ = fs::remove_file(&self.new);
        let _ = fs::remove_file(&self.old);
    }
}

/// The files that the edits change, as they are on disk now; an error if one is not what the edits were made for.
fn changed(snap: &Snapshot, edits: &Edits) -> Result<Vec<Changed>, String> {
    // They are sorted by file.
    let all = edits.all();
    all.chunk_by(|a, b| a.0.file == b.0.file).map(|edits| change(snap, edits[0].0.file, edits)).collect()
}

fn change(snap: &Snapshot, file: FileId, edits: &[(Location, &str)]) -> Result<Changed, String> {
    let shown = snap.shown_path(file);
    let error = |reason: String| format!("{}: {reason}; nothing was changed", shown.display());
    let Key::Path(path) = &*snap.key(file) else { return Err(error("it is on no disk".into())) };
    let expected = snap.text(file).ok_or_else(|| error("it has changed since it was read".into()))?;
    let before = read(path).map_err(error)?;
    if *before.text != *expected {
        return Err(error("it has changed since it was read".into()));
    }
    let edits: Vec<_> = edits.iter().map(|&(place, text)| Edit { span: place.span, text: text.to_owned() }).collect();
    let after = apply_edits(&before.text, &edits).map_err(|overlap| error(overlap.to_string()))?;
    let root = snap.roots().iter().find_map(|root| shown.strip_prefix(&root.given).ok());
    Ok(Changed { path: path.clone(), shown: root.unwrap_or(&shown).to_owned(), before, after })
}

fn read(path: &Path) -> Result<Source, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    Source::decode(bytes).map_err(|error| error.to_string())
}
