#!/bin/sh
# debroot.sh SUITE DIR PKG...: unpacks PKGs and all that they depend on, their own libc too, from another Debian suite
# into DIR. The host is not touched; no root and no chroot are needed. Then `DIR/run PROG ARGS` runs a program of it.
set -eu
suite=$1 dir=$2
shift 2
# The mirror that this machine's own apt uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)
mirror=${mirror:-http://deb.debian.org/debian}

mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
apt=$dir/.apt
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
# An empty list of installed packages makes apt fetch every dependency.
: > "$apt/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$apt/sources.list"
cat > "$apt/apt.conf" <<E
Dir::State "$apt/state"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null"; Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
APT::Install-Recommends "false"; APT::Architecture "amd64"; APT::Sandbox::User "root";
Acquire::Languages "none"; Acquire::Check-Valid-Until "false"; Debug::NoLocking "true";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
E
export APT_CONFIG="$apt/apt.conf"
apt-get -qq update
apt-get -qq -y --download-only install "$@" > /dev/null
for package in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$package" "$dir"; done
rm -rf "$apt"

# Written last: where it is, the folder is whole.
cat > "$dir/run" <<'E'
#!/bin/sh
# run PROG ARGS: PROG of this folder with this folder's own ld.so and libraries; what it starts is not affected.
root=$(cd "$(dirname "$0")" && pwd) program=$1
shift
for loader in "$root/usr/lib64" "$root/lib64" "$root/usr/lib/x86_64-linux-gnu"; do
  loader=$loader/ld-linux-x86-64.so.2
  [ -e "$loader" ] && break
done
exec "$loader" --library-path "$root/usr/lib/x86_64-linux-gnu:$root/lib/x86_64-linux-gnu" "$root/usr/bin/$program" "$@"
E
chmod +x "$dir/run"
