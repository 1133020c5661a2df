# A name in a string annotation is an occurrence.
# --- path: main.py ---
class C: pass
#     ^ def
def f(a: "C", b: "list[C]") -> "C":
#         ^ cursor     ^ cursor
#                               ^ cursor
    c: "C" = a
#       ^ cursor
    return c
