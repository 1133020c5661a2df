//! Where the boxes and arrows of a picture stand.
//!
//! The trick: a box holds its lines first, then the boxes of the blocks in it, one below the other, and to the left of all of them a gutter. An
//! arrow to one of its names leaves a line further in to the left, where there are only gutters, and runs up in this box's gutter, in a lane of
//! its variable's own. So arrows cross arrows and borders, but never text. A variable whose line comes first has the lane furthest out: then no
//! arrow crosses another on its last piece.
//!
//! The module's boxes stand in columns, in the order of the text; what they read of the module shares one lane before each column.

use rustc_hash::FxHashMap;

use super::super::Tree;
use super::choice::{Choice, Shown};
use super::content::{self, Line, Port, Variable, WRAP};
use crate::ide::blocks::Block;
use crate::scope::BlockId;

/// A column of the monospaced font at 13 pixels; the widest of the fonts that the picture names takes 0.602 of its size.
pub(super) const CHAR: f64 = 7.85;
/// From line to line.
pub(super) const LINE: f64 = 19.0;
/// A box's first line: its name.
pub(super) const HEADER: f64 = 24.0;
/// From a line's start to its names, past the letter of their kind.
pub(super) const BADGE: f64 = 21.0;
const PAD: f64 = 10.0;
const GAP: f64 = 8.0;
const LANE: f64 = 8.0;
/// Before each column.
const COLUMN_GAP: f64 = 22.0;
/// Slides are wider than high.
const SHAPE: f64 = 1.6;
const MOST_COLUMNS: usize = 8;

/// A box with its place.
pub(super) struct Shape<'t> {
    pub(super) block: &'t Block,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where its lines begin.
    pub(super) left: f64,
    pub(super) folded: bool,
    pub(super) lines: Vec<Line<'t>>,
}

impl Shape<'_> {
    /// The middle of a line.
    pub(super) fn line_y(&self, line: usize) -> f64 {
        self.y + HEADER + (line as f64 + 0.5) * LINE
    }
}

/// An arrow from a name to a variable further out.
pub(super) struct Arrow {
    /// `None` for what a box reads of the module, all together.
    pub(super) variable: Option<Variable>,
    /// Whether the block rebinds it.
    pub(super) binds: bool,
    /// The line that it begins at.
    pub(super) from: (f64, f64),
    /// The lane that it runs up in.
    pub(super) lane: f64,
    /// The line that it ends at; where it ends at the module's names as a whole, their lower edge at the lane.
    pub(super) to: (f64, f64),
    /// Tells lanes side by side apart.
    pub(super) hue: usize,
}

/// A picture: boxes come after those around them.
pub(super) struct Layout<'t> {
    pub(super) shapes: Vec<Shape<'t>>,
    pub(super) arrows: Vec<Arrow>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Lays a picture out.
pub(super) fn layout<'t>(tree: &'t Tree<'t>, choice: &Choice) -> Layout<'t> {
    let mut builder = Builder { tree, choice, parts: FxHashMap::default(), shapes: Vec::new() };
    builder.measure_all();
    let size = builder.place_module();
    let arrows = arrows(&builder.shapes);
    Layout { shapes: builder.shapes, arrows, width: size.0, height: size.1 }
}

/// What is known of a box before it has a place.
struct Part<'t> {
    lines: Vec<Line<'t>>,
    gutter: f64,
    /// Of what stands beside the gutter.
    inner: f64,
    height: f64,
}

impl Part<'_> {
    fn width(&self) -> f64 {
        self.gutter + self.inner + PAD
    }
}

struct Builder<'t, 'c> {
    tree: &'t Tree<'t>,
    choice: &'c Choice,
    parts: FxHashMap<BlockId, Part<'t>>,
    shapes: Vec<Shape<'t>>,
}

