# broken: nothing is offered in strings, comments and numbers, nor where a new name is invented; in the fields of f-strings names are.
# --- open: main.py ---
known = 1
"kno"
#   ^ cursor 1
# kno
"""
 kno
#   ^ cursor 1
"""
12.5
# ^ cursor 1
12.
#  ^ cursor 1
def kno
#      ^ cursor 1
class kno
#        ^ cursor 1
import os as kno
#               ^ cursor 1
for kno
#      ^ cursor 1
f"kno {kno} kno"
#    ^ cursor 1
#         ^ cursor 2
f"{kno"
#     ^ cursor 2
"unfinished kno
#              ^ cursor 1
f'{known!r:>{kno}}'
#               ^ cursor 2
lambda kno: 1
#         ^ cursor 1
# --- completion 1 ---
# --- completion 2 ---
# kno: variable, global
# known: variable, global
