// package.mjs TARGET BINARY [OUT]: the extension for one platform, with its `legb` inside. Needs nothing from the network after `npm ci`.
// TARGET is a platform as vsce names it: linux-x64, linux-arm64, alpine-x64, darwin-x64, darwin-arm64, win32-x64, ...
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [target, binary, out = `legb-${target}.vsix`] = process.argv.slice(2);
if (!target || !binary) {
  console.error("usage: node scripts/package.mjs TARGET BINARY [OUT]");
  process.exit(2);
}
const here = path.resolve(import.meta.dirname, "..");
const top = path.resolve(here, "../..");
const server = path.join(here, "server");
const name = target.startsWith("win32") ? "legb.exe" : "legb";

fs.rmSync(server, { recursive: true, force: true });
fs.mkdirSync(server);
fs.copyFileSync(binary, path.join(server, name));
fs.chmodSync(path.join(server, name), 0o755);
const licences = ["LICENSE-MIT", "LICENSE-APACHE"].map(file => fs.readFileSync(path.join(top, file), "utf8"));
fs.writeFileSync(
  path.join(here, "LICENSE.txt"),
  `legb is licensed under the MIT licence or the Apache licence 2.0, at your choice.\n\n${licences.join("\n\n")}`,
);

const vsce = path.join(here, "node_modules/@vscode/vsce/vsce");
// Links stay relative: there is no address yet under which the pictures can be had.
const links = ["--allow-missing-repository", "--no-rewrite-relative-links"];
const options = ["--no-dependencies", ...links, "--target", target, "--out", path.resolve(out)];
execFileSync(process.execPath, [vsce, "package", ...options], { cwd: here, stdio: "inherit" });
