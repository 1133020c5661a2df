//! The tree of blocks: what code objects a module is made of, the module outermost, what each one's names are, and where a name that is not
//! its own is looked up.
//!
//! A name that a block only hands on, from an outer block to an inner one, is not listed: [`Symbol::origin`] leads straight to the owner.

pub mod json;
mod qualified;

use crate::name::Name;
use crate::scope::{self, BindingKind, BlockId, BlockKind, Graph, Imported, Kind, Namespace, Python, Role, SymbolId};
use crate::store::{FileId, Snapshot};
use crate::text::Span;
use qualified::Qualifier;

/// A block, as it is compiled and as it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its number, its place in the list of all.
    pub id: BlockId,
    /// The block around it; `None` for the module.
    pub parent: Option<BlockId>,
    /// What makes it.
    pub kind: BlockKind,
    /// What CPython calls its code object (`co_name`): `f`, `<module>`, `<generic parameters of f>`.
    pub name: String,
    /// The name with those of the blocks around it, as in a traceback (`co_qualname`); of a deeply nested one the inner parts, behind `…`.
    pub qualified: String,
    /// Its text: from the keyword or bracket that opens it to its end.
    pub span: Span,
    /// What holds its names at run time.
    pub namespace: Namespace,
    /// Its names, in the order in which its text first mentions them.
    pub names: Vec<Symbol>,
}

/// A name in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name, as the compiler stores it: private names of classes are mangled.
    pub name: Name,
    /// Its kind in this block.
    pub kind: Kind,
    /// Where its variable is.
    pub origin: Origin,
    /// All that the block does with it, each once, in the order of the text.
    pub roles: Vec<Does>,
    /// Where the block first mentions it; `None` where the compiler alone does, as for `__class__`.
    pub first: Option<Span>,
    /// Where its variable is first bound, in whichever block.
    pub bound: Option<Span>,
}

/// Where a name leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// To the variable of this name in a block: this one or one around it.
    Block(BlockId),
    /// To the built-ins: nothing in the file binds it.
    BuiltIn,
    /// To what every module has from its start, such as `__name__`.
    ModuleAttribute,
    /// Nowhere in the file, but an `import *` may have brought it.
    StarImport,
    /// Nowhere.
    Unresolved,
}

/// What a block does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Does {
    /// Binds it, in this way.
    Bind(BindingKind),
    /// Loads it.
    Use,
    /// Deletes it.
    Delete,
    /// Declares it `global`.
    Global,
    /// Declares it `nonlocal`.
    Nonlocal,
    /// Annotates it without a value.
    Annotate,
}

/// The blocks of a file, by their numbers: each comes after the one around it. `None` where no file can be read.
pub fn blocks(snap: &Snapshot, file: FileId) -> Option<Vec<Block>> {
    let (graph, syntax) = (snap.graph(file)?, snap.syntax(file)?);
    let namespaces = scope::namespaces(syntax.tree.root_node(), &graph, snap.python_for(file));
    let facts = Facts::of(&graph);
    let qualifier = Qualifier::new(&graph, &namespaces, snap.python_for(file));
    let block = |(id, namespace): (BlockId, Namespace)| {
        let block = graph.block(id);
        Block {
            id,
            parent: (id.0 != 0).then_some(block.parent),
            kind: block.kind,
            name: qualified::code_name(block),
            qualified: qualifier.name(id),
            span: block.span,
            namespace,
            names: facts.names(&graph, id, snap.python_for(file)),
        }
    };
    Some(graph.blocks().zip(namespaces.iter().copied()).map(block).collect())
}

/// The children of each block, in the order of the text.
pub fn children(blocks: &[Block]) -> Vec<Vec<BlockId>> {
    let mut children = vec![Vec::new(); blocks.len()];
    for block in blocks {
        if let Some(parent) = block.parent {
            children[parent.0 as usize].push(block.id);
        }
    }
    children
}

