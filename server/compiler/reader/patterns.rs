//! `match` statements.

use super::{Kind, Read, Reader, Stop};

impl Reader<'_> {
    pub(super) fn match_statement(&mut self) -> Read {
        let header = self.at;
        self.at += 1;
        self.star_expressions()?;
        self.colon()?;
        if !self.take_kind(Kind::Newline) {
            return Err(Stop);
        }
        self.indented("'match' statement", header)?;
        self.case()?;
        while !self.take_kind(Kind::Dedent) {
            self.case()?;
        }
        Ok(())
    }

    /// `case` where no `match` is around, from 3.15 on.
    pub(super) fn case_alone(&mut self) -> Read {
        let start = self.at;
        let end = self.behind(|reader| {
            reader.at += 1;
            reader.patterns(":")?;
            if reader.take("if") {
                reader.named_expression()?;
            }
            reader.expect(":")
        });
        match end {
            Some(end) => self.refuse(self.range(start, end - 1), "case statement must be inside match statement"),
            None => self.simple_statements(),
        }
    }

    fn case(&mut self) -> Read {
        let header = self.at;
        self.expect("case")?;
        self.patterns(":")?;
        if self.take("if") {
            self.named_expression()?;
        }
        self.colon()?;
        self.block("'case' statement", header)
    }

    /// Patterns with commas between them, up to what closes them.
    fn patterns(&mut self, closer: &str) -> Read {
        self.pattern()?;
        while self.take(",") && !self.is(closer) && !self.is("if") {
            self.pattern()?;
        }
        Ok(())
    }

    fn pattern(&mut self) -> Read {
        self.depth += 1;
        self.is_lost |= self.depth > super::DEEPEST;
        let read = if self.is_lost { Err(Stop) } else { self.whole_pattern() };
        self.depth -= 1;
        read
    }

    fn whole_pattern(&mut self) -> Read {
        if self.take("*") {
            return self.name();
        }
        self.closed_pattern()?;
        while self.take("|") {
            self.closed_pattern()?;
        }
        if self.take("as") { self.name() } else { Ok(()) }
    }

    fn closed_pattern(&mut self) -> Read {
        if self.is("-") || self.kind() == Some(Kind::Number) {
            return self.number();
        }
        if matches!(self.kind(), Some(Kind::String | Kind::Begin)) {
            return self.strings().map(drop);
        }
        if self.take("None") || self.take("True") || self.take("False") {
            return Ok(());
        }
        for (opener, closer) in [("(", ")"), ("[", "]")] {
            if self.take(opener) {
                return if self.take(closer) {
                    Ok(())
                } else {
                    self.patterns(closer).and_then(|()| self.expect(closer))
                };
            }
        }
        if self.take("{") {
            return self.mapping();
        }
        self.dotted_name()?;
        if self.take("(") { self.class_pattern() } else { Ok(()) }
    }

    /// `-1`, `1 + 2j`
    fn number(&mut self) -> Read {
        self.take("-");
        if !self.take_kind(Kind::Number) {
            return Err(Stop);
        }
        if (self.take("+") || self.take("-")) && !self.take_kind(Kind::Number) {
            return Err(Stop);
        }
        Ok(())
    }

    fn mapping(&mut self) -> Read {
        while !self.take("}") {
            if self.take("**") {
                self.name()?;
            } else {
                self.closed_pattern()?;
                self.expect(":")?;
                self.pattern()?;
            }
            if !self.is("}") {
                self.expect(",")?;
            }
        }
        Ok(())
    }

    fn class_pattern(&mut self) -> Read {
        while !self.take(")") {
            self.pattern()?;
            if self.take("=") {
                self.pattern()?;
            }
            if !self.is(")") {
                self.expect(",")?;
            }
        }
        Ok(())
    }
}
