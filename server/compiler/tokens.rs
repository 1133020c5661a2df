//! The tokens of a text as CPython's tokenizer reads them, up to the first thing that it takes for none (`tokenizer.c`).
//!
//! Up to 3.11 an f-string is one token: what is wrong within one is told elsewhere.

mod formatted;

use super::{Error, Source, characters, numbers, parser};
use crate::scope::Reported;
use crate::syntax::{Fault, Literal, Problem, State};
use crate::text::Span;
use formatted::Formatted;

/// So many brackets may be open at once (`MAXLEVEL`), and so many blocks (`MAXINDENT`).
const MOST_OPEN: usize = 200;
const MOST_BLOCKS: usize = 100;

/// What the tokenizer leaves to the parser to tell.
const QUIET: [&str; 5] = ["unindent", "inconsistent", "too many levels", "unexpected character", "unexpected EOF"];

/// What a token is. Keywords are names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Name,
    Number,
    String,
    /// The prefix and the quotes of a string with fields, a piece of its text, and its last quotes.
    Begin,
    Middle,
    Finish,
    Sign,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token and how many brackets are open behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) level: u32,
}

/// The tokens of a text.
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// What follows them, if it isn't the text's end outside brackets.
    pub(super) fault: Option<Error>,
    /// Whether it is told only where the parser stops at it, not where that has stopped before.
    pub(super) is_quiet: bool,
    /// The innermost bracket that is open where the text ends.
    pub(super) open: Option<u32>,
}

pub(super) fn tokens(source: &Source<'_>) -> Tokens {
    let mut tokenizer = Tokenizer {
        source,
        text: source.text.as_bytes(),
        at: if source.text.starts_with('\u{feff}') { 3 } else { 0 },
        all: Vec::new(),
        open: Vec::new(),
        formatted: Vec::new(),
        indents: vec![(0, 0)],
    };
    let mut fault = tokenizer.run().err();
    let is_quiet = !tokenizer.formatted.is_empty()
        || fault.as_ref().is_some_and(|fault| QUIET.iter().any(|start| fault.message.starts_with(start)));
    let open = tokenizer.open.last().copied().filter(|_| fault.is_none());
    if let Some(at) = open {
        let bracket = source.text.as_bytes()[at as usize];
        let unclosed = Problem { span: Span::new(at, at + 1), fault: Fault::NeverClosed(bracket) };
        fault = Some(match source.python.minor {
            10.. => parser::worded(source, &unclosed),
            _ => parser::error(tokenizer.end(), "unexpected EOF while parsing".to_owned()),
        });
    }
    Tokens { all: tokenizer.all, fault, is_quiet, open }
}

struct Tokenizer<'s> {
    source: &'s Source<'s>,
    text: &'s [u8],
    at: usize,
    all: Vec<Token>,
    /// The brackets that are open.
    open: Vec<u32>,
    /// The strings with fields around.
    formatted: Vec<Formatted>,
    /// The columns of the blocks around, with tabs of eight columns and of one.
    indents: Vec<(usize, usize)>,
}

