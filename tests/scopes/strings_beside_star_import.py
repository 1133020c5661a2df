# A star import may bring another `list`.
from typing import List
from m import *
list["x"], List["x"]
#     ^ nothing  ^ unresolved, quoted
