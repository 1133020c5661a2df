//! Imports that find nothing: no such module, or no such name in it.
//!
//! The trick: what [`link`] can't follow is a suspect, and few are left when what may be there unseen is taken away: names that a module makes as it runs,
//! modules that a build makes. Only for these is the tree looked at, for a `try` that expects it. In doubt nothing is said.

use std::path::Path;

use super::context::contexts;
use super::undefined::similar;
use super::{Checked, Code, Diagnostic};
use crate::link;
use crate::name::Name;
use crate::scope::{self, BlockId, Graph, Import, Imported, ModulePath};
use crate::store::{FileId, ModuleFiles, Snapshot};
use crate::text::Span;

/// Modules that are there only as a program runs, or only for those who read types.
const ELSEWHERE: [&str; 3] = ["__main__", "_typeshed", "__builtin__"];

/// The imports of which no folder has the first module, where the environment is found. Nobody runs stubs.
pub(super) fn unresolved(snap: &Snapshot, file: &Checked<'_>) -> Vec<Diagnostic> {
    let missing = |import: &Import| {
        let (start, name) = *import.path.segments.first()?;
        let is_there = import.path.level > 0
            || snap.module(file.file, &import.path, 1).is_some()
            || ELSEWHERE.contains(&name.text())
            || is_made(snap, file.path.parent()?, name);
        let message = || format!("no module `{name}` in the workspace, nor in what is installed");
        (!is_there).then(|| Diagnostic::new(Code::UnresolvedImport, file.graph.span(start, name), message()))
    };
    let mut found = Vec::new();
    if !file.is_stub() && snap.has_environment(file.file) {
        found.extend(file.graph.imports().iter().filter_map(missing));
    }
    // All names of a statement share its path.
    found.dedup_by_key(|diagnostic: &mut Diagnostic| diagnostic.span.start);
    remove_expected(file, &mut found);
    found
}

/// The imports whose first module is there, but that find nothing in it, expected or not.
pub(super) fn lacking(snap: &Snapshot, file: FileId, graph: &Graph) -> Vec<Diagnostic> {
    let lacks = |import: &Import| {
        let module = |segments: usize| snap.module(file, &import.path, segments);
        let segments = &import.path.segments;
        if let Some(of) = module(segments.len()) {
            let Imported::Name(start, name) = import.imported else { return None };
            let is_there = link::target(snap, file, import).is_some();
            return if is_there {
                None
            } else {
                lacks(snap, file, &import.path, &of, (segments.len(), graph.span(start, name), name))
            };
        }
        let first = (1..=segments.len()).find(|&segments| module(segments).is_none())?;
        let (start, name) = segments[first - 1];
        let of = module(first - 1).filter(|_| first > 1 || import.path.level > 0)?;
        lacks(snap, file, &import.path, &of, (first - 1, graph.span(start, name), name))
    };
    if snap.is_stub(file) {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = graph.imports().iter().filter_map(lacks).collect();
    found.dedup_by_key(|diagnostic| diagnostic.span.start);
    found
}

/// That the module that the first segments of a path mean lacks a name; `None` where it may have it.
fn lacks(
    snap: &Snapshot,
    importer: FileId,
    path: &ModulePath,
    of: &ModuleFiles,
    (n_segments, span, name): (usize, Span, Name),
) -> Option<Diagnostic> {
    let shown = || {
        let names: Vec<&str> = path.segments[..n_segments].iter().map(|segment| segment.1.text()).collect();
        format!("{}{}", ".".repeat(path.level as usize), names.join("."))
    };
    let is_made = || of.folders().iter().any(|folder| is_made(snap, folder, name));
    let Some(file) = of.file() else {
        // Of a namespace package there may be more elsewhere.
        let message = || format!("`{}` has no module `{name}`", shown());
        return (path.level > 0 && !is_made()).then(|| Diagnostic::new(Code::UnresolvedImport, span, message()));
    };
    let graph = snap.graph(file)?;
    let extends_path = || Name::existing("__path__").is_some_and(|path| graph.mentions(path));
    let may_have_it = scope::is_module_attribute(name)
        || snap.problem(file).is_some()
        || extends_path()
        || is_made()
        || path.level == 0 && snap.has_namesakes(importer, path.segments[0].1)
        || !link::names_are_known(snap, of);
    if may_have_it {
        return None;
    }
    let what = if of.folders().is_empty() { "name" } else { "name and no module" };
    // Modules are spelled small: a build may be to make one of what lies elsewhere.
    let may_be_module = !of.folders().is_empty() && !name.text().contains(char::is_uppercase);
    let code = if may_be_module { Code::UnresolvedImport } else { Code::NoNameInModule };
    let mut message = format!("`{}` has no {what} `{name}`", shown());
    let bound = graph.symbols_of(BlockId(0)).filter(|&symbol| graph.is_bound(symbol));
    if let Some(similar) = similar(name, bound.map(|symbol| graph.name(symbol))) {
        message += &format!("; did you mean `{similar}`?");
    }
    Some(Diagnostic::new(code, span, message))
}

/// Removes the imports that can't run, and those that are expected to fail.
pub(super) fn remove_expected(file: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let offsets: Vec<u32> = found.iter().map(|diagnostic| diagnostic.span.start).collect();
    let mut contexts = contexts(file, &offsets).into_iter();
    found.retain(|_| contexts.next().is_some_and(|context| !context.is_dead && !context.expects_import_error));
}

/// Whether a build is to put a module into a folder: of a file in another language, or with the version that it builds.
fn is_made(snap: &Snapshot, folder: &Path, name: Name) -> bool {
    name.text() == "_version" || snap.is_to_be_made(folder, name)
}
