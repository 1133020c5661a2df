# `yield from` gives what a generator returns, `yield` what is sent to it.
# --- path: main.py ---
from typing import Generator
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
def told() -> Generator[int, A, B]:
    sent = yield 1
    sent.m
#        ^ cursor 1
    return B()
def untold():
    yield 1
    return A()
def f():
    one = yield from told()
    two = yield from untold()
    one.m, two.m
#       ^ cursor 2
#              ^ cursor 1
