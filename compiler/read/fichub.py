"""Stories as FicHub writes them into one page: title, author, facts, a contents list, a `div#chap_N` a chapter.

Those parts its template states, and they are labelled (trait "role:stated"); the chapters' text is left to the rules.
"""

import re

from bs4 import Tag

from compiler.errors import Remark
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Role
from compiler.read.page import Page, head_block, is_page, open_page, words_of
from compiler.read.reader import Reader

_CONTENTS = re.compile(rb"""\bid\s*=\s*["']contents-list["']""")
_CHAPTER = re.compile(rb"""\bid\s*=\s*["']chap_\d""")
_FACT = re.compile(r"(Original source|Chapters|Words):\s*")
_FIELDS = {"Original source": "url", "Chapters": "chapters", "Words": "words"}
_HEADINGS = ["h1", "h2", "h3", "h4"]


def sniff(source: Source) -> bool:
    """Tell whether the source is a page that FicHub wrote."""
    content = source.content
    return is_page(source) and _CONTENTS.search(content) is not None and _CHAPTER.search(content) is not None


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read the story, its parts labelled as the exporter states them."""
    page = open_page(source)
    front = head_block(page.take_title(), Role.BOILERPLATE)
    tree = page.tree
    page.say(tree.body or tree.find(True), Role.BOILERPLATE)
    title, author = tree.select_one("h1 .title"), tree.select_one("h2 .author")
    for name, role in ((title, Role.TITLE), (author, Role.BYLINE)):
        heading = name.find_parent(["h1", "h2"]) if name is not None else None
        if role is Role.BYLINE:
            page.unwrap(heading)
        page.say(heading, role, "value-at:3" if role is Role.BYLINE else "value-at:0")
    fields = _label_facts(page, author)
    for chapter in tree.select("body > div[id^=chap_]"):
        page.let(chapter)
        page.say_each(chapter.select(":scope > .chapter_nav"), Role.BOILERPLATE)
        text = [part for part in chapter.find_all(True, recursive=False) if id(part) not in page.said]
        if text and text[0].name in _HEADINGS:
            page.say(text[0], Role.CHAPTER)
    stated = Metadata(
        title=words_of(title),
        authors=(words_of(author),) if words_of(author) else (),
        words=int(re.sub(r"\D", "", fields.get("words", "")) or 0),
        url=fields.get("url", ""),
    )
    return page.story(stated, front)


def _label_facts(page: Page, author: Tag | None) -> dict[str, str]:
    """Label what stands between the author and the contents list: the summary, then the facts."""
    fields: dict[str, str] = {}
    heading = author.find_parent("h2") or author.find_parent("div") if author is not None else None
    for part in heading.find_next_siblings(["div", "p"]) if heading is not None else ():
        words = words_of(part)
        match = _FACT.match(words)
        if part.get("id"):
            break
        if match:
            field = _FIELDS[match[1]]
            fields[field] = words[match.end() :]
            page.say(part, Role.MASTHEAD, f"field:{field}", f"value-at:{match.end()}")
        elif part.name == "div":
            page.say(part, Role.SUMMARY)
    return fields


READER = Reader("fichub", sniff, read)
