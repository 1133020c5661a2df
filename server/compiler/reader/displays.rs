//! What stands in brackets: displays, arguments, subscripts and parameters; and targets.

use super::expressions::{Form, is_constant, is_target, told};
use super::{Read, Reader, Stop};
use crate::compiler::{Error, parser};
use crate::scope::Reported;

impl Reader<'_> {
    // ---- displays

    pub(super) fn group(&mut self) -> Read<Form> {
        if self.take(")") {
            return Ok("tuple");
        }
        if self.is("yield") {
            self.yield_expression()?;
            return self.expect(")").map(|()| "yield expression");
        }
        let start = self.at;
        let form = self.item_of_display()?;
        if self.take(")") {
            return Ok(form);
        }
        self.rest_of_display(start, ")", ["tuple", "generator expression"])
    }

    pub(super) fn list(&mut self) -> Read<Form> {
        if self.take("]") {
            return Ok("list");
        }
        let start = self.at;
        self.item_of_display()?;
        self.rest_of_display(start, "]", ["list", "list comprehension"])
    }

    fn item_of_display(&mut self) -> Read<Form> {
        if self.take("*") { self.operation().map(|_| "starred") } else { self.named_expression() }
    }

    /// The rest of a display, and which of two it is: a comprehension is the second.
    fn rest_of_display(&mut self, start: usize, closer: &str, [display, comprehension]: [Form; 2]) -> Read<Form> {
        let is_comprehension = self.is("for") || self.is("async");
        if is_comprehension {
            self.clauses()?;
        } else {
            while self.take(",") && !self.is(closer) {
                self.item_of_display()?;
            }
            if closer != ")" && (self.is("for") || self.is("async")) && self.behind(Self::clauses).is_some() {
                let place = self.range(start, self.at - 1);
                return self.refuse(place, "did you forget parentheses around the comprehension target?");
            }
        }
        self.expect(closer)?;
        Ok(if is_comprehension { comprehension } else { display })
    }

    /// A dictionary or a set.
    pub(super) fn braces(&mut self) -> Read<Form> {
        if self.take("}") {
            return Ok("dict literal");
        }
        let start = self.at;
        let is_dictionary = if self.take("**") {
            self.operation()?;
            true
        } else {
            self.item_of_display()?;
            self.is(":")
        };
        if !is_dictionary {
            return self.rest_of_display(start, "}", ["set display", "set comprehension"]);
        }
        if self.is(":") {
            self.value_of_key()?;
        }
        if self.is("for") || self.is("async") {
            self.clauses()?;
            return self.expect("}").map(|()| "dict comprehension");
        }
        while self.take(",") && !self.is("}") {
            self.pair()?;
        }
        self.expect("}").map(|()| "dict literal")
    }

    fn pair(&mut self) -> Read {
        if self.take("**") {
            return self.operation().map(drop);
        }
        let start = self.at;
        // Up to 3.14 no comma is missed behind a key.
        if self.is("lambda") || self.minor() >= 15 {
            self.expression()?;
        } else {
            self.disjunction()?;
            if self.take("if") {
                self.alternative(start)?;
            }
        }
        if self.is(":") {
            return self.value_of_key();
        }
        let key = self.range(start, self.at - 1);
        if self.minor() < 10 {
            return Err(Stop);
        }
        let last = key.end - 1;
        let reported = Reported { line: last, column: last, end: last };
        self.tell(Error { reported, ..parser::error(key, "':' expected after dictionary key".to_owned()) })
    }

    fn value_of_key(&mut self) -> Read {
        let colon = self.range(self.at, self.at);
        self.at += 1;
        if self.is("}") || self.is(",") {
            return self.refuse(colon, "expression expected after dictionary key and ':'");
        }
        self.expression().map(drop)
    }

    /// The clauses of a comprehension.
    fn clauses(&mut self) -> Read {
        while self.take("async") || self.is("for") {
            self.expect("for")?;
            let start = self.at;
            self.targets()?;
            if !self.take("in") {
                if self.minor() >= 13 {
                    return self.refuse_next("'in' expected after for-loop variables");
                }
                return self.no_iterable(start);
            }
            self.disjunction()?;
            while self.take("if") {
                self.disjunction()?;
            }
        }
        Ok(())
    }

    // ---- targets

    /// Targets behind which no `in` stands: they are read as expressions.
    pub(super) fn no_iterable(&mut self, start: usize) -> Read {
        let furthest = self.furthest;
        self.at = start;
        loop {
            let start = self.at;
            let form = self.star_expression()?;
            if !is_target(form) && !matches!(form, "tuple" | "list" | "starred" | "comparison") {
                return self.refuse(self.range(start, self.at - 1), format!("cannot assign to {}", told(form)));
            }
            if !self.take(",") {
                self.furthest = furthest;
                return Err(Stop);
            }
        }
    }

    pub(super) fn targets(&mut self) -> Read {
        let start = self.at;
        self.star_target()?;
        while self.take(",") && (self.is("*") || self.starts_expression()) {
            self.star_target()?;
        }
        self.note_target(start);
        Ok(())
    }

    fn star_target(&mut self) -> Read {
        self.take("*");
        self.target()
    }

    pub(super) fn target(&mut self) -> Read {
        let start = self.at;
        self.primary()?;
        self.note_target(start);
        Ok(())
    }

    // ---- arguments, subscripts and parameters

    /// Arguments up to the bracket that closes them.
    pub(super) fn arguments(&mut self) -> Read {
        // Whether keywords were read, and mappings.
        let (mut order, mut is_wrong) = ([false; 2], false);
        while !self.take(")") {
            let is_mapping = self.is("**");
            let is_positional = !is_mapping && !self.is("*");
            let start = self.at;
            let read = self.argument();
            let is_keyword = self.text(start + 1) == "=";
            is_wrong |= is_positional && !is_keyword && self.at > start && order.contains(&true);
            order = [order[0] || is_keyword, order[1] || is_mapping];
            let read = read.and_then(|()| if self.is(")") { Ok(()) } else { self.expect(",") });
            if read.is_err() && is_wrong && !self.is_quiet {
                let rest = if order[1] { " unpacking" } else { "" };
                return self.refuse_last(format!("positional argument follows keyword argument{rest}"));
            }
            read?;
        }
        Ok(())
    }

    fn argument(&mut self) -> Read {
        if self.take("**") {
            return self.expression().map(drop);
        }
        if self.take("*") {
            if self.minor() >= 13 && (self.is(")") || self.is(",")) {
                return self.refuse_next("Invalid star expression");
            }
            self.expression()?;
        } else {
            let start = self.at;
            let form = self.expression()?;
            if self.is("=") && is_constant(form) && self.minor() >= 10 {
                return self.refuse(self.range(start, self.at), format!("cannot assign to {form}"));
            }
            if self.is("=") && form != "name" && self.minor() >= 9 && !is_constant(form) {
                let place = self.range(start, self.at);
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned();
                return self.tell(parser::error(place, message));
            }
            if self.is("=") {
                self.note_target(start);
                self.at += 1;
                if self.minor() >= 12 && (self.is(")") || self.is(",")) {
                    let place = self.range(start, self.at - 1);
                    return self.refuse(place, "expected argument value expression");
                }
                self.expression()?;
            } else if form == "name" && self.take(":=") {
                self.expression()?;
            }
        }
        if self.is("for") || self.is("async") { self.clauses() } else { Ok(()) }
    }

    pub(super) fn slices(&mut self) -> Read {
        self.slice()?;
        while self.take(",") && !self.is("]") {
            self.slice()?;
        }
        self.expect("]")
    }

    fn slice(&mut self) -> Read {
        if self.take("*") {
            return self.operation().map(drop);
        }
        if !self.is(":") {
            self.named_expression()?;
        }
        for _ in 0..2 {
            if self.take(":") && !self.is(":") && !self.is("]") && !self.is(",") {
                self.expression()?;
            }
        }
        Ok(())
    }

    /// Parameters up to what closes them. Only those of functions have annotations.
    pub(super) fn parameters(&mut self, closer: &str, is_function: bool) -> Read {
        while !self.is(closer) {
            let is_star = self.take("*");
            if !self.take("/") && !(is_star && (self.is(",") || self.is(closer))) {
                if !is_star {
                    self.take("**");
                }
                self.name()?;
                if is_function && self.take(":") {
                    self.star_expression()?;
                }
                if self.is("=") {
                    self.default()?;
                }
            }
            if !self.take(",") {
                break;
            }
        }
        Ok(())
    }

    fn default(&mut self) -> Read {
        let sign = self.range(self.at, self.at);
        self.at += 1;
        if self.minor() >= 12 && (self.is(")") || self.is(",")) {
            return self.refuse(sign, "expected default value expression");
        }
        self.expression().map(drop)
    }

    pub(super) fn type_parameters(&mut self) -> Read {
        self.at += 1;
        while !self.take("]") {
            if !self.take("*") {
                self.take("**");
            }
            self.name()?;
            if self.take(":") {
                self.expression()?;
            }
            if self.take("=") {
                self.star_expression()?;
            }
            if !self.is("]") {
                self.expect(",")?;
            }
        }
        Ok(())
    }
}
