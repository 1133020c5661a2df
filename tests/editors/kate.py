"""kate.py FOLDER: run by kate.sh, which has started Kate on a copy of proj/ in FOLDER. Prints TAP."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from atspi import Screen, picture, until

tmp = Path(sys.argv[1])
main, geometry = tmp / "proj/main.py", tmp / "proj/pkg/geometry.py"
count = failed = 0


def ok(good, what):
    """A line of TAP; where it failed, with what is in sight."""
    global count, failed
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {what}", flush=True)
    name = re.sub("[^a-z]+", "-", what.lower())
    picture(tmp / "screen/Xvfb_screen0", Path(os.environ["SHOTS"]) / f"{count:02}-{name}.png")
    if not good:
        failed += 1
        for role, said, _ in screen.walk():
            if said:
                print(f"#   {role}: {said!r}")


def editor():
    # All other fields have a line at most.
    return screen.find("text", "\n")


def text():
    return screen.text(editor())


def go(line, part=""):
    """The cursor before a part of a line, or at the line's end."""
    lines = text().split("\n")
    column = lines[line - 1].index(part) if part else len(lines[line - 1])
    screen.ask(editor(), "Text", "SetCaretOffset", "i", (len("\n".join([*lines[: line - 1], ""])) + column,))
    until(lambda: screen.find("push button", f"{line}:{column + 1}"))


def types(line, written, before=""):
    """Writes before a part of a line, or at its end."""
    go(line, before)
    screen.ask(editor(), "EditableText", "InsertText", "isi", (screen.get(editor(), "Text", "CaretOffset"), written, len(written)))


def rename(line, word, name):
    go(line, word)
    screen.menu("LSP Client", "Rename")
    # The field is the one that has nothing but the word in it.
    field = until(lambda: next((at for role, said, at in screen.walk() if role == "text" and said == word), None))
    screen.ask(field, "EditableText", "SetTextContents", "s", (name,))
    screen.press(screen.find("push button", "OK"))
    until(lambda: not screen.find("dialog", "Rename"))


def rows():
    return [said for role, said, _ in screen.walk() if role == "tree item"]


until((tmp / "display").exists, 60)
screen = Screen(f"unix:path={tmp}/run/bus")
ok(until(lambda: screen.find("alert message", "LSP server start requested"), 60), "Kate has a server for Python, and asks before it starts it")
ok(screen.shows(f"{tmp}/bin/legb server"), "it is the set-up's")
screen.press(screen.find("push button", "Yes"))
until(lambda: not screen.find("push button", "Yes"))
until(lambda: subprocess.run(["pgrep", "-f", f"^{tmp}/bin/legb server"], capture_output=True).returncode == 0)
time.sleep(1)

go(7, "area")
screen.menu("LSP Client", "Symbol Info")
ok(until(lambda: screen.shows("global import of this module: function area")), "Symbol Info shows the kind")
ok(screen.shows("Return the area of a rectangle."), "and the docstring")
screen.menu("LSP Client", "Find References")
ok(until(lambda: "Line: 9: UNIT = area(1, 1)" in rows()), "Find References lists references in an unopened file")
screen.menu("LSP Client", "Go to Definition")
ok(until(lambda: screen.find("frame", "geometry.py") and screen.find("push button", "4:5")), "Go to Definition goes through an import")
screen.menu("Go", "Go to Previous Location")
until(lambda: screen.find("frame", "main.py"))

before = main.read_text()
rename(7, "result", "sides")
ok(until(lambda: screen.shows("can't rename `result` to `sides`: function `total` binds `sides` already")), "a refused rename shows the reason")
ok(text() == before, "and nothing changes")
rename(7, "area", "surface")
ok(until(lambda: "result += surface(w, h)" in text()), "Rename renames here")
screen.menu("File", "Save All")
ok(until(lambda: "UNIT = surface(1, 1)" in geometry.read_text() and "def surface(" in geometry.read_text()), "and in the other file, on disk")

screen.press(screen.find("check box", "Diagnostics"))
types(8, " + missing")
ok(until(lambda: any("undefined name" in row for row in rows())), "a diagnostic appears once something is typed")
screen.menu("Edit", "Undo")
ok(until(lambda: not any("undefined name" in row for row in rows())), "and goes away with it")

types(1, "first = 1\n", before="from")
subprocess.run(["pkill", "-KILL", "-f", f"^{tmp}/bin/legb server"])
types(2, "second = first\n", before="from")
go(2, "first")
# Kate starts it again by itself, after a while.
again = lambda: screen.menu("LSP Client", "Symbol Info") or until(lambda: screen.shows("global variable of this module"), 3)
ok(until(again, 30), "after a kill it answers for what was typed")
screen.menu("File", "Save All")
ok(until(lambda: main.read_text().startswith("first = 1\nsecond = first\n")), "no edit is lost")
screen.press(screen.find("page tab", "helper.py"))
until(lambda: screen.find("frame", "helper.py"))
go(1, "helped")
screen.menu("LSP Client", "Find References")
ok(until(lambda: "Line: 2: print(helper.helped())" in rows()), "a script without a project file has references in the script beside it")
screen.press(screen.find("check box", "Output"))
ok(until(lambda: screen.shows(f"python@{tmp}/home/scripts")), "and its own folder is the root, not the home")
print(f"1..{count} # Kate")
sys.exit(bool(failed))
