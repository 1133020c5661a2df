//! Edits of a rename, applied to files on disk.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::ide::Location;
use crate::ide::rename::Edits;
use crate::store::{FileId, Key, Snapshot};
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
    Ok(changed.iter().map(one).collect())
}

/// Changes the files: all of them are written beside the old ones first, then each takes its place.
pub(super) fn write(snap: &Snapshot, edits: &Edits) -> Result<(), String> {
    let changed = changed(snap, edits)?;
    let mut written = Vec::new();
    for file in &changed {
        match write_beside(file) {
            Ok(new) => written.push((new, &file.path)),
            Err(error) => {
                written.iter().for_each(|(new, _)| _ = fs::remove_file(new));
                return Err(format!("{}: {error}; nothing was changed", file.shown.display()));
            }
        }
    }
    for (new, path) in &written {
        fs::rename(new, path)
            .map_err(|error| format!("{}: {error}; the files before it are changed", path.display()))?;
    }
    Ok(())
}

fn write_beside(file: &Changed) -> Result<PathBuf, String> {
    let bytes = file.before.encode(&file.after).map_err(|error| error.to_string())?;
    let metadata = fs::metadata(&file.path).map_err(|error| error.to_string())?;
    if metadata.permissions().readonly() {
        return Err("it may not be written".into());
    }
    let new = file.path.with_extension(format!("legb-{}", std::process::id()));
    let write = || {
        let mut out = fs::File::create(&new)?;
        out.write_all(&bytes)?;
        out.set_permissions(metadata.permissions())?;
        out.sync_all()
    };
    write().map(|()| new.clone()).map_err(|error| {
        let _ = fs::remove_file(&new);
        error.to_string()
    })
}

/// The files that the edits change, as they are on disk now; an error if one is not what the edits were made for.
fn changed(snap: &Snapshot, edits: &Edits) -> Result<Vec<Changed>, String> {
    // The places are sorted by file.
    let by_file = edits.places.chunk_by(|a, b| a.file == b.file);
    by_file.map(|places| change(snap, places[0].file, places, &edits.new_name)).collect()
}

fn change(snap: &Snapshot, file: FileId, places: &[Location], new_name: &str) -> Result<Changed, String> {
    let shown = snap.shown_path(file);
    let error = |reason: String| format!("{}: {reason}; nothing was changed", shown.display());
    let Key::Path(path) = &*snap.key(file) else { return Err(error("it is on no disk".into())) };
    let expected = snap.text(file).ok_or_else(|| error("it has changed since it was read".into()))?;
    let before = read(path).map_err(error)?;
    if *before.text != *expected {
        return Err(error("it has changed since it was read".into()));
    }
    let edits: Vec<_> = places.iter().map(|place| Edit { span: place.span, text: new_name.to_owned() }).collect();
    let after = apply_edits(&before.text, &edits).map_err(|overlap| error(overlap.to_string()))?;
    let root = snap.roots().iter().find_map(|root| shown.strip_prefix(&root.given).ok());
    Ok(Changed { path: path.clone(), shown: root.unwrap_or(&shown).to_owned(), before, after })
}

fn read(path: &Path) -> Result<Source, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    Source::decode(bytes).map_err(|error| error.to_string())
}
