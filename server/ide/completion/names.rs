//! The environment of a block, and the keywords that the call around takes.

use crate::syntax::Node;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Here, Item, Rank, context, spelled};
use crate::ide::Location;
use crate::ide::fields::fields;
use crate::ide::hover::words;
use crate::ide::tokens::{self, TokenType};
use crate::link::{self, Class, Trust};
use crate::name::Name;
use crate::scope::{self, BindingKind, BlockId, BlockKind, Kind, Label, Occurrence, Passed, Role, SymbolId, Visible};
use crate::store::FileId;

/// All that a name in a block can mean: what blocks bind, nearest first, what star imports bring, what every module has, the built-ins.
pub(super) fn visible(here: &Here<'_>, block: BlockId, items: &mut Vec<Item>) {
    let graph = here.graph();
    let mut seen: FxHashSet<Name> = FxHashSet::default();
    let distances: FxHashMap<BlockId, u8> = graph.outwards(block).zip(0..u8::MAX).collect();
    let bound = Bound::of(here);
    let takes_exception = context::takes_exception(here);
    for Visible { name, variable, kind } in graph.environment(block) {
        seen.insert(name);
        let owner = graph.block_of(variable);
        // The targets of a comprehension stand behind what they are bound for.
        let is_read_in_order = graph.block(block).kind != BlockKind::Comprehension;
        let is_below = || bound.first(variable).is_some_and(|first| first >= here.start);
        let is_later = owner == block && is_read_in_order && is_below();
        let rank = if is_later { Rank::Later } else { Rank::Block(distances.get(&owner).copied().unwrap_or(u8::MAX)) };
        let note = match is_later {
            true => format!("{}, bound below", note(here, kind, owner)),
            false => note(here, kind, owner),
        };
        let entity = || link::of_symbol(here.snap, here.file, graph, variable);
        let is_first = takes_exception && rank != Rank::Later && link::is_exception(here.snap, entity());
        let rank = if is_first { Rank::Exception } else { rank };
        items.push(bound.item(here, block, name, variable, rank, note));
    }
    for (name, variable) in link::brought_by_stars(here.snap, here.file, graph) {
        if seen.insert(name) {
            let kind = tokens::type_of(here.snap, variable).unwrap_or(TokenType::Variable);
            let module = here.snap.dotted_name(variable.file).unwrap_or_default();
            let note = format!("global, from {module} by *");
            items.push(item(name.text(), kind, note, Rank::Block(distances.len() as u8), here.binding(variable)));
        }
    }
    let python = here.snap.python_for(here.file);
    for name in scope::builtins(python).filter(|name| seen.insert(*name)).collect::<Vec<_>>() {
        let is_first = takes_exception && link::is_built_in_exception(here.snap, here.file, name);
        let rank = if is_first { Rank::Exception } else { Rank::Builtin };
        items.push(item(name.text(), tokens::of_builtin(name), "built-in".to_owned(), rank, None));
    }
    for name in scope::module_attributes().filter(|&name| seen.insert(name)).collect::<Vec<_>>() {
        items.push(item(name.text(), TokenType::Variable, "of every module".to_owned(), Rank::Builtin, None));
    }
}

/// The names of the module: what `global` and `__all__` can name.
pub(super) fn of_module(here: &Here<'_>, items: &mut Vec<Item>) {
    let bound = Bound::of(here);
    for Visible { name, variable, kind } in here.graph().environment(BlockId(0)) {
        let note = note(here, kind, BlockId(0));
        items.push(bound.item(here, BlockId(0), name, variable, Rank::Block(0), note));
    }
}

/// The names of the functions around a block: what `nonlocal` can name.
pub(super) fn of_functions(here: &Here<'_>, block: BlockId, items: &mut Vec<Item>) {
    let graph = here.graph();
    let bound = Bound::of(here);
    let outer = graph.environment(block).into_iter().filter(|visible| {
        let owner = graph.block(graph.block_of(visible.variable)).kind;
        visible.kind == Kind::Free && matches!(owner, BlockKind::Function | BlockKind::Lambda)
    });
    for Visible { name, variable, kind } in outer {
        let note = note(here, kind, graph.block_of(variable));
        items.push(bound.item(here, block, name, variable, Rank::Block(0), note));
    }
}

/// The kind that a use would have.
fn note(here: &Here<'_>, kind: Kind, owner: BlockId) -> String {
    match kind {
        Kind::Local => "local".to_owned(),
        Kind::Cell => "cell".to_owned(),
        Kind::Free => format!("free, of {}", words::bare_block(here.graph(), owner)),
        Kind::Class => format!("of {}", words::bare_block(here.graph(), owner)),
        Kind::Global | Kind::GlobalExplicit | Kind::GlobalImplicit | Kind::Ignored => "global".to_owned(),
    }
}

fn item(label: &str, kind: TokenType, note: String, rank: Rank, origin: Option<Location>) -> Item {
    Item { label: label.to_owned(), kind: Some(kind), note, rank, origin, edits: Vec::new() }
}

/// What binds each variable, and where first.
struct Bound {
    types: Vec<Option<(TokenType, Occurrence)>>,
}

impl Bound {
    fn of(here: &Here<'_>) -> Bound {
        Bound { types: tokens::bound(here.snap, here.file, here.graph()) }
    }

