//! How the parser's tree becomes ours: once as a whole, and after an edit only where it changed.
//!
//! The trick: after an edit, what lies before and behind the changed piece is taken over from the tree before, the latter moved along;
//! only the nodes around the piece and those in it are asked of the parser.

use tree_sitter::TreeCursor;

use super::{ERROR, EXTRA, HAS_ERROR, Kinds, MISSING, NAMED, Node, Record, Tree};
use crate::syntax::Change;
use crate::text::Span;

/// Where two texts differ: outside these pieces the syntax is the same.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Replaced {
    /// In the text before.
    pub(in crate::syntax) old: Span,
    /// In the text after.
    pub(in crate::syntax) new: Span,
}

impl Replaced {
    /// By how much the text has grown, modulo 2³².
    pub(in crate::syntax) fn grown(&self) -> u32 {
        self.new.end.wrapping_sub(self.old.end)
    }

    /// The piece that some changes are in, if there are any; each is given in the text that those before it left.
    pub(in crate::syntax) fn all(changes: &[Change]) -> Option<Replaced> {
        changes.iter().fold(None, |piece, change| Some(Replaced::widened(piece, change)))
    }

    /// The piece up to an offset in the text before.
    pub(in crate::syntax) fn before(self, end: u32) -> Replaced {
        let (grown, end) = (self.grown(), self.old.end.min(end));
        Replaced {
            old: Span { start: self.old.start, end },
            new: Span { start: self.new.start, end: end.wrapping_add(grown) },
        }
    }

    /// The piece with all that differs in the parser's trees of a text that starts at an offset, the one before marked as edited.
    pub(in crate::syntax) fn with_differences(
        self,
        old: &tree_sitter::Tree,
        new: &tree_sitter::Tree,
        offset: u32,
    ) -> Replaced {
        old.changed_ranges(new).fold(self, |piece, range| {
            let span = Span::new(offset + range.start_byte as u32, offset + range.end_byte as u32);
            Replaced::widened(Some(piece), &Change::none(span))
        })
    }

    /// The piece with a part of the text before that it need not be in.
    pub(in crate::syntax) fn with(self, old: Span) -> Replaced {
        let old = Span { start: old.start.min(self.old.start), end: old.end.max(self.old.end) };
        Replaced { old, new: Span { start: old.start, end: old.end.wrapping_add(self.grown()) } }
    }

    /// The piece with one more change, given in the text that those before it left.
    fn widened(piece: Option<Replaced>, change: &Change) -> Replaced {
        let Span { start, end } = change.old;
        let Some(Replaced { old, new }) = piece else {
            return Replaced { old: change.old, new: Span { start, end: start + change.new_len } };
        };
        let first = new.start.min(start);
        // How far the change reaches beyond the piece, where the texts are the same but for their place.
        let beyond = end.saturating_sub(new.end);
        Replaced {
            old: Span { start: first, end: old.end + beyond },
            new: Span { start: first, end: new.end + beyond + change.new_len - (end - start) },
        }
    }
}

/// What the parser made of a text, or of a part of one between two top-level statements.
pub(in crate::syntax) struct Parsed<'p> {
    pub(in crate::syntax) tree: &'p tree_sitter::Tree,
    /// Where the part starts.
    pub(in crate::syntax) offset: u32,
    /// How many nodes stand before it, the root's not counted: before and after the edit.
    pub(in crate::syntax) n_nodes_before: u32,
    /// How many parts of the root are outside; of a part of a text, one at least.
    pub(in crate::syntax) n_outside: usize,
    /// How many of the parser's root are none of the text's: its last.
    pub(in crate::syntax) n_alien: usize,
}

impl<'p> Parsed<'p> {
    fn whole(tree: &'p tree_sitter::Tree) -> Parsed<'p> {
        Parsed { tree, offset: 0, n_nodes_before: 0, n_outside: 0, n_alien: 0 }
    }
}

/// What a tree has taken over from one before it: nodes that stand there as they stood, with all below them, but for their numbers and
/// their place. Their text is the same, too, and so is what touches it.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// The nodes that end before this number: one that ends there may be around what has changed.
    front: u32,
    /// The nodes from a number in the tree before on, and the number in this tree from which they stand.
    tail: (u32, u32),
}

