# A package's module that isn't there, unless its source in another language is. Of what else is installed nothing is known here.
# only: unresolved-import
# --- path: pkg/__init__.py ---
name = 1
# --- path: pkg/fast.pyx ---
# --- path: pkg/wire.proto ---
# --- path: further/__init__.py ---
__path__ = []
# --- open: main.py ---
import elsewhere
from pkg import name, fast, wire_pb2, lower, _version
#                                     ^^^^^ `pkg` has no name and no module `lower`
import pkg.nothing.deeper as deeper
#          ^^^^^^^ `pkg` has no name and no module `nothing`
from further import anything
from .beside import x
#     ^^^^^^ `.` has no module `beside`
try:
    import pkg.other
except Exception:
    pass
