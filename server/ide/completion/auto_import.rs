//! Names of other modules of the workspace, with the import that they need.
//!
//! The trick: the letters that are typed are compared with each distinct name once; the store knows the names that each file's module defines,
//! so that thousands of files are looked through in a few milliseconds. Only what a module defines itself is offered, under its own name: what it imports has a better
//! home.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::insertion::{Insertion, module_for};
use super::{Here, Item, Rank, context};
use crate::ide::Location;
use crate::ide::tokens::{self, TokenType};
use crate::link::Variable;
use crate::name::Name;
use crate::scope::Graph;
use crate::store::{FileId, Snapshot};

/// Fewer letters than this fit too many names to be of use.
const LEAST_LETTERS: usize = 2;

/// Of more names, those in the nearest modules and the shortest are offered.
const MOST_OFFERED: usize = 80;

/// Adds the names that begin with the letters that are typed; answers whether these are all, also of all names with more letters.
pub(super) fn offered(
    snap: &Snapshot,
    here: &Here<'_>,
    typed: &context::Typed,
    seen: &FxHashSet<String>,
    items: &mut Vec<Item>,
) -> bool {
    if typed.prefix.len() < LEAST_LETTERS {
        return false;
    }
    let Some(own) = snap.import_name(here.file) else { return true };
    let names = Name::starting_with(&typed.prefix);
    let mut found = homes(snap, here.file, &own, |name| names.contains(&name) && !seen.contains(name.text()));
    let is_all = found.len() <= MOST_OFFERED;
    found.truncate(MOST_OFFERED);
    let Some(insertion) = Insertion::new(snap, here.file) else { return true };
    items.extend(found.into_iter().filter_map(|candidate| candidate.item(snap, &own, &insertion)));
    is_all
}

/// The names of other files' modules that fit, each with the module that defines it: the nearest to the module `own` first, then the shortest.
pub(in crate::ide) fn homes(
    snap: &Snapshot,
    file: FileId,
    own: &str,
    fits: impl Fn(Name) -> bool + Sync,
) -> Vec<Candidate> {
    let files = snap.files();
    let in_file = |&file: &FileId| {
        let defined = snap.defined_names(file);
        defined.iter().filter(|&&name| fits(name)).map(|&name| (file, name)).collect::<Vec<_>>()
    };
    let found: Vec<(FileId, Name)> = files.par_iter().filter(|&&other| other != file).flat_map_iter(in_file).collect();
    let mut modules: FxHashMap<FileId, Option<Module>> = FxHashMap::default();
    let candidate = |(file, name): (FileId, Name)| {
        let module = modules.entry(file).or_insert_with(|| Module::new(snap, own, file)).clone()?;
        Some(Candidate { file, name, module })
    };
    let mut found: Vec<Candidate> = found.into_iter().filter_map(candidate).collect();
    found.sort_unstable_by(|one, other| one.order().cmp(&other.order()));
    found
}

/// A module to import from.
#[derive(Clone)]
pub(in crate::ide) struct Module {
    /// Its absolute name.
    pub(in crate::ide) dotted: Arc<str>,
    /// How many packages lie between it and the module that imports.
    pub(in crate::ide) distance: usize,
}

impl Module {
    /// `None` for a file that no import statement can name.
    pub(in crate::ide) fn new(snap: &Snapshot, own: &str, file: FileId) -> Option<Module> {
        let dotted = snap.import_name(file)?;
        if !dotted.split('.').all(crate::name::is_identifier) {
            return None;
        }
        let common = own.split('.').zip(dotted.split('.')).take_while(|(own, other)| own == other).count();
        let distance = own.split('.').count() + dotted.split('.').count() - 2 * common;
        Some(Module { dotted: dotted.into(), distance })
    }
}

/// A name and the module that defines it.
pub(in crate::ide) struct Candidate {
    file: FileId,
    name: Name,
    /// The module.
    pub(in crate::ide) module: Module,
}

impl Candidate {
    fn order(&self) -> (usize, usize, &str, &str) {
        (self.module.distance, self.name.text().len(), self.name.text(), &self.module.dotted)
    }

    fn item(self, snap: &Snapshot, own: &str, insertion: &Insertion) -> Option<Item> {
        let graph = snap.graph(self.file)?;
        let symbol = graph.global(self.name)?;
        let kind = tokens::type_of(snap, Variable { file: self.file, symbol }).unwrap_or(TokenType::Variable);
        let module = module_for(insertion, own, &self.module.dotted);
        Some(Item {
            label: self.name.text().to_owned(),
            kind: Some(kind),
            note: format!("from {module}"),
            rank: Rank::Import(self.module.distance.min(usize::from(u8::MAX)) as u8),
            origin: first_binding(&graph, symbol, self.file),
            edits: vec![insertion.edit(&module, self.name.text())],
        })
    }
}

fn first_binding(graph: &Graph, symbol: crate::scope::SymbolId, file: FileId) -> Option<Location> {
    let binds = |occurrence: &crate::scope::Occurrence| occurrence.role == crate::scope::Role::Bind;
    graph.occurrences_of(symbol).find(binds).map(|occurrence| Location { file, span: occurrence.span })
}
