// screen.mjs PNG: a picture of a terminal's screen, which stands on standard input as `tmux capture-pane -e` writes it.
// Environment: VSCODE (the folder of vscode/setup.sh, for what drives a browser).
import fs from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(`${process.env.VSCODE}/`)("playwright-core");
const BASIC = "#000000 #cd3131 #0a7f4f #9d6500 #2563c9 #a626a4 #0598bc #d0d0d0 #666666 #f14c4c #23d18b #e5c07b #3b8eea #d670d6 #29b8db #ffffff".split(" ");

/** The colour of a number of the 256. */
function colour(number) {
  if (number < 16) return BASIC[number];
  const grey = 8 + (number - 232) * 10;
  const level = step => (step === 0 ? 0 : 55 + 40 * step);
  const cube = number - 16;
  const parts = number >= 232 ? [grey, grey, grey] : [cube / 36, (cube / 6) % 6, cube % 6].map(part => level(Math.floor(part)));
  return `rgb(${parts.join(", ")})`;
}

/** What the numbers of an escape sequence make of a style. */
function styled(before, numbers) {
  const style = { ...before };
  for (let n = 0; n < numbers.length; n += 1) {
    const code = numbers[n];
    if (code === 0) Object.keys(style).forEach(key => delete style[key]);
    else if (code === 1) style["font-weight"] = "bold";
    else if (code === 3) style["font-style"] = "italic";
    else if (code === 4) style["text-decoration"] = "underline";
    else if (code === 7) style.reverse = true;
    else if (code === 22) delete style["font-weight"];
    else if (code === 23) delete style["font-style"];
    else if (code === 24) delete style["text-decoration"];
    else if (code === 27) delete style.reverse;
    else if (code === 39) delete style.color;
    else if (code === 49) delete style.background;
    else if (code >= 30 && code < 38) style.color = colour(code - 30);
    else if (code >= 40 && code < 48) style.background = colour(code - 40);
    else if (code >= 90 && code < 98) style.color = colour(code - 82);
    else if (code >= 100 && code < 108) style.background = colour(code - 92);
    else if (code === 38 || code === 48) {
      const key = code === 38 ? "color" : "background";
      if (numbers[n + 1] === 5) [style[key], n] = [colour(numbers[n + 2]), n + 2];
      else [style[key], n] = [`rgb(${numbers.slice(n + 2, n + 5).join(", ")})`, n + 4];
    }
  }
  return style;
}

const escaped = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
let style = {};
let html = "";
for (const part of fs.readFileSync(0, "utf8").split(/(\x1b\[[\d;:]*m)/)) {
  const numbers = /^\x1b\[([\d;:]*)m$/.exec(part)?.[1];
  if (numbers !== undefined) {
    // 4:3 is a curly line below.
    style = styled(style, numbers.replace(/4:\d/, "4").split(/[;:]/).filter(number => number !== "").map(Number).concat(numbers === "" ? [0] : []));
  } else if (part) {
    const { reverse, ...css } = style;
    if (reverse) [css.color, css.background] = [css.background ?? "#14161b", css.color ?? "#e0e2ea"];
    html += `<span style="${Object.entries(css).map(([key, value]) => `${key}:${value}`).join(";")}">${escaped(part)}</span>`;
  }
}
const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(file => fs.existsSync(file));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
await page.setContent(`<pre style="margin:0;padding:8px;display:inline-block;font:14px/18px 'DejaVu Sans Mono',monospace;background:#14161b;color:#e0e2ea">${html}</pre>`);
await page.locator("pre").screenshot({ path: process.argv[2] });
await browser.close();
