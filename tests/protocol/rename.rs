//! Renames as clients get them: with versions, annotations and files that move as far as they can take them; and when a file is not what it was.

use serde_json::{Value, json};

use crate::documents::rename_at;
use crate::lsp::{Client, Workspace, at, replace};

const A: &str = "def area(width):  # `area`\n    return width\n";
const B: &str = "from a import area\nprint(area(width=1))\n";

fn two_files() -> Workspace {
    Workspace::new(&[("a.py", A), ("b.py", B)])
}

fn can(edit: Value) -> Value {
    json!({"workspace": {"workspaceEdit": edit}})
}

/// The starts of a document's edits, as line and character.
fn starts(changes: &[Value], uri: &str) -> Vec<(u64, u64)> {
    let of_file = changes.iter().filter(|change| change["textDocument"]["uri"] == uri);
    let edits = of_file.flat_map(|change| change["edits"].as_array().expect("edits"));
    let number = |edit: &Value, key: &str| edit["range"]["start"][key].as_u64().expect("a number");
    edits.map(|edit| (number(edit, "line"), number(edit, "character"))).collect()
}

#[test]
fn open_documents_have_their_version_and_closed_files_none() {
    let workspace = two_files();
    let client = Client::open_with(&workspace, &[], can(json!({"documentChanges": true})));
    let (a, b) = (workspace.uri("a.py"), workspace.uri("b.py"));
    client.did_open(&a, A);
    client.did_change(&a, 7, json!([replace((0, 0), (0, 0), "\n")]));
    let edit = client.ask("textDocument/rename", rename_at(&a, 1, 4, "size"));
    let changes = edit["documentChanges"].as_array().expect("versioned edits");
    let version = |uri: &str| {
        let change = changes.iter().find(|change| change["textDocument"]["uri"] == uri);
        change.expect("edits of the file")["textDocument"]["version"].clone()
    };
    assert_eq!((version(&a), version(&b)), (json!(7), Value::Null));
    // The unsaved line counts, and a comment is no certain place.
    assert_eq!(starts(changes, &a), [(1, 4)]);
    assert_eq!(starts(changes, &b), [(0, 14), (1, 6)]);
    client.shut_down();
}

#[test]
fn a_client_without_versions_gets_all_edits() {
    let workspace = two_files();
    let client = Client::open(&workspace);
    let edit = client.ask("textDocument/rename", rename_at(&workspace.uri("b.py"), 0, 14, "size"));
    let changes = edit["changes"].as_object().expect("plain edits");
    let count = |file: &str| changes[&workspace.uri(file)].as_array().map(Vec::len);
    assert_eq!((count("a.py"), count("b.py")), (Some(1), Some(2)));
    client.shut_down();
}

#[test]
fn a_client_that_can_ask_is_given_what_a_person_must_decide_on() {
    let workspace = two_files();
    let edit = json!({"documentChanges": true, "changeAnnotationSupport": {}});
    let client = Client::open_with(&workspace, &[], can(edit));
    let edit = client.ask("textDocument/rename", rename_at(&workspace.uri("a.py"), 0, 4, "size"));
    let changes = edit["documentChanges"].as_array().expect("versioned edits");
    assert_eq!(starts(changes, &workspace.uri("a.py")), [(0, 4), (0, 21)]);
    let annotated: Vec<&Value> = changes
        .iter()
        .flat_map(|change| change["edits"].as_array().expect("edits"))
        .filter(|edit| edit.get("annotationId").is_some())
        .collect();
    assert_eq!(annotated.len(), 1);
    let annotation = &edit["changeAnnotations"][annotated[0]["annotationId"].as_str().expect("an identifier")];
    assert_eq!(annotation["needsConfirmation"], true);
    client.shut_down();
}

#[test]
fn what_is_left_alone_is_told_to_a_person() {
    let files = [("a.py", "class C:\n    def m(self, size): return size\ndef use(c): c.m(size=1)\n")];
    let workspace = Workspace::new(&files);
    let client = Client::open(&workspace);
    let edit = client.ask("textDocument/rename", rename_at(&workspace.uri("a.py"), 1, 16, "width"));
    assert_eq!(edit["changes"][workspace.uri("a.py")].as_array().map(Vec::len), Some(2));
    let told = client.notification("window/showMessage");
    let message = told["message"].as_str().expect("a message");
    assert_eq!(message, "a.py:3:17: left alone: a keyword at a call of some `m`, which may be another");
    client.shut_down();
}

#[test]
fn a_refusal_says_what_was_asked_where_and_why() {
    let workspace = Workspace::new(&[("a.py", "def f(x):\n    y = 1\n    return x + y\n")]);
    let client = Client::open(&workspace);
    let error = client.try_ask("textDocument/rename", rename_at(&workspace.uri("a.py"), 0, 6, "y"));
    let error = error.expect_err("a refusal");
    assert_eq!(error["message"], "can't rename `x` to `y`: function `f` binds `y` already\n  a.py:2:5: y = 1");
    assert_eq!(error["data"]["kind"], "clash");
    // What can never be renamed is refused before a new name is asked for; a rename doesn't rely on that.
    let error = client.try_ask("textDocument/prepareRename", at(&workspace.uri("a.py"), 0, 0)).expect_err("no name");
    assert_eq!(error["message"], "can't rename: there is no name here");
    client.shut_down();
}

