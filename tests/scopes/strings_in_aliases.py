# A string in the brackets of what takes types is a type, in an alias, too (PEP 613).
import collections.abc
from typing import Callable, Literal, TypeAlias, Union
from x import y
class C: pass
A = Callable[["C"], Union["C", None]]
#              ^ global, quoted
#                          ^ global, quoted
B = dict[str, "C"] | Literal["C"]
#              ^ global, quoted
#                             ^ nothing
D = collections.abc.Iterable["C | None"]
#                             ^ global, quoted
E: TypeAlias = "C"
#               ^ global, quoted
F: TypeAlias = "list[C]"
#                    ^ global, quoted
G: TypeAlias = C["C"]
#                 ^ global, quoted
H: str = "C"
#         ^ nothing
I = y["C"], C["C"], [Union]["C"], list[{"C": "C"}]
#      ^ nothing     ^ global
#              ^ nothing     ^ nothing   ^ nothing
type J = "C"
#         ^ global implicit, quoted
