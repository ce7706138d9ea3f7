"""One store for each test, on each database."""

import itertools

import pytest

from kindward.store import open_store
from tests.store.server import running

COUNT = itertools.count()


@pytest.fixture(scope="session")
def server():
    with running() as started:
        yield started


@pytest.fixture
def own_server():
    """A server that may be stopped without harm to other tests."""
    with running() as started:
        yield started


@pytest.fixture
def postgresql(server):
    """The address of an empty database."""
    schema = f"test_{next(COUNT)}"
    server.sql(f"CREATE SCHEMA {schema}")
    yield server.url(schema)
    server.sql(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request):
    """The address of an empty database of each kind; None is a file at home."""
    return request.getfixturevalue("postgresql") if request.param == "postgresql" else None


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def store(home, url):
    with open_store(home, url) as opened:
        yield opened


@pytest.fixture
def sqlite(home):
    """A store in a file, whatever else there is."""
    with open_store(home) as opened:
        yield opened
