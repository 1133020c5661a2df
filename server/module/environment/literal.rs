//! Python literals read as data: what an install hook's file says, without running it.

use crate::syntax::Node;

/// A value that stands in a text as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// A string.
    Text(String),
    /// A list, tuple or set.
    List(Vec<Literal>),
    /// A dictionary.
    Table(Vec<(Literal, Literal)>),
    /// Anything else.
    Other,
}

impl Literal {
    /// The string.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Literal::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list, tuple or set.
    pub(super) fn items(&self) -> &[Literal] {
        match self {
            Literal::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a dictionary whose keys are strings.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Literal)> {
        let entries = match self {
            Literal::Table(entries) => &entries[..],
            _ => &[],
        };
        entries.iter().filter_map(|(key, value)| Some((key.text()?, value)))
    }

    /// The value of an expression. One that is nested deeper than any hook writes is read as unknown.
    pub(super) fn of(node: Node<'_>, source: &str) -> Literal {
        within(node, source, MOST_NESTED)
    }
}

/// Hooks write dictionaries of lists of strings.
const MOST_NESTED: u32 = 8;

fn within(node: Node<'_>, source: &str, deeper: u32) -> Literal {
    let Some(deeper) = deeper.checked_sub(1) else { return Literal::Other };
    let children = || node.named_children().filter(|child| child.kind() != "comment").collect::<Vec<_>>();
    match node.kind() {
        "string" => string(node, source),
        "parenthesized_expression" => children().first().map_or(Literal::Other, |inner| within(*inner, source, deeper)),
        "list" | "tuple" | "set" => {
            Literal::List(children().into_iter().map(|item| within(item, source, deeper)).collect())
        }
        "dictionary" => {
            let pair = |pair: Node<'_>| {
                let part = |name| Some(within(pair.field(name)?, source, deeper));
                Some((part("key")?, part("value")?))
            };
            Literal::Table(children().into_iter().filter_map(pair).collect())
        }
        _ => Literal::Other,
    }
}

/// The value of a string literal; one of bytes or with fields is unknown.
fn string(node: Node<'_>, source: &str) -> Literal {
    let parts: Vec<Node<'_>> = node.children().collect();
    let (Some(start), Some(end)) = (parts.first(), parts.last()) else { return Literal::Other };
    let prefix = source[start.byte_range()].trim_end_matches(['\'', '"']).to_ascii_lowercase();
    let Some(inside) = source.get(start.end_byte()..end.start_byte()) else { return Literal::Other };
    match prefix.as_str() {
        "r" => Literal::Text(inside.to_owned()),
        "" | "u" => unescaped(inside).map_or(Literal::Other, Literal::Text),
        _ => Literal::Other,
    }
}

/// The text of a plain string, its escapes resolved (reference, section 2.4.1.1); `None` where one is wrong. Paths have no others than these.
fn unescaped(inside: &str) -> Option<String> {
    let mut text = String::new();
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let n_digits = match chars.next()? {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            same @ ('\\' | '\'' | '"') => {
                text.push(same);
                continue;
            }
            _ => return None,
        };
        let digits: String = chars.by_ref().take(n_digits).collect();
        text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
    }
    Some(text)
}
