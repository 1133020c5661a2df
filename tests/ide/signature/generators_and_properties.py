# A generator alone in the brackets of a call is its argument; what a property gives is called, and not its function.
# --- path: main.py ---
def every(xs, strict=False): pass
class A:
    def __call__(self, n): pass
class B:
    @property
    def make(self) -> A: pass
    @property
    def nothing(self): pass
every(x for x in every())
#     ^ cursor 1
#                      ^ cursor 1
def f(b: B):
    b.make()
#          ^ cursor 2
    b.nothing()
#             ^ cursor 3
# --- signature 1 ---
# every([xs], strict=False), 2 parameters
# --- signature 2 ---
# make([n]), 1 parameters
# --- signature 3 ---
