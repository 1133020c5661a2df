//! What the code of a file does to the variables that are followed: its occurrences, in the order of the text, each with the run that it
//! is part of.
//!
//! A **run** is what happens when a module or function runs: class bodies, comprehensions and the brackets of generic definitions run
//! where they stand; functions, lambdas, generator expressions and annotation scopes are runs of their own.

use super::super::{BindingKind, BlockId, BlockKind, Graph, Role, SymbolId};

/// What an occurrence does to its variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Act {
    Use,
    Bind,
    /// By `def`, `class` or an import.
    Define,
    /// By `:=`: within an expression.
    Walrus,
    Delete,
}

impl Act {
    /// Whether the variable has another value afterwards.
    pub(super) fn changes(self) -> bool {
        self != Act::Use
    }
}

/// An occurrence of a followed variable in the run that its block is part of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) start: u32,
    /// The variable's place in the state.
    pub(super) variable: u32,
    /// The block that runs.
    pub(super) run: u32,
    pub(super) act: Act,
}

/// The events of the followed variables, in the order of the text.
pub(super) struct Events {
    pub(super) all: Vec<Event>,
    /// The starts of the walruses among them.
    pub(super) walruses: Vec<u32>,
    /// How many variables are followed.
    pub(super) n_variables: usize,
}

/// What happens to variables in other runs than their own.
pub(super) struct Elsewhere {
    /// For each variable, whether another run binds or deletes it.
    pub(super) bound: Vec<bool>,
    /// For each variable, whether another run uses it.
    pub(super) used: Vec<bool>,
}

impl Events {
    /// Of one variable: what changes it, and the use that starts `at` a place, else all uses. Beside them the bindings in other runs.
    pub(super) fn of_variable(graph: &Graph, variable: SymbolId, at: Option<u32>) -> (Events, Vec<u32>) {
        let owner = graph.block_of(variable);
        let (mut all, mut walruses, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
        for occurrence in graph.occurrences_of(variable) {
            let start = occurrence.span.start;
            let Some(act) = act(occurrence.role).filter(|act| act.changes() || at.is_none_or(|at| at == start)) else {
                continue;
            };
            let mut block = graph.block_of(occurrence.symbol);
            while block != owner && runs_where_it_stands(graph, block) {
                block = graph.block(block).parent;
            }
            if block == owner {
                let act = if act == Act::Bind { act_of_binding(graph.binding(&occurrence)) } else { act };
                walruses.extend((act == Act::Walrus).then_some(start));
                all.push(Event { start, variable: 0, run: 0, act });
            } else if act == Act::Bind {
                elsewhere.push(start);
            }
        }
        (Events { all, walruses, n_variables: 1 }, elsewhere)
    }

    /// Of all variables of all modules, functions and classes of a file; a variable's place is its symbol's number.
    pub(super) fn of_file(graph: &Graph) -> (Events, Elsewhere) {
        let n_variables = graph.symbols.len();
        let runs = runs(graph);
        let places = places(graph, &runs);
        let mut elsewhere = Elsewhere { bound: vec![false; n_variables], used: vec![false; n_variables] };
        let (mut all, mut walruses) = (Vec::with_capacity(graph.occurrences.len()), Vec::new());
        let mut bindings = graph.bindings.iter().peekable();
        for packed in &graph.occurrences {
            let place = &places[packed.symbol().0 as usize];
            let role = packed.role();
            let Some(act) = act(role).filter(|_| place.is_followed) else { continue };
            let variable = place.variable;
            if !place.is_own_run {
                let what = if act.changes() { &mut elsewhere.bound } else { &mut elsewhere.used };
                what[variable as usize] = true;
                continue;
            }
            let start = packed.start;
            let mut act = act;
            if act == Act::Bind {
                while bindings.next_if(|binding| binding.0 < start).is_some() {}
                let kind = bindings.next_if(|binding| binding.0 == start).map(|binding| binding.1);
                act = kind.map_or(Act::Bind, act_of_binding);
            }
            walruses.extend((act == Act::Walrus).then_some(start));
            all.push(Event { start, variable, run: place.run, act });
        }
        (Events { all, walruses, n_variables }, elsewhere)
    }
}

/// What a symbol's occurrences are events of.
struct Place {
    variable: u32,
    run: u32,
    /// The symbol's block is part of the run that owns the variable.
    is_own_run: bool,
    is_followed: bool,
}

fn places(graph: &Graph, runs: &[u32]) -> Vec<Place> {
    let mut owners = Vec::with_capacity(graph.symbols.len());
    for block in graph.blocks() {
        owners.extend(graph.symbols_of(block).map(|_| block.0));
    }
    let place = |(number, symbol): (usize, &super::super::graph::Symbol)| {
        let variable = symbol.variable;
        let owner = owners[variable.0 as usize];
        let run = runs[owners[number] as usize];
        let kind = graph.block(BlockId(owner)).kind;
        Place {
            variable: variable.0,
            run,
            is_own_run: run == runs[owner as usize],
            is_followed: matches!(kind, BlockKind::Module | BlockKind::Function | BlockKind::Class)
                && graph.is_bound(variable),
        }
    };
    graph.symbols.iter().enumerate().map(place).collect()
}

/// For each block, the one whose run it is part of.
fn runs(graph: &Graph) -> Vec<u32> {
    let mut runs: Vec<u32> = Vec::with_capacity(graph.blocks.len());
    for block in graph.blocks() {
        let inline = runs_where_it_stands(graph, block);
        runs.push(if inline { runs[graph.block(block).parent.0 as usize] } else { block.0 });
    }
    runs
}

fn runs_where_it_stands(graph: &Graph, id: BlockId) -> bool {
    let block = graph.block(id);
    match block.kind {
        BlockKind::Class | BlockKind::TypeParameters => true,
        BlockKind::Comprehension => block.name.text() != "<genexpr>",
        _ => false,
    }
}

fn act(role: Role) -> Option<Act> {
    match role {
        Role::Use => Some(Act::Use),
        Role::Bind => Some(Act::Bind),
        Role::Delete => Some(Act::Delete),
        _ => None,
    }
}

fn act_of_binding(kind: BindingKind) -> Act {
    match kind {
        BindingKind::Function(_) | BindingKind::Class(_) | BindingKind::Import(_) => Act::Define,
        BindingKind::Walrus => Act::Walrus,
        _ => Act::Bind,
    }
}
