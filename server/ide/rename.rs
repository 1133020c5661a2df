//! Rename: all occurrences of a variable in all files at once, or none and the reason.

mod attributes;
mod check;
mod docstrings;
mod importers;
mod keywords;
mod modules;
mod moved;
mod outcome;
mod texts;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::definition::bindings_of;
use super::references::{Reference, names_of, search};
use super::{At, Location, asked};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Class, Entity, Outer, Reads, Trust, Variable};
use crate::name::{self, Name};
use crate::scope::{BlockId, BlockKind, Import, Imported, Token};
use crate::store::{FileId, ModuleFiles, Snapshot};
use crate::text::Span;

use outcome::Obstacle;
pub use outcome::{Doubt, Edits, Failure, Kind, Refusal, Unsure};

/// The token that a rename at a place would change, with its text; or why nothing there can be renamed, whatever the new name.
pub fn prepare(snap: &Snapshot, at: At) -> Result<(Span, String), Refusal> {
    let refuse = |reason: &str| Obstacle::of(Kind::Name, reason, None).refusal("rename".into());
    let (token, span, meaning) = asked(snap, at, Trust::Proof).ok_or_else(|| refuse("there is no name here"))?;
    let old = spelled(snap, at.file, span).ok_or_else(|| refuse("the file has changed on disk: try again"))?;
    let here = Location { file: at.file, span };
    let targets = match meaning {
        // A class of the family may bind what those that this one inherits from don't.
        None if let Some((_, name)) = attribute_at(snap, at) => match is_special(name) {
            true => Err(special(name, Some(here))),
            false => return Ok((span, old)),
        },
        meaning => targets(snap, &token, meaning, here),
    };
    let checked = targets.and_then(|targets| targets.into_iter().try_for_each(|target| renamable(snap, target)));
    let placed = |obstacle: Obstacle| Obstacle { place: obstacle.place.or(Some(here)), ..obstacle };
    checked.map_err(|obstacle| placed(obstacle).refusal(format!("rename `{old}`")))?;
    Ok((span, old))
}

/// The edits that give the variable at a place a new name, in all files, or why there are none. Complete if the snapshot's workspace has
/// been scanned.
pub fn rename(snap: &Snapshot, at: At, new_name: &str, cancel: &Cancel) -> Result<Edits, Failure> {
    let (_, old_name) = prepare(snap, at).map_err(Failure::Refused)?;
    let refuse =
        |obstacle: Obstacle| Failure::Refused(obstacle.refusal(format!("rename `{old_name}` to `{new_name}`")));
    check::new_name(new_name).map_err(|reason| refuse(Obstacle::of(Kind::Name, reason, None)))?;
    let mut edits = Edits { old_name: old_name.clone(), new_name: new_name.into(), ..Edits::default() };
    if name::normalized(new_name) == name::normalized(&old_name) {
        return Ok(edits);
    }
    let meaning = asked(snap, at, Trust::Proof).and_then(|(_, _, meaning)| meaning);
    let found = meaning.map_or(Vec::new(), |meaning| link::namesakes(snap, meaning));
    if let Some(module) = module_of(snap, &found, &old_name) {
        return modules::rename(snap, &module, at, edits, cancel);
    }
    if let Some((classes, old)) = attribute_at(snap, at) {
        return attributes::rename(snap, classes, old, at, edits, cancel);
    }
    let places = occurrences(snap, at, cancel)?;
    let (old, new) = (Name::new(&name::normalized(&old_name)), Name::new(&name::normalized(new_name)));
    let variables: FxHashSet<Variable> = places.iter().filter_map(|reference| reference.variable).collect();
    check::places(snap, &places).map_err(refuse)?;
    let is_wide = variables.iter().any(|&variable| is_seen_elsewhere(snap, variable));
    texts::readable(snap, is_wide, &variables, &old_name, cancel)?.map_err(refuse)?;
    let mut sorted: Vec<Variable> = variables.iter().copied().collect();
    sorted.sort_unstable();
    let checked = sorted.par_iter().map(|&variable| {
        cancel.check()?;
        Ok(check::variable(snap, variable, new).and_then(|()| self::lost(snap, variable)))
    });
    let checked: Result<Vec<_>, Cancelled> = checked.collect();
    let lost: Result<Vec<Vec<Location>>, Obstacle> = checked?.into_iter().collect();
    let lost = lost.map_err(refuse)?.concat();
    importers::check(snap, &variables, old, new, cancel)?.map_err(refuse)?;
    edits.unsure = keywords::check(snap, &variables, old, new, cancel)?.map_err(refuse)?;
    // A keyword of which it can't be told whether it names the parameter is no certain place.
    let unsure: FxHashSet<Location> = edits.unsure.iter().map(|unsure| unsure.location).collect();
    edits.places = places.into_iter().map(|reference| reference.location).collect();
    edits.places.retain(|place| !unsure.contains(place) && !lost.contains(place));
    edits.rewritten = lost.into_iter().map(|place| (place, format!("{old_name} as {new_name}"))).collect();
    edits.unsure.extend(docstrings::fields(snap, &variables, &old_name));
    texts::look(snap, &mut edits, &variables, cancel)?.map_err(refuse)?;
    // What is said first of a place says more.
    edits.unsure.sort_by_key(|unsure| unsure.location);
    edits.unsure.dedup_by_key(|unsure| unsure.location);
    Ok(edits)
}

