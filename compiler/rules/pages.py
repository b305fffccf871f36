"""Pages: what the title and the author that a page states of itself are worth.

The `<title>` of a page may be the story's title, with the author's name and the site's after it, or the name of a
program. It stands before the page as a block with the trait "page-title" (the author with "page-author"), and what
the page shows wins over it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compiler.model.edits import Splice
from compiler.model.story import NOTE_ROLES, Story
from compiler.model.text import Block, Kind, Role
from compiler.rules import labels, numbering
from compiler.rules.evidence import kind_of, weigh
from compiler.rules.pieces import piece
from compiler.rules.prose import word_list
from compiler.rules.rulebook import Family, Findings, Settings, relabel
from compiler.rules.zones import is_prose

_SAYS_NOTHING = re.compile(
    r"(?:untitled|no title|new)?(?: ?(?:document|page|story|file|note|text))?(?: ?\d+)?|index|home(?: page)?|blank|"
    r"test|fan ?fic(?:tion)?|microsoft word.*|.*\.(?:docx?|txt|html?|rtf|odt|pdf|php)|https?:.*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:(?:microsoft |windows )?(?:office )?(?:user|owner|customer|admin|administrator|author|guest|student|default|"
    r"unknown|anonymous)|hp|dell|pc|home|me|compaq|toshiba|lenovo)(?: ?\d+)?|",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+by\s+(?=[^\W\d_])", re.IGNORECASE)
_SITE = re.compile(
    r"\s+(?:\||::|»|•|·|—)\s+|\s+-\s+(?=(?:[A-Z]\w*\.(?:net|org|com)|FanFiction|Wattpad|AO3|Archive)\b)"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines above the prose, among which a page shows its title and its author."""

    above: tuple[int, ...]


def survey(story: Story, settings: Settings) -> Facts:
    """Collect the short lines that stand above the prose."""
    above: list[int] = []
    for index, block in enumerate(story.blocks):
        if is_prose(block) or block.role is Role.CHAPTER:
            break
        if (
            block.role is Role.BODY
            and block.kind in (Kind.PARAGRAPH, Kind.HEADING)
            and len(block.text) <= 150
        ):
            above.append(index)
    return Facts(tuple(above))


PAGES = Family("pages", "What a page states of itself is believed where it shows nothing else.", survey)


@PAGES.rule("A page's title is the story's, unless the page shows another.")
def title(story: Story, facts: Facts) -> Findings:
    """Find the line that the page's title names, and label it; or part the title from the author and the site."""
    index = next(
        (i for i, b in enumerate(story.blocks) if "page-title" in b.traits and b.role is Role.TITLE), None
    )
    if index is None:
        return
    block = story.blocks[index]
    shown = _shown(story, facts.above, word_list(block.text))
    if shown is not None:
        line = story.blocks[shown]
        new = replace(line.labelled(Role.TITLE, "role:outline"), kind=Kind.HEADING, level=1)
        yield relabel(index, block, Role.BOILERPLATE, because=f"the page shows its title on line {line.line}")
        yield Splice(shown, (line,), (new,), because="the page is called so")
    elif _SAYS_NOTHING.fullmatch(block.text):
        yield relabel(index, block, Role.BOILERPLATE, because="it is no title")
    elif _has_title(story, facts):
        yield relabel(index, block, Role.BOILERPLATE, because="the page shows another title")
    else:
        named = any(_is_byline(story.blocks[i]) for i in facts.above)
        yield Splice(index, (block,), tuple(_parted(block, named)), because="the page is called so")


def _shown(story: Story, above: Sequence[int], named: Sequence[str]) -> int | None:
    """Return the line above the prose whose words the page's title begins with, or else holds."""
    for begins in (True, False):
        for index in above:
            block = story.blocks[index]
            words = word_list(block.text)
            if not words or "\n" in block.text or _is_byline(block) or numbering.parse(block.text):
                continue
            whole, part = f" {' '.join(named)} ", f" {' '.join(words)} "
            if whole.startswith(part) if begins else (part in whole and len(words) > 1):
                return index
    return None


def _has_title(story: Story, facts: Facts) -> bool:
    """Tell whether a heading above the prose, or a line with that label, says a title."""
    for block in (story.blocks[index] for index in facts.above):
        label = labels.find(block.text)
        if label is not None and label.role is Role.TITLE:
            return True
        if block.kind is Kind.HEADING and not numbering.parse(block.text) and not _is_byline(block):
            return True
    return False


def _is_byline(block: Block) -> bool:
    label = labels.find(block.text)
    return labels.is_byline(block.text) or (label is not None and label.role is Role.BYLINE)


def _parted(block: Block, named: bool) -> list[Block]:
    """Part a title such as "The Weir by Ana Pole | A Site" into title, byline and furniture."""
    plain = replace(block, traits=tuple(trait for trait in block.traits if trait != "page-title"))
    site = _SITE.search(plain.text)
    end = site.start() if site and site.start() else len(plain.text)
    by = _BY.search(plain.text, 1, end)
    stop = by.start() if by else end
    parts = [piece(plain, 0, stop)]
    if by:
        line = replace(piece(plain, stop, end), kind=Kind.PARAGRAPH, level=0)
        bare = piece(line, len(line.text) - len(line.text.lstrip()), len(line.text))
        role = Role.BOILERPLATE if named else Role.BYLINE
        parts.append(bare.labelled(role, *(() if named else ("value-at:3",))))
    if end < len(plain.text):
        rest = piece(plain, end, len(plain.text))
        parts.append(replace(rest, kind=Kind.PARAGRAPH, level=0, role=Role.BOILERPLATE))
    return parts


@PAGES.rule("The author that a page states wrote the story, unless the page shows another.")
def author(story: Story, facts: Facts) -> Findings:
    """Believe the page's statement of its author, if it is a name and nothing on the page says by whom it is."""
    for index, block in enumerate(story.blocks):
        if "page-author" not in block.traits or block.role is not Role.BYLINE:
            continue
        shown = any(_is_byline(story.blocks[i]) for i in facts.above) or any(
            other.role is Role.BYLINE and other is not block for other in story.blocks
        )
        if shown or _NO_NAME.fullmatch(block.text):
            because = "the page shows who wrote it" if shown else "it is no name"
            yield relabel(index, block, Role.BOILERPLATE, because=because)
        else:
            kept = tuple(trait for trait in block.traits if trait != "page-author")
            yield Splice(
                index, (block,), (replace(block, traits=kept),), because="the page states its author"
            )


@PAGES.rule("What a page states as a note may say which kind of note it is.")
def kind_of_note(story: Story, facts: Facts) -> Findings:
    """Label a note by the label it begins with, or as a disclaimer where it says whose the story's people are."""
    for index, block in enumerate(story.blocks):
        if (
            block.role is not Role.AUTHOR_NOTE
            or block.trait("role") != "stated"
            or block.kind is not Kind.PARAGRAPH
        ):
            continue
        label = labels.find(block.text)
        if label is not None and label.role in NOTE_ROLES and label.role is not Role.AUTHOR_NOTE:
            because = f"label “{label.text}”"
            yield relabel(index, block, label.role, f"value-at:{label.value_at}", because=because)
        elif label is None and kind_of(block.text, evidence := weigh(block.text)) is Role.DISCLAIMER:
            yield relabel(index, block, Role.DISCLAIMER, because=str(evidence))
