//! Parsing with tree-sitter-python: text to tree, edits to a re-parsed tree. Never fails: broken code gives a tree with errors.
//!
//! The trick: where the grammar rejects what CPython compiles, the parser reads a copy of the text in which a few bytes
//! stand for others ([`repair`]), and so it does where code is half typed ([`mend`]). The copy has the same length, so every
//! offset in the tree is an offset in the text.
//!
//! **Invariant:** knows nothing of names, files or positions in lines.

mod fields;
mod focus;
mod mend;
mod repair;
mod tree;

use std::cell::RefCell;
use std::sync::Arc;

use tree_sitter::{InputEdit, Language, Parser, Point, Range};

use crate::text::Span;
use focus::Focus;
use mend::Mends;

pub use fields::field_id;
pub use mend::{Fault, Literal, Problem, State, comments_and_strings};
pub use repair::Repairs;
use tree::Replaced;
pub use tree::{Children, Cursor, Kept, Node, Tree};

/// Where more bytes than this stand for others than before, a text is parsed from nothing: each costs a walk down the old tree.
const MOST_DIFFERENCES: usize = 256;

/// A parsed text.
#[derive(Clone)]
pub struct Syntax {
    /// The tree; its byte offsets are those of the text.
    pub tree: Arc<Tree>,
    /// The parser's own, for parsing again. Of what was parsed alone since it knows but that it was changed.
    parsed: tree_sitter::Tree,
    /// What was parsed alone at the last edit, if it was.
    focus: Option<Focus>,
    /// What the parser read in place of the text's own bytes.
    pub repairs: Repairs,
    /// How the text was mended.
    mends: Arc<Mends>,
    /// What the tree has taken over from the one that it was parsed again from.
    pub kept: Kept,
}

impl Syntax {
    fn new(parsed: tree_sitter::Tree, repairs: Repairs, mends: Mends) -> Syntax {
        let tree = Arc::new(tree::whole(&parsed));
        Syntax { tree, parsed, focus: None, repairs, mends: Arc::new(mends), kept: Kept::NOTHING }
    }

    /// What is wrong with the lines that were mended; no error of the tree's tells. In order of their lines.
    pub fn problems(&self) -> &[Problem] {
        &self.mends.problems
    }

    /// Whether the text has a syntax error.
    pub fn has_error(&self) -> bool {
        !self.problems().is_empty() || self.tree.root_node().has_error()
    }
}

/// One replacement in a text: what a `didChange` event says, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was replaced, in the text before.
    pub old: Span,
    /// The length in bytes of what stands there now.
    pub new_len: u32,
}

impl Change {
    /// None in the text, but what stands there may be something else.
    fn none(span: Span) -> Change {
        Change { old: span, new_len: span.len() }
    }
}

/// The grammar.
pub fn language() -> Language {
    tree_sitter_python::LANGUAGE.into()
}

/// The parts of a node: its named children but comments and continued lines.
pub fn parts(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children().filter(|child| !child.is_extra()).collect()
}

