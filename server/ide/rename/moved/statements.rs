//! The import statements of one file: each gets the names under which it finds after the move what it finds now.
//!
//! What an import names is found by place, not by name: where that will lie, seen from where the file will lie, gives the new path. Names of one
//! statement that come to lie in several packages are divided among as many statements.

use std::path::{Path, PathBuf};

use super::super::{Kind, Location, Obstacle};
use super::dotted::Dotted;
use super::relocation::{Relocation, shown};
use crate::ide::actions::{Source, removal};
use crate::link::{self, Entity};
use crate::name::Name;
use crate::scope::{Import, Imported, ModulePath};
use crate::store::{FileId, ModuleFiles};
use crate::syntax::Node;
use crate::text::{Edit, Span};

/// Whether any import of a file must be looked at: it names something that moves, or the file itself moves.
pub(super) fn are_touched(moved: &Relocation<'_>, file: FileId) -> bool {
    let Some(graph) = moved.before.graph(file) else { return false };
    let is_touched = |import: &Import| {
        let Some(location) = moved.named(file, &import.path) else { return false };
        let is_below = |name: Name| {
            let inner = location.join(name.text());
            moved.relocated(&inner) != inner
        };
        moved.relocated(&location) != location || matches!(import.imported, Imported::Name(_, name) if is_below(name))
    };
    moved.file(file) != file || graph.imports().iter().any(is_touched)
}

/// The import statements of a file.
pub(super) struct Statements<'r, 's> {
    pub moved: &'r Relocation<'s>,
    pub file: FileId,
    pub source: &'r Source<'s>,
    /// The variables that stand for packages whose dotted uses change.
    pub dotted: &'r [Dotted],
}

/// A name of an import statement.
struct Taken {
    /// Which of the statement's names it is.
    number: usize,
    /// Where it will lie, if it is a module that leaves its package or takes another name in it.
    apart: Option<PathBuf>,
}

/// What an import's path becomes.
enum NewPath {
    Same,
    /// Another, as it is written.
    Other(String),
    /// None: what is imported lies in no package.
    Root,
}

impl Statements<'_, '_> {
    /// The edits, or the import that can't be written.
    pub(super) fn edits(&self) -> Result<Vec<Edit>, Obstacle> {
        let imports: Vec<(Node<'_>, &Import)> =
            self.source.graph().imports().iter().filter_map(|import| Some((self.statement(import)?, import))).collect();
        let mut edits = Vec::new();
        for statement in imports.chunk_by(|a, b| a.0 == b.0) {
            let (node, imports) = (statement[0].0, statement.iter().map(|import| import.1).collect::<Vec<_>>());
            match node.kind() {
                "import_statement" => edits.extend(self.import(node, &imports)?),
                _ => edits.extend(self.import_from(node, &imports)?),
            }
        }
        Ok(edits)
    }

    fn statement(&self, import: &Import) -> Option<Node<'_>> {
        let at = import.binding as usize;
        let innermost = self.source.root().named_descendant(at..at + 1);
        let is_statement = |node: &Node<'_>| matches!(node.kind(), "import_statement" | "import_from_statement");
        std::iter::successors(Some(innermost), |node| node.parent()).take(4).find(is_statement)
    }

    fn location(&self, span: Span) -> Location {
        Location { file: self.file, span }
    }

    fn unnamed(&self, what: &Path, node: Node<'_>) -> Obstacle {
        let place = shown(self.moved.before, what);
        let reason =
            format!("this import can't name what will lie at {place}: no folder that it searches leads there by names");
        Obstacle::of(Kind::Unknown, reason, Some(self.location(removal::span(node))))
    }

    // ---- import a.b

    fn import(&self, node: Node<'_>, imports: &[&Import]) -> Result<Vec<Edit>, Obstacle> {
        let (mut edits, mut gone, mut new) = (Vec::new(), Vec::new(), Vec::new());
        let clauses: Vec<Node<'_>> = node.children_in("name").collect();
        for import in imports {
            let holds = |clause: &Node<'_>| clause.byte_range().contains(&(import.binding as usize));
            let Some(number) = clauses.iter().position(holds) else { continue };
            let Some(location) = self.moved.named(self.file, &import.path) else { continue };
            let target = self.moved.relocated(&location);
            if target == location && self.moved.still_leads(self.file, &import.path) {
                continue;
            }
            let root = Relocation::root_of(import, &location);
            let name =
                self.moved.absolute(self.file, &target, root.as_deref()).ok_or_else(|| self.unnamed(&target, node))?;
            let path = clauses[number].field("name").unwrap_or(clauses[number]);
            let is_dotted = self.dotted.iter().any(|dotted| Some(dotted.variable) == import.variable);
            if import.imported == Imported::Module || is_dotted || name.len() == 1 {
                edits.push(Edit { span: removal::span(path), text: name.join(".") });
            } else {
                // Its uses go on to use its own name.
                gone.push(number);
                new.push(from(&name[..name.len() - 1].join("."), &[name[name.len() - 1].clone()]));
            }
        }
        if gone.is_empty() {
            return Ok(edits);
        }
        if gone.len() == clauses.len() {
            return Ok(vec![Edit { span: removal::span(node), text: new.join(&self.divider(node)) }]);
        }
        edits.extend(self.divided(node, &gone, &new)?);
        Ok(edits)
    }

