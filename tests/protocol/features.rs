//! What editors show beside the plain answers: over the wire, with what a client can and can't take.

use serde_json::{Value, json};

use crate::lsp::{Client, PATIENCE, Workspace, at, replace};

const MAIN: &str = "import shapes\n\ndef work(side):\n    area = shapes.area(side)\n    return area\n";
const SHAPES: &str = "def area(side): return side\nclass Shape: pass\nclass Square(Shape): pass\n";

fn workspace() -> Workspace {
    Workspace::new(&[("main.py", MAIN), ("shapes.py", SHAPES)])
}

fn opened(workspace: &Workspace, capabilities: Value) -> Client {
    let client = Client::open_with(workspace, &[], capabilities);
    client.did_open(&workspace.uri("main.py"), MAIN);
    client
}

fn document(workspace: &Workspace, path: &str) -> Value {
    json!({"textDocument": {"uri": workspace.uri(path)}})
}

fn with(mut params: Value, more: Value) -> Value {
    for (key, value) in more.as_object().expect("an object") {
        params[key] = value.clone();
    }
    params
}

/// Switches features on.
fn switch_on(client: &Client, features: Value) {
    let settings = json!({"settings": {"legb": {"features": features}}});
    client.notify("workspace/didChangeConfiguration", settings);
}

#[test]
fn nothing_is_declared_that_is_not_answered() {
    let workspace = workspace();
    let client = Client::start(&[]);
    let capabilities = client.initialize(&workspace, json!({"textDocument": {"diagnostic": {}}}));
    client.notify("initialized", json!({}));
    client.did_open(&workspace.uri("main.py"), MAIN);
    switch_on(&client, json!({"inlay-hints": true, "code-lens": true, "linked-editing": true}));
    let (uri, main) = (workspace.uri("main.py"), document(&workspace, "main.py"));
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}});
    let place = at(&uri, 3, 20);
    let questions = [
        ("definitionProvider", "textDocument/definition", place.clone()),
        ("declarationProvider", "textDocument/declaration", place.clone()),
        ("implementationProvider", "textDocument/implementation", at(&workspace.uri("shapes.py"), 1, 6)),
        ("typeDefinitionProvider", "textDocument/typeDefinition", at(&workspace.uri("shapes.py"), 1, 6)),
        (
            "referencesProvider",
            "textDocument/references",
            with(place.clone(), json!({"context": {"includeDeclaration": true}})),
        ),
        ("documentHighlightProvider", "textDocument/documentHighlight", place.clone()),
        ("hoverProvider", "textDocument/hover", place.clone()),
        ("renameProvider", "textDocument/prepareRename", at(&uri, 3, 5)),
        ("documentSymbolProvider", "textDocument/documentSymbol", main.clone()),
        ("workspaceSymbolProvider", "workspace/symbol", json!({"query": "area"})),
        ("completionProvider", "textDocument/completion", place.clone()),
        ("signatureHelpProvider", "textDocument/signatureHelp", at(&uri, 3, 23)),
        ("semanticTokensProvider", "textDocument/semanticTokens/full", main.clone()),
        ("foldingRangeProvider", "textDocument/foldingRange", main.clone()),
        (
            "selectionRangeProvider",
            "textDocument/selectionRange",
            with(main.clone(), json!({"positions": [{"line": 3, "character": 20}]})),
        ),
        ("documentLinkProvider", "textDocument/documentLink", main.clone()),
        ("linkedEditingRangeProvider", "textDocument/linkedEditingRange", at(&uri, 3, 5)),
        ("inlayHintProvider", "textDocument/inlayHint", with(main.clone(), json!({"range": range}))),
        (
            "inlineValueProvider",
            "textDocument/inlineValue",
            with(main.clone(), json!({"range": range, "context": {"frameId": 1, "stoppedLocation": range_of_line(4)}})),
        ),
        ("codeLensProvider", "textDocument/codeLens", main.clone()),
        ("callHierarchyProvider", "textDocument/prepareCallHierarchy", at(&uri, 2, 5)),
        ("typeHierarchyProvider", "textDocument/prepareTypeHierarchy", at(&workspace.uri("shapes.py"), 2, 7)),
        ("executeCommandProvider", "workspace/executeCommand", json!({"command": "legb.rescan"})),
        ("diagnosticProvider", "textDocument/diagnostic", main.clone()),
    ];
    let declared = capabilities.as_object().expect("an object").keys();
    // What is no request of its own, and what other tests are about.
    let apart = [
        "positionEncoding",
        "textDocumentSync",
        "workspace",
        "experimental",
        "notebookDocumentSync",
        "codeActionProvider",
    ];
    for capability in declared.filter(|capability| !apart.contains(&&***capability)) {
        let question = questions.iter().find(|question| question.0 == capability);
        let (_, method, params) = question.unwrap_or_else(|| panic!("{capability} is declared, but never asked for"));
        let answer = client.ask(method, params.clone());
        let is_answered = !answer.is_null() && answer != json!([]) || *method == "textDocument/inlayHint";
        assert!(is_answered || *method == "workspace/executeCommand", "{method} is answered {answer}");
    }
    for (capability, ..) in &questions {
        assert!(capabilities.get(*capability).is_some(), "{capability} isn't declared");
    }
    client.shut_down();
}

