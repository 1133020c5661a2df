//! What an editor is offered beyond the plain answers, each with a switch: `features = { inlay-hints = true }`.
//!
//! The table below is the one place that says what there is, what is on, and what it is for: the settings are read by it, the README's list is
//! checked against it.

use std::fmt;
use std::str::FromStr;

/// Something that an editor shows if the person wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Names coloured by what they are and of what kind.
    SemanticTokens,
    /// Names offered while one is typed.
    Completion,
    /// Among them, names of other modules, with the import that they need.
    AutoImport,
    /// The kind behind names that closures share, and where `global` and `nonlocal` lead.
    InlayHints,
    /// The values of a frame's variables, where a debugger has stopped.
    InlineValues,
    /// How often a function or class is used, and what captures its variables.
    CodeLens,
    /// All occurrences of a function's variable edited at once.
    LinkedEditing,
    /// The diagnostics of all files, not of open ones alone.
    WorkspaceDiagnostics,
}

impl Feature {
    /// All of them: each with its key, whether it is on where nobody says, and what it is.
    pub const ALL: [(Feature, &'static str, bool, &'static str); 8] = [
        (Feature::SemanticTokens, "semantic-tokens", true, "colours names by what they are and of what kind"),
        (Feature::Completion, "completion", true, "offers the names that can be seen from where one is typed"),
        (Feature::AutoImport, "auto-import", true, "offers names of other modules, too, with the import they need"),
        (
            Feature::InlayHints,
            "inlay-hints",
            false,
            "shows which variables closures share, and where global and nonlocal lead",
        ),
        (
            Feature::InlineValues,
            "inline-values",
            true,
            "lets a debugger show the values of the variables of the frame that it has stopped in",
        ),
        (
            Feature::CodeLens,
            "code-lens",
            false,
            "counts references above functions and classes, and names what captures",
        ),
        (Feature::LinkedEditing, "linked-editing", false, "edits all occurrences of a function's variable at once"),
        (
            Feature::WorkspaceDiagnostics,
            "workspace-diagnostics",
            false,
            "tells the diagnostics of all files, open or not; takes effect at the start",
        ),
    ];

    /// The feature's key in the settings.
    pub fn key(self) -> &'static str {
        self.entry().1
    }

    /// Whether it is on where nobody says.
    pub fn is_default(self) -> bool {
        self.entry().2
    }

    fn entry(self) -> &'static (Feature, &'static str, bool, &'static str) {
        Feature::ALL.iter().find(|entry| entry.0 == self).expect("the table has them all")
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Feature {
    type Err = String;

    fn from_str(text: &str) -> Result<Feature, String> {
        let found = Feature::ALL.iter().find(|entry| entry.1 == text);
        let keys = || Feature::ALL.map(|entry| entry.1).join(", ");
        found.map(|entry| entry.0).ok_or_else(|| format!("there is no feature '{text}'; there are {}", keys()))
    }
}
