import json


def test_practices_are_listed_with_their_words(kindward):
    listed = json.loads(kindward("practices", "--json").stdout)
    told = kindward("practices").stdout
    assert listed[-1]["name"] == "grounding"
    assert all(list(each) == ["name", "title", "language", "summary"] for each in listed)
    assert all(f"{each['name']}  {each['title']}\n" in told for each in listed)
    assert told.endswith("To hear one:  kindward play NAME --minutes 5\n")


def test_an_unknown_language_is_told(kindward):
    done = kindward("practices", "--language", "tlh")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There are no practices in that language yet. There are: en, es.\n"


def test_voices_are_listed_with_one_that_is_used(kindward):
    done = kindward("voices")
    listed = json.loads(kindward("voices", "--json").stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"{each['name']}" in done.stdout for each in listed)
    assert sum(each["is_default"] and each["language"].startswith("en") for each in listed) == 1
