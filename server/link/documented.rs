//! What docstrings say of parameters, and of what functions return, where neither annotation nor default does: the fields of Sphinx and Epydoc
//! (`:type x: C`, `:param C x:`, `:rtype: C`), and the sections of NumPy's style (`x : C`) and Google's (`x (C): …`).
//!
//! The trick: the graph knows where such docstrings are, and no more; what they say is read when it is asked for. Classes are called as in the module's
//! code, or by their full names.

use super::arguments::Instance;
use super::members::{self, Asker, Value};
use super::{Entity, Variable, Walk, given, lookup};
use crate::name::{self, Name};
use crate::scope::{By, ModulePath};
use crate::store::Snapshot;

/// Words that people write for classes.
const WORDS: [(&str, &str); 6] = [
    ("string", "str"),
    ("text", "str"),
    ("integer", "int"),
    ("boolean", "bool"),
    ("dictionary", "dict"),
    ("Boolean", "bool"),
];

/// More alternatives are not looked for.
const MOST_ALTERNATIVES: usize = 4;

/// What a parameter is.
pub(super) fn parameter(snap: &Snapshot, parameter: Variable, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(parameter.file) else { return Vec::new() };
    if !graph.is_parameter(parameter.symbol) || walk.is_far() {
        return Vec::new();
    }
    let function = graph.block(graph.block_of(parameter.symbol));
    // The docstring of a class tells of its constructor.
    let class = graph.block(function.parent).span.start;
    let class = (function.name.text() == "__init__").then_some(class);
    let name = graph.name(parameter.symbol).text();
    let at = Asker { snap, file: parameter.file, graph: &graph };
    let said = [function.span.start].into_iter().chain(class).find_map(|definition| {
        let text = docstring(at, definition)?;
        Some(said_of(&text, name)?.to_owned())
    });
    said.map_or(Vec::new(), |said| values(at, &said, &mut walk.beyond(Some(&parameter))))
}

/// What a function returns.
pub(super) fn returned(snap: &Snapshot, function: Variable, walk: &Walk) -> Vec<Value> {
    let Some(graph) = snap.graph(function.file) else { return Vec::new() };
    let Some((_, block)) = graph.functions_of(function.symbol).next().filter(|_| !walk.is_far()) else {
        return Vec::new();
    };
    let at = Asker { snap, file: function.file, graph: &graph };
    let text = docstring(at, graph.block(block).span.start);
    let said = text.as_deref().and_then(said_to_be_returned);
    said.map_or(Vec::new(), |said| values(at, said, &mut walk.beyond(Some(&function))))
}

/// The text of the docstring of the definition that starts at a place, if that may say something.
fn docstring(at: Asker<'_>, definition: u32) -> Option<String> {
    let said = at.graph.given(definition).iter().find(|given| given.by == By::Documented)?;
    let text = at.snap.text(at.file)?;
    let string = text.get(said.place as usize..)?.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| string.starts_with(quotes))?;
    let inside = &string[quotes.len()..];
    Some(inside[..inside.find(quotes)?].to_owned())
}

/// What a docstring says that a parameter is.
fn said_of<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines().map(str::trim).find_map(|line| {
        if let Some((field, rest)) = line.strip_prefix([':', '@']).and_then(|field| field.split_once(':')) {
            let (kind, of) = field.trim_end().split_once(' ')?;
            return match kind {
                "type" if of.trim() == name => Some(rest.trim()),
                "param" | "parameter" | "arg" | "argument" | "key" | "keyword" => {
                    let (class, of) = of.rsplit_once(' ')?;
                    (of == name).then(|| class.trim())
                }
                _ => None,
            };
        }
        if let Some((names, class)) = line.split_once(" : ") {
            return names.split(',').any(|one| one.trim() == name).then(|| class.trim());
        }
        let class = line.strip_prefix(name)?.trim_start().strip_prefix('(')?;
        Some(class[..class.rfind("):")?].trim())
    })
}

