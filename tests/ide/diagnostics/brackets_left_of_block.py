# Within brackets indentation means nothing.
# --- open: main.py ---
def f(a):
#    ^ nothing
    return (a
+ a)
