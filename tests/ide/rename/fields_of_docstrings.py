# What names a parameter in a docstring, as Sphinx, NumPy and Google have it, is no code: a person must say. Of a class it is `__init__`'s; what
# has the name elsewhere is no field.
# new name: n
# --- path: main.py ---
class Shape:
    """Of some size.

    :param int size: how large
#              ^ unsure
    :raises size: never
    """
    def __init__(self, size, *others):
#                      ^ cursor edit
        """Makes it.

        @type size: C{int}
#             ^ unsure
        Parameters
        ----------
        size, other : int
#       ^ unsure
            How large the size is.
        *others
            More
        Returns
        -------
        size
            Nothing.

        Args:
            size (int): how large; of some
#           ^ unsure
                size: none
#               ^ unsure
        Raises:
            size: never
#           ^ unsure
        """
        self.size = size
#                   ^ edit
    def scaled(self, size):
        """:param size: another"""
# --- told ---
# main.py:4:16: left alone: a field of the docstring, which no code depends on
# main.py:12:15: left alone: a field of the docstring, which no code depends on
# main.py:16:9: left alone: a field of the docstring, which no code depends on
# main.py:27:13: left alone: a field of the docstring, which no code depends on
