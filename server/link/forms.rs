//! Classes that a call makes, with their fields in strings: `namedtuple("P", "x y")`, `Enum("Color", ["RED"])`.
//!
//! The trick: the graph knows the call alone, and the class is the one that it derives from, with the call for its brackets. Only when a name is asked for
//! that this class doesn't have, the text of the call is read for its fields. They are no variables: they have a place, and no references.

use std::sync::Arc;

use super::arguments::{self, Arguments, Instance, Seen, View};
use super::classes::{self, Class};
use super::given;
use super::members::{self, Asker, Known, Value};
use super::{Entity, Trust, Variable, Walk, origins, steps};
use crate::name::Name;
use crate::scope::{BlockId, Graph, Label, Member};
use crate::store::{FileId, Snapshot};
use crate::syntax::Node;
use crate::text::Span;

/// What makes such classes, and the built-in class that these derive from; an enumeration, from what is called.
const MAKERS: [(&str, &str); 10] = [
    ("Enum", ""),
    ("Flag", ""),
    ("IntEnum", ""),
    ("IntFlag", ""),
    ("NamedTuple", "tuple"),
    (NAMESPACE, "object"),
    ("StrEnum", ""),
    ("TypedDict", "dict"),
    ("make_dataclass", "object"),
    ("namedtuple", "tuple"),
];

/// What has the keywords of the call for its fields, and is no class.
const NAMESPACE: &str = "SimpleNamespace";

/// A field of such a class.
pub struct Field {
    /// The file of the call.
    pub file: FileId,
    /// The name, in its string.
    pub span: Span,
    /// The name.
    pub name: Name,
}

/// The class that a call makes whose callee ends at a place, if it is such a call.
pub(super) fn class_made(at: Asker<'_>, end: u32, callee: &Value) -> Option<Value> {
    let name = at.graph.name_from(at.graph.start_of(end)?)?.text();
    let &(_, class) = MAKERS.iter().find(|maker| maker.0 == name)?;
    let Value::Entity(entity, _) = callee else { return None };
    let origins = origins(at.snap, entity.clone());
    // An import that can't be found is nobody's of the workspace.
    let is_bound_by_us = |origin: Variable| {
        at.snap.is_ours(origin.file) && at.snap.graph(origin.file).is_some_and(|graph| graph.is_defined(origin.symbol))
    };
    if origins.iter().filter_map(Entity::variable).any(is_bound_by_us) {
        return None;
    }
    let brackets = Arguments { file: at.file, place: end, around: None, view: View::Form };
    let enumeration = || origins.iter().find_map(|origin| super::class_of(at.snap, origin));
    let class = match class {
        "" => enumeration()?,
        built_in => match given::of_literal(at.snap, at.file, built_in)? {
            Value::Instance(instances) => instances.first()?.class,
            Value::Entity(..) | Value::Super(_) => return None,
        },
    };
    let made = Instance { class, arguments: Some(Arc::new(brackets)) };
    if name == NAMESPACE {
        return Some(Value::Instance(vec![made]));
    }
    let seen: Seen = Some(Arc::new(made));
    let variable = arguments::variable_of(at.snap, class)?;
    Some(Value::Entity(Entity::Variable(variable), seen))
}

/// What a field is of what stands before its dot.
pub(super) fn attribute(at: Asker<'_>, base: &Value, name: Name, walk: &mut Walk) -> Option<Value> {
    makers(at, base, walk).into_iter().find_map(|maker| {
        let number = fields(at.snap, &maker)?.iter().position(|field| field.name == name)?;
        // A member of an enumeration is an instance of it.
        let is_enumeration = !at.snap.is_builtins(maker.class.0);
        match &maker.arguments {
            _ if is_enumeration => Some(Value::Instance(vec![maker])),
            Some(brackets) => arguments::part(at.snap, brackets, Some(u8::try_from(number).ok()?), walk),
            None => None,
        }
    })
}

/// What is behind a key of what `TypedDict("D", {"key": C})` makes.
pub(super) fn item(at: Asker<'_>, value: &Value, key: &str, walk: &Walk) -> Option<Value> {
    steps::settled(at, value, walk).into_iter().find_map(|value| {
        let Value::Instance(instances) = value else { return None };
        instances.into_iter().filter(is_made).find_map(|instance| {
            let number = fields(at.snap, &instance)?.iter().position(|field| field.name.text() == key)?;
            arguments::part(at.snap, instance.arguments.as_ref()?, Some(u8::try_from(number).ok()?), walk)
        })
    })
}

/// The fields in strings of what stands before a member's dot.
pub fn fields_before(snap: &Snapshot, file: FileId, graph: &Graph, member: &Member) -> Vec<Field> {
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    let base = members::base(at, member, &mut Known::default(), walk);
    base.map_or(Vec::new(), |base| all_fields(at, &base, walk))
}

/// The same of an expression with a place as in [`crate::scope::Member::base`].
pub fn fields_behind(snap: &Snapshot, file: FileId, graph: &Graph, place: u32) -> Vec<Field> {
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    let value = members::value(snap, file, graph, place, &mut Known::default(), walk);
    let value = given::narrowed(at, place, value, walk);
    value.map_or(Vec::new(), |value| all_fields(at, &value, walk))
}

/// The same of what a call with a keyword makes.
pub fn fields_called(snap: &Snapshot, file: FileId, graph: &Graph, label: &Label) -> Vec<Field> {
    let (at, walk) = (Asker { snap, file, graph }, &mut Walk::new(Trust::Belief));
    let callee = members::value(snap, file, graph, label.callee, &mut Known::default(), walk);
    callee.map_or(Vec::new(), |callee| all_fields(at, &callee, walk))
}

