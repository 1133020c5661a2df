# Type comments: of assignments, `for`, `with`, functions and parameters (PEP 484).
from typing import List
class C: pass
x = []  # type: List[C]  # type: ignore
#               ^ global, quoted
#                    ^ global, quoted
y, z = 1, 2  #type:C, "C"
#                  ^ global, quoted
#                      ^ global, quoted
v = w = (
    1)  # type: (C, C)
#                ^ global, quoted
t = 1 \
  # type: C
#         ^ global, quoted
u = 1 # type: ignore[C]
#                    ^ nothing
for i in x:  # type: C
#                    ^ global, quoted
    with i as j:  # type: C
#                         ^ global, quoted
        pass
def f(a, *b, **c):  # type: (C, *C, **C) -> C
#                            ^ global, quoted
#                                ^ global, quoted
#                                     ^ global, quoted
#                                           ^ global, quoted
    d = 1  # type: C
#                  ^ global implicit, quoted
async def g(
    a,  # type: C
#               ^ global, quoted
    b=1,  # type: C
#                 ^ global, quoted
    *c  # type: C
#               ^ global, quoted
):
    # comment
    # type: (...) -> List[C]
#                    ^ global, quoted
#                         ^ global, quoted
    pass
class D:
    x = 1  # type: C
#                  ^ global implicit, quoted
    def m(self, x): # type: ignore
        # type: (D) -> x
#                ^ global implicit, quoted
#                      ^ local, quoted
        pass
