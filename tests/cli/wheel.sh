#!/usr/bin/env bash
# wheel.sh: the wheel of editors/pypi, built and installed in a fresh virtual environment, where its legb must work.
# Status 0: all as it must be; 1: not; 77: maturin could not be had from PyPI, and the output says why.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
tools=$top/target/editors/maturin
mkdir -p "$top/target/editors"
if ! [ -e "$tools/ready" ]; then
  if ! { python3 -m venv "$tools" && "$tools/bin/pip" -q install 'maturin>=1.7,<2' && touch "$tools/ready"; } > "$tools.log" 2>&1; then
    echo "COULD NOT RUN: the wheel: $(tail -n 2 "$tools.log" | tr '\n' ' ')"
    exit 77
  fi
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
if (cd "$top/editors/pypi" && "$tools/bin/maturin" build --release --locked --out "$tmp") > "$tools.log" 2>&1; then
  echo 'ok 1 - the wheel is built'
else
  echo 'not ok 1 - the wheel is built'
  tail -n 30 "$tools.log"
  exit 1
fi
if python3 -m venv "$tmp/venv" && "$tmp/venv/bin/pip" -q install --no-index "$tmp"/legb-*.whl > "$tools.log" 2>&1; then
  echo 'ok 2 - pip installs it'
else
  echo 'not ok 2 - pip installs it'
  tail -n 30 "$tools.log"
  exit 1
fi

cd "$tmp" && printf 'import os\nprint(oss)\n' > a.py
said=$("$tmp/venv/bin/legb" --version)
case $said in
  legb\ [0-9]*) echo "ok 3 - $said" ;;
  *) echo "not ok 3 - its version; got $said"; exit 1 ;;
esac
found=$("$tmp/venv/bin/legb" check --format concise a.py)
if [ "${found#a.py:2:7: warning[[]undefined-name]}" != "$found" ]; then
  echo 'ok 4 - it checks a file'
else
  echo "not ok 4 - it checks a file; got $found"
  exit 1
fi
