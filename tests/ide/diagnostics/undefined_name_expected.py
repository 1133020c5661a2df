# Who catches what an unknown name raises knows that it may be unknown; a function's caller is another.
# only: undefined-name
# --- open: main.py ---
from contextlib import suppress
try:
    text = unicode
#          ^ nothing
    def later(): return basestring
#                       ^ undefined name `basestring`
except NameError:
    text = strr
#          ^ undefined name `strr`; did you mean `str`?
try: long
except (KeyError, Exception) as e: pass
try: long
except: pass
try: long
#    ^ undefined name `long`
except KeyError: pass
with suppress(NameError):
    xrange
