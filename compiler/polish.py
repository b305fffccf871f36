"""The engine of typography as a filter: paragraphs in, the same paragraphs out, with their marks set."""

import re

from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Kind
from compiler.rules.dashes import DASHES
from compiler.rules.ellipses import ELLIPSES
from compiler.rules.quotes import QUOTES
from compiler.rules.rulebook import Outcome, Settings, run
from compiler.rules.spacing import SPACING

FAMILIES = (SPACING, DASHES, ELLIPSES, QUOTES)

_BLANK = re.compile(r"(\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+)")


DEFAULT = Settings()


def polish(text: str, settings: Settings = DEFAULT) -> str:
    """Return the text with its typography corrected; paragraphs are separated by blank lines, which stay."""
    parts = _BLANK.split(text)
    outcome = corrected(parts[::2], settings)
    parts[::2] = [block.text for block in outcome.story.blocks]
    return "".join(parts)


def corrected(paragraphs: list[str], settings: Settings = DEFAULT, file: str = "") -> Outcome:
    """Run the families of typography over the paragraphs; the blocks of the outcome are in their order."""
    blocks = tuple(Block(Kind.PARAGRAPH, text, line=number) for number, text in enumerate(paragraphs, 1))
    return run(Story("", file, "", Metadata(), blocks), FAMILIES, settings)
