# Every spelling of the name changes.
# new name: y
# --- path: main.py ---
ﬁle = 1
# <- edit
def f(): return file
#               ^ edit
