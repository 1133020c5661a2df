//! What decorators make of functions: what calls of a decorated name give, and what else it has.
//!
//! The trick: a decorator is called with what stands below it. What it says that it returns names type parameters that stand for that, and the function
//! that it returns may call what it got: so a walk knows what the parameters of decorators are passed, and which functions it asks for as they stand.
//! Where no decorator tells what it makes, the name is the function.

use std::sync::Arc;

use super::arguments::{Arguments, Instance, Seen, View};
use super::classes::Class;
use super::members::{self, Asker, Known, Value};
use super::{Entity, Variable, Walk, calls, classes, containers, given, origins, steps, unknown_decorator};
use crate::name::Name;
use crate::scope::{BlockKind, By};
use crate::store::Snapshot;

/// A function with more decorators is as if it had none.
const MOST_DECORATORS: usize = 8;

/// Of so many functions that bind one name the decorators are looked at.
const MOST_DECORATED: usize = 4;

/// What a call of a function gives whose name starts at a place, if its decorators tell.
pub(super) fn returned(at: Asker<'_>, function: Variable, name: u32, seen: &Seen, walk: &Walk) -> Option<Value> {
    if walk.as_they_stand.contains(&function) || walk.is_far() {
        return None;
    }
    let mut beyond = walk.beyond(None);
    let value = made(at, function, name, None, seen, &mut beyond)?;
    (beyond.call, beyond.called) = (walk.call, walk.called);
    let made = members::made(at, &value, &mut beyond)?;
    // What is passed is known on this walk alone.
    given::joined(steps::settled(at, &made, &beyond)).filter(|made| !containers::says_nothing(at.snap, made))
}

/// What a decorator that starts at a place gets: see [`View::Decorated`]; and the walk that goes on from there.
pub(super) fn passed(snap: &Snapshot, decorator: &Arguments, walk: &mut Walk) -> Option<Value> {
    let graph = snap.graph(decorator.file)?;
    let name = graph.decorated_by(decorator.place)?;
    let at = Asker { snap, file: decorator.file, graph: &graph };
    let function = Variable { file: at.file, symbol: graph.variable_at(name)? };
    let made = made(at, function, name, Some(decorator.place), &decorator.around, walk);
    Some(made.unwrap_or_else(|| Value::Entity(Entity::Variable(function), decorator.around.clone())))
}

/// What the decorators make of a function which stand below one, or all; `None` where none tells.
fn made(
    at: Asker<'_>,
    function: Variable,
    name: u32,
    below: Option<u32>,
    seen: &Seen,
    walk: &mut Walk,
) -> Option<Value> {
    let is_below = |start: &u32| below.is_none_or(|above| above < *start);
    let mut decorators: Vec<u32> = at.graph.decorators(name).filter(is_below).take(MOST_DECORATORS + 1).collect();
    if decorators.len() > MOST_DECORATORS {
        return None;
    }
    decorators.reverse();
    walk.as_they_stand.push(function);
    let mut value = None;
    for decorator in decorators {
        let own = || Value::Entity(Entity::Variable(function), seen.clone());
        let made = applied(at, decorator, value.clone().unwrap_or_else(own), seen, walk);
        value = made.or(value);
    }
    value
}

