# The key of a `TypedDict` leads to its field, and what stands in the brackets is what the field is.
# --- path: main.py ---
from typing import NotRequired, TypedDict
class A:
    def m(self): pass
#       ^ def 1
class Film(TypedDict):
    star: A
#   ^ def 2
class Part(Film, total=False):
    before: NotRequired[Film]
#   ^ def 3
def f(film: Film, part: Part, films: list[Part], other: dict[str, A], name):
    film["star"], part['star']["x"], film["star"].m
#          ^ cursor 2
#                       ^ cursor 2
#                                                 ^ cursor 1
    part["before"]["star"].m, films[0]["before"]
#          ^ cursor 3
#                    ^ cursor 2
#                          ^ cursor 1
#                                        ^ cursor 3
    film[name].m, film[f"{name}"].m, other["star"].m
#              ^ def 4 cursor 4
#                                 ^ def 5 cursor 5
#                                                  ^ cursor 1
