// The tree of a file's blocks as the server tells it (`legb/blocks`), and questions about it.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** A place as the protocol writes it: lines and columns from 0. */
export interface Place {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** A name in a block. */
export interface Name {
  name: string;
  kind: "local" | "cell" | "free" | "global" | "global_explicit" | "global_implicit" | "class";
  /** The block whose variable it is. */
  owner?: number;
  /** Where nothing in the file binds it. */
  lookup?: "built_in" | "module_attribute" | "star_import" | "unresolved";
  roles: string[];
  /** Where the block first mentions it. */
  first?: Place;
  /** Where its variable is first bound. */
  bound?: Place;
}

/** A block: a module, class, function, lambda, comprehension, or one of the type system's. */
export interface Block {
  id: number;
  parent?: number;
  kind: string;
  name: string;
  qualified: string;
  range: Place;
  namespace: string;
  lifetime: string;
  names: Name[];
}

/** All blocks of a file, each after the one around it; a block's id is its place in the list. */
export interface Tree {
  python: string;
  blocks: Block[];
}

/** How a name is shown: five kinds that have colours of their own. */
export type Shade = "local" | "cell" | "free" | "global" | "builtIn" | "unresolved";

/** The colour of a name. */
export function shade(name: Name): Shade {
  if (name.lookup === "unresolved") return "unresolved";
  if (name.lookup === "built_in") return "builtIn";
  switch (name.kind) {
    case "cell":
    case "free":
    case "local":
      return name.kind;
    case "class":
      return "local";
    default:
      return "global";
  }
}

/** The kind in words. */
export function kindInWords(name: Name): string {
  switch (name.lookup) {
    case "built_in":
      return "built-in";
    case "unresolved":
      return "unresolved";
    case "star_import":
      return "from a star import";
    case "module_attribute":
      return "attribute of every module";
  }
  return (
    { global_explicit: "global (declared)", global_implicit: "global", class: "class" }[name.kind as string] ??
    name.kind
  );
}

/** Asks for the blocks of a document, once for each version of it. */
export class Blocks {
  private asked = new WeakMap<vscode.TextDocument, { version: number; tree: Promise<Tree | null> }>();

  constructor(private readonly client: () => LanguageClient | undefined) {}

  /** The tree of a document's blocks; null where the server has none or does not run. */
  of(document: vscode.TextDocument): Promise<Tree | null> {
    const client = this.client();
    if (!client?.isRunning()) return Promise.resolve(null);
    const known = this.asked.get(document);
    if (known?.version === document.version) return known.tree;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const tree = client.sendRequest<Tree | null>("legb/blocks", { textDocument: { uri } }).catch(() => {
      // A server that stops while it is asked is asked again when it runs.
      this.asked.delete(document);
      return null;
    });
    this.asked.set(document, { version: document.version, tree });
    return tree;
  }

  /** Forgets all answers: those of a server that no longer runs are not its successor's. */
  forget(): void {
    this.asked = new WeakMap();
  }
}

/** A place as VS Code writes it. */
export function range({ start, end }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The innermost block at a position: blocks follow those around them, so the last one that holds it. */
export function blockAt(tree: Tree, position: vscode.Position): Block | undefined {
  return tree.blocks.findLast(block => range(block.range).contains(position)) ?? tree.blocks[0];
}

/** The name at a position, in the innermost block that mentions it. */
export function nameAt(
  tree: Tree,
  document: vscode.TextDocument,
  position: vscode.Position,
): [Block, Name] | undefined {
  const word = document.getWordRangeAtPosition(position, /[\p{L}\p{N}_]+/u);
  if (!word) return undefined;
  const text = document.getText(word);
  for (let block = blockAt(tree, position); block; block = tree.blocks[block.parent ?? -1]) {
    const found = block.names.find(({ name }) => name === text);
    if (found) return [block, found];
  }
  return undefined;
}
