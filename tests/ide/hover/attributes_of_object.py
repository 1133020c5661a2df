# What no class of its own gives it, an instance has of `object`, and a class of `type`.
# --- path: main.py ---
class A:
    def m(self): return self.__hash__(), super().__reduce__()
#                            ^ cursor 1          ^ cursor 2
A().__dir__, A.mro, A().mro
#   ^ cursor 3 ^ cursor 4
#                       ^ cursor 5
class B:
    def m(self): self.__class__
#                     ^ cursor 6
# --- hover 1 ---
# ```python
# def __hash__(self, /): ...  # module builtins
# ```
# **method** `__hash__` of class `object`
#
# - found by what an annotation or an assignment says: names alone don't prove it
# --- hover 2 ---
# ```python
# def __reduce__(self, /): ...  # module builtins
# ```
# **method** `__reduce__` of class `object`
#
# - found by what an annotation or an assignment says: names alone don't prove it
# --- hover 3 ---
# ```python
# def __dir__(self, /): ...  # module builtins
# ```
# **method** `__dir__` of class `object`
#
# - found by what an annotation or an assignment says: names alone don't prove it
# --- hover 4 ---
# ```python
# def mro(self, /):  # module builtins
# ```
# **method** `mro` of class `type`
#
# - found by what an annotation or an assignment says: names alone don't prove it
#
# ---
#
# Return a type's method resolution order.
# --- hover 5 ---
# **attribute** of a value: names alone don't tell whose
# --- hover 6 ---
# ```python
# def __class__(self):  # module builtins
# ```
# **method** `__class__` of class `object`
#
# - found by what an annotation or an assignment says: names alone don't prove it
#
# ---
#
# the object's class
