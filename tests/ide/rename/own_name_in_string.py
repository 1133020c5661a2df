# What makes a type takes the name of the variable that it is assigned to: the string changes with it, and no other string does.
# new name: U
# --- path: main.py ---
from typing import TypeVar, NewType
import collections
T = TypeVar("T", bound="list[int]")
# <- cursor edit
#            ^ cursor edit
S = TypeVar("T")
#            ^ unsure
print("T", [T])
#      ^ unsure
#           ^ edit
