//! What the names of one file mean, by its text alone.
//!
//! # Glossary
//!
//! The words are the language reference's (section 4, *Execution model*) and `symtable.c`'s:
//!
//! - **block**: a piece of text executed as a unit: a module, a function's or class's body, a lambda, a comprehension, and the
//!   annotation scopes (type parameters, a type variable's bound or default, a type alias's value, annotations).
//! - **symbol**: a name as one block sees it, with the kind that the compiler gives it there: an entry of CPython's symbol table.
//! - **variable**: a symbol that owns its bindings: (block, name). Every symbol points to the variable that it means; a name that
//!   nothing in the file binds means a symbol of the module block, where other files and the built-ins may step in.
//! - **occurrence**: a token that binds, uses, deletes or declares a name.
//! - **binding**: an occurrence that binds, with what made it.
//! - **environment**: the blocks visible from a block, from inside out.
//! - **member**: a name behind a dot; **label**: a keyword at a call. What they mean needs other files: `link` answers.
//!
//! The two passes are CPython's: [`collect`](self::collect) walks the tree and writes down facts, `resolve` decides each symbol's kind and
//! variable. **Invariant:** a graph depends on its file's text and the Python version alone; it holds no text, no tree and no path.

mod builtins;
mod collect;
mod resolve;

use std::fmt;
use std::ops::Range;

use crate::name::Name;
use crate::text::Span;

pub use builtins::{is_builtin, is_module_attribute};
pub use collect::lower;

/// A version of the language, 3.`minor`. Rules differ between 3.8 and 3.15; others are taken as the nearest of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Python {
    /// The number after `3.`.
    pub minor: u8,
}

impl Python {
    /// The version whose rules apply where a project names none.
    pub const NEWEST: Python = Python { minor: 14 };

    /// Annotations are evaluated on demand, in blocks of their own (PEP 649, PEP 749).
    pub fn defers_annotations(self) -> bool {
        self.minor >= 14
    }

    /// Under `from __future__ import annotations` the compiler leaves annotations out of the symbol table (PEP 563; since 3.10).
    pub fn future_drops_annotations(self) -> bool {
        self.minor >= 10
    }
}

impl std::str::FromStr for Python {
    type Err = String;

    fn from_str(text: &str) -> Result<Python, String> {
        let minor = text.strip_prefix("3.").and_then(|minor| minor.parse().ok());
        minor
            .map(|minor| Python { minor })
            .ok_or_else(|| format!("'{text}' is no Python version: give one such as 3.13"))
    }
}

impl fmt::Display for Python {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.{}", self.minor)
    }
}

/// A block's number in its [`Graph`]; 0 is the module's. A block comes after the one around it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlockId(pub u32);

/// A symbol's number in its [`Graph`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SymbolId(pub u32);

/// What makes a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BlockKind {
    /// A file.
    Module,
    /// The parameters and body of a `def`.
    Function,
    /// The body of a `class`.
    Class,
    /// The parameters and body of a lambda.
    Lambda,
    /// A list, set or dict comprehension or a generator expression, without its first iterable.
    Comprehension,
    /// The brackets of a generic `def`, `class` or `type`, and what is evaluated within their reach (PEP 695).
    TypeParameters,
    /// The value of a `type` statement.
    TypeAlias,
    /// The bound or default of a type parameter.
    TypeVariable,
    /// The annotations of a `def`, or of the variables of a module, class or function (3.14).
    Annotation,
}

impl BlockKind {
    /// Whether the block is an annotation scope: it sees the names of a class that it stands directly in
    /// (reference, section 4.2.4).
    pub fn is_annotation_scope(self) -> bool {
        use BlockKind::*;
        matches!(self, TypeParameters | TypeAlias | TypeVariable | Annotation)
    }

    /// Whether inner blocks can capture the block's variables: all but modules and classes.
    pub fn is_function_like(self) -> bool {
        !matches!(self, BlockKind::Module | BlockKind::Class)
    }
}

