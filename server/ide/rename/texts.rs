//! What stands in the texts of the files and is no name to the compiler: words in comments and strings, which a person must decide on; code
//! that is broken; `{x=}`, which prints the name.

use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Doubt, Edits, Kind, Location, Obstacle, Unsure};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::Variable;
use crate::scope::{Graph, SymbolId};
use crate::store::{FileId, Key, Snapshot};
use crate::syntax::{self, Node};
use crate::text::Span;

/// Of words in more files than this nobody is asked.
const MOST_FILES: usize = 100;

/// Whether every file that may mention the variable could be read.
pub(super) fn readable(
    snap: &Snapshot,
    is_wide: bool,
    variables: &FxHashSet<Variable>,
    old: &str,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let files = match is_wide {
        true => snap.files(),
        false => variables.iter().map(|variable| variable.file).collect::<Vec<_>>(),
    };
    let in_file = |file: FileId| match cancel.check() {
        Ok(()) => unreadable(snap, file, old).map(Ok),
        Err(cancelled) => Some(Err(cancelled)),
    };
    match files.into_par_iter().find_map_first(in_file) {
        Some(obstacle) => Ok(Err(obstacle?)),
        None => Ok(Ok(())),
    }
}

/// A file that may mention the old name and can't be read.
fn unreadable(snap: &Snapshot, file: FileId, old: &str) -> Option<Obstacle> {
    let problem = snap.problem(file)?;
    let bytes = match &*snap.key(file) {
        Key::Path(path) => std::fs::read(path).ok(),
        Key::Virtual(_) => None,
    };
    let may_mention = bytes.is_none_or(|bytes| Finder::new(old).find(&bytes).is_some());
    let start = Location { file, span: Span::new(0, 0) };
    let reason = || format!("{} may mention it and can't be read: {problem}", snap.shown_path(file).display());
    may_mention.then(|| Obstacle::of(Kind::Unknown, reason(), Some(start)))
}

/// Looks through the files that the edits change; adds what a person should see or decide on. An obstacle is a file that is not what the edits
/// were made for any longer.
pub(super) fn look(
    snap: &Snapshot,
    edits: &mut Edits,
    variables: &FxHashSet<Variable>,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let all: Vec<Location> = edits.all().into_iter().map(|edit| edit.0).collect();
    let by_file: Vec<&[Location]> = all.chunk_by(|a, b| a.file == b.file).collect();
    let finder = Finder::new(&edits.old_name);
    let mut own: FxHashMap<FileId, Vec<SymbolId>> = FxHashMap::default();
    for variable in variables {
        own.entry(variable.file).or_default().push(variable.symbol);
    }
    let in_file = |places: &&[Location]| -> Result<Option<Looked>, Cancelled> {
        cancel.check()?;
        let file = places[0].file;
        let (Some(text), Some(found_in)) = (snap.text(file), snap.file(file)) else { return Ok(None) };
        let graph = &*found_in.graph;
        let scopes = scopes(graph, own.get(&file).map_or(&[], |own| own));
        let length = finder.needle().len();
        let is_word = |&start: &u32| is_word(&text, start, length) && speaks_of(&text, start, length);
        let found = finder.find_iter(text.as_bytes()).map(|start| start as u32).filter(is_word);
        let is_edited = |start| places.binary_search_by_key(&start, |place| place.span.start).is_ok();
        let in_scope = |start| scopes.iter().any(|scope| scope.contains(start));
        let left: Vec<u32> =
            found.filter(|&start| !is_edited(start) && in_scope(start) && !is_token(graph, start)).collect();
        let printed = before_printing_sign(&text, places.iter().map(|place| place.span.start));
        // A text with nothing to look at is let go: there may be thousands.
        let text = if left.is_empty() && printed.is_empty() { Arc::from("") } else { text.clone() };
        Ok(Some(Looked { file, text, left, printed }))
    };
    let looked: Result<Vec<_>, Cancelled> = by_file.par_iter().map(in_file).collect();
    let mut seen = Vec::new();
    for (looked, places) in looked?.into_iter().zip(by_file) {
        let Some(looked) = looked else {
            let path = snap.shown_path(places[0].file);
            let reason = format!("{} has changed on disk: try again", path.display());
            return Ok(Err(Obstacle::of(Kind::Stale, reason, Some(places[0]))));
        };
        if !looked.printed.is_empty() || !looked.left.is_empty() {
            seen.push(looked);
        }
    }
    let n_left = seen.iter().filter(|looked| !looked.left.is_empty()).count();
    if n_left > MOST_FILES {
        seen.retain(|looked| !looked.printed.is_empty());
    }
    let told = |looked: &Looked| -> Result<Words, Cancelled> {
        cancel.check()?;
        Ok(words(snap, &edits.old_name, looked, n_left <= MOST_FILES))
    };
    let words: Result<Vec<Words>, Cancelled> = seen.par_iter().map(told).collect();
    for words in words? {
        edits.unsure.extend(words.unsure);
        edits.notes.extend(words.notes);
    }
    Ok(Ok(()))
}

/// What was found in a file without its tree.
struct Looked {
    file: FileId,
    text: Arc<str>,
    /// Where the old name stands and is no token of the graph.
    left: Vec<u32>,
    /// Edited places that may stand in a field such as `{x=}`.
    printed: Vec<u32>,
}

