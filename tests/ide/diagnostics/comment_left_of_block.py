# Within brackets a comment may stand anywhere.
# --- open: main.py ---
def f(a):
#     ^ nothing
    b = (a if a
#        else f
         else [b for
  # each
               b in a])

    return f(a=
#            1
             b)
