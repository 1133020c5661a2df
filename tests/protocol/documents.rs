//! Open documents: positions in three encodings, line endings, changes of every form, documents that are no files.

use std::time::Duration;

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace, at, places, references_at, replace};

/// Each of these characters is one code point, two UTF-16 units and four bytes.
const ASTRAL: &str = "𝒳𝒴";

fn with_encodings(encodings: &[&str]) -> Value {
    json!({"general": {"positionEncodings": encodings}})
}

/// The tree of blocks, with ranges in the encoding agreed on; what it says of names, `tests/blocks.rs` holds.
#[test]
fn blocks_are_told_of_open_documents() {
    let workspace = Workspace::new(&[]);
    let client = Client::start(&[]);
    let capabilities = client.initialize(&workspace, json!({}));
    assert_eq!(capabilities["experimental"]["legb/blocks"], true);
    client.notify("initialized", json!({}));
    let uri = workspace.uri("a.py");
    client.did_open(&uri, &format!("def f(x):\n    return '{ASTRAL}', lambda: x\n"));
    let ask = |uri: &str| client.ask("legb/blocks", json!({"textDocument": {"uri": uri}}));
    let tree = ask(&uri);
    let lambda = &tree["blocks"][2];
    assert_eq!(lambda["qualified"], "f.<locals>.<lambda>");
    assert_eq!(lambda["range"]["start"], json!({"line": 1, "character": 19}));
    let x = &lambda["names"][0];
    assert_eq!((&x["name"], &x["kind"], &x["owner"]), (&json!("x"), &json!("free"), &json!(1)));
    assert_eq!(x["bound"]["start"], json!({"line": 0, "character": 6}));
    client.did_change(&uri, 2, json!([{"text": "f = 1\n"}]));
    assert_eq!(ask(&uri)["blocks"].as_array().map(Vec::len), Some(1));
    assert_eq!(ask(&workspace.uri("nowhere.py")), Value::Null);
    client.shut_down();
}

/// Both ways: the position asked about and the positions in the answer.
#[test]
fn positions_are_counted_in_the_encoding_agreed_on() {
    let text = format!("s = '{ASTRAL}é'; name = 1; print(name)\n");
    for (encoding, extra) in [("utf-8", 7), ("utf-16", 2), ("utf-32", 0)] {
        let workspace = Workspace::new(&[]);
        let client = Client::start(&[]);
        let capabilities = client.initialize(&workspace, with_encodings(&[encoding]));
        // The default may go without saying.
        let agreed = capabilities["positionEncoding"].as_str().unwrap_or("utf-16");
        assert_eq!(agreed, encoding);
        client.notify("initialized", json!({}));
        let uri = workspace.uri("a.py");
        client.did_open(&uri, &text);
        let (binding, usage) = (11 + extra, 27 + extra);
        assert_eq!(client.definition(&uri, 0, usage), [(uri.clone(), 0, u64::from(binding))], "{encoding}");
        assert_eq!(client.definition(&uri, 0, usage + 4), [(uri.clone(), 0, u64::from(binding))], "{encoding}, behind");
        assert_eq!(client.definition(&uri, 0, binding + 6), [], "{encoding}, beside");
        let edits = client.ask("textDocument/rename", rename_at(&uri, 0, usage, "other"));
        let renamed = apply_workspace_edit(&text, &uri, &edits, encoding);
        assert_eq!(renamed, text.replace("name", "other"), "{encoding}");
        // A change behind the astral characters, counted in the same units.
        client.did_change(&uri, 2, json!([replace((0, binding - 1), (0, binding - 1), " x;")]));
        assert_eq!(client.definition(&uri, 0, usage + 3), [(uri.clone(), 0, u64::from(binding) + 3)], "{encoding}");
        client.shut_down();
    }
}

