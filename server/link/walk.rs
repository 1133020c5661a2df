//! How far a question has gone: what it went through, what it looks for already, and how often it may go on.

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::classes::Class;
use super::members::Value;
use super::{Trust, Variable};
use crate::name::Name;
use crate::scope::BlockId;
use crate::store::FileId;

/// More steps from a target to what it is given are not made. Each may branch; code that people write seldom needs more than three.
pub(super) const MOST_HOPS: usize = 4;

/// Type parameters are not followed through more others than this.
const MOST_PARAMETERS: u32 = 12;

/// A question goes on to what something is given, or to what is in something, no more often than this: each time takes some microseconds.
const MOST_STEPS: u32 = 2000;

/// How a question is being answered.
#[derive(Default)]
pub(super) struct Walk {
    /// The class look-ups that have begun: a class can be its own base's attribute, in code that can't run.
    pub(super) begun: FxHashSet<(FileId, BlockId, Name)>,
    pub(super) trust: Trust,
    /// The variables from which it went on to what they are given: from the last to what that is given, and so on.
    pub(super) through: Vec<Variable>,
    /// The bindings of which it is asked what they give, as they reach a use: in a loop, what a binding gives may come from itself.
    pub(super) reached: Vec<(FileId, u32)>,
    /// Whether it asks what is assigned to names behind a dot, whatever stands before that: of many such, each may come from all.
    pub(super) is_of_assigned: bool,
    pub(super) counts: Rc<Counts>,
    /// How many type parameters it went through.
    pub(super) n_parameters: u32,
    /// In how many expressions that are no names it is.
    pub(super) n_knots: u32,
    /// The containers whose parts are being looked for, each by its file and place, of those that more is put into: that may come from themselves.
    pub(super) filled: Vec<(FileId, u32)>,
    /// The functions that are asked for as they stand, without their decorators.
    pub(super) as_they_stand: Vec<Variable>,
    /// What the parameters of decorators are passed.
    pub(super) passed: Vec<(Variable, Value)>,
    /// The call whose result is asked for at this step.
    pub(super) call: Option<super::calls::Call>,
    /// The same, whether there are arguments to ask for or not: it tells which of what is overloaded is called.
    pub(super) called: Option<super::calls::Call>,
    /// The classes whose bases are being looked for, each because the one before it asked.
    pub(super) headers: Vec<Class>,
    /// The classes whose type parameters are being looked for, in the same way.
    pub(super) generic: Vec<Class>,
}

/// What is counted of a question, on all its ways.
#[derive(Default)]
pub(super) struct Counts {
    /// How often it went on to what something is given, or to what is in it.
    pub(super) steps: Cell<u32>,
    /// How often it asked for bases that were being looked for.
    pub(super) circles: Cell<u32>,
    /// How often it passed over a binding of which it was being asked what it gives.
    pub(super) cuts: Cell<u32>,
}

impl Walk {
    pub(super) fn new(trust: Trust) -> Walk {
        Walk { trust, ..Walk::default() }
    }

    /// The walk that goes on from what a variable is given.
    pub(super) fn beyond(&self, variable: Option<&Variable>) -> Walk {
        let through = self.through.iter().chain(variable).copied().collect();
        Walk { through, n_parameters: self.n_parameters, ..self.onwards() }
    }

    /// The walk that goes on from a type parameter to what it is: that was written down elsewhere, and is no circle. `None` where it went through too
    /// many.
    pub(super) fn behind_next_parameter(&self) -> Option<Walk> {
        let is_last = self.is_last_step();
        let walk = Walk { n_parameters: self.n_parameters + 1, ..self.onwards() };
        (self.n_parameters < MOST_PARAMETERS && !is_last).then_some(walk)
    }

    /// A walk that knows on what its answer depends.
    pub(super) fn onwards(&self) -> Walk {
        let (filled, as_they_stand, passed) = (self.filled.clone(), self.as_they_stand.clone(), self.passed.clone());
        let (reached, is_of_assigned) = (self.reached.clone(), self.is_of_assigned);
        Walk { filled, as_they_stand, passed, reached, is_of_assigned, ..self.anew() }
    }

    /// Whether a part of a container is the same for others who ask for it: in one that is asked for already, the answer may be cut short.
    pub(super) fn is_of_all(&self) -> bool {
        self.filled.is_empty() && self.as_they_stand.is_empty()
    }

    /// A walk of the same question from elsewhere.
    pub(super) fn anew(&self) -> Walk {
        let (counts, headers, generic) = (self.counts.clone(), self.headers.clone(), self.generic.clone());
        Walk { counts, headers, generic, ..Walk::new(self.trust) }
    }

    /// Counts a step; whether the question has gone on often enough.
    pub(super) fn is_last_step(&self) -> bool {
        self.counts.steps.set(self.counts.steps.get() + 1);
        self.counts.steps.get() > MOST_STEPS
    }

    /// Counts a step, and says whether it is one too many.
    pub(super) fn is_far(&self) -> bool {
        self.is_last_step() || self.through.len() >= MOST_HOPS
    }
}