#[test]
fn semantic_tokens_change_with_the_text() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let (uri, main) = (workspace.uri("main.py"), document(&workspace, "main.py"));
    let full = client.ask("textDocument/semanticTokens/full", main.clone());
    // Editors ask for all of a text up to a line that it does not have.
    let all = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}});
    let range = client.ask("textDocument/semanticTokens/range", with(main.clone(), all));
    assert_eq!(range["data"], full["data"]);
    let mut data = numbers(&full["data"]);
    // `shapes`, a namespace, declared and global; `work`, a function, defined two lines below.
    assert_eq!(data[..10], [0, 7, 6, 0, 65, 2, 4, 4, 7, 67]);
    client.did_change(&uri, 2, json!([replace((2, 0), (2, 0), "new = 1\n")]));
    let since = |id: &Value| with(main.clone(), json!({"previousResultId": id}));
    let delta = client.ask("textDocument/semanticTokens/full/delta", since(&full["resultId"]));
    for edit in delta["edits"].as_array().expect("edits") {
        let number = |key: &str| edit[key].as_u64().expect("a number") as usize;
        data.splice(number("start")..number("start") + number("deleteCount"), numbers(&edit["data"]));
    }
    let again = client.ask("textDocument/semanticTokens/full", main.clone());
    assert_eq!(data, numbers(&again["data"]));
    let none = client.ask("textDocument/semanticTokens/full/delta", since(&again["resultId"]));
    assert_eq!(none["edits"], json!([]));
    // Of an answer that is too old, all is told.
    let all = client.ask("textDocument/semanticTokens/full/delta", since(&full["resultId"]));
    assert_eq!(numbers(&all["data"]), data);
    let range = json!({"range": {"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}}});
    let line = client.ask("textDocument/semanticTokens/range", with(main.clone(), range));
    assert_eq!(numbers(&line["data"]), [2, 0, 3, 5, 65]);
    switch_on(&client, json!({"semantic-tokens": false}));
    assert_eq!(client.ask("textDocument/semanticTokens/full", main), Value::Null);
    client.shut_down();
}

fn numbers(data: &Value) -> Vec<u64> {
    data.as_array().expect("numbers").iter().map(|number| number.as_u64().expect("a number")).collect()
}

#[test]
fn completion_is_in_the_clients_units() {
    let workspace = workspace();
    let details = json!({"textDocument": {"completion": {"completionItem": {"labelDetailsSupport": true}}}});
    for (capabilities, note) in [(details, "/labelDetails/description"), (json!({}), "/detail")] {
        let client = opened(&workspace, capabilities);
        let uri = workspace.uri("main.py");
        client.did_change(&uri, 2, json!([replace((5, 0), (5, 0), "x = '😀', wo")]));
        let list = client.ask("textDocument/completion", at(&uri, 5, 12));
        let items = list["items"].as_array().expect("items");
        let item = items.iter().find(|item| item["label"] == "work").expect("the function");
        assert_eq!(item.pointer(note), Some(&json!("global")));
        assert_eq!(item["kind"], 3);
        let range = json!({"start": {"line": 5, "character": 10}, "end": {"line": 5, "character": 12}});
        assert_eq!(item["textEdit"], json!({"range": range, "newText": "work"}));
        let resolved = client.ask("completionItem/resolve", item.clone());
        let documentation = resolved["documentation"]["value"].as_str().expect("a page");
        assert!(documentation.contains("def work(side):"), "{documentation}");
        client.shut_down();
    }
}

#[test]
fn parameters_are_marked_as_the_client_can() {
    let workspace = workspace();
    let text = "def f(naïve='😀', *, y=1): pass\nf(1, y=2)\nf(1, 2)\n";
    let information = json!({"parameterInformation": {"labelOffsetSupport": true}, "noActiveParameterSupport": true});
    let knows = json!({"textDocument": {"signatureHelp": {"signatureInformation": information}}});
    let offsets = json!([{"label": [2, 12]}, {"label": [17, 20]}]);
    let words = json!([{"label": "naïve='😀'"}, {"label": "y=1"}]);
    for (capabilities, parameters, none) in [(knows, offsets, json!(null)), (json!({}), words, json!(2))] {
        let client = opened(&workspace, capabilities);
        let uri = workspace.uri("main.py");
        client.did_change(&uri, 2, json!([{"text": text}]));
        let help = client.ask("textDocument/signatureHelp", at(&uri, 1, 6));
        let signature = &help["signatures"][0];
        assert_eq!(signature["label"], "f(naïve='😀', *, y=1)");
        assert_eq!(signature["parameters"], parameters);
        assert_eq!((&signature["activeParameter"], &help["activeParameter"]), (&json!(1), &json!(1)));
        let help = client.ask("textDocument/signatureHelp", at(&uri, 2, 6));
        assert_eq!(help["activeParameter"], none);
        client.shut_down();
    }
}

#[test]
fn completion_imports_what_it_needs() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let uri = workspace.uri("main.py");
    // All files are known once this is answered.
    client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    client.did_change(&uri, 2, json!([replace((5, 0), (5, 0), "Squ")]));
    let list = client.ask("textDocument/completion", at(&uri, 5, 3));
    assert_eq!(list["isIncomplete"], false);
    let find = |list: &Value| {
        let items = list["items"].as_array().expect("items").clone();
        items.into_iter().find(|item| item["label"] == "Square")
    };
    let edits = &find(&list).expect("the class")["additionalTextEdits"];
    assert_eq!(edits[0]["newText"], "from shapes import Square\n");
    assert_eq!(edits[0]["range"]["start"], json!({"line": 1, "character": 0}));
    switch_on(&client, json!({"auto-import": false}));
    assert_eq!(find(&client.ask("textDocument/completion", at(&uri, 5, 3))), None);
    switch_on(&client, json!({"completion": false}));
    assert_eq!(client.ask("textDocument/completion", at(&uri, 5, 3)), Value::Null);
    client.shut_down();
}

#[test]
fn what_is_off_is_not_shown() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let (uri, main) = (workspace.uri("main.py"), document(&workspace, "main.py"));
    let range = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}}});
    assert_eq!(client.ask("textDocument/inlayHint", with(main.clone(), range)), Value::Null);
    assert_eq!(client.ask("textDocument/codeLens", main.clone()), Value::Null);
    assert_eq!(client.ask("textDocument/linkedEditingRange", at(&uri, 3, 5)), Value::Null);
    switch_on(&client, json!({"code-lens": true, "linked-editing": true}));
    let lenses = client.ask("textDocument/codeLens", main);
    assert_eq!(lenses[0].get("command"), None);
    let lens = client.ask("codeLens/resolve", lenses[0].clone());
    assert_eq!(lens["command"]["title"], "0 references");
    let linked = client.ask("textDocument/linkedEditingRange", at(&uri, 3, 5));
    assert_eq!(linked["ranges"].as_array().expect("ranges").len(), 2);
    client.shut_down();
}

