//! What is in the containers of the standard library, by their names: what no stub says where the environment has none.
//!
//! Their classes are in compiled modules, or in sources without annotations; what their type parameters stand for is in the documentation of
//! `typing` and `collections.abc` alone.

use std::sync::Arc;

use super::arguments::{self, Arguments, Instance, View, part};
use super::classes;
use super::given;
use super::members::{Asker, Value};
use super::{Entity, Variable, Walk};
use crate::store::{FileId, Snapshot};

/// The generic classes that map keys to values.
const MAPPINGS: [&str; 7] =
    ["dict", "defaultdict", "OrderedDict", "Mapping", "MutableMapping", "ChainMap", "MappingProxyType"];

/// The names in `typing` of what is a built-in class (PEP 585), or like one for whoever asks what is in it.
const OF_TYPING: [(&str, &str); 12] = [
    ("DefaultDict", "dict"),
    ("Deque", "list"),
    ("Dict", "dict"),
    ("FrozenSet", "set"),
    ("List", "list"),
    ("Mapping", "dict"),
    ("MutableMapping", "dict"),
    ("MutableSequence", "list"),
    ("OrderedDict", "dict"),
    ("Sequence", "list"),
    ("Set", "set"),
    ("Tuple", "tuple"),
];

/// The others: what can be iterated over.
const ITERABLES: [&str; 9] = [
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Collection",
    "Generator",
    "Iterable",
    "Iterator",
    "Reversible",
    "AbstractSet",
];

const CALLABLE: &str = "Callable";

/// Whether the name is that of a container whose parts `for` and brackets give, or `await`.
pub(super) fn is_known_by_name(name: &str) -> bool {
    let of_library = ["Coroutine", "Awaitable", "Future", "Task", "deque", "frozenset", "list", "set", "tuple"];
    OF_TYPING.iter().any(|known| known.0 == name)
        || [&MAPPINGS[..], &ITERABLES[..], &of_library[..]].iter().any(|names| names.contains(&name))
}

/// Whether an instance is one of a library's containers itself.
pub(super) fn is_container(snap: &Snapshot, instance: &Instance) -> bool {
    !snap.is_ours(instance.class.0) && is_known_by_name(name_of(snap, instance))
}

/// Whether it is known what is in an instance of a library's container: its methods would say the same, but to ask them takes longer.
pub(super) fn is_told(snap: &Snapshot, instance: &Instance) -> bool {
    let is_whole = instance.arguments.as_ref().is_some_and(|arguments| arguments.view == View::Whole);
    is_whole && is_container(snap, instance)
}

/// An instance of the class that a name stands for which `typing` gives away, or `collections.abc`: the class has no source, or none that says so.
pub(super) fn of_typing(at: Asker<'_>, place: u32) -> Vec<Instance> {
    let name = classes::form_of_typing(at.snap, at.file, at.graph, place).or_else(|| at.graph.name_from(place));
    let name = name.map_or("", |name| name.text());
    let class = OF_TYPING.iter().find(|known| known.0 == name).map(|known| known.1);
    let found = match class {
        Some(class) => given::of_literal(at.snap, at.file, class),
        None if ["LiteralString", "Text"].contains(&name) => given::of_literal(at.snap, at.file, "str"),
        None if ["TypeGuard", "TypeIs"].contains(&name) => given::of_literal(at.snap, at.file, "bool"),
        None if ITERABLES.contains(&name) => iterator(at.snap, at.file),
        None if name == CALLABLE => callable(at).or_else(|| given::of_literal(at.snap, at.file, "object")),
        None if ["Awaitable", "Coroutine"].contains(&name) => given::of_literal(at.snap, at.file, "object"),
        None => None,
    };
    match found {
        Some(Value::Instance(instances)) => instances,
        _ => Vec::new(),
    }
}

fn callable(at: Asker<'_>) -> Option<Value> {
    given::of_standard(at.snap, at.file, "_collections_abc", CALLABLE).map(Value::instance)
}

/// An iterator of which no more is known: `map` is one.
pub(super) fn iterator(snap: &Snapshot, file: FileId) -> Option<Value> {
    given::of_literal(snap, file, "map")
}

/// The task that `create_task(…)` makes, a call whose callee ends at a place; what is waited for is its part.
pub(super) fn task(at: Asker<'_>, end: u32, walk: &Walk) -> Option<Value> {
    let name = at.graph.start_of(end).and_then(|start| at.graph.name_from(start))?;
    if !matches!(name.text(), "create_task" | "ensure_future") {
        return None;
    }
    let arguments = Arguments { file: at.file, place: end, around: None, view: View::Whole };
    let Some(class) = given::of_standard(at.snap, at.file, "asyncio", "Task") else {
        return part(at.snap, &arguments, Some(0), walk);
    };
    let class = arguments::described(at.snap, class);
    Some(Value::Instance(vec![Instance { class, arguments: Some(Arc::new(arguments)) }]))
}

/// What `for` finds in a container.
pub(super) fn each(snap: &Snapshot, instance: &Instance, walk: &mut Walk) -> Option<Value> {
    let of_library = known(snap, instance, walk)?;
    let number = (!arguments::is_tuple(snap, of_library.class)).then_some(0);
    part(snap, of_library.arguments.as_ref()?, number, walk)
}

/// What is behind a key or index.
pub(super) fn item(snap: &Snapshot, instance: &Instance, walk: &mut Walk) -> Option<Value> {
    let of_library = known(snap, instance, walk)?;
    let number = if is_mapping(snap, &of_library) { 1 } else { 0 };
    part(snap, of_library.arguments.as_ref()?, Some(number), walk)
}

