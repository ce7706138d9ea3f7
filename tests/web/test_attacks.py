"""What an attack over HTTP finds: each with its control, the same with the defence switched off."""

import os
import re
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from kindward import launch
from kindward.journal import Sitting
from kindward.library.paths import SHIPPED
from kindward.web.http.own.sessions import Sessions
from kindward.web.public.hand import link
from tests.there import group
from tests.web.own import NOON, OURS, SECRET, Home, begun, send, shown_by, token

PROBED = (
    ".env", ".git/config", ".git/HEAD", ".hg", ".svn/entries", ".DS_Store", ".htaccess",
    "admin", "administrator", "api", "api/v1/users", "actuator", "actuator/env", "backup.zip",
    "backup.sql", "cgi-bin/test", "config", "config.json", "config.php", "console", "db.sqlite3",
    "debug", "debug/pprof", "docs", "dump.sql", "error_log", "graphql", "health", "home/record",
    "id_rsa", "index.php", "info.php", "install", "launch", "launch.key", "log", "login", "logs",
    "metrics", "openapi.json", "phpinfo.php", "phpmyadmin", "port", "private", "record",
    "record.db", "record/record.db", "record/record.key", "redoc", "root", "server-status",
    "settings.py", "shell", "static", "swagger.json", "test", "tmp", "trace.axd", "upload", "users",
    "web.config", "wp-admin", "wp-login.php", "xmlrpc.php",
)  # fmt: skip


def rows(home: Home) -> list[str]:
    """Everything in the database, as SQL that would make it again."""
    with sqlite3.connect(home.home / "record" / "record.db") as database:
        dumped = list(database.iterdump())
    database.close()
    return dumped


def addresses(home: Home, sitting: str) -> list[str]:
    """Every address that answers to GET, of the routes themselves, with something in each place."""
    given = {"name": "hold-gently", "path": SHIPPED[0], "language": "en", "voice": "silent",
             "file": "60.vtt", "minutes": "5", "token": "x", "nonce": "0" * 64,
             "version": "0"}  # fmt: skip
    paths = [
        re.sub(r"{(\w+)(:path)?}", lambda m: given[m[1]], route.path)
        for route in shown_by(home.app)
    ]
    return [f"{path}?sitting={sitting}&mode=new&of=2026-11-23" for path in paths]


def test_no_get_changes_anything_however_often_it_is_asked(home, me):
    send(me, "/journal/note", text=SECRET)
    sitting = group("sitting=([^&]+)", begun(home, me))
    before, files = rows(home), sorted(home.home.rglob("*"))
    asked = [me.get(path).status_code for path in addresses(home, sitting) * 2]
    for path in addresses(home, sitting):
        me.head(path)
        me.get(path, headers={"Sec-Purpose": "prefetch"})
    assert sorted(home.home.rglob("*")) == files
    assert len(asked) >= 80
    assert asked.count(200) > 40
    assert rows(home) == before
    send(me, "/journal/note", text="x")
    assert rows(home) != before


def test_a_session_that_was_laid_out_for_someone_is_not_taken(home):
    """Fixation: a cookie that somebody else knows before the person comes in."""
    browser, laid = home.browser(), "a" * 43
    browser.cookies.set("kindward-80", laid, domain="localhost.local", path="/")
    answer = browser.get(home.way_in())
    given = group(r"kindward-80=([-_\w]+)", answer.headers["set-cookie"])
    assert given != laid
    for cookie, status in ((laid, 403), (given, 200)):
        stranger = home.browser()
        stranger.headers["cookie"] = f"kindward-80={cookie}"
        assert stranger.get("/journal").status_code == status


def test_coming_in_again_ends_the_session_that_was(home, me):
    old = me.cookies["kindward-80"]
    me.get(home.way_in())
    stranger = home.browser()
    stranger.headers["cookie"] = f"kindward-80={old}"
    assert stranger.get("/journal").status_code == 403
    assert me.get("/journal").status_code == 200


def test_a_session_of_one_name_opens_nothing_under_another(home):
    """What a server at another port of `localhost` was sent is of no use under our own name."""
    name = launch.host(home.home)
    mine = TestClient(home.app, f"http://{name}", follow_redirects=False)
    mine.get(home.way_in())
    cookie = dict(mine.cookies)["kindward-80"]
    for host, status in ((name, 200), ("localhost", 403), ("127.0.0.1", 403), ("[::1]", 403)):
        stolen = TestClient(home.app, f"http://{host}", headers={"cookie": f"kindward-80={cookie}"})
        assert stolen.get("/journal").status_code == status
    assert mine.get("/journal", headers={"Host": f"x.{name}"}).status_code == 421
    assert mine.get("/journal", headers={"Host": "aaaaaaaa.localhost"}).status_code == 421


def test_the_name_of_ones_own_pages_is_told_by_none_of_what_is_handed_on(home, monkeypatch):
    name = launch.host(home.home)
    browser = TestClient(home.app, f"http://{name}:8423")
    page = "/practices/hold-gently/hand"
    for path in (page, "/practices/hold-gently/print", "/feed/en.xml", "/"):
        answer = browser.get(path)
        assert (answer.status_code, name in answer.text) == (200, False)
    assert "http://localhost:8423/en/practices/hold-gently" in browser.get("/feed/en.xml").text
    monkeypatch.setattr(link, "LOCALHOST", "never")
    assert name in browser.get(page).text


