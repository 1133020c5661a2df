//! What editors show beside the plain answers. The marks and headings of these fixtures:
//! - `semantic_tokens`: a mark is a token's type and modifiers, or `nothing`;
//! - `completion`: under `# --- completion 1 ---` the items in their order, `label: type, note; edits`. Built-ins and keywords are left out but
//!   under `# builtins: PREFIX` and `# keywords` (then nothing else is listed), items with an import but under `# imports` (the same);
//! - `links`, `inlay_hints`, `lenses`: a mark is what is found there, and nothing else is; `linked` marks linked ranges, `impl` an implementation,
//!   `class` the class of a value;
//! - `inline_values`: under a heading the names to show when a debugger has stopped at the cursor, line by line;
//! - `signature`: under a heading each signature, its active parameter in brackets;
//! - `actions`: under `# --- actions 1 ---` what is offered, `kind: title` (or `kind, preferred: title`), each with the lines that it takes and
//!   puts, or why it can't be done; `# titles: PREFIX` leaves others aside. Once it is done, no error or warning may be new;
//! - `folding`, `selection`, `calls`, `classes`: what is found stands under headings.

use super::{answer, check, compared_texts, places, with_cursor};
use crate::carets::{header, shown, without_expectations};
use crate::workspace::{File, Workspace};
use legb::cancel::Token as Cancel;
use legb::ide::actions::{self, Action, actions};
use legb::ide::calls::{Callable, Calls};
use legb::ide::classes::ClassItem;
use legb::ide::completion::{Completion, Item, Rank, completion, documentation};
use legb::ide::diagnostics::Severity;
use legb::ide::folding::{Fold, FoldKind, folding};
use legb::ide::rename::{Edits, Failure};
use legb::ide::signature::Signature;
use legb::ide::tokens::tokens;
use legb::ide::{At, Location};
use legb::name::Name;
use legb::store::Snapshot;
use legb::text::{Edit, LineIndex, PositionEncoding, Span, apply_edits};

const EVERYTHING: Span = Span { start: 0, end: u32::MAX };

#[test]
fn semantic_tokens() {
    check("semantic_tokens", |workspace| workspace.files.iter().map(|file| tokens_of(workspace, file)).collect());
}

fn tokens_of(workspace: &Workspace, file: &File) -> String {
    let snap = workspace.snapshot();
    let found = tokens(&snap, file.id, EVERYTHING);
    let mut wrong = String::new();
    for pair in found.windows(2).filter(|pair| pair[0].span.end > pair[1].span.start) {
        wrong += &shown(&file.text, pair[1].span.start, pair[1].span.end, "overlaps the token before");
    }
    for mark in &file.marks {
        let token = found.iter().find(|token| token.span.start == mark.offset);
        let got = token.map_or("nothing".to_owned(), |token| {
            let words: Vec<_> = std::iter::once(token.kind.word()).chain(token.modifiers.words()).collect();
            words.join(" ")
        });
        if got != mark.label {
            let message = format!("expected {}, got {got}", mark.label);
            wrong += &shown(&file.text, mark.offset, mark.end.unwrap_or(mark.offset), &message);
        }
    }
    // A piece has the same tokens as the whole.
    let middle = Span { start: file.text.len() as u32 / 3, end: 2 * file.text.len() as u32 / 3 };
    let piece: Vec<_> = found.into_iter().filter(|token| middle.contains(token.span.start)).collect();
    if tokens(&snap, file.id, middle) != piece {
        wrong += &format!("{}: the tokens of a piece differ from those of the whole\n", file.path);
    }
    wrong
}

#[test]
fn completions() {
    check("completion", |workspace| {
        let mut wrong = String::new();
        for question in workspace.questions() {
            let heading = if question == 0 { "completion".into() } else { format!("completion {question}") };
            for at in workspace.cursors(question) {
                let file = workspace.files.iter().find(|file| file.id == at.file).expect("a file of the fixture");
                let found = completion(&workspace.snapshot(), at);
                let got = found.as_ref().map_or(String::new(), |found| listed(workspace, file, found));
                wrong += &with_cursor(workspace, at, &compared_texts(&got, &answer(workspace, &heading)));
            }
        }
        wrong
    });
}

