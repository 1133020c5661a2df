//! Where an import goes: into a statement that takes names of the same module, else beside the imports of the same package in their order,
//! else behind the other imports; never before the docstring or a `from __future__`.

use crate::syntax::Node;

use crate::store::{FileId, Parsed, Snapshot};
use crate::syntax;
use crate::text::{Edit, Span};

/// What ends the head of a file.
const DEFINITIONS: [&str; 3] = ["function_definition", "class_definition", "decorated_definition"];

/// The imports at the head of a file.
pub(in crate::ide) struct Insertion {
    text: std::sync::Arc<str>,
    statements: Vec<Statement>,
    /// Behind the docstring and the comments at the head: where the first import goes.
    head: u32,
    /// Whether code follows there without a blank line.
    newline: &'static str,
    is_package: bool,
}

struct Statement {
    span: Span,
    /// As written: `a.b`, `.b`.
    module: String,
    /// The names that `from m import …` takes, each with its alias; `None` for `import m` and stars.
    names: Option<Vec<Span>>,
}

impl Insertion {
    /// The imports of a file as the person sees it; `None` where it can't be read.
    pub(in crate::ide) fn new(snap: &Snapshot, file: FileId) -> Option<Insertion> {
        let Parsed { text, syntax, .. } = snap.parsed(file)?;
        let root = syntax.tree.root_node();
        let parts = syntax::parts(root);
        // What is imported below a definition is for what stands below it.
        let above = parts.iter().take_while(|part| !DEFINITIONS.contains(&part.kind()));
        let statements: Vec<Statement> = above.filter_map(|&node| statement(node, &text)).collect();
        let docstring = parts.first().filter(|first| is_docstring(**first));
        let head = match docstring {
            Some(docstring) => line_end(&text, docstring.end_byte()),
            None => head_comments(&text),
        };
        let newline = if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" };
        let is_package = snap.is_package(file);
        Some(Insertion { text, statements, head: head as u32, newline, is_package })
    }

    /// The edit that imports a name of a module.
    pub(in crate::ide) fn edit(&self, module: &str, name: &str) -> Edit {
        let same = self.statements.iter().find(|statement| statement.module == module && statement.names.is_some());
        match same.and_then(|statement| Some((statement, statement.names.as_deref()?))) {
            Some((_, names)) if !names.is_empty() => self.extended(names, name),
            _ => self.new_statement(module, format!("from {module} import {name}"), true),
        }
    }

    /// The edit that imports a module, perhaps under another name.
    pub(in crate::ide) fn of_module(&self, module: &str, alias: Option<&str>) -> Edit {
        let alias = alias.map(|alias| format!(" as {alias}")).unwrap_or_default();
        self.new_statement(module, format!("import {module}{alias}"), false)
    }

    /// The edit that puts an import statement before all code of the file but its docstring and what is imported from `__future__`.
    pub(in crate::ide) fn at_head(&self, statement: &str) -> Edit {
        let line = format!("{statement}{}", self.newline);
        match self.statements.iter().rfind(|statement| statement.module == "__future__") {
            Some(future) => self.behind(future.span.end, line),
            None => self.first(line),
        }
    }

    /// A name more among those of a statement, in their order if they have one.
    fn extended(&self, names: &[Span], name: &str) -> Edit {
        let text = |span: &Span| self.text[span.range()].split([' ', '\t']).next().unwrap_or_default();
        let is_sorted = names.is_sorted_by_key(|span| sort_key(text(span)));
        let at =
            if is_sorted { names.partition_point(|span| sort_key(text(span)) < sort_key(name)) } else { names.len() };
        // What stands between two names, a line break and an indentation perhaps, stands before the new one, too.
        let between = |at: usize| &self.text[names[at - 1].end as usize..names[at].start as usize];
        let separator = match names.len() {
            1 => ", ",
            n => between(if at < n && at > 0 { at } else { n - 1 }),
        };
        let separator = if separator.contains('#') { ", " } else { separator };
        match names.get(at) {
            Some(next) => insert(next.start, format!("{name}{separator}")),
            None => insert(names[names.len() - 1].end, format!("{separator}{name}")),
        }
    }