    fn first(&self, variable: SymbolId) -> Option<u32> {
        self.types[variable.0 as usize].map(|(_, first)| first.span.start)
    }

    fn item(&self, here: &Here<'_>, block: BlockId, name: Name, variable: SymbolId, rank: Rank, note: String) -> Item {
        let bound = self.types[variable.0 as usize];
        let kind = bound.map_or(TokenType::Variable, |(kind, _)| kind);
        let origin = bound.map(|(_, first)| Location { file: here.file, span: first.span });
        let label = match name.text().contains("__") {
            true => spelled(name, &classes(here, block)),
            false => name.text(),
        };
        item(label, kind, note, rank, origin.map(|origin| here.without_placeholder(origin)))
    }
}

/// The names of the classes around a block, from inside out.
fn classes(here: &Here<'_>, block: BlockId) -> Vec<Name> {
    let blocks = here.graph().outwards(block).map(|block| here.graph().block(block));
    blocks.filter(|block| block.kind == BlockKind::Class).map(|block| block.name).collect()
}

// ---- keywords at calls

/// The keywords of the call whose argument is being typed.
pub(super) fn labels(here: &Here<'_>, items: &mut Vec<Item>) {
    let argument = context::node(here);
    let Some(arguments) = argument.parent().filter(|parent| parent.kind() == "argument_list") else { return };
    let Some(called) = arguments.parent().and_then(|call| call.field("function")) else { return };
    let called = match called.kind() {
        "attribute" => called.field("attribute"),
        _ => Some(called),
    };
    let Some(callee) = called.filter(|called| called.kind() == "identifier") else { return };
    let label = Label { start: here.start, callee: callee.start_byte() as u32, name: Name::new(context::PLACEHOLDER) };
    // What `*` and `**` bring can't be counted.
    let others = crate::syntax::parts(arguments).into_iter().take_while(|other| *other != argument);
    let by_position =
        |other: &Node<'_>| !matches!(other.kind(), "keyword_argument" | "list_splat" | "dictionary_splat");
    keywords_of(here, &label, others.filter(by_position).count(), items);
}

/// The keywords that a call takes, in the order of the parameters.
pub(super) fn labels_of(here: &Here<'_>, label: &Label, items: &mut Vec<Item>) {
    keywords_of(here, label, 0, items);
}

/// The keywords that are left to a call whose first parameters have their arguments by position.
fn keywords_of(here: &Here<'_>, label: &Label, by_position: usize, items: &mut Vec<Item>) {
    let same = |other: &&Label| other.callee == label.callee && other.start != label.start;
    let mut given: Vec<Name> = here.graph().labels().iter().filter(same).map(|other| other.name).collect();
    if let Some(class) = link::class_made(here.snap, here.file, here.graph(), label, Trust::Belief) {
        return keywords_of_class(here, class, by_position, &given, items);
    }
    for function in link::called(here.snap, here.file, here.graph(), label, Trust::Belief) {
        keywords_of_function(here, function, by_position, &mut given, items);
        for &behind in link::handed_on(here.snap, function).iter() {
            keywords_of_function(here, behind, by_position, &mut given, items);
        }
        for form in link::unpacked(here.snap, function) {
            keywords_of_class(here, form, 0, &given, items);
        }
    }
}

/// The fields that are left to the constructor that nobody wrote.
fn keywords_of_class(here: &Here<'_>, class: Class, by_position: usize, given: &[Name], items: &mut Vec<Item>) {
    let Some(name) = here.snap.graph(class.0).map(|graph| graph.block(class.1).name) else { return };
    for field in fields(here.snap, class).into_iter().skip(by_position) {
        if !given.iter().any(|given| given.text() == field.name) {
            let origin = here.without_placeholder(field.location);
            let label = format!("{}=", field.name);
            items.push(item(&label, TokenType::Parameter, format!("field of class {name}"), Rank::Label, Some(origin)));
        }
    }
}

/// The keywords of one of the functions that a call may run, without those that are given or offered already.
fn keywords_of_function(
    here: &Here<'_>,
    (file, function): (FileId, BlockId),
    by_position: usize,
    given: &mut Vec<Name>,
    items: &mut Vec<Item>,
) {
    let Some(graph) = here.snap.graph(file) else { return };
    if link::unknown_decorator(here.snap, (file, function)).is_some() {
        return;
    }
    let span = graph.block(function).span;
    let mut left = by_position;
    for occurrence in graph.occurrences_from(span.start).take_while(|occurrence| occurrence.span.start < span.end) {
        let variable = graph.variable(occurrence.symbol);
        // The instance, or the class, is given by the dot.
        if occurrence.role != Role::Bind || graph.block_of(variable) != function || link::is_receiver(&graph, variable)
        {
            continue;
        }
        let BindingKind::Parameter(passed) = graph.binding(&occurrence) else { continue };
        if passed == Passed::Rest {
            left = 0;
        } else if left > 0 {
            left -= 1;
        } else if passed == Passed::ByKeyword && !given.contains(&graph.name(variable)) {
            let note = format!("parameter of {}", words::bare_block(&graph, function));
            let origin = here.without_placeholder(Location { file, span: occurrence.span });
            let label = format!("{}=", graph.name(variable));
            given.push(graph.name(variable));
            items.push(item(&label, TokenType::Parameter, note, Rank::Label, Some(origin)));
        }
    }
}
