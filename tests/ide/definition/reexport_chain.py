# Re-exports are followed to their end, through renamings too.
# --- path: a.py ---
class Thing: pass
#     ^ def
# --- path: b.py ---
from a import Thing as Renamed
#             ^ cursor
#                      ^ cursor
# --- path: c.py ---
from b import Renamed as Again
#             ^ cursor   ^ cursor
# --- path: main.py ---
import c
c.Again
# ^ cursor
from c import Again as Thing
#             ^ cursor
#                      ^ cursor
Thing()
# <- cursor
