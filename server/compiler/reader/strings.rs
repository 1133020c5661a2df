//! Strings, and the fields of those that have some.

use super::expressions::Form;
use super::{Kind, Read, Reader, Stop};

impl Reader<'_> {
    /// Strings beside each other.
    pub(super) fn strings(&mut self) -> Read<Form> {
        let mut form = "literal";
        loop {
            if self.take_kind(Kind::Begin) {
                self.formatted()?;
                form = "f-string expression";
            } else if self.kind() == Some(Kind::String) {
                if self.is_formatted(self.at) {
                    form = "f-string expression";
                }
                self.at += 1;
            } else {
                return Ok(form);
            }
        }
    }

    /// Whether a string has the prefix of one with fields.
    fn is_formatted(&self, number: usize) -> bool {
        self.text(number).split(['"', '\'']).next().is_some_and(|prefix| prefix.contains(['f', 'F', 't', 'T']))
    }

    fn formatted(&mut self) -> Read {
        let letter = if self.text(self.at - 1).contains(['t', 'T']) { 't' } else { 'f' };
        let around = std::mem::replace(&mut self.letter, letter);
        while !self.take_kind(Kind::Finish) {
            if !self.take_kind(Kind::Middle) {
                self.field(letter)?;
            }
        }
        self.letter = around;
        Ok(())
    }

    fn field(&mut self, letter: char) -> Read {
        self.expect("{")?;
        for sign in ["=", "!", ":", "}"] {
            if self.is(sign) {
                return self.refuse_next(format!("{letter}-string: valid expression required before '{sign}'"));
            }
        }
        let start = self.at;
        if self.value().is_err() {
            if self.worded.is_some() || self.is_quiet {
                return Err(Stop);
            }
            // As much is read as can be.
            self.at = start;
            self.at = match self.behind(|reader| reader.value().map(drop)) {
                Some(end) => end,
                None => return self.expecting(letter, "a valid expression after '{'"),
            };
        }
        if !["=", "!", ":", "}"].contains(&self.word()) {
            return self.expecting(letter, "'=', or '!', or ':', or '}'");
        }
        if self.take("=") && !["!", ":", "}"].contains(&self.word()) {
            return self.expecting(letter, "'!', or ':', or '}'");
        }
        if self.take("!") {
            if self.is(":") || self.is("}") {
                return self.refuse_next(format!("{letter}-string: missing conversion character"));
            }
            if !self.is_name() {
                return self.refuse_next(format!("{letter}-string: invalid conversion character"));
            }
            self.name()?;
            if !self.is(":") && !self.is("}") {
                return self.expecting(letter, "':' or '}'");
            }
        }
        if self.take(":") {
            while self.take_kind(Kind::Middle) || self.is("{") {
                if self.is("{") {
                    self.field(letter)?;
                }
            }
            if !self.is("}") {
                return self.expecting(letter, "'}', or format specs");
            }
        }
        self.expect("}")
    }

    fn expecting<T>(&mut self, letter: char, what: &str) -> Read<T> {
        self.refuse_next(format!("{letter}-string: expecting {what}"))
    }
}
