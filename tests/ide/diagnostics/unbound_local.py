# A binding anywhere in a function makes the name local to all of it: a use that no binding reaches fails.
# --- open: main.py ---
count = 0
def f():
    count += 1
#   ^ local variable `count` is used before it is bound: it is local to all of `f` because line 3 binds it
    return count
def g(a):
    if a:
        print(x)
#             ^ local variable `x` is used before it is bound: it is local to all of `g` because line 10 binds it
    x = [x for x in a]
    return [x for _ in a]
def h(a):
    for b in a:
        print(c, b)
#             ^ `c` may be unbound: it is not bound in the first round of the `for` at line 13
        c = b
def i(n):
    return lambda: n, j
#                     ^ local variable `j` is used before it is bound: it is local to all of `i` because line 20 binds it
    j = n
    return j
