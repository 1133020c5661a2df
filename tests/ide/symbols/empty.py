# An empty file has none.
# --- path: main.py ---
# --- symbols: main.py ---
