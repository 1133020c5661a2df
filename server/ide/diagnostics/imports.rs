//! Imports that find nothing: no such module, or no such name in it; [`attributes`] does the same for names behind dots.
//!
//! The trick: what [`link`] can't follow is a suspect, and few are left when what may be there unseen is taken away: names that a module makes as it runs,
//! modules that a build makes. Only for these is the tree looked at, for a `try` that expects it. In doubt nothing is said.

use std::cell::LazyCell;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::attributes;
use super::context::{Context, contexts};
use super::undefined::{MOST_SUGGESTIONS, similar};
use super::{Checked, Code, Diagnostic};
use crate::link;
use crate::name::Name;
use crate::scope::{self, BlockId, Graph, Import, Imported, ModulePath};
use crate::store::{FileId, ModuleFiles, Snapshot};

/// Modules that are there only as a program runs, or only for those who read types.
const ELSEWHERE: [&str; 3] = ["__main__", "_typeshed", "__builtin__"];

/// The imports of which no folder has the first module, where the environment is found. Nobody runs stubs.
pub(super) fn unresolved(snap: &Snapshot, file: &Checked<'_>) -> Vec<Diagnostic> {
    if file.is_stub() || !snap.has_environment(file.file) {
        return Vec::new();
    }
    let own_folders = LazyCell::new(|| snap.own_folders(file.file));
    let missing = |import: &Import| {
        let (start, name) = *import.path.segments.first()?;
        let is_there = import.path.level > 0
            || snap.module(file.file, &import.path, 1).is_some()
            || ELSEWHERE.contains(&name.text())
            || own_folders.iter().any(|folder| is_made(snap, folder, name));
        let message = || format!("no module `{name}` in the workspace, nor in what is installed");
        (!is_there).then(|| Diagnostic::new(Code::UnresolvedImport, file.graph.span(start, name), message()))
    };
    let mut found: Vec<Diagnostic> = file.graph.imports().iter().filter_map(missing).collect();
    // All names of a statement share its path.
    found.dedup_by_key(|diagnostic| diagnostic.span.start);
    remove_expected(file, &mut found);
    found
}

/// The imports whose first module is there, but that find nothing in it, and the attributes that modules don't have; expected or not. In the order of
/// the text.
pub(super) fn lacking(snap: &Snapshot, file: FileId, graph: &Graph) -> Vec<Diagnostic> {
    if snap.is_stub(file) {
        return Vec::new();
    }
    let mut lacking = Lacking { snap, file, graph, known: FxHashMap::default(), n_suggested: 0 };
    let mut found: Vec<Diagnostic> = graph.imports().iter().filter_map(|import| lacking.of(import)).collect();
    // All names of a statement share its path.
    found.dedup_by_key(|diagnostic| diagnostic.span.start);
    found.extend(attributes::missing(&mut lacking));
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    found
}

/// The file whose imports and attributes are looked at.
pub(super) struct Lacking<'s> {
    pub(super) snap: &'s Snapshot,
    pub(super) file: FileId,
    pub(super) graph: &'s Graph,
    /// Of the modules that were looked at, by file, whether all their names can be read off.
    known: FxHashMap<FileId, bool>,
    n_suggested: usize,
}