fn listed(workspace: &Workspace, file: &File, found: &Completion) -> String {
    if header(&workspace.head, "keywords").is_some() {
        let keywords = found.items.iter().filter(|item| item.kind.is_none()).map(|item| &*item.label);
        return keywords.collect::<Vec<_>>().join(" ");
    }
    let builtins = header(&workspace.head, "builtins:");
    let imports = header(&workspace.head, "imports").is_some();
    let is_listed = |item: &&Item| match item.rank {
        Rank::Exception if item.note != "built-in" => !imports,
        Rank::Builtin | Rank::Exception => builtins.is_some_and(|prefix| item.label.starts_with(prefix)),
        Rank::Keyword => false,
        Rank::Import(_) => imports,
        _ => !imports,
    };
    let mut items: Vec<&Item> = found.items.iter().filter(is_listed).collect();
    items.sort_by_key(|item| (item.rank, item.label.to_lowercase()));
    let line = |item: &&Item| {
        let edits: String = item.edits.iter().map(|edit| shown_edit(&file.text, edit)).collect();
        let kind = item.kind.map_or("keyword", |kind| kind.word());
        format!("{}: {kind}, {}{edits}\n", item.label, item.note)
    };
    items.iter().map(line).collect()
}

fn shown_edit(text: &str, edit: &Edit) -> String {
    assert!(edit.span.is_empty(), "an import replaces nothing");
    let position = LineIndex::new(text).position(edit.span.start, PositionEncoding::Utf32);
    format!("; {}:{} `{}`", position.line + 1, position.character + 1, edit.text.replace('\n', "\\n"))
}

#[test]
fn code_actions() {
    check("actions", |workspace| {
        let mut wrong = String::new();
        for question in workspace.questions() {
            let heading = if question == 0 { "actions".into() } else { format!("actions {question}") };
            for at in workspace.cursors(question) {
                let got = offered(workspace, at, &mut wrong);
                wrong += &with_cursor(workspace, at, &compared_texts(&got, &answer(workspace, &heading)));
            }
        }
        wrong
    });
}

fn offered(workspace: &Workspace, at: At, wrong: &mut String) -> String {
    let snap = workspace.snapshot();
    let titles = header(&workspace.head, "titles:").unwrap_or_default();
    let piece = Span { start: at.offset, end: at.offset };
    let found = actions(&snap, at.file, piece, |_| true, &Cancel::new()).expect("nobody cancels");
    let mut told = String::new();
    for action in found.iter().filter(|action| action.title.starts_with(titles)) {
        let preferred = if action.is_preferred { ", preferred" } else { "" };
        told += &format!("{}{preferred}: {}\n", action.kind.word(), action.title);
        match actions::edits(&snap, &action.plan, &Cancel::new()) {
            Ok(edits) => {
                let texts = workspace.files.iter().map(|file| after(file, &edits));
                let texts: Vec<String> = texts.collect();
                for (file, text) in workspace.files.iter().zip(&texts) {
                    told += &changed_lines(&file.text, text);
                }
                *wrong += &what_is_wrong(workspace, action, texts);
            }
            Err(Failure::Refused(refusal)) => told += &format!("  {}\n", actions::why(&snap, &refusal)),
            Err(Failure::Cancelled) => panic!("nobody cancels"),
        }
    }
    told
}

fn after(file: &File, edits: &Edits) -> String {
    let edits = edits.all().into_iter().filter(|(place, _)| place.file == file.id);
    let edits: Vec<Edit> = edits.map(|(place, text)| Edit { span: place.span, text: text.to_owned() }).collect();
    apply_edits(&file.text, &edits).expect("edits that fit")
}

