//! What a new name for a module's variable would do to other files: those that ask the module for that name already, that get it by a star
//! beside their own, or that would no longer get it so.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Kind, Location, Obstacle};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Entity, Outer, Variable};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind, Exports, Graph, Import, Imported, Member};
use crate::store::{FileId, ModuleFiles, Snapshot};
use crate::text::Span;

/// Whether other files have their own use for the new name of a module's variable: as a member of the module, by an import, as one of its
/// modules, or beside a star import; or would no longer get it by `*`. `variables` are all that are renamed.
pub(super) fn check(
    snap: &Snapshot,
    variables: &FxHashSet<Variable>,
    old: Name,
    new: Name,
    cancel: &Cancel,
) -> Result<Result<(), Obstacle>, Cancelled> {
    let is_global = |variable: &&Variable| {
        let graph = snap.graph(variable.file);
        graph.is_some_and(|graph| graph.block_of(variable.symbol) == BlockId(0) && graph.is_bound(variable.symbol))
    };
    let files: FxHashSet<_> = variables.iter().filter(is_global).map(|variable| variable.file).collect();
    if files.is_empty() {
        return Ok(Ok(()));
    }
    let has_module = |&&file: &&FileId| {
        snap.is_package(file) && snap.module_of(file).and_then(|module| snap.submodule(&module, new)).is_some()
    };
    if let Some(&file) = files.par_iter().filter(has_module).min() {
        let start = Location { file, span: Span::new(0, 0) };
        return Ok(Err(Obstacle::new(format!("the package has a module `{new}`"), start)));
    }
    let check = Importers { snap, variables, files, old, new };
    let in_file = |file: FileId| -> Result<Result<(), Obstacle>, Cancelled> {
        cancel.check()?;
        Ok(check.file(file))
    };
    // In the order of the files, so that the same obstacle is told each time.
    let mut others = snap.with_stars(cancel)?;
    others.extend(snap.mentioning(&[new], cancel)?);
    others.sort_unstable();
    others.dedup();
    let found: Result<Vec<_>, Cancelled> = others.into_par_iter().map(in_file).collect();
    Ok(found?.into_iter().find(Result::is_err).unwrap_or(Ok(())))
}

struct Importers<'s> {
    snap: &'s Snapshot,
    variables: &'s FxHashSet<Variable>,
    /// The modules that have one of the variables.
    files: FxHashSet<FileId>,
    old: Name,
    new: Name,
}

