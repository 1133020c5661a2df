//! Code actions over the wire: with what a client can take, and what it asks for.

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace};

const MAIN: &str =
    "import os\nimport shapes as s\n\ncount = 0\ndef bump():\n    '😀'; count += s.size\n    return area\n";
const SHAPES: &str = "size = 1\ndef area(): pass\n";

fn workspace() -> Workspace {
    Workspace::new(&[("main.py", MAIN), ("shapes.py", SHAPES)])
}

/// A client that takes actions, and can do what is given.
fn opened(workspace: &Workspace, more: Value) -> Client {
    let mut actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix"]}}});
    for (key, value) in more.as_object().expect("an object") {
        actions[key] = value.clone();
    }
    let capabilities = json!({"textDocument": {"codeAction": actions, "diagnostic": {}}});
    let client = Client::open_with(workspace, &[], capabilities);
    client.did_open(&workspace.uri("main.py"), MAIN);
    // All files are known once this is answered.
    client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    client
}

fn at(workspace: &Workspace, line: u32, character: u32, context: Value) -> Value {
    let here = json!({"line": line, "character": character});
    let document = json!({"uri": workspace.uri("main.py")});
    json!({"textDocument": document, "range": {"start": here, "end": here}, "context": context})
}

fn none() -> Value {
    json!({"diagnostics": []})
}

/// The edits of an action to the main file.
fn edits(workspace: &Workspace, action: &Value) -> Value {
    action["edit"]["changes"][workspace.uri("main.py")].clone()
}

fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({"start": {"line": from.0, "character": from.1}, "end": {"line": to.0, "character": to.1}})
}

#[test]
fn a_quick_fix_is_linked_to_the_diagnostic_that_the_client_shows() {
    let workspace = workspace();
    let client = opened(&workspace, json!({"isPreferredSupport": true}));
    let document = json!({"textDocument": {"uri": workspace.uri("main.py")}});
    let report = client.ask("textDocument/diagnostic", document);
    let shown = report["items"].as_array().expect("diagnostics");
    let unused = shown.iter().find(|shown| shown["code"] == "unused-import").expect("an unused import");
    let found = client.ask("textDocument/codeAction", at(&workspace, 0, 8, json!({"diagnostics": [unused]})));
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    let action = &found[0];
    assert_eq!((&action["title"], &action["kind"]), (&json!("Remove unused import `os`"), &json!("quickfix")));
    assert_eq!((&action["diagnostics"], &action["isPreferred"]), (&json!([unused]), &json!(true)));
    assert_eq!(edits(&workspace, action), json!([{"range": range((0, 0), (1, 0)), "newText": ""}]));
    client.shut_down();
}

#[test]
fn a_clients_units_are_used() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let found = client.ask("textDocument/codeAction", at(&workspace, 5, 10, none()));
    let title = "Add `global count`: make it the module's variable";
    let declared = found.as_array().expect("actions").iter().find(|action| action["title"] == title);
    let declared = declared.expect("a declaration");
    // The docstring in front of it has a character of two units and four bytes.
    assert_eq!(edits(&workspace, declared), json!([{"range": range((5, 10), (5, 10)), "newText": "global count; "}]));
    assert_eq!(declared.get("isPreferred"), None);
    client.shut_down();
}

#[test]
fn only_kinds_that_are_asked_for_are_answered() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let kinds = |only: Value| {
        let context = json!({"diagnostics": [], "only": only});
        let found = client.ask("textDocument/codeAction", at(&workspace, 5, 10, context));
        let mut kinds: Vec<String> =
            found.as_array().expect("actions").iter().map(|action| action["kind"].to_string()).collect();
        kinds.dedup();
        kinds.join(" ")
    };
    assert_eq!(kinds(json!(["quickfix"])), "\"quickfix\"");
    assert_eq!(kinds(json!(["refactor"])), "\"refactor.rewrite\"");
    assert_eq!(kinds(json!(["refactor.rewrite"])), "\"refactor.rewrite\"");
    assert_eq!(kinds(json!(["refactor.extract", "source"])), "");
    client.shut_down();
}

#[test]
fn what_asks_all_files_is_made_when_it_is_chosen() {
    let workspace = workspace();
    let resolves = json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    let client = opened(&workspace, resolves);
    let found = client.ask("textDocument/codeAction", at(&workspace, 1, 17, none()));
    assert_eq!(found[0]["title"], "Inline import alias `s`: write `shapes`");
    assert_eq!(found[0].get("edit"), None);
    let resolved = client.ask("codeAction/resolve", found[0].clone());
    let inlined = json!([
        {"range": range((1, 13), (1, 18)), "newText": ""},
        {"range": range((5, 19), (5, 20)), "newText": "shapes"},
    ]);
    assert_eq!(edits(&workspace, &resolved), inlined);
    // Another file takes the alias: nothing is done, and the answer says why.
    workspace.write("other.py", "from main import s\n");
    let change = json!({"uri": workspace.uri("other.py"), "type": 1});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    assert_eq!(client.ask_error("codeAction/resolve", found[0].clone()), -32803);
    // The document is another by now.
    client.did_change(&workspace.uri("main.py"), 2, json!([crate::lsp::replace((0, 0), (0, 0), "\n")]));
    assert_eq!(client.ask_error("codeAction/resolve", found[0].clone()), -32801);
    client.shut_down();
    // A client that doesn't come back gets the edits at once.
    std::fs::remove_file(workspace.path("other.py")).expect("the file is there");
    let client = opened(&workspace, json!({}));
    let found = client.ask("textDocument/codeAction", at(&workspace, 1, 17, none()));
    assert_eq!(edits(&workspace, &found[0]), inlined);
    client.shut_down();
}

#[test]
fn what_can_not_be_done_says_why_to_a_client_that_shows_it() {
    let workspace = Workspace::new(&[("main.py", "x = 0\ndef f():\n    x: int = 1\n    return x\n")]);
    for (more, reason) in [
        (json!({"disabledSupport": true}), Some("the compiler would say: annotated name 'x' can't be global")),
        (json!({}), None),
    ] {
        let mut actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
        actions["disabledSupport"] = more["disabledSupport"].clone();
        let client = Client::open_with(&workspace, &[], json!({"textDocument": {"codeAction": actions}}));
        client.did_open(&workspace.uri("main.py"), "x = 0\ndef f():\n    x: int = 1\n    return x\n");
        let found = client.ask("textDocument/codeAction", at(&workspace, 2, 4, none()));
        let found = found.as_array().expect("actions");
        let declared = found.iter().find(|action| action["title"].to_string().contains("global x"));
        assert_eq!(declared.and_then(|action| action["disabled"]["reason"].as_str()), reason);
        client.shut_down();
    }
}

#[test]
fn a_client_that_takes_commands_alone_gets_nothing() {
    let workspace = workspace();
    let client = Client::start(&[]);
    let capabilities = client.initialize(&workspace, json!({"textDocument": {"codeAction": {}}}));
    assert_eq!(capabilities.get("codeActionProvider"), None);
    client.notify("initialized", json!({}));
    client.did_open(&workspace.uri("main.py"), MAIN);
    assert_eq!(client.ask("textDocument/codeAction", at(&workspace, 0, 8, none())), Value::Null);
    client.shut_down();
    let client = Client::start(&[]);
    let takes =
        json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}});
    let capabilities = client.initialize(&workspace, takes);
    let kinds = json!(["quickfix", "refactor.inline", "refactor.rewrite"]);
    assert_eq!(capabilities["codeActionProvider"]["codeActionKinds"], kinds);
    client.shut_down();
}
