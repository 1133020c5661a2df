# Names behind dots have the type of what they are known to mean; others have none.
# --- path: main.py ---
import package.shapes
#      ^ namespace declaration global
#              ^ namespace
from package import shapes
#                   ^ namespace declaration global
package.shapes.Square().area
#       ^ namespace
#              ^ class
#                       ^ method
shapes.Square.area
#             ^ method
shapes.SIDE = 2
#      ^ variable modification
# --- path: package/__init__.py ---
# --- path: package/shapes.py ---
SIDE = 1
class Square:
    def area(self): pass
