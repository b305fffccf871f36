"""Outline: what the headings of a page or a manuscript head: the story, its chapters, the sections of a chapter.

Formats with mark-up say that a line is a heading and how deep it is, not what it heads; and some of them are no
headings at all but notes, bylines and dividers set large. Readers that know an archive's template label its
chapter headings themselves (trait "role:stated"). Where chapters are known from either, a numbered line inside one is
a section.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from compiler.model.edits import Splice
from compiler.model.story import HEADER_ROLES, NOTE_ROLES, Story
from compiler.model.text import Block, Kind, Role, Wrap
from compiler.rules import labels, numbering, subheads
from compiler.rules.dividers import Likeness, likeness
from compiler.rules.evidence import weigh
from compiler.rules.extracts import is_verse
from compiler.rules.numbering import Form, Heading
from compiler.rules.pieces import joined
from compiler.rules.prose import ends_sentence, is_speech, word_list
from compiler.rules.rulebook import Family, Findings, Settings, relabel
from compiler.rules.zones import DOUBTFUL, is_prose

_LONGEST = 150  # characters of a heading
_LONGEST_NOTE = 1500  # characters of what stands under a heading for notes
_LONGEST_ABOVE_BREAK = 600  # and of what is parted from the story by no more than a break
_HIGHEST_NUMBER = 999  # of a chapter; a greater one is a year
_PARTS = frozenset(
    "part book volume vol act teil partie livre parte libro livro deel del część часть книга".split()
)
_ENDS = re.compile(r"(?:the )?(?:end|fin|finis)|to be continued|tbc", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What has to be known of all headings before one can be judged."""

    opening: int  # index of the first block that is surely prose
    title: int | None  # index of the heading that is the story's title, if any is
    level: int  # of the headings of chapters; 0 if there are none


def survey(story: Story, settings: Settings) -> Facts:
    """Weigh the headings that nothing is known of against each other."""
    opening = next((index for index, block in enumerate(story.blocks) if is_prose(block)), len(story.blocks))
    found = [(i, b) for i, b in enumerate(story.blocks) if _is_open(b) and not _why_no_heading(story, i)]
    title = _title(story, found, opening)
    rest = [(i, b) for i, b in found if i != title and not subheads.kind_of(b.text)]
    known = any(block.role is Role.CHAPTER for block in story.blocks)
    return Facts(opening, title, 0 if known else _level([block for _, block in rest]))


OUTLINE = Family("outline", "A heading heads the story, a chapter or a section, or is no heading.", survey)


def _is_open(block: Block) -> bool:
    return block.kind is Kind.HEADING and block.role is Role.BODY


def _title(story: Story, found: Sequence[tuple[int, Block]], opening: int) -> int | None:
    """Return the index of the heading that is the story's title: the first, if it differs from all later ones."""
    if any(block.role is Role.TITLE and "page-title" not in block.traits for block in story.blocks):
        return None
    index, first = next(iter(found), (len(story.blocks), None))
    if first is None or index > opening or numbering.parse(first.text) or subheads.kind_of(first.text):
        return None
    others = [block for other, block in found if other != index]
    alike = [block for block in others if block.level <= first.level]
    follows = story.blocks[index + 1 : index + 2]
    if not alike or all(numbering.parse(block.text) for block in alike) or any(map(_is_open, follows)):
        return index
    named = next((word_list(block.text) for block in story.blocks if "page-title" in block.traits), [])
    return index if _is_part(word_list(first.text), named) else None


