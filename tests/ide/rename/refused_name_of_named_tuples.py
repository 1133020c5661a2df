# Every named tuple has some attributes of its own.
# new name: count
# error: `count` is an attribute of every `NamedTuple`
# --- path: main.py ---
import typing as t
class P(t.NamedTuple):
#     ^ obstacle
    x: int
#   ^ cursor
