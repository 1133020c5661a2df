# What matches nothing finds nothing.
# query: zzz
# --- path: a.py ---
def run(): pass
# --- found ---