/// What is waited for.
pub(super) fn awaited(snap: &Snapshot, instance: &Instance, walk: &mut Walk) -> Option<Value> {
    let of_library = known(snap, instance, walk)?;
    let given = of_library.arguments.as_ref()?;
    // The class of some is known by what is written alone.
    let written = snap.graph(given.file)?.name_from(given.place).map(|name| name.text());
    let number = [written, Some(name_of(snap, &of_library))].into_iter().flatten().find_map(|name| match name {
        "Awaitable" | "Future" | "Task" => Some(0),
        "Coroutine" => Some(2),
        _ => None,
    });
    part(snap, given, Some(number?), walk)
}

/// What a call of a `Callable` makes, or of a lambda: of both no more is known than that they are objects, and what calls of them make.
pub(super) fn called(snap: &Snapshot, instance: &Instance, walk: &Walk) -> Option<Value> {
    let given = instance.arguments.as_ref().filter(|given| given.view == View::Whole)?;
    if is_callable(snap, instance) { part(snap, given, Some(1), walk) } else { None }
}

/// Whether it is known of an instance that it can be called, and no more: the class `Callable` of `collections.abc` says nothing of its calls.
pub(super) fn is_callable(snap: &Snapshot, instance: &Instance) -> bool {
    !snap.is_ours(instance.class.0)
        && match name_of(snap, instance) {
            CALLABLE => true,
            "object" => instance.arguments.as_ref().is_some_and(|given| given.view == View::Whole),
            _ => false,
        }
}

/// Whether nothing is known of a value but that it is an object, or can be called.
pub(super) fn says_nothing(snap: &Snapshot, value: &Value) -> bool {
    let is_any = |instance: &Instance| {
        let is_named = ["Any", CALLABLE, "object"].contains(&name_of(snap, instance));
        is_named && instance.arguments.is_none() && !snap.is_ours(instance.class.0)
    };
    matches!(value, Value::Instance(instances) if instances.iter().all(is_any))
}

/// Whether a method takes something out of a container: the sources of `collections.abc`, which say nothing of types, have some for all.
pub(super) fn takes_out(snap: &Snapshot, method: &Entity) -> bool {
    let name = |method: Variable| Some(snap.graph(method.file)?.name(method.symbol).text());
    matches!(method.variable().and_then(name), Some("pop" | "popleft"))
}

/// What a method of a container gives back.
pub(super) fn returned(snap: &Snapshot, method: &Entity, of: &Instance, walk: &mut Walk) -> Option<Value> {
    let method = method.variable().filter(|method| !snap.is_ours(method.file))?;
    let of_library = known(snap, of, walk)?;
    let given = of_library.arguments.clone()?;
    let graph = snap.graph(method.file)?;
    let viewed = |view: View| {
        let Some(Value::Instance(mut found)) = iterator(snap, method.file) else { return None };
        found[0].arguments = Some(Arc::new(Arguments { view, ..(*given).clone() }));
        Some(Value::Instance(found))
    };
    match (graph.name(method.symbol).text(), is_mapping(snap, &of_library)) {
        ("values", true) => viewed(View::Values),
        ("items", true) => viewed(View::Items),
        ("get" | "pop" | "setdefault", true) => part(snap, &given, Some(1), walk),
        ("pop" | "popleft", false) => part(snap, &given, Some(0), walk),
        ("result", false) if matches!(name_of(snap, &of_library), "Future" | "Task") => {
            part(snap, &given, Some(0), walk)
        }
        ("popitem", true) => pair(snap, &given),
        ("copy" | "keys" | "union" | "intersection" | "difference", _) => Some(Value::Instance(vec![of_library])),
        _ => None,
    }
}

/// The exceptions of a group that `except*` catches: a tuple of them.
pub(super) fn grouped(snap: &Snapshot, attribute: Variable, group: &Instance) -> Option<Value> {
    let graph = snap.graph(attribute.file).filter(|_| snap.is_builtins(attribute.file))?;
    let arguments = group.arguments.clone().filter(|_| graph.name(attribute.symbol).text() == "exceptions")?;
    let Value::Instance(mut found) = given::of_literal(snap, arguments.file, "tuple")? else { return None };
    found[0].arguments = Some(arguments);
    Some(Value::Instance(found))
}

/// A key and its value.
pub(super) fn pair(snap: &Snapshot, arguments: &Arguments) -> Option<Value> {
    let Value::Instance(mut found) = given::of_literal(snap, arguments.file, "tuple")? else { return None };
    found[0].arguments = Some(Arc::new(Arguments { view: View::Whole, ..arguments.clone() }));
    Some(Value::Instance(found))
}

/// The instance as one of a class of a library that is given something in brackets.
fn known(snap: &Snapshot, instance: &Instance, walk: &mut Walk) -> Option<Instance> {
    // What is behind the keys of a `TypedDict` is told by these.
    let is_form = |instance: &Instance| {
        is_mapping(snap, instance) && instance.arguments.as_ref().is_some_and(|given| given.view == View::Form)
    };
    let is_known =
        |instance: &Instance| instance.arguments.is_some() && !snap.is_ours(instance.class.0) && !is_form(instance);
    arguments::in_bases(snap, instance, walk, |instance| is_known(instance).then(|| instance.clone()))
}

/// An instance as one of a library's mapping, if it is such.
pub(super) fn mapping(snap: &Snapshot, instance: &Instance, walk: &mut Walk) -> Option<Value> {
    known(snap, instance, walk).filter(|found| is_mapping(snap, found)).map(|found| Value::Instance(vec![found]))
}

fn is_mapping(snap: &Snapshot, instance: &Instance) -> bool {
    MAPPINGS.contains(&name_of(snap, instance))
}

fn name_of(snap: &Snapshot, instance: &Instance) -> &'static str {
    snap.graph(instance.class.0).map_or("", |graph| graph.block(instance.class.1).name.text())
}
