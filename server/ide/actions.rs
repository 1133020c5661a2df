//! Changes to a text that names alone prove: quick fixes of what is found, and refactorings of imports and local variables.
//!
//! The trick: an action is made as edits to the text and then proven by doing it: the edited text is resolved from nothing, and every name that was not
//! meant to change must mean what it meant ([`proof`]). What amounts to a new name is a [rename](super::rename), with its proof. Where the proof fails, the
//! action says why.
//!
//! Deliberately absent: whatever needs types, and actions that run without being asked for, such as on saving: what an import does when
//! it runs can't be told from names.

mod declare;
mod inline;
mod missing;
mod misspelled;
mod proof;
pub(super) mod removal;
mod shadowing;
mod unused_imports;
mod unused_variables;

use std::cell::OnceCell;

use super::diagnostics::{self, Code, Diagnostic};
use super::rename::{self, Doubt, Edits, Failure, Refusal};
use super::{At, Location, place};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::Variable;
use crate::name::Name;
use crate::scope::{Graph, Occurrence, Role, Token};
use crate::store::{FileId, Parsed, Snapshot};
use crate::syntax::Node;
use crate::text::{Edit, Span};

/// Of more diagnostics in a range than this the others get no quick fix.
const MOST_FIXED: usize = 20;

/// Something that can be done to a text.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does, in a few words.
    pub title: String,
    /// Of what sort it is.
    pub kind: ActionKind,
    /// The diagnostics that it answers.
    pub fixes: Vec<Diagnostic>,
    /// Whether it is clearly the best of those that answer the same.
    pub is_preferred: bool,
    /// What is to be done for it.
    pub plan: Plan,
}

/// The sorts of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It answers a diagnostic.
    QuickFix,
    /// It puts something in the place of a name for it.
    Inline,
    /// It writes the same in another way, or makes a name mean another variable.
    Rewrite,
}

impl ActionKind {
    /// All of them.
    pub const ALL: [ActionKind; 3] = [ActionKind::QuickFix, ActionKind::Inline, ActionKind::Rewrite];

    /// The protocol's word for it.
    pub fn word(self) -> &'static str {
        match self {
            ActionKind::QuickFix => "quickfix",
            ActionKind::Inline => "refactor.inline",
            ActionKind::Rewrite => "refactor.rewrite",
        }
    }
}

/// How an action comes to its edits.
#[derive(Clone, Debug)]
pub enum Plan {
    /// They are proven.
    Edits(Edits),
    /// There are none, and why.
    Refused(String),
    /// Other files must be asked, which [`edits`] does: the variable at the place gets this name.
    Rename(At, String),
    /// The same: the alias at the place goes.
    Inline(At),
}

/// What can be done at a piece of a file, best first: no actions for a file that can't be edited. Only kinds that are wanted are looked for. Complete
/// if the snapshot's workspace has been scanned.
pub fn actions(
    snap: &Snapshot,
    file: FileId,
    piece: Span,
    wants: impl Fn(ActionKind) -> bool,
    cancel: &Cancel,
) -> Result<Vec<Action>, Cancelled> {
    let Some(source) = Source::new(snap, file) else { return Ok(Vec::new()) };
    let Some(first) = source.token_in(piece) else { return Ok(Vec::new()) };
    let found = if source.may_be_wrong(piece) { source.diagnostics() } else { Vec::new() };
    let here = found.iter().filter(|found| found.span.start <= piece.end && piece.start <= found.span.end);
    let here: Vec<&Diagnostic> = here.take(MOST_FIXED).collect();
    let mut actions = Vec::new();
    for &diagnostic in &here {
        cancel.check()?;
        match diagnostic.code {
            Code::UnusedImport => actions.extend(unused_imports::removed(&source, diagnostic)),
            Code::UnusedVariable => actions.extend(unused_variables::removed(&source, diagnostic)),
            Code::UndefinedName => actions.extend(missing::imported(&source, diagnostic)),
            Code::NoNameInModule | Code::UnresolvedImport => actions.extend(misspelled::changed(&source, diagnostic)),
            _ => {}
        }
    }
    if here.iter().any(|diagnostic| diagnostic.code == Code::UnusedImport) {
        actions.extend(unused_imports::all_removed(&source, &found));
    }
    if let Some(occurrence) = source.graph().occurrence_at(first) {
        let at = here.iter().copied().filter(|diagnostic| diagnostic.span == occurrence.span);
        let at: Vec<&Diagnostic> = at.collect();
        actions.extend(declare::declared(&source, &occurrence, &at));
        actions.extend(unused_variables::marked(&source, &occurrence, cancel)?);
        actions.extend(shadowing::renamed(&source, &occurrence, &at, cancel)?);
    }
    actions.extend(inline::inlined(&source, first, cancel)?);
    actions.retain(|action| wants(action.kind));
    // Stable: each sort in its own order.
    actions.sort_by_key(|action| (matches!(action.plan, Plan::Refused(_)), !action.is_preferred));
    Ok(actions)
}

