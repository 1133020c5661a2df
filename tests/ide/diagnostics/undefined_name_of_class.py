# Functions don't see the names of the class around them (the rule that surprises most).
# only: undefined-name
# --- open: main.py ---
class Counter:
    step = 1
    def advance(self):
        return step
#              ^ undefined name `step`; `step` is bound in class `Counter`, but functions in it don't see class names: write `self.step` or `Counter.step`
    doubled = [step * 2 for _ in range(step)]
#              ^ undefined name `step`; `step` is bound in class `Counter`, but comprehensions in it don't see class names
    again = step