impl Tokenizer<'_> {
    fn run(&mut self) -> Result<(), Error> {
        loop {
            if self.open.is_empty() && !self.line_start()? {
                break;
            }
            self.line()?;
            if self.at >= self.text.len() {
                break;
            }
        }
        if self.open.is_empty() {
            let end = self.end();
            self.all.extend((1..self.indents.len()).map(|_| Token { kind: Kind::Dedent, span: end, level: 0 }));
            self.all.push(Token { kind: Kind::End, span: end, level: 0 });
        }
        Ok(())
    }

    /// Where the text ends: its last line end is there even if it isn't.
    fn end(&self) -> Span {
        let length = self.text.len() - usize::from(self.text.ends_with(b"\n"));
        Span::new(length as u32, length as u32)
    }

    fn push(&mut self, kind: Kind, end: usize) {
        let span = Span::new(self.at as u32, end as u32);
        self.all.push(Token { kind, span, level: self.open.len() as u32 });
        self.at = end;
    }

    /// Reads the blanks that a line starts with, and lines that have no more than these; false at the text's end.
    fn line_start(&mut self) -> Result<bool, Error> {
        let (mut start, mut columns) = (self.at, (0, 0));
        loop {
            columns = match self.text.get(self.at) {
                Some(b' ') => (columns.0 + 1, columns.1 + 1),
                Some(b'\t') => ((columns.0 / 8 + 1) * 8, columns.1 + 1),
                Some(b'\x0c') => (0, 0),
                Some(b'#') => {
                    self.skip_comment();
                    continue;
                }
                Some(b'\n' | b'\r') => {
                    start = self.at + 1;
                    (0, 0)
                }
                Some(b'\\') if self.source.python.minor >= 9 && self.line_end_behind().is_some() => {
                    self.at = self.line_end_behind().unwrap_or(self.at);
                    while matches!(self.text.get(self.at), Some(b' ' | b'\t' | b'\x0c')) {
                        self.at += 1;
                    }
                    break;
                }
                Some(_) => break,
                None => return Ok(false),
            };
            self.at += 1;
        }
        self.block(start, columns)?;
        Ok(true)
    }

    /// Opens and closes blocks by the columns that a line is indented by.
    fn block(&mut self, start: usize, columns: (usize, usize)) -> Result<(), Error> {
        let fault = |fault: Fault| {
            let problem = Problem { span: Span::new(start as u32, self.at as u32), fault };
            Err(parser::worded(self.source, &problem))
        };
        let mut around = self.indents.last().copied().unwrap_or_default();
        if columns.0 > around.0 {
            if columns.1 <= around.1 {
                return fault(Fault::MixedTabs);
            }
            if self.indents.len() >= MOST_BLOCKS {
                let here = Span::new(self.at as u32, self.at as u32);
                return Err(parser::error(here, "too many levels of indentation".to_owned()));
            }
            self.indents.push(columns);
            self.push(Kind::Indent, self.at);
            return Ok(());
        }
        let mut n_closed = 0;
        while columns.0 < around.0 {
            n_closed += 1;
            around = self.indents[self.indents.len() - 1 - n_closed];
        }
        if columns.0 != around.0 {
            return fault(Fault::Unindent);
        }
        if columns.1 != around.1 {
            return fault(Fault::MixedTabs);
        }
        for _ in 0..n_closed {
            self.indents.pop();
            self.push(Kind::Dedent, self.at);
        }
        Ok(())
    }

    fn skip_comment(&mut self) {
        self.at += memchr::memchr2(b'\n', b'\r', &self.text[self.at..]).unwrap_or(self.text.len() - self.at);
    }

    /// Behind a backslash and the line end that follows it.
    fn line_end_behind(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let length = [&b"\r\n"[..], b"\n", b"\r"].into_iter().find(|end| rest.starts_with(end))?.len();
        (rest.len() > length).then_some(self.at + 1 + length)
    }

    /// Reads the rest of a line: up to the first line end outside brackets.
    fn line(&mut self) -> Result<(), Error> {
        while self.at < self.text.len() || self.is_in_text() {
            if self.is_in_text() {
                self.formatted_text()?;
                continue;
            }
            match self.text[self.at] {
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'#' if self.open.is_empty() => {
                    let start = self.at;
                    self.skip_comment();
                    let end = self.at;
                    self.at = start;
                    self.push(Kind::Newline, end);
                    self.at = (end + 1).min(self.text.len());
                    return Ok(());
                }
                b'#' => self.skip_comment(),
                b'\n' | b'\r' if self.open.is_empty() => {
                    self.push(Kind::Newline, self.at);
                    self.at += 1;
                    return Ok(());
                }
                b'\n' | b'\r' => self.at += 1,
                b'\\' => self.at = self.continued()?,
                b'"' | b'\'' => self.string(self.at)?,
                b'0'..=b'9' => self.number()?,
                b'.' if self.text.get(self.at + 1).is_some_and(u8::is_ascii_digit) => self.number()?,
                b'_' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => self.word()?,
                b'(' | b'[' | b'{' => self.opening()?,
                b')' | b']' | b'}' => self.closing()?,
                b':' if self.is_in_field() => {
                    self.push(Kind::Sign, self.at + 1);
                    self.begin_format();
                }
                b'\x0b' => return Err(characters::refused(self.source.python.minor, self.at, '\x0b')),
                _ => self.push(Kind::Sign, self.at + sign_length(&self.text[self.at..])),
            }
        }
        if self.open.is_empty() {
            self.push(Kind::Newline, self.at);
        }
        Ok(())
    }

    /// Behind a backslash that continues a line.
    fn continued(&self) -> Result<usize, Error> {
        if let Some(next) = self.line_end_behind() {
            return Ok(next);
        }
        let rest = &self.text[self.at + 1..];
        if matches!(rest, b"" | b"\n" | b"\r" | b"\r\n") {
            let problem = Problem { span: Span::new(self.at as u32, self.at as u32 + 1), fault: Fault::OpenEnd };
            return Err(parser::worded(self.source, &problem));
        }
        let (start, behind) = (self.at as u32, self.at as u32 + 1);
        let line_end = rest.iter().position(|b| b"\r\n".contains(b)).unwrap_or(rest.len()) as u32;
        let column = if self.source.python.minor < 9 { behind + line_end } else { behind };
        let message = "unexpected character after line continuation character".to_owned();
        let reported = Reported { line: start, column, end: column };
        Err(Error { reported, ..parser::error(Span::new(start, behind), message) })
    }

    /// Reads a string whose first quote stands at an offset; its prefix has been passed.
    fn string(&mut self, quote: usize) -> Result<(), Error> {
        let has_fields = self.text[self.at..quote].iter().any(|b| b"fFtT".contains(b));
        if has_fields && self.source.python.minor >= 12 {
            self.begin_formatted(quote);
            return Ok(());
        }
        let literal = Literal::at(self.text, quote);
        let fault = match literal.state {
            State::Whole => {
                self.push(Kind::String, literal.end);
                return Ok(());
            }
            State::OpenField => Fault::OpenField,
            State::Unterminated => Fault::UnterminatedString,
            State::UnterminatedTriple => Fault::UnterminatedTripleQuotedString,
        };
        if self.formatted.last().is_some_and(|string| string.is_ended_by(&self.text[quote..])) {
            return Err(self.wrong_in_formatted("expecting '}'"));
        }
        let span = Span::new(self.at as u32, literal.end as u32);
        Err(parser::worded(self.source, &Problem { span, fault }))
    }

    fn number(&mut self) -> Result<(), Error> {
        let length = numbers::checked(&self.text[self.at..], self.at, self.source.python.minor)?;
        let number = &self.text[self.at..self.at + length];
        let zeros = number.iter().take_while(|b| b"0_".contains(b)).count();
        if number[0] == b'0' && zeros < length && number.iter().all(|b| b.is_ascii_digit() || *b == b'_') {
            let place = Span::new(self.at as u32, (self.at + zeros) as u32);
            return Err(parser::error(place, numbers::LEADING_ZEROS.to_owned()));
        }
        self.push(Kind::Number, self.at + length.max(1));
        Ok(())
    }

    /// Reads a name, a keyword or the prefix of a string with the string.
    fn word(&mut self) -> Result<(), Error> {
        let word = &self.text[self.at..];
        let word = &word[..word.iter().take_while(|&&b| numbers::is_word(b)).count()];
        let end = self.at + word.len();
        let letters: &[u8] = if self.source.python.minor < 14 { b"rRbBuUfF" } else { b"rRbBuUfFtT" };
        let is_prefix = word.len() <= 2 && word.iter().all(|b| letters.contains(b));
        if is_prefix && matches!(self.text.get(end), Some(b'"' | b'\'')) && Literal::at(self.text, end).start == self.at
        {
            return self.string(end);
        }
        if !word.is_ascii() {
            let mut characters = self.source.text[self.at..end].char_indices();
            if let Some((offset, wrong)) = characters.find(|&(_, c)| characters::is_wrong(c)) {
                return Err(characters::refused(self.source.python.minor, self.at + offset, wrong));
            }
        }
        self.push(Kind::Name, end);
        Ok(())
    }

    fn opening(&mut self) -> Result<(), Error> {
        if self.open.len() >= MOST_OPEN {
            let here = Span::new(self.at as u32, self.at as u32 + 1);
            return Err(parser::error(here, "too many nested parentheses".to_owned()));
        }
        self.open.push(self.at as u32);
        self.push(Kind::Sign, self.at + 1);
        Ok(())
    }

    fn closing(&mut self) -> Result<(), Error> {
        let (at, closer) = (self.at as u32, self.text[self.at]);
        let span = Span::new(at, at + 1);
        if self.is_in_text() && !self.is_in_field() {
            return Err(self.wrong_in_formatted("single '}' is not allowed"));
        }
        let in_field = self.is_in_field();
        if in_field && closer != b'}' {
            return Err(self.wrong_in_formatted(&format!("unmatched '{}'", char::from(closer))));
        }
        let Some(opener) = self.open.pop() else {
            let error = parser::worded(self.source, &Problem { span, fault: Fault::Unmatched(closer) });
            return Err(Error { reported: Reported { line: at, column: at, end: at }, ..error });
        };
        let bracket = self.text[opener as usize];
        if !matches!((bracket, closer), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            let (line, here) = (self.source.lines.line(opener), self.source.lines.line(at));
            let place = if line == here { String::new() } else { format!(" on line {}", line + 1) };
            let [closer, bracket] = [closer, bracket].map(char::from);
            let message =
                format!("closing parenthesis '{closer}' does not match opening parenthesis '{bracket}'{place}");
            let reported = Reported { line: at, column: at, end: at };
            return Err(Error { reported, ..parser::error(span, message) });
        }
        self.push(Kind::Sign, self.at + 1);
        if in_field {
            self.end_field();
        }
        Ok(())
    }
}

fn sign_length(text: &[u8]) -> usize {
    const LONG: [&[u8]; 25] = [
        b"...", b"**=", b"//=", b">>=", b"<<=", b"->", b":=", b"+=", b"-=", b"*=", b"/=", b"%=", b"@=", b"&=", b"|=",
        b"^=", b"==", b"!=", b"<=", b">=", b"<>", b"<<", b">>", b"**", b"//",
    ];
    LONG.iter().find(|sign| text.starts_with(sign)).map_or(1, |sign| sign.len())
}
