// pictures.mjs: takes the pictures of the extension's README and walkthrough anew, from the real thing, into SHOTS.
import path from "node:path";
import { sleep, start, test, until } from "./harness.mjs";

const demo = path.join(import.meta.dirname, "demo");
const settings = { "workbench.colorTheme": "Default Light Modern", "breadcrumbs.enabled": false, "editor.scrollBeyondLastLine": false };

await test("pictures", async () => {
  const editor = await start({ folder: demo, settings, size: [1100, 760] });
  const { page, keyboard } = editor;
  await editor.open("retry.py");
  await editor.goTo(19, 25);
  await editor.hover("free");
  await editor.shot("hover", { clip: { x: 352, y: 70, width: 700, height: 480 } });
  await keyboard.press("Escape");

  await editor.goTo(19, 25);
  await editor.rename("times");
  await until(async () => /can't rename/.test(await editor.notifications()));
  await sleep(1000);
  await editor.shot("refused", { clip: { x: 352, y: 420, width: 748, height: 340 } });
  await page.locator(".notification-toast .monaco-button", { hasText: "Close" }).click();

  await page.locator('.activitybar .action-label[aria-label*="Python Names"]').click();
  await editor.focus();
  await editor.goTo(19, 25);
  await editor.frameWith("text=declared");
  await page.mouse.move(500, 750);
  await sleep(1000);
  await editor.shot("namespaces", { clip: { x: 0, y: 36, width: 900, height: 700 } });

  // The picture takes the place of the side bar.
  await editor.command("legb: Show Picture of Blocks");
  await keyboard.press("Control+B");
  await page.mouse.move(500, 750);
  await editor.frameWith("section.box.module");
  await sleep(1500);
  await editor.shot("picture", { clip: { x: 0, y: 36, width: 1100, height: 700 } });
});
process.exit(0);
