# Targets of comprehensions and parameters of lambdas are their own blocks' variables.
# --- path: main.py ---
x = 1
# <- def 1
[x for x in [x]]
#      ^ def 2
#^ cursor 2
#            ^ cursor 1
x
# <- cursor 1
