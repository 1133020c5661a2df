//! In which order the compiler comes to the parts of a construct, where that is not the order of the text: the value of an assignment
//! before its targets, the element of a comprehension last. The symbol table and the code generator differ.

use super::rules::{Rule, rule};
use super::walk::{Running, Walk};
use crate::syntax::{Node, first_part, parts};

/// When a piece has its turn: at an offset, and in which order there.
pub(super) type Turn = [u32; 2];

/// The turns of a piece; `None` where it is by the text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Turns {
    /// In the symbol table.
    pub(super) table: Option<Turn>,
    /// In the code generator.
    pub(super) generator: Option<Turn>,
}

impl Turns {
    fn both(turn: Turn) -> Turns {
        Turns { table: Some(turn), generator: Some(turn) }
    }

    fn table(turn: Turn) -> Turns {
        Turns { table: Some(turn), ..Turns::default() }
    }

    fn generator(turn: Turn) -> Turns {
        Turns { generator: Some(turn), ..Turns::default() }
    }
}

/// What comes when a definition is done: of those that end at one place the innermost is done first.
#[derive(Clone, Copy)]
pub(super) enum Done {
    Annotations,
    Bases,
    Name,
}

/// When a definition is done, or a class's body.
pub(super) fn when_done(definition: Node<'_>, what: Done) -> Turn {
    // The next definition within begins at least a keyword later.
    [end(definition), u32::MAX - 4 - definition.start_byte() as u32 + what as u32]
}

/// At the end of something in brackets.
fn at_bracket(node: Node<'_>, rank: u32) -> Turn {
    [end(node) - 1, 1 + rank]
}

fn end(node: Node<'_>) -> u32 {
    node.end_byte() as u32
}

/// When the compiler comes to a node that the walk is about to enter.
pub(super) fn turns<'t>(walk: &Walk<'_, 't>, node: Node<'t>) -> Turns {
    let Some(parent) = walk.parent(0) else { return Turns::default() };
    let is = |field| parent.field(field) == Some(node);
    match rule(parent) {
        Rule::Assignment => assigned(walk, parent, node),
        Rule::Loop if is("left") => match parent.field("right") {
            Some(iterable) => Turns::generator([end(iterable), 0]),
            None => Turns::default(),
        },
        Rule::ComprehensionClause if is("left") => Turns::generator([end(parent), 0]),
        Rule::ComprehensionClause => iterable(walk, node),
        Rule::Comprehension if is("body") => Turns::both(at_bracket(parent, 0)),
        Rule::Pair => of_pair(walk, parent, node),
        Rule::Dictionary if node.kind() == "dictionary_splat" => Turns::table(at_bracket(parent, 0)),
        // The value comes behind the condition.
        Rule::Conditional if first_part(parent) == Some(node) => match parts(parent).get(1) {
            Some(condition) => Turns::both([end(*condition), 0]),
            None => Turns::default(),
        },
        // Those with a star are among the positional ones.
        Rule::Arguments if matches!(node.kind(), "keyword_argument" | "dictionary_splat") => {
            Turns::both(at_bracket(parent, 0))
        }
        // A class is made of its body before its bases are evaluated.
        Rule::Class if is("superclasses") => Turns::generator(when_done(parent, Done::Bases)),
        Rule::Function if is("type_parameters") => match parent.field("parameters") {
            Some(parameters) => Turns::both([end(parameters), 1]),
            None => Turns::default(),
        },
        Rule::Decorated if node.kind() == "decorator" => decorator(walk, parent),
        Rule::TypedParameter if is("type") => annotation(walk, parent),
        Rule::Try if node.kind() == "else_clause" => otherwise(walk, parent, node),
        // 3.8 compiles `finally` first, to know what it jumps out of.
        Rule::Try if node.kind() == "finally_clause" && walk.minor() == 8 => {
            Turns::generator([parent.start_byte() as u32, 0])
        }
        _ => Turns::default(),
    }
}

