//! `legb names`: every name of every file with its kind, block and owner, one JSON line a file.
//!
//! The schema is documented at the top of `tests/oracle/oracle.py`, which prints CPython's own answers in it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::compiler;
use crate::name::Name;
use crate::scope::opcode::Opcodes;
use crate::scope::{self, BlockId, Graph, Kind, Python, Role, SymbolId};
use crate::syntax;
use crate::text::{LineIndex, PositionEncoding, Source};

#[derive(Serialize)]
struct Record {
    file: String,
    python: String,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Names {
        star_import: bool,
        occurrences: Vec<Occurrence>,
        blocks: Vec<Block>,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<SyntaxError>,
    },
    Error {
        error: String,
    },
}

/// What CPython would say of the file: message, line, column, and the line and column of the end, all from 1. The column counts as CPython does: the parser characters,
/// the rest of the compiler bytes.
#[derive(Serialize)]
struct SyntaxError(String, u32, u32, u32, u32);

/// line, column, name, role, kind, scope, owner; the instruction, if asked for
#[derive(Serialize)]
struct Occurrence(
    u32,
    u32,
    Name,
    &'static str,
    &'static str,
    u32,
    Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")] Option<String>,
);

#[derive(Serialize)]
struct Block {
    id: u32,
    r#type: &'static str,
    name: Name,
    line: u32,
    col: u32,
    parent: Option<u32>,
    names: BTreeMap<&'static str, &'static str>,
}

/// What is told of each file, and how.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Files are named relative to it.
    pub root: Option<&'a Path>,
    /// The version whose rules apply.
    pub python: Python,
    /// Whether each occurrence ends with the instruction that it is compiled to, if it has one.
    pub opcodes: bool,
}

/// Prints a line for each Python file among the paths and below them. A file that can't be read or decoded has a line too, with the
/// reason as its `error`.
pub fn run(paths: &[PathBuf], options: Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let files = python_files(paths);
    // In batches, so that the lines come out in order without all of them in memory.
    for batch in files.chunks(256) {
        let lines: Vec<String> = batch.par_iter().map(|file| line(file, options)).collect();
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn line(path: &Path, options: Options<'_>) -> String {
    let shown = options.root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    let answer = match read(path) {
        Ok(text) => names(&text, options),
        Err(error) => Answer::Error { error },
    };
    let file = shown.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    serde_json::to_string(&Record { file, python: options.python.to_string(), answer })
        .expect("strings and numbers are JSON")
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    Ok(Source::decode(bytes).map_err(|error| error.to_string())?.text)
}

/// The files and, for directories, the `.py` and `.pyi` files below them, sorted, without `site-packages`.
fn python_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let skipped = ["site-packages", "__pycache__"];
        let walk = ignore::WalkBuilder::new(path)
            .standard_filters(false)
            .filter_entry(move |entry| !skipped.iter().any(|name| entry.file_name() == *name))
            .sort_by_file_name(|a, b| a.cmp(b))
            .build();
        let python = |path: &PathBuf| path.extension().is_some_and(|ext| ext == "py" || ext == "pyi");
        files.extend(walk.flatten().map(|entry| entry.into_path()).filter(|path| python(path) && path.is_file()));
    }
    files
}

