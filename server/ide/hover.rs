//! What a name is, and why: first its binding's own line and the kind in one sentence, then a fact a line, then the docstring.
//!
//! Each part answers one question and knows nothing of the others: [`headline`] what it is, [`binding`] why this block's, [`environment`]
//! who else sees it and who can't, [`namespaces`] where it lives and for how long, [`loading`] how Python gets at it, [`source`] what stands
//! in the text. A part that has nothing to teach says nothing.

mod binding;
mod blocks;
mod environment;
mod headline;
mod loading;
mod namespaces;
pub(super) mod source;
pub(super) mod words;

use std::sync::Arc;

use super::{At, asked, definition, keys, unnamed};
use crate::link::{self, Entity, Trust};
use crate::name::Name;
use crate::scope::{BlockId, Graph, Occurrence, SymbolId, Token};
use crate::store::{File, FileId, Snapshot};
use crate::syntax::Syntax;
use crate::text::Span;
use source::Source;

/// An answer to show beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The token that the answer is about.
    pub span: Span,
    /// The answer, in Markdown: the binding's line, the kind in one sentence, facts as a list, the docstring.
    pub markdown: String,
}

/// What stands at a place: a name, the star of an import, or a keyword or bracket that opens a block. `None` where none of these is.
pub fn hover(snap: &Snapshot, at: At) -> Option<Hover> {
    let file = snap.file(at.file)?;
    let Some((token, span, meaning)) = asked(snap, at, Trust::Belief) else {
        let star = || namespaces::star(snap, at, &file);
        return star().or_else(|| blocks::opened(snap, at)).or_else(|| of_unnamed(snap, at));
    };
    let mut origins = meaning.clone().map_or_else(Vec::new, |meaning| link::origins(snap, meaning)).into_iter();
    let origin = origins.next();
    let page = match token {
        Token::Occurrence(occurrence) => of_occurrence(&Here::new(snap, at.file, file, occurrence)?, meaning, origin),
        _ => of_token(snap, at.file, &file, &token, origin, origins.as_slice()),
    };
    Some(Hover { span, markdown: page.markdown() })
}

/// What is said of the field that a key names, or of the method that an operator runs.
fn of_unnamed(snap: &Snapshot, at: At) -> Option<Hover> {
    let (span, meant) = unnamed(snap, at)?;
    let binding = definition::bindings_of(snap, meant).into_iter().next()?;
    let meant = hover(snap, At { file: binding.file, offset: binding.span.start })?;
    Some(Hover { span, ..meant })
}

/// What a module's file says of itself: its name and docstring.
pub(super) fn module_page(snap: &Snapshot, file: FileId) -> Option<String> {
    let module = Entity::Module(snap.module_of(file)?);
    let (what, name) = words::entity(snap, &module);
    let source = Source::of(snap, &module, None)?;
    Some(Page { headline: format!("**{what}** {name}"), facts: Vec::new(), source }.markdown())
}

/// A name behind a dot, a keyword at a call, or a part of an import; the `others` are what it means as well, as the program runs.
fn of_token(
    snap: &Snapshot,
    id: FileId,
    file: &File,
    token: &Token,
    origin: Option<Entity>,
    others: &[Entity],
) -> Page {
    let headline = headline::of_token(snap, id, file, token, origin.as_ref());
    if let Some(origin) = origin {
        let source = Source::of(snap, &origin, None).unwrap_or_default();
        let of_call = source.call.and_then(namespaces::of_use).map(str::to_owned);
        let mut facts: Vec<String> = of_call.or_else(|| namespaces::assigned(snap, &origin)).into_iter().collect();
        facts.extend(or_else(snap, others));
        if link::meaning(snap, id, token, Trust::Proof).is_none() {
            facts.push("found by what an annotation or an assignment says: names alone don't prove it".to_owned());
        }
        return Page { headline, facts, source };
    }
    let of_class = matches!(token, Token::Member(member) if file.graph.receiver_of(member).is_some());
    if let Some(field) = keys::field_in_string(snap, id, token) {
        let source = Source::at(snap, field).unwrap_or_default();
        let headline = "**field** of a class that a call makes".to_owned();
        return Page {
            headline,
            facts: vec!["its name stands in a string: what else means it isn't known".to_owned()],
            source,
        };
    }
    let fact = "neither its class nor a base in the workspace binds it, nor does a method of one assign it".to_owned();
    Page { headline, facts: of_class.then_some(fact).into_iter().collect(), source: Source::default() }
}

