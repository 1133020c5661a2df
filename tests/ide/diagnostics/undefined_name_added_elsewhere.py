# What another file of the workspace adds to the built-ins is there for all.
# only: undefined-name
# --- path: start.py ---
import builtins
import gettext
import run
builtins.debug = print
builtins.level += 1
gettext.translation("app").install()
# --- open: run.py ---
debug(_("words"), other, install)
#                 ^ undefined name `other`
#                        ^ undefined name `install`
__all__ = ["debug", "nothing"]
#           ^ undefined name `debug` in `__all__`
#                    ^ undefined name `nothing` in `__all__`
