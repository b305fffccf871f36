"""Any page of HTML: what a browser shows of it, block by block.

Nothing in a general page says which words are the story's, so nothing is decided here: headings stay headings,
`<br>` a line break, an empty paragraph an empty paragraph, and the rules make of them what they mean. What the page
itself states is kept: its title (a block with the trait "page-title") and its author ("page-author"), its language,
its address; and what by its element is no text of an article, a menu or a button or what stands outside a `<main>`
that holds nearly everything, is labelled as furniture.
"""

import re

from bs4 import Tag
from bs4.element import Comment

from compiler.errors import Remark
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Blocks, Kind, Role
from compiler.read.elements import HIDDEN
from compiler.read.page import Page, head_block, is_page, open_page, words_of
from compiler.read.reader import Reader

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_TITLES = ["h1", "h2"]
_NEARLY_ALL = 0.8  # of the words of the page


def sniff(source: Source) -> bool:
    """Tell whether the source is a page."""
    return is_page(source)


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read any page, judging nothing."""
    page = open_page(source)
    title = head_block(page.take_title(), Role.TITLE, "page-title")
    _label_surroundings(page)
    stated = Metadata(language=language_of(page), url=_address(page))
    return page.story(stated, (*title, *_author(page)))


def language_of(page: Page) -> str:
    """Return the language the page states (BCP 47), or an empty string."""
    for part in page.tree.find_all(["html", "body"], limit=2):
        stated = str(part.get("lang") or part.get("xml:lang") or "").strip()
        if _LANGUAGE.fullmatch(stated):
            first, *rest = stated.split("-")
            return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return ""


def _author(page: Page) -> Blocks:
    for meta in page.tree.find_all("meta"):
        name = " ".join(str(meta.get("content") or "").split())
        if str(meta.get("name") or "").lower() == "author" and name:
            line = meta.sourceline or 0
            return (Block(Kind.PARAGRAPH, name, role=Role.BYLINE, traits=("page-author",), line=line),)
    return ()


def _address(page: Page) -> str:
    for part in page.tree.find_all(["link", "meta"]):
        if part.get("rel") == "canonical" or part.get("property") == "og:url":
            address = str(part.get("href") or part.get("content") or "")
            if address.startswith(("http://", "https://")):
                return address
    comments = page.tree.find_all(string=lambda text: isinstance(text, Comment), limit=5)
    found = (_SAVED_FROM.search(comment) for comment in comments)
    return next((match[1] for match in found if match), "")


def _label_surroundings(page: Page) -> None:
    """Label what stands outside the page's one `<main>` as furniture, if that holds nearly all of its words."""
    mains = page.tree.find_all(_is_main, limit=2)
    if len(mains) != 1:
        return
    main = mains[0]
    if len(words_of(main)) < _NEARLY_ALL * len(words_of(page.tree.body or page.tree)):
        return
    for part in [main, *main.parents]:
        if part.name in ("body", "html", "[document]"):
            return
        for beside in [*part.previous_siblings, *part.next_siblings]:
            if isinstance(beside, Tag) and not _may_be_title(beside):
                page.say(beside, Role.BOILERPLATE)


def _may_be_title(part: Tag) -> bool:
    return part.name in _TITLES or part.find(_TITLES) is not None or part.name in HIDDEN or not words_of(part)


def _is_main(part: Tag) -> bool:
    return part.name == "main" or part.get("role") == "main"


READER = Reader("html", sniff, read)
