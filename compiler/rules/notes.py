# ruff: noqa: E501
"""Notes: what an author says to readers around the story, told from the story itself.

Precision comes first: a word of the story taken for a note is the worst error there is. So a note without a label
is only looked for at the edges of a chapter, scanning inward and stopping at the first prose; a label is believed
where notes stand, and elsewhere only if nobody would write it otherwise. The weighing is in `evidence`; every edit
carries what was found, and thin evidence is a Remark besides.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from compiler.errors import Gravity, Remark, Where
from compiler.model.edits import Restyle, Splice
from compiler.model.story import HEADER_ROLES, NOTE_ROLES, Story, is_story
from compiler.model.text import Block, Kind, Mark, Role
from compiler.rules import furniture, labels, phrases
from compiler.rules.evidence import Evidence, Voice, kind_of, voice_of, weigh
from compiler.rules.lines import SIGNATURE
from compiler.rules.prose import is_open, is_speech
from compiler.rules.rulebook import Family, Findings, Settings, relabel

ENOUGH = 3.0
"""The sum of weights from which a paragraph at the edge of a chapter is a note."""

THIN = 4.0
"""Below this sum, a Remark asks a person to look."""

PLAIN = 5.0
"""The sum from which a paragraph between two of the story's is a note, if nothing speaks against it."""

REACH = 10
"""How many paragraphs from the edge of a chapter are looked at for notes without a label."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The chapters of the story, as ranges of blocks between headings, and who tells it."""

    ranges: tuple[tuple[int, int], ...]
    voice: Voice


def survey(story: Story, settings: Settings) -> Facts:
    """Find where chapters begin and end, and whether an "I" tells the story."""
    starts = [i for i, block in enumerate(story.blocks) if block.role is Role.CHAPTER]
    bounds = [0, *(i + 1 for i in starts), len(story.blocks) + 1]
    texts = [block.text for block in story.blocks if is_story(block) or block.role in NOTE_ROLES]
    middle = texts[2:-2] if len(texts) > 8 else texts[1:-1]
    ranges = tuple((a, b - 1) for a, b in pairwise(bounds))
    return Facts(ranges, voice_of(middle[:_SAMPLE] or texts))


_SAMPLE = 400  # paragraphs from which to tell who tells the story

NOTES = Family("notes", "What an author says to the readers is told from the story.", survey)


