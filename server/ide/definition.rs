//! Where a name is bound: *definition* follows imports to their origin, *declaration* stops at the import in the same file.

use super::{At, Location, asked, keys, unnamed};
use crate::link::{self, Entity, Trust, Variable};
use crate::scope::{BindingKind, Label, Member, Occurrence, Role, Token, flow};
use crate::store::Snapshot;
use crate::text::Span;

/// The bindings that the name at a place can mean, imports followed through re-exports, stars and aliases. A module is defined by its file,
/// at its start. What an import that can't be found binds is defined by the import itself.
pub fn definition(snap: &Snapshot, at: At) -> Vec<Location> {
    let Some((token, span, meaning)) = asked(snap, at, Trust::Belief) else {
        let meant = unnamed(snap, at).map(|(_, variable)| bindings_of(snap, variable));
        let of_form = || keys::field_of_form(snap, at).into_iter().collect();
        return written_out(snap, meant.unwrap_or_else(of_form));
    };
    let itself = Location { file: at.file, span };
    let Some(meaning) = meaning else {
        let taken = match (keys::field_in_string(snap, at.file, &token), token) {
            (Some(field), _) => vec![field],
            (None, Token::Label(label)) => by_rest(snap, at, &label),
            (None, Token::Member(member)) => assigned_alike(snap, at, &member),
            (None, _) => Vec::new(),
        };
        return if taken.is_empty() { vec![itself] } else { written_out(snap, taken) };
    };
    let reaching = match token {
        Token::Occurrence(occurrence) => reaching(snap, at, &occurrence),
        _ => None,
    };
    let mut locations = reaching.unwrap_or_else(|| origins(snap, meaning, itself));
    locations.dedup();
    written_out(snap, locations)
}

/// What takes a keyword at a call as one of `**kwargs`.
fn by_rest(snap: &Snapshot, at: At, label: &Label) -> Vec<Location> {
    let taken = snap.graph(at.file).and_then(|graph| link::taken_by_rest(snap, at.file, &graph, label));
    taken.map_or(Vec::new(), |rest| bindings_of(snap, rest))
}

/// Where the same names are assigned as stand there, of which nothing else is known.
fn assigned_alike(snap: &Snapshot, at: At, member: &Member) -> Vec<Location> {
    let Some(graph) = snap.graph(at.file) else { return Vec::new() };
    let place = |other: &Member| Location { file: at.file, span: graph.span(other.start, other.name) };
    graph.assigned_alike(member.start).map(place).collect()
}

/// The places, in files that are there.
fn written_out(snap: &Snapshot, locations: Vec<Location>) -> Vec<Location> {
    locations.iter().for_each(|location| snap.write_out(location.file));
    locations
}

fn origins(snap: &Snapshot, meaning: Entity, itself: Location) -> Vec<Location> {
    link::origins(snap, meaning).iter().flat_map(|origin| bindings(snap, origin, itself)).collect()
}

/// The definitions by those bindings of its variable that reach a use; `None` where that can't be told, and for a use before all of
/// them.
fn reaching(snap: &Snapshot, at: At, occurrence: &Occurrence) -> Option<Vec<Location>> {
    let graph = snap.graph(at.file)?;
    let is_import = matches!(graph.binding(occurrence), BindingKind::Import(_));
    let variable = Variable { file: at.file, symbol: graph.variable(occurrence.symbol) };
    if occurrence.role == Role::Bind && !is_import && !link::has_source(snap, variable) {
        return Some(vec![Location { file: at.file, span: occurrence.span }]);
    }
    if occurrence.role != Role::Use {
        return None;
    }
    let syntax = snap.syntax(at.file)?;
    let found = flow::reaching(syntax.tree.root_node(), &snap.text(at.file)?, &graph, occurrence)?;
    let mut locations = Vec::new();
    for start in found.bindings {
        let binding = graph.occurrence_at(start).filter(|binding| binding.span.start == start)?;
        let itself = Location { file: at.file, span: binding.span };
        let target = match graph.binding(&binding) {
            BindingKind::Import(number) => link::target(snap, at.file, &graph.imports()[number as usize]),
            _ => None,
        };
        match target {
            Some(target) => locations.extend(origins(snap, target, itself)),
            None => locations.push(itself),
        }
    }
    Some(locations).filter(|locations| !locations.is_empty())
}

