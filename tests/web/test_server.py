"""The real house behind the real server: nothing here is a fake."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from kindward.library import GROUNDING, NINE
from tests.computer import Computer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with Computer(tmp_path_factory.mktemp("home")).serving() as address:
        yield address


def _get(address: str, **headers: str) -> httpx2.Response:
    """As it stands on the server, not compressed; there is time for a cold voice."""
    return httpx2.get(address, headers={"Accept-Encoding": "identity"} | headers, timeout=60)


def _sources(address: str) -> list[str]:
    """Where a page has the sound of its sitting, and its captions."""
    found = re.findall(r'src="(/sound/[^"]*\bv=[^"]*)"', _get(address).text)
    return [source.replace("&amp;", "&") for source in found]


@pytest.mark.parametrize("name", [*NINE, GROUNDING])
def test_every_practice_has_its_words_and_its_sound(address, name):
    sources = _sources(f"{address}/practices/{name}?minutes=1")
    assert [re.findall(r"60\.(\w+)", source) for source in sources] == [["webm"], ["mp3"], ["vtt"]]
    for source in sources:
        answer = _get(address + source)
        assert answer.status_code == 200
        assert len(answer.content) == int(answer.headers["content-length"])


def test_any_two_ranges_fit_together(address):
    """Whether or not the voice had been there: cut anywhere, the bytes are the same."""
    source = address + _sources(address)[0]
    whole = _get(source).content
    middle = len(whole) // 3
    first, second = (
        _get(source, Range=f"bytes=0-{middle - 1}"),
        _get(source, Range=f"bytes={middle}-"),
    )
    assert first.content + second.content == whole


def test_a_sitting_that_has_been_heard_may_be_kept_for_ever(address):
    source = address + _sources(f"{address}/practices/grounding?minutes=2")[0]
    _get(source)
    assert _get(source).headers["cache-control"].endswith("immutable")


def test_two_servers_share_one_folder(tmp_path):
    """Both are asked for the same cold sitting at once; each gives it whole, and the same."""
    with Computer(tmp_path).serving() as one, Computer(tmp_path).serving() as other:
        source = _sources(one)[0]
        with ThreadPoolExecutor() as pool:
            heard = list(pool.map(lambda address: _get(address + source), (one, other)))
        assert [answer.status_code for answer in heard] == [200, 200]
        assert heard[0].content == heard[1].content
