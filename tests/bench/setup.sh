#!/usr/bin/env bash
# Puts the peers and the measured workspaces under one folder (900 MB): setup.sh DIR
#   DIR/venv   ty, pyrefly, zuban, basedpyright, jedi-language-server, at fixed versions
#   DIR/ha     Home Assistant 2024.3.3 (6,725 files, 972,000 lines), with big.py: its 12 largest modules in one file
#   DIR/dj     Django 5.2.8 (885 files, 159,000 lines)
#   DIR/vast   both, with SymPy, pandas, NumPy and SQLAlchemy beside them: how costs grow
set -euo pipefail
dir=${1:?usage: setup.sh DIR}
mkdir -p "$dir/wheels"
cd "$dir"

if ! [ -x venv/bin/ty ]; then
  python3 -m venv venv
  venv/bin/pip -q install ty==0.0.104 pyrefly==1.4.1 zuban==0.10.2 basedpyright==1.40.2 jedi-language-server==0.47.0
fi

# A wheel is a zip of sources: it is unpacked, not installed, and nothing it needs comes with it.
unpack() { # FOLDER REQUIREMENT WHEEL
  [ -d "$1" ] && return
  venv/bin/pip download -q --no-deps --only-binary=:all: --no-cache-dir --python-version 3.12 -d wheels "$2"
  mkdir "$1"
  python3 -m zipfile -e wheels/"$3"*.whl "$1"
}
unpack ha homeassistant==2024.3.3 homeassistant
unpack dj django==5.2.8 django

# Each wheel's packages lie beside those of the others, as they would be installed.
if ! [ -d vast ]; then
  rm -rf vast.part && mkdir vast.part
  cp -r ha/homeassistant dj/django vast.part/
  for requirement in sympy==1.14.0 pandas==2.3.3 numpy==2.3.5 sqlalchemy==2.0.44; do
    venv/bin/pip download -q --no-deps --only-binary=:all: --no-cache-dir --python-version 3.12 -d wheels "$requirement"
    python3 -m zipfile -e wheels/"${requirement%%==*}"-*.whl vast.part
  done
  mv vast.part vast
fi

[ -f ha/big.py ] || python3 - <<'PY'
from pathlib import Path

files = sorted(Path("ha/homeassistant").rglob("*.py"), key=lambda p: -p.stat().st_size)[:12]
# `from __future__` must come first in a file, so it cannot stand in the middle of this one.
text = "\n".join("\n".join(line for line in p.read_text().splitlines()
                           if not line.startswith("from __future__")) for p in files)
Path("ha/big.py").write_text(text + """


def first_probe(value):
    return value


def last_probe(value):
    held = value
    return first_probe(held)
""")
PY
wc -l ha/big.py
