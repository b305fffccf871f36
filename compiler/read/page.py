"""A page: an HTML file opened for reading, with what its reader has to say of its parts.

Every reader of HTML opens its source here. The encoding is a byte-order mark's, or UTF-8, or what the page declares,
or what `decode` makes of it. Nothing that a browser shows is left out: what is furniture by its element (a menu, a
button) is labelled so, and lowered with the rest. Scripts and style sheets, which no browser shows, are counted.
"""

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment

from compiler.errors import Gravity, Remark, Where
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Blocks, Kind, Role
from compiler.read.decode import Decoded, decode
from compiler.read.elements import BLOCKS, CONTAINERS, KNOWN, Said
from compiler.read.markup import lower, parse
from compiler.read.pictures import take_pictures

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
_MARKDOWN = frozenset(
    {".md", ".markdown", ".mdown", ".mkd"}
)  # which may begin with an element and is no page
_LOOKED_AT = 1 << 14  # bytes; enough to tell a page by

_LEAD = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?xml[^>]{0,200}>|<!--(?:(?!-->).){0,2000}-->)*"
_PAGE = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _LEAD + rb"<(?:p|div|h[1-6]|center|table|blockquote|hr|br|font|span|ul|ol)\b", re.IGNORECASE | re.DOTALL
)
_PARAGRAPH = re.compile(rb"</?p\b[^>\n]{0,200}>|<br\b[^>\n]{0,200}>", re.IGNORECASE)
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CODE_PAGES = re.compile(
    r"iso8859-|cp\d|koi8-|mac-|gb|hz$|big5|euc_|shift_jis|johab|iso2022|utf-(?:8|16|32)|tis-620"
)
_AS_BROWSERS_DO = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip

_FURNITURE = frozenset(
    "nav menu button select textarea noscript dialog iframe object audio video svg canvas".split()
)
_FURNITURE_ROLES = frozenset("navigation search banner contentinfo".split())
_NOT_SHOWN = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_NOT_TEXT = {"script": "script", "style": "style sheet", "template": "template", "noframes": "frame notice"}


