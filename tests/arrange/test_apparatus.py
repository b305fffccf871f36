"""What a book has besides its stories: dedication, epigraph, introduction, parts, contributors, volumes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.arrange import Plan, arrange
from compiler.arrange.volumes import divide
from compiler.model.book import Book, Matter, Part
from compiler.model.text import Block, Kind
from tests.arrange.galleys import BYLINE, TITLE, galley, prose

SIGNED = galley(TITLE, BYLINE, prose("Rain."))
PLAIN = galley(prose("Snow fell on the hill."), name="plain")


def book(plan: Plan, stories: int = 3) -> Book:
    return arrange([SIGNED, PLAIN, PLAIN][:stories], plan)[0]


def test_everything_stands_in_the_trades_order():
    introduction = (Block(Kind.PARAGRAPH, "I kept these."),)
    plan = Plan(
        "T",
        dedication="For you",
        epigraph="Rain.",
        introduction=introduction,
        contributors=True,
        parts=(("Sea", 3),),
    )
    matters = [section.matter for section in book(plan).sections]
    assert [
        Matter.HALF_TITLE,
        Matter.TITLE_PAGE,
        Matter.IMPRINT,
        Matter.DEDICATION,
        Matter.EPIGRAPH,
        Matter.CONTENTS,
        Matter.INTRODUCTION,
        Matter.PART,
        Matter.STORY,
        Matter.STORY,
        Matter.STORY,
        Matter.CONTRIBUTORS,
        Matter.COLOPHON,
    ] == matters


def test_an_introduction_keeps_its_own_heading():
    own = (Block(Kind.HEADING, "Why these", level=3), Block(Kind.PARAGRAPH, "I kept these."))
    section = next(s for s in book(Plan("T", introduction=own)).sections if s.matter is Matter.INTRODUCTION)
    assert ("Why these", 1, Part.FRONT) == (section.title, section.blocks[0].level, section.part)


def test_parts_stand_above_their_stories_and_stories_without_one_stand_free():
    levels = [
        (s.title, s.level)
        for s in book(Plan("T", parts=(("", 1), ("Hills", 2)))).sections
        if s.part is Part.BODY
    ]
    assert [("The Ferry", 1), ("Hills", 1), ("plain", 2), ("plain", 2)] == levels


def test_contributors_lead_to_their_stories():
    section = next(s for s in book(Plan("T", contributors=True)).sections if s.matter is Matter.CONTRIBUTORS)
    assert ["Contributors", "A. Lamp", "The Ferry", "B. Wick", "The Ferry"] == [
        b.text for b in section.blocks
    ]
    assert "#s1" == section.blocks[2].marks[0].attr("href")


def test_a_volume_says_which_it_is_and_differs_from_the_next():
    first, second = (book(Plan("T", volume=number), 1) for number in (1, 2))
    assert ("T, Volume 1", "T, Volume 2") == (first.title, second.title)
    assert first.identifier != second.identifier
    assert Matter.HALF_TITLE is first.sections[0].matter


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=40), st.integers(1, 10))
def test_volumes_hold_every_story_once_and_are_as_even_as_can_be(weights: list[int], volumes: int):
    sizes = divide(weights, volumes)
    assert len(weights) == sum(sizes)
    assert min(volumes, len(weights)) == len(sizes)
    assert all(sizes)
    heaviest = max(sum(weights[sum(sizes[:i]) : sum(sizes[: i + 1])]) for i in range(len(sizes)))
    assert heaviest <= sum(weights) / len(sizes) + max(weights)


@pytest.mark.parametrize(
    ("weights", "volumes", "sizes"), [([5, 5, 5, 5], 2, [2, 2]), ([9, 1, 1, 1], 2, [1, 3]), ([1], 3, [1])]
)
def test_divide(weights: list[int], volumes: int, sizes: list[int]):
    assert sizes == divide(weights, volumes)
