"""A story's page on FanFiction.Net, or on its sister FictionPress, as a browser saves it.

The page states title, author, summary and a line of facts above the text, which stands in `#storytext`; a menu lists
the chapters, and the one that is chosen is this page's. All else on it is furniture. The text is left to the rules.
"""

import re
from datetime import UTC, datetime

from bs4 import Tag

from compiler.errors import Remark
from compiler.model.languages import language_tag
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Role
from compiler.read.page import Page, head_block, is_page, open_page, words_of
from compiler.read.reader import Reader

_TEXT = re.compile(rb"""\bid\s*=\s*["']?storytextp?\b""")
_TOP = re.compile(rb"""\bid\s*=\s*["']?(?:profile_top|content_wrapper_inner)\b""")
_FACT = re.compile(r"^(Words|Published|Updated|Status|Chapters|id):\s*(.*)$")
_WRITTEN = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}), (\d{4})")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_GENRES = frozenset(
    "Adventure Angst Crime Drama Family Fantasy Friendship General Horror Humor Hurt-Comfort Mystery Parody Poetry "
    "Romance Sci-Fi Spiritual Supernatural Suspense Tragedy Western".split()
)


def sniff(source: Source) -> bool:
    """Tell whether the source is a story's page of the site."""
    content = source.content
    return is_page(source) and _TEXT.search(content) is not None and _TOP.search(content) is not None


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read the page: one story, or one chapter of it."""
    page = open_page(source)
    front = head_block(page.take_title(), Role.BOILERPLATE)
    tree = page.tree
    text = tree.find(id="storytext") or tree.find(id="storytextp")
    page.say(tree.body or tree.find(True), Role.BOILERPLATE)
    if not isinstance(text, Tag):
        return page.story(Metadata(), front)
    page.let(text)
    _label_chapter(page, text)
    top = tree.find(id="profile_top") or tree.find(id="content_wrapper_inner")
    stated = _label_top(page, top) if isinstance(top, Tag) else Metadata()
    return page.story(stated, front)


def _label_chapter(page: Page, text: Tag) -> None:
    """Put the chapter that the menu shows above the text, as its heading."""
    menu = page.tree.find("select", attrs={"name": "chapter"})
    chosen = menu.find("option", selected=True) if isinstance(menu, Tag) else None
    label = next((part for part in chosen.children if isinstance(part, str)), None) if chosen else None
    if label is not None and label.strip():
        heading = page.tree.new_tag("h2", sourceline=text.sourceline)
        heading.string = " ".join(label.split())
        label.extract()
        text.insert_before(heading)
        page.say(heading, Role.CHAPTER)


def _label_top(page: Page, top: Tag) -> Metadata:
    title = top.find("b")
    author = top.find("a", href=re.compile("^(?:https?://[^/]+)?/u/"))
    summary = next((part for part in top.find_all("div") if words_of(part) and _is_text(part)), None)
    facts = next((part for part in top.find_all("span") if words_of(part).startswith("Rated:")), None)
    dates = [_date(part) for part in facts.find_all("span")] if facts is not None else []
    stated = _facts(words_of(facts), [date for date in dates if date])
    names = words_of(author) if isinstance(author, Tag) else ""
    words = words_of(title) if isinstance(title, Tag) else ""
    if isinstance(author, Tag):
        label = author.find_previous_sibling("span")
        by = (
            (label, author)
            if isinstance(label, Tag) and words_of(label).rstrip(":").lower() == "by"
            else (author,)
        )
        page.line(
            by,
            " ".join(map(words_of, by)),
            Role.BYLINE,
            f"value-at:{len(words_of(by[0])) + 1 if by[1:] else 0}",
        )
    if isinstance(title, Tag):
        title.name = "h1"
        page.say(title, Role.TITLE)
    page.say(summary, Role.SUMMARY)
    page.say(facts, Role.MASTHEAD, "field:facts")
    links = page.tree.select("#pre_story_links a")
    crossing = words_of(links[0]).removesuffix(" Crossover").split(" + ") if len(links) == 1 else []
    return Metadata(
        title=words,
        authors=(names,) if names else (),
        summary=words_of(summary),
        fandoms=(words_of(links[-1]),) if len(links) > 1 else tuple(filter(None, crossing)),
    ).over(stated)


def _is_text(part: Tag) -> bool:
    """Tell whether the part is a line of text and not a frame for others."""
    return part.find(["div", "span", "b"]) is None


def _facts(line: str, dates: list[str]) -> Metadata:
    """Read "Rated: Fiction T - English - Romance/Drama - A, B - Words: 258 - Published: … - id: 42"."""
    parts = re.split(r"\s+-\s+|-\s(?=[A-Z]\w+:)", line.replace("Hurt/Comfort", "Hurt-Comfort"))
    named = {match[1]: match[2] for part in parts if (match := _FACT.match(part))}
    others = [part for part in parts[1:] if not re.match(r"\w+: ", part)]
    language = language_tag(others[0]) if others else ""
    rest = others[1:] if language else others
    genres = rest[0].split("/") if rest and set(rest[0].split("/")) <= _GENRES else []
    people = re.split(r"[\[\],]+\s*", " - ".join(rest[1:] if genres else rest))
    published = dates[-1] if dates else _written(named.get("Published", ""))
    updated = dates[0] if len(dates) > 1 else _written(named.get("Updated", ""))
    return Metadata(
        language=language,
        rating=parts[0].removeprefix("Rated:").strip() if parts[0].startswith("Rated:") else "",
        tags=tuple(filter(None, (*(genre.replace("Hurt-", "Hurt/") for genre in genres), *people))),
        words=int(re.sub(r"\D", "", named.get("Words", "")) or 0),
        published=published,
        updated=updated,
    )


def _date(part: Tag) -> str:
    seconds = str(part.get("data-xutime") or "")
    return (
        datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
        if re.fullmatch(r"\d{9,10}", seconds)
        else ""
    )


def _written(text: str) -> str:
    """Return a date as the site writes it, as an ISO 8601 one."""
    if (match := _WRITTEN.search(text)) and match[1] in _MONTHS:
        return f"{match[3]}-{_MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}"
    if match := _NUMERIC.search(text):
        return f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
    return ""


READER = Reader("ffn", sniff, read)
