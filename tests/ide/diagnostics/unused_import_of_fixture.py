# pytest finds the fixtures of a module by their names, wherever they are from.
# only: unused-import
# --- path: fixtures.py ---
import pytest
from pytest import fixture
@pytest.fixture
def app(): ...
@fixture(name="db")
async def database(): ...
def helper(): ...
# --- path: more.py ---
from fixtures import app as service
# --- open: conftest.py ---
from fixtures import app, database, helper
#                                   ^ unused import `helper`
# --- open: test_app.py ---
from more import service
from fixtures import database as db, helper as h
#                                    ^ unused import `helper as h`
def test(service, db):
    assert service
