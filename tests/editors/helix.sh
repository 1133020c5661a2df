#!/usr/bin/env bash
# helix.sh LEGB: what a person does in Helix 25 (Debian sid's) with the set-up of editors/helix, seen on the screen and on disk.
# Status 0: all as it must be; 1: not; 77: there is no Helix to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: helix.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

helix=$top/target/editors/helix-sid
mkdir -p "$top/target/editors"
if ! [ -x "$helix/run" ] && ! "$here/debroot.sh" sid "$helix" hx > "$helix.log" 2>&1; then
  echo "COULD NOT RUN: Helix: Debian sid's package could not be had: $(tail -n 3 "$helix.log" | tr '\n' ' ')"
  exit 77
fi
command -v tmux > /dev/null || { echo 'COULD NOT RUN: Helix: there is no tmux'; exit 77; }

tmp=$(mktemp -d)
. "$here/tmux.sh"
cp -r "$here/proj" "$tmp/proj"
mkdir -p "$tmp/config/helix" "$tmp/bin"
# The set-up as it is, but for a path of its own, so that the test kills no other server.
sed "s|^command = \"legb\"|command = \"$tmp/bin/legb\"|" "$top/editors/helix/languages.toml" > "$tmp/config/helix/languages.toml"
ln -s "$legb" "$tmp/bin/legb"
export XDG_CONFIG_HOME=$tmp/config XDG_CACHE_HOME=$tmp/cache XDG_DATA_HOME=$tmp/data
export HELIX_RUNTIME=$helix/usr/lib/hx/runtime
main=$tmp/proj/main.py geometry=$tmp/proj/pkg/geometry.py

# Escape with a key right behind it would be Alt with that key.
escape() { keys Escape; sleep 0.3; }
# The cursor on `area` of line 7, or on `result` there.
at_area() { escape; text '7gggsf=ww'; sleep 0.3; }
at_result() { escape; text '7gggs'; sleep 0.3; }
enter() { text ":$1"; keys Enter; sleep 0.3; }

terminal "$tmp/proj" "$helix/run hx -v main.py"
shows 'def total'; ok 'a Python file is shown'
becomes grep -q initialized "$tmp/cache/helix/helix.log"; ok 'the server starts'
at_area; text ' k'
shows 'global.* import of this module: function'; ok 'space k shows the kind'
shows 'Return the area of a rectangle'; ok 'and the docstring'
escape
at_area; text 'gr'
shows 'geometry.py:9'; ok 'gr lists references in an unopened file'
escape
at_area; text 'gd'
shows 'geometry.py.* 4:5'; ok 'gd goes through an import'
enter 'buffer-previous'

at_result; text ' r'; sleep 0.5; keys C-u; text 'sides'; keys Enter
shows "can't rename .result. to .sides."; ok 'a refused rename shows the reason'
at_area; text ' r'; sleep 0.5; keys C-u; text 'surface'; keys Enter
shows 'surface\(w, h\)'; ok 'space r renames here'
enter 'write-all'
becomes grep -q 'def surface(' "$geometry" && grep -q 'UNIT = surface(1, 1)' "$geometry"; ok 'and in the other file, on disk'
grep -q 'result += surface(w, h)' "$main"; ok 'as in this one'

escape; text '8ggA'; text ' + missing'; escape
shows 'undefined name'; ok 'a diagnostic appears once something is typed'
text ':earlier 1'; keys Enter; sleep 0.3
for _ in $(seq 50); do screen | grep -q 'undefined name' || break; sleep 0.1; done
! screen | grep -q 'undefined name'; ok 'and goes away with it'

# A server that is killed: the text stays, and a new one knows it.
escape; text 'ggO'; text 'first = 1'; escape
pkill -KILL -f "^$tmp/bin/legb server"
sleep 0.5
text 'o'; text 'second = first'; escape
enter 'lsp-restart'
sleep 1
text 'gh'; text ' k'
shows 'global variable of this module|global.* this module'; ok 'after a kill and :lsp-restart it answers for what was typed'
escape
enter 'write'
[ "$(head -n 2 "$main")" = "$(printf 'first = 1\nsecond = first')" ]; ok 'no edit is lost'
enter 'quit-all!'
echo "1..$count # $("$helix/run" hx --version)"
[ $failed = 0 ]
