//! An attribute's new name: it changes in all classes that share it (`link::Family`), at all places that ask one of these for it, or nowhere.
//!
//! The proof has two parts. A class that has both a class of the family and another in its order belongs to it, so no look-up that ended in
//! the family ends elsewhere afterwards. And no class around the family may touch the new name, so none that ended elsewhere ends in it.
//! Where the classes around can't all be seen, the rename is refused. What asks something unknown for the name, a person must decide on.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Doubt, Edits, Failure, Kind, Location, Obstacle, Unsure, check, texts};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::ide::At;
use crate::ide::references::spellings;
use crate::link::{self, Class, Entity, Family, Outer, Reads, Tree, Trust, Variable};
use crate::name::{self, Name};
use crate::scope::{BlockKind, Graph, Imported, Label, Member, Occurrence, SymbolId};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// A place that names an attribute.
#[derive(Clone, Debug)]
struct Mention {
    location: Location,
    /// The name there, as spelled.
    spelled: Name,
    /// What the compiler would store there for the new name.
    stored_new: Name,
    whose: Whose,
}

/// What has the attribute.
#[derive(Clone, Debug)]
enum Whose {
    /// An instance of one of these classes, or it itself; and whether one is known to have it.
    Classes(Vec<Class>, bool),
    /// Perhaps the class of this variable, perhaps another.
    Perhaps(Variable),
    /// An instance of one of these classes, if what annotations say is true.
    Believed(Vec<Class>),
    /// A call of something with this name takes it as a keyword.
    Callee(Name),
    Unknown,
}

/// The edits that give an attribute of some classes a new name.
pub(super) fn rename(
    snap: &Snapshot,
    classes: Vec<Class>,
    old: Name,
    at: At,
    edits: Edits,
    cancel: &Cancel,
) -> Result<Edits, Failure> {
    let asked = format!("rename `{}` to `{}`", edits.old_name, edits.new_name);
    let refuse = |obstacle: Obstacle| Failure::Refused(obstacle.refusal(asked.clone()));
    let new = Name::new(&name::normalized(&edits.new_name));
    let mentions = mentions(snap, old, new, at.file, cancel)?;
    let tree = Tree::new(snap, at.file, cancel)?;
    let (touching, either) = touched(&mentions);
    let family = tree.family(classes, &touching, &either);
    let renaming = Renaming { snap, old, new, family, tree, at };
    let (certain, unsure) = renaming.divided(mentions);
    let here = renaming.asked(&certain).map_err(refuse)?;
    renaming.check_classes(here.stored_new, cancel)?.map_err(refuse)?;
    let variables = renaming.variables().map_err(refuse)?;
    renaming.check_variables(&variables).map_err(refuse)?;
    texts::readable(snap, true, &variables, &edits.old_name, cancel)?.map_err(refuse)?;
    let mut edits = renaming.edits(edits, &here, certain, unsure).map_err(refuse)?;
    texts::look(snap, &mut edits, &variables, cancel)?.map_err(refuse)?;
    edits.unsure.sort_by_key(|unsure| unsure.location);
    edits.unsure.dedup_by_key(|unsure| unsure.location);
    Ok(edits)
}

struct Renaming<'s> {
    snap: &'s Snapshot,
    /// The name that the compiler stores.
    old: Name,
    /// The new one, as given.
    new: Name,
    family: Family,
    tree: Tree<'s>,
    at: At,
}

