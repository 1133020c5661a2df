//! The text behind a name: the line that binds it, its docstring, and what a call of it runs.

use std::ops::Range;
use std::sync::Arc;

use crate::ide::{Location, definition, place};
use crate::link::Entity;
use crate::scope::{self, BindingKind, BlockId, BlockKind, Graph, Namespace};
use crate::store::{File, FileId, Snapshot};
use crate::syntax::{self, Node, Syntax};
use crate::text::Span;

/// Of a longer line, this many characters are shown.
const LONGEST_LINE: usize = 160;

/// Of so many functions with one name a docstring is looked for.
const MOST_FUNCTIONS: usize = 20;

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
            let code = Code::of_file(snap, module.file()?)?;
            let docstring = code.piece(BlockId(0))?.docstring().unwrap_or_default();
            return Some(Source { docstring, ..Source::default() });
        };
        let bindings = definition::bindings_of(snap, *variable);
        let location = binding.filter(|binding| bindings.contains(binding)).or(bindings.first().copied())?;
        let code = Code::of_file(snap, location.file)?;
        let mut found = Source::in_code(snap, location, &code)?;
        if let Some(definition @ (BindingKind::Function(block) | BindingKind::Class(block))) =
            code.file.graph.only_definition(variable.symbol)
        {
            let piece = code.piece(block)?;
            found.docstring = piece.docstring().unwrap_or_default();
            found.call = matches!(definition, BindingKind::Function(_)).then(|| piece.call()).flatten();
        } else {
            // Of overloads and of what makes a property, one has the docstring: the one that is shown, or the first.
            let functions = code.file.graph.functions_of(variable.symbol).take(MOST_FUNCTIONS);
            let mut functions: Vec<(u32, BlockId)> = functions.collect();
            functions.sort_by_key(|function| function.0 != location.span.start);
            let mut docstrings = functions.into_iter().filter_map(|(_, block)| code.piece(block)?.docstring());
            found.docstring = docstrings.next().unwrap_or_default();
        }
        Some(found)
    }

    /// The line at a place.
    pub(super) fn at(snap: &Snapshot, location: Location) -> Option<Source> {
        Source::in_code(snap, location, &Code::of_file(snap, location.file)?)
    }

    fn in_code(snap: &Snapshot, location: Location, Code { file, text, .. }: &Code) -> Option<Source> {
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

/// The text of a file, and where in it the docstring of a function or class stands, without its quotes.
pub(in crate::ide) fn docstring_of(snap: &Snapshot, file: FileId, id: BlockId) -> Option<(Arc<str>, Span)> {
    let code = Code::of_file(snap, file)?;
    let piece = code.piece(id)?;
    let inside = inside(piece.node()?.field("body")?)?;
    let moved = code.file.graph.block(id).span.start - piece.start;
    Some((code.text.clone(), Span::new(inside.start as u32 + moved, inside.end as u32 + moved)))
}

/// The docstring of a `def` or class, in Markdown.
pub(in crate::ide) fn documentation(definition: Node<'_>, text: &str) -> Option<String> {
    docstring(definition.field("body")?, text).map(|docstring| in_markdown(&docstring))
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

/// A file's text and graph.
pub(super) struct Code {
    pub(super) file: Arc<File>,
    pub(super) text: Arc<str>,
    /// The tree, where the client has the file open: of another file no more is parsed than is asked about.
    syntax: Option<Syntax>,
}

impl Code {
    /// `None` where the file can't be read, or has changed on disk.
    pub(super) fn of_file(snap: &Snapshot, id: FileId) -> Option<Code> {
        let syntax = snap.document(id).map(|document| document.syntax.clone());
        Some(Code { file: snap.file(id)?, text: snap.text(id)?, syntax })
    }

    /// The piece of the text with the `def`, class or module that a block is the body of: of a class or module, what may have a docstring in it.
    pub(super) fn piece(&self, id: BlockId) -> Option<Piece<'_>> {
        let graph = &self.file.graph;
        let block = graph.block(id);
        if let Some(syntax) = &self.syntax {
            return Some(Piece { graph, id, text: &self.text, syntax: syntax.clone(), start: block.span.start });
        }
        let end = if block.kind == BlockKind::Function { None } else { self.first_name(id) };
        let span = Span { end: end.unwrap_or(block.span.end), ..block.span };
        let text = self.text.get(span.range())?;
        Some(Piece { graph, id, text, syntax: syntax::parse(text), start: 0 })
    }

    /// Where the line starts in which the body of a class or module has its first name, if the docstring is before it.
    fn first_name(&self, id: BlockId) -> Option<u32> {
        let (graph, lines) = (&self.file.graph, &self.file.lines);
        let span = graph.block(id).span;
        let mut names = graph.occurrences_from(span.start).take_while(|name| name.span.start < span.end);
        let first = names.find(|name| graph.block_of(name.symbol) >= id)?;
        let line = lines.line_span(lines.line(first.span.start))?;
        (line.start > span.start).then_some(line.start)
    }
}

/// A `def`, class or module in a text.
pub(super) struct Piece<'c> {
    graph: &'c Graph,
    id: BlockId,
    text: &'c str,
    syntax: Syntax,
    /// Where it starts in the text.
    start: u32,
}

impl Piece<'_> {
    /// What holds the names of a call of the function.
    pub(super) fn call(&self) -> Option<Namespace> {
        Some(scope::namespace_of_calls(self.node()?, self.graph, self.id))
    }

    fn docstring(&self) -> Option<String> {
        let body = if self.id == BlockId(0) { self.node() } else { self.node()?.field("body") };
        docstring(body?, self.text)
    }

    fn node(&self) -> Option<Node<'_>> {
        let root = self.syntax.tree.root_node();
        if self.id == BlockId(0) {
            return Some(root);
        }
        let start = self.start as usize;
        let around = std::iter::successors(Some(root.named_descendant(start..start)), |node| node.parent());
        let is_it = |node: &Node<'_>| matches!(node.kind(), "function_definition" | "class_definition");
        around.into_iter().find(is_it).filter(|node| node.start_byte() == start)
    }
}

/// The nodes around a token and itself, from outside in.
pub(super) fn around<'t>(root: Node<'t>, token: Span) -> Vec<Node<'t>> {
    let below = |node: &Node<'t>| node.children().find(|child| child.end_byte() as u32 > token.start);
    let path = std::iter::successors(Some(root), below);
    path.take_while(|node| *node == root || node.end_byte() as u32 >= token.end).collect()
}

/// The docstring of the body of a `def` or class, or of a module, cleaned as `inspect.cleandoc` does.
fn docstring(body: Node<'_>, text: &str) -> Option<String> {
    Some(cleaned(text.get(inside(body)?)?))
}

/// Where a docstring stands, without its quotes.
fn inside(body: Node<'_>) -> Option<Range<usize>> {
    let first = body.named_children().find(|child| child.kind() != "comment")?;
    let string =
        first.named_child(0).filter(|child| first.kind() == "expression_statement" && child.kind() == "string")?;
    let end = string.named_child(string.named_child_count().checked_sub(1)?)?.start_byte();
    Some(string.named_child(0)?.end_byte()..end)
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