/// The name that a `type` statement binds; `None` where the statement is none: the grammar takes `type(x).y = z` for one.
pub fn alias_name(statement: Node<'_>) -> Option<Node<'_>> {
    let left = first_part(statement.field("left")?)?;
    let name = if left.kind() == "generic_type" { first_part(left)? } else { left };
    (name.kind() == "identifier").then_some(name)
}

/// The `x := a` that the grammar has in `x := a if b else c`: the whole is what it binds.
pub fn walrus_of(expression: Node<'_>) -> Option<Node<'_>> {
    let value = (expression.kind() == "conditional_expression").then(|| first_part(expression)).flatten();
    value.filter(|value| value.kind() == "named_expression")
}

/// Where an `await` ends: it binds more strongly than `**`, which the grammar takes to be awaited.
pub fn awaited_end(node: Node<'_>) -> usize {
    let is_power = |node: &Node<'_>| node.kind() == "binary_operator";
    let operand = std::iter::successors(first_part(node), |inner| inner.field("left").filter(|_| is_power(inner)));
    operand.last().map_or(node.end_byte(), |operand| operand.end_byte())
}

/// A table over the grammar's node kinds: `of` is given each one's word and whether it is named. An error node's id lies outside.
pub fn by_kind<T>(of: impl Fn(&str, bool) -> T) -> Vec<T> {
    let language = language();
    let entry = |id| of(language.node_kind_for_id(id).unwrap_or_default(), language.node_kind_is_named(id));
    (0..language.node_kind_count() as u16).map(entry).collect()
}

/// The first part of a node.
pub fn first_part(node: Node<'_>) -> Option<Node<'_>> {
    let first = node.named_child(0)?;
    if first.is_extra() { node.named_children().find(|child| !child.is_extra()) } else { Some(first) }
}

/// The last part of a node.
pub fn last_part(node: Node<'_>) -> Option<Node<'_>> {
    let named = (0..node.named_child_count()).rev();
    named.filter_map(|number| node.named_child(number)).find(|child| !child.is_extra())
}

thread_local! {
    static PARSER: RefCell<Parser> = RefCell::new({
        let mut parser = Parser::new();
        parser.set_language(&language()).expect("the grammar and the parser are of one generation");
        parser
    });
}

/// Parses a text from nothing.
pub fn parse(text: &str) -> Syntax {
    let mends = Mends::of(text);
    let repairs = substitutions(text, &mends);
    Syntax::new(run_parser(&repairs.applied(text), None), repairs, mends)
}

/// Parses a text again after changes to it, each given in the coordinates of the text that the changes before it left;
/// `text` is the text after all of them. The result equals [`parse`]'s; only the time differs.
pub fn reparse(mut old: Syntax, changes: &[Change], text: &str) -> Syntax {
    let mut changes = changes.to_vec();
    for change in &changes {
        old.repairs.shift(change);
    }
    let (mends, is_bodiless) =
        Replaced::all(&changes).map_or_else(|| (Mends::of(text), false), |piece| Mends::again(&old.mends, piece, text));
    let repairs = substitutions(text, &mends);
    let differences = repairs.differences(&old.repairs);
    let read = repairs.applied(text);
    if differences.len() > MOST_DIFFERENCES {
        return Syntax::new(run_parser(&read, None), repairs, mends);
    }
    let differences = differences.into_iter().filter(|&offset| (offset as usize) < text.len());
    changes.extend(differences.map(|start| Change::none(Span { start, end: start + 1 })));
    let Some(piece) = Replaced::all(&changes) else {
        return Syntax { repairs, mends: Arc::new(mends), kept: Kept::ALL, ..old };
    };
    // What stands for a missing body in the tree before would stand for the one that is there now.
    let before = focus::Before { tree: &old.tree, mends: &old.mends, focus: old.focus.as_ref(), is_stale: is_bodiless };
    if let Some((tree, kept, focus)) = focus::parse(before, &changes, piece, &mends, &read) {
        mark_edited(&mut old.parsed, &changes, 0);
        let (tree, mends, focus) = (Arc::new(tree), Arc::new(mends), Some(focus));
        return Syntax { tree, parsed: old.parsed, focus, repairs, mends, kept };
    }
    if is_bodiless {
        return Syntax::new(run_parser(&read, None), repairs, mends);
    }
    mark_edited(&mut old.parsed, &changes, 0);
    let parsed = run_parser(&read, Some(&old.parsed));
    let piece = old.focus.map_or(piece, |focus| focus.widen(piece));
    let piece = piece.with_differences(&old.parsed, &parsed, 0);
    let (tree, kept) = tree::updated(&old.tree, &parsed, piece);
    Syntax { tree: Arc::new(tree), parsed, focus: None, repairs, mends: Arc::new(mends), kept }
}

/// What the parser reads in place of a mended text's own bytes. Depends on the text alone.
fn substitutions(text: &str, mends: &Mends) -> Repairs {
    let mended = Repairs::from(mends.bytes.clone());
    // Of the mended text: what a broken string seems to say there needs no repair.
    let repairs = Repairs::of(&mended.applied(text));
    mended.overlaid(repairs)
}

/// Parses pieces of a text, of which there is one at least, as if they were one and stood alone between two characters: these take the
/// places of the bytes before and behind. Offsets are those of the text.
pub fn parse_between(text: &str, open: u8, parts: &[Span], close: u8) -> Tree {
    let origin = Point { row: 0, column: 0 };
    let range = |span: &Span| Range {
        start_byte: span.start as usize,
        end_byte: span.end as usize,
        start_point: origin,
        end_point: origin,
    };
    let mut ranges: Vec<Range> = parts.iter().map(range).collect();
    let (first, end) = (ranges[0].start_byte - 1, ranges[ranges.len() - 1].end_byte);
    ranges[0].start_byte = first;
    ranges[parts.len() - 1].end_byte = end + 1;
    let (open, close) = ([open], [close]);
    let mut read = |offset: usize, _: Point| match offset {
        _ if offset == first => &open,
        _ if offset < end => &text.as_bytes()[offset..end],
        _ if offset == end => &close,
        _ => &[],
    };
    PARSER.with_borrow_mut(|parser| {
        // Pieces in the order of the text are what the parser asks for.
        let _ = parser.set_included_ranges(&ranges);
        let tree = parser.parse_with_options(&mut read, None, None);
        let _ = parser.set_included_ranges(&[]);
        tree::whole(&tree.expect("a language is set and nothing cancels the parser"))
    })
}

fn run_parser(text: &str, old: Option<&tree_sitter::Tree>) -> tree_sitter::Tree {
    PARSER.with_borrow_mut(|parser| parser.parse(text, old).expect("a language is set and nothing cancels the parser"))
}

/// Tells the tree of a text, or of a part of one that starts at an offset, that bytes were replaced. Rows and columns are left at zero: nothing
/// reads them, and the grammar's scanner measures indentation by itself.
fn mark_edited(tree: &mut tree_sitter::Tree, changes: &[Change], offset: u32) {
    let origin = Point { row: 0, column: 0 };
    for change in changes {
        let start = (change.old.start - offset) as usize;
        tree.edit(&InputEdit {
            start_byte: start,
            old_end_byte: start + change.old.len() as usize,
            new_end_byte: start + change.new_len as usize,
            start_position: origin,
            old_end_position: origin,
            new_end_position: origin,
        });
    }
}
