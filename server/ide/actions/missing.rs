//! The import that a name lacks: of a module of that name, of what modules of the workspace define, as other files of the workspace write it, and
//! of what the modules of the environment offer.
//!
//! The trick: nothing is known of the environment's modules beforehand. Their texts are searched for the name when it is asked for, and those few
//! that have it are read as modules.

use memchr::memmem::Finder;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Action, ActionKind, Diagnostic, Plan, Source, proof};
use crate::ide::completion::auto_import::{Module, homes};
use crate::ide::completion::insertion::{Insertion, module_for};
use crate::link;
use crate::name::Name;
use crate::scope::{BlockId, Exports, Import, Imported, ModulePath};
use crate::store::{FileId, Key, Snapshot};
use crate::text::Edit;

/// Of more imports those that come first are offered.
const MOST_OFFERED: usize = 8;

/// The imports that would bind an undefined name, best first.
pub(super) fn imported(source: &Source<'_>, undefined: &Diagnostic) -> Vec<Action> {
    let (graph, spelled) = (source.graph(), source.spelled(undefined.span));
    let Some(occurrence) = graph.occurrence_at(undefined.span.start) else { return Vec::new() };
    let name = Name::new(&crate::name::normalized(spelled));
    let variable = graph.variable(occurrence.symbol);
    if graph.name(variable) != name || graph.block_of(variable) != BlockId(0) {
        return Vec::new();
    }
    let Some(insertion) = Insertion::new(source.snap, source.file) else { return Vec::new() };
    let action = |statement: Statement| {
        let places = [statement.edit(&insertion), insertion.at_head(&statement.text())];
        let proven = places.into_iter().map(|edit| source.proven(&[edit], proof::Meant::Bound(variable)));
        let plan = proven.into_iter().find(|plan| matches!(plan, Plan::Edits(_)))?;
        let (kind, fixes) = (ActionKind::QuickFix, vec![undefined.clone()]);
        Some(Action { title: format!("Add `{}`", statement.text()), kind, fixes, is_preferred: false, plan })
    };
    let own = candidates(source, name, &insertion);
    let mut found: Vec<Action> = own.iter().take(MOST_OFFERED).cloned().filter_map(action).collect();
    let is_clear = found.len() == 1;
    let installed = in_libraries(source.snap, source.file, name).into_iter();
    let others = installed.map(|module| Statement::Name(module, name.text().to_owned()));
    let others = others.filter(|statement| !own.contains(statement));
    found.extend(others.take(MOST_OFFERED - found.len()).filter_map(action));
    if is_clear || found.len() == 1 {
        found[0].is_preferred = true;
    }
    found
}

/// An import statement to write.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Statement {
    /// `import module`, `import module as alias`
    Module(String, Option<String>),
    /// `from module import name`, `from module import name as alias`
    Name(String, String),
}

impl Statement {
    fn text(&self) -> String {
        match self {
            Statement::Module(module, None) => format!("import {module}"),
            Statement::Module(module, Some(alias)) => format!("import {module} as {alias}"),
            Statement::Name(module, name) => format!("from {module} import {name}"),
        }
    }

    fn edit(&self, insertion: &Insertion) -> Edit {
        match self {
            Statement::Module(module, alias) => insertion.of_module(module, alias.as_deref()),
            Statement::Name(module, name) => insertion.edit(module, name),
        }
    }
}

/// The imports that would bind a name, as far as the workspace tells them: the module of that name; what defines it, the nearest module first; what
/// other files write, the most frequent first; modules of packages, the nearest first.
fn candidates(source: &Source<'_>, name: Name, insertion: &Insertion) -> Vec<Statement> {
    let (snap, file) = (source.snap, source.file);
    let own = snap.import_name(file).unwrap_or_default();
    let from = |module: &str| Statement::Name(module_for(insertion, &own, module), name.text().to_owned());
    let path = ModulePath { level: 0, segments: [(0, name)].into() };
    let module = snap.module(file, &path, 1).filter(|module| module.file() != Some(file));
    let mut found: Vec<Statement> = module.iter().map(|_| Statement::Module(name.text().to_owned(), None)).collect();
    found.extend(homes(snap, file, &own, |other| other == name).iter().map(|home| from(&home.module.dotted)));
    found.extend(as_others_write(source, name, insertion, &own));
    let mut submodules: Vec<(usize, String)> = snap
        .files()
        .into_iter()
        .filter(|&other| other != file && is_called(source, other, name))
        .filter_map(|other| Module::new(snap, &own, other))
        .filter_map(|module| Some((module.distance, module.dotted.rsplit_once('.')?.0.to_owned())))
        .collect();
    submodules.sort_unstable();
    found.extend(submodules.iter().map(|(_, package)| from(package)));
    let mut known = rustc_hash::FxHashSet::default();
    found.retain(|statement| known.insert(statement.clone()));
    found
}

