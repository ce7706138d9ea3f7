from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kindward.web.app import create_app
from web.fakes import FakeStudio, house


@pytest.fixture
def studio() -> FakeStudio:
    return FakeStudio()


@pytest.fixture
def client(studio: FakeStudio) -> Iterator[TestClient]:
    app = create_app(house(studio))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as opened:
        yield opened
