// A real VS Code with the packaged extension, in a headless browser: what its tests and its pictures are made with.
// Environment: VSCODE (the folder of setup.sh), EXTENSIONS (the folder into which VS Code has installed the extension), SHOTS (where
// screenshots go, if they are wanted).
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const { VSCODE, EXTENSIONS, SHOTS } = process.env;
const { chromium } = createRequire(`${VSCODE}/`)("playwright-core");
const MAIN = path.join(VSCODE, "node_modules/code-server/lib/vscode/out/server-main.js");
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export const sleep = ms => new Promise(done => setTimeout(done, ms));

/** Waits until `ask` gives something, for at most `ms`; gives it, or what came last. */
export async function until(ask, ms = 20_000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await ask();
    if (got || Date.now() > end) return got;
    await sleep(100);
  }
}

// ---- TAP

let count = 0;
let failed = 0;

export function ok(condition, what, got) {
  count += 1;
  if (!condition) failed += 1;
  console.log(`${condition ? "ok" : "not ok"} ${count} - ${what}${condition ? "" : `; got ${JSON.stringify(got)}`}`);
}

/** A line that came from tests in the editor itself. */
export function counted(line) {
  if (/^ok /.test(line)) count += 1;
  else if (/^not ok /.test(line)) [count, failed] = [count + 1, failed + 1];
  else if (!process.env.DEBUG) return;
  console.log(line.replace(/^((?:not )?ok) \d+/, `$1 ${count}`));
}

export function finish(name) {
  console.log(`1..${count} # ${name}`);
  process.exit(failed ? 1 : 0);
}

/** Runs a test to its end; what it throws counts as failed, and a picture is taken of where it did. */
export async function test(name, run) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) return;
  try {
    await run();
  } catch (error) {
    ok(false, `${name} runs to its end`, String(error.stack ?? error).slice(0, 1500));
    await running?.shot(`failed-${name.replaceAll(" ", "-")}`).catch(() => undefined);
  }
  await running?.stop();
}

/** The editor that is open. */
let running;

// ---- the editor

/**
 * VS Code on a copy of a folder, with the extension installed.
 * `settings` are the user's, `folder` is copied, `prepare(project)` changes the copy, `trust` asks whether folders are trusted,
 * `extensions` are folders of further extensions, `tests` a script to run in the extension host (its end is `ended`).
 */
