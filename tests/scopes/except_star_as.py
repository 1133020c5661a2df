# `except*` binds as `except` does (reference, section 8.4.2).
try:
    pass
except* OSError as group:
#       ^ built-in
#                  ^^^^^ global, bind
    group
#   ^ global
