// The view Namespaces: the blocks of the file in the editor and their names, with the cursor's name selected.

import * as vscode from "vscode";

import { type Block, type Blocks, type Name, type Tree, blockAt, kindInWords, nameAt, range, shade } from "./blocks";

/** What stands on a line of the view. */
interface Node {
  /** The same for the same line after an edit: then it stays folded or open. */
  id: string;
  block: Block;
  /** Not there for the line of the block itself. */
  name?: Name;
}

/** How long after the last keystroke or cursor movement the view follows. */
const QUIET = 120;

/** Words for the icons of blocks. */
const BLOCK_ICONS: Record<string, string> = {
  module: "symbol-file",
  class: "symbol-class",
  function: "symbol-method",
  lambda: "symbol-operator",
  comprehension: "symbol-array",
};

/** The view's content. */
export class Namespaces implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly disposables: vscode.Disposable[] = [];
  /** The file that the view shows. */
  document: vscode.TextDocument | undefined;
  private tree: Tree | null = null;
  /** VS Code knows a line by its object: a line that stays keeps it. */
  private known = new Map<string, Node>();
  /** The lines of each block: itself, its names, the blocks in it. */
  private nodes: { self: Node; names: Node[]; inner: Node[] }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly blocks: Blocks) {
    this.view = vscode.window.createTreeView("legb.namespaces", { treeDataProvider: this, showCollapseAll: true });
    const later = () => this.later();
    this.disposables.push(
      this.view,
      this.changed,
      this.view.onDidChangeVisibility(later),
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.window.onDidChangeTextEditorSelection(event => {
        // A click in the view has moved the cursor: the view is where it should be.
        if (event.kind !== undefined && event.textEditor === vscode.window.activeTextEditor) later();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document) later();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration("legb.namespaces")) this.rebuild();
      }),
    );
  }

  /** Asks anew: another server runs, or none. */
  refresh(): void {
    this.later();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(), QUIET);
  }

  private async follow(): Promise<void> {
    if (!this.view.visible) return;
    const editor = vscode.window.activeTextEditor;
    // Without an editor, as when this view or a picture has the focus, the last file stays.
    if (editor && editor.document.languageId !== "python") return this.show(undefined, null);
    const document = editor?.document ?? this.document;
    if (!document || document.isClosed) return this.show(undefined, null);
    const tree = await this.blocks.of(document);
    if (document !== this.document || tree !== this.tree) this.show(document, tree);
    const follows = vscode.workspace.getConfiguration("legb").get("namespaces.followCursor", true);
    if (tree && editor && follows) await this.select(tree, editor);
  }

  private show(document: vscode.TextDocument | undefined, tree: Tree | null): void {
    this.document = document;
    this.tree = tree;
    this.view.description = tree ? `Python ${tree.python}` : undefined;
    this.rebuild();
  }

  private rebuild(): void {
    const withBuiltIns = vscode.workspace.getConfiguration("legb").get("namespaces.showBuiltIns", true);
    const known = this.known;
    this.known = new Map();
    const node = (id: string, block: Block, name?: Name): Node => {
      const made = Object.assign(known.get(id) ?? { id, block }, { block, name });
      this.known.set(id, made);
      return made;
    };
    this.nodes = (this.tree?.blocks ?? []).map(block => ({
      self: node(`${block.id} ${block.qualified}`, block),
      names: block.names
        .filter(name => withBuiltIns || name.lookup !== "built_in")
        .map(name => node(`${block.id} ${block.qualified} ${name.name}`, block, name)),
      inner: [],
    }));
    for (const { self } of this.nodes) {
      if (self.block.parent !== undefined) this.nodes[self.block.parent]?.inner.push(self);
    }
    this.changed.fire();
  }

  private async select(tree: Tree, editor: vscode.TextEditor): Promise<void> {
    const at = nameAt(tree, editor.document, editor.selection.active);
    const block = at?.[0] ?? blockAt(tree, editor.selection.active);
    const lines = block && this.nodes[block.id];
    if (!lines) return;
    const node = lines.names.find(({ name }) => name === at?.[1]) ?? lines.self;
    if (this.view.selection[0] === node) return;
    // The view may be hidden, or its lines replaced, before it is told; then there is nothing to select.
    await this.view.reveal(node, { select: true, focus: false, expand: true }).then(undefined, () => undefined);
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.nodes[0] ? [this.nodes[0].self] : [];
    if (node.name) return [];
    const lines = this.nodes[node.block.id];
    return lines ? [...lines.names, ...lines.inner] : [];
  }

  getParent(node: Node): Node | undefined {
    if (node.name) return this.nodes[node.block.id]?.self;
    return node.block.parent === undefined ? undefined : this.nodes[node.block.parent]?.self;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const item = node.name ? this.nameItem(node.block, node.name) : blockItem(node.block);
    item.id = node.id;
    const place = node.name ? (node.name.first ?? node.name.bound) : node.block.range;
    if (place && this.document) {
      const selection = node.name ? range(place) : startOf(range(place));
      item.command = {
        command: "vscode.open",
        title: "Go to",
        arguments: [this.document.uri, { selection, preserveFocus: true }],
      };
    }
    return item;
  }

  private nameItem(block: Block, name: Name): vscode.TreeItem {
    const item = new vscode.TreeItem(name.name);
    item.iconPath = new vscode.ThemeIcon(nameIcon(name), new vscode.ThemeColor(`legb.${shade(name)}`));
    const owner = name.owner !== undefined && name.owner !== block.id ? this.tree?.blocks[name.owner] : undefined;
    const of = owner && owner.kind !== "module" ? ` of ${owner.name}` : "";
    item.description = kindInWords(name) + of;
    item.tooltip = new vscode.MarkdownString(tooltip(name, owner));
    item.contextValue = name.bound ? "bound" : undefined;
    item.accessibilityInformation = { label: `${name.name}, ${item.description}, in ${block.name}` };
    return item;
  }

  /** Shows where the variable of a line is first bound. */
  async goToBinding(node: Node | undefined): Promise<void> {
    if (!node?.name?.bound || !this.document) return;
    await vscode.window.showTextDocument(this.document, { selection: range(node.name.bound) });
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

function blockItem(block: Block): vscode.TreeItem {
  const { start, end } = block.range;
  const item = new vscode.TreeItem(
    block.name,
    block.kind === "module" ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.iconPath = new vscode.ThemeIcon(BLOCK_ICONS[block.kind] ?? "symbol-namespace");
  const lines = start.line === end.line ? `line ${start.line + 1}` : `lines ${start.line + 1}–${end.line + 1}`;
  item.description = `${block.kind.replaceAll("_", " ")}, ${lines}`;
  item.tooltip = new vscode.MarkdownString(
    `**${block.kind.replaceAll("_", " ")}** \`${block.qualified}\`\n\n${block.lifetime}`,
  );
  return item;
}

function nameIcon({ roles }: Name): string {
  if (roles.includes("parameter")) return "symbol-parameter";
  if (roles.includes("class")) return "symbol-class";
  if (roles.includes("def")) return "symbol-method";
  if (roles.includes("import")) return "symbol-namespace";
  if (roles.includes("type_parameter")) return "symbol-type-parameter";
  return "symbol-variable";
}

function tooltip(name: Name, owner: Block | undefined): string {
  const lines = [`**${kindInWords(name)}** \`${name.name}\``];
  if (owner) lines.push(`a variable of ${owner.kind} \`${owner.qualified}\``);
  if (name.bound) lines.push(`first bound in line ${name.bound.start.line + 1}`);
  if (name.roles.length > 0) lines.push(`here: ${name.roles.join(", ").replaceAll("_", " ")}`);
  return lines.join("\n\n");
}

function startOf(whole: vscode.Range): vscode.Range {
  return new vscode.Range(whole.start, whole.start);
}