export async function start({ folder, settings = {}, prepare, trust = false, extensions = [], tests, size = [1280, 800] }) {
  const tmp = fs.mkdtempSync(path.join(os.tmpdir(), "legb-vscode-"));
  const project = path.join(tmp, "proj");
  fs.cpSync(folder, project, { recursive: true });
  prepare?.(project);
  fs.mkdirSync(path.join(tmp, "user/User"), { recursive: true });
  fs.writeFileSync(path.join(tmp, "user/User/settings.json"), JSON.stringify({ ...QUIET, "security.workspace.trust.enabled": trust, ...settings }));
  const installed = path.join(tmp, "extensions");
  fs.cpSync(EXTENSIONS, installed, { recursive: true });
  const own = path.join(installed, fs.readdirSync(installed).find(name => name.startsWith("legb.legb-")));
  fs.rmSync(path.join(installed, "extensions.json"), { force: true });
  for (const extension of extensions) fs.cpSync(extension, path.join(installed, path.basename(extension)), { recursive: true });

  const failedBefore = failed;
  const port = await freePort();
  const log = fs.openSync(path.join(tmp, "server.log"), "w");
  const args = ["--server-data-dir", `${tmp}/server`, "--user-data-dir", `${tmp}/user`, "--extensions-dir", installed];
  args.push("--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms");
  args.push("--telemetry-level", "off", ...(trust ? [] : ["--disable-workspace-trust"]));
  // It lets a page run tests, and hides what is told to people.
  if (tests) args.push("--enable-smoke-test-driver");
  const env = { ...process.env, HOME: tmp, XDG_CONFIG_HOME: `${tmp}/config`, XDG_DATA_HOME: `${tmp}/data` };
  const server = spawn(process.execPath, [MAIN, ...args], { env, stdio: ["ignore", log, log], detached: true });
  // A test that is stopped from outside leaves no editor behind.
  const end = () => {
    try {
      process.kill(-server.pid);
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", end);
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));
  await until(() => answers(port), 60_000);

  const executablePath = process.env.CHROMIUM ?? BROWSERS.find(file => fs.existsSync(file));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: size[0], height: size[1] } });
  if (process.env.DEBUG) page.on("console", message => console.log("# page:", message.text().slice(0, 300)));
  const query = new URLSearchParams({ folder: project });
  let ended;
  if (tests) {
    ended = new Promise(done => void page.exposeFunction("codeAutomationExit", done));
    await page.exposeFunction("codeAutomationLog", (_, parts) => parts.join(" ").split("\n").forEach(counted));
    const remote = file => `vscode-remote://127.0.0.1:${port}${file}`;
    // The tests are an extension of their own, so that the one under test stays as it was installed.
    query.set("payload", JSON.stringify([["extensionDevelopmentPath", remote(path.dirname(tests))], ["extensionTestsPath", remote(tests)]]));
  }
  await page.goto(`http://127.0.0.1:${port}/?${query}`, { timeout: 90_000 });
  await page.waitForSelector(".monaco-workbench .part.sidebar", { timeout: 60_000 });

  const stop = async () => {
    running = undefined;
    await browser.close();
    end();
    process.off("exit", end);
    if (process.env.LOGS || failed > failedBefore) showLogs(tmp);
    if (process.env.KEEP) console.log(`# kept ${tmp}`);
    else fs.rmSync(tmp, { recursive: true, force: true, maxRetries: 5 });
  };
  return (running = new Editor({ tmp, project, page, ended, own, stop }));
}

/** What distracts. */
const QUIET = {
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "editor.minimap.enabled": false,
  "window.dialogStyle": "custom",
};

