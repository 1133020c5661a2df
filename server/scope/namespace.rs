//! What becomes of each block's names at run time: which mapping or frame holds them, and for how long.
//!
//! The trick: one walk over the tree, with the blocks on the way in at hand, finds every `yield`, `await` and `async`; each belongs to the
//! block whose code it is, which is not always the one whose text it stands in: a default is evaluated outside of its function, the first
//! iterable outside of its comprehension.

use rustc_hash::FxHashMap;

use super::{BlockId, BlockKind, Graph, Python};
use crate::syntax::{Cursor, Node, field_id};

/// What holds a block's names when it runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Namespace {
    /// The module's one dict, as long as the module lives: `globals() is locals()`.
    Module,
    /// A dict of its own, from the metaclass's `__prepare__`; when the body ends, the class takes its names over.
    Class,
    /// A frame's fast locals: new at each call, gone at its return.
    Call,
    /// As of a call, but kept while the generator is suspended.
    Generator,
    /// As of a call, but kept while the coroutine is suspended.
    Coroutine,
    /// As of a call, but kept while the asynchronous generator is suspended.
    AsyncGenerator,
    /// The frame of the block around: the compiler makes no code object of the comprehension (PEP 709, since 3.12).
    Inlined,
}

/// The namespace of each block, by its number. `root` is the tree that the graph was made from, by the rules of `python`.
pub fn namespaces(root: Node<'_>, graph: &Graph, python: Python) -> Vec<Namespace> {
    let mut walk = Walk::new(graph, BlockId(0), 0);
    walk.run(root.walk());
    graph.blocks().map(|id| namespace(graph, id, python, walk.seen[id.0 as usize])).collect()
}

/// The namespace of a function's calls. `definition` is its `def`, in the tree that the graph was made from or in one of a piece of the text.
pub fn namespace_of_calls(definition: Node<'_>, graph: &Graph, function: BlockId) -> Namespace {
    let mut walk = Walk::new(graph, function, definition.start_byte() as u32);
    walk.run(definition.walk());
    namespace(graph, function, Python::NEWEST, walk.seen[function.0 as usize])
}

/// What a block's own code has in it.
#[derive(Clone, Copy, Default)]
struct Seen {
    is_async: bool,
    yields: bool,
    /// `await`, or an `async for` of a comprehension.
    awaits: bool,
}

fn namespace(graph: &Graph, id: BlockId, python: Python, seen: Seen) -> Namespace {
    let block = graph.block(id);
    match block.kind {
        BlockKind::Module => Namespace::Module,
        BlockKind::Class => Namespace::Class,
        BlockKind::Function if seen.is_async && seen.yields => Namespace::AsyncGenerator,
        BlockKind::Function if seen.is_async => Namespace::Coroutine,
        BlockKind::Function | BlockKind::Lambda if seen.yields => Namespace::Generator,
        BlockKind::Comprehension if block.name.text() == "<genexpr>" => match seen.awaits {
            true => Namespace::AsyncGenerator,
            false => Namespace::Generator,
        },
        BlockKind::Comprehension if python.inlines_comprehensions() && !sees_class(graph, id) => Namespace::Inlined,
        BlockKind::Comprehension if seen.awaits => Namespace::Coroutine,
        _ => Namespace::Call,
    }
}

/// Whether a comprehension stands in an annotation scope of a class, whose names it sees: it is never inlined
/// (`inline_comprehension`).
fn sees_class(graph: &Graph, comprehension: BlockId) -> bool {
    let around = graph.block(graph.block(comprehension).parent);
    around.kind.is_annotation_scope() && graph.block(around.parent).kind == BlockKind::Class
}

/// Code of a block that the walk is in.
struct Inside {
    block: BlockId,
    /// How deep its outermost node lies.
    depth: u32,
    /// The first `for … in` of a comprehension, once it is met.
    first_clause: Option<u32>,
}

