//! What names mean across files: imports followed, members looked up, the same variable recognised from everywhere.
//!
//! The trick: nothing outlives a request. A question walks from graph to graph, an import at a time; each step is a look-up in a sorted
//! table, chains are short, and what has been visited cuts cycles. What questions of one request ask again is in [`found`].
//!
//! **Invariant:** all that is answered with [`Trust::Proof`] follows from the rules of the language over the files at hand; what goes beyond is
//! asked for by [`Trust::Belief`].

mod arguments;
mod by_name;
mod calls;
mod classes;
mod containers;
mod decorated;
mod documented;
mod enumerations;
mod exports;
mod families;
mod fields;
mod fixtures;
mod forms;
mod found;
mod given;
mod handed;
mod keywords;
mod listing;
mod members;
mod outer;
mod overloads;
mod passed;
mod reached;
mod steps;
mod walk;

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::name::Name;
use crate::scope::{self, BindingKind, BlockId, Graph, Import, Imported, Member, Occurrence, Role, SymbolId, Token};
use crate::store::{FileId, ModuleFiles, Snapshot};
use members::{Asker, Value};
use walk::Walk;

pub use calls::place as place_of;
pub use classes::{Bases, Class, is_built_in_exception, is_exception, known_bases as bases};
pub use exports::{behind_stars, brings, is_public, lookup, names_are_known, stars_are_known};
pub use families::{Family, Tree};
pub use fields::{
    OF_NAMED_TUPLES, class_made, classes_with_fields, field, field_of_key, fields_of_keys, maker, name_of, takes_fields,
};
pub use fixtures::is_fixture;
pub use forms::{Field, fields_before, fields_behind, fields_called};
pub use handed::{handed_on, taken_by_rest, unpacked};
pub use keywords::{called, told_beside};
pub use listing::{
    Attribute, Holder, attribute_of, attributes, brought_by_stars, class_of, exported, holders, holders_of,
};
pub use outer::{Outer, Reads};

/// A variable of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Variable {
    /// The file.
    pub file: FileId,
    /// A symbol that means itself.
    pub symbol: SymbolId,
}

/// What a token means.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Entity {
    /// A variable.
    Variable(Variable),
    /// A module or package.
    Module(Arc<ModuleFiles>),
    /// One of these, as the program runs: what star imports bring of which not all run.
    Either(Arc<[Entity]>),
}

impl Entity {
    /// The variable, if it is one.
    pub fn variable(&self) -> Option<Variable> {
        match self {
            Entity::Variable(variable) => Some(*variable),
            Entity::Module(_) | Entity::Either(_) => None,
        }
    }
}

/// What a token of a file means, before imports are followed: for a name that only a star import can bring, the variable that it
/// brings; `None` where it can't be known. How much is believed counts for names behind dots and keywords at calls alone.
pub fn meaning(snap: &Snapshot, file: FileId, token: &Token, trust: Trust) -> Option<Entity> {
    let graph = snap.graph(file)?;
    match *token {
        Token::Occurrence(occurrence) => {
            let listed = occurrence.role == Role::Export && !graph.is_bound(graph.variable(occurrence.symbol));
            let submodule = || snap.submodule(&*snap.module_of(file)?, graph.name(occurrence.symbol));
            if let Some(module) = listed.then(submodule).flatten() {
                return Some(Entity::Module(module));
            }
            if let Some(outer) = Outer::new(snap, file, &graph).meaning(&occurrence) {
                return Some(outer);
            }
            let found = of_symbol(snap, file, &graph, occurrence.symbol);
            // An entry of `__all__` is a name of the module itself, and no built-in.
            let variable = Variable { file, symbol: graph.variable(occurrence.symbol) };
            Some(if listed && is_builtin(snap, &found) { Entity::Variable(variable) } else { found })
        }
        Token::Member(member) => Members::new(snap, file, &graph, trust).meaning(&member),
        Token::Label(label) => keywords::parameter(snap, file, &graph, &label, trust),
        Token::Imported(number) => target(snap, file, graph.imports().get(number as usize)?),
        Token::Segment(number, segment) => {
            let path = &graph.imports().get(number as usize)?.path;
            snap.module(file, path, segment as usize + 1).map(Entity::Module)
        }
    }
}

/// What a symbol of a file means: its variable, or the one that a star import brings for it.
pub fn of_symbol(snap: &Snapshot, file: FileId, graph: &Graph, symbol: SymbolId) -> Entity {
    let symbol = graph.variable(symbol);
    let variable = Entity::Variable(Variable { file, symbol });
    if graph.is_bound(symbol) {
        return variable;
    }
    let name = graph.name(symbol);
    let brought = exports::from_stars(snap, file, graph, name, &mut FxHashSet::default());
    brought.or_else(|| builtin(snap, file, graph, symbol).map(Entity::Variable)).unwrap_or(variable)
}

