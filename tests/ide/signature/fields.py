# Constructors that nobody writes take the fields, in the order of the bases.
# --- path: main.py ---
import attr
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar, NamedTuple, TypedDict
from library import Model, Made, decorate
@dataclass
class A:
    x: int
    y: list[
        int] = field(default_factory=list)
    n: ClassVar[int] = 0
    hidden: int = field(init=False)
    _: KW_ONLY
    z: str = "a"
@dataclass(kw_only=True)
class B(A):
    x: bool
    more: int = field()
class N(NamedTuple):
    first: int
    second: str = ""
class T(TypedDict):
    key: int
@attr.s
class S:
    a = attr.ib()
    b = attr.ib(default=1)
    c = 1
class M(Model):
    title: str
class D(Made):
    made: int
@decorate
class E:
    decorated: int
class W(M):
    def __init__(self, own): pass
A(1, 2)
#    ^ cursor 1
B(z=1)
#  ^ cursor 2
N(1)
# ^ cursor 3
T(key=1)
#     ^ cursor 4
S(1)
# ^ cursor 5
M(1)
# ^ cursor 6
D(1)
# ^ cursor 7
E(1)
# ^ cursor 8
W(1)
# ^ cursor 9
# --- path: library.py ---
from typing import dataclass_transform
@dataclass_transform()
class Meta(type): pass
class Model(metaclass=Meta):
    def __init__(self, **data): pass
@dataclass_transform()
class Made: pass
@dataclass_transform()
def decorate(cls): return cls
# --- signature 1 ---
# A(x: int, [y: list[int] = ...], *, z: str = "a"), 3 parameters
# --- signature 2 ---
# B(y: list[int] = ..., *, x: bool, [z: str = "a"], more: int), 4 parameters
# --- signature 3 ---
# N([first: int], second: str = ""), 2 parameters
# --- signature 4 ---
# T([key: int]), 1 parameters
# --- signature 5 ---
# S([a], b = ...), 2 parameters
# --- signature 6 ---
# M([title: str]), 1 parameters
# --- signature 7 ---
# D([made: int]), 1 parameters
# --- signature 8 ---
# E([decorated: int]), 1 parameters
# --- signature 9 ---
# W([own]), 1 parameters
