"""Small galleys for the tests of arranging."""

from compiler.model.book import Galley
from compiler.model.edits import Ledger
from compiler.model.story import Metadata, Story, metadata
from compiler.model.text import Block, Kind, Role

TITLE = Block(Kind.HEADING, "The Ferry", role=Role.TITLE, level=1)
BYLINE = Block(Kind.PARAGRAPH, "A. Lamp and B. Wick", role=Role.BYLINE)
DISCLAIMER = Block(Kind.PARAGRAPH, "I own nothing.", role=Role.DISCLAIMER)
NOTE = Block(Kind.PARAGRAPH, "A/N: hello, be kind.", role=Role.AUTHOR_NOTE)
PLEA = Block(Kind.PARAGRAPH, "Please review!", role=Role.PLEA)
SUMMARY = Block(Kind.PARAGRAPH, "A crossing.", role=Role.SUMMARY)
BREAK = Block(Kind.BREAK, "oOo")


def prose(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def chapter(text: str) -> Block:
    return Block(Kind.HEADING, text, role=Role.CHAPTER, level=2)


def masthead(field: str, label: str, value: str) -> Block:
    traits = (f"field:{field}", f"value-at:{len(label) + 2}")
    return Block(Kind.PARAGRAPH, f"{label}: {value}", role=Role.MASTHEAD, traits=traits)


def galley(*blocks: Block, name: str = "ferry", stated: Metadata | None = None) -> Galley:
    story = Story(name, f"{name}.txt", "ab" * 32, stated or Metadata(), blocks)
    return Galley(story, Ledger(), metadata=metadata(story))
