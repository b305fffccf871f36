"""Lines: what the line breaks of a file mean, decided once a file and carried out rule by rule.

The reader hands over runs of lines. First what must stand alone is cut out (dividers, centred lines, headings,
header fields), then paragraphs are cut at indents or at the ends of lines, then wrapped lines are joined, and last
the margins go. Lines that were broken on purpose (verse, addresses, chats) stay as they are, with their line feeds.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from compiler.model.edits import Edit, Replace, Splice
from compiler.model.story import Story
from compiler.model.text import Block, Role
from compiler.rules import dividers, furniture, labels, numbering, postings
from compiler.rules.layout import Layout, Line, is_quoted, is_stated, measure, survey, unquoted
from compiler.rules.pieces import cut, joined
from compiler.rules.prose import begins_sentence, ends_sentence, is_open, is_speech, joint
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.speakers import name_before_colon, speakers
from compiler.rules.zones import header_zone

SIGNATURE = "-- "  # what stands between a posting and its signature, by a rule older than the web
_SOURCE = re.compile(r"[ \t]*(?:[—–―~]+|--+)[ \t]*[\"“‘'*_]?[A-ZÀ-ÞА-Я][^—–!?]{1,60}[^.!?—–\"”]")
_SHORT = 60  # columns; a run of shorter lines may be verse


def _survey(story: Story, settings: Settings) -> Layout:
    return survey(story)


LINES = Family("lines", "What a line break, an indent and a blank line mean is decided once a file.", _survey)


def _runs(story: Story, least: int = 2) -> Iterator[tuple[int, Block, list[str]]]:
    """Yield the blocks that still have at least so many lines, with their lines."""
    for index, block in enumerate(story.blocks):
        if is_open(block) and block.text.count("\n") >= least - 1:
            yield index, block, block.text.split("\n")


def _cut_where(
    story: Story, starts: Callable[[list[str]], Sequence[int]], because: str = ""
) -> Iterator[Edit]:
    """Cut each run at the lines that `starts` names."""
    for index, block, lines in _runs(story):
        if at := [start for start in starts(lines) if 0 < start < len(lines)]:
            yield cut(index, block, at, because)


@LINES.rule("Lines that carry the prefix of quoted mail lose it.")
def quote_prefix(story: Story, layout: Layout) -> Findings:
    """Strip "> " from every line, where most lines of the file carry it; a bare ">" is a blank line."""
    if not layout.quoted:
        return
    for index, block, lines in _runs(story, least=1):
        if not all(is_quoted(line) for line in lines):
            continue
        new: list[Block] = []
        run: list[str] = []
        begun = gap = 0
        for number, line in enumerate([*(unquoted(line) for line in lines), ""]):
            if line.strip():
                begun = begun if run else number
                run.append(line)
                continue
            if run:
                traits = (f"gap:{gap}",) if gap > 1 else block.traits if not new else ()
                new.append(Block(block.kind, "\n".join(run), traits=traits, line=block.line + begun))
                run, gap = [], 0
            gap += 1
        yield Splice(index, (block,), tuple(new), because="most lines begin with a prefix of quoted mail")


_PLACING = re.compile(
    r"\[/?(?:center|centre|left|right|justify|indent|align|size|font|color|colour|quote|spoiler|p)(?:=[^\]\n]{0,60})?\]|"
    r"</?(?:center|font|div|p)(?:[ \t][^<>\n]{0,120})?>",
    re.IGNORECASE,
)


@LINES.rule("A tag of a bulletin board that places its text, or sizes it, is not part of it.", letters=True)
def placing_tag(story: Story, layout: Layout) -> Findings:
    """Take out [center], [size=4], [quote] and the like; what was centred is centred."""
    for index, block, _lines in _runs(story, least=1):
        found = list(_PLACING.finditer(block.text)) if "[" in block.text or "<" in block.text else []
        if not found:
            continue
        pieces, position = [], 0
        for match in found:
            pieces.append(block.text[position : match.start()])
            position = match.end()
        text = "".join([*pieces, block.text[position:]])
        text = "\n".join(line for line in text.split("\n") if line.strip())
        centred = any(match.group().casefold() in ("[center]", "[centre]", "<center>") for match in found)
        new = replace(block, text=text, traits=(*block.traits, *(("centred",) if centred else ())))
        yield Splice(index, (block,), (new,) if text else (), because="a tag that places its text")


@LINES.rule("The signature of a posting stands apart from its text.")
def signature(story: Story, layout: Layout) -> Findings:
    """Cut before a line of two dashes and a space: by old custom, a signature follows."""
    yield from _cut_where(story, lambda lines: [n for n, line in enumerate(lines) if line == SIGNATURE])


@LINES.rule("A divider drawn between two lines stands alone.")
def divider_line(story: Story, layout: Layout) -> Findings:
    """Cut before and after each line of a run that is surely a divider; in a run of short lines it may be verse."""

    def starts(lines: list[str]) -> list[int]:
        drawn = [n for n, line in enumerate(lines) if line != SIGNATURE and _is_drawn(line)]
        written = [line for line in lines if not _is_drawn(line)]
        if (
            not layout.means_lines
            and len(written) > 2
            and all(len(line.strip()) <= _SHORT for line in written)
        ):
            return []
        return sorted({number + step for number in drawn for step in (0, 1)})

    yield from _cut_where(story, starts, "a line of its own that is drawn, not written")


def _is_drawn(line: str) -> bool:
    return dividers.likeness(line) is dividers.Likeness.SURE


@LINES.rule("A centred line stands alone.")
def centred_line(story: Story, layout: Layout) -> Findings:
    """Cut before and after centred lines, and say that they are centred."""
    for index, block, lines in _runs(story, least=1):
        centred = [_is_centred(measure(line), layout) for line in lines]
        if not any(centred) or all(is_quoted(line) for line in lines):
            continue
        at = sorted({n + step for n, is_so in enumerate(centred) if is_so for step in (0, 1)})
        pieces = cut(index, block, [n for n in at if 0 < n < len(lines)]).new
        new = tuple(
            piece.labelled(piece.role, "centred") if _is_centred(measure(piece.text), layout) else piece
            for piece in pieces
        )
        if new != (block,):
            yield Splice(index, (block,), new, because="set in by equal amounts on both sides")


def _is_centred(line: Line, layout: Layout) -> bool:
    if line.indent < 6 or line.indent <= layout.indent or not line.text:
        return False
    middle = line.indent + len(line.text) / 2
    widths = (layout.width,) if layout.width else (60, 65, 70, 72, 75, 78, 80)
    return line.indent >= 15 or (line.indent >= 8 and any(abs(middle - width / 2) <= 2 for width in widths))


@LINES.rule("A chapter heading stands alone.")
def heading_line(story: Story, layout: Layout) -> Findings:
    """Cut after a run's first line, or round any line, that says Chapter, Part or Prologue."""

    def starts(lines: list[str]) -> list[int]:
        at: list[int] = []
        for number, line in enumerate(lines):
            heading = numbering.parse(line)
            if heading and heading.form is not numbering.Form.NUMERAL:
                at += number, number + 1
        return sorted(set(at))

    yield from _cut_where(story, starts, "it says which chapter follows")


