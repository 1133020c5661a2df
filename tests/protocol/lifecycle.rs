//! From `initialize` to `exit`: what is refused before and after, how the process ends, what a panic does.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace, at, references_at};

const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INTERNAL_ERROR: i64 = -32603;
const NOT_INITIALIZED: i64 = -32002;

const TEXT: &str = "x = 1\nprint(x)\n";

#[test]
fn exit_after_shutdown_is_code_0() {
    let workspace = Workspace::new(&[]);
    Client::open(&workspace).shut_down();
}

#[test]
fn exit_without_shutdown_is_code_1() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::open(&workspace);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
    let mut uninitialized = Client::start(&[]);
    uninitialized.notify("exit", Value::Null);
    assert_eq!(uninitialized.exit_code(), Some(1));
}

#[test]
fn the_end_of_input_ends_the_process() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::open(&workspace);
    client.end_input();
    assert_eq!(client.exit_code(), Some(1));
    let mut client = Client::open(&workspace);
    client.ask("shutdown", Value::Null);
    client.end_input();
    assert_eq!(client.exit_code(), Some(0));
    let mut client = Client::open(&workspace);
    client.send_raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    client.end_input();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_process_ends_while_requests_run() {
    let workspace = Workspace::new(&[("common.py", "def shared():\n    pass\n")]);
    for file in 0..2_000 {
        workspace.write(&format!("m{file}.py"), format!("from common import shared\n{}", "shared()\n".repeat(100)));
    }
    let uri = workspace.uri("common.py");
    for (ends_by_exit, code) in [(true, 1), (false, 1)] {
        let mut client = Client::open(&workspace);
        for _ in 0..100 {
            client.request("textDocument/references", references_at(&uri, 0, 4));
        }
        let start = Instant::now();
        if ends_by_exit {
            client.notify("exit", Value::Null);
        } else {
            client.end_input();
        }
        assert_eq!(client.exit_code(), Some(code));
        assert!(start.elapsed() < Duration::from_secs(3), "ending took {:?}", start.elapsed());
    }
}

/// The answer to `shutdown` is written before the process ends, also for a client in a hurry.
#[test]
fn shutdown_and_exit_may_come_together() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::open(&workspace);
    let id = client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
    assert_eq!(client.answer(id), Ok(Value::Null));
}

#[test]
fn a_request_before_initialize_is_refused() {
    let workspace = Workspace::new(&[("a.py", TEXT)]);
    let (client, uri) = (Client::start(&[]), workspace.uri("a.py"));
    for method in ["textDocument/definition", "textDocument/hover", "workspace/symbol", "shutdown"] {
        assert_eq!(client.ask_error(method, at(&uri, 1, 6)), NOT_INITIALIZED, "{method}");
    }
    // Notifications are dropped, and all is as if nothing had been said.
    client.did_open(&uri, "nothing = 1\n");
    client.initialize(&workspace, json!({}));
    client.notify("initialized", json!({}));
    assert_eq!(client.definition(&uri, 1, 6), [(uri, 0, 0)]);
    client.shut_down();
}

