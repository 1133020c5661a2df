//! The tree that everything reads: the parser's nodes, copied once into one array in the order of the text.
//!
//! The trick: a node's children lie behind it and each knows how many nodes it has, so that going to the next is an addition. Three
//! passes read each tree; the parser's own cursor, which follows pointers and steps over hidden nodes, took a quarter of their time.
//!
//! **Invariant:** each question has the parser's own answer; only the order in the array is ours.

mod copy;

use std::ops::Range;
use std::sync::OnceLock;

pub use copy::Kept;
pub(super) use copy::{Parsed, Replaced, spliced, updated, whole};

use tree_sitter::Language;

use super::fields::field_id;
use super::language;

/// The nodes of a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Record>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Record {
    start: u32,
    end: u32,
    /// How many nodes it is, with all below it.
    size: u32,
    /// The root's is its own.
    parent: u32,
    kind: u16,
    field: u8,
    flags: u8,
}

const NAMED: u8 = 1;
const EXTRA: u8 = 1 << 1;
const MISSING: u8 = 1 << 2;
const HAS_ERROR: u8 = 1 << 3;

/// What the parser calls a piece that it can make nothing of.
const ERROR: u16 = u16::MAX;

impl Tree {
    /// All nodes, each before its parts.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|at| Node { tree: self, at })
    }

    /// The node of the whole text.
    pub fn root_node(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }
}

/// What the grammar says of its kinds of nodes.
struct Kinds {
    words: Vec<&'static str>,
    flags: Vec<u8>,
    /// Whether a part in it may be in a field: a sign or keyword, and one that the grammar names.
    fields: Vec<[bool; 2]>,
}

/// The kinds of which a sign or a keyword may be in a field.
const WITH_SIGNS_IN_FIELDS: [&str; 7] = [
    "augmented_assignment",
    "binary_operator",
    "boolean_operator",
    "comparison_operator",
    "dict_pattern",
    "for_in_clause",
    "unary_operator",
];

/// The frequent kinds whose parts are in no field: not to ask for it saves a tenth of the copy.
const FIELDLESS: [&str; 14] = [
    "argument_list",
    "concatenated_string",
    "decorator",
    "dictionary",
    "dotted_name",
    "expression_statement",
    "list",
    "module",
    "parameters",
    "parenthesized_expression",
    "return_statement",
    "string",
    "tuple",
    "type",
];

impl Kinds {
    fn get() -> &'static Kinds {
        static LANGUAGE: OnceLock<Language> = OnceLock::new();
        static KINDS: OnceLock<Kinds> = OnceLock::new();
        KINDS.get_or_init(|| {
            let language = LANGUAGE.get_or_init(language);
            let ids = 0..language.node_kind_count() as u16;
            let word = |id| language.node_kind_for_id(id).unwrap_or_default();
            let flags = |id| {
                let named = if language.node_kind_is_named(id) { NAMED } else { 0 };
                // The extras of the grammar but blanks.
                named | if matches!(word(id), "comment" | "line_continuation") { EXTRA } else { 0 }
            };
            let fields = |id| [WITH_SIGNS_IN_FIELDS.contains(&word(id)), !FIELDLESS.contains(&word(id))];
            Kinds {
                words: ids.clone().map(word).collect(),
                flags: ids.clone().map(flags).collect(),
                fields: ids.map(fields).collect(),
            }
        })
    }

    /// Whether a part may be in a field of a node of a kind.
    fn has_fields(&self, kind: u16, part_is_named: bool) -> bool {
        self.fields.get(kind as usize).is_none_or(|fields| fields[usize::from(part_is_named)])
    }

    fn flags(&self, kind: u16) -> u8 {
        self.flags.get(kind as usize).copied().unwrap_or(NAMED)
    }
}

/// A node of a [`Tree`]. All offsets are in bytes.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    at: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.kind(), self.byte_range())
    }
}

