# pytest passes a test what the fixture gives that its parameter names.
# --- path: tests/inner/test_it.py ---
import pytest
from main import A
@pytest.fixture
def own(outer): return outer
@pytest.fixture()
def deep(deep):
    deep.m
#        ^ cursor 1
    yield deep
def test_it(own, outer, deep, other):
    own.m, outer.m, deep.m
#       ^ cursor 1
#                ^ cursor 1
#                        ^ cursor 1
class TestIt:
    def test_method(self, outer): outer.m
#                                       ^ cursor 1
# --- path: tests/inner/conftest.py ---
import pytest
# --- path: tests/conftest.py ---
from typing import Iterator
from pytest import fixture
from main import A
@fixture(scope="session")
def outer() -> Iterator[A]: yield A()
@fixture
def deep():
    yield A()
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
