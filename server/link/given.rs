//! What variables are given, followed to what they are or whose instances.
//!
//! Two kinds of facts lead there. A variable of a function that one assignment binds is what is assigned, or not bound yet: that is proof,
//! as no other code can reach it. All else is belief ([`Trust::Belief`]): that an argument is what its annotation says, that nobody assigns
//! a module's variable or an attribute from elsewhere, that a function returns what it says.

use std::sync::Arc;

use super::arguments::{self, Arguments, Instance, Seen, View};
use super::classes::{self, Class};
use super::members::{self, Asker, Known, Value};
use super::walk::MOST_HOPS;
use super::{
    Entity, Trust, Variable, Walk, calls, class_of, containers, decorated, documented, enumerations, fields, fixtures,
    lookup, origins, overloads, passed, reached, steps, told_of,
};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind, By, Given, Graph, ModulePath, Role};
use crate::store::{FileId, Snapshot};

/// What is given something in more places than this is not followed.
pub(super) const MOST_GIVEN: usize = 16;

/// Those of some origins that are variables: of which one may ask what they are given.
pub(super) fn variables(origins: &[Entity]) -> Vec<Variable> {
    origins.iter().filter_map(Entity::variable).collect()
}

/// The attribute with this name of what variables are given.
pub(super) fn attribute(at: Asker<'_>, of: &[Variable], seen: &Seen, name: Name, walk: &Walk) -> Option<Value> {
    let given = values(at.snap, of, seen, walk);
    steps::either(
        given.iter().filter_map(|value| members::named(at, value, name, &mut walk.beyond(of.first()))).collect(),
    )
}

/// What a call of something other than a class makes: of a function, what it says that it returns; of a variable, what a call of what it is given
/// makes.
pub(super) fn returned(at: Asker<'_>, of: &[Variable], seen: &Seen, walk: &Walk) -> Option<Value> {
    let mut found = Vec::new();
    if walk.trust == Trust::Belief {
        let classes = classes_named(at.snap, of, seen);
        if !classes.is_empty() {
            // It may be something else, too: `C = Other` where its `class` can't be.
            let given = values(at.snap, of, seen, walk);
            let others = given.iter().filter_map(|value| members::made(at, value, &mut walk.beyond(of.first())));
            return steps::union(at, [Value::Instance(classes)].into_iter().chain(others).collect(), walk);
        }
        // What a property gives is called, and not its function.
        let of_function = |one: Variable| of_calls(at.snap, one, |graph, name| !is_property(graph, name), seen, walk);
        let of_one = |&one| believed(at.snap, &[one]).into_iter().map(of_function).find(|found| !found.is_empty());
        found = of.iter().filter_map(of_one).flatten().collect();
        if let (true, [method]) = (found.is_empty() && !walk.is_far(), of) {
            // A method that doesn't say what it returns is to return what those do that it overrides.
            let mut above = overridden(at.snap, *method, walk).into_iter().map(of_function);
            found = above.find(|found| !found.is_empty()).unwrap_or_default();
        }
        if let (true, [function]) = (found.is_empty(), of) {
            found = documented::returned(at.snap, *function, walk);
        }
    }
    if found.is_empty() {
        // What it is another name of gets the same arguments.
        let beyond = || Walk { call: walk.call, called: walk.called, ..walk.beyond(of.first()) };
        let made = |value: &Value| members::made(at, value, &mut beyond());
        found = all(values(at.snap, of, seen, walk).iter().map(made), walk.trust);
    }
    steps::union(at, found, walk)
}

/// What the first function says that it returns which a variable is bound to: the first of several that stubs overload.
pub(super) fn first_returned(snap: &Snapshot, of: Variable, seen: &Seen, walk: &Walk) -> Option<Value> {
    let is_first = |graph: &Graph, symbol, name| graph.functions_of(symbol).next().is_some_and(|first| first.0 == name);
    let of_first = |one: Variable| of_calls(snap, one, |graph, name| is_first(graph, one.symbol, name), seen, walk);
    joined(believed(snap, &[of]).into_iter().map(of_first).find(|found| !found.is_empty())?)
}

