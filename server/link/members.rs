//! Names behind dots: of modules, of classes and their instances, and of `self` in their methods.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::arguments::{self, Instance, Seen};
use super::classes::{self, Class, bases, classes_of, in_class, known_bases, linearized, own};
use super::{Entity, Holder, Outer, Trust, Variable, Walk, lookup, of_start, of_symbol, origins};
use super::{by_name, calls, containers, decorated, fields, forms, given, reached, steps};
use crate::name::Name;
use crate::scope::{BlockKind, By, Graph, Member, Occurrence, default_passed};
use crate::store::{FileId, Snapshot};

/// The attribute of a module or class with this name, given by where it comes from.
fn attribute(snap: &Snapshot, origins: &[Entity], seen: &Seen, name: Name, walk: &mut Walk) -> Option<Value> {
    let of_class = |class: Class, walk: &mut Walk| {
        let own = in_class(snap, class, name, walk);
        let found = own.or_else(|| in_metaclass(snap, class, name, walk))?;
        Some(Value::seen(found, Instance::of(class, seen), walk))
    };
    origins.iter().find_map(|origin| match origin {
        Entity::Module(module) => lookup(snap, module, name).map(Value::plain),
        // Origins are followed through these.
        Entity::Either(_) => None,
        Entity::Variable(_) => {
            let classes = classes::each_of(snap, origin, walk.trust);
            steps::either(classes.into_iter().filter_map(|class| of_class(class, walk)).collect())
        }
    })
}

/// The attribute with this name of a class's metaclass, or of one of its bases': what the class itself has, when neither it nor its bases do.
pub(super) fn in_metaclass(snap: &Snapshot, class: Class, name: Name, walk: &mut Walk) -> Option<Variable> {
    // A class may name its own base's metaclass by what only that would tell, in code that can't run.
    let begun = (class.0, class.1, Name::new("metaclass="));
    if !walk.begun.insert(begun) {
        return None;
    }
    let tree = linearized(snap, class, walk);
    let found = tree.into_iter().find_map(|class| in_class(snap, bases(snap, class, walk).metaclass?, name, walk));
    walk.begun.remove(&begun);
    found
}

/// What a chain of dots and calls comes to, as far as names tell.
#[derive(Clone)]
pub(super) enum Value {
    /// What a token means; of an attribute, what it was asked for; of a generic class, itself with its arguments.
    Entity(Entity, Seen),
    /// An instance of one of these classes: what a call of it makes.
    Instance(Vec<Instance>),
    /// `super()` in a method of a class, or with the class written out: the classes behind it in the order.
    Super(Class),
}

impl Value {
    /// What has nothing to do with an instance.
    pub(super) fn plain(entity: Entity) -> Value {
        Value::Entity(entity, None)
    }

    /// An attribute that was asked of an instance. What that is tells what its annotations mean: it is of no interest to a proof.
    fn seen(attribute: Variable, of: Instance, walk: &Walk) -> Value {
        Value::Entity(Entity::Variable(attribute), (walk.trust == Trust::Belief).then(|| Arc::new(of)))
    }

    /// An instance of a class of which no more is known.
    pub(super) fn instance(class: Class) -> Value {
        Value::Instance(vec![Instance { class, arguments: None }])
    }
}

/// What the places of a chain come to: those of tokens by their start, those of calls by the end of what is called.
pub(super) type Known = FxHashMap<u32, Option<Value>>;

