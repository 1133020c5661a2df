# broken: in the brackets behind a `TypedDict`, and in its `get`, the names of its fields; behind another variable the keys that the file has for it elsewhere.
# --- open: main.py ---
from typing import TypedDict
class Base(TypedDict):
    title: str
class Movie(Base):
    year: int
def f(movie: Movie):
    movie["ye"]
#            ^ cursor 1
    movie.get("")
#              ^ cursor 1
d = {"one": 1, "two-three": 2}
d["four"] = 4
d["two-"]
#      ^ cursor 2
class A:
    def __init__(self):
        self.d = {"own": 1}
    def m(self, other):
        self.d[""]
#               ^ cursor 3
        other[""], "a"[""], other.append("")
#              ^ cursor 4
#                       ^ cursor 4
#                                         ^ cursor 4
def g(movie: Movie):
    movie.get("ye
#                ^ cursor 1
def h(movie: Movie):
    return movie['
#                 ^ cursor 1
# --- completion 1 ---
# title: property, of class Base
# year: property, of class Movie
# --- completion 2 ---
# four: property, a key written in this file
# one: property, a key written in this file
# two-three: property, a key written in this file
# --- completion 3 ---
# own: property, a key written in this file
# --- completion 4 ---
