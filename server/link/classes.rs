//! Classes: what they derive from, in which order, and what they have themselves.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::found::Orders;
use super::{Entity, Trust, Variable, Walk, exports, found, given, of_start, origins};
use crate::name::Name;
use crate::scope::{self, BlockId, Graph, Import, Imported};
use crate::store::{FileId, Snapshot};

/// A class of some file.
pub type Class = (FileId, BlockId);

/// The classes that an entity is, one or the other; `None` where it may be anything else.
pub(super) fn classes_of(snap: &Snapshot, entity: &Entity) -> Option<Vec<Class>> {
    let origins = origins(snap, entity.clone());
    origins.iter().map(|origin| super::class_of(snap, origin)).collect()
}

/// The class that an entity is; where belief is enough, each that `class` binds its name to, as the program runs: one in a `try`, another in its
/// `except`.
pub(super) fn each_of(snap: &Snapshot, entity: &Entity, trust: Trust) -> Vec<Class> {
    if let Some(class) = super::class_of(snap, entity) {
        return vec![class];
    }
    let Some(Variable { file, symbol }) = entity.variable().filter(|_| trust == Trust::Belief) else {
        return Vec::new();
    };
    let bound = |graph: Arc<Graph>| graph.classes_of(symbol).take(MOST_OF_ONE_NAME).collect::<Vec<_>>();
    snap.graph(file).map_or(Vec::new(), bound).into_iter().map(|class| (file, class)).collect()
}

/// More classes of one name are not told apart.
const MOST_OF_ONE_NAME: usize = 8;

/// The class and its bases in the method resolution order.
pub(super) fn tree(snap: &Snapshot, class: Class) -> Vec<Class> {
    linearized(snap, class, &Walk::default())
}

/// Whether an entity is a class whose instances can be raised, as far as names tell.
pub fn is_exception(snap: &Snapshot, entity: Entity) -> bool {
    let is_base = |&(file, class): &Class| {
        let is_it = |graph: &Graph| graph.block(class).name.text() == "BaseException";
        snap.is_builtins(file) && snap.graph(file).is_some_and(|graph| is_it(&graph))
    };
    let classes = origins(snap, entity);
    classes.iter().filter_map(|one| super::class_of(snap, one)).any(|class| tree(snap, class).iter().any(is_base))
}

/// The same of a name of the module `builtins`.
pub fn is_built_in_exception(snap: &Snapshot, file: FileId, name: Name) -> bool {
    let builtins = snap.builtins(file).and_then(|module| exports::lookup(snap, &module, name));
    builtins.is_some_and(|found| is_exception(snap, found))
}

/// The variable with this name of the first class in the method resolution order that binds it.
pub(super) fn in_class(snap: &Snapshot, class: Class, name: Name, walk: &mut Walk) -> Option<Variable> {
    let begun = (class.0, class.1, name);
    if !walk.begun.insert(begun) {
        return None;
    }
    // Most names are found in the class itself, without a look at its bases.
    let in_bases = |walk| linearized(snap, class, walk).iter().find_map(|&class| own(snap, class, name));
    let found = own(snap, class, name).or_else(|| in_bases(walk));
    if walk.trust == Trust::Belief {
        // What is believed may lead to the same look-up again, which is no circle; how often is counted elsewhere.
        walk.begun.remove(&begun);
    }
    found
}

/// The attribute that a class itself has under a name.
pub(super) fn own(snap: &Snapshot, (file, class): Class, name: Name) -> Option<Variable> {
    let symbol = snap.graph(file)?.attribute_in(class, name)?;
    Some(Variable { file, symbol })
}

/// The classes that a class names as its bases, as far as they can be found, in the order of the text.
pub fn known_bases(snap: &Snapshot, class: Class) -> Vec<Class> {
    bases(snap, class, &Walk::default()).known.clone()
}

/// More classes than this are not put into order: the deepest hierarchies of Django and Home Assistant have 30.
const MOST_CLASSES: usize = 500;

