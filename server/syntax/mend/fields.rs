//! F-strings with a generator in a field that has no brackets, `f"{a for a in b}"`: up to 3.11 CPython put them around it, the grammar
//! doesn't. The parser reads the fields alone, one bracket called with the next: each name keeps its place and its block.

use super::strings::Literal;
use super::words::{first_word, is_blank, is_word};

/// What of an f-string is read in another way.
#[derive(Debug)]
pub(super) struct Fields {
    /// Where the code of its fields stands. What stands between is blank.
    pub code: Vec<(usize, usize)>,
    /// The brackets around the code and what stands before the string beside it.
    pub signs: Vec<(usize, u8)>,
}

/// What a place in the string lies within.
enum Frame {
    Characters,
    /// A field's code, in which so many brackets are open.
    Code(usize),
    Format,
}

impl Fields {
    /// The fields of a whole literal, if a generator without brackets is one of them.
    pub(super) fn of(text: &[u8], literal: &Literal) -> Option<Fields> {
        let &Literal { start, quote, end, .. } = literal;
        let is_formatted = text[start..quote].iter().any(|b| b"fF".contains(b));
        if !is_formatted || memchr::memmem::find(&text[quote..end], b"for").is_none() {
            return None;
        }
        let mut fields = Fields { code: Vec::new(), signs: vec![(start, b'+')] };
        let mut frames = vec![Frame::Characters];
        let (mut at, mut code, mut has_generator) = (quote + 1, 0, false);
        while at < end {
            let next = text.get(at + 1).copied();
            match (frames.last_mut()?, text[at]) {
                (Frame::Characters, b'{') if next == Some(b'{') => at += 1,
                (Frame::Characters | Frame::Format, b'{') => {
                    fields.signs.push((at, b'('));
                    code = at + 1;
                    frames.push(Frame::Code(0));
                }
                (Frame::Format, b'}') => drop(frames.pop()),
                (Frame::Characters | Frame::Format, b'\\') if text[at..].starts_with(b"\\N{") => {
                    at += memchr::memchr(b'}', &text[at..end])?;
                }
                (Frame::Characters | Frame::Format, _) => {}
                (Frame::Code(_), b'"' | b'\'') => {
                    at = Literal::at(text, at).end;
                    continue;
                }
                (Frame::Code(_), b'#' | b'\\') => return None,
                (Frame::Code(depth), b'(' | b'[' | b'{') => *depth += 1,
                (frame @ Frame::Code(0), sign @ (b'}' | b':' | b'!')) if sign != b'!' || next != Some(b'=') => {
                    let last = code + text[code..at].iter().rposition(|&b| !is_blank(b)).map_or(0, |last| last + 1);
                    let shows = text[..last].ends_with(b"=") && !b"=!<>".contains(&text[last - 2]);
                    fields.code.push((code, if shows { last - 1 } else { last }));
                    fields.signs.push((at, b')'));
                    match sign {
                        b'}' => drop(frames.pop()),
                        _ => *frame = Frame::Format,
                    }
                }
                (Frame::Code(depth), b')' | b']' | b'}') => *depth = depth.checked_sub(1)?,
                (Frame::Code(depth), byte) if is_word(byte) => {
                    let word = first_word(&text[at..end]);
                    has_generator |= *depth == 0 && word == b"for";
                    let is_prefix = matches!(text[at + word.len()], b'"' | b'\'');
                    at += if is_prefix { word.len() } else { word.len() - 1 };
                    if is_prefix {
                        continue;
                    }
                }
                (Frame::Code(_), _) => {}
            }
            at += 1;
        }
        if is_string(text, end) {
            fields.signs.push((end - 1, b'+'));
        }
        has_generator.then_some(fields)
    }
}

/// Whether another string stands beside the one that ends there.
fn is_string(text: &[u8], end: usize) -> bool {
    let blanks = text[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let rest = &text[end + blanks..];
    let prefix = rest.iter().take_while(|b| b"rRbBuUfF".contains(b)).count();
    prefix < 3 && matches!(rest.get(prefix), Some(b'"' | b'\''))
}
