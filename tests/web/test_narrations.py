"""The lines of a practice kept once: their address, their timetable, and when there are none."""

import gzip
import json
from dataclasses import replace
from struct import unpack

import pytest
from starlette.testclient import TestClient

from kindward.clip import OPUS
from kindward.library import Library
from kindward.plan import CannotFit, Cue, Kind
from kindward.score import Choices
from kindward.studio import Sitting
from kindward.web.app import create_app
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
from kindward.web.public.narrations.serve import KeptLines, about_bytes
from kindward.web.public.narrations.timetable import BAR, QUIET, Timetable, timetable
from kindward.web.public.offline.serve import PARTS
from kindward.web.public.sitting.asked import query, told
from kindward.web.public.sitting.player import clock, digest
from kindward.wiring import Settings, open_house
from tests.narration.packs import ABOUT, nothing_is_shipped, pack
from tests.web.markup import Page

PRACTICE = Library().find("grounding", "en")
VOICE = ABOUT.voice
CHOSEN = (
    Choices(),
    Choices(touch=False, bell=True),
    Choices(breath=False, imagery=False, pace=True),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    pack(home / "narrations", PRACTICE.score.lines(), seconds=4.0)
    with pytest.MonkeyPatch.context() as patched:
        nothing_is_shipped(patched, home)
        with open_house(Settings(home=home, warm_up=False)) as opened:
            yield opened


@pytest.fixture(scope="module")
def client(house):
    with TestClient(create_app(house), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="module")
def file(client, house):
    return client.get(_address(house))


def _address(house, pages=None):
    lines = KeptLines(house, pages or Pages(Static()))
    return lines.address(PRACTICE, house.voice("en", VOICE))


def _sitting(house, minutes=5, choices=CHOSEN[0]):
    return Sitting(PRACTICE, house.voice("en", VOICE), minutes * 60, choices)


def _told(content):
    magic, told_bytes, sizes_bytes = unpack("<4sII", content[:12])
    assert magic == b"KWPL"
    told = gzip.decompress(content[12:][:told_bytes])
    return json.loads(told), content[12 + told_bytes :], sizes_bytes


@pytest.mark.parametrize("minutes", [1, 2, 7, 20, 30])
@pytest.mark.parametrize("choices", CHOSEN)
def test_a_timetable_holds_each_plan_as_it_is_laid_out(house, minutes, choices):
    table = _table(house)
    place = table.sittings[query(told(replace(choices, pace=False))).removeprefix("?")][minutes - 1]
    sitting = _sitting(house, minutes, choices)
    if place < 0:
        with pytest.raises(CannotFit):
            house.studio.plan(sitting)
        return
    order, silences, *names = table.plans[place]
    lengths = iter(silences)
    held = [
        (Kind.SILENCE, "", next(lengths)) if each == QUIET else _heard(table.clips[each])
        for each in table.orders[order]
        if each != BAR
    ]
    plan = house.studio.plan(sitting)
    assert held == [(cue.kind, cue.text, cue.length) for cue in plan.cues]
    assert table.orders[order].count(BAR) == clock(plan).count("|")
    sound = house.studio.recording(sitting, "webm")
    assert names[2 * choices.pace] == digest(sound.etag)


_TABLES: list[Timetable] = []


def _table(house):
    if not _TABLES:
        _TABLES.append(timetable(house.studio, _sitting(house)))
    return _TABLES[0]


def _heard(clip):
    return clip.kind, clip.text, clip.packets


def test_the_lines_of_the_score_come_first_for_they_are_named_by_their_place(house):
    lines = PRACTICE.score.lines()
    assert tuple(clip.text for clip in _table(house).clips[: len(lines)]) == lines


@pytest.mark.slow
def test_the_file_holds_every_line_to_its_last_packet(file, house):
    told, rest, sizes_bytes = _told(file.content)
    sizes, sound, at, first = rest[:sizes_bytes], rest[sizes_bytes:], 0, 0
    for sign, text, packets in told["clips"]:
        assert (sign, sizes[at]) == ("l", 1)
        own = sizes[at + 1 : at + 1 + packets]
        clip = house.studio.clip(house.voice("en", VOICE), _cue(text, packets), OPUS)
        assert (own, sound[first : first + sum(own)]) == (clip.sizes, clip.frames)
        at, first = at + 1 + packets, first + sum(own)
    assert (at, first) == (sizes_bytes, len(sound))


def test_its_address_names_it_for_ever_and_another_voice_gives_another(file, house):
    assert "immutable" in file.headers["cache-control"]
    assert "content-encoding" not in file.headers  # its length is what a browser holds it against
    lines, voice = KeptLines(house, Pages(Static())), house.voice("en", VOICE)
    other = replace(voice, edition="2")
    assert lines.edition(PRACTICE, voice) != lines.edition(PRACTICE, other)


def test_other_words_around_a_sitting_give_another_address_and_the_same_give_the_same(house):
    """Else a browser that kept the lines before would never be told the new ones."""
    assert _address(house) == _address(house)
    assert _address(house, _Reworded(Static())) != _address(house)


class _Reworded(Pages):
    """With a template that an edition has changed."""

    def words_in(self, where, template, **given):
        return f"{super().words_in(where, template, **given)}."


def test_what_is_said_of_its_size_is_near(file, house):
    said = about_bytes(PRACTICE, house.voice("en", VOICE))
    assert 0.9 < said / len(file.content) < 1.2


def test_an_address_of_before_is_asked_for_again(client, house):
    answer = client.get(_address(house).partition("?")[0])
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "en/flite-rms/grounding",  # an engine would speak for minutes
        f"en/{VOICE}/hold-gently",  # of which nothing was spoken
        f"en/{VOICE}/no-such-practice",
        "xx/test-voice/grounding",
        "en/no-such-voice/grounding",
        f"en/{VOICE}/..%2f..%2fetc",
    ],
)
def test_there_is_no_file_of_what_was_not_spoken_beforehand(client, path):
    assert client.get(f"/narrations/{path}").status_code == 404