/// What the token that starts at a place, or the call of one that ends there, comes to. A chain is walked in a loop: it can be long.
pub(super) fn value(
    snap: &Snapshot,
    file: FileId,
    graph: &Graph,
    place: u32,
    known: &mut Known,
    walk: &mut Walk,
) -> Option<Value> {
    let at = Asker { snap, file, graph };
    let mut places = vec![place];
    while let Some(before) = places.last().filter(|place| !known.contains_key(place)).and_then(|&at| {
        let knot = if walk.trust == Trust::Belief { graph.only_knot(at) } else { None };
        knot.map_or_else(|| graph.before(at), |knot| Some(knot.place))
    }) {
        places.push(before);
        // Deeper than any expression that people write.
        if places.len() > MOST_PLACES {
            return None;
        }
    }
    // What the place before comes to, and what it is elsewhere, if it is told to be something else there.
    let (mut value, mut elsewhere): (Option<Value>, Option<Value>) = (None, None);
    while let Some(place) = places.pop() {
        let found = match (known.get(&place), graph.member_from(place)) {
            (Some(known), _) => known.clone(),
            (None, Some(member)) => {
                let base = if member.base().is_some() { value } else { before(snap, file, graph, member) };
                let found = base.and_then(|base| of(at, base, member, walk));
                let found = found.or_else(|| of(at, elsewhere.take()?, member, walk));
                let found = found.or_else(|| of_everything(at, member.name, walk));
                found.or_else(|| reached::assigned(at, place, walk))
            }
            (None, None) if walk.trust == Trust::Belief && !graph.knot(place).is_empty() => {
                let knot = steps::of_knot(at, place, value, walk);
                knot.or_else(|| called_by_name(at, place, known, walk))
            }
            (None, None) if let Some(field) = fields::of_method(at, place, known, walk) => Some(field),
            (None, None) if value.is_some() => value.and_then(|callee| called(snap, file, graph, place, &callee, walk)),
            // Nothing is known of what is in it.
            (None, None) if let Some(class) = displayed(graph, place) => given::of_literal(snap, file, class),
            (None, None) => {
                let occurrence = graph.occurrence_at(place).filter(|occurrence| occurrence.span.start == place);
                let outer = |token: &Occurrence| Outer::new(snap, file, graph).meaning(token);
                let of_token =
                    |token: Occurrence| outer(&token).unwrap_or_else(|| of_symbol(snap, file, graph, token.symbol));
                occurrence.map(of_token).map(Value::plain)
            }
        };
        let found = found.or_else(|| default(at, place, known, walk));
        known.insert(place, found.clone());
        let told = if places.is_empty() { None } else { given::told_there(at, place, walk) };
        (value, elsewhere) = if told.is_some() { (told, found) } else { (found, None) };
    }
    value
}

/// The class of a display that has its place there.
fn displayed(graph: &Graph, place: u32) -> Option<&'static str> {
    graph.knot(place).iter().find_map(|given| given.by.literal())
}

/// Chains of dots and calls that are longer have no meaning: nobody writes them.
const MOST_PLACES: usize = 300_000;

/// What a call of `get`, `getattr` and the like gives back at least, if no more is known: its default. The callee ends at the place.
fn default(at: Asker<'_>, end: u32, known: &mut Known, walk: &mut Walk) -> Option<Value> {
    let name =
        at.graph.start_of(end).filter(|_| walk.trust == Trust::Belief).and_then(|start| at.graph.name_from(start))?;
    let number = default_passed(name.text())?;
    let given = at.graph.given(end).iter().find(|given| given.by == By::Passed(number))?;
    value(at.snap, at.file, at.graph, given.place, known, walk)
}

/// What the call makes whose callee ends at a place, as if that were of no special kind.
fn called_by_name(at: Asker<'_>, end: u32, known: &mut Known, walk: &mut Walk) -> Option<Value> {
    if at.graph.only_knot(end).is_some_and(|one| one.by.method().is_some()) {
        return None;
    }
    let start = at.graph.start_of(end).filter(|&start| start < end)?;
    let callee = value(at.snap, at.file, at.graph, start, known, walk)?;
    called(at.snap, at.file, at.graph, end, &callee, walk)
}

/// The literal before a member's dot, where no name stands there.
fn before(snap: &Snapshot, file: FileId, graph: &Graph, member: &Member) -> Option<Value> {
    given::of_literal(snap, file, graph.literal_before(member)?)
}