#[test]
fn a_request_after_shutdown_is_refused() {
    let workspace = Workspace::new(&[("a.py", TEXT)]);
    let mut client = Client::open(&workspace);
    client.ask("shutdown", Value::Null);
    for method in ["textDocument/definition", "textDocument/hover", "shutdown", "initialize"] {
        assert_eq!(client.ask_error(method, at(&workspace.uri("a.py"), 1, 6)), INVALID_REQUEST, "{method}");
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn a_second_initialize_is_refused() {
    let workspace = Workspace::new(&[("a.py", TEXT)]);
    let client = Client::open(&workspace);
    assert_eq!(client.ask_error("initialize", json!({"capabilities": {}})), INVALID_REQUEST);
    let uri = workspace.uri("a.py");
    assert_eq!(client.definition(&uri, 1, 6), [(uri, 0, 0)]);
    client.shut_down();
}

#[test]
fn what_is_unknown_is_refused_or_ignored() {
    let workspace = Workspace::new(&[]);
    let client = Client::open(&workspace);
    for method in ["legb/unknown", "$/unknown", "textDocument/unknown", ""] {
        assert_eq!(client.ask_error(method, json!({})), METHOD_NOT_FOUND, "{method}");
        client.notify(method, json!({}));
    }
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.shut_down();
}

#[test]
fn initialize_answers_who_it_is_and_what_it_can() {
    let workspace = Workspace::new(&[]);
    let client = Client::start(&[]);
    let result = client.ask("initialize", crate::lsp::initialize_params(&workspace, json!({})));
    assert_eq!(result["serverInfo"]["name"], "legb");
    let capabilities = &result["capabilities"];
    for provider in
        ["definition", "declaration", "references", "documentHighlight", "hover", "rename", "documentSymbol"]
    {
        let offered = &capabilities[format!("{provider}Provider")];
        assert!(*offered == json!(true) || offered.is_object(), "{provider}: {offered}");
    }
    client.shut_down();
}

/// Without folders each document stands alone.
#[test]
fn a_client_without_folders_is_served() {
    for folders in [json!({"rootUri": null}), json!({}), json!({"rootUri": null, "workspaceFolders": null})] {
        let client = Client::start(&[]);
        let mut params = json!({"processId": null, "capabilities": {}});
        params.as_object_mut().expect("an object").extend(folders.as_object().expect("an object").clone());
        client.ask("initialize", params);
        client.notify("initialized", json!({}));
        let uri = "file:///nowhere/at/all.py";
        client.did_open(uri, TEXT);
        assert_eq!(client.definition(uri, 1, 6), [(uri.to_owned(), 0, 0)]);
        client.shut_down();
    }
}

#[test]
fn a_client_is_asked_only_what_it_understands() {
    let workspace = Workspace::new(&[("a.py", TEXT)]);
    let client = Client::open(&workspace);
    assert_eq!(client.references(&workspace.uri("a.py"), 0, 0).len(), 2);
    let asked = client.wait(Duration::from_millis(300), |message| {
        message.get("method").is_some() && (message.get("id").is_some() || message["method"] == "$/progress")
    });
    assert_eq!(asked, None);
    client.shut_down();
}

#[test]
fn the_scan_reports_its_progress_to_a_client_that_shows_it() {
    let workspace = Workspace::new(&[("a.py", TEXT)]);
    let client = Client::open_with(&workspace, &[], json!({"window": {"workDoneProgress": true}}));
    let created = client.notification("window/workDoneProgress/create");
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "end") {
        let progress = client.notification("$/progress");
        assert_eq!(progress["token"], created["token"]);
        kinds.push(progress["value"]["kind"].as_str().expect("a kind").to_owned());
    }
    assert_eq!(kinds[0], "begin");
    client.shut_down();
}

#[test]
fn a_panic_in_a_request_is_its_answer() {
    let workspace = Workspace::new(&[("a.py", TEXT)]);
    let client = Client::open_with(&workspace, &["--test-hooks"], json!({}));
    let uri = workspace.uri("a.py");
    client.did_open(&uri, "\nx = 1\nprint(x)\n");
    for _ in 0..3 {
        let error = client.try_ask("legb/testPanic", Value::Null).expect_err("a panic is an error");
        assert_eq!(error["code"], INTERNAL_ERROR);
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains("bug in legb") && message.contains(".rs:"), "{message}");
    }
    assert_eq!(client.definition(&uri, 2, 6), [(uri, 1, 0)], "the server has forgotten the open document");
    client.shut_down();
}

#[test]
fn a_panic_in_a_notification_ends_the_process() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::open_with(&workspace, &["--test-hooks"], json!({}));
    client.notify("legb/testPanicNotification", Value::Null);
    assert!(client.exit_code().is_some_and(|code| code != 0));
    assert!(client.stderr().contains("bug") && client.stderr().contains(".rs:"), "{}", client.stderr());
}

#[test]
fn the_hooks_for_tests_are_not_offered_to_others() {
    let workspace = Workspace::new(&[]);
    let client = Client::open(&workspace);
    assert_eq!(client.ask_error("legb/testPanic", Value::Null), METHOD_NOT_FOUND);
    client.notify("legb/testPanicNotification", Value::Null);
    client.shut_down();
}
