//! A small language client: it starts the built server, speaks over its pipes, and waits for nothing without a limit.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Far longer than anything takes, also in an unoptimised build on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A directory of files that is gone when the test is over.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn new(files: &[(&str, &str)]) -> Workspace {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("legb-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let root = std::env::temp_dir().join(name);
        fs::create_dir_all(&root).expect("temporary directory");
        // The server may answer with the path behind a link, such as macOS's /tmp.
        let workspace = Workspace { root: root.canonicalize().expect("temporary directory") };
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("directory");
        fs::write(path, content).expect("file");
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn uri(&self, path: &str) -> String {
        uri(&self.path(path))
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.to_str().expect("temporary paths are plain")).trim_end_matches('/').to_owned()
}

/// A running server and what it has said so far.
pub(crate) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that came while others were awaited.
    unread: RefCell<VecDeque<Value>>,
    stderr: Arc<Mutex<String>>,
    gate: Arc<Mutex<()>>,
    next_id: Cell<i64>,
    /// What the server is told when it asks for a section of the settings.
    pub(crate) settings: RefCell<Value>,
}

impl Client {
    /// Starts a server and says nothing to it.
    pub(crate) fn start(arguments: &[&str]) -> Client {
        Client::start_with_cache("off", arguments)
    }

    /// Starts a server that keeps what it reads in a folder, and says nothing to it.
    pub(crate) fn start_with_cache(folder: &str, arguments: &[&str]) -> Client {
        let mut server = Command::new(env!("CARGO_BIN_EXE_legb"))
            .arg("server")
            .args(arguments)
            // No Python of this machine's has a say.
            .env_clear()
            .env("HOME", std::env::temp_dir().join("legb-no-home"))
            .env("LEGB_CACHE", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (sender, messages) = channel();
        let gate = Arc::new(Mutex::new(()));
        let (mut output, gate_of_reader) = (BufReader::new(server.stdout.take().expect("piped")), gate.clone());
        thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                drop(gate_of_reader.lock());
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let stderr = Arc::new(Mutex::new(String::new()));
        let (mut errors, said) = (BufReader::new(server.stderr.take().expect("piped")), stderr.clone());
        thread::spawn(move || {
            let mut line = Vec::new();
            while errors.read_until(b'\n', &mut line).is_ok_and(|n_read| n_read > 0) {
                said.lock().expect("no panic").push_str(&String::from_utf8_lossy(&line));
                line.clear();
            }
        });
        let input = server.stdin.take();
        Client {
            server,
            input,
            messages,
            unread: RefCell::default(),
            stderr,
            gate,
            next_id: Cell::new(1),
            settings: RefCell::default(),
        }
    }

    /// Starts a server on a workspace, with a client that can do little.
    pub(crate) fn open(workspace: &Workspace) -> Client {
        Client::open_with(workspace, &[], json!({}))
    }

    /// Starts a server on a workspace and initializes it.
    pub(crate) fn open_with(workspace: &Workspace, arguments: &[&str], capabilities: Value) -> Client {
        let client = Client::start(arguments);
        client.initialize(workspace, capabilities);
        client.notify("initialized", json!({}));
        client
    }

    /// Initializes the server and returns its capabilities.
    pub(crate) fn initialize(&self, workspace: &Workspace, capabilities: Value) -> Value {
        let mut result = self.ask("initialize", initialize_params(workspace, capabilities));
        result["capabilities"].take()
    }

    /// Writes bytes as they are.
    pub(crate) fn send_raw(&self, bytes: &[u8]) {
        // A server that has ended is what some tests are about; the others miss its answer.
        let _ = self.input.as_ref().expect("input is open").write_all(bytes);
    }

    pub(crate) fn send(&self, message: Value) {
        self.send_raw(&frame(&message.to_string()));
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its id.
    pub(crate) fn request(&self, method: &str, params: Value) -> i64 {
        let (id, message) = self.prepare(method, params);
        self.send(message);
        id
    }

    /// A request that is sent later, and its id.
    pub(crate) fn prepare(&self, method: &str, params: Value) -> (i64, Value) {
        let id = self.next_id.replace(self.next_id.get() + 1);
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        (id, message)
    }

    /// Waits for the answer to a request: its result or its error.
    pub(crate) fn answer(&self, id: i64) -> Result<Value, Value> {
        let response = self.wait(PATIENCE, |message| message["id"] == id && message.get("method").is_none());
        let mut response = response.unwrap_or_else(|| panic!("no answer to request {id}\n{}", self.stderr()));
        match response.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(response["result"].take()),
        }
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn try_ask(&self, method: &str, params: Value) -> Result<Value, Value> {
        self.answer(self.request(method, params))
    }

    /// Sends a request and waits for its result.
    pub(crate) fn ask(&self, method: &str, params: Value) -> Value {
        self.try_ask(method, params.clone()).unwrap_or_else(|error| panic!("{method} {params}: {error}"))
    }

    /// The code of the error that a request is answered with.
    pub(crate) fn ask_error(&self, method: &str, params: Value) -> i64 {
        match self.try_ask(method, params) {
            Ok(result) => panic!("{method} is answered {result} instead of an error"),
            Err(error) => error["code"].as_i64().expect("an error has a code"),
        }
    }

    /// The first message, of those not awaited yet, that is `wanted`.
    pub(crate) fn wait(&self, limit: Duration, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        let found = self.unread.borrow().iter().position(&wanted);
        if let Some(found) = found {
            return self.unread.borrow_mut().remove(found);
        }
        let deadline = Instant::now() + limit;
        loop {
            let message = match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            };
            self.reply(&message);
            if wanted(&message) {
                return Some(message);
            }
            self.unread.borrow_mut().push_back(message);
        }
    }

    /// Replies to the server's own requests as a client does that has nothing to say.
    fn reply(&self, message: &Value) {
        if message.get("method").is_some() && message.get("id").is_some() {
            let result = match message["params"]["items"].as_array() {
                Some(items) => items.iter().map(|_| self.settings.borrow().clone()).collect(),
                None => Value::Null,
            };
            self.send(json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
        }
    }

    /// The next notification of a method.
    pub(crate) fn notification(&self, method: &str) -> Value {
        let message = self.wait(PATIENCE, |message| message["method"] == method);
        message.unwrap_or_else(|| panic!("no {method}\n{}", self.stderr()))["params"].take()
    }

    /// Stops reading the server's output for as long as the guard lives, but for the message that is under way.
    pub(crate) fn stop_reading(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().expect("no panic")
    }

    /// A second hand on the server's input, so that another thread can write.
    pub(crate) fn take_input(&mut self) -> ChildStdin {
        self.input.take().expect("input is open")
    }

    pub(crate) fn end_input(&mut self) {
        self.input = None;
    }

    /// Waits for the server's end and returns its exit code; `None` if it doesn't end or is killed.
    pub(crate) fn exit_code(&mut self) -> Option<i32> {
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            if let Some(status) = self.server.try_wait().expect("a child can be waited for") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(2));
        }
        None
    }

