# The first import of a file stands behind its docstring.
# --- path: main.py ---
#!/usr/bin/env python3
"""Doc."""

def f():
    return sys.argv
#          ^ cursor
# --- actions ---
# quickfix, preferred: Add `import sys`
#   +4: import sys
#   +5:
