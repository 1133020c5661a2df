// Which `legb` is started: the setting's, the one inside the extension, or the one on the PATH; and whether it is one.

import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";

/** A `legb` that answered. */
export interface Binary {
  path: string;
  /** Where it was found, for people. */
  from: string;
  /** What `legb --version` says behind the name. */
  version: string;
  /** Set where it runs, but is not the version that this extension was made for. */
  warning?: string;
}

/** Why there is none, in a sentence that says what to do. */
export interface NoBinary {
  problem: string;
}

const EXECUTABLE = process.platform === "win32" ? "legb.exe" : "legb";

/** How long `legb --version` may take: it takes 5 ms; a first start under a virus scanner takes seconds. */
const PATIENCE = 20_000;

/** Finds the `legb` to start and asks it for its version. */
export async function locate(context: vscode.ExtensionContext): Promise<Binary | NoBinary> {
  const { path: command, from } = candidate(context);
  let said: string;
  try {
    said = (await promisify(execFile)(command, ["--version"], { timeout: PATIENCE })).stdout.trim();
  } catch (error) {
    return { problem: `legb can't be started: ${reason(error, command)} (${from}). ${REMEDY}` };
  }
  const version = /^legb (\d+\.\d+\.\d+\S*.*)$/.exec(said)?.[1];
  if (version === undefined) {
    return { problem: `${command} (${from}) is no legb: its --version says "${said.slice(0, 80)}". ${REMEDY}` };
  }
  const wanted: string = context.extension.packageJSON.version;
  const warning = isOlder(version, wanted)
    ? `${command} (${from}) is legb ${version}; this extension is made for ${wanted}. Some of its views may stay empty.`
    : undefined;
  return { path: command, from, version, warning };
}

const REMEDY = "Clear the setting legb.server.path to take the one inside the extension, or install legb.";

function candidate(context: vscode.ExtensionContext): { path: string; from: string } {
  // A folder that nobody trusts may bring settings, and with them a program.
  const own = vscode.workspace.isTrusted ? vscode.workspace.getConfiguration("legb").get("server.path", "").trim() : "";
  if (own !== "") return { path: expand(own), from: "setting legb.server.path" };
  const bundled = path.join(context.extensionPath, "server", EXECUTABLE);
  if (fs.existsSync(bundled)) return { path: bundled, from: "inside the extension" };
  return { path: EXECUTABLE, from: "on the PATH" };
}

/** `~` and `${workspaceFolder}` as people write them in settings. */
function expand(written: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  return written.replace(/^~(?=[/\\])/, os.homedir()).replaceAll("${workspaceFolder}", folder);
}

function reason(error: unknown, command: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return `there is no ${command}`;
  if (code === "EACCES") return `${command} may not be executed`;
  return message.trim().split("\n")[0] ?? "";
}

/** Whether a version's major and minor number are below those of another one. */
function isOlder(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(part => parseInt(part, 10));
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split(".").map(part => parseInt(part, 10));
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