def test_ids_are_of_256_bits_and_never_the_same():
    sessions = Sessions(lambda: 0)
    cookies = [sessions.begin("localhost") for _ in range(1_000)]
    assert {len(cookie) for cookie in cookies} == {43}
    assert len(set(cookies)) == 1_000
    assert len({session.form_token for session in sessions._sessions.values()}) == 64  # noqa: SLF001


ASKING = {
    "Origin": "http://evil.test",
    "Sec-Fetch-Site": "cross-site",
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Private-Network": "true",
}
SOUND = "/en/silent/hold-gently/60"
FOR_PLAYERS = (
    "/feed/en.xml", "/feed/cover.png", f"/feed/chapters{SOUND}.json", f"/sound{SOUND}.vtt",
    f"/sound{SOUND}.webm", f"/sound{SOUND}.mp3", "/sound/nothing/here/at/all.mp3",
)  # fmt: skip


def allowed(answer) -> list[str]:
    return [
        value for name, value in answer.headers.items() if name == "access-control-allow-origin"
    ]


def test_no_other_site_may_read_or_frame_anything_of_ones_own_computer(me):
    """Nor its public pages: they have the titles and words of one's own practices in them."""
    own = ("/", "/journal", "/journal/entries", "/journal/export.zip", "/embed/hold-gently")
    for path in (*own, *FOR_PLAYERS):
        for answer in (me.get(path, headers=ASKING), me.options(path, headers=ASKING)):
            assert not [name for name in answer.headers if name.startswith("access-control")], path
            assert answer.headers["cross-origin-resource-policy"] == "same-origin", path
            assert answer.headers["x-frame-options"] == "DENY", path
        assert me.options(path, headers=ASKING).status_code == 405


def test_the_control_hosted_for_others_a_player_reads_what_it_plays_and_nothing_else(client):
    for path in FOR_PLAYERS:
        answer = client.get(path, headers=ASKING)
        assert allowed(answer) == ["*"], path
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin", path
    for path in ("/", "/journal", "/embed/hold-gently", "/es/feed/en.xml"):
        assert allowed(client.get(path, headers=ASKING)) == [], path
    assert "x-frame-options" not in client.get("/embed/hold-gently").headers


def test_what_probes_look_for_is_not_there(home, me):
    assert len(PROBED) >= 60
    assert (home.home / "record/record.db").is_file()
    assert me.get("/healthz").status_code == 200
    found = {path: me.get(f"/{path}").status_code for path in PROBED}
    assert set(found.values()) == {404}, found


def test_a_method_in_a_header_is_no_method(home, me):
    send(me, "/journal/note", text=SECRET)
    (note,) = home.store.record("me").notes
    for method in ("TRACE", "PUT", "DELETE", "PROPFIND"):
        assert me.request(method, "/journal").status_code == 405
    override = {"X-HTTP-Method-Override": "POST"}
    asked = {"id": note.id, "form_token": token(me)}
    me.get("/journal/remove", params=asked, headers=override)
    assert home.store.record("me").entries == (note,)
    me.post("/journal/remove", data=asked, headers=OURS)
    assert home.store.record("me").entries == ()


def test_a_sitting_of_another_name_climbs_nowhere(home, me):
    """What another program wrote into an export may name any practice; it is only ever a name."""
    home.store.put("me", Sitting(id="a-sitting-1", at=NOON, practice="etc-passwd", seconds=60,
                                 language="en"))  # fmt: skip
    assert me.get("/journal").status_code == 200
    assert me.get("/journal/afterwards?sitting=a-sitting-1").status_code == 200
    assert "root:" not in me.get("/practices/etc-passwd").text


@pytest.mark.skipif(not Path("/etc/passwd").exists(), reason="needs a file that is elsewhere")
def test_the_control_a_careless_server_is_climbed_out_of():
    """So what our own addresses are tried with does arrive as it was sent."""

    def careless(request: Request) -> Response:
        return FileResponse(Path("/usr/share") / request.path_params["name"])

    client = TestClient(Starlette(routes=[Route("/static/{name:path}", careless)]))
    assert "root:" in client.get("/static/..%2f..%2fetc%2fpasswd").text


def as_nobody(*command: str | Path) -> int:
    return subprocess.run(
        command, user="nobody", group="nogroup", extra_groups=[], check=False, capture_output=True
    ).returncode


@pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="only root can become someone else")
def test_another_user_of_this_machine_learns_no_secret_and_makes_no_way_in():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        home, control = Path(folder) / "home", Path(folder) / "home" / "control"
        page = launch.page(home, f"http://{launch.host(home)}")
        launch.keep_port(home, 8423)
        for each in (home.parent, home):
            each.chmod(0o755)  # what lies in it alone has to hold
        control.mkdir()
        control.chmod(0o777)
        (control / "file").write_text("anyone")
        secrets = [home / "launch.key", home / "port", page]
        assert [as_nobody("/bin/cat", file) for file in secrets] == [1, 1, 1]
        assert as_nobody("/bin/ls", home / "launch") == 2
        assert as_nobody("/bin/touch", home / "launch" / ("0" * 64)) == 1
        assert as_nobody("/bin/cat", control / "file") == 0
        assert as_nobody("/bin/touch", control / ("0" * 64)) == 0
