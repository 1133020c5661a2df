# A docstring that speaks of a parameter, in any of the usual styles; what stands outside of the function is about something else.
# new name: n
# --- path: main.py ---
# width of all
def area(width, x):
#        ^ edit
    """Gives it.

    :param width: how wide
#          ^ unsure
    Args:
        width: how wide
#       ^ unsure
        x: of one letter
    width : int
#   ^ unsure
    """
    return width
#          ^ edit
"width"
