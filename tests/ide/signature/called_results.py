# What a call gives may be called itself; of a function with a stub beside its source the stub says what it takes.
# --- path: main.py ---
from stubbed import told
class A:
    def __call__(self, n: int): pass
def make() -> A: return A()
make()(1)
#      ^ cursor 1
told(1)
#    ^ cursor 2
# --- path: stubbed.py ---
def told(a, b=None):
    """Does it."""
# --- path: stubbed.pyi ---
def told(a: int, b: str = ...) -> str: ...
# --- signature 1 ---
# make()([n: int]), 1 parameters
# --- signature 2 ---
# told([a: int], b: str = ...) -> str, 2 parameters
#   Does it.
