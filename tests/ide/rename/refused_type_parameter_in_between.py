# new name: T
# refused
# --- path: main.py ---
class B: pass
#     ^ cursor
def f[T](a: B) -> T: pass
