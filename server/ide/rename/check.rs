//! What a new name would do to the other names of a file.
//!
//! After the rename every occurrence must belong to the same variable as before. It would not
//! 1. where the new name is taken in the variable's own block;
//! 2. where a block between the variable and one of its uses binds or declares the new name: the use would mean that;
//! 3. where an inner block uses the new name of something further out: it would mean the renamed variable.

use rustc_hash::FxHashSet;

use super::{Location, Obstacle};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::references::Reference;
use crate::link::{self, Entity, Variable};
use crate::name::{self, Name};
use crate::scope::{BindingKind, BlockId, BlockKind, Exports, Graph, Imported, Member, Occurrence, Role, SymbolId};
use crate::store::{File, FileId, ModuleFiles, Snapshot};
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
    if normalized.starts_with("__") && normalized.ends_with("__") {
        return Err(format!("the language keeps names such as `{new}` for itself"));
    }
    Ok(())
}

/// Whether all places may be edited.
pub(super) fn places(snap: &Snapshot, places: &[Reference]) -> Result<(), Obstacle> {
    match places.iter().find(|place| !snap.is_ours(place.location.file)) {
        Some(outside) => {
            let path = snap.shown_path(outside.location.file);
            Err((format!("it is used outside the workspace, in {}", path.display()), Some(outside.location)))
        }
        None => Ok(()),
    }
}

/// Whether a variable may get a new name in its own file.
pub(super) fn variable(snap: &Snapshot, variable: Variable, new: Name) -> Result<(), Obstacle> {
    let Some(file) = snap.file(variable.file) else { return Ok(()) };
    let graph = &*file.graph;
    let symbol = variable.symbol;
    let owner = graph.block_of(symbol);
    let at = |other: SymbolId| {
        let place = graph.occurrences().find(|occurrence| occurrence.symbol == other);
        place.map(|occurrence| Location { file: variable.file, span: occurrence.span })
    };
    if let Some(taken) = graph.symbol_in(owner, new) {
        let what = if graph.is_bound(taken) { "is bound" } else { "is used" };
        // The symbol of a name that only inner blocks use has no occurrence in this one.
        let place = at(taken).or_else(|| {
            let place = graph.occurrences_of(graph.variable(taken)).next()?;
            Some(Location { file: variable.file, span: place.span })
        });
        return Err((format!("`{new}` {what} in the same block already"), place));
    }
    private_names(graph, variable, new)?;
    if let Some(span) = class_falls_through(&file, variable) {
        let reason = "a class body may read it here before it binds its own of the same name".to_owned();
        return Err((reason, Some(Location { file: variable.file, span })));
    }
    if let Some(captures) = wildcard(graph, symbol, new) {
        let place = Location { file: variable.file, span: captures };
        return Err(("`_` captures nothing in a pattern".into(), Some(place)));
    }
    let mut passed = FxHashSet::default();
    for seer in graph.seers(symbol) {
        // What lies outside a block that was passed before has been looked at.
        for between in graph.outwards(seer).take_while(|&block| block != owner && passed.insert(block)) {
            if let Some(shadow) = graph.symbol_in(between, new) {
                let reason = format!("a use of it would mean the `{new}` of a block in between");
                return Err((reason, at(shadow)));
            }
        }
    }
    let inside = graph.inside(owner);
    let is_inside = |block: BlockId| inside[block.0 as usize];
    for other in graph.symbols_named(new) {
        let home = graph.block_of(graph.variable(other));
        if is_inside(graph.block_of(other)) && !is_inside(home) {
            return Err((format!("a use of `{new}` in an inner block would mean it instead"), at(other)));
        }
    }
    Ok(())
}

/// Private names are mangled in classes: an occurrence must not become private, or stop being so.
fn private_names(graph: &Graph, variable: Variable, new: Name) -> Result<(), Obstacle> {
    let new_is_private = new.text().starts_with("__");
    if !new_is_private && !graph.name(variable.symbol).text().contains("__") {
        return Ok(());
    }
    let mut in_class = vec![false; graph.blocks().len()];
    for id in graph.blocks() {
        let block = graph.block(id);
        in_class[id.0 as usize] = block.kind == BlockKind::Class || id.0 != 0 && in_class[block.parent.0 as usize];
    }
    for occurrence in graph.occurrences_of(variable.symbol) {
        let is_private = occurrence.span.len() != graph.name(occurrence.symbol).len();
        if in_class[graph.block_of(occurrence.symbol).0 as usize] && (is_private || new_is_private) {
            let place = Location { file: variable.file, span: occurrence.span };
            return Err(("in a class, names with two leading underscores are private to it".into(), Some(place)));
        }
    }
    Ok(())
}

fn wildcard(graph: &Graph, symbol: SymbolId, new: Name) -> Option<Span> {
    let is_pattern = |o: &Occurrence| o.role == Role::Bind && graph.binding(o) == BindingKind::Pattern;
    (new.text() == "_").then(|| graph.occurrences_of(symbol).find(is_pattern).map(|o| o.span)).flatten()
}

