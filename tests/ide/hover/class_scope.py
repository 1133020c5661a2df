# A class's name in the class, and in an annotation scope of it.
# --- path: main.py ---
class C:
    T = int
#   ^ cursor 1
    def m(self, a: T): return __class__
#                  ^ cursor 2
#                             ^ cursor 3
# --- hover 1 ---
# ```python
# T = int  # main.py:2:5
# ```
# **local** variable of class `C` (line 1)
# --- hover 2 ---
# ```python
# T = int  # main.py:2:5
# ```
# variable of class `C` (line 1), **local** to the class and visible from this annotation scope
# --- hover 3 ---
# ```python
# class C:  # main.py:1:7
# ```
# **free**: the class `C` (line 1), as its methods see it
