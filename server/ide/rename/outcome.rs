//! What comes of a rename: edits, with what a person should know of them, or a refusal and its reason.

use std::fmt;
use std::path::PathBuf;

use crate::cancel::Cancelled;
use crate::ide::{Location, line, place};
use crate::name::Name;
use crate::store::Snapshot;

/// What a rename changes: the places, sorted by file and place, all of which get the new name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// What stands at the places now.
    pub old_name: String,
    /// What is to stand there.
    pub new_name: String,
    /// Where.
    pub places: Vec<Location>,
    /// Places that get another text than the new name, such as `x as y` in an import of what keeps its name elsewhere.
    pub rewritten: Vec<(Location, String)>,
    /// Where the name may stand for the variable, too: a person must say.
    pub unsure: Vec<Unsure>,
    /// The files and folders that move once the edits are done: from where to where.
    pub moves: Vec<(PathBuf, PathBuf)>,
    /// What a person should know of the edits: a sentence and where.
    pub notes: Vec<(String, Location)>,
}

/// A place that may have to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// Where.
    pub location: Location,
    /// Why it is not certain.
    pub doubt: Doubt,
}

/// Why a place may or may not belong to what is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// An attribute of this name of something that isn't known.
    Receiver(Name),
    /// An attribute of this name of what is said to be an instance of its class: by an annotation, or by what is assigned elsewhere.
    Believed(Name),
    /// A keyword at a call of something that has the function's name, but isn't known.
    Callee(Name),
    /// A keyword at a call that goes through this decorator.
    Decorator(Name),
    /// The dotted name of a module in a string.
    Module,
    /// A field of the docstring that tells of the parameter.
    Field,
    /// Words in a comment, docstring or other string.
    Text,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Doubt::Receiver(name) => write!(f, "some `{name}`, of what can't be told from names alone"),
            Doubt::Believed(name) => {
                write!(f, "`{name}` of what an annotation or an assignment says is of its class: that is no proof")
            }
            Doubt::Callee(name) => write!(f, "a keyword at a call of some `{name}`, which may be another"),
            Doubt::Decorator(name) => {
                write!(f, "a keyword at a call through `@{name}`, which may have other parameters")
            }
            Doubt::Module => write!(f, "the module's name in a string"),
            Doubt::Field => write!(f, "a field of the docstring, which no code depends on"),
            Doubt::Text => write!(f, "the name in a comment or string"),
        }
    }
}

/// Why a rename was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked, in one clause.
    pub asked: String,
    /// What stands in the way, and what to do.
    pub reason: String,
    /// Where it stands.
    pub obstacle: Option<Location>,
    /// Of what sort it is.
    pub kind: Kind,
}

/// The sorts of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is nothing that could be renamed, or the new name is none.
    Name,
    /// What is at the place can't be renamed, whatever the new name: the language's own, or out of reach.
    Fixed,
    /// What else belongs to it can't be told from names alone.
    Unknown,
    /// Another name would change its meaning, or it its own.
    Clash,
    /// A file is no longer what is known of it: once it is read again, the answer may be another.
    Stale,
}

impl Kind {
    /// A word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Name => "name",
            Kind::Fixed => "fixed",
            Kind::Unknown => "unknown",
            Kind::Clash => "clash",
            Kind::Stale => "stale",
        }
    }
}

/// Either of the two ways in which a rename ends without edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It would change the program, or can't be complete.
    Refused(Refusal),
    /// Nobody waits for it any longer.
    Cancelled,
}

impl From<Cancelled> for Failure {
    fn from(_: Cancelled) -> Failure {
        Failure::Cancelled
    }
}

impl Refusal {
    /// The refusal as a person reads it: what was asked and why it was not done; below it the place that stands in the way, and its line.
    pub fn told(&self, snap: &Snapshot) -> String {
        let obstacle = self.obstacle.map(|at| format!("\n  {}: {}", place(snap, at), line(snap, at)));
        format!("can't {self}{}", obstacle.unwrap_or_default())
    }
}

/// Of more places than this the others are only counted.
const MOST_TOLD: usize = 5;

impl Edits {
    /// All certain edits, sorted by place: where, and what is to stand there.
    pub fn all(&self) -> Vec<(Location, &str)> {
        let places = self.places.iter().map(|&place| (place, &*self.new_name));
        let rewritten = self.rewritten.iter().map(|(place, text)| (*place, &**text));
        let mut all: Vec<_> = places.chain(rewritten).collect();
        all.sort_unstable();
        all
    }

    /// What a person should know of the edits beside them, if anything: places that were left alone, as nothing but a person can tell whether they
    /// belong to it (unless each is asked about: `asks`), and what else to look at.
    pub fn told(&self, snap: &Snapshot, asks: bool) -> Option<String> {
        let unsure = self.unsure.iter().filter(|unsure| !asks && unsure.doubt != Doubt::Text);
        let left = unsure.map(|unsure| (format!("left alone: {}", unsure.doubt), unsure.location));
        let all: Vec<(String, Location)> = left.chain(self.notes.iter().cloned()).collect();
        let mut lines: Vec<String> =
            all.iter().take(MOST_TOLD).map(|(what, at)| format!("{}: {what}", place(snap, *at))).collect();
        if all.len() > MOST_TOLD {
            lines.push(format!("and {} more places", all.len() - MOST_TOLD));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.asked, self.reason)
    }
}

/// What stands in the way of a rename, and where.
pub(super) struct Obstacle {
    pub(super) reason: String,
    pub(super) place: Option<Location>,
    pub(super) kind: Kind,
}

impl Obstacle {
    /// A change of meaning.
    pub(super) fn new(reason: String, place: Location) -> Obstacle {
        Obstacle { reason, place: Some(place), kind: Kind::Clash }
    }

    pub(super) fn of(kind: Kind, reason: impl Into<String>, place: Option<Location>) -> Obstacle {
        Obstacle { reason: reason.into(), place, kind }
    }

    pub(super) fn refusal(self, asked: String) -> Refusal {
        Refusal { asked, reason: self.reason, obstacle: self.place, kind: self.kind }
    }
}