def is_page(source: Source) -> bool:
    """Tell by the content, or else by the name, whether the source is HTML, whatever it is called."""
    sample = source.content[:_LOOKED_AT].replace(b"\0", b"")  # UTF-16 shows its letters between NULs
    if _PAGE.match(sample):
        return True
    suffix = PurePosixPath(source.name).suffix.lower()
    if suffix in SUFFIXES:
        return True
    if suffix in _MARKDOWN:
        return False
    tags = len(_PARAGRAPH.findall(sample))
    return tags >= (1 if _FRAGMENT.match(sample) else max(5, len(sample) // 400))


@dataclass(slots=True, eq=False)
class Page:
    """A parsed page. Its reader labels parts of the tree (`say`), may rearrange them, and asks for the story."""

    source: Source
    tree: BeautifulSoup
    remarks: list[Remark]
    said: dict[int, Said] = field(default_factory=dict)

    def say(self, part: Tag | None, role: Role, *traits: str) -> None:
        """Say what the part and all it holds is; an inline element becomes a block by it."""
        if part is not None:
            if part.name not in BLOCKS | CONTAINERS:
                part.name = "div"
            self.said[id(part)] = Said(role, ("role:stated", *traits))

    def say_each(self, parts: Iterable[Tag], role: Role, *traits: str) -> None:
        """Say the same of several parts."""
        for part in parts:
            self.say(part, role, *traits)

    def let(self, part: Tag) -> None:
        """Say nothing of the part, whatever is said of what it stands in."""
        self.said[id(part)] = Said()

    def unwrap(self, part: Tag | None) -> None:
        """Make the template's own container a plain block: what it holds does not print as a quotation."""
        if part is not None:
            part.name = "div"

    def line(self, parts: Iterable[Tag], text: str, role: Role, *traits: str) -> Tag | None:
        """Put one line of that text in the place of the parts, which it says together."""
        found = list(parts)
        if not found:
            return None
        made = self.tree.new_tag("p", sourceline=found[0].sourceline)
        made.string = text
        found[0].insert_before(made)
        for part in found:
            part.extract()
        self.say(made, role, *traits)
        return made

    def take_title(self) -> Tag | None:
        """Take the `<title>` of the page out of the tree, wherever it stands, and return it."""
        found = next(
            (title for title in self.tree.find_all("title") if title.find_parent("svg") is None), None
        )
        return found.extract() if found is not None else None

    def story(self, stated: Metadata, front: Blocks = ()) -> tuple[Story, tuple[Remark, ...]]:
        """Return the page as a story, `front` standing before all that is lowered."""
        self._label_furniture()
        self._count_what_is_not_text()
        assets, remarks = take_pictures(self.tree, self.source.file)
        self.remarks += remarks
        blocks = front + lower(self.tree, self.said)
        stated = Metadata(summary=_summary(blocks)).over(stated)
        if not blocks:
            self.remarks.append(_empty(self.source))
        story = Story("", self.source.file, self.source.digest, stated, blocks, assets)
        return story, tuple(self.remarks)

    def _label_furniture(self) -> None:
        for option in self.tree.find_all("option"):
            option.name = "div"
        waiting: list[Tag] = [self.tree]
        while waiting:
            part = waiting.pop()
            if _is_furniture(part) and id(part) not in self.said and words_of(part):
                self.say(part, Role.BOILERPLATE)  # and all it holds
            else:
                waiting.extend(child for child in part.contents if isinstance(child, Tag))

    def _count_what_is_not_text(self) -> None:
        counts = {what: len(self.tree.find_all(name)) for name, what in _NOT_TEXT.items()}
        counts["comment"] = len(self.tree.find_all(string=lambda text: isinstance(text, Comment)))
        if any(counts.values()):
            listed = ", ".join(
                f"{count} {what}{'s' if count > 1 else ''}" for what, count in counts.items() if count
            )
            self.remarks.append(
                Remark(
                    f"left out {listed}, which a browser does not show",
                    Where(self.source.file),
                    gravity=Gravity.INFO,
                )
            )
        unknown: dict[str, Tag] = {}
        for part in self.tree.find_all(_is_unknown):
            unknown.setdefault(part.name, part)
        self.remarks += [_unknown(part, self.source.file) for part in unknown.values()]


def open_page(source: Source) -> Page:
    """Decode and parse the page; a `StoryError` if its bytes are not text."""
    decoded = _decode(source)
    return Page(source, parse(decoded.text), list(decoded.remarks))


def _decode(source: Source) -> Decoded:
    content = source.content
    with suppress(LookupError, ValueError):
        content.decode("utf-8")
        return decode(content, source.file)
    with suppress(LookupError, ValueError):
        if declared := _DECLARED.search(content[:_LOOKED_AT]):
            name = codecs.lookup((declared[1] or declared[2]).decode("ascii")).name
            if _CODE_PAGES.match(name):
                content = content.decode(_AS_BROWSERS_DO.get(name, name)).encode()
    return decode(content, source.file)


def words_of(part: Tag | None) -> str:
    """Return the text of a part as one line; "" for no part."""
    return " ".join(part.get_text().split()) if part is not None else ""


def iso_date(text: str) -> str:
    """Return the ISO 8601 date the text begins with, or an empty string."""
    match = re.match(r"\s*(\d{4}-\d\d-\d\d)(?!\d)", text)
    return match[1] if match else ""


def _unknown(part: Tag, file: str) -> Remark:
    return Remark(
        f"<{part.name}> is no tag of HTML, and a browser does not show it",
        Where(file, part.sourceline or 0),
        f"if it was meant to be read, write it &lt;{part.name}&gt;",
        Gravity.LOSS,
        f"<{' '.join([part.name, *part.attrs])}>",
    )


def _is_unknown(part: Tag) -> bool:
    """Tell whether an author may have typed the tag as text: `<sighs>`; names with a sign in them are programs'."""
    return part.name not in KNOWN and not re.search("[:-]", part.name)


def _is_furniture(part: Tag) -> bool:
    if part.name in _FURNITURE or part.get("role") in _FURNITURE_ROLES:
        return True
    hidden = part.get("hidden") is not None or _NOT_SHOWN.search(str(part.get("style") or ""))
    return bool(hidden) and part.name in BLOCKS


def head_block(part: Tag | None, role: Role, *traits: str) -> Blocks:
    """Return the title of a page as a block: it stands in the head, which is not lowered."""
    text = words_of(part)
    line = part.sourceline or 0 if part is not None else 0
    return (Block(Kind.HEADING, text, role=role, level=1, traits=traits, line=line),) if text else ()


def _summary(blocks: Blocks) -> str:
    """Return the paragraphs of the summary, as one line."""
    above = takewhile(lambda block: block.role is not Role.CHAPTER, blocks)
    return " ".join(" ".join(block.text.split()) for block in above if block.role is Role.SUMMARY)


def _empty(source: Source) -> Remark:
    return Remark(
        "the page has no text",
        Where(source.file),
        "put the story into it, or leave the file out with --exclude",
        Gravity.LOSS,
    )
