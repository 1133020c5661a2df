//! What a module offers under a name: what it binds, what its star imports bring, its submodules.

use rustc_hash::FxHashSet;

use super::{Entity, Variable};
use crate::name::Name;
use crate::scope::{Exports, Graph, Import, Imported, Occurrence, Role};
use crate::store::{FileId, ModuleFiles, Snapshot};

/// The attribute of a module with this name, as `from module import name` finds it: first what the module binds, then what its
/// star imports bring, then its submodules. Of a source and its stub, the source is asked first; what a standard module makes as it runs, such as
/// `re.I`, its description has.
pub fn lookup(snap: &Snapshot, module: &ModuleFiles, name: Name) -> Option<Entity> {
    lookup_from(snap, module, name, &mut FxHashSet::default())
}

fn lookup_from(snap: &Snapshot, module: &ModuleFiles, name: Name, visited: &mut FxHashSet<FileId>) -> Option<Entity> {
    let files = || module.source.into_iter().chain(module.stub);
    let own = files().find_map(|file| {
        let symbol = snap.graph(file).and_then(|graph| graph.global(name).filter(|&symbol| graph.is_bound(symbol)))?;
        Some(Entity::Variable(Variable { file, symbol }))
    });
    let brought = || {
        files().find_map(|file| {
            let graph = snap.graph(file).filter(|_| visited.insert(file))?;
            from_stars(snap, file, &graph, name, visited)
        })
    };
    let submodule = || snap.submodule(module, name).map(Entity::Module);
    if let Some(own) = own.as_ref().filter(|own| imports_below(snap, module, own))
        && let Some(submodule) = submodule()
    {
        return Some(Entity::Either([submodule, own.clone()].into()));
    }
    own.or_else(brought).or_else(submodule).or_else(|| described(snap, module, name))
}

/// Whether a package imports what may be its submodule under the name of one of its variables, `import package.name`: that binds the name, too.
fn imports_below(snap: &Snapshot, package: &ModuleFiles, own: &Entity) -> bool {
    let variable = own.variable().filter(|_| !package.folders().is_empty());
    let of = variable.and_then(|variable| Some((snap.graph(variable.file)?, variable.symbol)));
    of.is_some_and(|(graph, symbol)| {
        let is_it = |import: &Import| {
            let [.., (_, of), (_, last)] = *import.path.segments else { return false };
            let is_here = || package.folders().first().is_some_and(|folder| folder.ends_with(of.text()));
            import.path.level == 0 && import.imported == Imported::Package && last == graph.name(symbol) && is_here()
        };
        graph.is_defined(symbol) && graph.only_definition(symbol).is_none() && graph.imports().iter().any(is_it)
    })
}

/// What the description of a standard module that has no stub of its own has under a name.
pub(super) fn described(snap: &Snapshot, module: &ModuleFiles, name: Name) -> Option<Entity> {
    let file = snap.described(module.source?).filter(|_| module.stub.is_none())?;
    let symbol = snap.graph(file)?.global(name)?;
    Some(Entity::Variable(Variable { file, symbol }))
}

/// What a file's star imports bring under a name, whatever the file itself binds.
pub fn brings(snap: &Snapshot, file: FileId, graph: &Graph, name: Name) -> Option<Entity> {
    from_stars(snap, file, graph, name, &mut FxHashSet::default())
}

/// What a file's star imports bring under a name: the last that has it; and those before it, as long as each may not run.
pub(super) fn from_stars(
    snap: &Snapshot,
    file: FileId,
    graph: &Graph,
    name: Name,
    visited: &mut FxHashSet<FileId>,
) -> Option<Entity> {
    let stars = graph.imports().iter().rev().filter(|import| import.imported == Imported::Star);
    let mut found: Vec<Entity> = Vec::new();
    for import in stars {
        let Some(module) = snap.module(file, &import.path, import.path.segments.len()) else { continue };
        let Some(origin) = module.file().and_then(|file| snap.graph(file)) else { continue };
        if !is_public(&origin, name) {
            continue;
        }
        let brought = lookup_from(snap, &module, name, visited);
        let is_sure = brought.is_some() && !import.is_conditional;
        found.extend(brought.filter(|brought| !found.contains(brought)));
        if is_sure {
            break;
        }
    }
    match found.len() {
        0 | 1 => found.pop(),
        _ => Some(Entity::Either(found.into())),
    }
}

/// Whether all names that a file's star imports bring can be read off: their modules are found, and so are those that these take names from by
/// star; none of them makes names that its text doesn't show.
pub fn stars_are_known(snap: &Snapshot, file: FileId) -> bool {
    behind_stars(snap, file).is_some()
}

/// The files that a file's star imports take names from, and that these take them from; `None` where not all names can be read off.
pub fn behind_stars(snap: &Snapshot, file: FileId) -> Option<FxHashSet<FileId>> {
    let (mut pending, mut visited) = (vec![file], FxHashSet::default());
    while let Some(file) = pending.pop() {
        for import in snap.graph(file)?.imports().iter().filter(|import| import.imported == Imported::Star) {
            let origin = snap.module(file, &import.path, import.path.segments.len())?.file()?;
            if !shows_its_names(snap, origin) {
                return None;
            }
            if visited.insert(origin) {
                pending.push(origin);
            }
        }
    }
    Some(visited)
}

/// Whether a file's text shows all names that it makes. `@global_enum` makes some of an enumeration's members.
fn shows_its_names(snap: &Snapshot, file: FileId) -> bool {
    let mentions = |graph: &Graph, name| Name::existing(name).is_some_and(|name| graph.mentions(name));
    let hides = |graph: &Graph| graph.may_offer_any_name() || mentions(graph, "global_enum");
    snap.graph(file).is_some_and(|graph| !hides(&graph)) && !snap.is_incomplete_stub(file)
}

/// Whether all names of a module can be read off. What we describe ourselves has the names of one platform.
pub fn names_are_known(snap: &Snapshot, module: &ModuleFiles) -> bool {
    let is_known = |file: FileId| {
        let behind = behind_stars(snap, file).filter(|_| shows_its_names(snap, file));
        behind.is_some_and(|behind| behind.into_iter().chain([file]).all(|file| !snap.is_stub_of_ours(file)))
    };
    module.file().is_some() && module.source.into_iter().chain(module.stub).all(is_known)
}

/// Whether `from module import *` brings a name that the module has: `__all__` decides, else a leading underscore
/// (reference, section 7.11). Of an `__all__` that can't be read off, what is visible decides.
pub fn is_public(graph: &Graph, name: Name) -> bool {
    let listed = || {
        let named = |o: &Occurrence| matches!(o.role, Role::Export | Role::Unexport) && graph.name(o.symbol) == name;
        graph.occurrences().rev().find(named).is_some_and(|last| last.role == Role::Export)
    };
    let plain = !name.text().starts_with('_');
    match graph.exports() {
        Exports::Implicit => plain,
        Exports::Listed => listed(),
        Exports::Computed => plain || listed(),
    }
}
