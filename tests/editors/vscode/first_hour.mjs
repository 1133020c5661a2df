// first_hour.mjs HOME_ASSISTANT: walks through editors/FIRST_HOUR.md as a newcomer would, on a script without a project file and on a checkout
// of Home Assistant; takes its pictures into SHOTS and prints the times that were seen.
import fs from "node:fs";
import path from "node:path";
import { finish, ok, sleep, start, test, until } from "./harness.mjs";

const here = import.meta.dirname;
const [homeAssistant] = process.argv.slice(2);
const QUIET_PICTURE = { "breadcrumbs.enabled": false };

/** Opens a file, and says how long it took until a name in it had its colour. */
async function opens(editor, file, name, style) {
  // VS Code itself has to be there: it starts its own extensions first.
  await sleep(6000);
  const from = Date.now();
  await editor.open(file);
  const opened = Date.now() - from;
  ok(await editor.coloured(name, style), `${file}: ${name} has its colour`);
  console.log(`# ${file}: shown ${opened} ms and coloured ${Date.now() - from} ms after the double click`);
}

await test("script", async () => {
  const editor = await start({ folder: path.join(here, "script"), settings: QUIET_PICTURE, size: [1100, 700] });
  const { page, keyboard } = editor;
  await opens(editor, "report.py", "count", "italic");
  await sleep(1500);
  await editor.shot("script-opened");
  await editor.goTo(19, 14);
  await editor.hover("free");
  await editor.shot("script-hover");
  await keyboard.press("Escape");
  await editor.goTo(33, 12);
  await editor.rename("path");
  ok(await until(async () => /can't rename/.test(await editor.notifications())), "a rename is refused");
  await sleep(500);
  await editor.shot("script-refused");
  await page.locator(".notification-toast .monaco-button", { hasText: "Close" }).click();
  await editor.goTo(14, 6);
  await editor.rename("lines");
  ok(await until(async () => /lines \+= 1/.test((await page.locator(".view-lines").first().innerText()).replaceAll("\u00a0", " "))), "another is done");
  await sleep(1200);
  await editor.shot("script-renamed");
  await editor.goTo(35, 17);
  await keyboard.type(" or totl");
  await page.locator(".squiggly-warning").first().waitFor({ timeout: 10_000 });
  await keyboard.press("Escape");
  await sleep(500);
  await editor.shot("script-typed");
  for (let n = 0; n < 8; n += 1) await keyboard.press("Backspace");
  await page.locator('.activitybar .action-label[aria-label*="Python Names"]').click();
  await editor.focus();
  await editor.goTo(19, 14);
  await editor.command("legb: Show Picture of Blocks");
  await editor.frameWith("section.box.module");
  await sleep(2000);
  await editor.shot("script-names");
});

await test("Home Assistant", async () => {
  if (!homeAssistant) return;
  const editor = await start({ folder: homeAssistant, settings: QUIET_PICTURE, size: [1100, 700] });
  const { page, keyboard } = editor;
  await editor.reveal("homeassistant", "util");
  await editor.row("percentage.py");
  await opens(editor, "percentage.py", "_T", "rgb(10, 95, 194)");
  await editor.goTo(82, 8);
  let from = Date.now();
  await keyboard.press("Shift+F12");
  await page.locator(".reference-zone-widget .monaco-list-row").first().waitFor({ timeout: 20_000 });
  console.log(`# references shown after ${Date.now() - from} ms`);
  await sleep(1000);
  await editor.shot("ha-references");
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await editor.goTo(82, 8);
  from = Date.now();
  await editor.rename("percentage_to_range");
  await until(async () => /percentage_to_range\(/.test(await page.locator(".view-lines").first().innerText()));
  console.log(`# renamed after ${Date.now() - from} ms`);
  await sleep(800);
  await editor.shot("ha-renamed");
  await editor.saveAll();
  await sleep(2000);
  const used = path.join("homeassistant/components/baf/fan.py");
  ok(editor.read(used).includes("percentage_to_range(") && !editor.read(used).includes("percentage_to_ranged_value"), "on disk, too");
  // A file is renamed in the explorer.
  await (await editor.row("percentage.py")).click();
  await keyboard.press("F2");
  await sleep(500);
  await keyboard.press("Control+A");
  await keyboard.type("percent.py");
  await keyboard.press("Enter");
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.waitFor({ timeout: 10_000 });
  await editor.shot("ha-file");
  await dialog.locator(".monaco-button", { hasText: "OK" }).click();
  await sleep(3000);
  await editor.saveAll();
  ok(await until(() => editor.read(used).includes("homeassistant.util.percent import")), "imports follow their file", editor.read(used).slice(0, 900));
});
finish("the first hour");
