//! What the code generator rejects in `match`: patterns behind which nothing can be reached, names that are bound twice.

use rustc_hash::FxHashSet;

use super::Phase;
use super::walk::{Walk, span};
use crate::name;
use crate::syntax::{Node, first_part, parts};
use crate::text::Span;

/// The cases of a `match`: one that fits all must be the last.
pub(super) fn match_statement<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let Some(body) = node.field("body") else { return };
    let cases: Vec<_> = body.children().filter(|child| child.kind() == "case_clause").collect();
    let Some((_, before_last)) = cases.split_last() else { return };
    for case in before_last {
        if case.field("guard").is_none()
            && !is_list(*case)
            && let [pattern] = patterns_of(*case)[..]
        {
            refuse_irrefutable(walk, pattern);
        }
    }
}

/// A case: what is within it.
pub(super) fn case<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    let patterns = patterns_of(node);
    let stars = patterns.iter().filter(|pattern| unwrapped(**pattern).kind() == "splat_pattern").count();
    if stars > 1
        && let [first, .., last] = patterns[..]
    {
        let place = Span { start: first.start_byte() as u32, end: last.end_byte() as u32 };
        let message = "multiple starred names in sequence pattern".to_owned();
        walk.error_at(Phase::Generator, walk.moment(Phase::Generator, place.start), place, None, message);
    }
    if let [pattern] = patterns[..]
        && unwrapped(pattern).kind() == "splat_pattern"
        && !is_list(node)
    {
        walk.error(Phase::Parser, pattern, "invalid syntax");
    }
    let mut stores = FxHashSet::default();
    for pattern in patterns {
        bind(walk, pattern, &mut stores, 0);
    }
}

/// Whether a case has several patterns without brackets, or one and a comma.
fn is_list(case: Node<'_>) -> bool {
    case.children().any(|part| part.kind() == ",")
}