/// A block.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What makes it.
    pub kind: BlockKind,
    /// The block around it; the module's is itself.
    pub parent: BlockId,
    /// What it is called: the `def`'s, class's or alias's name, or what CPython calls it, such as `<lambda>`.
    pub name: Name,
    /// From the keyword or bracket that opens it to its end, in bytes.
    pub span: Span,
    first_symbol: u32,
}

/// A binding operation (reference, section 4.2.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BindingKind {
    /// `x = …`, `x += …`, `x: T = …`.
    Assignment,
    /// `def x`; the block is the function's.
    Function(BlockId),
    /// `class x`; the block is the class's.
    Class(BlockId),
    /// A parameter of a function or lambda.
    Parameter(Passed),
    /// An `import` or `from … import`; the number is that of the import in [`Graph::imports`].
    Import(u32),
    /// `for x in …`, in statements and comprehensions.
    For,
    /// `with … as x`.
    With,
    /// `except … as x`: deleted at the end of its clause.
    Except,
    /// `x := …`.
    Walrus,
    /// A capture in a `match` pattern.
    Pattern,
    /// `[T]`, `[*T]`, `[**T]`.
    TypeParameter,
    /// `type x = …`.
    TypeAlias,
}

/// How a parameter gets its argument (reference, section 8.7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Passed {
    /// By position alone, before `/`.
    ByPosition,
    /// By a keyword, perhaps by position, too.
    ByKeyword,
    /// All that is left over: `*args`, `**kwargs`.
    Rest,
}

/// What a token does with its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Binds it, also as the target of `x += 1`.
    Bind,
    /// Loads it.
    Use,
    /// Deletes it.
    Delete,
    /// Names it in `global` or `nonlocal`, or annotates it without a value.
    Declare,
    /// Loads it in an annotation that the compiler leaves alone: its meaning is the lexical one.
    Annotation,
    /// Names it in a string of `__all__`.
    Export,
    /// Names it in `__all__.remove("…")`.
    Unexport,
    /// Loads it in an annotation within a string.
    Quoted,
}

const ROLES: [Role; 8] =
    [Role::Bind, Role::Use, Role::Delete, Role::Declare, Role::Annotation, Role::Export, Role::Unexport, Role::Quoted];

/// A token that means a variable of its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// The token, in bytes.
    pub span: Span,
    /// The name as the token's block sees it.
    pub symbol: SymbolId,
    /// What the token does.
    pub role: Role,
}

/// An occurrence in 8 bytes: its offset; its symbol and role; the length is the name's, or listed in [`Graph::odd_lengths`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Packed {
    start: u32,
    symbol_and_role: u32,
}

/// Symbols per file that fit beside the role in 32 bits: 536 million, where a file is at most 4 GiB.
const ROLE_BITS: u32 = 3;

/// A name behind a dot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Member {
    /// Where it starts.
    pub start: u32,
    base_and_binds: u32,
    /// The name, as spelled.
    pub name: Name,
}

impl Member {
    // Files of a gigabyte and more are refused, so the highest bit of an offset is free.
    const BINDS: u32 = 1 << 31;
    const NO_BASE: u32 = Member::BINDS - 1;

    fn new(start: u32, base: Option<u32>, name: Name, binds: bool) -> Member {
        let base = base.unwrap_or(Member::NO_BASE);
        Member { start, base_and_binds: if binds { base | Member::BINDS } else { base }, name }
    }

    /// The start of the occurrence or member before the dot; `None` where another expression stands there.
    pub fn base(&self) -> Option<u32> {
        Some(self.base_and_binds & !Member::BINDS).filter(|&base| base != Member::NO_BASE)
    }

    /// Whether the member is assigned to or deleted.
    pub fn is_target(&self) -> bool {
        self.base_and_binds & Member::BINDS != 0
    }

