# What is overloaded is called once, where it is written out; of a stub, the first.
# --- path: main.py ---
from typing import overload
from told import only
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
def g():
#   ^ cursor 1
    f(1)
    only(f(2))
# --- path: told.pyi ---
from typing import overload
@overload
def only(x: int) -> int: ...
@overload
def only(x: str) -> str: ...
# --- outgoing 1 ---
# function f of main: 10:5, 11:10
# function only of told.pyi: 11:5
# --- incoming 1 ---
