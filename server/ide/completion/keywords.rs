//! Keywords, where the grammar has a place for them.

use crate::syntax::Node;

use super::{Here, Item, Rank, context};

/// What can stand where an operand can.
const OPERANDS: [&str; 6] = ["None", "True", "False", "not", "lambda", "await"];

/// What can follow an operand.
const INFIX: [&str; 9] = ["and", "or", "in", "is", "not", "if", "else", "for", "as"];

/// What begins a statement anywhere.
const STATEMENTS: [&str; 16] = [
    "assert", "async", "class", "def", "del", "for", "from", "global", "if", "import", "match", "pass", "raise", "try",
    "type", "while",
];

/// What begins a statement of a function.
const IN_FUNCTIONS: [&str; 3] = ["nonlocal", "return", "yield"];

/// The keywords that can stand where a name can.
pub(super) fn fitting(here: &Here<'_>, items: &mut Vec<Item>) {
    add(OPERANDS, items);
    let node = context::node(here);
    let statement = node.parent().filter(|parent| parent.kind() == "expression_statement" && *parent != node);
    let Some(statement) = statement.filter(|statement| statement.start_byte() == here.start as usize) else { return };
    add(STATEMENTS, items);
    add(["with"], items);
    let around = |kinds: &[&str]| enclosing(statement, kinds);
    if around(&["function_definition"]) {
        add(IN_FUNCTIONS, items);
    }
    if around(&["for_statement", "while_statement"]) {
        add(["break", "continue"], items);
    }
    let before = statement.prev_named_sibling().map_or("", |before| before.kind());
    match before {
        "if_statement" => add(["elif", "else"], items),
        "for_statement" | "while_statement" => add(["else"], items),
        "try_statement" => add(["except", "else", "finally"], items),
        _ => {}
    }
    if around(&["match_statement"]) {
        add(["case"], items);
    }
}

/// The keywords that can follow an operand.
pub(super) fn infix(items: &mut Vec<Item>) {
    add(INFIX, items);
}

fn add<const N: usize>(words: [&str; N], items: &mut Vec<Item>) {
    items.extend(words.map(|word| Item {
        label: word.to_owned(),
        kind: None,
        note: "keyword".to_owned(),
        rank: Rank::Keyword,
        origin: None,
        edits: Vec::new(),
    }));
}

/// Whether a node lies in one of these kinds, within the same function or class.
fn enclosing(node: Node<'_>, kinds: &[&str]) -> bool {
    let mut around = std::iter::successors(node.parent(), |node| node.parent());
    around
        .find(|node| kinds.contains(&node.kind()) || matches!(node.kind(), "function_definition" | "class_definition"))
        .is_some_and(|node| kinds.contains(&node.kind()))
}