fn range_of_line(line: u32) -> Value {
    json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}})
}

#[test]
fn a_debugger_is_told_the_names_to_look_up() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let question = json!({"range": range, "context": {"frameId": 1, "stoppedLocation": range_of_line(4)}});
    let question = with(document(&workspace, "main.py"), question);
    let values = client.ask("textDocument/inlineValue", question.clone());
    let shown: Vec<_> = values.as_array().expect("values").iter().map(|value| &value["variableName"]).collect();
    assert_eq!(shown, ["side", "area", "side", "area"]);
    let place = json!({"start": {"line": 3, "character": 4}, "end": {"line": 3, "character": 8}});
    assert_eq!(values[1], json!({"range": place, "variableName": "area", "caseSensitiveLookup": true}));
    switch_on(&client, json!({"inline-values": false}));
    assert_eq!(client.ask("textDocument/inlineValue", question), Value::Null);
    client.shut_down();
}

#[test]
fn references_come_in_pieces_and_with_progress() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let place = with(at(&workspace.uri("shapes.py"), 0, 4), json!({"context": {"includeDeclaration": true}}));
    let whole = client.ask("textDocument/references", place.clone());
    assert_eq!(whole.as_array().map(Vec::len), Some(2));
    let tokens = json!({"partialResultToken": "pieces", "workDoneToken": "work"});
    assert_eq!(client.ask("textDocument/references", with(place, tokens)), json!([]));
    let mut pieces = Vec::new();
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        let told = client.wait(PATIENCE, |message| message["method"] == "$/progress").expect("progress");
        match told["params"]["token"].as_str() {
            Some("pieces") => pieces.extend(told["params"]["value"].as_array().expect("locations").clone()),
            Some("work") => kinds.push(told["params"]["value"]["kind"].clone()),
            other => panic!("a token of nobody's: {other:?}"),
        }
    }
    assert_eq!(Value::Array(pieces), whole);
    assert_eq!(kinds, ["begin", "end"]);
    client.shut_down();
}

