// What passes between VS Code and the server: features that are off ask nothing, and the server gets the settings that are its own.

import * as vscode from "vscode";
import { DidChangeConfigurationNotification, type LanguageClient, type Middleware } from "vscode-languageclient/node";

import { type Feature, kindOnly, mode, shown } from "./features";

/** The settings below `legb` that the server does not know. */
const CLIENT_ONLY = ["features", "namespaces", "server", "trace"];

/** The section `legb` as the server reads it: what is not set is not said. */
export function serverSettings(section: Record<string, unknown>): Record<string, unknown> {
  const isSaid = ([key, value]: [string, unknown]) => !CLIENT_ONLY.includes(key) && value !== null && value !== "";
  return Object.fromEntries(Object.entries(section).filter(isSaid));
}

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
    provideReferences: (document, position, options, token, next) =>
      where("references", next)(document, position, options, token),
    provideDocumentHighlights: (document, position, token, next) =>
      where("highlights", next)(document, position, token),
    prepareRename: (document, position, token, next) => where("rename", next)(document, position, token),
    provideRenameEdits: (document, position, name, token, next) =>
      where("rename", next)(document, position, name, token),
    provideCompletionItem: (document, position, context, token, next) =>
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
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      return report && "items" in report ? { ...report, items: shown(report.items) } : report;
    },
    workspace: {
      configuration: async (params, token, next) => {
        const answers = await next(params, token);
        if (!Array.isArray(answers)) return answers;
        return answers.map((answer, at) =>
          params.items[at]?.section === "legb" && answer ? serverSettings(answer) : answer,
        );
      },
      // Without settings in it, the message makes the server ask for them.
      didChangeConfiguration: async () => {
        if (client()?.isRunning()) {
          await client()?.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
        }
      },
    },
  };
}

/** Asks for the diagnostics of all visible documents again, after what is shown of them has changed. */
export function refreshDiagnostics(client: LanguageClient): void {
  const feature = client.getFeature("textDocument/diagnostic");
  for (const { document } of vscode.window.visibleTextEditors) {
    feature.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
  }
}
