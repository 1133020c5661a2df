//! Which blocks a picture shows, and how much of each: all of a small module; of a large one, the blocks in which something is captured.

use rustc_hash::FxHashSet;

use super::super::{Place, Tree};
use crate::ide::blocks::Origin;
use crate::scope::BlockId;

/// Boxes within boxes: deeper ones are counted. No reader follows more, and drawing recurses.
const DEEPEST: u32 = 12;

/// More boxes than this fill no screen that a person can read.
const MOST_BOXES: usize = 500;

/// A picture of more lines folds the blocks without captures: about three columns of a slide.
const TALLEST: usize = 120;

/// With no more lines than this and no more globals that inner blocks read, each global has an arrow of its own.
const MOST_LINES: usize = 60;
const MOST_GLOBALS: usize = 14;

/// How a block is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shown {
    /// With its names and the blocks in it.
    Open,
    /// As one line: nothing in it is captured.
    Folded,
    /// Not at all.
    Hidden,
}

/// What a picture shows.
pub(super) struct Choice {
    /// How each block is shown.
    pub(super) blocks: Vec<Shown>,
    /// How many blocks lie in each, itself included.
    pub(super) sizes: Vec<usize>,
    /// Whether each global that inner blocks read has an arrow of its own; otherwise they share one for each box.
    pub(super) each_global: bool,
}

impl Choice {
    pub(super) fn of(tree: &Tree<'_>) -> Choice {
        let mut sizes = vec![1; tree.blocks.len()];
        let mut captures = vec![false; tree.blocks.len()];
        let mut globals = FxHashSet::default();
        let mut lines = 0;
        // Inner blocks come after those around them.
        for block in tree.blocks.iter().rev() {
            let id = block.id.0 as usize;
            let captured = block.names.iter().filter(|name| matches!(Place::of(name), Place::Cell | Place::Free));
            let n_captured = captured.count();
            captures[id] |= n_captured > 0;
            // Names stand six to a line, and those with arrows alone.
            lines += 2 + n_captured + block.names.len() / 6;
            let read = block.names.iter().filter(|name| name.read_from(block.id) == Some(BlockId(0)));
            globals.extend(read.map(|name| name.name));
            if let Some(parent) = block.parent {
                sizes[parent.0 as usize] += sizes[id];
                captures[parent.0 as usize] |= captures[id];
            }
        }
        let mut choice = Choice {
            blocks: vec![Shown::Open; tree.blocks.len()],
            sizes,
            each_global: lines <= MOST_LINES && globals.len() <= MOST_GLOBALS,
        };
        choice.hide(tree, |id| lines > TALLEST && !captures[id]);
        choice
    }

    fn hide(&mut self, tree: &Tree<'_>, folds: impl Fn(usize) -> bool) {
        let mut depths = vec![0; tree.blocks.len()];
        let mut n_boxes = 0;
        for block in tree.blocks {
            let id = block.id.0 as usize;
            let Some(parent) = block.parent else { continue };
            depths[id] = depths[parent.0 as usize] + 1;
            let in_open = self.blocks[parent.0 as usize] == Shown::Open;
            self.blocks[id] = match in_open && depths[id] <= DEEPEST && n_boxes < MOST_BOXES {
                false => Shown::Hidden,
                true if folds(id) => Shown::Folded,
                true => Shown::Open,
            };
            n_boxes += usize::from(self.blocks[id] != Shown::Hidden);
        }
    }

    pub(super) fn shown(&self, id: BlockId) -> Shown {
        self.blocks[id.0 as usize]
    }

    /// How many blocks of an open one are not shown, nor any block around them within it.
    pub(super) fn n_hidden_in(&self, tree: &Tree<'_>, id: BlockId) -> usize {
        let hidden = tree.children(id).iter().filter(|&&child| self.shown(child) == Shown::Hidden);
        hidden.map(|child| self.sizes[child.0 as usize]).sum()
    }

    /// Whether an arrow of its own leads from a name of a block, shown open, to where it is looked up.
    pub(super) fn has_arrow(&self, origin: Origin, block: BlockId) -> bool {
        match origin {
            Origin::Block(owner) if owner != block => owner.0 != 0 || self.each_global,
            _ => false,
        }
    }
}