struct Walk<'g> {
    graph: &'g Graph,
    /// The blocks that run code of their own, by where they start.
    by_start: FxHashMap<u32, BlockId>,
    seen: Vec<Seen>,
    inside: Vec<Inside>,
}

impl<'g> Walk<'g> {
    /// A walk through what a block is the body of, which starts at an offset of the tree.
    fn new(graph: &'g Graph, outermost: BlockId, start: u32) -> Walk<'g> {
        use BlockKind::*;
        let runs = |id: &BlockId| matches!(graph.block(*id).kind, Function | Class | Lambda | Comprehension);
        let within = graph.block(outermost).span;
        let inner = graph.blocks().skip(outermost.0 as usize).filter(|id| within.contains(graph.block(*id).span.start));
        let by_start = inner.filter(runs).map(|id| (graph.block(id).span.start - within.start + start, id)).collect();
        let module = Inside { block: BlockId(0), depth: u32::MAX, first_clause: None };
        Walk { graph, by_start, seen: vec![Seen::default(); graph.blocks().len()], inside: vec![module] }
    }

    fn run(&mut self, mut cursor: Cursor<'_>) {
        let mut depth = 0;
        loop {
            self.visit(cursor.node(), depth);
            if cursor.goto_first_child() {
                depth += 1;
                continue;
            }
            loop {
                self.leave(depth);
                if cursor.goto_next_sibling() {
                    break;
                }
                if !cursor.goto_parent() {
                    return;
                }
                depth -= 1;
            }
        }
    }

    fn visit(&mut self, node: Node<'_>, depth: u32) {
        let Some(parent) = node.parent() else { return };
        let is_in = |field| node.field_id() == field_id(field);
        match parent.kind() {
            "function_definition" | "class_definition" | "lambda" if is_in("body") => self.enter(parent, depth),
            "for_in_clause" if is_in("right") => self.enter_first_iterable(parent, depth),
            _ => {}
        }
        match node.kind() {
            "yield" if node.is_named() => self.here().yields = true,
            "await" if node.is_named() => self.here().awaits = true,
            "async" if parent.kind() == "for_in_clause" => self.here().awaits = true,
            "async" if parent.kind() == "function_definition" => {
                if let Some(&block) = self.by_start.get(&(parent.start_byte() as u32)) {
                    self.seen[block.0 as usize].is_async = true;
                }
            }
            "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
                self.enter(node, depth);
            }
            "for_in_clause" => {
                let around = self.inside.last_mut().expect("the module is never left");
                around.first_clause.get_or_insert(node.number());
            }
            _ => {}
        }
    }

    fn here(&mut self) -> &mut Seen {
        let block = self.inside.last().expect("the module is never left").block;
        &mut self.seen[block.0 as usize]
    }

    fn enter(&mut self, owner: Node<'_>, depth: u32) {
        if let Some(&block) = self.by_start.get(&(owner.start_byte() as u32)) {
            self.inside.push(Inside { block, depth, first_clause: None });
        }
    }

    /// The first iterable is the code of the block around the comprehension.
    fn enter_first_iterable(&mut self, clause: Node<'_>, depth: u32) {
        if let [.., around, comprehension] = &self.inside[..]
            && comprehension.first_clause == Some(clause.number())
        {
            let around = Inside { block: around.block, depth, first_clause: None };
            self.inside.push(around);
        }
    }

    fn leave(&mut self, depth: u32) {
        while let Some(left) = self.inside.pop_if(|inside| inside.depth == depth) {
            let block = self.graph.block(left.block);
            let is_generator = block.kind != BlockKind::Comprehension || block.name.text() == "<genexpr>";
            let awaited = left.first_clause.is_some() && !is_generator;
            // Whoever evaluates a comprehension that awaits must await it (`symtable_handle_comprehension`).
            self.here().awaits |= awaited && self.seen[left.block.0 as usize].awaits;
        }
    }
}
