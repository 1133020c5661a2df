# A private name of a class is stored under another.
# --- path: main.py ---
class C:
    __secret = 1
#   ^ cursor 1
    def m(self):
        return self.__secret
#                   ^ cursor 2
# --- hover 1 ---
# ```python
# __secret = 1  # main.py:2:5
# ```
# **attribute** of class `C` (line 1)
#
# - private to class `C` (line 1): its name at run time is `_C__secret`
# - `STORE_NAME`: the namespace of class `C`
# --- hover 2 ---
# ```python
# __secret = 1  # main.py:2:5
# ```
# **attribute** `_C__secret` of class `C`
