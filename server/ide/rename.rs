//! Rename: all occurrences of a variable in all files at once, or none and the reason.

mod check;

use std::fmt;

use rustc_hash::FxHashSet;

use super::references::{Reference, search};
use super::{At, Location, asked};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Entity, Variable};
use crate::name::{self, Name};
use crate::scope::{BlockKind, Import, Imported, Token};
use crate::store::{FileId, ModuleFiles, Snapshot};
use crate::text::Span;

/// What a rename changes: the places, sorted by file and place, all of which get the new name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edits {
    /// What stands at the places now.
    pub old_name: String,
    /// What is to stand there.
    pub new_name: String,
    /// Where.
    pub places: Vec<Location>,
}

/// Why a rename was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked, in one clause.
    pub asked: String,
    /// What stands in the way, and what to do.
    pub reason: String,
    /// Where it stands.
    pub obstacle: Option<Location>,
}

/// Either of the two ways in which a rename ends without edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It would change the program, or can't be complete.
    Refused(Refusal),
    /// Nobody waits for it any longer.
    Cancelled,
}

impl From<Cancelled> for Failure {
    fn from(_: Cancelled) -> Failure {
        Failure::Cancelled
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.asked, self.reason)
    }
}

/// The token that a rename at a place would change, with its text; or why nothing there can be renamed, whatever the new name.
pub fn prepare(snap: &Snapshot, at: At) -> Result<(Span, String), Refusal> {
    let refuse = |reason: &str| Refusal { asked: "rename".into(), reason: reason.into(), obstacle: None };
    let (token, span, meaning) = asked(snap, at).ok_or_else(|| refuse("there is no name here"))?;
    let old = spelled(snap, at.file, span).ok_or_else(|| refuse("the file has changed on disk: try again"))?;
    let targets = targets(snap, &token, meaning).map_err(|reason| Refusal {
        asked: format!("rename `{old}`"),
        reason,
        obstacle: Some(Location { file: at.file, span }),
    })?;
    for target in &targets {
        renamable(snap, *target).map_err(|(reason, obstacle)| Refusal {
            asked: format!("rename `{old}`"),
            reason,
            obstacle: obstacle.or(Some(Location { file: at.file, span })),
        })?;
    }
    Ok((span, old))
}

/// The edits that give the variable at a place a new name, in all files, or why there are none. Complete if the snapshot's workspace has
/// been scanned.
pub fn rename(snap: &Snapshot, at: At, new_name: &str, cancel: &Cancel) -> Result<Edits, Failure> {
    let (_, old_name) = prepare(snap, at).map_err(Failure::Refused)?;
    let refuse = |reason: String, obstacle| {
        let asked = format!("rename `{old_name}` to `{new_name}`");
        Err(Failure::Refused(Refusal { asked, reason, obstacle }))
    };
    if let Err(reason) = check::new_name(new_name) {
        return refuse(reason, None);
    }
    if name::normalized(new_name) == name::normalized(&old_name) {
        return Ok(Edits { old_name, new_name: new_name.into(), places: Vec::new() });
    }
    let places = occurrences(snap, at, cancel)?;
    if let Err((reason, obstacle)) = check::places(snap, &places) {
        return refuse(reason, obstacle);
    }
    let old = Name::new(&name::normalized(&old_name));
    let variables: FxHashSet<Variable> = places.iter().filter_map(|reference| reference.variable).collect();
    let new = Name::new(&name::normalized(new_name));
    for &variable in &variables {
        cancel.check()?;
        if let Err((reason, obstacle)) = check::variable(snap, variable, new) {
            return refuse(reason, obstacle);
        }
    }
    if let Err((reason, obstacle)) = check::other_files(snap, &variables, old, new, cancel)? {
        return refuse(reason, obstacle);
    }
    if let Err((reason, obstacle)) = check::keywords(snap, &variables, old, new, cancel)? {
        return refuse(reason, obstacle);
    }
    let places = places.into_iter().map(|reference| reference.location).collect();
    Ok(Edits { old_name, new_name: new_name.into(), places })
}

