//! Random programs that do much with few names: some of them are rejected by the compiler.

use std::fmt::Write as _;

use crate::random::Random;

/// The names in them.
pub const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// A random program that uses few names for much.
pub struct Program {
    random: Random,
    text: String,
    depth: usize,
}

impl Program {
    /// A program, not yet written.
    pub fn new(random: Random) -> Program {
        Program { random, text: String::new(), depth: 0 }
    }

    /// Its text.
    pub fn text(mut self) -> String {
        for _ in 0..1 + self.random.below(3) {
            self.statement();
        }
        self.text
    }

    fn name(&mut self) -> &'static str {
        self.random.one_of(&NAMES)
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", "    ".repeat(self.depth));
    }

    fn suite(&mut self, header: &str) {
        self.line(header);
        self.depth += 1;
        for _ in 0..1 + self.random.below(3) {
            self.statement();
        }
        self.depth -= 1;
    }

    fn statement(&mut self) {
        let (x, y) = (self.name(), self.name());
        let kind = self.random.below(if self.depth < 4 { 15 } else { 9 });
        match kind {
            0 | 1 => {
                let value = self.expression(2);
                self.line(&format!("{x} = {value}"));
            }
            2 => {
                let value = self.expression(3);
                self.line(&value);
            }
            3 => self.line(&format!("global {x}")),
            4 => self.line(&format!("nonlocal {x}")),
            5 => {
                let note = self.expression(1);
                self.line(&format!("{x}: {note}"));
            }
            6 => self.line(&format!("del {x}")),
            7 => self.line(&format!("({x}): {y}")),
            8 => self.line(&format!("import {x} as {y}")),
            9 | 10 => {
                let (parameters, note) = (self.parameters(), self.expression(1));
                self.suite(&format!("def {x}({parameters}) -> {note}:"));
            }
            11 => {
                let (type_parameter, note) = (self.name(), self.expression(1));
                self.suite(&format!("def {x}[{type_parameter}: {y}](p: {note}):"));
            }
            12 => self.suite(&format!("class {x}({y}):")),
            13 => {
                let type_parameter = self.name();
                self.suite(&format!("class {x}[{type_parameter}]({y}):"));
            }
            _ => self.suite(&format!("for {x} in {y}:")),
        }
    }

    fn parameters(&mut self) -> String {
        let (x, y, note) = (self.name(), self.name(), self.expression(1));
        match self.random.below(4) {
            0 => String::new(),
            1 => format!("{x}={y}"),
            _ => format!("{x}: {note}"),
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        let (x, y) = (self.name(), self.name());
        match self.random.below(if depth > 0 { 9 } else { 2 }) {
            0 | 1 => x.to_owned(),
            2 => format!("lambda {x}: {}", self.expression(depth - 1)),
            3 => format!("[{} for {x} in {y}]", self.expression(depth - 1)),
            4 => format!("({} for {x} in {y} if {})", self.expression(depth - 1), self.expression(depth - 1)),
            5 => format!("({x} := {})", self.expression(depth - 1)),
            6 => format!("[[({x} := {y}) for {} in {}] for {} in 0]", self.name(), self.name(), self.name()),
            7 => format!("{x}({y}, {})", self.expression(depth - 1)),
            _ => format!("super().m({x})"),
        }
    }
}
