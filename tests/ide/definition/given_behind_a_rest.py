# What stands behind `*rest` is one of what is left.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def
def f(all: list[A]):
    first, *rest, last = all
    first.m, rest[0].m, last.m
#         ^ cursor
#                    ^ cursor
#                            ^ cursor
