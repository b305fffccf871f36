"""The reading of a story, for programs and for people."""

from compiler.model.book import Galley
from compiler.model.source import Source
from compiler.model.story import metadata
from compiler.read import read
from compiler.reading import export, listing
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Settings, run

STORY = """Title: The Weir
Author: Ana Pole
Rating: PG
Summary: Two of them, and a lot
of water.

A/N: Be gentle!

Chapter 1: Rain

The water was *high* that year (A/N: true story), and the weir was loud.

"Are you asleep?" she said.

* * *

In the morning it was louder.

A/N: Please review!
"""


def _galley(text: str, name: str = "weir.txt") -> Galley:
    story, remarks = read(Source(name, text.encode()), "weir")
    done = run(story, FAMILIES, Settings())
    return Galley(done.story, done.ledger, done.proposed, (*remarks, *done.remarks), metadata(done.story))


def test_the_export_is_the_schema() -> None:
    found = export(_galley(STORY), "weir.txt")
    assert (found["schema"], found["file"]) == ("ficbench/1", "weir.txt")
    assert found["metadata"] == {
        "title": "The Weir",
        "author": "Ana Pole",
        "summary": "Two of them, and a lot of water.",
        "fandom": None,
        "rating": "PG",
        "source": None,
        "extra": {},
    }
    assert [(block["kind"], block.get("field") or block.get("note_kind")) for block in found["front"]] == [
        ("metadata", "title"),
        ("metadata", "author"),
        ("metadata", "rating"),
        ("note", "summary"),
        ("note", "authors-note"),
    ]
    (chapter,) = found["chapters"]
    assert (chapter["heading"], chapter["number"], chapter["title"]) == ("Chapter 1: Rain", 1, "Rain")
    assert [block["kind"] for block in chapter["blocks"]] == [
        "paragraph",
        "paragraph",
        "scene-break",
        "paragraph",
        "note",
    ]
    first, _, divider, _, last = chapter["blocks"]
    assert first["text"] == "The water was high that year (A/N: true story), and the weir was loud."
    assert first["spans"] == [
        {"start": 14, "end": 18, "style": "em"},
        {"start": 29, "end": 46, "style": "note", "note_kind": "authors-note"},
    ]
    assert divider["marker"] == "* * *"
    assert (last["note_kind"], last["position"]) == ("authors-note", "end")


def test_a_gap_is_a_break_without_a_marker() -> None:
    found = export(_galley("The rain had stopped by then.\n\n\nThe boat was gone.\n"), "a.txt")
    assert found["chapters"][0]["blocks"][1] == {"kind": "scene-break", "marker": None, "blank_lines": 2}


def test_an_empty_file_has_no_chapters() -> None:
    found = export(_galley("\n"), "a.txt")
    assert (found["front"], found["chapters"], found["back"]) == ([], [], [])


def test_a_file_with_notes_alone_has_no_chapters() -> None:
    found = export(_galley("A/N: Chapter three is coming on Friday, I promise!\n"), "a.txt")
    assert found["chapters"] == []
    assert [block["kind"] for block in found["front"]] == ["note"]


def test_the_listing_has_a_row_a_block_with_its_evidence() -> None:
    rows = listing(_galley(STORY))
    assert [(row.line, row.label) for row in rows] == [
        (1, "title"),
        (2, "byline"),
        (3, "masthead rating"),
        (4, "summary"),
        (7, "author-note"),
        (9, "chapter 1"),
        (11, "story"),
        (11, "author-note (inside)"),
        (13, "story"),
        (15, "scene break"),
        (17, "story"),
        (19, "author-note"),
    ]
    assert "label “title”" in rows[0].evidence
    assert "(breaks.divider)" in rows[9].evidence
