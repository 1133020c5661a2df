# `except … as`, pattern captures, loops, `with` and walrus define their names.
# --- path: main.py ---
def f(v):
    try: pass
    except OSError as e: return e
#                     ^ def 1   ^ cursor 1
    match v:
        case [a, *_]: return a
#             ^ def 2        ^ cursor 2
    for i in v: print(i)
#       ^ def 3       ^ cursor 3
    with v as w: print(w)
#             ^ def 4  ^ cursor 4
    if (n := 1): return n
#       ^ def 5         ^ cursor 5
    return [x for x in v]
#           ^ cursor 6
#                 ^ def 6