// ---- the names

/// What is known of the symbols of a file, by their numbers.
struct Facts {
    /// What the block does with the symbol, and where first.
    mentions: Vec<(Option<Span>, Vec<Does>)>,
    /// Of variables: where they are first bound.
    bound: Vec<Option<Span>>,
    /// Of variables: whether an inner block sees them.
    captured: Vec<bool>,
    has_star_import: bool,
}

impl Facts {
    fn of(graph: &Graph) -> Facts {
        let n_symbols = graph.blocks().map(|block| graph.symbols_of(block).len()).sum();
        let mut facts = Facts {
            mentions: vec![(None, Vec::new()); n_symbols],
            bound: vec![None; n_symbols],
            captured: vec![false; n_symbols],
            has_star_import: graph.imports().iter().any(|import| import.imported == Imported::Star),
        };
        for occurrence in graph.occurrences() {
            let symbol = occurrence.symbol;
            let does = match occurrence.role {
                Role::Bind => Does::Bind(graph.binding(&occurrence)),
                Role::Use | Role::Unevaluated => Does::Use,
                Role::Delete => Does::Delete,
                Role::Declare if !graph.is_declared(symbol) => Does::Annotate,
                Role::Declare if graph.kind(symbol) == Kind::Free => Does::Nonlocal,
                Role::Declare => Does::Global,
                // The compiler sees no name there.
                Role::Annotation | Role::Export | Role::Unexport | Role::Quoted | Role::Slot => continue,
            };
            let (first, roles) = &mut facts.mentions[symbol.0 as usize];
            first.get_or_insert(occurrence.span);
            if !roles.iter().any(|role| role.word() == does.word()) {
                roles.push(does);
            }
            if occurrence.role == Role::Bind {
                facts.bound[graph.variable(symbol).0 as usize].get_or_insert(occurrence.span);
            }
        }
        for symbol in (0..n_symbols as u32).map(SymbolId) {
            facts.captured[graph.variable(symbol).0 as usize] |= graph.variable(symbol) != symbol;
        }
        facts
    }

    fn names(&self, graph: &Graph, block: BlockId, python: Python) -> Vec<Symbol> {
        let symbols = graph.symbols_of(block).filter(|&symbol| self.is_name(graph, symbol));
        let mut names: Vec<Symbol> = symbols.map(|symbol| self.name(graph, symbol, python)).collect();
        names.sort_by_key(|name| (name.first.map_or(u32::MAX, |first| first.start), name.name.text()));
        names
    }

    /// Whether the symbol is a name of its block, rather than a mark of the graph's that inner blocks mention it.
    fn is_name(&self, graph: &Graph, symbol: SymbolId) -> bool {
        let is_bound = graph.variable(symbol) == symbol && graph.is_bound(symbol);
        graph.is_compiled(symbol) || is_bound && (!graph.is_class_cell(symbol) || self.captured[symbol.0 as usize])
    }

    fn name(&self, graph: &Graph, symbol: SymbolId, python: Python) -> Symbol {
        let variable = graph.variable(symbol);
        let (first, roles) = &self.mentions[symbol.0 as usize];
        let kind = match graph.kind(symbol) {
            // The class's own, which its functions capture.
            _ if graph.is_class_cell(symbol) => Kind::Cell,
            // The module block has no globals but its own names.
            Kind::GlobalImplicit if variable == symbol && graph.is_bound(symbol) => Kind::Global,
            kind => kind,
        };
        Symbol {
            name: graph.name(symbol),
            kind,
            origin: self.origin(graph, variable, python),
            roles: roles.clone(),
            first: *first,
            bound: self.bound[variable.0 as usize],
        }
    }

