# A member that is being typed.
# --- open: main.py ---
import os
os.
# ^ invalid syntax
