//! Statements with branches: `if`, loops, `try`, `with`, `match`.

use std::ops::Range;

use super::DEEPEST;
use super::events::{Act, Event};
use super::grammar::S;
use super::jumps::{Exits, Failed, Frame, Jump, Loop};
use super::state::Join;
use super::values::{Value, Way, WayKind};
use super::walk::Walker;
use crate::syntax::{Node, first_part};

/// Managers that swallow exceptions, by the last name of what is called; and all that begin with `assertRaises`.
const SWALLOWING: [&str; 4] = ["suppress", "raises", "ignored", "suppressed"];

/// The exceptions that an unbound name raises, and those that they are.
const NAME_ERRORS: [&str; 4] = ["NameError", "UnboundLocalError", "Exception", "BaseException"];

impl<'a, 't> Walker<'a, 't> {
    // ---- if

    pub(super) fn if_statement(&mut self, node: Node<'t>) {
        let mut end = self.state.join();
        let none_holds = self.branches(&mut end);
        self.enter(&none_holds);
        self.state.come(&mut end, Way::new(WayKind::False, node.byte_range()));
        self.enter(&end);
    }

    /// The branches of an `if` or `elif`; the answer is where none of them was taken.
    fn branches(&mut self, end: &mut Join) -> Join {
        let (mut holds, mut fails) = (self.state.join(), self.state.join());
        let fields = &self.grammar.fields;
        let whole = self.cursor.node().byte_range();
        self.at_children(|walker, node, field| {
            if field == fields.condition {
                walker.condition(node, &mut holds, &mut fails);
            } else if field == fields.consequence {
                walker.enter(&holds);
                walker.sequence();
                walker.state.come(end, Way::new(WayKind::True, whole.clone()));
            } else if field == fields.alternative {
                walker.enter(&fails);
                if walker.grammar.kind(node) == S::Elif {
                    fails = walker.branches(end);
                } else {
                    walker.clause();
                    walker.state.come(end, Way::new(WayKind::False, whole.clone()));
                    walker.state.live = false;
                    fails = walker.state.join();
                }
            }
        });
        fails
    }

    /// The block of an `else` or `finally`.
    fn clause(&mut self) {
        self.at_children(|walker, node, _| {
            if walker.grammar.kind(node) == S::Sequence && walker.state.live {
                walker.sequence();
            }
        });
    }

    // ---- loops

    /// At a loop's head each variable that the loop changes is what comes in or what a round leaves. [`Self::close_heads`] tells
    /// the latter.
    pub(super) fn open_heads(&mut self, range: Range<usize>, way: Way) -> Vec<(u32, Value)> {
        let way = self.state.values.way(way, self.state.facts);
        let mut heads: Vec<(u32, Value)> = Vec::new();
        self.each_event(range, |walker, event| {
            let entry = walker.state.get(event.variable);
            let has_head = heads.first().is_some_and(|first| entry >= first.1);
            if (event.act.changes()) && !has_head {
                let head = walker.state.values.head(entry, way);
                walker.state.set(event.variable, head);
                heads.push((event.variable, head));
            }
        });
        heads
    }

    pub(super) fn close_heads(&mut self, heads: &[(u32, Value)], again: &Join) {
        for &(variable, head) in heads {
            // What a round doesn't change comes back as the head itself.
            if let Some(back) = again.value(variable) {
                self.state.values.comes_back(head, back);
            }
        }
    }

    pub(super) fn while_statement(&mut self, node: Node<'t>) {
        let heads = self.open_heads(node.byte_range(), Way::new(WayKind::NoRound, node.byte_range()));
        let around = Loop { exit: self.state.join(), again: self.state.join() };
        let (mut holds, mut fails) = (self.state.join(), self.state.join());
        if let Some(condition) = self.field(node, self.grammar.fields.condition) {
            self.condition(condition, &mut holds, &mut fails);
        }
        self.enter(&holds);
        self.rounds(node, &heads, around, Some(fails));
    }

