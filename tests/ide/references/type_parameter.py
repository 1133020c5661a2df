# A type parameter's uses in annotations and the body.
# --- path: main.py ---
class C[T]:
#       ^ write
    x: T
#      ^ ref
    def m(self, a: list[T]) -> T: return T
#                       ^ ref  ^ ref     ^ ref
T
