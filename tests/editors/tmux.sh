# Sourced by tests of editors that need a terminal: one in a private tmux, TAP, and what stands on the screen.
# A test sets `tmp` first, its own folder.

count=0 failed=0 socket=legb-$$
trap 'tmux -L "$socket" kill-server 2> /dev/null; rm -rf "$tmp"' EXIT
export TERM=xterm-256color

# Starts a command in the terminal, in FOLDER.
terminal() { # FOLDER COMMAND
  tmux -L "$socket" -f /dev/null new-session -d -x 120 -y 34 -c "$1" "$2; sleep 60"
}

screen() { tmux -L "$socket" capture-pane -p; }
keys() { tmux -L "$socket" send-keys "$@"; }
text() { tmux -L "$socket" send-keys -l "$1"; }

# Waits until the screen shows PATTERN, or a command succeeds; for at most 10 s.
shows() { # PATTERN
  for _ in $(seq 100); do
    screen | grep -qE -- "$1" && return 0
    sleep 0.1
  done
  return 1
}
becomes() { # COMMAND...
  for _ in $(seq 100); do
    "$@" > /dev/null 2>&1 && return 0
    sleep 0.1
  done
  return 1
}

# A line of TAP for the status of the last command; where it failed, with the screen.
ok() { # WHAT
  if [ $? = 0 ]; then
    count=$((count + 1))
    echo "ok $count - $1"
  else
    count=$((count + 1)) failed=$((failed + 1))
    echo "not ok $count - $1; the screen:"
    screen | sed 's/^/# | /; s/ *$//' | grep -vE '\| *~?$'
  fi
}
