//! Where string literals end, f-strings and t-strings with the fields and strings nested in them included (reference,
//! section 2.4; PEP 701).

use super::words::{is_blank, is_word, line_end, next_line, starts_statement};

/// A string literal as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Literal {
    /// Where its prefix starts.
    pub start: usize,
    /// Where its first quote is.
    pub quote: usize,
    /// Behind its last quote; the end of a line where it has none.
    pub end: usize,
    /// Whether it is whole.
    pub state: State,
    /// How far it was read before its end was found.
    pub read: usize,
}

/// Whether a string literal is whole, or what it lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nothing.
    Whole,
    /// It has quotes at both ends, but a field in it isn't closed.
    OpenField,
    /// Its last quote.
    Unterminated,
    /// The same with three quotes: it ends with its first line, so that the code behind it stays code.
    UnterminatedTriple,
}

impl Literal {
    /// The literal whose first quote stands at an offset.
    pub fn at(text: &[u8], quote: usize) -> Literal {
        let start = prefix_start(text, quote);
        let has_fields = text[start..quote].iter().any(|b| b"fFtT".contains(b));
        let mut read = quote;
        if has_fields {
            match end_with_fields(text, quote) {
                Ok(end) => return Literal { start, quote, end, state: State::Whole, read: end },
                Err(stop) => read = stop,
            }
        }
        let triple = quotes(text, quote) == 3;
        let (end, state) = match plain_end(text, quote) {
            Ok(end) if has_fields => (end, State::OpenField),
            Ok(end) => (end, State::Whole),
            Err(stop) if triple => {
                read = read.max(stop);
                (line_end(text, quote), State::UnterminatedTriple)
            }
            Err(stop) => (stop, State::Unterminated),
        };
        Literal { start, quote, end, state, read: read.max(end) }
    }
}

impl Literal {
    /// Where in a whole literal's fields, outside brackets, something stands that is neither a name nor a blank, and whether the field is one
    /// of a format.
    pub(super) fn in_fields(&self, text: &[u8]) -> Vec<(usize, bool)> {
        let (mut signs, mut frames) = (Vec::new(), vec![text_frame(text, self.quote)]);
        let mut at = self.quote + quotes(text, self.quote);
        while at < self.end {
            let Some(&frame) = frames.last() else { break };
            if matches!(frame, Frame::Field) && !is_word(text[at]) && !is_blank(text[at]) {
                let in_format = frames.iter().nth_back(1).is_some_and(|around| matches!(around, Frame::Format));
                signs.push((at, in_format));
            }
            match step(text, at, frame, &mut frames) {
                Ok(next) => at = next,
                Err(_) => break,
            }
        }
        signs
    }
}

/// Where the letters before a quote start, if they are a prefix.
fn prefix_start(text: &[u8], quote: usize) -> usize {
    let letters = text[..quote].iter().rev().take(3).take_while(|b| b"rRbBuUfFtT".contains(b)).count();
    let start = quote - letters;
    let is_prefix = letters < 3 && (start == 0 || !is_word(text[start - 1]));
    if is_prefix { start } else { quote }
}

/// How many quotes stand together: 1 or 3.
fn quotes(text: &[u8], at: usize) -> usize {
    if text[at..].starts_with(&[text[at]; 3]) { 3 } else { 1 }
}

/// The end of a literal without fields; an error says where its line or the text ends before it.
fn plain_end(text: &[u8], quote: usize) -> Result<usize, usize> {
    let (byte, length) = (text[quote], quotes(text, quote));
    let mut at = quote + length;
    while at < text.len() {
        at += match length {
            1 => text[at..].iter().position(|b| *b == byte || b"\\\r\n".contains(b)).unwrap_or(text.len() - at),
            _ => memchr::memchr2(byte, b'\\', &text[at..]).unwrap_or(text.len() - at),
        };
        match text.get(at) {
            Some(b'\\') => at = escaped_end(text, at),
            Some(b'\n' | b'\r') | None => return Err(at),
            Some(_) if quotes(text, at) >= length => return Ok(at + length),
            Some(_) => at += 1,
        }
    }
    Err(text.len())
}

/// Behind a backslash and what it escapes.
fn escaped_end(text: &[u8], backslash: usize) -> usize {
    let length = if text[backslash + 1..].starts_with(b"\r\n") { 3 } else { 2 };
    (backslash + length).min(text.len())
}

