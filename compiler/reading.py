"""The reading of a story, for programs (schema `ficbench/1`) and for people (a row a block, with the evidence).

Both are pure functions of a galley; the command line writes or prints what they return.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from compiler.model.book import Galley
from compiler.model.edits import Revision, Splice, revert
from compiler.model.story import NOTE_ROLES, Metadata, back_start, chapters, front_end, is_story, stated_value
from compiler.model.text import Block, Blocks, Kind, Mark, Role

SCHEMA = "ficbench/1"

_NOTE_KINDS = {
    Role.DISCLAIMER: "disclaimer",
    Role.AUTHOR_NOTE: "authors-note",
    Role.PLEA: "authors-note",
    Role.SUMMARY: "summary",
    Role.SETTING: "setting",
    Role.DEDICATION: "dedication",
    Role.CREDITS: "credits",
    Role.WARNING: "warning",
    Role.END_MARKER: "end-marker",
    Role.TBC: "tbc",
}
_STYLES = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "del": "strike",
}
_KINDS = {Role.EPIGRAPH: "epigraph", Role.VERSE: "verse", Role.LETTER: "letter", Role.SUBHEAD: "heading"}
_WITH_LINES = frozenset({Role.VERSE, Role.LETTER, Role.EPIGRAPH, Role.BODY})
_SUBHEADS = ("pov", "date", "time", "place", "section")
_ROLES_OF_BODY = ("chat", "script", "stage")
_WORDS_SHOWN = 12

Json = dict[str, Any]


def export(galley: Galley, name: str) -> Json:
    """Return the reading of the file called `name` as a document of the schema."""
    blocks = galley.story.blocks
    found = list(chapters(galley.story))
    begin = front_end(blocks)
    end = back_start(blocks) if found else begin
    return {
        "schema": SCHEMA,
        "file": name,
        "metadata": _metadata(galley.metadata, blocks),
        "front": _export_blocks(blocks[:begin], only="start"),
        "chapters": [
            {
                "heading": _plain(chapter.heading.text) if chapter.heading else None,
                "number": chapter.number,
                "title": (_plain(chapter.title) if _has_title(chapter.heading) else None),
                "blocks": _export_blocks(chapter.blocks),
            }
            for chapter in found
        ],
        "back": _export_blocks(blocks[end:], only="end"),
    }


def _has_title(heading: Block | None) -> bool:
    return heading is not None and (heading.trait("title-at") != "" or heading.trait("number") == "")


def _metadata(known: Metadata, blocks: Blocks) -> Json:
    extra = {
        block.trait("field"): stated_value(block)
        for block in reversed(blocks)
        if block.role is Role.MASTHEAD and block.trait("field")
    }
    stated = {
        "title": known.title,
        "author": ", ".join(known.authors),
        "summary": _plain(known.summary),
        "fandom": ", ".join(known.fandoms),
        "rating": known.rating,
        "source": known.url,
    }
    rest = {key: value for key, value in sorted(extra.items()) if key not in (*stated, "url")}
    return {**{key: value or None for key, value in stated.items()}, "extra": rest}


def _export_blocks(blocks: Blocks, only: str = "") -> list[Json]:
    """Export the blocks of a chapter; the parts of one letter become one block."""
    story = [index for index, block in enumerate(blocks) if is_story(block)]
    first, last = (story[0], story[-1]) if story else (len(blocks), -1)
    out: list[Json] = []
    for key, group in groupby(enumerate(blocks), key=lambda item: _letter(item[1])):
        items = list(group)
        if key:
            out.append({"kind": "letter", **_text([block for _, block in items])})
            continue
        for index, block in items:
            position = only or ("start" if index < first else "end" if index > last else "mid")
            out.append(_export_block(block, position))
    return out


def _letter(block: Block) -> int:
    """Return the number of the letter the block is a part of; 0 if it is of none."""
    if block.role is not Role.LETTER:
        return 0
    return next((wrap.number + 1 for wrap in block.within if wrap.tag == "letter"), 0)


def _export_block(block: Block, position: str) -> Json:
    if block.kind is Kind.BREAK:
        return _break(block)
    if block.role in NOTE_ROLES or block.role is Role.FOOTNOTE:
        kind = _NOTE_KINDS.get(block.role, "authors-note")
        return {"kind": "note", "note_kind": kind, "position": position, **_text([block])}
    if block.role in (Role.TITLE, Role.BYLINE, Role.MASTHEAD):
        names = {Role.TITLE: "title", Role.BYLINE: "author"}
        return {"kind": "metadata", "field": names.get(block.role) or block.trait("field"), **_text([block])}
    if block.role is Role.BOILERPLATE:
        return {"kind": "boilerplate", **_text([block])}
    roles = _SUBHEADS if block.role is Role.SUBHEAD else _ROLES_OF_BODY
    role = next((trait for trait in block.traits if trait in roles), "")
    kind = _KINDS.get(block.role, "paragraph")
    return {"kind": kind, **({"role": role} if role else {}), **_text([block])}


def _break(block: Block) -> Json:
    found: Json = {"kind": "scene-break", "marker": _plain(block.text) or None}
    if blank := block.trait("blank"):
        found["blank_lines"] = int(blank)
    elif not block.text:
        found["form"] = "rule"
    return found


def _text(blocks: Sequence[Block]) -> Json:
    """Return the plain text of blocks, a line each, and the styles over it, white space collapsed."""
    text = ""
    spans: list[Json] = []
    for block in blocks:
        keep = block.role in _WITH_LINES or len(blocks) > 1
        plain, at = _collapsed(block.text, keep_lines=keep)
        shift = len(text) + 1 if text else 0
        text = f"{text}\n{plain}" if text else plain
        for mark in block.marks:
            start, end = at[mark.start] + shift, at[mark.end] + shift
            if start < end and (style := _style(mark)):
                spans.append({"start": start, "end": end, **style})
    return {"text": text, **({"spans": spans} if spans else {})}


def _style(mark: Mark) -> Json:
    if mark.tag == "note":
        return {"style": "note", "note_kind": "authors-note"}
    return {"style": _STYLES[mark.tag]} if mark.tag in _STYLES else {}


def _collapsed(text: str, *, keep_lines: bool) -> tuple[str, list[int]]:
    """Collapse white space, and return for every offset of the text its offset in what is left."""
    out: list[str] = []
    at: list[int] = []
    length = 0
    for character in text:
        at.append(length)
        if not character.isspace():
            out.append(character)
            length += 1
        elif character == "\n" and keep_lines:
            if out and out[-1] == " ":
                out[-1] = "\n"
            elif out and out[-1] != "\n":
                out.append("\n")
                length += 1
        elif out and out[-1] not in " \n":
            out.append(" ")
            length += 1
    at.append(length)
    if out and out[-1] in " \n":
        out.pop()
        at = [min(offset, length - 1) for offset in at]
    return "".join(out), at


def _plain(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the listing: where a block begins in the file, its label, its first words, and why it is that."""

    line: int
    label: str
    text: str
    evidence: str


