# What stands where more must follow is marked, and the lines around are well.
# --- open: main.py ---
import os
x = os and
#      ^ invalid syntax
if x
#  ^ expected ':'
    y = not
#       ^ invalid syntax
        z = 1
#       ^ unexpected indent
w = 2
