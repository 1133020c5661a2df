//! Where CPython's parser stops in a text that it rejects: at the first token that no statement goes on with.
//!
//! The tree of a broken text is made to lose few names; it doesn't tell how far the text could be read. So a text with a syntax error is read
//! once more, token by token, as `python.gram` has it, but wider: all versions' syntax, any expression for a target, arguments in any order. What
//! this lets pass, the rules on the tree refuse. Of the `invalid_…` rules those are here that are about what comes next: a comma, a colon,
//! an indented block.
//!
//! Up to 3.9 the first token that doesn't fit is the error. Later versions read on to the end of the text, and whatever is no token there comes
//! first, as does a bracket that is never closed.

mod displays;
mod expressions;
mod patterns;
mod statements;
mod strings;

use super::tokens::{Kind, Token, Tokens, tokens};
use super::{Error, Phase, Source, parser};
use crate::name::is_keyword;
use crate::scope::Reported;
use crate::text::Span;

/// Deeper expressions are left to the tree.
const DEEPEST: usize = 100;

/// Where and why a text is rejected.
pub(super) struct Refusal {
    /// Where the parser stops.
    at: u32,
    /// Whether brackets are open there.
    in_brackets: bool,
    /// What is told of it.
    error: Error,
    /// Whether that is more than that a token doesn't fit.
    is_worded: bool,
    /// What comes first in spite of it: something that is no token, behind it.
    late: Option<Error>,
    /// Where the strings before it are.
    strings: Vec<Span>,
    /// And what stands where targets do.
    targets: Vec<Span>,
}

/// Where a text is rejected, if it can't be read to its end.
pub(super) fn refusal(source: &Source<'_>) -> Option<Refusal> {
    let tokens = tokens(source);
    let mut reader = Reader {
        source,
        tokens,
        at: 0,
        furthest: 0,
        filled: 0,
        depth: 0,
        targets: Vec::new(),
        worded: None,
        is_quiet: false,
        letter: 'f',
        is_lost: false,
    };
    if reader.module().is_ok() || reader.is_lost {
        return None;
    }
    let Reader { tokens, furthest, filled, worded, targets, .. } = reader;
    let last = tokens.all.get(furthest).copied();
    let is_worded = worded.is_some() || last.is_none();
    let error = match (worded, last) {
        (Some(worded), _) => worded,
        (None, Some(last)) => {
            let before = furthest.checked_sub(1).map(|before| tokens.all[before].span);
            unexpected(source, last, before)
        }
        (None, None) => tokens.fault.clone()?,
    };
    let at = last.map_or(error.span.start, |last| last.span.start);
    let line = |at: u32| source.lines.line(at);
    let read_to = tokens.all.get(filled.max(furthest)).map_or(at, |token| token.span.start);
    let is_late = source.python.minor >= 10
        && !tokens.is_quiet
        && !["unexpected indent", "unexpected unindent"].contains(&&*error.message)
        && tokens.open.is_none_or(|open| line(read_to) > line(open));
    let late = tokens.fault.filter(|_| is_late);
    let strings = tokens.all[..furthest].iter().filter(|token| token.kind == Kind::String).map(|token| token.span);
    let in_brackets = last.is_none_or(|last| last.level > 0);
    Some(Refusal { at, in_brackets, error, is_worded, late, strings: strings.collect(), targets })
}

