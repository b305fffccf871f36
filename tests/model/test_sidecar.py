"""The sidecar: what it may say, and what it answers to what it does not understand."""

import pickle

import pytest

from compiler.errors import SettingsError, Where
from compiler.model.sidecar import Break, Keep, Label, Sidecar, Spot, parse_sidecar
from compiler.model.story import Metadata

WHOLE = """
title = "The Weir"
authors = ["Ana Pole", "B. Marsh"]
language = "Português brasileiro"
summary = '''Two of them,
and a lot of water.'''
fandom = "Harbour Nine"
tags = ["rain", "water"]
rating = "T"
words = 4200
published = 2009-03-31
updated = "2010-01-02"
source = "https://example.org/works/7"
series = "Weirs"

[[label]]
line = 12
role = "author-note"

[[label]]
lines = "14-16"
text = "Rated"
role = "masthead"
field = "rating"

[[keep]]
line = 54
rule = "quotes.elision"

[[break]]
before = 88
[[no-break]]
before = 120
text = "In the morning"
"""


def test_everything_a_sidecar_can_say() -> None:
    def spot(first: int, last: int, line: int, text: str = "") -> Spot:
        return Spot(first, last, text, Where("weir.txt.toml", line))

    assert parse_sidecar(WHOLE.encode(), "weir.txt.toml") == Sidecar(
        Metadata(
            title="The Weir",
            authors=("Ana Pole", "B. Marsh"),
            language="pt-BR",
            summary="Two of them,\nand a lot of water.",
            fandoms=("Harbour Nine",),
            tags=("rain", "water"),
            rating="T",
            words=4200,
            published="2009-03-31",
            updated="2010-01-02",
            url="https://example.org/works/7",
            series="Weirs",
        ),
        (
            Label(spot(12, 12, 17), "author-note"),
            Label(spot(14, 16, 21, "Rated"), "masthead", "rating"),
        ),
        (Keep(spot(54, 54, 27), "quotes.elision"),),
        (
            Break(spot(88, 88, 31), wanted=True),
            Break(spot(120, 120, 33, "In the morning"), wanted=False),
        ),
    )


def test_one_author_may_be_a_byline() -> None:
    assert parse_sidecar(b'author = "Ana Pole and B. Marsh"', "s").metadata.authors == (
        "Ana Pole",
        "B. Marsh",
    )


@pytest.mark.parametrize("content", [b"", b"\n \n", b"# nothing\n", b"\xef\xbb\xbftitle = ''"])
def test_an_empty_sidecar_says_nothing(content: bytes) -> None:
    assert parse_sidecar(content, "s") == Sidecar()


def test_a_sidecar_goes_to_another_process_whole() -> None:
    sidecar = parse_sidecar(WHOLE.encode(), "weir.txt.toml")
    assert (pickle.loads(pickle.dumps(sidecar)), hash(sidecar)) == (sidecar, hash(sidecar))


@pytest.mark.parametrize(
    ("content", "line", "what", "mend"),
    [
        ("titel = 'x'", 1, "there is no key “titel”", "did you mean “title”?"),
        ("\n[[label]]\nline = 3\nrol = 'story'", 4, "there is no key “rol” in [[label]]", "“role”"),
        ("[[labels]]\nline = 3", 0, "there is no key “labels”", "did you mean “label”?"),
        ("[[label]]\nline = 3\nrole = 'note'", 3, "there is no role “note”", "author-note"),
        ("[[label]]\nline = 3", 1, "role is missing", 'role = "…"'),
        ("[[label]]\nrole = 'story'", 1, "an entry needs a line", "line = 12"),
        ("[[label]]\nline = 3\nlines = '3-4'\nrole = 'story'", 3, "not both", "lines"),
        ("[[label]]\nlines = '9-3'\nrole = 'story'", 2, "are no lines", '"12-15"'),
        ("[[label]]\nline = '3'\nrole = 'story'", 2, "line is not the number", "line = 12"),
        ("[[label]]\nline = true\nrole = 'story'", 2, "line is not the number", "line = 12"),
        ("[[label]]\nline = 0\nrole = 'story'", 2, "line is not the number", "line = 12"),
        ("[[label]]\nline = 3\nrole = 'masthead'", 3, "needs its field", "field"),
        ("[[label]]\nline = 3\nrole = 'story'\nfield = 'rating'", 3, "has no field", "masthead"),
        ("[[label]]\nline = 3\nrole = 'subhead'\nkind = 'pv'", 4, "there is no kind “pv”", "pov"),
        ("[[keep]]\nline = 3", 1, "rule is missing", "rule"),
        ("[[keep]]\nline = 3\nrule = 'a'\n[[keep]]\nline = 4\nrule = 7", 6, "rule is not a text", "rule"),
        ("[[break]]\nline = 3", 2, "there is no key “line” in [[break]]", "before"),
        ("[[break]]\ntext = 'x'", 1, "before is not the number of a line", "before = 12"),
        ("label = 3", 1, "label is not a table", "[[label]]"),
        ("[label]\nline = 3", 0, "label is not a table", "[[label]]"),
        ("words = 'many'", 1, "words is not a number", "4200"),
        ("title = 'x'\nlanguage = 'of the birds'", 2, "is no language", "pt-BR"),
        ("published = 'May'", 1, "published is not a date", "2009-03-31"),
        ("tags = [1]", 1, "not a text or a list", "tags ="),
        ("title = ['a']", 1, "title is not a text", "title"),
        ("title = x", 1, "the sidecar is not TOML", "docs/sidecar.md"),
    ],
)
def test_what_is_not_understood_is_said_with_its_line_and_the_choices(
    content: str, line: int, what: str, mend: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_sidecar(content.encode(), "a/weir.txt.toml")
    assert caught.value.where == Where("a/weir.txt.toml", line)
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert caught.value.exit_code == 4


def test_bytes_that_are_no_text_are_an_error_at_their_line() -> None:
    with pytest.raises(SettingsError, match="not UTF-8") as caught:
        parse_sidecar(b'rating = "T"\ntitle = "caf\xe9"', "s.toml")
    assert caught.value.where == Where("s.toml", 2)
