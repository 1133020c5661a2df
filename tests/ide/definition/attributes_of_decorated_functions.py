# What has a decorator is to those who ask for its attributes what that makes of it: of `property`, of a class, of what a call gives back.
# --- path: main.py ---
from collections.abc import Callable
from lib import alone, called, kept
class A:
    def m(self): pass
#       ^ def 1
@called()
def one(): ...
@called(name="x")
def two(): ...
@alone
def three(): ...
@kept
def four(): return A()
@one.command
#    ^ cursor 2
def five(): ...
one.command, two.command, three.command, four.hits, four().m
#   ^ cursor 2
#                ^ cursor 2
#                               ^ cursor 2
#                                             ^ cursor 3
#                                                          ^ cursor 1
one.other
#   ^ def 4 cursor 4
class B:
    @kept
    def stored(self): ...
    stored.hits
#          ^ cursor 3
    def plain(self): ...
    @plain.command
#          ^ def 5 cursor 5
    def plain(self): ...
# --- path: lib.py ---
from collections.abc import Callable
class Group:
    def command(self, function): ...
#       ^ def 2
def called(name=None) -> Callable[[Callable], Group]: ...
def alone(function) -> Group: ...
class kept:
    def __init__(self, function): self.hits = 0
#                                      ^ def 3
    def __call__(self): ...
