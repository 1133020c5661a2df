//! What other files of the workspace bring that a file misses: names that they add to the built-ins, or set on a module.
//!
//! The trick: who adds to the built-ins mentions their module, and few do; who sets a name on a module mentions the name. A name that too many files
//! mention may be set by one of them: in doubt nothing is said.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Code, Diagnostic};
use crate::cancel;
use crate::link;
use crate::name::Name;
use crate::scope::{By, Graph, Import, Imported, Member, Role};
use crate::store::{FileId, Snapshot};

/// For each name that a module doesn't have, so many files that mention it are asked whether they set it: 13 µs each, at each keystroke behind
/// a misspelled import.
const MOST_ASKED: usize = 1024;

const BUILTINS: [&str; 3] = ["builtins", "__builtins__", "__builtin__"];

/// Names that files miss, or that others bring.
#[derive(Default)]
struct Names {
    /// Those that nothing binds.
    builtins: FxHashSet<Name>,
    /// Those that a module doesn't have.
    attributes: FxHashSet<Name>,
    /// What the modules are called on which names are set that are computed, `setattr(config, key, value)`.
    modules: FxHashSet<Name>,
}

/// Removes from a file's diagnostics what files bring that are read.
pub(super) fn remove_known(snap: &Snapshot, graph: &Graph, found: &mut Vec<Diagnostic>) {
    let mut missing = Names::default();
    missing.add(graph, found);
    let mut brought = Names::default();
    if !missing.builtins.is_empty() {
        // What installs `_` need not mention it.
        let named: Vec<Name> = missing.builtins.iter().copied().chain([Name::new("install")]).collect();
        let named = snap.known_mentioning(&named);
        let mut files = snap.known_mentioning(&missing.words_of_adding());
        files.retain(|file| named.binary_search(file).is_ok());
        brought.builtins = missing.added_by(snap, &files);
    }
    if !missing.attributes.is_empty() {
        brought.attributes = missing.set_by(snap, &snap.known_mentioning(&missing.words_of_setting()));
        brought.modules = missing.set_on(snap, &snap.known_mentioning(&missing.words_of_computing()));
    }
    brought.remove_from(graph, found);
}

/// Removes from the diagnostics of many files what others bring, read or not: those that may bring any of their names are looked for, once.
pub(super) fn remove(snap: &Snapshot, found: Vec<(FileId, &mut Vec<Diagnostic>)>) {
    let found: Vec<_> = found.into_iter().filter_map(|(file, found)| Some((snap.graph(file)?, found))).collect();
    let mut missing = Names::default();
    found.iter().for_each(|(graph, found)| missing.add(graph, found));
    // Never cancelled.
    let mentioning = |words: &[Name]| snap.mentioning(words, &cancel::Token::new()).unwrap_or_default();
    let brought = Names {
        builtins: missing.added_by(snap, &mentioning(&missing.words_of_adding())),
        attributes: missing.set_by(snap, &mentioning(&missing.words_of_setting())),
        modules: missing.set_on(snap, &mentioning(&missing.words_of_computing())),
    };
    found.into_iter().for_each(|(graph, found)| brought.remove_from(&graph, found));
}

impl Names {
    /// Adds what a file's diagnostics say that it misses.
    fn add(&mut self, graph: &Graph, found: &[Diagnostic]) {
        for missing in missing(graph, found).into_iter().flatten() {
            match missing {
                (Code::UndefinedName, name) => self.builtins.insert(name),
                (_, name) => self.attributes.insert(name),
            };
        }
    }

    /// What a file that adds one of the names to the built-ins mentions, one of these at least.
    fn words_of_adding(&self) -> Vec<Name> {
        let gettext = self.builtins.iter().any(|name| name.text() == "_").then_some("gettext");
        let builtins = BUILTINS.into_iter().filter(|_| !self.builtins.is_empty());
        builtins.chain(gettext).map(Name::new).collect()
    }

    /// What a file that sets one of the names on a module mentions, one of these at least.
    fn words_of_setting(&self) -> Vec<Name> {
        self.attributes.iter().copied().collect()
    }

    /// What a file mentions that sets computed names on modules.
    fn words_of_computing(&self) -> Vec<Name> {
        self.attributes.iter().take(1).map(|_| Name::new("setattr")).collect()
    }

    /// The names that some files add to the built-ins.
    fn added_by(&self, snap: &Snapshot, files: &[FileId]) -> FxHashSet<Name> {
        let graphs = files.iter().filter_map(|&file| snap.graph(file));
        graphs.flat_map(|graph| added_to_builtins(&graph).collect::<Vec<_>>()).collect()
    }

    /// The names that some files may set on modules, of those that modules don't have.
    fn set_by(&self, snap: &Snapshot, files: &[FileId]) -> FxHashSet<Name> {
        if files.len() > MOST_ASKED * self.attributes.len() {
            return self.attributes.clone();
        }
        let mut set = FxHashSet::default();
        for graph in files.iter().filter_map(|&file| snap.graph_in_passing(file)) {
            // `self.x = …` is set on no module.
            let is_receiver = |base: u32| graph.variable_at(base).is_some_and(|base| link::is_receiver(&graph, base));
            let may_set = |member: &&Member| member.is_target() && !member.base().is_some_and(is_receiver);
            let targets = graph.members().iter().filter(may_set).map(|member| member.name);
            set.extend(targets.filter(|name| self.attributes.contains(name)));
        }
        set
    }