/// The edits for files and folders that somebody is about to move, without the moves themselves; and what to tell of those whose imports can't
/// follow. What stays in its folder is a rename, each for itself; what goes to another is done with all the rest, or not at all.
pub fn moved(
    snap: &Snapshot,
    moves: &[(PathBuf, PathBuf)],
    cancel: &Cancel,
) -> Result<(Vec<Edits>, Option<String>), Cancelled> {
    let (mut all, mut told) = (Vec::new(), Vec::new());
    let stays = |(from, to): &(PathBuf, PathBuf)| from.parent() == to.parent();
    let each: Vec<&[(PathBuf, PathBuf)]> =
        if moves.iter().all(stays) { moves.chunks(1).collect() } else { vec![moves] };
    for moves in each {
        let done = match moves {
            [(from, to)] if stays(&moves[0]) => {
                modules::moved(snap, from, to, cancel).map(|edits| edits.into_iter().collect())
            }
            _ => moved::moved(snap, moves, cancel),
        };
        match done {
            Ok(edits) => all.extend(edits),
            Err(Failure::Cancelled) => return Err(Cancelled),
            Err(Failure::Refused(refusal)) => {
                told.push(format!("imports are left as they are: {}", refusal.told(snap)))
            }
        }
    }
    Ok((all, (!told.is_empty()).then(|| told.join("\n"))))
}

/// Whether other files may mean the variable: all but those of a function, though not its parameters, which keywords name.
pub(super) fn is_seen_elsewhere(snap: &Snapshot, variable: Variable) -> bool {
    snap.graph(variable.file).is_none_or(|graph| {
        let kind = graph.block(graph.block_of(variable.symbol)).kind;
        !kind.is_function_like() || graph.is_keyword_parameter(variable.symbol)
    })
}

/// All occurrences of the variable, with those of every variable that shares an origin with one of them: where an import takes the name
/// from either of two modules, both must change.
fn occurrences(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Vec<Reference>, Cancelled> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Proof) else { return Ok(Vec::new()) };
    let mut targets = link::namesakes(snap, meaning);
    let (mut found, mut searched) = (Vec::new(), 0);
    while searched < targets.len() {
        let new = search(snap, &targets[searched..], Some(at.file), Trust::Proof, cancel)?;
        searched = targets.len();
        let variables: FxHashSet<Variable> = new.iter().filter_map(|reference| reference.variable).collect();
        let others = variables.into_par_iter().flat_map_iter(|v| link::namesakes(snap, Entity::Variable(v)));
        let mut more: Vec<Entity> = others.filter(|entity| !targets.contains(entity)).collect();
        more.sort_by_key(|entity| entity.variable());
        more.dedup();
        targets.extend(more);
        found.extend(new);
    }
    found.sort_unstable();
    found.dedup_by_key(|reference: &mut Reference| reference.location);
    Ok(found)
}

