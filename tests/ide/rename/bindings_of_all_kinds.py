# `except … as`, captures, loops, `with`, walrus, `del` and imports bind the one variable.
# new name: y
# --- path: main.py ---
def f(v):
    try: pass
    except OSError as x: pass
#                     ^ edit
    match v:
        case [x, *_] | {"k": x}: pass
#             ^ edit         ^ edit
    for x in v: pass
#       ^ edit
    with v as x: pass
#             ^ edit
    import m as x
#               ^ edit
    [x := 1 for _ in v]
#    ^ edit
    x: int = 1
#   ^ edit
    del x
#       ^ edit
