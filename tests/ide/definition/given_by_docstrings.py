# A parameter of which neither annotation nor default says anything is what the docstring says, in the words of Sphinx, NumPy or Google; so is what a function
# returns. Classes are called as the module calls them, or in full; what reads like a sentence names none.
# --- path: pkg/shapes.py ---
class Shape:
    def area(self): pass
#       ^ def 1
# --- path: pkg/__init__.py ---
# --- path: main.py ---
from pkg import shapes
class A:
    def m(self): pass
#       ^ def 2
class B:
    def n(self): pass
#       ^ def 3
def sphinx(x, y, z, s, t: B, u=None):
    """Does it.

    :param x: the first
    :type x: A
    :param A y: the second
    :type z: :class:`~pkg.shapes.Shape`
    :param s: a shape
    :type s: shapes.Shape or None
    :type t: A
    :param int|A u: it
    :rtype: B
    """
    x.m, y.m, z.area, s.area, t.n, u.m
#     ^ cursor 2
#          ^ cursor 2
#               ^ cursor 1
#                       ^ cursor 1
#                               ^ cursor 3
#                                    ^ cursor 2
    return unknown(x)
sphinx().n
#        ^ cursor 3
def numpy(x, y, z=B(), *, w):
    """Does it.

    Parameters
    ----------
    x, y : A, optional
        The first.
    z : A
        The third.
    w : list of A

    Returns
    -------
    b : B
        What.
    """
    x.m, y.m, z.n, w.append
#     ^ cursor 2
#          ^ cursor 2
#               ^ cursor 3
numpy().n
#       ^ cursor 3
def google(x, y):
    """Does it.

    Args:
        x (A): The first.
        y (Optional[B]): The second.

    Returns:
        A: What.
    """
    x.m, y.n
#     ^ cursor 2
#          ^ cursor 3
google().m
#        ^ cursor 2
class C:
    """Has them.

    :type x: A
    """
    def __init__(self, x):
        self.x = x
        x.m
#         ^ cursor 2
    def itself(self):
        """:rtype: A"""
        return self
    def last(self):
#       ^ def 4
        self.x.m
#              ^ cursor 2
C().itself().last
#            ^ cursor 4
def plain(x, y):
    """:type x: the A thing that it does
    :param y: A
    :rtype: nobody
    """
    x.m, y.m
#     ^ def 5
#     ^ cursor 5
#          ^ def 6
#          ^ cursor 6
