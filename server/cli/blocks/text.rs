//! The tree of blocks to read in a terminal: a line for each block, and below it a line for each kind of its names.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Place, Terminal, Tree};
use crate::ide::blocks::{Block, Symbol};
use crate::scope::{BlockId, BlockKind};

/// Blocks nested deeper than this are counted, not shown: their lines would begin far to the right, and there may be a hundred thousand.
const DEEPEST: usize = 40;

/// The column that the words for kinds stand in.
const KIND_WIDTH: usize = "unresolved".len() + 2;

/// Lists are wrapped to no less than this, however deep their block lies.
const NARROWEST: usize = 30;

/// The tree as text.
pub(super) fn text(tree: &Tree<'_>, terminal: &Terminal) -> String {
    let mut out = Printer { tree, terminal, text: String::new() };
    out.block(BlockId(0), "", "", "");
    // (the next child, the others, what stands before their lines), innermost last.
    let mut open = vec![(tree.children(BlockId(0)).iter(), String::new())];
    while let Some((children, before)) = open.last_mut() {
        let Some(&child) = children.next() else {
            open.pop();
            continue;
        };
        let (branch, below) = if children.len() == 0 { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let before = before.clone();
        out.block(child, &before, branch, below);
        let inner = format!("{before}{below}");
        if open.len() < DEEPEST {
            open.push((tree.children(child).iter(), inner));
        } else if !tree.children(child).is_empty() {
            let _ = writeln!(out.text, "{inner}└─ … more blocks, nested deeper");
        }
    }
    out.legend();
    out.text
}

struct Printer<'t> {
    tree: &'t Tree<'t>,
    terminal: &'t Terminal,
    text: String,
}

impl Printer<'_> {
    fn block(&mut self, id: BlockId, before: &str, branch: &str, below: &str) {
        let block = self.tree.block(id);
        let name = self.styled("1", &block.name);
        let facts = self.styled("2", &format!("{}  {}", block.what(), self.tree.line_range(block.span)));
        let _ = writeln!(self.text, "{before}{branch}{name}  {facts}");
        let bar = if self.tree.children(id).is_empty() { "  " } else { "│ " };
        let indent = format!("{before}{below}{bar}");
        for place in Place::ALL {
            let items = self.items(block, place);
            if !items.is_empty() {
                self.names(&indent, place, &items);
            }
        }
    }

    /// A line for one kind of names, wrapped.
    fn names(&mut self, indent: &str, place: Place, items: &[String]) {
        let room = self.terminal.width.saturating_sub(indent.width() + KIND_WIDTH).max(NARROWEST);
        let mut lines: Vec<String> = vec![String::new()];
        for item in items {
            let line = lines.last_mut().expect("one at least");
            if line.is_empty() {
                line.push_str(item);
            } else if line.width() + 1 + item.width() <= room {
                *line += &format!(" {item}");
            } else {
                lines.push(item.clone());
            }
        }
        let word = self.styled(colour(place), &format!("{:KIND_WIDTH$}", place.word()));
        for (number, line) in lines.iter().enumerate() {
            let word = if number == 0 { &word } else { &" ".repeat(KIND_WIDTH) };
            let _ = writeln!(self.text, "{indent}{word}{line}");
        }
    }

    /// The names of a block that are of one kind, with what there is to say of them: `(self,` `n)` `i,` `total`. A line may end after each.
    fn items(&self, block: &Block, place: Place) -> Vec<String> {
        let mut groups: Vec<(Group<'_>, Vec<&'static str>)> = Vec::new();
        for symbol in block.names.iter().filter(|symbol| Place::of(symbol) == place) {
            let group = Group::of(self.tree, block, symbol);
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, names)) => names.push(symbol.name.text()),
                None => groups.push((group, vec![symbol.name.text()])),
            }
        }
        groups.sort_by_key(|(group, _)| group.word != "parameter");
        let mut items: Vec<String> = groups.into_iter().flat_map(|(group, names)| group.items(&names)).collect();
        if let Some(last) = items.last_mut()
            && last.ends_with(';')
        {
            last.pop();
        }
        items
    }

    /// What becomes of the names of each kind of block that the file has.
    fn legend(&mut self) {
        let mut told: Vec<(&str, &str)> = Vec::new();
        for block in self.tree.blocks {
            let line = (block.what(), block.lifetime());
            if !told.contains(&line) {
                told.push(line);
            }
        }
        let column = told.iter().map(|line| line.0.len()).max().unwrap_or(0) + 2;
        self.text.push('\n');
        for (what, lifetime) in told {
            let line = self.styled("2", &format!("{what:column$}{lifetime}"));
            let _ = writeln!(self.text, "{line}");
        }
    }

    fn styled(&self, style: &str, text: &str) -> String {
        if self.terminal.colour { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Names of a block of which the same can be said.
#[derive(PartialEq, Eq)]
struct Group<'t> {
    word: &'static str,
    owner: Option<&'t Block>,
}

impl<'t> Group<'t> {
    fn of(tree: &'t Tree<'t>, block: &Block, symbol: &Symbol) -> Group<'t> {
        let words = ["parameter", "nonlocal", "global", "import", "def", "class"];
        let word = words.into_iter().find(|word| symbol.has(word)).unwrap_or_default();
        let owner = symbol.read_from(block.id).map(|owner| tree.block(owner));
        // All globals are the module's.
        Group { word, owner: owner.filter(|owner| owner.kind != BlockKind::Module) }
    }

    fn items(&self, names: &[&str]) -> Vec<String> {
        let mut items: Vec<String> = names.iter().map(|name| format!("{name},")).collect();
        let last = items.last_mut().expect("a group has a name");
        last.pop();
        if let Some(owner) = self.owner {
            *last += &format!(" of {}", owner.name);
        }
        let first = &mut items[0];
        match self.word {
            "" => {}
            "parameter" => first.insert(0, '('),
            word => first.insert_str(0, &format!("{word} ")),
        }
        let last = items.last_mut().expect("a group has a name");
        last.push_str(if self.word == "parameter" { ")" } else { ";" });
        items
    }
}

/// The terminal's colour for names looked up in a place.
fn colour(place: Place) -> &'static str {
    match place {
        Place::Local => "32",
        Place::Cell => "33",
        Place::Free => "35",
        Place::Global => "34",
        Place::BuiltIn => "36",
        Place::Unresolved => "31",
    }
}
