//! The modules that a file's imports name, as links to their files.

use crate::link::{self, Entity};
use crate::scope::Imported;
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// Each module path of an import that leads to a file, and each module that is imported from a package, with that file; in the order of the
/// text.
pub fn links(snap: &Snapshot, file: FileId) -> Vec<(Span, FileId)> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let mut links = Vec::new();
    for import in graph.imports() {
        let segments = &import.path.segments;
        if let (Some(first), Some(last)) = (segments.first(), segments.last()) {
            let module = snap.module(file, &import.path, segments.len());
            let span = Span { start: first.0, end: graph.span(last.0, last.1).end };
            links.extend(module.and_then(|module| Some((span, module.file()?))));
        }
        if let Imported::Name(start, name) = import.imported
            && let Some(Entity::Module(module)) = link::target(snap, file, import)
        {
            links.extend(module.file().map(|target| (graph.span(start, name), target)));
        }
    }
    // All names of a statement share its path.
    links.sort_by_key(|link| link.0.start);
    links.dedup_by_key(|link| link.0.start);
    links
}
