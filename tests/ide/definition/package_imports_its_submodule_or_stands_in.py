# A package that imports its own submodule by its full name has it as an attribute; what it assigns to the name is one, too.
# --- path: game/__init__.py ---
class Missing: ...
try:
    import game.sound
except ImportError:
    sound = Missing()
#   ^ def 1
other = 1
# <- def 3
# --- path: game/sound.py ---
def play(): ...
# <- def 1 module
#   ^ def 2
# --- path: game/other.py ---
# --- path: main.py ---
import game
from game import other
#                ^ cursor 3
game.sound.play
#    ^ cursor 1
#          ^ cursor 2
