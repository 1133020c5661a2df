# Valid code has none, the newest syntax included.
# python 3.15
# --- open: main.py ---
type A[T = int] = list[T]
#    ^ nothing
def f[**P](a, /, *, b): return f"{a + f"{b}"}"
match f:
    case [1, {"k": v, **r}] | f(x=v, y=r) if v: pass
    case _: pass
try: pass
except* OSError as e: pass
try: pass
except OSError, ValueError: pass
print(t"{f}", (x := 1), lambda *a, **k: (a, k))
with (open(f) as g, open(f) as h): pass
lazy import json as json
@(yield_ := f)
async def h(): return [await x async for x in g]
