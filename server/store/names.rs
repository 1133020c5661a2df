//! Which files mention an identifier: the prefilter of every question about the whole workspace.
//!
//! The trick: an inverted index, made in one go when all files are known, and never changed: for each name the steps between the numbers of
//! its files, a byte or so each. Files that were read since are asked one by one, by their own lists of names; open documents as well; files
//! that nobody has read yet are searched for the name's bytes ([`super::unread`]). So an edit costs the index nothing.

use std::sync::Arc;

use dashmap::DashSet;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::closed::Closed;
use super::{FileId, Snapshot, Store};
use crate::cancel::{Cancelled, Token};
use crate::name::Name;
use crate::scope::{Graph, Imported};
use crate::varint::{Reader, put};

/// The files of a workspace by the names that they mention.
#[derive(Default)]
pub(super) struct Index {
    /// The workspace that it was made of.
    workspace: Arc<Vec<FileId>>,
    /// The files that were known, sorted.
    files: Vec<FileId>,
    /// For each name, by its place in the table: where its files begin. One more than there are names.
    starts: Vec<u32>,
    /// For each name the numbers of its files, as steps.
    steps: Vec<u8>,
    /// The files with star imports.
    stars: Vec<FileId>,
    /// The files that were read, or changed on disk, since.
    changed: DashSet<FileId, FxBuildHasher>,
}

/// Whether a name, as it is spelled, is one that is looked for.
pub type Fits<'f> = &'f (dyn Fn(&str) -> bool + Sync);

/// What is looked for.
pub(super) enum Wanted<'n> {
    /// Files that mention one of these, sorted.
    Names(&'n [Name]),
    /// Files that mention a name that fits.
    Fitting(Fits<'n>),
    /// Files with star imports.
    Stars,
}

impl Index {
    /// The index of the files of a workspace that are known, each with what is known of it.
    fn new(workspace: Arc<Vec<FileId>>, known: &[(FileId, Arc<Closed>)]) -> Index {
        let mentioned: Vec<Vec<Name>> = known.par_iter().map(|(_, closed)| closed.mentioned()).collect();
        let n_places = mentioned.iter().flatten().map(|name| name.place() + 1).max().unwrap_or(0);
        let mut next = vec![0u32; n_places + 1];
        for name in mentioned.iter().flatten() {
            next[name.place() + 1] += 1;
        }
        for place in 0..n_places {
            next[place + 1] += next[place];
        }
        let mut numbers = vec![0u32; next[n_places] as usize];
        for (number, names) in mentioned.iter().enumerate() {
            for name in names {
                numbers[next[name.place()] as usize] = number as u32;
                next[name.place()] += 1;
            }
        }
        // By now each name's entry says where its files end.
        let (mut starts, mut steps) = (vec![0], Vec::with_capacity(numbers.len()));
        let mut first = 0;
        for &end in &next[..n_places] {
            let mut before = 0;
            for &number in &numbers[first as usize..end as usize] {
                put(&mut steps, number - before);
                before = number;
            }
            starts.push(steps.len() as u32);
            first = end;
        }
        steps.shrink_to_fit();
        let stars = known.iter().filter(|(_, closed)| closed.has_stars).map(|(file, _)| *file).collect();
        let files = known.iter().map(|(file, _)| *file).collect();
        Index { workspace, files, starts, steps, stars, changed: DashSet::default() }
    }

    /// The files that mentioned a name when the index was made.
    fn files_of(&self, name: Name) -> impl Iterator<Item = FileId> {
        self.numbers_at(name.place()).map(|number| self.files[number as usize])
    }

    /// The numbers of the files that mentioned the name at a place of the table.
    fn numbers_at(&self, place: usize) -> impl Iterator<Item = u32> {
        let range = match self.starts.get(place..place + 2) {
            Some(range) => range[0] as usize..range[1] as usize,
            None => 0..0,
        };
        let mut bytes = Reader::new(&self.steps[range]);
        let mut number = 0;
        std::iter::from_fn(move || {
            number += bytes.number()?;
            Some(number)
        })
    }

    fn found(&self, wanted: &Wanted<'_>) -> Vec<FileId> {
        match wanted {
            Wanted::Names([name]) => self.files_of(*name).collect(),
            Wanted::Names(names) => {
                let mut found: Vec<FileId> = names.iter().flat_map(|&name| self.files_of(name)).collect();
                found.sort_unstable();
                found.dedup();
                found
            }
            Wanted::Fitting(fits) => self.with_fitting(fits),
            Wanted::Stars => self.stars.clone(),
        }
    }

    fn with_fitting(&self, fits: Fits<'_>) -> Vec<FileId> {
        // The table of names is locked once for so many: some tens of pieces in a large workspace, for all cores.
        const AT_ONCE: usize = 4096;
        let n_names = self.starts.len().saturating_sub(1);
        let found = || vec![false; self.files.len()];
        let in_names = |mut found: Vec<bool>, first: usize| {
            let texts = Name::texts_at(first..n_names.min(first + AT_ONCE));
            for (number, _) in texts.iter().enumerate().filter(|(_, text)| spelled_in(text).any(fits)) {
                self.numbers_at(first + number).for_each(|file| found[file as usize] = true);
            }
            found
        };
        let merged = |mut all: Vec<bool>, some: Vec<bool>| {
            all.iter_mut().zip(some).for_each(|(all, some)| *all |= some);
            all
        };
        let found = (0..n_names).into_par_iter().step_by(AT_ONCE).fold(found, in_names).reduce(found, merged);
        self.files.iter().zip(found).filter(|(_, found)| *found).map(|(file, _)| *file).collect()
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.files) + size_of_val(&*self.starts) + self.steps.len() + size_of_val(&*self.stars)
    }
}

