// Draws the blocks of a file as boxes in boxes; an arrow leads from each free name to its cell. What is pointed at lights up
// wherever it means the same; a click tells the extension where to go.

import type { Block, Name, Place, Tree } from "../blocks";
import type { Drawn } from "../picture";

const vscode = acquireVsCodeApi();
const main = document.querySelector("main")!;

const BADGES: Record<string, string> = { local: "L", cell: "C", free: "F", global: "G", builtIn: "B", unresolved: "?" };
const SVG = "http://www.w3.org/2000/svg";

/** The rows of the names, by block and name. */
let rows = new Map<string, HTMLElement>();

window.addEventListener("message", ({ data }: MessageEvent<Drawn>) => draw(data));
// A narrower window breaks lines elsewhere, and arrows follow.
let tree: Tree | null = null;
new ResizeObserver(() => drawArrows()).observe(main);
vscode.postMessage("ready");

function draw(drawn: Drawn): void {
  if (JSON.stringify(drawn.tree) !== JSON.stringify(tree) || main.childElementCount === 0) {
    tree = drawn.tree;
    rows = new Map();
    main.replaceChildren();
    const module = tree?.blocks[0];
    if (!tree || !module) {
      main.append(
        element("p", "none", "There are no blocks to show: the server does not run, or can't read the file."),
      );
      return;
    }
    main.append(element("h1", "", drawn.file), element("span", "version", `Python ${tree.python}`));
    const boxes = tree.blocks.map(box);
    for (const block of tree.blocks) {
      if (block.parent !== undefined) boxes[block.parent]!.inner.append(boxes[block.id]!.box);
    }
    main.append(boxes[0]!.box, legend());
    drawArrows();
  }
  for (const old of main.querySelectorAll(".cursor")) old.classList.remove("cursor");
  if (drawn.cursor) {
    const { block, name } = drawn.cursor;
    const row = name === undefined ? undefined : rows.get(key(block, name));
    const at = row ?? main.querySelector<HTMLElement>(`[data-block="${block}"]`);
    at?.classList.add("cursor");
    at?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function key(block: number, name: string): string {
  return `${block} ${name}`;
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function box(block: Block): { box: HTMLElement; inner: HTMLElement } {
  const made = element("section", `box ${block.kind}`);
  made.dataset["block"] = String(block.id);
  const head = element("header", "");
  const { start, end } = block.range;
  const lines = start.line === end.line ? `${start.line + 1}` : `${start.line + 1}–${end.line + 1}`;
  head.append(
    element("span", "kind", block.kind.replaceAll("_", " ")),
    element("span", "title", block.name),
    element("span", "lines", lines),
  );
  head.title = `${block.qualified}\n${block.lifetime}`;
  clickable(head, { start, end: start });
  const names = element("div", "names");
  names.append(...block.names.map(name => row(block, name)));
  const inner = element("div", "inner");
  made.append(head, names, inner);
  return { box: made, inner };
}

/** The same six shades as the tree's, from what the request says. */
function shade(name: Name): string {
  if (name.lookup === "unresolved") return "unresolved";
  if (name.lookup === "built_in") return "builtIn";
  if (name.kind === "class") return "local";
  return ["local", "cell", "free"].includes(name.kind) ? name.kind : "global";
}

function row(block: Block, name: Name): HTMLElement {
  const made = element("div", `row ${shade(name)}${name.roles.includes("parameter") ? " parameter" : ""}`);
  made.dataset["variable"] = key(name.owner ?? -1, name.name);
  made.append(element("span", "badge", BADGES[shade(name)]), element("span", "name", name.name));
  const isBound = name.owner === block.id;
  const declared = name.roles.filter(role => role === "global" || role === "nonlocal").join(" ");
  made.append(element("span", "note", declared));
  made.title = `${name.name}: ${name.roles.join(", ").replaceAll("_", " ")}${isBound ? "" : "\nbound elsewhere"}`;
  const place = name.first ?? name.bound;
  if (place) clickable(made, place);
  made.addEventListener("mouseenter", () => point(made.dataset["variable"]));
  made.addEventListener("mouseleave", () => point(undefined));
  rows.set(key(block.id, name.name), made);
  return made;
}

function clickable(made: HTMLElement, place: Place): void {
  made.tabIndex = 0;
  made.role = "button";
  made.addEventListener("click", () => vscode.postMessage({ place }));
  made.addEventListener("keydown", event => {
    if (event.key === "Enter") vscode.postMessage({ place });
  });
}

/** Lights up all rows and arrows of a variable. */
function point(variable: string | undefined): void {
  main.classList.toggle("pointing", variable !== undefined);
  for (const shown of main.querySelectorAll<HTMLElement | SVGElement>("[data-variable]")) {
    shown.classList.toggle("on", shown.dataset["variable"] === variable);
  }
}

/** Draws an arrow from each name that another block owns to the owner's: closures always, globals while pointed at. */
function drawArrows(): void {
  main.querySelector("svg")?.remove();
  if (!tree) return;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", String(main.scrollWidth));
  svg.setAttribute("height", String(main.scrollHeight));
  const origin = main.getBoundingClientRect();
  for (const block of tree.blocks) {
    for (const name of block.names) {
      if (name.owner === undefined || name.owner === block.id) continue;
      const from = rows.get(key(block.id, name.name))?.querySelector(".badge")?.getBoundingClientRect();
      const to = rows.get(key(name.owner, name.name))?.querySelector(".badge")?.getBoundingClientRect();
      if (!from || !to) continue;
      svg.append(arrow(name, from, to, origin));
    }
  }
  main.append(svg);
}

/** An arrow that leaves a badge to the left, rises beside the boxes' edges and comes in from the left. */
function arrow(name: Name, from: DOMRect, to: DOMRect, origin: DOMRect): SVGElement {
  const start = { x: from.left - origin.left - 2, y: from.top + from.height / 2 - origin.top };
  const end = { x: to.left - origin.left - 5, y: to.top + to.height / 2 - origin.top };
  const bulge = Math.min(60, 14 + Math.abs(start.y - end.y) / 6);
  const left = Math.min(start.x, end.x) - bulge;
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", `arrow ${shade(name)}`);
  group.dataset["variable"] = key(name.owner!, name.name);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", `M${start.x},${start.y} C${left},${start.y} ${left},${end.y} ${end.x},${end.y}`);
  const head = document.createElementNS(SVG, "path");
  head.setAttribute("class", "head");
  head.setAttribute("d", `M${end.x - 4},${end.y - 4} L${end.x + 3},${end.y} L${end.x - 4},${end.y + 4} z`);
  group.append(line, head);
  return group;
}

function legend(): HTMLElement {
  const made = element("footer", "");
  const words = {
    local: "local",
    cell: "cell",
    free: "free",
    global: "global",
    builtIn: "built-in",
    unresolved: "unresolved",
  };
  for (const [kind, word] of Object.entries(words)) {
    const entry = element("span", `row ${kind}`);
    entry.append(element("span", "badge", BADGES[kind]), element("span", "", word));
    made.append(entry);
  }
  return made;
}
