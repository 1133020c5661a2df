# A key names a field of a `TypedDict` in brackets and where `get` and its like take it first; that of one which a call makes stands in a string.
# --- path: main.py ---
from typing import TypedDict
class Movie(TypedDict):
    title: str
#   ^ def 1
Show = TypedDict("Show", {"name": str, "year": int})
#                          ^ def 2
#                                       ^ def 3
def f(movie: Movie, show: Show):
    movie["title"], movie.get("title"), movie.pop("title", None)
#          ^ cursor 1
#                              ^ cursor 1
#                                                  ^ cursor 1
    show["name"], show.get("year", 0)
#         ^ cursor 2
#                           ^ cursor 3
