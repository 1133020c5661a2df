#!/usr/bin/env bash
# vim.sh LEGB: what a person does in Vim 9 with ALE (both Debian's) and the linter of editors/vim, seen on the screen and on disk.
# Status 0: all as it must be; 1: not; 77: there is no Vim or ALE to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: vim.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

vim=$top/target/editors/vim-trixie
mkdir -p "$top/target/editors"
if ! [ -x "$vim/run" ] && ! "$here/debroot.sh" trixie "$vim" vim-nox vim-ale > "$vim.log" 2>&1; then
  echo "COULD NOT RUN: Vim: Debian trixie's packages could not be had: $(tail -n 3 "$vim.log" | tr '\n' ' ')"
  exit 77
fi
command -v tmux > /dev/null || { echo 'COULD NOT RUN: Vim: there is no tmux'; exit 77; }
ale=$(dirname "$(dirname "$(find "$vim/usr/share" -path '*plugin/ale.vim' | head -n 1)")")

tmp=$(mktemp -d)
. "$here/tmux.sh"
cp -r "$here/proj" "$tmp/proj"
ln -s "$legb" "$tmp/legb"
cat > "$tmp/vimrc" <<V
set nocompatible hidden noswapfile nomore shortmess+=I laststatus=2 statusline=%t:%l
filetype plugin on
set runtimepath^=$ale,$top/editors/vim
let g:ale_linters = {'python': ['legb']}
let g:ale_python_legb_executable = '$tmp/legb'
let g:ale_echo_cursor = 1
let g:ale_hover_to_preview = 1
let g:ale_lint_delay = 50
runtime plugin/ale.vim
V
main=$tmp/proj/main.py geometry=$tmp/proj/pkg/geometry.py
export HOME=$tmp VIMRUNTIME
VIMRUNTIME=$(find "$vim/usr/share/vim" -maxdepth 1 -name 'vim9*' | head -n 1)
escape() { keys Escape; sleep 0.3; }
ex() { escape; text ":$1"; keys Enter; sleep 0.3; }
rename() { ex 'ALERename'; sleep 0.3; keys C-u; text "$1"; keys Enter; }

terminal "$tmp/proj" "$vim/run vim.nox -u $tmp/vimrc -N main.py"
shows 'def total'; ok 'a Python file is shown'
becomes pgrep -f "^$tmp/legb server"; ok 'ALE starts the server'
sleep 1
ex 'call cursor(7,19)'; ex 'ALEHover'
shows 'global.* import of this module: function'; ok 'ALEHover shows the kind'
shows 'Return the area of a rectangle'; ok 'and the docstring'
ex 'pclose!'
ex 'call cursor(7,19)'; ex 'ALEFindReferences -quickfix'; ex 'copen'
shows 'geometry.py.9'; ok 'ALEFindReferences lists references in an unopened file'
ex 'cclose'
ex 'call cursor(7,19)'; ex 'ALEGoToDefinition'
shows 'geometry.py:4'; ok 'ALEGoToDefinition goes through an import'
ex 'edit main.py'

ex 'call cursor(7,10)'; rename sides
shows "can't rename"; ok 'a refused rename shows the reason'
escape; ex 'pclose!'
ex 'call cursor(7,19)'; rename surface
shows 'surface\(w, h\)'; ok 'ALERename renames here'
ex 'wall'
becomes grep -q 'def surface(' "$geometry" && grep -q 'UNIT = surface(1, 1)' "$geometry"; ok 'and in the other file, on disk'

ex 'call cursor(8,1)'; text 'A + missing'; escape
shows 'undefined name .missing.'; ok 'a diagnostic appears once something is typed'
text 'u'; ex 'call cursor(8,5)'; sleep 1; ex 'echo len(getloclist(0))'
shows '^0$|^0 '; ok 'and goes away with it'

ex 'call append(0, "first = 1")'
pkill -KILL -f "^$tmp/legb server"
sleep 0.5
ex 'call append(1, "second = first")'
ex 'ALEStopAllLSPs'; ex 'ALELint'; sleep 1
ex 'call cursor(2,12)'; ex 'ALEHover'
shows 'global'; ok 'after a kill it answers for what was typed'
ex 'pclose!'; ex 'wall'
[ "$(head -n 2 "$main")" = "$(printf 'first = 1\nsecond = first')" ]; ok 'no edit is lost'
ex 'qall!'

# The other two plugins are in no registry: what stands for them takes the registration down. Vim itself reads the set-ups.
mkdir -p "$tmp/stand-in/autoload/lsp"
cat > "$tmp/stand-in/autoload/lsp.vim" <<'V'
function! lsp#register_server(server) abort
  call writefile([json_encode([a:server.name, a:server.cmd, a:server.allowlist, a:server.root_uri(a:server)])], $TAKEN)
endfunction
V
cat > "$tmp/stand-in/autoload/lsp/utils.vim" <<'V'
function! lsp#utils#path_to_uri(path) abort
  return 'file://' . a:path
endfunction
function! lsp#utils#find_nearest_parent_file_directory(path, names) abort
  return findfile(a:names[0], fnamemodify(a:path, ':h') . ';')->fnamemodify(':p:h')
endfunction
function! lsp#utils#get_buffer_path() abort
  return expand('%:p')
endfunction
V
cat > "$tmp/stand-in/servers.vim" <<'V'
function! LspAddServer(servers) abort
  call writefile([json_encode(a:servers)], $TAKEN)
endfunction
V
taken() { # SET-UP EVENT
  TAKEN=$tmp/taken PATH=$tmp:$PATH "$vim/run" vim.nox -N -u NONE -es -c "set runtimepath^=$tmp/stand-in" -c "source $tmp/stand-in/servers.vim" \
    -c "source $top/editors/vim/$1" -c "doautocmd User $2" -c 'qall!' "$tmp/proj/pkg/geometry.py"
  cat "$tmp/taken"
}
[ "$(taken vim-lsp.vim lsp_setup)" = "[\"legb\",[\"legb\",\"server\"],[\"python\"],\"file://$tmp/proj\"]" ]; ok 'the set-up for vim-lsp registers the server with its root'
taken yegappan-lsp.vim LspSetup | grep '"args":\["server"\]' | grep -q '"path":"legb"'; ok 'and so does that for yegappan/lsp'
echo "1..$count # $("$vim/run" vim.nox --version | head -n 1 | cut -c 1-30), ALE"
[ $failed = 0 ]