#[test]
fn the_encoding_is_one_that_the_client_offers() {
    let workspace = Workspace::new(&[]);
    for offered in
        [&["utf-16"][..], &["utf-16", "utf-8"], &["utf-8", "utf-16"], &["utf-32", "utf-16"], &[], &["klingon"]]
    {
        let client = Client::start(&[]);
        let capabilities = client.initialize(&workspace, with_encodings(offered));
        let agreed = capabilities["positionEncoding"].as_str().unwrap_or("utf-16");
        assert!(agreed == "utf-16" || offered.contains(&agreed), "{agreed} of {offered:?}");
        client.shut_down();
    }
}

/// The middle of a character is its start; whatever follows the last character of a line is the line's end.
#[test]
fn a_position_inside_a_character_or_behind_the_line_is_moved_to_its_start_or_end() {
    let workspace = Workspace::new(&[]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    client.did_open(&uri, "𝒳 = 1\nprint(𝒳)\n𝒳");
    for (line, character) in
        [(0, 0), (0, 1), (0, 2), (1, 6), (1, 7), (1, 8), (2, 1), (2, 2), (2, 3), (2, u32::MAX >> 1)]
    {
        assert_eq!(client.definition(&uri, line, character), [(uri.clone(), 0, 0)], "at {line}:{character}");
    }
    client.did_change(&uri, 2, json!([replace((1, 7), (1, 1_000), "y)")]));
    client.did_change(&uri, 3, json!([replace((0, 1_000), (0, 1_000), "; y = 2")]));
    assert_eq!(client.definition(&uri, 1, 6), [(uri.clone(), 0, 8)]);
    client.shut_down();
}

#[test]
fn lines_end_at_lf_crlf_and_cr() {
    let lines = ["def f(x):", "    y = x  # 𝒳", "    return y", "", "f(1)"];
    for ending in ["\n", "\r\n", "\r"] {
        let workspace = Workspace::new(&[]);
        let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
        let text = lines.join(ending) + ending;
        client.did_open(&uri, &text);
        assert_eq!(client.definition(&uri, 4, 0), [(uri.clone(), 0, 4)], "{ending:?}");
        assert_eq!(client.definition(&uri, 2, 11), [(uri.clone(), 1, 4)], "{ending:?}");
        let edits = client.ask("textDocument/rename", rename_at(&uri, 2, 11, "longer"));
        let renamed = apply_workspace_edit(&text, &uri, &edits, "utf-16");
        assert_eq!(renamed, text.replace('y', "longer"), "{ending:?}");
        // Changes that add, join and remove lines.
        client.did_change(&uri, 2, json!([replace((0, 0), (0, 0), &format!("import os{ending}"))]));
        assert_eq!(client.definition(&uri, 5, 0), [(uri.clone(), 1, 4)], "{ending:?}");
        client.did_change(&uri, 3, json!([replace((0, 0), (1, 0), "")]));
        client.did_change(&uri, 4, json!([replace((1, 9), (2, 0), ending)]));
        assert_eq!(client.definition(&uri, 2, 11), [(uri.clone(), 1, 4)], "{ending:?}");
        client.shut_down();
    }
}

#[test]
fn line_endings_may_be_mixed() {
    let workspace = Workspace::new(&[]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    client.did_open(&uri, "a = 1\r\nb = 2\nc = 3\rprint(a, b, c)\n");
    for (character, line) in [(6, 0), (9, 1), (12, 2)] {
        assert_eq!(client.definition(&uri, 3, character), [(uri.clone(), line, 0)]);
    }
    // An LF behind the CR makes one end of line of the two, a character between makes two again.
    client.did_change(&uri, 2, json!([replace((3, 0), (3, 0), "\n")]));
    assert_eq!(client.definition(&uri, 3, 6), [(uri.clone(), 0, 0)]);
    client.did_change(&uri, 3, json!([replace((0, 5), (1, 0), "\r#\n")]));
    assert_eq!(client.definition(&uri, 4, 9), [(uri.clone(), 2, 0)]);
    client.shut_down();
}

#[test]
fn changes_take_many_forms() {
    let workspace = Workspace::new(&[]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    client.did_open(&uri, "");
    let mut version = 1;
    let mut assert_defined_after = |changes: Value, usage: (u32, u32), binding: (u64, u64)| {
        version += 1;
        client.did_change(&uri, version, changes.clone());
        let expected = [(uri.clone(), binding.0, binding.1)];
        assert_eq!(client.definition(&uri, usage.0, usage.1), expected, "after {changes}");
    };
    assert_defined_after(json!([{"text": "x = 1\nprint(x)\n"}]), (1, 6), (0, 0));
    // Each change applies to what the one before it has left.
    let several = json!([
        replace((0, 0), (0, 0), "\n"),
        replace((1, 0), (1, 1), "long"),
        replace((2, 6), (2, 7), "long"),
        replace((0, 0), (1, 0), "a = 1\nb = 2\n"),
    ]);
    assert_defined_after(several, (3, 6), (2, 0));
    let full_then_incremental = json!([{"text": "y = 1\nprint(y)\n"}, replace((0, 0), (0, 0), "#\n")]);
    assert_defined_after(full_then_incremental, (2, 6), (1, 0));
    let incremental_then_full = json!([replace((0, 0), (1, 0), ""), {"text": "\nz = 1\nprint(z)\n"}]);
    assert_defined_after(incremental_then_full, (2, 6), (1, 0));
    assert_defined_after(json!([]), (2, 6), (1, 0));
    // The length is deprecated: what it says doesn't count.
    let mut with_length = replace((0, 0), (0, 0), "#");
    with_length["rangeLength"] = json!(1_000);
    assert_defined_after(json!([with_length]), (2, 6), (1, 0));
    // The end of the text is a place too.
    assert_defined_after(json!([replace((3, 0), (3, 0), "z\n")]), (3, 0), (1, 0));
    client.shut_down();
}

/// Half a keystroke later the text is broken, another one later it is whole again.
#[test]
fn typing_a_line_character_by_character_is_followed() {
    let workspace = Workspace::new(&[]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    client.did_open(&uri, "value = 1\n\nprint(value)\n");
    for (column, character) in "def f(value): return [(value".chars().enumerate() {
        let here = (1, column as u32);
        client.did_change(&uri, column as i64 + 2, json!([replace(here, here, &character.to_string())]));
        assert_eq!(client.definition(&uri, 0, 0), [(uri.clone(), 0, 0)], "after {} characters", column + 1);
    }
    client.did_change(&uri, 100, json!([replace((1, 28), (1, 28), ")]")]));
    assert_eq!(client.definition(&uri, 1, 23), [(uri.clone(), 1, 6)]);
    assert_eq!(client.definition(&uri, 2, 6), [(uri.clone(), 0, 0)]);
    client.shut_down();
}

/// A client that has lost count must hear of it, and must not be told what isn't so.
#[test]
fn a_change_outside_the_text_is_reported_and_never_silently_wrong() {
    let text = "x = 1\nprint(x)\n";
    let workspace = Workspace::new(&[("a.py", text)]);
    let uri = workspace.uri("a.py");
    for stale in [replace((99, 0), (99, 0), "\n"), replace((0, 0), (99, 0), ""), replace((1, 3), (0, 0), "y")] {
        let client = Client::open(&workspace);
        client.did_open(&uri, text);
        client.did_change(&uri, 2, json!([stale]));
        let reported = client.wait(Duration::from_secs(10), |message| {
            message["method"] == "window/showMessage" || message["method"] == "window/logMessage" && is_warning(message)
        });
        assert!(reported.is_some(), "{stale} is not reported\n{}", client.stderr());
        // The text before the change and the file agree: nothing else may be answered.
        if let Ok(answer) = client.try_ask("textDocument/definition", at(&uri, 1, 6)) {
            let places = places(&answer);
            assert!(places.is_empty() || places == [(uri.clone(), 0, 0)], "{stale}: {places:?}");
        }
        // The whole text heals whatever has happened.
        client.did_change(&uri, 3, json!([{"text": "\n\nx = 1\nprint(x)\n"}]));
        assert_eq!(client.definition(&uri, 3, 6), [(uri.clone(), 2, 0)], "after {stale}");
        client.did_change(&uri, 4, json!([replace((0, 0), (1, 0), "")]));
        assert_eq!(client.definition(&uri, 2, 6), [(uri.clone(), 1, 0)], "after {stale}");
        client.shut_down();
    }
}

/// Errors and warnings; what is less goes unseen.
fn is_warning(message: &Value) -> bool {
    message["params"]["type"].as_u64().is_some_and(|kind| kind <= 2)
}

#[test]
fn a_client_without_markdown_reads_a_hover_as_plain_text() {
    let workspace = Workspace::new(&[("a.py", "def f(x, **others):\n    return lambda: x\n")]);
    let uri = workspace.uri("a.py");
    let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}});
    let client = Client::open_with(&workspace, &[], capabilities);
    let hover = client.ask("textDocument/hover", at(&uri, 0, 6));
    let expected =
        "def f(x, **others):  # a.py:1:7\ncell parameter of function f (line 1)\n\n- captured by the lambda (line 2)";
    assert_eq!(hover["contents"]["value"], expected);
}

#[test]
fn documents_that_are_no_files_stand_alone() {
    let workspace = Workspace::new(&[("a.py", "def elsewhere():\n    pass\n")]);
    let client = Client::open(&workspace);
    let uris =
        ["untitled:Untitled-1", "git:/x.py", "git:/x.py?ref=HEAD", "vscode-notebook-cell:/n.ipynb#W0", "memory://a/b"];
    for (number, uri) in uris.iter().enumerate() {
        client.did_open(uri, &format!("{}def f(x):\n    return x\n", "\n".repeat(number)));
    }
    for (number, uri) in uris.iter().enumerate() {
        let line = number as u32;
        let parameter = (uri.to_string(), u64::from(line), 6);
        assert_eq!(client.definition(uri, line + 1, 11), std::slice::from_ref(&parameter), "{uri}");
        assert_eq!(client.references(uri, line, 6), [parameter, (uri.to_string(), u64::from(line) + 1, 11)], "{uri}");
        let hover = client.hover(uri, line + 1, 11);
        assert!(hover.contains("parameter"), "{uri}: {hover}");
        client.did_change(uri, 2, json!([replace((0, 0), (0, 0), "\n")]));
        assert_eq!(client.definition(uri, line + 2, 11).len(), 1, "{uri}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        assert!(no_answer(&client, "textDocument/definition", at(uri, line + 2, 11)), "{uri} is closed");
    }
    client.shut_down();
}

#[test]
fn positions_outside_the_text_have_an_empty_answer() {
    let workspace = Workspace::new(&[("a.py", "x = 1\nprint(x)\n")]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    for open in [false, true] {
        if open {
            client.did_open(&uri, "x = 1\nprint(x)\n");
        }
        for (line, character) in [(2, 0), (3, 0), (1, 99), (0, 99), (99, 99), (i32::MAX as u32, i32::MAX as u32)] {
            for method in ["definition", "declaration", "references", "documentHighlight", "hover", "prepareRename"] {
                let params = references_at(&uri, line, character);
                let method = format!("textDocument/{method}");
                assert!(no_answer(&client, &method, params), "{method} at {line}:{character}");
            }
        }
    }
    client.shut_down();
}

#[test]
fn notifications_for_documents_in_the_wrong_state_are_harmless() {
    let workspace = Workspace::new(&[("a.py", "x = 1\nprint(x)\n")]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    let close = json!({"textDocument": {"uri": uri}});
    client.notify("textDocument/didClose", close.clone());
    client.did_change(&uri, 2, json!([{"text": ""}]));
    client.did_change("untitled:never", 2, json!([replace((0, 0), (0, 0), "x")]));
    client.notify("textDocument/didSave", close.clone());
    client.did_open(&uri, "\nx = 1\nprint(x)\n");
    client.did_open(&uri, "\n\nx = 1\nprint(x)\n");
    assert_eq!(client.definition(&uri, 3, 6), [(uri.clone(), 2, 0)]);
    // Closed, the file counts again.
    client.notify("textDocument/didClose", close);
    assert_eq!(client.definition(&uri, 1, 6), [(uri, 0, 0)]);
    client.shut_down();
}

fn no_answer(client: &Client, method: &str, params: Value) -> bool {
    match client.try_ask(method, params) {
        Ok(answer) => answer.is_null() || answer.as_array().is_some_and(Vec::is_empty),
        // A document that the server doesn't know, a place where nothing can be renamed: an error says why.
        Err(error) => {
            method.ends_with("Rename") || error["message"].as_str().is_some_and(|message| !message.is_empty())
        }
    }
}

/// Every client is answered with an error; one that does not even ask whether a name can be renamed shows no errors either.
#[test]
fn the_reason_of_a_refused_rename_reaches_simple_clients_too() {
    let workspace = Workspace::new(&[("a.py", "x = 1\ny = 2\n")]);
    let uri = workspace.uri("a.py");
    for (rename, is_told) in [(json!({"dynamicRegistration": false}), true), (json!({"prepareSupport": true}), false)] {
        let client = Client::open_with(&workspace, &[], json!({"textDocument": {"rename": rename}}));
        client.did_open(&uri, "x = 1\ny = 2\n");
        let error = client.try_ask("textDocument/rename", rename_at(&uri, 0, 0, "y")).expect_err("refused");
        let told = client.wait(Duration::from_secs(2), |message| message["method"] == "window/showMessage");
        assert_eq!(told.is_some(), is_told, "{rename}");
        if let Some(told) = told {
            assert_eq!(told["params"]["message"], format!("legb: {}", error["message"].as_str().expect("a reason")));
        }
        client.shut_down();
    }
}

pub(crate) fn rename_at(uri: &str, line: u32, character: u32, name: &str) -> Value {
    let mut params = at(uri, line, character);
    params["newName"] = json!(name);
    params
}

/// The text after the edits of one document, by the plainest implementation.
fn apply_workspace_edit(text: &str, uri: &str, edit: &Value, encoding: &str) -> String {
    let edits = match &edit["changes"][uri] {
        Value::Null => &edit["documentChanges"][0]["edits"],
        edits => edits,
    };
    let mut edits: Vec<_> = edits.as_array().unwrap_or_else(|| panic!("no edits of {uri}: {edit}")).iter().collect();
    let offset = |position: &Value| {
        let number = |key: &str| position[key].as_u64().expect("a position has two numbers") as usize;
        let start = line_start(text, number("line"));
        let (mut units, mut offset) = (0, start);
        for character in text[start..].chars() {
            if units >= number("character") {
                break;
            }
            units += match encoding {
                "utf-8" => character.len_utf8(),
                "utf-16" => character.len_utf16(),
                _ => 1,
            };
            offset += character.len_utf8();
        }
        offset
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut result = text.to_owned();
    for edit in edits {
        let (start, end) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        result.replace_range(start..end, edit["newText"].as_str().expect("an edit has a text"));
    }
    result
}

fn line_start(text: &str, line: usize) -> usize {
    let ends = text.char_indices().filter(|(at, character)| match character {
        '\n' => true,
        '\r' => !text[at + 1..].starts_with('\n'),
        _ => false,
    });
    ends.map(|(at, _)| at + 1).nth(line.wrapping_sub(1)).unwrap_or(0)
}
