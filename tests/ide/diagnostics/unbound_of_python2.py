# Code that can't run in the version at hand uses nothing.
# python 3.12
# --- open: main.py ---
import sys
if sys.version_info[0] < 3: raw_input = raw_input
else: raw_input = input
if sys.version_info >= (3,): print(long)
#                                  ^ `long` is used before it is bound: line 6 binds it only later
long = int
if sys.version_info >= (3,): text = str
print(text)
if sys.platform == "win32": path = ""
print(path)
#     ^ `path` may be unbound: it is not bound when the `if` at line 9 is false