#[test]
fn diagnostics_that_are_as_they_were_are_not_told_again() {
    let workspace = Workspace::new(&[("a.py", "x = 1\n"), ("b.py", "(\n")]);
    let client = Client::start(&[]);
    let mut params = crate::lsp::initialize_params(&workspace, json!({"textDocument": {"diagnostic": {}}}));
    params["initializationOptions"] = json!({"features": {"workspace-diagnostics": true}});
    let capabilities = client.ask("initialize", params);
    assert_eq!(capabilities["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.notify("initialized", json!({}));
    client.did_open(&workspace.uri("a.py"), "import os\n");
    let first = client.ask("textDocument/diagnostic", document(&workspace, "a.py"));
    assert_eq!((&first["kind"], first["items"].as_array().map(Vec::len)), (&json!("full"), Some(1)));
    let known = json!({"previousResultId": first["resultId"]});
    let second = client.ask("textDocument/diagnostic", with(document(&workspace, "a.py"), known));
    assert_eq!(second, json!({"kind": "unchanged", "resultId": first["resultId"]}));

    let ask = |known: &Value| client.request("workspace/diagnostic", json!({"previousResultIds": known}));
    let all = client.answer(ask(&json!([]))).expect("a report");
    let mut items = all["items"].as_array().expect("reports").clone();
    items.sort_by_key(|item| item["uri"].to_string());
    let codes: Vec<_> = items.iter().map(|item| item["items"][0]["code"].clone()).collect();
    assert_eq!(codes, ["unused-import", "syntax-error"]);
    let known: Value = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    // Nothing has changed: the question waits until something does.
    let waiting = ask(&known);
    assert!(client.wait(std::time::Duration::from_millis(300), |message| message["id"] == waiting).is_none());
    workspace.write("b.py", "y = 1\n");
    let change = json!({"uri": workspace.uri("b.py"), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    let changed = client.answer(waiting).expect("a report");
    let changed = changed["items"].as_array().expect("reports");
    let of = |path: &str| changed.iter().find(|item| item["uri"] == workspace.uri(path)).expect("a report").clone();
    assert_eq!((&of("a.py")["kind"], &of("b.py")["items"]), (&json!("unchanged"), &json!([])));
    client.shut_down();
}

#[test]
fn calls_and_classes_are_followed_through_items() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let prepared = client.ask("textDocument/prepareCallHierarchy", at(&workspace.uri("main.py"), 3, 20));
    assert_eq!((&prepared[0]["name"], &prepared[0]["detail"]), (&json!("area"), &json!("shapes")));
    let incoming = client.ask("callHierarchy/incomingCalls", json!({"item": prepared[0]}));
    let caller = &incoming[0]["from"];
    assert_eq!((&caller["name"], &incoming[0]["fromRanges"][0]["start"]["line"]), (&json!("work"), &json!(3)));
    let outgoing = client.ask("callHierarchy/outgoingCalls", json!({"item": caller}));
    assert_eq!((&outgoing[0]["to"]["name"], outgoing.as_array().map(Vec::len)), (&json!("area"), Some(1)));
    let prepared = client.ask("textDocument/prepareTypeHierarchy", at(&workspace.uri("shapes.py"), 1, 7));
    let derived = client.ask("typeHierarchy/subtypes", json!({"item": prepared[0]}));
    assert_eq!(derived[0]["name"], "Square");
    let bases = client.ask("typeHierarchy/supertypes", json!({"item": derived[0]}));
    assert_eq!(bases[0], prepared[0]);
    client.shut_down();
}

#[test]
fn a_command_reads_all_files_again() {
    let workspace = workspace();
    let client = opened(&workspace, json!({}));
    let found = |client: &Client| client.ask("workspace/symbol", json!({"query": "fresh"}));
    assert_eq!(found(&client), json!([]));
    workspace.write("later.py", "fresh = 1\n");
    client.ask("workspace/executeCommand", json!({"command": "legb.rescan"}));
    assert_eq!(found(&client)[0]["name"], "fresh");
    let error = client.ask_error("workspace/executeCommand", json!({"command": "legb.nonsense"}));
    assert_eq!(error, -32602);
    client.shut_down();
}
