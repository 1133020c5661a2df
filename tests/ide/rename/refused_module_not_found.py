# new name: n
# error: `missing` is a module that can't be found: write `import missing as …` to name it here
# --- path: main.py ---
import missing
#      ^ cursor obstacle
