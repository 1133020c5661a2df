//! A module's new name: its file or folder moves, and every import and use of it changes.
//!
//! The places are those of any other name: segments of imports, the variables that they bind, members of packages. What is new is that the new
//! name must be free on the disk and in the parent package, and that the module may be named in strings (`import_module("a.b")`).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Doubt, Edits, Failure, Kind, Location, Obstacle, Unsure, check, importers};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::At;
use crate::ide::references::search;
use crate::link::{Entity, Trust, Variable};
use crate::name::Name;
use crate::scope::{Imported, ModulePath};
use crate::store::{FileId, Key, ModuleFiles, Snapshot};
use crate::text::Span;

/// What moves: a package's folder, or a module's source and stub. An error where it isn't ours, or isn't one thing.
pub(super) fn paths(snap: &Snapshot, module: &ModuleFiles, here: Location) -> Result<Vec<PathBuf>, Obstacle> {
    let fixed = |reason: String| Err(Obstacle::of(Kind::Fixed, reason, Some(here)));
    let paths: Vec<PathBuf> = match module.folders() {
        [] => [module.source, module.stub].into_iter().flatten().map(|file| snap.shown_path(file)).collect(),
        [folder] => vec![snap.shown(folder)],
        _ => return fixed("it is a namespace package with parts in several folders: rename each folder".into()),
    };
    let outside =
        |path: &&PathBuf| !snap.roots().iter().any(|root| path.starts_with(&root.given) && **path != root.given);
    if let Some(path) = paths.iter().find(outside) {
        return fixed(format!("it lies outside the workspace, or is its root: {}", path.display()));
    }
    if paths.iter().any(|path| path.file_stem().is_some_and(|stem| stem == "__init__" || stem == "__main__")) {
        return fixed("the language gives its file's name a meaning".into());
    }
    Ok(paths)
}

/// The edits and moves that give a module a new name.
pub(super) fn rename(
    snap: &Snapshot,
    module: &Arc<ModuleFiles>,
    here: At,
    mut edits: Edits,
    cancel: &Cancel,
) -> Result<Edits, Failure> {
    let asked = format!("rename `{}` to `{}`", edits.old_name, edits.new_name);
    let refuse = |obstacle: Obstacle| Failure::Refused(obstacle.refusal(asked.clone()));
    let at = Location { file: here.file, span: Span::new(here.offset, here.offset) };
    for from in paths(snap, module, at).map_err(refuse)? {
        let to = renamed(&from, &edits.new_name);
        let taken = ["", "py", "pyi"].map(|extension| to.with_extension(extension));
        if let Some(taken) = taken.into_iter().find(|path| path.exists()) {
            return Err(refuse(Obstacle::of(Kind::Clash, format!("{} is there already", taken.display()), None)));
        }
        edits.moves.push((from, to));
    }
    edits_of(snap, module, edits, cancel)
}

/// The edits for a module's new name, proven; where it lies is none of their business.
fn edits_of(snap: &Snapshot, module: &Arc<ModuleFiles>, mut edits: Edits, cancel: &Cancel) -> Result<Edits, Failure> {
    let asked = format!("rename `{}` to `{}`", edits.old_name, edits.new_name);
    let refuse = |obstacle: Obstacle| Failure::Refused(obstacle.refusal(asked.clone()));
    let new = Name::new(&crate::name::normalized(&edits.new_name));
    let old = Name::new(&crate::name::normalized(&edits.old_name));
    let places = search(snap, &[Entity::Module(module.clone())], None, Trust::Proof, cancel)?;
    check::places(snap, &places).map_err(refuse)?;
    let variables: FxHashSet<Variable> = places.iter().filter_map(|reference| reference.variable).collect();
    for &variable in &variables {
        cancel.check()?;
        check::variable(snap, variable, new).map_err(refuse)?;
    }
    importers::check(snap, &variables, old, new, cancel)?.map_err(refuse)?;
    if let Some(place) = in_package(snap, module, new) {
        return Err(refuse(Obstacle::new(format!("the package binds `{new}` already"), place)));
    }
    for file in snap.mentioning(&[new], cancel)? {
        cancel.check()?;
        if let Some(span) = asked_for(snap, file, module, new) {
            let reason = format!("`{new}` is imported here, and would be this module");
            return Err(refuse(Obstacle::new(reason, Location { file, span })));
        }
    }
    edits.places = places.into_iter().map(|reference| reference.location).collect();
    if let Some(dotted) = module.file().and_then(|file| snap.dotted_name(file)) {
        edits.unsure = in_strings(snap, &dotted, &edits.old_name, cancel)?;
        let own: FxHashSet<Location> = edits.places.iter().copied().collect();
        edits.unsure.retain(|unsure| !own.contains(&unsure.location));
    }
    Ok(edits)
}

