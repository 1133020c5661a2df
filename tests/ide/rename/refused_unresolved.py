# new name: y
# error: `x` is bound in no file of the workspace
# --- path: main.py ---
print(x)
#     ^ cursor obstacle
