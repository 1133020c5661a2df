// What a person sees: the same editor through its window, with keyboard and mouse. Screenshots go to SHOTS.
import fs from "node:fs";
import path from "node:path";
import { finish, ok, sleep, start, test, until } from "./harness.mjs";

const here = import.meta.dirname;
const proj = path.join(here, "../proj");
const closure = path.join(here, "../../blocks/closure_with_nonlocal.py");

await test("names", async () => {
  const editor = await start({ folder: proj, prepare: project => fs.copyFileSync(closure, path.join(project, "closure.py")) });
  const { page, keyboard } = editor;
  await editor.open("main.py");
  await editor.goTo(7, 20);
  const hover = await editor.hover("global");
  ok(hover.includes("global import of this module: function area of module pkg.geometry"), "pointing at a name shows its kind", hover);
  ok(hover.includes("Return the area of a rectangle."), "and its docstring", hover);
  await editor.shot("hover");
  await keyboard.press("Escape");

  await keyboard.press("F12");
  await until(async () => (await editor.tab()) === "geometry.py");
  const cursor = await until(async () => /^Ln 4, Col 5/.test(await editor.cursor()) && editor.cursor());
  ok(cursor, "F12 goes to the definition in the other file", [await editor.tab(), await editor.cursor()]);
  await keyboard.press("Shift+F12");
  const peek = page.locator(".reference-zone-widget");
  await peek.waitFor({ timeout: 10_000 });
  const peeked = await until(async () => /main\.py/.test(await peek.innerText()) && peek.innerText());
  ok(peeked, "Shift+F12 shows the references in the file that is not in front", await peek.innerText());
  await editor.shot("references");
  await keyboard.press("Escape");

  await editor.open("main.py");
  await editor.goTo(7, 12);
  await editor.rename("sides");
  const told = await until(async () => /can't rename/.test(await editor.notifications()) && editor.notifications());
  ok(/function .total. binds .sides. already — main\.py:4:11: def total/.test(told), "a refused rename shows the reason", told);
  await editor.shot("refused");
  await page.locator(".notification-toast .monaco-button", { hasText: "Show the Place" }).click();
  ok(await until(async () => /^Ln 4, Col 11/.test(await editor.cursor())), "and leads to the place in its way", await editor.cursor());
  ok(editor.read("main.py") === fs.readFileSync(path.join(proj, "main.py"), "utf8"), "and nothing has changed", editor.read("main.py"));
  await editor.goTo(11, 3);
  await keyboard.press("F2");
  const message = page.locator(".monaco-editor-overlaymessage");
  await message.waitFor({ timeout: 10_000 });
  const reason = (await message.innerText()).replaceAll("\u00a0", " ");
  ok(/can't rename `?print`?.*built-in/.test(reason), "what can't be renamed at all says so before a name is asked for", reason);
  await editor.shot("not-renamed");
  await keyboard.press("Escape");

  await editor.goTo(7, 20);
  await editor.rename("surface");
  await sleep(800);
  await editor.saveAll();
  await until(() => ["main.py", "pkg/geometry.py"].every(file => editor.read(file).includes("surface")), 8000);
  ok(/import surface\n[^]*\+= surface\(w, h\)/.test(editor.read("main.py")), "F2 renames in this file, on disk", editor.read("main.py"));
  ok(/def surface\([^]*UNIT = surface\(1, 1\)/.test(editor.read("pkg/geometry.py")), "and in the other", editor.read("pkg/geometry.py"));

  await editor.goTo(8, 18);
  await keyboard.type(" + missin");
  const squiggle = page.locator(".squiggly-warning");
  await squiggle.first().waitFor({ timeout: 10_000 });
  ok(true, "an undefined name is marked while it is typed");
  await editor.shot("diagnostic");
  for (let n = 0; n < 9; n += 1) await keyboard.press("Backspace");
  ok(await until(async () => (await squiggle.count()) === 0), "and no longer once it is gone", await squiggle.count());
  await editor.saveAll();

  await editor.open("closure.py");
  await editor.goTo(7, 17);
  await page.locator('.activitybar .action-label[aria-label*="Python Names"]').click();
  await editor.focus();
  await editor.goTo(8, 17);
  const selected = () => page.locator('.pane:has(.pane-header[aria-label^="Namespaces"]) .monaco-list-row.selected').innerText().catch(() => "");
  const follows = await until(async () => /failures/.test(await selected()) && selected());
  ok(/failures\s*free of retry/.test(follows ?? ""), "the view Namespaces selects the name at the cursor", await selected());
  ok((await editor.tree("Namespaces")).some(line => /^range ?built-in$/.test(line)), "and lists the names of its block", await editor.tree("Namespaces"));
  // The page is written anew as the cursor moves, and its frame with it.
  const answer = await until(async () => (await editor.frameWith("text=free"))?.locator("body").innerText().catch(() => ""));
  ok(/free: variable of function retry/.test(answer ?? ""), "the view Why This Name? answers for the cursor", answer);
  await editor.shot("namespaces");
  await page.locator(".monaco-list-row", { hasText: "times" }).first().click();
  ok(await until(async () => /^Ln 2, /.test(await editor.cursor())), "a click on a name goes to the code", await editor.cursor());

  await editor.command("legb: Show Picture of Blocks");
  const picture = await editor.frameWith("section.box.module");
  const boxes = (await picture?.locator("section.box").count()) ?? 0;
  ok(boxes === 4, "the picture has a box for each block", boxes);
  const arrows = await picture.locator(".arrow.free").count();
  ok(arrows === 3, "and an arrow from each free name to its cell", arrows);
  await editor.shot("picture");
  await picture.locator('section[data-block="3"] .row', { hasText: "range" }).first().click();
  ok(await until(async () => /^Ln 7, /.test(await editor.cursor())), "a click in the picture goes to the code", await editor.cursor());
  await keyboard.press("End");
  await keyboard.press("Enter");
  await keyboard.type("extra = 1");
  ok(await until(async () => picture.locator(".row", { hasText: "extra" }).count()), "the picture follows what is typed");
});

// Names have the colours of their kinds in the default themes, light and dark.
for (const [theme, colours] of [
  ["Default Light Modern", { count: "rgb(122, 66, 214) italic", rows: "rgb(176, 74, 0)", CURRENCY: "rgb(10, 95, 194)" }],
  ["Default Dark Modern", { count: "rgb(200, 162, 255) italic", rows: "rgb(240, 160, 112)", CURRENCY: "rgb(124, 192, 255)" }],
]) {
  await test(`colours in ${theme}`, async () => {
    const editor = await start({ folder: path.join(here, "script"), settings: { "workbench.colorTheme": theme } });
    const from = Date.now();
    await editor.open("report.py");
    const shown = Date.now() - from;
    for (const [name, colour] of Object.entries(colours)) {
      ok(await editor.coloured(name, colour), `${name} has its colour in ${theme}`, await editor.coloured(name));
      if (name !== "count") continue;
      // VS Code loads the extension once the text is there, and asks when it finds the time. A slow machine is slow to show the text as well.
      const coloured = Date.now() - from;
      ok(coloured - shown < 2000 + 3 * shown, `shown ${shown} ms and coloured ${coloured} ms after the double click`);
    }
    await editor.shot(theme.replaceAll(" ", "-"));
  });
}

await test("a file is renamed", async () => {
  const editor = await start({ folder: proj });
  await editor.open("main.py");
  await editor.goTo(7, 20);
  await editor.hover("global");
  await editor.keyboard.press("Escape");
  await editor.reveal("pkg");
  await (await editor.row("geometry.py")).click();
  await editor.keyboard.press("F2");
  await sleep(500);
  await editor.keyboard.press("Control+A");
  await editor.keyboard.type("shapes.py");
  await editor.keyboard.press("Enter");
  const dialog = editor.page.locator(".monaco-dialog-box");
  await dialog.waitFor({ timeout: 10_000 });
  ok(/legb/.test(await dialog.innerText()), "imports that follow are asked about", await dialog.innerText());
  await editor.shot("file-renamed");
  await dialog.locator(".monaco-button", { hasText: "OK" }).click();
  await sleep(1000);
  await editor.saveAll();
  ok(await until(() => editor.read("main.py").startsWith("from pkg.shapes import area")), "and are written", editor.read("main.py"));
});

await test("a folder that can only be read", async () => {
  const editor = await start({
    folder: proj,
    settings: { "files.readonlyInclude": { "**/*.py": true } },
    prepare: project => fs.readdirSync(project, { recursive: true }).forEach(file => fs.chmodSync(path.join(project, file), file.endsWith(".py") ? 0o444 : 0o555)),
  });
  await editor.open("main.py");
  await editor.goTo(7, 20);
  ok((await editor.hover("global")).includes("global import"), "in a folder that can only be read legb answers");
  await editor.keyboard.press("Escape");
  await editor.keyboard.press("F12");
  ok(await until(async () => (await editor.tab()) === "geometry.py"), "and leads to definitions", await editor.tab());
  await editor.open("main.py");
  await editor.goTo(7, 20);
  await editor.keyboard.press("F2");
  await sleep(1000);
  await editor.shot("read-only");
  ok((await editor.notifications()) === "", "nothing is complained of", await editor.notifications());
  ok(editor.read("main.py") === fs.readFileSync(path.join(proj, "main.py"), "utf8"), "and nothing changes");
  fs.readdirSync(editor.project, { recursive: true }).forEach(file => fs.chmodSync(path.join(editor.project, file), 0o755));
});

await test("beside another server", async () => {
  const editor = await start({ folder: proj, extensions: [path.join(here, "other")] });
  await editor.open("main.py");
  await editor.goTo(7, 20);
  const hover = await editor.hover("global");
  ok(hover.includes("the other's answer") && hover.includes("global import"), "both hovers are shown", await editor.page.locator(".monaco-hover").allInnerTexts());
  await editor.shot("both");
  ok(!hover.includes("rectangle"), "legb's is the kind only", hover);
  await editor.keyboard.press("Escape");
  await editor.keyboard.press("F12");
  await sleep(1500);
  ok(/^Ln 1, Col 1\b/.test(await editor.cursor()), "the definition is the other's alone", await editor.cursor());
  await editor.command("legb: Show Version and Settings in Force");
  const page = await editor.frameWith("text=others at work");
  const said = (await page?.locator("body").innerText()) ?? "";
  ok(/others at work: Pyright/.test(said), "the page of what is in force names it", said);
  await editor.shot("beside");
});

await test("no binary", async () => {
  const editor = await start({ folder: proj, settings: { "legb.server.path": "/nowhere/legb" } });
  await editor.open("main.py");
  const told = await until(async () => /no \/nowhere\/legb/.test(await editor.notifications()) && editor.notifications());
  ok(told, "a path to nothing is told, with what to do", await editor.notifications());
  ok(/legb\.server\.path/.test(told), "the setting is named", told);
  await editor.shot("no-binary");
});

await test("nothing to do", async () => {
  const empty = fs.mkdtempSync("/tmp/legb-empty-");
  fs.writeFileSync(path.join(empty, "readme.txt"), "def f(): pass\n");
  const editor = await start({ folder: empty });
  await editor.open("readme.txt");
  await sleep(1500);
  const running = fs.readdirSync("/proc").filter(pid => exe(pid) === path.join(editor.own, "server/legb"));
  ok(running.length === 0, "in a folder without Python no server runs", running);
  fs.rmSync(empty, { recursive: true });
});

await test("a folder that is not trusted", async () => {
  const marker = `/tmp/legb-marker-${process.pid}`;
  const prepare = project => {
    fs.mkdirSync(path.join(project, ".vscode"));
    fs.writeFileSync(path.join(project, "evil"), `#!/bin/sh\ntouch ${marker}\necho legb 9.9.9\n`, { mode: 0o755 });
    fs.writeFileSync(path.join(project, ".vscode/settings.json"), JSON.stringify({ "legb.server.path": "${workspaceFolder}/evil" }));
  };
  const settings = { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.untrustedFiles": "open" };
  const editor = await start({ folder: proj, prepare, trust: true, settings });
  await editor.open("main.py");
  await editor.goTo(7, 20);
  ok(await editor.hover("global"), "legb answers in it");
  await editor.keyboard.press("Escape");
  ok(!fs.existsSync(marker), "but runs no program that the folder names");
  await editor.command("legb: Show Version and Settings in Force");
  const page = await editor.frameWith("text=not trusted");
  ok(page, "and says so");
  await editor.shot("untrusted");
  await editor.command("Workspaces: Manage Workspace Trust");
  await editor.page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
  ok(await until(() => fs.existsSync(marker)), "once it is trusted, its settings count");
  fs.rmSync(marker, { force: true });
});

function exe(pid) {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return undefined;
  }
}

finish("VS Code, through its window");
