# A built-in's name may be bound in the file: its brackets may hold keys.
from typing import List
def f(type, dict):
    return type["x"], dict["x"], set["x"]
#                ^ nothing  ^ nothing ^ unresolved, quoted
List = {}
List["x"]
#     ^ nothing
