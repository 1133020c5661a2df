//! The questions, over small workspaces: `tests/ide/<question>/*.py`. `common/workspace.rs` tells how a file holds several, `common/carets.rs`
//! how its comments say what is expected.
//!
//! A mark `cursor` is where a question is asked; several cursors ask the same and must get the same answer. A file with several questions
//! numbers its marks: `^ cursor 1`, `^ def 1 2`; a mark without a number belongs to all. The marks of an answer:
//! - `def`, `decl`, with `module` for the start of a file;
//! - `ref`, or `write` where the name is bound, deleted or declared; in `highlight`, `read` and `write`. Without a cursor, each is one;
//! - `edit` and `obstacle` for a rename, `unsure` for a place that a person must decide on, `note` for one that is only spoken of; the whole
//!   of what is said is under `# --- told ---`. The head holds `# new name: y` and, for a refusal, `# error: its reason`, or `# refused` where any reason
//!   will do. `# --- after: P ---` heads
//!   the whole text that a file has then. Each rename is proven, too: all names of all files mean after it what they meant before;
//! - in `diagnostics`, the message itself, or `nothing`. `# only: CODE` leaves other findings aside.
//!
//! `ide/features.rs` and `ide/moves.rs` say what the fixtures of their features hold.
//!
//! Hovers, outlines and search results are comments under `# --- hover 1 ---`, `# --- symbols: P ---`, `# --- found ---`.

#[path = "common/carets.rs"]
mod carets;
#[path = "ide/features.rs"]
mod features;
#[path = "ide/moves.rs"]
mod moves;
#[path = "common/workspace.rs"]
mod workspace;

use std::path::Path;

use carets::{Failures, fixtures, header, marks, shown, without_expectations};
use legb::cancel::Token as Cancel;
use legb::codes::Code;
use legb::ide::definition::{declaration, definition};
use legb::ide::diagnostics::{Diagnostic, diagnostics};
use legb::ide::hover::hover;
use legb::ide::references::{Reference, highlights, references};
use legb::ide::rename::{Edits, Failure, prepare, rename};
use legb::ide::symbols::{DocumentSymbol, SymbolKind, document_symbols, workspace_symbols};
use legb::ide::{At, Location};
use legb::link::{self, Entity};
use legb::scope::{BlockKind, Graph, Imported, Kind, Occurrence, Role, Token, is_builtin};
use legb::settings::Settings;
use legb::store::Snapshot;
use legb::text::{Edit, apply_edits};
use workspace::Workspace;

#[test]
fn definitions() {
    check("definition", |workspace| places(workspace, "def", definition));
}

#[test]
fn declarations() {
    check("declaration", |workspace| places(workspace, "decl", declaration));
}

#[test]
fn all_references() {
    let ask = |snap: &Snapshot, at| references(snap, at, &Cancel::new()).expect("nobody cancels");
    check("references", |workspace| occurrences(workspace, "ref", ask));
}

#[test]
fn highlighted() {
    check("highlight", |workspace| occurrences(workspace, "read", highlights));
}

#[test]
fn hovers() {
    check("hover", |workspace| {
        let mut wrong = String::new();
        for question in workspace.questions() {
            let cursors = workspace.cursors(question);
            let expected = answer(workspace, &if question == 0 { "hover".into() } else { format!("hover {question}") });
            for at in cursors {
                let got = hover(&workspace.snapshot(), at).map_or(String::new(), |hover| hover.markdown);
                wrong += &compared_texts(&got, &expected);
            }
        }
        wrong
    });
}

#[test]
fn renames() {
    check("rename", renamed);
}

#[test]
fn symbols() {
    check("symbols", |workspace| {
        let outlines =
            workspace.answers.iter().filter_map(|(heading, text)| Some((heading.strip_prefix("symbols: ")?, text)));
        let wrong = outlines.map(|(path, expected)| {
            let file = workspace.files.iter().find(|file| file.path == path).expect("the outline of a file");
            let mut got = String::new();
            outline(&document_symbols(&workspace.snapshot(), file.id), &file.text, 0, &mut got);
            compared_texts(&got, &uncommented(expected))
        });
        wrong.collect()
    });
}

