#!/usr/bin/env bash
# clients.sh LEGB: the protocol with the capabilities that real editors announce, by pytest-lsp from PyPI.
# Status 0: all as it must be; 1: not; 77: pytest-lsp could not be had, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: clients.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

venv=$top/target/editors/clients
mkdir -p "$top/target/editors"
if ! [ -e "$venv/ready" ]; then
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" -q install pytest==9.2.0 pytest-lsp==1.0.1 && touch "$venv/ready"; } > "$venv.log" 2>&1; then
    echo "COULD NOT RUN: clients of pytest-lsp: $(tail -n 2 "$venv.log" | tr '\n' ' ')"
    exit 77
  fi
fi
# Each test is a line of TAP.
LEGB=$legb PYTHONDONTWRITEBYTECODE=1 timeout 120 "$venv/bin/pytest" -p no:cacheprovider -o asyncio_mode=auto -rA -q -W ignore "$here/clients.py" > "$venv.out" 2>&1
status=$?
sed -nE 's/^PASSED .*::(.*)/ok - \1/p; s/^(FAILED|ERROR) [^:]*::([^ ]*).*/not ok - \2/p' "$venv.out"
[ $status = 0 ] || tail -n 60 "$venv.out"
exit $status