/// What the decorator that starts at a place makes of something, if it tells.
fn applied(at: Asker<'_>, start: u32, below: Value, seen: &Seen, walk: &mut Walk) -> Option<Value> {
    let found = members::value(at.snap, at.file, at.graph, start, &mut Known::default(), walk)?;
    let end = end_if_called(at, start);
    walk.call = end.and_then(|end| calls::call(at.file, at.graph, end));
    walk.called = None;
    let decorator = if end.is_some() { members::made(at, &found, walk)? } else { found };
    let (entity, of) = match decorator {
        Value::Entity(entity, of) => (entity, of),
        Value::Instance(instances) => {
            let instance = instances.into_iter().next()?;
            let call = classes::in_class(at.snap, instance.class, Name::new("__call__"), walk)?;
            (Entity::Variable(call), Some(Arc::new(instance)))
        }
        Value::Super(_) => return None,
    };
    let origins = origins(at.snap, entity);
    if let Some(class) = origins.iter().find_map(|origin| super::class_of(at.snap, origin)) {
        return at.snap.is_ours(class.0).then(|| Value::instance(class));
    }
    // What is overloaded says of one form what it makes of a function.
    given::variables(&origins).into_iter().find_map(|decorator| {
        let graph = at.snap.graph(decorator.file)?;
        let functions = graph.functions_of(decorator.symbol).take(MOST_DECORATED);
        functions.into_iter().find_map(|(_, block)| {
            let place = graph.block(block).span.start;
            let is_told = graph.given(place).iter().any(|given| given.by == By::Annotation);
            // What libraries do within decorators that say nothing is not for all to see.
            if !is_told && at.snap.is_library(decorator.file)
                || unknown_decorator(at.snap, (decorator.file, block)).is_some()
            {
                return None;
            }
            let &(parameter, _) = calls::parameters(&graph, block).first()?;
            let parameter = Variable { file: decorator.file, symbol: graph.variable_at(parameter)? };
            walk.passed.push((parameter, below.clone()));
            let around = if of.is_some() { &of } else { seen };
            let arguments = Arguments { file: at.file, place: start, around: around.clone(), view: View::Decorated };
            let seen =
                Some(Arc::new(Instance { class: (decorator.file, block), arguments: Some(Arc::new(arguments)) }));
            // What it returns in the end is for whoever passes a function: before, others are told what takes one.
            let made = given::of_function(at.snap, decorator, &graph, block, &seen, walk).pop()?;
            (!containers::says_nothing(at.snap, &made)).then_some(made)
        })
    })
}

/// What a function is to whoever asks for its attributes: what its decorators make of it, if they tell, and a function.
pub(super) fn attributed(snap: &Snapshot, function: Variable, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(function.file) else { return Vec::new() };
    let mut functions = graph.functions_of(function.symbol).peekable();
    if functions.peek().is_none() || walk.is_far() || walk.through.contains(&function) {
        return Vec::new();
    }
    let at = Asker { snap, file: function.file, graph: &graph };
    let made = |(name, _)| {
        let decorator = graph.decorators(name).next()?;
        let mut walk = walk.beyond(Some(&function));
        let found = members::value(snap, at.file, &graph, decorator, &mut Known::default(), &mut walk)?;
        let made = members::made(at, &found, &mut walk)?;
        if end_if_called(at, decorator).is_some() { members::made(at, &made, &mut walk) } else { Some(made) }
    };
    let of_decorator = functions.take(MOST_DECORATED).find_map(made);
    let is_method = graph.block(graph.block_of(function.symbol)).kind == BlockKind::Class;
    let kinds: &[&str] = if is_method { &["MethodType", "FunctionType"] } else { &["FunctionType"] };
    of_decorator.into_iter().chain(self::functions(at, kinds).into_iter().map(Value::instance)).collect()
}

/// Classes of `types`: what functions are instances of.
fn functions(at: Asker<'_>, kinds: &[&str]) -> Vec<Class> {
    kinds.iter().filter_map(|kind| given::of_standard(at.snap, at.file, "types", kind)).collect()
}

/// What has the attributes of something that can be called and of which no more is known: it is mostly a function.
pub(super) fn of_callable(at: Asker<'_>, value: &Value) -> Vec<Class> {
    let Value::Instance(instances) = value else { return Vec::new() };
    let is_callable = instances.iter().any(|instance| containers::is_callable(at.snap, instance));
    if is_callable { functions(at, &["FunctionType"]) } else { Vec::new() }
}

/// What a function has under a name: what its decorators make of it, or what all functions have.
pub(super) fn attribute(at: Asker<'_>, base: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    let of = match base {
        Value::Entity(entity, _) => given::variables(&origins(at.snap, entity.clone())),
        Value::Instance(_) | Value::Super(_) => Vec::new(),
    };
    let mut made: Vec<Value> = of.iter().flat_map(|&one| attributed(at.snap, one, walk)).collect();
    if made.is_empty() {
        let settled = steps::settled(at, base, walk);
        made = settled.iter().flat_map(|value| of_callable(at, value)).map(Value::instance).collect();
    }
    made.iter().find_map(|value| members::named(at, value, name, walk))
}

/// The end of the name that starts at a place, if brackets stand behind it.
fn end_if_called(at: Asker<'_>, start: u32) -> Option<u32> {
    let end = at.graph.name_from(start).map(|name| at.graph.span(start, name).end)?;
    let text = at.snap.text(at.file)?;
    text.get(end as usize..)?.trim_start_matches([' ', '\t']).starts_with('(').then_some(end)
}
