//! What is said of an undefined name: what may have been meant, and where a name of this spelling is bound out of sight.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ide::diagnostics::Checked;
use crate::name::Name;
use crate::scope::{self, BlockId, BlockKind, Graph, Occurrence, Role, SymbolId};

/// For so many names of a file, similar ones are looked for: who misspells more has another trouble, and each costs a look at all names in
/// sight.
pub const MOST_SUGGESTIONS: usize = 20;

/// What to say of each of some undefined names.
pub(super) fn messages(file: &Checked<'_>, undefined: &[Occurrence]) -> Vec<String> {
    let hidden = HiddenBindings::of(file.graph, undefined);
    let message = |(number, occurrence): (usize, &Occurrence)| {
        let name = file.graph.name(occurrence.symbol);
        let spelled = &file.text[occurrence.span.range()];
        let mut message = match occurrence.role {
            Role::Export => format!("undefined name `{spelled}` in `__all__`"),
            _ => format!("undefined name `{spelled}`"),
        };
        if crate::name::normalized(spelled) != name.text() {
            message += &format!("; in this class it stands for `{name}`");
        } else if let Some(reason) = hidden.reason(file.graph, occurrence) {
            message += &format!("; {reason}");
        } else if number < MOST_SUGGESTIONS
            && let Some(similar) = similar(name, in_sight(file, occurrence))
        {
            message += &format!("; did you mean `{similar}`?");
        }
        message
    };
    undefined.iter().enumerate().map(message).collect()
}

/// Where the undefined names are bound out of sight.
struct HiddenBindings {
    /// For each name: the one variable out of sight, or `None` for several.
    only: FxHashMap<Name, Option<SymbolId>>,
}

impl HiddenBindings {
    fn of(graph: &Graph, undefined: &[Occurrence]) -> HiddenBindings {
        let mut only = FxHashMap::default();
        if undefined.is_empty() {
            return HiddenBindings { only };
        }
        let names: FxHashSet<Name> = undefined.iter().map(|occurrence| graph.name(occurrence.symbol)).collect();
        let is_hidden = |&symbol: &SymbolId| names.contains(&graph.name(symbol)) && graph.is_bound(symbol);
        for symbol in graph.variables().filter(is_hidden) {
            only.entry(graph.name(symbol)).and_modify(|only| *only = None).or_insert(Some(symbol));
        }
        HiddenBindings { only }
    }

    /// Why the bindings of an undefined name don't count for a use.
    fn reason(&self, graph: &Graph, occurrence: &Occurrence) -> Option<String> {
        let name = graph.name(occurrence.symbol);
        let only = self.only.get(&name)?;
        let block = graph.block_of(occurrence.symbol);
        let binds = |class: &BlockId| {
            let symbol = graph.symbol_in(*class, name);
            graph.block(*class).kind == BlockKind::Class && symbol.is_some_and(|symbol| graph.is_bound(symbol))
        };
        if let Some(class) = graph.outwards(block).skip(1).find(binds) {
            let class = graph.block(class).name;
            let rule = format!("`{name}` is bound in class `{class}`, but");
            return Some(match graph.block(block).kind {
                BlockKind::Comprehension => format!("{rule} comprehensions in it don't see class names"),
                _ => format!("{rule} functions in it don't see class names: write `self.{name}` or `{class}.{name}`"),
            });
        }
        let owner = graph.block(graph.block_of((*only)?));
        (owner.kind == BlockKind::Function).then(|| format!("it is bound only in function `{}`", owner.name))
    }
}

/// The name among some that is spelled most like one that isn't there: a letter in three may differ, at most three.
pub fn similar(wrong: Name, names: impl Iterator<Item = Name>) -> Option<&'static str> {
    let wrong = wrong.text();
    let most = (wrong.chars().count() / 3).min(3);
    let far = |other: &str| other.len().abs_diff(wrong.len()) > most * 4;
    let distance = |other: &'static str| (strsim::osa_distance(wrong, other), other);
    let near = names.map(Name::text).filter(|other| !far(other)).map(distance);
    near.filter(|&(distance, other)| distance <= most && other != wrong).min().map(|(_, other)| other)
}

/// The names that a block sees.
fn in_sight(file: &Checked<'_>, occurrence: &Occurrence) -> impl Iterator<Item = Name> {
    let graph = file.graph;
    let block = graph.block_of(occurrence.symbol);
    let seen = graph.outwards(block).filter(move |&at| at == block || graph.block(at).kind != BlockKind::Class);
    let bound = move |symbol: &SymbolId| graph.variable(*symbol) == *symbol && graph.is_bound(*symbol);
    let names = seen.flat_map(|block| graph.symbols_of(block)).filter(bound).map(|symbol| graph.name(symbol));
    names.chain(scope::builtins(file.python))
}
