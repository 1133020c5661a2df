# A class whose base is a class of the same name, imported or bound before, and bases in a circle: no endless search.
# --- path: a.py ---
class A:
    x = 1
#   ^ def 1
# --- path: main.py ---
from a import A as Base
class A(Base):
    y = A.missing
#         ^ cursor 2 def 2
A.x
# ^ cursor 1
class P(Q): pass
class Q(P): pass
P.z
# ^ cursor 3 def 3
