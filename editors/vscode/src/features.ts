// Which features are on. Alone, all of them; beside another Python language server, those that it does not have. A setting for
// each feature decides otherwise.

import * as vscode from "vscode";

/** The features that a setting `legb.features.NAME` switches. */
export const FEATURES = [
  "hover",
  "definition",
  "declaration",
  "references",
  "rename",
  "highlights",
  "completion",
  "diagnostics",
  "semanticTokens",
  "documentSymbols",
  "workspaceSymbols",
  "codeActions",
  "fileRenames",
] as const;
export type Feature = (typeof FEATURES)[number];

/** The settings of the same kind that the server itself follows, as its own features: `inlayHints` is its `inlay-hints`. */
export const SERVER_FEATURES = [
  "semanticTokens",
  "completion",
  "autoImport",
  "inlayHints",
  "inlineValues",
  "codeLens",
  "linkedEditing",
  "workspaceDiagnostics",
] as const;

/** Another extension that answers questions about Python. */
interface Other {
  id: string;
  name: string;
  /** Features of FEATURES that it does not have. */
  lacks?: Feature[];
  /** The only features it has; all but `lacks` where it is not said. */
  only?: Feature[];
  /** Whether its settings leave it at work. */
  atWork?: () => boolean;
}

const get = <T>(section: string, key: string, otherwise: T): T =>
  vscode.workspace.getConfiguration(section).get<T>(key, otherwise);

const languageServer = () => get<string>("python", "languageServer", "Default");

const OTHERS: Other[] = [
  {
    id: "ms-python.vscode-pylance",
    name: "Pylance",
    atWork: () => ["Default", "Pylance"].includes(languageServer()),
  },
  {
    id: "ms-python.python",
    name: "Jedi",
    lacks: ["semanticTokens", "fileRenames"],
    atWork: () => languageServer() === "Jedi",
  },
  {
    id: "ms-pyright.pyright",
    name: "Pyright",
    lacks: ["semanticTokens", "fileRenames"],
    atWork: () => !get("pyright", "disableLanguageServices", false),
  },
  {
    id: "detachhead.basedpyright",
    name: "basedpyright",
    atWork: () => !get("basedpyright", "disableLanguageServices", false),
  },
  { id: "anysphere.cursorpyright", name: "Cursor Pyright" },
  { id: "codeium.windsurfpyright", name: "Windsurf Pyright" },
  { id: "astral-sh.ty", name: "ty", atWork: () => !get("ty", "disableLanguageServices", false) },
  { id: "meta.pyrefly", name: "Pyrefly", atWork: () => !get("python.pyrefly", "disableLanguageServices", false) },
  { id: "zuban.zubanls", name: "Zuban" },
  { id: "ms-python.mypy-type-checker", name: "Mypy", only: ["diagnostics"] },
  { id: "matangover.mypy", name: "Mypy", only: ["diagnostics"] },
  { id: "charliermarsh.ruff", name: "Ruff", only: ["diagnostics"] },
  { id: "ms-python.flake8", name: "Flake8", only: ["diagnostics"] },
  { id: "ms-python.pylint", name: "Pylint", only: ["diagnostics"] },
];

/** Diagnostics that every one of the others has in its way. */
const COMMON_CODES = new Set([
  "syntax-error",
  "undefined-name",
  "unbound-name",
  "possibly-unbound",
  "unresolved-import",
  "no-name-in-module",
  "unused-import",
  "unused-variable",
]);

function has(other: Other, feature: Feature): boolean {
  return other.only ? other.only.includes(feature) : !other.lacks?.includes(feature);
}

/** The other extensions that are at work now. */
export function others(): { name: string; features: Feature[] }[] {
  return OTHERS.filter(other => vscode.extensions.getExtension(other.id) && (other.atWork?.() ?? true)).map(other => ({
    name: other.name,
    features: FEATURES.filter(feature => has(other, feature)),
  }));
}

/** How a feature behaves now. */
export type Mode = "on" | "off" | "full" | "kind" | "own";

/** What a setting says, or where it says `auto`, what follows from the others at work. */
export function mode(feature: Feature): Mode {
  const said = get<string>("legb", `features.${feature}`, "auto");
  if (said !== "auto") return said as Mode;
  const taken = others().some(other => other.features.includes(feature));
  switch (feature) {
    case "hover":
      return taken ? "kind" : "full";
    case "diagnostics":
      return taken ? "own" : "on";
    // They belong to legb's own diagnostics and to questions that nobody else answers.
    case "codeActions":
      return "on";
    default:
      return taken ? "off" : "on";
  }
}

/** The diagnostics that are shown. */
export function shown(diagnostics: vscode.Diagnostic[]): vscode.Diagnostic[] {
  switch (mode("diagnostics")) {
    case "off":
      return [];
    case "own":
      return diagnostics.filter(({ code }) => !COMMON_CODES.has(String(typeof code === "object" ? code.value : code)));
    default:
      return diagnostics;
  }
}

/** A hover without the binding's line before what is said of the kind and the docstring behind it. */
export function kindOnly(hover: vscode.Hover): vscode.Hover {
  const contents = hover.contents.map(content => {
    if (!(content instanceof vscode.MarkdownString)) return content;
    const short = new vscode.MarkdownString(
      content.value.replace(/^```[^]*?\n```\n/, "").split(/\n+---\n/)[0],
      content.supportThemeIcons,
    );
    short.isTrusted = content.isTrusted;
    return short;
  });
  return new vscode.Hover(contents, hover.range);
}
