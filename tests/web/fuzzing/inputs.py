"""Bad inputs: texts, markup, numbers, times, addresses, headers and archives that mean no good."""

import io
import json
import struct
import zipfile
from functools import cache
from random import Random

TEXTS = (
    "", "   ", "\t", "\ud800", "\udcff", "a\u0301" * 300, "\u0301" * 3000, "a\u200db\u200dc",
    "caf\u00e9", "cafe\u0301", "\u0130stanbul stra\u00dfe", "line\r\nline\nline\rline",
    "\u0645\u0631\u062d\u0628\u0627 shalom \u05e9\u05dc\u05d5\u05dd", "\u202eabc", "\x00", "a\x00b",
    "\x07\x1b[31m", "\U0001f331" * 200, "x" * 20_001, "\ufeff", "\u2028", "\ufffe",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "javascript:alert(1)", "{{7*7}}", "{% include 'x' %}", "${7*7}",
    "</textarea><img src=x onerror=alert(1)>", "</title><svg onload=alert(1)>", "' OR 1=1--",
    "'; DROP TABLE entries;--", "%s%n%x", "{0.__class__}", "x\r\nSet-Cookie: a=b",
    "\n2026-01-01 INFO ok", "<!--", "]]>", "&lt;b&gt;", '"><b>', "`id`", "$(id)", "|id", "../x",
    "=1+1", "@SUM(A1)", "%(title)s", "%(", "\\", "\\x00", "__proto__", "constructor",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "1", "5", "7", "10", "11", "100", "101", "NaN", "nan", "Infinity", "-inf",
    "9223372036854775808", "1e309", "1e2", "0x10", "1_0", " 5", "5 ", "5.0", "0.5", ".5", "5,5",
    "\u0665", "\uff15", "\u00bd", "9" * 4400, "-0", "+5", "00", '"5"', "true", "null", "[]",
)  # fmt: skip
TIMES = (
    "0000-00-00", "1969-12-31", "1970-01-01", "2023-02-29", "2024-02-29", "9999-12-31",
    "10000-01-01", "2026-1-1", "20260101", "2026-W01-1", "2026-001", "today", "2036-11-28",
    "2026-01-01T00:00:00", "2026-01-01T00:00:00+14:00", "2026-01-01T00:00:00-12:00",
    "2026-01-01T23:59:60Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "24:00",
    "23:59", "7:5", "12:00:00.123456+01:00", "T12", "2026-13", "2026-00", "-2026-01",
    "2026-11-28T12:00:00+25:00", "2026-11-28T12:00:00[Mars/Olympus]",
)  # fmt: skip
CLIMBING = (
    "..", ".", "...", "%00", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cwindows", "%252e%252e%2f",
    "....//", "%c0%ae%c0%ae%c0%af", "%ff", "%", "%zz", "~root", "C:%5c", "file:%2f%2f%2fetc", "%c3%28",
    "%0d%0aSet-Cookie:%20a=b", "%e2%80%ae", "%f0%9f%8c%b1", "%ed%a0%80", ";a=b", "'%20or%201", "",
    "%3Cscript%3E", "a" * 300, "%2f", "%2F%2Fevil.test", "//evil.test/", "@evil.test", "%20", "%09",
)  # fmt: skip
METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
    "get", "post", "Post", "X" * 200, "G-E_T",
)  # fmt: skip
HOSTS = (
    b"evil.test", b"localhost.", b"127.0.0.1.nip.io", b"", b"localhost:99999", b"localhost:",
    b"LOCALHOST", b"[::1]", b"127.0.0.1", b"127.1", b"2130706433", b"localhost@evil.test",
    b"localhost/evil", b"localhost:80:80", b"\xff\xfe", b"xn--lcalhost-", b"localhost, evil.test",
)  # fmt: skip
ORIGINS = (
    b"null", b"http://evil.test", b"https://localhost", b"http://localhost:8902", b"", b"\xff",
    b"http://localhost.evil.test", b"HTTP://LOCALHOST", b"http://localhost/", b"file://",
)  # fmt: skip
SITES = (b"cross-site", b"same-site", b"none", b"", b"SAME-ORIGIN", b"same-origin, cross-site")
LENGTHS = (
    b"-1", b"abc", b"", b"9" * 40, b"0", b"00000000000000", b"1e3", b"+5", b" 5", b"0x10",
    b"99999999999", b"5, 5", b"65537",
)  # fmt: skip
RANGES = (
    b"bytes=-0", b"bytes=9-2", b"bytes=0-1,1-2,0-9", b"bytes=" + b"0-0," * 3000, b"bytes=",
    b"items=0-1", b"bytes=0-", b"bytes=-1", b"bytes=99999999999999999999-", b"bytes=a-b",
    b"bytes=0-" + b"9" * 5000, b"bytes=1-1", b"\xff", b"bytes=0-99, bytes=5-6", b"BYTES=0-5",
)  # fmt: skip
ODD_HEADERS = (
    (b"transfer-encoding", b"chunked"), (b"content-encoding", b"gzip"),
    (b"x-http-method-override", b"DELETE"), (b"x-forwarded-host", b"evil.test"),
    (b"x-forwarded-for", b"127.0.0.1"), (b"forwarded", b"host=evil.test"),
    (b"x-original-url", b"/journal"), (b"x-rewrite-url", b"/journal"), (b"te", b"trailers"),
    (b"accept-encoding", b"gzip;q=0, *"), (b"accept-encoding", b"gzip"), (b"expect", b"100-continue"),
    (b"accept-language", b"es;q=nan, en;q=1e9"), (b"accept-language", b"," * 5000),
    (b"accept-language", b"\xff;q=\xff"), (b"if-none-match", b'W/"x", *'), (b"upgrade", b"websocket"),
    (b"if-range", b"\xff"), (b"if-modified-since", b"yesterday"), (b"accept", b"\xff/\xff"),
    (b"authorization", b"Bearer x"), (b"x-" + b"a" * 300, b"b"), (b"x-long", b"a" * 20_000),
    (b"referer", b"http://evil.test/"), (b"user-agent", b"\x1b[31m%s%n"), (b"via", b"a,b"),
)  # fmt: skip
COOKIES = (
    b"kindward-80=", b"kindward-80=" + b"A" * 43, b"kindward-80=me", b"=x", b";;;;", b"\xff=\xff",
    b"kindward-80=" + b"x" * 65_536, b"kindward-80=../../etc", b'kindward-80="a b"', b"$Version=1",
    b"kindward-80=\xed\xa0\x80", b"kindward-80=%00", b"; ".join(b"a%d=1" % n for n in range(900)),
)  # fmt: skip
KINDS = (
    b"application/x-www-form-urlencoded", b"application/json", b"text/plain", b"", b"\xff/\xfe",
    b"application/x-www-form-urlencoded; charset=utf-16", b"application/JSON ; charset=utf-7",
    b"multipart/form-data", b"multipart/form-data; boundary=", b"multipart/form-data; boundary=\xff",
    b"multipart/form-data; boundary=" + b"b" * 5000, b"application/xml", b"multipart/mixed; boundary=x",
    b"multipart/form-data; charset=idna; boundary=x", b"multipart/form-data; charset=\xff; boundary=x",
    b"multipart/form-data; charset=no-such; boundary=x",
)  # fmt: skip
FILES = ("mine.zip", "../../etc/passwd", 'a"; x="b', "a\r\nSet-Cookie: a=b", "x" * 5000, "\x00", "")