/// The variable of the module `builtins` that a name means which nothing else binds.
fn builtin(snap: &Snapshot, file: FileId, graph: &Graph, symbol: SymbolId) -> Option<Variable> {
    let name = graph.name(symbol);
    if graph.block_of(symbol) != BlockId(0) || !scope::is_builtin(name, snap.python_for(file)) {
        return None;
    }
    let builtins = snap.builtins(file)?.file()?;
    let symbol = snap.graph(builtins)?.global(name)?;
    let variable = Variable { file: builtins, symbol };
    (builtins != file && snap.graph(builtins)?.is_bound(symbol)).then_some(variable)
}

/// Whether an entity is a name of the module `builtins`.
pub fn is_builtin(snap: &Snapshot, entity: &Entity) -> bool {
    entity.variable().is_some_and(|variable| snap.is_builtins(variable.file))
}

/// How far a question about a member may go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Trust {
    /// As far as names prove it.
    #[default]
    Proof,
    /// As far as annotations, and what is assigned elsewhere, are to be believed: nothing makes them true, but people write them so.
    Belief,
}

/// What the occurrence or member that starts at an offset means.
fn of_start(snap: &Snapshot, file: FileId, graph: &Graph, start: u32, walk: &mut Walk) -> Option<Entity> {
    entity(members::value(snap, file, graph, start, &mut members::Known::default(), walk)?)
}

fn entity(value: Value) -> Option<Entity> {
    match value {
        Value::Entity(entity, _) => Some(entity),
        Value::Instance(_) | Value::Super(_) => None,
    }
}

/// What an import of a file takes: a module, or a name of one; `None` where it can't be found.
pub fn target(snap: &Snapshot, file: FileId, import: &Import) -> Option<Entity> {
    let path = &import.path;
    match import.imported {
        Imported::Package => snap.module(file, path, 1.min(path.segments.len())).map(Entity::Module),
        Imported::Module => snap.module(file, path, path.segments.len()).map(Entity::Module),
        Imported::Name(_, name) => {
            let module = snap.module(file, path, path.segments.len())?;
            let found = lookup(snap, &module, name);
            // A standard module that doesn't bind the name itself may have it from this very stub: `posix` says of most that they are those of `os`.
            let is_own = found.as_ref().and_then(Entity::variable).is_some_and(|own| module.source == Some(own.file));
            let said = if is_own || !snap.is_stub(file) { None } else { exports::described(snap, &module, name) };
            said.or(found)
        }
        Imported::Star => None,
    }
}

/// Whether the import binds its target under the target's own name; `import a.b` binds `a`, which is the package's own.
fn keeps_name(graph: &Graph, import: &Import) -> bool {
    let bound = import.variable.map(|variable| graph.name(variable));
    match import.imported {
        Imported::Name(_, name) => bound == Some(name),
        Imported::Package => true,
        Imported::Module => import.path.segments.len() == 1 && bound == Some(import.path.segments[0].1),
        Imported::Star => false,
    }
}

/// Where an entity comes from: imports followed to their ends, through aliases too. A variable that more than imports bind is an
/// origin of its own beside theirs; so is one whose import can't be found.
pub fn origins(snap: &Snapshot, entity: Entity) -> Vec<Entity> {
    follow(snap, entity, |_, _| true)
}

/// [`origins`], as far as the name stays the same: the entities that are one variable to a person who renames it.
pub fn namesakes(snap: &Snapshot, entity: Entity) -> Vec<Entity> {
    follow(snap, entity, keeps_name)
}

fn follow(snap: &Snapshot, entity: Entity, through: impl Fn(&Graph, &Import) -> bool) -> Vec<Entity> {
    let (mut ends, mut pending, mut visited) = (Vec::new(), VecDeque::from([entity.clone()]), FxHashSet::default());
    let mut last = None;
    while let Some(entity) = pending.pop_front() {
        if !visited.insert(entity.clone()) {
            continue;
        }
        let variable = match entity {
            Entity::Variable(variable) => variable,
            Entity::Module(_) => {
                ends.push(entity);
                continue;
            }
            Entity::Either(entities) => {
                pending.extend(entities.iter().cloned());
                continue;
            }
        };
        last = Some(variable);
        let next = next_steps(snap, variable, &through);
        if next.is_empty() {
            let source = source_of_stub(snap, variable);
            let is_imported = |source: &Variable| snap.graph(source.file).is_some_and(|g| g.is_imported(source.symbol));
            let made = || told_of(snap, variable).filter(is_imported).filter(|_| is_made_later(snap, variable));
            match source.filter(is_imported).or_else(made) {
                // What a stub defines, its source may import; and what the source makes as it is asked for, its stub may import.
                Some(other) => pending.push_back(Entity::Variable(other)),
                None => ends.push(Entity::Variable(source.unwrap_or(variable))),
            }
        }
        for step in next {
            match step {
                Some(target) => pending.push_back(target),
                None => ends.push(Entity::Variable(variable)),
            }
        }
    }
    ends.dedup();
    if ends.is_empty() {
        ends.push(end_of_circle(snap, last, &through).map_or(entity, Entity::Variable));
    }
    ends
}

