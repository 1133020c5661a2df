# `# noqa` on the name's line or on the statement's first.
# only: unused-import
# --- open: main.py ---
import os  # noqa
from json import (  # noqa: F401
    dumps,
    loads,
)
from re import (
    match,  # NOQA
    search,
#   ^ unused import `search`
)
