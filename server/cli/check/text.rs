//! For people: each diagnostic with its line of source and carets, then the places that explain it.

use std::io::{self, Write};

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Style,
};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Report, printable};
use crate::ide::Location;
use crate::ide::diagnostics::Severity;
use crate::store::FileId;

/// How many bytes of a line are shown before and behind a place: more than a terminal's width. A line of a megabyte may have thousands of
/// diagnostics.
const MOST_AROUND: usize = 512;

pub(super) fn write(report: &Report<'_>, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut shown = Shown { report, renderer, colour, text: None };
    for (location, diagnostic) in report.diagnostics() {
        let severity = diagnostic.code.severity();
        let title = shown.styled(&format!("{severity}[{}]", diagnostic.code), style(severity));
        let message = shown.styled(&printable(&diagnostic.message), DEFAULT_EMPHASIS_STYLE);
        writeln!(out, "{}: {title}: {message}", report.place(location))?;
        write!(out, "{}", shown.excerpt(location, level(severity)))?;
        for (place, word) in &diagnostic.related {
            let note = shown.styled("note", DEFAULT_NOTE_STYLE);
            writeln!(out, "{}: {note}: {}", report.place(*place), printable(word))?;
            write!(out, "{}", shown.excerpt(*place, Level::NOTE))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

struct Shown<'r> {
    report: &'r Report<'r>,
    renderer: Renderer,
    colour: bool,
    /// Of the file that was shown last.
    text: Option<(FileId, std::sync::Arc<str>)>,
}

impl Shown<'_> {
    /// The first line of a place, with carets under it; nothing if the file has changed.
    fn excerpt(&mut self, location: Location, level: Level<'_>) -> String {
        let Some(file) = self.report.snap.file(location.file) else { return String::new() };
        let line = file.lines.line(location.span.start);
        let Some((text, span)) = self.text(location.file).zip(file.lines.line_span(line)) else { return String::new() };
        let (start, end) = (location.span.start as usize, location.span.end.min(span.end) as usize);
        let first = boundary(&text, start.saturating_sub(MOST_AROUND).max(span.start as usize));
        let last = boundary(&text, start.saturating_add(MOST_AROUND).min(span.end as usize));
        let marked = start - first..end.clamp(start, last) - first;
        let snippet = Snippet::source(&text[first..last])
            .line_start(line as usize + 1)
            .annotation(AnnotationKind::Primary.span(marked));
        self.renderer.render(&[Group::with_level(level).element(snippet)]) + "\n"
    }

    fn text(&mut self, file: FileId) -> Option<std::sync::Arc<str>> {
        if self.text.as_ref().is_none_or(|(known, _)| *known != file) {
            self.text = self.report.snap.text(file).map(|text| (file, text));
        }
        self.text.as_ref().map(|(_, text)| text.clone())
    }

    fn styled(&self, text: &str, style: Style) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// The start of the character that holds a byte.
fn boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Hint => DEFAULT_INFO_STYLE,
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    }
}
