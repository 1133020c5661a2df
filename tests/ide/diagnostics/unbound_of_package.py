# A submodule that anybody has imported is a name of its package (reference, section 5.4.2).
# --- path: pack/util.py ---
# --- path: pack/use.py ---
from pack.util import nothing
# --- open: pack/__init__.py ---
import pack.use
del util
del other
#   ^ `other` is deleted, but nothing binds it
#   ^ undefined name `other`
del use