/// Where the name at a place is bound in its own file: an import is its own declaration. A stub's binding is preferred to its source's.
pub fn declaration(snap: &Snapshot, at: At) -> Vec<Location> {
    let Some((_, span, meaning)) = asked(snap, at, Trust::Belief) else { return Vec::new() };
    let itself = Location { file: at.file, span };
    let locations = match meaning {
        Some(Entity::Either(entities)) => entities.iter().flat_map(|entity| bindings(snap, entity, itself)).collect(),
        Some(Entity::Variable(variable)) => {
            let stub = link::stub_of_source(snap, variable).unwrap_or(variable);
            let binds = |occurrence: &Occurrence| occurrence.role == Role::Bind;
            let all = occurrences(snap, stub, &binds);
            if all.is_empty() { bindings_of(snap, stub) } else { all }
        }
        Some(Entity::Module(module)) => {
            let file = module.stub.or(module.source);
            vec![file.map_or(itself, |file| Location { file, span: Span { start: 0, end: 0 } })]
        }
        None => vec![itself],
    };
    written_out(snap, locations)
}

fn occurrences(snap: &Snapshot, variable: Variable, keep: &dyn Fn(&Occurrence) -> bool) -> Vec<Location> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let kept = graph.occurrences_of(variable.symbol).filter(keep);
    kept.map(|occurrence| Location { file: variable.file, span: occurrence.span }).collect()
}

fn bindings(snap: &Snapshot, entity: &Entity, itself: Location) -> Vec<Location> {
    match entity {
        Entity::Variable(variable) => bindings_of(snap, *variable),
        Entity::Module(module) => {
            let start = Span { start: 0, end: 0 };
            // A namespace package has no file: the import is all there is to see.
            vec![module.file().map_or(itself, |file| Location { file, span: start })]
        }
        Entity::Either(entities) => entities.iter().flat_map(|entity| bindings(snap, entity, itself)).collect(),
    }
}

/// The tokens that bind a variable, without the imports that lead elsewhere; where nothing binds it, the tokens that declare it;
/// where nothing does, the strings of `__slots__` and the places where methods assign it to their instance.
pub(super) fn bindings_of(snap: &Snapshot, variable: Variable) -> Vec<Location> {
    let Some(graph) = snap.graph(variable.file) else { return Vec::new() };
    let leads_elsewhere = |o: &Occurrence| match graph.binding(o) {
        BindingKind::Import(number) => link::target(snap, variable.file, &graph.imports()[number as usize]).is_some(),
        _ => false,
    };
    let binds = |o: &Occurrence| o.role == Role::Bind;
    let own = occurrences(snap, variable, &|o| binds(o) && !leads_elsewhere(o));
    if !own.is_empty() {
        return own;
    }
    if graph.is_class_cell(variable.symbol) {
        return class_name(snap, variable).into_iter().collect();
    }
    let declares = |o: &Occurrence| matches!(o.role, Role::Declare | Role::Delete);
    let either: [&dyn Fn(&Occurrence) -> bool; 2] = [&binds, &declares];
    let mut found = either.into_iter().map(|keep| occurrences(snap, variable, keep));
    found.find(|found| !found.is_empty()).unwrap_or_else(|| {
        let place = |member: &Member| Location { file: variable.file, span: graph.span(member.start, member.name) };
        let slots = occurrences(snap, variable, &|o| o.role == Role::Slot);
        slots.into_iter().chain(graph.assigned(variable.symbol).map(place)).collect()
    })
}

/// `__class__` is the class.
fn class_name(snap: &Snapshot, cell: Variable) -> Option<Location> {
    let graph = snap.graph(cell.file)?;
    let class = BindingKind::Class(graph.block_of(cell.symbol));
    let name = graph.occurrences().find(|o| o.role == Role::Bind && graph.binding(o) == class)?;
    Some(Location { file: cell.file, span: name.span })
}