    /// A statement more; one that takes names of its module stands behind those that don't.
    fn new_statement(&self, module: &str, statement: String, takes_names: bool) -> Edit {
        let line = statement + self.newline;
        let package = |module: &str| module.split('.').next().unwrap_or_default().to_owned();
        let others = || self.statements.iter().filter(|other| other.module != "__future__");
        // Relative ones are those of the package "".
        let mut beside = others().filter(|other| package(&other.module) == package(module)).peekable();
        if beside.peek().is_some() {
            let key = |other: &Statement| (other.names.is_some(), other.module.to_lowercase());
            let own = (takes_names, module.to_lowercase());
            let mut last = None;
            for other in beside {
                if key(other) > own {
                    return insert(self.line_start(other.span.start), line);
                }
                last = Some(other);
            }
            return self.behind(last.map_or(self.head, |last| last.span.end), line);
        }
        let is_relative = |other: &&Statement| other.module.starts_with('.');
        let last = match module.starts_with('.') {
            true => others().next_back(),
            false => others().take_while(|other| !is_relative(other)).last(),
        };
        if let Some(last) = last {
            return self.behind(last.span.end, line);
        }
        match (others().next(), self.statements.last()) {
            (Some(first), _) => insert(self.line_start(first.span.start), line),
            (None, Some(future)) => self.behind(future.span.end, format!("{}{line}", self.newline)),
            (None, None) => self.first(line),
        }
    }

    /// The first import of a file.
    fn first(&self, line: String) -> Edit {
        let blank = |text: &str| text.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        let (before, behind) = self.text.split_at(self.head as usize);
        let above = if before.is_empty() || before.ends_with("\n\n") { "" } else { self.newline };
        let below = if blank(behind) || behind.is_empty() { "" } else { self.newline };
        let above =
            if !before.is_empty() && !before.ends_with('\n') { self.newline.repeat(2) } else { above.to_owned() };
        insert(self.head, format!("{above}{line}{below}"))
    }

    /// A line behind the one that an offset is in.
    fn behind(&self, offset: u32, line: String) -> Edit {
        let end = line_end(&self.text, offset as usize);
        match self.text[..end].ends_with('\n') {
            true => insert(end as u32, line),
            false => insert(end as u32, format!("{}{}", self.newline, line.trim_end())),
        }
    }

    fn line_start(&self, offset: u32) -> u32 {
        self.text[..offset as usize].rfind('\n').map_or(0, |newline| newline as u32 + 1)
    }
}

/// How the module of a new import is written in a file that is the module `own`: as an import of it there is, else relative to the file's
/// package where its imports are, else absolute.
pub(in crate::ide) fn module_for(insertion: &Insertion, own: &str, module: &str) -> String {
    let mut package: Vec<&str> = own.split('.').collect();
    if !insertion.is_package {
        package.pop();
    }
    let parts: Vec<&str> = module.split('.').collect();
    let common = package.iter().zip(&parts).take_while(|(own, other)| own == other).count();
    if common == 0 {
        return module.to_owned();
    }
    let level = package.len() - common + 1;
    let relative = format!("{}{}", ".".repeat(level), parts[common..].join("."));
    let is_written = |text: &str| insertion.statements.iter().any(|statement| statement.module == text);
    let is_relative = || insertion.statements.iter().any(|statement| statement.module.starts_with('.'));
    match is_written(&relative) || !is_written(module) && level == 1 && is_relative() {
        true => relative,
        false => module.to_owned(),
    }
}

fn statement(node: Node<'_>, text: &str) -> Option<Statement> {
    let span = |node: Node<'_>| Span { start: node.start_byte() as u32, end: node.end_byte() as u32 };
    let written = |node: Node<'_>| text[node.byte_range()].split_whitespace().collect::<String>();
    match node.kind() {
        "future_import_statement" => Some(Statement { span: span(node), module: "__future__".to_owned(), names: None }),
        "import_statement" => {
            let first = node.field("name")?;
            let module = if first.kind() == "aliased_import" { first.field("name")? } else { first };
            Some(Statement { span: span(node), module: written(module), names: None })
        }
        "import_from_statement" => {
            let module = written(node.field("module_name")?);
            let names = node.children_in("name").map(span).collect::<Vec<_>>();
            Some(Statement { span: span(node), module, names: (!names.is_empty()).then_some(names) })
        }
        _ => None,
    }
}

fn is_docstring(node: Node<'_>) -> bool {
    node.kind() == "expression_statement" && node.named_child(0).is_some_and(|child| child.kind() == "string")
}

/// Behind the comments that a file begins with, such as a `#!` line and an encoding; not behind those that a blank line divides from them.
fn head_comments(text: &str) -> usize {
    let comments = text.split_inclusive('\n').take_while(|line| line.starts_with('#'));
    comments.map(str::len).sum()
}

/// Behind the end of the line that an offset is in.
fn line_end(text: &str, offset: usize) -> usize {
    text[offset..].find('\n').map_or(text.len(), |newline| offset + newline + 1)
}

/// The order of names in an import: constants, classes, others, as isort and ruff have it.
fn sort_key(name: &str) -> (u8, &str) {
    let is_constant = name.len() > 1 && !name.contains(|c: char| c.is_lowercase());
    let is_class = name.starts_with(|c: char| c.is_uppercase());
    (
        if is_constant {
            0
        } else if is_class {
            1
        } else {
            2
        },
        name,
    )
}

fn insert(offset: u32, text: String) -> Edit {
    Edit { span: Span { start: offset, end: offset }, text }
}
