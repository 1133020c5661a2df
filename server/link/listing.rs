//! All the names behind a dot, where the others of this layer are asked for one.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::classes::{self, Class};
use super::given;
use super::members::{self, Asker, Known, Value};
use super::{Entity, Trust, Variable, Walk, told_of};
use crate::name::Name;
use crate::scope::{BindingKind, BlockId, Exports, Graph, Imported, Member, Role, SymbolId};
use crate::store::{FileId, ModuleFiles, Snapshot};
use crate::text::Span;

/// The names that a module binds or takes over by star, each once, in no order. Its submodules are not among them.
pub fn exported(snap: &Snapshot, module: &ModuleFiles) -> Vec<(Name, Variable)> {
    let mut listing = Listing::default();
    listing.pending.push((module.clone(), Vec::new()));
    listing.run(snap)
}

/// What star imports bring to a file.
pub fn brought_by_stars(snap: &Snapshot, file: FileId, graph: &Graph) -> Vec<(Name, Variable)> {
    let mut listing = Listing::default();
    listing.add_stars(snap, file, graph, &[]);
    listing.run(snap)
}

/// The names that modules offer, collected a module at a time.
#[derive(Default)]
struct Listing {
    /// Modules to come, each with what the stars on the way to it let through.
    pending: Vec<(ModuleFiles, Vec<Rc<Public>>)>,
    visited: FxHashSet<FileId>,
    names: FxHashSet<Name>,
    found: Vec<(Name, Variable)>,
}

impl Listing {
    fn run(mut self, snap: &Snapshot) -> Vec<(Name, Variable)> {
        while let Some((module, ways)) = self.pending.pop() {
            for file in module.source.into_iter().chain(module.stub) {
                let Some(graph) = snap.graph(file).filter(|_| self.visited.insert(file)) else { continue };
                let all = (module.stub == Some(file)).then(|| Public::of(&graph));
                let is_offered = |symbol| all.as_ref().is_none_or(|all| stub_offers(&graph, symbol, all));
                for symbol in graph.symbols_of(BlockId(0)).filter(|&symbol| graph.is_bound(symbol)) {
                    let name = graph.name(symbol);
                    if !is_offered(symbol) {
                        continue;
                    }
                    if ways.iter().all(|way| way.has(name)) && self.names.insert(name) {
                        self.found.push((name, Variable { file, symbol }));
                    }
                }
                self.add_stars(snap, file, &graph, &ways);
            }
        }
        self.found
    }

    fn add_stars(&mut self, snap: &Snapshot, file: FileId, graph: &Graph, ways: &[Rc<Public>]) {
        // Of several the last is to be looked at first: it is the last in the text.
        for import in graph.imports().iter().filter(|import| import.imported == Imported::Star) {
            let Some(module) = snap.module(file, &import.path, import.path.segments.len()) else { continue };
            let Some(origin) = module.file().and_then(|file| snap.graph(file)) else { continue };
            let ways = ways.iter().cloned().chain([Rc::new(Public::of(&origin))]).collect();
            self.pending.push(((*module).clone(), ways));
        }
    }
}

/// Whether a name of a stub is one of the module's: what it imports is there for the stub, but for `import a as a` and what `__all__` lists
/// (PEP 484).
fn stub_offers(graph: &Graph, symbol: SymbolId, all: &Public) -> bool {
    let name = graph.name(symbol);
    let is_own = !graph.is_imported(symbol) || graph.is_defined(symbol) || all.listed.contains(&name);
    is_own || graph.imports_of(symbol).any(|import| import.names_itself(name))
}

/// What [`super::is_public`] says of one name, for many names of a file.
struct Public {
    exports: Exports,
    listed: FxHashSet<Name>,
}

impl Public {
    fn of(graph: &Graph) -> Public {
        let mut listed = FxHashSet::default();
        for occurrence in graph.occurrences().filter(|_| graph.exports() != Exports::Implicit) {
            match occurrence.role {
                Role::Export => drop(listed.insert(graph.name(occurrence.symbol))),
                Role::Unexport => drop(listed.remove(&graph.name(occurrence.symbol))),
                _ => {}
            }
        }
        Public { exports: graph.exports(), listed }
    }

    fn has(&self, name: Name) -> bool {
        let plain = !name.text().starts_with('_');
        match self.exports {
            Exports::Implicit => plain,
            Exports::Listed => self.listed.contains(&name),
            Exports::Computed => plain || self.listed.contains(&name),
        }
    }
}