/// The classes of whose instances, or of which itself, the values are that variables are given; `None` where it may be anything
/// else.
pub(super) fn classes(at: Asker<'_>, of: &[Variable], seen: &Seen, walk: &Walk) -> Option<Vec<Class>> {
    let given = values(at.snap, of, seen, walk);
    let classes: Option<Vec<_>> =
        given.iter().map(|value| members::classes(at, value, &walk.beyond(of.first()))).collect();
    classes.map(|classes| classes.concat()).filter(|classes| !classes.is_empty())
}

/// What variables are given; nothing where that isn't known.
pub(super) fn values(snap: &Snapshot, of: &[Variable], seen: &Seen, walk: &Walk) -> Vec<Value> {
    match (walk.trust, of) {
        (Trust::Proof, [variable]) => proven(snap, *variable, walk),
        (Trust::Proof, _) => Vec::new(),
        (Trust::Belief, _) => {
            let of_one = |&one| believed(snap, &[one]).into_iter().map(|told| of_variable(snap, told, seen, walk));
            of.iter().flat_map(|one| of_one(one).find(|found| !found.is_empty()).unwrap_or_default()).collect()
        }
    }
}

/// The variables of which each may be believed: a stub says it before its source, or another from which that imports it; of a method that no stub has, the
/// stubs of those that it overrides.
fn believed(snap: &Snapshot, of: &[Variable]) -> Vec<Variable> {
    let told = |variable: Variable| match told_of(snap, variable) {
        None if snap.is_library(variable.file) && !snap.is_stub(variable.file) => {
            let above = overridden(snap, variable, &Walk::default());
            above.into_iter().find_map(|above| told_of(snap, above)).into_iter().collect()
        }
        Some(told) if snap.graph(told.file).is_some_and(|graph| graph.is_imported(told.symbol)) => {
            variables(&origins(snap, Entity::Variable(told)))
        }
        told => told.into_iter().collect(),
    };
    of.iter().flat_map(|&variable| told(variable).into_iter().chain([variable])).collect()
}

/// What a variable is given that one assignment binds, in a function: nothing else can bind it.
fn proven(snap: &Snapshot, variable: Variable, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let symbol = variable.symbol;
    let is_in_function = graph.block(graph.block_of(symbol)).kind.is_function_like();
    if !is_in_function || graph.is_parameter(symbol) || graph.is_rebound(symbol) || !graph.is_defined(symbol) {
        return Vec::new();
    }
    let given: Vec<Given> = graph.given_to(symbol).take(MOST_GIVEN).copied().collect();
    let is_assigned =
        !given.is_empty() && given.iter().all(|given| matches!(given.by, By::Value | By::Nothing | By::Literal(_)));
    if is_assigned { followed(snap, variable, &graph, &given, &None, walk) } else { Vec::new() }
}

/// The names that each module has for strings, although nothing in it binds them (reference, section 3.2.9).
const OF_MODULES: [&str; 4] = ["__doc__", "__file__", "__name__", "__package__"];

fn of_variable(snap: &Snapshot, variable: Variable, seen: &Seen, walk: &Walk) -> Vec<Value> {
    let mut found = of_own(snap, variable, seen, walk);
    if found.is_empty() {
        found = documented::parameter(snap, variable, walk);
    }
    if !found.is_empty() || walk.is_far() {
        return found;
    }
    let above = overridden(snap, variable, walk);
    let mut found = above.into_iter().map(|above| of_own(snap, above, seen, walk));
    let found = found.find(|found| !found.is_empty()).unwrap_or_else(|| fixtures::passed(snap, variable, walk));
    if found.is_empty() { passed::parameter(snap, variable, walk) } else { found }
}

/// The variables that one stands for in the bases of its class: attributes with the same name; of a parameter of a method, those of the methods that it
/// overrides.
fn overridden(snap: &Snapshot, variable: Variable, walk: &Walk) -> Vec<Variable> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let (name, block) = (graph.name(variable.symbol), graph.block_of(variable.symbol));
    let above = |(class, name): (BlockId, Name)| {
        let bases = classes::linearized(snap, (variable.file, class), walk);
        bases.iter().skip(1).filter_map(|&base| classes::own(snap, base, name)).collect::<Vec<_>>()
    };
    match graph.block(block).kind {
        BlockKind::Class => above((block, name)),
        BlockKind::Function if graph.is_parameter(variable.symbol) => {
            let around = graph.block(block).parent;
            let is_method = graph.block(around).kind == BlockKind::Class;
            let methods = if is_method { above((around, graph.block(block).name)) } else { Vec::new() };
            let parameter = |method: Variable| {
                let graph = snap.graph(method.file)?;
                let symbol = graph.symbol_in(graph.functions_of(method.symbol).next()?.1, name)?;
                graph.is_parameter(symbol).then_some(Variable { file: method.file, symbol })
            };
            methods.into_iter().filter_map(parameter).collect()
        }
        _ => Vec::new(),
    }
}

