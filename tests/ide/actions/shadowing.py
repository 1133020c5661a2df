# What hides another name gets one that the file has nowhere.
# titles: Rename
# --- path: main.py ---
size = 0

def f(size):
#     ^ cursor 1
    return size

def g():
    list = []
#   ^ cursor 2
    list_ = list
    return lambda list: list_
#                       ^ cursor 3

def h():
    value = 1
    def inner():
        value = 2
#       ^ cursor 4
        return [value for value in ()]
#               ^ cursor 5
    return inner, value

class C:
    list = 1
#   ^ cursor 6

max = 1
# <- cursor 7
# --- actions 3 ---
# --- actions 6 ---
# --- path: other.py ---
from main import f, max
f(size=1)
print(max)
# --- actions 1 ---
# refactor.rewrite: Rename to `local_size`: `size` hides the module's `size`
#   -3: def f(size):
#   +3: def f(local_size):
#   -5:     return size
#   +5:     return local_size
#   -2: f(size=1)
#   +2: f(local_size=1)
# --- actions 2 ---
# refactor.rewrite: Rename to `list_2`: `list` hides the built-in `list`
#   -8:     list = []
#   +8:     list_2 = []
#   -10:     list_ = list
#   +10:     list_ = list_2
# --- actions 4 ---
# refactor.rewrite: Rename to `local_value`: `value` hides `value` of `h`
#   -17:         value = 2
#   +17:         local_value = 2
# --- actions 5 ---
# refactor.rewrite: Rename to `local_value`: `value` hides `value` of `inner`
#   -19:         return [value for value in ()]
#   +19:         return [local_value for local_value in ()]
# --- actions 7 ---
# refactor.rewrite: Rename to `max_`: `max` hides the built-in `max`
#   -27: max = 1
#   +27: max_ = 1
#   -1: from main import f, max
#   +1: from main import f, max_
#   -3: print(max)
#   +3: print(max_)