/// What has names behind a dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A module.
    Module(Arc<ModuleFiles>),
    /// A class itself.
    Class(Class),
    /// An instance of a class, or in a class method the class.
    Instance(Class),
}

/// What may stand before a member's dot, as far as annotations are to be believed, each once; nothing where that can't be told.
pub fn holders(snap: &Snapshot, file: FileId, graph: &Graph, member: &Member) -> Vec<Holder> {
    let walk = &mut Walk::new(Trust::Belief);
    let at = Asker { snap, file, graph };
    let mut found = Vec::new();
    if let Some(value) = members::base(at, member, &mut Known::default(), walk) {
        members::holders(at, &value, walk, &mut found);
    }
    found
}

/// What an entity that a file mentions is, or an instance of which: where names behind its dot are looked for, as far as annotations are to be
/// believed.
pub fn holders_of(snap: &Snapshot, file: FileId, entity: Entity) -> Vec<Holder> {
    let mut found = Vec::new();
    if let Some(graph) = snap.graph(file) {
        let at = Asker { snap, file, graph: &graph };
        members::holders(at, &Value::plain(entity), &Walk::new(Trust::Belief), &mut found);
    }
    found
}

/// The attribute that an expression has under a name, of what annotations are believed to say that it is; the place is one as in
/// [`crate::scope::Member::base`].
pub fn attribute_of(snap: &Snapshot, file: FileId, graph: &Graph, place: u32, name: Name) -> Option<Variable> {
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    let value = members::value(snap, file, graph, place, &mut Known::default(), walk);
    let value = given::narrowed(at, place, value, walk)?;
    match members::named(at, &value, name, walk)? {
        Value::Entity(entity, _) => entity.variable(),
        Value::Instance(_) | Value::Super(_) => None,
    }
}

/// An attribute of a class or of its instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, as the compiler stores it.
    pub name: Name,
    /// The variable of the class's body; `None` for what methods assign to their instance.
    pub variable: Option<Variable>,
    /// The class that has it.
    pub class: Class,
    /// Where a method first assigns it.
    pub assigned: Option<Span>,
}

/// The attributes of a class, those of its bases behind its own, each once; with what methods assign to `self`.
pub fn attributes(snap: &Snapshot, class: Class) -> Vec<Attribute> {
    let (mut found, mut names) = (Vec::new(), FxHashSet::default());
    for class @ (file, block) in classes::linearized(snap, class, &Walk::new(Trust::Belief)) {
        let Some(graph) = snap.graph(file) else { continue };
        for symbol in graph.symbols_of(block) {
            let name = graph.name(symbol);
            let is_own = graph.attribute_in(block, name) == Some(symbol);
            if is_own && !graph.is_of_instances(symbol) && names.insert(name) {
                let variable = Some(Variable { file, symbol });
                found.push(Attribute { name, variable, class, assigned: None });
            }
        }
        for member in graph.members().iter().filter(|member| member.is_target()) {
            if graph.receiver_of(member) == Some(block) && names.insert(graph.stored_name(member)) {
                let name = graph.stored_name(member);
                found.push(Attribute {
                    name,
                    variable: None,
                    class,
                    assigned: Some(graph.span(member.start, member.name)),
                });
            }
        }
    }
    found
}

/// The class that an entity is; `None` where it is none, or not known. Of a library's variable that is a class by its stub alone, the stub's; of those
/// that a stub has for different versions, the first.
pub fn class_of(snap: &Snapshot, entity: &Entity) -> Option<Class> {
    let variable = entity.variable()?;
    let graph = snap.graph(variable.file)?;
    if graph.is_class_cell(variable.symbol) {
        return Some((variable.file, graph.block_of(variable.symbol)));
    }
    let class = |variable: Variable, graph: &Graph| match graph.only_definition(variable.symbol) {
        Some(BindingKind::Class(block)) => Some((variable.file, block)),
        Some(_) => None,
        None => {
            let is_of_stub = snap.is_stub(variable.file) && !snap.is_ours(variable.file);
            let is_told = is_of_stub && graph.is_defined(variable.symbol) && !graph.is_imported(variable.symbol);
            let first = if is_told { graph.classes_of(variable.symbol).next() } else { None };
            first.map(|block| (variable.file, block))
        }
    };
    class(variable, &graph).or_else(|| {
        let stub = told_of(snap, variable).filter(|stub| !snap.is_ours(stub.file))?;
        class(stub, &*snap.graph(stub.file)?)
    })
}