def listing(galley: Galley) -> tuple[Row, ...]:
    """Return a row for every block of the story, and one for every note inside a paragraph."""
    return tuple(_rows(galley))


def _rows(galley: Galley) -> Iterator[Row]:
    for block, evidence in zip(galley.story.blocks, _evidence(galley), strict=True):
        yield Row(block.line, _label(block), _opening(block.text), evidence)
        for mark in block.marks:
            if mark.tag == "note":
                yield Row(block.line, "author-note (inside)", _opening(block.text[mark.start : mark.end]), "")


def _label(block: Block) -> str:
    if block.kind is Kind.BREAK:
        return "scene break" if block.role is Role.BODY else f"fence of {block.role}"
    details = [trait for trait in block.traits if trait in (*_SUBHEADS, *_ROLES_OF_BODY)]
    details += [block.trait("field")] if block.trait("field") else []
    details += [block.trait("number")] if block.role is Role.CHAPTER and block.trait("number") else []
    return " ".join(["story" if block.role is Role.BODY else block.role.value, *details])


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + ("…" if len(words) > _WORDS_SHOWN else "")


def _evidence(galley: Galley) -> list[str]:
    """Follow every block of the story through the ledger, and gather the evidence of the edits that made it."""
    reasons: list[tuple[str, ...]] = [()] * len(revert(galley.story.blocks, galley.ledger))
    for revision in galley.ledger.revisions:
        reasons = _carried(reasons, revision)
    return ["; ".join(found) for found in reasons]


def _carried(reasons: list[tuple[str, ...]], revision: Revision) -> list[tuple[str, ...]]:
    after: list[tuple[str, ...]] = []
    position = 0
    for edit in revision.edits:
        if not isinstance(edit, Splice):
            continue
        after += reasons[position : edit.at]
        position = edit.at + len(edit.old)
        inherited = reasons[edit.at] if edit.old else ()
        because = f"{edit.because} ({edit.rule})" if edit.because else ""
        found = (*inherited, because) if because and because not in inherited else inherited
        after += [found] * len(edit.new)
    return after + reasons[position:]
