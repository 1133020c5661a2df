// Runs in the extension host of a real VS Code, in a copy of ../proj: what legb answers through the editor, and what it does when it is
// handled badly. `console.log` of TAP lines is counted by harness.mjs.
const assert = require("node:assert/strict");
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const { Position, Range, WorkspaceEdit, commands, languages, window, workspace } = vscode;
const uri = file => vscode.Uri.joinPath(workspace.workspaceFolders[0].uri, file);
const sleep = ms => new Promise(done => setTimeout(done, ms));
const config = () => workspace.getConfiguration("legb");
const set = (key, value) => config().update(key, value, vscode.ConfigurationTarget.Global);

async function until(ask, ms = 20_000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await ask();
    if ((Array.isArray(got) ? got.length > 0 : got) || Date.now() > end) return got;
    await sleep(50);
  }
}

async function open(file) {
  const document = await workspace.openTextDocument(uri(file));
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** The position in a line (from 1) where a text begins. */
function at(document, line, text) {
  const column = document.lineAt(line - 1).text.indexOf(text);
  assert.notEqual(column, -1, `line ${line} has ${text}`);
  return new Position(line - 1, column);
}

async function hover(document, position) {
  const hovers = await commands.executeCommand("vscode.executeHoverProvider", document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map(content => content.value ?? content)).join("\n");
}

const lines = locations =>
  locations.map(one => `${path.basename((one.targetUri ?? one.uri).path)}:${(one.targetSelectionRange ?? one.range).start.line + 1}`).sort();

const ask = async (what, document, position, ...more) =>
  (await commands.executeCommand(`vscode.execute${what}`, document.uri, position, ...more)) ?? [];

/** Diagnostics of legb as LINE CODE. */
const diagnostics = document =>
  languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "legb")
    .map(({ range, code }) => `${range.start.line + 1} ${code.value ?? code}`)
    .sort();

async function replaceAll(document, text) {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  assert.ok(await workspace.applyEdit(edit));
}

async function scratch(name, text) {
  fs.writeFileSync(uri(name).fsPath, text);
  return open(name);
}

/** The processes of the server inside the extension: a binary with a path of its own. */
function servers() {
  const own = path.join(vscode.extensions.getExtension("legb.legb").extensionPath, "server", "legb");
  return fs.readdirSync("/proc").filter(pid => {
    try {
      return /^\d+$/.test(pid) && fs.readlinkSync(`/proc/${pid}/exe`) === own;
    } catch {
      return false;
    }
  });
}

/** An installation of Python, as far as one can be told from its files, with a package of its own. */
function environment(name) {
  const prefix = path.join(workspace.workspaceFolders[0].uri.fsPath, "..", name);
  const packages = path.join(prefix, "lib/python3.11/site-packages");
  fs.mkdirSync(packages, { recursive: true });
  fs.mkdirSync(path.join(prefix, "bin"));
  for (const file of ["bin/python", "lib/python3.11/os.py"]) fs.writeFileSync(path.join(prefix, file), "");
  fs.writeFileSync(path.join(packages, "packed.py"), "here = 1\n");
  return prefix;
}

async function kill() {
  const running = await until(servers);
  assert.equal(running.length, 1, `one server runs: ${running}`);
  process.kill(Number(running[0]), "SIGKILL");
  return running[0];
}