/// Modules whose names nobody imports: those that others are made of, tests, and what does its work when it is imported.
const NOT_FOR_IMPORT: [&str; 7] = ["antigravity", "builtins", "idlelib", "lib2to3", "posix", "test", "this"];

/// The modules of the environment that offer a name: of the standard library first.
fn in_libraries(snap: &Snapshot, asking: FileId, name: Name) -> Vec<String> {
    let finder = Finder::new(name.text());
    let modules = snap.library_names(asking).into_par_iter();
    modules
        .filter(|module| !NOT_FOR_IMPORT.contains(&&**module) && offers(snap, asking, module, name, &finder))
        .collect()
}

/// Whether a module of the environment lists a name in its `__all__`; without one, whether it defines it, or takes it from within.
fn offers(snap: &Snapshot, asking: FileId, module: &str, name: Name, finder: &Finder<'_>) -> bool {
    let path = ModulePath { level: 0, segments: [(0, Name::new(module))].into() };
    let Some(files) = snap.module(asking, &path, 1) else { return false };
    let Some(file) = files.file().filter(|&file| !snap.is_ours(file)) else { return false };
    let mentions = |text: &str| finder.find(text.as_bytes()).is_some() || text.contains("import *");
    let Some(graph) = snap.text(file).filter(|text| mentions(text)).and_then(|_| snap.graph(file)) else {
        return false;
    };
    if !link::is_public(&graph, name) || name.text().starts_with('_') {
        return false;
    }
    let Some(found) = link::lookup(snap, &files, name) else { return false };
    let is_own = |variable: link::Variable| {
        variable.file == file
            || snap.dotted_name(variable.file).is_some_and(|home| home.split('.').next() == Some(module))
    };
    let origins = || link::origins(snap, found.clone());
    graph.exports() == Exports::Listed || origins().iter().all(|origin| origin.variable().is_some_and(is_own))
}

/// Whether a file is a module with a name.
fn is_called(source: &Source<'_>, file: FileId, name: Name) -> bool {
    let key = source.snap.key(file);
    let Key::Path(path) = &*key else { return false };
    let is_package = path.file_stem().is_some_and(|stem| stem == "__init__");
    let called = if is_package { path.parent().and_then(|folder| folder.file_name()) } else { path.file_stem() };
    called.is_some_and(|called| called == name.text())
}

/// The imports by which other files of the workspace bind a name in their modules.
fn as_others_write(source: &Source<'_>, name: Name, insertion: &Insertion, own: &str) -> Vec<Statement> {
    let snap = source.snap;
    let mut counts: FxHashMap<Statement, usize> = FxHashMap::default();
    for other in snap.known_mentioning(&[name]).into_iter().filter(|&other| other != source.file) {
        let Some(graph) = snap.graph_in_passing(other) else { continue };
        let Some(variable) = graph.global(name) else { continue };
        for import in graph.imports_of(variable) {
            if let Some(statement) = absolute(source, other, import, name, insertion, own) {
                *counts.entry(statement).or_default() += 1;
            }
        }
    }
    let mut found: Vec<(Statement, usize)> = counts.into_iter().collect();
    found.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    found.into_iter().map(|(statement, _)| statement).collect()
}

/// An import of another file as this one would write it.
fn absolute(
    source: &Source<'_>,
    other: FileId,
    import: &Import,
    name: Name,
    insertion: &Insertion,
    own: &str,
) -> Option<Statement> {
    let segments: Vec<&str> = import.path.segments.iter().map(|segment| segment.1.text()).collect();
    let module = match import.path.level {
        0 => segments.join("."),
        _ => source.snap.import_name(source.snap.module(other, &import.path, segments.len())?.file()?)?,
    };
    if module == own || module == "__future__" || module.is_empty() {
        return None;
    }
    let alias = |original: Name| (original != name).then(|| format!("{original} as {name}"));
    match import.imported {
        Imported::Name(_, original) => {
            let taken = alias(original).unwrap_or_else(|| name.text().to_owned());
            Some(Statement::Name(module_for(insertion, own, &module), taken))
        }
        Imported::Module => Some(Statement::Module(module, Some(name.text().to_owned()))),
        Imported::Package => (segments.len() == 1).then_some(Statement::Module(module, None)),
        Imported::Star => None,
    }
}
