# The name in comments, docstrings and other strings is no occurrence: a person must say. It is not told where nobody is asked.
# new name: measure
# --- path: main.py ---
def area(width):  # the area of it
#   ^ edit
    """Returns the area: see `area`, not areas."""
#                  ^ unsure
#                             ^ unsure
    return width
print("area", area(1), "%s", f"area {area}")
#      ^ unsure
#             ^ edit
#                                    ^ edit
# --- told ---
