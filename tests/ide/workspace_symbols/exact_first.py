# The exact name comes before those that contain it, and shorter ones before longer.
# query: run
# --- path: a.py ---
def run_all(): pass
def run(): pass
def rerun(): pass
# --- path: b.py ---
class Runner: pass
# --- found ---
# function run, a.py:2
# class Runner, b.py:1
# function run_all, a.py:1
# function rerun, a.py:3
