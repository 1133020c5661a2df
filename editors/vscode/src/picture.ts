// The panel with the picture of a file's blocks: it shows the file as it is being edited, and a click leads to the code.

import * as vscode from "vscode";

import { type Blocks, type Place, type Tree, blockAt, nameAt, range } from "./blocks";

/** How long after the last keystroke the picture is drawn anew. */
const QUIET = 200;

/** What the panel is told: a file's blocks, and the block and name at the cursor. */
export interface Drawn {
  file: string;
  tree: Tree | null;
  cursor?: { block: number; name?: string };
}

/** What the panel tells: somebody clicked at a place. */
export interface Clicked {
  place: Place;
}

export class Picture implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly blocks: Blocks,
  ) {
    this.disposables = [
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (editor?.document.languageId === "python") this.later(editor.document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document) this.later(document);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document === this.document) this.later(textEditor.document);
      }),
    ];
  }

  /** Opens the panel beside the editor, or brings it to the front. */
  show(document: vscode.TextDocument): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
    } else {
      const root = this.extensionUri;
      this.panel = vscode.window.createWebviewPanel(
        "legb.blocks",
        "Blocks",
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        {
          enableScripts: true,
          localResourceRoots: [vscode.Uri.joinPath(root, "dist"), vscode.Uri.joinPath(root, "media")],
        },
      );
      this.panel.iconPath = vscode.Uri.joinPath(root, "images", "icon.png");
      this.panel.onDidDispose(() => (this.panel = undefined));
      this.panel.onDidChangeViewState(() => this.document && this.later(this.document));
      this.panel.webview.onDidReceiveMessage((message: Clicked | "ready") => {
        if (message === "ready") void this.draw();
        else void this.goTo(message.place);
      });
      this.panel.webview.html = this.page(this.panel.webview);
    }
    this.document = document;
    void this.draw();
  }

  /** Asks anew: another server runs, or none. */
  refresh(): void {
    if (this.document) this.later(this.document);
  }

  private later(document: vscode.TextDocument): void {
    if (!this.panel) return;
    this.document = document;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), QUIET);
  }

  private async draw(): Promise<void> {
    const document = this.document;
    if (!this.panel?.visible || !document) return;
    const tree = await this.blocks.of(document);
    if (!this.panel || document !== this.document) return;
    const file = vscode.workspace.asRelativePath(document.uri);
    this.panel.title = `Blocks of ${file.slice(file.lastIndexOf("/") + 1)}`;
    const editor = vscode.window.visibleTextEditors.find(editor => editor.document === document);
    const drawn: Drawn = { file, tree, cursor: tree && editor ? cursor(tree, editor) : undefined };
    await this.panel.webview.postMessage(drawn);
  }

  private async goTo(place: Place): Promise<void> {
    if (!this.document) return;
    const open = vscode.window.visibleTextEditors.find(editor => editor.document === this.document);
    await vscode.window.showTextDocument(this.document, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: range(place),
    });
  }

  private page(webview: vscode.Webview): string {
    const resource = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(this.extensionUri, ...path));
    return `<!DOCTYPE html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource}">
<link rel="stylesheet" href="${resource("media", "picture.css")}">
</head><body><main></main><script src="${resource("dist", "picture.js")}"></script></body></html>`;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

function cursor(tree: Tree, { document, selection }: vscode.TextEditor): Drawn["cursor"] {
  const [block, name] = nameAt(tree, document, selection.active) ?? [blockAt(tree, selection.active)];
  return block && { block: block.id, name: name?.name };
}
