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
use crate::scope::{
    BindingKind, BlockId, BlockKind, Exports, Graph, Import, Imported, Member, Occurrence, Role, SymbolId,
};
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
        let block = block_name(graph, owner);
        // The symbol of a name that only inner blocks use has no occurrence in this one.
        let place = at(taken).or_else(|| {
            let place = graph.occurrences_of(graph.variable(taken)).next()?;
            Some(Location { file: variable.file, span: place.span })
        });
        let reason = if graph.is_bound(taken) && graph.variable(taken) == taken {
            format!("{block} binds `{new}` already")
        } else {
            let is_builtin =
                crate::scope::is_builtin(new, snap.python_for(variable.file)) && !graph.is_bound(graph.variable(taken));
            format!("{block} uses {} `{new}`, which it would hide", if is_builtin { "the built-in" } else { "another" })
        };
        return Err((reason, place));
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

fn block_name(graph: &Graph, id: BlockId) -> String {
    let block = graph.block(id);
    match block.kind {
        BlockKind::Module => "the module".to_owned(),
        BlockKind::Function => format!("function `{}`", block.name),
        BlockKind::Class => format!("class `{}`", block.name),
        _ => "its block".to_owned(),
    }
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
    old: Name,
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
    if ours.is_empty() {
        return Ok(Ok(()));
    }
    let mut files = snap.with_stars(cancel)?;
    files.extend(snap.mentioning(&[new], cancel)?);
    files.sort_unstable();
    files.dedup();
    for file in files {
        cancel.check()?;
        let Some(graph) = snap.graph(file) else { continue };
        if let Err(obstacle) = stars(snap, file, &graph, new, &is_ours) {
            return Ok(Err(obstacle));
        }
        if let Some(star) = mixed_stars(snap, file, &graph, old, &is_ours) {
            let place = Location { file, span: Span::new(star, star + 1) };
            return Ok(Err((
                format!("which `{old}` this module has can't be told: `import *` brings one, too"),
                Some(place),
            )));
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

/// The star import of a file beside which the old name comes from elsewhere as well: another star, or a binding of the file's own.
fn mixed_stars(
    snap: &Snapshot,
    file: FileId,
    graph: &Graph,
    old: Name,
    is_ours: &dyn Fn(&ModuleFiles) -> bool,
) -> Option<u32> {
    let stars = graph.imports().iter().filter(|import| import.imported == Imported::Star);
    let brings = |import: &&Import| {
        let module = snap.module(file, &import.path, import.path.segments.len())?;
        let is_public =
            module.file().and_then(|file| snap.graph(file)).is_some_and(|origin| link::is_public(&origin, old));
        let found = is_public.then(|| link::lookup(snap, &module, old)).flatten()?;
        let origins = link::namesakes(snap, found);
        let ours = is_ours(&module)
            || origins.iter().filter_map(Entity::variable).any(|v| is_file_ours(snap, v.file, is_ours));
        Some((import.binding, ours))
    };
    let brought: Vec<(u32, bool)> = stars.filter_map(|import| brings(&import)).collect();
    let own = graph.global(old).is_some_and(|symbol| graph.is_bound(symbol));
    let touches_us = brought.iter().any(|star| star.1) || own && is_file_ours(snap, file, is_ours);
    let is_mixed = brought.len() + usize::from(own) > 1;
    brought.first().filter(|_| touches_us && is_mixed).map(|star| star.0)
}

fn is_file_ours(snap: &Snapshot, file: FileId, is_ours: &dyn Fn(&ModuleFiles) -> bool) -> bool {
    snap.module_of(file).is_some_and(|module| is_ours(&module))
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

/// Whether calls with keywords stand in the way of a parameter's new name: one that passes the new name already, which `**kwargs` takes;
/// one that passes the old name to something called like the function, of which it can't be told whether it is; or one through a decorator
/// that may have parameters of its own.
pub(super) fn keywords(
    snap: &Snapshot,
    variables: &FxHashSet<Variable>,
    old: Name,
    new: Name,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let (mut functions, mut names) = (FxHashSet::default(), FxHashSet::default());
    for variable in variables {
        let Some(graph) = snap.graph(variable.file) else { continue };
        let block = graph.block(graph.block_of(variable.symbol));
        if graph.is_keyword_parameter(variable.symbol) && block.kind == BlockKind::Function {
            functions.insert((variable.file, graph.block_of(variable.symbol)));
            names.insert(block.name);
            // Calls of a class are calls of these.
            if matches!(block.name.text(), "__init__" | "__new__" | "__init_subclass__") {
                names.insert(graph.block(block.parent).name);
            }
        }
    }
    if functions.is_empty() {
        return Ok(Ok(()));
    }
    for file in snap.mentioning(&[old, new], cancel)? {
        cancel.check()?;
        let Some(graph) = snap.graph(file).filter(|graph| graph.mentions(new) || graph.mentions(old)) else { continue };
        for label in graph.labels().iter().filter(|label| label.name == new || label.name == old) {
            let place = || Some(Location { file, span: label.span() });
            match link::called(snap, file, &graph, label) {
                Some(function) if functions.contains(&function) => {
                    if label.name == new {
                        return Ok(Err((format!("a call passes a `{new}` already"), place())));
                    }
                    if let Some(decorator) = link::unknown_decorator(snap, function) {
                        return Ok(Err((format!("`@{decorator}` may give the function other parameters"), place())));
                    }
                }
                Some(_) => {}
                None if label.name == old && graph.callee_name(label).is_some_and(|name| names.contains(&name)) => {
                    return Ok(Err((format!("a call passes `{old}` to what may be the same function"), place())));
                }
                None => {}
            }
        }
    }
    Ok(Ok(()))
}
