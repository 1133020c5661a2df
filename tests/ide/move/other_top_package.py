# `import a.m` binds `a`; another top package is bound instead, or beside it where `a` is needed still.
# move: a/m.py -> b/m.py
# --- path: a/__init__.py ---
# --- path: a/m.py ---
def f(): pass
# --- path: a/k.py ---
# --- path: b/__init__.py ---
# --- path: b/l.py ---
# --- path: only.py ---
import a.m
def g(x: "a.m.T") -> None:
    return a . m . f()
# --- path: both.py ---
import a.m, a.k
print(a.k, a.m.f)
# --- path: there.py ---
import b.l
import a.m
a.m.f(b.l)
# --- after: only.py ---
import b.m
def g(x: "b.m.T") -> None:
    return b.m . f()
# --- after: both.py ---
import b.m, a.k
print(a.k, b.m.f)
# --- after: there.py ---
import b.l
import b.m
b.m.f(b.l)
