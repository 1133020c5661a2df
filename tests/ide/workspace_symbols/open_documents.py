# Open documents are among the workspace's files.
# query: fresh
# --- open: new.py ---
def fresh(): pass
# --- found ---
# function fresh, new.py:1
