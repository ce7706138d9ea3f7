"""How short and how long a practice can be: as the voice that speaks it takes for its words."""

import pytest

from kindward.library import Left
from kindward.plan import CannotFit
from kindward.score import Choices
from kindward.studio import Sitting
from kindward.voice import SILENT
from kindward.wiring import Settings, open_house
from tests.narration.packs import ABOUT, pack

LINE = "These are words of your own."
SCORE = f"Title: A\nLanguage: en\n# A\n{LINE}\n(%s)\n"
PATH = "Title: Two\nLanguage: en\n# One\n(practice slow, 210s)\n"
SPOKEN_S = 20
"""In our pace it takes three."""


@pytest.fixture
def home(tmp_path):
    """Practices and a path of one's own, whose one line somebody has spoken slowly."""
    for name, text in (
        ("practices/slow.score", SCORE % "rest 150s, 100s to 200s"),
        ("practices/short.score", SCORE % "silence 45s, 45s to 50s"),
        ("paths/mine.path", PATH),
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    pack(tmp_path / "narrations", [LINE], seconds=SPOKEN_S)
    return tmp_path


def test_what_is_said_to_be_possible_is_possible_in_that_voice_and_no_more(home):
    with open_house(Settings(home)) as house:
        practice = house.library.find("slow", "en")
        voice = house.voice_for(practice)
        assert voice.name == ABOUT.voice
        (lengths,) = house.lengths(practice)
        assert lengths == range(100 + SPOKEN_S, 200 + SPOKEN_S + 1)
        for total_s in (lengths[0], lengths[-1]):
            plan = house.studio.plan(Sitting(practice, voice, total_s, Choices()))
            assert plan.total_s == total_s
        for total_s in (lengths[0] - 1, lengths[-1] + 1):
            with pytest.raises(CannotFit):
                house.studio.plan(Sitting(practice, voice, total_s, Choices()))


def test_a_file_of_ones_own_is_here_where_its_voice_can_have_it(home):
    with open_house(Settings(home)) as house:
        assert house.library.troubles == ()
        assert house.library.find("short", "en")
        assert house.paths.find("mine", "en")


def test_and_is_left_out_where_another_voice_can_not(home):
    with open_house(Settings(home, voice=SILENT)) as house:
        left = {file.path: file.left for file in house.library.own_files()}
        assert left == {"short.score": Left.LENGTH, "slow.score": None}
        (file,) = house.paths.own_files()
        (fault,) = file.faults
        assert fault.problem == "a length that this practice cannot have"
