"""HTML whose text can be edited in place: every tag, attribute, comment and space stays as it was typed.

The text of each element that holds any becomes a block, with its references (&amp;) resolved and its inline tags
left out; each of its characters remembers how it was typed and which tags touch it. What stands in an element of
code is an object to the reader (U+FFFC), so that no rule sees it. A ledger made on the blocks is then carried out on
those characters.
"""

import html
import re
from dataclasses import dataclass, field

from compiler.model.edits import Ledger, Replace
from compiler.model.text import OBJECT, Block, Blocks, Kind

_PIECE = re.compile(
    r"""
    (?P<aside> <!--.*?--> | <![^>]*> | <\?.*?\?> )
  | < (?P<end> /? ) (?P<name> [A-Za-z][\w:-]* ) (?: [^<>"']++ | "[^"]*" | '[^']*' )* >
  | (?P<reference> & (?: \#\d{1,7} | \#[xX][0-9a-fA-F]{1,6} | \w{1,32} ) ; )
  | (?P<space> \s+ )
  | (?P<run> [^<&\s]+ | [<&] )
    """,
    re.VERBOSE | re.DOTALL,
)
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike
    strong sub sup time tt u var wbr
    """.split()
)
_CODE = frozenset("code kbd samp tt var".split())
_VERBATIM = frozenset("script style pre textarea svg math xmp listing template".split())
_HEADING = re.compile(r"h[1-6]\Z")


@dataclass(slots=True)
class _Character:
    """One character as it was typed, and the tags that stand directly before and after it."""

    raw: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return self.before + self.raw + self.after


@dataclass(slots=True)
class _Passage:
    """The text of one element: its characters, and tags that touch none of them."""

    kind: Kind = Kind.PARAGRAPH
    text: list[str] = field(default_factory=list)
    characters: list[_Character] = field(default_factory=list)
    waiting: str = ""  # tags before the first character, or after a break

    def add(self, text: str, raw: str) -> None:
        """Add characters that were typed as `raw`: one for one, or all as the first."""
        if len(text) == len(raw):
            self.characters.extend(_Character(character) for character in raw)
        else:
            self.characters.append(_Character(raw))
            self.characters.extend(_Character("") for _ in text[1:])
        self.text.append(text)
        first = self.characters[-len(text)]
        first.before, self.waiting = self.waiting + first.before, ""

    def open(self, tag: str) -> None:
        """Keep a tag for the next character."""
        self.waiting += tag

    def close(self, tag: str) -> None:
        """Hang an end tag on the last character, if no other tag has come since."""
        if self.characters and not self.waiting:
            self.characters[-1].after += tag
        else:
            self.waiting += tag

    def hang(self, place: int, tags: str) -> None:
        """Keep tags between the characters before and after a place."""
        if place:
            self.characters[place - 1].after += tags
        elif self.characters:
            self.characters[0].before = tags + self.characters[0].before
        else:
            self.waiting = tags + self.waiting

    def __str__(self) -> str:
        return "".join(map(str, self.characters)) + self.waiting


class Tagged:
    """A piece of HTML, taken apart into what is not text and the blocks of its text."""

    def __init__(self, source: str) -> None:
        self._pieces: list[str | _Passage] = []
        self._lower(source)
        self._passages = [piece for piece in self._pieces if isinstance(piece, _Passage)]
        self.blocks: Blocks = tuple(
            Block(passage.kind, "".join(passage.text), line=number)
            for number, passage in enumerate(self._passages, 1)
        )

    def with_edits(self, ledger: Ledger) -> str:
        """Return the source with the ledger's replacements made in its text."""
        for revision in ledger.revisions:
            for edit in reversed(revision.edits):  # the last first, so that addresses hold
                if isinstance(edit, Replace):
                    _replace(self._passages[edit.block], edit)
        return "".join(map(str, self._pieces))

    def _lower(self, source: str) -> None:
        passage = _Passage()
        verbatim = ""  # the element whose content is no text
        code = 0  # how many elements of code are open
        for piece in _PIECE.finditer(source):
            name, whole = (piece["name"] or "").lower(), piece.group()
            if verbatim:
                self._pieces.append(whole)
                if name == verbatim and piece["end"]:
                    verbatim = ""
            elif name in _INLINE:
                passage.close(whole) if piece["end"] else passage.open(whole)
                if name in _CODE:
                    code = max(0, code - 1) if piece["end"] else code + 1
            elif name == "br":
                passage.add("\n", whole)
            elif name == "img":
                passage.add(OBJECT, whole)
            elif name:
                self._finish(passage)
                passage, code = _Passage(Kind.HEADING if _HEADING.match(name) else Kind.PARAGRAPH), 0
                self._pieces.append(whole)
                verbatim = name if name in _VERBATIM and not piece["end"] and not whole.endswith("/>") else ""
            elif piece["aside"]:
                passage.open(whole)
            elif code:
                passage.add(OBJECT * len(whole), whole)
            elif piece["space"]:
                passage.add(" ", whole)
            elif piece["reference"]:
                passage.add(html.unescape(whole), whole)
            else:
                passage.add(whole, whole)
        self._finish(passage)

    def _finish(self, passage: _Passage) -> None:
        if "".join(passage.text).strip():
            self._pieces.append(passage)
        else:
            self._pieces.append(str(passage))


def _replace(passage: _Passage, edit: Replace) -> None:
    """Put new characters in the place of old ones; the tags among the old ones keep their order round the new."""
    old = passage.characters[edit.start : edit.end]
    new = [_Character(html.escape(character, quote=False)) for character in edit.new]
    passage.characters[edit.start : edit.end] = new
    if not new:
        passage.hang(edit.start, "".join(each.before + each.after for each in old))
    elif old:
        core = next((place for place, each in enumerate(old) if not each.raw.isspace()), 0)
        new[0].before = "".join(each.before + each.after for each in old[:core]) + old[core].before
        new[-1].after = old[core].after + "".join(each.before + each.after for each in old[core + 1 :])
