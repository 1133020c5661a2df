//! Files that are bad, odd or gone: each question about them gets a clear error or an empty answer, and what is asked
//! about the others is complete.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::{Value, json};

use crate::lsp::{Client, Workspace, at, places, references_at, replace};

/// A workspace with one good import, whatever else is added to it.
fn workspace() -> Workspace {
    Workspace::new(&[("good.py", "def shared():\n    pass\n"), ("user.py", "from good import shared\nshared()\n")])
}

/// The good files are answered in full.
fn assert_complete(client: &Client, workspace: &Workspace) {
    let (good, user) = (workspace.uri("good.py"), workspace.uri("user.py"));
    assert_eq!(client.definition(&user, 1, 0), [(good.clone(), 0, 4)]);
    let expected = [(good.clone(), 0, 4), (user.clone(), 0, 17), (user, 1, 0)];
    assert_eq!(client.references(&good, 0, 4), expected);
}

/// Whatever is asked about a file is answered: with nothing, or with an error that has a message.
fn assert_every_question_is_answered(client: &Client, uri: &str) {
    for method in
        ["definition", "declaration", "references", "documentHighlight", "hover", "prepareRename", "documentSymbol"]
    {
        let mut params = references_at(uri, 0, 0);
        params["newName"] = json!("other");
        if let Err(error) = client.try_ask(&format!("textDocument/{method}"), params) {
            assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{method} in {uri}: {error}");
        }
    }
}

#[test]
fn bad_files_do_no_harm_to_good_ones() {
    let workspace = workspace();
    workspace.write("not_utf8.py", b"from good import shared\nname = '\xff\xfe'\n");
    workspace.write("unknown_encoding.py", "# coding: klingon\nfrom good import shared\n");
    workspace.write("nul.py", b"x = 1\0\n\0\0y = 2\n");
    workspace.write("empty.py", "");
    workspace.write("bom_alone.py", b"\xef\xbb\xbf");
    workspace.write("no_newline.py", "x = 1");
    workspace.write("binary.py", (0..=255).cycle().take(10_000).collect::<Vec<u8>>());
    workspace.write("one_line.py", "x = 1; ".repeat(10_000));
    workspace.write("deep.py", "(".repeat(10_000));
    fs::create_dir(workspace.path("x.py")).expect("directory");
    workspace.write("x.py/inner.py", "y = 1\n");
    symlink("nowhere.py", workspace.path("dangling.py")).expect("link");
    symlink("loop.py", workspace.path("loop.py")).expect("link");
    symlink(".", workspace.path("again")).expect("link");
    let client = Client::open(&workspace);
    assert_complete(&client, &workspace);
    let names =
        ["not_utf8", "unknown_encoding", "nul", "empty", "bom_alone", "no_newline", "binary", "one_line", "deep", "x"];
    for name in names.into_iter().chain(["dangling", "loop", "missing", "again/missing"]) {
        assert_every_question_is_answered(&client, &workspace.uri(&format!("{name}.py")));
    }
    assert_eq!(client.definition(&workspace.uri("x.py/inner.py"), 0, 0), [(workspace.uri("x.py/inner.py"), 0, 0)]);
    assert_complete(&client, &workspace);
    client.shut_down();
}

/// What an editor shows is UTF-8, whatever the file is.
#[test]
fn an_open_document_counts_more_than_the_bad_file_below_it() {
    let workspace = workspace();
    workspace.write("bad.py", b"\xff\xff");
    let (client, bad) = (Client::open(&workspace), workspace.uri("bad.py"));
    client.did_open(&bad, "# coding: latin-1\nfrom good import shared\nshared('é')\n");
    assert_eq!(client.definition(&bad, 2, 0), [(workspace.uri("good.py"), 0, 4)]);
    assert_eq!(client.references(&workspace.uri("good.py"), 0, 4).len(), 5);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": bad}}));
    assert_complete(&client, &workspace);
    client.shut_down();
}

#[test]
fn a_file_in_a_declared_encoding_is_read() {
    let workspace = workspace();
    workspace.write("latin.py", b"# coding: latin-1\nfrom good import shared\ns = '\xe9\xe9'; shared()\n");
    workspace.write("bom.py", b"\xef\xbb\xbffrom good import shared\nshared()\n");
    let client = Client::open(&workspace);
    let good = workspace.uri("good.py");
    let expected = [
        (workspace.uri("bom.py"), 0, 17),
        (workspace.uri("bom.py"), 1, 0),
        (good.clone(), 0, 4),
        (workspace.uri("latin.py"), 1, 17),
        (workspace.uri("latin.py"), 2, 10),
        (workspace.uri("user.py"), 0, 17),
        (workspace.uri("user.py"), 1, 0),
    ];
    assert_eq!(client.references(&good, 0, 4), expected);
    client.shut_down();
}

