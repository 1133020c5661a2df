// Brings the server, its views and the commands together.

import * as vscode from "vscode";

import { Blocks } from "./blocks";
import { Environment } from "./environment";
import { Interpreter } from "./interpreter";
import { AT_START } from "./middleware";
import { Namespaces } from "./namespaces";
import { Picture } from "./picture";
import { Server } from "./server";
import { Why } from "./why";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const running = (server = new Server(context));
  const blocks = new Blocks(() => running.client);
  const namespaces = new Namespaces(blocks);
  const picture = new Picture(context.extensionUri, blocks);
  const why = new Why(() => running.client);
  const environment = new Environment(
    context,
    blocks,
    () => running.binary,
    () => running.state(),
  );
  const interpreter = new Interpreter();
  const command = (name: string, run: (...args: never[]) => unknown) => vscode.commands.registerCommand(name, run);
  const showBuiltIns = (shown: boolean) =>
    vscode.workspace
      .getConfiguration("legb")
      .update("namespaces.showBuiltIns", shown, vscode.ConfigurationTarget.Global);

  context.subscriptions.push(
    running,
    namespaces,
    picture,
    why,
    environment,
    interpreter,
    interpreter.onDidChange(() => running.settingsChanged()),
    running.onDidChange(() => {
      blocks.forget();
      for (const view of [namespaces, picture, why]) view.refresh();
    }),
    command("legb.restartServer", () => running.restart()),
    command("legb.showOutput", () => running.showOutput()),
    command("legb.showTrace", () => running.showTrace()),
    command("legb.showEnvironment", () => environment.show()),
    command("legb.why", () => vscode.commands.executeCommand("legb.whyView.focus", { preserveFocus: true })),
    command("legb.showBlocks", () => {
      const isPython = (document: vscode.TextDocument) => document.languageId === "python";
      const active = vscode.window.activeTextEditor?.document ?? namespaces.document;
      // Asked for from a page such as First Steps, it is about a file that is open.
      const document = active && isPython(active) ? active : vscode.workspace.textDocuments.find(isPython);
      if (document) picture.show(document);
      else void vscode.window.showInformationMessage("Open a Python file to see its blocks.");
    }),
    command("legb.openWalkthrough", () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`),
    ),
    command("legb.goToBinding", node => namespaces.goToBinding(node)),
    command("legb.showBuiltIns", () => showBuiltIns(true)),
    command("legb.hideBuiltIns", () => showBuiltIns(false)),
    // A path of the folder's settings counts from the moment the folder is trusted.
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeConfiguration(change => {
      const isOfStart = ["server", ...AT_START].some(key => change.affectsConfiguration(`legb.${key}`));
      if (isOfStart) void running.restart();
      else running.refresh();
    }),
    vscode.extensions.onDidChange(() => running.refresh()),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.client?.stop();
}
