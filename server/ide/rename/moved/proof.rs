//! The proof, by doing it: the workspace is taken as it will be, with files and texts in their new places, and every import leads where it led;
//! every name that may be touched means what it meant.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Kind, Location, Obstacle};
use super::relocation::Relocation;
use crate::link::{self, Entity, Members, Trust, Variable};
use crate::name::Name;
use crate::scope::{BlockId, Graph, Imported, Role, Token};
use crate::store::{FileId, Snapshot};
use crate::text::{Edit, Span};

/// What is compared.
pub(super) struct Proof<'r, 's> {
    pub moved: &'r Relocation<'s>,
    /// The workspace as it will be, with the new texts.
    pub after: Snapshot,
    /// The variables that get another name.
    pub renamed: FxHashMap<Variable, Name>,
    /// The names that the move may touch.
    pub names: FxHashSet<Name>,
}

/// What a token means, in terms that hold before and after.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Meant {
    Nothing,
    Module(PathBuf),
    Variable(FileId, BlockId, Name),
    Either(Vec<Meant>),
}

/// What an import binds, if it is a name of its own, and where it leads.
type Led = (Option<(BlockId, Name)>, Meant);

/// The imports of then that are those of none of now yet, by where they lead and what they bind: how many.
#[derive(Default)]
struct Left(BTreeMap<Meant, BTreeMap<Option<(BlockId, Name)>, usize>>);

impl Left {
    fn add(&mut self, (bound, meant): Led) {
        *self.0.entry(meant).or_default().entry(bound).or_default() += 1;
    }

    /// Takes one that is the same, or else one that leads there, too: what `import a.b` binds depends on where `b` lies. False if there is none.
    fn take(&mut self, (bound, meant): Led) -> bool {
        let Some(of_meant) = self.0.get_mut(&meant) else { return false };
        let same = Some(bound).filter(|bound| of_meant.contains_key(bound));
        let unbound = || Some(None).filter(|none| of_meant.contains_key(none));
        let any = || of_meant.keys().next().copied().filter(|_| bound.is_none());
        let Some(found) = same.or_else(unbound).or_else(any) else { return false };
        if let Some(count) = of_meant.get_mut(&found) {
            *count -= 1;
            if *count == 0 {
                of_meant.remove(&found);
            }
        }
        true
    }
}

impl Proof<'_, '_> {
    /// Whether all is as it was in a file that gets these edits, sorted; else the place that is not.
    pub(super) fn file(&self, file: FileId, edits: &[Edit]) -> Result<(), Obstacle> {
        let later = self.moved.file(file);
        let (Some(before), Some(after)) = (self.moved.before.graph(file), self.after.graph(later)) else {
            return Ok(());
        };
        self.imports((file, &before), (later, &after))?;
        self.names((file, &before), (later, &after), edits)
    }

    fn imports(&self, before: (FileId, &Graph), after: (FileId, &Graph)) -> Result<(), Obstacle> {
        let renamed = |variable: Variable, name| self.renamed.get(&variable).copied().unwrap_or(name);
        let mut left = Left::default();
        for (led, _) in self.led(&self.after, after, |entity| self.is(entity), |_, name| name) {
            left.add(led);
        }
        for (led, start) in self.led(self.moved.before, before, |entity| self.was(entity), renamed) {
            if !left.take(led) {
                let reason = "this import would lead elsewhere after the move, or nowhere: its names alone don't tell how to write it";
                let place = Location { file: before.0, span: Span::new(start, start) };
                return Err(Obstacle::of(Kind::Unknown, reason, Some(place)));
            }
        }
        Ok(())
    }

    /// Where the imports of a file lead, each with where it binds its name.
    fn led(
        &self,
        snap: &Snapshot,
        (file, graph): (FileId, &Graph),
        meant: impl Fn(Entity) -> Meant,
        name: impl Fn(Variable, Name) -> Name,
    ) -> Vec<(Led, u32)> {
        let led = graph.imports().iter().map(|import| {
            let path = &import.path;
            let variable = import.variable.map(|symbol| Variable { file, symbol: graph.variable(symbol) });
            let is_dotted = import.imported == Imported::Package && path.segments.len() > 1;
            let target = match import.imported {
                Imported::Name(..) => link::target(snap, file, import),
                _ => snap.module(file, path, path.segments.len()).map(Entity::Module),
            };
            let bound = variable
                .filter(|_| !is_dotted)
                .map(|variable| (graph.block_of(variable.symbol), name(variable, graph.name(variable.symbol))));
            ((bound, target.map_or(Meant::Nothing, &meant)), import.binding)
        });
        led.collect()
    }

