// What passes between VS Code and the server: features that are off ask nothing, and the server gets the settings that are its own.

import * as vscode from "vscode";
import {
  DidChangeConfigurationNotification,
  type LanguageClient,
  type Middleware,
  ResponseError,
} from "vscode-languageclient/node";

import { type Feature, SERVER_FEATURES, kindOnly, mode, shown } from "./features";
import { chosenInterpreter } from "./interpreter";

/** The settings that the server reads at its start only, below `legb`. */
export const AT_START = ["cache", "maxFiles", "features.workspaceDiagnostics"];

/** The section `legb` as the server reads it, in its own spelling. What is not set is not said: then a project's settings count. */
export function serverSettings(): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration("legb");
  const keys = ["python", "extraPaths", "typeshed", "builtins", "diagnostics", "cache", "maxFiles"];
  const given = (key: string) => settings.get(key) || (key === "python" ? chosenInterpreter() : undefined);
  const said = keys.map(key => [kebab(key), given(key)]).filter(([, value]) => !isEmpty(value));
  const switched = SERVER_FEATURES.map(feature => [kebab(feature), settings.get(`features.${feature}`)])
    .filter(([, value]) => value === "on" || value === "off")
    .map(([key, value]) => [key, value === "on"]);
  return Object.fromEntries(switched.length > 0 ? [...said, ["features", Object.fromEntries(switched)]] : said);
}

const kebab = (key: string) => key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** The middleware of the client that `client` gives. */
export function middleware(client: () => LanguageClient | undefined): Middleware {
  /** Asks on only where a feature is on. */
  const where =
    <A extends unknown[], R>(feature: Feature, ask: (...args: A) => R) =>
    (...args: A): R | undefined =>
      mode(feature) === "off" ? undefined : ask(...args);

  return {
    provideHover: async (document, position, token, next) => {
      const how = mode("hover");
      if (how === "off") return undefined;
      const hover = await next(document, position, token);
      return hover && how === "kind" ? kindOnly(hover) : hover;
    },
    provideDefinition: (document, position, token, next) => where("definition", next)(document, position, token),
    provideDeclaration: (document, position, token, next) => where("declaration", next)(document, position, token),
    provideImplementation: (document, position, token, next) => where("definition", next)(document, position, token),
    provideTypeDefinition: (document, position, token, next) => where("definition", next)(document, position, token),
    provideReferences: (document, position, options, token, next) =>
      where("references", next)(document, position, options, token),
    provideDocumentHighlights: (document, position, token, next) =>
      where("highlights", next)(document, position, token),
    prepareRename: (document, position, token, next) => where("rename", next)(document, position, token),
    provideRenameEdits: async (document, position, name, token, next) => {
      try {
        const edit = await where("rename", next)(document, position, name, token);
        if (edit) renamed(name, edit);
        return edit;
      } catch (error) {
        if (!(error instanceof ResponseError)) throw error;
        void refused(error.message);
        // Nothing changes. An error would be cut to a line, and another server would be asked to do what was refused.
        return new vscode.WorkspaceEdit();
      }
    },
    provideCompletionItem: (document, position, context, token, next) =>
      where("completion", next)(document, position, context, token),
    provideSignatureHelp: (document, position, context, token, next) =>
      where("completion", next)(document, position, context, token),
    provideDocumentSymbols: (document, token, next) => where("documentSymbols", next)(document, token),
    provideWorkspaceSymbols: (query, token, next) => where("workspaceSymbols", next)(query, token),
    provideCodeActions: (document, range, context, token, next) =>
      where("codeActions", next)(document, range, context, token),
    provideDocumentSemanticTokens: (document, token, next) => where("semanticTokens", next)(document, token),
    provideDocumentSemanticTokensEdits: (document, previous, token, next) =>
      where("semanticTokens", next)(document, previous, token),
    provideDocumentRangeSemanticTokens: (document, range, token, next) =>
      where("semanticTokens", next)(document, range, token),
    handleDiagnostics: (uri, diagnostics, next) => next(uri, shown(diagnostics)),
    // What is shown depends on the mode too: diagnostics that are the same to the server are others once it has changed.
    provideDiagnostics: async (document, previous, token, next) => {
      const prefix = `${mode("diagnostics")}:`;
      const known = previous?.startsWith(prefix) ? previous.slice(prefix.length) : undefined;
      const report = await next(document, known, token);
      if (!report) return report;
      const resultId = prefix + (report.resultId ?? "");
      return "items" in report ? { ...report, resultId, items: shown(report.items) } : { ...report, resultId };
    },
    provideWorkspaceDiagnostics: (previous, token, reporter, next) =>
      next(previous, token, chunk =>
        reporter(
          chunk && {
            items: chunk.items.map(report => ("items" in report ? { ...report, items: shown(report.items) } : report)),
          },
        ),
      ),
    workspace: {
      configuration: async (params, token, next) => {
        const answers = await next(params, token);
        if (!Array.isArray(answers)) return answers;
        return answers.map((answer, at) => (params.items[at]?.section === "legb" ? serverSettings() : answer));
      },
      willRenameFiles: (event, next) => (mode("fileRenames") === "off" ? Promise.resolve(null) : next(event)),
      didChangeConfiguration: async () => tellSettings(client()),
    },
  };
}

/** Tells the server that its settings are others now. */
export async function tellSettings(client: LanguageClient | undefined): Promise<void> {
  // Without settings in it, the message makes the server ask for them.
  if (client?.isRunning()) await client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
}

/** Tells how much a rename changes: most of its files are not in sight. */
function renamed(name: string, edit: vscode.WorkspaceEdit): void {
  const files = edit.entries();
  const places = files.reduce((sum, [, edits]) => sum + edits.length, 0);
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const message = `legb: ${name} in ${count(places, "place")}, ${count(files.length, "file")}`;
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 8000);
}

/** Tells why a rename was refused, in full, and leads to the place that stands in its way. */
async function refused(reason: string): Promise<void> {
  const [, file, line, column] = /^ *(.+?):(\d+):(\d+): /m.exec(reason) ?? [];
  const [place] = file ? await vscode.workspace.findFiles(file, null, 1) : [];
  const show = "Show the Place";
  const chosen = await vscode.window.showWarningMessage(
    // A notification shows backticks as they are.
    `legb: ${reason.replace(/\n */g, " — ").replace(/`([^`]*)`/g, "‘$1’")}`,
    ...(place ? [show] : []),
    "Close",
  );
  if (chosen !== show || !place) return;
  const position = new vscode.Position(Number(line) - 1, Number(column) - 1);
  await vscode.window.showTextDocument(place, { selection: new vscode.Range(position, position) });
}

/** Asks for the diagnostics of all visible documents again, after what is shown of them has changed. */
export function refreshDiagnostics(client: LanguageClient): void {
  const feature = client.getFeature("textDocument/diagnostic");
  for (const { document } of vscode.window.visibleTextEditors) {
    feature.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
  }
}
