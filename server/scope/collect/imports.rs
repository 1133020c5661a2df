//! Imports: the names that they bind, and where these come from.

use super::super::{BindingKind, Import, Imported, ModulePath};
use super::Collector;
use crate::name::Name;
use crate::syntax::{Node, field_id};

impl<'s, 't> Collector<'s, 't, '_> {
    /// Whether the file opens with `from __future__ import annotations` (PEP 563): only a docstring, comments and other future
    /// imports may come before it.
    pub(super) fn imports_annotations_from_future(&mut self, root: Node<'t>) -> bool {
        for node in root.children() {
            let names_annotations = || {
                node.children_in("name").any(|name| {
                    let name = name.field("name").unwrap_or(name);
                    &self.text[name.byte_range()] == "annotations"
                })
            };
            match node.kind() {
                "future_import_statement" if names_annotations() => return true,
                "future_import_statement" | "comment" | ";" => {}
                "expression_statement" if node.named_child(0).is_some_and(|child| child.kind() == "string") => {}
                _ => return false,
            }
        }
        false
    }

    /// `import a.b, c.d as e`
    pub(super) fn import_statement(&mut self, node: Node<'t>) {
        for clause in node.children_in("name") {
            let alias = self.field(clause, "alias");
            let dotted = self.field(clause, "name").unwrap_or(clause);
            let path = ModulePath { level: 0, segments: self.segments(dotted) };
            let imported = if alias.is_some() { Imported::Module } else { Imported::Package };
            if let Some(binding) = alias.or(first_name(dotted)) {
                self.import(binding, path, imported);
            }
        }
    }

    /// `from a.b import c, d as e`, `from . import *`
    pub(super) fn import_from_statement(&mut self, node: Node<'t>) {
        let path = match self.field(node, "module_name") {
            Some(module) => self.module_path(module),
            None => {
                // The grammar keeps `__future__` as a keyword.
                let future = node.children().find(|child| child.kind() == "__future__");
                let segments = future.map(|child| (child.start_byte() as u32, Name::new("__future__")));
                ModulePath { level: 0, segments: segments.into_iter().collect() }
            }
        };
        for clause in node.children() {
            if clause.kind() == "wildcard_import" {
                self.check_star(clause);
                self.facts.typing.note_star();
                let around = node.parent().map(|parent| parent.kind());
                let import = Import {
                    path: path.clone(),
                    imported: Imported::Star,
                    binding: clause.start_byte() as u32,
                    variable: None,
                    is_conditional: !matches!(around, Some("module" | "ERROR")),
                };
                self.facts.imports.push(import);
            } else if clause.field_id() == field_id("name") {
                let Some(name) = first_name(self.field(clause, "name").unwrap_or(clause)) else { continue };
                let imported = Imported::Name(name.start_byte() as u32, self.facts.intern(self.span(name)));
                self.import(self.field(clause, "alias").unwrap_or(name), path.clone(), imported);
            }
        }
    }

    fn import(&mut self, binding: Node<'t>, path: ModulePath, imported: Imported) {
        if binding.is_missing() || binding.byte_range().is_empty() {
            return;
        }
        let binding_start = binding.start_byte() as u32;
        let import = Import { path, imported, binding: binding_start, variable: None, is_conditional: false };
        self.facts.typing.note(self.source(binding), &import.path, import.imported);
        self.facts.imports.push(import);
        self.bind(binding, BindingKind::Import(self.facts.imports.len() as u32 - 1));
    }

    fn module_path(&mut self, module: Node<'t>) -> ModulePath {
        if module.kind() != "relative_import" {
            return ModulePath { level: 0, segments: self.segments(module) };
        }
        let mut path = ModulePath { level: 0, segments: Box::default() };
        for part in module.children() {
            match part.kind() {
                "import_prefix" => path.level = self.source(part).bytes().filter(|&b| b == b'.').count() as u32,
                "dotted_name" => path.segments = self.segments(part),
                _ => {}
            }
        }
        path
    }

    fn segments(&mut self, dotted: Node<'t>) -> Box<[(u32, Name)]> {
        let names = dotted.children().filter(|part| part.kind() == "identifier" && !part.is_missing());
        names.map(|name| (name.start_byte() as u32, self.facts.intern(self.span(name)))).collect()
    }
}

/// The name that a dotted one begins with. What an import takes is no longer; in code that is half typed, anything may stand behind it.
fn first_name(dotted: Node<'_>) -> Option<Node<'_>> {
    dotted.children().find(|part| part.kind() == "identifier")
}