/// Whether only functions of a library's module bind one of its variables.
fn is_made_later(snap: &Snapshot, variable: Variable) -> bool {
    let graph = snap.graph(variable.file).filter(|_| snap.is_library(variable.file));
    graph.is_some_and(|graph| {
        let is_global =
            graph.block_of(variable.symbol) == BlockId(0) && graph.only_definition(variable.symbol).is_none();
        let mut bound = graph.occurrences_of(variable.symbol).filter(|token| token.role == Role::Bind).peekable();
        is_global && bound.peek().is_some() && bound.all(|token| graph.block_of(token.symbol) != BlockId(0))
    })
}

/// What stands for the variables that modules import from each other in a circle, given one of them: what a stub beside says of it, such as of `ref` in
/// `weakref`, which has it from `_weakref`, whose stub has it from `weakref`; else one of them, outside the workspace if any is.
fn end_of_circle(
    snap: &Snapshot,
    one: Option<Variable>,
    through: impl Fn(&Graph, &Import) -> bool,
) -> Option<Variable> {
    let (mut circle, mut pending) = (FxHashSet::default(), VecDeque::from_iter(one));
    while let Some(variable) = pending.pop_front() {
        if circle.insert(variable) {
            let next = next_steps(snap, variable, &through).into_iter().flatten();
            pending.extend(next.filter_map(|step| step.variable()));
        }
    }
    let told = circle.iter().filter_map(|&variable| told_of(snap, variable)).min();
    told.or_else(|| circle.into_iter().min_by_key(|&variable| (snap.is_ours(variable.file), variable)))
}

/// The targets of a variable's imports; `None` among them stands for the variable itself: something else binds it, too, or an import that
/// can't be found.
fn next_steps(snap: &Snapshot, variable: Variable, through: impl Fn(&Graph, &Import) -> bool) -> Vec<Option<Entity>> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    if !graph.is_imported(variable.symbol) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    for import in graph.imports_of(variable.symbol) {
        match target(snap, variable.file, import) {
            // `from . import a` in the package itself finds only its own binding: then `a` is the submodule (reference, section 7.11).
            Some(Entity::Variable(target)) if target == variable => {
                let package = snap.module_of(variable.file);
                let submodule = package.and_then(|package| snap.submodule(&package, graph.name(variable.symbol)));
                steps.extend(submodule.map(|submodule| Some(Entity::Module(submodule))));
            }
            Some(target) => steps.push(Some(target).filter(|_| through(&graph, import))),
            None => steps.push(None),
        }
    }
    if graph.is_defined(variable.symbol) {
        steps.push(None);
    }
    steps.sort_by_key(Option::is_none);
    steps.dedup();
    steps
}

/// The variable of the source to which one of its stub corresponds: a `.py` and its `.pyi` are one module.
fn source_of_stub(snap: &Snapshot, variable: Variable) -> Option<Variable> {
    if !snap.is_stub(variable.file) {
        return None;
    }
    let graph = snap.graph(variable.file)?;
    let beside = snap.module_of(variable.file).and_then(|module| module.source);
    let source = beside.or_else(|| snap.source_described(variable.file))?;
    let symbol = mirrored(&graph, variable.symbol, &*snap.graph(source)?)?;
    Some(Variable { file: source, symbol })
}

/// Whether the variable is one of a stub, and its source has it, too.
pub fn has_source(snap: &Snapshot, variable: Variable) -> bool {
    source_of_stub(snap, variable).is_some()
}

/// The variable of a module's stub to which one of its source corresponds.
pub fn stub_of_source(snap: &Snapshot, variable: Variable) -> Option<Variable> {
    let stub = snap.module_of(variable.file)?.stub.filter(|&stub| stub != variable.file)?;
    let symbol = mirrored(&*snap.graph(variable.file)?, variable.symbol, &*snap.graph(stub)?)?;
    Some(Variable { file: stub, symbol })
}

