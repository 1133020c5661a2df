# Annotations in strings, and the entries of `__all__`.
# only: undefined-name
# --- open: main.py ---
from typing import Literal
__all__ = ["f", "missing", "print", "__doc__"]
#                ^ undefined name `missing` in `__all__`
#                           ^ undefined name `print` in `__all__`
def f(a: "list[Missing]", b: "Literal['nothing']") -> "f": print(a, b)
#              ^ undefined name `Missing`
