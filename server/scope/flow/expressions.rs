//! Expressions: conditions, which lead to one of two places, and those in which something is bound, or may be unbound. Of all others it is
//! enough which names stand in them.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::DEEPEST;
use super::grammar::S;
use super::state::Join;
use super::values::{Facts, Literal, Test, Value, Way, WayKind};
use super::walk::Walker;
use crate::syntax::{Node, first_part, parts, walrus_of};

/// Parts of conditions nested deeper than this tell no facts.
const DEEPEST_FACT: usize = 8;

impl<'a, 't> Walker<'a, 't> {
    /// Evaluates a condition: the code goes on where it holds, or where it fails.
    pub(super) fn condition(&mut self, node: Node<'t>, holds: &mut Join, fails: &mut Join) {
        let [if_it_holds, if_it_fails] = self.part(node, holds, fails);
        holds.know(if_it_holds);
        fails.know(if_it_fails);
    }

    /// Evaluates a part of a condition; the answer is what is known where it holds and where it fails.
    pub(super) fn part(&mut self, node: Node<'t>, holds: &mut Join, fails: &mut Join) -> [Facts; 2] {
        let before = self.state.facts;
        let known = [true, false].map(|outcome| self.learned(node, outcome, before, 0));
        if self.depth < DEEPEST && self.is_looked_into(node) {
            self.depth += 1;
            let is_split = self.split(node, holds, fails);
            self.depth -= 1;
            if is_split {
                return known;
            }
        }
        self.evaluate(node);
        let bound = match self.grammar.kind(node) {
            S::NamedExpression => Some(node),
            _ => walrus_of(node),
        };
        let bound = bound.and_then(|walrus| self.field(walrus, self.grammar.fields.name));
        // `if x := y` tests x.
        let known = match bound {
            Some(name) => {
                [(true, known[0]), (false, known[1])].map(|(holds, known)| self.learned(name, holds, known, 0))
            }
            None => known,
        };
        let way = Way::new(WayKind::Shortcut, node.byte_range());
        let constant = self.constant(node);
        for (join, outcome, known) in [(holds, true, known[0]), (fails, false, known[1])] {
            if constant != Some(!outcome) {
                self.state.facts = known;
                self.state.come(join, way);
            }
        }
        self.state.facts = before;
        known
    }

    /// A condition that is made of others, which may bind something; whether it is one.
    fn split(&mut self, node: Node<'t>, holds: &mut Join, fails: &mut Join) -> bool {
        match (self.grammar.kind(node), first_part(node)) {
            (S::Parenthesized, Some(inner)) => _ = self.part(inner, holds, fails),
            (S::Not, Some(inner)) => _ = self.part(inner, fails, holds),
            (S::Boolean, _) => {
                let fields = &self.grammar.fields;
                let (Some(left), Some(right)) = (self.field(node, fields.left), self.field(node, fields.right)) else {
                    return false;
                };
                let mut on = self.state.join();
                if is_and(node) {
                    self.part(left, &mut on, fails);
                } else {
                    self.part(left, holds, &mut on);
                }
                self.enter(&on);
                self.part(right, holds, fails);
            }
            _ => return false,
        }
        true
    }

    /// The value of a constant condition.
    pub(super) fn constant(&self, node: Node<'t>) -> Option<bool> {
        match self.grammar.kind(node) {
            S::True => Some(true),
            S::False => Some(false),
            S::Integer => Some(!self.text[node.byte_range()].bytes().all(|digit| digit == b'0')),
            S::Parenthesized => first_part(node).filter(|inner| self.is_simple(*inner)).and_then(|n| self.constant(n)),
            S::Not => {
                first_part(node).filter(|inner| self.is_simple(*inner)).and_then(|n| self.constant(n)).map(|b| !b)
            }
            _ => None,
        }
    }

    fn is_simple(&self, node: Node<'t>) -> bool {
        matches!(self.grammar.kind(node), S::True | S::False | S::Integer)
    }

    // ---- facts

    /// What is known when a condition holds or fails: that, and what follows for its parts.
    fn learned(&mut self, node: Node<'t>, holds: bool, before: Facts, depth: usize) -> Facts {
        if !self.follows_all() || depth > DEEPEST_FACT {
            return before;
        }
        let fields = &self.grammar.fields;
        match (self.grammar.kind(node), first_part(node)) {
            (S::Parenthesized, Some(inner)) => self.learned(inner, holds, before, depth + 1),
            (S::Not, Some(inner)) => self.learned(inner, !holds, before, depth + 1),
            (S::Boolean, _) if is_and(node) == holds => {
                let (left, right) = (self.field(node, fields.left), self.field(node, fields.right));
                let left = left.map_or(before, |left| self.learned(left, holds, before, depth + 1));
                right.map_or(left, |right| self.learned(right, holds, left, depth + 1))
            }
            _ => {
                let mut one_of = Vec::new();
                self.literals(node, holds, &mut one_of, depth);
                self.state.values.fact(&one_of, before)
            }
        }
    }

