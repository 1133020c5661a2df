# Since 3.14 several exceptions need no brackets; the second is no target (PEP 758).
try:
    pass
except A, B:
#      ^ unresolved, use
#         ^ unresolved, use
    pass