/// What a place in a literal with fields lies within.
#[derive(Clone, Copy)]
enum Frame {
    /// The characters of a literal: its quote, how many of them, and whether it is raw.
    Text(u8, usize, bool),
    /// A field, from its `{` on.
    Field,
    /// A field's format, from its `:` on.
    Format,
    /// A bracket in a field.
    Bracket,
}

/// The end of a literal with fields. An error says where it can't go on: a statement starts in a field, or a line or the
/// text ends.
fn end_with_fields(text: &[u8], quote: usize) -> Result<usize, usize> {
    let mut frames = vec![text_frame(text, quote)];
    let mut at = quote + quotes(text, quote);
    while let Some(&frame) = frames.last() {
        if at >= text.len() {
            return Err(text.len());
        }
        at = step(text, at, frame, &mut frames)?;
    }
    Ok(at)
}

/// Behind what stands at an offset, within a frame.
fn step(text: &[u8], at: usize, frame: Frame, frames: &mut Vec<Frame>) -> Result<usize, usize> {
    match frame {
        Frame::Text(byte, length, raw) => step_in_text(text, at, (byte, length, raw), frames),
        Frame::Format => step_in_format(text, at, frames),
        Frame::Field | Frame::Bracket => step_in_field(text, at, frames),
    }
}

fn text_frame(text: &[u8], quote: usize) -> Frame {
    let prefix = &text[prefix_start(text, quote)..quote];
    Frame::Text(text[quote], quotes(text, quote), prefix.iter().any(|b| b"rR".contains(b)))
}

fn step_in_text(text: &[u8], at: usize, literal: (u8, usize, bool), frames: &mut Vec<Frame>) -> Result<usize, usize> {
    let (byte, length, raw) = literal;
    match text[at] {
        b'\\' if !raw && text[at + 1..].starts_with(b"N{") => {
            Ok(memchr::memchr2(b'}', b'\n', &text[at..]).map_or(text.len(), |end| at + end + 1))
        }
        b'\\' if text.get(at + 1).is_some_and(|b| b"{}".contains(b)) => Ok(at + 1),
        b'\\' => Ok(escaped_end(text, at)),
        b'{' if text.get(at + 1) == Some(&b'{') => Ok(at + 2),
        b'{' => {
            frames.push(Frame::Field);
            Ok(at + 1)
        }
        b'\n' | b'\r' if length == 1 => Err(at),
        b if b == byte && quotes(text, at) >= length => {
            frames.pop();
            Ok(at + length)
        }
        _ => Ok(at + 1),
    }
}

fn step_in_format(text: &[u8], at: usize, frames: &mut Vec<Frame>) -> Result<usize, usize> {
    let (byte, length) = enclosing_literal(frames);
    match text[at] {
        b'{' => frames.push(Frame::Field),
        b'}' => frames.truncate(frames.len() - 2),
        b'\\' => return Ok(escaped_end(text, at)),
        b'\n' | b'\r' if length == 1 => return Err(at),
        b if b == byte && quotes(text, at) >= length => return Err(at),
        _ => {}
    }
    Ok(at + 1)
}

fn step_in_field(text: &[u8], at: usize, frames: &mut Vec<Frame>) -> Result<usize, usize> {
    let in_field = matches!(frames.last(), Some(Frame::Field));
    match text[at] {
        b'\'' | b'"' if text[prefix_start(text, at)..at].iter().any(|b| b"fFtT".contains(b)) => {
            frames.push(text_frame(text, at));
            return Ok(at + quotes(text, at));
        }
        b'\'' | b'"' => return plain_end(text, at),
        b'#' => return Ok(line_end(text, at)),
        b'\n' | b'\r' => {
            let line = next_line(text, at);
            let first = line + text[line..].iter().take_while(|&&b| is_blank(b)).count();
            return if starts_statement(&text[first..]) { Err(at) } else { Ok(first) };
        }
        b'(' | b'[' | b'{' => frames.push(Frame::Bracket),
        b')' | b']' if in_field => return Err(at),
        b')' | b']' | b'}' => drop(frames.pop()),
        b':' if in_field => frames.push(Frame::Format),
        _ => {}
    }
    Ok(at + 1)
}

fn enclosing_literal(frames: &[Frame]) -> (u8, usize) {
    let literal = frames.iter().rev().find_map(|frame| match *frame {
        Frame::Text(byte, length, _) => Some((byte, length)),
        _ => None,
    });
    literal.unwrap_or((b'"', 3))
}
