//! `legb blocks`: the tree of a file's blocks, as text, JSON, a graph or a picture.

mod dot;
mod svg;
mod text;

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use super::{Failure, JsonRange, Output};
use crate::ide::blocks::{self, Block, Origin, Symbol, json};
use crate::scope::{BlockId, Kind, Python};
use crate::settings::Settings;
use crate::store::Store;
use crate::text::{LineIndex, Span};

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a tree to read.
    Text,
    /// In JSON: `ide::blocks::json` documents it.
    Json,
    /// As a graph in Graphviz's language.
    Dot,
    /// As a picture.
    Svg,
    /// As a page with the picture, in which a name that is pointed at shows where it leads.
    Html,
}

/// The tree of blocks of a file.
pub fn run(path: &Path, form: Form, python: Python) -> Result<Output, Failure> {
    if !path.is_file() {
        return Err(Failure::Misuse(format!("{}: no such file", path.display())));
    }
    let store = Arc::new(Store::new());
    store.set_settings(Settings { python: Some(python), ..Settings::default() });
    let (snap, id) = (store.snapshot(), store.file_at(path));
    let gone = || Failure::Nothing(format!("{}: it has just gone", path.display()));
    let file = snap.file(id).ok_or_else(gone)?;
    if let Some(problem) = &file.problem {
        return Err(Failure::Nothing(format!("{}: {problem}", path.display())));
    }
    let blocks = blocks::blocks(&snap, id).ok_or_else(gone)?;
    let title = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let tree = Tree { children: blocks::children(&blocks), blocks: &blocks, lines: &file.lines, python, title };
    Ok(match form {
        Form::Json => return super::json(&json::tree(blocks, python, |span| JsonRange::new(&file.lines, span))),
        Form::Text => Output(text::text(&tree, &Terminal::of_stdout())),
        Form::Dot => Output(dot::dot(&tree)),
        Form::Svg => Output(svg::svg(&tree)),
        Form::Html => Output(svg::html(&tree)),
    })
}

/// What is shown.
struct Tree<'t> {
    blocks: &'t [Block],
    children: Vec<Vec<BlockId>>,
    lines: &'t LineIndex,
    python: Python,
    /// The file's name.
    title: String,
}

impl Tree<'_> {
    fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    fn children(&self, id: BlockId) -> &[BlockId] {
        &self.children[id.0 as usize]
    }

    /// The first and the last line of a block, from 1: `7` or `7–12`.
    fn line_range(&self, span: Span) -> String {
        let (first, last) = (self.lines.line(span.start) + 1, self.lines.line(span.end.saturating_sub(1)) + 1);
        if last <= first { first.to_string() } else { format!("{first}–{last}") }
    }
}

/// Where output goes.
struct Terminal {
    /// Columns.
    width: usize,
    colour: bool,
}

impl Terminal {
    /// Columns of what is no terminal.
    const WIDTH: usize = 100;

    fn of_stdout() -> Terminal {
        let stdout = std::io::stdout();
        let width = terminal_size::terminal_size_of(&stdout).map_or(Terminal::WIDTH, |(width, _)| width.0.into());
        // https://no-color.org: set and not empty.
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Terminal { width, colour: stdout.is_terminal() && !refused }
    }
}

/// In which of Python's four places a name is looked up: what letters and colours stand for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place {
    Local,
    Cell,
    Free,
    Global,
    BuiltIn,
    Unresolved,
}

impl Place {
    const ALL: [Place; 6] = [Place::Local, Place::Cell, Place::Free, Place::Global, Place::BuiltIn, Place::Unresolved];

    fn of(symbol: &Symbol) -> Place {
        match (symbol.kind, symbol.origin) {
            (Kind::Local, _) => Place::Local,
            (Kind::Cell, _) => Place::Cell,
            (Kind::Free | Kind::Class, _) => Place::Free,
            (_, Origin::BuiltIn) => Place::BuiltIn,
            (_, Origin::StarImport | Origin::Unresolved) => Place::Unresolved,
            (_, Origin::Block(_) | Origin::ModuleAttribute) => Place::Global,
        }
    }

    /// What stands for it in a picture, beside a colour.
    fn letter(self) -> char {
        match self {
            Place::Local => 'L',
            Place::Cell => 'C',
            Place::Free => 'F',
            Place::Global => 'G',
            Place::BuiltIn => 'B',
            Place::Unresolved => '?',
        }
    }

    fn word(self) -> &'static str {
        match self {
            Place::Local => "local",
            Place::Cell => "cell",
            Place::Free => "free",
            Place::Global => "global",
            Place::BuiltIn => "built-in",
            Place::Unresolved => "unresolved",
        }
    }
}

/// A text for XML: what is special there replaced, what it can't hold left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c) => {}
            c => out.push(c),
        }
    }
    out
}
