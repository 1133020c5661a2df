//! Where files and modules lie before and after a move, and what imports call them there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{Kind, Location, Obstacle, check};
use crate::name::{self, Name};
use crate::scope::{Import, ModulePath};
use crate::store::{self, FileId, Key, ModuleFiles, Snapshot};
use crate::text::Span;

/// A module that moves.
pub(super) struct Moving {
    /// Its files, where they lie now.
    pub module: Arc<ModuleFiles>,
    /// Where its file or folder lies now, canonical.
    pub from: PathBuf,
    /// Where it will lie.
    pub to: PathBuf,
    /// Its name now, without its packages.
    pub old: Name,
    /// Its name there.
    pub new: Name,
}

impl Moving {
    /// What it is, and what others import it as.
    fn new(snap: &Snapshot, from: &Path, to: &Path) -> Result<Option<Moving>, Obstacle> {
        let (from, to) = (store::canonical(from), store::canonical(to));
        let start = || Location { file: snap.file_at(&from), span: Span::new(0, 0) };
        let is_source = from.extension().is_some_and(|suffix| suffix == "py" || suffix == "pyi");
        if is_source && from.file_stem().is_some_and(|stem| stem == "__init__" || stem == "__main__") {
            let reason = "the language gives its file's name a meaning where it lies: move its folder";
            return Err(Obstacle::of(Kind::Fixed, reason, Some(start())));
        }
        let Some(module) = snap.module_at(&from) else { return Ok(None) };
        let is_own = |file: FileId| matches!(&*snap.key(file), Key::Path(path) if path.starts_with(&from));
        let files: Vec<FileId> = snap.files().into_iter().filter(|&file| is_own(file)).collect();
        if !files.iter().any(|&file| snap.is_ours(file)) {
            return Ok(None);
        }
        let stem = |path: &Path| {
            let stem = if from.is_dir() { path.file_name()? } else { path.file_stem()? };
            Some(stem.to_str()?.to_owned())
        };
        let (Some(old), Some(new)) = (stem(&from), stem(&to)) else { return Ok(None) };
        if name::is_identifier(&old) {
            check::new_name(&new).map_err(|reason| Obstacle::of(Kind::Name, reason, None))?;
        }
        if !snap.roots().iter().any(|root| to.starts_with(&root.canonical)) {
            let reason = format!("it leaves the workspace, to {}: no import here can name it there", shown(snap, &to));
            return Err(Obstacle::of(Kind::Fixed, reason, None));
        }
        let bare = to.with_file_name(&new);
        let taken = ["", ".py", ".pyi"].map(|suffix| PathBuf::from(format!("{}{suffix}", bare.display())));
        if let Some(taken) = taken.into_iter().find(|path| path.exists()) {
            return Err(Obstacle::of(Kind::Clash, format!("{} is there already", shown(snap, &taken)), None));
        }
        Ok(Some(Moving {
            module,
            from,
            to,
            old: Name::new(&name::normalized(&old)),
            new: Name::new(&name::normalized(&new)),
        }))
    }
}

/// A path as a person knows it, below the root.
pub(super) fn shown(snap: &Snapshot, path: &Path) -> String {
    let path = snap.shown(path);
    let below = snap.roots().iter().find_map(|root| path.strip_prefix(&root.given).ok());
    below.unwrap_or(&path).display().to_string()
}

/// Some moves that happen at once.
pub(super) struct Relocation<'s> {
    /// The workspace as it is.
    pub before: &'s Snapshot,
    /// The same once they have happened; the files that move have no texts there.
    pub after: Snapshot,
    /// The modules that move.
    pub moves: Vec<Moving>,
}

