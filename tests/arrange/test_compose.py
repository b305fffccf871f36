"""A story becomes sections, and every word of it has a place."""

from collections import Counter
from dataclasses import replace

import pytest

from compiler.arrange import Plan, arrange
from compiler.arrange.policy import Policy, policies
from compiler.model.book import Book, Galley, Matter, Opens, Place, Placement, Section
from compiler.model.story import Metadata
from compiler.model.text import Block, Kind, Mark, Role, words
from tests.arrange.galleys import (
    BREAK,
    BYLINE,
    DISCLAIMER,
    NOTE,
    PLEA,
    SUMMARY,
    TITLE,
    chapter,
    galley,
    masthead,
    prose,
)


def book_of(*galleys: Galley, **notes: str) -> tuple[Book, tuple[Placement, ...]]:
    plan = Plan(
        title="Book", policies=policies(f"{kind.replace('_', '-')}={to}" for kind, to in notes.items())
    )
    return arrange(galleys, plan)


def section(book: Book, identifier: str) -> Section:
    return next(section for section in book.sections if section.id == identifier)


def texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks]


OTHER = galley(prose("Another story, quite short."), name="other", stated=Metadata(title="Other"))


def test_an_opener_has_title_byline_and_summary_above_the_text():
    book, _ = book_of(galley(TITLE, BYLINE, SUMMARY, prose("It rained.")), OTHER)
    assert ["The Ferry", "A. Lamp and B. Wick", "A crossing.", "It rained."] == texts(section(book, "s1"))


def test_the_first_paragraph_and_the_first_after_a_break_are_marked():
    book, _ = book_of(galley(TITLE, prose("One."), prose("Two."), BREAK, prose("Three.")), OTHER)
    first = [block.text for block in section(book, "s1").blocks if "first" in block.traits]
    assert ["One.", "Three."] == first


def test_a_note_before_the_story_moves_to_the_back_and_leaves_a_reference():
    book, _ = book_of(galley(NOTE, TITLE, prose("It rained.")), OTHER)
    reference = section(book, "s1").blocks[1]
    assert "reference" in reference.traits
    assert "#n-s1-1" == reference.marks[0].attr("href")
    origin = next(block for block in section(book, "notes").blocks if block.trait("id") == "n-s1-1")
    assert f"#{reference.trait('id')}" == origin.marks[0].attr("href")
    assert "Before the story. A/N: hello, be kind." == origin.text


def test_a_note_after_the_story_has_its_reference_at_the_end():
    book, _ = book_of(galley(TITLE, prose("It rained."), BREAK, PLEA), OTHER)
    blocks = section(book, "s1").blocks
    assert "reference" in blocks[-1].traits
    assert Kind.BREAK not in {block.kind for block in blocks}, "a fence round a note is no scene break"


def test_a_note_between_paragraphs_becomes_a_star_on_the_paragraph_before():
    book, _ = book_of(galley(TITLE, prose("It rained."), NOTE, prose("It stopped.")), OTHER)
    before = section(book, "s1").blocks[1]
    assert "It rained.*" == before.text
    assert {"a", "sup"} == {mark.tag for mark in before.marks}


def test_an_interruption_is_cut_from_its_paragraph_with_one_space():
    text = "He sang (A/N: badly!) all day (A/N: sorry)."
    marks = tuple(
        Mark(text.index(said), text.index(said) + len(said), "note", (("kind", "author-note"),))
        for said in ("(A/N: badly!)", "(A/N: sorry)")
    )
    block = Block(Kind.PARAGRAPH, text, marks)
    book, placements = book_of(galley(TITLE, block), OTHER)
    cut = section(book, "s1").blocks[1]
    assert "He sang* all day*." == cut.text
    assert ["#n-s1-1", "#n-s1-2"] == [mark.attr("href") for mark in cut.marks if mark.tag == "a"]
    said = [placement.text for placement in placements if placement.part]
    assert ["(A/N: badly!)", "(A/N: sorry)"] == said


def test_dropped_interruptions_leave_no_star():
    block = Block(Kind.PARAGRAPH, "He sang (no).", (Mark(8, 12, "note", (("kind", "author-note"),)),))
    book, _ = book_of(galley(TITLE, block), OTHER, author_note="drop")
    assert "He sang." == section(book, "s1").blocks[1].text


