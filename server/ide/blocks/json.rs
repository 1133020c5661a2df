//! The tree of blocks as JSON, for the terminal and for editors alike; they differ in how they write a place.
//!
//! ```text
//! { "python": "3.14",
//!   "blocks": [                        each after the one around it; its id is its place in the list
//!     { "id": 2, "parent": 1,          the module, 0, has no parent
//!       "kind": "function",            module, function, class, lambda, comprehension, type_params, type_alias, type_variable, annotation
//!       "name": "inner",               co_name
//!       "qualified": "f.<locals>.inner",   co_qualname; of a deeply nested block its last 32 parts, behind "…"
//!       "range": PLACE,
//!       "namespace": "call",           module, class, call, generator, coroutine, async_generator, inlined
//!       "lifetime": "fast locals, …",  the same in words
//!       "names": [                     as the block's text first mentions them
//!         { "name": "x",               as the compiler stores it: private names of classes are mangled
//!           "kind": "free",            local, cell, free, global, global_explicit, global_implicit, class
//!           "owner": 1,                the block whose variable it is; not with "lookup"
//!           "lookup": "built_in",      where nothing in the file binds it: built_in, module_attribute, star_import, unresolved
//!           "roles": ["use"],          use, delete, global, nonlocal, annotate; assign, def, class, parameter, import, for, with,
//!                                      except, walrus, pattern, type_parameter, type
//!           "first": PLACE,            where the block first mentions it, if it does
//!           "bound": PLACE } ] } ] }   where its variable is first bound, if it is
//! ```
//!
//! An arrow of the picture leads from a name of a block to the name of the same spelling in the block `owner`.

use serde::Serialize;

use super::{Block, Origin, Symbol};
use crate::name::Name;
use crate::scope::{Kind, Namespace, Python};
use crate::text::Span;

/// The tree of blocks of a file. `R` is how a place is written.
#[derive(Serialize)]
pub struct Tree<R> {
    python: String,
    blocks: Vec<JsonBlock<R>>,
}

#[derive(Serialize)]
struct JsonBlock<R> {
    id: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<u32>,
    kind: &'static str,
    name: String,
    qualified: String,
    range: R,
    namespace: &'static str,
    lifetime: &'static str,
    names: Vec<JsonSymbol<R>>,
}

#[derive(Serialize)]
struct JsonSymbol<R> {
    name: Name,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lookup: Option<&'static str>,
    roles: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<R>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<R>,
}

/// The tree of blocks, with places as `place` writes them.
pub fn tree<R>(blocks: Vec<Block>, python: Python, place: impl Fn(Span) -> R) -> Tree<R> {
    let block = |block: Block| JsonBlock {
        id: block.id.0,
        parent: block.parent.map(|parent| parent.0),
        kind: block.kind.word(),
        range: place(block.span),
        namespace: namespace(block.namespace),
        lifetime: block.lifetime(),
        names: block.names.iter().map(|name| symbol(name, &place)).collect(),
        name: block.name,
        qualified: block.qualified,
    };
    Tree { python: python.to_string(), blocks: blocks.into_iter().map(block).collect() }
}

fn symbol<R>(symbol: &Symbol, place: &impl Fn(Span) -> R) -> JsonSymbol<R> {
    let (owner, lookup) = match symbol.origin {
        Origin::Block(owner) => (Some(owner.0), None),
        Origin::BuiltIn => (None, Some("built_in")),
        Origin::ModuleAttribute => (None, Some("module_attribute")),
        Origin::StarImport => (None, Some("star_import")),
        Origin::Unresolved => (None, Some("unresolved")),
    };
    JsonSymbol {
        name: symbol.name,
        kind: kind(symbol.kind),
        owner,
        lookup,
        roles: symbol.roles.iter().map(|role| role.word()).collect(),
        first: symbol.first.map(place),
        bound: symbol.bound.map(place),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Local => "local",
        Kind::Cell => "cell",
        Kind::Free => "free",
        Kind::Global => "global",
        Kind::GlobalExplicit => "global_explicit",
        // The bare `(x): T` leaves no more than an entry in the compiler's table.
        Kind::GlobalImplicit | Kind::Ignored => "global_implicit",
        Kind::Class => "class",
    }
}

fn namespace(namespace: Namespace) -> &'static str {
    match namespace {
        Namespace::Module => "module",
        Namespace::Class => "class",
        Namespace::Call => "call",
        Namespace::Generator => "generator",
        Namespace::Coroutine => "coroutine",
        Namespace::AsyncGenerator => "async_generator",
        Namespace::Inlined => "inlined",
    }
}
