//! `__debug__` is a constant: nothing may bind or delete it (reference, section 5.4.1.7 of the library). Which part of the compiler says
//! so, and where, changed with the versions.

use super::Phase;
use super::walk::{Walk, span};
use crate::syntax::{Node, first_part, last_part};

/// Refuses the name where it is bound or deleted.
pub(super) fn check<'t>(walk: &mut Walk<'_, 't>, name: Node<'t>) {
    let minor = walk.minor();
    let refused = (walk.text(name) == "__debug__").then(|| refused(minor, name)).flatten();
    let Some((place, word)) = refused else { return };
    let phase = match minor {
        ..=8 => Phase::Parser,
        9..=13 => Phase::Generator,
        _ => Phase::SymbolTable,
    };
    let moment = walk.moment(phase, moment(minor, name));
    walk.found_at(phase, moment, span(name), place.start_byte() as u32, format!("cannot {word} __debug__"));
}

const TARGETS: [&str; 3] = ["assignment", "augmented_assignment", "for_statement"];

/// When the code generator comes to a name that is bound: parameters are checked before all else of their function, targets are bound
/// behind the value. The symbol table goes by the text.
fn moment(minor: u8, name: Node<'_>) -> u32 {
    let mut part = name;
    while let Some(parent) = part.parent() {
        match parent.kind() {
            "parameters" | "lambda_parameters" => {
                let owner = parent.parent().unwrap_or(parent);
                // The symbol table comes to them behind the whole header.
                let body = owner.field("body").filter(|_| minor >= 14).unwrap_or(owner);
                return (body.start_byte() as u32).saturating_sub(u32::from(minor >= 14));
            }
            // Those of functions come behind their defaults.
            "type_parameter" if minor < 14 => {
                let parameters = parent.parent().and_then(|owner| owner.field("parameters"));
                return parameters.map_or(name.start_byte(), |parameters| parameters.end_byte()) as u32;
            }
            kind if minor < 14 && TARGETS.contains(&kind) || matches!(kind, "for_in_clause" | "named_expression") => {
                let right = ["right", "value"].iter().find_map(|field| parent.field(field));
                let is_target = right.is_some_and(|right| part.start_byte() < right.start_byte());
                return right.filter(|_| is_target).map_or(name.start_byte(), |right| right.end_byte()) as u32;
            }
            // The handler's body is compiled before the name is deleted.
            "except_clause" if minor < 12 && parent.child(1).is_some_and(|star| star.kind() != "*") => {
                return parent.end_byte() as u32;
            }
            kind if kind.ends_with("_statement") || kind == "block" || kind == "type" => break,
            _ => part = parent,
        }
    }
    name.start_byte() as u32
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
        "class_definition" if minor == 8 => Some((parent.field("body")?.child(0)?, ASSIGN)),
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
        "keyword_argument" if is_field(parent, "name") => Some(early(parent.parent()?.parent()?)),
        "attribute" if is_field(parent, "attribute") => attribute(minor, parent),
        "dotted_name" => dotted(minor, name, parent),
        "aliased_import" if minor >= 14 => Some((parent, ASSIGN)),
        "aliased_import" => Some(statement(parent.parent()?)),
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
                return (left && binds || with).then_some((name, "assign to"));
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
            Some((if (9..14).contains(&minor) { parent } else { name }, "assign to"))
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
