# ruff: noqa: E501
"""Notes: what an author says to readers around the story, told from the story itself.

Precision comes first: a word of the story taken for a note is the worst error there is. So a note without a label
is only looked for at the edges of a chapter, scanning inward and stopping at the first prose; a label is believed
where notes stand, and elsewhere only if nobody would write it otherwise. The weighing is in `evidence`; every edit
carries what was found, and thin evidence is a Remark besides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from compiler.errors import Gravity, Remark, Where
from compiler.model.edits import Restyle, Splice
from compiler.model.story import Story
from compiler.model.text import Block, Kind, Mark, Role
from compiler.rules import labels
from compiler.rules.evidence import Evidence, fold, kind_of, weigh
from compiler.rules.lines import SIGNATURE
from compiler.rules.prose import ends_sentence
from compiler.rules.rulebook import Family, Findings, Settings, relabel

ENOUGH = 3.0
"""The sum of weights from which a paragraph at the edge of a chapter is a note."""

THIN = 4.0
"""Below this sum, a Remark asks a person to look."""

REACH = 8
"""How many paragraphs from the edge of a chapter are looked at for notes without a label."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The chapters of the story, as ranges of blocks between headings."""

    ranges: tuple[tuple[int, int], ...]


def survey(story: Story, settings: Settings) -> Facts:
    """Find where chapters begin and end."""
    starts = [i for i, block in enumerate(story.blocks) if block.role is Role.CHAPTER]
    bounds = [0, *(i + 1 for i in starts), len(story.blocks) + 1]
    return Facts(tuple((a, b - 1) for a, b in pairwise(bounds)))


NOTES = Family("notes", "What an author says to the readers is told from the story.", survey)


