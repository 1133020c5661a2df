//! In an import statement: the modules of a package, the names of a module.

use super::{Here, Item, Rank};
use crate::ide::tokens::{self, TokenType};
use crate::link::{self, Entity};
use crate::name::Name;
use crate::scope::{Import, Imported, ModulePath};
use crate::store::ModuleFiles;

/// The modules behind the first segments of a path.
pub(super) fn modules(here: &Here<'_>, path: &ModulePath, segments: usize, items: &mut Vec<Item>) {
    let package = here.snap.module(here.file, path, segments).filter(|_| segments > 0 || path.level > 0);
    for name in here.snap.module_names(here.file, path, segments) {
        let found = package.as_ref().and_then(|package| here.snap.submodule(package, Name::existing(&name)?));
        items.push(module(here, name, found.as_deref()));
    }
}

/// The names that can be imported from a module, without those that the statement imports already.
pub(super) fn exports(here: &Here<'_>, path: &ModulePath, items: &mut Vec<Item>) {
    let Some(module) = here.snap.module(here.file, path, path.segments.len()) else { return };
    let start = path.segments.first().map(|segment| segment.0);
    let same = here
        .graph()
        .imports()
        .iter()
        .filter(|import| start.is_some() && import.path.segments.first().map(|segment| segment.0) == start);
    let taken: Vec<&str> = same
        .filter_map(|import| match import.imported {
            Imported::Name(at, name) if at != here.start => Some(name.text()),
            _ => None,
        })
        .collect();
    let mut offered = Vec::new();
    of_module(here, &module, &mut offered);
    items.extend(offered.into_iter().filter(|item| !taken.contains(&&*item.label)));
}

/// What a module offers: what it binds itself first, then its modules, then what it has imported.
pub(super) fn of_module(here: &Here<'_>, module: &ModuleFiles, items: &mut Vec<Item>) {
    let first = items.len();
    for (name, variable) in link::exported(here.snap, module) {
        let Some(graph) = here.snap.graph(variable.file) else { continue };
        let is_imported = graph.is_imported(variable.symbol) && !graph.is_defined(variable.symbol);
        let entity = link::origins(here.snap, Entity::Variable(variable)).into_iter().next();
        let kind = match &entity {
            Some(Entity::Module(_)) => Some(TokenType::Namespace),
            Some(Entity::Variable(origin)) => tokens::type_of(here.snap, *origin),
            Some(Entity::Either(_)) | None => None,
        };
        let is_module = |import: &Import| matches!(import.imported, Imported::Package | Imported::Module);
        let is_module = is_imported && graph.imports_of(variable.symbol).all(is_module);
        let kind = if is_module { Some(TokenType::Namespace) } else { kind };
        let rank = match name.text() {
            text if text.starts_with('_') => Rank::Private,
            _ if is_imported => Rank::Block(2),
            _ => Rank::Block(0),
        };
        let note = if is_imported { "imported there" } else { "global there" };
        items.push(Item {
            label: name.text().to_owned(),
            kind: Some(kind.unwrap_or(TokenType::Variable)),
            note: note.to_owned(),
            rank,
            origin: here.binding(variable),
            edits: Vec::new(),
        });
    }
    let modules = crate::store::modules_in(module.folders());
    for name in modules {
        if !items[first..].iter().any(|item| item.label == name) {
            let found = Name::existing(&name).and_then(|name| here.snap.submodule(module, name));
            items.push(self::module(here, name, found.as_deref()));
        }
    }
}

fn module(here: &Here<'_>, name: String, files: Option<&ModuleFiles>) -> Item {
    let origin = files.and_then(|files| here.origin(&Entity::Module(std::sync::Arc::new(files.clone()))));
    let rank = if name.starts_with('_') { Rank::Private } else { Rank::Block(1) };
    let note = "module".to_owned();
    Item { label: name, kind: Some(TokenType::Namespace), note, rank, origin, edits: Vec::new() }
}
