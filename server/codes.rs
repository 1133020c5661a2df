//! The kinds of findings: their codes, how bad they are, and the page on each that `legb explain` prints. What other texts say of a
//! diagnostic is made from this table.
//!
//! The pages lie beside it: their first line says what is wrong, their example has its diagnostics as caret comments.

use std::fmt;
use std::str::FromStr;

/// A kind of finding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Code {
    /// There is no text to check.
    UnreadableFile,
    /// The grammar has no such sentence.
    SyntaxError,
    /// The grammar allows it, the rules of scoping do not.
    ScopeError,
    /// A variable is used where nothing can have bound it.
    UnboundName,
    /// A variable is used where some way leads past its bindings.
    PossiblyUnbound,
    /// Nothing binds the name.
    UndefinedName,
    /// An import of a module that can't be found.
    UnresolvedImport,
    /// An import, or a name behind a module's dot, that the module doesn't have.
    NoNameInModule,
    /// An import that nothing uses.
    UnusedImport,
    /// A local variable that nothing uses.
    UnusedVariable,
    /// A definition that another one replaces before any use.
    ShadowedBeforeUse,
    /// A name that hides a built-in one.
    ShadowedBuiltin,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Severity {
    /// The program fails.
    Error,
    /// The program fails if it comes there.
    Warning,
    /// Worth a look.
    Hint,
}

impl Code {
    /// All codes.
    pub const ALL: [Code; 12] = [
        Code::UnreadableFile,
        Code::SyntaxError,
        Code::ScopeError,
        Code::UnboundName,
        Code::PossiblyUnbound,
        Code::UndefinedName,
        Code::UnresolvedImport,
        Code::NoNameInModule,
        Code::UnusedImport,
        Code::UnusedVariable,
        Code::ShadowedBeforeUse,
        Code::ShadowedBuiltin,
    ];

    /// The code as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Code::UnreadableFile => "unreadable-file",
            Code::SyntaxError => "syntax-error",
            Code::ScopeError => "scope-error",
            Code::UnboundName => "unbound-name",
            Code::PossiblyUnbound => "possibly-unbound",
            Code::UndefinedName => "undefined-name",
            Code::UnresolvedImport => "unresolved-import",
            Code::NoNameInModule => "no-name-in-module",
            Code::UnusedImport => "unused-import",
            Code::UnusedVariable => "unused-variable",
            Code::ShadowedBeforeUse => "shadowed-before-use",
            Code::ShadowedBuiltin => "shadowed-builtin",
        }
    }

    /// What it means, an example, what to do, and where the rule stands: Markdown.
    pub fn page(self) -> &'static str {
        match self {
            Code::UnreadableFile => include_str!("codes/unreadable-file.md"),
            Code::SyntaxError => include_str!("codes/syntax-error.md"),
            Code::ScopeError => include_str!("codes/scope-error.md"),
            Code::UnboundName => include_str!("codes/unbound-name.md"),
            Code::PossiblyUnbound => include_str!("codes/possibly-unbound.md"),
            Code::UndefinedName => include_str!("codes/undefined-name.md"),
            Code::UnresolvedImport => include_str!("codes/unresolved-import.md"),
            Code::NoNameInModule => include_str!("codes/no-name-in-module.md"),
            Code::UnusedImport => include_str!("codes/unused-import.md"),
            Code::UnusedVariable => include_str!("codes/unused-variable.md"),
            Code::ShadowedBeforeUse => include_str!("codes/shadowed-before-use.md"),
            Code::ShadowedBuiltin => include_str!("codes/shadowed-builtin.md"),
        }
    }

    /// The first line of its page.
    pub fn summary(self) -> &'static str {
        self.page().lines().next().unwrap_or_default()
    }

    /// How bad it is, where no setting says otherwise.
    pub fn severity(self) -> Severity {
        match self {
            Code::UnreadableFile | Code::SyntaxError | Code::ScopeError | Code::UnboundName => Severity::Error,
            Code::UndefinedName | Code::NoNameInModule => Severity::Warning,
            _ => Severity::Hint,
        }
    }

    /// Whether it is looked for unless it is asked for.
    pub fn is_default(self) -> bool {
        self != Code::ShadowedBuiltin
    }

    /// Whether editors show the piece faded: it could be left out.
    pub fn is_unnecessary(self) -> bool {
        matches!(self, Code::UnusedImport | Code::UnusedVariable | Code::ShadowedBeforeUse)
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(text: &str) -> Result<Severity, String> {
        let all = [Severity::Error, Severity::Warning, Severity::Hint];
        let found = all.into_iter().find(|severity| severity.to_string() == text);
        found.ok_or_else(|| format!("there is no severity '{text}'; there are error, warning and hint"))
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Code {
    type Err = String;

    fn from_str(text: &str) -> Result<Code, String> {
        let known = || Code::ALL.map(Code::name).join(", ");
        let found = Code::ALL.into_iter().find(|code| code.name() == text);
        found.ok_or_else(|| format!("there is no code '{text}'; there are {}", known()))
    }
}
