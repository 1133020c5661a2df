# A type parameter is defined in its brackets.
# --- path: main.py ---
def f[T](a: T) -> T:
#     ^ def       ^ cursor
#           ^ cursor
    return T
#          ^ cursor