/// What stands before a member's dot.
pub(super) fn base(at: Asker<'_>, member: &Member, known: &mut Known, walk: &mut Walk) -> Option<Value> {
    match member.base() {
        Some(base) => {
            let found = value(at.snap, at.file, at.graph, base, known, walk);
            given::narrowed(at, base, found, walk)
        }
        None => before(at.snap, at.file, at.graph, member),
    }
}

/// What a call makes whose callee ends at a place: an instance of a class, or what `super()` stands for.
fn called(snap: &Snapshot, file: FileId, graph: &Graph, end: u32, callee: &Value, walk: &mut Walk) -> Option<Value> {
    let start = graph.start_of(end)?;
    let is_super = |callee: &Occurrence| {
        let variable = graph.variable(callee.symbol);
        graph.name(variable).text() == "super" && !graph.is_bound(variable)
    };
    if let Some(callee) = graph.occurrence_at(start).filter(is_super) {
        let Some(argument) = graph.class_given(end) else {
            let mut around = graph.outwards(graph.block_of(callee.symbol));
            let class = around.find(|&block| graph.block(block).kind == BlockKind::Class)?;
            return Some(Value::Super((file, class)));
        };
        let given = of_start(snap, file, graph, argument, walk)?;
        let [class] = classes_of(snap, &given)?[..] else { return None };
        return Some(Value::Super(class));
    }
    let at = Asker { snap, file, graph };
    if walk.trust == Trust::Proof {
        return made(at, callee, walk);
    }
    let special = forms::class_made(at, end, callee).or_else(|| by_name::module(at, end, callee));
    if let Some(made) = special.or_else(|| class_asked(at, end, callee, walk)) {
        return Some(made);
    }
    // `C[T]()`, or what its arguments hand on to a container.
    let brackets = [start, end].into_iter().find(|&place| arguments::has_parts(graph, place));
    walk.call = if brackets.is_none() { calls::call(file, graph, end) } else { None };
    walk.called = Some((file, end));
    let made = made(at, callee, walk);
    (walk.call, walk.called) = (None, None);
    match brackets {
        Some(place) => made.map(|made| arguments::given_brackets(at, place, made)),
        None => made,
    }
}

/// The class that `type(x)` gives, a call whose callee ends at a place.
fn class_asked(at: Asker<'_>, end: u32, callee: &Value, walk: &mut Walk) -> Option<Value> {
    let mut passed = at.graph.given(end).iter().filter(|given| matches!(given.by, By::Passed(_)));
    let (Some(only), None) = (passed.next(), passed.next()) else { return None };
    let (file, class) = class_called(at, callee).filter(|class| at.snap.is_builtins(class.0))?;
    if at.snap.graph(file)?.block(class).name.text() != "type" {
        return None;
    }
    let found = value(at.snap, at.file, at.graph, only.place, &mut Known::default(), walk);
    own_class(at, &given::narrowed(at, only.place, found, walk)?, walk)
}

/// What a call of something makes: an instance of a class, or what is given back.
pub(super) fn made(at: Asker<'_>, callee: &Value, walk: &mut Walk) -> Option<Value> {
    let snap = at.snap;
    let (entity, seen) = match callee {
        Value::Entity(Entity::Either(entities), seen) if walk.trust == Trust::Belief => {
            let of_one = |entity: &Entity| made(at, &Value::Entity(entity.clone(), seen.clone()), walk);
            let made = entities.iter().filter_map(of_one).collect();
            return steps::union(at, made, walk);
        }
        Value::Entity(entity, seen) => (entity, seen),
        Value::Instance(_) if walk.trust == Trust::Belief => return steps::called(at, callee, walk),
        Value::Instance(_) | Value::Super(_) => return None,
    };
    let Some(class) = class_called(at, callee) else {
        if let Some(seen) = seen
            && containers::takes_out(snap, entity)
            && let Some(taken) = containers::returned(snap, entity, seen, walk)
        {
            return Some(taken);
        }
        let returned = given::returned(at, &given::variables(&origins(snap, entity.clone())), seen, walk);
        return returned.or_else(|| containers::returned(snap, entity, seen.as_deref()?, walk));
    };
    // Either may make something else, but seldom does.
    let new = in_class(snap, class, Name::new("__new__"), walk);
    let call = in_metaclass(snap, class, Name::new("__call__"), walk);
    let is_plain = [new, call].into_iter().flatten().all(|maker| snap.is_library(maker.file));
    (is_plain || walk.trust == Trust::Belief)
        .then(|| Value::Instance(vec![arguments::constructed(snap, class, seen, walk)]))
}

