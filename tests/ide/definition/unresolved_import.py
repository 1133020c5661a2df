# A name whose import can't be found is defined by the import itself.
# --- path: main.py ---
import missing
#      ^ cursor 1 def 1
from missing.sub import x, y as z
#    ^ cursor 5 def 5   ^ cursor 2 def 2
#            ^ cursor 6 def 6   ^ cursor 3 def 3
#                          ^ cursor 4 def 4
missing.f(x, z)
# <- cursor 1
#         ^ cursor 2
#            ^ cursor 3