/// The lines that go, by their numbers before, and those that come, by theirs afterwards.
fn changed_lines(before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes().filter_map(|change| {
        let (sign, line) = match change.tag() {
            similar::ChangeTag::Equal => return None,
            similar::ChangeTag::Delete => ('-', change.old_index()?),
            similar::ChangeTag::Insert => ('+', change.new_index()?),
        };
        Some(format!("  {sign}{}: {}\n", line + 1, change.value().trim_end()))
    });
    changes.collect()
}

/// What is worse once an action is done: errors that were not there, what it answers still there.
fn what_is_wrong(workspace: &Workspace, action: &Action, texts: Vec<String>) -> String {
    let then = workspace.with_texts(texts.iter().map(|text| without_expectations(text)).collect());
    let mut wrong = String::new();
    for (file, other) in workspace.files.iter().zip(&then.files) {
        let found = |workspace: &Workspace, file: &File| {
            let snap = workspace.snapshot();
            let parsed = snap.parsed(file.id).expect("a file of the fixture");
            let found = legb::ide::diagnostics::at_first_sight(&snap, file.id, &parsed);
            found.into_iter().filter(|found| found.severity != Severity::Hint).map(|found| {
                // Lines have other numbers then.
                found.message.replace(|c: char| c.is_ascii_digit(), "")
            })
        };
        let before: Vec<String> = found(workspace, file).collect();
        let new = found(&then, other).find(|message| !before.contains(message));
        wrong += &new.map(|message| format!("{}: then there is: {message}\n", action.title)).unwrap_or_default();
    }
    wrong
}

#[test]
fn completions_are_documented() {
    let text = "import shapes\ndef area(side):\n    \"\"\"Docstring.\"\"\"\n    other = 1\n    \n    late = 2\n";
    let fixture = format!("# --- open: main.py ---\n{text}# --- path: shapes.py ---\n\"\"\"Shapes.\"\"\"\n");
    let workspace = Workspace::new(&fixture);
    let snap = workspace.snapshot();
    let at = At { file: workspace.files[0].id, offset: text.find("    \n").expect("a blank line") as u32 + 4 };
    let found = completion(&snap, at).expect("an answer");
    let page = |label: &str| {
        let item = found.items.iter().find(|item| item.label == label).expect("an item");
        documentation(&snap, item.origin.expect("an origin"), label).expect("a page")
    };
    for (label, parts) in [
        ("area", ["def area(side):", "Docstring."]),
        ("side", ["**parameter** of function `area`", "main.py:2:10"]),
        ("late", ["late = 2", "main.py:6:5"]),
        ("shapes", ["module `shapes`", "Shapes."]),
    ] {
        let page = page(label);
        assert!(parts.iter().all(|part| page.contains(part)), "{label}: {page}");
    }
}

// ---- the structure of a text

#[test]
fn folds() {
    check("folding", |workspace| {
        compared_files(workspace, "folds", |snap, file| {
            let lines = LineIndex::new(&file.text);
            let fold = |fold: Fold| {
                let kind = match fold.kind {
                    FoldKind::Code => "",
                    FoldKind::Imports => " imports",
                    FoldKind::Comment => " comment",
                    FoldKind::Region => " region",
                };
                format!("{} to {}{kind}\n", place(&lines, fold.span.start), place(&lines, fold.span.end))
            };
            folding(snap, file.id).into_iter().map(fold).collect()
        })
    });
}

#[test]
fn selections() {
    check("selection", |workspace| {
        each_cursor(workspace, "selection", |snap, at| {
            let file = workspace.files.iter().find(|file| file.id == at.file).expect("a file of the fixture");
            let mut spans = legb::ide::selection::selections(snap, at);
            let all = spans.pop().expect("the whole file");
            assert_eq!((all.start, all.end), (0, file.text.len() as u32));
            let line = |span: &Span| format!("{}\n", carets_off(&file.text[span.range()]).replace('\n', "⏎"));
            spans.iter().map(line).collect()
        })
    });
}

/// A piece of a text without the lines that hold its marks.
fn carets_off(text: &str) -> String {
    crate::carets::without_expectations(text).trim_end().to_owned()
}

