//! The parameters of constructors that nobody writes: the fields of dataclasses and their like, as their statements stand in the text.

use super::Location;
use crate::link::{self, Class};
use crate::store::Snapshot;
use crate::syntax::{self, Node};
use crate::text::Span;

/// A field that a constructor takes.
pub(super) struct Field {
    /// Its name.
    pub(super) name: String,
    /// Its statement, without line breaks.
    pub(super) written: String,
    /// Its name's token.
    pub(super) location: Location,
    /// Whether its argument must be given by name.
    pub(super) by_keyword_only: bool,
}

/// The fields that a class's constructor takes, in its order; none where it takes none, or has parameters that somebody wrote.
pub(super) fn fields(snap: &Snapshot, class: Class) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for field in link::classes_with_fields(snap, class).into_iter().flat_map(|class| own(snap, class)) {
        // A class may say anew what a field of its base is, which keeps its place.
        match found.iter_mut().find(|other| other.name == field.name) {
            Some(other) => *other = field,
            None => found.push(field),
        }
    }
    // Those that must be given by name come behind the others.
    found.sort_by_key(|field| field.by_keyword_only);
    found
}

fn own(snap: &Snapshot, (file, class): Class) -> Vec<Field> {
    let find = || {
        let (syntax, text) = (snap.syntax(file)?, snap.text(file)?);
        let name = link::name_of(&*snap.graph(file)?, class)?.span;
        let definition = syntax.tree.root_node().named_descendant(name.start as usize..name.end as usize).parent()?;
        let body = definition.field("body")?;
        let whole = definition.parent().filter(|around| around.kind() == "decorated_definition").unwrap_or(definition);
        let header = words(&text[whole.start_byte()..body.start_byte()]);
        let mut by_keyword_only = header.contains("kw_only=True") || header.contains("kw_only = True");
        let mut found = Vec::new();
        for statement in syntax::parts(body).into_iter().filter_map(syntax::first_part) {
            if statement.field("type").is_some_and(|given| last_word(&text[given.byte_range()]) == "KW_ONLY") {
                by_keyword_only = true;
            } else if let Some((name, written)) = field(statement, &text) {
                let span = Span { start: name.start_byte() as u32, end: name.end_byte() as u32 };
                let location = Location { file, span };
                found.push(Field { name: text[name.byte_range()].to_owned(), written, location, by_keyword_only });
            }
        }
        Some(found)
    };
    find().unwrap_or_default()
}

/// The name of a field and its statement: an annotated name, or what `attr.ib` makes.
fn field<'t>(statement: Node<'t>, text: &str) -> Option<(Node<'t>, String)> {
    let name = statement.field("left").filter(|left| left.kind() == "identifier")?;
    let value = statement.field("right");
    let maker = value.filter(|value| value.kind() == "call").and_then(|call| call.field("function"));
    let maker = maker.map_or("", |maker| last_word(&text[maker.byte_range()]));
    let annotation = statement.field("type").map(|annotation| words(&text[annotation.byte_range()]));
    let is_field = match &annotation {
        Some(annotation) => !annotation.split(['[', '.']).take(2).any(|word| word == "ClassVar"),
        None => matches!(maker, "ib" | "attrib"),
    };
    let value = value.map(|value| words(&text[value.byte_range()]));
    let is_left_out = value.as_ref().is_some_and(|value| value.contains("init=False"));
    if !is_field || is_left_out {
        return None;
    }
    let mut written = text[name.byte_range()].to_owned();
    written += &annotation.map(|annotation| format!(": {annotation}")).unwrap_or_default();
    match value {
        Some(value) if matches!(maker, "field" | "Field" | "ib" | "attrib") => {
            let has_default = ["default", "factory"].iter().any(|word| value.contains(word));
            written += if has_default { " = ..." } else { "" };
        }
        Some(value) => written += &format!(" = {value}"),
        None => {}
    }
    Some((name, written))
}

/// A text on one line, without blanks within brackets at their ends.
pub(super) fn words(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && !line.ends_with(['(', '[', '{']) && !word.starts_with([')', ']', '}']) {
            line.push(' ');
        }
        line += word;
    }
    line
}

fn last_word(dotted: &str) -> &str {
    dotted.rsplit('.').next().unwrap_or(dotted).trim()
}
