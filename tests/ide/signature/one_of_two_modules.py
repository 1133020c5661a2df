# What two modules have with the same parameters is told once.
# --- path: main.py ---
try:
    from fast import join, split
except ImportError:
    from slow import join, split
join(1)
#    ^ cursor 1
split(1)
#     ^ cursor 2
# --- path: fast.py ---
def join(parts): pass
def split(text, *, by=None): pass
# --- path: slow.py ---
def join(parts): pass
def split(text): pass
# --- signature 1 ---
# join([parts]), 1 parameters
# --- signature 2 ---
# split([text]), 1 parameters
# split([text], *, by=None), 2 parameters