    // ---- from a import b

    fn import_from(&self, node: Node<'_>, imports: &[&Import]) -> Result<Vec<Edit>, Obstacle> {
        let path = &imports[0].path;
        let Some(location) = self.moved.named(self.file, path) else { return Ok(Vec::new()) };
        let home = self.moved.relocated(&location);
        let package = self.moved.before.module(self.file, path, path.segments.len());
        // The names that come to lie in each package.
        let mut places: Vec<(PathBuf, Vec<Taken>)> = Vec::new();
        for (number, import) in imports.iter().enumerate() {
            let apart = package.as_deref().map(|package| self.apart(package, &home, import)).transpose()?.flatten();
            let place = apart.as_deref().and_then(Path::parent).unwrap_or(&home).to_owned();
            match places.iter_mut().find(|known| known.0 == place) {
                Some(known) => known.1.push(Taken { number, apart }),
                None => places.push((place, vec![Taken { number, apart }])),
            }
        }
        let kept = match &places[..] {
            [_] => Some(0),
            _ => places.iter().position(|place| place.0 == home),
        };
        let mut edits = Vec::new();
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        for (number, (place, names)) in places.iter().enumerate() {
            let child = names.iter().find_map(|taken| taken.apart.as_deref());
            let other = self.path(imports[0], &location, place, child).ok_or_else(|| self.unnamed(place, node))?;
            if kept == Some(number) && !matches!(other, NewPath::Root) {
                edits.extend(self.in_place(node, path, other));
                let renamed =
                    names.iter().filter_map(|taken| self.renamed(imports[taken.number], taken.apart.as_deref()));
                edits.extend(renamed);
                continue;
            }
            gone.extend(names.iter().map(|taken| imports[taken.number]));
            let names: Vec<String> =
                names.iter().map(|taken| self.clause(imports[taken.number], taken.apart.as_deref())).collect();
            new.push(match other {
                NewPath::Same => from(self.source_path(node), &names),
                NewPath::Other(path) => from(&path, &names),
                NewPath::Root => format!("import {}", names.join(", ")),
            });
        }
        if gone.len() == imports.len() {
            return Ok(vec![Edit { span: removal::span(node), text: new.join(&self.divider(node)) }]);
        }
        if !gone.is_empty() {
            let clauses: Vec<Node<'_>> = node.children_in("name").collect();
            let at = |import: &&Import| {
                clauses.iter().position(|clause| clause.byte_range().contains(&(import.binding as usize)))
            };
            let mut gone: Vec<usize> = gone.iter().filter_map(at).collect();
            gone.sort_unstable();
            edits.extend(self.divided(node, &gone, &new)?);
        }
        Ok(edits)
    }

    /// Where a name of an import will lie if it is a module that leaves its package, or takes another name in it.
    fn apart(&self, package: &ModuleFiles, home: &Path, import: &Import) -> Result<Option<PathBuf>, Obstacle> {
        let Imported::Name(start, name) = import.imported else { return Ok(None) };
        let before = self.moved.before;
        let Some(module) = before.submodule(package, name) else { return Ok(None) };
        let Some(location) = self.moved.location(&module) else { return Ok(None) };
        let target = self.moved.relocated(&location);
        if target == home.join(name.text()) {
            return Ok(None);
        }
        let is_it = |entity: &Entity| matches!(entity, Entity::Module(other) if self.moved.location(other).as_ref() == Some(&location));
        let Some(found) = link::lookup(before, package, name) else { return Ok(Some(target)) };
        let origins = link::origins(before, found);
        if origins.iter().all(is_it) {
            return Ok(Some(target));
        }
        // In the package's own text the name is the module's up to where something else gets it.
        let is_package = [package.source, package.stub].contains(&Some(self.file));
        if !is_package && !origins.iter().any(is_it) {
            return Ok(None);
        }
        let place = self.location(self.source.graph().span(start, name));
        let reason =
            format!("`{name}` is the module here, or something else that its package binds, as the program runs");
        Err(Obstacle::of(Kind::Unknown, reason, Some(place)))
    }