#[test]
fn links() {
    check("links", |workspace| {
        each_mark(workspace, |snap, file| {
            let links = legb::ide::links::links(snap, file.id);
            let path =
                |id| workspace.files.iter().find(|file| file.id == id).map_or("?", |file| &*file.path).to_owned();
            links.into_iter().map(|(span, target)| (span, path(target))).collect()
        })
    });
}

#[test]
fn linked_ranges() {
    check("linked", |workspace| {
        let mut wrong = String::new();
        for question in workspace.questions() {
            for at in workspace.cursors(question) {
                let spans = legb::ide::linked::linked(&workspace.snapshot(), at).unwrap_or_default();
                let got: Vec<_> = spans.into_iter().map(|span| Location { file: at.file, span }).collect();
                let expected = workspace.marked(question, "linked");
                wrong += &with_cursor(workspace, at, &workspace.compared(&expected, &got, "linked"));
            }
        }
        wrong
    });
}

#[test]
fn hints() {
    check("inlay_hints", |workspace| {
        each_mark(workspace, |snap, file| {
            let hints = legb::ide::inlay_hints::inlay_hints(snap, file.id, EVERYTHING);
            let empty = |offset| Span { start: offset, end: offset };
            hints.into_iter().map(|hint| (empty(hint.offset), hint.label)).collect()
        })
    });
}

#[test]
fn values() {
    check("inline_values", |workspace| {
        each_cursor(workspace, "inline values", |snap, at| {
            let lines = &snap.file(at.file).expect("a file of the fixture").lines;
            let values = legb::ide::inline_values::inline_values(snap, at.file, EVERYTHING, at.offset);
            let by_line = values.chunk_by(|one, next| lines.line(one.0.start) == lines.line(next.0.start));
            let names = |line: &[(Span, Name)]| line.iter().map(|value| format!(" {}", value.1)).collect::<String>();
            by_line.map(|line| format!("{}:{}\n", lines.line(line[0].0.start) + 1, names(line))).collect()
        })
    });
}

#[test]
fn lenses() {
    check("lenses", |workspace| {
        each_mark(workspace, |snap, file| {
            let title = |span: Span| {
                let at = At { file: file.id, offset: span.start };
                let title = legb::ide::lenses::title(snap, at, &Cancel::new()).expect("nobody cancels");
                (span, title.expect("a title"))
            };
            legb::ide::lenses::lenses(snap, file.id).into_iter().map(title).collect()
        })
    });
}

// ---- calls and classes

#[test]
fn call_hierarchy() {
    check("calls", |workspace| {
        let shown = |calls: Vec<Calls>, in_file: Option<legb::store::FileId>| -> String {
            let line = |calls: Calls| {
                let file = in_file.unwrap_or(calls.other.focus.file);
                let file = workspace.files.iter().find(|known| known.id == file).expect("a file of the fixture");
                let lines = LineIndex::new(&file.text);
                let places: Vec<_> = calls.places.iter().map(|span| place(&lines, span.start)).collect();
                format!("{}: {}\n", callable(workspace, &calls.other), places.join(", "))
            };
            calls.into_iter().map(line).collect()
        };
        let incoming = each_cursor(workspace, "incoming", |snap, at| {
            shown(legb::ide::calls::incoming(snap, at, &Cancel::new()).expect("nobody cancels"), None)
        });
        let outgoing = each_cursor(workspace, "outgoing", |snap, at| {
            assert_eq!(legb::ide::calls::callables(snap, at).len(), 1);
            shown(legb::ide::calls::outgoing(snap, at), Some(at.file))
        });
        incoming + &outgoing
    });
}

fn callable(workspace: &Workspace, callable: &Callable) -> String {
    let file = workspace.files.iter().find(|file| file.id == callable.focus.file).expect("a file of the fixture");
    let module = file.path.trim_end_matches(".py");
    match callable.kind.word() {
        "module" => format!("module {}", callable.name),
        word => format!("{word} {} of {module}", callable.name),
    }
}

