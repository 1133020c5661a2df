# A module in a namespace package that has the package's name hides nothing else that is in there.
# --- path: poem/poem.py ---
class Poem: ...
#     ^ def 1
# --- path: poem/verses/__init__.py ---
from poem.verses.line import Line
#                            ^ cursor 2
from poem import Poem
#                ^ cursor 1
# --- path: poem/verses/line.py ---
class Line: ...
#     ^ def 2
