//! Every occurrence of a variable or module, in all files.
//!
//! The trick is the field's: a file that doesn't mention the name is passed over by one look-up; in the others each mention is
//! resolved, and kept if it leads to what was asked for. A variable of a function costs one file.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{At, Location, asked};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Entity, Reads, Trust, Variable};
use crate::name::Name;
use crate::scope::{BlockKind, Graph, Imported, Occurrence, Role, Token};
use crate::store::{FileId, ModuleFiles, Snapshot};

/// An occurrence in some file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Where.
    pub location: Location,
    /// Whether it binds, deletes or declares the name; a string of `__slots__` declares an attribute.
    pub writes: bool,
    /// The variable of its own file that it belongs to; `None` for members, labels and the parts of imports.
    pub variable: Option<Variable>,
}

/// All occurrences of what the token at a place means, the place's own included, sorted by file and place; nothing where no name
/// stands there. Complete if the snapshot's workspace has been scanned.
pub fn references(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Vec<Reference>, Cancelled> {
    match asked(snap, at, Trust::Belief) {
        Some((_, _, Some(meaning))) => {
            search(snap, &link::namesakes(snap, meaning), Some(at.file), Trust::Belief, cancel)
        }
        Some((_, span, None)) => {
            let location = Location { file: at.file, span };
            Ok(vec![Reference { location, writes: false, variable: None }])
        }
        None => Ok(Vec::new()),
    }
}

/// As many files are searched before what was found in them is told.
const FILES_AT_ONCE: usize = 512;

/// [`references`], told piece by piece as they are found.
pub fn references_in_pieces(
    snap: &Snapshot,
    at: At,
    cancel: &Cancel,
    mut tell: impl FnMut(Vec<Reference>),
) -> Result<(), Cancelled> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Belief) else {
        tell(references(snap, at, cancel)?);
        return Ok(());
    };
    let query = Query::new(snap, &link::namesakes(snap, meaning), Trust::Belief);
    for files in query.files(Some(at.file), cancel)?.chunks(FILES_AT_ONCE) {
        let found = query.in_files(files, cancel)?;
        if !found.is_empty() {
            tell(found);
        }
    }
    Ok(())
}

/// [`references`] in the place's own file.
pub fn highlights(snap: &Snapshot, at: At) -> Vec<Reference> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Belief) else { return Vec::new() };
    let query = Query::new(snap, &link::namesakes(snap, meaning), Trust::Belief);
    // Never cancelled.
    query.in_files(&[at.file], &Cancel::new()).unwrap_or_default()
}

/// The occurrences of some entities in the workspace, and in a file that may lie outside.
pub(super) fn search(
    snap: &Snapshot,
    targets: &[Entity],
    also_in: Option<FileId>,
    trust: Trust,
    cancel: &Cancel,
) -> Result<Vec<Reference>, Cancelled> {
    let query = Query::new(snap, targets, trust);
    query.in_files(&query.files(also_in, cancel)?, cancel)
}

struct Query<'s> {
    snap: &'s Snapshot,
    targets: FxHashSet<Entity>,
    names: Vec<Name>,
    /// Where the targets are, if they can't be meant from elsewhere.
    only_in: Option<FxHashSet<FileId>>,
    has_modules: bool,
    has_parameters: bool,
    trust: Trust,
}

