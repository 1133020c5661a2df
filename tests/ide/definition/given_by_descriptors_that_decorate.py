# What a class with `__get__` decorates is what the function gives back, like a property; not so where it can be called.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class lazy:
    def __init__(self, function): self.function = function
    def __get__(self, instance, owner): return self.function(instance)
class bound(lazy):
    def __call__(self): ...
named = lazy
class B:
    @lazy
    def one(self): return A()
    @named
    def two(self): return A()
    @bound
    def three(self): return A()
B().one.m, B().two.m, B().three.m
#       ^ cursor 1
#                  ^ cursor 1
#                               ^ def 2 cursor 2