impl Renaming<'_> {
    /// The places that belong to the family, and those that may.
    fn divided(&self, mentions: Vec<Mention>) -> (Vec<Mention>, Vec<Unsure>) {
        let (mut certain, mut unsure) = (Vec::new(), Vec::new());
        let ours = |class: &Class| self.family.classes.contains(class);
        let names: FxHashSet<Name> = self.names_called();
        for mention in mentions {
            let doubt = Doubt::Receiver(mention.spelled);
            let doubt = match &mention.whose {
                Whose::Classes(classes, _) if classes.iter().any(ours) => {
                    certain.push(mention);
                    continue;
                }
                Whose::Classes(_, true) => continue,
                Whose::Believed(classes) if !classes.iter().any(ours) => continue,
                Whose::Believed(_) => Doubt::Believed(mention.spelled),
                Whose::Classes(_, false) | Whose::Unknown => doubt,
                Whose::Perhaps(variable) => match self.snap.graph(variable.file) {
                    Some(graph) if ours(&(variable.file, graph.block_of(variable.symbol))) => doubt,
                    _ => continue,
                },
                Whose::Callee(name) if names.contains(name) => Doubt::Callee(*name),
                Whose::Callee(_) => continue,
            };
            unsure.push(Unsure { location: mention.location, doubt });
        }
        (certain, unsure)
    }

    /// What calls may be spelled like that take a field of the family's by keyword.
    fn names_called(&self) -> FxHashSet<Name> {
        let makers = || self.family.classes.iter().filter(|&&class| link::takes_fields(self.snap, class));
        if makers().next().is_none() {
            return FxHashSet::default();
        }
        let of_classes = self.classes().into_iter().filter(|&class| link::takes_fields(self.snap, class));
        let mut names: FxHashSet<Name> = of_classes.map(|class| self.name_of(class)).collect();
        names.extend(["replace", "_replace", "evolve", "__replace__"].map(Name::new));
        names
    }

    fn name_of(&self, (file, class): Class) -> Name {
        self.snap.graph(file).map_or(Name::new(""), |graph| graph.block(class).name)
    }

    /// The classes around, in the order of files and text.
    fn classes(&self) -> Vec<Class> {
        let mut classes: Vec<Class> = self.family.around.iter().copied().collect();
        classes.sort_unstable();
        classes
    }

    /// The place that was asked at.
    fn asked(&self, certain: &[Mention]) -> Result<Mention, Obstacle> {
        let is_here =
            |mention: &&Mention| mention.location.file == self.at.file && mention.location.span.touches(self.at.offset);
        certain.iter().find(is_here).cloned().ok_or_else(|| {
            let reason = "whether it is the attribute here can't be told from names alone";
            Obstacle::of(Kind::Unknown, reason, Some(self.here()))
        })
    }

    // ---- what stands in the way

    /// Whether all classes around are known and the workspace's own, as far as they touch the attribute, and none has the new name.
    fn check_classes(&self, new: Name, cancel: &Cancel) -> Result<Result<(), Obstacle>, Cancelled> {
        let classes = self.classes();
        for &class in &classes {
            cancel.check()?;
            let obstacle = self.unknown_base(class).or_else(|| self.outside(class));
            if let Some(obstacle) = obstacle.or_else(|| self.of_named_tuple(class, new)) {
                return Ok(Err(obstacle));
            }
        }
        let of_library = classes.iter().filter(|class| !self.snap.is_ours(class.0));
        let clash = of_library.filter_map(|&class| Some((class, self.touches(class, new)?))).next();
        let touching = || -> Result<Option<(Class, Location)>, Cancelled> {
            let mentions = mentions(self.snap, new, new, self.at.file, cancel)?;
            Ok(mentions.into_iter().find_map(|mention| {
                let Whose::Classes(classes, _) = mention.whose else { return None };
                let class = classes.into_iter().find(|class| self.family.around.contains(class))?;
                Some((class, mention.location))
            }))
        };
        let clash = if clash.is_none() { touching()? } else { clash };
        Ok(match clash {
            Some((class, place)) => {
                let reason = format!(
                    "class `{}`, which shares its attributes, has or asks for a `{new}` already",
                    self.name_of(class)
                );
                Err(Obstacle::new(reason, place))
            }
            None => Ok(()),
        })
    }

    fn unknown_base(&self, class: Class) -> Option<Obstacle> {
        let base = *self.tree.bases(class).unknown.first()?;
        let graph = self.snap.graph(class.0)?;
        let shown = graph.name_from(base).map(|name| format!(" `{name}`")).unwrap_or_default();
        let span = graph.name_from(base).map_or(Span::new(base, base + 1), |name| graph.span(base, name));
        let what = if graph.metaclass(class.1) == Some(base) { "metaclass" } else { "base" };
        let reason = format!(
            "names don't tell what the {what}{shown} of class `{}` is: it may have `{}`, too",
            self.name_of(class),
            self.old
        );
        Some(Obstacle::of(Kind::Unknown, reason, Some(Location { file: class.0, span })))
    }

    /// The old or new name is one that every named tuple has.
    fn of_named_tuple(&self, class: Class, new: Name) -> Option<Obstacle> {
        let is_of = |name: &Name| link::OF_NAMED_TUPLES.contains(&name.text());
        let name = [self.old, new].into_iter().find(is_of).filter(|_| self.tree.bases(class).is_named_tuple)?;
        let span = link::name_of(&*self.snap.graph(class.0)?, class.1)?.span;
        let reason = format!("`{name}` is an attribute of every `NamedTuple`");
        Some(Obstacle::new(reason, Location { file: class.0, span }))
    }

    /// A class outside the workspace that touches the attribute.
    fn outside(&self, class: Class) -> Option<Obstacle> {
        if self.snap.is_ours(class.0) {
            return None;
        }
        let place = self.touches(class, self.old)?;
        let path = self.snap.shown_path(class.0);
        let reason = format!(
            "`{}` is an attribute of class `{}` outside the workspace, too, in {}",
            self.old,
            self.name_of(class),
            path.display()
        );
        Some(Obstacle::of(Kind::Fixed, reason, Some(place)))
    }

    /// Where a class itself binds or asks for an attribute.
    fn touches(&self, class: Class, name: Name) -> Option<Location> {
        let graph = self.snap.graph(class.0).filter(|graph| graph.mentions(name))?;
        let bound = graph.attribute_in(class.1, name).and_then(|symbol| graph.occurrences_of(symbol).next());
        let asks = |member: &&Member| graph.stored_name(member) == name && graph.receiver_of(member) == Some(class.1);
        let span =
            bound.map(|o| o.span).or_else(|| graph.members().iter().find(asks).map(|m| graph.span(m.start, m.name)))?;
        Some(Location { file: class.0, span })
    }

    /// The variables of the family's classes; an obstacle if there is none.
    fn variables(&self) -> Result<FxHashSet<Variable>, Obstacle> {
        let own = self.family.classes.iter().filter_map(|&(file, class)| {
            let symbol = self.snap.graph(file)?.attribute_in(class, self.old)?;
            Some(Variable { file, symbol })
        });
        let own: FxHashSet<Variable> = own.collect();
        if own.is_empty() {
            let reason = "no class in the workspace binds it that shares its attributes with the one asked for it here";
            return Err(Obstacle::of(Kind::Unknown, reason, Some(self.here())));
        }
        Ok(own)
    }

    fn here(&self) -> Location {
        Location { file: self.at.file, span: Span::new(self.at.offset, self.at.offset) }
    }

    /// Whether the names in the class bodies keep their meaning.
    fn check_variables(&self, variables: &FxHashSet<Variable>) -> Result<(), Obstacle> {
        let mut sorted: Vec<Variable> = variables.iter().copied().collect();
        sorted.sort_unstable();
        for variable in sorted {
            let Some(graph) = self.snap.graph(variable.file) else { continue };
            let first = graph.occurrences_of(variable.symbol).next();
            let place = first.map(|o| Location { file: variable.file, span: o.span });
            if graph.is_imported(variable.symbol) {
                let reason =
                    format!("a class imports `{}`: who reads its attribute can't be told from names alone", self.old);
                return Err(Obstacle::of(Kind::Unknown, reason, place));
            }
            let class = (variable.file, graph.block_of(variable.symbol));
            let maker = link::maker(self.snap, class).filter(|maker| maker.text() != "dataclass");
            if maker.is_some() && [self.old, self.new].iter().any(|name| name.text().starts_with('_')) {
                let reason = "attrs leaves leading underscores out of the keyword that its constructor takes";
                return Err(Obstacle::of(Kind::Unknown, reason, place));
            }
            if first.is_some() {
                check::variable(self.snap, variable, self.new)?;
                check::reads_own(self.snap, variable)?;
            }
        }
        Ok(())
    }

    // ---- the edits

    fn edits(
        &self,
        mut edits: Edits,
        here: &Mention,
        certain: Vec<Mention>,
        unsure: Vec<Unsure>,
    ) -> Result<Edits, Obstacle> {
        for mention in certain {
            if !self.snap.is_ours(mention.location.file) {
                let path = self.snap.shown_path(mention.location.file);
                let reason = format!("it is used outside the workspace, in {}", path.display());
                return Err(Obstacle::new(reason, mention.location));
            }
            let is_short = mention.spelled == here.spelled;
            let stored = if is_short { mention.stored_new } else { here.stored_new };
            if stored != here.stored_new || !is_short && check::is_private(here.stored_new) {
                let reason = "in a class, names with two leading underscores are private to it";
                return Err(Obstacle::new(reason.into(), mention.location));
            }
            match is_short {
                true => edits.places.push(mention.location),
                // `_C__x` where another place has `__x`, or the other way round.
                false => edits.rewritten.push((mention.location, here.stored_new.text().to_owned())),
            }
        }
        edits.places.sort_unstable();
        edits.places.dedup();
        edits.unsure = unsure;
        edits.unsure.retain(|unsure| self.snap.is_ours(unsure.location.file));
        edits.notes.extend(self.notes());
        Ok(edits)
    }

    /// What may have the name by other ways than dots.
    fn notes(&self) -> Vec<(String, Location)> {
        let mut notes = Vec::new();
        for (file, class) in self.classes() {
            let Some(graph) = self.snap.graph(file) else { continue };
            if !self.snap.is_ours(file) {
                continue;
            }
            let place = |symbol: SymbolId| Some(Location { file, span: graph.occurrences_of(symbol).next()?.span });
            for hook in ["__getattr__", "__getattribute__", "__setattr__", "__delattr__"].map(Name::new) {
                if let Some(hook_at) = graph.attribute_in(class, hook).and_then(place) {
                    notes.push((format!("`{hook}` may be asked for `{}` by its name", self.old), hook_at));
                }
            }
            let own = graph.attribute_in(class, self.old).filter(|_| self.is_enum((file, class))).and_then(place);
            let told = format!("`{}` is a member of an enum: the program can see its name", self.old);
            notes.extend(own.map(|own| (told, own)));
        }
        notes
    }

    fn is_enum(&self, class: Class) -> bool {
        self.tree.bases(class).known.iter().any(|&base| {
            let is_flag = matches!(self.name_of(base).text(), "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag");
            !self.snap.is_ours(base.0) && is_flag
        })
    }
}

