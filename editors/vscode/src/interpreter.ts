// The interpreter that a person has chosen in Microsoft's Python extension. It counts where the setting `legb.python` says nothing.

import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";

const PYTHON = "ms-python.python";

/** What is used of what that extension offers to others. */
interface Python {
  environments?: {
    /** The path of an interpreter, or of an environment that has none; a mere `python` where nothing is chosen. */
    getActiveEnvironmentPath(about?: vscode.WorkspaceFolder): { path: string };
    onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** The interpreter that is chosen for the first folder, once that extension is at work and knows. */
export function chosenInterpreter(): string | undefined {
  const extension = vscode.extensions.getExtension<Python>(PYTHON);
  const environments = extension?.isActive ? extension.exports?.environments : undefined;
  let chosen = "";
  try {
    chosen = environments?.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0])?.path ?? "";
  } catch {
    // What goes wrong there keeps nothing from working here.
  }
  return path.isAbsolute(chosen) && fs.existsSync(chosen) ? chosen : undefined;
}

/** Tells when there is another one: also that extension may come to work, or be installed, after this one. */
export class Interpreter implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private followed: Python | undefined;
  private readonly subscriptions: vscode.Disposable[] = [this.changed];

  constructor() {
    this.subscriptions.push(vscode.extensions.onDidChange(() => void this.follow()));
    void this.follow();
  }

  private async follow(): Promise<void> {
    // It starts for the same files as this extension. What keeps it from that it tells people itself.
    const python = await vscode.extensions
      .getExtension<Python>(PYTHON)
      ?.activate()
      .then(undefined, () => undefined);
    if (!python?.environments || python === this.followed) return;
    this.followed = python;
    this.subscriptions.push(python.environments.onDidChangeActiveEnvironmentPath(() => this.changed.fire()));
    this.changed.fire();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
