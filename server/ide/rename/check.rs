//! The proof, file by file: after the rename every name means the variable that it meant before.
//!
//! `scope::changed` decides by the rules of blocks. Three things are beyond them: a class body and the module read a name further out as
//! long as their own is not bound ([`Outer`]); the names of a class that are private change with its name; and `_` captures nothing in a pattern.

use super::{Kind, Location, Obstacle};
use crate::cancel::Token as Cancel;
use crate::ide::references::Reference;
use crate::link::{Outer, Reads, Variable};
use crate::name::{self, Name};
use crate::scope::{self, BindingKind, BlockId, BlockKind, Change, Graph, Occurrence, Role, SymbolId};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// Whether anything may be called so.
pub(super) fn new_name(new: &str) -> Result<(), String> {
    let normalized = name::normalized(new);
    if name::is_keyword(&normalized) {
        return Err(format!("`{new}` is a keyword"));
    }
    if !name::is_identifier(new) {
        return Err(format!("`{new}` is no identifier: letters, digits and underscores, not starting with a digit"));
    }
    if normalized == "super" {
        return Err("the compiler gives methods that mention `super` a `__class__`".into());
    }
    if normalized.starts_with("__") && normalized.ends_with("__") {
        return Err(format!("the language keeps names such as `{new}` for itself"));
    }
    Ok(())
}

/// Whether all places may be edited.
pub(super) fn places(snap: &Snapshot, places: &[Reference]) -> Result<(), Obstacle> {
    let mut files = places.chunk_by(|a, b| a.location.file == b.location.file).map(|places| &places[0]);
    match files.find(|place| !snap.is_ours(place.location.file)) {
        Some(outside) => Err(used_outside(snap, outside.location.file, outside.location)),
        None => Ok(()),
    }
}

/// That a file nobody works on means it, and a place that shows it.
pub(super) fn used_outside(snap: &Snapshot, file: FileId, place: Location) -> Obstacle {
    Obstacle::new(format!("it is used outside the workspace, in {}", snap.shown_path(file).display()), place)
}

/// Whether a variable may get a new name in its own file.
pub(super) fn variable(snap: &Snapshot, variable: Variable, new: Name) -> Result<(), Obstacle> {
    let Some(graph) = snap.graph(variable.file) else { return Ok(()) };
    let check = Check { snap, graph: &graph, variable };
    let stored = check.private_names(new)?;
    if let Some(change) = scope::changed(&graph, variable.symbol, stored) {
        return Err(check.explained(change, stored));
    }
    if let Some(span) = check.wildcard(new) {
        return Err(check.obstacle("`_` captures nothing in a pattern", span));
    }
    let outer = Outer::new(snap, variable.file, &graph);
    check.falls_through(&outer, stored)?;
    check.class_privates(new)
}

/// Whether all uses of a class's own name in its body are certain to read it, and not a global of the same name that was there before.
pub(super) fn reads_own(snap: &Snapshot, variable: Variable) -> Result<(), Obstacle> {
    let Some(graph) = snap.graph(variable.file) else { return Ok(()) };
    let past = Outer::new(snap, variable.file, &graph).past(graph.name(variable.symbol), BlockKind::Class);
    let undecided =
        past.iter().find(|past| past.1 == Reads::Either && graph.variable(past.0.symbol) == variable.symbol);
    if let Some((occurrence, _)) = undecided {
        let reason = "a class body may read a global here before it binds its own of the same name";
        let place = Location { file: variable.file, span: occurrence.span };
        return Err(Obstacle::of(Kind::Unknown, reason, Some(place)));
    }
    // What the class no longer binds, a function around may: it was skipped before.
    let class = graph.block_of(variable.symbol);
    let binds = |&block: &BlockId| {
        let symbol = graph.symbol_in(block, graph.name(variable.symbol));
        graph.block(block).kind.is_function_like()
            && symbol.is_some_and(|symbol| graph.block_of(graph.variable(symbol)) != BlockId(0))
    };
    let outer = past.iter().find(|past| graph.variable(past.0.symbol) == variable.symbol);
    match outer.zip(graph.outwards(class).skip(1).find(binds)) {
        Some(((occurrence, _), block)) => {
            let reason =
                format!("the class body reads a global here, and would read that of `{}`", graph.block(block).name);
            Err(Obstacle::new(reason, Location { file: variable.file, span: occurrence.span }))
        }
        None => Ok(()),
    }
}

