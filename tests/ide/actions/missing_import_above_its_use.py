# The code at the head of the file runs before the imports below it.
# --- path: main.py ---
"""Doc."""
from __future__ import annotations
print(time)
#     ^ cursor
import sys
print(sys)
# --- actions ---
# quickfix, preferred: Add `import time`
#   +3: import time
# quickfix: Add `from time import time`
#   +3: from time import time
