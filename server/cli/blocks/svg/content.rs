//! What a box says: a line for each name that an arrow touches, and the other names of each kind together, wrapped.

use rustc_hash::FxHashSet;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::{Place, Tree};
use super::choice::{Choice, Shown};
use crate::ide::blocks::{Block, Symbol};
use crate::name::Name;
use crate::scope::BlockId;

/// A variable: its block and its name.
pub(super) type Variable = (BlockId, Name);

/// Lines of names are wrapped to this many columns.
pub(super) const WRAP: usize = 44;

/// Longer names are cut: they would make all boxes as wide.
const LONGEST: usize = 40;

/// A list of more lines is cut: what it says is only that there are many.
const MOST_LINES: usize = 8;

/// More arrows than this at one box are no longer told apart.
const MOST_ARROWS: usize = 40;

/// A name in a box.
pub(super) struct Word<'t> {
    pub(super) symbol: &'t Symbol,
    /// `nonlocal `, `import ` and so on.
    pub(super) before: &'static str,
    pub(super) text: String,
    /// From the start of its line, in columns.
    pub(super) column: usize,
}

/// What touches a line of a box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Port {
    Nothing,
    /// Arrows to this variable end here.
    Target(Variable),
    /// An arrow to this variable begins here; whether the block rebinds it.
    Source(Variable, bool),
    /// The shared arrow to the module's names begins here; whether the block rebinds one of them.
    Globals(bool),
}

/// A line of a box.
pub(super) struct Line<'t> {
    /// On the first line of each kind.
    pub(super) badge: Option<Place>,
    pub(super) words: Vec<Word<'t>>,
    /// What is said instead of names.
    pub(super) note: String,
    pub(super) port: Port,
}

impl Line<'_> {
    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        let last = self.words.last().map_or(0, |word| word.column + word.before.width() + word.text.width());
        last.max(self.note.width())
    }

    fn note(note: String) -> Self {
        Line { badge: None, words: Vec::new(), note, port: Port::Nothing }
    }
}

/// The lines of an open block, in the order in which Python looks names up; `targets` are the variables that arrows may lead to.
pub(super) fn lines<'t>(
    tree: &'t Tree<'t>,
    choice: &Choice,
    targets: &FxHashSet<Variable>,
    block: &'t Block,
    wrap: usize,
) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    let mut n_arrows = 0;
    for place in Place::ALL {
        let names: Vec<&Symbol> = block.names.iter().filter(|name| Place::of(name) == place).collect();
        let (mut alone, mut together) = (Vec::new(), Vec::new());
        for symbol in names {
            let port = port(choice, targets, block, symbol);
            match port {
                Port::Target(_) | Port::Source(..) if n_arrows < MOST_ARROWS => {
                    n_arrows += 1;
                    alone.push((symbol, port));
                }
                _ => together.push(symbol),
            }
        }
        let first = lines.len();
        for (symbol, port) in alone {
            let line = Line { badge: Some(place), words: vec![word(symbol)], note: String::new(), port };
            lines.push(line);
        }
        let first_of_list = lines.len();
        lines.extend(wrapped(together, wrap));
        if let Some(line) = lines.get_mut(first_of_list) {
            line.badge = Some(place);
            line.port = shared_port(choice, block, place);
        }
        // Parameters first, as in the header.
        lines[first..first_of_list].sort_by_key(|line| !line.words[0].symbol.has("parameter"));
    }
    let n_hidden = choice.n_hidden_in(tree, block.id);
    if n_hidden > 0 {
        lines.push(Line::note(format!("… {n_hidden} more blocks in it")));
    }
    lines
}

/// The variables that arrows of their own lead to from the blocks that are shown open.
pub(super) fn targets(tree: &Tree<'_>, choice: &Choice) -> FxHashSet<Variable> {
    let mut targets = FxHashSet::default();
    for block in tree.blocks.iter().filter(|block| choice.shown(block.id) == Shown::Open) {
        let leading = block.names.iter().filter(|name| choice.has_arrow(name.origin, block.id));
        targets.extend(leading.filter_map(|name| Some((name.read_from(block.id)?, name.name))));
    }
    targets
}

fn port(choice: &Choice, targets: &FxHashSet<Variable>, block: &Block, symbol: &Symbol) -> Port {
    match symbol.read_from(block.id) {
        Some(owner) if choice.has_arrow(symbol.origin, block.id) => {
            Port::Source((owner, symbol.name), symbol.is_bound_here())
        }
        None if targets.contains(&(block.id, symbol.name)) => Port::Target((block.id, symbol.name)),
        _ => Port::Nothing,
    }
}

fn shared_port(choice: &Choice, block: &Block, place: Place) -> Port {
    let mut globals = block.names.iter().filter(|name| name.read_from(block.id) == Some(BlockId(0))).peekable();
    if place != Place::Global || choice.each_global || globals.peek().is_none() {
        return Port::Nothing;
    }
    Port::Globals(globals.any(|name| name.is_bound_here()))
}

/// Names one after the other: parameters, then the others, those of each `import`, `def`, `class` or `global` behind its word.
fn wrapped(mut names: Vec<&Symbol>, wrap: usize) -> Vec<Line<'_>> {
    const WORDS: [&str; 5] = ["parameter", "import", "global", "def", "class"];
    let rank = |symbol: &Symbol| WORDS.iter().position(|word| symbol.has(word)).unwrap_or(WORDS.len());
    names.sort_by_key(|symbol| rank(symbol));
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut rank_before, mut n_left) = (usize::MAX, names.len());
    for symbol in names {
        let rank = rank(symbol);
        let mut word = word(symbol);
        let starts_group = std::mem::replace(&mut rank_before, rank) != rank;
        let column = lines.last().map_or(0, |line| line.width() + if starts_group { 3 } else { 1 });
        if !starts_group {
            word.before = "";
        }
        let fits = column + word.before.width() + word.text.width() <= wrap;
        if let Some(line) = lines.last_mut().filter(|_| fits) {
            word.column = column;
            line.words.push(word);
        } else if lines.len() == MOST_LINES {
            lines.push(Line::note(format!("… {n_left} more")));
            return lines;
        } else {
            lines.push(Line { badge: None, words: vec![word], note: String::new(), port: Port::Nothing });
        }
        n_left -= 1;
    }
    lines
}

fn word(symbol: &Symbol) -> Word<'_> {
    const KEYWORDS: [(&str, &str); 5] =
        [("nonlocal", "nonlocal "), ("global", "global "), ("import", "import "), ("def", "def "), ("class", "class ")];
    let keyword = KEYWORDS.iter().find(|(word, _)| symbol.has(word));
    Word { symbol, before: keyword.map_or("", |keyword| keyword.1), text: cut(symbol.name.text()), column: 0 }
}

/// A name that is too long for a box, with its end cut off.
pub(super) fn cut(name: &str) -> String {
    if name.width() <= LONGEST {
        return name.to_owned();
    }
    let mut width = 0;
    let kept = name.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width < LONGEST
    });
    kept.chain(['…']).collect()
}
