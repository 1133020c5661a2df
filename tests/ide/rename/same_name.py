# The name that it has already, in another Unicode form too: nothing to do.
# new name: ﬁle
# --- path: main.py ---
file = 1
# <- cursor
