//! Messages take effect in order, cancelling works at once, and nobody waits for ever.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace, at, change, frame, places, references_at, replace};

const CANCELLED: i64 = -32800;

/// Each change moves the name down by a line, and each question asks where it is now.
#[test]
fn two_thousand_changes_and_questions_take_effect_in_order() {
    let workspace = Workspace::new(&[("a.py", "x = 1\nprint(x)\n")]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    client.did_open(&uri, "x = 1\nprint(x)\n");
    let mut bytes = Vec::new();
    let mut ids = Vec::new();
    for line in 1..=2_000 {
        let moved = change(&uri, i64::from(line) + 1, json!([replace((0, 0), (0, 0), "\n")]));
        let (id, question) = client.prepare("textDocument/definition", at(&uri, line + 1, 6));
        bytes.extend([frame(&moved.to_string()), frame(&question.to_string())].concat());
        ids.push((line, id));
    }
    client.send_raw(&bytes);
    for (line, id) in ids {
        let answer = client.answer(id).expect("a definition");
        assert_eq!(places(&answer), [(uri.clone(), u64::from(line), 0)], "after change {line}");
    }
    client.shut_down();
}

/// Whichever request it is, what it saw is the document of its moment.
#[test]
fn a_question_asked_before_a_change_does_not_see_it() {
    let workspace = Workspace::new(&[]);
    let (client, uri) = (Client::open(&workspace), workspace.uri("a.py"));
    client.did_open(&uri, "x = 1\nprint(x)\n");
    let methods = ["textDocument/definition", "textDocument/documentHighlight", "textDocument/references"];
    for (method, version) in methods.into_iter().zip([2, 4, 6]) {
        let (id, question) = client.prepare(method, references_at(&uri, 1, 6));
        let emptied = change(&uri, version, json!([{"text": ""}]));
        let restored = change(&uri, version + 1, json!([{"text": "x = 1\nprint(x)\n"}]));
        client.send_raw(&[question, emptied, restored].map(|message| frame(&message.to_string())).concat());
        let answer = client.answer(id).expect("an answer");
        assert!(answer.as_array().is_none_or(|places| !places.is_empty()) && !answer.is_null(), "{method}: {answer}");
    }
    client.shut_down();
}

/// As many files as make the first scan last, each of which uses one name.
fn large_workspace() -> Workspace {
    let workspace = Workspace::new(&[("common.py", "def shared():\n    pass\n")]);
    for file in 0..N_FILES {
        let functions: String = (0..20).map(|n| format!("def f{n}(a, b):\n    c = a + b\n    return c\n\n")).collect();
        workspace.write(
            &format!("p{}/m{file}.py", file / 100),
            format!("from common import shared\n\n{functions}shared()\n"),
        );
    }
    workspace
}

const N_FILES: usize = 3_000;

#[test]
fn a_request_is_cancelled_while_the_scan_runs() {
    let workspace = large_workspace();
    let (client, uri) = (Client::start(&[]), workspace.uri("common.py"));
    client.initialize(&workspace, json!({}));
    client.notify("initialized", json!({}));
    let id = client.request("textDocument/references", references_at(&uri, 0, 4));
    let asked = Instant::now();
    client.notify("$/cancelRequest", json!({"id": id}));
    let error = client.answer(id).expect_err("cancelled");
    assert_eq!(error["code"], CANCELLED);
    assert!(asked.elapsed() < Duration::from_secs(1), "cancelling took {:?}", asked.elapsed());
    // The next one waits for the scan, and is complete.
    assert_eq!(client.references(&uri, 0, 4).len(), 1 + 2 * N_FILES);
    client.shut_down();
}

/// More questions wait for the scan than computations may run at once.
#[test]
fn a_quick_question_is_answered_while_slow_ones_wait() {
    let workspace = large_workspace();
    let (client, uri) = (Client::open(&workspace), workspace.uri("common.py"));
    client.did_open(&uri, "def shared():\n    pass\n");
    let slow: Vec<_> = (0..100).map(|_| client.request("textDocument/references", references_at(&uri, 0, 4))).collect();
    assert!(!client.ask("textDocument/hover", at(&uri, 0, 4)).is_null());
    let answered = |message: &Value| slow.iter().any(|id| message["id"] == *id && message.get("method").is_none());
    assert_eq!(client.wait(Duration::ZERO, answered), None, "a slow request was quicker");
    let places = client.answer(slow[0]).expect("references");
    assert_eq!(places.as_array().map(Vec::len), Some(1 + 2 * N_FILES));
    client.shut_down();
}

#[test]
fn hundreds_of_requests_are_cancelled_at_once() {
    let workspace = large_workspace();
    let (client, uri) = (Client::start(&[]), workspace.uri("common.py"));
    client.initialize(&workspace, json!({}));
    client.notify("initialized", json!({}));
    let ids: Vec<_> = (0..500).map(|_| client.request("textDocument/references", references_at(&uri, 0, 4))).collect();
    let asked = Instant::now();
    for id in &ids {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    for id in ids {
        assert_eq!(client.answer(id).expect_err("cancelled")["code"], CANCELLED);
    }
    assert!(asked.elapsed() < Duration::from_secs(2), "cancelling took {:?}", asked.elapsed());
    client.shut_down();
}

#[test]
fn cancelling_what_is_over_or_unknown_does_nothing() {
    let workspace = Workspace::new(&[("a.py", "x = 1\nx\n")]);
    let client = Client::open(&workspace);
    let uri = workspace.uri("a.py");
    let id = client.request("textDocument/definition", at(&uri, 1, 0));
    assert!(client.answer(id).is_ok());
    for id in [json!(id), json!(123_456), json!("name"), json!(null), json!(1.5)] {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    assert_eq!(client.definition(&uri, 1, 0), [(uri, 0, 0)]);
    client.shut_down();
}

/// A client may write all its requests before it reads the first answer.
#[test]
fn a_client_that_does_not_read_can_go_on_writing() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::open(&workspace);
    let uri = workspace.uri("a.py");
    client.did_open(&uri, "x = 1\nprint(x)\n");
    let questions: Vec<_> = (0..5_000).map(|_| client.prepare("textDocument/hover", at(&uri, 1, 6))).collect();
    let mut input = client.take_input();
    let pause = client.stop_reading();
    let (ids, messages): (Vec<_>, Vec<_>) = questions.into_iter().unzip();
    let writer = thread::spawn(move || {
        for message in messages {
            input.write_all(&frame(&message.to_string())).expect("the server reads");
        }
        input
    });
    let deadline = Instant::now() + Duration::from_secs(30);
    while !writer.is_finished() {
        assert!(Instant::now() < deadline, "the server has stopped reading");
        thread::sleep(Duration::from_millis(5));
    }
    drop(pause);
    for id in ids {
        assert!(client.answer(id).is_ok());
    }
}