    pub(super) fn for_statement(&mut self, node: Node<'t>) {
        let fields = &self.grammar.fields;
        let (Some(target), Some(iterable)) = (self.field(node, fields.left), self.field(node, fields.right)) else {
            return self.anything(node);
        };
        self.evaluate(iterable);
        let has_round = self.has_a_round(iterable);
        let kind = if has_round { WayKind::OtherRounds } else { WayKind::NoRound };
        let way = Way::new(kind, node.byte_range());
        let heads = self.open_heads(target.start_byte()..node.end_byte(), way);
        let around = Loop { exit: self.state.join(), again: self.state.join() };
        let mut exhausted = self.state.join();
        self.state.come(&mut exhausted, way);
        self.evaluate_nothing();
        self.names(target.byte_range());
        self.rounds(node, &heads, around, (!has_round).then_some(exhausted));
    }

    /// The body of a loop whose round has begun, its `else`, and what follows. A loop that has a round for certain is exhausted after one.
    fn rounds(&mut self, node: Node<'t>, heads: &[(u32, Value)], around: Loop, exhausted: Option<Join>) {
        let fields = &self.grammar.fields;
        self.frames.push(Frame::Loop(around));
        self.at_children(|walker, _, field| {
            if field == fields.body && walker.state.live {
                walker.sequence();
            }
        });
        let Some(Frame::Loop(Loop { mut exit, mut again })) = self.frames.pop() else { return };
        self.state.come(&mut again, Way::new(WayKind::Unknown, node.byte_range()));
        self.close_heads(heads, &again);
        self.enter(exhausted.as_ref().unwrap_or(&again));
        self.at_children(|walker, _, field| {
            if field == fields.alternative {
                walker.clause();
            }
        });
        self.state.come(&mut exit, Way::new(WayKind::Exhausted, node.byte_range()));
        self.enter(&exit);
        self.finish();
    }

    // ---- try

    pub(super) fn try_statement(&mut self, node: Node<'t>) {
        if !self.has_finally() {
            return self.attempt(node);
        }
        let mut ended = self.state.join();
        let [broken, continued, returned] = [self.state.join(), self.state.join(), self.state.join()];
        self.frames.push(Frame::Finally(self.failed(node), Exits { broken, continued, returned }));
        self.attempt(node);
        let Some(Frame::Finally(mut failed, exits)) = self.frames.pop() else { return };
        let way = Way::new(WayKind::Unknown, node.byte_range());
        self.state.come(&mut ended, way);
        self.state.come(&mut failed.join, way);
        self.enter(&failed.join);
        let before = self.state.journal_len();
        self.at_children(|walker, node, _| {
            if walker.grammar.kind(node) == S::Finally {
                walker.clause();
            }
        });
        // What has left the rest in whatever way goes on with what `finally` has changed.
        let changes = self.state.live.then(|| self.state.changes_since(before));
        self.may_fail();
        for (exit, jump) in
            [(exits.broken, Jump::Break), (exits.continued, Jump::Continue), (exits.returned, Jump::Return)]
        {
            self.goes_on(&exit, changes.as_deref());
            if self.state.live {
                self.jump(jump, node);
            }
        }
        self.goes_on(&ended, changes.as_deref());
    }

    fn goes_on(&mut self, from: &Join, changes: Option<&[(u32, Value)]>) {
        self.enter(from);
        self.state.live &= changes.is_some();
        if self.state.live {
            for &(variable, value) in changes.unwrap_or_default() {
                self.state.set(variable, value);
            }
        }
    }

    fn failed(&self, node: Node<'t>) -> Failed {
        Failed { join: self.state.join(), start: node.start_byte() as u32, end: node.end_byte() as u32 }
    }

    fn has_finally(&mut self) -> bool {
        let mut found = false;
        self.at_children(|walker, node, _| found |= walker.grammar.kind(node) == S::Finally);
        found
    }