    fn origin(&self, graph: &Graph, variable: SymbolId, python: Python) -> Origin {
        let name = graph.name(variable);
        if graph.is_bound(variable) {
            Origin::Block(graph.block_of(variable))
        } else if scope::is_builtin(name, python) {
            Origin::BuiltIn
        } else if scope::is_module_attribute(name) {
            Origin::ModuleAttribute
        } else if self.has_star_import {
            Origin::StarImport
        } else {
            Origin::Unresolved
        }
    }
}

impl Symbol {
    /// The outer block whose variable the name means; `None` for a name of the block's own, and for one that nothing binds.
    pub fn read_from(&self, block: BlockId) -> Option<BlockId> {
        match self.origin {
            Origin::Block(owner) if owner != block => Some(owner),
            _ => None,
        }
    }

    /// Whether the block binds the name.
    pub fn is_bound_here(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Does::Bind(_)))
    }

    /// Whether the block does this, of whichever binding kind.
    pub fn has(&self, word: &str) -> bool {
        self.roles.iter().any(|role| role.word() == word)
    }
}

impl Does {
    /// What the block does, in a word: `use`, `parameter`, `nonlocal`.
    pub fn word(self) -> &'static str {
        match self {
            Does::Use => "use",
            Does::Delete => "delete",
            Does::Global => "global",
            Does::Nonlocal => "nonlocal",
            Does::Annotate => "annotate",
            Does::Bind(BindingKind::Assignment) => "assign",
            Does::Bind(BindingKind::Function(_)) => "def",
            Does::Bind(BindingKind::Class(_)) => "class",
            Does::Bind(BindingKind::Parameter(_)) => "parameter",
            Does::Bind(BindingKind::Import(_)) => "import",
            Does::Bind(BindingKind::For) => "for",
            Does::Bind(BindingKind::With) => "with",
            Does::Bind(BindingKind::Except) => "except",
            Does::Bind(BindingKind::Walrus) => "walrus",
            Does::Bind(BindingKind::Pattern) => "pattern",
            Does::Bind(BindingKind::TypeParameter) => "type_parameter",
            Does::Bind(BindingKind::TypeAlias) => "type",
        }
    }
}

impl Block {
    /// What the block's namespace is at run time, in a few words.
    pub fn lifetime(&self) -> &'static str {
        match self.namespace {
            Namespace::Module => "one dict as long as the module lives: globals() is locals()",
            Namespace::Class => "a dict while the body runs, then the class's attributes",
            Namespace::Call if self.kind == BlockKind::Comprehension => "fast locals of its own, gone when it is done",
            Namespace::Call if self.kind == BlockKind::TypeParameters => "fast locals while the header is evaluated",
            Namespace::Call if self.kind.is_annotation_scope() => "evaluated on demand, as a call",
            Namespace::Call => "fast locals, new at each call, gone at its return",
            Namespace::Generator | Namespace::Coroutine | Namespace::AsyncGenerator => {
                "fast locals, new at each call, kept while it is suspended"
            }
            Namespace::Inlined => "fast locals in the frame around it: no code object of its own",
        }
    }

    /// What the block is, in words for a reader: `async generator`, `type parameters`.
    pub fn what(&self) -> &'static str {
        match (self.kind, self.namespace) {
            (BlockKind::Function, Namespace::Generator) => "generator",
            (BlockKind::Function, Namespace::Coroutine) => "coroutine",
            (BlockKind::Function, Namespace::AsyncGenerator) => "async generator",
            (BlockKind::Lambda, Namespace::Generator) => "lambda generator",
            (BlockKind::Comprehension, Namespace::Generator) => "generator expression",
            (BlockKind::Comprehension, Namespace::AsyncGenerator) => "async generator expression",
            (BlockKind::Comprehension, Namespace::Inlined) => "inlined comprehension",
            (BlockKind::Comprehension, Namespace::Coroutine) => "async comprehension",
            (BlockKind::TypeParameters, _) => "type parameters",
            (BlockKind::TypeAlias, _) => "type alias",
            (BlockKind::TypeVariable, _) => "type variable",
            (kind, _) => kind.word(),
        }
    }
}
