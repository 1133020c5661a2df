//! Names behind a dot: of a module, of a class, of an instance. Of anything else nothing is known, and nothing is offered.

use rustc_hash::FxHashSet;

use super::{Here, Item, Rank, imports, spelled};
use crate::ide::Location;
use crate::ide::hover::words;
use crate::ide::tokens::{self, TokenType};
use crate::link::{self, Attribute, Class, Holder};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind, Member};

/// The names that what stands before a member's dot has, as far as annotations are to be believed. What may be one thing or another has a name
/// once, as the first has it.
pub(super) fn of(here: &Here<'_>, member: &Member, items: &mut Vec<Item>) {
    let before = items.len();
    for holder in link::holders(here.snap, here.file, here.graph(), member) {
        match holder {
            Holder::Module(module) => imports::of_module(here, &module, items),
            Holder::Class(class) => attributes(here, class, false, items),
            Holder::Instance(class) => attributes(here, class, true, items),
        }
    }
    for field in link::fields_before(here.snap, here.file, here.graph(), member) {
        let origin = here.without_placeholder(Location { file: field.file, span: field.span });
        items.push(Item {
            label: field.name.text().to_owned(),
            kind: Some(TokenType::Property),
            note: "of the class's fields".to_owned(),
            rank: Rank::Block(0),
            origin: Some(origin),
            edits: Vec::new(),
        });
    }
    // What more than one of them has is offered once.
    let mut known: FxHashSet<String> = FxHashSet::default();
    let mut offered = items.split_off(before);
    offered.retain(|item| known.insert(item.label.clone()));
    items.append(&mut offered);
}

/// The methods that the bases of a class have, and it has not.
pub(super) fn to_override(here: &Here<'_>, class: BlockId, items: &mut Vec<Item>) {
    let class = (here.file, class);
    let inherited = link::attributes(here.snap, class).into_iter().filter(|attribute| attribute.class != class);
    let mut found = Vec::new();
    listed(here, inherited, false, &mut found);
    items.extend(found.into_iter().filter(|item| item.kind == Some(TokenType::Method)));
}

/// The attributes of a class and its bases; of an instance, what methods assign to it, too.
fn attributes(here: &Here<'_>, class: Class, of_instance: bool, items: &mut Vec<Item>) {
    listed(here, link::attributes(here.snap, class).into_iter(), of_instance, items);
}

fn listed(here: &Here<'_>, attributes: impl Iterator<Item = Attribute>, of_instance: bool, items: &mut Vec<Item>) {
    let mut classes: Vec<Class> = Vec::new();
    let around = classes_around(here);
    for attribute in attributes {
        let place = classes.iter().position(|known| *known == attribute.class).unwrap_or_else(|| {
            classes.push(attribute.class);
            classes.len() - 1
        });
        let (file, block) = attribute.class;
        let Some(graph) = here.snap.graph(file) else { continue };
        let owner = words::bare_block(&graph, block);
        let (kind, note, origin) = match (attribute.variable, attribute.assigned) {
            (Some(variable), _) => {
                let kind = tokens::type_of(here.snap, variable).unwrap_or(TokenType::Property);
                (kind, format!("of {owner}"), here.binding(variable))
            }
            (None, Some(span)) if of_instance => {
                let origin = here.without_placeholder(Location { file, span });
                (TokenType::Property, format!("assigned in {owner}"), Some(origin))
            }
            _ => continue,
        };
        let label = spelled(attribute.name, &around).to_owned();
        let is_special = label.starts_with("__") && label.ends_with("__");
        let rank = if is_special { Rank::Private } else { Rank::Block(place.min(usize::from(u8::MAX)) as u8) };
        items.push(Item { label, kind: Some(kind), note, rank, origin, edits: Vec::new() });
    }
}

fn classes_around(here: &Here<'_>) -> Vec<Name> {
    let blocks = here.graph().blocks().map(|id| here.graph().block(id));
    let around = blocks.filter(|block| block.kind == BlockKind::Class && block.span.contains(here.start));
    around.map(|block| block.name).collect()
}