impl Lacking<'_> {
    /// That an import finds nothing in a module that is there: the first segment of its path that is no module, else its name.
    fn of(&mut self, import: &Import) -> Option<Diagnostic> {
        let path = &import.path;
        let module = |segments: usize| self.snap.module(self.file, path, segments);
        if let Some(of) = module(path.segments.len()) {
            let Imported::Name(start, name) = import.imported else { return None };
            let is_there = link::target(self.snap, self.file, import).is_some();
            return if is_there { None } else { self.lacks(path, path.segments.len(), &of, (start, name)) };
        }
        let first = (1..=path.segments.len()).find(|&segments| module(segments).is_none())?;
        let of = module(first - 1).filter(|_| first > 1 || path.level > 0)?;
        self.lacks(path, first - 1, &of, path.segments[first - 1])
    }

    /// That the module which the first segments of a path mean lacks a name; `None` where it may have it.
    fn lacks(
        &mut self,
        path: &ModulePath,
        n_segments: usize,
        of: &ModuleFiles,
        (start, name): (u32, Name),
    ) -> Option<Diagnostic> {
        let shown = shown(path, n_segments);
        if of.file().is_none() && !of.folders().iter().any(|folder| is_made(self.snap, folder, name)) {
            // Of a namespace package there may be more elsewhere.
            let message = format!("`{shown}` has no module `{name}`");
            let span = self.graph.span(start, name);
            return (path.level > 0).then(|| Diagnostic::new(Code::UnresolvedImport, span, message));
        }
        self.lacks_name(&shown, path, of, (start, name))
    }

    /// That a module lacks a name which is found by way of a path; `None` where it may have it.
    pub(super) fn lacks_name(
        &mut self,
        shown: &str,
        path: &ModulePath,
        of: &ModuleFiles,
        (start, name): (u32, Name),
    ) -> Option<Diagnostic> {
        let (snap, file) = (self.snap, of.file()?);
        let graph = snap.graph(file)?;
        let is_known = || {
            let extends_path = Name::existing("__path__").is_some_and(|path| graph.mentions(path));
            // A stub alone may lag behind what a build makes.
            let has_source = of.source.is_some() || !snap.is_ours(file);
            snap.problem(file).is_none() && has_source && !extends_path && link::names_are_known(snap, of)
        };
        let is_known = *self.known.entry(file).or_insert_with(is_known);
        let may_be_another = || {
            file == self.file
                || path.level == 0
                    && (snap.has_namesakes(self.file, path.segments[0].1) || snap.is_guessed(self.file, path))
        };
        let may_be_made =
            || of.folders().iter().any(|folder| is_made(snap, folder, name)) || gives_by_keyword(snap, of, name);
        if !is_known || scope::is_module_attribute(name) || may_be_another() || may_be_made() {
            return None;
        }
        let is_package = !of.folders().is_empty();
        let mut message =
            format!("`{shown}` has no {} `{name}`", if is_package { "name and no module" } else { "name" });
        let bound = graph.symbols_of(BlockId(0)).filter(|&symbol| graph.is_bound(symbol));
        self.n_suggested += 1;
        let may_suggest = self.n_suggested <= MOST_SUGGESTIONS;
        let similar = if may_suggest { similar(name, bound.map(|symbol| graph.name(symbol))) } else { None };
        if let Some(similar) = similar {
            message += &format!("; did you mean `{similar}`?");
        }
        // Modules are spelled small: a build may be to make one of what lies elsewhere.
        let may_be_module = is_package && !name.text().contains(char::is_uppercase);
        let code = if may_be_module { Code::UnresolvedImport } else { Code::NoNameInModule };
        let diagnostic = Diagnostic::new(code, self.graph.span(start, name), message);
        Some(Diagnostic { instead: similar, ..diagnostic })
    }
}

/// The first segments of a path as people write them.
pub(super) fn shown(path: &ModulePath, n_segments: usize) -> String {
    let names: Vec<&str> = path.segments[..n_segments].iter().map(|segment| segment.1.text()).collect();
    format!("{}{}", ".".repeat(path.level as usize), names.join("."))
}

/// Removes the imports and attributes that no program comes to, and those that are expected to fail.
pub(super) fn remove_expected(file: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let offsets: Vec<u32> = found.iter().map(|diagnostic| diagnostic.span.start).collect();
    let mut contexts = contexts(file, &offsets).into_iter();
    found.retain(|diagnostic| {
        let is_attribute = file.graph.member_from(diagnostic.span.start).is_some();
        let is_expected = |context: &Context| {
            context.expects_import_error || is_attribute && (context.expects_attribute_error || context.is_guarded)
        };
        contexts.next().is_some_and(|context| !context.is_dead && !is_expected(&context))
    });
}

/// Whether a module passes something by a keyword of this name, or one that it takes names from by star: what it calls may bind that in it, as
/// `public(name=value)` does.
pub(super) fn gives_by_keyword(snap: &Snapshot, of: &ModuleFiles, name: Name) -> bool {
    let passes = |file| {
        let graph = snap.graph(file).filter(|graph| graph.mentions(name));
        graph.is_some_and(|graph| graph.labels().iter().any(|label| label.name == name))
    };
    of.file().is_some_and(|file| {
        passes(file) || link::behind_stars(snap, file).is_some_and(|files| files.into_iter().any(passes))
    })
}

/// Whether a build is to put a module into a folder: of a file in another language, or with the version that it builds.
fn is_made(snap: &Snapshot, folder: &Path, name: Name) -> bool {
    name.text() == "_version" || snap.is_to_be_made(folder, name)
}