impl Refusal {
    /// Drops of errors those that were guessed and aren't so, and returns the one that CPython tells, given also those of the rules on the tree.
    pub(super) fn settle(self, source: &Source<'_>, guessed: &mut Vec<Error>, ruled: &[Error]) -> Error {
        let line = source.lines.line(self.at);
        let is_known = |error: &Error| {
            let number = self.strings.partition_point(|string| string.end <= error.span.start);
            let in_string = || self.strings.get(number).is_some_and(|string| string.start < error.span.start);
            let is_of_target = || self.targets.iter().any(|target| target.contains(error.span.start));
            let is_assigned =
                error.message.starts_with("cannot assign to ") && !error.message.contains(" here. Maybe ");
            let is_old = source.python.minor < 10 && error.message.starts_with("cannot ");
            is_old || !is_guess(error) || is_assigned && is_of_target() || in_string()
        };
        let told = guessed.iter().filter(|error| is_known(error));
        let told = told.chain(ruled.iter().filter(|error| error.phase == Phase::Parser && !is_about_next(error)));
        // Something else stands there than what the rule is about.
        let is_there = |error: &&Error| !source.text[error.span.start as usize..].starts_with([' ', '\n', '\r']);
        // Of what begins where the parser stops, little can be known.
        let is_before = |error: &&Error| error.span.start < self.at + u32::from(!is_about_order(error));
        // Of arguments that aren't read to their end the reader itself tells the order.
        let is_read = |error: &&Error| !error.message.contains(" argument ") || error.reported.line < self.at;
        let is_other = |error: &&Error| !self.is_worded || error.message != self.error.message;
        let told = told
            .filter(is_before)
            .filter(is_there)
            .filter(is_read)
            .filter(is_other)
            .min_by_key(|error| error.span.start);
        let first = if self.is_worded { self.error.span.start } else { self.at + 1 };
        let told = told.filter(|error| error.span.start < first).cloned();
        let is_unclosed = |error: &Error| error.message.ends_with("was never closed");
        let lacks_closing = self.late.as_ref().is_some_and(is_unclosed);
        let is_kept = |error: &Error| is_known(error) || self.in_brackets && is_unclosed(error);
        guessed.retain(|error| is_kept(error) || source.lines.line(error.span.start) > line);
        let error = told.unwrap_or(self.error);
        let Some(late) = self.late else { return error };
        // What follows a bracket that is never closed is wrong for that alone.
        if !lacks_closing {
            guessed.push(error);
        }
        late
    }
}

/// Whether an error is told by the reader, too.
fn is_about_next(error: &Error) -> bool {
    let starts = ["expected an indented block", "expected 'except'", "expected 'else'", "only single target"];
    starts.iter().any(|start| error.message.starts_with(start))
}

/// Whether an error is about things that follow each other in the wrong order, or nothing more is known of it.
fn is_about_order(error: &Error) -> bool {
    let starts = ["positional argument", "iterable argument", "named ", "invalid syntax"];
    starts.iter().any(|start| error.message.starts_with(start))
}

/// Whether an error was made of what the tree lacks, or of a line's tokens.
fn is_guess(error: &Error) -> bool {
    const STARTS: [&str; 3] = ["trailing comma", "illegal expression", "future "];
    const REST: [&str; 2] = [" as import target", " is an illegal expression"];
    !STARTS.iter().any(|start| error.message.starts_with(start))
        && !REST.iter().any(|part| error.message.contains(part))
}

/// What is told of a token that nothing goes on with.
fn unexpected(source: &Source<'_>, token: Token, before: Option<Span>) -> Error {
    let message = match token.kind {
        Kind::Indent => "unexpected indent",
        Kind::Dedent | Kind::End if source.python.minor < 10 && is_at_end(source, token) => {
            "unexpected EOF while parsing"
        }
        Kind::Dedent => "unexpected unindent",
        _ => "invalid syntax",
    };
    let error = at_token(source, token, message.to_owned());
    // Nothing is to be seen of a line end.
    let span = before.filter(|_| token.kind == Kind::Newline).unwrap_or(error.span);
    Error { span, ..error }
}

fn at_token(source: &Source<'_>, token: Token, message: String) -> Error {
    Error { reported: reported(source, token), ..parser::error(token.span, message) }
}

fn is_at_end(source: &Source<'_>, token: Token) -> bool {
    token.span.start as usize + 1 >= source.text.len()
}

/// Where CPython says that a token is. Those without a text are where it has read to.
fn reported(source: &Source<'_>, token: Token) -> Reported {
    let Span { start, end } = token.span;
    match token.kind {
        Kind::Indent | Kind::Dedent if !is_at_end(source, token) => {
            let is_first = source.lines.line_span(source.lines.line(start)).is_none_or(|line| line.start == start);
            let column = if is_first { Reported::NO_COLUMN } else { start - 1 };
            Reported { line: start, column, end: column }
        }
        // Later versions count the line end.
        Kind::Newline if source.python.minor >= 12 => Reported { line: start, column: start, end: end + 1 },
        _ => Reported { line: start, column: start, end },
    }
}

/// The text is rejected.
struct Stop;

