//! Keys in strings: of `d["…"]` and `d.get("…")`, the fields of a `TypedDict`; else the keys that are written elsewhere in the file for the
//! same variable.

use rustc_hash::FxHashSet;

use super::{Here, Item, Rank};
use crate::ide::Location;
use crate::ide::keys::between_quotes;
use crate::ide::tokens::TokenType;
use crate::link;
use crate::scope::SymbolId;
use crate::syntax::Node;
use crate::text::Span;

/// More places of a variable are not looked at: nobody reads so long a list.
const MOST_PLACES: usize = 1000;

/// A key that is being typed.
pub(super) struct Key {
    /// Where it starts, behind its quote.
    pub(super) start: u32,
    /// What it is a key of: see [`crate::scope::Member::base`].
    of: u32,
}

/// The key that a node in a string is a part of.
pub(super) fn typed(here: &Here<'_>, node: Node<'_>) -> Option<Key> {
    let string =
        std::iter::successors(Some(node), |node| node.parent()).take(2).find(|node| node.kind() == "string")?;
    let around = string.parent()?;
    let object = match around.kind() {
        "subscript" if around.named_child_count() == 2 => around.field("value")?,
        "argument_list" if around.named_child(0) == Some(string) => {
            let function = around.parent()?.field("function").filter(|function| function.kind() == "attribute")?;
            let method = &here.parsed.text[function.field("attribute")?.byte_range()];
            function.field("object").filter(|_| matches!(method, "get" | "pop" | "setdefault"))?
        }
        _ => return None,
    };
    let inside = between_quotes(string, &here.parsed.text)?;
    (object != string).then_some(Key { start: inside.start, of: link::place_of(object)? })
}

/// The keys that can stand there.
pub(super) fn of(here: &Here<'_>, key: &Key, items: &mut Vec<Item>) {
    let mut seen = FxHashSet::default();
    let mut add = |items: &mut Vec<Item>, label: &str, note: String, origin: Option<Location>| {
        if seen.insert(label.to_owned()) {
            let (kind, rank) = (Some(TokenType::Property), Rank::Block(0));
            items.push(Item { label: label.to_owned(), kind, note, rank, origin, edits: Vec::new() });
        }
    };
    for field in link::fields_of_keys(here.snap, here.file, here.graph(), key.of) {
        let Some(graph) = here.snap.graph(field.file) else { continue };
        let owner = graph.block(graph.block_of(field.symbol)).name;
        let name = graph.name(field.symbol);
        add(items, name.text(), format!("of class {}", owner.text()), here.binding(field));
    }
    if !items.is_empty() {
        return;
    }
    let text = &here.parsed.text;
    for string in here.graph().variable_at(key.of).map_or(Vec::new(), |variable| strings(here, variable)) {
        if let Some(inside) = between_quotes(string, text).filter(|inside| inside.start != key.start) {
            add(items, &text[inside.range()], "a key written in this file".to_owned(), None);
        }
    }
}

/// The strings that are keys of a variable somewhere in the file: in a display that it is bound to, or in brackets behind it.
fn strings<'h>(here: &'h Here<'_>, variable: SymbolId) -> Vec<Node<'h>> {
    let graph = here.graph();
    let root = here.parsed.syntax.tree.root_node();
    let names = graph.occurrences_of(variable).map(|token| token.span);
    let is_it = |start: u32| graph.variable_at(start) == Some(variable);
    let members = graph.members().iter().filter(|member| member.name == graph.name(variable) && is_it(member.start));
    let members = members.map(|member| Span::new(member.start, member.start + member.name.text().len() as u32));
    let mut found = Vec::new();
    for token in names.chain(members).take(MOST_PLACES) {
        let name = root.named_descendant(token.range());
        let Some(around) = name.parent() else { continue };
        let (whole, around) = match around.kind() {
            "attribute" => (around, around.parent()),
            _ => (name, Some(around)),
        };
        let Some(around) = around else { continue };
        match around.kind() {
            "assignment" if around.field("left") == Some(whole) => {
                let display = around.field("right").filter(|right| right.kind() == "dictionary");
                let pairs = display.into_iter().flat_map(Node::named_children);
                found.extend(pairs.filter_map(|pair| pair.field("key")).take(MOST_PLACES));
            }
            "subscript" if around.field("value") == Some(whole) => found.extend(around.named_child(1)),
            _ => {}
        }
    }
    found.retain(|key| key.kind() == "string");
    found
}
