//! Names behind dots that a module doesn't have: `json.laods`.
//!
//! The trick: a variable that nothing but imports of one module binds is that module wherever it is used. Members are looked at in the order of the text,
//! so that of `a.b.c` it is known what `a.b` is when `c` is asked for. All excuses of imports count, and a name that the file asks for elsewhere, or
//! that every module may have, is passed over.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Diagnostic;
use super::imports::{Lacking, gives_by_keyword, shown};
use crate::link::{self, Entity, Variable};
use crate::name::Name;
use crate::scope::{Import, Imported, Member, ModulePath, SymbolId};
use crate::store::{ModuleFiles, Snapshot};

/// The attributes of modules that these don't have.
pub(super) fn missing(lacking: &mut Lacking<'_>) -> Vec<Diagnostic> {
    let (snap, graph) = (lacking.snap, lacking.graph);
    let mut bound: FxHashMap<SymbolId, Option<Rc<Module<'_>>>> = FxHashMap::default();
    // What stands before dots, by where it starts.
    let mut places: FxHashMap<u32, Rc<Module<'_>>> = FxHashMap::default();
    let (mut asked, mut found) = (None, Vec::new());
    for member in graph.members().iter().filter(|member| !member.is_target() && !member.is_undotted()) {
        let Some(base) = member.base() else { continue };
        let module = match graph.occurrence_at(base).filter(|token| token.span.start == base && token.role.reads()) {
            Some(token) => {
                let variable = graph.variable(token.symbol);
                if !graph.is_imported(variable) || graph.is_defined(variable) {
                    continue;
                }
                bound.entry(variable).or_insert_with(|| bound_to(lacking, variable)).clone()
            }
            None => places.get(&base).cloned(),
        };
        let Some(module) = module else { continue };
        let mut names = module.names.borrow_mut();
        match names.entry(member.name).or_insert_with(|| has(snap, &module, member)) {
            Has::Module(inner) => drop(places.insert(member.start, inner.clone())),
            Has::Nothing => {
                let asked = asked.get_or_insert_with(|| names_in_strings(graph.members()));
                if !asked.contains(&member.name) {
                    let token = (member.start, member.name);
                    found.extend(lacking.lacks_name(&module.shown, module.path, &module.files, token));
                }
            }
            Has::Name => {}
        }
    }
    found
}

/// A module that something before a dot is.
struct Module<'g> {
    /// As people write it.
    shown: String,
    /// The import that leads there.
    path: &'g ModulePath,
    files: Arc<ModuleFiles>,
    /// What it has under the names behind its dots.
    names: RefCell<FxHashMap<Name, Has<'g>>>,
}

impl<'g> Module<'g> {
    fn new(shown: String, path: &'g ModulePath, files: Arc<ModuleFiles>) -> Rc<Module<'g>> {
        Rc::new(Module { shown, path, files, names: RefCell::default() })
    }
}

/// What a module has under a name.
enum Has<'g> {
    Module(Rc<Module<'g>>),
    Name,
    Nothing,
}

fn has<'g>(snap: &Snapshot, module: &Module<'g>, member: &Member) -> Has<'g> {
    // A stub alone may lag behind what it describes; what begins so, all objects may have.
    let is_sure = module.files.source.is_some() && !member.name.text().starts_with("__");
    // Of most files of libraries nothing else is asked: they need not be read as programs.
    if module.files.source.is_some_and(|file| snap.is_library(file) && snap.seems_to_bind(file, member.name)) {
        return Has::Name;
    }
    match link::lookup(snap, &module.files, member.name) {
        Some(found) => {
            let inner = module_alone(snap, &module.files, member.name, found);
            let shown = || format!("{}.{}", module.shown, member.name);
            inner.map_or(Has::Name, |inner| Has::Module(Module::new(shown(), module.path, inner)))
        }
        None if is_sure => Has::Nothing,
        None => Has::Name,
    }
}

/// The one module that an attribute of a package is, given what was found for it. A variable and a module of the same name are either, as the program
/// runs; so are a module and what the package gives by a keyword.
fn module_alone(snap: &Snapshot, package: &ModuleFiles, name: Name, found: Entity) -> Option<Arc<ModuleFiles>> {
    if found.variable().is_some_and(|variable| !may_be_module(snap, variable)) {
        return None;
    }
    let [Entity::Module(module)] = &link::origins(snap, found)[..] else { return None };
    let is_it = |submodule: Arc<ModuleFiles>| submodule == *module;
    let is_alone = snap.submodule(package, name).is_none_or(is_it) && !gives_by_keyword(snap, package, name);
    is_alone.then(|| module.clone())
}

/// Whether imports alone bind a variable, each to what may be a module: to know that, no other file is read.
fn may_be_module(snap: &Snapshot, variable: Variable) -> bool {
    let Some(graph) = snap.graph(variable.file) else { return false };
    let of_package = |import: &Import, name| {
        let package = snap.module(variable.file, &import.path, import.path.segments.len());
        package.is_some_and(|package| snap.submodule(&package, name).is_some())
    };
    let is_module = |import: &Import| match import.imported {
        Imported::Package | Imported::Module => true,
        Imported::Name(_, name) => of_package(import, name),
        Imported::Star => false,
    };
    graph.is_imported(variable.symbol)
        && !graph.is_defined(variable.symbol)
        && graph.imports_of(variable.symbol).all(is_module)
}

/// The module that all imports take which bind a variable.
fn bound_to<'g>(lacking: &Lacking<'g>, variable: SymbolId) -> Option<Rc<Module<'g>>> {
    let mut taken = lacking.graph.imports_of(variable).map(|import| taken(lacking, import));
    let first = taken.next()??;
    taken.all(|other| other.is_some_and(|other| other.files == first.files)).then_some(first)
}

/// The module that an import takes.
fn taken<'g>(lacking: &Lacking<'g>, import: &'g Import) -> Option<Rc<Module<'g>>> {
    let (snap, path) = (lacking.snap, &import.path);
    let attribute = |package: &ModuleFiles, name| module_alone(snap, package, name, link::lookup(snap, package, name)?);
    let (files, shown) = match import.imported {
        Imported::Package => (snap.module(lacking.file, path, 1)?, shown(path, 1)),
        Imported::Module => {
            // The attributes of packages, as the import takes them: those may hide the modules.
            let mut files = snap.module(lacking.file, path, 1)?;
            for &(_, segment) in &path.segments[1..] {
                files = attribute(&files, segment)?;
            }
            (files, shown(path, path.segments.len()))
        }
        Imported::Name(_, name) => {
            let of = shown(path, path.segments.len());
            let dot = if of.ends_with('.') { "" } else { "." };
            (attribute(&*snap.module(lacking.file, path, path.segments.len())?, name)?, format!("{of}{dot}{name}"))
        }
        Imported::Star => return None,
    };
    Some(Module::new(shown, path, files))
}

/// The names of attributes in strings: `hasattr(a, "x")` and the like.
fn names_in_strings(members: &[Member]) -> FxHashSet<Name> {
    members.iter().filter(|member| member.is_undotted()).map(|member| member.name).collect()
}
