//! Generic classes and what stands in their brackets: what `T` is where `x: list[C]` says it.
//!
//! The trick: an instance remembers the place of the name before its brackets, and what was around there; no more. Only when an annotation that it is
//! asked for names a type parameter, the class that has the parameter is looked for among its bases, and what is given to that class's name.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::classes::{self, Class};
use super::found::{self, Part};
use super::given::{self, joined};
use super::members::{self, Asker, Known, Value};
use super::{Entity, Variable, Walk, calls, class_of, containers, fields, origins, steps, told_of};
use crate::scope::{ALL_OTHERS, BindingKind, BlockId, BlockKind, By, Given, Graph, Role};
use crate::store::{FileId, Snapshot};
use crate::syntax::Node;

/// What an attribute was asked of, or a generic class with its arguments.
pub(super) type Seen = Option<Arc<Instance>>;

/// An instance of a class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Instance {
    pub(super) class: Class,
    /// What its class is given in brackets, or what is in a display.
    pub(super) arguments: Option<Arc<Arguments>>,
}

/// What a generic class is given: see [`By::part`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Arguments {
    pub(super) file: FileId,
    /// The name before the brackets; of a display, its place.
    pub(super) place: u32,
    /// What the type parameters in the brackets are those of.
    pub(super) around: Seen,
    pub(super) view: View,
}

/// How a mapping's arguments are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum View {
    /// As they are.
    Whole,
    /// The second is the one part.
    Values,
    /// A tuple of them is the one part.
    Items,
    /// They are those of the fields of what a call makes: see [`super::forms`].
    Form,
    /// They are the arguments of a call, and the class is the function's block: see [`super::calls`].
    Call,
    /// It is what stands below the decorator at this place, and the class is the block of the function that decorates: see [`super::decorated`].
    Decorated,
    /// There are none: the place is the member of an enumeration that the instance is.
    Member,
    /// They are what the type parameters of the class come to by the arguments that its constructor is called with.
    New,
    /// They are those of an alias with type parameters, whose name stands before the brackets: no class has them.
    Alias,
}

impl Arguments {
    /// Whether they are those of a function.
    pub(super) fn is_call(&self) -> bool {
        matches!(self.view, View::Call | View::Decorated)
    }
}

/// More bases of a class are not searched for who has a type parameter.
const MOST_BASES: usize = 100;

/// More values for one type parameter are not told apart.
const MOST_PARTS: usize = 8;

impl Instance {
    /// An instance of a class, with the arguments that the class was seen with.
    pub(super) fn of(class: Class, seen: &Seen) -> Instance {
        let arguments = seen.as_ref().filter(|seen| seen.class == class).and_then(|seen| seen.arguments.clone());
        Instance { class, arguments }
    }
}

/// Whether something is given to a place as its parts.
pub(super) fn has_parts(graph: &Graph, place: u32) -> bool {
    graph.given(place).iter().any(|given| given.by.part().is_some())
}

/// What is of the type that an annotation names.
pub(super) fn annotated(at: Asker<'_>, place: u32, seen: &Seen, walk: &mut Walk) -> Option<Value> {
    let Asker { snap, file, graph } = at;
    if classes::is_self(snap, file, graph, place) {
        let class = (file, graph.class_around(place)?);
        // Nothing names these as a base.
        let is_of_all = !snap.is_ours(file) && matches!(graph.block(class.1).name.text(), "object" | "NamedTuple");
        // Of a library's class the stub may speak.
        let is_it = |base: &Class| is_of_all || *base == class || described(snap, *base) == class;
        let derived = calls::receiver(seen).filter(|seen| classes::tree(snap, seen.class).iter().any(is_it));
        let derived = derived.map(|seen| (**seen).clone());
        return Some(Value::Instance(vec![derived.unwrap_or(Instance { class, arguments: None })]));
    }
    let Value::Entity(entity, _) = members::value(snap, file, graph, place, &mut Known::default(), walk)? else {
        return None;
    };
    if let Some(seen) = seen
        && let Some(found) = of_parameter(at, place, &entity, seen, walk)
    {
        return Some(found);
    }
    let has_parts = has_parts(graph, place);
    if has_parts && graph.name_from(place).is_some_and(|name| matches!(name.text(), "type" | "Type")) {
        let class = graph.given(place).iter().find(|given| given.by == By::Argument(0))?;
        return match members::value(snap, file, graph, class.place, &mut Known::default(), walk)? {
            Value::Entity(named, _) => Some(with_arguments(at, class.place, &named, seen, walk)),
            other => Some(other),
        };
    }
    let mut instances = given::classes_aliased(snap, &entity, &as_alias(at, place, has_parts, seen), walk);
    if instances.is_empty() && (has_parts || classes::form_of_typing(snap, file, graph, place).is_some()) {
        instances.extend(containers::of_typing(at, place));
    }
    if has_parts {
        give(at, place, seen, &mut instances);
    }
    (!instances.is_empty()).then_some(Value::Instance(instances))
}