/// A class body reads the module's variable of the same name until it binds its own (reference, section 4.2.2): from the text
/// alone a use on the way there may be either.
fn class_falls_through(file: &File, variable: Variable) -> Option<Span> {
    let graph = &*file.graph;
    if graph.block_of(variable.symbol) != BlockId(0) {
        return None;
    }
    let line = |o: &Occurrence| file.lines.line(o.span.start);
    let own_in_class = |&symbol: &SymbolId| {
        graph.variable(symbol) == symbol && graph.block(graph.block_of(symbol)).kind == BlockKind::Class
    };
    graph.symbols_named(graph.name(variable.symbol)).filter(own_in_class).find_map(|symbol| {
        let first = graph.occurrences_of(symbol).find(|o| o.role == Role::Bind)?;
        let early = |o: &Occurrence| o.role == Role::Use && o.symbol == symbol && line(o) <= line(&first);
        graph.occurrences_of(symbol).find(early).map(|o| o.span)
    })
}

/// Whether other files have their own use for the new name of a module's variable: as a member of the module, by an import, as one of its
/// modules, or beside a star import; or would no longer get it by `*`.
pub(super) fn other_files(
    snap: &Snapshot,
    variables: &FxHashSet<Variable>,
    new: Name,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let is_global = |variable: &&Variable| {
        let graph = snap.graph(variable.file);
        graph.is_some_and(|graph| graph.block_of(variable.symbol) == BlockId(0) && graph.is_bound(variable.symbol))
    };
    let ours: FxHashSet<_> = variables.iter().filter(is_global).map(|variable| variable.file).collect();
    for &file in &ours {
        if snap.module_of(file).and_then(|module| snap.submodule(&module, new)).is_some() {
            return Ok(Err((
                format!("the package has a module `{new}`"),
                Some(Location { file, span: Span::new(0, 0) }),
            )));
        }
    }
    let is_ours = |module: &ModuleFiles| module.file().is_some_and(|file| ours.contains(&file));
    for file in snap.files().into_iter().filter(|_| !ours.is_empty()) {
        cancel.check()?;
        let Some(graph) = snap.graph(file) else { continue };
        if let Err(obstacle) = stars(snap, file, &graph, new, &is_ours) {
            return Ok(Err(obstacle));
        }
        if graph.mentions(new)
            && let Some(span) = asked_for(snap, file, &graph, new, &is_ours)
        {
            return Ok(Err((format!("`{new}` is asked of the module here already"), Some(Location { file, span }))));
        }
    }
    Ok(Ok(()))
}

fn stars(
    snap: &Snapshot,
    file: FileId,
    graph: &Graph,
    new: Name,
    is_ours: &dyn Fn(&ModuleFiles) -> bool,
) -> Result<(), Obstacle> {
    for import in graph.imports().iter().filter(|import| import.imported == Imported::Star) {
        let Some(module) = snap.module(file, &import.path, import.path.segments.len()).filter(|m| is_ours(m)) else {
            continue;
        };
        let star = Location { file, span: Span::new(import.binding, import.binding + 1) };
        let lists_its_names =
            module.file().and_then(|file| snap.graph(file)).is_some_and(|g| g.exports() == Exports::Listed);
        if new.text().starts_with('_') && !lists_its_names {
            let reason = format!("`import *` here leaves out names with a leading underscore such as `{new}`");
            return Err((reason, Some(star)));
        }
        if let Some(own) = graph.global(new) {
            let place = graph.occurrences_of(own).next().map_or(star, |o| Location { file, span: o.span });
            return Err((format!("a module that takes it by `import *` has a `{new}` already"), Some(place)));
        }
    }
    Ok(())
}

/// Where a file asks a module of ours for the new name, which it doesn't have yet.
fn asked_for(
    snap: &Snapshot,
    file: FileId,
    graph: &Graph,
    new: Name,
    is_ours: &dyn Fn(&ModuleFiles) -> bool,
) -> Option<Span> {
    let imports = graph.imports().iter().filter_map(|import| match import.imported {
        Imported::Name(start, name) if name == new => {
            let module = snap.module(file, &import.path, import.path.segments.len())?;
            is_ours(&module).then(|| Span::new(start, start + name.len()))
        }
        _ => None,
    });
    let of_ours = |member: &&Member| {
        let base = link::base_of(snap, file, graph, member);
        base.is_some_and(|base| {
            link::origins(snap, base).iter().any(|origin| matches!(origin, Entity::Module(module) if is_ours(module)))
        })
    };
    let mut members = graph.members().iter().filter(|member| member.name == new).filter(of_ours);
    imports.chain(members.next().map(Member::span)).next()
}

/// Whether a call of the parameter's function passes the new name as a keyword, which its `**kwargs` takes.
pub(super) fn keywords(
    snap: &Snapshot,
    variables: &FxHashSet<Variable>,
    new: Name,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let mut functions = FxHashSet::default();
    for variable in variables {
        let Some(graph) = snap.graph(variable.file) else { continue };
        if graph.is_keyword_parameter(variable.symbol) {
            functions.insert((variable.file, graph.block_of(variable.symbol)));
        }
    }
    for file in snap.files().into_iter().filter(|_| !functions.is_empty()) {
        cancel.check()?;
        let Some(graph) = snap.graph(file).filter(|graph| graph.mentions(new)) else { continue };
        for label in graph.labels().iter().filter(|label| label.name == new) {
            if link::called(snap, file, &graph, label).is_some_and(|function| functions.contains(&function)) {
                let place = Location { file, span: label.span() };
                return Ok(Err((format!("a call passes a `{new}` already"), Some(place))));
            }
        }
    }
    Ok(Ok(()))
}