    /// The path of an import from where the file will lie to a place; of a place above the packages, as the module `child` there has it. `None`
    /// where there is none.
    fn path(&self, import: &Import, location: &Path, place: &Path, child: Option<&Path>) -> Option<NewPath> {
        let path = &import.path;
        if path.level > 0 {
            if self.leads_to(path, place) {
                return Some(NewPath::Same);
            }
            if let Some(relative) = self.moved.relative(self.file, place) {
                return Some(NewPath::Other(relative));
            }
        } else if place == location && self.moved.still_leads(self.file, path) {
            return Some(NewPath::Same);
        }
        let root = Relocation::root_of(import, location);
        let mut name = self.moved.absolute(self.file, child.unwrap_or(place), root.as_deref())?;
        name.truncate(name.len() - usize::from(child.is_some()));
        Some(if name.is_empty() { NewPath::Root } else { NewPath::Other(name.join(".")) })
    }

    /// Whether a relative path, as it stands, leads to a place from where the file will lie.
    fn leads_to(&self, path: &ModulePath, place: &Path) -> bool {
        let importer = self.moved.path_after(self.file);
        let package = importer.as_ref().and_then(|importer| importer.ancestors().nth(path.level as usize));
        let below: PathBuf = path.segments.iter().map(|(_, name)| name.text()).collect();
        let is_in_package = || self.moved.relative(self.file, place).is_some();
        package.is_some_and(|package| package.join(below) == place)
            && (self.moved.file(self.file) == self.file || is_in_package())
    }

    fn source_path(&self, node: Node<'_>) -> &str {
        let module = node.field("module_name").map(|module| module.byte_range()).unwrap_or_default();
        &self.source.text()[module]
    }

    /// The edit of the path alone.
    fn in_place(&self, node: Node<'_>, path: &ModulePath, other: NewPath) -> Option<Edit> {
        let NewPath::Other(mut text) = other else { return None };
        let span = removal::span(node.field("module_name")?);
        let (before, after) = (&self.source.text()[..span.start as usize], &self.source.text()[span.end as usize..]);
        // `from.import m`: dots need no spaces around them.
        if path.level > 0 && !text.starts_with('.') && before.ends_with("from") {
            text.insert(0, ' ');
        }
        if path.segments.is_empty() && !text.ends_with('.') && after.starts_with("import") {
            text.push(' ');
        }
        Some(Edit { span, text })
    }

    /// The edit of a name that is another in its new place.
    fn renamed(&self, import: &Import, apart: Option<&Path>) -> Option<Edit> {
        let Imported::Name(start, name) = import.imported else { return None };
        let new = apart?.file_name()?.to_str()?;
        (new != name.text()).then(|| Edit { span: self.source.graph().span(start, name), text: new.to_owned() })
    }

    /// A name of an import as it is written in another statement.
    fn clause(&self, import: &Import, apart: Option<&Path>) -> String {
        let graph = self.source.graph();
        let Imported::Name(start, name) = import.imported else { return "*".into() };
        let spelled = &self.source.text()[graph.span(start, name).range()];
        let new = apart.and_then(Path::file_name).and_then(|new| new.to_str()).filter(|new| *new != name.text());
        let new = new.unwrap_or(spelled);
        match graph.occurrence_at(import.binding).filter(|_| import.binding != start) {
            Some(alias) => format!("{new} as {}", &self.source.text()[alias.span.range()]),
            None => new.to_owned(),
        }
    }

    // ---- statements

    /// Takes names out of a statement and puts new statements behind it.
    fn divided(&self, node: Node<'_>, gone: &[usize], new: &[String]) -> Result<Vec<Edit>, Obstacle> {
        let edits = removal::names(self.source, node, gone);
        let mut edits = edits.ok_or_else(|| {
            let reason = "the code is broken around this import";
            Obstacle::of(Kind::Unknown, reason, Some(self.location(removal::span(node))))
        })?;
        let divider = self.divider(node);
        let end = match divider.starts_with(';') {
            true => node.end_byte(),
            false => node.end_byte() + self.behind(node).len(),
        };
        let text = new.iter().map(|statement| format!("{divider}{statement}")).collect();
        edits.push(Edit { span: Span::new(end as u32, end as u32), text });
        Ok(edits)
    }

    /// The rest of the line behind a statement.
    fn behind(&self, node: Node<'_>) -> &str {
        let rest = &self.source.text()[node.end_byte()..];
        &rest[..rest.find(['\r', '\n']).unwrap_or(rest.len())]
    }

    /// What stands between a statement and one behind it: a line's end where it has its lines for itself.
    fn divider(&self, node: Node<'_>) -> String {
        let text = self.source.text();
        let line = text[..node.start_byte()].rfind(['\r', '\n']).map_or(0, |end| end + 1);
        let indentation = &text[line..node.start_byte()];
        let behind = self.behind(node).trim_start();
        if !indentation.trim().is_empty() || !(behind.is_empty() || behind.starts_with('#')) {
            return "; ".into();
        }
        let ending = match text.find(['\r', '\n']).map(|at| &text[at..]) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        };
        format!("{ending}{}", indentation.trim_start_matches('\u{feff}'))
    }
}

fn from(path: &str, names: &[String]) -> String {
    format!("from {path} import {}", names.join(", "))
}