/// A class that an alias or `type[…]` names, with what stands in the brackets behind its name; of a type parameter, the class that it stands for.
pub(super) fn with_arguments(at: Asker<'_>, place: u32, entity: &Entity, seen: &Seen, walk: &mut Walk) -> Value {
    let mut instances = Vec::new();
    if let Some(seen) = seen
        && let Some(Value::Instance(of_parameter)) = of_parameter(at, place, entity, seen, walk)
    {
        instances = of_parameter;
    } else if has_parts(at.graph, place) {
        instances = given::classes_aliased(at.snap, entity, &as_alias(at, place, true, seen), walk);
        if instances.is_empty() {
            instances = containers::of_typing(at, place);
        }
        give(at, place, seen, &mut instances);
    }
    let class = instances.into_iter().next();
    let named = class.as_ref().and_then(|instance| variable_of(at.snap, instance.class));
    Value::Entity(named.map_or(entity.clone(), Entity::Variable), class.map(Arc::new))
}

/// What an alias is seen with where brackets stand behind its name: `Lists[C]` of `type Lists[T] = list[T]`.
fn as_alias(at: Asker<'_>, place: u32, has_parts: bool, around: &Seen) -> Seen {
    let arguments = Arguments { file: at.file, place, around: around.clone(), view: View::Alias };
    has_parts.then(|| Arc::new(Instance { class: (at.file, BlockId(0)), arguments: Some(Arc::new(arguments)) }))
}

/// Gives classes what stands in the brackets at a place, those that have nothing yet.
fn give(at: Asker<'_>, place: u32, around: &Seen, instances: &mut [Instance]) {
    for instance in instances.iter_mut().filter(|instance| instance.arguments.is_none()) {
        instance.class = described(at.snap, instance.class);
        instance.arguments =
            Some(Arc::new(Arguments { file: at.file, place, around: around.clone(), view: View::Whole }));
    }
}

/// The instances that a call makes of a class with what stands in the brackets behind its name.
pub(super) fn given_brackets(at: Asker<'_>, place: u32, made: Value) -> Value {
    match made {
        Value::Instance(mut instances) => {
            give(at, place, &None, &mut instances);
            Value::Instance(instances)
        }
        other => other,
    }
}

/// An instance that a call makes of a class; of a generic one its arguments tell more.
pub(super) fn constructed(snap: &Snapshot, class: Class, seen: &Seen, walk: &mut Walk) -> Instance {
    let mut made = Instance::of(class, seen);
    if let Some((file, place)) = walk.call.take().filter(|_| made.arguments.is_none())
        && !parameters(snap, class, walk).is_empty()
    {
        made.arguments = Some(Arc::new(Arguments { file, place, around: None, view: View::New }));
    }
    made
}

