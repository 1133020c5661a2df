# What a slot is, from its string and from `self`.
# --- path: main.py ---
class C:
    __slots__ = ("x",)
#                 ^ cursor 1
    def m(self): return self.x
#                            ^ cursor 2
# --- hover 1 ---
# ```python
# __slots__ = ("x",)  # main.py:2:19
# ```
# **attribute** of class `C` (line 1), named by its `__slots__`
# --- hover 2 ---
# ```python
# __slots__ = ("x",)  # main.py:2:19
# ```
# **attribute** `x` of class `C`
