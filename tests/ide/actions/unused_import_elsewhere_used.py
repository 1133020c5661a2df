# What another file takes from here is used.
# --- path: main.py ---
import os
#      ^ cursor
# --- path: other.py ---
from main import os
os
# --- actions ---
