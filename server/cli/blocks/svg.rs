//! The tree of blocks as a picture: boxes in boxes, and arrows from the names that are looked up further out. `svg/choice.rs` decides what is
//! shown, `svg/content.rs` what the boxes say, `svg/layout.rs` where all stands; here it is written down.

mod choice;
mod content;
mod layout;
mod legend;

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use super::{Place, Tree, escaped};
use crate::ide::blocks::{Block, Origin, Symbol};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind};
use choice::Choice;
use layout::{Arrow, BADGE, CHAR, HEADER, Layout, Shape};

const STYLE: &str = include_str!("svg/style.css");
const SCRIPT: &str = include_str!("svg/point.js");
/// Around the picture, and between its parts.
const MARGIN: f64 = 24.0;
const TITLE: f64 = 48.0;

/// The picture alone.
pub(super) fn svg(tree: &Tree<'_>) -> String {
    let choice = Choice::of(tree);
    let layout = layout::layout(tree, &choice);
    let mut picture = Picture { tree, variables: FxHashMap::default(), out: String::new() };
    picture.write(&choice, &layout);
    picture.out
}

/// A page with the picture; a script of its own marks the name that is pointed at wherever it stands, and its arrows.
pub(super) fn html(tree: &Tree<'_>) -> String {
    let title = escaped(&tree.title);
    let page = "color-scheme: light dark; margin: 0; background: Canvas";
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"/><title>{title}: blocks</title></head>\n\
         <body style=\"{page}\">\n{}<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        svg(tree)
    )
}

struct Picture<'t> {
    tree: &'t Tree<'t>,
    /// A number for each variable, and for each name that the file doesn't bind: the same name means the same there.
    variables: FxHashMap<(Option<BlockId>, Name), usize>,
    out: String,
}

