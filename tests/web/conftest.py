from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kindward.store import open_store
from kindward.web.app import create_app
from web.fakes import FakeStudio, house
from web.own import Home


@pytest.fixture
def studio() -> FakeStudio:
    return FakeStudio()


@pytest.fixture
def client(studio: FakeStudio) -> Iterator[TestClient]:
    app = create_app(house(studio))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with open_store(tmp_path) as store:
        yield Home(tmp_path, store)


@pytest.fixture
def me(home: Home) -> TestClient:
    return home.come_in()
