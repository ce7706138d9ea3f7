"""A sitting set anew while it runs, over HTTP."""

import pytest

ASKED = {"minutes": "10", "line": "0", "nth": "0", "into": "1.00", "heard": "30.00"}


def test_the_answer_has_all_that_a_player_needs_to_go_on(client):
    told = client.get("/practices/hold-gently/anew", params=ASKED).json()
    assert abs(told["total_s"] - told["at_s"] - 570) <= 1
    assert told["left_minutes"] == pytest.approx(9.5, abs=0.1)
    assert told["clock"].startswith("l0")
    assert [sound["media_type"] for sound in told["sources"]] == ["audio/webm", "audio/mpeg"]
    assert f"/{told['total_s']}.webm?v=" in told["sources"][0]["url"]
    assert told["words"][0]["text"] == "Here is a place to stand & rest, <quietly>."
    assert told["told"].startswith("Hold Gently · ")


def test_what_is_left_out_and_the_way_to_follow_it_are_heeded(client):
    told = client.get("/practices/hold-gently/anew", params=ASKED | {"touch": "no"}).json()
    assert any("colour in the room" in words["text"] for words in told["words"])
    read = client.get("/practices/hold-gently/anew", params=ASKED | {"form": "read"}).json()
    assert read["sources"] == []
    assert "form=read" in read["page"]


def test_it_is_told_in_the_language_of_the_address(client):
    told = client.get("/es/practices/hold-gently/anew", params=ASKED).json()
    assert told["page"].startswith("/es/practices/hold-gently?")


@pytest.mark.parametrize(
    "wrong",
    [
        {"line": "99999"}, {"line": ""}, {"line": "-1"}, {"nth": "x"}, {"into": "nan"},
        {"heard": "1e9"}, {"heard": "9999"}, {"minutes": "0"}, {"form": "shout"}, {"line": "٣"},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_400(client, wrong):
    assert client.get("/practices/hold-gently/anew", params=ASKED | wrong).status_code == 400


def test_a_practice_that_is_not_here_is_a_404(client):
    assert client.get("/practices/nothing/anew", params=ASKED).status_code == 404
