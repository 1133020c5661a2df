//! Modules and packages that move to other folders, several at once: every import finds what it found.
//!
//! The edits are made file by file: the import statements ([`statements`]), and the uses that spell a module's whole name ([`dotted`]). Then they are
//! proven by doing them: the workspace as it will be is resolved by the one resolver, and compared with what is ([`proof`]).
//!
//! What names don't tell, and nobody can promise: that modules which import each other in a circle still run in an order that suits them, as an
//! import from another package runs that package first.

mod dotted;
mod proof;
mod relocation;
mod statements;

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::in_strings;
use super::{Edits, Failure, Kind, Location, Obstacle, check, importers, texts};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::actions::Source;
use crate::ide::references::{Reference, search};
use crate::link::{self, Entity, Members, Trust, Variable};
use crate::name::Name;
use crate::scope::Graph;
use crate::store::{FileId, Snapshot};
use crate::text::{Edit, Span, apply_edits};
use proof::Proof;
use relocation::{Moving, Relocation, shown};
use statements::Statements;

/// The edits for files and folders that are about to move, all at once; none if no module is among them. The first of the answers has the certain
/// edits of all moves; each has what a person must decide on for one of them.
pub(super) fn moved(snap: &Snapshot, moves: &[(PathBuf, PathBuf)], cancel: &Cancel) -> Result<Vec<Edits>, Failure> {
    let asked = |from: &Path| {
        let to = moves.iter().find(|(other, _)| other == from).map_or(from, |(_, to)| to);
        format!("move {} to {}", shown(snap, from), shown(snap, to))
    };
    let moved = Relocation::new(snap, moves).map_err(|(path, obstacle)| refused(obstacle, asked(&path)))?;
    let Some(moved) = moved else { return Ok(Vec::new()) };
    let others = match moves.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    let refuse = |obstacle: Obstacle| refused(obstacle, asked(&moves[0].0) + &others);
    let changed = changed(&moved, cancel)?.map_err(refuse)?;
    changed.proven(&moved, cancel)?.map_err(refuse)?;
    let mut all = Vec::new();
    for moving in &moved.moves {
        let (Some(old), Some(new)) = (name_of(snap, moving, &moving.from), name_of(&moved.after, moving, &moving.to))
        else {
            continue;
        };
        let mut edits = Edits { new_name: new, ..Edits::default() };
        edits.unsure = in_strings(snap, &old, &old, cancel)?;
        let is_edited = |place: &Location| changed.touches(*place);
        edits.unsure.retain(|unsure| !is_edited(&unsure.location));
        edits.old_name = old;
        all.push(edits);
    }
    if all.is_empty() {
        all.push(Edits::default());
    }
    let certain = changed
        .files
        .into_iter()
        .flat_map(|(file, edits)| edits.into_iter().map(move |edit| (Location { file, span: edit.span }, edit.text)));
    all[0].rewritten = certain.collect();
    Ok(all)
}

fn refused(obstacle: Obstacle, asked: String) -> Failure {
    Failure::Refused(obstacle.refusal(asked))
}

/// The whole name of what moves, as its neighbours import it.
fn name_of(snap: &Snapshot, moving: &Moving, path: &Path) -> Option<String> {
    let file = if moving.from.is_dir() { path.join("__init__.py") } else { path.to_owned() };
    snap.dotted_name(snap.file_at(&file))
}

/// What moves change in the texts.
struct Changed {
    /// The files with edits, which are sorted, by file.
    files: Vec<(FileId, Vec<Edit>)>,
    /// The files that are proven: all that may be touched.
    seen: Vec<FileId>,
    /// The variables that get another name.
    renamed: FxHashMap<Variable, Name>,
    /// The variables that stand for packages whose modules' whole names are spelled.
    dotted: FxHashSet<Variable>,
    /// The names that the moves may touch.
    names: FxHashSet<Name>,
}

/// What changes in one file.
#[derive(Default)]
struct InFile {
    edits: Vec<Edit>,
    /// The variables that stand for packages, with their new names if they get one.
    dotted: Vec<(Variable, Option<Name>)>,
}

