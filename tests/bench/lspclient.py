"""A small synchronous LSP client over stdio, to ask any language server from outside."""
import json
import os
import queue
import subprocess
import threading
import time
from pathlib import Path

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "configuration": True, "workspaceFolders": True, "applyEdit": True, "symbol": {},
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True}},
    "textDocument": {
        "synchronization": {"didSave": True}, "definition": {"linkSupport": True},
        "references": {}, "hover": {"contentFormat": ["markdown", "plaintext"]},
        "rename": {"prepareSupport": True}, "documentHighlight": {},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor"]}},
                       "isPreferredSupport": True, "disabledSupport": True, "dataSupport": True,
                       "resolveSupport": {"properties": ["edit"]}},
        "publishDiagnostics": {"relatedInformation": True}, "diagnostic": {},
        "semanticTokens": {"requests": {"full": True}, "tokenTypes": [], "tokenModifiers": [],
                           "formats": ["relative"]}},
    "window": {"workDoneProgress": True},
}


class Refused(RuntimeError):
    """The server's answer is an error."""

    def __init__(self, method, error):
        super().__init__("%s: %s" % (method, error.get("message")))
        self.error = error


class Server:
    """A running language server.  `started` is when its process was, `answered` when all bytes
    of the last answer had come: how long Python decodes them is not the server's time."""

    def __init__(self, command, root, log):
        self.started = self.answered = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=open(log, "ab"), cwd=root)
        self.root, self.last_id, self.waiting = root, 0, {}
        self.told = []  # what a person was told
        self.lock = threading.Lock()
        threading.Thread(target=self.read, daemon=True).start()

    # ---- messages

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()

    def receive(self):
        """The next message and when it had come, or None at the end of the server's output."""
        length = None
        while line := self.process.stdout.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            elif not line.strip():
                body = self.process.stdout.read(length)
                return time.perf_counter(), json.loads(body)

    def read(self):
        while received := self.receive():
            came, message = received
            if "method" not in message:
                if waiting := self.waiting.pop(message.get("id"), None):
                    waiting.put((came, message))
            elif message["method"] == "window/showMessage":
                self.told.append(message["params"]["message"])
            elif "id" in message:
                self.send({"id": message["id"], "result": self.answer(message)})
        for waiting in list(self.waiting.values()):
            waiting.put((time.perf_counter(), {"error": {"message": "the server closed its output"}}))

    def answer(self, message):
        """What an editor without any settings says to a server's request."""
        if message["method"] == "workspace/configuration":
            return [{} for _ in message["params"]["items"]]
        if message["method"] == "workspace/workspaceFolders":
            return self.folders()
        if message["method"] == "workspace/applyEdit":
            return {"applied": True}
        return None

    def folders(self):
        return [{"uri": self.root.as_uri(), "name": self.root.name}]

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params, timeout):
        self.last_id += 1
        answer = self.waiting[self.last_id] = queue.Queue()
        self.send({"id": self.last_id, "method": method, "params": params})
        try:
            self.answered, message = answer.get(timeout=timeout)
        except queue.Empty:
            self.notify("$/cancelRequest", {"id": self.last_id})
            raise TimeoutError(method) from None
        if "error" in message:
            raise Refused(method, message["error"])
        return message.get("result")

    # ---- what an editor does

    def initialize(self, timeout=60):
        result = self.request("initialize", {
            "processId": os.getpid(), "clientInfo": {"name": "lspbench"},
            "rootPath": str(self.root), "rootUri": self.root.as_uri(),
            "workspaceFolders": self.folders(), "capabilities": CAPABILITIES}, timeout)
        self.notify("initialized", {})
        return result

    def open(self, path):
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": path.as_uri(), "languageId": "python", "version": 1,
            "text": path.read_text(encoding="utf-8")}})

    def insert(self, path, version, line, char, text):
        here = {"line": line, "character": char}
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": path.as_uri(), "version": version},
            "contentChanges": [{"range": {"start": here, "end": here}, "text": text}]})

    def at(self, method, path, line, char, timeout, **more):
        return self.request("textDocument/" + method, {
            "textDocument": {"uri": path.as_uri()},
            "position": {"line": line, "character": char}, **more}, timeout)

    def close(self):
        try:
            self.request("shutdown", None, 10)
            self.notify("exit", None)
            self.process.wait(5)
        except (OSError, RuntimeError, TimeoutError, subprocess.TimeoutExpired):
            pass  # it is ended below, politely or not
        for pid in reversed(self.processes()):
            try:
                os.kill(pid, 9)
            except OSError:
                pass
        self.process.wait(5)

    # ---- the server as a process

    def processes(self):
        """Its process id and those of all its descendants."""
        pids, todo = [], [self.process.pid]
        while todo:
            pids.append(todo.pop())
            for children in Path("/proc/%d/task" % pids[-1]).glob("*/children"):
                try:
                    todo += map(int, children.read_text().split())
                except OSError:
                    pass
        return pids

    def memory(self):
        """(resident now, its peak) in MB."""
        total = {"VmRSS": 0, "VmHWM": 0}
        for pid in self.processes():
            try:
                for line in Path("/proc/%d/status" % pid).read_text().splitlines():
                    key, _, value = line.partition(":")
                    if key in total:
                        total[key] += int(value.split()[0])
            except OSError:
                pass
        return total["VmRSS"] / 1024, total["VmHWM"] / 1024

    def cpu(self):
        """Seconds of all cores together."""
        ticks = 0
        for pid in self.processes():
            try:
                fields = Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()
                ticks += int(fields[11]) + int(fields[12])
            except OSError:
                pass
        return ticks / os.sysconf("SC_CLK_TCK")

    def rest(self, timeout=60):
        """Waits until it computes next to nothing: it may read files for nobody who asks."""
        give_up = time.perf_counter() + timeout
        used = None
        while time.perf_counter() < give_up and (used is None or self.cpu() - used > 0.02):
            used = self.cpu()
            time.sleep(0.5)


def locations(result):
    """(uri, line, character) of each place in a Location, a list of them or of LocationLinks, or
    a WorkspaceEdit; sorted, each once."""
    if not result:
        return []
    if isinstance(result, dict) and ("changes" in result or "documentChanges" in result):
        edits = list((result.get("changes") or {}).items())
        edits += [(change["textDocument"]["uri"], change["edits"])
                  for change in result.get("documentChanges") or [] if "edits" in change]
        places = [(uri, edit["range"]) for uri, of_file in edits for edit in of_file]
    else:
        places = [(place.get("uri") or place["targetUri"],
                   place.get("range") or place["targetSelectionRange"])
                  for place in (result if isinstance(result, list) else [result])]
    return sorted({(uri, r["start"]["line"], r["start"]["character"]) for uri, r in places})
