//! The tree of blocks in Graphviz's language: a table for each block, a dotted line to each block in it, and an arrow from each name that is
//! looked up further out to the variable.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::{Place, Tree};
use crate::ide::blocks::Block;
use crate::name::Name;
use crate::scope::BlockId;

/// Graphviz needs minutes for a graph of more blocks.
const MOST_BLOCKS: usize = 2_000;

/// The tree as a graph.
pub(super) fn dot(tree: &Tree<'_>) -> String {
    let mut out = String::from(
        "digraph blocks {\n  rankdir=LR;\n  node [shape=plain, fontname=monospace];\n  edge [arrowsize=0.7];\n",
    );
    let blocks = &tree.blocks[..tree.blocks.len().min(MOST_BLOCKS)];
    let n_left_out = tree.blocks.len() - blocks.len();
    let more = if n_left_out > 0 { format!(" (without {n_left_out} more blocks)") } else { String::new() };
    let _ = writeln!(out, "  label=\"{}{more}\";", tree.title.replace('\\', "\\\\").replace('"', "\\\""));
    blocks.iter().for_each(|block| node(tree, block, &mut out));
    let names = |block: &Block| block.names.iter().map(|symbol| symbol.name).enumerate().collect::<Vec<_>>();
    let ports = blocks.iter().flat_map(|block| names(block).into_iter().map(|(port, name)| ((block.id, name), port)));
    let ports: Ports = ports.collect();
    blocks.iter().for_each(|block| edges(block, &ports, &mut out));
    out + "}\n"
}

fn node(tree: &Tree<'_>, block: &Block, out: &mut String) {
    let id = block.id.0;
    let (name, facts) = (super::escaped(&block.name), format!("{} {}", block.what(), tree.line_range(block.span)));
    let _ = write!(
        out,
        "  b{id} [label=<<table border=\"1\" cellborder=\"0\" cellspacing=\"0\"><tr><td colspan=\"2\"><b>{name}</b> {facts}</td></tr>"
    );
    for (number, symbol) in block.names.iter().enumerate() {
        let (letter, name) = (Place::of(symbol).letter(), super::escaped(symbol.name.text()));
        let _ = write!(out, "<tr><td>{letter}</td><td port=\"n{number}\" align=\"left\">{name}</td></tr>");
    }
    out.push_str("</table>>];\n");
}

/// The place of each name in its block's table.
type Ports = FxHashMap<(BlockId, Name), usize>;

fn edges(block: &Block, ports: &Ports, out: &mut String) {
    let id = block.id.0;
    if let Some(parent) = block.parent {
        let _ = writeln!(out, "  b{} -> b{id} [style=dotted, arrowhead=none];", parent.0);
    }
    for (port, symbol) in block.names.iter().enumerate() {
        let Some(owner) = symbol.read_from(block.id) else { continue };
        let Some(target) = ports.get(&(owner, symbol.name)) else { continue };
        let style = if owner.0 == 0 { "color=gray" } else { "penwidth=1.5" };
        let tail = if symbol.is_bound_here() { "dot" } else { "odot" };
        let _ = writeln!(
            out,
            "  b{id}:n{port}:w -> b{}:n{target}:e [{style}, constraint=false, dir=both, arrowtail={tail}];",
            owner.0
        );
    }
}
