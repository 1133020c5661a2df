# A name for what `typing` calls a container is that container with what is in it.
# --- path: main.py ---
from typing import Callable, Dict, List
class A:
    def m(self): pass
#       ^ def
Named = Dict[str, "A"]
Several = List[Named]
Made = Callable[[int], A]
def f(named: Named, several: Several, made: Made):
    named["x"].m, several[0]["x"].m, made(1).m
#              ^ cursor
#                                 ^ cursor
#                                            ^ cursor
    for key, value in named.items(): value.m
#                                          ^ cursor
