#!/usr/bin/env bash
# emacs.sh LEGB: what a person does in Emacs 30 (Debian trixie's) with the set-ups of editors/emacs, in eglot and in lsp-mode.
# Status 0: all as it must be; 1: not; 77: there is no Emacs to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: emacs.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

emacs=$top/target/editors/emacs-trixie
mkdir -p "$top/target/editors"
if ! [ -x "$emacs/run" ] && ! "$here/debroot.sh" trixie "$emacs" emacs-nox > "$emacs.log" 2>&1; then
  echo "COULD NOT RUN: Emacs: Debian trixie's package could not be had: $(tail -n 3 "$emacs.log" | tr '\n' ' ')"
  exit 77
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cp -r "$here/proj" "$tmp/proj"
# A name of its own, so that the test kills no other server.
ln -s "$legb" "$tmp/legb"

# Where an Emacs that was only unpacked finds its parts.
version=$(basename "$(find "$emacs/usr/share/emacs" -maxdepth 1 -name '[0-9]*' | head -n 1)")
share=$emacs/usr/share/emacs/$version
export EMACSDATA=$share/etc EMACSDOC=$share/etc EMACSPATH=$emacs/usr/libexec/emacs/$version/x86_64-linux-gnu
EMACSLOADPATH=$(find "$share/lisp" -type d | tr '\n' ':')
export EMACSLOADPATH
dump=$(find "$emacs/usr/libexec/emacs" "$emacs/usr/lib/emacs" -name '*.pdmp' 2> /dev/null | head -n 1)
batch() { # SCRIPT OPTIONS...
  PROJ=$tmp/proj LEGB=$tmp/legb SETUP=$top/editors/emacs HOME=$tmp PATH=$tmp:$PATH timeout 120 \
    "$emacs/run" emacs-nox --dump-file="$dump" -Q --batch "${@:2}" -l "$here/$1" 2> "$tmp/stderr"
  local status=$?
  [ $status != 0 ] || return 0
  echo "Emacs ended with $status:"
  tail -n 20 "$tmp/stderr"
  return 1
}

failed=0
batch emacs.el || failed=1
lsp_mode=$top/target/editors/lsp-mode-trixie
if [ -x "$lsp_mode/run" ] || "$here/debroot.sh" trixie "$lsp_mode" elpa-lsp-mode > "$lsp_mode.log" 2>&1; then
  rm -rf "$tmp/proj"
  cp -r "$here/proj" "$tmp/proj"
  paths=()
  for package in "$lsp_mode"/usr/share/emacs/site-lisp/elpa-src/*/; do paths+=(-L "$package"); done
  batch lsp-mode.el "${paths[@]}" || failed=1
else
  echo "COULD NOT RUN: lsp-mode: Debian trixie's package could not be had: $(tail -n 3 "$lsp_mode.log" | tr '\n' ' ')"
fi
exit $failed