fn patterns_of(case: Node<'_>) -> Vec<Node<'_>> {
    case.children().filter(|child| child.kind() == "case_pattern").collect()
}

fn unwrapped(pattern: Node<'_>) -> Node<'_> {
    let mut inner = pattern;
    while inner.kind() == "case_pattern" || inner.kind() == "tuple_pattern" && inner.child_count() == 3 {
        let at = if inner.kind() == "case_pattern" { 0 } else { 1 };
        match inner.child(at) {
            Some(child) => inner = child,
            None => break,
        }
    }
    inner
}

/// Refuses a pattern that fits all where another alternative or case follows.
fn refuse_irrefutable<'t>(walk: &mut Walk<'_, 't>, pattern: Node<'t>) {
    let inner = unwrapped(pattern);
    match inner.kind() {
        "_" => {
            walk.error(Phase::Generator, inner, "wildcard makes remaining patterns unreachable");
        }
        "dotted_name" if inner.named_child_count() == 1 => {
            let name = name::normalized(walk.text(inner));
            let message = format!("name capture '{name}' makes remaining patterns unreachable");
            walk.error(Phase::Generator, inner, message);
        }
        "as_pattern" => {
            if let Some(first) = first_part(inner) {
                refuse_irrefutable(walk, first);
            }
        }
        "union_pattern" => {
            // `_` is no part.
            if let Some(last) = inner.children().last() {
                refuse_irrefutable(walk, last);
            }
        }
        _ => {}
    }
}

/// More nested patterns than these are not looked into: CPython's parser gives up long before.
const DEEPEST: usize = 200;

/// Writes down the names that a pattern binds, and refuses to bind one twice (`pattern_helper_store_name`).
fn bind<'a, 't>(walk: &mut Walk<'a, 't>, pattern: Node<'t>, stores: &mut FxHashSet<&'a str>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let node = unwrapped(pattern);
    match node.kind() {
        "dotted_name" if node.named_child_count() == 1 => store(walk, node, span(node), stores),
        "splat_pattern" => {
            if node.named_child_count() == 0 && walk.text(node).starts_with("**") {
                walk.error(Phase::Parser, node.child(1).unwrap_or(node), "invalid syntax");
            }
            if let Some(name) = first_part(node) {
                let starred = node.child(0).is_some_and(|star| star.kind() == "*");
                // The compiler marks the whole mapping for the rest of it.
                let place = match starred {
                    true => node,
                    false if walk.minor() < 12 => node.prev_named_sibling().map_or(node, last_pattern),
                    false => node.parent().unwrap_or(node),
                };
                store(walk, name, span(place), stores);
            }
        }
        "as_pattern" => {
            let parts: Vec<_> = parts(node).into_iter().collect();
            if let [inner, .., name] = parts[..] {
                let is_alias =
                    std::iter::successors(Some(inner), |part| part.child(0).filter(|_| part.kind() == "case_pattern"))
                        .any(|part| part.kind() == "as_pattern");
                if is_alias || unwrapped(inner).kind() == "splat_pattern" {
                    let keyword = node.children().find(|child| child.kind() == "as");
                    walk.error(Phase::Parser, keyword.unwrap_or(node), "invalid syntax");
                }
                bind(walk, inner, stores, depth + 1);
                if walk.text(name) == "_" {
                    walk.error(Phase::Parser, name, "cannot use '_' as a target");
                } else {
                    let place = if walk.minor() < 12 {
                        span(last_pattern(inner))
                    } else {
                        // Of `name=pattern as x` it is the part behind the sign.
                        let value = keyword_of(inner).and_then(|keyword| keyword.named_child(1));
                        Span { start: value.unwrap_or(node).start_byte() as u32, end: node.end_byte() as u32 }
                    };
                    store(walk, name, place, stores);
                }
            }
        }
        "union_pattern" => alternatives(walk, node, stores, depth),
        "class_pattern" => {
            let mut keywords = FxHashSet::default();
            for part in parts(node).into_iter().skip(1) {
                if let Some(keyword) = keyword_of(part) {
                    let name = first_part(keyword).map_or("", |name| walk.text(name));
                    if !keywords.insert(name) {
                        let message = format!("attribute name repeated in class pattern: {name}");
                        // `_` is no part.
                        let value = keyword.children().last().unwrap_or(keyword);
                        walk.error(Phase::Generator, unwrapped(value), message);
                    }
                } else if !keywords.is_empty() {
                    walk.error(Phase::Parser, part, "positional patterns follow keyword patterns");
                }
                refuse_star(walk, part);
                bind(walk, part, stores, depth + 1);
            }
        }
        "keyword_pattern" => {
            if let Some(value) = node.named_child(1) {
                refuse_star(walk, value);
                bind(walk, value, stores, depth + 1);
            }
        }
        "list_pattern" | "tuple_pattern" => {
            let parts: Vec<_> = parts(node).into_iter().collect();
            let stars = parts.iter().filter(|part| unwrapped(**part).kind() == "splat_pattern").count();
            if stars > 1 {
                walk.error(Phase::Generator, node, "multiple starred names in sequence pattern");
            }
            parts.into_iter().for_each(|part| bind(walk, part, stores, depth + 1));
        }
        "string" | "concatenated_string" if is_formatted(walk, node) => {
            walk.error(Phase::Generator, node, "patterns may only match literals and attribute lookups");
        }
        "complex_pattern" => complex(walk, node),
        "dict_pattern" => {
            rest_is_last(walk, node);
            keys(walk, node);
            let mut before = "{";
            for part in node.children().skip(1) {
                let is_pattern = matches!(part.kind(), "case_pattern" | "splat_pattern");
                let is_key = || part.next_sibling().is_some_and(|next| next.kind() == ":");
                if is_pattern && before == ":" {
                    refuse_star(walk, part);
                }
                if is_pattern && !is_key() {
                    bind(walk, part, stores, depth + 1);
                }
                before = part.kind();
            }
        }
        _ => {}
    }
}

/// Refuses `*rest` where it is no part of a sequence.
fn refuse_star<'t>(walk: &mut Walk<'_, 't>, pattern: Node<'t>) {
    let inner = unwrapped(pattern);
    if inner.kind() == "splat_pattern" && walk.text(inner).starts_with('*') {
        walk.error(Phase::Parser, inner.child(0).unwrap_or(inner), "invalid syntax");
    }
}

