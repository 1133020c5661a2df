# Functions and classes where they are bound, nested; other names of modules and classes where they are bound first.
# --- path: main.py ---
import os
from os import path
limit: int = 1
limit = 2
type Alias = int
@decorator
def outer(a):
    local = 1
    def inner():
        return a
    class Local:
        pass
    return inner
class C[T](Base):
    attribute = 1
    attribute += 1
    def method(self):
        self.x = 1
    class Inner:
        def deep(self): pass
    lambda y: y
    declared: int
if limit:
    def conditional(): pass
else:
    def conditional(): pass
for i in []: pass
with open("f") as handle: pass
x, (y, *z) = 1, (2, 3)
# --- symbols: main.py ---
# variable limit, 3 to 3
# type alias Alias, 5 to 5
# function outer, 7 to 13
#   function inner, 9 to 10
#   class Local, 11 to 12
# class C, 14 to 22
#   attribute attribute, 15 to 15
#   method method, 17 to 18
#   class Inner, 19 to 20
#     method deep, 20 to 20
#   attribute declared, 22 to 22
# function conditional, 24 to 24
# function conditional, 26 to 26
# variable i, 27 to 27
# variable handle, 28 to 28
# variable x, 29 to 29
# variable y, 29 to 29
# variable z, 29 to 29