/// Where words may speak of some variables of a file: all of it, or the functions that they belong to.
fn scopes(graph: &Graph, variables: &[SymbolId]) -> Vec<Span> {
    let blocks = variables.iter().map(|&variable| graph.block(graph.block_of(variable)));
    let scopes: Option<Vec<Span>> = blocks.map(|block| block.kind.is_function_like().then_some(block.span)).collect();
    scopes.filter(|scopes| !scopes.is_empty()).unwrap_or_else(|| vec![Span::new(0, u32::MAX)])
}

fn is_word(text: &str, start: u32, length: usize) -> bool {
    let (start, end) = (start as usize, start as usize + length);
    let goes_on = |c: char| c == '_' || unicode_ident::is_xid_continue(c);
    let is_start = text.is_char_boundary(start) && !text[..start].chars().next_back().is_some_and(goes_on);
    is_start && text.is_char_boundary(end) && !text[end..].chars().next().is_some_and(goes_on)
}

/// Whether a word of prose may speak of a variable. One that any sentence may have, such as `area`, only where it is set off as code: "`area`",
/// "'area'", "shapes.area", "area(w, h)", ":param area:", "area (float): the size", "area : float".
fn speaks_of(text: &str, start: u32, length: usize) -> bool {
    let (before, rest) = text.split_at(start as usize);
    let (word, after) = rest.split_at(length);
    let is_plain = length == 1 || word.chars().all(char::is_lowercase);
    let is_quoted = ["`", "\"", "'"].iter().any(|&quote| before.ends_with(quote) && after.starts_with(quote));
    !is_plain || is_quoted || before.ends_with('.') || after.trim_start_matches(' ').starts_with(['(', ':', '='])
}

/// Whether a name stands there for the graph, whatever it means.
fn is_token(graph: &Graph, start: u32) -> bool {
    graph.token_at(start).is_some_and(|(_, span)| span.start == start)
}

/// Those of some ascending offsets behind which, on the same line, stands a sign that may end a field of an f-string that prints its own text.
fn before_printing_sign(text: &str, starts: impl Iterator<Item = u32>) -> Vec<u32> {
    let is_sign = |at: &usize| text[at + 1..].trim_start_matches([' ', '\t']).starts_with(['}', '!', ':']);
    let (mut sign, mut line_end) = (0, 0);
    let is_before_sign = |&start: &u32| {
        let start = start as usize;
        if start >= line_end {
            line_end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map_or(text.len(), |end| start + end);
            sign = 0;
        }
        if sign < start {
            let mut signs = memchr::memchr_iter(b'=', &text.as_bytes()[start..line_end]).map(|at| start + at);
            sign = signs.find(is_sign).unwrap_or(line_end);
        }
        sign < line_end
    };
    starts.filter(is_before_sign).collect()
}

/// What words of a file turned out to be.
#[derive(Default)]
struct Words {
    unsure: Vec<Unsure>,
    notes: Vec<(String, Location)>,
}

fn words(snap: &Snapshot, old_name: &str, looked: &Looked, with_words: bool) -> Words {
    let mut words = Words::default();
    let span = |start: u32| Span::new(start, start + old_name.len() as u32);
    let location = |start: u32| Location { file: looked.file, span: span(start) };
    let prose = if with_words { syntax::comments_and_strings(&looked.text) } else { None }.unwrap_or_default();
    let is_prose = |start: u32| {
        let around = prose.partition_point(|span| span.start <= start).checked_sub(1);
        around.is_some_and(|at| start < prose[at].end)
    };
    let left = looked.left.iter().copied().filter(|_| with_words);
    let (prose, code): (Vec<u32>, Vec<u32>) = left.partition(|&start| is_prose(start));
    words.unsure.extend(prose.into_iter().map(|start| Unsure { location: location(start), doubt: Doubt::Text }));
    if looked.printed.is_empty() && code.is_empty() {
        return words;
    }
    let document = snap.document(looked.file);
    let syntax = document.map_or_else(|| syntax::parse(&looked.text), |document| document.syntax.clone());
    let root = syntax.tree.root_node();
    for &start in &looked.printed {
        if ancestors(root, span(start)).any(|node| node.kind() == "interpolation" && prints_itself(node)) {
            let note = format!("`{old_name}` is in the output of this f-string, which will change");
            words.notes.push((note, location(start)));
        }
    }
    for start in code {
        // Not all the way up: what stands in a field of an f-string is code, and code may be nested deeply.
        let mut around = ancestors(root, span(start)).take(2);
        if around.any(|node| matches!(node.kind(), "comment" | "string" | "string_content" | "concatenated_string")) {
            words.unsure.push(Unsure { location: location(start), doubt: Doubt::Text });
        } else if root.has_error() {
            let note = format!("the code is broken around this `{old_name}`, which was left alone");
            words.notes.push((note, location(start)));
        }
    }
    words
}

/// The nodes around a span, the innermost first.
fn ancestors(root: Node<'_>, span: Span) -> impl Iterator<Item = Node<'_>> {
    let innermost = root.named_descendant(span.range());
    std::iter::successors(Some(innermost), |node| node.parent())
}

fn prints_itself(interpolation: Node<'_>) -> bool {
    interpolation.children().any(|child| child.kind() == "=")
}
