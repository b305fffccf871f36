"""Stories as FanFicFare writes them into one page: a heading, a table of facts, a contents list, chapters.

Its template is `h1` with the story's address and its author's, `table.full` with a label and a value a row, a
contents list at `a[name=TOCTOP]`, and an `h2` in `a[name=section0001]` for each chapter; where it copies an
archive's notes, they stand in `div.fff_chapter_notes`. Those parts it states, and they are labelled (trait
"role:stated"); the chapters' text is left to the rules.
"""

import re

from bs4 import Tag

from compiler.errors import Remark
from compiler.model.languages import language_tag
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Role
from compiler.read.page import Page, head_block, is_page, iso_date, open_page, words_of
from compiler.read.reader import Reader

_SECTION = re.compile(rb"""<a\s+name\s*=\s*["']section0*1["']""", re.IGNORECASE)
_TABLE = re.compile(rb"""<table\s+class\s*=\s*["']full["']|<a\s+name\s*=\s*["']TOCTOP["']""", re.IGNORECASE)
_PLACE = re.compile(r"section\d+")

FIELDS = {
    "category": "fandom",
    "genre": "genre",
    "characters": "characters",
    "relationships": "pairing",
    "ships": "pairing",
    "rating": "rating",
    "warnings": "warnings",
    "language": "language",
    "series": "series",
    "status": "status",
    "published": "published",
    "updated": "updated",
    "packaged": "packaged",
    "chapters": "chapters",
    "words": "words",
    "publisher": "publisher",
    "story url": "url",
    "author url": "author-url",
}
"""The field of a header by the exporter's label for it."""

_SEVERAL = re.compile(r"\s*,\s*")


def sniff(source: Source) -> bool:
    """Tell whether the source is a page that FanFicFare wrote."""
    content = source.content
    return is_page(source) and _SECTION.search(content) is not None and _TABLE.search(content) is not None


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read the story, its parts labelled as the exporter states them."""
    page = open_page(source)
    front = head_block(page.take_title(), Role.BOILERPLATE)
    title, author, address = _label_heading(page)
    fields = _label_table(page)
    sections = [place for place in page.tree.find_all("a") if _PLACE.fullmatch(str(place.get("name") or ""))]
    _label_contents(page, sections)
    for place in sections:
        page.say(place.find(["h1", "h2", "h3", "h4"]), Role.CHAPTER)
    for cover in page.tree.select("body > img"):
        page.say(cover.wrap(page.tree.new_tag("div", sourceline=cover.sourceline)), Role.BOILERPLATE)
    for notes in page.tree.select("div.fff_chapter_notes"):
        page.say(notes, _role_of_notes(notes))
        page.say(notes.find("b", recursive=False), Role.BOILERPLATE)
        for quote in notes.find_all("blockquote", recursive=False):
            page.unwrap(quote)
    return page.story(_stated(title, author, address, fields), front)


def _label_heading(page: Page) -> tuple[str, tuple[str, ...], str]:
    """Part the heading into title and byline; return both and the story's address."""
    heading = page.tree.find("h1")
    if not isinstance(heading, Tag):
        return "", (), ""
    words = words_of(heading)
    links = heading.find_all("a")
    title = (
        words_of(links[0]) if links and words.startswith(words_of(links[0])) else words.rpartition(" by ")[0]
    )
    byline = words[len(title) :].strip()
    if not title or not byline.startswith("by "):
        page.say(heading, Role.TITLE)
        return words, (), ""
    above = page.tree.new_tag("h1", sourceline=heading.sourceline)
    below = page.tree.new_tag("p", sourceline=heading.sourceline)
    above.string, below.string = title, byline
    heading.insert_before(above, below)
    heading.extract()
    page.say(above, Role.TITLE)
    page.say(below, Role.BYLINE, "value-at:3")
    authors = tuple(words_of(link) for link in links[1:]) or (byline[3:],)
    return title, authors, str(links[0].get("href") or "") if links else ""


def _label_table(page: Page) -> dict[str, str]:
    """Make each row of the table of facts a line of the header, and return the values by field."""
    fields: dict[str, str] = {}
    table = page.tree.select_one("table.full")
    for row in table.find_all("tr") if table is not None else ():
        cells = row.find_all("td", recursive=False)
        label = words_of(cells[0]).rstrip(" :") if cells else ""
        if len(cells) != 2 or not label:
            continue
        if label.casefold() == "summary":
            for cell, role in zip(cells, (Role.BOILERPLATE, Role.SUMMARY), strict=True):
                page.unwrap(cell)
                page.say(cell, role)
            continue
        field = FIELDS.get(label.casefold(), re.sub(r"\W+", "-", label.casefold()).strip("-"))
        fields[field] = words_of(cells[1])
        traits = (f"field:{field}", f"value-at:{len(label) + 2}")
        page.line((row,), f"{label}: {fields[field]}", Role.MASTHEAD, *traits)
    return fields


def _label_contents(page: Page, sections: list[Tag]) -> None:
    """Label the contents list: all from its place to the first chapter's."""
    top = page.tree.find("a", attrs={"name": "TOCTOP"})
    if isinstance(top, Tag):
        page.say(top, Role.BOILERPLATE)
        for part in top.next_siblings:
            if part in sections:
                return
            if isinstance(part, Tag):
                page.say(part, Role.BOILERPLATE)


def _role_of_notes(notes: Tag) -> Role:
    label = words_of(notes.find("b") if isinstance(notes.find("b"), Tag) else None).casefold()
    return Role.SUMMARY if label.startswith("summary") else Role.AUTHOR_NOTE


def _stated(title: str, authors: tuple[str, ...], address: str, fields: dict[str, str]) -> Metadata:
    def several(field: str) -> tuple[str, ...]:
        return tuple(filter(None, _SEVERAL.split(fields.get(field, ""))))

    return Metadata(
        title=title,
        authors=authors,
        language=language_tag(fields.get("language", "")),
        fandoms=several("fandom"),
        tags=(*several("genre"), *several("pairing"), *several("characters")),
        rating=fields.get("rating", ""),
        words=int(re.sub(r"\D", "", fields.get("words", "")) or 0),
        published=iso_date(fields.get("published", "")),
        updated=iso_date(fields.get("updated", "")),
        url=address or fields.get("url", ""),
        series=fields.get("series", ""),
    )


READER = Reader("fanficfare", sniff, read)
