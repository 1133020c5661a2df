//! Names of other modules of the workspace, with the import that they need.
//!
//! The trick: nothing is indexed. Each file's graph has the names of its module block at hand; a few hundred thousand of them are compared with
//! the letters that are typed in milliseconds. Only what a module defines itself is offered, under its own name: what it imports has a better
//! home.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::insertion::{Insertion, module_for};
use super::{Here, Item, Rank, context};
use crate::ide::Location;
use crate::ide::tokens::{self, TokenType};
use crate::link::Variable;
use crate::name::Name;
use crate::scope::{BlockId, Graph};
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
    let Some(own) = snap.dotted_name(here.file) else { return true };
    let files = snap.files();
    let mut found: Vec<(FileId, Name)> =
        files.par_iter().filter(|&&file| file != here.file).flat_map_iter(|&file| in_file(snap, file, typed)).collect();
    found.retain(|(_, name)| !seen.contains(name.text()));
    let mut found: Vec<Candidate> =
        found.into_iter().filter_map(|(file, name)| Candidate::new(snap, &own, file, name)).collect();
    found.sort_unstable_by(|one, other| one.order().cmp(&other.order()));
    let is_all = found.len() <= MOST_OFFERED;
    found.truncate(MOST_OFFERED);
    let Some(insertion) = Insertion::new(snap, here.file) else { return true };
    items.extend(found.into_iter().filter_map(|candidate| candidate.item(snap, &own, &insertion)));
    is_all
}

/// The names that a file's module defines itself and that begin with what is typed.
fn in_file(snap: &Snapshot, file: FileId, typed: &context::Typed) -> Vec<(FileId, Name)> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let is_own = |&symbol: &crate::scope::SymbolId| graph.is_defined(symbol) && !graph.is_imported(symbol);
    let names = graph.symbols_of(BlockId(0)).filter(is_own).map(|symbol| graph.name(symbol));
    let fits = |name: &Name| {
        let start = name.text().as_bytes().get(..typed.prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(typed.prefix.as_bytes()))
    };
    let is_public = |name: &Name| !name.text().starts_with('_');
    names.filter(|name| fits(name) && is_public(name)).map(|name| (file, name)).collect()
}

struct Candidate {
    file: FileId,
    name: Name,
    /// The module's dotted name.
    module: String,
    /// How many packages lie between the two modules.
    distance: usize,
}

impl Candidate {
    fn new(snap: &Snapshot, own: &str, file: FileId, name: Name) -> Option<Candidate> {
        let module = snap.dotted_name(file)?;
        let importable = |part: &str| crate::name::is_identifier(part);
        if !module.split('.').all(importable) {
            return None;
        }
        let common = own.split('.').zip(module.split('.')).take_while(|(own, other)| own == other).count();
        let distance = own.split('.').count() + module.split('.').count() - 2 * common;
        Some(Candidate { file, name, module, distance })
    }

    fn order(&self) -> (usize, usize, &str, &str) {
        (self.distance, self.name.text().len(), self.name.text(), &self.module)
    }

    fn item(self, snap: &Snapshot, own: &str, insertion: &Insertion) -> Option<Item> {
        let graph = snap.graph(self.file)?;
        let symbol = graph.global(self.name)?;
        let kind = tokens::type_of(snap, Variable { file: self.file, symbol }).unwrap_or(TokenType::Variable);
        let module = module_for(insertion, own, &self.module);
        Some(Item {
            label: self.name.text().to_owned(),
            kind: Some(kind),
            note: format!("from {module}"),
            rank: Rank::Import(self.distance.min(usize::from(u8::MAX)) as u8),
            origin: first_binding(&graph, symbol, self.file),
            edits: vec![insertion.edit(&module, self.name.text())],
        })
    }
}

fn first_binding(graph: &Graph, symbol: crate::scope::SymbolId, file: FileId) -> Option<Location> {
    let binds = |occurrence: &crate::scope::Occurrence| occurrence.role == crate::scope::Role::Bind;
    graph.occurrences_of(symbol).find(binds).map(|occurrence| Location { file, span: occurrence.span })
}
