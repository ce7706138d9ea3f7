"""A page read strictly: every tag closed in its turn, every id once."""

from html.parser import HTMLParser

VOID = {"base", "br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What a page consists of. Raises AssertionError where it is not well formed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        """Each with its attributes; one without a value is empty (HTML, 13.1.2.3)."""

        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._option: dict[str, str] | None = None
        """One that has no value of its own: it is what it says (HTML, 4.10.10)."""

        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"
        ids = [given["id"] for _, given in self.tags if "id" in given]
        assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(attrs) == len(given), f"an attribute twice in {tag}"
        self.tags.append((tag, given))
        self._option = given if tag == "option" and "value" not in given else None
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1:] == [tag], f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            if self._option is not None:
                self._option["value"] = " ".join(data.split())
            self.texts.append((self._open[-1] if self._open else "", " ".join(data.split())))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag, in order."""
        return [given for name, given in self.tags if name == tag]

    def text(self, *tags: str) -> str:
        """The words of the page, or only those directly in such tags."""
        return " ".join(words for tag, words in self.texts if not tags or tag in tags)

    def addresses(self) -> list[str]:
        """Everything that the browser fetches without being asked."""
        fetched = [given.get("src") for _, given in self.tags]
        fetched += [given.get("href") for given in self.all("link")]
        return [address for address in fetched if address]
