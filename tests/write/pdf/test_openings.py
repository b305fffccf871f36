"""How the text of a story begins."""

from xml.etree import ElementTree

import pytest

from compiler.write.pdf.openings import lead_in, open_text

LONG = "Snow came to the harbour on a Tuesday. " * 12


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The ferry ran late on the night", "The ferry ran late"),
        ("“Hey, Blondie.” Mark said", "“Hey, Blondie.”"),
        ("“No, no, no, no, no.”", "“No, no,"),
        ("Extraordinarily, it was", "Extraordinarily,"),
        ("No.", "No."),
        ("", ""),
    ],
)
def test_a_lead_in_is_a_phrase(text: str, lead: str) -> None:
    assert lead_in(text) == lead


def opened(body: str, opening: str, kind: str = "story") -> str:
    root = ElementTree.fromstring(f'<body><section class="{kind} body recto">{body}</section></body>')
    before = "".join(root.itertext())
    open_text(root, opening)
    assert "".join(root.itertext()) == before
    return ElementTree.tostring(root[0], "unicode").partition(">")[2].removesuffix("</section>")


def test_only_the_first_paragraph_of_prose_is_opened() -> None:
    body = '<h1 class="title">T</h1><p class="byline">A</p><p class="first">One two three four five.</p>'
    body += '<hr class="break" /><p class="first">Six seven eight.</p>'
    assert opened(body, "small-caps").count("lead-in") == 1
    assert '<p class="first"><span class="lead-in">One two three four</span> five.</p>' in opened(
        body, "small-caps"
    )
    assert "lead-in" in opened(body, "small-caps", "chapter")
    assert opened(body, "small-caps", "notes") == body
    assert opened(body, "plain") == body


def test_a_drop_cap_takes_one_letter_and_leads_in() -> None:
    made = opened(f'<p class="first">{LONG}</p>', "drop-cap")
    assert made.startswith(
        '<p class="first"><span class="drop">S</span><span class="lead-in">now came to the</span>'
    )


@pytest.mark.parametrize("body", [f"“{LONG}", "Short.", f"<em>All</em> {LONG}"])
def test_a_drop_cap_is_given_up_where_it_would_look_wrong(body: str) -> None:
    assert "drop" not in opened(f'<p class="first">{body}</p>', "drop-cap")


def test_a_story_that_begins_with_verse_is_left_alone() -> None:
    body = '<p class="verse first">Row on row</p>'
    assert opened(body, "drop-cap") == body