/// The class and its bases in the method resolution order (C3, as `type.__mro__` has it), as far as the bases can be found. Where the order
/// contradicts itself, as the language forbids, the rest follows in order of mention.
pub(super) fn linearized(snap: &Snapshot, class: Class, walk: &Walk) -> Vec<Class> {
    found::order(snap, class, walk, |known| ordered(snap, class, walk, known)).to_vec()
}

/// The same, given the orders of some classes; adds those that it finds on the way.
fn ordered(snap: &Snapshot, class: Class, walk: &Walk, known: &mut Orders<'_>) -> Arc<[Class]> {
    // All classes, each after one that mentions it as a base, then settled from the last to the first.
    let (mut all, mut bases_of) = (vec![class], Vec::new());
    let mut seen: FxHashSet<Class> = [class].into_iter().collect();
    while let Some(&next) = all.get(bases_of.len()).filter(|_| all.len() < MOST_CLASSES) {
        let bases = bases(snap, next, walk);
        all.extend(bases.known.iter().filter(|base| seen.insert(**base)));
        bases_of.push(bases);
    }
    // A pass settles the classes whose bases are settled; what a circle leaves over has no order.
    let mut is_settled = false;
    while !std::mem::replace(&mut is_settled, true) {
        for (&class, bases) in all.iter().zip(&bases_of).rev() {
            let of_bases: Option<Vec<Arc<[Class]>>> = bases.known.iter().map(|&base| known.get(base)).collect();
            if let Some(mut lists) = of_bases.filter(|_| known.get(class).is_none()) {
                lists.push(bases.known.clone().into());
                known.add(class, std::iter::once(class).chain(merged(&lists)).collect());
                is_settled = false;
            }
        }
    }
    known.get(class).unwrap_or(all.into())
}

/// One list of several, in which each class stands once, and behind those that stand before it in one of them; where that can't be, in the order
/// of the lists.
fn merged(lists: &[Arc<[Class]>]) -> Vec<Class> {
    let mut behind_heads: FxHashMap<Class, u32> = FxHashMap::default();
    for class in lists.iter().flat_map(|list| list.iter().skip(1)) {
        *behind_heads.entry(*class).or_default() += 1;
    }
    let mut rests: Vec<&[Class]> = lists.iter().map(|list| &**list).collect();
    let (mut merged, mut done) = (Vec::new(), FxHashSet::default());
    loop {
        let heads = || rests.iter().filter_map(|rest| rest.first().copied());
        let is_free = |head: &Class| behind_heads.get(head).is_none_or(|&n| n == 0);
        let Some(head) = heads().find(is_free).or_else(|| heads().next()) else { return merged };
        merged.push(head);
        done.insert(head);
        for rest in &mut rests {
            while rest.first().is_some_and(|class| done.contains(class)) {
                *rest = &rest[1..];
                if let Some(n) = rest.first().and_then(|next| behind_heads.get_mut(next)) {
                    *n -= 1;
                }
            }
        }
    }
}

/// What a class names as its bases.
#[derive(Clone, Debug, Default)]
pub struct Bases {
    /// The classes among them, in the order of the text.
    pub known: Vec<Class>,
    /// The class that makes it, if its header names one that can be found.
    pub metaclass: Option<Class>,
    /// The places of those, and of the metaclass, of which names don't tell what they are: see [`Graph::bases`].
    pub unknown: Vec<u32>,
    /// Whether `typing.NamedTuple` is among them, which is a function, or a class that leaves no trace.
    pub is_named_tuple: bool,
}

/// What a class names as its bases. A class whose header asks for what the class itself has, has none there.
pub(super) fn bases(snap: &Snapshot, class: Class, walk: &Walk) -> Arc<Bases> {
    found::bases(snap, class, walk, |walk| {
        let graph = snap.graph(class.0);
        graph.map_or(Bases::default(), |graph| bases_in(snap, class.0, &graph, class.1, walk))
    })
}

