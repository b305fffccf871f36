"""Runs the rules of structure over a file's text and renders the reading for comparison: a line a block."""

from compiler.model.source import Source
from compiler.model.story import Story
from compiler.model.text import Block, Kind, Role
from compiler.read import read
from compiler.rules import NORMALISE
from compiler.rules.notes import NOTES
from compiler.rules.rulebook import Outcome, Settings, run

FAMILIES = (*NORMALISE, NOTES)
_TRAITS = ("pov", "date", "time", "place", "section", "chat", "script", "stage")


def outcome(text: str, name: str = "a story.txt") -> Outcome:
    """Read the text as a file of that name and run the rules of structure."""
    story, _ = read(Source(name, text.encode()), "a-story")
    return run(story, FAMILIES, Settings())


def reading(story: Story) -> str:
    """Render a story: "label | text", a line a block; a line break in a block is shown as " / "."""
    return "\n".join(f"{label(block)} | {_shown(block)}".rstrip() for block in story.blocks)


def label(block: Block) -> str:
    """Return a block's role, or "break", with its field, number or trait."""
    if block.kind is Kind.BREAK:
        return "break" if block.role is Role.BODY else f"{block.role.value} fence"
    details = [trait for trait in block.traits if trait in _TRAITS]
    details += [block.trait("field")] if block.trait("field") else []
    details += [block.trait("number")] if block.role is Role.CHAPTER and block.trait("number") else []
    name = "story" if block.role is Role.BODY else block.role.value
    return " ".join([name, *details])


def _shown(block: Block) -> str:
    text = block.text
    for mark in sorted(block.marks, reverse=True):
        if mark.tag == "note":
            text = f"{text[: mark.start]}⟨{text[mark.start : mark.end]}⟩{text[mark.end :]}"
    return text.replace("\n", " / ")
