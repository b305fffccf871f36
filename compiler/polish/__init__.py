"""The engine of typography as a filter: paragraphs in, the same paragraphs out, with their marks set.

`polish` is a pure function of a text and the settings; `polished` gives the ledger and the remarks besides. Plain
text is paragraphs separated by blank lines. Stars and underscores in it are read, for the quotation marks' sake, and
left as they stood. In HTML only the text between tags is read and changed, and every other character stays.
"""

import re
from dataclasses import dataclass

from compiler.errors import Remark
from compiler.model.edits import Edit, Ledger
from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Blocks, Kind
from compiler.polish.tagged import Tagged
from compiler.rules.bonds import BONDS
from compiler.rules.dashes import DASHES
from compiler.rules.ellipses import ELLIPSES
from compiler.rules.quotes import QUOTES
from compiler.rules.rulebook import Outcome, Settings, run
from compiler.rules.spacing import SPACING

FAMILIES = (SPACING, DASHES, ELLIPSES, QUOTES, BONDS)
DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Polished:
    """The corrected text, what was done to its paragraphs, what might be done, and what is in doubt.

    Edits address the paragraphs (of HTML: the elements that hold text) by their number, counted from 0; a remark's
    line is the paragraph's number, counted from 1.
    """

    text: str
    ledger: Ledger = Ledger()
    proposed: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()


def polish(text: str, settings: Settings = DEFAULT, html: bool = False) -> str:
    """Return the text with its typography corrected, in as many paragraphs as it had."""
    return polished(text, settings, html).text


def polished(text: str, settings: Settings = DEFAULT, html: bool = False, file: str = "") -> Polished:
    """Correct the typography of the text; `file` is what remarks call it."""
    result, outcome = _html(text, settings, file) if html else _plain(text, settings, file)
    return Polished(result, outcome.ledger, outcome.proposed, outcome.remarks)


_BLANK = re.compile(r"(\n[^\S\n]*(?:\n[^\S\n]*)+)")


def _plain(text: str, settings: Settings, file: str) -> tuple[str, Outcome]:
    parts = _BLANK.split(text)
    paragraphs = (Block(Kind.PARAGRAPH, part, line=number) for number, part in enumerate(parts[::2], 1))
    outcome = _run(tuple(paragraphs), settings, file)
    parts[::2] = [block.text for block in outcome.story.blocks]
    return "".join(parts), outcome


def _html(text: str, settings: Settings, file: str) -> tuple[str, Outcome]:
    tagged = Tagged(text)
    outcome = _run(tagged.blocks, settings, file)
    return tagged.with_edits(outcome.ledger), outcome


def _run(blocks: Blocks, settings: Settings, file: str) -> Outcome:
    return run(Story("", file, "", Metadata(), blocks), FAMILIES, settings)
