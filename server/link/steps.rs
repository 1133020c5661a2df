//! What `for`, `await`, `with` and brackets make of a value: what the methods say that they return which Python calls then (reference, section 3.3).

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::arguments::{self, Instance};
use super::classes;
use super::given::{self, joined};
use super::members::{self, Asker, Value};
use super::{Entity, Variable, Walk, by_name, class_of, containers, fields, origins};
use crate::name::Name;
use crate::scope::{By, Role};

/// What an expression comes to that is no name: see [`crate::scope::Graph::knot`]. `before` is what the one place in it comes to, if there is one.
pub(super) fn of_knot(at: Asker<'_>, place: u32, before: Option<Value>, walk: &mut Walk) -> Option<Value> {
    if walk.n_knots == MOST_KNOTS {
        return None;
    }
    walk.n_knots += 1;
    let found = made_of(at, place, before, walk);
    walk.n_knots -= 1;
    found
}

/// Expressions of expressions are not followed further: what is written is not nested so, and a knot that was given itself would have no end.
const MOST_KNOTS: u32 = 64;

fn made_of(at: Asker<'_>, place: u32, before: Option<Value>, walk: &mut Walk) -> Option<Value> {
    let one = at.graph.only_knot(place);
    // Where an operator stands, a name may end that is not called.
    if one.is_none_or(|one| one.by.method().is_none()) && !is_of_library(at, place, walk) {
        return None;
    }
    match one {
        Some(one) if one.by == By::Annotation => arguments::annotated(at, one.place, &None, walk),
        Some(one) if one.by == By::Item && by_name::is_own_module(at, place, one.place) => {
            at.snap.module_of(at.file).map(|module| Value::plain(Entity::Module(module)))
        }
        Some(one)
            if one.by == By::Item
                && let Some(field) = fields::of_key(at, place, before.as_ref()?, walk) =>
        {
            Some(field)
        }
        // A number stands on the left, too.
        Some(one) if before.is_none() && matches!(one.by, By::Reflected(_)) => {
            given::of_literal(at.snap, at.file, "int")
        }
        Some(one) => step(at, one.by, before?, walk),
        None => {
            let given = at.graph.knot(place).iter().filter(|given| given.by.is_of_target() && given.by != By::Nothing);
            let given = given.filter_map(|given| given::one(at, given, &None, walk)).collect();
            union(at, given, walk).or_else(|| containers::task(at, place, walk))
        }
    }
}

/// Whether what is called is of a library, where a place is the end of a callee.
pub(super) fn is_of_library(at: Asker<'_>, place: u32, walk: &mut Walk) -> bool {
    let is_called = |&start: &u32| match at.graph.member_from(start) {
        Some(member) => !member.is_target(),
        None => at.graph.occurrence_at(start).is_some_and(|name| name.span.start == start && name.role == Role::Use),
    };
    let Some(start) = at.graph.start_of(place).filter(|&start| start < place).filter(is_called) else { return true };
    let callee = super::of_start(at.snap, at.file, at.graph, start, walk);
    let of_library = |callee| {
        let mut origins = origins(at.snap, callee).into_iter().filter_map(|origin| origin.variable());
        // An import that can't be found is nobody's of the workspace.
        let is_bound =
            |origin: Variable| at.snap.graph(origin.file).is_some_and(|graph| graph.is_defined(origin.symbol));
        origins.all(|origin| !at.snap.is_ours(origin.file) || !is_bound(origin))
    };
    callee.is_none_or(of_library)
}