/// The edits for a file or folder that is about to get another name in its folder; nothing if it is no module.
pub(super) fn moved(snap: &Snapshot, from: &Path, to: &Path, cancel: &Cancel) -> Result<Option<Edits>, Failure> {
    let stem = |path: &Path| match path.is_dir() || path.extension().is_none() {
        true => path.file_name().map(|name| name.to_string_lossy().into_owned()),
        false => path.file_stem().map(|name| name.to_string_lossy().into_owned()),
    };
    let (Some(old_name), Some(new_name)) = (stem(from), stem(to)) else { return Ok(None) };
    let Some(module) = snap.module_at(from) else { return Ok(None) };
    let asked = format!("rename module `{old_name}` to `{new_name}`");
    let refuse = |kind, reason: String| Failure::Refused(Obstacle::of(kind, reason, None).refusal(asked.clone()));
    check::new_name(&new_name).map_err(|reason| refuse(Kind::Name, reason))?;
    let edits = Edits { old_name, new_name, ..Edits::default() };
    edits_of(snap, &module, edits, cancel).map(Some)
}

/// A path with another name, and the extension that it has.
fn renamed(path: &Path, new: &str) -> PathBuf {
    match path.extension().filter(|_| !path.is_dir()) {
        Some(extension) => path.with_file_name(format!("{new}.{}", extension.to_string_lossy())),
        None => path.with_file_name(new),
    }
}

/// Where a file imports the new name from where the module lies: it would find the module then.
fn asked_for(snap: &Snapshot, file: FileId, module: &ModuleFiles, new: Name) -> Option<Span> {
    let graph = snap.graph(file).filter(|graph| graph.mentions(new))?;
    let folder = folder_of(snap, module)?;
    let lies_in = |path: &ModulePath, segments: usize| match (path.level, segments) {
        (0, 0) => snap.own_folders(file).contains(&folder),
        _ => snap.module(file, path, segments).is_some_and(|package| package.folders().contains(&folder)),
    };
    graph.imports().iter().find_map(|import| {
        let path = &import.path;
        let mut segments = path.segments.iter().enumerate();
        let segment =
            segments.find(|(at, segment)| segment.1 == new && lies_in(path, *at)).map(|(_, segment)| *segment);
        let name = match import.imported {
            Imported::Name(start, name) if name == new && lies_in(path, path.segments.len()) => Some((start, name)),
            _ => None,
        };
        segment.or(name).map(|(start, name)| graph.span(start, name))
    })
}

/// Where the package around a module binds a name.
fn in_package(snap: &Snapshot, module: &ModuleFiles, name: Name) -> Option<Location> {
    let package = snap.module_at(&folder_of(snap, module)?)?;
    [package.source, package.stub].into_iter().flatten().find_map(|file| {
        let graph = snap.graph(file)?;
        let symbol = graph.global(name).filter(|&symbol| graph.is_bound(symbol))?;
        Some(Location { file, span: graph.occurrences_of(symbol).next()?.span })
    })
}

/// The folder that a module lies in, without symbolic links.
fn folder_of(snap: &Snapshot, module: &ModuleFiles) -> Option<PathBuf> {
    if let Some(folder) = module.folders().first() {
        return folder.parent().map(Path::to_owned);
    }
    match &*snap.key(module.file()?) {
        Key::Path(path) => path.parent().map(Path::to_owned),
        Key::Virtual(_) => None,
    }
}

/// A module's dotted name in strings: what `importlib.import_module`, `unittest.mock.patch` and settings are given. Of each the last part, which
/// is `changed`.
pub(super) fn in_strings(
    snap: &Snapshot,
    dotted: &str,
    changed: &str,
    cancel: &Cancel,
) -> Result<Vec<Unsure>, Cancelled> {
    let finder = Finder::new(dotted);
    let in_file = |file: FileId| -> Result<Vec<Unsure>, Cancelled> {
        cancel.check()?;
        let Some(text) = snap.text(file) else { return Ok(Vec::new()) };
        let is_quoted = |start: usize| {
            let (before, after) = (&text[..start], &text[start + dotted.len()..]);
            before.ends_with(['"', '\'', '`']) && after.starts_with(['"', '\'', '`', '.', ':'])
        };
        let found = finder.find_iter(text.as_bytes()).filter(|&start| is_quoted(start));
        let places = found.map(|start| {
            let end = (start + dotted.len()) as u32;
            Location { file, span: Span::new(end - changed.len() as u32, end) }
        });
        Ok(places.map(|location| Unsure { location, doubt: Doubt::Module }).collect())
    };
    let found: Result<Vec<Vec<Unsure>>, Cancelled> = snap.files().into_par_iter().map(in_file).collect();
    let mut found = found?.concat();
    found.sort_by_key(|unsure| unsure.location);
    Ok(found)
}
