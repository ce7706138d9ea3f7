import pytest

from tests.web.markup import Page

EMBED = "/embed/hold-gently"


def test_a_frame_holds_the_sitting_that_was_asked_for(client):
    page = Page(client.get(f"{EMBED}?minutes=3&touch=no").text)
    (first, *_) = page.all("source")
    assert "/180.webm?touch=no&v=" in first["src"]
    assert "data-sitting" in page.all("article")[0]


def test_a_frame_has_one_heading_one_main_and_a_way_to_a_person(client):
    page = Page(client.get(EMBED).text)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert {"/support", "/practices/hold-gently?minutes=5"} <= {a["href"] for a in page.all("a")}


def test_every_link_opens_outside_the_frame(client):
    """The pages of the house let nobody frame them: inside, a link would show nothing."""
    page = Page(client.get(EMBED).text)
    assert page.all("base") == [{"target": "_blank"}]
    assert not [link for link in page.all("a") if "target" in link]


def test_a_frame_says_which_page_it_stands_for(client):
    page = Page(client.get(f"{EMBED}?minutes=3").text)
    links = {link["rel"]: link["href"] for link in page.all("link")}
    assert links["canonical"] == "/practices/hold-gently?minutes=3"
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_a_frame_asks_nobody_else_for_anything(client):
    page = Page(client.get(EMBED).text)
    for fetched in page.addresses():
        assert fetched.startswith("/")
        assert client.get(fetched).status_code == 200


def test_any_page_may_hold_a_frame_and_no_page_anything_else(client):
    framed, house = client.get(EMBED), client.get("/practices/hold-gently")
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    assert framed.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "frame-ancestors 'none'" in house.headers["content-security-policy"]
    assert house.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("address", "status"),
    [("/embed/nothing", 404), (f"{EMBED}?voice=nobody", 404), (f"{EMBED}?minutes=0", 400)],
)
def test_what_cannot_be_framed_is_told_so(client, address, status):
    assert client.get(address).status_code == status
