//! The variables whose values a debugger may show beside the text, where it has stopped: those that the code of the frame reads and binds there.
//!
//! The trick: the frame is known by the blocks around the line. A name of another function is another variable, though it is spelled the same, and
//! what the compiler stores under another name is asked for by that one. Attributes are left out: to look at one can run code.

use rustc_hash::FxHashSet;

use crate::name::Name;
use crate::scope::opcode::Opcodes;
use crate::scope::{BlockId, Graph, Occurrence, Role};
use crate::store::{File, FileId, Snapshot};
use crate::text::Span;

/// A variable to show beside a line: its token, and its name in the frame.
pub type Value = (Span, Name);

/// The variables to show in a piece of a file, in the order of the text, each once a line, when the debugger has stopped in the line of an offset:
/// none behind that line, which has not run yet. Functions, classes and imports are no values to look at.
pub fn inline_values(snap: &Snapshot, id: FileId, within: Span, stopped: u32) -> Vec<Value> {
    let Some(file) = snap.file(id) else { return Vec::new() };
    let (graph, lines) = (&file.graph, &file.lines);
    let opcodes = Opcodes::new(graph, snap.python_for(id));
    let Some(line) = lines.line_span(lines.line(stopped)) else { return Vec::new() };
    let block = running(&file, line);
    let frame = opcodes.host(block);
    let is_of_frame = |block: BlockId| opcodes.host(block) == frame;
    // Those between the line and its frame are comprehensions that run in it: others in it are done, and their variables gone.
    let running: Vec<BlockId> = graph.outwards(block).take_while(|&outer| is_of_frame(outer)).collect();
    let is_there = |o: &Occurrence| {
        let owner = graph.block_of(graph.variable(o.symbol));
        is_of_frame(graph.block_of(o.symbol)) && (running.contains(&owner) || !is_of_frame(owner))
    };
    let is_shown = |o: &Occurrence| matches!(o.role, Role::Use | Role::Bind) && is_there(o) && is_value(graph, o);
    let occurrences = graph.occurrences_from(within.start).take_while(|o| o.span.start < within.end.min(line.end));
    let values = occurrences.filter(is_shown).map(|o| (o.span, graph.name(o.symbol)));
    let mut shown = FxHashSet::default();
    values.filter(|(span, name)| shown.insert((lines.line(span.start), *name))).collect()
}

/// The block whose code is in a line: what opens in it is run later, or is done when the line is.
fn running(file: &File, line: Span) -> BlockId {
    let graph = &file.graph;
    let is_around = |&id: &BlockId| {
        let block = graph.block(id);
        !block.kind.is_annotation_scope() && block.span.start < line.start && line.start < block.span.end
    };
    graph.blocks().rev().find(is_around).unwrap_or(BlockId(0))
}

fn is_value(graph: &Graph, occurrence: &Occurrence) -> bool {
    let variable = graph.variable(occurrence.symbol);
    let is_imported = graph.is_imported(variable) && !graph.is_defined(variable);
    graph.is_bound(variable) && !is_imported && graph.only_definition(variable).is_none()
}
