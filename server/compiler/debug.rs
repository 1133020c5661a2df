//! `__debug__` is a constant: nothing may bind or delete it (reference, section 5.4.1.7 of the library). Which part of the compiler says
//! so, and where, changed with the versions.

use super::Phase;
use super::generator::behind_parameter;
use super::order::{Done, when_done};
use super::patterns::last_pattern;
use super::walk::{Walk, span};
use crate::scope::Reported;
use crate::syntax::{Node, first_part, last_part};

/// Refuses the name where it is bound or deleted.
pub(super) fn check<'t>(walk: &mut Walk<'_, 't>, name: Node<'t>) {
    let is_keyword =
        name.parent().is_some_and(|parent| parent.kind() == "keyword_argument" && parent.field("name") == Some(name));
    if walk.text(name) == "__debug__" && !is_keyword {
        let moment = moment(walk, name);
        refuse(walk, name, &moment);
    }
}

/// Refuses the name as that of a keyword argument; the code generator looks at these at some offset, the symbol table behind all others.
pub(super) fn check_keyword<'t>(walk: &mut Walk<'_, 't>, name: Node<'t>, arguments: Node<'t>, generated: u32) {
    if walk.text(name) == "__debug__" {
        let when = if walk.minor() < 14 { generated } else { arguments.end_byte() as u32 - 1 };
        refuse(walk, name, &[when]);
    }
}

fn refuse<'t>(walk: &mut Walk<'_, 't>, name: Node<'t>, turn: &[u32]) {
    let minor = walk.minor();
    let Some((place, word)) = refused(minor, name) else { return };
    let phase = match minor {
        ..=8 => Phase::Parser,
        9..=13 => Phase::Generator,
        _ => Phase::SymbolTable,
    };
    let moment = walk.moment_of(phase, turn);
    let reported = Reported::from(span(place));
    let is_name = place == name || place.kind() == "splat_type";
    // A parameter is marked with its annotation, a type parameter with its bound and default.
    let end = if minor >= 12 && is_name { end_of_parameter(walk, name) } else { None };
    let reported = end.map_or(reported, |end| reported.ending_at(end));
    walk.found_at(phase, moment, span(name), reported, format!("cannot {word} __debug__"));
}

/// Where the parameter of a name ends, without its default, or the type parameter.
fn end_of_parameter(walk: &Walk<'_, '_>, name: Node<'_>) -> Option<u32> {
    let mut part = name;
    loop {
        let parent = part.parent()?;
        match parent.kind() {
            "typed_parameter" | "typed_default_parameter" => {
                return parent.field("type").map(|annotation| annotation.end_byte() as u32);
            }
            "type_parameter" => {
                let sign = part.next_sibling().filter(|sign| walk.text(*sign) == "=");
                let default = sign.and_then(|sign| sign.next_named_sibling());
                return Some(default.unwrap_or(part).end_byte() as u32);
            }
            "list_splat_pattern" | "dictionary_splat_pattern" | "type" | "splat_type" | "constrained_type" => {
                part = parent;
            }
            _ => return None,
        }
    }
}

