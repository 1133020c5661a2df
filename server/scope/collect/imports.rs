//! Imports: the names that they bind, and where these come from.

use tree_sitter::Node;

use super::super::{BindingKind, Import, Imported, ModulePath};
use super::Collector;
use crate::name::Name;

impl<'s, 't> Collector<'s, 't> {
    /// Whether the file opens with `from __future__ import annotations` (PEP 563): only a docstring, comments and other future
    /// imports may come before it.
    pub(super) fn imports_annotations_from_future(&mut self, root: Node<'t>) -> bool {
        self.cursor.reset(root);
        let mut more = self.cursor.goto_first_child();
        while more {
            let node = self.cursor.node();
            let names_annotations = || {
                node.children_by_field_name("name", &mut node.walk()).any(|name| {
                    let name = name.child_by_field_name("name").unwrap_or(name);
                    &self.text[name.byte_range()] == "annotations"
                })
            };
            match node.kind() {
                "future_import_statement" if names_annotations() => return true,
                "future_import_statement" | "comment" | ";" => {}
                "expression_statement" if node.named_child(0).is_some_and(|child| child.kind() == "string") => {}
                _ => return false,
            }
            more = self.cursor.goto_next_sibling();
        }
        false
    }

    /// `import a.b, c.d as e`
    pub(super) fn import_statement(&mut self, node: Node<'t>) {
        for (clause, field) in self.children(node) {
            if field != Some("name") {
                continue;
            }
            let alias = self.field(clause, "alias");
            let dotted = self.field(clause, "name").unwrap_or(clause);
            let path = ModulePath { level: 0, segments: self.segments(dotted) };
            let imported = if alias.is_some() { Imported::Module } else { Imported::Package };
            let first = self.children(dotted).into_iter().map(|child| child.0).find(|child| child.is_named());
            if let Some(binding) = alias.or(first) {
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
                let children = self.children(node);
                let future = children.iter().find(|(child, _)| child.kind() == "__future__");
                let segments = future.map(|(child, _)| (child.start_byte() as u32, Name::new("__future__")));
                ModulePath { level: 0, segments: segments.into_iter().collect() }
            }
        };
        for (clause, field) in self.children(node) {
            if clause.kind() == "wildcard_import" {
                self.check_star(clause);
                self.facts.typing.note_star();
                let import = Import {
                    path: path.clone(),
                    imported: Imported::Star,
                    binding: clause.start_byte() as u32,
                    variable: None,
                };
                self.facts.imports.push(import);
            } else if field == Some("name") {
                let name = self.field(clause, "name").unwrap_or(clause);
                let imported = Imported::Name(name.start_byte() as u32, self.facts.intern(self.span(name)));
                self.import(self.field(clause, "alias").unwrap_or(name), path.clone(), imported);
            }
        }
    }

    fn import(&mut self, binding: Node<'t>, path: ModulePath, imported: Imported) {
        if binding.is_missing() || binding.byte_range().is_empty() {
            return;
        }
        let import = Import { path, imported, binding: binding.start_byte() as u32, variable: None };
        self.facts.typing.note(self.source(binding), &import.path, import.imported);
        self.facts.imports.push(import);
        self.bind(binding, BindingKind::Import(self.facts.imports.len() as u32 - 1));
    }

    fn module_path(&mut self, module: Node<'t>) -> ModulePath {
        if module.kind() != "relative_import" {
            return ModulePath { level: 0, segments: self.segments(module) };
        }
        let mut path = ModulePath { level: 0, segments: Box::default() };
        for (part, _) in self.children(module) {
            match part.kind() {
                "import_prefix" => path.level = self.source(part).bytes().filter(|&b| b == b'.').count() as u32,
                "dotted_name" => path.segments = self.segments(part),
                _ => {}
            }
        }
        path
    }

    fn segments(&mut self, dotted: Node<'t>) -> Box<[(u32, Name)]> {
        let parts = self.children(dotted);
        let names = parts.iter().map(|part| part.0).filter(|part| part.kind() == "identifier" && !part.is_missing());
        names.map(|name| (name.start_byte() as u32, self.facts.intern(self.span(name)))).collect()
    }
}
