# What is overloaded is what an argument literally is, or that it is absent, says; of what is no literal, all that fit.
# --- path: modes.pyi ---
from typing import Literal, TypeAlias
Text: TypeAlias = Literal["r", "w"]
Binary: TypeAlias = Literal["rb", "wb"]
# --- path: main.py ---
from typing import Literal, Optional, TypeVar, overload
from modes import Binary, Text

class Words:
    def words(self): pass
#       ^ def 1 7
    def both(self): pass
#       ^ def 2 6
class Bits:
    def bits(self): pass
#       ^ def 3 8
    def both(self): pass
#       ^ def 4 10
class Any:
    def both(self): pass
#       ^ def 5 9

@overload
def load(path, mode: Text = "r", *, raw: Literal[False] = ...) -> Words: ...
@overload
def load(path, mode: Binary) -> Bits: ...
@overload
def load(path, mode: str, *, raw: Literal[True]) -> Any: ...
def load(path, mode="r", *, raw=False): ...

def f(path, mode):
    load(path).words()
#              ^ cursor 1
    load("x", "w").both()
#                  ^ cursor 2
    load(path, "rb").bits()
#                    ^ cursor 3
    load(path, mode='wb').both()
#                         ^ cursor 4
    load(path, "rb", raw=True).both()
#                              ^ cursor 5
    load(path, "r", raw=False).both()
#                              ^ cursor 6
    load(path, mode).words()
#                    ^ cursor 7
    load(path, mode).bits()
#                    ^ cursor 8
    load(*path, raw=True).both()
#                         ^ cursor 9

class Store:
    @overload
    def get(self, key, many: Literal[True] | None) -> Words: ...
    @overload
    def get(self, key, many: Optional[Literal[0, 1]] = ...) -> Bits: ...
    def get(self, key, many=0): ...

Store().get("a").both()
#                ^ cursor 10
Store().get("a", 1).both()
#                   ^ cursor 10
Store().get("a", None).both()
#                      ^ cursor 2

T = TypeVar("T")
@overload
def default(to: None) -> Any: ...
@overload
def default(to: list[int]) -> Bits: ...
@overload
def default(to: T) -> Words: ...
def default(to): ...
default("x").words()
#            ^ cursor 1
