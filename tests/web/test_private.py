"""Every route of private/, asked by its owner, by a stranger and from another page."""

import json
import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from kindward.journal import Note
from kindward.web.http.edge import Edge
from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
from kindward.web.http.tongue import Tongue
from kindward.web.private.closed import Private, private
from kindward.web.private.way_in.routes import routes as way_in
from kindward.web.public.quiet.routes import routes as quiet
from tests.web.fakes import house
from tests.web.own import ATTACKS, NOON, OURS, SECRET, Home, router_of, token

FILLED = {"{token}": "x", "{nonce}": "0" * 64, "{path}": "grounding"}
AWAY: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
)


@pytest.fixture
def routes(home: Home) -> list[Route]:
    """What stands behind the wrapper; the way to close the pages last."""
    every = (each for each in router_of(home.app).routes if isinstance(each, Route))
    found = [each for each in every if isinstance(each.app, Private)]
    return sorted(found, key=lambda each: each.path == "/lock")


def address(route: Route) -> str:
    return re.sub(r"\{\w+\}", lambda part: FILLED[part[0]], route.path)


def told_to_nobody(answer) -> bool:
    """Kept by no cache, shown in no frame, read by no other site, and referred to none."""
    says = answer.headers
    return (
        says.get("cache-control") == "no-store"
        and says["x-frame-options"] == "DENY"
        and "frame-ancestors 'none'" in says["content-security-policy"]
        and says["cross-origin-resource-policy"] == "same-origin"
        and says["referrer-policy"] in ("no-referrer", "same-origin")
        and "access-control-allow-origin" not in says
    )


def test_its_owner_gets_answers_that_nobody_else_keeps_or_shows(me, routes):
    fields = {"form_token": token(me)}
    statuses = set()
    for route in routes:
        for method in sorted(route.methods):
            body = {"data": fields, "headers": OURS} if method == "POST" else {}
            answer = me.request(method, address(route), **body)
            assert told_to_nobody(answer), (method, route.path)
            statuses.add(answer.status_code)
    assert {200, 303, 403, 415, 422} <= statuses
    assert len(routes) >= 50


def test_a_stranger_gets_nothing_and_may_keep_not_even_that(home, me, routes):
    home.store.put("me", Note(id="a-note-of-mine", at=NOON, text=SECRET))
    assert SECRET in me.get("/journal").text
    for route in routes:
        for method in sorted(route.methods):
            answer = home.browser().request(method, address(route), headers=OURS)
            assert told_to_nobody(answer), (method, route.path)
            assert SECRET not in answer.text


def test_another_page_writes_nothing_and_reads_nothing_even_with_the_cookie(me, routes):
    for route in routes:
        for headers in ATTACKS.values() if "POST" in route.methods else AWAY:
            method = "POST" if "POST" in route.methods else "GET"
            answer = me.request(method, address(route), headers=headers)
            assert told_to_nobody(answer), (method, route.path, headers)
            assert method == "GET" or answer.status_code == 403, (route.path, headers)
    assert me.get("/journal/open").json()["open"]


def test_the_worker_is_told_to_keep_none_of_it(me, routes):
    shell = json.loads(me.get("/sw.js").text.partition("\n")[0].partition("= ")[2].rstrip(";"))
    public = [re.sub(r"\{\w+\}", "[^/]+", each.replace(":path", "")) for each in shell["public"]]
    assert [each for each in public if re.fullmatch(each, "/practices/grounding")]
    assert not [r.path for r in routes if any(re.fullmatch(p, address(r)) for p in public)]


def loose(_: Request) -> PlainTextResponse:
    return PlainTextResponse(SECRET)


def test_the_control_a_route_outside_the_wrapper_may_be_kept(home, me):
    outside, inside = Route("/journal/loose", loose), Route("/journal/behind", loose)
    router_of(home.app).routes += [outside, *private([inside])]
    assert not told_to_nobody(me.get("/journal/loose"))
    assert told_to_nobody(me.get("/journal/behind"))


@pytest.fixture
def edge() -> Edge:
    made, static = house(), Static()
    return Edge(made, Own(made), Pages(static), static)


def mounted(routes, edge: Edge) -> TestClient:
    """Some routes, and nothing of the house before or behind them but its languages."""
    app = Tongue(Starlette(routes=list(routes)), edge.pages.languages)
    return TestClient(app, "http://localhost", follow_redirects=False)


def test_an_area_is_mounted_by_itself(edge):
    area = mounted(quiet(edge), edge)
    assert (area.get("/es/quiet").status_code, area.get("/").status_code) == (200, 404)


def test_an_area_of_ones_own_needs_no_gate_to_be_private(edge):
    area = mounted(private(way_in(edge)), edge)
    assert (area.get("/open/x").status_code, area.get("/journal").status_code) == (403, 404)
    assert told_to_nobody(area.get("/open/x"))
    assert "cache-control" not in mounted(way_in(edge), edge).get("/journal/open").headers
