"""A PostgreSQL at some address: on this machine as it is, on another only encrypted and let in.

What goes to another machine can be read and changed on the way without TLS; and a database that
asks for no password lets in whoever reaches it. What is meant by an address, its environment and
its service file is libpq's to say (PostgreSQL, 34.1), so it is asked.
"""

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from kindward.store.faults import NoPassword, NotEncrypted

TLS: Final = "require"
_ENCRYPTED: Final = frozenset({"require", "verify-ca", "verify-full"})
_HOME_CERTIFICATE: Final = Path("~/.postgresql/postgresql.crt")


def guarded(address: sa.URL) -> sa.URL:
    """The address, with TLS asked for where it leads to another machine. Raises NotEncrypted."""
    given = {name: str(value) for name, value in address.query.items()}
    if is_here(address):
        return address
    mode = given.get("sslmode") or os.environ.get("PGSSLMODE") or TLS
    if mode not in _ENCRYPTED:
        raise NotEncrypted
    return address.update_query_dict({"sslmode": mode})


def is_here(address: sa.URL) -> bool:
    """Whether all that an address names is this machine: a socket, or an address that is its own.

    A service of a service file may be anywhere.
    """
    query = address.query
    named = [query.get("hostaddr") or os.environ.get("PGHOSTADDR")]
    named += [address.host or query.get("host") or os.environ.get("PGHOST")]
    if "service" in query or "PGSERVICE" in os.environ:
        named.append("service")
    return all(_is_here(host) for each in named for host in _split(each))


def check_connection(connection: Any) -> None:  # noqa: ANN401 - psycopg's own, or what poses as it
    """Raises NotEncrypted or NoPassword for a connection to elsewhere that is not as it should be.

    Asked of the connection itself, so whatever led to it counts as it came out.
    """
    link = connection.pgconn
    if _is_here((link.hostaddr or link.host or b"").decode("ascii", "replace")):
        return
    if not (link.ssl_in_use or link.used_gssapi):
        raise NotEncrypted
    if not (link.used_password or link.used_gssapi or _has_certificate(connection)):
        raise NoPassword


def _has_certificate(connection: Any) -> bool:  # noqa: ANN401 - the same
    told = connection.info.get_parameters().get("sslcert")
    return bool(told) or _HOME_CERTIFICATE.expanduser().exists()


def _split(hosts: object) -> list[str]:
    many = hosts if isinstance(hosts, tuple) else (hosts,)
    return [host.strip() for each in many if each for host in str(each).split(",")]


def _is_here(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