fn of_own(snap: &Snapshot, variable: Variable, seen: &Seen, walk: &Walk) -> Vec<Value> {
    if let Some((_, passed)) = walk.passed.iter().rev().find(|passed| passed.0 == variable) {
        return vec![passed.clone()];
    }
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    if OF_MODULES.contains(&graph.name(variable.symbol).text()) && !graph.is_bound(variable.symbol) {
        return of_literal(snap, variable.file, "str").into_iter().collect();
    }
    if let Some(member) = enumerations::member_asked(snap, &graph, variable, seen) {
        return enumerations::of_member(snap, &member, walk);
    }
    if let Some(grouped) = calls::receiver(seen).and_then(|group| containers::grouped(snap, variable, group)) {
        return vec![grouped];
    }
    if let Some(class) = calls::receiver(seen).filter(|_| enumerations::is_value_of_member(snap, &graph, variable)) {
        let of_members = enumerations::values_of_members(snap, class.class, walk);
        if !of_members.is_empty() {
            return of_members;
        }
    }
    let is_property = |graph: &Graph, name: u32| {
        let at = Asker { snap, file: variable.file, graph };
        graph.decorators(name).any(|decorator| is_of_property(at, decorator, &mut walk.beyond(Some(&variable))))
    };
    let found = of_calls(snap, variable, is_property, seen, walk);
    if !found.is_empty() {
        return found;
    }
    if let Some(class) = enumerations::of_member_bound(snap, &graph, variable) {
        let member = graph.occurrences_of(variable.symbol).find(|token| token.role == Role::Bind);
        let place = member.map_or(0, |member| member.span.start);
        let arguments = Arguments { file: variable.file, place, around: None, view: View::Member };
        return vec![Value::Instance(vec![Instance { class, arguments: Some(Arc::new(arguments)) }])];
    }
    let given: Vec<Given> = graph.given_to(variable.symbol).take(MOST_GIVEN + 1).copied().collect();
    if given.len() > MOST_GIVEN {
        return Vec::new();
    }
    let found = followed(snap, variable, &graph, &given, seen, walk);
    let is_of_class = graph.block(graph.block_of(variable.symbol)).kind == BlockKind::Class;
    if !is_of_class || graph.is_of_instances(variable.symbol) {
        return found;
    }
    // An object with `__get__` is what that makes of it.
    let at = Asker { snap, file: variable.file, graph: &graph };
    let mut beyond = walk.beyond(Some(&variable));
    found.into_iter().map(|value| steps::got(at, &value, &mut beyond).unwrap_or(value)).collect()
}

/// Whether a function whose name starts at a place is called by whoever asks for its name, by what its decorators are called.
pub(super) fn is_property(graph: &Graph, name: u32) -> bool {
    let mut decorators = graph.decorators(name).filter_map(|decorator| graph.name_from(decorator));
    decorators.any(|decorator| decorator.text().ends_with("property"))
}

/// `property`, `cached_property` and their like: the attribute is what the function returns. So it is where the decorator is another class with
/// `__get__`, whose instances are not called.
fn is_of_property(at: Asker<'_>, decorator: u32, walk: &mut Walk) -> bool {
    let name = at.graph.name_from(decorator).map_or("", |name| name.text());
    if name.ends_with("property") || name.ends_with("method") {
        return name.ends_with("property");
    }
    if walk.is_far() {
        return false;
    }
    let found = members::value(at.snap, at.file, at.graph, decorator, &mut Known::default(), walk);
    let Some(Value::Entity(entity, _)) = found else { return false };
    let classes = classes_aliased(at.snap, &entity, &None, walk);
    let mut has = |class: Class, name: &'static str| classes::in_class(at.snap, class, Name::new(name), walk).is_some();
    classes.iter().any(|one| has(one.class, "__get__") && !has(one.class, "__call__"))
}

