# Code that is broken is read as far as it goes; a mention that can't be placed is left alone and told.
# broken
# new name: total
# --- path: main.py ---
count = 1
# <- edit
def f(a):
    return count +
#          ^ edit
print(count)
#     ^ edit
