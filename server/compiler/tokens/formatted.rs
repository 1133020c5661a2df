//! The tokens of f-strings and t-strings, from 3.12 on (PEP 701): what they begin and end with, their text, and the signs around their fields.

use super::{Kind, Tokenizer};
use crate::compiler::{Error, parser};
use crate::scope::Reported;
use crate::syntax::{Fault, Problem};
use crate::text::Span;

/// A string with fields that the tokenizer is in.
pub(super) struct Formatted {
    /// Where its prefix starts.
    start: usize,
    quote: u8,
    n_quotes: usize,
    is_raw: bool,
    letter: char,
    /// How many brackets are open in each of the fields around, its own one among them.
    fields: Vec<usize>,
    /// Whether the tokenizer is in its text, or that of a format, not in a field's code.
    in_text: bool,
}

impl Formatted {
    /// Whether a quote would end it.
    pub(super) fn is_ended_by(&self, quotes: &[u8]) -> bool {
        quotes.first() == Some(&self.quote) && (quotes.starts_with(&[self.quote; 3]) == (self.n_quotes == 3))
    }
}

impl Tokenizer<'_> {
    /// Begins one whose first quote stands at an offset.
    pub(super) fn begin_formatted(&mut self, quote: usize) {
        let byte = self.text[quote];
        let n_quotes = if self.text[quote..].starts_with(&[byte; 3]) { 3 } else { 1 };
        let prefix = &self.source.text[self.at..quote];
        self.formatted.push(Formatted {
            start: self.at,
            quote: byte,
            n_quotes,
            is_raw: prefix.contains(['r', 'R']),
            letter: if prefix.contains(['t', 'T']) { 't' } else { 'f' },
            fields: Vec::new(),
            in_text: true,
        });
        self.push(Kind::Begin, quote + n_quotes);
    }

    /// Whether the text of one goes on.
    pub(super) fn is_in_text(&self) -> bool {
        self.formatted.last().is_some_and(|string| string.in_text)
    }

    /// Whether the tokenizer is in a field outside its brackets.
    pub(super) fn is_in_field(&self) -> bool {
        self.formatted.last().is_some_and(|string| string.fields.last() == Some(&self.open.len()))
    }

    /// The letter of the innermost one.
    pub(super) fn letter(&self) -> char {
        self.formatted.last().map_or('f', |string| string.letter)
    }

    /// Goes over to a format.
    pub(super) fn begin_format(&mut self) {
        self.set_in_text(true);
    }

    /// Ends a field.
    pub(super) fn end_field(&mut self) {
        if let Some(string) = self.formatted.last_mut() {
            string.fields.pop();
            string.in_text = true;
        }
    }

    fn set_in_text(&mut self, in_text: bool) {
        if let Some(string) = self.formatted.last_mut() {
            string.in_text = in_text;
        }
    }

    /// Reads text up to a field, or to the end of what it is the text of.
    pub(super) fn formatted_text(&mut self) -> Result<(), Error> {
        let Some(string) = self.formatted.last() else { return Ok(()) };
        let (quote, n_quotes, is_raw) = (string.quote, string.n_quotes, string.is_raw);
        let in_format = !string.fields.is_empty();
        let mut end = self.at;
        loop {
            let rest = &self.text[end..];
            end += match rest {
                [] => return Err(self.unterminated()),
                [b'\n' | b'\r', ..] if n_quotes == 1 && in_format && self.source.python.minor >= 15 => {
                    self.at = end;
                    let message = "newlines are not allowed in format specifiers for single quoted f-strings";
                    return Err(self.wrong_in_formatted(message));
                }
                [b'\n' | b'\r', ..] if n_quotes == 1 && in_format => {
                    self.middle(end);
                    self.set_in_text(false);
                    return Ok(());
                }
                [b'\n' | b'\r', ..] if n_quotes == 1 => return Err(self.unterminated()),
                [b'{', b'{', ..] | [b'}', b'}', ..] if !in_format => 2,
                [b'{', ..] => {
                    self.middle(end);
                    self.set_in_text(false);
                    self.opening()?;
                    let level = self.open.len();
                    self.formatted.last_mut().into_iter().for_each(|string| string.fields.push(level));
                    return Ok(());
                }
                [b'}', ..] => {
                    self.middle(end);
                    return self.closing();
                }
                [b'\\', b'N', b'{', ..] if !is_raw => {
                    rest.iter().position(|b| b"}\n".contains(b)).map_or(rest.len(), |end| end + 1)
                }
                [b'\\', b'{' | b'}', ..] | [b'\\'] => 1,
                [b'\\', b'\r', b'\n', ..] => 3,
                [b'\\', ..] => 2,
                [byte, ..] if *byte == quote && (n_quotes == 1 || rest.starts_with(&[quote; 3])) => {
                    self.middle(end);
                    self.formatted.pop();
                    self.push(Kind::Finish, end + n_quotes);
                    return Ok(());
                }
                _ => 1,
            };
        }
    }

    fn middle(&mut self, end: usize) {
        if end > self.at {
            self.push(Kind::Middle, end);
        }
    }

    fn unterminated(&self) -> Error {
        let (start, n_quotes) = self.formatted.last().map_or((self.at, 1), |string| (string.start, string.n_quotes));
        let fault = if n_quotes == 3 { Fault::UnterminatedTripleQuotedString } else { Fault::UnterminatedString };
        let line_end =
            memchr::memchr2(b'\n', b'\r', &self.text[self.at..]).map_or(self.text.len(), |end| self.at + end);
        let span = Span::new(start as u32, line_end as u32);
        parser::worded(self.source, &Problem { span, fault })
    }

    /// What is wrong with a sign in one.
    pub(super) fn wrong_in_formatted(&self, message: &str) -> Error {
        let at = self.at as u32;
        let reported = Reported { line: at, column: at, end: at };
        let message = format!("{}-string: {message}", self.letter());
        Error { reported, ..parser::error(Span::new(at, at + 1), message) }
    }
}