/// The variables that the token's name belongs to, or why it belongs to none that can be renamed.
fn targets(snap: &Snapshot, token: &Token, meaning: Option<Entity>, here: Location) -> Result<Vec<Variable>, Obstacle> {
    let Some(meaning) = meaning else {
        let believed = link::meaning(snap, here.file, token, Trust::Belief);
        let believed = believed.as_ref().and_then(Entity::variable);
        if let Some(place) = believed.and_then(|variable| bindings_of(snap, variable).into_iter().next()) {
            let reason = "an annotation or an assignment says that it is this one, which is no proof: rename it there, and \
                          decide on the place that you asked at";
            return Err(Obstacle::of(Kind::Unknown, reason, Some(place)));
        }
        let reason = match token {
            Token::Member(_) => "it is an attribute of something whose class can't be told from names alone",
            Token::Label(_) => "it is a keyword of a call whose callee can't be told from names alone",
            _ => "what it is imported from can't be found in the workspace",
        };
        return Err(Obstacle::of(Kind::Unknown, reason, Some(here)));
    };
    if let (Token::Occurrence(occurrence), Some(graph)) = (token, snap.graph(here.file))
        && graph.block_of(graph.variable(occurrence.symbol)) == BlockId(0)
        && Outer::new(snap, here.file, &graph).reads(occurrence) == Reads::Outer
    {
        let reason = format!(
            "here it is the built-in `{}`: the module has not bound its own yet",
            graph.name(occurrence.symbol)
        );
        return Err(Obstacle::of(Kind::Fixed, reason, Some(here)));
    }
    let found = link::namesakes(snap, meaning);
    let modules =
        || found.iter().filter_map(|entity| if let Entity::Module(module) = entity { Some(module) } else { None });
    if modules().any(|module| module.file().is_some_and(|file| !snap.is_ours(file))) {
        let reason = "it is a module outside the workspace: import it with `as …` to name it here";
        return Err(Obstacle::of(Kind::Fixed, reason, Some(here)));
    }
    let spelled = spelled(snap, here.file, here.span).unwrap_or_default();
    if let Some(module) = module_of(snap, &found, &spelled) {
        return modules::paths(snap, &module, here).map(|_| Vec::new());
    }
    if modules().next().is_some() {
        let reason = "it is a module or something else, as the program runs";
        return Err(Obstacle::of(Kind::Unknown, reason, Some(here)));
    }
    Ok(found.iter().filter_map(Entity::variable).collect())
}

/// The module that something is, given with its namesakes, by its own name, not by an alias, nor under another that the interpreter has for it: for
/// certain, or unless the file that binds it to the module binds it to something else, too, as in `except ImportError: module = None`.
fn module_of(snap: &Snapshot, found: &[Entity], spelled: &str) -> Option<Arc<ModuleFiles>> {
    let (modules, variables): (Vec<&Entity>, Vec<&Entity>) =
        found.iter().partition(|entity| matches!(entity, Entity::Module(_)));
    let [Entity::Module(module)] = modules[..] else { return None };
    let name = Name::new(&name::normalized(spelled));
    if !names_of(snap, module).any(|own| own == name) {
        return None;
    }
    let is_it_or_else = |variable: &&Entity| link::namesakes(snap, (*variable).clone()).contains(modules[0]);
    variables.iter().all(is_it_or_else).then(|| module.clone())
}

/// The classes that the name at a place is an attribute of, and the attribute's name as the compiler stores it; `None` if it is, or may be,
/// anything else.
fn attribute_at(snap: &Snapshot, at: At) -> Option<(Vec<Class>, Name)> {
    let (token, _, meaning) = asked(snap, at, Trust::Proof)?;
    let Some(meaning) = meaning else {
        let graph = snap.graph(at.file)?;
        return match token {
            Token::Member(member) => {
                let classes = link::Members::new(snap, at.file, &graph, Trust::Proof).classes(&member)?;
                Some((classes, graph.stored_name(&member)))
            }
            Token::Label(label) => {
                Some((vec![link::class_made(snap, at.file, &graph, &label, Trust::Proof)?], label.name))
            }
            _ => None,
        };
    };
    let (mut classes, mut name) = (Vec::new(), None);
    for variable in link::namesakes(snap, meaning).iter().map(Entity::variable) {
        let variable = variable.filter(|&variable| is_attribute(snap, variable))?;
        let graph = snap.graph(variable.file)?;
        name = Some(graph.name(variable.symbol));
        classes.push((variable.file, graph.block_of(variable.symbol)));
    }
    Some((classes, name?))
}

/// Whether a variable is a class's attribute, and no import's.
fn is_attribute(snap: &Snapshot, variable: Variable) -> bool {
    snap.graph(variable.file).is_some_and(|graph| {
        let owner = graph.block(graph.block_of(variable.symbol)).kind;
        owner == BlockKind::Class && !graph.is_imported(variable.symbol)
    })
}

/// Whether the language keeps a name for itself.
fn is_special(name: Name) -> bool {
    name.text().starts_with("__") && name.text().ends_with("__")
}

fn special(name: Name, place: Option<Location>) -> Obstacle {
    Obstacle::of(Kind::Fixed, format!("the language gives `{name}` a meaning"), place)
}

