//! Keywords at calls: the parameters that they name, or the fields.

use super::classes::{self, Class};
use super::handed::{handed_on, keyword_rest, unpacked};
use super::members::{self, Asker, Known, Value};
use super::{Entity, Trust, Variable, Walk, fields, given, origins, steps, stub_of_source, told_of};
use crate::name::Name;
use crate::scope::{BindingKind, BlockId, By, Graph, Label};
use crate::store::{FileId, Snapshot};

/// The parameter that a keyword at a call names, or the field; of overloads, each that has one.
pub(super) fn parameter(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Option<Entity> {
    parameter_in(Asker { snap, file, graph }, label, &mut Walk::new(trust))
}

pub(super) fn parameter_in(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Option<Entity> {
    // What begins here has not begun for what is asked then.
    if let Some((_, field)) = fields::field_in(at, label, &mut walk.beyond(None)) {
        return Some(Entity::Variable(field));
    }
    let (snap, functions) = (at.snap, called_in(at, label, walk));
    if walk.trust == Trust::Proof && functions.len() > 1 {
        return None;
    }
    let named = |&(file, function): &(FileId, BlockId)| {
        let graph = snap.graph(file)?;
        let symbol = graph.symbol_in(function, label.name).filter(|&symbol| graph.is_keyword_parameter(symbol))?;
        Some(Entity::Variable(Variable { file, symbol }))
    };
    let mut found: Vec<Entity> = functions.iter().filter_map(named).collect();
    if found.is_empty() && walk.trust == Trust::Belief {
        // What a source takes as `**kwargs` its stub may name.
        let told = |&function: &_| told(snap, function).into_iter().chain(told_beside(snap, function));
        let told: Vec<(FileId, BlockId)> = functions.iter().flat_map(told).collect();
        found = told.iter().filter_map(named).collect();
        if found.is_empty() {
            let behind = |function| {
                let handed = handed_on(snap, function).iter().find_map(named);
                let field = |class| classes::in_class(snap, class, label.name, &mut Walk::default());
                handed.or_else(|| unpacked(snap, function).into_iter().find_map(field).map(Entity::Variable))
            };
            let found_behind = functions.iter().chain(&told).find_map(|&function| behind(function));
            found.extend(found_behind.or_else(|| field_taken(at, label, &functions, walk)));
        }
    }
    if found.len() > 1 { Some(Entity::Either(found.into())) } else { found.into_iter().next() }
}

/// The attribute of a class that a keyword at a call of it names: a constructor that takes all keywords mostly sets these, and so does one that is
/// nowhere to be seen.
fn field_taken(at: Asker<'_>, label: &Label, constructors: &[(FileId, BlockId)], walk: &mut Walk) -> Option<Entity> {
    let takes_all = |&(file, function): &(FileId, BlockId)| {
        at.snap.graph(file).is_some_and(|graph| keyword_rest(&graph, function).is_some())
    };
    if !constructors.is_empty() && !constructors.iter().any(takes_all) {
        return None;
    }
    let class = fields::class_called(at, label, walk)?;
    let field = classes::in_class(at.snap, class, label.name, &mut Walk::new(Trust::Belief))?;
    let is_method = at.snap.graph(field.file)?.functions_of(field.symbol).next().is_some();
    (!is_method).then_some(Entity::Variable(field))
}

/// The functions of a stub by which it says what one of a library's sources is.
fn told(snap: &Snapshot, (file, function): (FileId, BlockId)) -> Vec<(FileId, BlockId)> {
    let symbol = snap.graph(file).filter(|_| snap.is_library(file)).and_then(|graph| {
        let block = graph.block(function);
        graph.attribute_in(block.parent, block.name)
    });
    let told = symbol.and_then(|symbol| told_of(snap, Variable { file, symbol }));
    told.map_or(Vec::new(), |told| defined(snap, told, Trust::Belief))
}

/// The functions of the stub beside a source that say what one of the source takes.
pub fn told_beside(snap: &Snapshot, (file, function): (FileId, BlockId)) -> Vec<(FileId, BlockId)> {
    let symbol = snap.graph(file).and_then(|graph| {
        let block = graph.block(function);
        graph.attribute_in(block.parent, block.name)
    });
    let told = symbol.and_then(|symbol| stub_of_source(snap, Variable { file, symbol }));
    told.map_or(Vec::new(), |told| defined(snap, told, Trust::Belief))
}

/// What a call with a keyword calls; where belief is enough, of `functools.partial(f, x=…)` it is `f`.
pub(super) fn callee(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Option<Value> {
    let Asker { snap, file, graph } = at;
    let name = graph.name_from(label.callee).map_or("", |name| name.text());
    let end = label.callee + name.len() as u32;
    let handed = graph.only_knot(end).filter(|_| name == "partial" && walk.trust == Trust::Belief);
    let place = match handed {
        Some(given) if given.by == By::Value && steps::is_of_library(at, end, walk) => given.place,
        _ => label.callee,
    };
    members::value(snap, file, graph, place, &mut Known::default(), walk)
}

/// The functions of which a call with a keyword runs one: of a class its `__init__`. Where belief is enough, also what the callee is given, the
/// `__call__` of an instance, and each of the functions with the same name, overloads among them, the last first.
pub fn called(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Vec<(FileId, BlockId)> {
    called_in(Asker { snap, file, graph }, label, &mut Walk::new(trust))
}

pub(super) fn called_in(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Vec<(FileId, BlockId)> {
    if let Some(class) = fields::class_headed(at.graph, label) {
        let maker = maker_below(at.snap, (at.file, class), walk);
        return maker.map_or(Vec::new(), |maker| defined(at.snap, maker, walk.trust));
    }
    let callee = callee(at, label, walk);
    callee.map_or(Vec::new(), |callee| functions(at, &callee, walk))
}

pub(super) fn functions(at: Asker<'_>, callee: &Value, walk: &mut Walk) -> Vec<(FileId, BlockId)> {
    let (entity, seen) = match callee {
        Value::Entity(entity, seen) => (entity, seen),
        Value::Instance(instances) if walk.trust == Trust::Belief => {
            let mut calls = instances
                .iter()
                .filter_map(|instance| classes::in_class(at.snap, instance.class, Name::new("__call__"), walk));
            return calls.next().map_or(Vec::new(), |call| defined(at.snap, call, walk.trust));
        }
        Value::Instance(_) | Value::Super(_) => return Vec::new(),
    };
    // `cls` may be a class below, with a constructor of its own.
    let of_own_class = || members::class_called(at, callee).filter(|_| walk.trust == Trust::Belief);
    if let Some(class) = of_own_class() {
        return constructors(at.snap, class, walk);
    }
    let origins = given::variables(&origins(at.snap, entity.clone()));
    let mut found = Vec::new();
    for &origin in &origins {
        if walk.trust == Trust::Belief && is_property(at.snap, origin) {
            continue;
        }
        let classes = classes::each_of(at.snap, &Entity::Variable(origin), walk.trust);
        match classes.is_empty() {
            true => found.extend(defined(at.snap, origin, walk.trust)),
            false => found.extend(classes.into_iter().flat_map(|class| constructors(at.snap, class, walk))),
        }
    }
    if found.is_empty() {
        let given = given::values(at.snap, &origins, seen, walk);
        found = given.iter().flat_map(|value| functions(at, value, &mut walk.beyond(origins.first()))).collect();
    }
    found
}

/// Whether what is called is what a property gives, and not its function.
fn is_property(snap: &Snapshot, variable: Variable) -> bool {
    snap.graph(variable.file).is_some_and(|graph| {
        let mut functions = graph.functions_of(variable.symbol);
        functions.any(|(name, _)| given::is_property(&graph, name))
    })
}

/// What gets the keywords in a class's header: the `__init_subclass__` of its bases, or the `__new__` of its metaclass (reference, section 3.3.3).
fn maker_below(snap: &Snapshot, class: Class, walk: &mut Walk) -> Option<Variable> {
    let bases = classes::linearized(snap, class, walk).into_iter().skip(1);
    let mut bases = bases.filter(|base| !snap.is_builtins(base.0));
    let subclassed = bases.find_map(|base| classes::own(snap, base, Name::new("__init_subclass__")));
    subclassed.or_else(|| members::in_metaclass(snap, class, Name::new("__new__"), walk))
}

/// The functions that a call of a class gives its arguments to.
pub(super) fn constructors(snap: &Snapshot, class: Class, walk: &mut Walk) -> Vec<(FileId, BlockId)> {
    constructor(snap, class, walk).map_or(Vec::new(), |function| defined(snap, function, walk.trust))
}

/// What a call of a class gives its arguments to.
fn constructor(snap: &Snapshot, class: Class, walk: &mut Walk) -> Option<Variable> {
    let init = classes::in_class(snap, class, Name::new("__init__"), walk);
    match walk.trust {
        Trust::Proof => init,
        Trust::Belief => init.or_else(|| classes::in_class(snap, class, Name::new("__new__"), walk)),
    }
}

/// The functions that a variable is bound to: the only one, or, where belief is enough, all of them, the last first.
pub(super) fn defined(snap: &Snapshot, variable: Variable, trust: Trust) -> Vec<(FileId, BlockId)> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let blocks: Vec<BlockId> = match (graph.only_definition(variable.symbol), trust) {
        (Some(BindingKind::Function(block)), _) => vec![block],
        (Some(_), _) | (None, Trust::Proof) => Vec::new(),
        (None, Trust::Belief) => graph.functions_of(variable.symbol).map(|function| function.1).collect(),
    };
    blocks.into_iter().rev().map(|block| (variable.file, block)).collect()
}