    /// The token.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + self.name.len() }
    }
}

/// A keyword at a call: the `x` of `f(x=1)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where it starts.
    pub start: u32,
    /// The start of the occurrence or member that is called.
    pub callee: u32,
    /// The keyword.
    pub name: Name,
}

impl Label {
    /// The token.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + self.name.len() }
    }
}

/// A token that has a meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// It means a variable of its file.
    Occurrence(Occurrence),
    /// A name behind a dot.
    Member(Member),
    /// A keyword at a call.
    Label(Label),
    /// The `x` of `from m import x as y`; the number is that of the import.
    Imported(u32),
    /// A segment of the module in an import statement: the numbers of the import and of the segment.
    Segment(u32, u32),
}

/// The module of an import statement, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModulePath {
    /// How many dots lead it: 0 is absolute.
    pub level: u32,
    /// Its segments, each with its start.
    pub segments: Box<[(u32, Name)]>,
}

/// What an import takes from its module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// `import a.b`: the package `a`.
    Package,
    /// `import a.b as c`: the module `a.b`.
    Module,
    /// `from a import x`, with where `x` starts.
    Name(u32, Name),
    /// `from a import *`.
    Star,
}

/// One clause of an import statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The module.
    pub path: ModulePath,
    /// What is taken.
    pub imported: Imported,
    /// The start of the occurrence that the import binds; of the star, where it binds none.
    pub binding: u32,
    /// The variable that it binds; `None` for a star.
    pub variable: Option<SymbolId>,
}

/// The kind of a name in a block, in CPython's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// Bound in this function-like or class block, and used only there.
    Local,
    /// Bound in this block and captured by an inner one.
    Cell,
    /// Owned by an enclosing function-like block (for `__class__`, by a class).
    Free,
    /// In the module block: a name of the module.
    Global,
    /// Declared `global`, or bound by `:=` in a module's comprehension.
    GlobalExplicit,
    /// Bound nowhere on the way out: looked up in the module's namespace, then in the built-ins'.
    GlobalImplicit,
    /// In an annotation scope directly in a class: a name that the class binds.
    Class,
    /// Mentioned in a way that the compiler ignores: the bare `(x): T`.
    Ignored,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Symbol {
    name: Name,
    variable: SymbolId,
    kind: Kind,
    flags: Flags,
}

/// What a block does with a name: the facts of pass 1.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Flags(u16);

impl Flags {
    const BOUND: Flags = Flags(1);
    const USED: Flags = Flags(1 << 1);
    const GLOBAL: Flags = Flags(1 << 2);
    const NONLOCAL: Flags = Flags(1 << 3);
    /// Bound by `:=` in a comprehension: the variable of the nearest block that is none.
    const WALRUS: Flags = Flags(1 << 4);
    /// Used in an annotation that the compiler leaves alone.
    const UNEVALUATED: Flags = Flags(1 << 5);
    /// Of a module's symbol: some block binds it under `global`.
    const BOUND_ELSEWHERE: Flags = Flags(1 << 6);
    /// An inner block captures it.
    const CAPTURED: Flags = Flags(1 << 7);
    /// The `__class__` that the compiler gives the functions of a class; apart from a name of the class body.
    const CLASS_CELL: Flags = Flags(1 << 8);
    const PARAMETER: Flags = Flags(1 << 9);
    /// Bound by an import.
    const IMPORTED: Flags = Flags(1 << 10);
    /// Bound by something else than an import.
    const DEFINED: Flags = Flags(1 << 11);
    /// Bound in more than one place.
    const REBOUND: Flags = Flags(1 << 14);
    /// A parameter that a keyword at a call can name: not one before `/`, nor `*args` or `**kwargs`.
    const KEYWORD: Flags = Flags(1 << 13);
    /// A free name of an inner block passes through, though this block itself does nothing that the compiler notes.
    const PASSED: Flags = Flags(1 << 12);
    /// The compiler's table has an entry.
    const COMPILED: Flags =
        Flags(Flags::BOUND.0 | Flags::USED.0 | Flags::GLOBAL.0 | Flags::NONLOCAL.0 | Flags::WALRUS.0 | Flags::PASSED.0);
    /// What a `global` or `nonlocal` block hands to the variable that it binds.
    const HANDED_ON: Flags = Flags(Flags::IMPORTED.0 | Flags::DEFINED.0 | Flags::REBOUND.0);

