# broken: keywords where the grammar has a place for them.
# keywords
# --- open: main.py ---
def f(a):
    r
#    ^ cursor 1
    x = a i
#          ^ cursor 2
    x = n
#        ^ cursor 3
    if a:
        pass
    el
#     ^ cursor 4
    while a:
        br
#         ^ cursor 5
class C:
    r
#    ^ cursor 6
# --- completion 1 ---
# None True False not lambda await assert async class def del for from global if import match pass raise try type while with nonlocal return yield
# --- completion 2 ---
# and or in is not if else for as
# --- completion 3 ---
# None True False not lambda await
# --- completion 4 ---
# None True False not lambda await assert async class def del for from global if import match pass raise try type while with nonlocal return yield elif else
# --- completion 5 ---
# None True False not lambda await assert async class def del for from global if import match pass raise try type while with nonlocal return yield break continue
# --- completion 6 ---
# None True False not lambda await assert async class def del for from global if import match pass raise try type while with
