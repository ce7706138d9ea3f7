from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from starlette.testclient import TestClient

from kindward.store import open_store
from kindward.web import app as web
from kindward.web.app import create_app
from kindward.web.http import pages
from kindward.web.http.own import own
from kindward.web.http.static import Static
from tests.web.fakes import FakeStudio, house
from tests.web.own import Home


class Compiled(BytecodeCache):
    """Every template of this run, compiled once for each language, escaping or not."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}

    def get_bucket(self, environment: Environment, name: str, _: str | None, source: str) -> Bucket:
        key = f"{name} {environment.globals['language']} {environment.autoescape}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    """Each test has an application of its own; only its files need no second reading."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(pages, "Environment", partial(Environment, bytecode_cache=Compiled()))
        patching.setattr(web, "Static", cache(Static))
        yield


@pytest.fixture(scope="session", autouse=True)
def not_scrubbed() -> Iterator[None]:
    """Real servers write their memory over: the tests have more of it, and lock often."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(own, "scrub", lambda: None)
        yield


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