/// `1 + 2j`
fn complex<'t>(walk: &mut Walk<'_, 't>, node: Node<'t>) {
    if let [real, imaginary] = parts(node)[..] {
        let is_imaginary = |number: Node<'t>| walk.text(number).ends_with(['j', 'J']);
        let wrong = [(real, "real", false), (imaginary, "imaginary", true)]
            .into_iter()
            .find(|(number, _, wanted)| is_imaginary(*number) != *wanted);
        if let Some((number, word, _)) = wrong {
            walk.error(Phase::Parser, number, format!("{word} number required in complex literal"));
        }
    }
}

/// The `name=pattern` that a part of a class pattern is; the grammar has `name=(pattern as x)` as `(name=pattern) as x`.
fn keyword_of(part: Node<'_>) -> Option<Node<'_>> {
    let inner = unwrapped(part);
    let inner = if inner.kind() == "as_pattern" { unwrapped(first_part(inner)?) } else { inner };
    (inner.kind() == "keyword_pattern").then_some(inner)
}

/// The pattern that the compiler comes to last: up to 3.11 it says that errors are there.
pub(super) fn last_pattern(pattern: Node<'_>) -> Node<'_> {
    let mut inner = unwrapped(pattern);
    while matches!(
        inner.kind(),
        "list_pattern" | "tuple_pattern" | "dict_pattern" | "class_pattern" | "keyword_pattern"
    ) {
        let parts = parts(inner);
        match parts.last().filter(|last| inner.kind() == "keyword_pattern" || last.kind() == "case_pattern") {
            Some(last) => inner = unwrapped(*last),
            None => break,
        }
    }
    inner
}

/// `**rest` ends a mapping.
fn rest_is_last<'t>(walk: &mut Walk<'_, 't>, mapping: Node<'t>) {
    let parts: Vec<_> = parts(mapping).into_iter().collect();
    let Some(at) = parts.iter().position(|part| part.kind() == "splat_pattern") else { return };
    if let Some(next) = parts.get(at + 1) {
        const MESSAGE: &str = "double star pattern must be the last (right-most) subpattern in the mapping pattern";
        let (place, message) = if walk.minor() < 15 {
            (*next, "invalid syntax")
        } else {
            (parts[at].named_child(0).unwrap_or(parts[at]), MESSAGE)
        };
        walk.error(Phase::Parser, place, message);
    }
}

/// The keys of a mapping: constants, none of them twice, or attributes.
fn keys<'t>(walk: &mut Walk<'_, 't>, mapping: Node<'t>) {
    let mut seen = FxHashSet::default();
    let (mut is_negative, mut message) = (false, None);
    let is_key = |part: &Node<'t>| part.next_sibling().is_some_and(|next| next.kind() == ":");
    mapping.children().filter(is_key).for_each(|part| refuse_key(walk, part));
    for part in mapping.children() {
        is_negative = match part.kind() {
            "-" => true,
            _ if part.next_sibling().is_none_or(|next| next.kind() != ":") => false,
            _ if is_formatted(walk, part) => {
                message = Some("mapping pattern keys may only match literals and attribute lookups".to_owned());
                break;
            }
            _ => {
                let key = constant(walk, part, is_negative);
                if let Some((_, shown)) = key.filter(|(value, _)| !seen.insert(value.clone())) {
                    message = Some(format!("mapping pattern checks duplicate key ({shown})"));
                    break;
                }
                false
            }
        };
    }
    if let Some(message) = message {
        walk.error(Phase::Generator, mapping, message);
    }
}

/// Refuses a key that is a pattern, where the parser would have a value: at what stands behind a name, or at a bracket.
fn refuse_key<'t>(walk: &mut Walk<'_, 't>, key: Node<'t>) {
    let child = |kind: &str| key.children().find(|child| child.kind() == kind);
    let wrong = match key.kind() {
        "complex_pattern" => return complex(walk, key),
        "_" => key.next_sibling(),
        "dotted_name" if key.named_child_count() == 1 => key.next_sibling(),
        "class_pattern" => child("("),
        "union_pattern" => child("|"),
        "dict_pattern" | "list_pattern" | "tuple_pattern" => key.child(0),
        _ => None,
    };
    if let Some(wrong) = wrong {
        walk.error(Phase::Parser, wrong, "invalid syntax");
    }
}

