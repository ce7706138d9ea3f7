from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kindward.store import Store, open_store
from tests.web import own
from tests.web.long_run.home import PLAN, Home


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path, store: Store) -> Home:
    return Home(tmp_path, store)


@pytest.fixture
def me(home: Home) -> TestClient:
    return home.come_in()


@pytest.fixture
def send(me: TestClient):
    """Sends a form of ours."""
    return partial(own.send, me)


@pytest.fixture
def begun(send) -> Callable[..., None]:
    """Begins a trial that starts tomorrow, with some of its plan changed."""

    def beginning(**changes: str) -> None:
        answer = send("/long-run/look/plan", step="begin", **{**PLAN, **changes})
        assert answer.headers["location"] == "/long-run/look"

    return beginning
