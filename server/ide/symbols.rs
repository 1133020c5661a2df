//! What a file, and the whole workspace, defines: functions, classes, and the variables of modules and classes.

use std::cell::RefCell;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rayon::prelude::*;

use super::Location;
use crate::cancel::{Cancelled, Token as Cancel};
use crate::name::Name;
use crate::scope::{BindingKind, BlockKind, Graph, Occurrence, Role, SymbolId};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// More than this many answers to a search over the workspace are cut, the worst first: an editor that is sent
/// 100,000 stalls.
const MOST_FOUND: usize = 10_000;

/// Symbols nested deeper than this are listed beside their parents: editors draw a tree by recursion.
const DEEPEST: usize = 100;

/// What a symbol is, in the editor's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A `def` outside of classes.
    Function,
    /// A `def` in a class.
    Method,
    /// A class.
    Class,
    /// A type alias.
    TypeAlias,
    /// Any other name of a module.
    Variable,
    /// Any other name of a class.
    Attribute,
}

/// A symbol of a file, with those defined in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// Its name, as it is spelled.
    pub name: &'static str,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it: for a `def` or class from the keyword to the end of the body.
    pub span: Span,
    /// The name's token.
    pub focus: Span,
    /// What is defined in it.
    pub children: Vec<DocumentSymbol>,
}

/// A symbol found in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name, as it is spelled.
    pub name: &'static str,
    /// What it is.
    pub kind: SymbolKind,
    /// The class or function that it is in, if any.
    pub container: Option<Name>,
    /// The name's token.
    pub location: Location,
}

/// The symbols of a file, in the order of the text, nested as the blocks are: each function and class where it is bound, each other name of
/// a module or class where it is bound first.
pub fn document_symbols(snap: &Snapshot, file: FileId) -> Vec<DocumentSymbol> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    // The list of each block that is on the way in; a block's list is closed when a later symbol lies outside of it.
    let mut open: Vec<DocumentSymbol> = Vec::new();
    let mut roots = Vec::new();
    let close = |open: &mut Vec<DocumentSymbol>, roots: &mut Vec<DocumentSymbol>| {
        if let Some(done) = open.pop() {
            open.last_mut().map_or(roots, |parent| &mut parent.children).push(done);
        }
    };
    for definition in definitions(&graph) {
        while open.last().is_some_and(|last| last.span.end <= definition.focus.start) || open.len() == DEEPEST {
            close(&mut open, &mut roots);
        }
        open.push(definition);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

thread_local! {
    /// What a match is made with takes 135 KB: one for all that a thread matches.
    static MATCHER: RefCell<(Matcher, Vec<char>)> = RefCell::new((Matcher::new(Config::DEFAULT), Vec::new()));
}

/// The workspace's symbols whose names match a query as a fuzzy finder does, best first; all for an empty query.
pub fn workspace_symbols(snap: &Snapshot, query: &str, cancel: &Cancel) -> Result<Vec<Found>, Cancelled> {
    let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Smart);
    let score =
        |name: &str| MATCHER.with_borrow_mut(|(matcher, buffer)| pattern.score(Utf32Str::new(name, buffer), matcher));
    let in_file = |&file: &FileId| -> Result<Vec<(u32, Found)>, Cancelled> {
        cancel.check()?;
        let Some(graph) = snap.graph_in_passing(file) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (symbol, definition) in definitions_with_symbols(&graph) {
            if let Some(score) = score(definition.name) {
                let owner = graph.block_of(symbol);
                let container = (owner.0 != 0).then(|| graph.block(owner).name);
                let location = Location { file, span: definition.focus };
                found.push((score, Found { name: definition.name, kind: definition.kind, container, location }));
            }
        }
        Ok(found)
    };
    let files = snap.defining(&|name| score(name).is_some(), cancel)?;
    let found: Result<Vec<_>, Cancelled> = files.par_iter().map(in_file).collect();
    let mut found: Vec<_> = found?.into_iter().flatten().collect();
    found.sort_by_key(|(score, found)| (std::cmp::Reverse(*score), found.name.len(), found.location));
    found.truncate(MOST_FOUND);
    Ok(found.into_iter().map(|(_, found)| found).collect())
}

fn definitions(graph: &Graph) -> impl Iterator<Item = DocumentSymbol> {
    definitions_with_symbols(graph).map(|(_, definition)| definition)
}

fn definitions_with_symbols(graph: &Graph) -> impl Iterator<Item = (SymbolId, DocumentSymbol)> {
    let mut seen = rustc_hash::FxHashSet::default();
    let binds = |o: &Occurrence| match o.role {
        Role::Bind => true,
        Role::Declare => !graph.is_declared(o.symbol) && graph.is_bound(graph.variable(o.symbol)),
        _ => false,
    };
    graph.occurrences().filter(binds).filter_map(move |occurrence| {
        let block = graph.block_of(graph.variable(occurrence.symbol));
        let in_class = graph.block(block).kind == BlockKind::Class;
        let is_first = seen.insert(graph.variable(occurrence.symbol));
        let (kind, span) = match graph.binding(&occurrence) {
            BindingKind::Function(body) => {
                (if in_class { SymbolKind::Method } else { SymbolKind::Function }, graph.block(body).span)
            }
            BindingKind::Class(body) => (SymbolKind::Class, graph.block(body).span),
            BindingKind::Parameter(_) | BindingKind::TypeParameter | BindingKind::Import(_) => return None,
            _ if !is_first || !matches!(graph.block(block).kind, BlockKind::Module | BlockKind::Class) => return None,
            BindingKind::TypeAlias => (SymbolKind::TypeAlias, occurrence.span),
            _ if in_class => (SymbolKind::Attribute, occurrence.span),
            _ => (SymbolKind::Variable, occurrence.span),
        };
        let name = graph.spelled(&occurrence);
        Some((occurrence.symbol, DocumentSymbol { name, kind, span, focus: occurrence.span, children: Vec::new() }))
    })
}