def _is_part(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether the words stand in the others, in a row."""
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(whole)} "


def _level(headings: Sequence[Block]) -> int:
    """Return how deep the headings of chapters are: the numbered ones, below those of parts; or those of a kind."""
    numbered: dict[int, set[str]] = {}
    for block in headings:
        if heading := numbering.parse(block.text):
            numbered.setdefault(block.level, set()).add(heading.label)
    for level in sorted(numbered):
        if not numbered[level] <= _PARTS or level == max(numbered):
            return level
    levels = Counter(block.level for block in headings)
    return min((level for level, count in levels.items() if count > 1), default=0)


@OUTLINE.rule("A line set large is not a heading for that.")
def no_heading(story: Story, facts: Facts) -> Findings:
    """Make paragraphs of headings that say what no heading says; later rules find out what they are."""
    for index, block in enumerate(story.blocks):
        if _is_open(block) and (because := _why_no_heading(story, index)):
            yield Splice(index, (block,), (replace(block, kind=Kind.PARAGRAPH, level=0),), because=because)


def _why_no_heading(story: Story, index: int) -> str:
    text = story.blocks[index].text.strip()
    if likeness(text) is not Likeness.NONE or not any(character.isalnum() for character in text):
        return "a divider"
    if numbering.parse(" ".join(text.split())) or _notes_headed(text):
        return ""
    if len(text) > _LONGEST or (len(text.split()) > 12 and ends_sentence(text)):
        return "it is too long for one"
    if is_speech(text) and ends_sentence(text) and index:
        return "it is a speech"
    label = labels.find(text)
    if labels.is_unmistakable(text) or (label and not label.dashed and label.value_at < len(text)):
        return "it has a label before it"
    if _ENDS.fullmatch(text.strip(".!* ")):
        return "it says that the story ends"
    byline = labels.byline_at(text) and any(block.kind is Kind.HEADING for block in story.blocks[:index])
    return "it says who wrote the story" if byline else ""


@OUTLINE.rule("What stands under a heading for notes is a note.")
def note_heading(story: Story, facts: Facts) -> Findings:
    """Label a heading that says Author's Note, Summary or Disclaimer and no more, and the lines that it heads."""
    for index, block in enumerate(story.blocks):
        label = _notes_headed(block.text) if _is_open(block) else None
        if label is None:
            continue
        because = f"the heading says “{label.text}”"
        yield relabel(index, block, label.role, because=because)
        for below in _below(story, index):
            yield relabel(below, story.blocks[below], label.role, because=because)


def _notes_headed(text: str) -> labels.Label | None:
    """Return the label of a note that is all the heading says."""
    bare = text.strip().rstrip(": ") + ":"
    label = labels.find(bare)
    return label if label and label.role in NOTE_ROLES and label.value_at >= len(bare) else None


def _below(story: Story, index: int) -> Iterator[int]:
    """Yield the paragraphs down to the next heading or break; none if there is no such end, or too far off."""
    total = 0
    for below in range(index + 1, len(story.blocks)):
        block = story.blocks[below]
        if block.kind is Kind.HEADING or (block.kind is Kind.BREAK and total <= _LONGEST_ABOVE_BREAK):
            yield from range(index + 1, below)
            return
        total += len(block.text)
        if total > _LONGEST_NOTE or block.kind is not Kind.PARAGRAPH or block.role is not Role.BODY:
            return


@OUTLINE.rule("The first heading, above all others, is the story's title.")
def title(story: Story, facts: Facts) -> Findings:
    """Label the title, and a heading right below it that is neither a chapter's nor a section's."""
    if facts.title is None:
        return
    block = story.blocks[facts.title]
    yield relabel(
        facts.title, block, Role.TITLE, "role:outline", because="the first heading, above all others"
    )
    below = story.blocks[facts.title + 1] if facts.title + 1 < len(story.blocks) else None
    if below is None or not _is_open(below) or (facts.level and below.level <= facts.level):
        return
    if not numbering.parse(below.text) and not subheads.kind_of(below.text) and below.level > block.level:
        yield relabel(facts.title + 1, below, Role.TITLE, because="a heading right below the title")


@OUTLINE.rule("A title or a byline that the text says again is said once.")
def title_again(story: Story, facts: Facts) -> Findings:
    """Label a line above the prose that says the title or the author again, where both are known from the format."""
    known = [block for block in story.blocks if _is_known(block)]
    titles = {_value(block) for block in known if block.role is Role.TITLE}
    names = {_value(block) for block in known if block.role is Role.BYLINE}
    for index, block in enumerate(story.blocks[: facts.opening]):
        if not _is_line(block) or len(block.text) > _LONGEST or not (titles or names):
            continue
        label = labels.find(block.text)
        at = label.value_at if label and label.role in HEADER_ROLES else labels.byline_at(block.text)
        words = tuple(word_list(block.text[at:]))
        if words and words in (names if at and not (label and label.role is Role.TITLE) else titles):
            yield relabel(index, block, Role.BOILERPLATE, because="it has been said above")


def _value(block: Block) -> tuple[str, ...]:
    end = len(block.text) - int(block.trait("value-tail") or 0)
    return tuple(word_list(block.text[int(block.trait("value-at") or 0) : end]))


@OUTLINE.rule("Headings of one depth head chapters.")
def chapter(story: Story, facts: Facts) -> Findings:
    """Label the headings at the depth of chapters, each with the title that stands on a heading of its own below."""
    taken = -1
    for index, block in enumerate(story.blocks):
        if index <= taken or not _is_open(block) or block.level > facts.level or subheads.kind_of(block.text):
            continue
        old: tuple[Block, ...] = (block,)
        below = story.blocks[index + 1 : index + 2]
        if below and _is_open(below[0]) and _is_its_title(block, below[0]):
            old, taken = (block, *below), index + 1
        new = replace(joined(old, "\n") if below and len(old) > 1 else block, role=Role.CHAPTER, level=2)
        traits = _numbered(new)
        yield Splice(
            index,
            old,
            (new.labelled(Role.CHAPTER, "role:outline", *traits),),
            because="a heading like others",
        )


def _is_its_title(block: Block, below: Block) -> bool:
    heading = numbering.parse(block.text)
    return (
        heading is not None
        and not heading.title_at
        and numbering.parse(below.text) is None
        and not subheads.kind_of(below.text)
    )


def _numbered(block: Block) -> tuple[str, ...]:
    """Return the traits that say which number a chapter heading states, and where its title begins."""
    first, _, rest = block.text.partition("\n")
    heading = numbering.parse(first)
    if heading is None or (heading.number or 0) > _HIGHEST_NUMBER:
        return ()
    at = heading.title_at or (len(first) + 1 if rest.strip() else 0)
    number = (f"number:{heading.number}",) if heading.number is not None else ()
    return (*number, f"title-at:{at}") if at else number


@OUTLINE.rule("A chapter heading that the format states may state a number.")
def number(story: Story, facts: Facts) -> Findings:
    """Read the number and the title off the headings that a reader has labelled."""
    for index, block in enumerate(story.blocks):
        if block.role is Role.CHAPTER and block.trait("role") == "stated" and not block.trait("number"):
            traits = _numbered(block)
            if traits and block.trait("title-at") == "":
                yield relabel(index, block, Role.CHAPTER, *traits)


@OUTLINE.rule("Any other heading heads a section.")
def section(story: Story, facts: Facts) -> Findings:
    """Label what is left: points of view, dates and places as what they are."""
    last = len(story.blocks) - 1
    for index, block in enumerate(story.blocks):
        if _is_open(block) and index != facts.title and index < last:
            kind = subheads.kind_of(block.text) or "section"
            new = replace(block.labelled(Role.SUBHEAD, kind), level=3)
            yield Splice(index, (block,), (new,), because="a heading inside a chapter")


@OUTLINE.rule("A chapter heading that the text repeats is said once.")
def said_twice(story: Story, facts: Facts) -> Findings:
    """Label a line that says what the chapter heading above it has said, before the chapter's prose begins."""
    heading: Block | None = None
    for index, block in enumerate(story.blocks):
        if block.role is Role.CHAPTER:
            heading = block if _is_known(block) else None
        elif heading is not None and _is_line(block):
            if _repeats(block, heading):
                because = f"“{' '.join(heading.text.split())}” has just been said"
                yield relabel(index, block, Role.BOILERPLATE, because=because)
            elif len(block.text) > _LONGEST or ends_sentence(block.text) or is_prose(block):
                heading = None


def _is_known(block: Block) -> bool:
    """Tell whether the format, or its headings, have said what the block is."""
    return block.trait("role") != ""


def _is_line(block: Block) -> bool:
    return block.role is Role.BODY and block.kind in (Kind.PARAGRAPH, Kind.HEADING)


def _repeats(block: Block, heading: Block) -> bool:
    words = word_list(block.text) if len(block.text) <= _LONGEST else []
    at = int(heading.trait("title-at") or 0)
    if words and words in (word_list(heading.text), word_list(heading.text[at:])):
        return True
    parsed = numbering.parse(block.text)
    if parsed is None or str(parsed.number) != heading.trait("number"):
        return False
    return not parsed.title_at or word_list(block.text[parsed.title_at :]) == word_list(heading.text[at:])


@OUTLINE.rule("A numbered line inside a chapter that is known to be one begins a section.")
def inside(story: Story, facts: Facts) -> Findings:
    """Label "Part Two" and numerals that count up, where the format or the headings have stated the chapters."""
    starts = [index for index, block in enumerate(story.blocks) if block.role is Role.CHAPTER]
    if not starts or not all(_is_known(story.blocks[index]) for index in starts):
        return
    for begin, end in zip(starts, [*starts[1:], len(story.blocks)], strict=True):
        found = [(i, h) for i in range(begin + 1, end) if (h := _numbered_line(story.blocks[i]))]
        numerals = _counting([(i, h) for i, h in found if h.form is Form.NUMERAL])
        for index, heading in found:
            if heading.form is not Form.NUMERAL or index in numerals:
                block = story.blocks[index]
                new = replace(block.labelled(Role.SUBHEAD, "section"), kind=Kind.HEADING, level=3)
                yield Splice(index, (block,), (new,), because="a numbered line inside a chapter")


def _numbered_line(block: Block) -> Heading | None:
    single = block.kind is Kind.PARAGRAPH and block.role is Role.BODY and "\n" not in block.text
    return numbering.parse(block.text) if single and len(block.text) <= _LONGEST else None


def _counting(numerals: Sequence[tuple[int, Heading]]) -> frozenset[int]:
    """Return those of the numerals that count up from one, or from two, if there are several."""
    for start in (1, 2):
        row: list[int] = []
        for index, heading in numerals:
            if heading.number == start + len(row):
                row.append(index)
        if len(row) + start > 2:
            return frozenset(row)
    return frozenset()


_MOST_QUOTED = 0.4  # of the story's words; what is quoted beyond that is set in for its looks


@OUTLINE.rule(
    "What a manuscript quotes in the midst of its prose is a document: a letter, a notice, an entry."
)
def quotation(story: Story, facts: Facts) -> Findings:
    """Label block quotations between paragraphs of prose as letters, unless they are verse or may be notes."""
    candidates = [(i, b) for i, b in enumerate(story.blocks) if _is_quoted(b)]
    if not candidates:
        return
    order = range(len(story.blocks))
    first, last = (next(filter(_is_plain_prose(story), way), -1) for way in (order, reversed(order)))
    quoted = [(i, b) for i, b in candidates if first < i < last]
    if sum(len(b.text) for _, b in quoted) > _MOST_QUOTED * sum(len(b.text) for b in story.blocks):
        return
    number = max((wrap.number for block in story.blocks for wrap in block.within), default=0)
    numbers: dict[int, int] = {}
    for index, block in quoted:
        quote = next(wrap.number for wrap in block.within if wrap.tag == "blockquote")
        wrap = Wrap("letter", numbers.setdefault(quote, number + 1 + len(numbers)))
        new = replace(block.labelled(Role.LETTER), within=(*block.within, wrap))
        yield Splice(index, (block,), (new,), because="quoted between paragraphs of prose")


def _is_plain_prose(story: Story) -> Callable[[int], bool]:
    return lambda index: is_prose(story.blocks[index]) and not story.blocks[index].within


def _is_quoted(block: Block) -> bool:
    quoted = any(wrap.tag == "blockquote" for wrap in block.within)
    if not quoted or block.kind is not Kind.PARAGRAPH or block.role is not Role.BODY or is_verse(block.text):
        return False
    return not labels.is_unmistakable(block.text) and weigh(block.text).score < DOUBTFUL
