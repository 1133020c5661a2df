#!/usr/bin/env bash
# kate.sh LEGB: what a person does in Kate 26 (Debian sid's) with the set-up of editors/kate, seen on a virtual screen and on disk. Pictures of the
# screen stay in target/editors/kate-shots.
# Status 0: all as it must be; 1: not; 77: there is no Kate to run, and the output says why.
set -uo pipefail
legb=$(realpath "${1:?usage: kate.sh LEGB}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

kate=$top/target/editors/kate-sid venv=$top/target/editors/kate-venv
mkdir -p "$top/target/editors"
missing() { # WHY LOG
  echo "COULD NOT RUN: Kate: $1: $(tail -n 3 "$2" | tr '\n' ' ')"
  exit 77
}

# It needs more than a loader of its own: programs that find each other and their files at fixed places. So the folder is made a
# root for them (about 900 MB).
if ! [ -e "$kate/ready" ]; then
  "$here/debroot.sh" sid "$kate" kate xvfb at-spi2-core dash > "$kate.log" 2>&1 || missing "Debian sid's package could not be had" "$kate.log"
  for folder in bin sbin lib lib64; do [ -e "$kate/$folder" ] || ln -s "usr/$folder" "$kate/$folder"; done
  mkdir -p "$kate/proc" "$kate/dev" "$kate/tmp"
  [ -e "$kate/usr/bin/sh" ] || ln -s dash "$kate/usr/bin/sh"
  echo 'root:x:0:0:root:/root:/bin/sh' > "$kate/etc/passwd"
  # What no test needs.
  rm -rf "$kate"/usr/share/{doc,man,locale,info}
  touch "$kate/ready"
fi
if ! [ -e "$venv/ready" ]; then
  { python3 -m venv "$venv" && "$venv/bin/pip" -q install jeepney==0.9.0 && touch "$venv/ready"; } > "$venv.log" 2>&1 || missing 'jeepney could not be had from PyPI' "$venv.log"
fi
unshare -rm true 2> "$kate.log" || missing 'no namespaces for it' "$kate.log"

# X has its socket in /tmp, which is the same inside and outside.
tmp=$(mktemp -d /tmp/legb-kate-XXXXXX)
mkdir -p "$tmp/bin" "$tmp/home/.config/kate/lspclient" "$tmp/screen" "$top/target/editors/kate-shots"
mkdir -m 700 "$tmp/run"
# Each says into one of these that it is ready.
mkfifo "$tmp/bus" "$tmp/number"
cp -r "$here/proj" "$tmp/proj"
mkdir "$tmp/home/scripts"
printf 'def helped():\n    return 1\n' > "$tmp/home/scripts/helper.py"
printf 'import helper\nprint(helper.helped())\n' > "$tmp/home/scripts/user.py"
cp "$legb" "$tmp/bin/legb"
cp "$top/editors/kate/settings.json" "$tmp/home/.config/kate/lspclient/"
cat > "$tmp/inside" <<E
export HOME=$tmp/home XDG_RUNTIME_DIR=$tmp/run PATH=$tmp/bin:/usr/bin LC_ALL=C.utf8
export AT_SPI_BUS_ADDRESS=unix:path=$tmp/run/bus DBUS_SESSION_BUS_ADDRESS=unix:path=$tmp/run/bus QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
dbus-daemon --config-file=/usr/share/defaults/at-spi2/accessibility.conf --nofork --nopidfile --address=\$DBUS_SESSION_BUS_ADDRESS --print-address=3 3> $tmp/bus &
read -r bus < $tmp/bus
/usr/libexec/at-spi2-registryd &
Xvfb -displayfd 3 -screen 0 640x480x24 -fbdir $tmp/screen -nolisten tcp 3> $tmp/number &
read -r display < $tmp/number
echo \$display > $tmp/display
export DISPLAY=:\$display
cd $tmp/proj
exec kate -n $tmp/home/scripts/helper.py main.py
E
cat > "$tmp/outside" <<E
for folder in proc dev tmp; do mount --rbind /\$folder "$kate/\$folder"; done
exec chroot "$kate" /usr/bin/sh $tmp/inside
E
unshare -rm --pid --fork --kill-child sh "$tmp/outside" > "$tmp/log" 2>&1 &
inside=$!
# Ended so, it takes all inside with it.
trap 'kill -KILL $inside; wait $inside 2> /dev/null; rm -rf "$tmp"' EXIT

SHOTS=$top/target/editors/kate-shots PYTHONDONTWRITEBYTECODE=1 timeout 300 "$venv/bin/python" "$here/kate.py" "$tmp"
status=$?
[ $status = 0 ] || tail -n 20 "$tmp/log"
exit $status