@NOTES.rule("A signature is not part of what was posted.")
def signature(story: Story, facts: Facts) -> Findings:
    """Label what follows a line of two dashes and a space, at the end of the file."""
    for index in range(len(story.blocks) - 1, max(-1, len(story.blocks) - 4), -1):
        block = story.blocks[index]
        if is_open(block) and block.text.split("\n")[0] == SIGNATURE:
            for later in range(index, len(story.blocks)):
                if is_open(story.blocks[later]):
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
_TBC_HEDGED = re.compile(
    r"(?:tbc|to be continued)\b(?:\W+(?:maybe|soon|or not|hopefully|someday|eventually|probably|in|next)\b.{0,20})?\W*$",
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
            if not is_open(block) or not bare or len(bare) > 60 or block.text.strip()[0] in '"“«':
                continue
            decorated = bare != block.text.strip().rstrip(".")
            if _END.fullmatch(bare) and (decorated or bare[0].isupper() or not bare.isascii()):
                yield relabel(index, block, Role.END_MARKER, because=f"“{bare}” at the end")
            elif _TBC.fullmatch(bare) or _TBC_HEDGED.match(bare):
                yield relabel(index, block, Role.TBC, because=f"“{bare}” at the end")


_INTERRUPTION = re.compile(
    r"[(\[{<]+[ \t]*(?:a\s?[/.]\s?n|author['’]?s?['’]? note|an:|n\.?d\.?a)\b[^()\[\]{}<>]{0,600}[)\]}>]+",
    re.IGNORECASE,
)


@NOTES.rule("An author who breaks into a paragraph is marked there.")
def interruption(story: Story, facts: Facts) -> Findings:
    """Mark "(A/N: …)" inside a paragraph of the story."""
    for index, block in enumerate(story.blocks):
        if not is_open(block):
            continue
        for match in _INTERRUPTION.finditer(block.text):
            mark = Mark(match.start(), match.end(), "note", (("kind", "author-note"),))
            if match.end() - match.start() < len(block.text) and mark not in block.marks:
                yield Restyle(index, mark, add=True, because="an author's note in brackets")


@NOTES.rule("What a site puts round a story is not the story.")
def furniture_line(story: Story, facts: Facts) -> Findings:
    """Label lines of an archive or an exporter anywhere, and what any site may add, at the ends of the file."""
    ends: set[int] = set()
    for order in (range(len(story.blocks)), range(len(story.blocks) - 1, -1, -1)):
        for index in order:
            block = story.blocks[index]
            tags = furniture.is_row_of_tags(block.text)
            if is_open(block) and not tags and not furniture.is_furniture(block.text):
                break
            ends.add(index)
    for index, block in enumerate(story.blocks):
        if not is_open(block) or not (index in ends or furniture.is_marker(block.text)):
            continue
        if furniture.is_row_of_tags(block.text):
            yield relabel(index, block, Role.AUTHOR_NOTE, because="a row of tags")
        else:
            yield relabel(index, block, Role.BOILERPLATE, because="a line that sites and exporters add")


@NOTES.rule("A label that stands alone belongs to the paragraph below it.")
def label_alone(story: Story, facts: Facts) -> Findings:
    """Label "Notes:" on a line of its own, at the beginning or the end of a chapter, and the paragraph below it."""
    for first, last in facts.ranges:
        zone = [i for i in range(first, last) if is_open(story.blocks[i])]
        for order, index in enumerate(zone[:-1]):
            block = story.blocks[index]
            label = labels.find(block.text)
            if label is None or label.role in HEADER_ROLES or label.value_at < len(block.text.rstrip()):
                continue
            if order > _NEAR and len(zone) - order - 1 > _NEAR:
                continue
            below = zone[order + 1]
            if below == index + 1 and (order <= _NEAR or len(zone) - order - 1 <= _NEAR):
                yield relabel(index, block, label.role, because=f"label “{label.text}”")
                yield relabel(
                    below, story.blocks[below], label.role, because=f"below the label “{label.text}”"
                )


_NEAR = 3  # paragraphs


@NOTES.rule("A paragraph that bears the label of a note is one, where notes stand.")
def labelled(story: Story, facts: Facts) -> Findings:
    """Label blocks by their labels: "A/N" anywhere, the rest at the edges of chapters, and nowhere against evidence."""
    for first, last in facts.ranges:
        at_start, at_end = _edges(story, facts, first, last)
        for index in range(first, last):
            block = story.blocks[index]
            label = labels.find(block.text) if is_open(block) else None
            sure = is_open(block) and labels.is_unmistakable(block.text)
            if not sure and (label is None or label.role in HEADER_ROLES or label.dashed):
                continue
            evidence = weigh(_said(block), facts.voice)
            near = index in at_start or index in at_end
            generic = label is not None and label.text in labels.GENERIC
            if labels.is_abbreviated(block.text) or (near and not generic):
                enough = float("-inf")
            elif near:
                enough = 0.0 if index in at_start else 1.0
            elif sure:
                value = block.text[label.value_at :] if label else block.text
                evidence, enough = weigh(value, Voice.I), ENOUGH - 1  # a letter says "I" too
            else:
                continue
            if evidence.score >= enough:
                role = label.role if label and label.role not in HEADER_ROLES else Role.AUTHOR_NOTE
                traits = (f"value-at:{label.value_at}",) if label else ()
                name = label.text if label else block.text.split()[0]
                yield relabel(index, block, role, *traits, because=f"label “{name}”")


def _said(block: Block) -> str:
    """Return the text of the block without what its author says in brackets."""
    text = block.text
    for mark in reversed(block.marks):
        if mark.tag == "note":
            text = text[: mark.start] + text[mark.end :]
    return text


def _edges(story: Story, facts: Facts, first: int, last: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the blocks at either end of a chapter, up to the first that is prose."""
    ends: list[frozenset[int]] = []
    for order in (range(first, last), range(last - 1, first - 1, -1)):
        near: set[int] = set()
        for index in order:
            block = story.blocks[index]
            if not is_open(block):
                continue
            if not (labels.find(block.text) or labels.is_unmistakable(block.text)):
                evidence = weigh(_said(block), facts.voice)
                if evidence.against or evidence.score <= 0:
                    break
            near.add(index)
        ends.append(frozenset(near))
    return ends[0], ends[1]


@NOTES.rule("What follows a labelled note at the end of a chapter goes on with it.")
def continued(story: Story, facts: Facts) -> Findings:
    """Label the paragraphs after a note of the author's to the end of the chapter, unless one of them is prose."""
    for first, last in facts.ranges:
        rest: list[int] = []
        for index in range(last - 1, first, -1):
            block = story.blocks[index]
            if (
                block.kind is not Kind.BREAK
                and block.role is Role.AUTHOR_NOTE
                and labels.is_unmistakable(block.text)
            ):
                if any(is_story(other) for other in story.blocks[first:index]):
                    for later in sorted(rest):
                        yield relabel(later, story.blocks[later], Role.AUTHOR_NOTE, because="a note goes on")
                break
            if not is_open(block):
                continue
            evidence = weigh(_said(block), facts.voice)
            if (
                len(rest) >= _GOES_ON
                or is_speech(block.text)
                or evidence.against < 0
                or _is_set_apart(block.text)
            ):
                break
            rest.append(index)


_GOES_ON = 6  # paragraphs


@NOTES.rule("A paragraph at the edge of a chapter that speaks to readers is a note.")
def unlabelled(story: Story, facts: Facts) -> Findings:
    """Weigh the paragraphs inward from both ends of each chapter, and stop at the first that is prose."""
    for first, last in facts.ranges:
        at_start = _inward(story, facts, range(first, last))
        at_end = _inward(story, facts, range(last - 1, first - 1, -1))
        for index, evidence in sorted({**at_end, **at_start}.items()):
            block = story.blocks[index]
            if evidence.is_only_an_i:
                yield _perhaps(story, block, evidence)
                continue
            yield relabel(index, block, kind_of(block.text, evidence), because=str(evidence))
            if evidence.score < THIN:
                yield _thin(story, block, evidence)


def _inward(story: Story, facts: Facts, order: range) -> dict[int, Evidence]:
    """Return the notes from one end of a chapter inward.

    A paragraph that says little for itself is a note all the same if a sure one lies just farther in: no story
    begins before its notes do, or goes on after them.
    """
    taken: dict[int, Evidence] = {}
    waiting: dict[int, Evidence] = {}
    farthest = max((n for n, index in enumerate(order) if is_open(story.blocks[index])), default=-1)
    order = order[: max(1, len(order) * 2 // 3)] if len(order) > 2 else order
    seen = 0
    for place, index in enumerate(order):
        block = story.blocks[index]
        if seen >= REACH or place > farthest:
            break  # beyond the last paragraph nothing is left for the story
        if block.kind is Kind.BREAK:
            continue
        if (block.role in NOTE_ROLES and not _is_field(block)) or (
            block.role is Role.TITLE and order.step > 0
        ):
            bonus = _ABOVE_TITLE if block.role in (Role.TITLE, Role.END_MARKER) else _BEYOND_NOTE
            least = 0.0 if bonus is _ABOVE_TITLE else _least(facts)
            taken |= {at: said.plus(*bonus) for at, said in waiting.items() if said.score >= least}
            waiting = {}
        if not is_open(block):
            continue
        seen += 1
        evidence = weigh(_said(block), facts.voice)
        beside = 0.0 if evidence.against else _beside_note(story, index)
        if evidence.score >= ENOUGH - beside and not (
            evidence.is_only_an_i and _may_be_told(story, index, beside)
        ):
            taken |= {
                at: said.plus(*_BEYOND_NOTE) for at, said in waiting.items() if said.score >= _least(facts)
            }
            waiting = {}
            taken[index] = evidence.plus("stands beside a note", beside) if beside else evidence
        elif _may_wait(block, evidence, waiting):
            waiting[index] = evidence
        else:
            break
    sure = (evidence for evidence in waiting.items() if evidence[1].score >= ENOUGH)
    return {**dict(sure), **taken}


def _least(facts: Facts) -> float:
    """Return how much must speak for a paragraph beyond a note: more where the story itself says "I"."""
    return 2.0 if facts.voice is Voice.I else 1.0


def _may_be_told(story: Story, index: int, beside: float) -> bool:
    """Tell whether a paragraph in which only an "I" speaks may belong to the story: no note and no fence is near."""
    around = (*story.blocks[max(0, index - 1) : index], *story.blocks[index + 1 : index + 2])
    return not beside and not any(block.kind is Kind.BREAK for block in around)


def _perhaps(story: Story, block: Block, evidence: Evidence) -> Remark:
    return Remark(
        f"this may be its author speaking ({evidence}); it was left in the story",
        Where(story.file, block.line),
        "if it is a note, say so in the story's sidecar",
        Gravity.DOUBT,
        block.text[:200],
    )


def _may_wait(block: Block, evidence: Evidence, waiting: dict[int, Evidence]) -> bool:
    """Tell whether the paragraph could be a note if a sure one lies beyond it: little speaks against it."""
    if _is_set_apart(block.text):
        return False
    if evidence.score > 0:
        return evidence.against > -_TOO_MUCH
    return not evidence.against and len(block.text) <= _SAYS_LITTLE and not waiting


def _is_set_apart(text: str) -> bool:
    """Tell whether the whole paragraph stands in italics or quotation marks: a motto, not a note."""
    bare = text.strip()
    return len(bare) > 2 and (bare[0] + bare[-1] in ("**", "__", "//", '""', "“”", "«»", "„“"))


_SAYS_LITTLE = 200  # characters
_ABOVE_TITLE = ("lies beyond the title or the end", 3.0)
_BEYOND_NOTE = ("lies beyond a note", 2.0)
_TOO_MUCH = 4.0  # against a paragraph, to hold it for a note because of its place


def _beside_note(story: Story, index: int) -> float:
    around = (*story.blocks[max(0, index - 1) : index], *story.blocks[index + 1 : index + 2])
    return 1.0 if any(block.role in _BESIDE and not _is_field(block) for block in around) else 0.0


def _is_field(block: Block) -> bool:
    """Tell whether an archive states the note in a field of its own: it says nothing about the text beside it."""
    return block.trait("role") == "stated"


_BESIDE = NOTE_ROLES - {Role.SUMMARY, Role.TBC, Role.END_MARKER}


def _thin(story: Story, block: Block, evidence: Evidence) -> Remark:
    return Remark(
        f"taken for a note on thin evidence: {evidence}",
        Where(story.file, block.line),
        "if it is story, say so in the story's sidecar",
        Gravity.DOUBT,
        block.text[:200],
    )


@NOTES.rule("A paragraph between two of the story's that can only be its author speaking is a note.")
def between(story: Story, facts: Facts) -> Findings:
    """Label what is said to readers in the middle of a chapter, on strong evidence and none against."""
    for index, block in enumerate(story.blocks):
        if not is_open(block) or len(block.text) > 600 or not phrases.SITE.search(block.text.casefold()):
            continue
        label = labels.find(block.text)
        said = block.text[label.value_at :] if label else _said(block)
        evidence = weigh(said, Voice.I)
        bracketed = block.text.strip()[0] in "([{" and block.text.strip()[-1] in ")]}"
        enough = ENOUGH if bracketed else PLAIN + 2 * (facts.voice is Voice.I)
        if evidence.score >= enough and not evidence.against:
            yield relabel(index, block, kind_of(block.text, evidence), because=str(evidence))
            if not bracketed:
                yield _thin(story, block, evidence)


@NOTES.rule("A divider between the story and what stands around it is a fence, not a scene break.")
def fence(story: Story, facts: Facts) -> Findings:
    """Give a drawn break beside a note to the note; at the edge of a chapter it parts nothing; a gap there goes."""
    for first, last in facts.ranges:
        story_at = [i for i in range(first, min(last, len(story.blocks))) if is_story(story.blocks[i])]
        owners = _owners(story, range(first, min(last, len(story.blocks))))
        for index in range(first, min(last, len(story.blocks))):
            block = story.blocks[index]
            if block.kind is not Kind.BREAK or block.role is not Role.BODY:
                continue
            owner = owners.get(index)
            at_edge = not story_at or index < story_at[0] or index > story_at[-1]
            if not owner and not at_edge:
                continue
            if not block.text:
                yield Splice(index, (block,), (), because="a gap beside a note, or at the edge of a chapter")
            else:
                role = owner or Role.BOILERPLATE
                yield relabel(index, block, role, "fence", because="it parts no two scenes of the story")


def _owners(story: Story, within: range) -> dict[int, Role]:
    """Return, for each break beside a note, the role of that note; breaks between them are not counted."""
    owners: dict[int, Role] = {}
    for order in (reversed(within), within):  # the note before a break goes before the one after it
        beside: Role | None = None
        for index in order:
            block = story.blocks[index]
            if block.kind is not Kind.BREAK:
                beside = block.role if block.role in NOTE_ROLES else None
            elif beside:
                owners[index] = beside
    return owners