    fn has(self, any: Flags) -> bool {
        self.0 & any.0 != 0
    }

    fn add(&mut self, flags: Flags) {
        self.0 |= flags.0;
    }

    fn only(self, flags: Flags) -> Flags {
        Flags(self.0 & flags.0)
    }
}

impl std::ops::BitOr for Flags {
    type Output = Flags;

    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// The scope graph of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    blocks: Box<[Block]>,
    /// Grouped by block, in the blocks' order; sorted by name within each, a class's own `__class__` before the compiler's.
    symbols: Box<[Symbol]>,
    /// Sorted by start.
    occurrences: Box<[Packed]>,
    /// (start, length) of the occurrences whose token is not as long as their variable's name: mangled, or not in NFKC.
    odd_lengths: Box<[(u32, u32)]>,
    /// (start, kind) of the bindings that are no plain assignments, sorted.
    bindings: Box<[(u32, BindingKind)]>,
    members: Box<[Member]>,
    labels: Box<[Label]>,
    imports: Box<[Import]>,
    /// (variable, number of an import that binds it), sorted.
    imports_of: Box<[(SymbolId, u32)]>,
    /// (variable, the one `def` or class that binds it), sorted; without the variables that something else binds, too.
    definitions: Box<[(SymbolId, BindingKind)]>,
    /// (class block, start of the occurrence or member that names a base class), sorted.
    bases: Box<[(BlockId, u32)]>,
    /// (start of a `def`'s name, start of the occurrence or member that decorates it), sorted.
    decorators: Box<[(u32, u32)]>,
    /// The names that the file mentions in any way, sorted.
    mentions: Box<[Name]>,
    exports: Exports,
}

/// What the file says of `__all__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Exports {
    /// Nothing: a star import brings the names without a leading underscore.
    #[default]
    Implicit,
    /// All its names are strings in the file: the occurrences with [`Role::Export`].
    Listed,
    /// It is made in a way that can't be read off: more names than the strings may be in it.
    Computed,
}

impl PartialEq for Block {
    fn eq(&self, other: &Block) -> bool {
        (self.kind, self.parent, self.name, self.span) == (other.kind, other.parent, other.name, other.span)
    }
}

impl Eq for Block {}

impl Role {
    /// Whether the token stands in a string, where the compiler sees no name.
    pub fn is_in_string(self) -> bool {
        matches!(self, Role::Export | Role::Unexport | Role::Quoted)
    }
}

impl Graph {
    /// The blocks; the module's is first and each comes after the one around it.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = BlockId> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// A block's facts.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// The blocks from this one outwards to the module.
    pub fn outwards(&self, from: BlockId) -> impl Iterator<Item = BlockId> {
        std::iter::successors(Some(from), |&id| (id.0 != 0).then(|| self.block(id).parent))
    }

    /// The symbols of a block.
    pub fn symbols_of(&self, block: BlockId) -> impl ExactSizeIterator<Item = SymbolId> + Clone {
        self.symbol_range(block).map(SymbolId)
    }

    fn symbol_range(&self, block: BlockId) -> Range<u32> {
        let next = self.blocks.get(block.0 as usize + 1);
        self.block(block).first_symbol..next.map_or(self.symbols.len() as u32, |next| next.first_symbol)
    }

