#!/usr/bin/env bash
# kakoune.sh LEGB: what a person does in Kakoune (Debian sid's) with kakoune-lsp (crates.io's) and the set-up of editors/kakoune, seen on the screen
# and on disk.
# Status 0: all as it must be; 1: not; 77: there is no Kakoune or kakoune-lsp to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: kakoune.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

kakoune=$top/target/editors/kakoune-sid client=$top/target/editors/kakoune-lsp
mkdir -p "$top/target/editors"
if ! [ -x "$kakoune/run" ] && ! "$here/debroot.sh" sid "$kakoune" kakoune > "$kakoune.log" 2>&1; then
  echo "COULD NOT RUN: Kakoune: Debian sid's package could not be had: $(tail -n 3 "$kakoune.log" | tr '\n' ' ')"
  exit 77
fi
# Its release build takes minutes to link.
if ! [ -x "$client/bin/kak-lsp" ] && ! CARGO_TARGET_DIR=$client/target cargo install --debug --locked --root "$client" kak-lsp@22.0.0 > "$client.log" 2>&1; then
  echo "COULD NOT RUN: Kakoune: kakoune-lsp could not be built: $(tail -n 3 "$client.log" | tr '\n' ' ')"
  exit 77
fi
rm -rf "$client/target"
command -v tmux > /dev/null || { echo 'COULD NOT RUN: Kakoune: there is no tmux'; exit 77; }

tmp=$(mktemp -d)
. "$here/tmux.sh"
cp -r "$here/proj" "$tmp/proj"
mkdir -p "$tmp/config/kak" "$tmp/bin" "$tmp/run"
# The set-up as it is, but for a path of its own, so that the test kills no other server.
sed "s|command = \"legb\"|command = \"$tmp/bin/legb\"|" "$top/editors/kakoune/legb.kak" > "$tmp/legb.kak"
ln -s "$legb" "$tmp/bin/legb"
# kakoune-lsp speaks to the editor through its program.
printf '#!/bin/sh\nexec "%s/run" kak "$@"\n' "$kakoune" > "$tmp/bin/kak"
chmod +x "$tmp/bin/kak"
cat > "$tmp/config/kak/kakrc" <<K
eval %sh{kak-lsp}
source $tmp/legb.kak
set-option global startup_info_version 99999999
# Off where nobody asks for it: the words of a diagnostic in its line.
lsp-inlay-diagnostics-enable global
K
export PATH=$tmp/bin:$client/bin:$PATH XDG_CONFIG_HOME=$tmp/config XDG_RUNTIME_DIR=$tmp/run TMPDIR=$tmp KAKOUNE_RUNTIME=$kakoune/usr/share/kak
main=$tmp/proj/main.py geometry=$tmp/proj/pkg/geometry.py

# A key that Kakoune reads in one go with an Escape before it is Alt and that key: Escape is sent only where text was typed, once the screen shows
# its end, and the next key once the mode has ended.
normal() { ! screen | grep -q 'insert.*sel'; }
typed() { shows "$1" && keys Escape && becomes normal && sleep 0.2; } # PATTERN
enter() { text ":$1"; keys Enter; sleep 0.3; }
at() { text "${1}g"; text "${2}l"; sleep 0.2; }

terminal "$tmp/proj" "kak main.py"
shows 'def total'; ok 'a Python file is shown'
becomes pgrep -f "^$tmp/bin/legb server"; ok 'kakoune-lsp starts the server'
sleep 1
at 7 18; enter lsp-hover
shows 'global.* import of this module: function'; ok ':lsp-hover shows the kind'
shows 'Return the area of a rectangle'; ok 'and the docstring'
at 7 18; enter lsp-references
shows 'geometry.py:9'; ok ':lsp-references lists references in an unopened file'
enter 'buffer main.py'; at 7 18; enter lsp-definition
shows 'geometry.py 4:5'; ok ':lsp-definition goes through an import'

enter "edit $main"; at 7 8; enter 'lsp-rename sides'
# Of the message and the answer, both with the reason, the one that comes last is seen; of an answer, kakoune-lsp doubles the quotes.
shows "can'{1,2}t rename"; ok 'a refused rename shows the reason'
at 7 18; enter 'lsp-rename surface'
shows 'surface\(w, h\)'; ok ':lsp-rename renames here'
enter write-all
becomes grep -q 'def surface(' "$geometry" && becomes grep -q 'UNIT = surface(1, 1)' "$geometry"; ok 'and in the other file, on disk'
text '8ggli'; keys End; text ' + missing'; typed 'result \+ missing'
shows 'undefined name'; ok 'a diagnostic appears once something is typed'
text 'u'; sleep 0.3
gone() { ! screen | grep -q 'undefined name'; }
becomes gone; ok 'and goes away with it'

# A server that is killed: the text stays, and a new one knows it.
text 'ggO'; text 'first = 1'; typed 'first = 1'
pkill -KILL -f "^$tmp/bin/legb server"
sleep 0.5
text 'o'; text 'second = first'; typed 'second = first'
enter lsp-restart
becomes pgrep -f "^$tmp/bin/legb server"; sleep 1
at 2 9; enter lsp-hover
shows 'global.* this module'; ok 'after a kill and :lsp-restart it answers for what was typed'
enter write
[ "$(head -n 2 "$main")" = "$(printf 'first = 1\nsecond = first')" ]; ok 'no edit is lost'
enter lsp-exit
enter quit-all!
echo "1..$count # Kakoune, kakoune-lsp $("$client/bin/kak-lsp" --version | cut -d ' ' -f 2)"
[ $failed = 0 ]