/// What the functions say that they return which a variable is bound to, those among them that are asked for by where their name starts.
fn of_calls(
    snap: &Snapshot,
    variable: Variable,
    asked: impl Fn(&Graph, u32) -> bool,
    seen: &Seen,
    walk: &Walk,
) -> Vec<Value> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let mut found = Vec::new();
    let functions = graph.functions_of(variable.symbol).filter(|function| asked(&graph, function.0));
    let mut functions: Vec<(u32, BlockId)> = functions.take(MOST_GIVEN).collect();
    let at = Asker { snap, file: variable.file, graph: &graph };
    if let Some(call) = walk.called.filter(|_| functions.len() > 1) {
        functions = overloads::chosen(at, functions, call);
    }
    for (name, block) in functions {
        let is_decorated = graph.decorators(name).next().is_some();
        if is_decorated && let Some(made) = decorated::returned(at, variable, name, seen, walk) {
            found.push(made);
            continue;
        }
        let in_call = walk.call.map(|call| calls::seen((variable.file, block), call, seen));
        found.extend(of_function(snap, variable, &graph, block, in_call.as_ref().unwrap_or(seen), walk));
    }
    found
}

/// What a function of a variable says that it returns.
pub(super) fn of_function(
    snap: &Snapshot,
    variable: Variable,
    graph: &Graph,
    function: BlockId,
    seen: &Seen,
    walk: &Walk,
) -> Vec<Value> {
    let place = graph.block(function).span.start;
    let given = graph.given(place);
    if given.iter().any(|given| given.by == By::Unknown) {
        arguments::generator(snap, variable.file, graph, place).into_iter().collect()
    } else if given.len() <= MOST_GIVEN {
        followed(snap, variable, graph, given, seen, walk)
    } else {
        Vec::new()
    }
}

/// What some places give, as far as it is known: an annotation before what is assigned. With one unknown among them nothing is proven.
pub(super) fn followed(
    snap: &Snapshot,
    variable: Variable,
    graph: &Graph,
    given: &[Given],
    seen: &Seen,
    walk: &Walk,
) -> Vec<Value> {
    if walk.is_far() || walk.through.contains(&variable) {
        return Vec::new();
    }
    let at = Asker { snap, file: variable.file, graph };
    let is_annotation = |given: &&Given| matches!(given.by, By::Annotation | By::ClassOf);
    let is_annotated = given.iter().any(|given| is_annotation(&given));
    let is_told = |given: &&Given| given.by.is_of_target() && given.by != By::Nothing;
    let given = given.iter().filter(|given| is_told(given) && (!is_annotated || is_annotation(given)));
    all(given.map(|given| one(at, given, seen, &mut walk.beyond(Some(&variable)))), walk.trust)
}

/// Those of some values that are known; where proof is asked for, none unless all are.
fn all(values: impl Iterator<Item = Option<Value>>, trust: Trust) -> Vec<Value> {
    match trust {
        Trust::Proof => values.collect::<Option<Vec<Value>>>().unwrap_or_default(),
        Trust::Belief => values.flatten().collect(),
    }
}

/// What one place gives; `seen` is the instance that it is asked of. A container is known with what is put into it later.
pub(super) fn one(at: Asker<'_>, given: &Given, seen: &Seen, walk: &mut Walk) -> Option<Value> {
    let found = made(at, given, seen, walk)?;
    Some(if walk.trust == Trust::Belief { arguments::filled(at, given, found) } else { found })
}

