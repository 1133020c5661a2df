//! `import a.b.m` binds `a`, and what is used of the module is written `a.b.m.f`: the uses get the module's new name, too. A package that other uses
//! have from that import must still be imported.

use rustc_hash::FxHashMap;

use super::super::{Kind, Location, Obstacle, check};
use super::relocation::{Relocation, shown};
use crate::ide::actions::Source;
use crate::link::Variable;
use crate::name::{self, Name};
use crate::scope::{Graph, Import, Imported, Member, Occurrence, Role, SymbolId};
use crate::store::FileId;
use crate::text::{Edit, Span};

/// A variable that stands for a package, some modules of which move.
pub(super) struct Dotted {
    /// The variable.
    pub variable: SymbolId,
    /// Its name after the move, where all of its imports get that.
    pub renamed: Option<Name>,
    /// The edits of its uses.
    pub edits: Vec<Edit>,
}

/// An `import a.b.m`.
struct Clause {
    /// The name as it is.
    old: Vec<Name>,
    /// The name after the move.
    new: Vec<Name>,
    /// How many segments of the old name lead to what moves; `None` if nothing of it does.
    moves_at: Option<usize>,
}

/// The variables of a file whose dotted uses change. An error where a use would lose what it is imported by.
pub(super) fn dotted(moved: &Relocation<'_>, file: FileId, source: &Source<'_>) -> Result<Vec<Dotted>, Obstacle> {
    let graph = source.graph();
    let packages = graph.imports().iter().filter(|import| import.imported == Imported::Package);
    let mut variables: Vec<SymbolId> = packages
        .filter(|import| import.path.segments.len() > 1)
        .filter_map(|import| import.variable.map(|symbol| graph.variable(symbol)))
        .collect();
    variables.sort_unstable();
    variables.dedup();
    let mut all = Vec::new();
    let mut behind: Option<FxHashMap<u32, &Member>> = None;
    for variable in variables {
        let clauses = clauses(moved, file, graph, variable)?;
        if clauses.iter().all(|clause| clause.moves_at.is_none()) {
            continue;
        }
        let dotted = graph.members().iter().filter(|member| !member.is_undotted());
        let behind = behind.get_or_insert_with(|| dotted.filter_map(|member| Some((member.base()?, member))).collect());
        all.push(Uses { moved, file, source, variable, clauses, behind }.dotted()?);
    }
    Ok(all)
}

fn clauses(moved: &Relocation<'_>, file: FileId, graph: &Graph, variable: SymbolId) -> Result<Vec<Clause>, Obstacle> {
    let packages = graph.imports_of(variable).filter(|import| import.imported == Imported::Package);
    let clause = |import: &Import| {
        let old: Vec<Name> = import.path.segments.iter().map(|segment| segment.1).collect();
        let unmoved = Clause { new: old.clone(), old: old.clone(), moves_at: None };
        let Some(location) = moved.named(file, &import.path) else { return Ok(unmoved) };
        let target = moved.relocated(&location);
        if target == location {
            return Ok(unmoved);
        }
        let root = Relocation::root_of(import, &location);
        let place = || Location { file, span: graph.span(import.path.segments[0].0, old[0]) };
        let new = moved.absolute(file, &target, root.as_deref()).ok_or_else(|| {
            let place_then = shown(moved.before, &target);
            let reason = format!(
                "this import can't name what will lie at {place_then}: no folder that it searches leads there by names"
            );
            Obstacle::of(Kind::Unknown, reason, Some(place()))
        })?;
        // What moves is the outermost of the packages whose place changes.
        let around = location.ancestors().take(old.len());
        let n_moved = around.take_while(|outer| moved.relocated(outer) != **outer).count();
        let new = new.iter().map(|part| Name::new(&name::normalized(part))).collect();
        Ok(Clause { moves_at: Some(old.len() + 1 - n_moved), old, new })
    };
    packages.map(clause).collect()
}

struct Uses<'r, 's> {
    moved: &'r Relocation<'s>,
    file: FileId,
    source: &'r Source<'s>,
    variable: SymbolId,
    clauses: Vec<Clause>,
    /// The members by what stands before their dots.
    behind: &'r FxHashMap<u32, &'r Member>,
}