    /// The literals of which one holds when a condition holds or fails.
    fn literals(&mut self, node: Node<'t>, holds: bool, found: &mut Vec<Literal>, depth: usize) {
        let fields = &self.grammar.fields;
        match (self.grammar.kind(node), first_part(node)) {
            (S::Parenthesized, Some(inner)) if depth < DEEPEST_FACT => self.literals(inner, holds, found, depth + 1),
            (S::Not, Some(inner)) if depth < DEEPEST_FACT => self.literals(inner, !holds, found, depth + 1),
            (S::Boolean, _) if is_and(node) != holds && depth < DEEPEST_FACT => {
                for part in [fields.left, fields.right] {
                    if let Some(part) = self.field(node, part) {
                        self.literals(part, holds, found, depth + 1);
                    }
                }
            }
            _ => {
                let (condition, is_negated) = self.condition_id(node);
                found.push(Literal { condition, holds: holds != is_negated, flag: self.flag(node) });
            }
        }
    }

    /// What a condition tests, where that is a variable: `x`, `x is None`, `x is not None`.
    fn flag(&mut self, node: Node<'t>) -> Option<(Value, Test)> {
        let (tested, test) = match (self.grammar.kind(node), node.child(1), node.child(2)) {
            (S::Comparison, Some(operator), Some(none))
                if matches!(operator.kind(), "is" | "is not") && none.kind() == "none" =>
            {
                (node.child(0)?, Test::IsNone)
            }
            _ => (node, Test::IsTrue),
        };
        let mut value = None;
        if tested.kind() == "identifier" {
            self.each_event(tested.byte_range(), |walker, event| value = Some(walker.state.get(event.variable)));
        }
        value.map(|value| (value, test))
    }

    /// A number for a condition: the same for the same words about the same values; and whether it is that condition's negation.
    fn condition_id(&mut self, node: Node<'t>) -> (u64, bool) {
        let mut hasher = FxHasher::default();
        let operator = match self.grammar.kind(node) {
            S::Comparison if node.named_child_count() == 2 => node.child(1),
            _ => None,
        };
        let positive = operator.and_then(|operator| match operator.kind() {
            "is not" => Some("is"),
            "not in" => Some("in"),
            "!=" => Some("=="),
            _ => None,
        });
        match (operator, node.child(0), node.child(2)) {
            (Some(operator), Some(left), Some(right)) => {
                self.text[left.byte_range()].hash(&mut hasher);
                positive.unwrap_or(operator.kind()).hash(&mut hasher);
                self.text[right.byte_range()].hash(&mut hasher);
            }
            _ => self.text[node.byte_range()].hash(&mut hasher),
        }
        self.each_event(node.byte_range(), |walker, event| {
            let value = walker.state.get(event.variable);
            walker.state.values.unused(value).0.hash(&mut hasher);
        });
        (hasher.finish(), positive.is_some())
    }

    /// Whether a `for` over this runs at least once.
    pub(super) fn has_a_round(&self, iterable: Node<'t>) -> bool {
        let mut pending = vec![iterable];
        while let Some(node) = pending.pop() {
            let text = &self.text[node.byte_range()];
            let has_one = match node.kind() {
                "list" | "tuple" | "set" | "dictionary" | "expression_list" => {
                    parts(node).iter().any(|part| !matches!(part.kind(), "list_splat" | "dictionary_splat"))
                }
                "string" => text.len() > 2 && !text.contains('{') && !text.ends_with("\"\"") && !text.ends_with("''"),
                "call" => self.gives_a_round(node, &mut pending),
                _ => false,
            };
            if !has_one {
                return false;
            }
        }
        true
    }

    /// Whether a call gives one item at least, if what is pending then does.
    fn gives_a_round(&self, call: Node<'t>, pending: &mut Vec<Node<'t>>) -> bool {
        let (Some(function), Some(arguments)) = (call.field("function"), call.field("arguments")) else { return false };
        let mut arguments = parts(arguments);
        arguments.retain(|argument| argument.kind() != "keyword_argument");
        let number = |argument: &Node<'t>| self.text[argument.byte_range()].parse::<u64>().ok();
        match &self.text[function.byte_range()] {
            "range" => match arguments.iter().map(number).collect::<Option<Vec<_>>>().as_deref() {
                Some(&[end]) => end > 0,
                Some(&[start, end]) => start < end,
                _ => false,
            },
            "enumerate" | "reversed" | "sorted" | "list" | "tuple" => {
                pending.extend(arguments.first());
                !arguments.is_empty()
            }
            "itertools.count" => true,
            "zip" | "product" | "itertools.product" => {
                pending.extend(&arguments);
                !arguments.is_empty()
            }
            _ => false,
        }
    }

    // ---- expressions

    /// Whether it matters in which order, and whether at all, the parts of an expression run: it binds something, or something in it may
    /// be unbound.
    fn is_looked_into(&mut self, node: Node<'t>) -> bool {
        if self.has_walrus(&node.byte_range()) {
            return true;
        }
        let mut is_unsure = false;
        if self.follows_all() {
            self.each_event(node.byte_range(), |walker, event| is_unsure |= !walker.is_surely_bound(event.variable));
        }
        is_unsure && !evaluates_all(&self.text[node.byte_range()])
    }