impl<'t> Builder<'t, '_> {
    // ---- sizes, from inside out

    fn measure_all(&mut self) {
        let targets = content::targets(self.tree, self.choice);
        for block in self.tree.blocks.iter().rev() {
            let lines = match self.choice.shown(block.id) {
                Shown::Hidden => continue,
                Shown::Folded => Vec::new(),
                // The module's names are wrapped when the columns are known.
                Shown::Open => content::lines(self.tree, self.choice, &targets, block, WRAP),
            };
            let part = self.measure(block, lines);
            self.parts.insert(block.id, part);
        }
        let module = &self.tree.blocks[0];
        if !self.choice.each_global {
            let wide = (self.columns().1 / CHAR) as usize;
            let lines = content::lines(self.tree, self.choice, &targets, module, wide.saturating_sub(4).max(WRAP));
            let part = self.measure(module, lines);
            self.parts.insert(module.id, part);
        }
    }

    fn measure(&self, block: &Block, lines: Vec<Line<'t>>) -> Part<'t> {
        let n_lanes = lines.iter().filter(|line| matches!(line.port, Port::Target(_))).count();
        let gutter = PAD + if n_lanes > 0 { n_lanes as f64 * LANE + 4.0 } else { 0.0 };
        let widest = lines.iter().map(|line| BADGE + line.width() as f64 * CHAR).fold(0.0, f64::max);
        let title = header_width(self.tree, block);
        let folded = self.choice.shown(block.id) == Shown::Folded;
        let (mut inner, mut height) = (widest.max(title), HEADER + lines.len() as f64 * LINE);
        if block.id.0 != 0 {
            for child in self.shown_children(block.id) {
                inner = inner.max(self.parts[&child].width());
                height += GAP + self.parts[&child].height;
            }
        }
        Part { lines, gutter, inner, height: if folded { HEADER } else { height + PAD } }
    }

    fn shown_children(&self, id: BlockId) -> impl Iterator<Item = BlockId> {
        let open = self.choice.shown(id) == Shown::Open;
        let children = self.tree.children(id).iter().copied();
        children.filter(move |&child| open && self.choice.shown(child) != Shown::Hidden)
    }

    // ---- columns

    /// The module's boxes in columns, and how wide these are together: as few as let the picture stand largest on a slide.
    fn columns(&self) -> (Vec<Vec<BlockId>>, f64) {
        let children: Vec<BlockId> = self.shown_children(BlockId(0)).collect();
        let most = if self.choice.each_global { 1 } else { MOST_COLUMNS };
        let candidates = (1..=most).map(|n| {
            let columns = self.split(&children, n);
            let width = columns.iter().map(|column| self.column_width(column) + COLUMN_GAP).sum::<f64>();
            let height = columns.iter().map(|column| self.column_height(column)).fold(0.0, f64::max);
            (columns, width, (width / SHAPE).max(height))
        });
        let best = candidates.min_by(|a, b| a.2.total_cmp(&b.2)).expect("one column at least");
        (best.0, best.1)
    }

    /// Splits boxes into at most so many columns whose highest is as low as can be.
    fn split(&self, boxes: &[BlockId], n: usize) -> Vec<Vec<BlockId>> {
        let fill = |limit: f64| {
            let mut columns: Vec<Vec<BlockId>> = vec![Vec::new()];
            for &id in boxes {
                let column = columns.last_mut().expect("one at least");
                column.push(id);
                if column.len() > 1 && self.column_height(column) > limit {
                    column.pop();
                    columns.push(vec![id]);
                }
            }
            columns
        };
        let (mut low, mut high) = (0.0, self.column_height(boxes));
        // To a pixel or so.
        for _ in 0..16 {
            let middle = (low + high) / 2.0;
            if fill(middle).len() <= n { high = middle } else { low = middle }
        }
        fill(high)
    }

    fn column_height(&self, column: &[BlockId]) -> f64 {
        column.iter().map(|id| self.parts[id].height + GAP).sum()
    }

    fn column_width(&self, column: &[BlockId]) -> f64 {
        column.iter().map(|id| self.parts[id].width()).fold(0.0, f64::max)
    }

    // ---- places, from outside in

    /// Places the module's box and all in it; returns its size.
    fn place_module(&mut self) -> (f64, f64) {
        let (columns, columns_width) = self.columns();
        let part = self.parts.remove(&BlockId(0)).expect("the module is shown");
        let names_height = HEADER + part.lines.len() as f64 * LINE;
        let top = names_height + if self.choice.each_global { 0.0 } else { 2.0 * GAP };
        let height = top + columns.iter().map(|column| self.column_height(column)).fold(0.0, f64::max) + PAD;
        let width = part.gutter + part.inner.max(columns_width) + PAD;
        let module = &self.tree.blocks[0];
        let left = part.gutter;
        self.shapes.push(Shape {
            block: module,
            x: 0.0,
            y: 0.0,
            width,
            height,
            left,
            folded: false,
            lines: part.lines,
        });
        let mut x = left;
        for column in columns {
            let column_width = self.column_width(&column);
            x += if self.choice.each_global { 0.0 } else { COLUMN_GAP };
            let mut y = top;
            for id in column {
                y += GAP;
                y += self.place(id, x, y, column_width);
            }
            x += column_width;
        }
        (width, height)
    }

    /// Places a box and all in it, as wide as the column; returns its height. Recurses as deep as the picture shows.
    fn place(&mut self, id: BlockId, x: f64, y: f64, width: f64) -> f64 {
        let part = self.parts.remove(&id).expect("a shown block is measured");
        let left = x + part.gutter;
        let mut inner_y = y + HEADER + part.lines.len() as f64 * LINE;
        let folded = self.choice.shown(id) == Shown::Folded;
        let (block, height) = (self.tree.block(id), part.height);
        self.shapes.push(Shape { block, x, y, width, height, left, folded, lines: part.lines });
        for child in self.shown_children(id).collect::<Vec<_>>() {
            inner_y += GAP;
            inner_y += self.place(child, left, inner_y, width - part.gutter - PAD);
        }
        height
    }
}

