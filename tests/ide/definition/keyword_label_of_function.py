# The keyword of an argument leads to the parameter, through imports too.
# --- path: a.py ---
def f(x, *, y=1): pass
#     ^ def 1
#           ^ def 2
# --- path: main.py ---
from a import f as g
import a
g(x=1, y=2)
# ^ cursor 1
#      ^ cursor 2
a.f(y=2)
#   ^ cursor 2
g(z=1)
# ^ cursor 3 def 3
(lambda x: x)(x=1)
#       ^ cursor 4 def 4
