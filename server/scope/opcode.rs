//! How CPython's bytecode loads, stores and deletes each name: which namespace it asks, and in which order.
//!
//! The trick: the kinds decide nearly all. What is left is where code runs: since 3.12 a list, set or dict comprehension runs in the
//! frame of the block around it (PEP 709), its *host*, so that it captures nothing and its variables are the frame's.

use std::fmt;

use super::{BindingKind, BlockId, BlockKind, Flags, Graph, Kind, Occurrence, Python, Role, SymbolId};

/// What an instruction does with a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// Puts its value on the stack.
    Load,
    /// Binds it.
    Store,
    /// Unbinds it.
    Delete,
}

/// Where an instruction looks. Forms that differ in speed alone, such as `LOAD_FAST_CHECK` or `LOAD_FAST_LOAD_FAST`, are of one family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// A slot of the frame.
    Fast,
    /// A cell.
    Deref,
    /// The block's namespace, then the module's, then the built-ins'.
    Name,
    /// The module's namespace, then the built-ins'.
    Global,
    /// The class's namespace, then a cell; up to 3.11.
    ClassDeref,
    /// The same, since 3.12.
    FromDictOrDeref,
    /// The class's namespace, then the module's, then the built-ins'; since 3.12, in annotation scopes.
    FromDictOrGlobals,
}

/// An instruction on a name, as `dis` writes it: `LOAD_FAST`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opcode {
    /// What it does.
    pub verb: Verb,
    /// Where it looks.
    pub family: Family,
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.verb {
            Verb::Load => "LOAD",
            Verb::Store => "STORE",
            Verb::Delete => "DELETE",
        };
        let family = match self.family {
            Family::Fast => "FAST",
            Family::Deref => "DEREF",
            Family::Name => "NAME",
            Family::Global => "GLOBAL",
            Family::ClassDeref => "CLASSDEREF",
            Family::FromDictOrDeref => "FROM_DICT_OR_DEREF",
            Family::FromDictOrGlobals => "FROM_DICT_OR_GLOBALS",
        };
        write!(f, "{verb}_{family}")
    }
}

/// The instructions of a file's names.
pub struct Opcodes<'g> {
    graph: &'g Graph,
    python: Python,
    /// For each block, the block whose frame runs its code.
    hosts: Vec<BlockId>,
    /// Whether a block is an annotation scope that sees the names of a class.
    sees_class: Vec<bool>,
    /// Whether a variable needs a cell: code of another frame uses it.
    captured: Vec<bool>,
}

impl<'g> Opcodes<'g> {
    /// What can be said of all names at once, in one pass over the blocks and one over the symbols.
    pub fn new(graph: &'g Graph, python: Python) -> Opcodes<'g> {
        let (mut hosts, mut sees_class) = (Vec::with_capacity(graph.blocks.len()), Vec::new());
        for (id, block) in graph.blocks.iter().enumerate() {
            let parent = block.parent.0 as usize;
            let around_sees = id != 0 && sees_class[parent];
            let inlined = python.inlines_comprehensions() && block.is_list_set_or_dict() && !around_sees;
            hosts.push(if inlined { hosts[parent] } else { BlockId(id as u32) });
            let in_class = graph.blocks[parent].kind == BlockKind::Class;
            sees_class.push(block.kind.is_annotation_scope() && (in_class || around_sees));
        }
        let mut captured = vec![false; graph.symbols.len()];
        for block in graph.blocks() {
            for symbol in graph.symbols_of(block) {
                let variable = graph.variable(symbol);
                let leaves = || hosts[block.0 as usize] != hosts[graph.block_of(variable).0 as usize];
                if graph.kind(symbol) == Kind::Free && graph.is_compiled(symbol) && leaves() {
                    captured[variable.0 as usize] = true;
                }
            }
        }
        Opcodes { graph, python, hosts, sees_class, captured }
    }

    /// The block whose frame runs a block's code: another than itself for an inlined comprehension.
    pub fn host(&self, block: BlockId) -> BlockId {
        self.hosts[block.0 as usize]
    }

    /// The instruction that an occurrence is compiled to. `None` for what has none: a parameter, which the call binds; a declaration;
    /// a name that the compiler leaves alone. Code that never runs, such as what follows `if 0:`, is answered as if it did.
    pub fn of(&self, occurrence: &Occurrence) -> Option<Opcode> {
        let verb = match occurrence.role {
            Role::Use => Verb::Load,
            Role::Bind if matches!(self.graph.binding(occurrence), BindingKind::Parameter(_)) => return None,
            Role::Bind => Verb::Store,
            Role::Delete => Verb::Delete,
            _ => return None,
        };
        // The compiler makes a constant of it.
        if self.graph.name(occurrence.symbol).text() == "__debug__" {
            return None;
        }
        Some(Opcode { verb, family: self.family(occurrence.symbol, verb)? })
    }

    /// Whether the variable that a symbol means belongs to the frame that runs the block.
    fn is_of_frame(&self, block: BlockId, symbol: SymbolId) -> bool {
        self.host(block) == self.host(self.graph.block_of(self.graph.variable(symbol)))
    }

    /// What `compiler_nameop` decides (`Python/compile.c`; since 3.14 `codegen_nameop` of `Python/codegen.c`, where
    /// `_PyCompile_ResolveNameop` of `compile.c` has the first half).
    fn family(&self, symbol: SymbolId, verb: Verb) -> Option<Family> {
        let graph = self.graph;
        let block = graph.block_of(symbol);
        let in_class = graph.block(block).kind == BlockKind::Class;
        let sees_class = self.sees_class[block.0 as usize] && verb == Verb::Load;
        Some(match graph.kind(symbol) {
            Kind::Ignored => return None,
            Kind::Local if in_class => Family::Name,
            Kind::Local => Family::Fast,
            // A fault of 3.12 and later: an inlined comprehension in a class body has no way to the cell (gh-121377).
            Kind::Free if graph.is_class_cell(graph.variable(symbol)) && self.is_of_frame(block, symbol) => {
                Family::Global
            }
            Kind::Cell | Kind::Free if !self.captured[graph.variable(symbol).0 as usize] => Family::Fast,
            Kind::Cell | Kind::Free if in_class && verb == Verb::Load && self.python.minor < 12 => Family::ClassDeref,
            Kind::Cell | Kind::Free if in_class && verb == Verb::Load || sees_class => Family::FromDictOrDeref,
            Kind::Cell | Kind::Free => Family::Deref,
            Kind::Class => Family::FromDictOrGlobals,
            Kind::GlobalExplicit => Family::Global,
            Kind::GlobalImplicit if sees_class => Family::FromDictOrGlobals,
            Kind::Global | Kind::GlobalImplicit => {
                // A `global` anywhere marks the name in the module's table, too (`symtable_add_def_helper`); since 3.13 not for an
                // inlined comprehension.
                let inlined = block != BlockId(0) && self.python.minor >= 13;
                let unmarked = || inlined || !graph.flags(graph.variable(symbol)).has(Flags::GLOBAL);
                let is_name = in_class || self.host(block) == BlockId(0) && unmarked();
                if is_name { Family::Name } else { Family::Global }
            }
        })
    }
}

impl super::Block {
    /// Whether it is a comprehension other than a generator expression.
    fn is_list_set_or_dict(&self) -> bool {
        self.kind == BlockKind::Comprehension && self.name.text() != "<genexpr>"
    }
}
