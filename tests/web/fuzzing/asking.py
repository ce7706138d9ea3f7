"""One request at a time, drawn: a route of ours, somebody before it, and something wrong."""

import re
from random import Random
from urllib.parse import quote, urlencode

from starlette.routing import Route

from kindward.store.letters import Letterbox
from kindward.store.seal import Key
from tests.store.letters import seal
from tests.web.fuzzing import inputs
from tests.web.fuzzing.place import Place
from tests.web.fuzzing.told import OURS, Asked, Form

PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")
VALID = {
    "name": ("hold-gently", "grounding", "loving-kindness", "shared/base.css", "sitting/player.js"),
    "path": ("gentle-first-week", "when-kindness-feels-wrong"),
    "language": ("en", "es"),
    "voice": ("silent",),
    "file": ("60.mp4", "60.vtt", "60.mp3", "60.webm", "60.json", "en.xml", "5.xml", "cover.png"),
    "minutes": ("1", "5"),
}
"""What stands in addresses. No voice that speaks is among it: this is not about sound."""

WHO = ("open",) * 9 + ("locked", "nobody", "ended", "forged")
_PLAIN = "".join(map(chr, range(0x21, 0x7F)))
FORM, JSON, LETTER = inputs.KINDS[0], inputs.KINDS[1], b"application/octet-stream"
OTHER_BOX = Letterbox(Key(bytes(32))).public


def drawn(place: Place, chance: Random) -> Asked:
    """The next request; what is drawn follows from `chance` and from the forms that were seen."""
    route = chance.choice(place.writing if chance.random() < 0.35 else place.routes)
    method = _method(route, chance)
    path, who = _path(route, place, chance), chance.choice(WHO)
    sending = Sending(place, chance, who)
    body, kind = sending.body(path) if _may_write(route, method, chance) else (b"", b"")
    target = _sent(path + _query(place, chance))
    headers = sending.headers(method, body, kind)
    return Asked(
        method,
        target,
        tuple(headers),
        sending.chunks(body),
        "nobody" if who == "forged" else who,
        sending.is_from_us,
        sending.has_token,
        is_cut=bool(body) and chance.random() < 0.02,
        fault=chance.choice(("full", "busy")) if chance.random() < 0.02 else "",
    )


def _method(route: Route, chance: Random) -> str:
    usual = sorted(route.methods or {"GET"})
    return chance.choice(usual if chance.random() < 0.93 else inputs.METHODS)


def _may_write(route: Route, method: str, chance: Random) -> bool:
    return method == "POST" or chance.random() < 0.05


def _path(route: Route, place: Place, chance: Random) -> str:
    """The route's own path, with something in its places; now and then it is no path of ours."""

    def put(match: re.Match[str]) -> str:
        if chance.random() < 0.2:
            return chance.choice(inputs.CLIMBING)
        if chance.random() < 0.1:
            return quote(inputs.word(chance)[:200], safe="", errors="replace")
        valid = {**VALID, "token": (place.used.rpartition("/")[2],), "version": (place.version,)}
        return chance.choice(valid.get(match[1], ("x", "1", "en")))

    path = PARAMETER.sub(put, route.path)
    if chance.random() < 0.15:
        path = chance.choice(("/es", "/en", "/fr", "/xx", "/ES")) + path
    if chance.random() < 0.06:
        path = chance.choice(
            (
                f"/{path}", f"{path}/", path.upper(), f"{path}/..", f"/.{path}", path[1:], path[:-1],
                f"http://localhost{path}", f"http://evil.test{path}", "*", "", "evil.test:443",
                f"{path}/{chance.choice(inputs.CLIMBING)}", f"{path};a=b", f"{path}%00", f"{path}#x",
                path.replace("/", "//"), path.replace("/", "%2f"), path.replace("/", "\\"),
                f"{path}/{'a' * 3000}",
            )
        )  # fmt: skip
    return path


def _query(place: Place, chance: Random) -> str:
    if chance.random() < 0.45:
        return ""
    keys = chance.sample(sorted(place.keys), chance.randrange(1, 4))
    right = {"sitting": "kept-sitting-1", "minutes": "1", "mode": "new", "voice": "silent"}
    pairs = [
        (key, right.get(key, "yes") if chance.random() < 0.4 else inputs.word(chance)[:400])
        for key in keys
    ]
    pairs += pairs[:1] * (chance.random() < 0.1)
    asked = urlencode(pairs, errors="replace")
    if chance.random() < 0.1:
        asked = chance.choice(("&&&", "=", "a=b" * 900, "%", "%ff=%ff", "a&b&c", "?", "x=%zz;y"))
    return f"?{asked}"


def _sent(target: str) -> str:
    """What a server lets through at all: visible ASCII (RFC 9112, 3.2), the rest in percents."""
    return quote(target, safe=_PLAIN, errors="replace")