    fn names(
        &self,
        (file, before): (FileId, &Graph),
        (later, after): (FileId, &Graph),
        edits: &[Edit],
    ) -> Result<(), Obstacle> {
        let (mut was, mut is) = (
            Members::new(self.moved.before, file, before, Trust::Proof),
            Members::new(&self.after, later, after, Trust::Proof),
        );
        let shifts = shifts(edits);
        let occurrences =
            before.occurrences().filter(|occurrence| self.names.contains(&before.name(occurrence.symbol)));
        let occurrences = occurrences.map(|occurrence| (Token::Occurrence(occurrence), occurrence.span));
        let members = before.members().iter().filter(|member| self.names.contains(&member.name));
        let members = members.map(|member| (Token::Member(*member), before.span(member.start, member.name)));
        for (token, span) in occurrences.chain(members) {
            let Some(start) = shifted(edits, &shifts, span) else { continue };
            let same = after.token_at(start).filter(|found| found.1.start == start).map(|found| found.0);
            let meant = match (&token, &same) {
                (Token::Member(member), Some(Token::Member(same))) => (was.meaning(member), is.meaning(same)),
                (Token::Occurrence(_), Some(same @ Token::Occurrence(_))) => (
                    link::meaning(self.moved.before, file, &token, Trust::Proof),
                    link::meaning(&self.after, later, same, Trust::Proof),
                ),
                _ => (Some(Entity::Either([].into())), None),
            };
            let meant =
                (meant.0.map_or(Meant::Nothing, |e| self.was(e)), meant.1.map_or(Meant::Nothing, |e| self.is(e)));
            if meant.0 != meant.1 {
                return Err(explained(&token, Location { file, span }));
            }
        }
        Ok(())
    }

    /// What an entity of now will be. A variable that is a module for certain is that.
    fn was(&self, entity: Entity) -> Meant {
        match the_module(self.moved.before, entity) {
            Entity::Module(module) => {
                let location = self.moved.location(&module);
                Meant::Module(location.map(|location| self.moved.relocated(&location)).unwrap_or_default())
            }
            Entity::Variable(variable) => {
                let name = self.renamed.get(&variable).copied();
                of_variable(self.moved.before, variable, self.moved.file(variable.file), name)
            }
            Entity::Either(entities) => Meant::Either(entities.iter().map(|entity| self.was(entity.clone())).collect()),
        }
    }

    /// What an entity of then is.
    fn is(&self, entity: Entity) -> Meant {
        match the_module(&self.after, entity) {
            Entity::Module(module) => Meant::Module(self.moved.location(&module).unwrap_or_default()),
            Entity::Variable(variable) => of_variable(&self.after, variable, variable.file, None),
            Entity::Either(entities) => Meant::Either(entities.iter().map(|entity| self.is(entity.clone())).collect()),
        }
    }
}

fn the_module(snap: &Snapshot, entity: Entity) -> Entity {
    match &link::origins(snap, entity.clone())[..] {
        [module @ Entity::Module(_)] => module.clone(),
        _ => entity,
    }
}

fn of_variable(snap: &Snapshot, variable: Variable, file: FileId, name: Option<Name>) -> Meant {
    let Some(graph) = snap.graph(variable.file) else { return Meant::Nothing };
    Meant::Variable(file, graph.block_of(variable.symbol), name.unwrap_or_else(|| graph.name(variable.symbol)))
}

/// By how much what stands behind the first edits moves, for each number of them.
fn shifts(edits: &[Edit]) -> Vec<i64> {
    let mut by = 0;
    let behind = edits.iter().map(|edit| {
        by += edit.text.len() as i64 - i64::from(edit.span.len());
        by
    });
    std::iter::once(0).chain(behind).collect()
}

/// Where a token that no edit touches starts after the edits.
fn shifted(edits: &[Edit], shifts: &[i64], span: Span) -> Option<u32> {
    let n_before = edits.partition_point(|edit| edit.span.end <= span.start);
    if edits.get(n_before).is_some_and(|edit| edit.span.start < span.end) {
        return None;
    }
    Some((i64::from(span.start) + shifts[n_before]) as u32)
}

fn explained(token: &Token, place: Location) -> Obstacle {
    let reason = match token {
        Token::Occurrence(occurrence) if occurrence.role == Role::Export => {
            "`__all__` names a module here that its package would no longer have: take it out, or import it there"
        }
        Token::Member(_) => {
            "here it is an attribute of a package, and would be another or none after the move: import the module here by its own name"
        }
        _ => "this name would mean something else after the move, or nothing",
    };
    Obstacle::of(Kind::Unknown, reason, Some(place))
}