    /// What the modules are called on which some files set computed names.
    fn set_on(&self, snap: &Snapshot, files: &[FileId]) -> FxHashSet<Name> {
        let asked = files.iter().take(MOST_ASKED).filter_map(|&file| snap.graph_in_passing(file));
        asked.flat_map(|graph| changed_by_computing(&graph).collect::<Vec<_>>()).collect()
    }

    fn remove_from(&self, graph: &Graph, found: &mut Vec<Diagnostic>) {
        let mut missing = missing(graph, found).into_iter();
        let is_changed = |start: u32| {
            let mut names = names_of_module(graph, start).into_iter();
            !self.modules.is_empty() && names.any(|name| self.modules.contains(&name))
        };
        found.retain(|diagnostic| match missing.next().flatten() {
            Some((Code::UndefinedName, name)) => !self.builtins.contains(&name),
            Some((_, name)) => !self.attributes.contains(&name) && !is_changed(diagnostic.span.start),
            None => true,
        });
    }
}

/// For each diagnostic, the name that it says that the file misses, with its code. An entry of `__all__` is no built-in.
fn missing(graph: &Graph, found: &[Diagnostic]) -> Vec<Option<(Code, Name)>> {
    let named = |import: &Import| match import.imported {
        Imported::Name(start, name) => Some((start, name)),
        _ => None,
    };
    let in_paths = || graph.imports().iter().flat_map(|import| import.path.segments.iter().copied());
    let mut imported = FxHashMap::default();
    if found.iter().any(|diagnostic| diagnostic.code == Code::NoNameInModule) {
        imported.extend(in_paths().chain(graph.imports().iter().filter_map(named)));
    }
    let name = |diagnostic: &Diagnostic| {
        let start = diagnostic.span.start;
        let used = || graph.occurrence_at(start).filter(|used| used.role != Role::Export);
        let name = match diagnostic.code {
            Code::UndefinedName => graph.name(used()?.symbol),
            Code::NoNameInModule => {
                graph.member_from(start).map(|member| member.name).or(imported.get(&start).copied())?
            }
            _ => return None,
        };
        Some((diagnostic.code, name))
    };
    found.iter().map(name).collect()
}

/// What the module is called which is said to lack a name that starts at a place: behind a dot or in an import.
fn names_of_module(graph: &Graph, start: u32) -> Vec<Name> {
    if let Some(member) = graph.member_from(start) {
        return member.base().map_or(Vec::new(), |base| names_of(graph, base));
    }
    let is_it = |import: &&Import| matches!(import.imported, Imported::Name(at, _) if at == start);
    let import = graph.imports().iter().find(is_it);
    import.and_then(|import| import.path.segments.last()).map(|&(_, name)| name).into_iter().collect()
}

/// What something is called whose name starts at a place, and what it was imported as.
fn names_of(graph: &Graph, start: u32) -> Vec<Name> {
    let variable = graph.variable_at(start);
    let imported = variable.into_iter().flat_map(|variable| graph.imports_of(variable));
    let original = |import: &Import| match import.imported {
        Imported::Name(_, name) => Some(name),
        _ => import.path.segments.last().map(|segment| segment.1),
    };
    graph.name_from(start).into_iter().chain(imported.filter_map(original)).collect()
}

/// What is called in a file on which it sets computed names: by `setattr(x, name, value)`.
fn changed_by_computing(graph: &Graph) -> impl Iterator<Item = Name> {
    let setattr = Name::existing("setattr").and_then(|name| graph.global(name));
    let uses = setattr.into_iter().flat_map(|setattr| graph.occurrences_of(setattr));
    let passed = uses.flat_map(|used| graph.given(used.span.end)).filter(|given| given.by == By::Passed(0));
    let is_computed = |place: u32| {
        let behind = graph.members().partition_point(|member| member.start <= place);
        !graph.members().get(behind).is_some_and(|next| next.is_undotted() && next.base() == Some(place))
    };
    passed.filter(move |given| is_computed(given.place)).flat_map(|given| names_of(graph, given.place))
}

/// The names that a file adds to the built-ins: by `builtins.x = …`, or `_` by `gettext.install` and its like.
pub(super) fn added_to_builtins(graph: &Graph) -> impl Iterator<Item = Name> {
    let is_builtins = |base: u32| graph.name_from(base).is_some_and(|name| BUILTINS.contains(&name.text()));
    let is_added = move |member: &&Member| member.is_target() && member.base().is_some_and(is_builtins);
    let installs = || graph.members().iter().any(|member| member.name.text() == "install");
    let is_gettext = Name::existing("gettext").is_some_and(|gettext| graph.mentions(gettext)) && installs();
    let added = graph.members().iter().filter(is_added).map(|member| member.name);
    added.chain(is_gettext.then(|| Name::new("_")))
}