/// What a value makes of a target that has this to do with it; `None` where that isn't known.
pub(super) fn step(at: Asker<'_>, by: By, value: Value, walk: &mut Walk) -> Option<Value> {
    if matches!(by, By::Value | By::ClassOf | By::NarrowedClass) {
        return Some(value);
    }
    if by == By::Called {
        return members::made(at, &value, walk);
    }
    let settled = settled(at, &value, walk);
    if settled.is_empty() {
        // An `async` function is followed to what it returns: to await that changes nothing.
        return matches!(by, By::Awaited | By::Entered).then_some(value);
    }
    let made = settled.into_iter().filter_map(|value| match by {
        By::Awaited => awaited(at, value, walk),
        By::Delegated => delegated(at, &value, walk),
        By::Entered => entered(at, value, walk),
        By::Iterated => iterated(at, &value, walk),
        By::Part(number) => of_tuple(at, &value, number, walk).unwrap_or_else(|| iterated(at, &value, walk)),
        By::ItemAt(number) => of_tuple(at, &value, number, walk).unwrap_or_else(|| item(at, value, walk)),
        By::Item => item(at, value, walk),
        By::Mapped => mapped(at, value, walk),
        By::Operated(_) => operated(at, &value, by.method()?, walk),
        // What a right operand says nothing of is like it, too: `2 * xs`.
        By::Reflected(_) => operated(at, &value, by.method()?, walk).or(Some(value)),
        _ => None,
    });
    joined(made.collect())
}

/// A value as instances, classes or modules.
pub(super) fn settled(at: Asker<'_>, value: &Value, walk: &Walk) -> Vec<Value> {
    let Value::Entity(entity, seen) = value else { return vec![value.clone()] };
    if let Entity::Either(entities) = entity {
        let of_one = |entity: &Entity| settled(at, &Value::Entity(entity.clone(), seen.clone()), walk);
        return entities.iter().flat_map(of_one).collect();
    }
    if let Entity::Variable(variable) = entity
        && let Some((class, name)) = members::of_receiver(at, *variable)
    {
        return if name.text() == "cls" { Vec::new() } else { vec![Value::instance(class)] };
    }
    let origins = origins(at.snap, entity.clone());
    if origins.iter().any(|origin| !classes::each_of(at.snap, origin, walk.trust).is_empty()) {
        return vec![value.clone()];
    }
    let of = given::variables(&origins);
    let given = given::values(at.snap, &of, seen, walk);
    given.iter().flat_map(|value| settled(at, value, &walk.beyond(of.first()))).collect()
}

/// Several values as one: one of the names, if all are names; else instances of any of their classes, or one of the classes or modules.
pub(super) fn union(at: Asker<'_>, mut values: Vec<Value>, walk: &Walk) -> Option<Value> {
    if values.len() < 2 {
        return values.pop();
    }
    if values.iter().all(|value| matches!(value, Value::Entity(..))) {
        return either(values);
    }
    let settled: Vec<Value> = values.iter().flat_map(|value| settled(at, value, walk)).collect();
    if settled.iter().any(|value| matches!(value, Value::Instance(_))) {
        return joined(settled);
    }
    either(if settled.is_empty() { values } else { settled })
}

/// What attributes are of which one is asked for, as the program runs: each, with what the first is asked of.
pub(super) fn either(values: Vec<Value>) -> Option<Value> {
    let mut entities: Vec<Entity> = Vec::new();
    for value in &values {
        match value {
            Value::Entity(Entity::Either(some), _) => entities.extend(some.iter().cloned()),
            Value::Entity(entity, _) => entities.push(entity.clone()),
            Value::Instance(_) | Value::Super(_) => {}
        }
    }
    let mut known = FxHashSet::default();
    entities.retain(|entity| known.insert(entity.clone()));
    match values.into_iter().next()? {
        Value::Entity(_, seen) if entities.len() > 1 => Some(Value::Entity(Entity::Either(entities.into()), seen)),
        first => Some(first),
    }
}

/// The method of an instance with a name, and the instance as one of the class that has it.
fn method_of(at: Asker<'_>, instance: &Instance, name: &'static str, walk: &mut Walk) -> Option<(Variable, Instance)> {
    let name = Name::new(name);
    let own = |instance: &Instance| Some((classes::own(at.snap, instance.class, name)?, instance.clone()));
    arguments::in_bases(at.snap, instance, walk, own)
}

/// What a method of an instance says that it returns: the first that it has of these.
fn method(at: Asker<'_>, instance: &Instance, names: &[&'static str], walk: &mut Walk) -> Option<Value> {
    names.iter().find_map(|name| {
        let (method, _) = method_of(at, instance, name, walk)?;
        given::returned(at, &[method], &Some(Arc::new(instance.clone())), walk)
    })
}