const tests = {
  async "opening a Python file starts the server inside the extension"() {
    await open("main.py");
    const extension = vscode.extensions.getExtension("legb.legb");
    await until(() => extension.isActive);
    assert.equal(extension.isActive, true);
    assert.equal((await until(servers)).length, 1);
  },

  async "hover tells the kind, the owner and the docstring"() {
    const document = await open("main.py");
    const imported = await until(() => hover(document, at(document, 7, "area")));
    assert.match(imported, /\*\*global\*\* import of this module: function `area` of module `pkg.geometry`/);
    assert.match(imported, /Return the area of a rectangle/);
    assert.match(await hover(document, at(document, 7, "result")), /\*\*local\*\* variable of function `total`/);
  },

  async "definition leads through an import into a file that is not open"() {
    const document = await open("main.py");
    assert.deepEqual(lines(await ask("DefinitionProvider", document, at(document, 7, "area"))), ["geometry.py:4"]);
    assert.deepEqual(lines(await ask("DeclarationProvider", document, at(document, 7, "area"))), ["main.py:1"]);
  },

  async "references are complete, in files that are not open too"() {
    const document = await open("main.py");
    assert.ok(!workspace.textDocuments.some(({ uri }) => uri.path.endsWith("geometry.py") && window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ input }) => input?.uri?.path === uri.path)));
    assert.deepEqual(lines(await ask("ReferenceProvider", document, at(document, 7, "area"))), ["geometry.py:4", "geometry.py:9", "main.py:1", "main.py:7"]);
  },

  async "highlights tell reads and writes apart"() {
    const document = await open("main.py");
    const found = await ask("DocumentHighlights", document, at(document, 7, "result"));
    assert.deepEqual(found.map(({ range, kind }) => [range.start.line + 1, kind]), [[5, 2], [7, 2], [8, 1]]);
  },

  async "the outline and the symbols of the workspace"() {
    const document = await open("main.py");
    const symbols = await ask("DocumentSymbolProvider", document);
    assert.ok(symbols.some(({ name }) => name === "total"), JSON.stringify(symbols));
    const found = await commands.executeCommand("vscode.executeWorkspaceSymbolProvider", "UNIT");
    assert.ok(found.some(({ name }) => name === "UNIT"), JSON.stringify(found));
  },

  async "a rename that would change the program changes nothing"() {
    const document = await open("main.py");
    const rename = name => commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, at(document, 7, "result"), name);
    assert.equal((await rename("sides")).size, 0, "a name that is taken");
    assert.equal((await rename("class")).size, 0, "a keyword");
    assert.equal((await rename("outcome")).size, 1, "a name that is free");
    assert.ok(await until(() => findLog("legb", /\[info\] textDocument\/rename: can't rename `result` to `sides`/)), "the output says why");
    assert.ok(!findLog("legb", /object Object|rename failed/), "and takes it for no failure");
  },

  async "a rename changes all files, on disk after saving"() {
    const document = await open("main.py");
    const edit = await commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, at(document, 7, "area"), "surface");
    assert.equal(edit.entries().reduce((sum, [, edits]) => sum + edits.length, 0), 4);
    assert.ok(await workspace.applyEdit(edit));
    await workspace.saveAll(false);
    const read = file => fs.readFileSync(uri(file).fsPath, "utf8");
    await until(() => read("pkg/geometry.py").includes("surface"));
    assert.match(read("main.py"), /^from pkg\.geometry import surface$/m);
    assert.match(read("main.py"), /result \+= surface\(w, h\)/);
    assert.match(read("pkg/geometry.py"), /^def surface\(width, height\):$/m);
    assert.match(read("pkg/geometry.py"), /^UNIT = surface\(1, 1\)$/m);
  },

  async "diagnostics come and go while somebody types"() {
    const document = await scratch("typed.py", "def f():\n    return 1\n");
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(1, 12), " + missing");
    await workspace.applyEdit(edit);
    assert.deepEqual(await until(() => diagnostics(document)), ["2 undefined-name"]);
    const undone = new WorkspaceEdit();
    undone.delete(document.uri, new Range(1, 12, 1, 22));
    await workspace.applyEdit(undone);
    await until(() => diagnostics(document).length === 0);
    assert.deepEqual(diagnostics(document), []);
  },

  async "code actions are done: at once, and made when they are chosen"() {
    const document = await scratch("actions.py", "import os\nimport json as j\nprint(j)\n");
    assert.deepEqual(await until(() => diagnostics(document)), ["1 unused-import"]);
    const actions = (line, column) =>
      commands.executeCommand("vscode.executeCodeActionProvider", document.uri, new Range(line, column, line, column), undefined, 9);
    const removal = (await actions(0, 8)).find(({ title }) => title === "Remove unused import `os`");
    assert.equal(removal?.isPreferred, true);
    assert.ok(await workspace.applyEdit(removal.edit));
    assert.equal(document.getText(), "import json as j\nprint(j)\n");
    const inlined = (await actions(1, 6)).find(({ title }) => title === "Inline import alias `j`: write `json`");
    assert.ok(await workspace.applyEdit(inlined.edit));
    assert.equal(document.getText(), "import json\nprint(json)\n");
    await document.save();
  },

  async "settings of the server reach it, and count at once"() {
    const document = await scratch("settings.py", "def list():\n    match 1:\n        case x: return x\n");
    await sleep(500);
    assert.deepEqual(diagnostics(document), []);
    await set("diagnostics", { "shadowed-builtin": "warning" });
    assert.deepEqual(await until(() => diagnostics(document)), ["1 shadowed-builtin"]);
    await set("diagnostics", undefined);
    await set("python", "3.9");
    const old = await until(() => diagnostics(document));
    assert.ok(old.some(found => found.endsWith("syntax-error")), JSON.stringify(old));
    await set("python", undefined);
    await until(() => diagnostics(document).length === 0);
    assert.deepEqual(diagnostics(document), []);
  },

  async "each feature has a switch"() {
    const document = await scratch("switch.py", "def f():\n    x = unknown\n    return x\n");
    const use = at(document, 3, "x");
    const asked = {
      definition: () => ask("DefinitionProvider", document, use),
      declaration: () => ask("DeclarationProvider", document, use),
      references: () => ask("ReferenceProvider", document, use),
      documentSymbols: () => ask("DocumentSymbolProvider", document),
      diagnostics: () => diagnostics(document),
    };
    for (const [feature, answer] of Object.entries(asked)) {
      assert.notEqual((await until(answer)).length, 0, `${feature} on`);
      await set(`features.${feature}`, "off");
      // VS Code keeps the outline of a text until it changes.
      await replaceAll(document, `${document.getText()}#`);
      await until(async () => (await answer()).length === 0);
      assert.deepEqual(await answer(), [], `${feature} off`);
      await set(`features.${feature}`, undefined);
    }
    await set("features.rename", "off");
    const renamed = await commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, use, "y").then(edit => edit?.size ?? 0, () => 0);
    assert.equal(renamed, 0, "rename off");
    await set("features.rename", undefined);
    await set("features.hover", "kind");
    const short = await hover(document, use);
    assert.match(short, /^\*\*local\*\* variable/);
    assert.doesNotMatch(short, /```/);
    await set("features.hover", "off");
    assert.equal(await hover(document, use), "");
    await set("features.hover", undefined);
  },

  async "what the server itself follows is switched too, and given to it in its own spelling"() {
    const document = await scratch("switched.py", "import far\n\ndef f():\n    x = 1\n    def g():\n        return x\n    return g\nf(far.away)\n");
    fs.writeFileSync(uri("unopened.py").fsPath, "print(nowhere)\n");
    fs.mkdirSync(uri("elsewhere").fsPath, { recursive: true });
    fs.writeFileSync(uri("elsewhere/far.py").fsPath, "away = 1\n");
    const all = document.validateRange(new Range(0, 0, document.lineCount, 0));
    const asked = {
      inlayHints: () => commands.executeCommand("vscode.executeInlayHintProvider", document.uri, all),
      codeLens: () => commands.executeCommand("vscode.executeCodeLensProvider", document.uri),
      workspaceDiagnostics: () => diagnostics({ uri: uri("unopened.py") }),
    };
    for (const [feature, answer] of Object.entries(asked)) {
      assert.deepEqual(await answer(), [], `${feature} where nobody asks for it`);
      await set(`features.${feature}`, "on");
      assert.notEqual((await until(answer)).length, 0, `${feature} on`);
      await set(`features.${feature}`, undefined);
      await until(async () => (await answer()).length === 0);
      assert.deepEqual(await answer(), [], `${feature} off`);
    }
    const far = () => ask("DefinitionProvider", document, at(document, 8, "away"));
    // What can't be found is defined by itself, if at all.
    assert.ok(!lines(await far()).includes("far.py:1"));
    await set("extraPaths", ["elsewhere"]);
    await until(async () => lines(await far()).includes("far.py:1"));
    assert.deepEqual(lines(await far()), ["far.py:1"]);
    await set("features.inlayHints", "off");
    const page = await workspace.openTextDocument(vscode.Uri.parse("legb:Version and settings.md"));
    await commands.executeCommand("legb.showEnvironment");
    await until(() => /inlay-hints/.test(page.getText()));
    assert.match(page.getText(), /settings given to the server: `\{"extra-paths":\["elsewhere"\],"max-files":150000,"features":\{"inlay-hints":false\}\}`/);
    await set("extraPaths", undefined);
    await set("features.inlayHints", undefined);
    await commands.executeCommand("workbench.action.closeActiveEditor");
  },

  async "a debugger is told the names of the frame that it has stopped in, and of no other"() {
    const document = await scratch("stopped.py", "def f(x):\n    y = x\n    return y\n\ndef g(x):\n    return f(x)\n");
    const all = document.validateRange(new Range(0, 0, document.lineCount, 0));
    const context = { frameId: 1, stoppedLocation: new Range(2, 0, 2, 0) };
    const asked = () => commands.executeCommand("vscode.executeInlineValueProvider", document.uri, all, context);
    const shown = values => values.map(({ range, variableName }) => `${range.start.line + 1}: ${variableName}`);
    assert.deepEqual(shown(await asked()), ["1: x", "2: y", "2: x", "3: y"]);
    await set("features.inlineValues", "off");
    assert.ok(await until(async () => (await asked()).length === 0));
    await set("features.inlineValues", undefined);
    await commands.executeCommand("workbench.action.closeActiveEditor");
  },

  async "the interpreter that is chosen in the extension Python counts where the setting names none, at once"() {
    const document = await scratch("chosen.py", "import packed\npacked.here\n");
    const [first, second] = ["first", "second"].map(environment);
    const packed = () => ask("DefinitionProvider", document, at(document, 2, "here")).then(found => found.map(({ uri, targetUri }) => (targetUri ?? uri).fsPath));
    const of = prefix => path.join(prefix, "lib/python3.11/site-packages/packed.py");
    const { choose } = await vscode.extensions.getExtension("ms-python.python").activate();
    const leads = async prefix => assert.ok(await until(async () => (await packed()).includes(of(prefix))), `${prefix}: ${await packed()}`);
    choose(path.join(first, "bin/python"));
    await leads(first);
    choose(path.join(second, "bin/python"));
    await leads(second);
    // It is known from the start on, too.
    await commands.executeCommand("legb.restartServer");
    await leads(second);
    await set("python", first);
    await leads(first);
    await set("python", undefined);
    await leads(second);
    const page = await workspace.openTextDocument(vscode.Uri.parse("legb:Version and settings.md"));
    await commands.executeCommand("legb.showEnvironment");
    assert.ok(await until(() => page.getText().includes(`- interpreter: \`${second}/bin/python\` (chosen in the extension Python)`)), page.getText());
    // What is gone, or is the mere name of a program, is no choice.
    for (const none of ["/nowhere/bin/python", "python"]) {
      choose(none);
      assert.ok(await until(async () => !(await packed()).some(file => file.endsWith("packed.py"))), none);
    }
    await commands.executeCommand("workbench.action.closeAllEditors");
  },

  async "the setting for diagnostics offers the codes that the server has"() {
    const { extensionPath, packageJSON } = vscode.extensions.getExtension("legb.legb");
    const said = execFileSync(path.join(extensionPath, "server", "legb"), ["explain"], { encoding: "utf8" });
    const codes = said.trim().split("\n").map(line => line.split(" ")[0]);
    const settings = packageJSON.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
    const { properties } = settings.find(([name]) => name === "legb.diagnostics")[1];
    assert.deepEqual(Object.keys(properties).sort(), codes.sort());
  },

  async "every command of the palette runs"() {
    await open("main.py");
    const { packageJSON } = vscode.extensions.getExtension("legb.legb");
    const known = await commands.getCommands(true);
    for (const { command } of packageJSON.contributes.commands) assert.ok(known.includes(command), command);
    for (const command of ["legb.showOutput", "legb.showTrace", "legb.showEnvironment", "legb.showBlocks", "legb.why"]) {
      await commands.executeCommand(command);
    }
    await commands.executeCommand("workbench.action.closeAllEditors");
    await commands.executeCommand("workbench.action.closePanel");
  },

  async "the page of the environment says which server runs and why"() {
    await open("main.py");
    const page = await workspace.openTextDocument(vscode.Uri.parse("legb:Version and settings.md"));
    assert.match(page.getText(), /server: legb \d+\.\d+\.\d+.*\(inside the extension\), running/);
    assert.match(page.getText(), /\| hover \| auto \| full \|/);
  },

  async "messages are written down while the setting says so"() {
    const document = await open("main.py");
    await set("trace.server", "messages");
    await hover(document, at(document, 5, "result"));
    await set("trace.server", undefined);
    // What the channel got is in the log folder, for which the environment has no name: the channel's own file.
    assert.ok(await until(() => findLog("legb messages", /textDocument\/hover/)), "the request is in the log");
  },

  async "a file of another kind with Python as its language is Python"() {
    const document = await scratch("notes.txt", "import os\nprint(oss)\n");
    assert.equal(document.languageId, "plaintext");
    await languages.setTextDocumentLanguage(document, "python");
    const again = await workspace.openTextDocument(document.uri);
    assert.ok((await until(() => diagnostics(again))).includes("2 undefined-name"), JSON.stringify(diagnostics(again)));
    assert.match(await hover(again, new Position(1, 1)), /built-in/);
  },

  async "a file without a name is answered too"() {
    const document = await workspace.openTextDocument({ language: "python", content: "def f(a):\n    return a\n" });
    await window.showTextDocument(document);
    assert.match(await until(() => hover(document, new Position(1, 11))), /\*\*parameter\*\* of function `f`/);
    assert.deepEqual((await ask("ReferenceProvider", document, new Position(1, 11))).length, 2);
    await replaceAll(document, "");
    await commands.executeCommand("workbench.action.closeActiveEditor");
  },

  async "binary noise and half-typed code are no harm"() {
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919) % 251));
    fs.writeFileSync(uri("noise.py").fsPath, noise);
    await commands.executeCommand("vscode.open", uri("noise.py")).then(undefined, () => undefined);
    const document = await scratch("half.py", "def f(a, (\n  for x in a\nclass [");
    await until(() => diagnostics(document));
    assert.ok(diagnostics(document).some(found => found.endsWith("syntax-error")));
    await replaceAll(document, "def f(a):\n    return a\n");
    await until(() => diagnostics(document).length === 0);
    assert.match(await hover(document, new Position(1, 11)), /\*\*parameter\*\* of function `f`/);
    fs.rmSync(uri("noise.py").fsPath);
  },

  async "two servers for one folder do not disturb each other"() {
    const { extensionPath } = vscode.extensions.getExtension("legb.legb");
    const folder = workspace.workspaceFolders[0].uri.fsPath;
    // Another editor's, as it would start it: with the same folder, the same files and the same cache.
    const other = spawn(path.join(extensionPath, "server", "legb"), ["server"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
    const send = message => {
      const text = JSON.stringify({ jsonrpc: "2.0", ...message });
      other.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    let said = "";
    other.stdout.on("data", data => (said += data));
    const root = uri("").toString();
    send({ id: 1, method: "initialize", params: { processId: null, rootUri: root, workspaceFolders: [{ uri: root, name: "proj" }], capabilities: {} } });
    send({ method: "initialized", params: {} });
    const document = await open("main.py");
    const position = at(document, 7, "result");
    send({ id: 2, method: "textDocument/references", params: { textDocument: { uri: document.uri.toString() }, position, context: { includeDeclaration: true } } });
    assert.ok(await until(() => /"id":2/.test(said)), said);
    assert.equal((await ask("ReferenceProvider", document, position)).length, 3);
    assert.match(said, /"id":2,"result":\[(?:[^\]]*"range"){3}|"result":\[(?:[^\]]*"range"){3}[^\]]*\],"id":2/);
    other.kill("SIGKILL");
    await new Promise(done => other.once("exit", done));
    assert.match(await hover(document, position), /\*\*local\*\*/);
  },

  async "a server that is killed while somebody types comes back and has every edit"() {
    const document = await scratch("killed.py", "def f():\n    pass\n");
    await until(() => hover(document, new Position(0, 4)));
    let text = "def f():\n";
    for (let n = 0; n < 40; n += 1) {
      if (n === 10) await kill();
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, new Position(document.lineCount - 1, 0), `    v${n} = ${n}\n`);
      assert.ok(await workspace.applyEdit(edit));
      await sleep(10);
    }
    text = document.getText();
    assert.ok(text.includes("v39 = 39"));
    const last = new Position(document.lineCount - 2, 4);
    const said = await until(async () => {
      const got = await hover(document, last).catch(() => "");
      return got.includes("v39") && got;
    });
    assert.match(said, /`?v39/);
    // It counts lines as the editor does: a place in the last line is found from the first.
    const found = await ask("ReferenceProvider", document, last);
    assert.deepEqual(found.map(({ range }) => range.start.line), [last.line]);
    assert.equal(document.getText(), text);
  },

  async "the command starts the server anew"() {
    const [before] = await until(servers);
    await commands.executeCommand("legb.restartServer");
    const after = await until(() => servers().filter(pid => pid !== before));
    assert.equal(after.length, 1);
    assert.deepEqual(servers(), after);
    const document = await open("main.py");
    assert.match(await until(() => hover(document, at(document, 7, "result"))), /\*\*local\*\*/);
  },

  async "a server that crashes again and again is left alone, until it is asked for"() {
    await commands.executeCommand("legb.restartServer");
    const document = await open("main.py");
    for (let crash = 0; crash < 5; crash += 1) {
      await until(() => hover(document, at(document, 7, "result")).catch(() => ""));
      const killed = await kill();
      await until(() => !servers().includes(killed));
    }
    await sleep(1500);
    assert.deepEqual(servers(), []);
    await commands.executeCommand("legb.restartServer");
    assert.match(await until(() => hover(document, at(document, 7, "result"))), /\*\*local\*\*/);
  },

  async "a path to nothing, to another program, to what dies or hangs, or to an older legb is told, and left for a better one"() {
    const document = await open("main.py");
    const page = async () => (await workspace.openTextDocument(vscode.Uri.parse("legb:Version and settings.md"))).getText();
    const script = (name, said) => {
      const file = path.join(workspace.workspaceFolders[0].uri.fsPath, "..", name);
      fs.writeFileSync(file, `#!/bin/sh\n${said}\n`, { mode: 0o755 });
      return file;
    };
    const own = path.join(vscode.extensions.getExtension("legb.legb").extensionPath, "server", "legb");
    const cases = [
      ["/nowhere/legb", /there is no \/nowhere\/legb \(setting legb\.server\.path\)/],
      [script("ls", "echo ls 9.1"), /is no legb: its --version says "ls 9\.1"/],
      [script("dead", "exit 3"), /can't be started/],
      [script("dies", `[ "$1" = --version ] && echo legb 0.1.0 || exit 3`), /server: legb 0\.1\.0,.*stopped/],
      [script("hangs", `[ "$1" = --version ] && echo legb 0.1.0 || exec sleep 1000`), /server: legb 0\.1\.0,.*starting/],
      [script("old", `[ "$1" = --version ] && echo legb 0.0.9 || exec '${own}' "$@"`), /server: legb 0\.0\.9,.*running/],
    ];
    for (const [file, said] of cases) {
      await set("server.path", file);
      await sleep(700);
      assert.match(await until(async () => {
        await commands.executeCommand("legb.showEnvironment");
        const text = await page();
        return said.test(text) && text;
      }, 8000) || (await page()), said);
    }
    // With the older one, names are answered all the same.
    assert.match(await until(() => hover(document, at(document, 7, "result"))), /\*\*local\*\*/);
    await set("server.path", undefined);
    await until(servers);
    assert.match(await until(() => hover(document, at(document, 7, "result"))), /\*\*local\*\*/);
  },
};

/** Whether a log of the extension contains something. */
function findLog(name, what) {
  const logs = path.join(workspace.workspaceFolders[0].uri.fsPath, "../user/logs");
  const files = fs.readdirSync(logs, { recursive: true }).filter(file => path.basename(file) === `${name}.log`);
  return files.some(file => what.test(fs.readFileSync(path.join(logs, file), "utf8")));
}

exports.run = async () => {
  let failed = 0;
  let count = 0;
  for (const [name, run] of Object.entries(tests)) {
    count += 1;
    const started = Date.now();
    try {
      await Promise.race([run(), sleep(150_000).then(() => Promise.reject(new Error("no end after 150 s")))]);
      console.log(`ok ${count} - ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${count} - ${name}: ${String(error.stack).slice(0, 1200).replaceAll("\n", " | ")}`);
    }
  }
  if (failed) throw new Error(`${failed} failed`);
};
