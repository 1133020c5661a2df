//! What the signs of a picture mean, below it: of those that it has.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::super::{Place, Tree, escaped};
use super::badge;
use super::choice::{Choice, Shown};
use super::layout::{BADGE, CHAR, LINE, Layout, Shape};

/// Between two entries on a line.
const GAP: f64 = 28.0;

/// A legend, from (0, 0) on.
pub(super) struct Legend {
    pub(super) svg: String,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The legend of a picture, wrapped to a width where its entries allow it: to none, it is a list.
pub(super) fn legend(tree: &Tree<'_>, choice: &Choice, layout: &Layout<'_>, width: f64) -> Legend {
    let mut flow = Flow { out: String::new(), x: 0.0, line: 0, width, widest: 0.0 };
    for place in places(&layout.shapes) {
        let (x, middle) = flow.reserve(BADGE, meaning(place));
        flow.out.push_str(&badge(place, x, middle));
    }
    flow.new_line();
    let (reads, binds) =
        (layout.arrows.iter().any(|arrow| !arrow.binds), layout.arrows.iter().any(|arrow| arrow.binds));
    for (class, text) in [("reads", "reads the name there"), ("binds", "rebinds it, too")] {
        if class == "reads" && reads || class == "binds" && binds {
            let (x, middle) = flow.reserve(BADGE, text);
            let _ = writeln!(
                flow.out,
                "<g class=\"arrow hue0\"><path class=\"line\" d=\"M{x:.1} {middle:.1}h12\"/><circle class=\"{class}\" cx=\"{:.1}\" \
                 cy=\"{middle:.1}\" r=\"3\"/></g>",
                x + 12.0
            );
        }
    }
    if layout.arrows.iter().any(|arrow| arrow.variable.is_none()) {
        flow.note("grey: names of the module, all those of a box in one arrow");
    }
    flow.note("italic: a parameter");
    flow.new_line();
    for (what, lifetime) in lifetimes(&layout.shapes) {
        flow.note(&format!("{what}: {lifetime}"));
    }
    flow.new_line();
    let count = |shown| choice.blocks.iter().filter(|&&block| block == shown).count();
    if count(Shown::Folded) > 0 {
        let inside = tree.blocks.iter().filter(|block| choice.shown(block.id) == Shown::Folded);
        let n_blocks: usize = inside.map(|block| choice.sizes[block.id.0 as usize]).sum();
        flow.note(&format!(
            "one grey line: a block in which nothing is captured ({n_blocks} blocks); its names are left out"
        ));
    }
    Legend { svg: flow.out, width: flow.widest, height: (flow.line + 1) as f64 * LINE + 8.0 }
}

/// The kinds of names that are shown.
fn places(shapes: &[Shape<'_>]) -> impl Iterator<Item = Place> {
    let has = |place| shapes.iter().flat_map(|shape| &shape.lines).any(|line| line.badge == Some(place));
    Place::ALL.into_iter().filter(move |&place| has(place))
}

fn meaning(place: Place) -> &'static str {
    match place {
        Place::Local => "local to its block",
        Place::Cell => "cell: local, and captured by an inner block",
        Place::Free => "free: a name of a block further out",
        Place::Global => "global: the module's",
        Place::BuiltIn => "built-in",
        Place::Unresolved => "bound nowhere in the file",
    }
}

/// What becomes of the names of each kind of block that is shown.
fn lifetimes(shapes: &[Shape<'_>]) -> Vec<(&'static str, &'static str)> {
    let mut told = Vec::new();
    for shape in shapes {
        let line = (shape.block.what(), shape.block.lifetime());
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told
}

/// Entries one after the other, wrapped.
struct Flow {
    out: String,
    x: f64,
    line: usize,
    width: f64,
    /// Of the lines written so far.
    widest: f64,
}

impl Flow {
    /// Writes a text behind room for a sign; returns where the sign begins and the middle of its line.
    fn reserve(&mut self, sign: f64, text: &str) -> (f64, f64) {
        let width = sign + text.width() as f64 * CHAR;
        if self.x > 0.0 && self.x + width > self.width {
            self.new_line();
        }
        let (x, middle) = (self.x, (self.line as f64 + 0.5) * LINE);
        let _ = writeln!(
            self.out,
            "<text class=\"dim\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + sign,
            middle + 4.5,
            escaped(text)
        );
        self.widest = self.widest.max(self.x + width);
        self.x += width + GAP;
        (x, middle)
    }

    fn note(&mut self, text: &str) {
        self.reserve(0.0, text);
    }

    fn new_line(&mut self) {
        if self.x > 0.0 {
            self.line += 1;
            self.x = 0.0;
        }
    }
}
