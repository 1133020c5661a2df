# A name that is bound, but only where others can't see it.
# only: undefined-name
# --- open: main.py ---
def f():
    secret = 1
    return secret
secret
# <- undefined name `secret`; it is bound only in function `f`