/// What is given somewhere, if it is a container, with what is put into the target's variable elsewhere, beside what it had already.
pub(super) fn filled(at: Asker<'_>, given: &Given, made: Value) -> Value {
    let Value::Instance(mut instances) = made else { return made };
    let place = given.target;
    // An annotation that says what is in it is to be believed before.
    let may_have =
        |arguments: &Arguments| given.by != By::Annotation && arguments.view == View::Whole && arguments.place != place;
    let is_whole = |arguments: &Option<Arc<Arguments>>| arguments.as_deref().is_none_or(may_have);
    let is_container =
        |instance: &&mut Instance| containers::is_container(at.snap, instance) && is_whole(&instance.arguments);
    let mut containers = instances.iter_mut().filter(is_container).peekable();
    if containers.peek().is_some() && at.graph.filled(place).next().is_some() {
        for instance in containers {
            let around = instance.arguments.is_some().then(|| Arc::new(instance.clone()));
            instance.arguments = Some(Arc::new(Arguments { file: at.file, place, around, view: View::Whole }));
        }
    }
    Value::Instance(instances)
}

pub(super) fn variable_of(snap: &Snapshot, (file, class): Class) -> Option<Variable> {
    let graph = snap.graph(file)?;
    let name = fields::name_of(&graph, class)?;
    Some(Variable { file, symbol: graph.variable(name.symbol) })
}

/// The class of a stub that says what one of the standard library is: its source knows no type parameters.
pub(super) fn described(snap: &Snapshot, class: Class) -> Class {
    let stub = variable_of(snap, class).filter(|_| !snap.is_ours(class.0)).and_then(|variable| told_of(snap, variable));
    let own = stub.and_then(|stub| class_of(snap, &Entity::Variable(stub)));
    // Or what the stub imports.
    let imported = || origins(snap, Entity::Variable(stub?)).iter().find_map(|stub| class_of(snap, stub));
    own.or_else(imported).unwrap_or(class)
}

/// What calls of a function give that yields: something to iterate over.
pub(super) fn generator(snap: &Snapshot, file: FileId, graph: &Graph, place: u32) -> Option<Value> {
    let Value::Instance(mut found) = containers::iterator(snap, file).filter(|_| has_parts(graph, place))? else {
        return None;
    };
    found[0].arguments = Some(Arc::new(Arguments { file, place, around: None, view: View::Whole }));
    Some(Value::Instance(found))
}

/// What a type parameter is for an instance; `None` where the entity is none, or nothing is known of it.
fn of_parameter(at: Asker<'_>, place: u32, entity: &Entity, seen: &Arc<Instance>, walk: &mut Walk) -> Option<Value> {
    let snap = at.snap;
    let parameter = origins(snap, entity.clone()).iter().find_map(Entity::variable)?;
    if !is_type_parameter(&*snap.graph(parameter.file)?, parameter) {
        return None;
    }
    if let Some(receiver) = calls::receiver_told(at, place, parameter, seen) {
        return Some(receiver);
    }
    let arguments = seen.arguments.as_ref();
    if let Some(call) = arguments.filter(|arguments| arguments.is_call()) {
        let solved = calls::solved(snap, parameter, seen, walk);
        return solved.or_else(|| of_parameter(at, place, entity, call.around.as_ref()?, walk));
    }
    if let Some(alias) = arguments.filter(|arguments| arguments.view == View::Alias) {
        let named = self::alias(Asker { snap, file: alias.file, graph: &*snap.graph(alias.file)? }, alias.place, walk)?;
        let number = parameters_of_alias(snap, named, walk).iter().position(|&one| one == parameter)?;
        return part(snap, alias, Some(number as u8), walk);
    }
    let owner = at.graph.class_around(place).map(|class| (at.file, class));
    let owner = owner.and_then(|owner| as_base(snap, seen, owner, walk)).unwrap_or_else(|| (**seen).clone());
    if owner.arguments.as_ref().is_some_and(|arguments| arguments.view == View::New) {
        return calls::solved_by_constructor(snap, parameter, &owner, walk);
    }
    let number = parameters(snap, owner.class, walk).iter().position(|&one| one == parameter)?;
    let number = if is_tuple(snap, owner.class) { None } else { Some(number as u8) };
    part(snap, &*owner.arguments?, number, walk)
}

fn is_type_parameter(graph: &Graph, variable: Variable) -> bool {
    let symbol = variable.symbol;
    let makes_one = |given: &Given| {
        let name = graph.start_of(given.place).and_then(|start| graph.name_from(start));
        given.by == By::Value && name.is_some_and(|name| name.text().starts_with("TypeVar"))
    };
    graph.block(graph.block_of(symbol)).kind == BlockKind::TypeParameters || graph.given_to(symbol).any(makes_one)
}

