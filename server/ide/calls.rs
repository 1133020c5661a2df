//! Who calls a function, and whom it calls, as far as names tell for certain: a call whose callee can't be told is no call of anything.
//!
//! The trick: a reference is a call if the tree has it as the function of one. Only the files that mention a function are parsed for that.

use crate::syntax::Node;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::references::Reference;
use super::{At, Location, asked, definition, references};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Entity, Trust};
use crate::scope::{BindingKind, BlockId, BlockKind, Graph, Occurrence, Role};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// A function, class or module that calls or is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callable {
    /// Its name; of a module, its dotted name.
    pub name: String,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it is a function of a class.
    pub is_method: bool,
    /// Its name's token; of a module, its start.
    pub focus: Location,
    /// All of it.
    pub span: Span,
}

/// Calls between what was asked about and another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calls {
    /// The other.
    pub other: Callable,
    /// The names that are called, in the caller's file.
    pub places: Vec<Span>,
}

/// The functions and classes that the name at a place can mean; of a place in a call of one, too.
pub fn callables(snap: &Snapshot, at: At) -> Vec<Callable> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Belief) else { return Vec::new() };
    link::origins(snap, meaning).iter().flat_map(|origin| of_entity(snap, origin)).collect()
}

/// The callers of the function or class whose name is at a place, each with its calls. Complete if the snapshot's workspace has been scanned.
pub fn incoming(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Vec<Calls>, Cancelled> {
    let found = references::references(snap, at, cancel)?;
    let by_file: Vec<&[Reference]> = found.chunk_by(|a, b| a.location.file == b.location.file).collect();
    let in_file = |references: &&[Reference]| {
        cancel.check()?;
        Ok(calls_in(snap, references))
    };
    let calls: Result<Vec<_>, Cancelled> = by_file.par_iter().map(in_file).collect();
    Ok(calls?.into_iter().flatten().collect())
}

/// Which references in a file are calls, by their callers. Few are: a file in which no bracket follows any of them is not parsed.
fn calls_in(snap: &Snapshot, references: &[Reference]) -> Vec<Calls> {
    let file = references[0].location.file;
    let (Some(graph), Some(text)) = (snap.graph(file), snap.text(file)) else { return Vec::new() };
    let is_before_bracket = |span: &Span| {
        let behind = text.get(span.end as usize..).unwrap_or_default();
        behind.trim_start_matches([' ', '\t', '\\', '\r', '\n']).starts_with(['(', '#'])
    };
    let spans: Vec<Span> = references.iter().map(|r| r.location.span).filter(is_before_bracket).collect();
    let Some(syntax) = (!spans.is_empty()).then(|| snap.syntax(file)).flatten() else { return Vec::new() };
    let root = syntax.tree.root_node();
    let mut calls: Vec<Calls> = Vec::new();
    for span in spans.into_iter().filter(|span| is_called(root, *span)) {
        let caller = caller_at(&graph, span.start).and_then(|block| of_block(snap, file, &graph, block));
        let Some(caller) = caller else { continue };
        match calls.iter_mut().find(|calls| calls.other.focus == caller.focus) {
            Some(calls) => calls.places.push(span),
            None => calls.push(Calls { other: caller, places: vec![span] }),
        }
    }
    calls
}

/// What the function, class body or module whose name is at a place calls.
pub fn outgoing(snap: &Snapshot, at: At) -> Vec<Calls> {
    let (Some(graph), Some(syntax)) = (snap.graph(at.file), snap.syntax(at.file)) else { return Vec::new() };
    let block = graph.occurrence_at(at.offset).and_then(|occurrence| opened(&graph, &occurrence));
    let block = match (block, at.offset) {
        (Some(block), _) => block,
        (None, 0) => BlockId(0),
        _ => return Vec::new(),
    };
    let mut calls: Vec<Calls> = Vec::new();
    for place in callees(syntax.tree.root_node(), graph.block(block).span) {
        if caller_at(&graph, place.start) != Some(block) {
            continue;
        }
        for callable in callables(snap, At { file: at.file, offset: place.start }) {
            match calls.iter_mut().find(|calls| calls.other.focus == callable.focus) {
                Some(calls) => calls.places.push(place),
                None => calls.push(Calls { other: callable, places: vec![place] }),
            }
        }
    }
    calls
}

/// The callables that an entity is; a variable that is none is nothing.
fn of_entity(snap: &Snapshot, entity: &Entity) -> Vec<Callable> {
    let Some(variable) = entity.variable() else { return Vec::new() };
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let bindings = definition::bindings_of(snap, variable);
    let occurrences = bindings.iter().filter_map(|binding| graph.occurrence_at(binding.span.start));
    let (overloads, others): (Vec<_>, Vec<_>) = occurrences
        .filter_map(|occurrence| Some((occurrence.span.start, opened(&graph, &occurrence)?)))
        .partition(|&(name, _)| is_overload(&graph, name));
    // What is overloaded is one function: the one that is not only there to be read, or the first of a stub's.
    let blocks = if others.is_empty() { overloads.into_iter().take(1).collect() } else { others };
    blocks.into_iter().filter_map(|(_, block)| of_block(snap, variable.file, &graph, block)).collect()
}

fn is_overload(graph: &Graph, name: u32) -> bool {
    let mut decorators = graph.decorators(name).filter_map(|decorator| graph.name_from(decorator));
    decorators.any(|decorator| decorator.text() == "overload")
}

/// The block that a `def` or `class` opens whose name the occurrence is.
fn opened(graph: &Graph, occurrence: &Occurrence) -> Option<BlockId> {
    match graph.binding(occurrence) {
        BindingKind::Function(block) | BindingKind::Class(block) if occurrence.role == Role::Bind => Some(block),
        _ => None,
    }
}

fn of_block(snap: &Snapshot, file: FileId, graph: &Graph, id: BlockId) -> Option<Callable> {
    let block = graph.block(id);
    if block.kind == BlockKind::Module {
        let name = snap.dotted_name(file).unwrap_or_else(|| snap.shown_path(file).display().to_string());
        let focus = Location { file, span: Span::default() };
        return Some(Callable { name, kind: block.kind, is_method: false, focus, span: block.span });
    }
    let names =
        graph.occurrences_from(block.span.start).take_while(|occurrence| occurrence.span.start < block.span.end);
    let name = names.into_iter().find(|occurrence| opened(graph, occurrence) == Some(id))?;
    let around = graph.outwards(id).skip(1).map(|outer| graph.block(outer).kind);
    let is_method = around.into_iter().find(|kind| !kind.is_annotation_scope()) == Some(BlockKind::Class);
    let focus = Location { file, span: name.span };
    Some(Callable {
        name: graph.spelled(&name).to_owned(),
        kind: block.kind,
        is_method: is_method && block.kind == BlockKind::Function,
        focus,
        span: block.span,
    })
}

/// The function whose code reads the name that starts at an offset, or the first name of its chain of dots; else the module: class bodies,
/// lambdas and comprehensions run as a part of what they stand in.
fn caller_at(graph: &Graph, start: u32) -> Option<BlockId> {
    let mut first = start;
    while let Some(member) = graph.member_from(first) {
        first = member.base()?;
    }
    let name = graph.occurrence_at(first)?;
    let mut around = graph.outwards(graph.block_of(name.symbol));
    Some(around.find(|&id| graph.block(id).kind == BlockKind::Function).unwrap_or(BlockId(0)))
}

/// Whether the token is the name of what a call calls: `f` in `f()`, `m` in `a.m()`.
fn is_called(root: Node<'_>, token: Span) -> bool {
    callee(root.named_descendant(token.range())).is_some()
}

/// The call whose callee a name is.
fn callee(name: Node<'_>) -> Option<Node<'_>> {
    let parent = name.parent()?;
    let function = match parent.kind() {
        "attribute" if parent.field("attribute") == Some(name) => parent,
        _ => name,
    };
    let call = function.parent().filter(|call| call.kind() == "call")?;
    (call.field("function") == Some(function)).then_some(call)
}

/// The names that calls in a span call, in the order of the text.
fn callees(root: Node<'_>, within: Span) -> Vec<Span> {
    let mut found = FxHashSet::default();
    let mut cursor = root.walk();
    loop {
        let node = cursor.node();
        let overlaps = (node.start_byte() as u32) < within.end && within.start < node.end_byte() as u32;
        if node.kind() == "call"
            && let Some(function) = node.field("function")
        {
            let name = if function.kind() == "attribute" { function.field("attribute") } else { Some(function) };
            let span = name.map(|name| Span { start: name.start_byte() as u32, end: name.end_byte() as u32 });
            found.extend(span.filter(|span| within.contains(span.start)));
        }
        if overlaps && cursor.goto_first_child() {
            continue;
        }
        loop {
            if cursor.goto_next_sibling() {
                break;
            }
            if !cursor.goto_parent() {
                let mut found: Vec<Span> = found.into_iter().collect();
                found.sort_unstable();
                return found;
            }
        }
    }
}
