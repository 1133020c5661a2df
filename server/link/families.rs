//! The classes of a workspace by what they inherit, and which of them share an attribute.
//!
//! A look-up of an attribute goes through the classes of an object's class in order. So two classes share the attribute of a name, if both *touch*
//! it (bind it, or ask an instance of theirs for it) and some class has both in its order: what the one binds the other may find, or hide.
//! A class asks its metaclass behind its own order, and a metaclass's methods ask the classes that it makes: so here it counts as a base.
//! A family is what this connects, and all of it is renamed at once or nothing.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::{self, Bases, Class};
use super::{Entity, Variable, Walk, source_of_stub};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::scope::{BindingKind, BlockId, BlockKind, Graph};
use crate::store::{FileId, Snapshot};

/// The classes of the workspace with their bases. Complete if the snapshot's workspace has been scanned.
pub struct Tree<'s> {
    snap: &'s Snapshot,
    bases: FxHashMap<Class, Bases>,
    derived: FxHashMap<Class, Vec<Class>>,
    /// The classes of which a class is the metaclass.
    made: FxHashMap<Class, Vec<Class>>,
    /// A class of a stub and that of its source, both ways.
    twins: FxHashMap<Class, Class>,
}

/// Classes that share an attribute.
#[derive(Default)]
pub struct Family {
    /// Those that touch it.
    pub classes: FxHashSet<Class>,
    /// All that one of these has in its order, or that have one of these in theirs, with all that these have.
    pub around: FxHashSet<Class>,
}

impl<'s> Tree<'s> {
    /// Asks all classes of the workspace for their bases, and those of a file that may lie outside.
    pub fn new(snap: &'s Snapshot, also_in: FileId, cancel: &Cancel) -> Result<Tree<'s>, Cancelled> {
        let mut files = snap.files();
        if !files.contains(&also_in) {
            files.push(also_in);
        }
        let in_file = |&file: &FileId| -> Result<Vec<Found>, Cancelled> {
            cancel.check()?;
            Ok(snap.graph_in_passing(file).map_or(Vec::new(), |graph| classes_in(snap, file, &graph)))
        };
        let found: Result<Vec<_>, Cancelled> = files.par_iter().map(in_file).collect();
        let mut tree = Tree {
            snap,
            bases: FxHashMap::default(),
            derived: FxHashMap::default(),
            made: FxHashMap::default(),
            twins: FxHashMap::default(),
        };
        for Found { class, bases, twin } in found?.into_iter().flatten() {
            for &base in &bases.known {
                tree.derived.entry(base).or_default().push(class);
            }
            if let Some(metaclass) = bases.metaclass {
                tree.made.entry(metaclass).or_default().push(class);
            }
            tree.bases.insert(class, bases);
            if let Some(twin) = twin {
                tree.twins.extend([(class, twin), (twin, class)]);
            }
        }
        Ok(tree)
    }

    /// The classes that derive from one, directly or not, each once.
    pub fn all_derived(&self, class: Class) -> Vec<Class> {
        let (mut all, mut seen) = (vec![class], FxHashSet::from_iter([class]));
        let mut next = 0;
        while next < all.len() {
            let derived = self.derived.get(&all[next]).into_iter().flatten();
            all.extend(derived.filter(|class| seen.insert(**class)));
            next += 1;
        }
        all.remove(0);
        all
    }

    /// The bases of a class of the workspace, or of another.
    pub fn bases(&self, class: Class) -> Bases {
        self.bases.get(&class).cloned().unwrap_or_else(|| (*classes::bases(self.snap, class, &Walk::default())).clone())
    }

    /// The family of some classes that touch an attribute. `touching` are all that touch one of that name; of `either`, each is a choice between
    /// classes: what asks one of them may ask another.
    pub fn family(&self, of: Vec<Class>, touching: &FxHashSet<Class>, either: &[Vec<Class>]) -> Family {
        let mut family = Family { classes: of.iter().copied().collect(), around: FxHashSet::default() };
        let (mut below, mut pending) = (FxHashSet::default(), of);
        loop {
            while let Some(class) = pending.pop() {
                self.go_down(class, &mut below, &mut |class| {
                    self.go_up(class, &mut family.around, &mut |above| {
                        if touching.contains(&above) && family.classes.insert(above) {
                            pending.push(above);
                        }
                    });
                });
            }
            for choice in either {
                if choice.iter().any(|class| family.classes.contains(class)) {
                    pending.extend(choice.iter().filter(|class| family.classes.insert(**class)));
                }
            }
            if pending.is_empty() {
                return family;
            }
        }
    }

    /// Goes to a class, and all that derive from it, that were not seen yet.
    fn go_down(&self, class: Class, seen: &mut FxHashSet<Class>, meet: &mut impl FnMut(Class)) {
        let mut pending = vec![class];
        while let Some(class) = pending.pop() {
            if seen.insert(class) {
                meet(class);
                pending.extend(self.derived.get(&class).into_iter().chain(self.made.get(&class)).flatten());
                pending.extend(self.twins.get(&class));
            }
        }
    }

    /// Goes to a class, and all that it inherits from, that were not seen yet.
    fn go_up(&self, class: Class, seen: &mut FxHashSet<Class>, meet: &mut impl FnMut(Class)) {
        let mut pending = vec![class];
        while let Some(class) = pending.pop() {
            if seen.insert(class) {
                meet(class);
                pending.extend(self.twins.get(&class));
                match self.bases.get(&class) {
                    Some(bases) => pending.extend(bases.known.iter().chain(&bases.metaclass)),
                    None => {
                        let bases = self.bases(class);
                        pending.extend(bases.known.into_iter().chain(bases.metaclass));
                    }
                }
            }
        }
    }
}

/// A class of a file.
struct Found {
    class: Class,
    bases: Bases,
    twin: Option<Class>,
}

fn classes_in(snap: &Snapshot, file: FileId, graph: &Graph) -> Vec<Found> {
    let classes = graph.blocks().filter(|&id| graph.block(id).kind == BlockKind::Class);
    let found = |id: BlockId| {
        let bases = (*classes::bases(snap, (file, id), &Walk::default())).clone();
        Found { class: (file, id), bases, twin: in_source(snap, file, graph, id) }
    };
    classes.map(found).collect()
}

/// The class of the source to which one of its stub corresponds.
fn in_source(snap: &Snapshot, file: FileId, graph: &Graph, class: BlockId) -> Option<Class> {
    let block = graph.block(class);
    let symbol = graph.symbol_in(block.parent, block.name)?;
    if graph.only_definition(symbol) != Some(BindingKind::Class(class)) {
        return None;
    }
    let source = source_of_stub(snap, Variable { file, symbol })?;
    super::class_of(snap, &Entity::Variable(source))
}
