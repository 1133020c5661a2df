//! What a growing selection takes in: the name at a place, then each larger piece of the syntax around it, up to the whole file.

use crate::syntax::Node;

use super::At;
use crate::store::Snapshot;
use crate::text::Span;

/// Larger pieces than these are left out: editors nest the answer, and only a machine writes code so deep.
const MOST: usize = 200;

/// The pieces around a place, from inside out, each larger than the one before.
pub fn selections(snap: &Snapshot, at: At) -> Vec<Span> {
    let (Some(graph), Some(syntax)) = (snap.graph(at.file), snap.syntax(at.file)) else { return Vec::new() };
    let Some(text) = snap.text(at.file) else { return Vec::new() };
    let token = graph.token_at(at.offset).map(|(_, span)| span);
    let inside = token.unwrap_or(Span { start: at.offset, end: at.offset });
    let mut node = syntax.tree.root_node();
    let mut around: Vec<Span> = vec![Span { start: 0, end: text.len() as u32 }];
    while let Some(child) = child_around(node, inside) {
        node = child;
        around.push(Span { start: child.start_byte() as u32, end: child.end_byte() as u32 });
        // What brackets and quotes hold is a step of its own.
        around.extend(
            between_ends(child).into_iter().filter(|span| span.start <= inside.start && inside.end <= span.end),
        );
    }
    around.extend(token);
    around.dedup();
    around.reverse();
    around.truncate(MOST);
    around
}

/// The child that holds a span. Quotes are none: what they hold may be smaller, and begins where they end.
fn child_around(node: Node<'_>, inside: Span) -> Option<Node<'_>> {
    let holds = |child: &Node<'_>| {
        let (start, end) = (child.start_byte() as u32, child.end_byte() as u32);
        let is_quote = matches!(child.kind(), "string_start" | "string_end");
        start <= inside.start && inside.end <= end && start < end && child.is_named() && !is_quote
    };
    node.children().take_while(|child| child.start_byte() as u32 <= inside.start).find(holds)
}

fn between_ends(node: Node<'_>) -> Option<Span> {
    let n = node.child_count();
    let (first, last) = (node.child(0)?, node.child(n.checked_sub(1)?)?);
    let opens = matches!(first.kind(), "(" | "[" | "{" | "string_start");
    let span = Span { start: first.end_byte() as u32, end: last.start_byte() as u32 };
    (n > 2 && opens && span.start < span.end).then_some(span)
}
