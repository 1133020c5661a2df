// The page that says what is in force: which server runs, whose rules count, what is on and why. For people, and for reports of bugs.

import * as os from "node:os";
import * as vscode from "vscode";

import type { Binary, NoBinary } from "./binary";
import type { Blocks } from "./blocks";
import { FEATURES, SERVER_FEATURES, mode, others } from "./features";
import { chosenInterpreter } from "./interpreter";
import { serverSettings } from "./middleware";

const URI = vscode.Uri.parse("legb:Version and settings.md");

export class Environment implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider("legb", this);
  private about: vscode.TextDocument | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly blocks: Blocks,
    private readonly binary: () => Binary | NoBinary | undefined,
    private readonly state: () => string,
  ) {}

  /** Opens the page, about the file in the editor. */
  async show(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    this.about = document?.languageId === "python" ? document : undefined;
    this.changed.fire(URI);
    await vscode.commands.executeCommand("markdown.showPreview", URI);
  }

  async provideTextDocumentContent(): Promise<string> {
    const binary = this.binary();
    const tree = this.about && (await this.blocks.of(this.about));
    const found = others();
    const settings = vscode.workspace.getConfiguration("legb");
    return [
      "# legb",
      "",
      binary === undefined || "problem" in binary
        ? `- server: ${binary?.problem ?? "not looked for yet"}`
        : `- server: legb ${binary.version}, \`${binary.path}\` (${binary.from}), ${this.state()}`,
      `- extension: ${this.context.extension.packageJSON.version}`,
      `- editor: ${vscode.env.appName} ${vscode.version} on ${process.platform} ${os.release()}, ${process.arch}`,
      `- folder: ${vscode.workspace.isTrusted ? "trusted" : "not trusted: the setting legb.server.path is ignored"}`,
      this.about
        ? `- rules for ${vscode.workspace.asRelativePath(this.about.uri)}: ${tree ? `Python ${tree.python}` : "not known"}`
        : "- rules: open a Python file to see which version counts for it",
      `- interpreter: ${interpreter(settings.get("python", ""))}`,
      `- settings given to the server: \`${JSON.stringify(serverSettings())}\``,
      `- others at work: ${found.map(({ name }) => name).join(", ") || "none"}`,
      "",
      "| feature | setting | now | others that have it |",
      "|---|---|---|---|",
      ...FEATURES.map(feature => {
        const by = found.filter(({ features }) => features.includes(feature)).map(({ name }) => name);
        return `| ${feature} | ${settings.get(`features.${feature}`)} | ${mode(feature)} | ${by.join(", ")} |`;
      }),
      ...SERVER_FEATURES.filter(feature => !FEATURES.some(other => other === feature)).map(feature => {
        const said = settings.get<string>(`features.${feature}`, "auto");
        return `| ${feature} | ${said} | ${said === "auto" ? "as the project says" : said} | |`;
      }),
      "",
    ].join("\n");
  }

  dispose(): void {
    this.changed.dispose();
    this.registration.dispose();
  }
}

/** Who says which interpreter it is. */
function interpreter(said: string): string {
  const chosen = chosenInterpreter();
  if (said) return `\`${said}\` (setting legb.python)`;
  return chosen ? `\`${chosen}\` (chosen in the extension Python)` : "as the project says, or what is found";
}
