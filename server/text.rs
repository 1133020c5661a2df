//! Source text: how bytes become text, and how offsets become positions.
//!
//! Inside, a place in a file is a byte offset into its decoded UTF-8 text, the byte order mark excluded. Lines and
//! columns exist at the edges only, and `LineIndex` translates without needing the text: it keeps where the lines
//! start and, in runs of equal width, where the characters are that take more than one byte. Every look-up is a
//! binary search, also in a file of one line or of no ASCII at all.
//!
//! **Invariant:** nothing here knows a file's path, a syntax tree or the protocol, and nothing changes line endings.

use std::fmt;

mod encoding;
pub mod magics;
mod packed;

pub use encoding::{DecodeError, EncodeError, Encoding, Source};

/// A range of byte offsets into a decoded text: `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: u32, end: u32) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// How many bytes it covers.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers no byte: the place of an insertion.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` is covered.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether a cursor at `offset` stands in the span or at either edge: people put the cursor behind a name too.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// The span as an index into text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a `Position` counts its characters in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A line and a place in it, both counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The place in the line, in the units of a `PositionEncoding`.
    pub character: u32,
}

/// Where the lines of a text begin and end, and which of its characters take more than one byte.
///
/// A line ends at LF, CRLF or CR, as the protocol and CPython count them; after the last terminator comes one more
/// line, which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// The offset of each line's first byte; never empty.
    starts: Vec<u32>,
    /// The length of the text.
    len: u32,
    /// How many bytes the first line's terminator has.
    terminator: u32,
    /// The lines, ascending, whose terminator has another length than the first line's: none, in nearly every file.
    mixed: Vec<u32>,
    /// The non-ASCII characters, ascending.
    runs: Vec<Run>,
}

/// Adjacent characters of the same UTF-8 length, two bytes at least. No run crosses a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    start: u32,
    /// The number of characters, times four, plus the UTF-8 length of each less one.
    packed: u32,
    /// By how much the text before the run is longer in bytes than in UTF-16 units.
    extra16: u32,
    /// By how much the text before the run is longer in bytes than in code points.
    extra32: u32,
}