#[test]
fn found_symbols() {
    check("workspace_symbols", |workspace| {
        let query = header(&workspace.head, "query:").expect("a query");
        let snap = workspace.snapshot();
        let found = workspace_symbols(&snap, query, &Cancel::new()).expect("nobody cancels");
        let lines = found.iter().map(|found| {
            let container = found.container.map(|container| format!(" of {container}")).unwrap_or_default();
            let file =
                workspace.files.iter().find(|file| file.id == found.location.file).expect("a file of the fixture");
            let line = file.text[..found.location.span.start as usize].matches('\n').count() + 1;
            format!("{} {}{container}, {}:{line}\n", kind(found.kind), found.name, file.path)
        });
        compared_texts(&lines.collect::<String>(), &answer(workspace, "found"))
    });
}

#[test]
fn all_diagnostics() {
    check("diagnostics", |workspace| {
        let mut wrong = String::new();
        for file in &workspace.files {
            let got = found_in(workspace, file);
            for mark in &file.marks {
                let fits = |start, end| mark.offset == start && mark.end.is_none_or(|marked| marked == end);
                let is_it = got.iter().any(|d| d.message == mark.label && fits(d.span.start, d.span.end));
                if !is_it && mark.label != "nothing" {
                    let end = mark.end.unwrap_or(mark.offset);
                    wrong += &shown(&file.text, mark.offset, end, &format!("expected {}", mark.label));
                }
            }
            for found in got {
                let is_marked = |mark: &&carets::Mark| mark.offset == found.span.start && mark.label == found.message;
                if !file.marks.iter().any(|mark| is_marked(&mark)) {
                    wrong += &shown(&file.text, found.span.start, found.span.end, &format!("got {}", found.message));
                }
            }
        }
        wrong
    });
}

#[test]
fn the_example_of_each_page_gives_its_diagnostic() {
    for code in Code::ALL {
        let page = code.page();
        assert!(page.contains("\nWhat to do: ") && page.contains("\nThe rule: "), "the page on {code}");
        assert!(code.summary().ends_with('.') || code.summary().contains(": "), "the page on {code}");
        let Some(example) = page.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()) else {
            assert_eq!(code, Code::UnreadableFile, "has no text to show");
            continue;
        };
        let beside = "# --- path: shapes.py ---\ndef area(radius):\n    return radius\n";
        let workspace = Workspace::new(&format!("{beside}# --- open: main.py ---\n{example}"));
        let diagnostics_on = [(code, Some(code.severity()))].into_iter().collect();
        workspace.store.set_settings(Settings { diagnostics: diagnostics_on, ..Settings::default() });
        let file = workspace.files.iter().find(|file| file.path == "main.py").expect("the example");
        let got = diagnostics(&workspace.snapshot(), file.id);
        let got: Vec<_> = got.iter().map(|d| (d.code, d.span.start, Some(d.span.end), &*d.message)).collect();
        let marks = marks(example);
        let expected: Vec<_> =
            marks.iter().map(|m| (code, m.offset, m.end.or(Some(m.offset + 1)), &*m.label)).collect();
        assert!(!without_expectations(example).contains('^'), "the page on {code}");
        assert!(got == expected && !expected.is_empty(), "{code}: got {got:?}, the page has {expected:?}");
    }
}

/// The diagnostics of a file; under `# only: CODE` those with this code, which may be one that must be asked for.
fn found_in(workspace: &Workspace, file: &workspace::File) -> Vec<Diagnostic> {
    let Some(only) = header(&workspace.head, "only:") else { return diagnostics(&workspace.snapshot(), file.id) };
    let only: Code = only.parse().expect("a code");
    let severity = |code: Code| (code, (code == only).then(|| code.severity()));
    let python = header(&workspace.head, "python ").map(|version| version.parse().expect("a version"));
    workspace.store.set_settings(Settings {
        python,
        diagnostics: Code::ALL.into_iter().map(severity).collect(),
        ..Settings::default()
    });
    diagnostics(&workspace.snapshot(), file.id)
}

/// Asks the question of every fixture of a folder; the answer is what is wrong.
fn check(folder: &str, ask: impl Fn(&Workspace) -> String) {
    let mut failures = Failures::default();
    for (path, text) in fixtures(&format!("ide/{folder}")) {
        let workspace = Workspace::new(&text);
        if workspace.marks().next().is_none() && workspace.answers.is_empty() {
            failures.add(&path, "it expects nothing");
        }
        if folder != "diagnostics" && header(&text, "broken").is_none() {
            for file in &workspace.files {
                if legb::syntax::parse(&file.text).has_error() {
                    failures.add(&path, &format!("the parser finds a syntax error in {}", file.path));
                }
            }
        }
        let wrong = ask(&workspace);
        if !wrong.is_empty() {
            failures.add(&path, &wrong);
        }
    }
    failures.check();
}