/// The type parameters of a class, in order (PEP 695; `typing.Generic`; else in order of mention). None of one whose header asks for its own, by
/// a call of the class in it.
fn parameters(snap: &Snapshot, class: Class, walk: &mut Walk) -> Vec<Variable> {
    if walk.generic.contains(&class) || walk.generic.len() == MOST_GENERIC {
        walk.counts.circles.set(walk.counts.circles.get() + 1);
        return Vec::new();
    }
    walk.generic.push(class);
    let found = parameters_in_header(snap, class, walk);
    walk.generic.pop();
    found
}

/// Of classes whose headers ask for the type parameters of more others, none are told: nobody writes them.
const MOST_GENERIC: usize = 50;

fn parameters_in_header(snap: &Snapshot, (file, class): Class, walk: &mut Walk) -> Vec<Variable> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let around = graph.block(class).parent;
    if graph.block(around).kind == BlockKind::TypeParameters {
        return declared(file, &graph, around);
    }
    let bases: Vec<u32> = graph.bases(class).collect();
    let is_generic = |&base: &u32| {
        let name = graph.name_from(base);
        name.is_some_and(|name| matches!(name.text(), "Generic" | "Protocol")) && has_parts(&graph, base)
    };
    let named: Vec<u32> = bases.iter().copied().filter(is_generic).collect();
    mentioned(Asker { snap, file, graph: &graph }, if named.is_empty() { bases } else { named }, walk)
}

/// The variable whose name stands before some brackets.
pub(super) fn alias(at: Asker<'_>, place: u32, walk: &mut Walk) -> Option<Variable> {
    let named = members::value(at.snap, at.file, at.graph, place, &mut Known::default(), walk)?;
    let Value::Entity(entity, _) = named else { return None };
    origins(at.snap, entity).iter().find_map(Entity::variable)
}

/// The type parameters of an alias, in order (PEP 695; else in order of mention).
pub(super) fn parameters_of_alias(snap: &Snapshot, alias: Variable, walk: &mut Walk) -> Vec<Variable> {
    let Some(graph) = snap.graph(alias.file) else { return Vec::new() };
    let given = graph.given_to(alias.symbol).filter(|given| given.by == By::ClassOf).take(MOST_PARTS);
    let given: Vec<Given> = given.copied().collect();
    let name = given.first().and_then(|given| graph.occurrence_at(given.target));
    if let Some(name) = name.filter(|name| graph.binding(name) == BindingKind::TypeAlias).map(|name| name.span) {
        let is_its = |&block: &BlockId| {
            let block = graph.block(block);
            block.kind == BlockKind::TypeParameters && block.span.start <= name.start && name.end <= block.span.end
        };
        // Of several around it, as in a generic class, the last is its own; that of another alias ends before.
        let own = graph.blocks().rev().find(is_its);
        return own.map_or(Vec::new(), |own| declared(alias.file, &graph, own));
    }
    let places = given.iter().map(|given| given.place).collect();
    mentioned(Asker { snap, file: alias.file, graph: &graph }, places, walk)
}

/// The type parameters that a block of such binds.
fn declared(file: FileId, graph: &Graph, block: BlockId) -> Vec<Variable> {
    let span = graph.block(block).span;
    let within = graph.occurrences_from(span.start).take_while(|token| token.span.start < span.end);
    let bound = within.filter(|token| {
        token.role == Role::Bind
            && graph.binding(token) == BindingKind::TypeParameter
            && graph.block_of(token.symbol) == block
    });
    bound.map(|token| Variable { file, symbol: graph.variable(token.symbol) }).collect()
}

