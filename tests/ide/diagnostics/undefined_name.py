# A name that neither the file nor the built-ins bind; what is nearest by its letters is offered.
# only: undefined-name
# --- open: main.py ---
def area(width, height):
    return width * heigth
#                  ^ undefined name `heigth`; did you mean `height`?
nothing_like_it
# <- undefined name `nothing_like_it`
print(len, __name__, __file__, __debug__)
prnt(area)
# <- undefined name `prnt`; did you mean `print`?
del gone
#   ^ undefined name `gone`
class C:
    print(__module__, __qualname__)
    def f(self): return __qualname__, __class__
#                       ^ undefined name `__qualname__`
__path__
# <- undefined name `__path__`
__dict__
# <- undefined name `__dict__`
def g():
    global counter
    return counter
#          ^ undefined name `counter`
