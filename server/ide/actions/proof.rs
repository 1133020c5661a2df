//! The proof, by doing it: the edited text is resolved from nothing, and all names that were there before mean what they meant.
//!
//! The trick: a token outside the edits is found again behind them by arithmetic, so that the variables before and after can be set side by side, as
//! pairs, one for one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Source;
use crate::compiler;
use crate::link::{self, Outer};
use crate::name::Name;
use crate::scope::{BlockId, Graph, Occurrence, Role, SymbolId, flow, is_builtin};
use crate::store::{FileId, Parsed, Snapshot};
use crate::text::{Edit, Span, apply_edits};

/// What an action is meant to change, of the variables before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// What is left of the names means what it meant.
    Nothing,
    /// All names that meant the first variable mean the second, and so do new ones.
    Merged(SymbolId, SymbolId),
    /// This one, which nothing bound, is bound by what is new.
    Bound(SymbolId),
    /// What is new is a variable of its own, with this name.
    Another(Name),
}

/// What was or would be wrong with a text: the compiler's messages, and how many uses may be unbound.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrongs {
    rejected: Vec<String>,
    unbound: usize,
}

impl Wrongs {
    fn of(snap: &Snapshot, file: FileId, parsed: &Parsed) -> Wrongs {
        let (text, syntax) = (&*parsed.text, &parsed.syntax);
        let (lines, graph, python) = (&parsed.file.lines, &*parsed.file.graph, snap.python_for(file));
        let errors = compiler::errors(&compiler::Source { text, lines, syntax, graph, python });
        let mut rejected: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        rejected.sort_unstable();
        let unbound = flow::flow(syntax.tree.root_node(), text, graph).unbound().count();
        Wrongs { rejected, unbound }
    }

    /// The first of the compiler's messages that were not there before.
    fn new_message<'w>(&'w self, before: &Wrongs) -> Option<&'w str> {
        let mut old = before.rejected.iter().peekable();
        self.rejected.iter().map(String::as_str).find(|message| {
            while old.next_if(|old| old.as_str() < *message).is_some() {}
            old.next_if(|old| old.as_str() == *message).is_none()
        })
    }
}

/// Whether the edits change nothing but what is meant; else what they would change.
pub(super) fn check(source: &Source<'_>, edits: &[Edit], meant: Meant) -> Result<(), String> {
    let text = apply_edits(source.text(), edits).map_err(|overlap| overlap.to_string())?;
    let after = source.snap.with_texts(vec![(source.file, text)]);
    let Some(parsed) = after.parsed(source.file) else { return Err("the file has changed: try again".into()) };
    let before = source.before.get_or_init(|| Wrongs::of(source.snap, source.file, &source.parsed));
    let wrongs = Wrongs::of(&after, source.file, &parsed);
    if let Some(message) = wrongs.new_message(before) {
        return Err(format!("the compiler would say: {message}"));
    }
    if wrongs.unbound > before.unbound {
        return Err("a name would be used before it is bound".into());
    }
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let compared = Compared { before: source.graph(), after: &parsed.file.graph, edits: sorted, meant };
    compared.variables(source)?;
    compared.uses_read_on(source, &after)?;
    match meant {
        Meant::Bound(variable) => star_importers(source, &after, source.graph().name(variable)),
        Meant::Another(name) => star_importers(source, &after, name),
        Meant::Nothing | Meant::Merged(..) => Ok(()),
    }
}

/// Whether the files that take all names of this one by star mean with the new name what they meant: one that had none may get it.
fn star_importers(source: &Source<'_>, after: &Snapshot, new: Name) -> Result<(), String> {
    let before = source.snap;
    for file in before.known_mentioning(&[new]).into_iter().filter(|&file| file != source.file) {
        let Some(graph) = before.graph_in_passing(file) else { continue };
        let Some(symbol) = graph.global(new) else { continue };
        let brings =
            |snap: &Snapshot| link::brings(snap, file, &graph, new).map(|brought| link::origins(snap, brought));
        let (was, is) = (brings(before), brings(after));
        let had_one = was.is_some() || graph.is_bound(symbol) || is_builtin(new, before.python_for(file));
        if was != is && had_one {
            let path = before.shown_path(file);
            return Err(format!("{} imports all names from here, and its `{new}` would be another", path.display()));
        }
    }
    Ok(())
}

struct Compared<'g> {
    before: &'g Graph,
    after: &'g Graph,
    /// Sorted.
    edits: Vec<&'g Edit>,
    meant: Meant,
}