fn places(workspace: &Workspace, word: &str, ask: impl Fn(&Snapshot, At) -> Vec<Location>) -> String {
    let mut wrong = String::new();
    for question in workspace.questions() {
        let cursors = workspace.cursors(question);
        if cursors.is_empty() {
            wrong += &format!("question {question} has no cursor\n");
        }
        let expected = workspace.marked(question, word);
        for at in cursors {
            let differs = workspace.compared(&expected, &ask(&workspace.snapshot(), at), word);
            wrong += &with_cursor(workspace, at, &differs);
        }
    }
    wrong
}

fn occurrences(workspace: &Workspace, read: &str, ask: impl Fn(&Snapshot, At) -> Vec<Reference>) -> String {
    let mut wrong = String::new();
    for question in workspace.questions() {
        let (reads, writes) = (workspace.marked(question, read), workspace.marked(question, "write"));
        let mut cursors = workspace.cursors(question);
        if cursors.is_empty() {
            let all = reads.iter().chain(&writes);
            cursors = all.map(|location| At { file: location.file, offset: location.span.start }).collect();
        }
        if cursors.is_empty() {
            wrong += &format!("question {question} has no cursor\n");
        }
        for at in cursors {
            let (got_writes, got_reads): (Vec<_>, Vec<_>) =
                ask(&workspace.snapshot(), at).into_iter().partition(|r| r.writes);
            let locations = |found: Vec<Reference>| found.into_iter().map(|r| r.location).collect::<Vec<_>>();
            let differs = workspace.compared(&reads, &locations(got_reads), read)
                + &workspace.compared(&writes, &locations(got_writes), "write");
            wrong += &with_cursor(workspace, at, &differs);
        }
    }
    wrong
}

fn with_cursor(workspace: &Workspace, at: At, wrong: &str) -> String {
    if wrong.is_empty() {
        return String::new();
    }
    let cursor = Location { file: at.file, span: legb::text::Span::new(at.offset, at.offset) };
    workspace.shown(cursor, "asked here") + wrong
}

// ---- rename

fn renamed(workspace: &Workspace) -> String {
    let new_name = header(&workspace.head, "new name:").expect("a new name");
    let refusal = header(&workspace.head, "error:").or(header(&workspace.head, "refused"));
    let snap = workspace.snapshot();
    let mut wrong = String::new();
    let expected = workspace.marked(0, if refusal.is_some() { "obstacle" } else { "edit" });
    let mut cursors = workspace.cursors(0);
    if cursors.is_empty() {
        let places = workspace.marked(0, "edit").into_iter();
        cursors = places.map(|location| At { file: location.file, offset: location.span.start }).collect();
    }
    if cursors.is_empty() {
        wrong += "no cursor\n";
    }
    for at in cursors {
        let differs = match (rename(&snap, at, new_name, &Cancel::new()), refusal) {
            (Ok(edits), None) => {
                let token = prepare(&snap, at).map(|(span, _)| span);
                let has_token = edits.places.iter().any(|place| place.file == at.file && Ok(place.span) == token);
                let token = if has_token || edits.places.is_empty() { "" } else { "the token itself is not renamed\n" };
                let unsure: Vec<Location> = edits.unsure.iter().map(|unsure| unsure.location).collect();
                let notes: Vec<Location> = edits.notes.iter().map(|note| note.1).collect();
                let differs = workspace.compared(&expected, &edits.places, "edit")
                    + &workspace.compared(&workspace.marked(0, "unsure"), &unsure, "unsure")
                    + &workspace.compared(&workspace.marked(0, "note"), &notes, "note")
                    + &moves(workspace, &edits)
                    + &told(workspace, &edits.told(&snap, false).unwrap_or_default())
                    + token;
                if differs.is_empty() && edits.moves.is_empty() {
                    // An import that gets an `as` binds one name more than before.
                    let certain = edits.all().into_iter().filter(|(_, text)| !text.contains(" as "));
                    let all = certain.chain(unsure.iter().map(|&place| (place, new_name)));
                    proven(workspace, &all.collect::<Vec<_>>())
                } else {
                    differs
                }
            }
            (Ok(edits), Some(_)) => workspace.compared(&[], &edits.places, "edit") + "expected a refusal\n",
            (Err(Failure::Refused(_)), Some("")) => String::new(),
            (Err(Failure::Refused(got)), Some(reason)) => {
                let obstacle: Vec<Location> = got.obstacle.into_iter().collect();
                compared_texts(&format!("{}\n", got.reason), &format!("{reason}\n"))
                    + &workspace.compared(&expected, &obstacle, "obstacle")
            }
            (Err(Failure::Refused(got)), None) => format!("refused: {got}\n"),
            (Err(Failure::Cancelled), _) => "cancelled\n".to_owned(),
        };
        wrong += &with_cursor(workspace, at, &differs);
    }
    wrong
}

