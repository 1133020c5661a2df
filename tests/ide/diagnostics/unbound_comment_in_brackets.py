# A comment in brackets is no part of the condition.
# --- open: main.py ---
def f(a, b, g):
#     ^ nothing
    if (  # why
        # and how
        a
        or not (x := g())  # noqa
        or x < 0
    ):
        return
    if a and (  # only then
        y := g(x)
    ):
        return y
    return (
        # the one
        z
        if (z := g(b))  # that
        else x
    )