/// What calls of instances make.
pub(super) fn called(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Option<Value> {
    of_instances(value, |instance| match containers::is_callable(at.snap, instance) {
        true => containers::called(at.snap, instance, walk),
        false => method(at, instance, &["__call__"], walk),
    })
}

/// What `__get__` makes of an object that is an attribute of a class (reference, section 3.3.2.2).
pub(super) fn got(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Option<Value> {
    let get = Name::new("__get__");
    of_instances(value, |instance| {
        let is_built_in = at.snap.is_builtins(instance.class.0);
        let has_it = !is_built_in && classes::in_class(at.snap, instance.class, get, walk).is_some();
        if has_it { method(at, instance, &["__get__"], walk) } else { None }
    })
}

/// What `__getattr__` makes of names that an instance doesn't have.
pub(super) fn made_by_name(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Option<Value> {
    of_instances(value, |instance| method(at, instance, &["__getattr__"], walk))
}

fn of_instances(value: &Value, make: impl FnMut(&Instance) -> Option<Value>) -> Option<Value> {
    let Value::Instance(instances) = value else { return None };
    joined(instances.iter().filter_map(make).collect())
}

fn class_with_metaclass(at: Asker<'_>, value: &Value, name: &'static str, walk: &mut Walk) -> Option<Value> {
    let Value::Entity(entity, seen) = value else { return None };
    let class = origins(at.snap, entity.clone()).iter().find_map(|origin| class_of(at.snap, origin))?;
    members::in_metaclass(at.snap, class, Name::new(name), walk)?;
    Some(Value::Instance(vec![Instance::of(class, seen)]))
}

/// What `for` finds in a value.
fn iterated(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Option<Value> {
    if matches!(value, Value::Entity(..)) {
        // The members of an enumeration.
        return class_with_metaclass(at, value, "__iter__", walk);
    }
    of_instances(value, |instance| {
        if containers::is_told(at.snap, instance) {
            return containers::each(at.snap, instance, walk);
        }
        let iterator = method(at, instance, &["__iter__", "__aiter__"], walk);
        let next = |iterator: &Value, walk: &mut Walk| {
            of_instances(iterator, |iterator| method(at, iterator, &["__next__", "__anext__"], walk))
        };
        let one = iterator.as_ref().and_then(|iterator| next(iterator, walk));
        let one = one.and_then(|one| awaited(at, one, walk));
        let one = one.or_else(|| containers::each(at.snap, instance, walk));
        let one =
            one.or_else(|| of_instances(iterator.as_ref()?, |iterator| containers::each(at.snap, iterator, walk)));
        // Where nothing else says what `for` finds, brackets do (reference, section 3.3.7).
        let is_sequence = iterator.is_none() && at.snap.is_ours(instance.class.0);
        one.or_else(|| if is_sequence { method(at, instance, &["__getitem__"], walk) } else { None })
    })
}

fn item(at: Asker<'_>, value: Value, walk: &mut Walk) -> Option<Value> {
    if matches!(value, Value::Entity(..)) {
        // A member of an enumeration; else a generic class is itself with arguments.
        return class_with_metaclass(at, &value, "__getitem__", walk).or(Some(value));
    }
    of_instances(&value, |instance| {
        if containers::is_told(at.snap, instance) && !arguments::is_tuple(at.snap, instance.class) {
            return containers::item(at.snap, instance, walk);
        }
        let method = method_of(at, instance, "__getitem__", walk);
        let seen = Some(Arc::new(instance.clone()));
        let made = method.and_then(|(method, _)| given::first_returned(at.snap, method, &seen, walk));
        made.or_else(|| containers::item(at.snap, instance, walk))
    })
}

/// What an operator makes of its left operand. What those of the standard library say nothing of is like the operand.
fn operated(at: Asker<'_>, value: &Value, name: &'static str, walk: &mut Walk) -> Option<Value> {
    of_instances(value, |instance| {
        let (of, _) = method_of(at, instance, name, walk)?;
        let made = method(at, instance, &[name], walk);
        made.or_else(|| at.snap.is_library(of.file).then(|| Value::Instance(vec![instance.clone()])))
    })
}

/// What `dict` makes of a value.
fn mapped(at: Asker<'_>, value: Value, walk: &mut Walk) -> Option<Value> {
    if of_instances(&value, |instance| containers::mapping(at.snap, instance, walk)).is_some() {
        return Some(value);
    }
    // The parts of a pair are numbered as a dictionary's are.
    let pair = iterated(at, &value, walk)?;
    let Value::Instance(mut found) = given::of_literal(at.snap, at.file, "dict")? else { return None };
    of_instances(&pair, |pair| {
        found[0].arguments = Some(pair.arguments.clone()?);
        Some(Value::Instance(found.clone()))
    })
}

/// Of a tuple, the part with this number; `None` for what is no tuple.
fn of_tuple(at: Asker<'_>, value: &Value, number: u8, walk: &mut Walk) -> Option<Option<Value>> {
    let Value::Instance(instances) = value else { return None };
    let parts = instances.iter().map(|instance| {
        let of_tuple = arguments::of_tuple(at.snap, instance, number, walk);
        of_tuple.or_else(|| fields::part_of_tuple(at, instance, number.into(), walk).map(Some))
    });
    let parts: Option<Vec<_>> = parts.collect();
    parts.map(|parts| joined(parts.into_iter().flatten().collect()))
}

/// What `await` makes of an instance: itself, if it is none to wait for.
fn awaited(at: Asker<'_>, value: Value, walk: &mut Walk) -> Option<Value> {
    let made = of_instances(&value, |instance| {
        let generator = method(at, instance, &["__await__"], walk);
        let made = generator.and_then(|generator| arguments::third(at.snap, &generator, walk));
        made.or_else(|| containers::awaited(at.snap, instance, walk))
    });
    Some(made.unwrap_or(value))
}

/// What `yield from` makes of a generator: what its annotation says that it returns, or what it does return.
fn delegated(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Option<Value> {
    of_instances(value, |instance| {
        let arguments = instance.arguments.as_ref()?;
        let graph = at.snap.graph(arguments.file)?;
        if graph.given(arguments.place).iter().any(|given| given.by == By::Unknown) {
            let at = Asker { snap: at.snap, file: arguments.file, graph: &graph };
            let returned = graph.given(arguments.place).iter().filter(|given| given.by.part().is_none());
            return joined(
                returned.take(MOST_RETURNED).filter_map(|given| given::one(at, given, &None, walk)).collect(),
            );
        }
        let is_generator = graph.name_from(arguments.place).is_some_and(|name| name.text() == "Generator");
        if is_generator { arguments::part(at.snap, arguments, Some(2), walk) } else { None }
    })
}

/// More `return`s of a generator are not looked at.
const MOST_RETURNED: usize = 8;

/// What `with` makes of an instance: what its `__enter__` says that it returns, mostly itself; of a generator, what it yields: only what
/// `contextlib.contextmanager` decorates can stand here.
fn entered(at: Asker<'_>, value: Value, walk: &mut Walk) -> Option<Value> {
    let Value::Instance(instances) = &value else { return Some(value) };
    let is_bound = |name: &'static str, walk: &mut Walk| {
        instances.iter().any(|instance| method_of(at, instance, name, walk).is_some())
    };
    let [enters, yields] = [["__enter__", "__aenter__"], ["__next__", "__anext__"]]
        .map(|names| names.iter().any(|name| is_bound(name, walk)));
    if !enters && (yields || instances.iter().any(|instance| instance.arguments.is_some())) {
        return iterated(at, &value, walk);
    }
    let is_itself = |made: &Value| match made {
        Value::Instance(made) => {
            instances.iter().any(|instance| classes::tree(at.snap, instance.class).contains(&made[0].class))
        }
        _ => false,
    };
    match of_instances(&value, |instance| method(at, instance, &["__enter__", "__aenter__"], walk)) {
        Some(made) if !is_itself(&made) => Some(made),
        _ => Some(value),
    }
}