impl<'s> Relocation<'s> {
    /// `None` if nothing among it is a module. An error where one can't go to its place, or not alone.
    pub(super) fn new(
        snap: &'s Snapshot,
        moves: &[(PathBuf, PathBuf)],
    ) -> Result<Option<Relocation<'s>>, (PathBuf, Obstacle)> {
        let mut all: Vec<Moving> = Vec::new();
        for (from, to) in moves {
            all.extend(Moving::new(snap, from, to).map_err(|obstacle| (from.clone(), obstacle))?);
        }
        let pairs: Vec<(PathBuf, PathBuf)> =
            all.iter().map(|moving| (moving.from.clone(), moving.to.clone())).collect();
        let relocation = Relocation { before: snap, after: snap.with_moves(&pairs), moves: all };
        for moving in &relocation.moves {
            relocation.whole(moving).map_err(|obstacle| (moving.from.clone(), obstacle))?;
        }
        Ok((!relocation.moves.is_empty()).then_some(relocation))
    }

    /// Whether the source and the stub of a module stay beside each other.
    fn whole(&self, moving: &Moving) -> Result<(), Obstacle> {
        let home = self.relocated(&moving.from.with_extension(""));
        let lies_apart = |file: &FileId| match &*self.before.key(*file) {
            Key::Path(path) if moving.from.is_file() => {
                self.path(path).is_none_or(|path| path.with_extension("") != home)
            }
            _ => false,
        };
        let halves = [moving.module.source, moving.module.stub].into_iter().flatten();
        match halves.into_iter().find(lies_apart) {
            Some(other) => {
                let place = Location { file: other, span: Span::new(0, 0) };
                let reason = "its source and its stub are one module: move both together";
                Err(Obstacle::of(Kind::Unknown, reason, Some(place)))
            }
            None => Ok(()),
        }
    }

    /// Where a file or folder will lie, if it moves.
    fn path(&self, path: &Path) -> Option<PathBuf> {
        let fitting = self.moves.iter().filter(|moving| path.starts_with(&moving.from));
        let moving = fitting.max_by_key(|moving| moving.from.as_os_str().len())?;
        let below = path.strip_prefix(&moving.from).ok()?;
        Some(if below.as_os_str().is_empty() { moving.to.clone() } else { moving.to.join(below) })
    }

    /// The file that a file will be.
    pub(super) fn file(&self, file: FileId) -> FileId {
        match &*self.before.key(file) {
            Key::Path(path) => self.path(path).map_or(file, |path| self.after.file_at(&path)),
            Key::Virtual(_) => file,
        }
    }

    /// Where a file will lie.
    pub(super) fn path_after(&self, file: FileId) -> Option<PathBuf> {
        match &*self.before.key(self.file(file)) {
            Key::Path(path) => Some(path.clone()),
            Key::Virtual(_) => None,
        }
    }

    /// Where a module lies: a package's folder, or a file without its suffix. `None` for what has no place, or several.
    pub(super) fn location(&self, module: &ModuleFiles) -> Option<PathBuf> {
        match module.folders() {
            [folder] => return Some(folder.clone()),
            [] => {}
            _ => return None,
        }
        match &*self.before.key(module.file()?) {
            Key::Path(path) => Some(path.with_extension("")),
            Key::Virtual(_) => None,
        }
    }

    /// Where the module at a place will lie.
    pub(super) fn relocated(&self, location: &Path) -> PathBuf {
        let is_file = |moving: &&Moving| moving.from.is_file() && moving.from.with_extension("") == location;
        let file = self.moves.iter().find(is_file).map(|moving| moving.to.with_extension(""));
        file.or_else(|| self.path(location)).unwrap_or_else(|| location.to_owned())
    }

    /// Where what an import names lies, as far as it can be found: the longest part of the path that is a module, and the rest below that.
    pub(super) fn named(&self, file: FileId, path: &ModulePath) -> Option<PathBuf> {
        let n_segments = path.segments.len();
        let least = usize::from(path.level == 0);
        let found = (least..=n_segments).rev().find_map(|known| {
            let module = self.before.module(file, path, known)?;
            Some((self.location(&module)?, known))
        });
        let (mut location, known) = found?;
        location.extend(path.segments[known..].iter().map(|(_, name)| name.text()));
        Some(location)
    }

    /// The absolute name of the module at a place, as a file imports it after the move: below the folder `root` if it can be. `None` where it
    /// has none.
    pub(super) fn absolute(&self, importer: FileId, target: &Path, root: Option<&Path>) -> Option<Vec<String>> {
        let importer = self.file(importer);
        let folders = self.after.own_folders(importer);
        let below = folders.iter().filter_map(|folder| {
            let parts = target.strip_prefix(folder).ok()?.iter().map(|part| part.to_str().map(str::to_owned));
            let parts: Vec<String> = parts.collect::<Option<_>>()?;
            let is_name = |part: &String| name::is_identifier(part) && !name::is_keyword(part);
            let is_named = !parts.is_empty() && parts.iter().all(is_name);
            (is_named && self.finds(importer, &parts, target)).then_some((Some(&**folder) != root, parts.len(), parts))
        });
        below.min().map(|(_, _, parts)| parts)
    }

    fn finds(&self, importer: FileId, parts: &[String], target: &Path) -> bool {
        let segments = parts.iter().map(|part| (0, Name::new(&name::normalized(part)))).collect();
        let module = self.after.module(importer, &ModulePath { level: 0, segments }, parts.len());
        module.is_some_and(|module| self.location(&module).as_deref() == Some(target))
    }

    /// Whether the path of an import leads to the same module after the move, as it stands.
    pub(super) fn still_leads(&self, importer: FileId, path: &ModulePath) -> bool {
        let n_segments = path.segments.len();
        let before = self.before.module(importer, path, n_segments).and_then(|module| self.location(&module));
        let after = self.after.module(self.file(importer), path, n_segments).and_then(|module| self.location(&module));
        before.map(|before| self.relocated(&before)) == after
    }

    /// The dots and name of the module at a place, as a file imports it from its own package after the move; `None` where they share none.
    pub(super) fn relative(&self, importer: FileId, target: &Path) -> Option<String> {
        let path = self.path_after(importer)?;
        let own = self.after.import_name(self.file(importer))?;
        let is_init = path.file_stem().is_some_and(|stem| stem == "__init__");
        let n_packages = own.split('.').count() - usize::from(!is_init);
        let mut around = path.ancestors().skip(1).take(n_packages).enumerate();
        let (up, below) = around.find_map(|(up, folder)| Some((up, target.strip_prefix(folder).ok()?)))?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        let parts = parts.filter(|parts| parts.iter().all(|part| name::is_identifier(part)))?;
        Some(".".repeat(up + 1) + &parts.join("."))
    }

    /// The folder from which the absolute name that an import spells starts.
    pub(super) fn root_of(import: &Import, location: &Path) -> Option<PathBuf> {
        let segments = &import.path.segments;
        let is_spelled = location.iter().rev().zip(segments.iter().rev()).all(|(part, (_, name))| part == name.text());
        let root = location.ancestors().nth(segments.len()).filter(|_| is_spelled && import.path.level == 0);
        root.map(Path::to_owned)
    }
}
