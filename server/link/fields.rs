//! Constructors that nobody writes: those of dataclasses and their like take a class's fields by keyword.

use super::classes::{self, Class};
use super::members::{self, Asker, Value};
use super::{Entity, Trust, Variable, Walk, given, steps};
use crate::name::Name;
use crate::scope::{BindingKind, BlockId, Graph, Label, Occurrence, Role};
use crate::store::{FileId, Snapshot};

/// Decorators that make a constructor of a class's annotated names: those of `dataclasses`, of `attrs` by their old and new names, and of what
/// has taken over the word.
const MAKERS: [&str; 7] = ["dataclass", "define", "frozen", "mutable", "attrs", "attributes", "s"];

/// The class that a call with a keyword makes an instance of, if its constructor takes fields by keyword.
pub fn class_made(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Option<Class> {
    class_called(snap, file, graph, label, trust).filter(|&class| is_made_of_fields(snap, class, trust))
}

fn class_called(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Option<Class> {
    if class_headed(graph, label).is_some() {
        return None;
    }
    let callee = members::value(snap, file, graph, label.callee, &mut Default::default(), &mut Walk::new(trust))?;
    members::class_called(Asker { snap, file, graph }, &callee)
}

fn is_made_of_fields(snap: &Snapshot, class: Class, trust: Trust) -> bool {
    takes_fields(snap, class) || trust == Trust::Belief && is_transformed(snap, class)
}

/// The field that a keyword at a call names, and the class that is called.
pub fn field(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Option<(Class, Variable)> {
    let class = class_called(snap, file, graph, label, trust)?;
    // Most keywords name no attribute of the class: to know that costs less than to know how it is made.
    let found = classes::in_class(snap, class, label.name, &mut Walk::default())?;
    is_made_of_fields(snap, class, trust).then_some((class, found))
}

/// Whether a class's constructor takes its fields by keyword: it, or the first of its bases that has a constructor, is decorated so or derives
/// from `NamedTuple` or `TypedDict`.
pub fn takes_fields(snap: &Snapshot, class: Class) -> bool {
    for class in classes::tree(snap, class) {
        if classes::bases(snap, class, &mut Walk::default()).is_named_tuple || is_typed_dict(snap, class) {
            return true;
        }
        // A dataclass keeps the `__init__` that its body binds.
        if classes::own(snap, class, Name::new("__init__")).is_some() {
            return false;
        }
        if maker(snap, class).is_some() {
            return true;
        }
    }
    false
}

/// Whether something says that a class is like a dataclass: `typing.dataclass_transform` above its metaclass, a base, or the function that
/// decorates it (PEP 681). That is a word to type checkers, and no proof.
fn is_transformed(snap: &Snapshot, class: Class) -> bool {
    if classes::own(snap, class, Name::new("__init__")).is_some() {
        return false;
    }
    let walk = &mut Walk::default();
    let is_marked = |(file, class): Class| {
        snap.graph(file)
            .and_then(|graph| name_of(&graph, class))
            .is_some_and(|name| transforms(snap, file, name.span.start))
    };
    classes::tree(snap, class).into_iter().any(|base| {
        classes::bases(snap, base, walk).metaclass.is_some_and(is_marked)
            || base != class && is_marked(base)
            || is_decorated_by_transform(snap, base, walk)
    })
}

/// Whether `dataclass_transform` decorates the `def` or class whose name starts at a place.
fn transforms(snap: &Snapshot, file: FileId, name: u32) -> bool {
    snap.graph(file).is_some_and(|graph| {
        let mut names = graph.decorators(name).filter_map(|start| graph.name_from(start));
        names.any(|name| name.text() == "dataclass_transform")
    })
}

fn is_decorated_by_transform(snap: &Snapshot, (file, class): Class, walk: &mut Walk) -> bool {
    let Some(graph) = snap.graph(file) else { return false };
    let Some(name) = name_of(&graph, class) else { return false };
    graph.decorators(name.span.start).any(|start| {
        let decorator = super::of_start(snap, file, &graph, start, walk);
        let origins = decorator.map(|decorator| super::origins(snap, decorator)).unwrap_or_default();
        origins.iter().filter_map(Entity::variable).any(|variable| {
            let graph = snap.graph(variable.file);
            let first = graph.and_then(|graph| graph.occurrences_of(variable.symbol).find(|o| o.role == Role::Bind));
            first.is_some_and(|first| transforms(snap, variable.file, first.span.start))
        })
    })
}

/// The classes whose annotated names are the parameters of a class's constructor, in the order of these; nothing where it takes no fields.
pub fn classes_with_fields(snap: &Snapshot, class: Class) -> Vec<Class> {
    let is_transformed = is_transformed(snap, class);
    if !takes_fields(snap, class) && !is_transformed {
        return Vec::new();
    }
    let of_makers = maker(snap, class).is_some() && !is_transformed;
    let has_fields = |class: &Class| {
        let has_constructor = classes::own(snap, *class, Name::new("__init__")).is_some();
        if of_makers { maker(snap, *class).is_some() } else { !has_constructor }
    };
    classes::tree(snap, class).into_iter().rev().filter(has_fields).collect()
}

/// The field that a key names of an expression with a place as in [`crate::scope::Member::base`], where annotations say that it is a `TypedDict`.
pub fn field_of_key(snap: &Snapshot, file: FileId, graph: &Graph, place: u32, key: Name) -> Option<Variable> {
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    let value = members::value(snap, file, graph, place, &mut Default::default(), walk);
    let value = given::narrowed(at, place, value, walk)?;
    field_named(at, &value, key, walk)
}

/// The field that the key names in the brackets which end at a place, of what a value is.
pub(super) fn of_key(at: Asker<'_>, end: u32, value: &Value, walk: &Walk) -> Option<Value> {
    // Most values are no such dictionaries: to know that costs less than to read the text.
    typed_dicts(at, value, walk).next()?;
    let text = at.snap.text(at.file)?;
    let inside = text.get(..end as usize)?.strip_suffix(']')?.trim_end();
    let quote = inside.chars().next_back().filter(|sign| matches!(sign, '"' | '\''))?;
    let key = inside[..inside.len() - 1].rsplit(quote).next()?;
    let field = field_named(at, value, Name::existing(key)?, walk)?;
    Some(Value::plain(Entity::Variable(field)))
}

fn field_named(at: Asker<'_>, value: &Value, name: Name, walk: &Walk) -> Option<Variable> {
    let mut classes = typed_dicts(at, value, walk);
    classes.find_map(|class| classes::in_class(at.snap, class, name, &mut Walk::default()))
}

fn typed_dicts<'a>(at: Asker<'a>, value: &Value, walk: &Walk) -> impl Iterator<Item = Class> + 'a {
    let instances = steps::settled(at, value, walk).into_iter().filter_map(|value| match value {
        Value::Instance(instances) => Some(instances),
        _ => None,
    });
    let classes = instances.flatten().map(|instance| instance.class);
    classes.filter(move |&class| classes::tree(at.snap, class).into_iter().any(|base| is_typed_dict(at.snap, base)))
}

/// Whether a class names `typing.TypedDict` as a base, which at run time leaves no trace but the names of its fields.
fn is_typed_dict(snap: &Snapshot, (file, class): Class) -> bool {
    let is_it = |graph: &Graph, place| {
        classes::form_of_typing(snap, file, graph, place).is_some_and(|form| form.text() == "TypedDict")
    };
    snap.graph(file).is_some_and(|graph| graph.bases(class).any(|place| is_it(&graph, place)))
}

/// The decorator of a class that makes its constructor.
pub fn maker(snap: &Snapshot, (file, class): Class) -> Option<Name> {
    let graph = snap.graph(file)?;
    let name = name_of(&graph, class)?;
    let mut names = graph.decorators(name.span.start).filter_map(|start| graph.name_from(start));
    names.find(|name| MAKERS.contains(&name.text()))
}

/// The class in whose header a keyword stands.
pub(super) fn class_headed(graph: &Graph, label: &Label) -> Option<BlockId> {
    let name = graph.occurrence_at(label.callee).filter(|name| name.role == Role::Bind)?;
    match graph.binding(&name) {
        BindingKind::Class(class) if name.span.start == label.callee => Some(class),
        _ => None,
    }
}

/// The token that binds a class's name.
pub fn name_of(graph: &Graph, class: BlockId) -> Option<Occurrence> {
    let is_it = |o: &Occurrence| o.role == Role::Bind && graph.binding(o) == BindingKind::Class(class);
    graph.occurrences_from(graph.block(class).span.start).find(is_it)
}

/// The attributes that a class derived from `typing.NamedTuple` has beside its fields.
pub const OF_NAMED_TUPLES: [&str; 7] = ["_asdict", "_field_defaults", "_fields", "_make", "_replace", "count", "index"];
