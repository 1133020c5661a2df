//! What strings can't be decoded from: escapes that are cut off or beyond the last character, and letters that bytes don't have
//! (`string_parser.c`). Whether there is a character of the name in `\N{…}` is not looked up.

use std::ops::Range;

use memchr::{memchr, memchr2_iter};

use super::Phase;
use super::strings::{refuse_behind, strings_around};
use super::walk::{Walk, span};
use crate::syntax::Node;
use crate::text::Span;

/// Checks what a string without fields has between its quotes; its prefix is in lower case.
pub(super) fn string<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>, content: Range<usize>, prefix: &str) {
    let text = &walk.source.text[content];
    let is_raw = prefix.contains('r');
    if !prefix.contains('b') {
        if let Some(message) = why(text).filter(|_| !is_raw) {
            refuse(walk, string, span(string), message);
        }
    } else if !text.is_ascii() {
        refuse_letters(walk, string);
    } else if let Some((at, _)) = escapes(text).find(|escape| !is_raw && is_cut_off(text, *escape)) {
        let position = decoded_from(&text[..at]);
        refuse(walk, string, span(string), format!("(value error) invalid \\x escape at position {position}"));
    }
}

/// Checks a piece between the fields of a string, and says whether it can't be decoded.
pub(super) fn piece<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>, piece: Range<usize>) -> bool {
    let mut text = &walk.source.text[piece];
    // A doubled bracket ends what is decoded at once.
    loop {
        let end = doubled(text);
        if let Some(message) = why(&text[..end.unwrap_or(text.len())]) {
            let quote = Span { start: span(string).end - 1, ..span(string) };
            refuse(walk, string, quote, message);
            return true;
        }
        let Some(end) = end else { return false };
        text = &text[end + 1..];
    }
}

/// Where the first of two brackets ends that stand for one.
fn doubled(text: &str) -> Option<usize> {
    let text = text.as_bytes();
    memchr2_iter(b'{', b'}', text).map(|at| at + 1).find(|&at| text.get(at) == Some(&text[at - 1]))
}

/// A string that can't be decoded. CPython says so at the string, or, from 3.12 on, at what ends it (`place`), up to 3.11 at what it has read behind.
fn refuse<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>, place: Span, message: String) {
    if walk.minor() < 12 {
        let whole = strings_around(walk, string);
        return refuse_behind(walk, whole, whole.end_byte(), span(string), message);
    }
    walk.found_at(Phase::Parser, walk.now(Phase::Parser), span(string), place.into(), message);
}

/// `b'é'`
fn refuse_letters<'t>(walk: &mut Walk<'_, 't>, string: Node<'t>) {
    let stop = if walk.minor() < 10 { "." } else { "" };
    let message = format!("bytes can only contain ASCII literal characters{stop}");
    match walk.minor() {
        9 | 10 => refuse(walk, string, span(string), message),
        _ => walk.error(Phase::Parser, string, message),
    }
}

/// Why a text can't be decoded (`_PyUnicode_DecodeUnicodeEscapeInternal`).
fn why(text: &str) -> Option<String> {
    let (bad, why) = escapes(text).find_map(|escape| bad(text, escape))?;
    let (start, end) = (decoded_from(&text[..bad.start]), decoded_from(&text[..bad.end]) - 1);
    Some(format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {why}"))
}

/// The backslashes of a text, with what they stand before.
fn escapes(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(from..)?;
        let at = from + memchr(b'\\', rest)?;
        from = at + 2;
        Some((at, *text.as_bytes().get(at + 1)?))
    })
}

fn n_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_hexdigit).count()
}

/// `\x` before less than two digits.
fn is_cut_off(text: &str, (at, letter): (usize, u8)) -> bool {
    letter == b'x' && n_digits(&text[at + 2..]) < 2
}

/// Where an escape stands that is none, and why.
fn bad(text: &str, (at, letter): (usize, u8)) -> Option<(Range<usize>, &'static str)> {
    let (length, truncated) = match letter {
        b'x' => (2, "truncated \\xXX escape"),
        b'u' => (4, "truncated \\uXXXX escape"),
        b'U' => (8, "truncated \\UXXXXXXXX escape"),
        b'N' => return malformed(text, at).map(|end| (at..end, "malformed \\N character escape")),
        _ => return None,
    };
    let start = at + 2;
    let end = start + n_digits(&text[start..]).min(length);
    if end - start < length {
        return Some((at..end, truncated));
    }
    let is_beyond = u32::from_str_radix(&text[start..end], 16).is_ok_and(|code| code > char::MAX as u32);
    is_beyond.then_some((at..end, "illegal Unicode character"))
}

/// The end of a `\N` without a name in brackets.
fn malformed(text: &str, at: usize) -> Option<usize> {
    let name = at + 3;
    if text.as_bytes().get(at + 2) != Some(&b'{') {
        return Some(at + 2);
    }
    match text[name..].find('}') {
        None => Some(text.len()),
        Some(length) => (length == 0).then_some(name),
    }
}

/// How long a text is in what CPython decodes: other characters than ASCII's are escapes there, and a line ends with one byte.
fn decoded_from(text: &str) -> usize {
    let mut before = ' ';
    let lengths = text.chars().map(|letter| {
        let length = match (before, letter) {
            ('\r', '\n') => 0,
            ('\\', letter) if !letter.is_ascii() => 15,
            (_, letter) => {
                if letter.is_ascii() {
                    1
                } else {
                    10
                }
            }
        };
        // An escaped backslash escapes nothing.
        before = if before == '\\' && letter == '\\' { ' ' } else { letter };
        length
    });
    lengths.sum()
}
