//! The versions of the language, and the rules that came with them.

use std::fmt;

/// A version of the language, 3.`minor`. Rules differ between 3.8 and 3.15; others are taken as the nearest of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Python {
    /// The number after `3.`.
    pub minor: u8,
}

impl Python {
    /// The first version whose rules are known.
    pub const OLDEST: Python = Python { minor: 8 };

    /// The version whose rules apply where a project names none.
    pub const NEWEST: Python = Python { minor: 15 };

    /// The version whose rules are known that is nearest to this one.
    pub fn nearest_known(self) -> Python {
        Python { minor: self.minor.clamp(Python::OLDEST.minor, Python::NEWEST.minor) }
    }

    /// Annotations are evaluated on demand, in blocks of their own (PEP 649, PEP 749).
    pub fn defers_annotations(self) -> bool {
        self.minor >= 14
    }

    /// List, set and dict comprehensions run in the frame around them (PEP 709).
    pub fn inlines_comprehensions(self) -> bool {
        self.minor >= 12
    }

    /// `locals()` in a function makes a new dict each time (PEP 667).
    pub fn locals_are_snapshots(self) -> bool {
        self.minor >= 13
    }

    /// Under `from __future__ import annotations` the compiler leaves annotations out of the symbol table (PEP 563; since 3.10).
    pub fn future_drops_annotations(self) -> bool {
        self.minor >= 10
    }
}

impl std::str::FromStr for Python {
    type Err = String;

    fn from_str(text: &str) -> Result<Python, String> {
        let minor = text.strip_prefix("3.").and_then(|minor| minor.parse().ok());
        minor
            .map(|minor| Python { minor })
            .ok_or_else(|| format!("'{text}' is no Python version: give one such as 3.13"))
    }
}

impl fmt::Display for Python {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.{}", self.minor)
    }
}
