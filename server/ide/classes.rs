//! The tree of classes, as far as the names of bases lead: what a class derives from, what derives from it, and what takes the place of a method
//! there.

use rayon::prelude::*;

use super::{At, Location, asked, definition};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::link::{self, Class, Entity, Holder, Tree, Trust, Variable};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// A class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassItem {
    /// Its name.
    pub name: Name,
    /// Its name's token.
    pub focus: Location,
    /// All of it.
    pub span: Span,
}

/// The classes that the name at a place can mean.
pub fn classes(snap: &Snapshot, at: At) -> Vec<ClassItem> {
    meant(snap, at).into_iter().filter_map(|class| item(snap, class)).collect()
}

/// The bases of the class whose name is at a place, as far as they are known, in the order of the text.
pub fn supertypes(snap: &Snapshot, at: At) -> Vec<ClassItem> {
    let bases = meant(snap, at).into_iter().flat_map(|class| link::bases(snap, class));
    bases.filter_map(|class| item(snap, class)).collect()
}

/// The classes that name the one at a place as a base. Complete if the snapshot's workspace has been scanned.
pub fn subtypes(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Vec<ClassItem>, Cancelled> {
    let mut found = Vec::new();
    for class in meant(snap, at) {
        found.extend(derived(snap, class, cancel)?);
    }
    Ok(found.into_iter().filter_map(|class| item(snap, class)).collect())
}

/// Of a class, all that derive from it; of a method or another name of a class, what binds it in those. Nothing of anything else. Complete if the
/// snapshot's workspace has been scanned.
pub fn implementations(snap: &Snapshot, at: At, cancel: &Cancel) -> Result<Vec<Location>, Cancelled> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Belief) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for origin in link::origins(snap, meaning) {
        if let Some(class) = link::class_of(snap, &origin) {
            let all = Tree::new(snap, class.0, cancel)?.all_derived(class);
            found.extend(all.into_iter().filter_map(|class| Some(item(snap, class)?.focus)));
        } else if let Some((class, name)) = attribute(snap, &origin) {
            let all = Tree::new(snap, class.0, cancel)?.all_derived(class);
            found.extend(all.into_iter().flat_map(|class| bindings(snap, class, name)));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The classes whose instance, or which itself, the name at a place stands for, as far as annotations and assignments are to be believed; of a
/// module, its file.
pub fn classes_of_value(snap: &Snapshot, at: At) -> Vec<Location> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Belief) else { return Vec::new() };
    let holders = link::holders_of(snap, at.file, meaning).into_iter();
    let found = holders.filter_map(|holder| match holder {
        Holder::Class(class) | Holder::Instance(class) => Some(item(snap, class)?.focus),
        Holder::Module(module) => Some(Location { file: module.file()?, span: Span::default() }),
    });
    let found: Vec<Location> = found.collect();
    found.iter().for_each(|location| snap.write_out(location.file));
    found
}

fn meant(snap: &Snapshot, at: At) -> Vec<Class> {
    let Some((_, _, Some(meaning))) = asked(snap, at, Trust::Belief) else { return Vec::new() };
    link::origins(snap, meaning).iter().filter_map(|origin| link::class_of(snap, origin)).collect()
}

/// The class whose attribute an entity is, and its name.
fn attribute(snap: &Snapshot, entity: &Entity) -> Option<(Class, Name)> {
    let Variable { file, symbol } = entity.variable()?;
    let graph = snap.graph(file)?;
    let owner = graph.block_of(symbol);
    (graph.block(owner).kind == BlockKind::Class).then(|| ((file, owner), graph.name(symbol)))
}

fn bindings(snap: &Snapshot, (file, class): Class, name: Name) -> Vec<Location> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let Some(symbol) = graph.attribute_in(class, name) else { return Vec::new() };
    definition::bindings_of(snap, Variable { file, symbol })
}

/// The classes that name one as a base: only files that mention its name are looked at.
fn derived(snap: &Snapshot, class: Class, cancel: &Cancel) -> Result<Vec<Class>, Cancelled> {
    let Some(name) = snap.graph(class.0).map(|graph| graph.block(class.1).name) else { return Ok(Vec::new()) };
    let in_file = |&file: &FileId| -> Result<Vec<Class>, Cancelled> {
        cancel.check()?;
        let Some(graph) = snap.graph(file).filter(|graph| graph.mentions(name)) else { return Ok(Vec::new()) };
        let is_class = |&id: &BlockId| graph.block(id).kind == BlockKind::Class && graph.bases(id).next().is_some();
        let derives = |&id: &BlockId| link::bases(snap, (file, id)).contains(&class);
        Ok(graph.blocks().filter(is_class).filter(derives).map(|id| (file, id)).collect())
    };
    let mut files = snap.mentioning(&[name], cancel)?;
    if !files.contains(&class.0) {
        files.push(class.0);
    }
    let found: Result<Vec<_>, Cancelled> = files.par_iter().map(in_file).collect();
    Ok(found?.into_iter().flatten().collect())
}

fn item(snap: &Snapshot, (file, id): Class) -> Option<ClassItem> {
    let graph = snap.graph(file)?;
    let focus = link::name_of(&graph, id)?.span;
    Some(ClassItem { name: graph.block(id).name, focus: Location { file, span: focus }, span: graph.block(id).span })
}