/// The same without what is put into it.
pub(super) fn made(at: Asker<'_>, given: &Given, seen: &Seen, walk: &mut Walk) -> Option<Value> {
    let Asker { snap, file, graph } = at;
    let place = given.place;
    match given.by {
        By::Literal(_) => {
            let Value::Instance(mut found) = of_literal(snap, file, given.by.literal()?)? else { return None };
            let has_parts = walk.trust == Trust::Belief && arguments::has_parts(graph, given.target);
            let arguments = || Arc::new(Arguments { file, place: given.target, around: None, view: View::Whole });
            found[0].arguments = has_parts.then(arguments);
            return Some(Value::Instance(found));
        }
        By::Annotation | By::Narrowed => return arguments::annotated(at, place, seen, walk),
        By::ClassOf if classes::is_self(snap, file, graph, place) => {
            let Value::Instance(of) = arguments::annotated(at, place, seen, walk)? else { return None };
            let class = of.into_iter().next()?;
            let named = arguments::variable_of(snap, class.class)?;
            return Some(Value::Entity(Entity::Variable(named), Some(Arc::new(class))));
        }
        By::Nothing | By::Unknown | By::Until => return None,
        _ => {}
    }
    match given.by {
        By::Labelled(number) => return calls::parameter_of_labelled(at, place, number, walk),
        By::Handed(number) => return calls::parameter_of_handed(at, place, number, walk),
        By::Sent => {
            let told = graph.given(place).iter().find(|given| given.by == By::Annotation)?;
            let of_generator = arguments::annotated(at, told.place, seen, walk)?;
            return arguments::part_of(snap, &of_generator, 1, walk);
        }
        _ => {}
    }
    let found = members::value(snap, file, graph, place, &mut Known::default(), walk);
    if given.by == By::Guarded {
        return arguments::guarded(snap, &found?, walk);
    }
    if let By::Matched(number) = given.by {
        return fields::matched(at, &found?, number.into(), walk);
    }
    let found = narrowed(at, place, found, walk)?;
    match (given.by, &found, calls::receiver(seen)) {
        (By::Value, Value::Entity(Entity::Variable(variable), _), Some(seen))
            if members::of_receiver(at, *variable).is_some_and(|(class, name)| {
                name.text() != "cls" && classes::tree(snap, seen.class).contains(&class)
            }) =>
        {
            Some(Value::Instance(vec![(**seen).clone()]))
        }
        // `cls()` in a method of a class above.
        (By::Value, Value::Instance(made), Some(seen))
            if is_of_receiver(at, place)
                && made.iter().any(|made| classes::tree(snap, seen.class).contains(&made.class)) =>
        {
            Some(Value::Instance(vec![(**seen).clone()]))
        }
        // What the other is told to be may depend on the instance, too.
        (By::Value, Value::Entity(entity, None), Some(seen)) => Some(Value::Entity(entity.clone(), Some(seen.clone()))),
        (By::ClassOf, Value::Entity(entity, None), _) => Some(arguments::with_arguments(at, place, entity, seen, walk)),
        _ => steps::step(at, given.by, found, walk),
    }
}

/// Whether a call that has its place where its callee ends is one of the class that a method gets: `cls()`.
fn is_of_receiver(at: Asker<'_>, end: u32) -> bool {
    let callee = at.graph.start_of(end).filter(|&start| start < end).and_then(|start| at.graph.occurrence_at(start));
    callee.is_some_and(|callee| at.graph.class_of_receiver(at.graph.variable(callee.symbol)).is_some())
}

/// Where so many stretches around a place say nothing that is known, those further out aren't asked.
const MOST_STRETCHES: usize = 4;

/// What stands before a dot, or is given, or what is known of it there alone.
pub(super) fn narrowed(at: Asker<'_>, place: u32, found: Option<Value>, walk: &Walk) -> Option<Value> {
    told_there(at, place, walk).or(found)
}

/// What is known of a name or chain of names at its place alone: by what `isinstance` says, or by which bindings reach it.
pub(super) fn told_there(at: Asker<'_>, place: u32, walk: &Walk) -> Option<Value> {
    if walk.trust == Trust::Proof || walk.through.len() == MOST_HOPS {
        return None;
    }
    let variable = at.graph.variable_at(place).map(|symbol| Variable { file: at.file, symbol });
    let is_said = |said: &&Given| is_same(at, said.target, place) && !is_set_between(at, said.target, place);
    let mut said = at.graph.narrowed(place).filter(is_said).copied().peekable();
    for _ in 0..MOST_STRETCHES {
        let Some(first) = said.next() else { break };
        let rest = std::iter::from_fn(|| said.next_if(|next| next.target == first.target));
        let of_stretch = std::iter::once(first).chain(rest).take(MOST_GIVEN);
        let told = of_stretch.filter_map(|given| one(at, &given, &None, &mut walk.beyond(variable.as_ref())));
        if let Some(told) = joined(told.collect()) {
            return Some(told);
        }
    }
    reached::given(at, place, walk)
}