/// The classes that some places ask, and the choices among them.
fn touched(mentions: &[Mention]) -> (FxHashSet<Class>, Vec<Vec<Class>>) {
    let (mut touching, mut either) = (FxHashSet::default(), Vec::new());
    for mention in mentions {
        if let Whose::Classes(classes, _) = &mention.whose {
            touching.extend(classes);
            if classes.len() > 1 {
                either.push(classes.clone());
            }
        }
    }
    (touching, either)
}

// ---- where an attribute is named

/// Where the workspace, and a file that may lie outside, names attributes of some name, sorted by place.
fn mentions(
    snap: &Snapshot,
    old: Name,
    new: Name,
    also_in: FileId,
    cancel: &Cancel,
) -> Result<Vec<Mention>, Cancelled> {
    let spelled: Vec<Name> = spellings(old).collect();
    let mut files = snap.mentioning(&spelled, cancel)?;
    if !files.contains(&also_in) {
        files.push(also_in);
    }
    files.sort_unstable();
    let in_file = |&file: &FileId| -> Result<Vec<Mention>, Cancelled> {
        cancel.check()?;
        let graph = snap.graph(file).filter(|graph| spelled.iter().any(|&name| graph.mentions(name)));
        Ok(graph.map_or(Vec::new(), |graph| Mentions { snap, file, graph: &graph, spelled: &spelled, old, new }.all()))
    };
    let found: Result<Vec<_>, Cancelled> = files.par_iter().map(in_file).collect();
    Ok(found?.into_iter().flatten().collect())
}

