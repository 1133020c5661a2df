//! Settings: from the project, from the editor at the start, sent and asked for; what changes with them changes at once.

use serde_json::{Value, json};

use crate::lsp::{Client, PATIENCE, Workspace};

const TEXT: &str = "import os\nlist = 1\nmatch = 1\n";

fn workspace() -> Workspace {
    Workspace::new(&[("a.py", TEXT), ("pyproject.toml", "[tool.legb.diagnostics]\nshadowed-builtin = true\n")])
}

fn pulling(more: Value) -> Value {
    let mut capabilities = json!({"textDocument": {"diagnostic": {}}, "workspace": {}});
    capabilities["workspace"] = more;
    capabilities
}

/// The codes and severities of the diagnostics of `a.py`.
fn codes(client: &Client, workspace: &Workspace) -> Vec<(String, u64)> {
    let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": workspace.uri("a.py")}}));
    let items = report["items"].as_array().expect("a full report").clone();
    let code = |item: &Value| {
        (item["code"].as_str().expect("a code").to_owned(), item["severity"].as_u64().expect("a severity"))
    };
    items.iter().map(code).collect()
}

fn open(client: &Client, workspace: &Workspace) {
    client.did_open(&workspace.uri("a.py"), TEXT);
}

fn pairs(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|&(code, severity)| (code.to_owned(), severity)).collect()
}

#[test]
fn the_editor_counts_above_the_project_and_a_changed_project_at_once() {
    let workspace = workspace();
    let client = Client::open_with(&workspace, &[], pulling(json!({"diagnostics": {"refreshSupport": true}})));
    open(&client, &workspace);
    let is_refresh = |message: &Value| message["method"] == "workspace/diagnostic/refresh";
    client.wait(PATIENCE, is_refresh).expect("all files are read");
    assert_eq!(codes(&client, &workspace), pairs(&[("unused-import", 4), ("shadowed-builtin", 4)]));
    let settings = json!({"legb": {"diagnostics": {"unused-import": "error", "shadowed-builtin": false}}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    assert_eq!(codes(&client, &workspace), pairs(&[("unused-import", 1)]));
    client.wait(PATIENCE, is_refresh).expect("the client is told to ask again");
    // The rest of the editor's settings stays what it was; the project's changes are heeded.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"legb": {}}}));
    workspace.write("pyproject.toml", "[tool.legb.diagnostics]\nunused-import = 'warning'\n");
    let change = json!({"uri": workspace.uri("pyproject.toml"), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    assert_eq!(codes(&client, &workspace), pairs(&[("unused-import", 2)]));
    client.shut_down();
}

#[test]
fn what_the_other_files_use_is_told_when_all_are_read() {
    let workspace = Workspace::new(&[("a.py", "import os\n"), ("b.py", "from a import os\n\nos\n")]);
    let client = Client::open_with(&workspace, &[], pulling(json!({"diagnostics": {"refreshSupport": true}})));
    client.did_open(&workspace.uri("a.py"), "import os\n");
    let is_refresh = |message: &Value| message["method"] == "workspace/diagnostic/refresh";
    client.wait(PATIENCE, is_refresh).expect("the client is told to ask again");
    assert_eq!(codes(&client, &workspace), pairs(&[]));
    client.shut_down();
}

#[test]
fn a_changed_version_lowers_all_anew() {
    let workspace =
        Workspace::new(&[("pyproject.toml", "[project]\nrequires-python = '>=3.8'\n"), ("a.py", "print(aiter)\n")]);
    let client = Client::open_with(&workspace, &[], pulling(json!({})));
    client.did_open(&workspace.uri("a.py"), "print(aiter)\n");
    assert_eq!(codes(&client, &workspace), pairs(&[("undefined-name", 2)]));
    workspace.write("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n");
    let change = json!({"uri": workspace.uri("pyproject.toml"), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    assert_eq!(codes(&client, &workspace), pairs(&[]));
    client.shut_down();
}

#[test]
fn an_editor_that_can_be_asked_is_asked() {
    let workspace = workspace();
    let client = Client::open_with(&workspace, &[], pulling(json!({"configuration": true})));
    client.settings.replace(json!({"diagnostics": {"unused-import": false}}));
    let is_question = |message: &Value| message["method"] == "workspace/configuration";
    let question = client.wait(PATIENCE, is_question).expect("a question");
    assert_eq!(question["params"]["items"][0]["section"], "legb");
    open(&client, &workspace);
    // The answer has no order among the notifications: it takes effect when it is read.
    let deadline = std::time::Instant::now() + PATIENCE;
    while codes(&client, &workspace) != pairs(&[("shadowed-builtin", 4)]) {
        assert!(std::time::Instant::now() < deadline, "{:?}", codes(&client, &workspace));
    }
    client.shut_down();
}