@LINES.rule("Each field of a header stands alone.")
def header_field(story: Story, layout: Layout) -> Findings:
    """Cut before each line that begins with a label: of a field above the prose, of a note anywhere."""
    zone = header_zone(story)
    strong = any(labels.is_strong(line) for index in zone for line in story.blocks[index].text.split("\n"))
    for index, block, lines in _runs(story):
        if index in zone and (strong or postings.is_header(lines)):
            at = _labelled_lines(lines)
        else:
            at = [n for n, line in enumerate(lines) if labels.is_abbreviated(line)]
        if at := [n for n in at if n > 0]:
            yield cut(index, block, at, "it begins with the label of a field or a note")


def _labelled_lines(lines: list[str]) -> list[int]:
    """Return the lines that begin with a label; beside two that are known, any label is one."""
    if postings.is_header(lines):
        return [n for n, line in enumerate(lines) if postings.field(line)]
    known = [n for n, line in enumerate(lines) if labels.find(line)]
    if len(known) >= 2:
        others = {n for n, line in enumerate(lines) if labels.any_label(line) or furniture.is_furniture(line)}
        ended = {n + 1 for n in known if _is_one_line(lines[n])}  # what follows a name is not a part of it
        return sorted({*known, *others, *ended})
    if known and (known[0] == 0 or labels.is_unmistakable(lines[known[0]])):
        return known
    return []