/// What a name means besides what is shown of it, each with its place.
fn or_else(snap: &Snapshot, others: &[Entity]) -> Option<String> {
    let other = |entity: &Entity| {
        let (what, rest) = words::entity(snap, entity);
        let place = match entity {
            Entity::Variable(variable) => definition::bindings_of(snap, *variable).into_iter().next(),
            Entity::Module(_) | Entity::Either(_) => None,
        };
        let place = place.map_or_else(String::new, |place| format!(" ({})", crate::ide::place(snap, place)));
        format!("{what} {rest}{place}")
    };
    let others: Vec<String> = others.iter().map(other).collect();
    (!others.is_empty()).then(|| format!("or, as the program runs, {}", words::listed(others)))
}

fn of_occurrence(here: &Here<'_>, meaning: Option<Entity>, origin: Option<Entity>) -> Page {
    let reaching = binding::reaching(here);
    let source = origin.as_ref().and_then(|origin| Source::of(here.snap, origin, binding::only(&reaching)));
    let source = source.unwrap_or_default();
    let mut facts = binding::facts(here, reaching.as_ref());
    facts.extend(environment::facts(here));
    facts.extend(namespaces::facts(here, &source));
    facts.extend(loading::fact(here));
    Page { headline: headline::of_occurrence(here, meaning.as_ref(), origin.as_ref()), facts, source }
}

/// An occurrence that is asked about.
struct Here<'s> {
    snap: &'s Snapshot,
    id: FileId,
    file: Arc<File>,
    text: Arc<str>,
    syntax: Syntax,
    occurrence: Occurrence,
    /// What it means in its file.
    variable: SymbolId,
    /// Where it stands.
    block: BlockId,
    /// Where the variable lives.
    owner: BlockId,
    name: Name,
}

impl Here<'_> {
    fn new(snap: &Snapshot, id: FileId, file: Arc<File>, occurrence: Occurrence) -> Option<Here<'_>> {
        let graph = &file.graph;
        let variable = graph.variable(occurrence.symbol);
        let (block, owner) = (graph.block_of(occurrence.symbol), graph.block_of(variable));
        let name = graph.name(variable);
        let (text, syntax) = (snap.text(id)?, snap.syntax(id)?);
        Some(Here { snap, id, text, syntax, occurrence, variable, block, owner, name, file })
    }

    fn graph(&self) -> &Graph {
        &self.file.graph
    }

    /// A block in words, with its line.
    fn words(&self, block: BlockId) -> String {
        words::block(&self.file, block)
    }

    fn line(&self, offset: u32) -> u32 {
        words::line(&self.file, offset)
    }
}

/// An answer in its parts.
struct Page {
    headline: String,
    facts: Vec<String>,
    source: Source,
}

impl Page {
    fn markdown(self) -> String {
        let mut markdown = String::new();
        if !self.source.line.is_empty() {
            markdown += &format!("```python\n{}\n```\n", self.source.line);
        }
        markdown += &self.headline;
        for (number, fact) in self.facts.iter().enumerate() {
            markdown += if number == 0 { "\n\n- " } else { "\n- " };
            markdown += fact;
        }
        let docstring = self.source.docstring();
        if !docstring.is_empty() {
            markdown += &format!("\n\n---\n\n{docstring}");
        }
        markdown
    }
}
