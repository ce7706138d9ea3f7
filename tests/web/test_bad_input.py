from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kindward.web.app import create_app
from tests.web.fakes import house, live

LENGTHS = (
    "0", "0.5", "0.99", "30.01", "31", "-1", "+1", "nan", "NaN", "inf", "1e309", "1e2", "٥", "5 ",
    " 5", "5,0", "1_0", "0x5", "5.", ".5", f"5.{1:021}", "9" * 400, "5\x00", "five", "½", "１",
)  # fmt: skip
SECONDS = (
    "0", "59", "1801", "-1", "+60", "060", "60.0", "60.5", "NaN", "1e2", "1e309", "", " 60", "60 ",
    "٦٠", "6_0", "9" * 400, "60%00", "60%2F",
)  # fmt: skip
CLIMBING = (
    "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cwindows",
    "%252e%252e%252f", "%252e%252e%255c", "%00", "grounding%00", "grounding%00.score", "..",
    "%2e%2e", "%2e", "...", "....//....//etc", "%c0%ae%c0%ae%c0%af", "%ff", "%", "%zz", "~root",
    "%7e", "grounding%2f", "C:%5c", "%5c%5cserver%5cshare", "file:%2f%2f%2fetc%2fpasswd",
    "grounding;a=b", "%0d%0aSet-Cookie:%20a=b", "%e2%80%ae", "%f0%9f%8c%b1", "<script>",
    "%3Cscript%3E", "'%20or%201",
)  # fmt: skip
PLACES = (
    "/{}", "/practices/{}", "/practices/{}/grounding", "/practices/en/{}", "/sound/{}",
    "/sound/{}/{voice}/grounding/60.mp4", "/sound/en/{}/grounding/60.mp4",
    "/sound/en/{voice}/{}/60.mp4", "/sound/en/{voice}/grounding/{}",
    "/sound/en/{voice}/grounding/{}.mp4", "/sound/en/{voice}/grounding/60.{}", "/static/{}",
    "/static/0/{}", "/static/0/shared/{}", "/static/{}/kindward.css/{}", "/support/{}",
    "/es/{}", "/{}/support", "/es/practices/{}", "/embed/{}", "/feed/{}", "/offline/{}.json",
    "/practices/{}/print", "/practices/{}/hand", "/practices/{}/anew",
    "/feed/chapters/en/{voice}/{}/60.json",
)  # fmt: skip
NOT_THERE = (
    "/practices/no-such-practice", "/practices/grounding?voice=no-such-voice",
    "/?voice=no-such-voice", "/practices/grounding?voice=..%2f..%2fetc",
    "/sound/xx/{voice}/grounding/60.mp4", "/sound/en/no-such-voice/grounding/60.mp4",
    "/sound/en/{voice}/no-such-practice/60.mp4", "/sound/en/{voice}/grounding/60.wav",
    "/sound/en/{voice}/grounding/60", "/sound/en/{voice}/grounding/60.MP4", "/journal/nothing",
    "/settings/nothing", "/support/", "/practices/", "//", "//evil.example/",
    "/practices//grounding",
)  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """One for all: whatever is asked here changes nothing."""
    app = create_app(house())
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def voice(client) -> str:
    return live("en").name


def test_a_length_that_cannot_be_is_told_so(client):
    for address, minutes in product(("/", "/practices/grounding"), LENGTHS):
        answer = client.get(address, params={"minutes": minutes})
        assert answer.status_code == 400, (address, minutes)
        assert "from 1 to 30 minutes" in answer.text, (address, minutes)


def test_there_is_no_sound_of_a_length_that_cannot_be(client, voice):
    for ending, seconds in product(("mp4", "vtt", "opus"), SECONDS):
        address = f"/sound/en/{voice}/grounding/{seconds}.{ending}"
        assert client.get(address).status_code == 404, address


def test_a_choice_that_is_neither_yes_nor_no_is_told_so(client):
    for query in (
        "touch=perhaps", "breath=1", "imagery=No", "bell=true", "pace=on", "bell=%00",
        "touch=yes&touch=perhaps", "touch=%ff", "minutes=5;6", "minutes=5&minutes=0",
    ):  # fmt: skip
        assert client.get(f"/practices/grounding?{query}").status_code == 400, query


def test_sound_knows_only_yes_and_no_as_well(client, voice):
    for query in ("touch=perhaps", "pace=1"):
        address = f"/sound/en/{voice}/grounding/60.mp4?{query}"
        assert client.get(address).status_code == 400, query


def test_what_is_not_there_is_a_kind_404(client, voice):
    for address in NOT_THERE:
        answer = client.get("http://localhost" + address.format(voice=voice))
        assert answer.status_code == 404, address
        assert "There is nothing at this address" in answer.text, address


def test_no_address_climbs_out_of_its_place(client, voice):
    for place, climbing in product(PLACES, CLIMBING):
        address = place.replace("{}", climbing).format(voice=voice)
        answer = client.get("http://localhost" + address)
        assert answer.status_code in {200, 404}, address
        assert answer.status_code == 404 or b"root:" not in answer.content, address
        assert b"Traceback" not in answer.content, address


@given(
    raw=st.binary(max_size=60),
    place=st.sampled_from(["/", "/practices/", "/sound/", "/static/0/", "/sound/en/x/grounding/"]),
    query=st.binary(max_size=60),
)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_in_an_address_are_a_fault_of_ours(client, raw, place, query):
    """The path and the query as a server would hand them over, whatever they hold."""
    path = place + "".join(f"%{byte:02x}" for byte in raw)
    asked = "".join(f"%{byte:02x}" for byte in query)
    answer = client.get(f"http://localhost{path}?minutes={asked}&voice={asked}")
    assert answer.status_code in {200, 400, 404}


def test_what_an_address_says_beside_is_passed_over(client):
    for query in ("?", "?&&&", "?=", "?minutes", "?a=b&c=d", "?a&b"):
        assert client.get("/" + query).status_code == 200, query


def test_markup_in_an_address_is_never_markup_in_a_page(client):
    answer = client.get("/practices/grounding?voice=<script>alert(1)</script>&x=<b>")
    assert "<script>alert" not in answer.text
    assert "<b>" not in answer.text