function freePort() {
  return new Promise(done => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

const answers = port =>
  new Promise(done => {
    const request = http.get({ host: "127.0.0.1", port, path: "/version" }, response => {
      response.resume();
      done(true);
    });
    request.on("error", () => done(false));
  });

/** The ends of what legb and the extension host have logged. */
function showLogs(folder) {
  for (const file of fs.readdirSync(folder, { recursive: true })) {
    if (!/(legb|remoteexthost)\.log$/.test(file)) continue;
    console.log(`# ${file}`);
    console.log(fs.readFileSync(path.join(folder, file), "utf8").slice(-2000).replace(/^/gm, "#   "));
  }
}

/** What a person does with keyboard and mouse. */
class Editor {
  constructor(parts) {
    Object.assign(this, parts);
    this.keyboard = this.page.keyboard;
  }

  async shot(name, options = {}) {
    if (SHOTS) await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`), ...options });
  }

  read(file) {
    return fs.readFileSync(path.join(this.project, file), "utf8");
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.keyboard.press("F1");
    await this.page.waitForSelector(".quick-input-widget input:focus");
    await this.keyboard.insertText(title);
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    await row.waitFor({ timeout: 10_000 });
    await row.click();
    await this.page.waitForSelector(".quick-input-widget", { state: "hidden" }).catch(() => undefined);
  }

  tab() {
    return this.page.locator(".tabs-container .tab.active").first().getAttribute("data-resource-name").catch(() => null);
  }

  /** Opens a file by a double click in the explorer. */
  async open(file) {
    if (!(await this.page.locator(".explorer-folders-view").isVisible())) await this.keyboard.press("Control+Shift+E");
    const row = await this.row(file);
    await row.dblclick();
    await until(async () => (await this.tab()) === file);
    await this.focus();
  }

  /** The row of a file or folder in the explorer, which is scrolled to it. */
  async row(name) {
    const explorer = this.page.locator(".explorer-folders-view");
    const row = explorer.locator(".monaco-list-row", { has: this.page.getByText(name, { exact: true }) }).first();
    await explorer.locator(".monaco-list-row").first().waitFor({ timeout: 30_000 });
    for (let turns = 0; !(await row.isVisible()) && turns < 100; turns += 1) {
      await explorer.hover();
      await this.page.mouse.wheel(0, 200);
      await sleep(100);
    }
    return row;
  }

  /** Unfolds a folder in the explorer, and folders in it. */
  async reveal(...folders) {
    for (const folder of folders) {
      const row = await this.row(folder);
      if ((await row.getAttribute("aria-expanded")) !== "true") await row.click();
      await sleep(700);
    }
  }

  /** Waits until a word in the text has a style of legb's: the CSS colour of one of its tokens, or a part of it. */
  coloured(word, style) {
    return until(
      () => this.page.evaluate(
        ([word, style]) =>
          [...document.querySelectorAll(".view-line span span")]
            .filter(span => span.textContent.trim() === word)
            .map(span => getComputedStyle(span))
            .map(({ color, fontStyle }) => `${color} ${fontStyle}`)
            .find(found => !style || found.includes(style)),
        [word, style],
      ),
      60_000,
    );
  }

  async focus() {
    await this.keyboard.press("Control+1");
    await this.page.waitForSelector(".editor-instance .monaco-editor.focused");
  }

  async goTo(line, column) {
    await this.keyboard.press("Control+G");
    await this.page.waitForSelector(".quick-input-widget input:focus");
    await this.keyboard.press("Control+A");
    await this.keyboard.insertText(`:${line}:${column}`);
    await sleep(150);
    await this.keyboard.press("Enter");
    await until(async () => (await this.cursor()).startsWith(`Ln ${line}, Col ${column}`), 5000);
  }

  async cursor() {
    return (await this.page.locator("[id='status.editor.selection']").innerText().catch(() => "")).trim();
  }

  /** The text that pointing at the cursor's name shows, once it contains `part`. */
  async hover(part) {
    return until(async () => {
      await this.keyboard.press("Control+K");
      await this.keyboard.press("Control+I");
      await sleep(700);
      const parts = await this.page.locator(".monaco-hover:not(.hidden) .hover-contents").allInnerTexts();
      // The editor writes spaces that do not break.
      const text = parts.join("\n").replaceAll("\u00a0", " ");
      if (text.includes(part)) return text;
      // One that is shown stays as it is: what answers later is not in it.
      await this.keyboard.press("Escape");
      return "";
    });
  }

  async rename(name) {
    await this.keyboard.press("F2");
    await this.page.waitForFunction(() => document.activeElement?.closest(".rename-box"), null, { timeout: 15_000 });
    await this.keyboard.press("Control+A");
    await this.keyboard.insertText(name);
    await this.keyboard.press("Enter");
  }

  async saveAll() {
    await this.keyboard.press("Control+K");
    await this.keyboard.press("s");
  }

  /** The texts of the notifications in sight. */
  async notifications() {
    const texts = await this.page.locator(".notification-list-item-message").allInnerTexts();
    return texts.join("\n").replaceAll("\u00a0", " ");
  }

  /** The lines of a tree view, as they are read aloud or written. */
  async tree(name) {
    const rows = this.page.locator(`.pane:has(.pane-header[aria-label^="${name}"]) .monaco-list-row`);
    return (await rows.allInnerTexts()).map(text => text.replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim());
  }

  /** The frame inside a web view whose page contains `selector`. */
  async frameWith(selector) {
    return until(async () => {
      for (const frame of this.page.frames().slice(1)) {
        if (await frame.locator(selector).count().catch(() => 0)) return frame;
      }
      return undefined;
    });
  }
}
