# Type parameters belong to what has the brackets.
# --- path: main.py ---
def f[T: int](a: T) -> T:
#     ^ cursor 1
#                ^ cursor 2
    return T
#          ^ cursor 3
class C[K, L]:
#          ^ cursor 4
    def m(self, a: K): pass
#                  ^ cursor 5
type A[V] = list[V]
#    ^ cursor 6
#                ^ cursor 7
# --- hover 1 ---
# ```python
# def f[T: int](a: T) -> T:  # main.py:1:7
# ```
# **cell** type parameter of `f` (line 1)
#
# - captured by the annotations (line 1) and function `f` (line 1)
# - `STORE_DEREF`: a cell
# --- hover 2 ---
# ```python
# def f[T: int](a: T) -> T:  # main.py:1:7
# ```
# **free**: type parameter of `f` (line 1)
#
# - `LOAD_DEREF`: a cell
# --- hover 3 ---
# ```python
# def f[T: int](a: T) -> T:  # main.py:1:7
# ```
# **free**: type parameter of `f` (line 1)
#
# - `LOAD_DEREF`: a cell
# --- hover 4 ---
# ```python
# class C[K, L]:  # main.py:6:12
# ```
# **type parameter** of `C` (line 6)
#
# - `STORE_FAST`: a slot of the frame
# --- hover 5 ---
# ```python
# class C[K, L]:  # main.py:6:9
# ```
# **free**: type parameter of `C` (line 6)
#
# - passed on by class `C` (line 6)
# - `LOAD_FROM_DICT_OR_DEREF`: the class's namespace, else a cell
# --- hover 6 ---
# ```python
# type A[V] = list[V]  # main.py:10:6
# ```
# **global** type alias of this module
#
# - `STORE_NAME`: the module's namespace
# --- hover 7 ---
# ```python
# type A[V] = list[V]  # main.py:10:8
# ```
# **free**: type parameter of `A` (line 10)
#
# - `LOAD_DEREF`: a cell