def test_kept_interruptions_stay():
    block = Block(Kind.PARAGRAPH, "He sang (no).", (Mark(8, 12, "note", (("kind", "author-note"),)),))
    book, _ = book_of(galley(TITLE, block), OTHER, author_note="keep")
    assert replace(block, traits=("first",)) == section(book, "s1").blocks[1]


def test_disclaimers_gather_on_the_imprint_under_their_story():
    second = galley(replace(DISCLAIMER, text="Nor do I."), TITLE, prose("Snow."), name="two")
    book, _ = book_of(galley(DISCLAIMER, TITLE, prose("Rain.")), second)
    imprint = texts(section(book, "imprint"))
    assert imprint.index("I own nothing.") - 1 == imprint.index("The Ferry")
    assert "Nor do I." == imprint[-1]


def test_chapters_are_sections_and_the_first_runs_on_below_the_opener():
    story = galley(TITLE, chapter("Chapter 1"), prose("One."), chapter("Chapter 2"), prose("Two."))
    book, _ = book_of(story, OTHER)
    body = [s for s in book.sections if s.story == "s1"]
    assert [("s1", Opens.RECTO), ("s1-c1", Opens.RUN_ON), ("s1-c2", Opens.PAGE)] == [
        (s.id, s.opens) for s in body
    ]
    assert ["Chapter 2", "Two."] == texts(body[2])


def test_a_prologue_without_a_heading_stands_with_the_opener():
    story = galley(TITLE, prose("Before."), chapter("Chapter 1"), prose("One."))
    book, _ = book_of(story, OTHER)
    assert ["The Ferry", "Before."] == texts(section(book, "s1"))
    assert ["Chapter 1", "One."] == texts(section(book, "s1-c2"))


def test_a_note_at_a_chapters_end_names_its_chapter():
    story = galley(TITLE, chapter("Chapter 1"), prose("One."), NOTE, chapter("Chapter 2"), prose("Two."))
    book, _ = book_of(story, OTHER)
    assert "After “Chapter 1”. A/N: hello, be kind." in texts(section(book, "notes"))
    assert "reference" in section(book, "s1-c1").blocks[-1].traits


def test_header_fields_are_divided_between_opener_and_colophon():
    story = galley(
        TITLE, masthead("fandom", "Fandom", "Ships"), masthead("words", "Words", "12"), prose("Rain.")
    )
    book, _ = book_of(story, OTHER)
    assert "Ships" in texts(section(book, "s1"))
    assert "Words: 12" in texts(section(book, "colophon"))


def test_a_header_below_the_first_heading_is_not_lost():
    late = masthead("fandom", "Fandom", "Ships"), masthead("words", "Words", "12")
    book, placements = book_of(galley(TITLE, chapter("One"), *late, prose("Rain."), name="late"), OTHER)
    assert ["The Ferry", "Ships", "One", "Rain."] == texts(section(book, "s1"))
    assert "Words: 12" in texts(section(book, "colophon"))
    assert [0, 1, 2, 3, 4] == [placement.block for placement in placements if placement.story == "late"]


def test_a_title_the_format_states_opens_the_story():
    assert "Other" == texts(section(book_of(galley(TITLE, prose("Rain.")), OTHER)[0], "s2"))[0]


@pytest.mark.parametrize(
    ("policy", "place"),
    [
        ("keep", Place.OPENER),
        ("box", Place.OPENER),
        ("appendix", Place.NOTES),
        ("imprint", Place.IMPRINT),
        ("footnote", Place.OPENER),
        ("drop", Place.LEFT_OUT),
    ],
)
def test_each_policy_sends_a_note_to_its_place(policy: str, place: Place):
    book, placements = book_of(galley(NOTE, TITLE, prose("Rain.")), OTHER, author_note=policy)
    assert place is next(p.place for p in placements if p.text == NOTE.text)
    printed = any(NOTE.text in block.text for section in book.sections for block in section.blocks)
    assert printed is (Policy(policy) is not Policy.DROP)