#[test]
fn a_file_that_has_changed_on_disk_stops_the_rename_until_it_is_read_again() {
    let workspace = two_files();
    let client = Client::open(&workspace);
    let asked = || client.try_ask("textDocument/rename", rename_at(&workspace.uri("a.py"), 0, 4, "size"));
    assert!(asked().is_ok());
    workspace.write("b.py", "# a line\nfrom a import area\n");
    let error = asked().expect_err("the file is another by now");
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains("b.py has changed on disk: try again"), "{message}");
    let edit = asked().expect("it has been read again");
    assert_eq!(edit["changes"][workspace.uri("b.py")][0]["range"]["start"]["line"], 1);
    client.shut_down();
}

#[test]
fn a_module_moves_with_its_imports() {
    let workspace = Workspace::new(&[("m.py", "x = 1\n"), ("b.py", "import m\nm.x\n")]);
    let edit = json!({"documentChanges": true, "resourceOperations": ["rename"]});
    let client = Client::open_with(&workspace, &[], can(edit));
    let edit = client.ask("textDocument/rename", rename_at(&workspace.uri("b.py"), 0, 7, "n"));
    let changes = edit["documentChanges"].as_array().expect("versioned edits");
    assert_eq!(starts(changes, &workspace.uri("b.py")), [(0, 7), (1, 0)]);
    let last = changes.last().expect("a move");
    assert_eq!((&last["kind"], &last["oldUri"]), (&json!("rename"), &json!(workspace.uri("m.py"))));
    assert_eq!(last["newUri"], workspace.uri("n.py"));
    client.shut_down();
}

#[test]
fn a_client_that_moves_no_files_is_told_so() {
    let workspace = Workspace::new(&[("m.py", "x = 1\n"), ("b.py", "import m\nm.x\n")]);
    let client = Client::open(&workspace);
    let error = client.try_ask("textDocument/rename", rename_at(&workspace.uri("b.py"), 0, 7, "n"));
    let error = error.expect_err("a refusal");
    assert!(error["message"].as_str().is_some_and(|message| message.contains("moves no files")), "{error}");
    client.shut_down();
}

#[test]
fn imports_follow_a_file_that_the_editor_is_about_to_move() {
    let files =
        [("pkg/__init__.py", ""), ("pkg/m.py", "x = 1\n"), ("b.py", "from pkg.m import x\nimport pkg.m\npkg.m.x\n")];
    let workspace = Workspace::new(&files);
    let client = Client::open_with(&workspace, &[], can(json!({"documentChanges": true})));
    let moves = |from: &str, to: &str| json!({"files": [{"oldUri": workspace.uri(from), "newUri": workspace.uri(to)}]});
    let edit = client.ask("workspace/willRenameFiles", moves("pkg/m.py", "pkg/n.py"));
    let changes = edit["documentChanges"].as_array().expect("versioned edits");
    assert_eq!(starts(changes, &workspace.uri("b.py")), [(0, 9), (1, 11), (2, 4)]);
    assert!(changes.iter().all(|change| change.get("kind").is_none()), "the editor moves it: {edit}");
    let edit = client.ask("workspace/willRenameFiles", moves("pkg", "kit"));
    assert_eq!(
        starts(edit["documentChanges"].as_array().expect("edits"), &workspace.uri("b.py")),
        [(0, 5), (1, 7), (2, 0)]
    );
    // To another folder.
    let edit = client.ask("workspace/willRenameFiles", moves("pkg/m.py", "m.py"));
    let changes = edit["documentChanges"].as_array().expect("versioned edits");
    assert_eq!(starts(changes, &workspace.uri("b.py")), [(0, 5), (1, 7), (2, 0)]);
    // Where they can't follow, that is told, and the imports are left.
    assert_eq!(client.ask("workspace/willRenameFiles", moves("pkg/m.py", "pkg/a-b/m.py")), Value::Null);
    let told = client.notification("window/showMessage");
    assert!(told["message"].as_str().is_some_and(|message| message.contains("imports are left as they are")), "{told}");
    // Once it has moved, it is found where it is.
    std::fs::rename(workspace.path("pkg/m.py"), workspace.path("pkg/n.py")).expect("a move");
    client.notify("workspace/didRenameFiles", moves("pkg/m.py", "pkg/n.py"));
    workspace.write("b.py", "from pkg.n import x\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": workspace.uri("b.py"), "type": 2}]}));
    assert_eq!(client.definition(&workspace.uri("b.py"), 0, 18), [(workspace.uri("pkg/n.py"), 0, 0)]);
    client.shut_down();
}

#[test]
fn files_that_move_at_once_change_a_document_at_once() {
    let files = [("m.py", "x = 1\n"), ("n.py", "y = 1\n"), ("b.py", "from m import x\nfrom n import y\n")];
    let workspace = Workspace::new(&files);
    let client = Client::open_with(&workspace, &[], can(json!({"documentChanges": true})));
    let renamed = |from: &str, to: &str| json!({"oldUri": workspace.uri(from), "newUri": workspace.uri(to)});
    for (first, second) in [("one.py", "two.py"), ("k/one.py", "l/two.py")] {
        let files = json!({"files": [renamed("m.py", first), renamed("n.py", second)]});
        let edit = client.ask("workspace/willRenameFiles", files);
        let changes = edit["documentChanges"].as_array().expect("versioned edits");
        let of_b = changes.iter().filter(|change| change["textDocument"]["uri"] == workspace.uri("b.py"));
        assert_eq!(of_b.count(), 1, "{edit}");
        assert_eq!(starts(changes, &workspace.uri("b.py")), [(0, 5), (1, 5)]);
    }
    client.shut_down();
}
