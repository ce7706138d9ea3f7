import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from kindward.library import GROUNDING, NINE
from kindward.web.http.tongue import preferred
from kindward.web.languages.catalogues import ENGLISH, FOLDER, catalogue, languages, own_name
from tests.there import there
from tests.web.fakes import practice
from tests.web.markup import Page

ROOT = Path(__file__).parents[2]
OTHERS = [tag for tag in languages() if tag != ENGLISH]

MARKS = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w[^>]*>")
"""What is filled into a sentence, and its tags."""

KINDS = {sign: sign for sign in ".?:("} | dict.fromkeys("“”«»", "quote")

SHOWN = [
    "/", "/practices/hold-gently", f"/practices/{GROUNDING}", "/practices/hold-gently/hand",
    "/practices/hold-gently/print?notes=yes", "/support", "/settings", "/offline", "/patterns",
    "/paths", "/paths/when-kindness-feels-wrong",
    "/not-here",
]  # fmt: skip


def written(tag):
    """A catalogue as it is written."""
    with (FOLDER / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag.replace("-", "_"))


@pytest.fixture(params=OTHERS)
def said(request):
    return written(request.param)


@pytest.fixture(scope="module")
def wanted():
    """Every sentence of the pages, from `release/words.py`, which is in no package."""
    file = ROOT / "release" / "words.py"
    spec = there(importlib.util.spec_from_file_location("words", file))
    words = importlib.util.module_from_spec(spec)
    there(spec.loader).exec_module(words)
    return {message.id for message in words.sentences() if message.id}


def pairs(said):
    """Each English sentence with what is said for it, form by form."""
    for message in said:
        if isinstance(message.id, tuple):
            one, many = message.id
            first, *others = message.string
            yield from [(one, first), *((many, other) for other in others)]
        elif message.id:
            yield message.id, message.string


def sentences(said):
    """What is read as prose; names and buttons end in no full stop."""
    for _, words in pairs(said):
        if words.endswith((".", "?")):
            yield from re.findall(r"[^.?:]*\w[^.?:]*", MARKS.sub("x", words))


def beginning(words):
    first = words.lstrip("¿")[0]
    return KINDS.get(first) or ("large" if first.isupper() else "small")


def ending(words):
    return KINDS.get(words[-1], "word")


def test_no_sentence_is_missing_and_none_is_too_many(said, wanted):
    there = {message.id for message in said if message.id}
    assert wanted - there == set()
    assert there - wanted == set()
    assert not said.obsolete


def test_every_sentence_is_said_in_all_its_forms(said):
    for message in said:
        if isinstance(message.id, tuple):
            assert len(message.string) == said.num_plurals
    assert [english for english, words in pairs(said) if not words.strip()] == []


def test_nothing_is_left_as_a_guess_or_in_english(said):
    assert [message.id for message in said if message.fuzzy] == []
    assert [words for english, words in pairs(said) if english == words and "." in words] == []


def test_what_is_filled_in_is_filled_in_in_every_language(said):
    for english, words in pairs(said):
        assert Counter(MARKS.findall(words)) == Counter(MARKS.findall(english)), english


def test_a_sentence_begins_and_ends_as_the_english_one_does(said):
    for english, words in pairs(said):
        assert beginning(words) == beginning(english), english
        assert ending(words) == ending(english), english


def test_a_bracket_that_opens_closes(said):
    for _, words in pairs(said):
        assert re.findall("[()]", words) == ["(", ")"] * words.count("("), words


def test_nobody_is_shouted_at(said):
    assert [words for _, words in pairs(said) if re.search("[!¡]", words)] == []


def test_sentences_are_short(said):
    lengths = [len(sentence.split()) for sentence in sentences(said)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 30


def test_the_head_of_a_catalogue_says_what_is_so(said):
    head = f"{said.mime_headers} {said.header_comment}"
    assert not re.search(r"@|FULL NAME|FIRST AUTHOR|ORGANIZATION|VERSION|YEAR-MO", head)
    plural = get_plural(said.locale)
    assert (said.num_plurals, said.plural_expr) == (plural.num_plurals, plural.plural_expr)


@pytest.mark.parametrize("tag", OTHERS)
def test_a_page_gets_what_is_written(tag):
    used = catalogue(tag)
    for message in written(tag):
        if isinstance(message.id, tuple):
            one, many = message.id
            assert used.ngettext(one, many, 1) == message.string[0]
            assert used.ngettext(one, many, 2) in message.string[1:]
        elif message.id:
            assert used.gettext(message.id) == message.string


def test_spanish_speaks_of_suicide_with_care():
    words = " ".join(words for _, words in pairs(written("es")))
    assert not re.search(r"\bcomet|consumad|fallid|\bsuicida", words, re.IGNORECASE)


def test_a_question_in_spanish_is_opened_and_closed():
    for _, words in pairs(written("es")):
        assert re.findall("[¿?]", words) == ["¿", "?"] * words.count("?"), words


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("", "en"), ("es", "es"), ("ES", "es"), ("est", "en"), ("fr, de;q=0.9", "en"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"), ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("en;q=0.8, es;q=0.8", "en"), ("es;q=0.8, en;q=0.8", "es"),
        ("en;q=0.3, fr-FR, es ; q = 0.5", "es"),
        ("es;q=0", "en"), ("es;q=0.000, *", "en"), ("*", "en"), ("fr, *;q=0.1", "en"),
        ("es;q=much, en;q=0.1", "en"), ("es;level=1, en;q=0.1", "en"),
        ("es;q=", "en"), ("es;q=nan", "en"), (";;=,,;q=1,-,", "en"),
        pytest.param("fr;q=0.5," * 100_000 + "es", "es", id="a very long one"),
    ],
)  # fmt: skip
def test_the_first_of_the_browsers_languages_that_is_here_is_spoken(accepted, spoken):
    assert preferred(accepted, ("en", "es")) == spoken