/// All occurrences of the variable, with those of every variable that shares an origin with one of them: where an import takes the name
/// from either of two modules, both must change.
fn occurrences(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Vec<Reference>, Cancelled> {
    let Some((_, _, Some(meaning))) = asked(snap, at) else { return Ok(Vec::new()) };
    let mut targets = link::namesakes(snap, meaning);
    loop {
        let found = search(snap, &targets, at.file, cancel)?;
        let variables = found.iter().filter_map(|reference| reference.variable);
        let mut more: Vec<Entity> = variables
            .collect::<FxHashSet<_>>()
            .into_iter()
            .flat_map(|variable| link::namesakes(snap, Entity::Variable(variable)))
            .filter(|entity| !targets.contains(entity))
            .collect();
        if more.is_empty() {
            return Ok(found);
        }
        more.sort_by_key(|entity| entity.variable());
        more.dedup();
        targets.extend(more);
    }
}

/// The variables that the token's name belongs to, or why it belongs to none that can be renamed.
fn targets(snap: &Snapshot, token: &Token, meaning: Option<Entity>) -> Result<Vec<Variable>, String> {
    let Some(meaning) = meaning else {
        return Err(match token {
            Token::Member(_) => "it is an attribute of something whose class can't be told from names alone",
            Token::Label(_) => "it is a keyword of a call whose callee can't be told from names alone",
            _ => "what it is imported from can't be found in the workspace",
        }
        .into());
    };
    let of_module = |entity: &Entity| matches!(entity, Entity::Module(_));
    let found = link::namesakes(snap, meaning);
    let is_outside = |module: &ModuleFiles| module.file().is_some_and(|file| !snap.is_ours(file));
    if found.iter().any(|entity| matches!(entity, Entity::Module(module) if is_outside(module))) {
        return Err("it is a module outside the workspace: import it with `as …` to name it here".into());
    }
    if found.iter().any(of_module) {
        return Err("it is a module: rename its file instead, then its imports".into());
    }
    Ok(found.iter().filter_map(Entity::variable).collect())
}

type Obstacle = (String, Option<Location>);

/// Whether a variable can be renamed at all.
fn renamable(snap: &Snapshot, variable: Variable) -> Result<(), Obstacle> {
    let Some(graph) = snap.graph(variable.file) else { return Ok(()) };
    let name = graph.name(variable.symbol);
    if link::is_builtin(snap, &Entity::Variable(variable)) && !snap.is_ours(variable.file) {
        return Err((format!("`{name}` is a built-in: it is bound in no file of the workspace"), None));
    }
    let place = graph.occurrences_of(variable.symbol).next().map(|o| Location { file: variable.file, span: o.span });
    let refuse = |reason: String| Err((reason, place));
    if !graph.is_bound(variable.symbol) {
        return match crate::scope::is_builtin(name, snap.python_for(variable.file)) {
            true => refuse(format!("`{name}` is a built-in: it is bound in no file of the workspace")),
            false => refuse(format!("`{name}` is bound in no file of the workspace")),
        };
    }
    if graph.is_class_cell(variable.symbol) || name.text().starts_with("__") && name.text().ends_with("__") {
        return refuse(format!("the language gives `{name}` a meaning"));
    }
    if !snap.is_ours(variable.file) {
        let path = snap.shown_path(variable.file);
        return refuse(format!("`{name}` is defined outside the workspace, in {}", path.display()));
    }
    if graph.is_imported(variable.symbol) {
        let lost = |import: &&Import| link::target(snap, variable.file, import).is_none();
        let from = graph.imports_of(variable.symbol).find(lost);
        if let Some(import) = from
            && let Imported::Name(start, imported) = import.imported
            && start == import.binding
        {
            return refuse(format!(
                "`{imported}` comes from a module that can't be found: write `{imported} as …` to name it here"
            ));
        }
        if from.is_some_and(|import| import.imported == Imported::Package) {
            return refuse(format!(
                "`{name}` is a module that can't be found: write `import {name} as …` to name it here"
            ));
        }
    }
    let class = graph.block(graph.block_of(variable.symbol)).kind == BlockKind::Class;
    if class {
        return refuse(format!("`{name}` is an attribute of a class: who reads it can't be told from names alone"));
    }
    Ok(())
}

/// The text of a token.
fn spelled(snap: &Snapshot, file: FileId, span: Span) -> Option<String> {
    Some(snap.text(file)?.get(span.range())?.to_owned())
}
