# A module of that name; what defines the name, the nearest first; what other files write.
# --- path: app/__init__.py ---
# --- path: app/pkg/__init__.py ---
from .near import Shape
# --- path: app/pkg/near.py ---
class Shape: pass
# --- path: app/far.py ---
import numpy as np
class Shape: pass
print(np)
# --- path: app/pkg/helpers.py ---
x = 1
# --- path: app/other.py ---
import numpy as np
from pathlib import Path as P
print(np, P)
# --- path: app/pkg/main.py ---
"""Doc."""
from __future__ import annotations

import sys

print(sys, Shape, time.time, np.array, P, helpers)
#          ^ cursor 1
#                 ^ cursor 2
#                            ^ cursor 3
#                                      ^ cursor 4
#                                         ^ cursor 5
print(nowhere)
#     ^ cursor 6
# --- actions 6 ---
# --- actions 1 ---
# quickfix: Add `from app.pkg.near import Shape`
#   +5: from app.pkg.near import Shape
# quickfix: Add `from app.far import Shape`
#   +5: from app.far import Shape
# --- actions 2 ---
# quickfix, preferred: Add `import time`
#   +5: import time
# quickfix: Add `from time import time`
#   +5: from time import time
# --- actions 3 ---
# quickfix, preferred: Add `import numpy as np`
#   +5: import numpy as np
# --- actions 4 ---
# quickfix, preferred: Add `from pathlib import Path as P`
#   +5: from pathlib import Path as P
# --- actions 5 ---
# quickfix, preferred: Add `from app.pkg import helpers`
#   +5: from app.pkg import helpers