#[test]
fn class_hierarchy() {
    check("classes", |workspace| {
        let shown = |snap: &Snapshot, classes: Vec<ClassItem>| -> String {
            let line = |class: ClassItem| format!("{}, {}\n", class.name, legb::ide::place(snap, class.focus));
            classes.into_iter().map(line).collect()
        };
        let bases = each_cursor(workspace, "supertypes", |snap, at| {
            assert_eq!(legb::ide::classes::classes(snap, at).len(), 1);
            shown(snap, legb::ide::classes::supertypes(snap, at))
        });
        let derived = each_cursor(workspace, "subtypes", |snap, at| {
            shown(snap, legb::ide::classes::subtypes(snap, at, &Cancel::new()).expect("nobody cancels"))
        });
        bases + &derived
    });
}

#[test]
fn implementations() {
    check("implementation", |workspace| {
        let ask = |snap: &Snapshot, at| {
            legb::ide::classes::implementations(snap, at, &Cancel::new()).expect("nobody cancels")
        };
        places(workspace, "impl", ask)
    });
}

#[test]
fn classes_of_values() {
    check("type_definition", |workspace| places(workspace, "class", legb::ide::classes::classes_of_value));
}

#[test]
fn signatures() {
    check("signature", |workspace| {
        each_cursor(workspace, "signature", |snap, at| {
            let line = |signature: Signature| {
                let mut label = signature.label.clone();
                let marked = signature.active.map(|active| signature.parameters[active]);
                for (at, mark) in marked.into_iter().flat_map(|span| [(span.end, "]"), (span.start, "[")]) {
                    label.insert_str(at as usize, mark);
                }
                let documentation = signature.documentation.map(|text| format!("\n  {text}")).unwrap_or_default();
                format!("{label}, {} parameters{documentation}\n", signature.parameters.len())
            };
            legb::ide::signature::signatures(snap, at).into_iter().map(line).collect()
        })
    });
}

// ---- helpers

fn place(lines: &LineIndex, offset: u32) -> String {
    let position = lines.position(offset, PositionEncoding::Utf32);
    format!("{}:{}", position.line + 1, position.character + 1)
}

/// Asks at each cursor of each question; the answer stands under the heading with the question's number.
fn each_cursor(workspace: &Workspace, heading: &str, ask: impl Fn(&Snapshot, At) -> String) -> String {
    let mut wrong = String::new();
    for question in workspace.questions() {
        for at in workspace.cursors(question) {
            let expected = answer(workspace, &format!("{heading} {question}"));
            wrong += &with_cursor(workspace, at, &compared_texts(&ask(&workspace.snapshot(), at), &expected));
        }
    }
    wrong
}

/// Asks about each file whose answer is given.
fn compared_files(workspace: &Workspace, heading: &str, ask: impl Fn(&Snapshot, &File) -> String) -> String {
    let asked = |file: &File| {
        let heading = format!("{heading}: {}", file.path);
        let is_given = workspace.answers.iter().any(|answer| answer.0 == heading);
        is_given.then(|| compared_texts(&ask(&workspace.snapshot(), file), &answer(workspace, &heading)))
    };
    workspace.files.iter().filter_map(asked).collect()
}

/// Compares what is found in each file, spans with texts, with its marks.
fn each_mark(workspace: &Workspace, find: impl Fn(&Snapshot, &File) -> Vec<(Span, String)>) -> String {
    let mut wrong = String::new();
    for file in &workspace.files {
        let found = find(&workspace.snapshot(), file);
        for mark in &file.marks {
            let fits = |span: &Span| span.start == mark.offset && mark.end.is_none_or(|end| end == span.end);
            if !found.iter().any(|(span, text)| fits(span) && *text == mark.label) {
                let end = mark.end.unwrap_or(mark.offset);
                wrong += &shown(&file.text, mark.offset, end, &format!("expected {}", mark.label));
            }
        }
        for (span, text) in found {
            if !file.marks.iter().any(|mark| mark.offset == span.start && mark.label == text) {
                wrong += &shown(&file.text, span.start, span.end, &format!("got {text}"));
            }
        }
    }
    wrong
}
