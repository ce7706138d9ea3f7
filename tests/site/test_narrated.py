"""A site in a voice that has spoken already is made where nothing can speak."""

import pytest

from kindward.site import Export, export
from kindward.wiring import Settings, open_house
from tests.narration.packs import ABOUT, narrated_home, no_worker_may_be_started, nothing_is_shipped


@pytest.mark.slow
def test_it_needs_no_engine_and_no_worker(tmp_path, monkeypatch):
    no_worker_may_be_started(monkeypatch)
    nothing_is_shipped(monkeypatch, tmp_path)
    narrated_home(tmp_path / "home")
    site = tmp_path / "site"
    with open_house(Settings(tmp_path / "home")) as house:
        list(export(house, Export(site, ("en",), (1,))))
        assert house.studio.troubles() == ()
        sounds = [*site.rglob("*.webm")]
        assert len(sounds) == len(house.library.practices("en"))
    assert {sound.parent.parent.name for sound in sounds} == {ABOUT.voice}
    assert all(sound.stat().st_size > 50_000 for sound in sounds)
