"""Works of the Archive of Our Own: its HTML download, and its page as a browser saves it.

The archive's template says what each of its parts is, and what a template says is no judgement: the tags are header
fields, what stands under "Summary" is the summary, under "Notes" and "End Notes" the author's notes, and its chapter
headings are chapter headings. So this reader labels them (with the trait "role:stated"), by structure and position and
not by English words alone. The template's own words ("Preface", "Notes") are furniture. What the author wrote is left
as it is, for the rules. Sites that run the archive's software give the same pages.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bs4 import Tag

from compiler.errors import Remark
from compiler.model.languages import language_tag
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Role
from compiler.read.page import Page, head_block, is_page, iso_date, open_page, words_of
from compiler.read.reader import Reader

_CHAPTERS = re.compile(rb"""\bid\s*=\s*["']?chapters\b""")
_DOWNLOAD = re.compile(rb"""\bid\s*=\s*["']?preface\b""")
_SAVED = re.compile(rb"""<dl\b[^>]{0,80}\bclass\s*=\s*["']work meta""")

FIELDS = {
    "rating": "rating",
    "archive warning": "warnings",
    "warning": "warnings",
    "category": "category",
    "categories": "category",
    "fandom": "fandom",
    "relationship": "pairing",
    "character": "characters",
    "additional tag": "keywords",
    "freeform": "keywords",
    "language": "language",
    "series": "series",
    "collection": "collections",
    "stats": "stats",
}
"""The field of a header by the archive's label for it in the singular, or by the class of its value."""

_SEVERAL = {"fandom", "pairing", "characters", "keywords"}
_SUMMARIES = frozenset(
    "summary résumé zusammenfassung resumen resumo riassunto samenvatting sammanfattning краткое 摘要".split()
)
_STATISTIC = re.compile(r"(\w+):\s*([\d][\d.,/?-]*)")
_WORK = re.compile(r"^(?:https?://[^/]*)?(/works/\d+)(?![\d])")


def sniff(source: Source) -> bool:
    """Tell whether the source is a page of the archive's software with a work on it."""
    content = source.content
    return (
        is_page(source)
        and _CHAPTERS.search(content) is not None
        and (_DOWNLOAD.search(content) is not None or _SAVED.search(content) is not None)
    )


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read the work, its parts labelled as the template states them."""
    page = open_page(source)
    front = head_block(page.take_title(), Role.BOILERPLATE)
    preface = page.tree.find(id="preface")
    stated = _label_download(page, preface) if isinstance(preface, Tag) else _label_saved_page(page)
    return page.story(stated, front)


# --- the download ---------------------------------------------------------------------------------------------


def _label_download(page: Page, preface: Tag) -> Metadata:
    afterword = page.tree.find(id="afterword")
    page.say(preface, Role.BOILERPLATE)
    page.say(afterword if isinstance(afterword, Tag) else None, Role.BOILERPLATE)
    address = preface.select_one(":scope > .message a[href*='/works/']")
    fields = _label_tags(page, preface.select_one("dl.tags"))
    meta = preface.select_one(":scope > .meta")
    title = _label_title(page, meta, "h1", ".byline")
    if meta is not None:
        _label_sections(page, meta)
        page.say_each(meta.select(":scope > ul > li"), Role.CREDITS)
    chapters = page.tree.find(id="chapters")
    for part in chapters.find_all(True, recursive=False) if isinstance(chapters, Tag) else ():
        if part.name == "h2":  # the work's title once more, over a work of one chapter
            page.say(part, Role.BOILERPLATE)
        elif "meta" in _classes(part):
            _label_chapter(page, part)
    for part in page.tree.select("#afterword #endnotes"):
        _label_sections(page, part)
    return _stated(title, fields, str(address.get("href") or "") if address is not None else "")


def _label_chapter(page: Page, meta: Tag) -> None:
    """Label what stands above a chapter's text, or the end notes below it."""
    page.say(meta, Role.BOILERPLATE)
    page.say(meta.find("h2", recursive=False), Role.CHAPTER)
    page.say(meta.select_one(":scope > .byline"), Role.BYLINE)
    _label_sections(page, meta)


def _label_sections(page: Page, part: Tag) -> None:
    """Label each quotation of the template by the label above it: the summary, or notes."""
    quotations = part.find_all("blockquote", recursive=False)
    for number, quote in enumerate(quotations):
        label = quote.find_previous_sibling("p")
        words = words_of(label).casefold().strip(" :").split()
        known = bool(_SUMMARIES & set(words))
        unknown = not words or not words[-1].isascii() or words[-1] not in ("notes", "note")
        first_of_two = number == 0 and len(quotations) > 1
        page.unwrap(quote)
        page.say(quote, Role.SUMMARY if known or (unknown and first_of_two) else Role.AUTHOR_NOTE)


# --- the saved page -------------------------------------------------------------------------------------------


