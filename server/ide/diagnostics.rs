//! What is wrong with a file: the places that its parser could make nothing of.

use tree_sitter::Node;

use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// More than this many syntax errors are not listed: behind the first few they repeat each other, and a binary file with the wrong ending
/// has thousands.
const MOST_SHOWN: usize = 50;

/// Something wrong with a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The piece.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

/// The syntax errors of an open document; none for a file that isn't open.
pub fn diagnostics(snap: &Snapshot, file: FileId) -> Vec<Diagnostic> {
    let Some(document) = snap.document(file) else { return Vec::new() };
    let mut found = Vec::new();
    let mut pending = vec![document.syntax.tree.root_node()];
    while let Some(node) = pending.pop() {
        if found.len() == MOST_SHOWN {
            break;
        }
        if node.is_missing() {
            found.push(Diagnostic {
                span: first_line(node, &document.text),
                message: format!("expected {}", shown(node.kind())),
            });
        } else if node.is_error() {
            found.push(Diagnostic { span: first_line(node, &document.text), message: "invalid syntax".into() });
        } else if node.has_error() {
            let first_new = pending.len();
            pending.extend(node.children(&mut node.walk()).filter(Node::has_error));
            pending[first_new..].reverse();
        }
    }
    found
}

fn shown(kind: &str) -> String {
    match kind {
        "identifier" => "a name".to_owned(),
        "_newline" => "the end of the line".to_owned(),
        "_indent" => "an indented block".to_owned(),
        _ => format!("`{kind}`"),
    }
}

/// The part of a node on its first line that is not blank; at least a character, where there is one.
fn first_line(node: Node<'_>, text: &str) -> Span {
    let piece = &text[node.byte_range()];
    let blank = piece.len() - piece.trim_start().len();
    let start = node.start_byte() + if blank == piece.len() { 0 } else { blank };
    let line = text[start..node.end_byte()].lines().next().unwrap_or("").trim_end();
    let end = match line.len() {
        0 => start + text[start..].chars().next().map_or(0, char::len_utf8),
        length => start + length,
    };
    Span { start: start as u32, end: end as u32 }
}