fn all_fields(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Vec<Field> {
    makers(at, value, walk).iter().flat_map(|maker| fields(at.snap, maker).unwrap_or_default()).collect()
}

/// The classes with fields in strings that a value is, or is an instance of, each with the call for its brackets.
fn makers(at: Asker<'_>, value: &Value, walk: &mut Walk) -> Vec<Instance> {
    let mut classes: Vec<Instance> = Vec::new();
    for value in steps::settled(at, value, walk) {
        match value {
            Value::Instance(instances) => classes.extend(instances),
            Value::Entity(_, Some(seen)) => classes.push((*seen).clone()),
            Value::Entity(entity, None) => {
                let of = origins(at.snap, entity).iter().find_map(|origin| super::class_of(at.snap, origin));
                classes.extend(of.map(|class| Instance { class, arguments: None }));
            }
            Value::Super(_) => {}
        }
    }
    classes
        .into_iter()
        .flat_map(|class| if is_made(&class) { vec![class] } else { bases(at.snap, class.class) })
        .collect()
}

/// Whether a class is one that a call makes.
pub(super) fn is_made(class: &Instance) -> bool {
    class.arguments.as_ref().is_some_and(|call| call.view == View::Form)
}

/// Those that a class names as its bases: `class P(namedtuple("P", "x y"))`.
fn bases(snap: &Snapshot, class: Class) -> Vec<Instance> {
    let ours = classes::tree(snap, class).into_iter().filter(|class| snap.is_ours(class.0));
    ours.flat_map(|(file, class)| bases_of(snap, file, class).unwrap_or_default()).collect()
}

fn bases_of(snap: &Snapshot, file: FileId, class: BlockId) -> Option<Vec<Instance>> {
    let graph = snap.graph(file)?;
    // What is no name has the place of the brackets: only then there is something to read.
    let brackets = graph.bases(class).find(|&place| graph.name_from(place).is_none())? as usize;
    let syntax = snap.syntax(file)?;
    let list = syntax.tree.root_node().named_descendant(brackets..brackets + 1);
    let at = Asker { snap, file, graph: &graph };
    let made = |call: Node<'_>| {
        let end = call.field("function").filter(|_| call.kind() == "call")?.end_byte() as u32;
        let (start, walk) = (graph.start_of(end)?, &mut Walk::new(Trust::Belief));
        let callee = members::value(snap, file, &graph, start, &mut Known::default(), walk)?;
        match class_made(at, end, &callee)? {
            Value::Entity(_, Some(made)) => Some((*made).clone()),
            _ => None,
        }
    };
    Some(list.named_children().filter_map(made).collect())
}

/// The fields of what a call makes.
fn fields(snap: &Snapshot, maker: &Instance) -> Option<Vec<Field>> {
    let call = maker.arguments.as_ref()?;
    let (file, end) = (call.file, call.place as usize);
    let (syntax, text) = (snap.syntax(file)?, snap.text(file)?);
    let callee = syntax.tree.root_node().named_descendant(end.checked_sub(1)?..end);
    let mut around = std::iter::successors(Some(callee), |node| node.parent());
    let call = around.find(|node| node.kind() == "call")?;
    let field = |span: Span| Some(Field { file, span, name: Name::new(text.get(span.range())?) });
    let mut arguments = call.field("arguments")?.named_children().filter(|part| part.kind() != "comment");
    if text.get(..end)?.ends_with(NAMESPACE) {
        let span = |name: Node<'_>| Span { start: name.start_byte() as u32, end: name.end_byte() as u32 };
        let labels = arguments.filter(|argument| argument.kind() == "keyword_argument");
        return Some(labels.filter_map(|label| field(span(label.field("name")?))).collect());
    }
    let told = arguments.nth(1)?;
    Some(names(told, &text).into_iter().filter_map(field).collect())
}

/// The names of fields: words of a string, strings in a list or dictionary, or the first parts of what is in a list.
fn names<'t>(fields: Node<'t>, text: &str) -> Vec<Span> {
    let named = |node: Node<'t>| match node.kind() {
        "tuple" | "list" => node.named_child(0),
        "pair" => node.field("key"),
        _ => Some(node),
    };
    let strings: Vec<Node<'t>> = match fields.kind() {
        "string" => return words(fields, text),
        "list" | "tuple" | "dictionary" => fields.named_children().filter_map(named).collect(),
        _ => Vec::new(),
    };
    strings.into_iter().filter(|string| string.kind() == "string").flat_map(|string| words(string, text)).collect()
}

/// The words between the quotes of a plain string.
fn words(string: Node<'_>, text: &str) -> Vec<Span> {
    let start = string.start_byte();
    let written = text.get(string.byte_range()).unwrap_or_default();
    let is_part = |sign: char| !matches!(sign, '"' | '\'' | ',') && !sign.is_whitespace();
    let (mut found, mut word) = (Vec::new(), None);
    if !written.starts_with(['"', '\'']) {
        return found;
    }
    for (at, sign) in written.char_indices() {
        match word {
            None if is_part(sign) => word = Some(at),
            Some(first) if !is_part(sign) => {
                found.push(Span { start: (start + first) as u32, end: (start + at) as u32 });
                word = None;
            }
            _ => {}
        }
    }
    found
}
