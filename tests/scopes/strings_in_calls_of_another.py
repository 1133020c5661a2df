# Where something else binds the name, its call may be any.
from typing import cast, NewType
from sqlalchemy import cast
class C:
    def NewType(self): pass
cast("C", 1)
#     ^ nothing
NewType("N", "C")
#             ^ nothing
memoryview(b"").cast("B")
#                     ^ nothing