impl Picture<'_> {
    fn write(&mut self, choice: &Choice, layout: &Layout<'_>) {
        // Beside a picture that is high, below one that is wide.
        let is_high = layout.height > layout.width;
        let legend = legend::legend(self.tree, choice, layout, if is_high { 0.0 } else { layout.width });
        let (inner_width, inner_height, legend_at) = if is_high {
            let x = layout.width + 1.5 * MARGIN;
            (x + legend.width, layout.height.max(legend.height), (x + MARGIN, MARGIN + TITLE))
        } else {
            let y = layout.height + MARGIN / 2.0;
            (layout.width.max(legend.width), y + legend.height, (MARGIN, MARGIN + TITLE + y))
        };
        let (width, height) = (inner_width + 2.0 * MARGIN, inner_height + TITLE + 2.0 * MARGIN);
        let title = escaped(&self.tree.title);
        let _ = writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
             height=\"{height:.0}\" role=\"img\">\n<title>{title}: blocks and their names</title>\n<style>\n{STYLE}</style>\n\
             <rect class=\"page\" width=\"100%\" height=\"100%\"/>"
        );
        let n_blocks = self.tree.blocks.len();
        let blocks = if n_blocks == 1 { "1 block".to_owned() } else { format!("{n_blocks} blocks") };
        let _ = writeln!(
            self.out,
            "<text class=\"title\" x=\"{MARGIN}\" y=\"{}\">{title}</text>\n<text class=\"dim\" x=\"{}\" y=\"{}\" \
             text-anchor=\"end\">{blocks}, Python {}</text>",
            MARGIN + 20.0,
            width - MARGIN,
            MARGIN + 20.0,
            self.tree.python
        );
        let _ = writeln!(self.out, "<g transform=\"translate({MARGIN} {})\">", MARGIN + TITLE - 8.0);
        layout.shapes.iter().for_each(|shape| self.frame(shape));
        layout.arrows.iter().for_each(|arrow| self.arrow(arrow));
        layout.shapes.iter().for_each(|shape| self.words(shape));
        self.out.push_str("</g>\n");
        let _ = writeln!(self.out, "<g transform=\"translate({} {})\">", legend_at.0, legend_at.1);
        self.out.push_str(&legend.svg);
        self.out.push_str("</g>\n</svg>\n");
    }

    fn frame(&mut self, shape: &Shape<'_>) {
        let class = match (shape.folded, shape.block.kind) {
            (true, _) => "folded",
            (_, BlockKind::Module) => "module",
            (_, BlockKind::Class) => "class",
            (_, BlockKind::Function) => "function",
            _ => "expression",
        };
        let Shape { x, y, width, height, .. } = shape;
        let id = shape.block.id.0;
        let parent = shape.block.parent.map(|parent| format!(" data-parent=\"{}\"", parent.0)).unwrap_or_default();
        let _ = writeln!(
            self.out,
            "<rect class=\"box {class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"6\" \
             data-block=\"{id}\"{parent}/>"
        );
    }

    /// From a line to the left, up the lane, and to the right to the variable's line; the module's names as a whole are met from below.
    fn arrow(&mut self, arrow: &Arrow) {
        let Arrow { from: (x, y), lane, to: (to_x, to_y), binds, .. } = *arrow;
        let (start, round) = (x - 5.0, 4.0);
        let up = format!("M{start:.1} {y:.1}H{:.1}q-{round} 0 -{round} -{round}", lane + round);
        let (path, head, class) = match arrow.variable {
            Some(_) => (
                format!("{up}V{:.1}q0 -{round} {round} -{round}H{:.1}", to_y + round, to_x - 6.0),
                format!("M{:.1} {:.1}l7 4l-7 4z", to_x - 9.0, to_y - 4.0),
                format!("hue{}", arrow.hue % 6),
            ),
            None => (
                format!("{up}V{:.1}", to_y + 4.0),
                format!("M{:.1} {:.1}l4 -7l4 7z", lane - 4.0, to_y + 7.0),
                "shared".to_owned(),
            ),
        };
        let of = arrow.variable.map(|(block, name)| self.data(Some(block), name)).unwrap_or_default();
        let dot = if binds { "binds" } else { "reads" };
        let _ = writeln!(
            self.out,
            "<g class=\"arrow {class}\"{of}><path class=\"line\" d=\"{path}\"/><path class=\"head\" d=\"{head}\"/><circle class=\"{dot}\" \
             cx=\"{start:.1}\" cy=\"{y:.1}\" r=\"3\"/></g>"
        );
    }

    fn words(&mut self, shape: &Shape<'_>) {
        let block = shape.block;
        let name = content::cut(&block.name);
        let baseline = shape.y + HEADER / 2.0 + 5.0;
        let facts_x = shape.left + (name.width() + 2) as f64 * CHAR;
        let _ = writeln!(
            self.out,
            "<text class=\"name\" x=\"{:.1}\" y=\"{baseline:.1}\">{}<title>{}: {}</title></text><text class=\"dim\" x=\"{facts_x:.1}\" \
             y=\"{baseline:.1}\">{}</text>",
            shape.left,
            escaped(&name),
            escaped(&block.qualified),
            block.lifetime(),
            layout::header_facts(self.tree, block)
        );
        for (number, line) in shape.lines.iter().enumerate() {
            let middle = shape.line_y(number);
            if let Some(place) = line.badge {
                self.out.push_str(&badge(place, shape.left, middle));
            }
            let x = shape.left + BADGE;
            if !line.note.is_empty() {
                let _ = writeln!(
                    self.out,
                    "<text class=\"dim\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                    middle + 4.5,
                    line.note
                );
            }
            for word in &line.words {
                self.word(block, word, x + word.column as f64 * CHAR, middle + 4.5);
            }
        }
    }

    fn word(&mut self, block: &Block, word: &content::Word<'_>, x: f64, baseline: f64) {
        let symbol = word.symbol;
        if !word.before.is_empty() {
            let _ = write!(
                self.out,
                "<text class=\"dim\" x=\"{x:.1}\" y=\"{baseline:.1}\">{}</text>",
                word.before.trim_end()
            );
        }
        let x = x + word.before.width() as f64 * CHAR;
        let owner = match symbol.origin {
            Origin::Block(owner) => Some(owner),
            _ => None,
        };
        let of = self.data(owner, symbol.name);
        let class = if symbol.has("parameter") { "parameter" } else { "word" };
        let _ = writeln!(
            self.out,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{baseline:.1}\"{of}>{}<title>{}</title></text>",
            escaped(&word.text),
            escaped(&self.meaning(block, symbol))
        );
    }

    /// A name in a sentence: `free: failures of retry, bound in line 11`.
    fn meaning(&self, block: &Block, symbol: &Symbol) -> String {
        let mut said = format!("{}: {}", Place::of(symbol).word(), symbol.name);
        if let Some(owner) = symbol.read_from(block.id) {
            let _ = write!(said, " of {}", self.tree.block(owner).qualified);
        }
        if let Some(bound) = symbol.bound {
            let _ = write!(said, ", bound in line {}", self.tree.lines.line(bound.start) + 1);
        }
        said
    }

    /// The attribute that tells which elements belong to one variable.
    fn data(&mut self, owner: Option<BlockId>, name: Name) -> String {
        let next = self.variables.len();
        format!(" data-v=\"{}\"", self.variables.entry((owner, name)).or_insert(next))
    }
}

/// The letter of a kind in its colour and shape: what is of the block itself in a square, what is looked up elsewhere in a circle.
fn badge(place: Place, x: f64, middle: f64) -> String {
    let (word, letter) = (place.word(), place.letter());
    let radius = if place <= Place::Cell { 3 } else { 7 };
    format!(
        "<g class=\"badge {word}\"><rect x=\"{x:.1}\" y=\"{:.1}\" width=\"15\" height=\"15\" rx=\"{radius}\"/><text x=\"{:.1}\" \
         y=\"{:.1}\">{letter}</text></g>\n",
        middle - 7.5,
        x + 7.5,
        middle + 3.8
    )
}
