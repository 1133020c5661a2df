//! What a keyword or bracket opens: a block, the blocks that it sees, and the variables that it captures.

use super::source::Code;
use super::{Hover, namespaces, words};
use crate::ide::At;
use crate::scope::opcode::Opcodes;
use crate::scope::{BlockId, BlockKind, Graph, Kind, Python};
use crate::store::Snapshot;
use crate::text::Span;

/// The block that opens at a place: at its `def`, `class`, `lambda` or bracket.
pub(super) fn opened(snap: &Snapshot, at: At) -> Option<Hover> {
    let code = Code::of_file(snap, at.file)?;
    let graph = &code.file.graph;
    let opens = |id| Some((id, opener(graph, id, &code.text).filter(|span| span.contains(at.offset))?));
    let (id, span) = graph.blocks().skip(1).find_map(opens)?;
    let block = graph.block(id);
    let outer = words::block(&code.file, block.parent);
    let mut markdown = format!("**block** of {}, in {outer}", words::plain_block(graph, id));
    for fact in facts(&code, id, snap.python_for(at.file)) {
        markdown += &format!("\n- {fact}");
    }
    Some(Hover { span, markdown: markdown.replacen('\n', "\n\n", 1) })
}

/// The keyword or bracket that opens a block of code.
fn opener(graph: &Graph, id: BlockId, text: &str) -> Option<Span> {
    let block = graph.block(id);
    let start = block.span.start;
    let code = text.get(block.span.range())?;
    let length = match block.kind {
        BlockKind::Comprehension => 1,
        BlockKind::Function | BlockKind::Class | BlockKind::Lambda => {
            code.chars().take_while(|c| c.is_ascii_alphabetic()).count() as u32
        }
        _ => return None,
    };
    Some(Span { start, end: start + length })
}

fn facts(code: &Code, id: BlockId, python: Python) -> Vec<String> {
    let file = &code.file;
    let graph = &file.graph;
    let block = graph.block(id);
    let mut facts = Vec::new();
    let (classes, visible): (Vec<_>, Vec<_>) =
        graph.outwards(id).skip(1).partition(|&outer| graph.block(outer).kind == BlockKind::Class);
    let in_words = |blocks: Vec<BlockId>| blocks.into_iter().map(|outer| words::block(file, outer)).collect();
    facts.push(format!("sees its own names, then those of {}, then the built-ins", words::listed(in_words(visible))));
    if !classes.is_empty() {
        let classes = words::listed(in_words(classes));
        facts.push(format!("doesn't see the names of {classes} (reference 4.2.2)"));
    }
    let free = graph.symbols_of(id).filter(|&symbol| graph.kind(symbol) == Kind::Free && graph.is_compiled(symbol));
    let mut free: Vec<String> = free
        .map(|symbol| {
            let owner = graph.block_of(graph.variable(symbol));
            format!("`{}` of {}", graph.name(symbol), words::block(file, owner))
        })
        .collect();
    // Names have no order of their own.
    free.sort_unstable();
    if !free.is_empty() {
        facts.push(format!("captures {}", words::listed(free)));
    }
    match block.kind {
        BlockKind::Function => {
            let call = code.piece(id).and_then(|piece| piece.call());
            facts.extend(call.map(|call| namespaces::of_call(call).to_owned()));
        }
        BlockKind::Class => facts.push(namespaces::OF_CLASS.to_owned()),
        BlockKind::Lambda => facts.push(namespaces::OF_LAMBDA.to_owned()),
        _ => {
            let host = Opcodes::new(graph, python).host(id);
            facts.push(match host == id {
                true => "its variables end with it".to_owned(),
                false => format!(
                    "runs in the frame of {} (PEP 709), yet its variables end with it",
                    words::block(file, host)
                ),
            });
        }
    }
    facts
}