/// When the compiler comes to a name that is bound. The code generator checks parameters before all else of their function and stores
/// what it has made; the symbol table goes by the text, and comes to parameters behind the header.
fn moment(walk: &Walk<'_, '_>, name: Node<'_>) -> Vec<u32> {
    let (minor, start) = (walk.minor(), name.start_byte() as u32);
    if minor < 9 {
        let expression = name.parent().filter(|parent| parent.kind() == "named_expression");
        return vec![expression.map_or(start, |expression| expression.end_byte() as u32)];
    }
    let in_generator = minor < 14;
    let mut part = name;
    while let Some(parent) = part.parent() {
        match parent.kind() {
            "parameters" | "lambda_parameters" => {
                let Some(owner) = parent.parent() else { break };
                let decorated = owner.parent().filter(|around| around.kind() == "decorated_definition");
                let body = owner.field("body").map(|body| body.start_byte() as u32 - 1);
                return vec![match body {
                    Some(body) if !in_generator => body,
                    _ => decorated.unwrap_or(owner).start_byte() as u32,
                }];
            }
            "function_definition" | "class_definition" if in_generator => {
                return when_done(parent, Done::Name).to_vec();
            }
            "type_parameter" if in_generator => return vec![behind_parameter(walk, part), 1],
            "type_alias_statement" if in_generator => return vec![parent.end_byte() as u32],
            // The symbol table looks at it before it visits the object.
            "attribute" if !in_generator => return vec![parent.start_byte() as u32],
            "named_expression" => return vec![parent.end_byte() as u32],
            "augmented_assignment" if in_generator => return vec![parent.end_byte() as u32],
            // The handler's body is compiled before the name is deleted.
            "except_clause" if minor < 12 && parent.child(1).is_some_and(|star| star.kind() != "*") => {
                return vec![parent.end_byte() as u32];
            }
            "assignment" | "for_in_clause" | "block" => break,
            kind if kind.ends_with("_statement") => break,
            _ => part = parent,
        }
    }
    vec![start]
}

/// Where a version says that the name can't be bound or deleted, and which of it; `None` where it may stand.
fn refused(minor: u8, name: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    const ASSIGN: &str = "assign to";
    let parent = name.parent()?;
    // From 9 to 11 only the statement was at hand.
    let early = |place| if (9..12).contains(&minor) { (place, ASSIGN) } else { (name, ASSIGN) };
    let statement = |place| if minor > 8 { (place, ASSIGN) } else { (name, ASSIGN) };
    let is_field = |node: Node<'_>, field| node.field(field) == Some(name);
    match parent.kind() {
        // 3.8 marks what stands in a certain place.
        "class_definition" if minor == 8 => match parent.field("superclasses") {
            None => Some((parent.field("body")?.child(0)?, ASSIGN)),
            Some(bases) if bases.child_count() == 2 => Some((bases.child(1)?, ASSIGN)),
            Some(_) => Some((name, ASSIGN)),
        },
        "function_definition" | "class_definition" => is_field(parent, "name").then(|| statement(parent)),
        "parameters" | "lambda_parameters" => Some(early(parent.parent()?)),
        "default_parameter" | "typed_default_parameter" if is_field(parent, "name") => {
            Some(early(parent.parent()?.parent()?))
        }
        "typed_parameter" => Some(early(parent.parent()?.parent()?)),
        "list_splat_pattern" | "dictionary_splat_pattern" if is_parameter(parent) => {
            let list = parent.parent().filter(|list| list.kind() != "typed_parameter");
            Some(early(list.or_else(|| parent.parent()?.parent())?.parent()?))
        }
        "keyword_argument" if is_field(parent, "name") && minor < 12 => Some(early(parent.parent()?.parent()?)),
        "keyword_argument" if is_field(parent, "name") => Some((parent, ASSIGN)),
        "attribute" if is_field(parent, "attribute") => attribute(minor, parent),
        "dotted_name" => dotted(minor, name, parent),
        "aliased_import" if minor >= 14 => Some((parent, ASSIGN)),
        "aliased_import" => Some(statement(parent.parent()?)),
        "as_pattern" if minor < 12 => Some((last_pattern(parent.named_child(0)?), ASSIGN)),
        "as_pattern" => Some((parent, ASSIGN)),
        "splat_pattern" => {
            let star = parent.child(0)?.kind() == "*";
            Some((if star { parent } else { parent.parent()? }, ASSIGN))
        }
        "keyword_pattern" if parent.named_child(0) == Some(name) => Some((parent.named_child(1)?, ASSIGN)),
        "named_expression" if is_field(parent, "name") => Some((name, ASSIGN)),
        "as_pattern_target" => match parent.parent()?.parent()? {
            clause if clause.kind() == "except_clause" => Some(handler(minor, name, clause)),
            _ if minor == 8 => Some((parent.parent()?, ASSIGN)),
            _ => Some((name, ASSIGN)),
        },
        "type" => type_name(minor, name, parent),
        "generic_type" if parent.named_child(0) == Some(name) => type_name(minor, name, parent.parent()?),
        "splat_type" => type_name(minor, parent, parent.parent()?),
        _ => target(minor, name),
    }
}