/// The edits of an action, or why there are none. Complete if the snapshot's workspace has been scanned.
pub fn edits(snap: &Snapshot, plan: &Plan, cancel: &Cancel) -> Result<Edits, Failure> {
    match plan {
        Plan::Edits(edits) => Ok(edits.clone()),
        Plan::Refused(reason) => Err(refused(reason.clone(), None)),
        Plan::Rename(at, new_name) => certain(snap, *at, new_name, cancel),
        Plan::Inline(at) => inline::edits(snap, *at, cancel),
    }
}

/// Why there are no edits, and the place that stands in the way, in one line.
pub fn why(snap: &Snapshot, refusal: &Refusal) -> String {
    let obstacle = refusal.obstacle.map(|at| format!(": {}", place(snap, at)));
    format!("{}{}", refusal.reason, obstacle.unwrap_or_default())
}

/// The edits of a rename that are all certain: a place of which nobody can tell whether it belongs to the rename is in its way.
fn certain(snap: &Snapshot, at: At, new_name: &str, cancel: &Cancel) -> Result<Edits, Failure> {
    let mut edits = rename::rename(snap, at, new_name, cancel)?;
    if let Some(unsure) = edits.unsure.iter().find(|unsure| !matches!(unsure.doubt, Doubt::Field | Doubt::Text)) {
        let asked = format!("rename `{}` to `{new_name}`", edits.old_name);
        let reason = format!("there is {}", unsure.doubt);
        let kind = rename::Kind::Unknown;
        return Err(Failure::Refused(Refusal { asked, reason, obstacle: Some(unsure.location), kind }));
    }
    edits.unsure.clear();
    Ok(edits)
}

fn refused(reason: String, obstacle: Option<Location>) -> Failure {
    let asked = "do this".to_owned();
    Failure::Refused(Refusal { asked, reason, obstacle, kind: rename::Kind::Clash })
}

/// The plan for a new name: made at once where only the own file can mean the variable.
fn plan_of_rename(source: &Source<'_>, at: At, new_name: String, cancel: &Cancel) -> Result<Plan, Cancelled> {
    if source.is_seen_elsewhere(at) {
        return Ok(Plan::Rename(at, new_name));
    }
    plan_of(source, certain(source.snap, at, &new_name, cancel))
}

fn plan_of(source: &Source<'_>, edits: Result<Edits, Failure>) -> Result<Plan, Cancelled> {
    match edits {
        Ok(edits) => Ok(Plan::Edits(edits)),
        Err(Failure::Refused(refusal)) => Ok(Plan::Refused(why(source.snap, &refusal))),
        Err(Failure::Cancelled) => Err(Cancelled),
    }
}

/// The file that actions are asked for.
pub(super) struct Source<'s> {
    snap: &'s Snapshot,
    file: FileId,
    parsed: Parsed,
    /// What was wrong with it before anything was done.
    before: OnceCell<proof::Wrongs>,
}