/// What it says that the function returns.
fn said_to_be_returned(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if let Some(field) = line.strip_prefix([':', '@']).and_then(|field| field.strip_prefix("rtype")) {
            return field.trim_start().strip_prefix(':').map(str::trim);
        }
        if !matches!(line, "Returns" | "Returns:") {
            continue;
        }
        let told = lines.find(|line| !line.is_empty() && !line.starts_with("---"))?;
        return Some(match (told.split_once(" : "), told.split_once(": ")) {
            (Some((_, class)), _) => class.trim(),
            (None, Some((class, _))) => class.trim(),
            (None, None) => told.trim_end_matches(':'),
        });
    }
    None
}

/// Instances of the classes that a text names; nothing of one that says more than that.
fn values(at: Asker<'_>, said: &str, walk: &mut Walk) -> Vec<Value> {
    let inner = ["Optional[", "Union["].into_iter().find_map(|form| said.strip_prefix(form)?.strip_suffix(']'));
    let alternatives = parts(inner.unwrap_or(said));
    let classes = alternatives.into_iter().take(MOST_ALTERNATIVES).filter_map(|part| class(at, part, walk));
    let instances: Vec<Instance> = classes.flatten().collect();
    if instances.is_empty() { Vec::new() } else { vec![Value::Instance(instances)] }
}

/// What stands between commas, bars and `or`, but in brackets.
fn parts(said: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0u32);
    for (at, sign) in said.char_indices() {
        match sign {
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.saturating_sub(1),
            ',' | '|' if depth == 0 => {
                parts.push(&said[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&said[start..]);
    parts.into_iter().flat_map(|part| part.split(" or ")).map(str::trim).collect()
}

/// The class that a piece of a docstring names: `C`, `pkg.C`, `:class:`~pkg.C``, `an instance of C`, `list of C`.
fn class(at: Asker<'_>, said: &str, walk: &mut Walk) -> Option<Vec<Instance>> {
    let articles = ["a ", "an ", "the ", "instance of "];
    let said = articles.into_iter().fold(said, |said, article| said.strip_prefix(article).unwrap_or(said));
    let said = if said.starts_with(':') { said.get(said.find('`')?..)? } else { said };
    let said = said.trim_start_matches(['`', '~', '!', '.']);
    let end = said.find(|sign: char| sign != '.' && sign != '_' && !sign.is_alphanumeric()).unwrap_or(said.len());
    let (path, rest) = said.split_at(end);
    let rest = rest.trim_start_matches(['`', '.']);
    let is_all = rest.is_empty() || rest.starts_with(['[', '(']);
    if !is_all && ![" of ", " instance", " object"].iter().any(|more| rest.starts_with(more)) {
        return None;
    }
    let path = path.trim_end_matches('.');
    let path = WORDS.iter().find(|word| word.0 == path).map_or(path, |word| word.1);
    if path == "object" || !path.split('.').all(name::is_identifier) {
        return None;
    }
    let found = called(at, path, walk).or_else(|| called_in_full(at, path))?;
    let classes = given::classes_aliased(at.snap, &found, &None, walk);
    (!classes.is_empty()).then_some(classes)
}

/// What a path means in the module's code.
fn called(at: Asker<'_>, path: &str, walk: &mut Walk) -> Option<Entity> {
    let mut names = path.split('.');
    let first = Name::existing(names.next()?)?;
    let own = lookup(at.snap, &*at.snap.module_of(at.file)?, first);
    let builtin = || lookup(at.snap, &*at.snap.builtins(at.file)?, first);
    let mut found = own.or_else(builtin)?;
    for name in names {
        let Value::Entity(next, _) = members::named(at, &Value::plain(found), Name::existing(name)?, walk)? else {
            return None;
        };
        found = next;
    }
    Some(found)
}

/// What a path means whose last name is one of a module that the others say in full.
fn called_in_full(at: Asker<'_>, path: &str) -> Option<Entity> {
    let (module, name) = path.rsplit_once('.')?;
    let segments: Option<Vec<_>> = module.split('.').map(|part| Some((0, Name::existing(part)?))).collect();
    let path = ModulePath { level: 0, segments: segments?.into() };
    let module = at.snap.module(at.file, &path, path.segments.len())?;
    lookup(at.snap, &module, Name::existing(name)?)
}
