//! The fields of docstrings that name a parameter: no code depends on them, so a person must say whether they follow.
//!
//! Sphinx and Epydoc have them as `:param C x:` and `@type x:`, NumPy's style as a line `x, y : C` below `Parameters` and its rule, Google's as a line
//! `x (C): …` indented below `Args:`. Only the docstring of the parameter's own function is looked at, or of the class that `__init__` makes.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Doubt, Location, Unsure};
use crate::ide::hover::source::docstring_of;
use crate::link::Variable;
use crate::name;
use crate::scope::BlockKind;
use crate::store::Snapshot;
use crate::text::Span;

const KINDS: [&str; 8] = ["param", "parameter", "arg", "argument", "key", "keyword", "kwarg", "type"];
const HEADINGS: [&str; 2] = ["Parameters", "Other Parameters"];
const GOOGLE: [&str; 7] =
    ["Args:", "Arguments:", "Keyword Args:", "Keyword Arguments:", "Other Parameters:", "Parameters:", "Params:"];

/// The fields that name one of the variables.
pub(super) fn fields(snap: &Snapshot, variables: &FxHashSet<Variable>, name: &str) -> Vec<Unsure> {
    let mut found = Vec::new();
    for variable in variables {
        let Some(graph) = snap.graph(variable.file) else { continue };
        let id = graph.block_of(variable.symbol);
        let function = graph.block(id);
        if !graph.is_parameter(variable.symbol) || function.kind != BlockKind::Function {
            continue;
        }
        let makes = function.name.text() == "__init__" && graph.block(function.parent).kind == BlockKind::Class;
        for block in [id].into_iter().chain(makes.then_some(function.parent)) {
            let Some((text, span)) = docstring_of(snap, variable.file, block) else { continue };
            let places = named(&text[span.range()], name).into_iter();
            let spans = places.map(|at| Span::new(span.start + at.start as u32, span.start + at.end as u32));
            let locations = spans.map(|span| Location { file: variable.file, span });
            found.extend(locations.map(|location| Unsure { location, doubt: Doubt::Field }));
        }
    }
    found
}

/// A section of a docstring that tells of parameters: how far its heading is indented, and its items, once the first is read.
enum Section {
    Numpy(usize),
    Google(usize, Option<usize>),
}

/// Where a docstring has fields with a name.
fn named(docstring: &str, name: &str) -> Vec<Range<usize>> {
    let (mut found, mut section) = (Vec::new(), None);
    let mut lines = docstring.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        let is_ruled = lines.peek().is_some_and(|next| is_rule(next.trim()));
        if content.is_empty() || is_rule(content) {
            continue;
        }
        section = match section {
            _ if is_ruled => HEADINGS.contains(&content).then_some(Section::Numpy(indent)),
            _ if GOOGLE.contains(&content) => Some(Section::Google(indent, None)),
            Some(Section::Numpy(heading)) if indent < heading => None,
            Some(Section::Google(heading, _)) if indent <= heading => None,
            Some(Section::Google(heading, None)) => Some(Section::Google(heading, Some(indent))),
            section => section,
        };
        let names = match section {
            _ if content.starts_with([':', '@']) => of_field(content),
            Some(Section::Numpy(heading)) if indent == heading && !is_ruled => of_line(content),
            Some(Section::Google(_, Some(items))) if indent == items => of_item(content),
            _ => None,
        };
        let of_text = |piece: &str| piece.as_ptr() as usize - docstring.as_ptr() as usize;
        let pieces = names.into_iter().flat_map(|names| names.split(','));
        let pieces = pieces.map(|piece| piece.trim().trim_start_matches(['\\', '*'])).filter(|piece| *piece == name);
        found.extend(pieces.map(|piece| of_text(piece)..of_text(piece) + piece.len()));
    }
    found
}

fn is_rule(line: &str) -> bool {
    line.len() > 2 && line.bytes().all(|sign| sign == b'-')
}

/// What `:param C x:` names.
fn of_field(line: &str) -> Option<&str> {
    let (field, _) = line[1..].split_once(':')?;
    let (kind, of) = field.split_once(' ')?;
    KINDS.contains(&kind).then(|| of.trim_end().rsplit(' ').next())?
}

/// What `x, y : C` names; nothing where it is prose.
fn of_line(line: &str) -> Option<&str> {
    let names = line.split(':').next()?;
    let is_name = |piece: &str| name::is_identifier(piece.trim().trim_start_matches(['\\', '*']));
    names.split(',').all(is_name).then_some(names)
}

/// What `x (C): …` names.
fn of_item(line: &str) -> Option<&str> {
    let end = line.find([':', '(', ' '])?;
    let rest = line[end..].trim_start();
    (rest.starts_with(':') || rest.starts_with('(') && rest.contains("):")).then_some(&line[..end])
}