/// The type parameters at some places and in the brackets there, in order of mention.
fn mentioned(at: Asker<'_>, mut pending: Vec<u32>, walk: &mut Walk) -> Vec<Variable> {
    let Asker { snap, file, graph } = at;
    pending.reverse();
    let mut found = Vec::new();
    while let Some(place) = pending.pop().filter(|_| found.len() < MOST_BASES) {
        let mut arguments: Vec<u32> =
            graph.given(place).iter().filter(|given| given.by.part().is_some()).map(|given| given.place).collect();
        arguments.sort_unstable();
        pending.extend(arguments.into_iter().rev());
        let value = members::value(snap, file, graph, place, &mut Known::default(), walk);
        let Some(Value::Entity(entity, _)) = value else { continue };
        let origin = origins(snap, entity).iter().find_map(Entity::variable);
        let is_one = |origin: &Variable| {
            snap.graph(origin.file).is_some_and(|graph| is_type_parameter(&graph, *origin)) && !found.contains(origin)
        };
        found.extend(origin.filter(is_one));
    }
    found
}

/// An instance as one of a base of its class: with the arguments that this gets.
fn as_base(snap: &Snapshot, instance: &Instance, base: Class, walk: &mut Walk) -> Option<Instance> {
    in_bases(snap, instance, walk, |instance| (instance.class == base).then(|| instance.clone()))
}

/// The first that is found for an instance as one of its class or of a base of that: the nearest bases before others.
pub(super) fn in_bases<T>(
    snap: &Snapshot,
    instance: &Instance,
    walk: &mut Walk,
    find: impl Fn(&Instance) -> Option<T>,
) -> Option<T> {
    let (mut pending, mut seen) = (VecDeque::from([instance.clone()]), FxHashSet::default());
    while let Some(instance) = pending.pop_front().filter(|_| seen.len() < MOST_BASES) {
        if let Some(found) = find(&instance) {
            return Some(found);
        }
        let (file, class) = instance.class;
        let Some(graph) = snap.graph(file).filter(|_| seen.insert(instance.class)) else { continue };
        let around = Some(Arc::new(instance));
        let at = Asker { snap, file, graph: &graph };
        for place in graph.bases(class) {
            let value = members::value(snap, file, &graph, place, &mut Known::default(), walk);
            let Some(Value::Entity(entity, _)) = value else { continue };
            let mut bases = given::classes_aliased(snap, &entity, &None, walk);
            if has_parts(&graph, place) {
                give(at, place, &around, &mut bases);
            }
            pending.extend(bases);
        }
    }
    None
}

/// What is given as a part with this number, or as any part.
pub(super) fn part(snap: &Snapshot, arguments: &Arguments, number: Option<u8>, walk: &Walk) -> Option<Value> {
    let mut beyond = walk.behind_next_parameter()?;
    if !beyond.is_of_all() {
        return part_anew(snap, arguments, number, &mut beyond);
    }
    let (n_parameters, trust) = (beyond.n_parameters, beyond.trust);
    let asked = Part { arguments: arguments.clone(), number, n_parameters, trust };
    found::part(snap, asked, beyond, |walk| part_anew(snap, arguments, number, walk))
}

fn part_anew(snap: &Snapshot, arguments: &Arguments, number: Option<u8>, walk: &mut Walk) -> Option<Value> {
    let number = match arguments.view {
        View::Whole | View::Form | View::Alias => number,
        View::Call | View::Decorated | View::New | View::Member => return None,
        View::Values => Some(1),
        View::Items => return containers::pair(snap, arguments),
    };
    let graph = snap.graph(arguments.file)?;
    let place = (arguments.file, arguments.place);
    let is_filled = graph.filled(arguments.place).next().is_some();
    if is_filled && walk.filled.contains(&place) {
        return None;
    }
    walk.filled.extend(is_filled.then_some(place));
    let at = Asker { snap, file: arguments.file, graph: &graph };
    let is_it = |given: &&Given| given.by.part().is_some_and(|part| number.is_none_or(|number| part == number));
    let given = graph.parts(arguments.place).filter(is_it).take(MOST_PARTS);
    let values = given.filter_map(|given| match given.by {
        By::Argument(_) => annotated(at, given.place, &arguments.around, walk),
        By::ElementOf(_) => given::made(at, &Given { by: By::Iterated, ..*given }, &None, walk),
        _ => given::made(at, &Given { by: By::Value, ..*given }, &None, walk),
    });
    let mut values: Vec<Value> = values.collect();
    if values.is_empty() && number == Some(0) {
        values.extend(key_of_display(at, arguments.place, walk));
    }
    // `gather` waits for what it is given.
    let name = graph.start_of(arguments.place).and_then(|start| graph.name_from(start));
    if name.is_some_and(|name| name.text() == "gather") {
        values = values.into_iter().filter_map(|value| steps::step(at, By::Awaited, value, walk)).collect();
    }
    // What a container was made of to which more is put.
    if let Some(before) = arguments.around.as_ref().filter(|_| is_filled) {
        values.extend(before.arguments.as_ref().and_then(|before| part(snap, before, number, walk)));
    }
    steps::union(at, values, walk)
}

