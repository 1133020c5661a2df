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
//! - **given**: what a target is assigned, annotated or returned as, where a name says it.
//! - **member**: a name behind a dot; **label**: a keyword at a call. What they mean needs other files: `link` answers.
//!
//! The two passes are CPython's: [`collect`](self::collect) walks the tree and writes down facts, `resolve` decides each symbol's kind and
//! variable. **Invariant:** a graph depends on its file's text and the Python version alone; it holds no text, no tree and no path.

mod attributes;
mod builtins;
mod collect;
mod dynamic;
mod environment;
mod flags;
pub mod flow;
mod given;
mod graph;
mod namespace;
mod narrowed;
pub mod opcode;
mod packed;
mod python;
mod renamed;
mod resolve;

use crate::name::Name;
use crate::text::Span;
use flags::Flags;

pub use builtins::{
    Builtin, builtin_kind, builtins, is_builtin, is_class_attribute, is_module_attribute, module_attributes,
};
pub use collect::{Bodies, lower, lower_again};
pub use environment::Visible;
pub use given::{ALL_OTHERS, By, Given, MOST_PASSED, default_passed, method_of_operator};
pub use graph::Graph;
pub use namespace::{Namespace, namespace_of_calls, namespaces};
pub use packed::Names;
pub use python::Python;
pub use renamed::{Change, changed};

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

    /// The kind as the oracle's records name it, such as `type_params`.
    pub fn word(self) -> &'static str {
        match self {
            BlockKind::Module => "module",
            BlockKind::Function => "function",
            BlockKind::Class => "class",
            BlockKind::Lambda => "lambda",
            BlockKind::Comprehension => "comprehension",
            BlockKind::TypeParameters => "type_params",
            BlockKind::TypeAlias => "type_alias",
            BlockKind::TypeVariable => "type_variable",
            BlockKind::Annotation => "annotation",
        }
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
    /// Loads it in an annotation that the compiler resolves, but never evaluates: of a local variable up to 3.13, and under
    /// `from __future__ import annotations` up to 3.9.
    Unevaluated,
    /// Names it in a string of `__all__`.
    Export,
    /// Names it in `__all__.remove("…")`.
    Unexport,
    /// Loads it in an annotation within a string or a type comment.
    Quoted,
    /// Names an attribute in a string of a class's `__slots__`.
    Slot,
}

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

/// Where a `SyntaxError` says that an error is, by offsets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reported {
    /// An offset in its line.
    pub line: u32,
    /// An offset in its column: up to 3.10 some errors have the column of another statement.
    pub column: u32,
    /// The end.
    pub end: u32,
}

impl From<Span> for Reported {
    fn from(span: Span) -> Reported {
        Reported { line: span.start, column: span.start, end: span.end }
    }
}

impl Reported {
    /// A column of an error that is before the first one.
    pub const NO_COLUMN: u32 = u32::MAX;

    /// At another place, but with the same end.
    pub fn starting_at(self, offset: u32) -> Reported {
        Reported { line: offset, column: offset, ..self }
    }

    /// At the same place, but with another end.
    pub fn ending_at(self, end: u32) -> Reported {
        Reported { end, ..self }
    }
}

/// A rule of the language that a program breaks, though the grammar allows it: CPython's symbol table or code generator rejects it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    /// The piece that is wrong, as CPython marks it from 3.10 on, in bytes.
    pub span: Span,
    /// Where the version's `SyntaxError` says that it is: the piece but for some quirks.
    pub reported: Reported,
    /// What is wrong, in CPython's words for the version.
    pub message: Box<str>,
    /// Whether it is found only when all blocks are known.
    pub late: bool,
    /// Where in the text it is met: an offset in the innermost construct that the compiler is in then.
    pub within: u32,
    /// How far in that the compiler is: parameters come behind the whole header.
    pub moment: u32,
}

/// A name behind a dot; or an attribute's name that stands elsewhere: in the string of `getattr(a, "x")`, or as the keyword of a class pattern,
/// `case C(x=…)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Member {
    /// Where it starts.
    pub start: u32,
    base_and_flags: u32,
    /// The name, in NFKC; [`Graph::span`] tells how long it is as spelled.
    pub name: Name,
}

impl Member {
    // Files of a gigabyte and more are refused, so the highest bits of an offset are free.
    const BINDS: u32 = 1 << 31;
    const UNDOTTED: u32 = 1 << 30;
    const NO_BASE: u32 = Member::UNDOTTED - 1;

    fn new(start: u32, base: Option<u32>, name: Name, flags: u32) -> Member {
        Member { start, base_and_flags: base.unwrap_or(Member::NO_BASE) | flags, name }
    }

    /// The same so many bytes further on, modulo 2³².
    fn moved(self, by: u32) -> Member {
        let flags = self.base_and_flags & !Member::NO_BASE;
        let base = self.base().map(|base| base.wrapping_add(by));
        Member::new(self.start.wrapping_add(by), base, self.name, flags)
    }

    /// Where what stands before the dot is found: the start of an occurrence or member; of one that is called, as in `f().x`, its end.
    /// `None` where another expression stands there.
    pub fn base(&self) -> Option<u32> {
        Some(self.base_and_flags & Member::NO_BASE).filter(|&base| base != Member::NO_BASE)
    }

    /// Whether the member is assigned to or deleted.
    pub fn is_target(&self) -> bool {
        self.base_and_flags & Member::BINDS != 0
    }

    /// Whether it stands in a string or is a pattern's keyword: no class makes it private.
    pub fn is_undotted(&self) -> bool {
        self.base_and_flags & Member::UNDOTTED != 0
    }
}

/// A keyword at a call: the `x` of `f(x=1)`; or in a class's header, `class C(B, x=1)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where it starts.
    pub start: u32,
    /// The start of the occurrence or member that is called, or the place of the call whose result is; in a header, of the class's own name.
    pub callee: u32,
    /// The keyword, in NFKC; [`Graph::span`] tells how long it is as spelled.
    pub name: Name,
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
    /// Of a star: whether it stands within another statement, such as a `try`, and may not run.
    pub is_conditional: bool,
}

impl Import {
    /// Whether it gives what it imports its own name once more, as `import a as a` does: so modules say what they offer (PEP 484).
    pub fn names_itself(&self, name: Name) -> bool {
        match self.imported {
            Imported::Name(start, original) => start != self.binding && original == name,
            Imported::Module => self.path.segments.last().is_some_and(|&(_, last)| last == name),
            Imported::Package | Imported::Star => false,
        }
    }
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
    /// Whether the token asks for the variable's value, as a program or its reader does.
    pub fn reads(self) -> bool {
        matches!(self, Role::Use | Role::Annotation | Role::Unevaluated | Role::Quoted)
    }

    /// Whether the token stands in a string or comment, where the compiler sees no name.
    pub fn is_in_string(self) -> bool {
        matches!(self, Role::Export | Role::Unexport | Role::Quoted | Role::Slot)
    }
}