/// The class that is called, if it is one: by its name, or as the `cls` of its own methods.
pub(super) fn class_called(at: Asker<'_>, callee: &Value) -> Option<Class> {
    let Value::Entity(entity, _) = callee else { return None };
    if let Entity::Variable(variable) = entity
        && let Some((class, name)) = of_receiver(at, *variable)
    {
        // A call of `self` is one of an instance.
        return (name.text() == "cls").then_some(class);
    }
    let [class] = classes_of(at.snap, entity)?[..] else { return None };
    Some(class)
}

/// The classes of whose instances, or of which itself, a value is; `None` where it may be anything else. Of `super()`, the one that it looks
/// behind.
pub(super) fn classes(at: Asker<'_>, value: &Value, walk: &Walk) -> Option<Vec<Class>> {
    match value {
        Value::Instance(instances) => Some(instances.iter().map(|instance| instance.class).collect()),
        Value::Super(class) => Some(vec![*class]),
        Value::Entity(Entity::Variable(variable), _) if let Some((class, _)) = of_receiver(at, *variable) => {
            Some(vec![class])
        }
        Value::Entity(Entity::Either(entities), seen) => {
            let of_one = |entity: &Entity| classes(at, &Value::Entity(entity.clone(), seen.clone()), walk);
            entities.iter().map(of_one).collect::<Option<Vec<_>>>().map(|classes| classes.concat())
        }
        Value::Entity(entity, seen) => {
            let origins = || given::variables(&origins(at.snap, entity.clone()));
            classes_of(at.snap, entity).or_else(|| given::classes(at, &origins(), seen, walk))
        }
    }
}

/// What of a value the names behind its dot are, added to those that are found already.
pub(super) fn holders(at: Asker<'_>, value: &Value, walk: &Walk, found: &mut Vec<Holder>) {
    let mut add = |holder: Holder| {
        if !found.contains(&holder) {
            found.push(holder);
        }
    };
    match value {
        Value::Instance(instances) => {
            let classes = instances.iter().map(|instance| instance.class).chain(decorated::of_callable(at, value));
            classes.for_each(|class| add(Holder::Instance(class)));
        }
        Value::Super(class) => known_bases(at.snap, *class).into_iter().for_each(|base| add(Holder::Instance(base))),
        Value::Entity(Entity::Variable(variable), _) if let Some((class, _)) = of_receiver(at, *variable) => {
            add(Holder::Instance(class));
        }
        Value::Entity(Entity::Either(entities), seen) => {
            for entity in entities.iter() {
                let mut of_one = Vec::new();
                holders(at, &Value::Entity(entity.clone(), seen.clone()), walk, &mut of_one);
                of_one.into_iter().for_each(&mut add);
            }
        }
        Value::Entity(entity, seen) => {
            let origins = origins(at.snap, entity.clone());
            for origin in &origins {
                if let Entity::Module(module) = origin {
                    add(Holder::Module(module.clone()));
                }
                let classes = classes::each_of(at.snap, origin, walk.trust);
                classes.into_iter().for_each(|class| add(Holder::Class(class)));
            }
            if found.is_empty() {
                let of = given::variables(&origins);
                let mut given = given::values(at.snap, &of, seen, walk);
                if given.is_empty() && walk.trust == Trust::Belief {
                    given = of.iter().flat_map(|&one| decorated::attributed(at.snap, one, walk)).collect();
                }
                given.iter().for_each(|value| holders(at, value, &walk.beyond(of.first()), found));
            }
        }
    }
}

