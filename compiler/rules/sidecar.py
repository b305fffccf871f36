"""The sidecar's own edits: what a person says that a line is, and where scenes end.

They stand in the ledger like those of any rule, and no other rule may undo them (`veto`). They are made once lines
have become paragraphs, and before anything is made of the paragraphs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from compiler.errors import SettingsError
from compiler.model.edits import Splice
from compiler.model.sidecar import ROLES, SCENE_BREAK, SUBHEADS, Break, Label, Sidecar, Spot
from compiler.model.story import Story
from compiler.model.text import Block, Blocks, Kind, Role, Wrap
from compiler.rules import labels, numbering, subheads
from compiler.rules.dividers import Likeness, likeness
from compiler.rules.pieces import at, joined, line_starts, source_lines, split
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.spots import meant
from compiler.rules.veto import NO_BREAK, SAID

_HEADINGS = {Role.TITLE: 1, Role.CHAPTER: 2, Role.SUBHEAD: 3}
_LAPSED = ("value-at:", "value-tail:", "field:", "number:", "title-at:", "role:")
_LAPSED_WHOLE = frozenset({*SUBHEADS, SAID, "chat", "script", "stage", "fence"})


def survey(story: Story, settings: Settings) -> Sidecar:
    """Return what the person has said."""
    return settings.sidecar


SIDECAR = Family("sidecar", "What a person says of a story is so.", survey)


def check(sidecar: Sidecar, lines: Sequence[str], rules: Sequence[str], file: str) -> None:
    """Raise a `SettingsError` if the sidecar names a rule or a line of the story that does not exist.

    `lines` are those of the file; none, if it has no lines of text.
    """
    families = {rule.partition(".")[0] for rule in rules}
    for keep in sidecar.keeps:
        if keep.rule not in rules and keep.rule not in families:
            mend = "see the rules with: anthology rules"
            raise SettingsError(f"there is no rule “{keep.rule}”", keep.spot.where, mend)
    for spot in sidecar.spots():
        if lines and spot.last > len(lines):
            what = f"there is no line {spot.last}: {file} has {len(lines)}"
        elif lines and not any(line.strip() for line in lines[spot.first - 1 : spot.last]):
            what = f"there is nothing on {spot} of {file}"
        else:
            continue
        raise SettingsError(what, spot.where, f"see the lines with: anthology inspect '{file}'")


# --- labels


@SIDECAR.rule("A line is what a person says it is.")
def label(story: Story, sidecar: Sidecar) -> Findings:
    """Label the blocks on the lines that the sidecar names; lines of a block that still has several are cut out."""
    taken: dict[int, Spot] = {}
    number = max((wrap.number for block in story.blocks for wrap in block.within), default=0)
    for entry in sidecar.labels:
        number += 1
        indices = _found(story, entry.spot, single=entry.spot.first == entry.spot.last)
        for index in indices:
            if index in taken and taken[index] != entry.spot:
                first = taken[index].where.line
                what = f"{entry.spot} has been labelled already, on line {first} of this file"
                raise SettingsError(what, entry.spot.where, "leave one of the two out")
            taken[index] = entry.spot
        yield from _labelled(story.blocks, indices, entry, number)


def _labelled(blocks: Blocks, indices: Sequence[int], entry: Label, number: int) -> Iterator[Splice]:
    because = f"the sidecar says so, on line {entry.spot.where.line}"
    adjacent = all(b - a == 1 for a, b in pairwise(indices))
    if len(indices) > 1 and adjacent and ROLES[entry.role] in _HEADINGS:  # a heading on several lines is one
        old = blocks[indices[0] : indices[-1] + 1]
        yield Splice(indices[0], old, (_with_role(joined(old, "\n"), entry, number),), because=because)
        return
    for index in indices:
        block = blocks[index]
        parts = tuple(_parts(block, entry.spot))
        new = tuple(_with_role(part, entry, number) if inside else part for inside, part in parts)
        if new != (block,):
            yield Splice(index, (block,), new, because=because)


def _parts(block: Block, spot: Spot) -> Iterator[tuple[bool, Block]]:
    """Yield the block in up to three parts, and whether each stands on the lines of the spot."""
    places = source_lines(block)
    inside = [number for number, place in enumerate(places) if spot.first <= place <= spot.last]
    whole = spot.first == spot.last == block.line or not inside or "\n" not in block.text
    if whole or spot.text or len(inside) == len(places):
        yield True, block
        return
    offsets = line_starts(block)
    bounds = sorted({0, inside[0], inside[-1] + 1, len(places)})
    spans = [(offsets[first], offsets[last] - 1) for first, last in pairwise(bounds)]
    for (first, last), part in zip(pairwise(bounds), split(block, spans), strict=True):
        kept = tuple(trait for trait in part.traits if not trait.startswith("at:"))
        yield first == inside[0], replace(part, traits=kept + at(places[first:last]), line=places[first])


def _with_role(block: Block, entry: Label, number: int) -> Block:
    """Return the block as what the person says it is, without what has been found out about it as something else."""
    role = ROLES[entry.role]
    kept = tuple(t for t in block.traits if t not in _LAPSED_WHOLE and not t.startswith(_LAPSED))
    plain = replace(block, kind=Kind.PARAGRAPH, level=0, role=role, traits=kept)
    if entry.role == SCENE_BREAK:
        return replace(plain, kind=Kind.BREAK).labelled(role, SAID)
    if role in _HEADINGS:
        heading = replace(plain, kind=Kind.HEADING, level=_HEADINGS[role])
        return heading.labelled(role, *_said_of(block.text, entry), SAID)
    if role is Role.LETTER and not any(wrap.tag == "letter" for wrap in plain.within):
        plain = replace(plain, within=(*plain.within, Wrap("letter", number)))
    return plain.labelled(role, *_said_of(block.text, entry), SAID)


def _said_of(text: str, entry: Label) -> tuple[str, ...]:
    """Return the traits that the views of a story need of a block in that role: where a value begins, and the like."""
    role = ROLES[entry.role]
    if role is Role.CHAPTER:
        first, _, rest = text.partition("\n")
        heading = numbering.parse(first)
        stated = heading.number if heading is not None else None
        offset = (heading.title_at if heading else 0) or (len(first) + 1 if heading and rest.strip() else 0)
        return (*_trait("number", stated), *_trait("title-at", offset or None))
    if role is Role.SUBHEAD:
        return (entry.kind or subheads.kind_of(text) or "section",)
    if role in (Role.BODY, Role.VERSE, Role.LETTER, Role.EPIGRAPH):
        return ()
    found = labels.find(text)
    start = found.value_at if found and found.value_at < len(text.rstrip()) else 0
    start = start or (labels.byline_at(text) if role is Role.BYLINE else 0)
    return (*_trait("field", entry.field or None), *_trait("value-at", start or None))


def _trait(name: str, value: object) -> tuple[str, ...]:
    return (f"{name}:{value}",) if value is not None else ()


# --- where scenes end


@SIDECAR.rule("A scene ends where a person says that it does.")
def scene_break(story: Story, sidecar: Sidecar) -> Findings:
    """Put a break before each line that the sidecar names, unless a divider stands there already: then it is one."""
    for entry in sidecar.breaks:
        if not entry.wanted:
            continue
        because = f"the sidecar says so, on line {entry.spot.where.line}"
        for index in _before(story, entry):
            drawn = next((i for i in (index, index - 1) if i >= 0 and _is_drawn(story.blocks[i])), None)
            if drawn is not None:
                block = story.blocks[drawn]
                new = _with_role(block, Label(entry.spot, SCENE_BREAK), 0)
                if block.kind is not Kind.BREAK:
                    yield Splice(drawn, (block,), (new,), because=because)
            elif index == 0 or story.blocks[index - 1].kind is not Kind.BREAK:
                block = story.blocks[index]
                new = Block(Kind.BREAK, "", within=block.within, traits=(SAID, "blank:0"), line=block.line)
                yield Splice(index, (), (new,), because=because)


@SIDECAR.rule("No scene ends where a person says that none does.")
def no_break(story: Story, sidecar: Sidecar) -> Findings:
    """Say of a block that no break stands before it; take an empty one out, and let a drawn one be text."""
    for entry in sidecar.breaks:
        if entry.wanted:
            continue
        because = f"the sidecar says so, on line {entry.spot.where.line}"
        for index in _before(story, entry):
            block = story.blocks[index]
            if NO_BREAK not in block.traits:
                yield Splice(index, (block,), (block.labelled(block.role, NO_BREAK),), because=because)
            above = story.blocks[index - 1] if index else None
            if above is None or not (above.kind is Kind.BREAK or _is_drawn(above)):
                continue
            text = _with_role(above, Label(entry.spot, "story"), 0)
            if above.text and text != above:
                yield Splice(index - 1, (above,), (text,), because=because)
            elif not above.text:
                yield Splice(index - 1, (above,), (), because=because)


def _before(story: Story, entry: Break) -> list[int]:
    return _found(story, entry.spot, single=True)


def _is_drawn(block: Block) -> bool:
    typed = block.kind is Kind.PARAGRAPH and block.role is Role.BODY and "\n" not in block.text
    return bool(block.text) and (
        block.kind is Kind.BREAK or (typed and likeness(block.text) is not Likeness.NONE)
    )


# --- which blocks are meant


def _found(story: Story, spot: Spot, *, single: bool) -> list[int]:
    """Return the blocks a spot means; a `SettingsError` if there are none, or several and one was meant."""
    indices = meant(story.blocks, spot)
    if indices and (len(indices) == 1 or not single):
        return indices
    shown = f"anthology inspect '{story.file}'"
    if indices:
        what = f"{len(indices)} paragraphs stand on {spot}" + (f" and say “{spot.text}”" if spot.text else "")
        raise SettingsError(what, spot.where, 'say which one is meant: text = "words of it"')
    said = f" that says “{spot.text}”" if spot.text else ""
    raise SettingsError(f"no paragraph{said} stands on {spot}", spot.where, f"see the lines with: {shown}")