impl Compared<'_> {
    /// Where an offset is afterwards; `None` for what is taken away.
    fn moved(&self, offset: u32) -> Option<u32> {
        let behind = self.edits.partition_point(|edit| edit.span.end <= offset);
        if self.edits.get(behind).is_some_and(|edit| edit.span.contains(offset)) {
            return None;
        }
        let by: i64 = self.edits[..behind].iter().map(|edit| growth(edit)).sum();
        Some((i64::from(offset) + by) as u32)
    }

    /// What the edits write, in the text afterwards.
    fn written(&self) -> Vec<Span> {
        let mut by = 0;
        let written = self.edits.iter().map(|edit| {
            let start = (i64::from(edit.span.start) + by) as u32;
            by += growth(edit);
            Span { start, end: start + edit.text.len() as u32 }
        });
        written.collect()
    }

    /// The pairs of an occurrence before and the same one afterwards, of those that stay.
    fn pairs(&self) -> impl Iterator<Item = (Occurrence, Option<Occurrence>)> {
        let mut at = 0;
        let mut by = 0;
        self.before.occurrences().filter_map(move |occurrence| {
            let start = occurrence.span.start;
            while let Some(edit) = self.edits.get(at).filter(|edit| edit.span.end <= start) {
                by += growth(edit);
                at += 1;
            }
            if self.edits.get(at).is_some_and(|edit| edit.span.contains(start)) {
                return None;
            }
            let moved = (i64::from(start) + by) as u32;
            let same = self.after.occurrence_at(moved).filter(|same| same.span.start == moved);
            Some((occurrence, same))
        })
    }

    /// The variable that an occurrence before is meant to mean.
    fn meant(&self, occurrence: &Occurrence) -> SymbolId {
        let variable = self.before.variable(occurrence.symbol);
        match self.meant {
            Meant::Merged(from, into) if variable == from => into,
            _ => variable,
        }
    }

    fn variables(&self, source: &Source<'_>) -> Result<(), String> {
        let (mut forth, mut back) = (FxHashMap::default(), FxHashMap::default());
        let mut n_same = 0;
        for (was, is) in self.pairs() {
            let name = source.spelled(was.span);
            let line = source.parsed.file.lines.line(was.span.start) + 1;
            let Some(is) = is else { return Err(format!("the `{name}` of line {line} would be no name any longer")) };
            let (old, new) = (self.meant(&was), self.after.variable(is.symbol));
            let is_paired = *forth.entry(old).or_insert(new) == new && *back.entry(new).or_insert(old) == old;
            if !is_paired || was.role != is.role || !self.is_same_block(old, new) || !self.stays_bound(&was, old, new) {
                return Err(format!("the `{name}` of line {line} would mean another variable"));
            }
            n_same += 1;
        }
        let target = match self.meant {
            Meant::Nothing | Meant::Another(_) => None,
            Meant::Merged(_, into) => Some(into),
            Meant::Bound(variable) => Some(variable),
        };
        let target = target.and_then(|variable| forth.get(&variable));
        let mut n_new = 0;
        for written in self.written() {
            let new = self.after.occurrences_from(written.start).take_while(|o| o.span.start < written.end);
            for occurrence in new {
                n_new += 1;
                let variable = self.after.variable(occurrence.symbol);
                let is_meant = match self.meant {
                    Meant::Another(_) => !back.contains_key(&variable),
                    _ => target == Some(&variable),
                };
                if !is_meant {
                    return Err("what is new would mean another variable".into());
                }
            }
        }
        if n_same + n_new != self.after.occurrences().len() {
            return Err("other words of the text would become names".into());
        }
        Ok(())
    }

    /// Whether two variables are of the same block, as far as the text tells.
    fn is_same_block(&self, old: SymbolId, new: SymbolId) -> bool {
        let (old, new) = (self.before.block_of(old), self.after.block_of(new));
        let (was, is) = (self.before.block(old), self.after.block(new));
        let is_module = |block: BlockId| block.0 == 0;
        is_module(old) && is_module(new)
            || was.kind == is.kind && !is_module(old) && self.moved(was.span.start) == Some(is.span.start)
    }

    /// Whether a use's variable is bound by the file if it was, and only then.
    fn stays_bound(&self, was: &Occurrence, old: SymbolId, new: SymbolId) -> bool {
        matches!(was.role, Role::Bind | Role::Declare)
            || self.meant == Meant::Bound(old)
            || self.before.is_bound(old) == self.after.is_bound(new)
    }

    /// Whether the uses in class bodies and the module that read past their block's own variable do so as before, and no others do: of the
    /// names that the edits take away, bring or merge.
    fn uses_read_on(&self, source: &Source<'_>, after: &Snapshot) -> Result<(), String> {
        let touched = self.touched();
        let was_read = Outer::new(source.snap, source.file, self.before);
        let is_read = Outer::new(after, source.file, self.after);
        for (was, is) in self.pairs() {
            let name = self.before.name(self.before.variable(was.symbol));
            if touched.contains(&name) && is.is_none_or(|is| was_read.reads(&was) != is_read.reads(&is)) {
                let line = source.parsed.file.lines.line(was.span.start) + 1;
                return Err(format!("the `{name}` of line {line} would read another variable"));
            }
        }
        Ok(())
    }

    fn touched(&self) -> FxHashSet<Name> {
        let gone = self.edits.iter().flat_map(|edit| {
            let within = self.before.occurrences_from(edit.span.start);
            within.take_while(|o| o.span.start < edit.span.end).map(|o| self.before.name(o.symbol)).collect::<Vec<_>>()
        });
        let meant = match self.meant {
            Meant::Nothing => None,
            Meant::Merged(variable, _) | Meant::Bound(variable) => Some(self.before.name(variable)),
            Meant::Another(name) => Some(name),
        };
        gone.chain(meant).collect()
    }
}

fn growth(edit: &Edit) -> i64 {
    edit.text.len() as i64 - i64::from(edit.span.len())
}
