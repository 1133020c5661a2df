# A name goes with its comma; what is said of it on its line goes, what is said of the next one stays.
# titles: Remove unused
# --- path: main.py ---
import os, sys, re
#      ^ cursor 1
#          ^ cursor 2
#               ^ cursor 3
from json import (
    loads,  # about loads
#   ^ cursor 4
    dumps,
    # about JSONDecoder
    JSONDecoder,
    JSONEncoder  # about JSONEncoder
#   ^ cursor 5
)
from ast import (parse,  # about parse
#                ^ cursor 6
                 # about walk
                 walk, dump)
#                ^ cursor 7
#                      ^ cursor 8
from csv import reader, \
    writer as out
#   ^ cursor 9
from dis import (
    dis, show_code,
#        ^ cursor 10
    stack_effect)
#   ^ cursor 11
print(dumps, JSONDecoder, reader, dis)
# --- actions 1 ---
# quickfix, preferred: Remove unused import `os`
#   -1: import os, sys, re
#   +1: import sys, re
# --- actions 2 ---
# quickfix, preferred: Remove unused import `sys`
#   -1: import os, sys, re
#   +1: import os, re
# --- actions 3 ---
# quickfix, preferred: Remove unused import `re`
#   -1: import os, sys, re
#   +1: import os, sys
# --- actions 4 ---
# quickfix, preferred: Remove unused import `loads`
#   -6:     loads,  # about loads
# --- actions 5 ---
# quickfix, preferred: Remove unused import `JSONEncoder`
#   -11:     JSONEncoder  # about JSONEncoder
# --- actions 6 ---
# quickfix, preferred: Remove unused import `parse`
#   -14: from ast import (parse,  # about parse
#   +14: from ast import (
# --- actions 7 ---
# quickfix, preferred: Remove unused import `walk`
#   -17:                  walk, dump)
#   +17:                  dump)
# --- actions 8 ---
# quickfix, preferred: Remove unused import `dump`
#   -17:                  walk, dump)
#   +17:                  walk)
# --- actions 9 ---
# quickfix, preferred: Remove unused import `writer as out`
#   -20: from csv import reader, \
#   -21:     writer as out
#   +20: from csv import reader
# --- actions 10 ---
# quickfix, preferred: Remove unused import `show_code`
#   -24:     dis, show_code,
#   +24:     dis,
# --- actions 11 ---
# quickfix, preferred: Remove unused import `stack_effect`
#   -26:     stack_effect)
#   +26:     )
