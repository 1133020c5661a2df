//! Modules by their names: that a call imports, `importlib.import_module("a.b")`, or that is itself, `sys.modules[__name__]`.

use super::members::{Asker, Value};
use super::{Entity, origins};
use crate::name::{self, Name};
use crate::scope::ModulePath;

/// The functions that import what a string names; of the second, it is the package that the name begins with (reference of the library, `__import__`).
const IMPORTERS: [&str; 3] = ["import_module", "__import__", "importorskip"];

/// The module that a call imports whose callee ends at a place, if it is such a call.
pub(super) fn module(at: Asker<'_>, end: u32, callee: &Value) -> Option<Value> {
    let importer = at.graph.name_from(at.graph.start_of(end)?).filter(|name| IMPORTERS.contains(&name.text()))?;
    let Value::Entity(entity, _) = callee else { return None };
    let is_ours = |origin: &Entity| {
        let origin = origin.variable().filter(|origin| at.snap.is_ours(origin.file));
        origin.is_some_and(|origin| at.snap.graph(origin.file).is_some_and(|graph| graph.is_defined(origin.symbol)))
    };
    if origins(at.snap, entity.clone()).iter().any(is_ours) {
        return None;
    }
    let text = at.snap.text(at.file)?;
    let (named, rest) = string(text.get(end as usize..)?.trim_start().strip_prefix('(')?)?;
    let dotted = named.trim_start_matches('.');
    let mut path = path(dotted)?;
    let n_dots = (named.len() - dotted.len()) as u32;
    if n_dots > 0 {
        let package = rest.trim_start().strip_prefix(',')?.trim_start();
        let package = package.strip_prefix("package").map_or(package, |value| value.trim_start_matches([' ', '=']));
        match string(package) {
            Some((package, _)) => path = below(package, n_dots, path)?,
            None if package.starts_with("__package__") || package.starts_with("__name__") => path.level = n_dots,
            None => return None,
        }
    }
    let n_segments = if importer.text() == "__import__" { 1 } else { path.segments.len() };
    at.snap.module(at.file, &path, n_segments).map(|module| Value::plain(Entity::Module(module)))
}

/// Whether brackets that end at a place make `sys.modules[__name__]` of what starts at another: the module itself.
pub(super) fn is_own_module(at: Asker<'_>, end: u32, start: u32) -> bool {
    let is_of_sys = || {
        let base = at.graph.member_from(start).and_then(|member| member.base());
        base.and_then(|base| at.graph.name_from(base)).is_some_and(|name| name.text() == "sys")
    };
    let written = || at.snap.text(at.file)?.get(start as usize..end as usize).map(|text| text.replace(' ', ""));
    is_of_sys()
        && at.graph.name_from(start).is_some_and(|name| name.text() == "modules")
        && written().is_some_and(|written| written == "modules[__name__]")
}

/// The names with dots between them.
fn path(dotted: &str) -> Option<ModulePath> {
    let names = dotted.split('.');
    let segments: Option<Vec<_>> = names.map(|part| name::is_identifier(part).then(|| (0, Name::new(part)))).collect();
    Some(ModulePath { level: 0, segments: segments?.into() })
}

/// A path that is relative to a package with so many dots.
fn below(package: &str, n_dots: u32, relative: ModulePath) -> Option<ModulePath> {
    let mut segments = path(package)?.segments.to_vec();
    segments.truncate(segments.len().checked_sub(n_dots as usize - 1)?);
    segments.extend(relative.segments.iter().copied());
    Some(ModulePath { level: 0, segments: segments.into() })
}

/// What stands in the quotes that a text begins with, and what follows.
fn string(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    text[1..].split_once(quote)
}
