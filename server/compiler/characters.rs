//! Characters that CPython's tokenizer takes nowhere but in strings and comments. To the grammar some are blanks, and of the others it
//! makes errors that say less.

use std::ops::RangeInclusive;

use super::parser::{MOST_SHOWN, error};
use super::{Error, Source};
use crate::scope::Reported;
use crate::syntax::comments_and_strings;
use crate::text::Span;

/// Blanks, marks, symbols and punctuation: no version has one of these in a name.
const OUTSIDE_NAMES: [RangeInclusive<char>; 20] = [
    '\u{80}'..='\u{a9}',
    '\u{ab}'..='\u{b4}',
    '\u{b6}'..='\u{b6}',
    '\u{b8}'..='\u{b9}',
    '\u{bb}'..='\u{bf}',
    '\u{d7}'..='\u{d7}',
    '\u{f7}'..='\u{f7}',
    '\u{2000}'..='\u{200b}',
    '\u{200e}'..='\u{203e}',
    '\u{2041}'..='\u{2053}',
    '\u{2055}'..='\u{2070}',
    '\u{20a0}'..='\u{20cf}',
    '\u{2190}'..='\u{2bff}',
    '\u{3000}'..='\u{3004}',
    '\u{3008}'..='\u{3020}',
    '\u{ff01}'..='\u{ff0f}',
    '\u{ff1a}'..='\u{ff20}',
    '\u{ff3b}'..='\u{ff3e}',
    '\u{feff}'..='\u{feff}',
    '\u{1f000}'..='\u{1faff}',
];

/// Those that show nothing.
const NOT_PRINTABLE: [RangeInclusive<char>; 8] = [
    '\0'..='\u{a0}',
    '\u{ad}'..='\u{ad}',
    '\u{2000}'..='\u{200f}',
    '\u{2028}'..='\u{202f}',
    '\u{205f}'..='\u{206f}',
    '\u{3000}'..='\u{3000}',
    '\u{feff}'..='\u{feff}',
    '\u{fff0}'..='\u{fffb}',
];

pub(super) fn errors(source: &Source<'_>) -> Vec<Error> {
    let text = source.text;
    let mut found = Vec::new();
    if let Some(nul) = memchr::memchr(0, text.as_bytes()) {
        found.push(told(nul, 1, "source code string cannot contain null bytes".to_owned()));
    }
    if text.is_ascii() && memchr::memchr(b'\x0b', text.as_bytes()).is_none() {
        return found;
    }
    // A mark of the encoding may stand first.
    let is_mark = |at: usize, c: char| at == 0 && c == '\u{feff}';
    let mut wrong = text.char_indices().filter(|&(at, c)| is_wrong(c) && !is_mark(at, c)).peekable();
    if wrong.peek().is_none() {
        return found;
    }
    let Some(passed) = comments_and_strings(text) else { return found };
    let mut passed = passed.into_iter().peekable();
    let in_code = wrong.filter(|&(at, _)| {
        while passed.next_if(|span| span.end as usize <= at).is_some() {}
        passed.peek().is_none_or(|span| at < span.start as usize)
    });
    found.extend(in_code.take(MOST_SHOWN).map(|(at, c)| refused(source.python.minor, at, c)));
    found
}

/// Whether a character stands nowhere but in strings and comments.
pub(super) fn is_wrong(c: char) -> bool {
    c == '\x0b' || !c.is_ascii() && OUTSIDE_NAMES.iter().any(|range| range.contains(&c))
}

fn worded(minor: u8, c: char) -> String {
    let is_printable = !NOT_PRINTABLE.iter().any(|range| range.contains(&c));
    match minor {
        ..11 if c.is_ascii() => "invalid syntax".to_owned(),
        ..9 => "invalid character in identifier".to_owned(),
        _ if is_printable => format!("invalid character '{c}' (U+{:04X})", c as u32),
        _ => format!("invalid non-printable character U+{:04X}", c as u32),
    }
}

/// What is said of such a character.
pub(super) fn refused(minor: u8, at: usize, c: char) -> Error {
    told(at, c.len_utf8(), worded(minor, c))
}

fn told(at: usize, length: usize, message: String) -> Error {
    let (start, end) = (at as u32, (at + length) as u32);
    let reported = Reported { line: start, column: start, end: start };
    Error { reported, ..error(Span { start, end }, message) }
}