/// Whether what is in the brackets of two chains that end at places is the same, as it is written.
fn is_same(at: Asker<'_>, one: u32, other: u32) -> bool {
    let Some(start) = at.graph.start_of_items(other) else { return true };
    let Some((text, first)) = at.snap.text(at.file).zip(at.graph.start_of_items(one)) else { return false };
    let written = |start: u32, place: u32| text.get(start as usize..place as usize);
    written(first, one) == written(start, other)
}

/// Whether a chain with brackets that ends at one place is assigned, as it is written, between that and another, as in `a["x"] = value`.
fn is_set_between(at: Asker<'_>, one: u32, other: u32) -> bool {
    let start = at.graph.start_of_items(other).map(|start| start as usize);
    let Some((text, start)) = at.snap.text(at.file).filter(|_| start.is_some()).zip(start) else { return false };
    let (Some(written), Some(between)) = (text.get(start..other as usize), text.get(one as usize..start)) else {
        return false;
    };
    let mut behind =
        between.match_indices(written).map(|(at, _)| between[at + written.len()..].trim_start_matches(' '));
    behind.any(|behind| behind.starts_with('=') && !behind.starts_with("=="))
}

/// An instance of the built-in class that a literal makes one of.
pub(super) fn of_literal(snap: &Snapshot, file: FileId, class: &str) -> Option<Value> {
    let builtins = snap.builtins(file)?.file()?;
    let symbol = snap.graph(builtins)?.global(Name::existing(class)?)?;
    let class = class_of(snap, &Entity::Variable(Variable { file: builtins, symbol }))?;
    Some(Value::instance(class))
}

/// A class of a module of the standard library.
pub(super) fn of_standard(snap: &Snapshot, file: FileId, module: &str, class: &str) -> Option<Class> {
    let path = ModulePath { level: 0, segments: [(0, Name::new(module))].into() };
    let named = lookup(snap, &*snap.module(file, &path, 1)?, Name::new(class))?;
    let own = origins(snap, named.clone()).iter().find_map(|origin| class_of(snap, origin));
    // The source may assign it what is written in C, of which the stub tells.
    let told = || classes_aliased(snap, &named, &None, &Walk::new(Trust::Belief)).into_iter().next();
    own.or_else(|| told().map(|told| told.class))
}

/// The classes among variables.
fn classes_named(snap: &Snapshot, of: &[Variable], seen: &Seen) -> Vec<Instance> {
    let classes = of.iter().flat_map(|&variable| classes::each_of(snap, &Entity::Variable(variable), Trust::Belief));
    classes.map(|class| Instance::of(class, seen)).collect()
}

/// The classes that an annotation names, through aliases.
pub(super) fn classes_aliased(snap: &Snapshot, entity: &Entity, seen: &Seen, walk: &Walk) -> Vec<Instance> {
    let of = variables(&origins(snap, entity.clone()));
    let named = classes_named(snap, &of, seen);
    if !named.is_empty() {
        return named;
    }
    let aliased = values(snap, &of, seen, walk);
    let classes = aliased.iter().map(|value| match value {
        Value::Entity(entity, seen) => classes_aliased(snap, entity, seen, &walk.beyond(of.first())),
        // `Mode = Literal["r", "w"]`.
        Value::Instance(told) if told.iter().all(|one| snap.is_builtins(one.class.0)) => told.clone(),
        Value::Instance(_) | Value::Super(_) => Vec::new(),
    });
    classes.flatten().collect()
}

/// Several values as one: instances of any of their classes, or the first.
pub(super) fn joined(values: Vec<Value>) -> Option<Value> {
    let mut instances: Vec<Instance> = Vec::new();
    for value in &values {
        if let Value::Instance(some) = value {
            for instance in some {
                if !instances.contains(instance) {
                    instances.push(instance.clone());
                }
            }
        }
    }
    if instances.is_empty() { values.into_iter().next() } else { Some(Value::Instance(instances)) }
}
