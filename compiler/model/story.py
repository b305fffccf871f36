"""A story: its blocks as read or as corrected, and views of them: metadata, chapters, front and back.

The views are derived from the roles of the blocks, so a chapter boundary or a note is one relabelled block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from compiler.model.languages import language_tag
from compiler.model.text import Block, Blocks, Kind, Role, words


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a story, for choosing, sorting and the package record. Empty means: not stated."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    summary: str = ""
    fandoms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rating: str = ""
    words: int = 0  # as the file states it, not as counted
    published: str = ""  # ISO 8601 date
    updated: str = ""
    url: str = ""
    series: str = ""

    def over(self, other: "Metadata") -> "Metadata":
        """Return these facts, completed by the other's where nothing is stated here."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or other file that a story carries along."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Story:
    """One story of the collection. `digest` is the SHA-256 of its source file, `stated` what the format says."""

    id: str
    file: str
    digest: str
    stated: Metadata
    blocks: Blocks = field(repr=False)
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A view of a story between two chapter headings. `start` is the index of its first block, heading included."""

    heading: Block | None
    blocks: Blocks
    start: int

    @property
    def number(self) -> int | None:
        """Return the number the heading states (trait "number:3"), if it states one."""
        stated = self.heading.trait("number") if self.heading else ""
        return int(stated) if stated else None

    @property
    def title(self) -> str:
        """Return the title after the number ("The Weir" of "Chapter 2: The Weir"), or the whole heading."""
        if not self.heading:
            return ""
        offset = self.heading.trait("title-at")
        return self.heading.text[int(offset) :] if offset else self.heading.text


STORY_ROLES = frozenset({Role.BODY, Role.SUBHEAD, Role.EPIGRAPH, Role.VERSE, Role.LETTER, Role.FOOTNOTE})
"""The roles of the story itself; every other role is something around it."""

HEADER_ROLES = frozenset({Role.TITLE, Role.BYLINE, Role.MASTHEAD})

NOTE_ROLES = frozenset(
    {
        Role.SUMMARY,
        Role.WARNING,
        Role.DEDICATION,
        Role.DISCLAIMER,
        Role.AUTHOR_NOTE,
        Role.SETTING,
        Role.CREDITS,
        Role.PLEA,
        Role.TBC,
        Role.END_MARKER,
    }
)
"""The roles of what an author says around the story, to its readers."""


def is_story(block: Block) -> bool:
    """Tell whether the block is a part of the story: prose, verse, a letter, a heading inside it; not a break."""
    return block.role in STORY_ROLES and block.kind is not Kind.BREAK


def story_words(blocks: Blocks) -> int:
    """Count the words of the story itself among the blocks, without what an author says inside a paragraph."""
    total = 0
    for block in blocks:
        if is_story(block) or block.role is Role.CHAPTER:
            total += words(block.text) - noted_words(block)
    return total


def noted_words(block: Block) -> int:
    """Count the words under the block's "note" marks, each word once, however the marks overlap."""
    total = end = 0
    for mark in block.marks:  # in the order of their starts
        if mark.tag == "note" and mark.end > end:
            total += words(block.text[max(mark.start, end) : mark.end])
            end = mark.end
    return total


def front_end(blocks: Blocks) -> int:
    """Return the index of the first chapter heading or story block: what lies before it is front matter."""
    for index, block in enumerate(blocks):
        if block.role is Role.CHAPTER or is_story(block):
            return index
    return len(blocks)


def back_start(blocks: Blocks) -> int:
    """Return the index from which only boilerplate of the site follows."""
    index = len(blocks)
    while index > 0 and blocks[index - 1].role is Role.BOILERPLATE:
        index -= 1
    return max(index, front_end(blocks))


def chapters(story: Story) -> Iterator[Chapter]:
    """Split the story at its chapter headings; a story without any is one chapter, an empty one none."""
    blocks = story.blocks
    begin, end = front_end(blocks), back_start(blocks)
    if begin >= end:
        return  # nothing but what stands around a story
    starts = [i for i in range(begin, end) if blocks[i].role is Role.CHAPTER]
    if not starts or starts[0] != begin:
        starts.insert(0, begin)
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        heading = blocks[start] if blocks[start].role is Role.CHAPTER else None
        yield Chapter(heading, blocks[start + (heading is not None) : stop], start)


def metadata(story: Story) -> Metadata:
    """Gather what the format states and, where it is silent, what the labelled blocks say."""
    return story.stated.over(_labelled(story.blocks))


_NAMES = re.compile(r"[,;&]|\band\b")
_FANDOMS = re.compile("[,;/]")
_TAGS = re.compile("[,;]")  # a slash in a tag is a pairing
_COUNT = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+(?!\d)|\d{1,12}")


def names(text: str) -> tuple[str, ...]:
    """Split a byline such as "A, B and C" into names."""
    return _parts(_NAMES, text)


def _parts(separator: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part for piece in separator.split(text) if (part := piece.strip()))


def stated_value(block: Block) -> str:
    """Return what a labelled block states: its text without the label before it and the marks after it."""
    start, tail = int(block.trait("value-at") or 0), int(block.trait("value-tail") or 0)
    return " ".join(block.text[start : len(block.text) - tail].split())


def _labelled(blocks: Blocks) -> Metadata:
    """Read the metadata off blocks labelled TITLE, BYLINE, SUMMARY and MASTHEAD (trait "field:rating").

    A trait "value-at:N" says where the value begins after its label ("Rating: PG" → 8), and "value-tail:N" how many
    characters at the end do not belong to it ("Subject: The Weir [1/1]" → 6).
    """
    found: dict[str, str] = {}
    for block in blocks:
        if block.role in HEADER_ROLES or block.role is Role.SUMMARY:
            name = block.trait("field") if block.role is Role.MASTHEAD else block.role.value
            value = stated_value(block)
            if name and value:
                found.setdefault(name, value)
    count = _COUNT.search(found.get("words", ""))
    return Metadata(
        title=found.get("title", ""),
        authors=names(found.get("byline", "")),
        language=language_tag(found.get("language", "")),
        summary=found.get("summary", ""),
        fandoms=_parts(_FANDOMS, found.get("fandom", "")),
        tags=_parts(_TAGS, found.get("tags", "")),
        rating=found.get("rating", ""),
        words=int(re.sub(r"\D", "", count.group())) if count else 0,
        published=found.get("published", ""),
        updated=found.get("updated", ""),
        url=found.get("url", ""),
        series=found.get("series", ""),
    )