/// What a literal is equal to, and its `repr`. Fractions and strings with escapes are not compared.
fn constant(walk: &Walk<'_, '_>, literal: Node<'_>, is_negative: bool) -> Option<(String, String)> {
    let same = |value: String| Some((value.clone(), value));
    match literal.kind() {
        "none" => same("None".to_owned()),
        "true" => Some(("1".to_owned(), "True".to_owned())),
        "false" => Some(("0".to_owned(), "False".to_owned())),
        "integer" => {
            let digits = walk.text(literal).replace('_', "").to_ascii_lowercase();
            let (radix, digits) = match digits.get(..2) {
                Some("0x") => (16, &digits[2..]),
                Some("0o") => (8, &digits[2..]),
                Some("0b") => (2, &digits[2..]),
                _ => (10, &digits[..]),
            };
            let value = i128::from_str_radix(digits, radix).ok()?;
            same(if is_negative { -value } else { value }.to_string())
        }
        "string" | "concatenated_string" => {
            let is_one = literal.kind() == "string";
            let strings = if is_one { vec![literal] } else { literal.named_children().collect() };
            let mut value = String::new();
            let mut letter = "";
            for string in strings.into_iter().filter(|part| part.kind() == "string") {
                let text = walk.text(string);
                let prefix = &text[..text.find(['"', '\''])?];
                letter = if prefix.contains(['b', 'B']) { "b" } else { "" };
                let quoted = &text[prefix.len()..];
                let quotes = if quoted.len() > 5 && quoted.as_bytes()[1] == quoted.as_bytes()[0] { 3 } else { 1 };
                value += quoted.get(quotes..quoted.len() - quotes)?;
            }
            if value.contains(|c: char| c == '\\' || c.is_control()) {
                return None;
            }
            let quote = if value.contains('\'') && !value.contains('"') { '"' } else { '\'' };
            let shown = value.replace('\'', if quote == '"' { "'" } else { "\\'" });
            Some((format!("{letter}{value:?}"), format!("{letter}{quote}{shown}{quote}")))
        }
        _ => None,
    }
}

/// Whether a string, or one of several side by side, has fields.
fn is_formatted(walk: &Walk<'_, '_>, literal: Node<'_>) -> bool {
    let has_letter = |string: Node<'_>| {
        let text = walk.text(string);
        string.kind() == "string" && text[..text.find(['"', '\'']).unwrap_or_default()].contains(['f', 'F', 't', 'T'])
    };
    has_letter(literal) || literal.kind() == "concatenated_string" && literal.named_children().any(has_letter)
}

/// `p | q`: all alternatives bind the same names, and only the last may fit all.
fn alternatives<'a, 't>(walk: &mut Walk<'a, 't>, node: Node<'t>, stores: &mut FxHashSet<&'a str>, depth: usize) {
    let parts: Vec<_> = node.children().filter(|part| part.kind() != "|").collect();
    let mut first: Option<FxHashSet<&str>> = None;
    for (number, part) in parts.iter().enumerate() {
        if unwrapped(*part).kind() == "splat_pattern" {
            walk.error(Phase::Parser, *part, "invalid syntax");
        }
        if number + 1 < parts.len() {
            refuse_irrefutable(walk, *part);
        }
        let mut own = FxHashSet::default();
        bind(walk, *part, &mut own, depth + 1);
        match &first {
            None => first = Some(own),
            Some(first) if *first != own => {
                let place = if walk.minor() < 12 { last_pattern(*part) } else { node };
                // What is wrong within an alternative is met before its names are compared.
                let moment = walk.moment(Phase::Generator, part.end_byte() as u32);
                let message = "alternative patterns bind different names".to_owned();
                walk.error_at(Phase::Generator, moment, span(place), None, message);
                break;
            }
            Some(_) => {}
        }
    }
    let mut names: Vec<_> = first.unwrap_or_default().into_iter().collect();
    names.sort_unstable();
    for name in names {
        if !stores.insert(name) {
            walk.error(Phase::Generator, node, bound_twice(name));
        }
    }
}

fn store<'a, 't>(walk: &mut Walk<'a, 't>, name: Node<'t>, place: Span, stores: &mut FxHashSet<&'a str>) {
    let name = walk.text(name);
    if name != "_" && !stores.insert(name) {
        let moment = walk.moment(Phase::Generator, place.start);
        walk.error_at(Phase::Generator, moment, place, None, bound_twice(name));
    }
}

fn bound_twice(name: &str) -> String {
    format!("multiple assignments to name '{name}' in pattern")
}
