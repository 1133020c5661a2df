#!/usr/bin/env bash
# nvim.sh LEGB: what a person does in Neovim, with the plugin of editors/neovim: in the newest one (Debian sid's) and in the oldest
# supported one that can be had (0.10, Debian trixie's; 0.9 is in no suite of Debian).
# Status 0: all as it must be; 1: not; 77: there is no Neovim to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: nvim.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
mkdir -p "$top/target/editors"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

run() { # NVIM
  # Outside of every repository, so that only the project's own files make it a root; with a configuration of its own.
  rm -rf "${tmp:?}"/*
  cp -r "$here/proj" "$tmp/proj"
  cp -r "$top/editors/neovim" "$tmp/plugin"
  # A name of its own, so that the test kills no other server.
  ln -s "$legb" "$tmp/legb"
  export PROJ=$tmp/proj PLUGIN=$tmp/plugin SERVER_LOG=$tmp/messages LSP_TEE=$here/lsp_tee.py LEGB=$tmp/legb
  export CLOSURE=$top/tests/blocks/closure_with_nonlocal.py VIMRUNTIME=$1/usr/share/nvim/runtime
  export XDG_STATE_HOME=$tmp/state XDG_CONFIG_HOME=$tmp/config XDG_DATA_HOME=$tmp/data XDG_CACHE_HOME=$tmp/cache
  timeout 120 "$1/run" nvim --headless -u NONE -i NONE --cmd "set rtp^=$PLUGIN" --cmd 'set hidden noswapfile' \
    -c 'runtime plugin/legb.lua' -c "luafile $here/nvim.lua" 2> "$tmp/nvim.stderr"
  local status=$?
  [ $status -ne 0 ] || { starts "$1"; return; }
  echo "Neovim ended with $status. The last messages between it and the server:"
  tail -n 30 "$SERVER_LOG" | cut -c 1-300
  echo 'What Neovim and the server said besides:'
  tail -n 20 "$tmp/nvim.stderr" "$XDG_STATE_HOME/nvim/lsp.log" | cut -c 1-300
  return 1
}

# From the start of Neovim to the text, and to the first colour. A slow machine is slow to show the text as well.
starts() { # NVIM
  local shown colours
  read -r shown colours < <(cd "$PROJ" && STARTED=$EPOCHREALTIME timeout 120 "$1/run" nvim --headless -n -i NONE -u "$here/nvim_start.lua" main.py 2>> "$tmp/nvim.stderr")
  [ "${colours:-none}" != none ] && [ $((colours - shown)) -lt $((500 + 10 * shown)) ]
  local good=$?
  echo "$([ $good = 0 ] || echo 'not ')ok - text ${shown:-never} ms and colours ${colours:-never} ms after the start of Neovim"
  return $good
}

status=0 ran=0
for suite in sid trixie; do
  nvim=$top/target/editors/nvim-$suite
  if ! [ -x "$nvim/run" ] && ! "$here/debroot.sh" $suite "$nvim" neovim > "$nvim.log" 2>&1; then
    echo "COULD NOT RUN: Neovim of Debian $suite: its package could not be had: $(tail -n 3 "$nvim.log" | tr '\n' ' ')"
    continue
  fi
  ran=1
  run "$nvim" || status=1
done
[ $ran = 1 ] || exit 77
exit $status
