//! Constructors that nobody writes: those of dataclasses and their like take a class's fields by keyword.

use std::sync::Arc;

use super::arguments::{self, Instance, View};
use super::classes::{self, Class};
use super::members::{self, Asker, Known, Value};
use super::{Entity, Trust, Variable, Walk, calls, forms, given, keywords, steps};
use crate::name::Name;
use crate::scope::{BindingKind, BlockId, By, Graph, Label, Occurrence, Role};
use crate::store::{FileId, Snapshot};

/// Decorators that make a constructor of a class's annotated names: those of `dataclasses`, of `attrs` by their old and new names, and of what
/// has taken over the word.
const MAKERS: [&str; 7] = ["dataclass", "define", "frozen", "mutable", "attrs", "attributes", "s"];

/// The class that a call with a keyword makes an instance of, if its constructor takes fields by keyword.
pub fn class_made(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Option<Class> {
    let class = class_called(Asker { snap, file, graph }, label, &mut Walk::new(trust));
    class.filter(|&class| is_made_of_fields(snap, class, trust))
}

/// The class that a call with a keyword calls.
pub(super) fn class_called(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Option<Class> {
    if class_headed(at.graph, label).is_some() {
        return None;
    }
    let callee = keywords::callee(at, label, walk)?;
    members::class_called(at, &callee)
}

/// The functions that make another instance of what they get first, with other fields: of `dataclasses`, `copy` and `attrs`.
const REPLACE: [&str; 2] = ["evolve", "replace"];

/// The field that a keyword of `replace(x, field=…)` names, and the class of `x`.
fn field_replaced(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Option<(Class, Variable)> {
    let name = at.graph.name_from(label.callee)?;
    if walk.trust == Trust::Proof {
        return None;
    }
    let place = match name.text() {
        "_replace" => at.graph.member_from(label.callee)?.base()?,
        name if REPLACE.contains(&name) => {
            let end = label.callee + name.len() as u32;
            if !steps::is_of_library(at, end, walk) {
                return None;
            }
            let syntax = at.snap.syntax(at.file)?;
            let callee = syntax.tree.root_node().named_descendant(label.callee as usize..end as usize);
            let call =
                std::iter::successors(Some(callee), |node| node.parent()).take(3).find(|n| n.kind() == "call")?;
            calls::place(call.field("arguments")?.named_children().find(|part| part.kind() != "comment")?)?
        }
        _ => return None,
    };
    let value = members::value(at.snap, at.file, at.graph, place, &mut Known::default(), walk);
    let value = given::narrowed(at, place, value, walk)?;
    let class = *members::classes(at, &value, walk)?.first()?;
    let found = classes::in_class(at.snap, class, label.name, &mut Walk::default())?;
    is_made_of_fields(at.snap, class, walk.trust).then_some((class, found))
}

fn is_made_of_fields(snap: &Snapshot, class: Class, trust: Trust) -> bool {
    takes_fields(snap, class) || trust == Trust::Belief && is_transformed(snap, class)
}

/// The field that a keyword at a call names, and the class that is called.
pub fn field(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label, trust: Trust) -> Option<(Class, Variable)> {
    field_in(Asker { snap, file, graph }, label, &mut Walk::new(trust))
}

pub(super) fn field_in(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Option<(Class, Variable)> {
    if let Some(replaced) = field_replaced(at, label, walk) {
        return Some(replaced);
    }
    let class = class_called(at, label, walk)?;
    // Most keywords name no attribute of the class: to know that costs less than to know how it is made.
    let found = classes::in_class(at.snap, class, label.name, &mut Walk::default())?;
    is_made_of_fields(at.snap, class, walk.trust).then_some((class, found))
}

/// Whether a class's constructor takes its fields by keyword: it, or the first of its bases that has a constructor, is decorated so or derives
/// from `NamedTuple` or `TypedDict`.
pub fn takes_fields(snap: &Snapshot, class: Class) -> bool {
    for class in classes::tree(snap, class) {
        if classes::bases(snap, class, &Walk::default()).is_named_tuple || is_typed_dict(snap, class) {
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

/// The fields that may be keys of an expression with a place as in [`crate::scope::Member::base`]: those of the `TypedDict`s that it is.
pub fn fields_of_keys(snap: &Snapshot, file: FileId, graph: &Graph, place: u32) -> Vec<Variable> {
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    let value = members::value(snap, file, graph, place, &mut Known::default(), walk);
    let Some(value) = given::narrowed(at, place, value, walk) else { return Vec::new() };
    let classes = typed_dicts(at, &value, walk).flat_map(|class| classes::tree(snap, class));
    let own = classes.flat_map(|class| annotated(snap, class).into_iter().map(move |name| (class, name)));
    own.filter_map(|(class, name)| classes::own(snap, class, name)).collect()
}

/// The field that the key names in the brackets which end at a place, of what a value is.
pub(super) fn of_key(at: Asker<'_>, end: u32, value: &Value, walk: &Walk) -> Option<Value> {
    // Most values are no such dictionaries: to know that costs less than to read the text.
    let is_form = is_form(at, value, walk)?;
    let text = at.snap.text(at.file)?;
    let inside = text.get(..end as usize)?.strip_suffix(']')?.trim_end();
    let quote = inside.chars().next_back().filter(|sign| matches!(sign, '"' | '\''))?;
    let key = inside[..inside.len() - 1].rsplit(quote).next()?;
    if is_form {
        return forms::item(at, value, key, walk);
    }
    let field = field_named(at, value, Name::existing(key)?, walk)?;
    Some(Value::plain(Entity::Variable(field)))
}

/// The field that a key names in `d.get("key")` and the like, a call whose callee ends at a place: where `d` is is known.
pub(super) fn of_method(at: Asker<'_>, end: u32, known: &Known, walk: &Walk) -> Option<Value> {
    let member = at.graph.member_from(at.graph.start_of(end)?)?;
    if walk.trust == Trust::Proof || !matches!(member.name.text(), "get" | "pop" | "setdefault") {
        return None;
    }
    let base = known.get(&member.base()?)?.as_ref()?;
    let base = given::narrowed(at, member.base()?, Some(base.clone()), walk)?;
    let is_form = is_form(at, &base, walk)?;
    let text = at.snap.text(at.file)?;
    let inside = text.get(end as usize..)?.trim_start().strip_prefix('(')?.trim_start();
    let quote = inside.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let key = inside[1..].split(quote).next()?;
    if is_form {
        return forms::item(at, &base, key, walk);
    }
    let field = field_named(at, &base, Name::existing(key)?, walk)?;
    Some(Value::plain(Entity::Variable(field)))
}

/// Whether a value that has something behind its keys is of a class that a call of `TypedDict` makes; `None` where it has no such keys.
fn is_form(at: Asker<'_>, value: &Value, walk: &Walk) -> Option<bool> {
    let instances = instances(at, value, walk);
    let is_made = |of: &Instance| of.arguments.as_ref().is_some_and(|call| call.view == View::Form);
    let is_form = instances.iter().any(is_made);
    (is_form || instances.iter().any(|of| is_of_typed_dict(at.snap, of.class))).then_some(is_form)
}

fn field_named(at: Asker<'_>, value: &Value, name: Name, walk: &Walk) -> Option<Variable> {
    let mut classes = typed_dicts(at, value, walk);
    classes.find_map(|class| classes::in_class(at.snap, class, name, &mut Walk::default()))
}

fn typed_dicts<'a>(at: Asker<'a>, value: &Value, walk: &Walk) -> impl Iterator<Item = Class> + 'a {
    let classes = instances(at, value, walk).into_iter().map(|instance| instance.class);
    classes.filter(move |&class| is_of_typed_dict(at.snap, class))
}

fn instances(at: Asker<'_>, value: &Value, walk: &Walk) -> Vec<Instance> {
    let instances = steps::settled(at, value, walk).into_iter().filter_map(|value| match value {
        Value::Instance(instances) => Some(instances),
        _ => None,
    });
    instances.flatten().collect()
}

fn is_of_typed_dict(snap: &Snapshot, class: Class) -> bool {
    classes::tree(snap, class).into_iter().any(|base| is_typed_dict(snap, base))
}

/// Whether a class names `typing.TypedDict` as a base, which at run time leaves no trace but the names of its fields.
fn is_typed_dict(snap: &Snapshot, (file, class): Class) -> bool {
    let is_it = |graph: &Graph, place| {
        classes::form_of_typing(snap, file, graph, place).is_some_and(|form| form.text() == "TypedDict")
    };
    snap.graph(file).is_some_and(|graph| graph.bases(class).any(|place| is_it(&graph, place)))
}

/// What a class matches by position with a number: what its `__match_args__` names, or the field (reference, section 8.6.4.10).
pub(super) fn matched(at: Asker<'_>, class: &Value, number: usize, walk: &mut Walk) -> Option<Value> {
    let Value::Entity(entity, seen) = class else { return None };
    let class = super::origins(at.snap, entity.clone()).iter().find_map(|origin| super::class_of(at.snap, origin))?;
    named_by_number(at, &Instance::of(class, seen), number, walk)
}

/// The attribute of an instance of a named tuple that is its part with a number; `None` for what is none.
pub(super) fn part_of_tuple(at: Asker<'_>, instance: &Instance, number: usize, walk: &mut Walk) -> Option<Value> {
    let is_ours = at.snap.is_ours(instance.class.0);
    if is_ours && is_named_tuple(at.snap, instance.class) { named_by_number(at, instance, number, walk) } else { None }
}

fn is_named_tuple(snap: &Snapshot, class: Class) -> bool {
    let is_it = |&class: &Class| classes::bases(snap, class, &Walk::default()).is_named_tuple;
    classes::tree(snap, class).iter().any(is_it)
}

/// What the description of `typing.NamedTuple` says that all named tuples have: to run, it is a function.
pub(super) fn of_named_tuple(at: Asker<'_>, value: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    if !OF_NAMED_TUPLES.contains(&name.text()) {
        return None;
    }
    let of = match value {
        Value::Instance(instances) => instances.first()?.clone(),
        Value::Entity(_, Some(seen)) => (**seen).clone(),
        Value::Entity(entity, None) => {
            let class = super::origins(at.snap, entity.clone()).iter().find_map(|one| super::class_of(at.snap, one))?;
            Instance::of(class, &None)
        }
        Value::Super(_) => return None,
    };
    let is_made = of.arguments.as_ref().is_some_and(|call| call.view == View::Form);
    let is_it = is_made && arguments::is_tuple(at.snap, of.class) || is_named_tuple(at.snap, of.class);
    if !is_it {
        return None;
    }
    let all = given::of_standard(at.snap, at.file, "typing", "NamedTuple")?;
    let found = classes::in_class(at.snap, all, name, walk)?;
    Some(Value::Entity(Entity::Variable(found), Some(Arc::new(of))))
}

fn named_by_number(at: Asker<'_>, instance: &Instance, number: usize, walk: &mut Walk) -> Option<Value> {
    let class = instance.class;
    let name = match classes::in_class(at.snap, class, Name::new("__match_args__"), walk) {
        Some(told) => strings_bound(at.snap, told)?.into_iter().nth(number)?,
        None => {
            let fields = classes_with_fields(at.snap, class).into_iter().flat_map(|class| annotated(at.snap, class));
            let mut names: Vec<Name> = Vec::new();
            for name in fields {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names.into_iter().nth(number)?
        }
    };
    members::named(at, &Value::Instance(vec![instance.clone()]), name, walk)
}

/// The names that the body of a class annotates, in order.
fn annotated(snap: &Snapshot, (file, class): Class) -> Vec<Name> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let body = graph.block(class).span;
    let own = graph.occurrences_from(body.start).take_while(|token| token.span.start < body.end);
    let is_field = |token: &Occurrence| {
        graph.block_of(token.symbol) == class
            && matches!(token.role, Role::Bind | Role::Declare)
            && graph.given(token.span.start).iter().any(|given| given.by == By::Annotation)
    };
    own.filter(is_field).map(|token| graph.name(token.symbol)).collect()
}

/// The strings in the display that a variable is bound to.
fn strings_bound(snap: &Snapshot, variable: Variable) -> Option<Vec<Name>> {
    let (graph, syntax, text) = (snap.graph(variable.file)?, snap.syntax(variable.file)?, snap.text(variable.file)?);
    let token = graph.occurrences_of(variable.symbol).find(|token| token.role == Role::Bind)?.span;
    let name = syntax.tree.root_node().named_descendant(token.start as usize..token.end as usize);
    let display = name.parent()?.field("right")?;
    let strings = display.named_children().filter(|part| part.kind() == "string");
    strings.map(|string| Some(Name::new(text.get(string.byte_range())?.trim_matches(['"', '\''])))).collect()
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