@given(st.lists(st.sampled_from([*"ens-*;,=q.01 ", "es", "en", ";q=", "nan", "-1"])).map("".join))
def test_whatever_a_browser_sends_is_answered_in_a_language_that_is_here(accepted):
    assert preferred(accepted, ("en", "es")) in ("en", "es")


def shown(client, path, accepted=""):
    """A page that was asked for, and where in our house it leads."""
    page = Page(client.get(path, headers={"Accept-Language": accepted}).text)
    leads = [a["href"] for a in page.all("a") if "href" in a and "hreflang" not in a]
    leads += [form["action"] for form in page.all("form") if "action" in form]
    return page, [lead for lead in leads if re.match(r"/(?!sound/|feed/)", lead)]


def language(page):
    return page.all("html")[0]["lang"]


def test_an_address_may_say_the_language_and_is_believed(client):
    for path in ("/es", "/es/"):
        assert client.get(path).status_code == 200
        assert language(shown(client, path, "en")[0]) == "es"
    assert language(shown(client, "/en/", "es")[0]) == "en"


@pytest.mark.parametrize("path", SHOWN)
def test_links_stay_in_the_language_of_the_address(client, path):
    _, leads = shown(client, f"/es{path}", "en")
    assert len(leads) > 3
    assert [lead for lead in leads if not lead.startswith("/es/")] == []


@pytest.mark.parametrize("path", SHOWN)
def test_an_address_without_a_language_leads_to_others_without_one(client, path):
    page, leads = shown(client, path, "es")
    assert language(page) == "es"
    assert [lead for lead in leads if lead.startswith(("/es/", "/en/"))] == []


@pytest.mark.parametrize("path", SHOWN)
def test_every_page_is_one_step_from_itself_in_the_other_languages(client, path):
    for tag in languages():
        page, _ = shown(client, f"/{tag}{path}")
        others = {a["hreflang"]: a["href"] for a in page.all("a") if "hreflang" in a}
        assert others.keys() == set(languages()) - {tag}
        for other, lead in others.items():
            assert lead == f"/{other}{path.partition('?')[0]}"
            assert own_name(other) in page.text("a")


@pytest.mark.parametrize("path", [path for path in SHOWN if path != "/support"])
def test_only_what_a_practice_says_is_in_its_own_words_on_a_page_in_another_language(client, path):
    """The lines of the support page keep their names, so it is not asked."""
    english, other = (shown(client, f"/{tag}{path}")[0] for tag in ("en", "es"))
    scores = [practice(name).score for name in (*NINE, GROUNDING)]
    one = scores[0]
    around = (one.summary, *one.notes, *one.alternatives, *one.credits)
    titles = [f"{score.title} · Kindward" for score in scores]
    its_own = " ".join([*titles, *around, *one.lines()])
    same = {words for _, words in english.texts} & {words for _, words in other.texts}
    sentences = {words for words in same if words.count(" ") > 2 and re.search("[a-z]", words)}
    assert [words for words in sentences if words not in its_own] == []


def test_caches_are_told_where_the_browser_chose_the_language(client):
    assert "Accept-Language" in client.get("/support").headers["Vary"]
    assert "Accept-Language" not in client.get("/es/settings").headers["Vary"]


@pytest.mark.parametrize("path", ["/fr", "/fr/", "/ES/", "/xx/support", "/es/es/", "/es//", "/esp"])
def test_a_language_that_is_not_here_is_an_address_that_is_not_here(client, path):
    assert client.get(path).status_code == 404


def test_sound_and_static_files_are_the_same_in_every_language(client):
    sheet = next(link["href"] for link in Page(client.get("/es/").text).all("link"))
    sound = "/sound/en/silent/hold-gently/60.vtt"
    for path in (sheet, sound):
        english = client.get(path, headers={"Accept-Language": "en"})
        spanish = client.get(path, headers={"Accept-Language": "es"})
        assert english.status_code == 200
        assert spanish.content == english.content
        assert "Accept-Language" not in spanish.headers.get("Vary", "")