/// The variable of the stub that says what one of a source is: the module's own stub, or that of the standard library's description.
fn told_of(snap: &Snapshot, variable: Variable) -> Option<Variable> {
    stub_of_source(snap, variable).or_else(|| {
        let stub = snap.described(variable.file)?;
        let symbol = mirrored(&*snap.graph(variable.file)?, variable.symbol, &*snap.graph(stub)?)?;
        Some(Variable { file: stub, symbol })
    })
}

/// The variable with the same place in another graph: a name of the module, or of a class with the same path of names.
fn mirrored(graph: &Graph, symbol: SymbolId, other: &Graph) -> Option<SymbolId> {
    let mut path = Vec::new();
    for block in graph.outwards(graph.block_of(symbol)).take_while(|block| block.0 != 0) {
        path.push((graph.block(block).kind, graph.block(block).name));
    }
    let mut there = BlockId(0);
    for &(kind, name) in path.iter().rev() {
        let is_it = |&block: &BlockId| {
            let found = other.block(block);
            block.0 != 0 && found.parent == there && (found.kind, found.name) == (kind, name)
        };
        there = other.blocks().find(is_it)?;
    }
    // A parameter is no variable of the body.
    let fits = |&found: &SymbolId| graph.is_parameter(symbol) == other.is_parameter(found);
    other.attribute_in(there, graph.name(symbol)).filter(fits)
}

/// Decorators that leave a function's parameters alone.
const TRANSPARENT: [&str; 8] =
    ["staticmethod", "classmethod", "property", "abstractmethod", "override", "final", "overload", "wraps"];

/// A decorator of a function that may give it other parameters.
pub fn unknown_decorator(snap: &Snapshot, (file, function): (FileId, BlockId)) -> Option<Name> {
    let graph = snap.graph(file)?;
    let is_it = |o: &Occurrence| o.role == Role::Bind && graph.binding(o) == BindingKind::Function(function);
    let name = graph.occurrences_from(graph.block(function).span.start).find(is_it)?;
    let names = graph.decorators(name.span.start).filter_map(|start| graph.name_from(start));
    names.into_iter().find(|name| !TRANSPARENT.contains(&name.text()))
}

/// What stands before a member's dot.
pub fn base_of(snap: &Snapshot, file: FileId, graph: &Graph, member: &Member) -> Option<Entity> {
    of_start(snap, file, graph, member.base()?, &mut Walk::default())
}

/// Whether the variable is the first parameter of a plain or class method: the instance, or the class, that stands before the dot.
pub fn is_receiver(graph: &Graph, variable: SymbolId) -> bool {
    graph.class_of_receiver(variable).is_some()
}

/// Whether one `class` statement and nothing else binds the variable.
pub fn is_class(snap: &Snapshot, variable: Variable) -> bool {
    let definition = snap.graph(variable.file).and_then(|graph| graph.only_definition(variable.symbol));
    matches!(definition, Some(BindingKind::Class(_)))
}

/// What the members of one file mean, for many of them: a chain of dots is walked once, however many of its members are asked for.
pub struct Members<'s> {
    snap: &'s Snapshot,
    file: FileId,
    graph: &'s Graph,
    known: members::Known,
    trust: Trust,
}

impl<'s> Members<'s> {
    /// Nothing known yet.
    pub fn new(snap: &'s Snapshot, file: FileId, graph: &'s Graph, trust: Trust) -> Members<'s> {
        Members { snap, file, graph, known: members::Known::default(), trust }
    }

    fn value(&mut self, place: u32) -> Option<Value> {
        members::value(self.snap, self.file, self.graph, place, &mut self.known, &mut Walk::new(self.trust))
    }

    /// What a member means. `__class__` is the attribute of that name, although a chain goes on from what stands before it.
    pub fn meaning(&mut self, member: &Member) -> Option<Entity> {
        let value = self.value(member.start)?;
        if member.name.text() != "__class__" {
            return entity(value);
        }
        let walk = &mut Walk::new(self.trust);
        let at = Asker { snap: self.snap, file: self.file, graph: self.graph };
        let base = members::base(at, member, &mut self.known, walk)?;
        entity(members::named(at, &base, member.name, walk)?)
    }

    /// The classes of whose instances, or of which itself, the member is an attribute: one of them, as the program runs. `None` where it may be
    /// of anything else.
    pub fn classes(&mut self, member: &Member) -> Option<Vec<Class>> {
        let at = Asker { snap: self.snap, file: self.file, graph: self.graph };
        let base = members::base(at, member, &mut self.known, &mut Walk::new(self.trust))?;
        members::classes(at, &base, &Walk::new(self.trust))
    }
}