/// The file that a question is asked in: its graph is at hand.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    pub(super) snap: &'a Snapshot,
    pub(super) file: FileId,
    pub(super) graph: &'a Graph,
}

/// The class whose method's first parameter a variable is, and the parameter's name.
pub(super) fn of_receiver(at: Asker<'_>, variable: Variable) -> Option<(Class, Name)> {
    let of = |graph: &Graph| Some((graph.class_of_receiver(variable.symbol)?, graph.name(variable.symbol)));
    let (class, name) = if variable.file == at.file { of(at.graph)? } else { of(&*at.snap.graph(variable.file)?)? };
    Some(((variable.file, class), name))
}

/// What a member comes to whose base comes to `base`.
fn of(at: Asker<'_>, base: Value, member: &Member, walk: &mut Walk) -> Option<Value> {
    let name = at.graph.stored_name(member);
    let found = of_own_classes(at, &base, name, walk);
    // The class of an instance of a class has what both have.
    let is_instance = match &base {
        Value::Entity(Entity::Variable(variable), _) => of_receiver(at, *variable).is_some(),
        Value::Instance(_) => true,
        Value::Entity(..) | Value::Super(_) => false,
    };
    let is_own_class = is_instance && member.name.text() == "__class__";
    if found.is_none() && is_own_class {
        return Some(if walk.trust == Trust::Belief { own_class(at, &base, walk).unwrap_or(base) } else { base });
    }
    let found = found.or_else(|| of_described(at, &base, name, walk));
    let found = found.or_else(|| of_object(at, &base, name, walk));
    let of_type = |walk: &mut Walk| {
        let is_asked = walk.trust == Trust::Belief && is_instance && is_in_brackets(at.graph, member);
        let class = if is_asked { own_class(at, &base, walk) } else { None };
        of_object(at, &class?, name, walk)
    };
    let found = found.or_else(|| of_type(walk));
    if found.is_some() || walk.trust == Trust::Proof {
        return found;
    }
    let settled = steps::settled(at, &base, walk);
    let of_tuple = |walk: &mut Walk| settled.iter().find_map(|value| fields::of_named_tuple(at, value, name, walk));
    let of_form = settled.iter().find_map(|value| forms::attribute(at, value, name, walk)).or_else(|| of_tuple(walk));
    let found = of_form.or_else(|| decorated::attribute(at, &base, name, walk));
    // What is found by no name has a method to make it: that is no token that the name means.
    found.or_else(|| settled.iter().find_map(|value| steps::made_by_name(at, value, walk)))
}

/// What everything has, whatever it is.
fn of_everything(at: Asker<'_>, name: Name, walk: &mut Walk) -> Option<Value> {
    let is_known = matches!(name.text(), "__class__" | "__dict__" | "__doc__" | "__module__");
    let object =
        if walk.trust == Trust::Belief && is_known { given::of_literal(at.snap, at.file, "object") } else { None };
    named(at, &object?, name, walk)
}

/// The class that an instance is one of, if that is one alone.
fn own_class(at: Asker<'_>, instance: &Value, walk: &Walk) -> Option<Value> {
    let [class] = classes(at, instance, walk)?[..] else { return None };
    arguments::variable_of(at.snap, class).map(|class| Value::plain(Entity::Variable(class)))
}

/// Whether what stands before a member's dot is the name in the brackets of `type(self)`.
fn is_in_brackets(graph: &Graph, member: &Member) -> bool {
    let name = |start| graph.name_from(start).map_or(0, |name| name.text().len() as u32);
    member.base().is_some_and(|base| base + name(base) + ").".len() as u32 == member.start)
}

