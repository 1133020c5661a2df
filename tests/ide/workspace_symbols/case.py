# A capital letter in the query asks for capitals.
# query: Run
# --- path: a.py ---
def run(): pass
class Runner: pass
# --- found ---
# class Runner, a.py:2