/// Whether a variable can be renamed at all.
fn renamable(snap: &Snapshot, variable: Variable) -> Result<(), Obstacle> {
    let Some(graph) = snap.graph(variable.file) else { return Ok(()) };
    let name = graph.name(variable.symbol);
    if link::is_builtin(snap, &Entity::Variable(variable)) && !snap.is_ours(variable.file) {
        let reason = format!("`{name}` is a built-in: it is bound in no file of the workspace");
        return Err(Obstacle::of(Kind::Fixed, reason, None));
    }
    let place = graph.occurrences_of(variable.symbol).next().map(|o| Location { file: variable.file, span: o.span });
    let refuse = |reason: String| Err(Obstacle::of(Kind::Fixed, reason, place));
    if !graph.is_bound(variable.symbol) {
        return match crate::scope::is_builtin(name, snap.python_for(variable.file)) {
            true => refuse(format!("`{name}` is a built-in: it is bound in no file of the workspace")),
            false => refuse(format!("`{name}` is bound in no file of the workspace")),
        };
    }
    if graph.is_class_cell(variable.symbol) || is_special(name) {
        return Err(special(name, place));
    }
    if name.text() == "super" {
        return refuse("the compiler gives methods that mention `super` a `__class__`".to_owned());
    }
    if !snap.is_ours(variable.file) {
        let path = snap.shown_path(variable.file);
        return refuse(format!("`{name}` is defined outside the workspace, in {}", path.display()));
    }
    let lost = lost(snap, variable)?;
    let found = graph.imports_of(variable.symbol).any(|import| link::target(snap, variable.file, import).is_some());
    match lost.first() {
        Some(&import) if !found && !graph.is_defined(variable.symbol) => {
            let is_module = graph.imports_of(variable.symbol).any(|import| import.imported == Imported::Package);
            let module = |import: &Import| snap.module(variable.file, &import.path, import.path.segments.len());
            let asked = graph.imports_of(variable.symbol).find_map(|import| module(import)?.file());
            let reason = match asked {
                _ if is_module => {
                    format!("`{name}` is a module that can't be found: write `import {name} as …` to name it here")
                }
                Some(asked) => {
                    let module = snap.dotted_name(asked).unwrap_or_default();
                    format!("nothing in module `{module}` binds `{name}`: write `{name} as …` to name it here")
                }
                None => {
                    format!("`{name}` comes from a module that can't be found: write `{name} as …` to name it here")
                }
            };
            Err(Obstacle::of(Kind::Fixed, reason, Some(import)))
        }
        _ => Ok(()),
    }
}

/// The imports that bind a variable to what has the same name in a module that can't be found, and which must keep that name there. An error
/// where who else means the variable can't be told: a class's attribute that is imported, a package of which an import takes more; or where a
/// library hands it on.
fn lost(snap: &Snapshot, variable: Variable) -> Result<Vec<Location>, Obstacle> {
    let Some(graph) = snap.graph(variable.file) else { return Ok(Vec::new()) };
    let name = graph.name(variable.symbol);
    let is_of_class = graph.block(graph.block_of(variable.symbol)).kind == BlockKind::Class;
    if is_of_class && !is_attribute(snap, variable) {
        let first = graph.occurrences_of(variable.symbol).next();
        let place = first.map(|o| Location { file: variable.file, span: o.span });
        let reason = format!("a class imports `{name}`: who reads its attribute can't be told from names alone");
        return Err(Obstacle::of(Kind::Unknown, reason, place));
    }
    let mut lost = Vec::new();
    for import in graph.imports_of(variable.symbol) {
        let keeps_name = match import.imported {
            Imported::Name(start, _) => start == import.binding,
            Imported::Package => true,
            Imported::Module | Imported::Star => false,
        };
        let Some(binding) = graph.occurrence_at(import.binding).filter(|_| keeps_name) else { continue };
        if let Some(target) = link::target(snap, variable.file, import) {
            match target.variable().map(|target| target.file).filter(|&file| !snap.is_ours(file)) {
                Some(outside) => {
                    let place = Location { file: variable.file, span: binding.span };
                    return Err(check::used_outside(snap, outside, place));
                }
                None => continue,
            }
        }
        let place = Location { file: variable.file, span: binding.span };
        if import.imported == Imported::Package && import.path.segments.len() > 1 {
            let reason =
                format!("`{name}` is a module that can't be found: write `import {name} as …` to name it here");
            return Err(Obstacle::of(Kind::Fixed, reason, Some(place)));
        }
        lost.push(place);
    }
    Ok(lost)
}

/// The text of a token.
fn spelled(snap: &Snapshot, file: FileId, span: Span) -> Option<String> {
    Some(snap.text(file)?.get(span.range())?.to_owned())
}
