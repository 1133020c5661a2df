# A name in strings of all kinds and in type comments changes with its variable.
# new name: Long
# --- path: main.py ---
from typing import cast
class C: pass
#     ^ edit
def f(a: "dict[" "C" ", int]", b: """
#                 ^ edit
    C | None
#   ^ edit
"""):
    # type: (C, *C) -> C
#            ^ edit
#                ^ edit
#                      ^ edit
    d = cast("list['C']", b)  # type: C  # type: ignore
#                   ^ edit
#                                     ^ edit
# --- after: main.py ---
from typing import cast
class Long: pass
def f(a: "dict[" "Long" ", int]", b: """
    Long | None
"""):
    # type: (Long, *Long) -> Long
    d = cast("list['Long']", b)  # type: Long  # type: ignore
