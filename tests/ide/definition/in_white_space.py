# In white space, operators, numbers, keywords and comments there is nothing.
# --- path: main.py ---
x  ==  1 + 2
#      ^ cursor
#        ^ cursor
#          ^ cursor
if  x : pass  # x
# <- cursor   ^ cursor
#     ^ cursor
#       ^ cursor