    /// A `try` but for its `finally`.
    fn attempt(&mut self, node: Node<'t>) {
        let caught = self.caught();
        let (mut end, mut ended) = (self.state.join(), self.state.join());
        let mut failed = self.state.join();
        let unharmed = Way::new(WayKind::Unharmed, node.byte_range());
        let is_body = self.grammar.fields.body;
        let mut has_else = false;
        self.at_children(|walker, child, field| match walker.grammar.kind(child) {
            S::Sequence if field == is_body && caught.is_empty() => {
                walker.sequence();
                walker.state.come(&mut ended, unharmed);
            }
            S::Sequence if field == is_body => {
                failed = walker.handled_body(node, caught.iter().any(|header| takes_name_errors(header)));
                walker.state.come(&mut ended, unharmed);
            }
            S::Except => {
                walker.enter(&failed);
                failed = walker.state.here();
                walker.handler(child);
                walker.state.come(&mut end, Way::new(WayKind::Handler, child.byte_range()));
            }
            S::Else => {
                has_else = true;
                walker.enter(&ended);
                walker.clause();
                walker.state.come(&mut end, unharmed);
            }
            _ => {}
        });
        if !has_else {
            self.enter(&ended);
            self.state.come(&mut end, unharmed);
        }
        if !caught.iter().any(|header| header.trim_end() == "except") {
            // Perhaps no handler fits.
            self.enter(&failed);
            if self.state.live {
                self.may_fail();
            }
        }
        self.enter(&end);
    }

    /// Runs the cursor's block; the answer is what its exceptions come to.
    fn handled_body(&mut self, node: Node<'t>, is_guard: bool) -> Join {
        self.frames.push(Frame::Handled(self.failed(node)));
        self.guards += usize::from(is_guard);
        self.sequence();
        self.guards -= usize::from(is_guard);
        // A signal may come even behind the last statement.
        self.may_fail();
        match self.frames.pop() {
            Some(Frame::Handled(failed)) => failed.join,
            _ => self.state.join(),
        }
    }

