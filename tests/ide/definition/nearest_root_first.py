# Absolute imports start in the folder around the outermost package of the importing file, then in the roots.
# --- path: tool/helper.py ---
x = 1
# <- def 1
# --- path: helper.py ---
x = 2
# <- def 2
# --- path: tool/main.py ---
from helper import x
#                  ^ cursor 1
# --- path: main.py ---
from helper import x
#                  ^ cursor 2