def _is_one_line(line: str) -> bool:
    label = labels.find(line)
    return (
        label is not None and label.role in (Role.TITLE, Role.BYLINE) and label.value_at < len(line.rstrip())
    )


@LINES.rule("A title and a name above a summary stand each alone.")
def title_and_name(story: Story, layout: Layout) -> Findings:
    """Cut two short lines that stand above the label of a summary or of notes."""
    for index, block, lines in _runs(story):
        if (
            index >= _TOP
            or len(lines) != 2
            or any(len(line) > _SHORT or labels.any_label(line) for line in lines)
        ):
            continue
        after = story.blocks[index + 1].text if index + 1 < len(story.blocks) else ""
        label = labels.find(after)
        if (label and label.role in (Role.SUMMARY, Role.AUTHOR_NOTE)) or furniture.is_marker(
            after.split("\n")[0]
        ):
            yield cut(index, block, [1], "a summary follows")


_TOP = 40  # blocks


@LINES.rule("Each turn of a chat or a script is a line of its own.")
def turn(story: Story, layout: Layout) -> Findings:
    """Cut runs in which the lines begin with the names of speakers."""
    names = speakers(story)
    if not names:
        return
    for index, block, lines in _runs(story):
        turns = sum(name_before_colon(line) in names for line in lines)
        if turns >= 2 and turns >= 0.5 * len(lines):
            yield cut(index, block, range(1, len(lines)), "the lines begin with the names of speakers")


@LINES.rule("A byline stands apart from the title above it.")
def byline(story: Story, layout: Layout) -> Findings:
    """Cut a short run near the top whose second or third line says who wrote the story."""
    for index, block, lines in _runs(story):
        if index > 3:
            return
        at = [n for n, line in enumerate(lines) if n and n < 4 and labels.is_byline(line)]
        if at and len(lines) <= 6 and all(len(line.strip()) <= _SHORT for line in lines[: at[0] + 1]):
            yield cut(index, block, [n for n in (at[0], at[0] + 1) if n < len(lines)], "it says who wrote it")


@LINES.rule("In double-spaced text, the blank line after every line means nothing.")
def double_spaced(story: Story, layout: Layout) -> Findings:
    """Join the lines of a manuscript into paragraphs, which begin at an indent or after a line left short."""
    if not layout.double_spaced:
        return
    begin = 0
    for index in range(1, len(story.blocks) + 1):
        if index < len(story.blocks) and _runs_on(story.blocks[index - 1], story.blocks[index], layout):
            continue
        if index - begin > 1:
            old = story.blocks[begin:index]
            yield Splice(begin, old, (joined(old),), because="every line is followed by a blank one")
        begin = index


def _runs_on(before: Block, after: Block, layout: Layout) -> bool:
    """Tell whether the second block goes on with the paragraph of the first, in double-spaced text."""
    if not (is_open(before) and is_open(after)) or "\n" in before.text or "\n" in after.text:
        return False
    if is_stated(before) or is_stated(after):
        return False
    if "centred" in before.traits or "centred" in after.traits or labels.find(after.text):
        return False
    if dividers.likeness(before.text) is not dividers.Likeness.NONE:
        return False
    a, b = measure(before.text), measure(after.text)
    if layout.indent and b.indent >= layout.indent:
        return False
    if after.trait("gap") and ends_sentence(a.text):
        return False
    return layout.full(a, b) or not (ends_sentence(a.text) and begins_sentence(b.text))


@LINES.rule("An indent opens a paragraph.")
def indented_paragraph(story: Story, layout: Layout) -> Findings:
    """Cut before each line that is set in by the indent of the file's paragraphs."""
    if not layout.indent:
        return

    def starts(lines: list[str]) -> list[int]:
        indents = [measure(line).indent for line in lines]
        if not layout.width and layout.indent in indents:
            return list(range(1, len(lines)))  # nothing is wrapped here, so every line is a paragraph
        return [
            n
            for n in range(1, len(lines))
            if indents[n] == layout.indent
            or (indents[n] > layout.indent and indents[n - 1] <= layout.indent)
            or (indents[n] < layout.indent < indents[n - 1])
        ]

    yield from _cut_where(story, starts, f"paragraphs begin with an indent of {layout.indent}")


