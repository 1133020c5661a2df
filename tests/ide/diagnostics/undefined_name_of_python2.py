# Code that can't run in the version at hand: nobody misses its names.
# only: undefined-name
# python 3.12
# --- open: main.py ---
import sys
from six import PY2, PY3
import six
if sys.version_info[0] < 3: unicode
elif sys.version_info >= (3,): text = unicode
#                                     ^ undefined name `unicode`
else: unicode
if sys.version_info >= (3, 13): PythonFinalizationError
else: PythonFinalizationError
#     ^ undefined name `PythonFinalizationError`
if not PY2: number = int
else: number = long
number = long if six.PY2 else int
number = int if PY3 else long
print(PY2 and isinstance(number, long), PY3 or long)
if sys.version_info.major == 2 and number: xrange
if sys.version_info[:2] <= (2, 7) or PY2: xrange
if False: xrange
if number: xrange
#          ^ undefined name `xrange`; did you mean `range`?
