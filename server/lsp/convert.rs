//! LSP types to ours and back.

pub mod actions;
pub mod completion;
mod edits;
pub mod hierarchy;
pub mod structure;
pub mod tokens;

pub use edits::merged;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use tower_lsp::gen_lsp_types::{self as lsp, Uri};

use super::capabilities::Client;
use crate::ide::diagnostics::{Diagnostic, Severity};
use crate::ide::hover::Hover;
use crate::ide::references::Reference;
use crate::ide::symbols::{DocumentSymbol, Found, SymbolKind};
use crate::ide::{At, Location};
use crate::store::{Document, File, FileId, Key, Part, Replacement, Snapshot, Store};
use crate::text::{LineIndex, Position, PositionEncoding, Span};

/// The file that a URI names: a path, or a document that is on no disk.
pub fn file(store: &Store, uri: &Uri) -> FileId {
    match path(uri) {
        Some(path) => store.file_at(&path),
        None => store.virtual_file(uri.as_str()),
    }
}

/// The path that a `file:` URI names.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok()).flatten()
}

/// The place that a request asks about; `None` where the document has no such line, or there is none.
pub fn at(snap: &Snapshot, file: FileId, position: lsp::Position, encoding: PositionEncoding) -> Option<At> {
    let position = self::position(position);
    // Whoever reads messages asks this: an open document need not be lowered for it.
    let offset = match snap.document(file) {
        Some(document) => document.lines.offset(position, encoding)?,
        None => snap.file(file)?.lines.offset(position, encoding)?,
    };
    Some(At { file, offset })
}

/// The span of a range, up to the end of the text where the range goes on behind it; `None` where it begins there.
pub fn span(snap: &Snapshot, file: FileId, uri: &Uri, range: lsp::Range, encoding: PositionEncoding) -> Option<Span> {
    let offset = |position| Some(at(snap, file, in_whole(snap, file, uri, position), encoding)?.offset);
    let end = |lines: &LineIndex| lines.line_span(lines.line_count().saturating_sub(1)).map(|last| last.end);
    let whole = || match snap.document(file) {
        Some(document) => end(&document.lines),
        None => end(&snap.file(file)?.lines),
    };
    let (start, end) = (offset(range.start)?, offset(range.end).or_else(whole)?);
    (start <= end).then_some(Span { start, end })
}

/// A position in the whole document, where the URI names a part of it.
pub fn in_whole(snap: &Snapshot, file: FileId, uri: &Uri, position: lsp::Position) -> lsp::Position {
    let part = part(snap, file, uri);
    lsp::Position { line: position.line + part.map_or(0, |part| part.first_line), ..position }
}

/// The piece of a file that a URI names: all of it, but for a part of a document.
pub fn piece(snap: &Snapshot, file: FileId, uri: &Uri) -> Span {
    let everything = Span { start: 0, end: u32::MAX };
    let Some((document, part)) = snap.document(file).zip(part(snap, file, uri)) else { return everything };
    let start = |line| document.lines.line_span(line).map_or(u32::MAX, |span| span.start);
    Span { start: start(part.first_line), end: start(part.first_line + part.n_lines) }
}

fn part(snap: &Snapshot, file: FileId, uri: &Uri) -> Option<Part> {
    snap.document(file)?.parts.iter().find(|part| &*part.uri == uri.as_str()).cloned()
}

/// A position.
pub fn position(position: lsp::Position) -> Position {
    Position { line: position.line, character: position.character }
}

/// A change to a document.
pub fn replacement(change: lsp::TextDocumentContentChangeEvent, encoding: PositionEncoding) -> Replacement {
    match change {
        lsp::TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => Replacement {
            range: Some((position(change.range.start), position(change.range.end), encoding)),
            text: change.text,
        },
        lsp::TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
            Replacement { range: None, text: change.text }
        }
    }
}

/// Turns spans of a file into ranges: in a notebook, of the cell that they are in.
struct Ranges<'s> {
    file: Arc<File>,
    parts: Option<&'s Document>,
    encoding: PositionEncoding,
}

impl Ranges<'_> {
    fn range(&self, span: Span) -> lsp::Range {
        let part = self.parts.and_then(|document| document.part_at(self.file.lines.line(span.start)));
        let above = part.map_or(0, |part| part.first_line);
        let position = |position: Position| lsp::Position {
            line: position.line.saturating_sub(above),
            character: position.character,
        };
        let (start, end) = self.file.lines.positions(span, self.encoding);
        lsp::Range { start: position(start), end: position(end) }
    }
}

/// What answers are converted with: the snapshot that they were computed on, and what the client asked for.
pub struct Outgoing<'s> {
    /// The snapshot.
    pub snap: &'s Snapshot,
    /// The client.
    pub client: &'s Client,
}