impl Wanted<'_> {
    fn is_in(&self, closed: &Closed) -> bool {
        match self {
            Wanted::Names(names) => closed.mentions(names),
            Wanted::Fitting(fits) => is_among(&closed.mentioned(), fits),
            Wanted::Stars => closed.has_stars,
        }
    }

    fn is_in_graph(&self, graph: &Graph) -> bool {
        match self {
            Wanted::Names(names) => names.iter().any(|&name| graph.mentions(name)),
            Wanted::Fitting(fits) => is_among(graph.mentioned(), fits),
            Wanted::Stars => graph.imports().iter().any(|import| import.imported == Imported::Star),
        }
    }
}

impl Store {
    /// Makes the index of what is known of the workspace by now.
    pub(super) fn index_names(&self) {
        let workspace = self.state().workspace.clone();
        let known = workspace.iter().filter_map(|&file| Some((file, self.closed.get(&file)?.clone())));
        let known: Vec<_> = known.collect();
        let new = Index::new(workspace.clone(), &known);
        let is_same = |file: &FileId, indexed| self.closed.get(file).is_some_and(|now| Arc::ptr_eq(&now, indexed));
        let mut index = self.index.write().expect("no panic while the index is swapped");
        // What was read meanwhile; whoever reads from now on tells the new index.
        for (file, _) in known.iter().filter(|(file, indexed)| !is_same(file, indexed)) {
            new.changed.insert(*file);
        }
        *index = Arc::new(new);
    }

    /// Tells the index that a file is not what it was: to be called when it is so.
    pub(super) fn names_changed(&self, file: FileId) {
        self.index.read().expect("no panic while the index is swapped").changed.insert(file);
    }
}