def word(chance: Random) -> str:
    """Any of the texts, markups, numbers and times."""
    return chance.choice(chance.choice((TEXTS, MARKUP, NUMBERS, TIMES)))


def value(chance: Random, depth: int = 0) -> object:
    """Anything that JSON can hold, and what only Python's reader takes for it."""
    if depth < 2 and chance.random() < 0.2:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if depth < 2 and chance.random() < 0.2:
        return {word(chance)[:50]: value(chance, depth + 1) for _ in range(chance.randrange(4))}
    plain = (None, True, -1, 0, 101, 2**63, 2**70, -0.0, 1e308, float("nan"), float("inf"), 5.5)
    return chance.choice((*plain, *(word(chance) for _ in plain)))


@cache
def archives() -> tuple[bytes, ...]:
    """Zips that are bombs, lies, or halves; and what is no zip at all."""
    whole = _zip({"record.json": b'{"kindward_record":1,"entries":[]}'})
    return (
        b"", b"PK", b"PK\3\4" + b"\0" * 26, b"PK\5\6" + b"\0" * 18, b"PK\5\6" + b"\xff" * 18,
        whole, whole[:-5], whole[:40], whole + b"tail", b"x" * 100 + whole, _twice(whole),
        _zip({"record.json": b"0" * 3_000_000}), _zip({"a.zip": _zip({"b.zip": whole})}),
        _zip({f"{n}.json": b"" for n in range(1200)}), _zip({"../record.json": b"{}"}),
        _zip({"record.json": b"[" * 1000}), _zip({"record.json": b'{"kindward_record":2}'}),
        _zip({"record.json": b"\xff\xfe"}), b"[" * 100_000, b'{"a":' * 1000,
        b'{"kindward_record":1,"entries":[' + b"1," * 1000 + b"1]}", b"{}", b"\xef\xbb\xbf{}",
        b'{"kindward_record":1,"entries":[{"entry":"note"}]}', b"\x1f\x8b\x08\0", b"%PDF-1.4",
    )  # fmt: skip


def _zip(contents: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in contents.items():
            opened.writestr(name, content)
    return packed.getvalue()


def _twice(whole: bytes) -> bytes:
    """Two entries of the directory over the same bytes (CVE-2024-0450)."""
    end = whole.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2I", whole, end + 12)
    central = whole[start : start + size]
    told = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, 2 * size, start, 0)
    return whole[:start] + central * 2 + told


def entry(chance: Random) -> bytes:
    """An entry as a page tells it, with some of it bent."""
    told: dict[str, object] = {
        "entry": chance.choice(("sitting", "note", "wishes", "look", "offer", "evening", "x")),
        "id": chance.choice(("a-sitting-of-theirs", "kept-sitting-1", "short", "../../..", "a" * 65)),
        "at": "2026-11-23T12:00:00+01:00", "practice": "hold-gently", "seconds": 60,
        "language": "en", "felt": "steadier", "text": "some words",
    }  # fmt: skip
    if told["entry"] == "note":
        told = {name: told[name] for name in ("entry", "id", "at", "text")}
    elif told["entry"] == "sitting":
        del told["text"]
    for name in chance.sample(sorted(told), chance.randrange(3)):
        told[name] = value(chance)
    if chance.random() < 0.2:
        told[word(chance)[:40]] = value(chance)
    data = json.dumps(told).encode()
    bent = chance.choice(
        (data, data, data, data[: len(data) // 2], data + data, b"\xef\xbb\xbf" + data)
    )
    return (
        bent
        if chance.random() < 0.9
        else chance.choice((b"[" * 30_000, b"\xff", b"", b"1" * 60_000))
    )