fn changed(moved: &Relocation<'_>, cancel: &Cancel) -> Result<Result<Changed, Obstacle>, Cancelled> {
    let snap = moved.before;
    let names: FxHashSet<Name> = moved.moves.iter().flat_map(|moving| [moving.old, moving.new]).collect();
    for moving in &moved.moves {
        if let Err(obstacle) = packages(moved, moving) {
            return Ok(Err(obstacle));
        }
        let readable = texts::readable(snap, true, &FxHashSet::default(), moving.old.text(), cancel)?;
        if let Err(obstacle) = readable {
            return Ok(Err(obstacle));
        }
    }
    let mut seen = snap.mentioning(&names.iter().copied().collect::<Vec<_>>(), cancel)?;
    seen.extend(snap.files().into_iter().filter(|&file| moved.file(file) != file));
    seen.sort_unstable();
    seen.dedup();
    let found: Result<Vec<_>, Cancelled> = seen
        .par_iter()
        .map(|&file| {
            cancel.check()?;
            Ok(in_file(moved, file))
        })
        .collect();
    let (renamed, dotted) = (FxHashMap::default(), FxHashSet::default());
    let mut changed = Changed { files: Vec::new(), seen, renamed, dotted, names };
    for (file, found) in changed.seen.clone().into_iter().zip(found?) {
        match found {
            Ok(found) => {
                changed.files.push((file, found.edits));
                changed.dotted.extend(found.dotted.iter().map(|dotted| dotted.0));
                changed.renamed.extend(found.dotted.iter().filter_map(|&(variable, new)| Some((variable, new?))));
            }
            Err(obstacle) => return Ok(Err(obstacle)),
        }
    }
    for moving in moved.moves.iter().filter(|moving| moving.new != moving.old) {
        if let Err(obstacle) = changed.rename(snap, moving, cancel)? {
            return Ok(Err(obstacle));
        }
    }
    changed.files.retain(|(_, edits)| !edits.is_empty());
    changed.files.iter_mut().for_each(|(_, edits)| edits.sort_by_key(|edit| edit.span));
    Ok(changed.only_whole_names(moved, cancel)?.map(|()| changed))
}

/// The packages that a module leaves and comes to: they must not use its name in a way that rests on where it lies.
fn packages(moved: &Relocation<'_>, moving: &Moving) -> Result<(), Obstacle> {
    let snap = moved.before;
    let inits = |path: &Path| {
        let package = path.parent().and_then(|folder| snap.module_at(folder));
        let files = package.into_iter().flat_map(|package| [package.source, package.stub]).flatten();
        files.filter_map(|file| Some((file, snap.graph(file)?))).collect::<Vec<_>>()
    };
    let first = |file, graph: &Graph, name| {
        let symbol = graph.global(name)?;
        Some((symbol, Location { file, span: graph.occurrences_of(symbol).next()?.span }))
    };
    for (file, graph) in inits(&moving.from) {
        if let Some((_, place)) = first(file, &graph, moving.old).filter(|(symbol, _)| !graph.is_bound(*symbol)) {
            let reason = format!(
                "the package has `{}` here because the module lies in it: take it out, or import it there",
                moving.old
            );
            return Err(Obstacle::of(Kind::Unknown, reason, Some(place)));
        }
    }
    for (file, graph) in inits(&moving.to) {
        let Some((symbol, place)) = first(file, &graph, moving.new) else { continue };
        let ends = link::namesakes(snap, Entity::Variable(Variable { file, symbol }));
        if !matches!(&ends[..], [Entity::Module(module)] if *module == moving.module) {
            return Err(Obstacle::new(format!("the package binds or uses `{}` already", moving.new), place));
        }
    }
    Ok(())
}

/// The edits of one file's imports and dotted uses.
fn in_file(moved: &Relocation<'_>, file: FileId) -> Result<InFile, Obstacle> {
    let snap = moved.before;
    if !statements::are_touched(moved, file) {
        return Ok(InFile::default());
    }
    let start = Location { file, span: Span::new(0, 0) };
    if !snap.is_ours(file) {
        let reason = format!("it is used outside the workspace, in {}", snap.shown_path(file).display());
        return Err(Obstacle::new(reason, start));
    }
    let source = Source::new(snap, file).ok_or_else(|| {
        let reason = format!("{} can't be read", snap.shown_path(file).display());
        Obstacle::of(Kind::Unknown, reason, Some(start))
    })?;
    let dotted = dotted::dotted(moved, file, &source)?;
    let mut edits = Statements { moved, file, source: &source, dotted: &dotted }.edits()?;
    let variables = dotted.iter().map(|uses| (Variable { file, symbol: uses.variable }, uses.renamed)).collect();
    edits.extend(dotted.into_iter().flat_map(|uses| uses.edits));
    edits.sort_by_key(|edit| edit.span);
    Ok(InFile { edits, dotted: variables })
}

impl Changed {
    /// Whether an edit touches a place.
    fn touches(&self, place: Location) -> bool {
        let Ok(at) = self.files.binary_search_by_key(&place.file, |file| file.0) else { return false };
        let edits = &self.files[at].1;
        let next = edits.partition_point(|edit| edit.span.end <= place.span.start);
        edits.get(next).is_some_and(|edit| edit.span.start < place.span.end)
    }

