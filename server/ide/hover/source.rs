//! The text behind a name: the line that binds it, its docstring, and what a call of it runs.

use crate::ide::{Location, definition, place};
use crate::link::Entity;
use crate::scope::{self, BindingKind, BlockId, BlockKind, Graph, Namespace, Python};
use crate::store::Snapshot;
use crate::syntax::{self, Node, Syntax};
use crate::text::Span;

/// Of a longer line, this many characters are shown.
const LONGEST_LINE: usize = 160;

/// Of a longer docstring, this many lines are shown.
const MOST_LINES: usize = 24;

/// What stands where an entity is bound.
#[derive(Default)]
pub(super) struct Source {
    /// The binding's line with its place; empty for a module.
    pub(super) line: String,
    docstring: String,
    /// Of a function: what holds the names of a call.
    pub(super) call: Option<Namespace>,
}

impl Source {
    /// An entity's; of a variable with several bindings, that of the one that starts at `binding`, else the first's.
    pub(super) fn of(snap: &Snapshot, origin: &Entity, binding: Option<Location>) -> Option<Source> {
        let Entity::Variable(variable) = origin else {
            let Entity::Module(module) = origin else { return None };
            let text = snap.text(module.file()?)?;
            let docstring = docstring(&syntax::parse(&text), &text, false).unwrap_or_default();
            return Some(Source { docstring, ..Source::default() });
        };
        let bindings = definition::bindings_of(snap, *variable);
        let location = binding.filter(|binding| bindings.contains(binding)).or(bindings.first().copied())?;
        let mut found = Source::at(snap, location)?;
        let (graph, text) = (snap.graph(location.file)?, snap.text(location.file)?);
        if let Some(definition @ (BindingKind::Function(block) | BindingKind::Class(block))) =
            graph.only_definition(variable.symbol)
        {
            let text = &text[graph.block(block).span.range()];
            let syntax = syntax::parse(text);
            found.docstring = docstring(&syntax, text, true).unwrap_or_default();
            if matches!(definition, BindingKind::Function(_)) {
                found.call = call(&syntax, text);
            }
        }
        Some(found)
    }

    /// The line at a place.
    pub(super) fn at(snap: &Snapshot, location: Location) -> Option<Source> {
        let (file, text) = (snap.file(location.file)?, snap.text(location.file)?);
        let line_at = |offset| text.get(file.lines.line_span(file.lines.line(offset))?.range()).map(str::trim);
        let mut line = line_at(location.span.start)?.to_owned();
        let opening = opening(&file.graph, location.span.start)
            .filter(|&start| file.lines.line(start) < file.lines.line(location.span.start));
        if let Some(opening) = opening.and_then(line_at) {
            line = format!("{opening} … {line}");
        }
        let end = line.char_indices().nth(LONGEST_LINE).map(|(end, _)| end);
        let shown = end.map_or(line.clone(), |end| format!("{} …", &line[..end]));
        let place = match snap.dotted_name(location.file).filter(|_| snap.is_library(location.file)) {
            // Where a library lies on this machine says less than what it is called.
            Some(module) => format!("module {module}"),
            None => place(snap, location),
        };
        Some(Source { line: format!("{shown}  # {place}"), ..Source::default() })
    }

    /// The docstring in Markdown.
    pub(super) fn docstring(&self) -> String {
        in_markdown(&self.docstring)
    }
}

/// The docstring of the `def` or class that a text begins with, in Markdown.
pub(in crate::ide) fn documentation(syntax: &Syntax, text: &str) -> Option<String> {
    docstring(syntax, text, true).map(|docstring| in_markdown(&docstring))
}

/// A docstring in Markdown. One with a layout of its own, such as a list or a doctest, or with signs that Markdown reads otherwise, is shown as
/// it stands.
fn in_markdown(docstring: &str) -> String {
    let is_laid_out = |line: &str| {
        let is_sign = |c: char| c.is_whitespace() || "-*+>=~#:|.@0123456789".contains(c);
        line.starts_with(is_sign)
    };
    let is_prose = !docstring.lines().any(is_laid_out) && !docstring.contains(['*', '<', '_', '~', '\\']);
    match is_prose || docstring.contains("```") {
        true => docstring.to_owned(),
        false => format!("```text\n{docstring}\n```"),
    }
}

/// Where the `def` of a parameter, or the module of an import, stands: the binding's own line says little where it is another.
fn opening(graph: &Graph, binding: u32) -> Option<u32> {
    let occurrence = graph.occurrence_at(binding).filter(|occurrence| occurrence.span.start == binding)?;
    match graph.binding(&occurrence) {
        BindingKind::Parameter(_) => Some(graph.block(graph.block_of(occurrence.symbol)).span.start),
        BindingKind::Import(number) => graph.imports()[number as usize].path.segments.first().map(|segment| segment.0),
        _ => None,
    }
}

/// What holds the names of a call of the function that a text begins with.
pub(super) fn call(syntax: &Syntax, text: &str) -> Option<Namespace> {
    let graph = scope::lower(syntax, text, Python::NEWEST);
    let is_it = |id: &BlockId| graph.block(*id).kind == BlockKind::Function && graph.block(*id).span.start == 0;
    let function = graph.blocks().find(is_it)?;
    Some(scope::namespaces(syntax.tree.root_node(), &graph, Python::NEWEST)[function.0 as usize])
}

/// The nodes around a token and itself, from outside in.
pub(super) fn around<'t>(root: Node<'t>, token: Span) -> Vec<Node<'t>> {
    let below = |node: &Node<'t>| node.children().find(|child| child.end_byte() as u32 > token.start);
    let path = std::iter::successors(Some(root), below);
    path.take_while(|node| *node == root || node.end_byte() as u32 >= token.end).collect()
}

/// The docstring of a `def`, class or module, cleaned as `inspect.cleandoc` does.
fn docstring(syntax: &Syntax, text: &str, has_header: bool) -> Option<String> {
    let root = syntax.tree.root_node();
    let body = if has_header { root.named_child(0)?.field("body")? } else { root };
    let first = body.named_children().find(|child| child.kind() != "comment")?;
    let string =
        first.named_child(0).filter(|child| first.kind() == "expression_statement" && child.kind() == "string")?;
    let start = string.named_child(0)?.end_byte();
    let end = string.named_child(string.named_child_count().checked_sub(1)?)?.start_byte();
    Some(cleaned(text.get(start..end)?))
}

fn cleaned(docstring: &str) -> String {
    let margin = |line: &str| line.len() - line.trim_start().len();
    let rest = docstring.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = rest.map(margin).min().unwrap_or(0);
    let mut lines: Vec<&str> = docstring.lines().map(str::trim_end).collect();
    for (number, line) in lines.iter_mut().enumerate() {
        *line = if number == 0 { line.trim_start() } else { line.get(indent..).unwrap_or("") };
    }
    let mut cleaned = lines.join("\n").trim().to_owned();
    if let Some((end, _)) = cleaned.match_indices('\n').nth(MOST_LINES - 1) {
        cleaned.truncate(end);
        cleaned += "\n…";
    }
    cleaned
}