    /// A name as a block sees it, or `None` where the block doesn't mention it.
    pub fn symbol_in(&self, block: BlockId, name: Name) -> Option<SymbolId> {
        let range = self.symbol_range(block);
        let symbols = &self.symbols[range.start as usize..range.end as usize];
        let at = symbols.partition_point(|symbol| symbol.name < name);
        let found = symbols.get(at)?;
        (found.name == name && !found.flags.has(Flags::CLASS_CELL)).then_some(SymbolId(range.start + at as u32))
    }

    /// The symbol of the module block with this name.
    pub fn global(&self, name: Name) -> Option<SymbolId> {
        self.symbol_in(BlockId(0), name)
    }

    /// The symbols that are variables: that mean themselves.
    pub fn variables(&self) -> impl Iterator<Item = SymbolId> {
        (0..self.symbols.len() as u32).map(SymbolId).filter(|&id| self.variable(id) == id)
    }

    /// The symbols with a name, in all blocks.
    pub fn symbols_named(&self, name: Name) -> impl Iterator<Item = SymbolId> {
        (0..self.symbols.len() as u32).map(SymbolId).filter(move |&id| self.name(id) == name)
    }

    /// The blocks that see a variable under a symbol of theirs, its own included.
    pub fn seers(&self, variable: SymbolId) -> impl Iterator<Item = BlockId> {
        let means = move |&id: &SymbolId| self.variable(id) == variable;
        (0..self.symbols.len() as u32).map(SymbolId).filter(means).map(|id| self.block_of(id))
    }

    /// The block that sees this symbol.
    pub fn block_of(&self, symbol: SymbolId) -> BlockId {
        BlockId(self.blocks.partition_point(|block| block.first_symbol <= symbol.0) as u32 - 1)
    }

    /// The symbol's name as the compiler stores it: private names of classes are mangled.
    pub fn name(&self, symbol: SymbolId) -> Name {
        self.symbols[symbol.0 as usize].name
    }

    /// The variable that the symbol means: a symbol that means itself.
    pub fn variable(&self, symbol: SymbolId) -> SymbolId {
        self.symbols[symbol.0 as usize].variable
    }

    /// The symbol's kind.
    pub fn kind(&self, symbol: SymbolId) -> Kind {
        self.symbols[symbol.0 as usize].kind
    }

    fn flags(&self, symbol: SymbolId) -> Flags {
        self.symbols[symbol.0 as usize].flags
    }

