# Absolute names start in `src/`, too; tests beside it find the package.
# --- path: pyproject.toml ---
# --- path: src/pkg/__init__.py ---
# --- path: src/pkg/core.py ---
def run(): pass
#   ^ def
# --- path: tests/test_core.py ---
from pkg.core import run
#                    ^ cursor
run()
# <- cursor
