//! The statements around a place that take what leaves it: loops take `break` and `continue`, `try` takes exceptions, and `finally` takes
//! all.

use super::state::Join;
use super::values::{Way, WayKind};
use super::walk::Walker;
use crate::syntax::Node;

/// A way to leave a place other than at its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Jump {
    Break,
    Continue,
    Return,
    /// An exception: what may fail has told the `try` around already.
    Raise,
}

pub(super) enum Frame {
    Loop(Loop),
    /// The body of a `try` with `except`, or a `with` that swallows exceptions.
    Handled(Failed),
    /// All of a `try` with `finally`.
    Finally(Failed, Exits),
}

pub(super) struct Loop {
    pub(super) exit: Join,
    pub(super) again: Join,
}

/// The exceptions that leave a statement, which starts and ends there.
pub(super) struct Failed {
    pub(super) join: Join,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What leaves a `try` by a jump: it goes on when `finally` has run.
pub(super) struct Exits {
    pub(super) broken: Join,
    pub(super) continued: Join,
    pub(super) returned: Join,
}

impl Exits {
    fn by(&mut self, jump: Jump) -> Option<&mut Join> {
        match jump {
            Jump::Break => Some(&mut self.broken),
            Jump::Continue => Some(&mut self.continued),
            Jump::Return => Some(&mut self.returned),
            Jump::Raise => None,
        }
    }
}

impl Frame {
    /// The join of what fails within, and the span of the statement.
    pub(super) fn on_failure(&mut self) -> Option<(&mut Join, u32, u32)> {
        match self {
            Frame::Loop(_) => None,
            Frame::Handled(failed) | Frame::Finally(failed, _) => Some((&mut failed.join, failed.start, failed.end)),
        }
    }
}

impl<'a, 't> Walker<'a, 't> {
    /// Leaves a place; nothing goes on behind it.
    pub(super) fn jump(&mut self, jump: Jump, from: Node<'t>) {
        let way = Way::new(if jump == Jump::Break { WayKind::Break } else { WayKind::Unknown }, from.byte_range());
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Finally(failed, exits) => {
                    if let Some(exit) = exits.by(jump) {
                        self.state.come(exit, way);
                    }
                    self.state.come(&mut failed.join, way);
                    break;
                }
                Frame::Loop(around) if jump == Jump::Break => {
                    self.state.come(&mut around.exit, way);
                    break;
                }
                Frame::Loop(around) if jump == Jump::Continue => {
                    self.state.come(&mut around.again, way);
                    break;
                }
                Frame::Handled(_) if jump == Jump::Raise => break,
                _ => {}
            }
        }
        self.state.live = false;
    }
}