def _is_open(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.role is Role.BODY


@NOTES.rule("A signature is not part of what was posted.")
def signature(story: Story, facts: Facts) -> Findings:
    """Label what follows a line of two dashes and a space, at the end of the file."""
    for index in range(len(story.blocks) - 1, max(-1, len(story.blocks) - 4), -1):
        block = story.blocks[index]
        if _is_open(block) and block.text.split("\n")[0] == SIGNATURE:
            for later in range(index, len(story.blocks)):
                if _is_open(story.blocks[later]):
                    yield relabel(later, story.blocks[later], Role.BOILERPLATE, because="a signature")
            return


_END = re.compile(
    r"(?:the )?(?:end|fin|finis|finish|owari|ende|konec|koniec|конец|slut|einde|loppu|vége|完|終わり?|おわり|了)"
    r"(?: of (?:the )?(?:story|part \w+|chapter \w+|book \w+|transmission))?|fine|fim|fin\.?",
    re.IGNORECASE,
)
_TBC = re.compile(
    r"(?:to be |2b ?|2 be )?cont(?:inued|\.|'d)?(?: (?:in|next) .{1,40})?|tbc|t\.b\.c\.?|à suivre|fortsetzung folgt|continuará|continua|"
    r"continua\.\.\.|продолжение следует|wordt vervolgd|fortsättning följer|c\.?d\.?n\.?|ciąg dalszy nastąpi|つづく|続く|to be continued.*",
    re.IGNORECASE,
)
_DECORATION = "*_~=-–—#<>[](){}|+•:. \t!…"


@NOTES.rule("A line that says the story has ended, or will go on, is not its last line.")
def end_marker(story: Story, facts: Facts) -> Findings:
    """Label THE END, fin and to be continued in the last lines of a chapter."""
    for first, last in facts.ranges:
        for index in range(max(first, last - 6), last):
            block = story.blocks[index]
            bare = block.text.strip().strip(_DECORATION)
            if not _is_open(block) or not bare or len(bare) > 60 or block.text.strip()[0] in '"“«':
                continue
            decorated = bare != block.text.strip().rstrip(".")
            if _END.fullmatch(bare) and (decorated or bare[0].isupper() or not bare.isascii()):
                yield relabel(index, block, Role.END_MARKER, because=f"“{bare}” at the end")
            elif _TBC.fullmatch(bare):
                yield relabel(index, block, Role.TBC, because=f"“{bare}” at the end")


@NOTES.rule("A labelled note at the edge of a chapter is a note.")
def labelled(story: Story, facts: Facts) -> Findings:
    """Label blocks that begin with the label of a note, where notes stand; the unmistakable ones anywhere."""
    for first, last in facts.ranges:
        edges = _edges(story, first, last)
        for index in range(first, last):
            block = story.blocks[index]
            if not _is_open(block):
                continue
            label = labels.find(block.text)
            role = label.role if label and label.role not in _HEADER else Role.AUTHOR_NOTE
            trait = (f"value-at:{label.value_at}",) if label else ()
            name = label.text if label else block.text.split()[0]
            sure = labels.is_unmistakable(block.text)
            if sure or (label and not label.dashed and index in edges and label.role not in _HEADER):
                yield relabel(index, block, role, *trait, because=f"label “{name}”")


_HEADER = frozenset({Role.TITLE, Role.BYLINE, Role.MASTHEAD})


def _edges(story: Story, first: int, last: int) -> frozenset[int]:
    """Return the blocks from which only notes, headers and breaks lie between them and the edge of the chapter."""
    near: set[int] = set()
    for order in (range(first, last), range(last - 1, first - 1, -1)):
        for index in order:
            block = story.blocks[index]
            if not _is_open(block):
                continue
            near.add(index)
            if (
                not (labels.find(block.text) or labels.is_unmistakable(block.text))
                and _weight(story, index).score < 1
            ):
                break
    return frozenset(near)


def _weight(story: Story, index: int) -> Evidence:
    return weigh(story.blocks[index].text)


@NOTES.rule("A paragraph at the edge of a chapter that speaks to readers is a note.")
def unlabelled(story: Story, facts: Facts) -> Findings:
    """Weigh the paragraphs inward from both ends of each chapter, and stop at the first that is prose."""
    for first, last in facts.ranges:
        taken: set[int] = set()
        for order, at_start in ((range(first, last), True), (range(last - 1, first - 1, -1), False)):
            for index, evidence in _inward(story, order, at_start=at_start):
                if index in taken:
                    continue
                taken.add(index)
                block = story.blocks[index]
                role = kind_of(block.text, evidence)
                yield relabel(index, block, role, because=str(evidence))
                if evidence.score < THIN:
                    yield _thin(story, block, evidence)


def _inward(story: Story, order: range, *, at_start: bool) -> Iterator[tuple[int, Evidence]]:
    seen = 0
    for index in order:
        block = story.blocks[index]
        if not _is_open(block):
            continue
        seen += 1
        evidence = _with_place(weigh(block.text), story, index, at_start=at_start)
        if evidence.score < ENOUGH or seen > REACH:
            return
        yield index, evidence


def _with_place(evidence: Evidence, story: Story, index: int, *, at_start: bool) -> Evidence:
    """Add what the place of the paragraph says: before the title, or beside another note."""
    found = list(evidence.found)
    after, before = story.blocks[index + 1 :][:1], story.blocks[max(0, index - 1) : index]
    beside = (*after, *before)
    title = next(
        (i for i, b in enumerate(story.blocks[index + 1 : index + 1 + REACH]) if b.role is Role.TITLE), -1
    )
    if at_start and title >= 0:
        found.append(("stands above the title", 3))
    elif any(block.role in _NOTE_LIKE for block in beside):
        found.append(("stands beside a note", 1))
    return Evidence(tuple(found))


_NOTE_LIKE = frozenset(
    {
        Role.AUTHOR_NOTE,
        Role.DISCLAIMER,
        Role.SUMMARY,
        Role.WARNING,
        Role.CREDITS,
        Role.MASTHEAD,
        Role.END_MARKER,
    }
)


def _thin(story: Story, block: Block, evidence: Evidence) -> Remark:
    return Remark(
        f"taken for a note on thin evidence: {evidence}",
        Where(story.file, block.line),
        "if it is story, say so in the story's sidecar",
        Gravity.DOUBT,
        block.text[:200],
    )


_INTERRUPTION = re.compile(
    r"[(\[{<]+[ \t]*(?:a\s?[/.]\s?n|author['’]?s?['’]? note|an:|n\.?d\.?a)\b[^()\[\]{}<>]{0,600}[)\]}>]+",
    re.IGNORECASE,
)


@NOTES.rule("An author who breaks into a paragraph is marked there.")
def interruption(story: Story, facts: Facts) -> Findings:
    """Mark "(A/N: …)" inside a paragraph of the story."""
    for index, block in enumerate(story.blocks):
        if not _is_open(block):
            continue
        for match in _INTERRUPTION.finditer(block.text):
            mark = Mark(match.start(), match.end(), "note", (("kind", "author-note"),))
            if match.end() - match.start() < len(block.text) and mark not in block.marks:
                yield Restyle(index, mark, add=True, because="an author's note in brackets")


@NOTES.rule("A divider between a note and the story is a fence, not a scene break.")
def fence(story: Story, facts: Facts) -> Findings:
    """Give a drawn break beside a note, at the edge of a chapter, to the note; take a gap there out."""
    for first, last in facts.ranges:
        for index in range(first, min(last, len(story.blocks))):
            block = story.blocks[index]
            if block.kind is not Kind.BREAK or block.role is not Role.BODY:
                continue
            before = story.blocks[index - 1] if index > first else None
            after = story.blocks[index + 1] if index + 1 < last else None
            owner = next((b for b in (before, after) if b and b.role not in _STORY), None)
            at_edge = before is None or after is None
            if not block.text and (owner or at_edge):
                yield Splice(index, (block,), (), because="a gap beside a note, or at the edge of a chapter")
            elif owner and owner.role in _FENCED:
                yield relabel(
                    index, block, owner.role, "fence", because="it fences a note off from the story"
                )


_STORY = frozenset({Role.BODY, Role.SUBHEAD, Role.EPIGRAPH, Role.VERSE, Role.LETTER})
_FENCED = frozenset(
    {Role.AUTHOR_NOTE, Role.DISCLAIMER, Role.SUMMARY, Role.WARNING, Role.CREDITS, Role.SETTING, Role.PLEA}
)


def is_note_text(text: str) -> bool:
    """Tell whether a text on its own would be taken for a note at the edge of a chapter."""
    return weigh(text).score >= ENOUGH and bool(fold(text)) and ends_sentence(text)
