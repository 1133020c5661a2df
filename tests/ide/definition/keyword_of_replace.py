# A keyword of `replace` names a field of what is replaced.
# --- path: main.py ---
import dataclasses
from dataclasses import dataclass, replace
from typing import NamedTuple
@dataclass
class A:
    part: int
#   ^ def 1
class N(NamedTuple):
    part: int
#   ^ def 2
def f(a: A, n: N):
    replace(a, part=1), dataclasses.replace(a, part=2), n._replace(part=1)
#              ^ cursor 1
#                                              ^ cursor 1
#                                                                  ^ cursor 2
