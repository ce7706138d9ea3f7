"""Two in the morning: nothing on the screen is brighter than the ink."""

from io import BytesIO

import av
import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Someone, hears

pytestmark = pytest.mark.browser

INK = "getComputedStyle(document.documentElement).color.match(/[0-9.]+/g).map(Number)"
LUMA = np.array([0.2126, 0.7152, 0.0722])
PAPER = 40
"""Of 255: darker than this, a ground lights up no room."""

CORNER = 12


@pytest.fixture
def page(someone: Someone) -> Page:
    return someone(color_scheme="dark", viewport={"width": 390, "height": 844})


def _picture(page: Page) -> np.ndarray:
    """How bright each point of the screen is, from 0 to 255."""
    with av.open(BytesIO(page.screenshot()), "r") as shot:
        frame = next(shot.decode(video=0)).to_ndarray(format="rgb24")
    return frame @ LUMA


def _corners(picture: np.ndarray) -> np.ndarray:
    rows = np.concatenate([picture[:CORNER], picture[-CORNER:]])
    return np.concatenate([rows[:, :CORNER], rows[:, -CORNER:]])


@pytest.mark.parametrize("path", ["/", "/practices/grounding", "/support", "/settings"])
def test_nothing_is_brighter_than_the_ink(page: Page, path):
    page.goto(path)
    picture = _picture(page)
    assert picture.max() <= np.array(page.evaluate(INK)) @ LUMA + 1
    assert _corners(picture).max() < PAPER


def test_the_screen_of_a_sitting_stays_dark(page: Page):
    page.goto("/")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    picture = _picture(page)
    assert picture.max() <= np.array(page.evaluate(INK)) @ LUMA + 1
    assert _corners(picture).max() < PAPER


def test_it_is_dark_before_its_style_has_come(someone: Someone):
    page = someone(color_scheme="dark")
    page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto("/")
    assert np.median(_corners(_picture(page))) < PAPER  # words may stand in a corner


def test_by_day_it_is_paper(someone: Someone):
    page = someone(color_scheme="light")
    page.goto("/")
    assert _corners(_picture(page)).min() > 255 - PAPER