/// How wide a box's first line is.
fn header_width(tree: &Tree<'_>, block: &Block) -> f64 {
    let name = content::cut(&block.name);
    let columns = unicode_width::UnicodeWidthStr::width(&*name) + 2 + header_facts(tree, block).chars().count();
    columns as f64 * CHAR
}

/// What a box's first line says behind the name.
pub(super) fn header_facts(tree: &Tree<'_>, block: &Block) -> String {
    let lines = tree.line_range(block.span);
    let word = if lines.contains('–') { "lines" } else { "line" };
    format!("{}, {word} {lines}", block.what())
}

fn arrows(shapes: &[Shape<'_>]) -> Vec<Arrow> {
    let mut ends = FxHashMap::default();
    for shape in shapes {
        let targets = shape.lines.iter().enumerate().filter_map(|(number, line)| match line.port {
            Port::Target(variable) => Some((number, variable)),
            _ => None,
        });
        for (lane, (number, variable)) in targets.enumerate() {
            let x = shape.x + PAD + lane as f64 * LANE;
            let hue = ends.len();
            ends.insert(variable, (x, (shape.left, shape.line_y(number)), hue));
        }
    }
    let names_end = shapes[0].y + HEADER + shapes[0].lines.len() as f64 * LINE + 4.0;
    let mut column = 0.0;
    let mut arrows = Vec::new();
    for shape in shapes {
        // The module's boxes are those that stand right in it, a box after each other until the next column.
        if shape.block.parent == Some(BlockId(0)) {
            column = shape.x - COLUMN_GAP / 2.0;
        }
        for (number, line) in shape.lines.iter().enumerate() {
            let from = (shape.left, shape.line_y(number));
            match line.port {
                Port::Source(variable, binds) => {
                    let Some(&(lane, to, hue)) = ends.get(&variable) else { continue };
                    arrows.push(Arrow { variable: Some(variable), binds, from, lane, to, hue });
                }
                Port::Globals(binds) => {
                    let to = (column, names_end);
                    arrows.push(Arrow { variable: None, binds, from, lane: column, to, hue: 0 });
                }
                Port::Nothing | Port::Target(_) => {}
            }
        }
    }
    arrows
}