impl<'s> Query<'s> {
    fn new(snap: &'s Snapshot, targets: &[Entity], trust: Trust) -> Query<'s> {
        let mut names = Vec::new();
        let (mut has_parameters, mut is_local) = (false, true);
        for target in targets {
            match target {
                Entity::Variable(variable) => {
                    let Some(graph) = snap.graph(variable.file) else { continue };
                    names.extend(spellings(graph.name(variable.symbol)));
                    let block = graph.block(graph.block_of(variable.symbol)).kind;
                    has_parameters |= graph.is_parameter(variable.symbol) || block == BlockKind::Class;
                    is_local &= block.is_function_like() && !graph.is_parameter(variable.symbol);
                }
                Entity::Module(module) => {
                    is_local = false;
                    names.extend(names_of(snap, module));
                }
                Entity::Either(_) => {}
            }
        }
        names.sort_unstable();
        names.dedup();
        let own_files = || targets.iter().filter_map(Entity::variable).map(|variable| variable.file).collect();
        Query {
            snap,
            targets: targets.iter().cloned().collect(),
            names,
            only_in: is_local.then(own_files),
            has_modules: targets.iter().any(|target| matches!(target, Entity::Module(_))),
            has_parameters,
            trust,
        }
    }

    /// The files that may have an occurrence, and one that may lie outside the workspace.
    fn files(&self, also_in: Option<FileId>, cancel: &Cancel) -> Result<Vec<FileId>, Cancelled> {
        let mut files = match &self.only_in {
            Some(files) => files.iter().copied().collect(),
            None => self.snap.mentioning(&self.names, cancel)?,
        };
        if let Some(also_in) = also_in.filter(|file| !files.contains(file)) {
            files.push(also_in);
        }
        files.sort_unstable();
        Ok(files)
    }

    fn in_files(&self, files: &[FileId], cancel: &Cancel) -> Result<Vec<Reference>, Cancelled> {
        let in_file = |&file: &FileId| {
            cancel.check()?;
            Ok(self.in_file(file))
        };
        let found: Result<Vec<_>, Cancelled> = files.par_iter().map(in_file).collect();
        let mut found: Vec<Reference> = found?.into_iter().flatten().collect();
        found.sort_unstable();
        found.dedup_by_key(|reference| reference.location);
        Ok(found)
    }

    fn is_meant(&self, entity: Entity) -> bool {
        self.targets.contains(&entity)
            || link::namesakes(self.snap, entity).iter().any(|end| self.targets.contains(end))
    }

    fn in_file(&self, file: FileId) -> Vec<Reference> {
        let mut found = Vec::new();
        if self.only_in.as_ref().is_some_and(|files| !files.contains(&file)) {
            return found;
        }
        let Some(graph) = self.snap.graph(file) else { return found };
        if self.only_in.is_none() && !self.names.iter().any(|&name| graph.mentions(name)) {
            return found;
        }
        self.occurrences(file, &graph, &mut found);
        if self.only_in.is_none() {
            self.members_and_labels(file, &graph, &mut found);
            self.imports(file, &graph, &mut found);
        }
        found
    }

    fn occurrences(&self, file: FileId, graph: &Graph, found: &mut Vec<Reference>) {
        let outer = link::Outer::new(self.snap, file, graph);
        let past = |of: BlockKind| -> Vec<Occurrence> {
            let all = self.names.iter().flat_map(|&name| outer.past(name, of));
            all.filter(|past| past.1 == Reads::Outer).map(|past| past.0).collect()
        };
        let (in_classes, of_builtins) = (past(BlockKind::Class), past(BlockKind::Module));
        let passed: FxHashSet<u32> = in_classes.iter().chain(&of_builtins).map(|o| o.span.start).collect();
        for occurrence in in_classes {
            if link::meaning(self.snap, file, &Token::Occurrence(occurrence), self.trust)
                .is_some_and(|entity| self.is_meant(entity))
            {
                let location = Location { file, span: occurrence.span };
                let variable = outer.variable(graph.name(occurrence.symbol));
                found.push(Reference { location, writes: false, variable });
            }
        }
        let named = self.names.iter().flat_map(|&name| graph.symbols_named(name));
        for symbol in named.filter(|&symbol| graph.variable(symbol) == symbol) {
            if !self.is_meant(link::of_symbol(self.snap, file, graph, symbol)) {
                continue;
            }
            let variable = Some(Variable { file, symbol });
            let own = graph.occurrences_of(symbol).filter(|o| !passed.contains(&o.span.start));
            found.extend(own.map(|occurrence| {
                let writes = matches!(occurrence.role, Role::Bind | Role::Delete | Role::Declare | Role::Slot);
                Reference { location: Location { file, span: occurrence.span }, writes, variable }
            }));
        }
    }

    fn members_and_labels(&self, file: FileId, graph: &Graph, found: &mut Vec<Reference>) {
        let means = |token: Token| {
            link::meaning(self.snap, file, &token, self.trust).is_some_and(|entity| self.is_meant(entity))
        };
        let mut members = link::Members::new(self.snap, file, graph, self.trust);
        let reference = |span, writes| Reference { location: Location { file, span }, writes, variable: None };
        let named =
            self.names.iter().flat_map(|&name| graph.members().iter().filter(move |member| member.name == name));
        for member in named {
            if members.meaning(member).is_some_and(|entity| self.is_meant(entity)) {
                found.push(reference(graph.span(member.start, member.name), member.is_target()));
            }
        }
        for label in graph.labels().iter().filter(|label| self.has_parameters && self.names.contains(&label.name)) {
            if means(Token::Label(*label)) {
                found.push(reference(graph.span(label.start, label.name), false));
            }
        }
    }

    fn imports(&self, file: FileId, graph: &Graph, found: &mut Vec<Reference>) {
        let means = |token: Token| {
            link::meaning(self.snap, file, &token, self.trust).is_some_and(|entity| self.is_meant(entity))
        };
        let mut push = |start: u32, name: Name| {
            let location = Location { file, span: graph.span(start, name) };
            found.push(Reference { location, writes: false, variable: None });
        };
        for (number, import) in graph.imports().iter().enumerate() {
            let number = number as u32;
            if let Imported::Name(start, name) = import.imported
                && start != import.binding
                && self.names.contains(&name)
                && means(Token::Imported(number))
            {
                push(start, name);
            }
            for (segment, &(start, name)) in import.path.segments.iter().enumerate() {
                let asked = self.has_modules && self.names.contains(&name);
                if asked && start != import.binding && means(Token::Segment(number, segment as u32)) {
                    push(start, name);
                }
            }
        }
    }
}

/// How a name may be spelled: a private one without its class, too (`_C__x` is spelled `__x` in `C`).
pub(super) fn spellings(name: Name) -> impl Iterator<Item = Name> {
    let text = name.text();
    let private = text.strip_prefix('_').and_then(|rest| rest.find("__").map(|at| &rest[at..]));
    std::iter::once(name).chain(private.map(Name::new))
}

/// What a module is called where it is imported, by its folder and by its file.
pub(super) fn names_of(snap: &Snapshot, module: &ModuleFiles) -> impl Iterator<Item = Name> {
    let folder = module.folders().first().and_then(|folder| name_of(folder.file_name()?));
    let file = module.file().map(|file| snap.shown_path(file));
    let file = file.and_then(|file| match file.file_stem()? {
        // A stub of typeshed's that has a folder, as `sys` has.
        stem if stem == "__init__" => name_of(file.parent()?.file_name()?),
        stem => name_of(stem),
    });
    folder.into_iter().chain(file)
}

fn name_of(text: &std::ffi::OsStr) -> Option<Name> {
    text.to_str().map(Name::new)
}
