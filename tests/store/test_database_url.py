"""A PostgreSQL on another machine is spoken to encrypted, and lets nobody in without a password."""

import shutil
import subprocess
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from kindward.store import open_store
from kindward.store.database_url import check_connection, guarded, is_here
from kindward.store.faults import NoPassword, NotEncrypted
from tests.store.entries import meddle, note, numbers
from tests.store.server import binaries

ELSEWHERE = "192.0.2.7"
ME = "me"


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch):
    for name in ("PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGSERVICE", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)


def test_this_machine_is_known_by_its_socket_and_its_own_addresses():
    for here in (
        "postgresql:///db", "postgresql://me@localhost/db", "postgresql://me@127.0.0.1/db",
        "postgresql://me@127.8.8.8:5433/db", "postgresql://me@[::1]/db",
        "postgresql:///db?host=/run/postgresql", "postgresql://localhost/db?hostaddr=::1",
        "postgresql:///db?host=localhost&host=/tmp",
    ):  # fmt: skip
        assert is_here(sa.make_url(here)), here
        assert guarded(sa.make_url(here)) == sa.make_url(here)
    for there in (
        "postgresql://db/db", f"postgresql://{ELSEWHERE}/db", "postgresql://me@[2001:db8::1]/db",
        f"postgresql://localhost/db?hostaddr={ELSEWHERE}", "postgresql:///db?service=far",
        f"postgresql:///db?host=localhost,{ELSEWHERE}", f"postgresql:///db?host={ELSEWHERE}",
        "postgresql:///db?host=localhost&host=far.example", "postgresql://localhost.far.example/",
    ):  # fmt: skip
        assert not is_here(sa.make_url(there)), there
        assert guarded(sa.make_url(there)).query["sslmode"] == "require", there


def test_the_surroundings_may_lead_elsewhere(monkeypatch):
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE"):
        with monkeypatch.context() as set_to:
            set_to.setenv(name, ELSEWHERE)
            assert not is_here(sa.make_url("postgresql:///db")), name


def test_what_is_stronger_stays_and_what_is_weaker_is_refused(monkeypatch):
    address = sa.make_url(f"postgresql://me:secret@{ELSEWHERE}/db")
    for mode in ("require", "verify-ca", "verify-full"):
        asked = address.update_query_dict({"sslmode": mode, "sslrootcert": "/root.crt"})
        assert guarded(asked).query == {"sslmode": mode, "sslrootcert": "/root.crt"}
    for mode in ("disable", "allow", "prefer", "REQUIRE", "none"):
        monkeypatch.delenv("PGSSLMODE", raising=False)
        with pytest.raises(NotEncrypted) as told:
            guarded(address.update_query_dict({"sslmode": mode}))
        assert "secret" not in str(told.value)
        assert ELSEWHERE not in str(told.value)
        monkeypatch.setenv("PGSSLMODE", mode)
        with pytest.raises(NotEncrypted):
            guarded(address)
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert guarded(address).query["sslmode"] == "verify-full"


def link(**more):
    told = {"host": b"far", "hostaddr": ELSEWHERE.encode(), "ssl_in_use": True,
            "used_password": True, "used_gssapi": False}  # fmt: skip
    certificate = more.pop("certificate", None)
    info = SimpleNamespace(get_parameters=lambda: {"sslcert": certificate} if certificate else {})
    return SimpleNamespace(pgconn=SimpleNamespace(**(told | more)), info=info)


def test_a_connection_is_asked_how_it_came_about(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    for fine in (
        link(), link(used_password=False, certificate="mine.crt"),
        link(used_gssapi=True, ssl_in_use=False),
        link(hostaddr=b"127.0.0.1", ssl_in_use=False, used_password=False),
        link(host=b"/run/postgresql", hostaddr=b"", ssl_in_use=False, used_password=False),
    ):  # fmt: skip
        check_connection(fine)
    with pytest.raises(NotEncrypted):
        check_connection(link(ssl_in_use=False))
    with pytest.raises(NoPassword):
        check_connection(link(used_password=False))


@pytest.fixture
def far(own_server, monkeypatch):
    """The server at an address, and no address of this machine counts as its own."""
    monkeypatch.setattr("kindward.store.database_url._is_here", lambda host: not host)
    return own_server


def served(server, *lines, tls=True):
    """Has the server listen at an address, with these rules of who comes in; its port."""
    data = server.folder / "data"
    if tls:
        certificate = ["-keyout", data / "server.key", "-out", data / "server.crt"]
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=far"]
        subprocess.run([*made, *certificate], check=True, capture_output=True)
        for name in ("server.key", "server.crt"):
            (data / name).chmod(0o600)
            shutil.chown(data / name, "postgres", "postgres")
    (data / "pg_hba.conf").write_text("local all all trust\n" + "\n".join(lines) + "\n")
    server.stop("fast")
    port = 20_000 + server.folder.stat().st_ino % 20_000
    settings = (f"-c listen_addresses=127.0.0.1 -p {port} -c ssl={'on' if tls else 'off'}"
                f" -c unix_socket_directories={server.folder}")  # fmt: skip
    server.run("pg_ctl", "-D", data, "-o", settings, "-l", server.folder / "log", "-w", "start")
    return port


@pytest.mark.slow
@pytest.mark.skipif(
    not (binaries() and shutil.which("openssl")), reason="apt install postgresql openssl"
)
def test_a_real_server_elsewhere_is_used_with_tls_and_a_password_only(far, home):
    far.sql("ALTER USER kind PASSWORD 'secret'")
    port = served(
        far,
        "hostnossl all all 127.0.0.1/32 scram-sha-256",
        "hostssl all all 127.0.0.1/32 scram-sha-256",
    )
    address = f"postgresql://kind:secret@127.0.0.1:{port}/postgres"
    with open_store(home, address) as store:
        store.put(ME, note(1))
        assert meddle(store, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [
            (True,)
        ]
        assert numbers(store.record(ME)) == {1}
    with pytest.raises(NotEncrypted):
        open_store(home, f"{address}?sslmode=disable")
    (far.folder / "data" / "pg_hba.conf").write_text(
        "host all all 127.0.0.1/32 trust\nlocal all all trust\n"
    )
    far.run("pg_ctl", "-D", far.folder / "data", "reload")
    with pytest.raises(NoPassword):
        open_store(home, f"postgresql://kind@127.0.0.1:{port}/postgres")


@pytest.mark.slow
@pytest.mark.skipif(not binaries(), reason="apt install postgresql")
def test_a_server_elsewhere_without_tls_is_told(far, home):
    port = served(far, "host all all 127.0.0.1/32 trust", tls=False)
    with pytest.raises(NotEncrypted):
        open_store(home, f"postgresql://kind:secret@127.0.0.1:{port}/postgres")