def _label_saved_page(page: Page) -> Metadata:
    tree = page.tree
    page.say(tree.body or tree.find(True), Role.BOILERPLATE)
    fields = _label_tags(page, tree.select_one("dl.work.meta"))
    skin = tree.find(id="workskin") or tree.find(id="main") or tree.body or tree
    preface = next((part for part in skin.select(".preface") if "chapter" not in _classes(part)), None)
    title = _label_title(page, preface, "h2.title", ".byline")
    for module in skin.select(".preface > .module"):
        if not any(
            "userstuff" in _classes(parent) for parent in module.parents
        ):  # else it is the author's own
            _label_module(page, module)
    chapters = tree.find(id="chapters")
    if isinstance(chapters, Tag):
        for chapter in chapters.select(":scope > .chapter > .preface"):
            page.say(chapter.find("h3", recursive=False), Role.CHAPTER)
            page.say(chapter.select_one(":scope > .byline"), Role.BYLINE)
        for text in chapters.select(":scope > .userstuff, :scope > .chapter > .userstuff"):
            page.let(text)
            page.say(text.select_one(":scope > h3.landmark"), Role.BOILERPLATE)
    return _stated(title, fields, _address_of_page(page))


def _label_module(page: Page, module: Tag) -> None:
    role = Role.SUMMARY if "summary" in _classes(module) else Role.AUTHOR_NOTE
    for quote in module.find_all("blockquote", recursive=False):
        page.unwrap(quote)
        page.say(quote, role)
    for item in module.select(":scope > ul.associations > li"):
        page.say(item, Role.DEDICATION if words_of(item).startswith("For ") else Role.CREDITS)


def _address_of_page(page: Page) -> str:
    """Return the work's address: that which most of the page's links begin with."""
    links = (_WORK.search(str(link.get("href"))) for link in page.tree.find_all("a"))
    counted = Counter(match[1] for match in links if match)
    return f"https://archiveofourown.org{counted.most_common(1)[0][0]}" if counted else ""


# --- what both have -------------------------------------------------------------------------------------------


def _label_title(page: Page, meta: Tag | None, title: str, byline: str) -> tuple[str, tuple[str, ...]]:
    """Label title and byline, and return the title and the authors they name."""
    if meta is None:
        return "", ()
    heading, by = meta.select_one(f":scope > {title}"), meta.select_one(f":scope > {byline}")
    words = words_of(by)
    links = by.find_all("a") if by is not None else []
    at = words.find(words_of(links[0])) if links else 3 if words.lower().startswith("by ") else 0
    page.say(heading, Role.TITLE)
    page.say(by, Role.BYLINE, f"value-at:{max(at, 0)}")
    names = tuple(words_of(link) for link in links) or ((words[at:],) if words[at:] else ())
    return words_of(heading), names


def _label_tags(page: Page, tags: Tag | None) -> dict[str, list[str]]:
    """Make each pair of label and value a line of the header, and return the values by field."""
    fields: dict[str, list[str]] = {}
    for term, value in _pairs(tags):
        label = words_of(term).rstrip(" :")
        field = _field(label, value)
        text, several = _value(value)
        fields[field] = several if field in _SEVERAL else [text]
        traits = (f"field:{field}", f"value-at:{len(label) + 2}")
        page.line((term, value), f"{label}: {text}", Role.MASTHEAD, *traits)
    return fields


def _field(label: str, value: Tag) -> str:
    name = label.casefold()
    for candidate in (name, name.removesuffix("s"), *_classes(value)):
        if candidate in FIELDS:
            return FIELDS[candidate]
    return re.sub(r"\W+", "-", name).strip("-")


def _value(value: Tag) -> tuple[str, list[str]]:
    """Return the value as the page shows it, and its parts: list items (shown with commas), links or words."""
    items = [words_of(part) for part in value.find_all("li")]
    if items:
        return ", ".join(items), items
    nested = value.find("dl")
    if isinstance(nested, Tag):
        return " ".join(words_of(part) for part in nested.find_all(True, recursive=False)), []
    text = words_of(value)
    links = [words_of(part) for part in value.find_all("a")]
    return text, links or [part.strip() for part in text.split(",")]


def _pairs(tags: Tag | None) -> Iterator[tuple[Tag, Tag]]:
    parts = tags.find_all(["dt", "dd"], recursive=False) if tags is not None else []
    for term, value in pairwise(parts):
        if term.name == "dt" and value.name == "dd":
            yield term, value


def _stated(title: tuple[str, tuple[str, ...]], fields: dict[str, list[str]], address: str) -> Metadata:
    statistics = dict(_STATISTIC.findall(" ".join(fields.get("stats", ()))))
    return Metadata(
        title=title[0],
        authors=title[1],
        language=language_tag("".join(fields.get("language", ()))),
        fandoms=tuple(fields.get("fandom", ())),
        tags=tuple(tag for field in ("pairing", "characters", "keywords") for tag in fields.get(field, ())),
        rating="".join(fields.get("rating", ())),
        words=int(re.sub(r"\D", "", statistics.get("Words", "")) or 0),
        published=iso_date(statistics.get("Published", "")),
        updated=iso_date(statistics.get("Updated", "") or statistics.get("Completed", "")),
        url=address,
        series="".join(fields.get("series", ())),
    )


def _classes(part: Tag) -> list[str]:
    return str(part.get("class") or "").split()


READER = Reader("ao3", sniff, read)