/// The `else` of a `try` comes before its handlers: up to 3.12 in the symbol table, from 3.11 on in the generator, but not where the
/// handlers are those of groups.
fn otherwise<'t>(walk: &Walk<'_, 't>, statement: Node<'t>, clause: Node<'t>) -> Turns {
    let Some(body) = statement.field("body") else { return Turns::default() };
    let before = Some([end(body), u32::MAX]);
    let star = clause.prev_named_sibling().and_then(|handler| handler.child(1));
    let of_groups = star.is_some_and(|star| star.kind() == "*");
    Turns {
        table: before.filter(|_| walk.minor() < 13),
        generator: before.filter(|_| walk.minor() >= 11 && !of_groups),
    }
}

/// The generator makes the value first; then come the targets, and the annotation of the only one.
fn assigned<'t>(walk: &Walk<'_, 't>, assignment: Node<'t>, part: Node<'t>) -> Turns {
    let left = assignment.field("left");
    let right = assignment.field("right");
    if left == Some(part) {
        return right.map_or(Turns::default(), |right| Turns::generator([end(right), 0]));
    }
    if assignment.field("type") != Some(part) {
        return Turns::default();
    }
    let is_deferred = walk.minor() >= 14
        && left.is_some_and(|left| left.kind() == "identifier")
        && matches!(walk.running(), Running::Module | Running::Class);
    match (is_deferred, right) {
        (true, _) => Turns::generator(walk.class_around().map_or([u32::MAX, 0], |c| when_done(c, Done::Annotations))),
        (false, Some(right)) => Turns::generator([end(right), 1]),
        (false, None) => Turns::default(),
    }
}

/// The first iterable of a comprehension is evaluated around it: before all else, but by those that are functions, which are made
/// before they are called.
fn iterable<'t>(walk: &Walk<'_, 't>, part: Node<'t>) -> Turns {
    let Some(comprehension) = walk.parent(1).filter(|_| part.is_named() && walk.is_in_first_iterable()) else {
        return Turns::default();
    };
    let first = [comprehension.start_byte() as u32, 0];
    let is_inlined = walk.minor() >= 12 && comprehension.kind() != "generator_expression";
    Turns { table: Some(first), generator: Some(if is_inlined { first } else { at_bracket(comprehension, 1) }) }
}

/// In a display the symbol table visits all keys before all values, in a comprehension the value before the key.
fn of_pair<'t>(walk: &Walk<'_, 't>, pair: Node<'t>, part: Node<'t>) -> Turns {
    let (Some(around), Some(key)) = (walk.parent(1), pair.field("key")) else { return Turns::default() };
    match rule(around) {
        Rule::Dictionary if part != key => Turns::table(at_bracket(around, 0)),
        Rule::Comprehension if part == key => Turns::table([end(pair), 0]),
        _ => Turns::default(),
    }
}

/// The symbol table visits decorators behind the name, and behind the defaults of a function; up to 3.11 behind the whole header.
fn decorator<'t>(walk: &Walk<'_, 't>, decorated: Node<'t>) -> Turns {
    let definition = decorated.field("definition");
    let part = |field| definition.and_then(|definition| definition.field(field));
    let header = part("return_type").or_else(|| part("superclasses")).filter(|_| walk.minor() < 12);
    let before = header.or_else(|| part("parameters")).or_else(|| part("name"));
    let rank = if walk.minor() < 12 { u32::MAX } else { 0 };
    before.map_or(Turns::default(), |before| Turns::table([end(before), rank]))
}

/// The annotations of parameters are evaluated behind all defaults, each kind of parameters on its own.
fn annotation<'t>(walk: &Walk<'_, 't>, parameter: Node<'t>) -> Turns {
    let Some(parameters) = walk.parent(1).filter(|list| list.kind() == "parameters") else { return Turns::default() };
    let (start, at) = (parameter.start_byte() as u32, end(parameters));
    let stars = parameter.child(0).map_or("", |first| first.kind());
    let (table, generator) = match stars {
        "dictionary_splat_pattern" => (1, 4),
        _ if walk.star.is_some_and(|star| start > star) => (2, 3),
        "list_splat_pattern" => (0, 2),
        _ if walk.slash.is_some_and(|slash| start < slash) => (0, 1),
        _ => (0, 0),
    };
    Turns { table: Some([at, 2 + table]), generator: Some([at, 2 + generator]) }
}
