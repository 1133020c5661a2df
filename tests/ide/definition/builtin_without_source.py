# A built-in has no source in the workspace: nothing to go to.
# --- path: main.py ---
len(x)
# <- cursor 1
#   ^ cursor 2
