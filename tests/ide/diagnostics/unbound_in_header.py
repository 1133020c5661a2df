# What a header evaluates it evaluates in the order of evaluation, not of the text, and perhaps not all of it.
# --- open: main.py ---
import contextlib
def caught(run, find):
    try: run()
    except (ValueError, *((error,) if (error := find()) else ())): return error
def entered(has, find):
    if has: lock = find()
    with lock if has else contextlib.nullcontext() as held, held or other as other: return held, other
#                                                                   ^ local variable `other` is used before it is bound: it is local to all of `entered` because line 7 binds it
def chosen(find):
    match (found if (found := find()) else None):
        case None: return found
def defined(find, value=(default if (default := 1) else 2)): return find, value
class Made(*((base,) if (base := object) else ())): made = base
def walked(a, find):
    with find(), a as b, b.c(b) as c:
        return c
def in_brackets(a, b, find):
    with (find() as c): print(c)
    with (a if b else find() as d): print(d)
    with (a as e, b if e else a as f): print(e, f)
