# Annotations in strings, and the entries of `__all__`; type comments are left alone: nobody runs them.
# only: undefined-name
# --- open: comment.py ---
def f(a):
    # type: (List[int]) -> Tuple
    return a
f(1)
# <- nothing
# --- open: main.py ---
from typing import Literal
__all__ = ["f", "missing", "print", "__doc__"]
#                ^ undefined name `missing` in `__all__`
#                           ^ undefined name `print` in `__all__`
def f(a: "list[Missing]", b: "Literal['nothing']") -> "f": print(a, b)
#              ^ undefined name `Missing`
