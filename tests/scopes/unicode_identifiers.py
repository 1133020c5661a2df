# Identifiers are compared in normal form NFKC (reference, section 2.3).
ﬁle = 1
# <- global
def f():
    return file, "漢", ﬁle
#          ^^^^ global implicit
#                 ^ nothing
#                     ^^^ global implicit
變數 = "𝒳"; 變數
# <- global
#         ^^ global