impl LineIndex {
    /// Indexes `text`, which must be shorter than 4 GiB, as all that `Source::decode` makes are.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let (mut terminator, mut mixed) = (0, Vec::new());
        let mut after = 0;
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // The LF of a CRLF was passed over together with its CR.
            if end < after {
                continue;
            }
            let length = if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
            if terminator == 0 {
                terminator = length;
            } else if terminator != length {
                mixed.push(starts.len() as u32 - 1);
            }
            after = end + length as usize;
            starts.push(after as u32);
        }
        starts.shrink_to_fit();
        mixed.shrink_to_fit();
        LineIndex { starts, len: bytes.len() as u32, terminator, mixed, runs: runs(bytes) }
    }

    /// The index after an edit: [`Self::new`]'s of the text, in which other bytes stand in place of `old`. Only the lines around are read.
    pub fn edited(&self, old: Span, text: &str) -> LineIndex {
        let grown = (text.len() as u32).wrapping_sub(self.len);
        // A line more on each side: a CR before the edit may get its LF, and one in it that of the text behind.
        let first = self.line(old.start).saturating_sub(1) as usize;
        let next = self.line(old.end) as usize + 2;
        let (start, end) = (self.starts[first], self.starts.get(next).copied());
        let piece =
            LineIndex::new(&text[start as usize..end.map_or(text.len(), |end| end.wrapping_add(grown) as usize)]);
        let is_told_by_piece = first == 0 && (end.is_none() || piece.terminator != self.terminator);
        if is_told_by_piece
            || ![0, self.terminator].contains(&piece.terminator)
            || !self.mixed.is_empty()
            || !piece.mixed.is_empty()
        {
            return LineIndex::new(text);
        }
        let behind = end.map_or(self.starts.len(), |_| next + 1);
        let mut starts = Vec::with_capacity(first + piece.starts.len() + self.starts.len() - behind);
        starts.extend_from_slice(&self.starts[..first]);
        starts.extend(piece.starts.iter().map(|at| at + start));
        starts.extend(self.starts[behind..].iter().map(|at| at.wrapping_add(grown)));
        let moved = |run: &Run, by: u32| Run { start: run.start.wrapping_add(by), ..*run };
        let before = self.runs.iter().take_while(|run| run.start < start).copied();
        let runs_behind = end.map_or(&[][..], |end| &self.runs[self.runs.partition_point(|run| run.start < end)..]);
        let around = piece.runs.iter().map(|run| moved(run, start));
        let mut runs: Vec<Run> = before.chain(around).chain(runs_behind.iter().map(|run| moved(run, grown))).collect();
        runs_extra(&mut runs);
        LineIndex { starts, len: text.len() as u32, terminator: self.terminator, mixed: Vec::new(), runs }
    }

    /// The position of the character at `offset`. An offset inside a character counts as the character's start, one
    /// inside a line's terminator as the line's end, one past the text as the text's end.
    pub fn position(&self, offset: u32, encoding: PositionEncoding) -> Position {
        let offset = offset.min(self.len);
        let line = self.line(offset);
        let span = self.span_of(line);
        let offset = offset.min(span.end);
        let (offset, extra) = self.floor(offset, encoding);
        // A line starts between characters, so only `offset` needed rounding.
        let (_, extra_before) = self.floor(span.start, encoding);
        Position { line, character: offset - span.start - (extra - extra_before) }
    }

    /// The positions of a span's start and end: half the work where it lies in one line of ASCII, as nearly all do.
    pub fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        let start = self.position(span.start, encoding);
        let is_plain = self.runs.is_empty() && span.start <= span.end && span.end <= self.span_of(start.line).end;
        match is_plain {
            true => (start, Position { character: start.character + span.len(), ..start }),
            false => (start, self.position(span.end, encoding)),
        }
    }

    /// The offset of `position`; `None` if the text has no such line. A character past the line's end counts as the
    /// line's end, before its terminator; one inside a surrogate pair or a multi-byte character as its start.
    pub fn offset(&self, position: Position, encoding: PositionEncoding) -> Option<u32> {
        let line = self.line_span(position.line)?;
        let (_, extra_before) = self.floor(line.start, encoding);
        let first = self.runs.partition_point(|run| run.start < line.start);
        let column = |run: &Run| run.start - line.start - (run.extra(encoding) - extra_before);
        let after = self.runs[first..].partition_point(|run| run.start < line.end && column(run) <= position.character);
        let offset = match self.runs[first..first + after].last() {
            None => line.start.saturating_add(position.character),
            Some(run) => {
                let units = position.character - column(run);
                let character = units / run.units(encoding);
                if character < run.count() {
                    run.start + character * run.width()
                } else {
                    let behind = units - run.count() * run.units(encoding);
                    run.end().saturating_add(behind)
                }
            }
        };
        Some(offset.min(line.end))
    }

    /// The line that holds `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32 - 1
    }

    /// The span of `line` without its terminator; `None` if the text has no such line.
    pub fn line_span(&self, line: u32) -> Option<Span> {
        (line < self.line_count()).then(|| self.span_of(line))
    }

    /// How many lines the text has; the empty text has one.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// How many bytes of memory the index holds beside itself.
    pub fn bytes(&self) -> usize {
        (self.starts.capacity() + self.mixed.capacity()) * size_of::<u32>() + self.runs.capacity() * size_of::<Run>()
    }

    fn span_of(&self, line: u32) -> Span {
        let start = self.starts[line as usize];
        let end = match self.starts.get(line as usize + 1) {
            None => self.len,
            Some(next) if self.mixed.binary_search(&line).is_ok() => next - (3 - self.terminator),
            Some(next) => next - self.terminator,
        };
        Span { start, end }
    }

    /// `offset`, rounded down to the start of a character, and by how much the text before it is longer in bytes
    /// than in the units of `encoding`.
    fn floor(&self, offset: u32, encoding: PositionEncoding) -> (u32, u32) {
        let before = self.runs.partition_point(|run| run.start <= offset);
        let Some(run) = self.runs[..before].last() else { return (offset, 0) };
        let characters = ((offset - run.start) / run.width()).min(run.count());
        let extra = run.extra(encoding) + characters * (run.width() - run.units(encoding));
        if characters < run.count() { (run.start + characters * run.width(), extra) } else { (offset, extra) }
    }
}