    /// Adds what the module's own new name changes: the variables that imports bind to it.
    fn rename(&mut self, snap: &Snapshot, moving: &Moving, cancel: &Cancel) -> Result<Result<(), Obstacle>, Cancelled> {
        let places = search(snap, &[Entity::Module(moving.module.clone())], None, Trust::Proof, cancel)?;
        if let Err(obstacle) = check::places(snap, &places) {
            return Ok(Err(obstacle));
        }
        let own = |place: &Reference| place.variable.filter(|variable| !self.dotted.contains(variable));
        let variables: FxHashSet<Variable> = places.iter().filter_map(own).collect();
        for &variable in &variables {
            cancel.check()?;
            if let Err(obstacle) = check::variable(snap, variable, moving.new) {
                return Ok(Err(obstacle));
            }
        }
        if let Err(obstacle) = importers::check(snap, &variables, moving.old, moving.new, cancel)? {
            return Ok(Err(obstacle));
        }
        for place in places.iter().map(|place| place.location).filter(|place| !self.touches(*place)).collect::<Vec<_>>()
        {
            if let Ok(at) = self.files.binary_search_by_key(&place.file, |file| file.0) {
                self.files[at].1.push(Edit { span: place.span, text: moving.new.to_string() });
                self.files[at].1.sort_by_key(|edit| edit.span);
            }
        }
        self.renamed.extend(variables.into_iter().map(|variable| (variable, moving.new)));
        Ok(Ok(()))
    }

    /// Whether every place that reaches what moves through its package spells its whole name, after an import of that: these are edited. Another has it only as
    /// long as some other file imports it.
    fn only_whole_names(&self, moved: &Relocation<'_>, cancel: &Cancel) -> Result<Result<(), Obstacle>, Cancelled> {
        let old: FxHashSet<Name> = moved.moves.iter().map(|moving| moving.old).collect();
        let in_file = |&file: &FileId| -> Result<Result<(), Obstacle>, Cancelled> {
            cancel.check()?;
            let Some(graph) = moved.before.graph(file) else { return Ok(Ok(())) };
            let mut members = Members::new(moved.before, file, &graph, Trust::Proof);
            for member in graph.members().iter().filter(|member| old.contains(&member.name)) {
                let place = Location { file, span: graph.span(member.start, member.name) };
                let Some(Entity::Module(module)) = members.meaning(member) else { continue };
                let moves = moved.moves.iter().any(|moving| moving.module == module);
                if moves && !self.touches(place) {
                    let reason = "here it is an attribute of its package, which it leaves: import the module here by its own name";
                    return Ok(Err(Obstacle::of(Kind::Unknown, reason, Some(place))));
                }
            }
            Ok(Ok(()))
        };
        let found: Result<Vec<_>, Cancelled> = self.seen.par_iter().map(in_file).collect();
        Ok(found?.into_iter().find(Result::is_err).unwrap_or(Ok(())))
    }

    /// The proof, over all files that may be touched.
    fn proven(&self, moved: &Relocation<'_>, cancel: &Cancel) -> Result<Result<(), Obstacle>, Cancelled> {
        let snap = moved.before;
        let of = |file: FileId| {
            let at = self.files.binary_search_by_key(&file, |known| known.0);
            at.map_or(&[][..], |at| &self.files[at].1)
        };
        let mut names = self.names.clone();
        for (variable, new) in &self.renamed {
            names.insert(*new);
            names.extend(snap.graph(variable.file).map(|graph| graph.name(variable.symbol)));
        }
        let mut files = snap.mentioning(&names.iter().copied().collect::<Vec<_>>(), cancel)?;
        files.extend(&self.seen);
        files.sort_unstable();
        files.dedup();
        let rewritten = |&file: &FileId| -> Option<Result<(FileId, String), Obstacle>> {
            let (later, edits) = (moved.file(file), of(file));
            if later == file && edits.is_empty() {
                return None;
            }
            let text = snap.text(file).and_then(|text| apply_edits(&text, edits).ok());
            Some(text.map(|text| (later, text)).ok_or_else(|| {
                let reason = format!("{} has changed on disk: try again", snap.shown_path(file).display());
                Obstacle::of(Kind::Stale, reason, Some(Location { file, span: Span::new(0, 0) }))
            }))
        };
        let texts: Result<Vec<_>, Obstacle> = files.par_iter().filter_map(rewritten).collect();
        let after = match texts {
            Ok(texts) => moved.after.with_texts(texts),
            Err(obstacle) => return Ok(Err(obstacle)),
        };
        let proof = Proof { moved, after, renamed: self.renamed.clone(), names };
        let in_file = |&file: &FileId| -> Result<Result<(), Obstacle>, Cancelled> {
            cancel.check()?;
            Ok(proof.file(file, of(file)))
        };
        let found: Result<Vec<_>, Cancelled> = files.par_iter().map(in_file).collect();
        Ok(found?.into_iter().find(Result::is_err).unwrap_or(Ok(())))
    }
}