/// Compares the files and folders that move with what stands under `moves`: a line each, `from -> to`.
fn moves(workspace: &Workspace, edits: &Edits) -> String {
    let shown = |path: &Path| path.strip_prefix(workspace.folder()).expect("in the workspace").display().to_string();
    let lines = edits.moves.iter().map(|(from, to)| format!("{} -> {}\n", shown(from), shown(to)));
    let got: String = lines.collect();
    match workspace.answers.iter().any(|answer| answer.0 == "moves") {
        true => compared_texts(&got, &answer(workspace, "moves")),
        false => got,
    }
}

/// Compares what is said beside the edits with what stands under `told`, if anything does.
fn told(workspace: &Workspace, got: &str) -> String {
    match workspace.answers.iter().any(|answer| answer.0 == "told") {
        true => compared_texts(got, &answer(workspace, "told")),
        false => String::new(),
    }
}

/// Does the rename, as if a person had said yes to all that isn't certain; compares the texts with those under `after`, and what all names mean with what they meant before.
fn proven(workspace: &Workspace, edits: &[(Location, &str)]) -> String {
    let texts = workspace.files.iter().map(|file| {
        let edits = edits.iter().filter(|edit| edit.0.file == file.id);
        let mut edits: Vec<Edit> =
            edits.map(|&(place, text)| Edit { span: place.span, text: text.to_owned() }).collect();
        edits.sort_by_key(|edit| edit.span);
        apply_edits(&file.text, &edits).expect("edits that fit")
    });
    let texts: Vec<String> = texts.collect();
    let mut wrong = String::new();
    for (file, text) in workspace.files.iter().zip(&texts) {
        let heading = format!("after: {}", file.path);
        if let Some((_, expected)) = workspace.answers.iter().find(|answer| answer.0 == heading) {
            wrong += &compared_texts(&without_expectations(text), expected);
        }
    }
    let after = workspace.with_texts(texts);
    for ((file, before), after) in workspace.files.iter().zip(meanings(workspace)).zip(meanings(&after)) {
        if before.len() != after.len() {
            wrong += &format!("{} has {} names, {} after the rename\n", file.path, before.len(), after.len());
        } else if let Some(at) = (0..before.len()).find(|&at| before[at] != after[at]) {
            wrong += &format!("name {at} of {} means {}, after the rename {}\n", file.path, before[at], after[at]);
        }
    }
    wrong
}

/// What each token of each file means, in terms that a rename doesn't change.
fn meanings(workspace: &Workspace) -> Vec<Vec<String>> {
    let snap = workspace.snapshot();
    let of_file = |file: &workspace::File| {
        let graph = snap.graph(file.id).expect("a file of the workspace");
        let mut tokens: Vec<(u32, Token)> = graph.occurrences().map(|o| (o.span.start, Token::Occurrence(o))).collect();
        tokens.extend(graph.members().iter().map(|member| (member.start, Token::Member(*member))));
        tokens.extend(graph.labels().iter().map(|label| (label.start, Token::Label(*label))));
        for (number, import) in graph.imports().iter().enumerate() {
            if let Imported::Name(start, _) = import.imported {
                tokens.push((start, Token::Imported(number as u32)));
            }
            let segments = import.path.segments.iter().enumerate();
            tokens.extend(segments.map(|(at, segment)| (segment.0, Token::Segment(number as u32, at as u32))));
        }
        tokens.sort_by_key(|(start, _)| *start);
        tokens.iter().map(|(_, token)| meaning(workspace, &snap, file, token)).collect()
    };
    workspace.files.iter().map(of_file).collect()
}

