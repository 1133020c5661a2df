//! What CPython calls the code objects of blocks.

use crate::scope::{Block, BlockId, BlockKind, Graph, Kind, Namespace, Python};

/// A qualified name keeps this many of its innermost parts: a longer one nobody reads, and a hundred thousand nested blocks would fill the
/// memory with theirs.
const MOST_PARTS: usize = 32;

/// The name of a block's code object (`co_name`).
pub(super) fn code_name(block: &Block) -> String {
    match block.kind {
        BlockKind::TypeParameters => format!("<generic parameters of {}>", block.name),
        _ => block.name.to_string(),
    }
}

/// Qualifies the names of a file's code objects.
pub(super) struct Qualifier<'g> {
    graph: &'g Graph,
    python: Python,
    /// For each block the nearest around it that has a code object.
    around: Vec<BlockId>,
}

impl<'g> Qualifier<'g> {
    pub(super) fn new(graph: &'g Graph, namespaces: &[Namespace], python: Python) -> Qualifier<'g> {
        let mut around: Vec<BlockId> = Vec::with_capacity(namespaces.len());
        for id in graph.blocks() {
            let parent = graph.block(id).parent;
            let inlined = namespaces[parent.0 as usize] == Namespace::Inlined;
            around.push(if inlined { around[parent.0 as usize] } else { parent });
        }
        Qualifier { graph, python, around }
    }

    /// The qualified name of a block's code object (`compiler_set_qualname`).
    pub(super) fn name(&self, id: BlockId) -> String {
        let mut parts = vec![code_name(self.graph.block(id))];
        let mut inner = id;
        while let Some(outer) = self.outer(inner) {
            if parts.len() >= MOST_PARTS {
                parts.push("…".to_owned());
                break;
            }
            let block = self.graph.block(outer);
            if matches!(block.kind, BlockKind::Function | BlockKind::Lambda | BlockKind::TypeAlias) {
                parts.push("<locals>".to_owned());
            }
            parts.push(code_name(block));
            inner = outer;
        }
        parts.reverse();
        parts.join(".")
    }

    /// The block whose qualified name that of an inner one continues: the nearest with a code object, past one annotation scope; `None` if
    /// that is the module.
    fn outer(&self, inner: BlockId) -> Option<BlockId> {
        let mut outer = self.around[inner.0 as usize];
        let kind = self.graph.block(outer).kind;
        // Until 3.13, a type alias was compiled as a function.
        if kind.is_annotation_scope() && (kind != BlockKind::TypeAlias || self.python.defers_annotations()) {
            outer = self.around[outer.0 as usize];
        }
        (outer.0 != 0 && !self.is_global(inner, outer)).then_some(outer)
    }

    /// Whether a `def` or class binds its name by `global`: then its qualified name is that of a module's.
    fn is_global(&self, inner: BlockId, outer: BlockId) -> bool {
        let block = self.graph.block(inner);
        let binds = matches!(block.kind, BlockKind::Function | BlockKind::Class);
        let symbol = self.graph.symbol_in(outer, block.name).filter(|_| binds);
        symbol.is_some_and(|symbol| self.graph.kind(symbol) == Kind::GlobalExplicit)
    }
}
