// Bundles the extension (for VS Code's own Node) and the script of its picture (for a web view) into dist/.
import fs from "node:fs";
import { build } from "esbuild";

const common = {
  bundle: true,
  minify: true,
  sourcemap: false,
  logLevel: "warning",
  legalComments: "none",
  metafile: true,
};
const bundles = await Promise.all([
  build({
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    format: "cjs",
    // Node 20 is what the oldest supported VS Code runs.
    target: "node20",
    external: ["vscode"],
    // The parts of the client's libraries that tree-shaking can drop are ES modules.
    mainFields: ["module", "main"],
  }),
  build({
    ...common,
    entryPoints: ["src/webview/picture.ts"],
    outfile: "dist/picture.js",
    platform: "browser",
    format: "iife",
    target: "es2022",
  }),
]);

// What is bundled is named, with its licence.
const files = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const packages = new Set(files.map(file => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
const licences = [...packages].sort().map(folder => {
  const { name, version, license } = JSON.parse(fs.readFileSync(`${folder}/package.json`, "utf8"));
  const file = fs.readdirSync(folder).find(name => /^licen[cs]e/i.test(name));
  return `${name} ${version} (${license})\n\n${file ? fs.readFileSync(`${folder}/${file}`, "utf8") : ""}`;
});
fs.writeFileSync("dist/LICENSES.txt", licences.join("\n\n"));
