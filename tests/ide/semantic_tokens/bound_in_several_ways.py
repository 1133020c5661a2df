# What is bound in several ways is a variable; a parameter stays one.
# --- path: main.py ---
try:
    from fast import work
#                    ^ function declaration global
except ImportError:
    def work(): pass
#       ^ function declaration definition global
if work:
#  ^ function global
    def either(): pass
#       ^ variable declaration definition global
else:
    either = None
#   ^ variable modification global
def f(a):
    a = 1
#   ^ parameter modification
    return a
#          ^ parameter
# --- path: fast.py ---
def work(): pass
