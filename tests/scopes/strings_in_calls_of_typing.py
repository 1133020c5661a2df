# The calls of `typing` that take types take them in strings.
import typing as t
from typing import NamedTuple, NewType, TypedDict, TypeVar, assert_type, cast, get_type_hints as hints
from other import deco
class C: pass
cast("C", "C")
#     ^ global, quoted
#          ^ nothing
t.cast("list[C]", 1)
#       ^ built-in, quoted
#            ^ global, quoted
T = TypeVar("T", "C", bound="C", default="C", name="C")
#            ^ global, quoted
#                            ^ global, quoted
#                 ^ global, quoted        ^ global, quoted
#                                                   ^ nothing
N = NewType("C", "C")
#            ^ nothing
#                 ^ global, quoted
P = NamedTuple("C", [("C", "C"), ("C", t.List["C"])])
#               ^ nothing   ^ global, quoted
#                      ^ nothing               ^ global, quoted
D = TypedDict("D", {"C": "C"}, total=False)
#                    ^ nothing
#                         ^ global, quoted
assert_type(1, "C")
#               ^ global, quoted
hints("C")
#      ^ nothing
deco.cast("C"), deco("C"), x.cast("C")
#          ^ nothing  ^ nothing    ^ nothing
