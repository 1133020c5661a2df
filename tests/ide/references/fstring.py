# Names in f-strings are references.
# --- path: main.py ---
def f(a):
#     ^ write
    return f"{a} {{a}} {a!r:{a}}", "{a}"
#             ^ ref     ^ ref
#                  ^ nothing
#                            ^ ref
