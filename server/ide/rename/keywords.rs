//! A parameter's new name and the keywords at calls that pass it.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Doubt, Location, Obstacle, Unsure};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Trust, Variable};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind, Graph, Label};
use crate::store::{FileId, Snapshot};

/// The keywords at calls of which it can't be told whether they name the parameter: what is called has the function's name, but
/// isn't known; or a decorator stands in between that may have parameters of its own. An obstacle is a call that passes the new name already,
/// which `**kwargs` takes.
pub(super) fn check(
    snap: &Snapshot,
    variables: &FxHashSet<Variable>,
    old: Name,
    new: Name,
    cancel: &Cancel,
) -> Result<Result<Vec<Unsure>, Obstacle>, Cancelled> {
    let (mut functions, mut names) = (FxHashSet::default(), FxHashSet::default());
    for variable in variables {
        let Some(graph) = snap.graph(variable.file) else { continue };
        let block = graph.block(graph.block_of(variable.symbol));
        if graph.is_keyword_parameter(variable.symbol) && block.kind == BlockKind::Function {
            functions.insert((variable.file, graph.block_of(variable.symbol)));
            names.insert(block.name);
            // Calls of a class are calls of these.
            if matches!(block.name.text(), "__init__" | "__new__" | "__init_subclass__") {
                names.insert(graph.block(block.parent).name);
            }
        }
    }
    if functions.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    let calls = Calls { snap, functions, names, old, new };
    let in_file = |file: FileId| -> Result<Result<Vec<Unsure>, Obstacle>, Cancelled> {
        cancel.check()?;
        Ok(calls.in_file(file))
    };
    let found: Result<Vec<_>, Cancelled> = snap.mentioning(&[old, new], cancel)?.into_par_iter().map(in_file).collect();
    let found: Result<Vec<Vec<Unsure>>, Obstacle> = found?.into_iter().collect();
    Ok(found.map(|found| found.concat()))
}

struct Calls<'s> {
    snap: &'s Snapshot,
    functions: FxHashSet<(FileId, BlockId)>,
    /// What calls of the functions may be spelled like.
    names: FxHashSet<Name>,
    old: Name,
    new: Name,
}

impl Calls<'_> {
    fn in_file(&self, file: FileId) -> Result<Vec<Unsure>, Obstacle> {
        let graph = self.snap.graph(file).filter(|graph| graph.mentions(self.new) || graph.mentions(self.old));
        let Some(graph) = graph else { return Ok(Vec::new()) };
        let labels = graph.labels().iter().filter(|label| label.name == self.new || label.name == self.old);
        let mut unsure = Vec::new();
        for label in labels {
            unsure.extend(self.label(file, &graph, label)?);
        }
        Ok(unsure)
    }

    fn label(&self, file: FileId, graph: &Graph, label: &Label) -> Result<Option<Unsure>, Obstacle> {
        let place = Location { file, span: graph.span(label.start, label.name) };
        let doubt = match &link::called(self.snap, file, graph, label, Trust::Proof)[..] {
            [function] if self.functions.contains(function) && label.name == self.new => {
                return Err(Obstacle::new(format!("a call passes a `{}` already", self.new), place));
            }
            [function] if self.functions.contains(function) => {
                link::unknown_decorator(self.snap, *function).map(Doubt::Decorator)
            }
            _ if label.name != self.old => None,
            [] if let Some(name) = self.believed(file, graph, label) => Some(Doubt::Callee(name)),
            [] => graph.callee_name(label).filter(|name| self.names.contains(name)).map(Doubt::Callee),
            several if several.iter().any(|function| self.functions.contains(function)) => {
                graph.callee_name(label).map(Doubt::Callee)
            }
            _ => None,
        };
        Ok(doubt.map(|doubt| Unsure { location: place, doubt }))
    }

    /// What a call is one of that probably runs one of the functions, such as `cls(…)`: by the callee's name, else by the function's.
    fn believed(&self, file: FileId, graph: &Graph, label: &Label) -> Option<Name> {
        let called = link::called(self.snap, file, graph, label, Trust::Belief);
        let function = called.into_iter().find(|function| self.functions.contains(function))?;
        let called = || Some(self.snap.graph(function.0)?.block(function.1).name);
        graph.callee_name(label).or_else(called)
    }
}
