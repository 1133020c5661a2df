# What an alias stands for is written in full.
# titles: Inline
# --- path: main.py ---
import numpy as np
#               ^ cursor 1
import os.path as osp
#                 ^ cursor 2
from collections import (OrderedDict as OD,
#                        ^ cursor 3
                         deque)
from typing import List as L, Any as A

def f(x: "np.array", y: L[A]):
#                       ^ cursor 4
    return np.zeros(osp.join(x)), OD, deque

import json as json
#              ^ cursor 5
__all__ = ["f"]
# --- actions 5 ---
# --- actions 1 ---
# refactor.inline: Inline import alias `np`: write `numpy`
#   -1: import numpy as np
#   +1: import numpy
#   -10: def f(x: "np.array", y: L[A]):
#   +10: def f(x: "numpy.array", y: L[A]):
#   -12:     return np.zeros(osp.join(x)), OD, deque
#   +12:     return numpy.zeros(osp.join(x)), OD, deque
# --- actions 2 ---
# refactor.inline: Inline import alias `osp`: write `os.path`
#   -3: import os.path as osp
#   +3: import os.path
#   -12:     return np.zeros(osp.join(x)), OD, deque
#   +12:     return np.zeros(os.path.join(x)), OD, deque
# --- actions 3 ---
# refactor.inline: Inline import alias `OD`: write `OrderedDict`
#   -5: from collections import (OrderedDict as OD,
#   +5: from collections import (OrderedDict,
#   -12:     return np.zeros(osp.join(x)), OD, deque
#   +12:     return np.zeros(osp.join(x)), OrderedDict, deque
# --- actions 4 ---
# refactor.inline: Inline import alias `L`: write `List`
#   -8: from typing import List as L, Any as A
#   +8: from typing import List, Any as A
#   -10: def f(x: "np.array", y: L[A]):
#   +10: def f(x: "np.array", y: List[A]):
