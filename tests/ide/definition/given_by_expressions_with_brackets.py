# `isinstance` says what an expression with brackets is, where the same is written again; a reflected operator what a number makes of its right operand; `except*`
# that a group is caught; `Unpack` what the keywords are.
# --- path: main.py ---
from typing import TypedDict, Unpack
class A:
    def m(self): pass
#       ^ def 1
class B:
    def n(self): pass
#       ^ def 2
def f(d, a, i, j):
    if isinstance(d["k"], A): d["k"].m, d["l"].m
#                                    ^ cursor 1
#                                              ^ def 3
#                                              ^ cursor 3
    if isinstance(a.b[0].c, A) and a.b[0].c.m: a.b[1].c.m
#                                           ^ cursor 1
#                                                       ^ def 4
#                                                       ^ cursor 4
    if not isinstance(a[i, j], (A, B)): return
    a[i, j].m, a[i][j].m
#           ^ cursor 1
#                      ^ def 5
#                      ^ cursor 5
class V:
    def __mul__(self, other) -> A: ...
    def __rmul__(self, other) -> B: ...
    def o(self): pass
#       ^ def 6
v = V()
(2 * v).n, (v * 2).m, (2.5 * v).n, (1 + v).o
#       ^ cursor 2
#                  ^ cursor 1
#                               ^ cursor 2
#                                          ^ cursor 6
class E(Exception):
    def code(self): pass
#       ^ def 7
try: pass
except* E as group:
    for one in group.exceptions: one.code
#                                    ^ cursor 7
except* (E, KeyError) as group: group.exceptions[0].code
#                                                   ^ cursor 7
class Options(TypedDict, total=False):
    colour: A
    width: B
def draw(x, **options: Unpack[Options]): options["colour"].m, options["width"].n
#                                                          ^ cursor 1
#                                                                              ^ cursor 2
