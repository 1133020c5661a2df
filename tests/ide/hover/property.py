# Of several functions with one name, the docstring is that of the one that is shown, or of the first that has one.
# --- path: main.py ---
from typing import overload
class A:
    @property
    def part(self):
        """What it is."""
    @part.setter
    def part(self, value): pass
    @overload
    def made(self, x: int): pass
    def made(self, x):
        """Makes it."""
A().part
#   ^ cursor 1
A().made(1)
#   ^ cursor 2
# --- hover 1 ---
# ```python
# def part(self):  # main.py:4:9
# ```
# **method** `part` of class `A`
#
# ---
#
# What it is.
# --- hover 2 ---
# ```python
# def made(self, x: int): pass  # main.py:9:9
# ```
# **method** `made` of class `A`
#
# ---
#
# Makes it.