type Read<T = ()> = Result<T, Stop>;

struct Reader<'s> {
    source: &'s Source<'s>,
    tokens: Tokens,
    at: usize,
    /// The last token that was looked at.
    furthest: usize,
    /// The same of what was only tried.
    filled: usize,
    depth: usize,
    /// What stands where targets do.
    targets: Vec<Span>,
    /// What is told, if it is more than that a token doesn't fit.
    worded: Option<Error>,
    /// Whether something is tried: as much of it is read as can be, and nothing is told.
    is_quiet: bool,
    /// The letter of the string whose field is read.
    letter: char,
    /// Whether something was too deep.
    is_lost: bool,
}

// ---- tokens

impl<'s> Reader<'s> {
    fn minor(&self) -> u8 {
        self.source.python.minor
    }

    /// The next token; none where the tokens end.
    fn peek(&mut self) -> Option<Token> {
        self.furthest = self.furthest.max(self.at);
        self.tokens.all.get(self.at).copied()
    }

    fn kind(&mut self) -> Option<Kind> {
        self.peek().map(|token| token.kind)
    }

    fn text(&self, number: usize) -> &'s str {
        self.tokens.all.get(number).map_or("", |token| &self.source.text[token.span.range()])
    }

    /// The next token's text: a sign, a name or a keyword.
    fn word(&mut self) -> &'s str {
        self.peek();
        self.text(self.at)
    }

    fn is(&mut self, word: &str) -> bool {
        self.word() == word
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.is(word);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_kind(&mut self, kind: Kind) -> bool {
        let is_next = self.kind() == Some(kind);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, word: &str) -> Read {
        if self.take(word) { Ok(()) } else { Err(Stop) }
    }

    fn is_name(&mut self) -> bool {
        self.kind() == Some(Kind::Name) && !is_keyword(self.text(self.at))
    }

    fn name(&mut self) -> Read {
        let is_name = self.is_name();
        self.at += usize::from(is_name);
        if is_name { Ok(()) } else { Err(Stop) }
    }

    /// From one token to another.
    fn range(&self, first: usize, last: usize) -> Span {
        let span = |number: usize| self.tokens.all.get(number).map_or(Span::new(0, 0), |token| token.span);
        Span::new(span(first).start, span(last).end.max(span(first).start))
    }

    /// Rejects the text in CPython's words, from 3.10 on.
    fn refuse<T>(&mut self, place: Span, message: impl Into<String>) -> Read<T> {
        if self.minor() >= 10 { self.tell(parser::error(place, message.into())) } else { Err(Stop) }
    }

    /// Rejects the text.
    fn tell<T>(&mut self, error: Error) -> Read<T> {
        let is_at_fault = self.furthest == self.tokens.all.len();
        if self.worded.is_none() && !self.is_quiet && !is_at_fault {
            self.worded = Some(error);
        }
        Err(Stop)
    }

    /// The same at the last token that was looked at, if only to try.
    fn refuse_last<T>(&mut self, message: impl Into<String>) -> Read<T> {
        let last = self.tokens.all.get(self.filled.max(self.furthest)).copied();
        match last.filter(|_| self.minor() >= 10) {
            Some(token) => self.tell(at_token(self.source, token, message.into())),
            None => Err(Stop),
        }
    }

    /// The same at the next token.
    fn refuse_next<T>(&mut self, message: impl Into<String>) -> Read<T> {
        match self.peek().filter(|_| self.minor() >= 10) {
            Some(token) => self.tell(at_token(self.source, token, message.into())),
            None => Err(Stop),
        }
    }

    /// Behind something, if it can be read; of what stands in its way nothing is told, unless it is no token.
    fn behind(&mut self, read: impl FnOnce(&mut Self) -> Read) -> Option<usize> {
        let (at, furthest, is_quiet) = (self.at, self.furthest, std::mem::replace(&mut self.is_quiet, true));
        let end = read(self).is_ok().then_some(self.at);
        (self.at, self.is_quiet) = (at, is_quiet);
        let is_at_fault = self.furthest == self.tokens.all.len();
        if !is_at_fault {
            self.filled = self.filled.max(self.furthest);
            self.furthest = furthest;
        }
        end.filter(|_| !is_at_fault)
    }
}
