# A call that imports a module by its name gives the module.
# --- path: main.py ---
from importlib import import_module
import_module("package.inner").made
#                              ^ cursor 1
import_module(".inner", "package").made
#                                  ^ cursor 1
import_module("..inner", package="package.other").made
#                                                 ^ cursor 1
__import__("package.inner").inner.made
#                                 ^ cursor 1
module = import_module("package.inner")
module.made().m
#             ^ cursor 2
# --- path: package/__init__.py ---
from importlib import import_module
import_module(".inner", __name__).made
#                                 ^ cursor 1
# --- path: package/inner.py ---
class A:
    def m(self): pass
#       ^ def 2
def made(): return A()
#   ^ def 1
