#!/usr/bin/env bash
# nvim.sh LEGB: what a person does in Neovim, in the newest Neovim (Debian sid's), with the setup of editors/neovim.
# Status 0: all as it must be; 1: not; 77: there is no Neovim to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: nvim.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

nvim=$top/target/editors/nvim-sid
if ! [ -x "$nvim/run" ]; then
  mkdir -p "$top/target/editors"
  if ! "$here/debroot.sh" sid "$nvim" neovim > "$nvim.log" 2>&1; then
    echo "COULD NOT RUN: Neovim: Debian sid's package could not be had: $(tail -n 3 "$nvim.log" | tr '\n' ' ')"
    exit 77
  fi
fi

# Outside of every repository, so that only the project's own files make it a root; with a configuration of its own.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cp -r "$here/proj" "$tmp/proj"
export PROJ=$tmp/proj SERVER_LOG=$tmp/messages LSP_TEE=$here/lsp_tee.py LEGB=$legb
export VIMRUNTIME=$nvim/usr/share/nvim/runtime
export XDG_STATE_HOME=$tmp/state XDG_CONFIG_HOME=$tmp/config XDG_DATA_HOME=$tmp/data XDG_CACHE_HOME=$tmp/cache

timeout 120 "$nvim/run" nvim --headless -u NONE -i NONE --cmd "set rtp^=$top/editors/neovim" \
  --cmd 'set hidden noswapfile' -c "luafile $here/nvim.lua" 2> "$tmp/nvim.stderr"
status=$?
if [ $status -ne 0 ]; then
  echo "Neovim ended with $status. The last messages between it and the server:"
  tail -n 30 "$SERVER_LOG" | cut -c 1-300
  echo 'What Neovim and the server said besides:'
  tail -n 20 "$tmp/nvim.stderr" "$XDG_STATE_HOME/nvim/lsp.log" | cut -c 1-300
  exit 1
fi