    /// The headers of the `except` clauses, up to their colons.
    fn caught(&mut self) -> Vec<&'a str> {
        let mut headers = Vec::new();
        self.at_children(|walker, node, _| {
            if walker.grammar.kind(node) == S::Except {
                let text: &'a str = walker.text;
                headers.push(text[node.byte_range()].split(':').next().unwrap_or_default());
            }
        });
        headers
    }

    /// `except … as x` ends by unbinding `x` (reference, section 8.4.1).
    fn handler(&mut self, clause: Node<'t>) {
        self.at_children(|walker, node, _| {
            if walker.grammar.kind(node) != S::Sequence || !walker.state.live {
                return;
            }
            let header = clause.start_byte()..node.start_byte();
            walker.evaluate_nothing();
            walker.header(clause, header.clone());
            walker.sequence();
            if walker.state.live {
                walker.each_event(header, |walker, event| {
                    if event.act == Act::Bind {
                        walker.change(Event { act: Act::Delete, ..event });
                    }
                });
            }
        });
    }

    // ---- with

    pub(super) fn with_statement(&mut self, node: Node<'t>) {
        let is_body = self.grammar.fields.body;
        let Some(body) = self.field(node, is_body) else { return self.anything(node) };
        let header = node.start_byte()..body.start_byte();
        let text: &'a str = &self.text[header.clone()];
        self.evaluate_nothing();
        self.header(node, header);
        let mut end = self.state.join();
        self.at_children(|walker, child, field| {
            if field != is_body {
            } else if swallows(text) {
                let failed = walker.handled_body(node, takes_name_errors(text));
                walker.state.come(&mut end, Way::new(WayKind::Unknown, node.byte_range()));
                walker.enter(&failed);
                walker.state.come(&mut end, Way::new(WayKind::Early, node.byte_range()));
                walker.enter(&end);
            } else {
                walker.statement(child);
            }
        });
    }

    // ---- match

    pub(super) fn match_statement(&mut self, node: Node<'t>) {
        let fields = &self.grammar.fields;
        let Some(body) = self.field(node, fields.body) else { return self.anything(node) };
        self.evaluate_nothing();
        self.header(node, node.start_byte()..body.start_byte());
        let mut end = self.state.join();
        self.at_children(|walker, _, field| {
            if field == fields.body {
                walker.at_children(|walker, clause, _| {
                    if walker.grammar.kind(clause) == S::Case {
                        walker.case(clause, &mut end);
                    }
                });
            }
        });
        self.state.come(&mut end, Way::new(WayKind::NoCase, node.byte_range()));
        self.enter(&end);
    }

    /// One `case`; the walk goes on where it doesn't fit.
    fn case(&mut self, clause: Node<'t>, end: &mut Join) {
        let fields = &self.grammar.fields;
        if self.field(clause, fields.consequence).is_none() {
            return;
        }
        let guard = self.field(clause, fields.guard);
        let fits_all = fits_all(clause);
        let way = Way::new(WayKind::Unknown, clause.byte_range());
        let (mut fits, mut misses) = (self.state.join(), self.state.join());
        if !fits_all {
            self.state.come(&mut misses, way);
        }
        self.evaluate_nothing();
        clause.named_children().filter(|part| part.kind() == "case_pattern").for_each(|pattern| self.pattern(pattern));
        // Some names may be bound before the rest doesn't fit (reference, section 8.6).
        if !fits_all {
            self.state.come(&mut misses, way);
        }
        match guard.and_then(|guard| first_part(guard)) {
            Some(condition) => _ = self.part(condition, &mut fits, &mut misses),
            None => self.state.come(&mut fits, way),
        }
        self.enter(&fits);
        self.at_children(|walker, _, field| {
            if field == fields.consequence && walker.state.live {
                walker.sequence();
            }
        });
        self.state.come(end, Way::new(WayKind::Case, clause.byte_range()));
        self.enter(&misses);
    }

    /// What a pattern binds: of alternatives, those of one.
    fn pattern(&mut self, node: Node<'t>) {
        if self.depth == DEEPEST || !self.text[node.byte_range()].contains('|') {
            return self.names(node.byte_range());
        }
        self.depth += 1;
        if node.kind() == "union_pattern" {
            let way = Way::new(WayKind::Unknown, node.byte_range());
            let mut end = self.state.join();
            for alternative in node.named_children() {
                let mut misses = self.state.join();
                self.state.come(&mut misses, way);
                self.pattern(alternative);
                self.state.come(&mut end, way);
                self.enter(&misses);
            }
            self.enter(&end);
        } else {
            node.children().for_each(|part| self.pattern(part));
        }
        self.depth -= 1;
    }
}

/// Whether a clause is `case _` or `case x`, but for its guard.
fn fits_all(clause: Node<'_>) -> bool {
    let mut patterns = clause.named_children().filter(|child| child.kind() == "case_pattern");
    let (Some(pattern), None) = (patterns.next(), patterns.next()) else { return false };
    // `_` is no named node.
    pattern
        .child(0)
        .is_none_or(|inner| inner.kind() == "_" || inner.kind() == "dotted_name" && inner.named_child_count() == 1)
}

/// Whether a `with` or `except` header names the exception of an unbound name, or none at all.
fn takes_name_errors(header: &str) -> bool {
    let mut words = header.split(|c: char| !c.is_alphanumeric() && c != '_');
    header.trim_end() == "except" || words.any(|word| NAME_ERRORS.contains(&word))
}

fn swallows(header: &str) -> bool {
    let callee = |before: &str| {
        let name = before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        SWALLOWING.contains(&name) || name.starts_with("assertRaises")
    };
    header.split_inclusive('(').any(|part| part.strip_suffix('(').is_some_and(callee))
}
