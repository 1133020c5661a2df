# A type parameter in annotations, bounds and the body.
# new name: U
# --- path: main.py ---
class C[T, V: list[T]]:
#       ^ edit     ^ edit
    x: T
#      ^ edit
    def m(self, a: T) -> T:
#                  ^ edit
#                        ^ edit
        return T
#              ^ edit
T = 1