impl Snapshot {
    /// The files of the workspace and the open documents that mention one of some names, sorted. Files that were never read are searched for
    /// the names' bytes, so there may be some that don't.
    pub fn mentioning(&self, names: &[Name], cancel: &Token) -> Result<Vec<FileId>, Cancelled> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let searches = self.store.searches(names);
        self.files_with(&Wanted::Names(&sorted(names)), Some(&|file| self.store.may_mention(file, &searches)), cancel)
    }

    /// The files of the workspace and the open documents that may define a name that fits, not only import it, sorted.
    pub fn defining(&self, fits: Fits<'_>, cancel: &Token) -> Result<Vec<FileId>, Cancelled> {
        self.files_with(&Wanted::Fitting(fits), Some(&|file| self.store.may_define(file, fits)), cancel)
    }

    /// The files of the workspace and the open documents that take names by `import *`, and perhaps some that don't, sorted.
    pub fn with_stars(&self, cancel: &Token) -> Result<Vec<FileId>, Cancelled> {
        self.files_with(&Wanted::Stars, Some(&|file| self.store.may_have_stars(file)), cancel)
    }

    /// The files that mention one of some names among those that have been read by now, and the open documents, sorted.
    pub fn known_mentioning(&self, names: &[Name]) -> Vec<FileId> {
        // Never cancelled.
        self.files_with(&Wanted::Names(&sorted(names)), None, &Token::new()).unwrap_or_default()
    }

    /// The files with what is wanted; what was never read is asked for it, or passed over.
    fn files_with(
        &self,
        wanted: &Wanted<'_>,
        unread: Option<&(dyn Fn(FileId) -> bool + Sync)>,
        cancel: &Token,
    ) -> Result<Vec<FileId>, Cancelled> {
        let index = self.store.index.read().expect("no panic while the index is swapped").clone();
        let (open, workspace) = (&self.state.open, &self.state.workspace);
        let same = Arc::ptr_eq(&index.workspace, workspace);
        let is_ours = |file: &FileId| !open.contains_key(file) && (same || workspace.binary_search(file).is_ok());
        let mut found = index.found(wanted);
        found.retain(|file| is_ours(file) && !index.changed.contains(file));
        let others: Vec<FileId> = match same && index.files.len() == workspace.len() {
            // Files of libraries are read, too, but lie in no workspace.
            true => {
                let is_here = |file: &FileId| is_ours(file) && workspace.binary_search(file).is_ok();
                index.changed.iter().map(|file| *file).filter(is_here).collect()
            }
            false => {
                let known = |file: &FileId| index.files.binary_search(file).is_ok() && !index.changed.contains(file);
                workspace.iter().copied().filter(|file| is_ours(file) && !known(file)).collect()
            }
        };
        let is_in = |file: &FileId| {
            cancel.check()?;
            let known = self.store.closed.get(file).map(|closed| closed.clone());
            let known = known.or_else(|| unread.and_then(|_| self.store.cached(*file, self.python_for(*file))));
            let is_in = match (known, unread) {
                (Some(closed), _) => wanted.is_in(&closed),
                (None, Some(may_be_in)) => may_be_in(*file),
                (None, None) => false,
            };
            Ok((*file, is_in))
        };
        let others: Result<Vec<_>, Cancelled> = others.par_iter().map(is_in).collect();
        found.extend(others?.into_iter().filter(|(_, is_in)| *is_in).map(|(file, _)| file));
        let open = open.iter().filter(|(_, document)| wanted.is_in_graph(&document.file().graph));
        found.extend(open.map(|(&file, _)| file));
        found.sort_unstable();
        Ok(found)
    }
}

fn is_among(names: &[Name], fits: Fits<'_>) -> bool {
    names.iter().any(|name| spelled_in(name.text()).any(fits))
}

/// A name, and what it may be spelled as where a class's name was put before it.
fn spelled_in(name: &str) -> impl Iterator<Item = &str> {
    let behind = name.get(1..).filter(|_| name.starts_with('_')).unwrap_or_default();
    std::iter::once(name).chain(behind.match_indices("__").map(|(at, _)| &behind[at..]))
}

fn sorted(names: &[Name]) -> Vec<Name> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}