/// The first key of the dictionary that is displayed at a place, or given to what stands there: keys are not noted, as few ask for them.
fn key_of_display(at: Asker<'_>, place: u32, walk: &mut Walk) -> Option<Value> {
    let is_dict = |given: &Given| given.by.literal() == Some("dict");
    at.graph.given(place).iter().find(|given| is_dict(given))?;
    let (syntax, place) = (at.snap.syntax(at.file)?, place as usize);
    let root = syntax.tree.root_node();
    let displayed = |node: Node<'_>| node.kind() == "dictionary" && node.end_byte() == place;
    let display = place.checked_sub(1).map(|last| root.named_descendant(last..place)).filter(|node| displayed(*node));
    let display = display.or_else(|| {
        let target = std::iter::successors(Some(root.named_descendant(place..place)), |node| node.parent()).take(3);
        target.into_iter().find_map(|node| node.field("right")).filter(|right| right.kind() == "dictionary")
    })?;
    let key = display.named_children().find_map(|pair| pair.field("key"))?;
    let start = key.start_byte() as u32;
    match key.kind() {
        "string" | "concatenated_string" => given::of_literal(at.snap, at.file, "str"),
        "integer" => given::of_literal(at.snap, at.file, "int"),
        "identifier" => members::value(at.snap, at.file, at.graph, start, &mut Known::default(), walk),
        "attribute" => {
            let name = key.field("attribute")?.start_byte() as u32;
            members::value(at.snap, at.file, at.graph, name, &mut Known::default(), walk)
        }
        _ => None,
    }
}

/// The part with a number of the instances that a value is.
pub(super) fn part_of(snap: &Snapshot, value: &Value, number: u8, walk: &Walk) -> Option<Value> {
    let Value::Instance(instances) = value else { return None };
    joined(
        instances.iter().filter_map(|instance| part(snap, instance.arguments.as_ref()?, Some(number), walk)).collect(),
    )
}

/// The part of a tuple with a number; the inner `None` where it is not known. `None` for what is no tuple.
pub(super) fn of_tuple(snap: &Snapshot, instance: &Instance, number: u8, walk: &Walk) -> Option<Option<Value>> {
    if !is_tuple(snap, instance.class) {
        return None;
    }
    let arguments = instance.arguments.as_ref();
    let of = |number| arguments.and_then(|arguments| part(snap, arguments, Some(number), walk));
    Some(of(number).or_else(|| of(ALL_OTHERS)))
}

/// What the argument of a call is said to be which gives back a `TypeGuard[…]`.
pub(super) fn guarded(snap: &Snapshot, made: &Value, walk: &Walk) -> Option<Value> {
    let Value::Instance(instances) = made else { return None };
    let arguments = instances.iter().find_map(|instance| instance.arguments.as_ref())?;
    let name = snap.graph(arguments.file)?.name_from(arguments.place)?;
    if matches!(name.text(), "TypeGuard" | "TypeIs") { part(snap, arguments, Some(0), walk) } else { None }
}

/// What `await` makes of a generator: the third part of what it is.
pub(super) fn third(snap: &Snapshot, value: &Value, walk: &Walk) -> Option<Value> {
    let Value::Instance(instances) = value else { return None };
    instances.iter().find_map(|instance| part(snap, instance.arguments.as_ref()?, Some(2), walk))
}

pub(super) fn is_tuple(snap: &Snapshot, (file, class): Class) -> bool {
    snap.is_builtins(file) && snap.graph(file).is_some_and(|graph| graph.block(class).name.text() == "tuple")
}
