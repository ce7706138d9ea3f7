import re

import pytest

from kindward.web.http.static import MEDIA_TYPES, ROOT, SECTIONS, Static
from tests.web.markup import Page


def _style(client) -> str:
    return next(link["href"] for link in Page(client.get("/").text).all("link"))


def test_an_asset_may_be_kept_for_ever_under_the_address_that_names_its_content(client):
    answer = client.get(_style(client))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_page_from_before_an_update_still_gets_its_style(client):
    answer = client.get("/static/0123456789ab/kindward.css")
    assert answer.text == client.get(_style(client)).text
    assert answer.headers["cache-control"] == "no-cache"


def test_the_sheet_that_names_the_layers_comes_first(client):
    assert client.get(_style(client)).text.startswith("@layer reset,tokens,base,parts,pages")


def test_other_content_has_another_address(tmp_path):
    addresses = set()
    for content in ("a { color: red }", "a { color: blue }"):
        (tmp_path / "one.css").write_text(content)
        addresses.add(Static(tmp_path).url("one.css"))
    assert len(addresses) == 2


def test_only_style_behaviour_and_pictures_are_served(client):
    for name in ("app.py", "shared/base.html", "home/home.html", "__init__.py"):
        assert client.get(f"/static/0/{name}").status_code == 404


def test_behaviour_is_small(client):
    script = Page(client.get("/").text).all("script")[0]["src"]
    answer = client.get(script, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert int(answer.headers["content-length"]) <= 4096


def test_a_script_travels_without_what_it_tells_its_writers(tmp_path):
    (tmp_path / "one.js").write_text('// a word\nsay("// kept"); // gone\n  // another\nend();\n')
    sent = Static(tmp_path).assets["one.js"].content.decode()
    assert sent == 'say("// kept");end();'


def test_what_stands_in_a_string_is_sent_as_it_was_written(tmp_path):
    script = 'say("a , b", \' = \', `x = ${y}`);\nfind(/a = b/); // it\'s\nsay("one; // two");\n'
    (tmp_path / "one.js").write_text(script)
    sent = Static(tmp_path).assets["one.js"].content.decode()
    for kept in ('"a , b"', "' = '", "`x = ${y}`", "/a = b/", '"one; // two"'):
        assert kept in sent
    assert "it's" not in sent


def test_no_script_has_a_string_over_several_lines():
    """It would lose the space at the beginning of each."""
    for script in ROOT.rglob("*.js"):
        assert not [line for line in script.read_text("utf-8").splitlines() if line.count("`") % 2]


def test_no_two_sections_have_a_file_of_one_name():
    """One would hide the other: a name leaves its section out."""
    files = [
        path.relative_to(ROOT)
        for path in ROOT.rglob("*.*")
        if path.suffix in {*MEDIA_TYPES, ".html"}
    ]
    names = ["/".join(path.parts[path.parts[0] in SECTIONS :]) for path in files]
    assert len(names) > 200
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", ["/", "/practices/breathing-kindness", "/es/practices/grounding"])
def test_all_that_a_sitting_needs_comes_in_one_file_before_any_other_module(client, path):
    """What it imported would be found a journey later; modules wait for those before them."""
    first = re.findall(r'<script type="module" src="([^"]+)"', client.get(path).text)[0]
    assert first.endswith("/sitting/player.js")
    script = client.get(first).text
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
