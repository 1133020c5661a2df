//! What the walk does with names: uses see values, bindings and deletions change them.

use std::ops::Range;

use super::events::{Act, Event, Events};
use super::jumps::{Frame, Jump};
use super::state::Join;
use super::values::{Bound, Node as ValueNode, WayId};
use super::walk::{Follows, Replaced, Used, Walker};
use crate::syntax::Node;

impl<'a, 't> Walker<'a, 't> {
    /// The place of the first event from an offset on.
    pub(super) fn first_event(&mut self, offset: usize) -> usize {
        let all = &self.events.all;
        let is_behind = |at: usize| all.get(at).is_none_or(|event| event.start as usize >= offset);
        let fits = is_behind(self.hint) && (self.hint == 0 || !is_behind(self.hint - 1));
        if !fits {
            self.hint = all.partition_point(|event| (event.start as usize) < offset);
        }
        self.hint
    }

    /// Does something for each event of the run in a piece of the text.
    pub(super) fn each_event(&mut self, range: Range<usize>, mut act: impl FnMut(&mut Self, Event)) {
        let events: &'a Events = self.events;
        let mut at = self.first_event(range.start);
        while let Some(&event) = events.all.get(at).filter(|event| (event.start as usize) < range.end) {
            at += 1;
            if event.run == self.run {
                act(self, event);
            }
        }
        self.hint = at;
    }

    pub(super) fn has_events(&mut self, range: Range<usize>) -> bool {
        let first = self.first_event(range.start);
        self.events.all.get(first).is_some_and(|event| (event.start as usize) < range.end)
    }

    pub(super) fn has_walrus(&self, range: &Range<usize>) -> bool {
        let all = &self.events.walruses;
        let first = all.partition_point(|&start| (start as usize) < range.start);
        all.get(first).is_some_and(|&start| (start as usize) < range.end)
    }

    /// The uses in a piece of code whose names are only used.
    pub(super) fn uses(&mut self, range: Range<usize>) {
        self.each_event(range, |walker, event| {
            if event.act == Act::Use {
                walker.use_of(event);
                if walker.follows_all() && !walker.is_surely_bound(event.variable) {
                    walker.state.used(event.variable);
                }
            }
        });
    }

    pub(super) fn is_surely_bound(&self, variable: u32) -> bool {
        matches!(self.state.values.get(self.state.get(variable)), ValueNode::Bound(_) | ValueNode::Used(_))
    }

    /// The names in a piece of code, in the order of the text, whatever is done with them.
    pub(super) fn names(&mut self, range: Range<usize>) {
        self.each_event(range, |walker, event| {
            walker.may_fail();
            if matches!(event.act, Act::Use | Act::Delete) {
                walker.use_of(event);
            }
            walker.change(event);
        });
    }

    /// The parameters of a function that begins.
    pub(super) fn bind_all(&mut self, range: Range<usize>) {
        self.each_event(range, Self::change);
    }

    pub(super) fn use_of(&mut self, event: Event) {
        let (value, facts) = (self.state.get(event.variable), self.state.facts);
        let asked = self.follows_all() || event.act == Act::Use;
        if asked && self.state.live {
            let guarded = self.guards > 0;
            self.used.push(Used { start: event.start, variable: event.variable, value, facts, guarded });
            self.finish();
        }
    }

    /// Stops the walk for one use, once no loop can bring more to it.
    pub(super) fn finish(&mut self) {
        let is_in_loop = self.frames.iter().any(|frame| matches!(frame, Frame::Loop(_)));
        self.done |= self.follows == Follows::Use && !self.used.is_empty() && !is_in_loop;
        self.state.live &= !self.done;
    }

    /// Goes on at a join.
    pub(super) fn enter(&mut self, join: &Join) {
        self.state.enter(join);
        self.state.live &= !self.done;
    }

    pub(super) fn change(&mut self, event: Event) {
        let before = self.state.get(event.variable);
        let value = match event.act {
            Act::Use => return,
            Act::Delete => self.state.values.add(ValueNode::Deleted(event.start)),
            act => {
                let bound = Bound {
                    start: event.start,
                    defines: act == Act::Define,
                    constant: self.bound_constant,
                    clock: self.clock,
                };
                if let ValueNode::Bound(old) = self.state.values.get(before)
                    && old.defines
                    && self.follows_all()
                {
                    self.replaced.push(Replaced {
                        old: old.start,
                        new: event.start,
                        variable: event.variable,
                        value: before,
                        at_once: old.clock == self.clock,
                    });
                }
                self.state.values.add(ValueNode::Bound(bound))
            }
        };
        self.state.set(event.variable, value);
    }

    /// All that a piece of code may do, in whatever order: where it is too deep, or no Python.
    pub(super) fn anything(&mut self, node: Node<'t>) {
        self.evaluate_nothing();
        self.each_event(node.byte_range(), |walker, event| {
            let before = walker.state.get(event.variable);
            walker.change(event);
            let after = walker.state.get(event.variable);
            let either = walker.state.values.either(before, WayId::NONE, after, WayId::NONE);
            walker.state.set(event.variable, either);
        });
        for jump in [Jump::Break, Jump::Continue, Jump::Return] {
            let goes_on = self.state.live;
            self.jump(jump, node);
            self.state.live = goes_on;
        }
    }
}