struct Mentions<'s> {
    snap: &'s Snapshot,
    file: FileId,
    graph: &'s Graph,
    /// How the old name may be spelled.
    spelled: &'s [Name],
    old: Name,
    new: Name,
}

impl Mentions<'_> {
    fn all(&self) -> Vec<Mention> {
        let (graph, mut found) = (self.graph, Vec::new());
        self.in_class_bodies(&mut found);
        let mut members = link::Members::new(self.snap, self.file, graph, Trust::Proof);
        let mut believed = link::Members::new(self.snap, self.file, graph, Trust::Belief);
        let named = |member: &&Member| self.spelled.contains(&member.name) && graph.stored_name(member) == self.old;
        for member in graph.members().iter().filter(named) {
            let meaning = members.meaning(member);
            let whose = match (members.classes(member), meaning) {
                (Some(classes), meaning) => Whose::Classes(classes, meaning.is_some()),
                (None, Some(Entity::Variable(variable))) => Whose::Perhaps(variable),
                (None, None) if self.is_of_module(member) => continue,
                (None, None) => match (believed.classes(member), believed.meaning(member)) {
                    (Some(classes), Some(_)) => Whose::Believed(classes),
                    _ => Whose::Unknown,
                },
                (None, _) => continue,
            };
            found.push(self.mention(
                graph.span(member.start, member.name),
                member.name,
                graph.stored_as(member, self.new),
                whose,
            ));
        }
        for label in graph.labels().iter().filter(|label| label.name == self.old) {
            let whose = self.passed(label);
            found.extend(
                whose.map(|whose| self.mention(graph.span(label.start, label.name), label.name, self.new, whose)),
            );
        }
        found.sort_by_key(|mention| mention.location);
        found
    }

    fn mention(&self, span: Span, spelled: Name, stored_new: Name, whose: Whose) -> Mention {
        Mention { location: Location { file: self.file, span }, spelled, stored_new, whose }
    }

    /// The names that class bodies bind, and the strings of `__slots__`; not what a body reads past its own.
    fn in_class_bodies(&self, found: &mut Vec<Mention>) {
        let graph = self.graph;
        let is_attribute = |&symbol: &SymbolId| {
            let block = graph.block_of(symbol);
            graph.block(block).kind == BlockKind::Class && graph.attribute_in(block, self.old) == Some(symbol)
        };
        let attributes: Vec<SymbolId> = graph.symbols_named(self.old).filter(is_attribute).collect();
        if attributes.is_empty() {
            return;
        }
        let past = Outer::new(self.snap, self.file, graph).past(self.old, BlockKind::Class);
        let is_past = |o: &Occurrence| past.iter().any(|past| past.0 == *o && past.1 == Reads::Outer);
        for symbol in attributes {
            let class = (self.file, graph.block_of(symbol));
            for occurrence in graph.occurrences_of(symbol).filter(|o| !is_past(o)) {
                let spelled = match self.spelled.iter().find(|name| name.len() == occurrence.span.len()) {
                    Some(&spelled) => spelled,
                    None => self.old,
                };
                let stored_new = graph.stored_in(graph.block_of(occurrence.symbol), self.new);
                found.push(self.mention(occurrence.span, spelled, stored_new, Whose::Classes(vec![class], true)));
            }
        }
    }

    /// Whether a member is one of what an import statement binds a module to.
    fn is_of_module(&self, member: &Member) -> bool {
        let graph = self.graph;
        let base = member.base().and_then(|start| graph.occurrence_at(start).filter(|o| o.span.start == start));
        base.is_some_and(|base| {
            let variable = graph.variable(base.symbol);
            let is_module = |imported: Imported| matches!(imported, Imported::Package | Imported::Module);
            let mut imports = graph.imports_of(variable).peekable();
            imports.peek().is_some() && imports.all(|import| is_module(import.imported)) && !graph.is_defined(variable)
        })
    }

    /// Whose field a keyword at a call is; `None` if it is a parameter.
    fn passed(&self, label: &Label) -> Option<Whose> {
        match link::field(self.snap, self.file, self.graph, label, Trust::Proof) {
            Some((class, _)) => Some(Whose::Classes(vec![class], true)),
            // `cls(x=1)` may make one of a class below that has the field.
            None if let Some(class) = link::class_made(self.snap, self.file, self.graph, label, Trust::Proof) => {
                Some(Whose::Classes(vec![class], false))
            }
            None if !link::called(self.snap, self.file, self.graph, label, Trust::Proof).is_empty() => {
                // Those of `replace` are any object's.
                let name = self.graph.callee_name(label)?;
                matches!(name.text(), "replace" | "evolve").then_some(Whose::Callee(name))
            }
            None if let Some((class, _)) = link::field(self.snap, self.file, self.graph, label, Trust::Belief) => {
                Some(Whose::Believed(vec![class]))
            }
            None => self.graph.callee_name(label).map(Whose::Callee),
        }
    }
}
