# A free name leads past the blocks that only hand it on, to the cell; `nonlocal` rebinds the cell (reference, section 7.13).
def retry(times):
    failures = 0
    def decorate(function):
        def wrapper(*args):
            nonlocal failures
            for attempt in range(times):
                failures += 1
                function(*args)
        return wrapper
    return decorate
# --- blocks ---
# <module>  module  1–11
# │ global      def retry
# └─ retry  function  2–11
#    │ local       def decorate
#    │ cell        (times) failures
#    └─ decorate  function  4–10
#       │ local       def wrapper
#       │ cell        (function)
#       └─ wrapper  function  5–9
#            local       (args) attempt
#            free        nonlocal failures of retry; times of retry; function of decorate
#            built-in    range
#
# module    one dict as long as the module lives: globals() is locals()
# function  fast locals, new at each call, gone at its return
