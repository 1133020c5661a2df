//! Names of fields in strings: of keys, `movie["title"]`, where annotations say that `movie` is a `TypedDict` (PEP 589).
//!
//! The trick: no token of the file's table stands for them, as most keys name nothing. Only where a question is asked in such a string, the tree says what
//! it is a key of.

use super::{At, Location};
use crate::link::{self, Variable};
use crate::name::Name;
use crate::scope::Token;
use crate::store::{FileId, Snapshot};
use crate::syntax::Node;
use crate::text::Span;

/// How far outside of a place in a string the string's node can be.
const MOST_PARTS: usize = 3;

/// The methods that take a key first.
const METHODS: [&str; 3] = ["get", "pop", "setdefault"];

/// A string that is a key.
struct Key {
    /// Where it stands, between its quotes.
    span: Span,
    name: Name,
    /// The place of what it is a key of: see [`link::place_of`].
    of: u32,
}

/// The key at a place, between its quotes, and the field that it names.
pub(super) fn field(snap: &Snapshot, at: At) -> Option<(Span, Variable)> {
    let key = key(snap, at)?;
    Some((key.span, link::field_of_key(snap, at.file, &*snap.graph(at.file)?, key.of, key.name)?))
}

/// The field that the key at a place names, of what a call of `TypedDict` makes: it stands in a string, too.
pub(super) fn field_of_form(snap: &Snapshot, at: At) -> Option<Location> {
    let key = key(snap, at)?;
    let fields = link::fields_behind(snap, at.file, &*snap.graph(at.file)?, key.of);
    let field = fields.into_iter().find(|field| field.name == key.name)?;
    Some(Location { file: field.file, span: field.span })
}

fn key(snap: &Snapshot, at: At) -> Option<Key> {
    let (syntax, text) = (snap.syntax(at.file)?, snap.text(at.file)?);
    let offset = at.offset as usize;
    let inmost = syntax.tree.root_node().named_descendant(offset..offset);
    let mut around = std::iter::successors(Some(inmost), |node| node.parent()).take(MOST_PARTS);
    let string = around.find(|node| node.kind() == "string")?;
    let of = of_subscript(string).or_else(|| of_method(string, &text))?;
    let span = between_quotes(string, &text)?;
    let key = text.get(span.range())?;
    let is_in = span.start <= at.offset && at.offset <= span.end;
    let name = Name::existing(key).filter(|_| is_in)?;
    Some(Key { span, name, of: link::place_of(of)? })
}

/// `d` in `d["key"]`.
fn of_subscript(string: Node<'_>) -> Option<Node<'_>> {
    let subscript = string.parent().filter(|parent| parent.kind() == "subscript" && parent.named_child_count() == 2)?;
    subscript.field("value")
}

/// `d` in `d.get("key")`.
fn of_method<'t>(string: Node<'t>, text: &str) -> Option<Node<'t>> {
    let arguments = string.parent().filter(|parent| parent.kind() == "argument_list")?;
    let method = arguments.parent()?.field("function").filter(|function| function.kind() == "attribute")?;
    let is_first = arguments.named_child(0) == Some(string);
    let name = method.field("attribute").filter(|_| is_first)?;
    METHODS.contains(&text.get(name.byte_range())?).then(|| method.field("object"))?
}

/// The name in a string that an attribute or keyword means: that of a field of `namedtuple("P", "x y")` and the like.
pub(super) fn field_in_string(snap: &Snapshot, file: FileId, token: &Token) -> Option<Location> {
    let graph = snap.graph(file)?;
    let (fields, name) = match token {
        Token::Member(member) => (link::fields_before(snap, file, &graph, member), member.name),
        Token::Label(label) => (link::fields_called(snap, file, &graph, label), label.name),
        _ => return None,
    };
    let field = fields.into_iter().find(|field| field.name == name)?;
    Some(Location { file: field.file, span: field.span })
}

/// What stands between the quotes of a string that is not prefixed, in one quote at either end.
pub(super) fn between_quotes(string: Node<'_>, text: &str) -> Option<Span> {
    let written = text.get(string.byte_range())?.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
    let start = string.start_byte() as u32 + 1;
    Some(Span { start, end: start + written.len() as u32 })
}