    /// Ends the server as an editor does; it must have nothing against it.
    pub(crate) fn shut_down(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.send(json!({"jsonrpc": "2.0", "method": "exit"}));
        assert_eq!(self.exit_code(), Some(0), "{}", self.stderr());
    }

    /// What the server has written to its standard error.
    pub(crate) fn stderr(&self) -> String {
        self.stderr.lock().expect("no panic").clone()
    }

    // Documents.

    pub(crate) fn did_open(&self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "python", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn did_change(&self, uri: &str, version: i64, changes: Value) {
        self.send(change(uri, version, changes));
    }

    /// Where a name is defined: path or URI, line and character of each target.
    pub(crate) fn definition(&self, uri: &str, line: u32, character: u32) -> Vec<(String, u64, u64)> {
        places(&self.ask("textDocument/definition", at(uri, line, character)))
    }

    pub(crate) fn references(&self, uri: &str, line: u32, character: u32) -> Vec<(String, u64, u64)> {
        places(&self.ask("textDocument/references", references_at(uri, line, character)))
    }

    /// The text of a hover, however it is marked up.
    pub(crate) fn hover(&self, uri: &str, line: u32, character: u32) -> String {
        self.ask("textDocument/hover", at(uri, line, character))["contents"].to_string()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            _ if line == "\r\n" => break,
            _ => panic!("the server writes {line:?}, which is no header"),
        }
    }
    let mut body = vec![0; length.expect("a Content-Length")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server writes JSON"))
}

/// A body with its header.
pub(crate) fn frame(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(crate) fn initialize_params(workspace: &Workspace, capabilities: Value) -> Value {
    let root = workspace.uri("");
    json!({
        "processId": null,
        "rootUri": root,
        "workspaceFolders": [{"uri": root, "name": "test"}],
        "capabilities": capabilities,
    })
}

pub(crate) fn change(uri: &str, version: i64, changes: Value) -> Value {
    let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
    json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})
}

/// One change: `text` in place of what is between two places, each a line and a character.
pub(crate) fn replace(from: (u32, u32), to: (u32, u32), text: &str) -> Value {
    let position = |(line, character)| json!({"line": line, "character": character});
    json!({"range": {"start": position(from), "end": position(to)}, "text": text})
}

/// The parameters of a question about a place.
pub(crate) fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

/// The parameters of a question for all references to what is at a place.
pub(crate) fn references_at(uri: &str, line: u32, character: u32) -> Value {
    let mut params = at(uri, line, character);
    params["context"] = json!({"includeDeclaration": true});
    params
}

/// The places of an answer, be it nothing, a location or a list of locations or links, in order.
pub(crate) fn places(answer: &Value) -> Vec<(String, u64, u64)> {
    let place = |location: &Value| {
        let link = location.get("targetUri");
        let uri = link.unwrap_or(&location["uri"]).as_str().expect("a location has a URI").to_owned();
        let range = if link.is_some() { &location["targetSelectionRange"] } else { &location["range"] };
        let number = |key| range["start"][key].as_u64().expect("a position has two numbers");
        (uri, number("line"), number("character"))
    };
    let mut places: Vec<_> = match answer {
        Value::Null => Vec::new(),
        Value::Array(locations) => locations.iter().map(place).collect(),
        location => vec![place(location)],
    };
    places.sort();
    places
}
