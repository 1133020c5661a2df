//! What is in each variable at a place of the walk, and how ways join.
//!
//! The trick: a journal notes each change of a variable. A [`Join`] remembers how far it has read the journal; what comes to it costs what
//! has changed since something came to it last, not what there is. Going back to where ways part reads the journal, too.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::values::{Facts, Node, Value, Values, Way, WayId};

pub(super) struct State {
    pub(super) values: Values,
    /// What is in each variable.
    current: Vec<Value>,
    /// (variable, its value before), since the run began.
    journal: Vec<(u32, Value)>,
    /// For each variable, the last restoring that has seen it.
    stamps: Vec<u32>,
    stamp: u32,
    /// Whether the place can be reached.
    pub(super) live: bool,
    /// What is known of conditions.
    pub(super) facts: Facts,
}

/// A place where ways join.
pub(super) struct Join {
    /// The length of the journal where the ways part, and what was known there.
    base: usize,
    base_facts: Facts,
    /// How far the journal is read.
    read: usize,
    /// What differs from where the ways part.
    found: FxHashMap<u32, (Value, WayId)>,
    /// How many ways have come, the first of them, and what was known on it.
    n_ways: u32,
    first: WayId,
    facts: Facts,
}

impl Join {
    pub(super) fn is_reached(&self) -> bool {
        self.n_ways > 0
    }

    /// What is known on all ways that come.
    pub(super) fn know(&mut self, facts: Facts) {
        self.base_facts = facts;
    }

    pub(super) fn value(&self, variable: u32) -> Option<Value> {
        self.found.get(&variable).map(|found| found.0)
    }
}

impl State {
    pub(super) fn new(n_variables: usize) -> State {
        State {
            values: Values::new(),
            current: vec![Values::UNBOUND; n_variables],
            journal: Vec::new(),
            stamps: vec![0; n_variables],
            stamp: 0,
            live: true,
            facts: Facts::NONE,
        }
    }

    /// A new run begins: of variables that no other run has.
    pub(super) fn begin(&mut self) {
        self.journal.clear();
        self.live = true;
        self.facts = Facts::NONE;
    }

    pub(super) fn get(&self, variable: u32) -> Value {
        self.current[variable as usize]
    }

    pub(super) fn set(&mut self, variable: u32, value: Value) {
        let before = std::mem::replace(&mut self.current[variable as usize], value);
        self.journal.push((variable, before));
    }

    /// A join of ways that part here.
    pub(super) fn join(&self) -> Join {
        Join {
            base: self.journal.len(),
            base_facts: self.facts,
            read: self.journal.len(),
            found: FxHashMap::default(),
            n_ways: 0,
            first: WayId::NONE,
            facts: Facts::NONE,
        }
    }

    /// A join that this place comes to: to go on here again costs what will have changed by then.
    pub(super) fn here(&self) -> Join {
        Join { n_ways: self.live.into(), facts: self.facts, ..self.join() }
    }

    /// The code here goes on at the join; it may go on here, too.
    pub(super) fn come(&mut self, join: &mut Join, way: Way) {
        if !self.live || join.is_reached() && join.read == self.journal.len() && join.facts == self.facts {
            return;
        }
        let way = self.values.way(way, self.facts);
        for &(variable, before) in &self.journal[join.read..] {
            let now = self.current[variable as usize];
            match join.found.entry(variable) {
                // So far all ways have brought what it was where they parted.
                Entry::Vacant(entry) => {
                    let reached = join.n_ways > 0;
                    let value = if reached { self.values.either(before, join.first, now, way) } else { now };
                    entry.insert((value, if value == now { way } else { WayId::NONE }));
                }
                Entry::Occupied(mut entry) => {
                    let (found, found_way) = *entry.get();
                    let value = self.values.either(found, found_way, now, way);
                    if value != found {
                        entry.insert((value, WayId::NONE));
                    }
                }
            }
        }
        join.read = self.journal.len();
        if join.n_ways == 0 {
            (join.first, join.facts) = (way, self.facts);
        }
        join.n_ways += 1;
    }

    /// Goes on at the join; nowhere, if no way has come to it.
    pub(super) fn enter(&mut self, join: &Join) {
        self.restore(join.base);
        self.live = join.is_reached();
        self.facts = if join.n_ways == 1 { join.facts } else { join.base_facts };
        for (&variable, &(value, _)) in &join.found {
            if self.get(variable) != value {
                self.set(variable, value);
            }
        }
    }

    /// What has changed since the journal had a length: each variable with its value.
    pub(super) fn changes_since(&mut self, length: usize) -> Vec<(u32, Value)> {
        self.stamp += 1;
        let mut changes = Vec::new();
        for &(variable, _) in &self.journal[length..] {
            if std::mem::replace(&mut self.stamps[variable as usize], self.stamp) != self.stamp {
                changes.push((variable, self.current[variable as usize]));
            }
        }
        changes
    }

    pub(super) fn journal_len(&self) -> usize {
        self.journal.len()
    }

    /// Makes all variables what they were when the journal had a length. The journal notes that, too: joins further out read on.
    fn restore(&mut self, length: usize) {
        self.stamp += 1;
        for at in length..self.journal.len() {
            let (variable, before) = self.journal[at];
            let is_first = std::mem::replace(&mut self.stamps[variable as usize], self.stamp) != self.stamp;
            if is_first && self.get(variable) != before {
                self.set(variable, before);
            }
        }
    }

    /// After a use of it, a variable is bound.
    pub(super) fn used(&mut self, variable: u32) {
        let used = self.values.add(Node::Used(self.get(variable)));
        self.set(variable, used);
    }
}
