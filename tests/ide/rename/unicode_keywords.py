# Keywords at calls are edited as they are spelled, in whatever Unicode form.
# new name: y
# --- path: main.py ---
def f(ﬁ): return fi
#     ^ edit     ^ edit
f(ﬁ=1), f(𝐟𝐢=1), f(fi=1)  # all three
# ^ edit  ^ edit   ^ edit
# --- after: main.py ---
def f(y): return y
f(y=1), f(y=1), f(y=1)  # all three