/// What has a name behind a dot whose base comes to `base`.
pub(super) fn named(at: Asker<'_>, base: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    of_own_classes(at, base, name, walk).or_else(|| of_object(at, base, name, walk))
}

/// What the stubs of a library's classes say that these have: no body has what is set from outside, as `datetime.timezone.utc` is.
fn of_described(at: Asker<'_>, base: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    if walk.trust == Trust::Proof {
        return None;
    }
    classes(at, base, walk)?.into_iter().find_map(|class| {
        let of_library = classes::tree(at.snap, class).into_iter().filter(|one| at.snap.is_library(one.0));
        let found = of_library.into_iter().find_map(|one| {
            let described = arguments::described(at.snap, one);
            if described == one { None } else { own(at.snap, described, name) }
        })?;
        Some(Value::seen(found, Instance::of(class, &None), walk))
    })
}

/// What all classes and their instances have, if nothing else is found: the attribute of `object`, of a class that of `type` before it. It is no
/// proof, as there may be bases that can't be found.
fn of_object(at: Asker<'_>, base: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    if walk.trust == Trust::Proof {
        return None;
    }
    let class = |entity: &Entity| origins(at.snap, entity.clone()).iter().find_map(|one| super::class_of(at.snap, one));
    let (all, of): (&[&str], Instance) = match base {
        Value::Entity(Entity::Variable(variable), _) if let Some((class, name)) = of_receiver(at, *variable) => {
            let all: &[&str] = if name.text() == "cls" { &["type", "object"] } else { &["object"] };
            (all, Instance::of(class, &None))
        }
        Value::Entity(entity, seen) => (&["type", "object"], Instance::of(class(entity)?, seen)),
        Value::Instance(instances) => (&["object"], instances.first()?.clone()),
        Value::Super(class) => (&["object"], Instance::of(*class, &None)),
    };
    all.iter().find_map(|class| match given::of_literal(at.snap, at.file, class)? {
        Value::Instance(all) => {
            let found = in_class(at.snap, all.first()?.class, name, walk)?;
            Some(Value::seen(found, of.clone(), walk))
        }
        Value::Entity(..) | Value::Super(_) => None,
    })
}

fn of_instance(snap: &Snapshot, instances: &[Instance], name: Name, walk: &mut Walk) -> Option<Value> {
    let own = instances.iter().filter_map(|instance| {
        let found = in_class(snap, instance.class, name, walk)?;
        Some(Value::seen(found, instance.clone(), walk))
    });
    steps::either(own.collect())
}

/// What the classes have of which a value is, or of whose instances.
fn of_own_classes(at: Asker<'_>, base: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    let snap = at.snap;
    match base {
        Value::Instance(instances) => of_instance(snap, instances, name, walk),
        Value::Super(class) if walk.begun.insert((class.0, class.1, name)) => {
            let mut behind = linearized(snap, *class, walk).into_iter().skip(1);
            let found = behind.find_map(|class| own(snap, class, name))?;
            Some(Value::seen(found, Instance::of(*class, &None), walk))
        }
        Value::Super(_) => None,
        Value::Entity(Entity::Variable(variable), _) if let Some((class, _)) = of_receiver(at, *variable) => {
            let found = in_class(snap, class, name, walk)?;
            Some(Value::seen(found, Instance::of(class, &None), walk))
        }
        Value::Entity(Entity::Either(entities), seen) => {
            let of_one = |entity: &Entity| of_own_classes(at, &Value::Entity(entity.clone(), seen.clone()), name, walk);
            steps::either(entities.iter().filter_map(of_one).collect())
        }
        Value::Entity(entity, seen) => {
            if seen.as_ref().is_some_and(|seen| forms::is_made(seen))
                && let Some(member) = forms::attribute(at, base, name, walk)
            {
                return Some(member);
            }
            let origins = origins(snap, entity.clone());
            let own = attribute(snap, &origins, seen, name, walk);
            own.or_else(|| given::attribute(at, &given::variables(&origins), seen, name, walk))
        }
    }
}
