# All bindings of a variable that can reach the use; nothing is decided by evaluating conditions.
# --- path: main.py ---
import sys
if sys.version_info > (3,):
    def f(): pass
#       ^ def 1
else:
    def f(): pass
#       ^ def 1
f()
# <- cursor 1
def g(a):
#     ^ def 2
    if a:
#      ^ cursor 2
        return lambda: a
#                      ^ cursor 2