impl<'s> Source<'s> {
    /// `None` for a file that can't be read or edited.
    pub(super) fn new(snap: &'s Snapshot, file: FileId) -> Option<Source<'s>> {
        let parsed = snap.parsed(file).filter(|parsed| snap.is_ours(file) && parsed.file.problem.is_none())?;
        Some(Source { snap, file, parsed, before: OnceCell::new() })
    }

    pub(super) fn text(&self) -> &str {
        &self.parsed.text
    }

    fn spelled(&self, span: Span) -> &str {
        &self.parsed.text[span.range()]
    }

    pub(super) fn graph(&self) -> &Graph {
        &self.parsed.file.graph
    }

    pub(super) fn root(&self) -> Node<'_> {
        self.parsed.syntax.tree.root_node()
    }

    /// Where the first token in a piece starts; at or in front of the piece if one reaches into it.
    fn token_in(&self, piece: Span) -> Option<u32> {
        let touched = self.graph().token_at(piece.start).map(|(_, span)| span.start);
        touched.or_else(|| {
            let next = self.graph().occurrences_from(piece.start).next().map(|occurrence| occurrence.span.start);
            next.filter(|&start| start <= piece.end)
        })
    }

    /// Whether a piece may have a diagnostic that something can be done about. An editor asks for actions wherever the cursor goes, mostly to names that are
    /// bound, used and hide nothing; in a file of 7,000 lines all diagnostics take 40 ms.
    fn may_be_wrong(&self, piece: Span) -> bool {
        let graph = self.graph();
        match graph.token_at(piece.start).filter(|_| piece.is_empty()) {
            Some((Token::Label(_), _)) => false,
            Some((Token::Member(_), span)) => diagnostics::may_lack(self.snap, self.file, graph, span.start),
            Some((Token::Occurrence(occurrence), _)) => {
                let variable = graph.variable(occurrence.symbol);
                let is_kept = |o: &Occurrence| !matches!(o.role, Role::Bind | Role::Declare);
                !graph.is_bound(variable)
                    || declare::hidden(graph, variable).is_some()
                    || shadowing::hides(self, variable)
                    || !graph.occurrences_of(variable).any(|o| is_kept(&o))
                    || graph.is_imported(variable)
                        && diagnostics::may_lack(self.snap, self.file, graph, occurrence.span.start)
            }
            _ => true,
        }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut found = diagnostics::at_first_sight(self.snap, self.file, &self.parsed);
        diagnostics::at_second_sight(self.snap, self.file, &mut found);
        found
    }

    /// Whether other files may mean the variable of an occurrence.
    fn is_seen_elsewhere(&self, at: At) -> bool {
        let occurrence = self.graph().occurrence_at(at.offset);
        let symbol = occurrence.map(|occurrence| self.graph().variable(occurrence.symbol));
        symbol.is_none_or(|symbol| rename::is_seen_elsewhere(self.snap, Variable { file: self.file, symbol }))
    }

    /// The first binding of an occurrence's variable.
    fn first_binding(&self, occurrence: &Occurrence) -> Option<Occurrence> {
        let graph = self.graph();
        graph.occurrences_of(graph.variable(occurrence.symbol)).find(|o| o.role == Role::Bind)
    }

    /// A name that the file doesn't mention: the first of `base`, `base2`, `base3`, ….
    fn fresh(&self, base: &str) -> String {
        let numbered = (2..).map(|number| format!("{base}{number}"));
        let mut all = std::iter::once(base.to_owned()).chain(numbered);
        let is_free = |name: &String| Name::existing(name).is_none_or(|name| !self.graph().mentions(name));
        all.find(is_free).unwrap_or_default()
    }

    /// Edits to the file, if they are proven; else why not.
    fn proven(&self, edits: &[Edit], meant: proof::Meant) -> Plan {
        match proof::check(self, edits, meant) {
            Ok(()) => Plan::Edits(self.edits(edits)),
            Err(reason) => Plan::Refused(reason),
        }
    }

    fn edits(&self, edits: &[Edit]) -> Edits {
        let location = |span| Location { file: self.file, span };
        let rewritten = edits.iter().map(|edit| (location(edit.span), edit.text.clone())).collect();
        Edits { rewritten, ..Edits::default() }
    }
}