struct Check<'s> {
    snap: &'s Snapshot,
    graph: &'s Graph,
    variable: Variable,
}

impl Check<'_> {
    fn obstacle(&self, reason: impl Into<String>, span: Span) -> Obstacle {
        Obstacle::new(reason.into(), Location { file: self.variable.file, span })
    }

    /// An obstacle at the first occurrence of a symbol; of its variable where its own block has none; of the renamed variable where there is
    /// none at all.
    fn at_symbol(&self, reason: String, symbol: SymbolId) -> Obstacle {
        let graph = self.graph;
        let own = graph.occurrences().find(|o| o.symbol == symbol);
        let any = own.or_else(|| graph.occurrences_of(graph.variable(symbol)).next());
        let any = any.or_else(|| graph.occurrences_of(self.variable.symbol).next());
        self.obstacle(reason, any.map_or(Span::new(0, 0), |o| o.span))
    }

    fn explained(&self, change: Change, new: Name) -> Obstacle {
        let graph = self.graph;
        match change {
            Change::Merged(own, other) => {
                let (at, means) = (graph.block_of(own), graph.variable(other));
                let block = self.block_name(at);
                let reason = if graph.is_bound(other) && at != graph.block_of(self.variable.symbol) {
                    format!("a use of it would mean the `{new}` of a block in between")
                } else if graph.is_bound(other) && means == other {
                    format!("{block} binds `{new}` already")
                } else {
                    let is_builtin =
                        !graph.is_bound(means) && scope::is_builtin(new, self.snap.python_for(self.variable.file));
                    let which = if is_builtin { "the built-in" } else { "another" };
                    format!("{block} uses {which} `{new}`, which it would hide")
                };
                self.at_symbol(reason, other)
            }
            Change::Lost(_, other) => {
                self.at_symbol(format!("a use of it would mean the `{new}` of a block in between"), other)
            }
            Change::Caught(other) => {
                self.at_symbol(format!("a use of `{new}` in an inner block would mean it instead"), other)
            }
            Change::Rebound(walrus, iterated) => {
                let other = if graph.variable(walrus) == self.variable.symbol { iterated } else { walrus };
                self.at_symbol(
                    format!("`:=` would bind what the `for` of a comprehension around binds: `{new}`"),
                    other,
                )
            }
        }
    }

    fn block_name(&self, id: BlockId) -> String {
        let block = self.graph.block(id);
        match block.kind {
            BlockKind::Module => "the module".to_owned(),
            BlockKind::Function => format!("function `{}`", block.name),
            BlockKind::Class => format!("class `{}`", block.name),
            _ => "its block".to_owned(),
        }
    }

    /// The new name as the compiler stores it: the same at every occurrence, or some of them would be private to a class (reference, section
    /// 6.2.1) and mean something else.
    fn private_names(&self, new: Name) -> Result<Name, Obstacle> {
        let graph = self.graph;
        let mut stored = None;
        for occurrence in graph.occurrences_of(self.variable.symbol) {
            let here = self.stored_at(&occurrence, new);
            if *stored.get_or_insert(here) != here || is_private(new) && self.in_header(&occurrence) {
                let reason = "in a class, names with two leading underscores are private to it";
                return Err(self.obstacle(reason, occurrence.span));
            }
        }
        Ok(stored.unwrap_or(new))
    }

    fn stored_at(&self, occurrence: &Occurrence, new: Name) -> Name {
        if !is_private(new) || occurrence.role == Role::Export || occurrence.role == Role::Unexport {
            return new;
        }
        self.graph.stored_in(self.graph.block_of(occurrence.symbol), new)
    }

    /// Whether it stands in the brackets of a generic definition, where only some names are private (section 6.2.1 doesn't say; CPython does).
    fn in_header(&self, occurrence: &Occurrence) -> bool {
        let graph = self.graph;
        graph.outwards(graph.block_of(occurrence.symbol)).any(|b| graph.block(b).kind == BlockKind::TypeParameters)
    }

    fn wildcard(&self, new: Name) -> Option<Span> {
        let graph = self.graph;
        let is_pattern = |o: &Occurrence| o.role == Role::Bind && graph.binding(o) == BindingKind::Pattern;
        let captures = || graph.occurrences_of(self.variable.symbol).find(is_pattern).map(|o| o.span);
        (new.text() == "_").then(captures).flatten()
    }

    /// Uses in class bodies and the module that read a name further out while their own is not bound: none may be undecided between the two,
    /// and none may come to mean the renamed variable, or cease to.
    fn falls_through(&self, outer: &Outer<'_>, new: Name) -> Result<(), Obstacle> {
        let graph = self.graph;
        let old = graph.name(self.variable.symbol);
        let owner = graph.block_of(self.variable.symbol);
        if owner != BlockId(0) {
            return Ok(());
        }
        let of_builtin = outer.past(old, BlockKind::Module);
        let in_classes = outer.past(old, BlockKind::Class);
        let undecided = |past: &[(Occurrence, Reads)], reason: String| match past.iter().find(|p| p.1 == Reads::Either)
        {
            Some((occurrence, _)) => Err(Obstacle { kind: Kind::Unknown, ..self.obstacle(reason, occurrence.span) }),
            None => Ok(()),
        };
        let reason = format!("it may read the built-in `{old}` here, before the module binds its own");
        undecided(&of_builtin, reason)?;
        let reason = "a class body may read it here before it binds its own of the same name";
        undecided(&in_classes, reason.to_owned())?;
        for (occurrence, _) in in_classes {
            self.stays_global(&occurrence, new)?;
        }
        let would = outer.past(new, BlockKind::Class);
        if let Some((occurrence, reads)) = would.first() {
            let reason = format!("a class body may read `{new}` here before it binds its own, and would mean it");
            let kind = if *reads == Reads::Outer { Kind::Clash } else { Kind::Unknown };
            return Err(Obstacle { kind, ..self.obstacle(reason, occurrence.span) });
        }
        Ok(())
    }

    /// A use in a class that reads the module's variable past the class's own: under its new name it must, too.
    fn stays_global(&self, occurrence: &Occurrence, new: Name) -> Result<(), Obstacle> {
        let graph = self.graph;
        let class = graph.block_of(occurrence.symbol);
        if is_private(new) {
            let reason = "in a class, names with two leading underscores are private to it";
            return Err(self.obstacle(reason, occurrence.span));
        }
        let binds = |&block: &BlockId| {
            let is_seen = block == class || graph.block(block).kind.is_function_like();
            is_seen && graph.symbol_in(block, new).is_some_and(|symbol| graph.block_of(graph.variable(symbol)).0 != 0)
        };
        match graph.outwards(class).find(binds) {
            Some(block) => {
                let reason = format!("{} has a `{new}`, which this use would mean", self.block_name(block));
                Err(self.obstacle(reason, occurrence.span))
            }
            None => Ok(()),
        }
    }

    /// The private names of a class change with its name: what writes them out in full, or is private to another class that has the name by
    /// chance, would no longer mean them.
    fn class_privates(&self, new: Name) -> Result<(), Obstacle> {
        let graph = self.graph;
        let classes = graph.occurrences_of(self.variable.symbol).filter_map(|o| match graph.binding(&o) {
            BindingKind::Class(block) if o.role == Role::Bind => Some(block),
            _ => None,
        });
        let old = graph.name(self.variable.symbol);
        let classes: Vec<BlockId> = classes.collect();
        for &class in &classes {
            for private in self.privates_of(class) {
                let full = |class: Name| name::mangled(class.text(), private).map(|full| Name::new(&full));
                for full in [full(old), full(new)].into_iter().flatten() {
                    if let Some(place) = self.written_out(full) {
                        let reason = format!("`{full}` is a private name of the class, written out");
                        return Err(Obstacle::new(reason, place));
                    }
                }
                let shared = full(old).and_then(|full| self.shared_private(class, &classes, full));
                let taken = full(new).and_then(|full| graph.occurrences().find(|o| graph.name(o.symbol) == full));
                if let Some(occurrence) = shared.or(taken) {
                    let reason = "two classes would no longer have, or come to have, this private name in common";
                    return Err(self.obstacle(reason, occurrence.span));
                }
            }
        }
        Ok(())
    }

    /// An occurrence in another class of a private variable that a class shares with it, both having one name. Those that are renamed with it
    /// go on to share it.
    fn shared_private(&self, class: BlockId, renamed: &[BlockId], full: Name) -> Option<Occurrence> {
        let graph = self.graph;
        let innermost = |o: &Occurrence| {
            graph.outwards(graph.block_of(o.symbol)).find(|&block| graph.block(block).kind == BlockKind::Class)
        };
        let all: Vec<Occurrence> = graph.occurrences().filter(|o| graph.name(o.symbol) == full).collect();
        // What a class body reads before it binds it is the module's.
        let of_body = graph.symbol_in(class, full).and_then(|_| graph.global(full));
        let own = all.iter().filter(|o| innermost(o) == Some(class)).map(|o| graph.variable(o.symbol));
        let own: Vec<SymbolId> = own.chain(of_body).collect();
        let is_elsewhere = |o: &Occurrence| innermost(o).is_none_or(|class| !renamed.contains(&class));
        all.into_iter().find(|o| own.contains(&graph.variable(o.symbol)) && is_elsewhere(o))
    }

    /// The private names that stand in a class, as spelled.
    fn privates_of(&self, class: BlockId) -> Vec<&'static str> {
        let graph = self.graph;
        let own = graph.block(class);
        let prefix = own.name.text().trim_start_matches('_');
        let members = graph.members().iter().filter(|member| own.span.contains(member.start)).map(|m| m.name.text());
        let symbols = graph.blocks().filter(|&block| block == class || graph.outwards(block).any(|b| b == class));
        let spelled = |symbol| graph.name(symbol).text().strip_prefix('_')?.strip_prefix(prefix);
        let symbols = symbols.flat_map(|block| graph.symbols_of(block)).filter_map(spelled);
        let mut found: Vec<_> =
            members.chain(symbols).filter(|name| name.starts_with("__") && !name.ends_with("__")).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where a file spells a name that the compiler stores for a private one.
    fn written_out(&self, full: Name) -> Option<Location> {
        // Never cancelled.
        let files = self.snap.mentioning(&[full], &Cancel::new()).unwrap_or_default();
        files.into_iter().find_map(|file| {
            let graph = self.snap.graph(file).filter(|graph| graph.mentions(full))?;
            let spelled = |o: &Occurrence| graph.name(o.symbol) == full && o.span.len() == full.len();
            let occurrence = graph.occurrences().find(spelled).map(|o| o.span);
            let member = || graph.members().iter().find(|member| member.name == full).map(|member| member.start);
            let label = || graph.labels().iter().find(|label| label.name == full).map(|label| label.start);
            let occurrence = occurrence.or_else(|| Some(graph.span(member().or_else(label)?, full)));
            Some(Location { file, span: occurrence? })
        })
    }
}

pub(super) fn is_private(name: Name) -> bool {
    name.text().starts_with("__") && !name.text().ends_with("__")
}
