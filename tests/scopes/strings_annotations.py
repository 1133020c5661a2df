# A string in an annotation is one itself (typing specification, string annotations).
from typing import Annotated, Callable, Literal, Optional
import typing as te
from typing import Literal as L
class C: pass
def f(a: "C", b: Optional["C"], c: "list[C]" = None) -> "te.Any | C": pass
#         ^ global implicit, quoted
#                          ^ global implicit, quoted
#                                        ^ global implicit, quoted
#                                                        ^ global implicit, quoted
#                                                           ^ member
#                                                                 ^ global implicit, quoted
x: """
    C
#   ^ global implicit, quoted
    | None
"""
y: 'Callable[["C"], \'C\']'
#   ^ nothing
z: 'Callable[["C"], """C"""]' = r"C"
#   ^ global implicit, quoted
#              ^ global implicit, quoted
#                      ^ global implicit, quoted
#                                 ^ nothing
w: Annotated["C", "C"] | Literal["C"] | te.Literal["C"] | L["C"] | "Literal['C']"
#             ^ global implicit, quoted
#                  ^ nothing      ^ nothing         ^ nothing^ nothing
#                                                                   ^ global implicit, quoted
#                                                                            ^ nothing
v: Callable[["C", list["C"]], "C"]
#             ^ global implicit, quoted
#                       ^ global implicit, quoted
#                              ^ global implicit, quoted
u: f"{C}"
#     ^ global implicit, use
t: b"C"
#    ^ nothing
