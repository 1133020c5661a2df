# Cells where they are bound first, free names where an inner block uses them first, and where declarations lead.
# --- path: main.py ---
total = 0
def outer(times):
#              ^ ⟨cell⟩
    count = times
#        ^ ⟨cell⟩
    count = 2
    def inner():
        nonlocal count
#                     ^ → line 4
        global total, fresh
#                   ^ → line 1
#                          ^ → bound elsewhere
        count += 1
        return [times for _ in total]
#                    ^ ⟨free⟩
    return inner