impl<'t> Node<'t> {
    #[inline(always)]
    fn record(self) -> &'t Record {
        &self.tree.nodes[self.at as usize]
    }

    #[inline(always)]
    fn at(self, at: u32) -> Node<'t> {
        Node { tree: self.tree, at }
    }

    // ---- what it is

    /// The number of the node in the order of the text.
    pub fn number(self) -> u32 {
        self.at
    }

    /// How many nodes it is, with all below it.
    pub fn size(self) -> u32 {
        self.record().size
    }

    /// The id of its kind in the grammar; that of an error lies outside all tables.
    #[inline(always)]
    pub fn kind_id(self) -> u16 {
        self.record().kind
    }

    /// Its kind in the grammar's words.
    pub fn kind(self) -> &'static str {
        Kinds::get().words.get(self.kind_id() as usize).copied().unwrap_or("ERROR")
    }

    /// The id of the field of its parent's that it is in; 0 if in none.
    #[inline(always)]
    pub fn field_id(self) -> u16 {
        u16::from(self.record().field)
    }

    /// Whether the grammar names it: it is no keyword and no sign.
    pub fn is_named(self) -> bool {
        self.record().flags & NAMED != 0
    }

    /// Whether it may stand anywhere: a comment or a continued line.
    pub fn is_extra(self) -> bool {
        self.record().flags & EXTRA != 0
    }

    /// Whether the text lacks it.
    pub fn is_missing(self) -> bool {
        self.record().flags & MISSING != 0
    }

    /// Whether the parser could make nothing of it.
    pub fn is_error(self) -> bool {
        self.kind_id() == ERROR
    }

    /// Whether something in it is an error or missing, or it itself is.
    pub fn has_error(self) -> bool {
        self.record().flags & HAS_ERROR != 0
    }

    /// Where it starts.
    #[inline(always)]
    pub fn start_byte(self) -> usize {
        self.record().start as usize
    }

    /// Where it ends.
    #[inline(always)]
    pub fn end_byte(self) -> usize {
        self.record().end as usize
    }

    /// From where to where it goes.
    #[inline(always)]
    pub fn byte_range(self) -> Range<usize> {
        self.start_byte()..self.end_byte()
    }

    // ---- what is around it

    /// The node that it is a part of.
    pub fn parent(self) -> Option<Node<'t>> {
        (self.at != 0).then(|| self.at(self.record().parent))
    }

    /// The parts that stand behind it in the same node.
    fn behind(self) -> Children<'t> {
        match self.parent() {
            Some(parent) => Children { tree: self.tree, next: self.end(), end: parent.end() },
            None => Children { tree: self.tree, next: 0, end: 0 },
        }
    }

    /// The number behind its last node.
    #[inline(always)]
    fn end(self) -> u32 {
        self.at + self.record().size
    }

    /// The part behind it in the same node.
    pub fn next_sibling(self) -> Option<Node<'t>> {
        self.behind().next()
    }

    /// The named part behind it in the same node.
    pub fn next_named_sibling(self) -> Option<Node<'t>> {
        self.behind().find(|node| node.is_named())
    }

    fn before(self) -> impl Iterator<Item = Node<'t>> {
        let siblings = self.parent().into_iter().flat_map(Node::children);
        siblings.take_while(move |sibling| sibling.at != self.at)
    }

    /// The part before it in the same node.
    pub fn prev_sibling(self) -> Option<Node<'t>> {
        self.before().last()
    }

    /// The named part before it in the same node.
    pub fn prev_named_sibling(self) -> Option<Node<'t>> {
        self.before().filter(|node| node.is_named()).last()
    }

    // ---- its parts

    /// Its parts, keywords and signs among them.
    #[inline(always)]
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, next: self.at + 1, end: self.end() }
    }

    /// Its parts that the grammar names.
    pub fn named_children(self) -> impl Iterator<Item = Node<'t>> + Clone {
        self.children().filter(|node| node.is_named())
    }

    /// The part with a number.
    pub fn child(self, number: usize) -> Option<Node<'t>> {
        self.children().nth(number)
    }

    /// The named part with a number, of the named ones.
    pub fn named_child(self, number: usize) -> Option<Node<'t>> {
        self.named_children().nth(number)
    }

    /// How many parts it has.
    pub fn child_count(self) -> usize {
        self.children().count()
    }

    /// How many named parts it has.
    pub fn named_child_count(self) -> usize {
        self.named_children().count()
    }

    /// The first part in a field of the grammar.
    #[inline(always)]
    pub fn field(self, name: &'static str) -> Option<Node<'t>> {
        self.field_by_id(field_id(name))
    }

    /// The first part in the field with an id.
    #[inline(always)]
    pub fn field_by_id(self, field: u16) -> Option<Node<'t>> {
        self.children().find(|child| child.field_id() == field)
    }

    /// The parts in a field of the grammar.
    pub fn children_in(self, name: &'static str) -> impl Iterator<Item = Node<'t>> {
        let field = field_id(name);
        self.children().filter(move |child| child.field_id() == field)
    }

    /// The smallest named node in it that covers a range, itself included.
    pub fn named_descendant(self, range: Range<usize>) -> Node<'t> {
        // No node starts before the one in front of it, so the last that starts early enough is the innermost, or its parts lie too far right.
        let below = &self.tree.nodes[self.at as usize..self.end() as usize];
        let n_before = below.partition_point(|record| record.start as usize <= range.start);
        let innermost = self.at(self.at + (n_before as u32).saturating_sub(1));
        let around = std::iter::successors(Some(innermost), |node| node.parent()).take_while(|node| node.at > self.at);
        let covers = |node: &Node<'_>| node.is_named() && range.end <= node.end_byte();
        around.into_iter().find(covers).unwrap_or(self)
    }

    /// A place to walk from, below this node.
    pub fn walk(self) -> Cursor<'t> {
        Cursor { root: self.at, node: self }
    }
}

/// The parts of a node, in order.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    next: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    #[inline(always)]
    fn next(&mut self) -> Option<Node<'t>> {
        (self.next < self.end).then(|| {
            let node = Node { tree: self.tree, at: self.next };
            self.next = node.end();
            node
        })
    }
}

/// A place in a tree that moves.
#[derive(Clone)]
pub struct Cursor<'t> {
    /// It never leaves this node.
    root: u32,
    node: Node<'t>,
}

impl<'t> Cursor<'t> {
    /// Where it is.
    #[inline(always)]
    pub fn node(&self) -> Node<'t> {
        self.node
    }

    /// Starts anew at a node, which it then never leaves.
    #[inline(always)]
    pub fn reset(&mut self, node: Node<'t>) {
        *self = node.walk();
    }

    /// Goes to the first part of its node; stays where there is none and returns `false`.
    #[inline(always)]
    pub fn goto_first_child(&mut self) -> bool {
        self.goto(self.node.children().next())
    }

    /// Goes to the next part of the same node; stays where there is none and returns `false`.
    #[inline(always)]
    pub fn goto_next_sibling(&mut self) -> bool {
        self.node.at != self.root && self.goto(self.node.next_sibling())
    }

    /// Goes to the node around; stays where the walk began and returns `false`.
    #[inline(always)]
    pub fn goto_parent(&mut self) -> bool {
        self.node.at != self.root && self.goto(self.node.parent())
    }

    #[inline(always)]
    fn goto(&mut self, node: Option<Node<'t>>) -> bool {
        self.node = node.unwrap_or(self.node);
        node.is_some()
    }
}