impl Importers<'_> {
    fn file(&self, file: FileId) -> Result<(), Obstacle> {
        let Some(graph) = self.snap.graph(file) else { return Ok(()) };
        self.stars(file, &graph)?;
        if graph.mentions(self.new)
            && let Some(span) = self.asked_for(file, &graph)
        {
            let reason = format!("`{}` is asked of the module here already", self.new);
            return Err(Obstacle::new(reason, Location { file, span }));
        }
        Ok(())
    }

    /// Whether a module has the variable, of its own or by star imports.
    fn is_ours(&self, module: &ModuleFiles) -> bool {
        let is_renamed = |entity: Entity| entity.variable().is_some_and(|variable| self.variables.contains(&variable));
        module.file().is_some_and(|file| self.files.contains(&file))
            || link::lookup(self.snap, module, self.old).is_some_and(is_renamed)
    }

    fn module(&self, file: FileId, import: &Import) -> Option<std::sync::Arc<ModuleFiles>> {
        self.snap.module(file, &import.path, import.path.segments.len())
    }

    /// Star imports of a file that bring the variable.
    fn stars(&self, file: FileId, graph: &Graph) -> Result<(), Obstacle> {
        let stars = graph.imports().iter().filter(|import| import.imported == Imported::Star);
        let (mut first, mut own, mut foreign) = (None, false, false);
        for import in stars {
            let Some(module) = self.module(file, import) else { continue };
            let star = Location { file, span: Span::new(import.binding, import.binding + 1) };
            if let Some(ours) = self.brings(&module) {
                first = first.or(Some(star));
                own |= ours;
                foreign |= !ours;
            }
            match self.brings(&module) {
                Some(true) => self.star(file, graph, &module, star)?,
                // Under the new name it may be public.
                None if self.is_ours(&module) && !self.new.text().starts_with('_') => {
                    self.beside_own(file, graph, star)?;
                }
                _ => {}
            }
        }
        let Some(star) = first else { return Ok(()) };
        // A binding of the file's own beside the star's.
        if let Some(symbol) = graph.global(self.old).filter(|&symbol| graph.is_bound(symbol)) {
            let ours = self.variables.contains(&Variable { file, symbol });
            own |= ours;
            foreign |= !ours;
        }
        if own && foreign {
            let reason = format!("which `{}` this module has can't be told: `import *` brings one, too", self.old);
            return Err(Obstacle::of(Kind::Unknown, reason, Some(star)));
        }
        Ok(())
    }

    /// Whether `import *` of a module brings the old name, and if so, whether it is that of the renamed variable.
    fn brings(&self, module: &ModuleFiles) -> Option<bool> {
        let origin = module.file().and_then(|file| self.snap.graph(file))?;
        let found = link::is_public(&origin, self.old).then(|| link::lookup(self.snap, module, self.old)).flatten()?;
        let is_renamed = |entity: &Entity| entity.variable().is_some_and(|variable| self.variables.contains(&variable));
        Some(is_renamed(&found) || link::namesakes(self.snap, found).iter().all(is_renamed))
    }

    /// A star import that brings the variable: it must go on to bring it, and bring nothing that the file has another of.
    fn star(&self, file: FileId, graph: &Graph, module: &ModuleFiles, star: Location) -> Result<(), Obstacle> {
        let new = self.new;
        let exports = module.file().and_then(|file| self.snap.graph(file)).map(|graph| graph.exports());
        if new.text().starts_with('_') && exports == Some(Exports::Computed) {
            let reason =
                format!("whether `import *` here would bring `{new}` can't be told: the module computes its `__all__`");
            return Err(Obstacle::of(Kind::Unknown, reason, Some(star)));
        }
        if new.text().starts_with('_') && exports != Some(Exports::Listed) {
            let reason = format!("`import *` here leaves out names with a leading underscore such as `{new}`");
            return Err(Obstacle::new(reason, star));
        }
        let found = self.beside_own(file, graph, star);
        // What a computed `__all__` has is not known.
        let kind = if exports == Some(Exports::Computed) { Kind::Unknown } else { Kind::Clash };
        found.map_err(|obstacle| Obstacle { kind, ..obstacle })
    }

    /// A star import that would bring the new name: the file must have no use of its own for that.
    fn beside_own(&self, file: FileId, graph: &Graph, star: Location) -> Result<(), Obstacle> {
        let new = self.new;
        if let Some(own) = graph.global(new) {
            let place = graph.occurrences_of(own).next().map_or(star, |o| Location { file, span: o.span });
            return Err(Obstacle::new(format!("a module that takes it by `import *` has a `{new}` already"), place));
        }
        if let Some((occurrence, _)) = Outer::new(self.snap, file, graph).past(new, BlockKind::Class).first() {
            let place = Location { file, span: occurrence.span };
            let reason = format!("a class body may read `{new}` here, which `import *` would bring");
            return Err(Obstacle::new(reason, place));
        }
        Ok(())
    }

    /// Where a file asks a module of ours for the new name, which it doesn't have yet.
    fn asked_for(&self, file: FileId, graph: &Graph) -> Option<Span> {
        let imports = graph.imports().iter().filter_map(|import| match import.imported {
            Imported::Name(start, name) if name == self.new => {
                let is_ours = self.is_ours(&*self.module(file, import)?);
                is_ours.then(|| graph.span(start, name))
            }
            _ => None,
        });
        let is_our_module = |origin: &Entity| matches!(origin, Entity::Module(module) if self.is_ours(module));
        let of_ours = |member: &&Member| {
            let base = link::base_of(self.snap, file, graph, member);
            base.is_some_and(|base| link::origins(self.snap, base).iter().any(is_our_module))
        };
        let mut members = graph.members().iter().filter(|member| member.name == self.new).filter(of_ours);
        imports.chain(members.next().map(|member| graph.span(member.start, member.name))).next()
    }
}
