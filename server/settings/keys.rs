//! The settings by their names, each with what it is for: what a person may write, what is documented, and what the editors' own lists of settings
//! are checked against.

/// A setting, as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name in `[tool.legb]` and in the section of an editor.
    pub name: &'static str,
    /// Whether a project can say it. The others are an editor's alone, and count from the start of the server on.
    pub is_project: bool,
    /// What it is for: a sentence without its full stop, in Markdown.
    pub what: &'static str,
}

/// All of them.
pub const KEYS: [Key; 8] = [
    project("python", "The version whose rules apply, such as `3.12`, or the path of an interpreter or environment"),
    project("extra-paths", "Folders to look for modules in, after the workspace's own"),
    project("typeshed", "A checkout of typeshed, whose stubs stand for modules without source"),
    project("builtins", "Names that the program itself adds to the built-ins, such as `_`"),
    project("diagnostics", "What is looked for, and how bad it counts"),
    project("features", "What is shown beside the plain answers"),
    editor("cache", "The folder where what was read is kept, or `off`"),
    editor("max-files", "So many files of the workspace are read at most"),
];

const fn project(name: &'static str, what: &'static str) -> Key {
    Key { name, is_project: true, what }
}

const fn editor(name: &'static str, what: &'static str) -> Key {
    Key { name, is_project: false, what }
}