impl Uses<'_, '_> {
    fn dotted(&self) -> Result<Dotted, Obstacle> {
        let graph = self.source.graph();
        let own = graph.name(self.variable);
        let mut edits = Vec::new();
        let mut first_left: Option<Occurrence> = None;
        for occurrence in graph.occurrences_of(self.variable) {
            if occurrence.role == Role::Bind {
                continue;
            }
            let chain = self.chain(&occurrence);
            let is_use = occurrence.role.reads();
            match self.moving(&chain).filter(|_| is_use) {
                Some((clause, n_old)) => edits.push(self.rewritten(&chain[..n_old], clause)?),
                None => {
                    self.stays(&occurrence, &chain)?;
                    first_left.get_or_insert(occurrence);
                }
            }
        }
        let others: Vec<Name> = self.clauses.iter().map(|clause| clause.new[0]).filter(|&new| new != own).collect();
        let Some(&new) = others.first() else {
            return Ok(Dotted { variable: self.variable, renamed: None, edits });
        };
        let variable = Variable { file: self.file, symbol: self.variable };
        let is_one = others.len() == self.clauses.len() && others.iter().all(|&other| other == new);
        if is_one
            && first_left.is_none()
            && !graph.is_defined(self.variable)
            && graph.symbols_named(new).next().is_none()
        {
            check::variable(self.moved.before, variable, new)?;
            return Ok(Dotted { variable: self.variable, renamed: Some(new), edits });
        }
        for new in others {
            self.may_be_bound(new)?;
        }
        Ok(Dotted { variable: self.variable, renamed: None, edits })
    }

    /// Whether an import may bind another package here: nothing has the name, or the same package has it in the same block, and no other does.
    fn may_be_bound(&self, new: Name) -> Result<(), Obstacle> {
        let graph = self.source.graph();
        let block = graph.block_of(self.variable);
        let is_that = |symbol: SymbolId| {
            let mut imports = graph.imports_of(symbol);
            let is_package = |import: &Import| import.imported == Imported::Package && import.path.segments[0].1 == new;
            graph.block_of(symbol) == block && !graph.is_defined(symbol) && imports.all(is_package)
        };
        match graph.symbols_named(new).map(|symbol| graph.variable(symbol)).find(|&symbol| !is_that(symbol)) {
            Some(symbol) => {
                let place = graph.occurrences_of(symbol).next().map(|occurrence| occurrence.span);
                let place = Location { file: self.file, span: place.unwrap_or_default() };
                let reason = format!("`{new}` means something here already, and the import would bind it");
                Err(Obstacle::new(reason, place))
            }
            None => Ok(()),
        }
    }

    /// An occurrence and the members behind it: their spans and names.
    fn chain(&self, occurrence: &Occurrence) -> Vec<(Span, Name)> {
        let graph = self.source.graph();
        let mut chain = vec![(occurrence.span, graph.name(self.variable))];
        while let Some(member) = self.behind.get(&chain[chain.len() - 1].0.start) {
            chain.push((graph.span(member.start, member.name), member.name));
        }
        chain
    }

    /// The import of what moves that a chain begins with, and how many of its names lead there.
    fn moving(&self, chain: &[(Span, Name)]) -> Option<(&Clause, usize)> {
        self.clauses.iter().find_map(|clause| {
            let n_old = clause.moves_at?;
            let leads = chain.len() >= n_old && chain.iter().zip(&clause.old[..n_old]).all(|(own, old)| own.1 == *old);
            leads.then_some((clause, n_old))
        })
    }

    fn rewritten(&self, chain: &[(Span, Name)], clause: &Clause) -> Result<Edit, Obstacle> {
        let span = Span::new(chain[0].0.start, chain[chain.len() - 1].0.end);
        let text = &self.source.text()[span.range()];
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
        let names = |names: &[Name]| names.iter().map(|name| name.text()).collect::<Vec<_>>().join(".");
        if name::normalized(&plain) != names(&clause.old[..chain.len()]) {
            let reason = "something stands between the names of the module: write them one after the other";
            return Err(Obstacle::of(Kind::Unknown, reason, Some(Location { file: self.file, span })));
        }
        let n_below = clause.old.len() - chain.len();
        Ok(Edit { span, text: names(&clause.new[..clause.new.len() - n_below]) })
    }

    /// Whether what a use that stays has from an import that changes is still imported.
    fn stays(&self, occurrence: &Occurrence, chain: &[(Span, Name)]) -> Result<(), Obstacle> {
        let common = |names: &[Name]| chain.iter().zip(names).take_while(|(own, name)| own.1 == **name).count();
        let moving = self.clauses.iter().filter(|clause| clause.moves_at.is_some());
        let had = moving.map(|clause| common(&clause.old)).max().unwrap_or(0);
        let has = self.clauses.iter().map(|clause| common(&clause.new)).max().unwrap_or(0);
        if has >= had {
            return Ok(());
        }
        let package = chain[..had].iter().map(|own| own.1.text()).collect::<Vec<_>>().join(".");
        let reason = format!("`{package}` is here by the import of what moves: import `{package}` by itself first");
        Err(Obstacle::of(Kind::Unknown, reason, Some(Location { file: self.file, span: occurrence.span })))
    }
}