/// `except … as __debug__`. 3.9 says so at the handler's body, if that is a function's.
fn handler<'t>(minor: u8, name: Node<'t>, clause: Node<'t>) -> (Node<'t>, &'static str) {
    let around = || std::iter::successors(clause.parent(), |node| node.parent());
    let body = last_part(clause).and_then(|block| first_part(block));
    match minor {
        8 => (name, "assign to"),
        9 if around().any(|node| node.kind() == "function_definition") => (body.unwrap_or(clause), "assign to"),
        _ => (clause, "assign to"),
    }
}

fn is_parameter(splat: Node<'_>) -> bool {
    splat.parent().is_some_and(|list| matches!(list.kind(), "parameters" | "lambda_parameters" | "typed_parameter"))
}

/// `x.__debug__` as a target.
fn attribute(minor: u8, attribute: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let parent = attribute.parent()?;
    match parent.kind() {
        "augmented_assignment" if (9..14).contains(&minor) => None,
        "delete_statement" => (minor >= 14).then_some((attribute, "delete")),
        _ => target(minor, attribute),
    }
}

/// A name on its own as a target of an assignment, `for`, `with` or `del`.
fn target(minor: u8, name: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let mut part = name;
    loop {
        let parent = part.parent()?;
        match parent.kind() {
            "pattern_list"
            | "tuple_pattern"
            | "list_pattern"
            | "list_splat_pattern"
            | "as_pattern_target"
            | "tuple"
            | "list"
            | "parenthesized_expression"
            | "expression_list" => part = parent,
            "delete_statement" => return (minor >= 10).then_some((name, "delete")),
            _ => {
                let left = parent.field("left") == Some(part);
                let binds =
                    matches!(parent.kind(), "assignment" | "augmented_assignment" | "for_statement" | "for_in_clause");
                let with = part.kind() == "as_pattern_target";
                // Of an annotation alone the whole statement is marked.
                let is_declared = parent.kind() == "assignment" && parent.field("right").is_none();
                let place = if is_declared && (9..14).contains(&minor) { parent } else { name };
                return (left && binds || with).then_some((place, "assign to"));
            }
        }
    }
}

/// A name in an import or a pattern.
fn dotted<'t>(minor: u8, name: Node<'t>, dotted: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let parent = dotted.parent()?;
    let is_first = dotted.named_child(0) == Some(name);
    match parent.kind() {
        "case_pattern" | "keyword_pattern" => {
            (dotted.named_child_count() == 1 && parent.named_child(0) == Some(dotted)).then_some((name, "assign to"))
        }
        "import_statement" if minor == 8 => (dotted.named_child_count() == 1).then_some((name, "assign to")),
        "import_statement" | "import_from_statement" if is_first && is_imported(parent, dotted) => {
            Some((if (9..14).contains(&minor) { parent } else { dotted }, "assign to"))
        }
        _ => None,
    }
}

fn is_imported(statement: Node<'_>, name: Node<'_>) -> bool {
    statement.children_in("name").any(|imported| imported == name)
}

/// A type parameter, or the name of a type alias.
fn type_name<'t>(minor: u8, name: Node<'t>, around: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let parent = around.parent()?;
    let is_alias = parent.kind() == "type_alias_statement" && parent.field("left") == Some(around);
    match parent.kind() {
        "constrained_type" => type_name(minor, name, parent.parent()?),
        _ if is_alias => Some((if minor < 14 { parent } else { name }, "assign to")),
        "type_parameter" if parent.parent().is_some_and(|owner| owner.kind() != "generic_type") => {
            Some((name, "assign to"))
        }
        "type_parameter" => {
            let alias = parent.parent()?.parent()?.parent()?;
            (alias.kind() == "type_alias_statement").then_some((name, "assign to"))
        }
        _ => None,
    }
}
