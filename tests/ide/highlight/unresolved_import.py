# The name of an import that can't be found.
# --- path: main.py ---
from missing import f as g, h
#                        ^ write 1
#                           ^ write 2
g, h
# <- read 1
#  ^ read 2
