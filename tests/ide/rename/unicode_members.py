# A member, a keyword, a string are edited as they are spelled, in whatever Unicode form.
# new name: y
# --- path: main.py ---
class A:
    ﬁ = 1
#   ^ edit
    def m(self):
        self.𝐟𝐢 = self.fi = getattr(self, "𝔣𝔦")  # all three
#            ^ edit    ^ edit              ^ edit
        return self . ﬁ.real, super(A, self).ﬁ
#                     ^ edit                 ^ edit
A().ﬁ.real, A.fi, A().𝓯𝓲()  # all three
#   ^ edit    ^ edit  ^ edit
match 1:
    case A(ﬁ=1): pass
#          ^ edit
# --- after: main.py ---
class A:
    y = 1
    def m(self):
        self.y = self.y = getattr(self, "y")  # all three
        return self . y.real, super(A, self).y
A().y.real, A.y, A().y()  # all three
match 1:
    case A(y=1): pass
