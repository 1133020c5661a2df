//! Notebooks: the cells are one module, whatever the client calls each, and answers are in the cell that they are about.

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace, at, references_at, replace};

fn cell(number: u32) -> String {
    format!("vscode-notebook-cell:/nb.ipynb#W{number}")
}

fn document(number: u32, text: &str) -> Value {
    json!({"uri": cell(number), "languageId": "python", "version": 1, "text": text})
}

/// Opens a notebook with these cells; the second last of its cells is text for people.
fn open(client: &Client, workspace: &Workspace, texts: &[&str]) {
    let mut cells: Vec<Value> = (0..texts.len() as u32).map(|n| json!({"kind": 2, "document": cell(n)})).collect();
    cells.insert(texts.len() - 1, json!({"kind": 1, "document": "vscode-notebook-cell:/nb.ipynb#text"}));
    let documents: Vec<Value> = texts.iter().zip(0..).map(|(text, n)| document(n, text)).collect();
    let notebook =
        json!({"uri": workspace.uri("nb.ipynb"), "notebookType": "jupyter-notebook", "version": 1, "cells": cells});
    client.notify("notebookDocument/didOpen", json!({"notebookDocument": notebook, "cellTextDocuments": documents}));
}

fn change(client: &Client, workspace: &Workspace, version: i64, cells: Value) {
    let notebook = json!({"uri": workspace.uri("nb.ipynb"), "version": version});
    client.notify("notebookDocument/didChange", json!({"notebookDocument": notebook, "change": {"cells": cells}}));
}

#[test]
fn names_lead_from_cell_to_cell_and_into_files() {
    let workspace = Workspace::new(&[("shapes.py", "def area(): pass\n")]);
    let client = Client::open_with(&workspace, &[], json!({"workspace": {"workspaceEdit": {"documentChanges": true}}}));
    let texts = ["%matplotlib inline\nfrom shapes import area", "!ls\nx = area()", "area\nprint(x)"];
    open(&client, &workspace, &texts);
    assert_eq!(client.definition(&cell(2), 1, 6), [(cell(1), 1, 0)]);
    assert_eq!(client.definition(&cell(2), 0, 0), [(workspace.uri("shapes.py"), 0, 4)]);
    assert!(client.hover(&cell(2), 1, 6).contains("variable"));
    let found = client.references(&workspace.uri("shapes.py"), 0, 4);
    let expected = [(workspace.uri("shapes.py"), 0, 4), (cell(0), 1, 19), (cell(1), 1, 4), (cell(2), 0, 0)];
    assert_eq!(found, expected);
    let mut params = at(&cell(1), 1, 0);
    params["newName"] = json!("y");
    let edits = client.ask("textDocument/rename", params);
    let documents = edits["documentChanges"].as_array().expect("edits").clone();
    let places: Vec<_> = documents
        .iter()
        .map(|document| (document["textDocument"].clone(), document["edits"][0]["range"]["start"].clone()))
        .collect();
    let place = |number, line, character| {
        (json!({"uri": cell(number), "version": null}), json!({"line": line, "character": character}))
    };
    assert_eq!(places, [place(1, 1, 0), place(2, 1, 6)]);
    // What is asked of one cell is answered of it alone.
    let highlights = client.ask("textDocument/documentHighlight", at(&cell(1), 1, 0));
    assert_eq!(highlights.as_array().map(Vec::len), Some(1));
    let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": cell(1)}}));
    assert_eq!(symbols.as_array().map(Vec::len), Some(1));
    let tokens = client.ask("textDocument/semanticTokens/full", json!({"textDocument": {"uri": cell(2)}}));
    assert_eq!(tokens["data"].as_array().map(|data| (data.len(), data[0].clone())), Some((15, json!(0))));
    client.shut_down();
}

#[test]
fn cells_change_come_and_go() {
    let workspace = Workspace::new(&[]);
    let client = Client::open(&workspace);
    open(&client, &workspace, &["a = 1", "print(a)"]);
    assert_eq!(client.definition(&cell(1), 0, 6), [(cell(0), 0, 0)]);
    // A line more in the first cell moves nothing in the second.
    let versioned = json!({"uri": cell(0), "version": 2});
    let content = json!([{"document": versioned, "changes": [replace((0, 0), (0, 0), "'😀'; b = 2\n")]}]);
    change(&client, &workspace, 2, json!({"textContent": content}));
    assert_eq!(client.definition(&cell(1), 0, 6), [(cell(0), 1, 0)]);
    // Another cell between them takes the name over.
    let array = json!({"start": 1, "deleteCount": 0, "cells": [{"kind": 2, "document": cell(7)}]});
    change(&client, &workspace, 3, json!({"structure": {"array": array, "didOpen": [document(7, "a = 3")]}}));
    assert_eq!(client.definition(&cell(1), 0, 6), [(cell(7), 0, 0)]);
    let array = json!({"start": 0, "deleteCount": 2});
    change(
        &client,
        &workspace,
        4,
        json!({"structure": {"array": array, "didClose": [{"uri": cell(0)}, {"uri": cell(7)}]}}),
    );
    assert_eq!(client.references(&cell(1), 0, 6), [(cell(1), 0, 6)]);
    let notebook = json!({"uri": workspace.uri("nb.ipynb")});
    client.notify(
        "notebookDocument/didClose",
        json!({"notebookDocument": notebook, "cellTextDocuments": [{"uri": cell(1)}]}),
    );
    assert_eq!(client.ask("textDocument/references", references_at(&cell(1), 0, 6)), Value::Null);
    client.shut_down();
}

#[test]
fn each_cell_is_told_its_own_diagnostics() {
    let workspace = Workspace::new(&[]);
    let client = Client::open_with(&workspace, &[], json!({"textDocument": {"diagnostic": {}}}));
    open(&client, &workspace, &["%%bash\nls | (", "import os\nawait os", "def f():\n    !ls\n    await os\nmissing"]);
    let codes = |number| {
        let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": cell(number)}}));
        let items = report["items"].as_array().expect("a full report").clone();
        let found = |item: &Value| (item["code"].clone(), item["range"]["start"]["line"].clone());
        items.iter().map(found).collect::<Vec<_>>()
    };
    assert_eq!(codes(0), []);
    // IPython awaits at the top level.
    assert_eq!(codes(1), []);
    assert_eq!(codes(2), [(json!("scope-error"), json!(2)), (json!("undefined-name"), json!(3))]);
    client.shut_down();

    let client = Client::open(&workspace);
    open(&client, &workspace, &["x = 1", "missing"]);
    let mut told = [
        client.notification("textDocument/publishDiagnostics"),
        client.notification("textDocument/publishDiagnostics"),
    ];
    told.sort_by_key(|told| told["uri"].to_string());
    assert_eq!((&told[0]["uri"], &told[0]["diagnostics"]), (&json!(cell(0)), &json!([])));
    assert_eq!(told[1]["diagnostics"][0]["range"]["start"], json!({"line": 0, "character": 0}));
    client.shut_down();
}
