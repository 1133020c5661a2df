//! What variables are given, followed to what they are or whose instances.
//!
//! Two kinds of facts lead there. A variable of a function that one assignment binds is what is assigned, or not bound yet: that is proof,
//! as no other code can reach it. All else is belief ([`Trust::Belief`]): that an argument is what its annotation says, that nobody assigns
//! a module's variable or an attribute from elsewhere, that a function returns what it says.

use super::members::{self, Asker, Class, Known, Value};
use super::{Entity, Trust, Variable, Walk, class_of, origins, told_of};
use crate::name::Name;
use crate::scope::{By, Given, Graph};
use crate::store::{FileId, Snapshot};

/// More steps from a target to what it is given are not made. Each may branch; code that people write seldom needs more than three.
const MOST_HOPS: usize = 4;

/// What is given something in more places than this is not followed.
const MOST_GIVEN: usize = 16;

/// Those of some origins that are variables: of which one may ask what they are given.
pub(super) fn variables(origins: &[Entity]) -> Vec<Variable> {
    origins.iter().filter_map(Entity::variable).collect()
}

/// The attribute with this name of what variables are given.
pub(super) fn attribute(at: Asker<'_>, of: &[Variable], name: Name, walk: &Walk) -> Option<Entity> {
    values(at.snap, of, walk).iter().find_map(|value| members::named(at, value, name, &mut walk.beyond(of.first())))
}

/// What a call of something other than a class makes: of a function, what it says that it returns; of a variable, what a call of what it is given
/// makes.
pub(super) fn returned(at: Asker<'_>, of: &[Variable], walk: &Walk) -> Option<Value> {
    let mut found = Vec::new();
    if walk.trust == Trust::Belief {
        let classes = classes_named(at.snap, of);
        if !classes.is_empty() {
            return Some(Value::Instance(classes));
        }
        let mut of_functions = believed(at.snap, of).into_iter().map(|one| of_calls(at.snap, one, |_| true, walk));
        found = of_functions.find(|found| !found.is_empty()).unwrap_or_default();
    }
    if found.is_empty() {
        let made = |value: &Value| members::made(at, value, &mut walk.beyond(of.first()));
        found = all(values(at.snap, of, walk).iter().map(made), walk.trust);
    }
    joined(found)
}

/// The classes of whose instances, or of which itself, the values are that variables are given; `None` where it may be anything
/// else.
pub(super) fn classes(at: Asker<'_>, of: &[Variable], walk: &Walk) -> Option<Vec<Class>> {
    let given = values(at.snap, of, walk);
    let classes: Option<Vec<_>> =
        given.iter().map(|value| members::classes(at, value, &walk.beyond(of.first()))).collect();
    classes.map(|classes| classes.concat()).filter(|classes| !classes.is_empty())
}

/// What variables are given; nothing where that isn't known.
pub(super) fn values(snap: &Snapshot, of: &[Variable], walk: &Walk) -> Vec<Value> {
    match (walk.trust, of) {
        (Trust::Proof, [variable]) => proven(snap, *variable, walk),
        (Trust::Proof, _) => Vec::new(),
        (Trust::Belief, _) => {
            let mut found = believed(snap, of).into_iter().map(|variable| of_variable(snap, variable, walk));
            found.find(|found| !found.is_empty()).unwrap_or_default()
        }
    }
}

/// The variables of which each may be believed: a stub says it before its source.
fn believed(snap: &Snapshot, of: &[Variable]) -> Vec<Variable> {
    of.iter().flat_map(|&variable| told_of(snap, variable).into_iter().chain([variable])).collect()
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
    if is_assigned { followed(snap, variable, &graph, &given, walk) } else { Vec::new() }
}

fn of_variable(snap: &Snapshot, variable: Variable, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let is_property = |name: u32| graph.decorators(name).filter_map(|start| graph.name_from(start)).any(is_of_property);
    let found = of_calls(snap, variable, is_property, walk);
    if !found.is_empty() {
        return found;
    }
    let given: Vec<Given> = graph.given_to(variable.symbol).take(MOST_GIVEN + 1).copied().collect();
    if given.len() > MOST_GIVEN { Vec::new() } else { followed(snap, variable, &graph, &given, walk) }
}

/// `property`, `cached_property` and their like: the attribute is what the function returns.
fn is_of_property(decorator: Name) -> bool {
    decorator.text().ends_with("property")
}

/// What the functions say that they return which a variable is bound to, those among them that are asked for by where their name starts.
fn of_calls(snap: &Snapshot, variable: Variable, asked: impl Fn(u32) -> bool, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let mut found = Vec::new();
    for (_, block) in graph.functions_of(variable.symbol).filter(|function| asked(function.0)).take(MOST_GIVEN) {
        let given = graph.given(graph.block(block).span.start);
        let makes_generator = given.iter().any(|given| given.by == By::Unknown);
        if !makes_generator && given.len() <= MOST_GIVEN {
            found.extend(followed(snap, variable, &graph, given, walk));
        }
    }
    found
}