@LINES.rule("Where every line is a paragraph, each stands alone.")
def paragraph_a_line(story: Story, layout: Layout) -> Findings:
    """Cut a run at every line, where the file, or this run, has whole paragraphs on its lines."""
    if layout.width:
        return

    def starts(lines: list[str]) -> list[int]:
        if layout.indent and not _is_set_line_by_line(lines):
            return list(range(1, len(lines)))
        if extract_ends(lines[-1]):
            return []
        whole = sum(ends_sentence(a) and begins_sentence(b) for a, b in pairwise(lines))
        share = whole / (len(lines) - 1)
        if share >= (0.5 if layout.paragraph_a_line else 0.99) and not _is_set_line_by_line(lines):
            return list(range(1, len(lines)))
        return []

    yield from _cut_where(story, starts, "every line ends like a paragraph and begins like one")


def extract_ends(line: str) -> bool:
    """Tell whether the line says where a saying comes from: a dash and a name."""
    return _SOURCE.fullmatch(line) is not None


def _is_set_line_by_line(lines: Sequence[str]) -> bool:
    """Tell whether the lines look broken on purpose: short ones without speech, as in verse and addresses."""
    return (
        len(lines) >= 3
        and all(len(line) <= _SHORT for line in lines)
        and not any(is_speech(line) for line in lines)
        and sum(line.rstrip()[-1:] in tuple('.!?"”') for line in lines) < 0.8 * len(lines)
    )


@LINES.rule("In wrapped text, a line left short ends its paragraph.")
def short_line(story: Story, layout: Layout) -> Findings:
    """Cut a run after a line that ends a sentence though the next word would have had room on it."""
    if not layout.width:
        return

    def starts(lines: list[str]) -> list[int]:
        measured = [measure(line) for line in lines]
        if _is_broken_on_purpose(measured, layout):
            return []
        return [
            n
            for n, (a, b) in enumerate(pairwise(measured), 1)
            if not layout.full(a, b) and ends_sentence(a.text) and begins_sentence(b.text)
        ]

    yield from _cut_where(story, starts, f"the line is shorter than the {layout.width} columns of the rest")


@LINES.rule("Hard-wrapped lines are joined.")
def unwrap(story: Story, layout: Layout) -> Findings:
    """Join the lines of a run that the width explains; what was broken on purpose stays."""
    for index, block, lines in _runs(story):
        measured = [measure(line) for line in lines]
        if is_stated(block):
            continue
        if layout.width and not _is_broken_on_purpose(measured, layout):
            because = f"lines are wrapped at {layout.width} columns"
        elif labels.find(lines[0]) and layout.width:
            because = "a field of a header goes on"
        else:
            continue
        yield from _join_lines(index, lines, because)


def _is_broken_on_purpose(lines: Sequence[Line], layout: Layout) -> bool:
    """Tell whether most breaks of the run come before the width asks for them, and are not ends of paragraphs."""
    breaks = list(pairwise(lines))
    short = [(a, b) for a, b in breaks if not layout.full(a, b)]
    paragraphs = sum(ends_sentence(a.text) and begins_sentence(b.text) for a, b in short)
    if len(short) < 0.5 * len(breaks):
        return False
    if paragraphs == len(short):
        return _is_set_line_by_line([line.text for line in lines])
    return True


def _join_lines(index: int, lines: Sequence[str], because: str) -> Iterator[Edit]:
    position = 0
    for before, after in pairwise(lines):
        stripped, body = before.rstrip(), after.lstrip()
        start = position + len(stripped)
        position += len(before) + 1
        end = position + len(after) - len(body)
        old = before[len(stripped) :] + "\n" + after[: len(after) - len(body)]
        hyphen = stripped.endswith("-") and stripped[-2:-1].isalpha() and body[:1].islower()
        glue = "" if hyphen or stripped.endswith(("--", "—")) else joint(stripped, body)
        yield Replace(index, start, end, old, glue, because=because)


@LINES.rule("The margins of a line are not part of it.")
def margin(story: Story, layout: Layout) -> Findings:
    """Take the white space off both ends of every line."""
    for index, block in enumerate(story.blocks):
        if not is_open(block):
            continue
        position = 0
        for line in block.text.split("\n"):
            bare = line.strip()
            lead = len(line) - len(line.lstrip())
            if bare and line != SIGNATURE:
                if lead:
                    yield Replace(index, position, position + lead, line[:lead], "")
                if len(bare) + lead < len(line):
                    start = position + lead + len(bare)
                    yield Replace(index, start, position + len(line), line[lead + len(bare) :], "")
            position += len(line) + 1