fn bases_in(snap: &Snapshot, file: FileId, graph: &Graph, class: BlockId, walk: &mut Walk) -> Bases {
    let mut found = Bases::default();
    for place in graph.bases(class) {
        match form_of_typing(snap, file, graph, place).map(Name::text) {
            Some("Generic" | "Protocol") => continue,
            Some("NamedTuple") => {
                found.is_named_tuple = true;
                continue;
            }
            _ => {}
        }
        let base = of_start(snap, file, graph, place, walk);
        let origins = base.clone().map(|base| origins(snap, base)).unwrap_or_default();
        if origins.is_empty() || origins.iter().any(|origin| super::class_of(snap, origin).is_none()) {
            found.unknown.push(place);
        }
        let mut classes: Vec<Class> = origins.iter().flat_map(|origin| each_of(snap, origin, walk.trust)).collect();
        if classes.len() > 1 {
            // `class C(C)`: one that is bound before.
            let is_before = |base: BlockId| base < class || graph.block(base).parent != graph.block(class).parent;
            classes.retain(|base| base.0 != file || is_before(base.1));
        }
        if classes.is_empty() && walk.trust == Trust::Belief {
            // `Base = Other`: nobody assigns it from elsewhere.
            let aliased = base.map_or(Vec::new(), |base| given::classes_aliased(snap, &base, &None, walk));
            classes.extend(aliased.into_iter().map(|one| one.class));
        }
        for class in classes {
            if !found.known.contains(&class) {
                found.known.push(class);
            }
        }
    }
    if let Some(place) = graph.metaclass(class) {
        let made_by = of_start(snap, file, graph, place, walk).and_then(|metaclass| classes_of(snap, &metaclass));
        match made_by.as_deref() {
            Some(&[metaclass]) => found.metaclass = Some(metaclass),
            _ => found.unknown.push(place),
        }
    }
    found
}

/// Whether what stands at a place is `typing.Self`.
pub(super) fn is_self(snap: &Snapshot, file: FileId, graph: &Graph, place: u32) -> bool {
    form_of_typing(snap, file, graph, place).is_some_and(|form| form.text() == "Self")
}

/// What `typing` calls a name, if all that binds it are imports from there: what it is at run time is no class that a text tells.
pub(super) fn form_of_typing(snap: &Snapshot, file: FileId, graph: &Graph, place: u32) -> Option<Name> {
    let root = graph.before(place).unwrap_or(place);
    let root = graph.occurrence_at(root).filter(|occurrence| occurrence.span.start == root)?;
    let variable = graph.variable(root.symbol);
    if !graph.is_bound(variable) {
        return brought_by_typing(snap, file, graph, graph.name(variable)).filter(|_| root.span.start == place);
    }
    let mut imports = graph.imports_of(variable).peekable();
    let first = *imports.peek()?;
    if graph.is_defined(variable) || !imports.all(|import| is_typing(import) && takes_the_same(import, first)) {
        return None;
    }
    // Not a module of the workspace that has the name.
    let module = snap.module(file, &first.path, 1).and_then(|module| module.file());
    let is_own = module.is_some_and(|module| snap.is_ours(module));
    match (first.imported, graph.member_from(place)) {
        (Imported::Name(_, name), None) => Some(name),
        (Imported::Package | Imported::Module, Some(member)) => Some(member.name),
        _ => None,
    }
    .filter(|_| !is_own)
}

fn takes_the_same(one: &Import, other: &Import) -> bool {
    match (one.imported, other.imported) {
        (Imported::Name(_, one), Imported::Name(_, other)) => one == other,
        (one, other) => one == other,
    }
}

fn is_typing(import: &Import) -> bool {
    let path = &import.path;
    path.level == 0 && matches!(&*path.segments, [(_, name)] if matches!(name.text(), "typing" | "typing_extensions"))
}

/// The name itself, if `from typing import *` is what brings it.
fn brought_by_typing(snap: &Snapshot, file: FileId, graph: &Graph, name: Name) -> Option<Name> {
    let mut stars = graph.imports().iter().filter(|import| import.imported == Imported::Star);
    let star = stars.clone().find(|import| is_typing(import))?;
    let Some(module) = snap.module(file, &star.path, 1) else {
        // No other can bring it.
        return (stars.all(is_typing) && !scope::is_builtin(name, snap.python_for(file))).then_some(name);
    };
    let brought = exports::brings(snap, file, graph, name)?.variable()?;
    let is_its = [module.source, module.stub].contains(&Some(brought.file));
    (is_its && !snap.is_ours(brought.file)).then_some(name)
}