/// What some places give, as far as it is known: an annotation before what is assigned. With one unknown among them nothing is proven.
fn followed(snap: &Snapshot, variable: Variable, graph: &Graph, given: &[Given], walk: &Walk) -> Vec<Value> {
    if walk.through.len() == MOST_HOPS || walk.through.contains(&variable) {
        return Vec::new();
    }
    let is_annotation = |given: &&Given| matches!(given.by, By::Annotation | By::ClassOf);
    let is_annotated = given.iter().any(|given| is_annotation(&given));
    let given = given.iter().filter(|given| given.by != By::Nothing && (!is_annotated || is_annotation(given)));
    all(given.map(|given| one(snap, variable.file, graph, given, &mut walk.beyond(Some(&variable)))), walk.trust)
}

/// Those of some values that are known; where proof is asked for, none unless all are.
fn all(values: impl Iterator<Item = Option<Value>>, trust: Trust) -> Vec<Value> {
    match trust {
        Trust::Proof => values.collect::<Option<Vec<Value>>>().unwrap_or_default(),
        Trust::Belief => values.flatten().collect(),
    }
}

fn one(snap: &Snapshot, file: FileId, graph: &Graph, given: &Given, walk: &mut Walk) -> Option<Value> {
    if let Some(class) = given.by.literal() {
        return of_literal(snap, file, class);
    }
    let place = given.place;
    let is_self = |name: Name| name.text() == "Self";
    if given.by == By::Annotation && members::form_of_typing(snap, file, graph, place).is_some_and(is_self) {
        return Some(Value::Instance(vec![(file, graph.class_around(place)?)]));
    }
    let value = members::value(snap, file, graph, place, &mut Known::default(), walk)?;
    match given.by {
        By::Value | By::Awaited | By::ClassOf => Some(value),
        By::Annotation => {
            let Value::Entity(entity) = value else { return None };
            let classes = classes_aliased(snap, &entity, walk);
            (!classes.is_empty()).then_some(Value::Instance(classes))
        }
        By::Entered => Some(entered(Asker { snap, file, graph }, value, walk)),
        By::Nothing | By::Unknown | By::Literal(_) => None,
    }
}

/// An instance of the built-in class that a literal makes one of.
pub(super) fn of_literal(snap: &Snapshot, file: FileId, class: &str) -> Option<Value> {
    let builtins = snap.builtins(file)?.file()?;
    let symbol = snap.graph(builtins)?.global(Name::existing(class)?)?;
    let class = class_of(snap, &Entity::Variable(Variable { file: builtins, symbol }))?;
    Some(Value::Instance(vec![class]))
}

/// The classes among variables.
fn classes_named(snap: &Snapshot, of: &[Variable]) -> Vec<Class> {
    of.iter().filter_map(|&variable| class_of(snap, &Entity::Variable(variable))).collect()
}

/// The classes that an annotation names, through aliases.
fn classes_aliased(snap: &Snapshot, entity: &Entity, walk: &Walk) -> Vec<Class> {
    let of = variables(&origins(snap, entity.clone()));
    let named = classes_named(snap, &of);
    if !named.is_empty() {
        return named;
    }
    let aliased = values(snap, &of, walk);
    let classes = aliased.iter().map(|value| match value {
        Value::Entity(entity) => classes_aliased(snap, entity, &walk.beyond(of.first())),
        Value::Instance(_) | Value::Super(_) => Vec::new(),
    });
    classes.flatten().collect()
}

/// What `with` makes of an instance: what its `__enter__` says that it returns, mostly itself.
fn entered(at: Asker<'_>, value: Value, walk: &mut Walk) -> Value {
    let Value::Instance(classes) = &value else { return value };
    let mut enters = classes.iter().flat_map(|&class| ["__enter__", "__aenter__"].map(|name| (class, Name::new(name))));
    let method = enters.find_map(|(class, name)| members::in_class(at.snap, class, name, walk));
    let made = method.and_then(|method| returned(at, &[method], walk));
    let is_itself = |made: &Value| match made {
        Value::Instance(made) => classes.iter().any(|&class| members::tree(at.snap, class).contains(&made[0])),
        _ => false,
    };
    match made {
        Some(made) if !is_itself(&made) => made,
        _ => value,
    }
}

/// Several values as one: instances of any of their classes, or the first.
fn joined(values: Vec<Value>) -> Option<Value> {
    let mut classes = Vec::new();
    for value in &values {
        if let Value::Instance(some) = value {
            classes.extend(some.iter().filter(|class| !classes.contains(*class)).copied().collect::<Vec<_>>());
        }
    }
    if classes.is_empty() { values.into_iter().next() } else { Some(Value::Instance(classes)) }
}
