# What is marked is the token as it is spelled, though the module is `a.Xi`.
# only: unused-import
# --- open: main.py ---
import a.𝒳𝒾
#      ^ unused import `a.𝒳𝒾`