class Sending:
    """The body of a request and its headers: ours, or nearly."""

    def __init__(self, place: Place, chance: Random, who: str) -> None:
        self.place, self.chance, self.who = place, chance, who
        self.has_token, self.is_from_us = False, False

    def body(self, path: str) -> tuple[bytes, bytes]:
        """The body and its media type."""
        if path.endswith("/journal/outbox") and self.chance.random() < 0.9:
            return self._letter(), LETTER
        form = self.place.forms.get(path.removeprefix("/es").removeprefix("/en"))
        if form is None or self.chance.random() < 0.05:
            return inputs.entry(self.chance), JSON
        fields = self._fields(form)
        if self.chance.random() < 0.03:
            return self._heap()
        if form.is_multipart is not (self.chance.random() < 0.03):
            return self._multipart(fields)
        text = urlencode(fields, errors="replace")
        if self.chance.random() < 0.06:
            text += self.chance.choice(
                ("&x=%ED%A0%80", "&%ff=%C3%28", "&" * 200, "&\xff", "&a;b", "%")
            )
        return text.encode("latin-1"), FORM

    def _fields(self, form: Form) -> list[tuple[str, str]]:
        """What the page would send, bent in a place or two."""
        chance, fields = self.chance, dict(form.fields)
        for name in chance.sample(sorted(fields), min(len(fields), chance.randrange(3))):
            fields[name] = inputs.word(chance)
        if chance.random() < 0.1:
            fields.pop(chance.choice([*fields, ""]), None)
        if chance.random() < 0.1:
            fields[inputs.word(chance)[:80]] = inputs.word(chance)
        if chance.random() < 0.05:
            fields["word"] = "erase"
        tokens = (self.place.token,) * 8 + ("", self.place.stale, "x" * 43, "\u00e9", "\ud800")
        fields["form_token"] = chance.choice(tokens)
        if chance.random() < 0.05:
            del fields["form_token"]
        self.has_token = fields.get("form_token") == self.place.token
        pairs = list(fields.items())
        return pairs + pairs[-1:] * (chance.random() < 0.05)

    def _heap(self) -> tuple[bytes, bytes]:
        """More than anybody writes."""
        boundary = b"multipart/form-data; boundary=b"
        return self.chance.choice(
            (
                (b"&a=b" * 10_000, FORM), (b"a=" + b"x" * 65_000, FORM), (b"x" * 70_000, FORM),
                (b"--b\r\n\r\n" * 9_000, boundary), (b"--b\r\nContent-Disposition: form-data\r\n\r\n" * 999, boundary),
                (b"--b\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", boundary), (b"\0" * 1_000, boundary),
                (b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: \xff\r\n\r\nx\r\n--b--', boundary),
                (b"--b\r\nContent-Disposition: \xff\r\n\r\nx\r\n--b--\r\n", boundary),
            )
        )  # fmt: skip

    def _multipart(self, fields: list[tuple[str, str]]) -> tuple[bytes, bytes]:
        """The form that sends a file, with any file under any name."""
        parts = []
        for name, value in fields:
            told = f'form-data; name="{name}"'
            content = value.encode(errors="replace")
            if name == "file" or self.chance.random() < 0.05:
                told += f'; filename="{self.chance.choice(inputs.FILES)}"'
                content = self.chance.choice((*inputs.archives(), self._exported()))
            parts.append(
                f"--b\r\nContent-Disposition: {told}\r\n\r\n".encode(errors="replace") + content
            )
        body = b"\r\n".join((*parts, b"--b--\r\n"))
        return body, b"multipart/form-data; boundary=b"

    def _letter(self) -> bytes:
        """An entry that was sealed, for this record or for another, whole or bent."""
        chance, told = self.chance, inputs.entry(self.chance)
        box = chance.choice((self.place.box,) * 9 + (OTHER_BOX,))
        named = re.search(rb'"id": "([^"]{1,64})"', told)
        letter = bytearray(
            seal(box, (named[1] if named else b"a-letter-1").decode("latin-1"), told)
        )
        if chance.random() < 0.2:
            letter[chance.randrange(len(letter))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.1:
            del letter[chance.randrange(len(letter)) :]
        return bytes(letter)

    def _exported(self) -> bytes:
        """A record that could really be brought in."""
        return b'{"kindward_record":1,"entries":[' + inputs.entry(self.chance) + b"]}"

    def headers(self, method: str, body: bytes, kind: bytes) -> list[tuple[bytes, bytes]]:
        """Those of a browser on our page, with something wrong here and there."""
        chance = self.chance
        host = b"localhost" if chance.random() < 0.95 else chance.choice(inputs.HOSTS)
        headers = [(b"host", host)]
        if cookie := self._cookie():
            headers.append((b"cookie", cookie))
        self.is_from_us = host == b"localhost" and self._come_from(headers)
        if body or method == "POST":
            right = chance.random() < 0.95
            headers.append(
                (b"content-length", b"%d" % len(body) if right else chance.choice(inputs.LENGTHS))
            )
            headers.append(
                (b"content-type", kind if chance.random() < 0.95 else chance.choice(inputs.KINDS))
            )
        if chance.random() < 0.15:
            headers += chance.sample(inputs.ODD_HEADERS, chance.randrange(1, 4))
        if chance.random() < 0.1:
            headers.append((b"range", chance.choice(inputs.RANGES)))
        if chance.random() < 0.01:
            headers += chance.choice(([(b"x-many", b"y")] * 80, [(b"host", b"evil.test")], headers))
        return headers

    def _come_from(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Whether the request says that it comes from a page of ours."""
        chance = self.chance
        origin, site = OURS
        if chance.random() < 0.08:
            origin = (b"origin", chance.choice(inputs.ORIGINS))
        if chance.random() < 0.08:
            site = (b"sec-fetch-site", chance.choice(inputs.SITES))
        told = [header for header in (origin, site) if chance.random() < 0.98]
        headers += told
        return set(OURS) <= set(told)

    def _cookie(self) -> bytes:
        if self.who == "forged":
            return self.chance.choice(inputs.COOKIES)
        cookie = self.place.cookies.get(self.who, b"")
        if cookie and self.chance.random() < 0.03:
            return self.chance.choice((cookie + b"; a=b", b"a=\xff; " + cookie, b"; ; " + cookie))
        return cookie

    def chunks(self, body: bytes) -> tuple[bytes, ...]:
        """The body as it comes in: whole, or in pieces."""
        if len(body) < 2 or self.chance.random() < 0.8:
            return (body,)
        at = self.chance.randrange(1, len(body))
        return body[:at], b"", body[at:]