impl Kept {
    /// Nothing: the tree was made anew.
    pub const NOTHING: Kept = Kept { front: 0, tail: (u32::MAX, u32::MAX) };

    /// All of it: the tree is the one before.
    pub const ALL: Kept = Kept { front: u32::MAX, tail: (0, 0) };

    /// The number that a node had in the tree before; `None` if it may be another than it was.
    pub fn number_before(self, node: Node<'_>) -> Option<u32> {
        let in_tail = || Some(node.at.checked_sub(self.tail.1)? + self.tail.0);
        if node.end() < self.front { Some(node.at) } else { in_tail() }
    }

    /// What is left of the first tree in the one after two edits: this is what the first took over, `later` the second.
    pub fn then(self, later: Kept) -> Kept {
        let front = self.front.min(later.front);
        let ((first, between), (start, end)) = (self.tail, later.tail);
        let tail = match start.checked_sub(between) {
            Some(further) => (first.saturating_add(further), end),
            None => (first, end.saturating_add(between - start)),
        };
        Kept { front, tail }
    }
}

/// The tree that was parsed.
pub(in crate::syntax) fn whole(parsed: &tree_sitter::Tree) -> Tree {
    let mut nodes = Vec::with_capacity(parsed.root_node().descendant_count());
    Reader::new(parsed, 0).copy(&mut nodes, 0);
    Tree { nodes }
}

/// The tree that was parsed, given the tree of the text before, and what it takes over from that one. In a text with errors, what the
/// parser makes of one piece leans on others far away: there nothing is taken over.
pub(in crate::syntax) fn updated(old: &Tree, parsed: &tree_sitter::Tree, replaced: Replaced) -> (Tree, Kept) {
    let is_good = !parsed.root_node().has_error();
    is_good
        .then(|| spliced(old, &Parsed::whole(parsed), replaced))
        .flatten()
        .unwrap_or_else(|| (whole(parsed), Kept::NOTHING))
}

/// The tree of a text without errors, of which a part that holds the piece was parsed. `None` where the trees don't line up around the piece.
pub(in crate::syntax) fn spliced(old: &Tree, parsed: &Parsed<'_>, replaced: Replaced) -> Option<(Tree, Kept)> {
    let mut reader = Reader::new(parsed.tree, parsed.offset);
    // The nodes around the piece, each with what it is now.
    let mut around: Vec<(u32, Record)> = Vec::new();
    let mut here = old.root_node();
    let (first, end, n_new) = loop {
        let mut now = reader.record(&reader.cursor.node(), here.record().parent, ERROR);
        let mut n_children = reader.cursor.node().child_count() as usize;
        if here.at == 0 && parsed.n_outside > 0 {
            now = Record { end: here.record().end.wrapping_add(replaced.grown()), ..*here.record() };
            n_children = n_children + parsed.n_outside - parsed.n_alien;
        }
        if (now.kind, now.start) != (here.record().kind, here.record().start) {
            return None;
        }
        around.push((here.at, now));
        let (n_untouched, middle, behind) = parts(here, replaced.old);
        let first = middle.first().copied().or(behind).map_or(here.end(), |node| node.at);
        let end = behind.map_or(here.end(), |node| node.at);
        let n_new = n_children.checked_sub(n_untouched)?;
        if n_new == 0 {
            break (first, end, 0);
        }
        // What lies before is as it was, so the first changed node has the number that one had.
        let depth = reader.cursor.depth();
        reader.cursor.goto_descendant((first - parsed.n_nodes_before) as usize);
        if reader.cursor.depth() != depth + 1 {
            return None;
        }
        let node = reader.cursor.node();
        let covers = |node: std::ops::Range<usize>, piece: Span| {
            node.start <= piece.start as usize && piece.end as usize <= node.end
        };
        match middle[..] {
            [one]
                if n_new == 1
                    && one.kind_id() == node.kind_id()
                    && one.record().size > 1
                    && node.child_count() > 0
                    && covers(one.byte_range(), replaced.old)
                    && covers(node.byte_range(), replaced.new) =>
            {
                here = one;
            }
            _ => break (first, end, n_new),
        }
    };
    let mut nodes = Vec::with_capacity(old.nodes.len() + 64);
    nodes.extend_from_slice(&old.nodes[..first as usize]);
    for number in 0..n_new {
        if number > 0 && !reader.cursor.goto_next_sibling() {
            return None;
        }
        reader.copy(&mut nodes, here.at);
    }
    let kept = Kept { front: first, tail: (end, nodes.len() as u32) };
    let grown = (nodes.len() as u32).wrapping_sub(end);
    let moved = replaced.grown();
    nodes.extend(old.nodes[end as usize..].iter().map(|record| Record {
        start: record.start.wrapping_add(moved),
        end: record.end.wrapping_add(moved),
        parent: if record.parent < end { record.parent } else { record.parent.wrapping_add(grown) },
        ..*record
    }));
    for (at, now) in around {
        nodes[at as usize] = Record { size: old.nodes[at as usize].size.wrapping_add(grown), ..now };
    }
    Some((Tree { nodes }, kept))
}