fn meaning(workspace: &Workspace, snap: &Snapshot, file: &workspace::File, token: &Token) -> String {
    let origins = link::meaning(snap, file.id, token, link::Trust::Proof)
        .map(|meaning| link::origins(snap, meaning))
        .unwrap_or_default();
    let path = |id| workspace.files.iter().find(|file| file.id == id).map_or("?", |file| &file.path);
    let mut shown: Vec<String> = origins
        .iter()
        .map(|origin| match origin {
            Entity::Module(module) => format!("module {}", module.file().map_or("?", path)),
            Entity::Either(_) => unreachable!("origins are followed through these"),
            Entity::Variable(variable) => {
                let graph = snap.graph(variable.file).expect("a file of the workspace");
                let owner = graph.block_of(variable.symbol).0;
                let is_own = |o: &Occurrence| graph.variable(o.symbol) == variable.symbol;
                let first = graph.occurrences().position(|o| is_own(&o) && o.role == Role::Bind);
                let first = first.or_else(|| graph.occurrences().position(|o| is_own(&o)));
                format!("occurrence {first:?} of block {owner} of {}", path(variable.file))
            }
        })
        .collect();
    shown.sort();
    let kind = match token {
        Token::Occurrence(occurrence) => {
            let graph = snap.graph(file.id).expect("a file of the workspace");
            let variable = graph.variable(occurrence.symbol);
            let is_past = link::Outer::new(snap, file.id, &graph).reads(occurrence) == link::Reads::Outer;
            let name = graph.name(variable);
            let is_builtin = !graph.is_bound(variable) && is_builtin(name, snap.python_for(file.id));
            if is_past && graph.block_of(variable).0 == 0 || is_builtin {
                return format!("the built-in {name}");
            }
            if is_past || is_global_in_class(&graph, occurrence) {
                return format!("a use in a class: {}", shown.join(", "));
            }
            format!(
                "{:?} {:?} in block {}",
                occurrence.role,
                graph.kind(occurrence.symbol),
                graph.block_of(occurrence.symbol).0
            )
        }
        Token::Member(_) => "member".to_owned(),
        Token::Label(_) => "label".to_owned(),
        Token::Imported(_) | Token::Segment(..) => "import".to_owned(),
    };
    format!("{kind}: {}", shown.join(", "))
}

/// Whether a class body reads a global: by the same way as one that it has a variable of its own for, as long as that is not bound.
fn is_global_in_class(graph: &Graph, occurrence: &Occurrence) -> bool {
    let block = graph.block(graph.block_of(occurrence.symbol)).kind;
    let in_class = block == BlockKind::Class || block.is_annotation_scope();
    occurrence.role == Role::Use && in_class && graph.kind(occurrence.symbol) == Kind::GlobalImplicit
}

// ---- texts

/// The lines under a heading, without their `#`.
fn answer(workspace: &Workspace, heading: &str) -> String {
    let found = workspace.answers.iter().find(|answer| answer.0 == heading);
    uncommented(&found.unwrap_or_else(|| panic!("no `# --- {heading} ---`")).1)
}

fn uncommented(text: &str) -> String {
    let lines = text.lines().filter(|line| line.starts_with('#'));
    lines.map(|line| line.strip_prefix("# ").unwrap_or(&line[1..]).to_owned() + "\n").collect()
}

fn compared_texts(got: &str, expected: &str) -> String {
    if got.trim_end() == expected.trim_end() {
        return String::new();
    }
    let diff = similar::TextDiff::from_lines(expected.trim_end(), got.trim_end());
    format!("{}\n", diff.unified_diff().header("expected", "got").to_string().trim_end())
}

fn outline(symbols: &[DocumentSymbol], text: &str, depth: usize, out: &mut String) {
    let line = |offset: u32| text[..offset as usize].matches('\n').count() + 1;
    for symbol in symbols {
        let indent = "  ".repeat(depth);
        let (first, last) = (line(symbol.span.start), line(symbol.span.end));
        *out += &format!("{indent}{} {}, {first} to {last}\n", kind(symbol.kind), symbol.name);
        outline(&symbol.children, text, depth + 1, out);
    }
}

fn kind(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::Function => "function",
        SymbolKind::Method => "method",
        SymbolKind::Class => "class",
        SymbolKind::TypeAlias => "type alias",
        SymbolKind::Variable => "variable",
        SymbolKind::Attribute => "attribute",
    }
}