    /// The names of an expression, as it is evaluated.
    pub(super) fn expression(&mut self, node: Node<'t>) {
        if !self.is_looked_into(node) {
            return self.uses(node.byte_range());
        }
        if self.depth == DEEPEST {
            return if self.has_walrus(&node.byte_range()) {
                self.anything(node)
            } else {
                self.uses(node.byte_range())
            };
        }
        self.depth += 1;
        match self.grammar.kind(node) {
            S::NamedExpression => self.named_expression(node),
            S::Boolean | S::Not => {
                let (mut holds, mut fails) = (self.state.join(), self.state.join());
                let mut end = self.state.join();
                self.split(node, &mut holds, &mut fails);
                for join in [holds, fails] {
                    self.enter(&join);
                    self.state.come(&mut end, Way::new(WayKind::Shortcut, node.byte_range()));
                }
                self.enter(&end);
            }
            S::Conditional => self.conditional(node),
            S::Comparison => {
                let operands: Vec<_> = parts(node);
                let (always, perhaps) = operands.split_at(operands.len().min(2));
                always.iter().for_each(|operand| self.expression(*operand));
                let mut end = self.state.join();
                for operand in perhaps {
                    self.state.come(&mut end, Way::new(WayKind::Shortcut, node.byte_range()));
                    self.expression(*operand);
                }
                self.state.come(&mut end, Way::new(WayKind::Unknown, node.byte_range()));
                self.enter(&end);
            }
            S::Comprehension => self.comprehension(node),
            _ => {
                let parts: Vec<_> = parts(node);
                parts.into_iter().for_each(|part| self.expression(part));
                if node.named_child_count() == 0 {
                    self.uses(node.byte_range());
                }
            }
        }
        self.depth -= 1;
    }

    fn named_expression(&mut self, node: Node<'t>) {
        if let Some(value) = self.field(node, self.grammar.fields.value) {
            self.expression(value);
        }
        if let Some(name) = self.field(node, self.grammar.fields.name) {
            self.names(name.byte_range());
        }
    }

    /// `a if test else b`
    fn conditional(&mut self, node: Node<'t>) {
        let parts: Vec<_> = parts(node);
        let &[yes, test, no] = &parts[..] else { return self.anything(node) };
        let walrus = walrus_of(node);
        let fields = &self.grammar.fields;
        let yes = walrus.and_then(|walrus| self.field(walrus, fields.value)).unwrap_or(yes);
        let (mut holds, mut fails) = (self.state.join(), self.state.join());
        let mut end = self.state.join();
        self.condition(test, &mut holds, &mut fails);
        for (join, value) in [(holds, yes), (fails, no)] {
            self.enter(&join);
            if self.state.live {
                self.expression(value);
            }
            self.state.come(&mut end, Way::new(WayKind::Shortcut, node.byte_range()));
        }
        self.enter(&end);
        if let Some(name) = walrus.and_then(|walrus| self.field(walrus, fields.name)) {
            self.names(name.byte_range());
        }
    }

    /// A comprehension that binds something around it: a loop whose clauses come first.
    fn comprehension(&mut self, node: Node<'t>) {
        let parts: Vec<_> = parts(node);
        let Some((element, clauses)) = parts.split_first() else { return };
        let fields = &self.grammar.fields;
        if let Some(iterable) = clauses.first().and_then(|clause| self.field(*clause, fields.right)) {
            self.expression(iterable);
        }
        let way = Way::new(WayKind::NoRound, node.byte_range());
        let heads = self.open_heads(node.byte_range(), way);
        let mut end = self.state.join();
        self.state.come(&mut end, way);
        for (number, clause) in clauses.iter().enumerate() {
            match (clause.kind(), first_part(*clause)) {
                ("if_clause", Some(condition)) => {
                    let mut holds = self.state.join();
                    self.part(condition, &mut holds, &mut end);
                    self.enter(&holds);
                }
                ("for_in_clause", _) if number > 0 => {
                    if let Some(iterable) = self.field(*clause, fields.right) {
                        self.expression(iterable);
                    }
                    self.state.come(&mut end, way);
                }
                _ => {}
            }
        }
        if self.state.live {
            self.expression(*element);
        }
        self.state.come(&mut end, way);
        self.close_heads(&heads, &end);
        self.enter(&end);
    }
}

/// Whether all of an expression is evaluated, as far as its words tell.
fn evaluates_all(expression: &str) -> bool {
    let mut words = expression.split(|c: char| !c.is_alphanumeric() && c != '_');
    !words.any(|word| matches!(word, "and" | "or" | "if" | "for"))
}

fn is_and(node: Node<'_>) -> bool {
    // A comment may stand before it.
    node.field("operator").is_some_and(|operator| operator.kind() == "and")
}