/// How many parts of a node lie before or behind a piece, those between, and the first behind. What the parser could make nothing of, or
/// found missing, lies between: it may be there now, without a word of it in what the parser says has changed.
fn parts<'t>(node: Node<'t>, piece: Span) -> (usize, Vec<Node<'t>>, Option<Node<'t>>) {
    let is_touched = |child: &Node<'_>| {
        let Record { start, end, .. } = *child.record();
        end >= piece.start && start <= piece.end || child.has_error()
    };
    let (mut n_untouched, mut middle, mut behind) = (0, Vec::new(), Vec::new());
    for child in node.children() {
        if is_touched(&child) {
            middle.append(&mut behind);
            middle.push(child);
        } else if middle.is_empty() && child.record().end < piece.start {
            n_untouched += 1;
        } else {
            behind.push(child);
        }
    }
    (n_untouched + behind.len(), middle, behind.first().copied())
}

/// Reads the parser's nodes, in the order of the text.
struct Reader<'t> {
    cursor: TreeCursor<'t>,
    /// Where what was parsed starts.
    offset: u32,
    kinds: &'static Kinds,
    has_errors: bool,
}

impl<'t> Reader<'t> {
    fn new(parsed: &'t tree_sitter::Tree, offset: u32) -> Reader<'t> {
        Reader { cursor: parsed.walk(), offset, kinds: Kinds::get(), has_errors: parsed.root_node().has_error() }
    }

    /// The cursor's node, without a word on its size; that around it is of a kind.
    fn record(&self, node: &tree_sitter::Node<'t>, parent: u32, kind_around: u16) -> Record {
        let kind = node.kind_id();
        let mut flags = self.kinds.flags(kind);
        if self.has_errors {
            let found = [(node.is_extra(), EXTRA), (node.is_missing(), MISSING), (node.has_error(), HAS_ERROR)];
            flags = flags & NAMED | found.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, flag)| all | flag);
        }
        let has_field = self.kinds.has_fields(kind_around, flags & NAMED != 0);
        let field = if has_field { self.cursor.field_id().map_or(0, |field| field.get() as u8) } else { 0 };
        let (start, end) = (self.offset + node.start_byte() as u32, self.offset + node.end_byte() as u32);
        Record { start, end, size: 1, parent, kind, field, flags }
    }

    /// Appends the cursor's node and all below it; the cursor stays.
    ///
    /// As long as a node is open, its size is the number of its parts that are still to come: to ask the cursor for a part behind the last one
    /// took a sixth of the copy.
    fn copy(&mut self, nodes: &mut Vec<Record>, parent: u32) {
        let first = nodes.len() as u32;
        let (mut around, mut kind_around) = (parent, nodes.get(parent as usize).map_or(ERROR, |parent| parent.kind));
        loop {
            let node = self.cursor.node();
            let record = self.record(&node, around, kind_around);
            let n_parts = node.child_count();
            let mut last = nodes.len() as u32;
            if n_parts != 0 && self.cursor.goto_first_child() {
                nodes.push(Record { size: n_parts, ..record });
                (around, kind_around) = (last, record.kind);
                continue;
            }
            nodes.push(record);
            while last != first {
                let n_nodes = nodes.len() as u32;
                let open = &mut nodes[around as usize];
                open.size -= 1;
                if open.size != 0 && self.cursor.goto_next_sibling() {
                    break;
                }
                self.cursor.goto_parent();
                open.size = n_nodes - around;
                last = around;
                around = open.parent;
                kind_around = nodes.get(around as usize).map_or(ERROR, |around| around.kind);
            }
            if last == first {
                return;
            }
        }
    }
}
