# All ways to bind a name, and names that are only deleted or annotated.
import a.b, c as d
from e import f
x, y = 1, 2
for i in x: pass
with x as w: pass
try: pass
except E as e: pass
(z := 1)
match x:
    case [p, *q]: pass
del x
n: int
def g(k, /, l, *m, o, **r): pass
class K: pass
lambda s: s
# --- blocks ---
# <module>  module  1–16
# │ global      import a, d, f; x, y, i, w, e, z, p, q, n; def g; class K
# │ unresolved  E
# ├─ __annotate__  annotation  1–16
# │    built-in    int
# ├─ g  function  14
# │    local       (k, l, m, o, r)
# ├─ K  class  15
# └─ <lambda>  lambda  16
#      local       (s)
#
# module      one dict as long as the module lives: globals() is locals()
# annotation  evaluated on demand, as a call
# function    fast locals, new at each call, gone at its return
# class       a dict while the body runs, then the class's attributes
# lambda      fast locals, new at each call, gone at its return