def test_a_page_offers_all_lines_where_they_are_and_else_its_one_sitting(client, house):
    kept = _kept(client, f"/practices/grounding?minutes=7&touch=no&voice={VOICE}")
    assert [file["url"] for file in kept["sounds"]] == [_address(house)]
    assert (kept["minutes"], kept["page"]) == (None, f"/practices/grounding?voice={VOICE}")
    assert _kept(client, "/practices/hold-gently?minutes=1") is None


def _kept(client, path):
    page = Page(client.get(path).text)
    return next((json.loads(g["data-lines"]) for _, g in page.tags if "data-lines" in g), None)


def test_all_lines_of_all_practices_are_listed_where_the_usual_voice_has_them(client, house):
    usual = house.voice("en").name == VOICE
    listed = client.get("/offline/any.json").json()
    assert [kept["title"] for kept in listed] == ([PRACTICE.score.title] if usual else [])
    assert ("Any length" in client.get("/offline").text) is usual


def test_the_parts_of_the_worker_are_small(client):
    for name in PARTS[1:]:
        answer = client.get(f"/static/0/{name}", headers={"Accept-Encoding": "gzip"})
        assert int(answer.headers["content-length"]) <= 2_000, name


def _cue(text, packets):
    return Cue(Kind.LINE, 0, packets, text)


def test_where_the_usual_voice_lacks_words_another_is_kept_of_that_practice(client):
    """Kept with the usual one, it would be silent without a network."""
    kept = {one["title"]: one["sounds"][0]["url"] for one in client.get("/offline/1.json").json()}
    assert len(kept) == len(Library().practices("en"))
    assert [title for title, url in kept.items() if f"/{VOICE}/" in url] == [PRACTICE.score.title]
