//! Callables and classes as items of a tree.

use tower_lsp::gen_lsp_types as lsp;

use super::Outgoing;
use crate::ide::calls::{Callable, Calls};
use crate::ide::classes::ClassItem;
use crate::scope::BlockKind;
use crate::store::FileId;

impl Outgoing<'_> {
    /// A function, class or module.
    pub fn callable(&self, callable: Callable) -> Option<lsp::CallHierarchyItem> {
        let file = callable.focus.file;
        Some(lsp::CallHierarchyItem {
            kind: match callable.kind {
                BlockKind::Module => lsp::SymbolKind::Module,
                BlockKind::Class => lsp::SymbolKind::Class,
                _ if callable.is_method => lsp::SymbolKind::Method,
                _ => lsp::SymbolKind::Function,
            },
            name: callable.name,
            tags: None,
            detail: self.snap.dotted_name(file).filter(|_| callable.kind != BlockKind::Module),
            uri: self.uri_at(callable.focus)?,
            range: self.range(file, callable.span),
            selection_range: self.range(file, callable.focus.span),
            data: None,
        })
    }

    /// Calls by another.
    pub fn incoming(&self, calls: Calls) -> Option<lsp::CallHierarchyIncomingCall> {
        let file = calls.other.focus.file;
        let from_ranges = calls.places.iter().map(|&place| self.range(file, place)).collect();
        Some(lsp::CallHierarchyIncomingCall { from: self.callable(calls.other)?, from_ranges })
    }

    /// Calls of another, which are in a file.
    pub fn outgoing(&self, file: FileId, calls: Calls) -> Option<lsp::CallHierarchyOutgoingCall> {
        let from_ranges = calls.places.iter().map(|&place| self.range(file, place)).collect();
        Some(lsp::CallHierarchyOutgoingCall { to: self.callable(calls.other)?, from_ranges })
    }

    /// Classes.
    pub fn classes(&self, classes: Vec<ClassItem>) -> Vec<lsp::TypeHierarchyItem> {
        let item = |class: ClassItem| {
            let file = class.focus.file;
            Some(lsp::TypeHierarchyItem {
                name: class.name.text().to_owned(),
                kind: lsp::SymbolKind::Class,
                tags: None,
                detail: self.snap.dotted_name(file),
                uri: self.uri_at(class.focus)?,
                range: self.range(file, class.span),
                selection_range: self.range(file, class.focus.span),
                data: None,
            })
        };
        classes.into_iter().filter_map(item).collect()
    }
}