fn names(text: &str, options: Options<'_>) -> Answer {
    let syntax = syntax::parse(text);
    let graph = scope::lower(&syntax, text, options.python);
    let opcodes = options.opcodes.then(|| Opcodes::new(&graph, options.python));
    let lines = LineIndex::new(text);
    let place = |offset| {
        let position = lines.position(offset, PositionEncoding::Utf8);
        (position.line + 1, position.character)
    };
    let occurrences = graph.occurrences().filter(|occurrence| !occurrence.role.is_in_string()).map(|occurrence| {
        let (line, col) = place(occurrence.span.start);
        let spelled = crate::name::normalized(&text[occurrence.span.range()]);
        // But for private names of classes it is the symbol's own, which needs no search among all names.
        let name = Some(graph.name(occurrence.symbol)).filter(|name| name.text() == spelled);
        // In a bare `(x): T` a name means nothing, though the block may mention it in an annotation that isn't compiled.
        let ignored = occurrence.role == Role::Declare && !graph.is_compiled(occurrence.symbol);
        let bound_elsewhere = graph.block_of(occurrence.symbol) == BlockId(0) && graph.is_bound(occurrence.symbol);
        let (kind, owner) = match ignored && !bound_elsewhere {
            true => ("none", None),
            false => kind_and_owner(&graph, occurrence.symbol),
        };
        let scope = graph.block_of(occurrence.symbol).0;
        let opcode = opcodes.as_ref().and_then(|opcodes| opcodes.of(&occurrence)).map(|opcode| opcode.to_string());
        let name = name.unwrap_or_else(|| Name::new(&spelled));
        Occurrence(line, col, name, role(occurrence.role), kind, scope, owner, opcode)
    });
    let errors = compiler::errors(&compiler::Source {
        text,
        lines: &lines,
        syntax: &syntax,
        graph: &graph,
        python: options.python,
    });
    let mut tables = tables(&graph);
    let blocks = graph.blocks().map(|id| {
        let block = graph.block(id);
        let (line, col) = if id.0 == 0 { (1, 0) } else { place(block.span.start) };
        let parent = (id.0 != 0).then_some(block.parent.0);
        let names = std::mem::take(&mut tables[id.0 as usize]);
        Block { id: id.0, r#type: block.kind.word(), name: block.name, line, col, parent, names }
    });
    Answer::Names {
        star_import: graph.imports().iter().any(|import| import.imported == scope::Imported::Star),
        occurrences: occurrences.collect(),
        blocks: blocks.collect(),
        error: errors.into_iter().next().map(|error| {
            let counts_characters = error.phase == compiler::Phase::Parser;
            let encoding = if counts_characters { PositionEncoding::Utf32 } else { PositionEncoding::Utf8 };
            let position = |offset| lines.position(offset, encoding);
            let at = error.reported;
            // A line end is a token of its line.
            let is_line_end = at.end > at.column && position(at.end).character == 0;
            let mut end = position(at.end - u32::from(is_line_end));
            end.character += u32::from(is_line_end);
            let line = position(at.line).line;
            let column = if at.column == scope::Reported::NO_COLUMN { 0 } else { position(at.column).character + 1 };
            SyntaxError(error.message, line + 1, column, end.line + 1, end.character + 1)
        }),
    }
}

/// The names in each block's symbol table with their kinds. As in CPython's, a free name is in all blocks between its use and
/// its owner.
fn tables(graph: &Graph) -> Vec<BTreeMap<&'static str, &'static str>> {
    let mut tables = vec![BTreeMap::new(); graph.blocks().len()];
    for block in graph.blocks() {
        for symbol in graph.symbols_of(block).filter(|&symbol| graph.is_compiled(symbol)) {
            tables[block.0 as usize].insert(graph.name(symbol).text(), kind_and_owner(graph, symbol).0);
        }
    }
    for block in graph.blocks() {
        for symbol in graph.symbols_of(block).filter(|&symbol| graph.is_compiled(symbol)) {
            if graph.kind(symbol) == Kind::Free {
                let owner = graph.block_of(graph.variable(symbol));
                let between = graph.outwards(block).skip(1).take_while(|&block| block != owner);
                for block in between {
                    tables[block.0 as usize].entry(graph.name(symbol).text()).or_insert("free");
                }
            }
        }
    }
    tables
}

fn kind_and_owner(graph: &Graph, symbol: SymbolId) -> (&'static str, Option<u32>) {
    let variable = graph.variable(symbol);
    let owner = || graph.is_bound(variable).then(|| graph.block_of(variable).0);
    match graph.kind(symbol) {
        Kind::Local => ("local", owner()),
        Kind::Cell => ("cell", owner()),
        Kind::Free => ("free", owner()),
        Kind::Global => ("global", owner()),
        Kind::GlobalExplicit => ("global_explicit", owner()),
        // The module block has no globals but its own names.
        Kind::GlobalImplicit if graph.block_of(symbol) == BlockId(0) && graph.is_bound(variable) => ("global", owner()),
        Kind::GlobalImplicit => ("global_implicit", owner()),
        Kind::Class => ("class", owner()),
        Kind::Ignored if graph.is_compiled(symbol) => ("global_implicit", owner()),
        Kind::Ignored => ("none", None),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Bind => "bind",
        Role::Use | Role::Unevaluated => "use",
        Role::Delete => "delete",
        Role::Declare => "declare",
        Role::Annotation => "annotation",
        Role::Export | Role::Unexport | Role::Quoted | Role::Slot => "string",
    }
}