#[test]
fn an_unreadable_file_is_passed_over() {
    let workspace = workspace();
    workspace.write("secret.py", "from good import shared\n");
    let secret = workspace.path("secret.py");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).expect("permissions");
    // Whoever may read everything, as in many containers, reads this too.
    let readable = fs::read(&secret).is_ok();
    let client = Client::open(&workspace);
    if readable {
        assert_eq!(client.references(&workspace.uri("good.py"), 0, 4).len(), 4);
    } else {
        assert_complete(&client, &workspace);
    }
    assert_every_question_is_answered(&client, &workspace.uri("secret.py"));
    client.shut_down();
}

/// The client's word and the disk's may differ by some moments.
#[test]
fn files_that_disappear_are_forgotten() {
    let workspace = workspace();
    let names: Vec<String> = (0..500).map(|number| format!("m{number}.py")).collect();
    for name in &names {
        workspace.write(name, "from good import shared\nshared()\n");
    }
    let client = Client::open(&workspace);
    for name in &names {
        fs::remove_file(workspace.path(name)).expect("file");
    }
    let changes: Vec<Value> = names.iter().map(|name| json!({"uri": workspace.uri(name), "type": 3})).collect();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    // Neither what was never there nor what isn't there any longer is an error.
    let ghost = workspace.uri("ghost.py");
    for kind in [1, 2, 3] {
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": ghost, "type": kind}]}));
    }
    assert_complete(&client, &workspace);
    assert_every_question_is_answered(&client, &workspace.uri("m0.py"));
    client.shut_down();
}

/// Gone while open: the editor's text lives on until it is closed.
#[test]
fn an_open_document_outlives_its_file() {
    let workspace = workspace();
    let (client, user) = (Client::open(&workspace), workspace.uri("user.py"));
    client.did_open(&user, "from good import shared\nshared()\n");
    fs::remove_file(workspace.path("user.py")).expect("file");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": user, "type": 3}]}));
    assert_complete(&client, &workspace);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": user}}));
    assert_eq!(client.references(&workspace.uri("good.py"), 0, 4), [(workspace.uri("good.py"), 0, 4)]);
    client.shut_down();
}

#[test]
fn changes_on_disk_are_taken_in() {
    let workspace = workspace();
    let client = Client::open(&workspace);
    assert_complete(&client, &workspace);
    let (good, user, new) = (workspace.uri("good.py"), workspace.uri("user.py"), workspace.uri("new.py"));
    workspace.write("good.py", "\n\ndef shared():\n    pass\n");
    workspace.write("new.py", "import good\ngood.shared()\n");
    let changes = json!([{"uri": good, "type": 2}, {"uri": new, "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_eq!(client.definition(&user, 1, 0), [(good.clone(), 2, 4)]);
    let expected = [(good.clone(), 2, 4), (new, 1, 5), (user.clone(), 0, 17), (user, 1, 0)];
    assert_eq!(client.references(&good, 2, 4), expected);
    client.shut_down();
}

/// Data, as generated files have it, with code before and behind.
#[test]
fn a_file_of_20_megabytes_is_read_and_edited() {
    let workspace = workspace();
    let row = format!("    '{}',\n", "0123456789abcdef".repeat(12));
    let n_rows = 20_000_000 / row.len() as u32 + 1;
    let text = format!("from good import shared\nDATA = [\n{}]\nshared(DATA)\n", row.repeat(n_rows as usize));
    workspace.write("large.py", &text);
    let (client, large, good) = (Client::open(&workspace), workspace.uri("large.py"), workspace.uri("good.py"));
    let last = n_rows + 3;
    for open in [false, true] {
        if open {
            client.did_open(&large, &text);
        }
        assert_eq!(client.references(&good, 0, 4).len(), 5, "open: {open}");
        assert_eq!(client.definition(&large, last, 0), [(good.clone(), 0, 4)], "open: {open}");
        assert_eq!(client.definition(&large, last, 7), [(large.clone(), 1, 0)], "open: {open}");
    }
    client.did_change(&large, 2, json!([replace((0, 0), (0, 0), "\n")]));
    assert_eq!(client.definition(&large, last + 1, 7), [(large.clone(), 2, 0)]);
    client.shut_down();
}

#[test]
fn a_uri_is_decoded_and_answered_in_a_form_that_clients_know() {
    let workspace = Workspace::new(&[("with space é.py", "def f():\n    pass\n"), ("user.py", "f = 1\nf\n")]);
    let client = Client::open(&workspace);
    let encoded = workspace.uri("with%20space%20%C3%A9.py");
    for uri in [encoded.clone(), workspace.uri("with space é.py")] {
        let places = places(&client.ask("textDocument/definition", at(&uri, 0, 4)));
        assert_eq!(places, [(encoded.clone(), 0, 4)]);
    }
    // The same file under another spelling of its path is the same file.
    client.did_open(&workspace.uri("./user.py"), "\nf = 1\nf\n");
    assert_eq!(client.definition(&workspace.uri("user.py"), 2, 0).len(), 1);
    client.shut_down();
}