def test_footnotes_stand_behind_their_paragraph_with_links_both_ways():
    text = "He sang (A/N: hm) well."
    inside = Block(Kind.PARAGRAPH, text, (Mark(8, 17, "note", (("kind", "author-note"),)),))
    book, _ = book_of(galley(TITLE, NOTE, inside, PLEA), OTHER, author_note="footnote", plea="footnote")
    story = section(book, "s1").blocks
    assert ["He sang* well.†‡", "* (A/N: hm)", f"† {NOTE.text}", "‡ Please review!"] == [
        b.text for b in story[1:]
    ]
    stars = [mark for mark in story[1].marks if mark.tag == "a"]
    assert [mark.attr("id") for mark in stars] == [b.marks[0].attr("href").lstrip("#") for b in story[2:]]
    assert [mark.attr("href").lstrip("#") for mark in stars] == [b.trait("id") for b in story[2:]]
    assert not any(s.matter is Matter.NOTES for s in book.sections)


def test_every_block_has_a_place_and_the_words_add_up():
    inside = Block(
        Kind.PARAGRAPH, "He sang (A/N: hm) well.", (Mark(8, 17, "note", (("kind", "author-note"),)),)
    )
    furniture = Block(Kind.PARAGRAPH, "Next chapter »", role=Role.BOILERPLATE)
    blocks = (
        NOTE,
        TITLE,
        BYLINE,
        SUMMARY,
        BREAK,
        prose("One two."),
        BREAK,
        inside,
        PLEA,
        DISCLAIMER,
        furniture,
    )
    _, placements = book_of(galley(*blocks), OTHER)
    own = [placement for placement in placements if placement.story == "ferry"]
    assert set(range(len(blocks))) == {placement.block for placement in own}
    placed = Counter(word for placement in own for word in placement.text.split())
    assert Counter(word for block in blocks for word in block.text.split()) == placed
    assert sum(words(block.text) for block in blocks) == sum(words(placement.text) for placement in own)


def test_one_story_makes_a_plain_book():
    book, _ = arrange([galley(TITLE, BYLINE, prose("Rain."))], Plan())
    assert "The Ferry" == book.title
    assert ("A. Lamp", "B. Wick") == book.authors
    assert [Matter.TITLE_PAGE, Matter.IMPRINT, Matter.STORY, Matter.COLOPHON] == [
        s.matter for s in book.sections
    ]


def test_one_story_with_chapters_has_contents():
    book, _ = arrange([galley(TITLE, chapter("I"), prose("One."), chapter("II"), prose("Two."))], Plan())
    assert ["Contents", "The Ferry", "I", "II", "Colophon"] == texts(section(book, "contents"))


def test_a_book_without_authors_is_its_editors_or_various():
    assert ("R. Quill",) == arrange([OTHER, OTHER], Plan(title="T", editor="R. Quill"))[0].authors
    assert ("Various authors",) == arrange([OTHER, OTHER], Plan(title="T"))[0].authors


def byline(*galleys: Galley) -> str:
    page = section(arrange(galleys, Plan(title="T"))[0], "title-page")
    return next(block.text for block in page.blocks if block.role is Role.BYLINE)


def test_the_title_page_claims_no_story_for_another_author():
    signed = galley(TITLE, BYLINE, prose("Rain."))
    assert "A. Lamp and B. Wick" == byline(signed, signed)
    assert "A. Lamp, B. Wick and others" == byline(signed, OTHER)


def test_no_clock_is_read():
    dated = galley(prose("Rain."), stated=Metadata(title="T", published="2011-02-03"))
    assert "2011-02-03T00:00:00Z" == arrange([dated], Plan())[0].modified
    assert "2000-01-01T00:00:00Z" == arrange([OTHER], Plan())[0].modified
    assert "2020-05-05T05:05:05Z" == arrange([dated], Plan(modified="2020-05-05T05:05:05Z"))[0].modified


def test_every_link_has_a_target():
    inside = Block(Kind.PARAGRAPH, "He (A/N: hm) sang.", (Mark(3, 12, "note", (("kind", "author-note"),)),))
    book, _ = book_of(galley(NOTE, DISCLAIMER, TITLE, inside, NOTE, prose("Two."), PLEA), OTHER)
    blocks = [block for section in book.sections for block in section.blocks]
    targets = {section.id for section in book.sections}
    targets |= {block.trait("id") for block in blocks}
    targets |= {mark.attr("id") for block in blocks for mark in block.marks}
    links = {mark.attr("href").lstrip("#") for block in blocks for mark in block.marks if mark.tag == "a"}
    assert links <= targets
