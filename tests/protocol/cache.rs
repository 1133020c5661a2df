//! What the server keeps on disk, and what it does about files that it is not told of, as a client sees it.

use std::time::Duration;

use serde_json::json;

use crate::lsp::{Client, PATIENCE, Workspace, initialize_params};

fn workspace() -> Workspace {
    Workspace::new(&[
        ("ws/a.py", "def zeta():\n    pass\n\n\nclass alpha:\n    beta = zeta\n"),
        ("ws/b.py", "from a import zeta, alpha\nzeta(alpha.beta)\n"),
        (
            "ws/c.py",
            "import a\n\n\ndef beta(alpha, zeta):\n    gamma = alpha\n    return lambda: (zeta, gamma, a.zeta)\n",
        ),
    ])
}

fn start(workspace: &Workspace, options: serde_json::Value) -> Client {
    let client = Client::start_with_cache("off", &[]);
    let mut params = initialize_params(workspace, json!({}));
    for key in ["rootUri", "/workspaceFolders/0/uri"] {
        *params.pointer_mut(&format!("/{}", key.trim_start_matches('/'))).expect("a root") = workspace.uri("ws").into();
    }
    params["initializationOptions"] = options;
    client.ask("initialize", params);
    client.notify("initialized", json!({}));
    client
}

fn answers(client: &Client, workspace: &Workspace) -> Vec<Vec<(String, u64, u64)>> {
    let (a, c) = (workspace.uri("ws/a.py"), workspace.uri("ws/c.py"));
    let places = [(&a, 0, 4), (&a, 4, 6), (&a, 5, 4), (&c, 3, 4), (&c, 3, 9), (&c, 4, 4), (&c, 5, 20)];
    places.iter().map(|&(uri, line, character)| client.references(uri, line, character)).collect()
}

/// The second server meets the names in another order, as an editor has a file open that mentions some of them.
#[test]
fn a_second_server_answers_as_the_first() {
    let workspace = workspace();
    let cache = workspace.path("cache");
    let first = start(&workspace, json!({ "cache": cache }));
    let expected = answers(&first, &workspace);
    assert_eq!(expected[0].len(), 5);
    let caches = || std::fs::read_dir(&cache).map_or(0, |entries| entries.count());
    let written =
        std::iter::repeat_with(|| std::thread::sleep(Duration::from_millis(20))).take(500).any(|()| caches() == 1);
    assert!(written, "no cache is written\n{}", first.stderr());
    first.shut_down();
    let second = start(&workspace, json!({ "legb": { "cache": cache } }));
    second.did_open(&workspace.uri("ws/other.py"), "gamma = beta = alpha = zeta = 1\n");
    assert_eq!(answers(&second, &workspace), expected);
    second.shut_down();
}

#[test]
fn a_client_that_watches_nothing_sees_new_files_all_the_same() {
    let workspace = workspace();
    let client = start(&workspace, json!({}));
    let a = workspace.uri("ws/a.py");
    assert_eq!(client.references(&a, 0, 4).len(), 5);
    workspace.write("ws/d.py", "from a import zeta\n");
    let seen = std::iter::repeat_with(|| std::thread::sleep(Duration::from_millis(200)))
        .take(100)
        .any(|()| client.references(&a, 0, 4).len() == 6);
    assert!(seen, "the new file is not seen");
    client.shut_down();
}

#[test]
fn a_workspace_with_too_many_files_is_told_of() {
    let workspace = workspace();
    let client = start(&workspace, json!({ "max-files": 2 }));
    let message = client.wait(PATIENCE, |message| message["method"] == "window/showMessage").expect("a message");
    let text = message["params"]["message"].as_str().expect("a text");
    assert!(text.contains("more than 2 Python files") && text.contains("legb.max-files"), "{text}");
    // What is open is answered all the same.
    let c = workspace.uri("ws/c.py");
    client.did_open(&c, "def beta(alpha):\n    return alpha\n");
    assert_eq!(client.definition(&c, 1, 11), [(c.clone(), 0, 9)]);
    client.shut_down();
}