impl Outgoing<'_> {
    /// The range of a span.
    pub fn range(&self, file: FileId, span: Span) -> lsp::Range {
        self.ranges(file).map_or_else(lsp::Range::default, |ranges| ranges.range(span))
    }

    /// A file, looked up once for many spans in it.
    fn ranges(&self, file: FileId) -> Option<Ranges<'_>> {
        let parts = self.snap.document(file).map(|document| &**document).filter(|document| !document.parts.is_empty());
        Some(Ranges { file: self.snap.file(file)?, parts, encoding: self.client.encoding })
    }

    /// The URI of a file: as the client has opened it, else of its path under the root as the client names it.
    pub fn uri(&self, file: FileId) -> Option<Uri> {
        if let Some(uri) = self.client.opened_as(file) {
            return Some(uri);
        }
        match &*self.snap.key(file) {
            Key::Path(_) => Uri::from_file_path(self.snap.shown_path(file)).ok(),
            Key::Virtual(uri) => Uri::parse(uri).ok(),
        }
    }

    /// The URI of the document, or of the part of one, that a place is in.
    pub fn uri_at(&self, location: Location) -> Option<Uri> {
        let document = self.snap.document(location.file);
        let part = document.and_then(|document| document.part_at(document.lines.line(location.span.start)));
        match part {
            Some(part) => Uri::parse(&part.uri).ok(),
            None => self.uri(location.file),
        }
    }

    /// Whether the client has two places in one document: not so in two cells of a notebook.
    fn is_one_document(&self, one: Location, other: Location) -> bool {
        let part = |place: Location| {
            let document = self.snap.document(place.file)?;
            document.part_at(document.lines.line(place.span.start)).map(|part| part.first_line)
        };
        one.file == other.file && part(one) == part(other)
    }

    /// A location.
    pub fn location(&self, location: Location) -> Option<lsp::Location> {
        Some(lsp::Location { uri: self.uri_at(location)?, range: self.range(location.file, location.span) })
    }

    /// Locations as the client can take them: links say which text was asked about.
    pub fn definition(&self, locations: &[Location], asked: Option<(FileId, Span)>) -> Option<lsp::DefinitionResponse> {
        if locations.is_empty() {
            return None;
        }
        if !self.client.links {
            return Some(lsp::Definition::LocationList(self.locations(locations)).into());
        }
        Some(self.links(locations, asked).into())
    }

    /// [`Self::definition`] in the types of a declaration.
    pub fn declaration(
        &self,
        locations: &[Location],
        asked: Option<(FileId, Span)>,
    ) -> Option<lsp::DeclarationResponse> {
        if locations.is_empty() {
            return None;
        }
        if !self.client.links {
            return Some(lsp::Declaration::LocationList(self.locations(locations)).into());
        }
        Some(self.links(locations, asked).into())
    }

    pub(super) fn locations(&self, locations: &[Location]) -> Vec<lsp::Location> {
        locations.iter().filter_map(|&location| self.location(location)).collect()
    }

    pub(super) fn links(&self, locations: &[Location], asked: Option<(FileId, Span)>) -> Vec<lsp::LocationLink> {
        let origin = asked.map(|(file, span)| self.range(file, span));
        let locations = locations.iter().filter_map(|&location| self.location(location));
        locations.map(|l| lsp::LocationLink::new(origin, l.uri, l.range, l.range)).collect()
    }

    /// References, sorted by file: on all cores, as there may be thousands.
    pub fn references(&self, references: &[Reference]) -> Vec<lsp::Location> {
        let by_file: Vec<_> = references.chunk_by(|a, b| a.location.file == b.location.file).collect();
        let in_file = |references: &[Reference]| -> Vec<lsp::Location> {
            let file = references[0].location.file;
            let Some(ranges) = self.ranges(file) else { return Vec::new() };
            if ranges.parts.is_some() {
                return references.iter().filter_map(|reference| self.location(reference.location)).collect();
            }
            let Some(uri) = self.uri(file) else { return Vec::new() };
            let location = |reference: &Reference| lsp::Location {
                uri: uri.clone(),
                range: ranges.range(reference.location.span),
            };
            references.iter().map(location).collect()
        };
        by_file.into_par_iter().flat_map_iter(in_file).collect()
    }

    /// Highlights in a file.
    pub fn highlights(&self, references: &[Reference]) -> Vec<lsp::DocumentHighlight> {
        let highlight = |reference: &Reference| {
            let kind =
                if reference.writes { lsp::DocumentHighlightKind::Write } else { lsp::DocumentHighlightKind::Read };
            lsp::DocumentHighlight::new(self.range(reference.location.file, reference.location.span), Some(kind))
        };
        references.iter().map(highlight).collect()
    }

    /// A hover; as plain text for a client that shows no Markdown.
    pub fn hover(&self, file: FileId, hover: Hover) -> lsp::Hover {
        lsp::Hover { contents: self.markup(hover.markdown).into(), range: Some(self.range(file, hover.span)) }
    }

    /// Our Markdown; as plain text for a client that shows none.
    pub fn markup(&self, markdown: String) -> lsp::MarkupContent {
        lsp::MarkupContent {
            kind: if self.client.markdown { lsp::MarkupKind::Markdown } else { lsp::MarkupKind::PlainText },
            value: if self.client.markdown { markdown } else { plain(&markdown) },
        }
    }

    /// The symbols of a file: nested, or flat for a client that knows no other.
    pub fn document_symbols(&self, file: FileId, symbols: Vec<DocumentSymbol>) -> lsp::DocumentSymbolResponse {
        if self.client.nested_symbols {
            let nested: Vec<_> = symbols.into_iter().map(|symbol| self.document_symbol(file, symbol)).collect();
            return nested.into();
        }
        let mut flat = Vec::new();
        let mut pending: Vec<_> = symbols.into_iter().rev().map(|symbol| (symbol, None)).collect();
        while let Some((symbol, container)) = pending.pop() {
            let name = symbol.name.to_string();
            pending.extend(symbol.children.into_iter().rev().map(|child| (child, Some(name.clone()))));
            if let Some(location) = self.location(Location { file, span: symbol.focus }) {
                flat.push(lsp::SymbolInformation::new(None, location, base_symbol(name, symbol.kind, container)));
            }
        }
        flat.into()
    }

    fn document_symbol(&self, file: FileId, symbol: DocumentSymbol) -> lsp::DocumentSymbol {
        let children = symbol.children.into_iter().map(|child| self.document_symbol(file, child)).collect();
        #[expect(deprecated, reason = "the struct has the field and no default")]
        lsp::DocumentSymbol {
            name: symbol.name.to_string(),
            detail: None,
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: self.range(file, symbol.span),
            selection_range: self.range(file, symbol.focus),
            children: Some(children),
        }
    }

    /// The symbols found in the workspace.
    pub fn workspace_symbols(&self, found: Vec<Found>) -> lsp::WorkspaceSymbolResponse {
        let information = |found: Found| {
            let container = found.container.map(|container| container.to_string());
            let base = base_symbol(found.name.to_string(), found.kind, container);
            Some(lsp::SymbolInformation::new(None, self.location(found.location)?, base))
        };
        found.into_iter().filter_map(information).collect::<Vec<_>>().into()
    }

    /// The diagnostics of a file, each document's by itself: of a notebook, each cell's.
    pub fn diagnostics_by_document(
        &self,
        file: FileId,
        diagnostics: Vec<Diagnostic>,
    ) -> Vec<(Uri, Vec<lsp::Diagnostic>)> {
        let parts = self.snap.document(file).map(|document| document.parts.clone()).unwrap_or_default();
        if parts.is_empty() {
            return self.uri(file).map(|uri| (uri, self.diagnostics(file, diagnostics))).into_iter().collect();
        }
        let of_part = |part: &Part| {
            let uri = Uri::parse(&part.uri).ok()?;
            let piece = piece(self.snap, file, &uri);
            let own = diagnostics.iter().filter(|diagnostic| piece.contains(diagnostic.span.start)).cloned();
            Some((uri, self.diagnostics(file, own.collect())))
        };
        parts.iter().filter_map(of_part).collect()
    }

    /// The diagnostics of a file.
    pub fn diagnostics(&self, file: FileId, diagnostics: Vec<Diagnostic>) -> Vec<lsp::Diagnostic> {
        let related = |(location, message): (Location, String)| {
            Some(lsp::DiagnosticRelatedInformation { location: self.location(location)?, message })
        };
        let diagnostic = |diagnostic: Diagnostic| lsp::Diagnostic {
            range: self.range(file, diagnostic.span),
            severity: Some(severity(diagnostic.severity)),
            code: Some(diagnostic.code.name().to_owned().into()),
            source: Some("legb".into()),
            message: diagnostic.message.into(),
            tags: diagnostic.code.is_unnecessary().then(|| vec![lsp::DiagnosticTag::Unnecessary]),
            related_information: (self.client.related_information && !diagnostic.related.is_empty())
                .then(|| diagnostic.related.into_iter().filter_map(related).collect()),
            ..Default::default()
        };
        diagnostics.into_iter().map(diagnostic).collect()
    }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Hint => lsp::DiagnosticSeverity::Hint,
    }
}

fn base_symbol(name: String, kind: SymbolKind, container_name: Option<String>) -> lsp::BaseSymbolInformation {
    lsp::BaseSymbolInformation { name, kind: symbol_kind(kind), tags: None, container_name }
}

fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Function => lsp::SymbolKind::Function,
        SymbolKind::Method => lsp::SymbolKind::Method,
        SymbolKind::Class => lsp::SymbolKind::Class,
        SymbolKind::TypeAlias => lsp::SymbolKind::TypeParameter,
        SymbolKind::Variable => lsp::SymbolKind::Variable,
        SymbolKind::Attribute => lsp::SymbolKind::Field,
    }
}

/// Our Markdown without its marks; what is fenced stays as it is.
fn plain(markdown: &str) -> String {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in markdown.lines() {
        match line {
            _ if line.starts_with("```") => fenced = !fenced,
            "---" if !fenced => {}
            _ if fenced => lines.push(line.to_owned()),
            _ => lines.push(line.replace("**", "").replace('`', "")),
        }
    }
    lines.join("\n")
}