impl Run {
    fn width(&self) -> u32 {
        self.packed % 4 + 1
    }

    fn count(&self) -> u32 {
        self.packed / 4
    }

    fn end(&self) -> u32 {
        self.start + self.count() * self.width()
    }

    /// How many units each character takes.
    fn units(&self, encoding: PositionEncoding) -> u32 {
        match encoding {
            PositionEncoding::Utf8 => self.width(),
            PositionEncoding::Utf16 if self.width() == 4 => 2,
            PositionEncoding::Utf16 | PositionEncoding::Utf32 => 1,
        }
    }

    fn extra(&self, encoding: PositionEncoding) -> u32 {
        match encoding {
            PositionEncoding::Utf8 => 0,
            PositionEncoding::Utf16 => self.extra16,
            PositionEncoding::Utf32 => self.extra32,
        }
    }
}

/// The runs of non-ASCII characters of a text, given as its UTF-8 bytes.
fn runs(bytes: &[u8]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut offset = 0;
    while let Some(start) = next_non_ascii(bytes, offset) {
        let width = utf8_length(bytes[start]);
        let mut end = start;
        while end < bytes.len() && utf8_length(bytes[end]) == width {
            end += width;
        }
        let count = ((end - start) / width) as u32;
        runs.push(Run { start: start as u32, packed: count * 4 + width as u32 - 1, extra16: 0, extra32: 0 });
        offset = end;
    }
    runs_extra(&mut runs);
    runs.shrink_to_fit();
    runs
}

/// Adds up by how much the text before each run is longer in bytes than in other units.
fn runs_extra(runs: &mut [Run]) {
    let (mut extra16, mut extra32) = (0u32, 0u32);
    for run in runs {
        (run.extra16, run.extra32) = (extra16, extra32);
        let extra = |encoding| run.count().wrapping_mul(run.width() - run.units(encoding));
        extra16 = extra16.wrapping_add(extra(PositionEncoding::Utf16));
        extra32 = extra32.wrapping_add(extra(PositionEncoding::Utf32));
    }
}

/// The first byte at or after `from` that isn't ASCII, found a block at a time.
fn next_non_ascii(bytes: &[u8], from: usize) -> Option<usize> {
    let mut offset = from;
    for block in bytes[from..].chunks(64) {
        if !block.is_ascii() {
            return block.iter().position(|byte| !byte.is_ascii()).map(|found| offset + found);
        }
        offset += block.len();
    }
    None
}

/// How many bytes a character has whose first byte is `first`.
fn utf8_length(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// A replacement of a part of a text; an insertion if the span is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in offsets of the text before any edit.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// The text after all `edits`, which may come in any order; insertions at one place keep theirs.
pub fn apply_edits(text: &str, edits: &[Edit]) -> Result<String, OverlapError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut done = Span::default();
    for edit in sorted {
        if edit.span.start < done.end {
            return Err(OverlapError { span: edit.span, other: Some(done) });
        }
        let kept = text.get(done.end as usize..edit.span.start as usize);
        let (Some(kept), Some(_)) = (kept, text.get(edit.span.range())) else {
            return Err(OverlapError { span: edit.span, other: None });
        };
        result.push_str(kept);
        result.push_str(&edit.text);
        done = edit.span;
    }
    result.push_str(&text[done.end as usize..]);
    Ok(result)
}

/// An edit that can't be applied: it overlaps another or doesn't fit the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapError {
    /// What the edit would have replaced.
    pub span: Span,
    /// The edit that it overlaps; `None` if it lies outside the text or splits a character.
    pub other: Option<Span>,
}

impl fmt::Display for OverlapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { start, end } = self.span;
        match self.other {
            Some(other) => {
                write!(f, "the edit of bytes {start}..{end} overlaps the edit of bytes {}..{}", other.start, other.end)
            }
            None => write!(f, "the edit of bytes {start}..{end} doesn't fit the text"),
        }
    }
}

impl std::error::Error for OverlapError {}
