# `import a.b` makes `b` an attribute of the `a` that another import binds.
# only: unused-import
# --- open: main.py ---
import os as system
import os.path
#      ^ nothing
import xml.dom
import xml.sax
print(system.path, xml.dom)
