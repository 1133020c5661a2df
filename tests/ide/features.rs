//! What editors show beside the plain answers. The marks and headings of these fixtures:
//! - `semantic_tokens`: a mark is a token's type and modifiers, or `nothing`;
//! - `completion`: under `# --- completion 1 ---` the items in their order, `label: type, note; edits`. Built-ins and keywords are left out but
//!   under `# builtins: PREFIX` and `# keywords` (then nothing else is listed), items with an import but under `# imports` (the same).

use super::{answer, check, compared_texts, with_cursor};
use crate::carets::{header, shown};
use crate::workspace::{File, Workspace};
use legb::ide::completion::{Completion, Item, Rank, completion, documentation};
use legb::ide::tokens::tokens;
use legb::text::{Edit, LineIndex, PositionEncoding, Span};

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
        Rank::Builtin => builtins.is_some_and(|prefix| item.label.starts_with(prefix)),
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
fn completions_are_documented() {
    let text = "import shapes\ndef area(side):\n    \"\"\"Docstring.\"\"\"\n    other = 1\n    \n    late = 2\n";
    let fixture = format!("# --- open: main.py ---\n{text}# --- path: shapes.py ---\n\"\"\"Shapes.\"\"\"\n");
    let workspace = Workspace::new(&fixture);
    let snap = workspace.snapshot();
    let at =
        legb::ide::At { file: workspace.files[0].id, offset: text.find("    \n").expect("a blank line") as u32 + 4 };
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
