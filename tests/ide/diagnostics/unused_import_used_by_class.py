# What a class body binds only later, or only annotates, is the module's until then.
# only: unused-import
# --- open: main.py ---
from reader import console, read, write
#                  ^ nothing
#                           ^ nothing
#                                 ^ unused import `write`
class Reader:
    console: console.Console
    read = read
    write = 1
