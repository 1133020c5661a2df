//! Broken messages: each gets one clear error, and the server lives on with nothing lost.

use std::time::Duration;

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace, at, frame};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const INVALID_PARAMS: i64 = -32602;

const QUESTION: &str = r#"{"jsonrpc":"2.0","id":"q","method":"legb/unknown"}"#;

/// A server with an open document whose text is nowhere else.
fn client(workspace: &Workspace) -> Client {
    let client = Client::open(workspace);
    client.did_open(&workspace.uri("a.py"), "x = 1\nprint(x)\n");
    client
}

fn assert_alive(client: Client, workspace: &Workspace, after: &str) {
    let uri = workspace.uri("a.py");
    assert_eq!(client.definition(&uri, 1, 6), [(uri, 0, 0)], "after {after}");
    client.shut_down();
}

/// The error to a message that nobody could answer by its id.
fn anonymous_error(client: &Client, limit: Duration) -> Option<i64> {
    let error = client.wait(limit, |message| message.get("error").is_some() && message["id"].is_null())?;
    assert!(error["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
    error["error"]["code"].as_i64()
}

#[test]
fn a_broken_body_is_answered_and_passed_over() {
    let workspace = Workspace::new(&[]);
    for (body, code) in [
        (&br#"{"jsonrpc":"2.0","id":1,"method":"#[..], PARSE_ERROR),
        (b"not JSON at all", PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\xfe\"}", PARSE_ERROR),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"}\0", PARSE_ERROR),
        (&b"[".repeat(100_000), PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"42", INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b"{}", INVALID_REQUEST),
        (br#"{"jsonrpc":"2.0"}"#, INVALID_REQUEST),
        (br#"{"jsonrpc":"2.0","method":42}"#, INVALID_REQUEST),
        (br#"{"jsonrpc":"2.0","method":"a","id":{}}"#, INVALID_REQUEST),
        (br#"{"jsonrpc":"1.0","method":"a"}"#, INVALID_REQUEST),
    ] {
        let client = client(&workspace);
        client.send_raw(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        client.send_raw(body);
        let shown = String::from_utf8_lossy(&body[..body.len().min(60)]);
        assert_eq!(anonymous_error(&client, Duration::from_secs(10)), Some(code), "{shown}");
        assert_alive(client, &workspace, &shown);
    }
}

#[test]
fn a_broken_header_is_answered_once_and_the_next_frame_is_found() {
    let workspace = Workspace::new(&[]);
    let question = String::from_utf8(frame(QUESTION)).expect("ASCII");
    for broken in [
        "garbage\r\n".to_owned(),
        "garbage".to_owned(),
        "gar\nba\n\nge: \n : \r\n\0\0\n{}\n".to_owned(),
        "Content-Length: many\r\n\r\n{}".to_owned(),
        "Content-Length: -1\r\n\r\n".to_owned(),
        "Content-Length:\r\n\r\n{}\r\n".to_owned(),
        "Content-Length: 99999999999999999999999\r\n\r\n{}".to_owned(),
        format!("Content-Type: text/plain\r\n\r\n{QUESTION}"),
        format!("Content-Type: text/plain\r\n\r\n{QUESTION}\n\n\n"),
    ] {
        let client = client(&workspace);
        client.send_raw(broken.as_bytes());
        client.send_raw(question.as_bytes());
        let answer = client.wait(Duration::from_secs(10), |message| message["id"] == "q");
        assert!(answer.is_some(), "the message after {broken:?} is lost");
        assert_eq!(anonymous_error(&client, Duration::ZERO), Some(PARSE_ERROR), "{broken:?}");
        assert_eq!(anonymous_error(&client, Duration::from_millis(50)), None, "a second error to {broken:?}");
        assert_alive(client, &workspace, &broken);
    }
}

/// The rest of a body that is longer than announced is no header.
#[test]
fn a_length_that_is_too_short_costs_one_message() {
    let workspace = Workspace::new(&[]);
    let client = client(&workspace);
    client.send_raw(format!("Content-Length: 10\r\n\r\n{QUESTION}").as_bytes());
    client.send_raw(&frame(QUESTION));
    assert!(client.wait(Duration::from_secs(10), |message| message["id"] == "q").is_some());
    assert_eq!(anonymous_error(&client, Duration::ZERO), Some(PARSE_ERROR));
    assert_alive(client, &workspace, "a length that is too short");
}

#[test]
fn headers_are_read_leniently() {
    let workspace = Workspace::new(&[]);
    let length = QUESTION.len();
    for headers in [
        format!("content-length: {length}\r\n"),
        format!("CONTENT-LENGTH:{length}   \r\n"),
        format!("Content-Type: application/vscode-jsonrpc\r\nContent-Length: {length}\r\n"),
        format!("Content-Length: {length}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n"),
        format!("X-One: 1\r\nX-Two: a:b\r\nContent-Length: {length}\r\nX-Three: 3\r\n"),
        format!("\r\n\r\nContent-Length: {length}\r\n"),
    ] {
        let client = client(&workspace);
        client.send_raw(format!("{headers}\r\n{QUESTION}").as_bytes());
        let answer = client.wait(Duration::from_secs(10), |message| message["id"] == "q");
        assert!(answer.is_some(), "not answered under {headers:?}");
        assert_eq!(anonymous_error(&client, Duration::ZERO), None, "{headers:?}");
        assert_alive(client, &workspace, &headers);
    }
}

/// A pipe may break a message anywhere.
#[test]
fn a_message_may_come_byte_by_byte() {
    let workspace = Workspace::new(&[]);
    let client = client(&workspace);
    for byte in frame(QUESTION) {
        client.send_raw(&[byte]);
    }
    assert!(client.wait(Duration::from_secs(10), |message| message["id"] == "q").is_some());
    assert_alive(client, &workspace, "single bytes");
}

#[test]
fn parameters_that_do_not_fit_are_refused() {
    let workspace = Workspace::new(&[]);
    let client = client(&workspace);
    for params in
        [json!({}), json!([]), json!({"textDocument": 1}), at("", 1, 1), json!({"textDocument": {"uri": "a"}})]
    {
        assert_eq!(client.ask_error("textDocument/definition", params.clone()), INVALID_PARAMS, "{params}");
    }
    client.notify("textDocument/didOpen", json!({"textDocument": 1}));
    client.notify("textDocument/didOpen", Value::Null);
    assert_alive(client, &workspace, "parameters that don't fit");
}

#[test]
fn a_response_to_nothing_is_ignored() {
    let workspace = Workspace::new(&[]);
    let client = client(&workspace);
    for id in [json!(4_711), json!("name"), json!(null)] {
        client.send(json!({"jsonrpc": "2.0", "id": id, "result": null}));
        client.send(json!({"jsonrpc": "2.0", "id": id, "error": {"code": 1, "message": "no"}}));
    }
    assert_eq!(anonymous_error(&client, Duration::from_millis(50)), None);
    assert_alive(client, &workspace, "responses to nothing");
}
