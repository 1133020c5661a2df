# Functions that hand out their own names by `locals()` and the like.
# only: unused-variable
# --- open: main.py ---
def f():
    a = 1
#   ^ nothing
    return "{a}".format(**locals())
def g():
    a = 1
    return [eval(x) for x in "a"]
def h():
    a = 1
#   ^ unused variable `a`
    def inner(): return locals()
    return inner
