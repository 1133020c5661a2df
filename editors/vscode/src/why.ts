// The view Why This Name?: what the server says of the name at the cursor, kept in sight while the cursor moves.

import * as vscode from "vscode";
import { HoverRequest, type LanguageClient, MarkupContent } from "vscode-languageclient/node";

/** How long the cursor rests before it is asked about. */
const QUIET = 150;

export class Why implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The editor that is asked about. It stays where the focus goes to a view or a picture. */
  private editor: vscode.TextEditor | undefined;
  /** How often was asked: an answer that another question has overtaken is dropped. */
  private asked = 0;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.disposables = [
      vscode.window.registerWebviewViewProvider("legb.whyView", this),
      vscode.window.onDidChangeTextEditorSelection(() => this.later()),
      vscode.window.onDidChangeActiveTextEditor(() => this.later()),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.onDidChangeVisibility(() => this.later());
    view.onDidDispose(() => (this.view = undefined));
    this.later();
  }

  /** Asks anew: another server runs, or none. */
  refresh(): void {
    this.later();
  }

  private later(): void {
    this.editor = vscode.window.activeTextEditor ?? this.editor;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(), QUIET);
  }

  private async follow(): Promise<void> {
    const { editor } = this;
    if (!this.view?.visible || !editor || editor.document.isClosed) return;
    const number = (this.asked += 1);
    const said = await this.ask(editor);
    const html = said && (await vscode.commands.executeCommand<string>("markdown.api.render", said));
    if (this.view && number === this.asked)
      this.view.webview.html = page(html || "<p class=none>No name at the cursor.</p>");
  }

  private async ask({ document, selection }: vscode.TextEditor): Promise<string | undefined> {
    const client = this.client();
    if (document.languageId !== "python" || !client?.isRunning()) return undefined;
    const { asTextDocumentIdentifier, asPosition } = client.code2ProtocolConverter;
    const asked = { textDocument: asTextDocumentIdentifier(document), position: asPosition(selection.active) };
    const hover = await client.sendRequest(HoverRequest.type, asked).catch(() => null);
    return hover && MarkupContent.is(hover.contents) ? hover.contents.value : undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

/** The answer as a page without scripts. */
function page(body: string): string {
  return `<!DOCTYPE html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { padding: 0 12px 8px; color: var(--vscode-foreground); line-height: 1.45; }
code { font-family: var(--vscode-editor-font-family); font-size: 0.95em; color: var(--vscode-textPreformat-foreground); }
pre { overflow-x: auto; padding: 6px 8px; background: var(--vscode-textCodeBlock-background); border-radius: 3px; }
pre code { color: var(--vscode-editor-foreground); }
ul { padding-left: 16px; margin: 6px 0; }
hr { border: 0; border-top: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
.none { opacity: 0.7; }
</style></head><body>${body}</body></html>`;
}