    /// Whether something in the file binds the variable: if not, a star import, a built-in or nothing does.
    pub fn is_bound(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::BOUND | Flags::BOUND_ELSEWHERE | Flags::CLASS_CELL)
    }

    /// Whether the variable is the `__class__` that the compiler gives the functions of a class.
    pub fn is_class_cell(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::CLASS_CELL)
    }

    /// Whether the compiler's table for the symbol's block has an entry for it; not so for names in annotations that it leaves
    /// alone and in the strings of `__all__`.
    pub fn is_compiled(&self, symbol: SymbolId) -> bool {
        self.flags(symbol).has(Flags::COMPILED)
    }

    /// Whether an import binds the variable.
    pub fn is_imported(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::IMPORTED)
    }

    /// Whether something else than an import binds the variable.
    pub fn is_defined(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::DEFINED)
    }

    /// Whether the variable is bound in more than one place.
    pub fn is_rebound(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::REBOUND)
    }

    /// Whether the variable is a parameter.
    pub fn is_parameter(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::PARAMETER)
    }

    /// Whether the variable is a parameter that a keyword at a call can name: not one before `/`, nor `*args` or `**kwargs`.
    pub fn is_keyword_parameter(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::KEYWORD)
    }

    /// Whether the symbol's block declares it `global` or `nonlocal`.
    pub fn is_declared(&self, symbol: SymbolId) -> bool {
        self.block_of(symbol).0 != 0 && self.flags(symbol).has(Flags::GLOBAL | Flags::NONLOCAL)
    }

    /// All occurrences, in the order of the text.
    pub fn occurrences(&self) -> impl ExactSizeIterator<Item = Occurrence> + DoubleEndedIterator {
        self.occurrences.iter().map(|packed| self.unpack(packed))
    }

    /// The occurrences of a variable, in the order of the text.
    pub fn occurrences_of(&self, variable: SymbolId) -> impl Iterator<Item = Occurrence> {
        let means = move |packed: &&Packed| self.variable(packed.symbol()) == variable;
        self.occurrences.iter().filter(means).map(|packed| self.unpack(packed))
    }

    /// The occurrences from an offset on, in the order of the text.
    pub fn occurrences_from(&self, offset: u32) -> impl Iterator<Item = Occurrence> {
        let first = self.occurrences.partition_point(|packed| packed.start < offset);
        self.occurrences[first..].iter().map(|packed| self.unpack(packed))
    }

    /// The occurrence at a byte offset: the one that contains it, else the one that ends there.
    pub fn occurrence_at(&self, offset: u32) -> Option<Occurrence> {
        let occurrence = self.unpack(last_from(&self.occurrences, offset, |packed| packed.start)?);
        occurrence.span.touches(offset).then_some(occurrence)
    }

    fn unpack(&self, packed: &Packed) -> Occurrence {
        let symbol = packed.symbol();
        let length = match self.odd_lengths.binary_search_by_key(&packed.start, |odd| odd.0) {
            Ok(odd) => self.odd_lengths[odd].1,
            Err(_) => self.name(symbol).len(),
        };
        let span = Span { start: packed.start, end: packed.start + length };
        Occurrence { span, symbol, role: packed.role() }
    }

    /// The binding operation of an occurrence whose role is [`Role::Bind`].
    pub fn binding(&self, occurrence: &Occurrence) -> BindingKind {
        match self.bindings.binary_search_by_key(&occurrence.span.start, |binding| binding.0) {
            Ok(at) => self.bindings[at].1,
            Err(_) => BindingKind::Assignment,
        }
    }

    /// The names behind dots, in the order of the text.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member that starts at an offset.
    pub fn member_from(&self, start: u32) -> Option<&Member> {
        let at = self.members.binary_search_by_key(&start, |member| member.start).ok()?;
        Some(&self.members[at])
    }

    /// The keywords at calls, in the order of the text.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The token at a byte offset: the one that contains it, else the one that ends there.
    pub fn token_at(&self, offset: u32) -> Option<(Token, Span)> {
        if let Some(occurrence) = self.occurrence_at(offset).filter(|o| o.span.contains(offset)) {
            return Some((Token::Occurrence(occurrence), occurrence.span));
        }
        let touching = |span: Span| span.touches(offset);
        let member = last_from(&self.members, offset, |member| member.start).map(|m| (Token::Member(*m), m.span()));
        let label = last_from(&self.labels, offset, |label| label.start).map(|l| (Token::Label(*l), l.span()));
        let found = member.filter(|m| touching(m.1)).or(label.filter(|l| touching(l.1)));
        let found = found.or_else(|| self.import_token_at(offset));
        found.or_else(|| self.occurrence_at(offset).map(|o| (Token::Occurrence(o), o.span)))
    }

    fn import_token_at(&self, offset: u32) -> Option<(Token, Span)> {
        let touching = |start: u32, name: Name| {
            let span = Span { start, end: start + name.len() };
            span.touches(offset).then_some(span)
        };
        self.imports.iter().enumerate().find_map(|(number, import)| {
            let number = number as u32;
            if let Imported::Name(start, name) = import.imported
                && let Some(span) = touching(start, name)
            {
                return Some((Token::Imported(number), span));
            }
            let segments = import.path.segments.iter().enumerate();
            segments.into_iter().find_map(|(segment, &(start, name))| {
                touching(start, name).map(|span| (Token::Segment(number, segment as u32), span))
            })
        })
    }

    /// The starts of the occurrences and members that decorate the `def` or class whose name starts at an offset.
    pub fn decorators(&self, name: u32) -> impl Iterator<Item = u32> {
        let first = self.decorators.partition_point(|decorator| decorator.0 < name);
        self.decorators[first..].iter().take_while(move |decorator| decorator.0 == name).map(|decorator| decorator.1)
    }

    /// For each block, by number, whether it is the given one or lies in it.
    pub fn inside(&self, outer: BlockId) -> Vec<bool> {
        let mut inside = vec![false; self.blocks.len()];
        for (id, block) in self.blocks.iter().enumerate() {
            inside[id] = id as u32 == outer.0 || id != 0 && inside[block.parent.0 as usize];
        }
        inside
    }

    /// The innermost class whose text an offset lies in.
    pub fn class_around(&self, offset: u32) -> Option<BlockId> {
        let around = |&id: &BlockId| self.block(id).kind == BlockKind::Class && self.block(id).span.contains(offset);
        (0..self.blocks.len() as u32).rev().map(BlockId).find(around)
    }

    /// The starts of the occurrences and members that name the base classes of a class, in order.
    pub fn bases(&self, class: BlockId) -> impl Iterator<Item = u32> {
        let first = self.bases.partition_point(|base| base.0 < class);
        self.bases[first..].iter().take_while(move |base| base.0 == class).map(|base| base.1)
    }

    /// The imports, in the order of the text.
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// The imports that bind a variable, in the order of the text.
    pub fn imports_of(&self, variable: SymbolId) -> impl Iterator<Item = &Import> {
        let first = self.imports_of.partition_point(|import| import.0 < variable);
        let numbers = self.imports_of[first..].iter().take_while(move |import| import.0 == variable);
        numbers.map(|import| &self.imports[import.1 as usize])
    }

    /// The one `def` or class that binds a variable; `None` if anything else binds it, too.
    pub fn only_definition(&self, variable: SymbolId) -> Option<BindingKind> {
        let at = self.definitions.binary_search_by_key(&variable, |definition| definition.0).ok()?;
        Some(self.definitions[at].1)
    }

    /// What the file says of `__all__`.
    pub fn exports(&self) -> Exports {
        self.exports
    }

    /// Whether the file mentions the name: as an occurrence, a member, a label or in an import.
    pub fn mentions(&self, name: Name) -> bool {
        self.mentions.binary_search(&name).is_ok()
    }

    /// Heap memory in bytes.
    pub fn bytes(&self) -> usize {
        let imports: usize = self.imports.iter().map(|i| size_of_val(&*i.path.segments)).sum();
        size_of_val(&*self.blocks)
            + size_of_val(&*self.symbols)
            + size_of_val(&*self.occurrences)
            + size_of_val(&*self.odd_lengths)
            + size_of_val(&*self.bindings)
            + size_of_val(&*self.members)
            + size_of_val(&*self.labels)
            + size_of_val(&*self.imports)
            + size_of_val(&*self.imports_of)
            + size_of_val(&*self.definitions)
            + size_of_val(&*self.bases)
            + size_of_val(&*self.decorators)
            + size_of_val(&*self.mentions)
            + imports
    }
}

/// The last of some sorted items that starts at or before an offset.
fn last_from<T>(items: &[T], offset: u32, start: impl Fn(&T) -> u32) -> Option<&T> {
    items.get(items.partition_point(|item| start(item) <= offset).checked_sub(1)?)
}

impl Packed {
    fn new(start: u32, symbol: SymbolId, role: Role) -> Packed {
        Packed { start, symbol_and_role: symbol.0 << ROLE_BITS | role as u32 }
    }

    fn symbol(&self) -> SymbolId {
        SymbolId(self.symbol_and_role >> ROLE_BITS)
    }

    fn role(&self) -> Role {
        ROLES[(self.symbol_and_role & ((1 << ROLE_BITS) - 1)) as usize]
    }
}
