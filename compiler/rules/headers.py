"""Headers: what stands above a story: the fields of its header, its title, its byline, its table of contents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from compiler.model.edits import Splice
from compiler.model.story import Story
from compiler.model.text import Block, Kind, Role
from compiler.rules import furniture, labels, numbering, phrases, postings, subheads
from compiler.rules.dividers import Likeness, likeness
from compiler.rules.evidence import weigh
from compiler.rules.numbering import Form
from compiler.rules.pieces import joined, piece
from compiler.rules.prose import ends_sentence, is_open, is_speech, word_list
from compiler.rules.rulebook import Family, Findings, Settings, relabel
from compiler.rules.speakers import name_before_colon, speakers
from compiler.rules.zones import DOUBTFUL, header_zone, opening

HIGHEST = 40
"""No header has more blocks than this."""

_TOP = 6  # blocks; a title or byline that has nothing else to show stands within them
_BBCODE = re.compile(r"\[/?[a-z]{1,8}(?:=[^\]\n]*)?\]", re.IGNORECASE)
_LONGEST_FIELD = 3000  # characters
_FIELDS = frozenset({Role.TITLE, Role.BYLINE, Role.MASTHEAD, Role.SUMMARY})
_DASHED = frozenset({Role.TITLE, Role.BYLINE, Role.SUMMARY})


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the prose begins, and what the file is called."""

    opening: int  # index of the first block that is prose
    zone: frozenset[int]  # the blocks above the prose of the file, or of a chapter
    name: tuple[str, ...]  # the words of the file's name
    speakers: frozenset[str]  # who takes turns in chats and scripts


def survey(story: Story, settings: Settings) -> Facts:
    """Find where the prose begins."""
    stem = story.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Facts(
        opening(story), header_zone(story), tuple(word_list(re.sub(r"[-_]+", " ", stem))), speakers(story)
    )


HEADERS = Family("headers", "What stands above the story says what it is, and is not its prose.", survey)


def _open(story: Story, stop: int | None = None) -> Iterator[tuple[int, Block]]:
    for index, block in enumerate(story.blocks[:stop]):
        if is_open(block):
            yield index, block


def heading(block: Block, role: Role, level: int, *traits: str) -> Block:
    """Return the block as a heading of that role and level, with these traits besides its own."""
    return replace(block.labelled(role, *traits), kind=Kind.HEADING, level=level)


@HEADERS.rule("The header of a posting is not the story.")
def posting(story: Story, facts: Facts) -> Findings:
    """Label the header that a mail or news program wrote: From and Subject say author and title."""
    header: list[tuple[int, Block]] = []
    for index, block in _open(story, HIGHEST):
        if index > len(header) or postings.field(block.text) is None:
            break
        header.append((index, block))
    lines = [block.text for _, block in header]
    if postings.is_header(lines) and postings.is_of_a_program(lines):
        for index, block in header:
            if found := postings.field(block.text):
                traits = (
                    f"value-at:{found.value_at}",
                    *((f"value-tail:{found.tail}",) if found.tail else ()),
                )
                yield relabel(
                    index, block, postings.role_of(found), *traits, because="the header of a posting"
                )


@HEADERS.rule("A line of facts, as an archive prints it, is several fields.")
def record(story: Story, facts: Facts) -> Findings:
    """Cut "Rated: Fiction K+ - English - Humor - Words: 1,204 - id: 1" at its dashes, and say what each part is."""
    for index, block in _open(story, HIGHEST):
        if not _RECORD.match(block.text):
            continue
        starts = [0, *(match.start() + 1 for match in _RECORD_DASH.finditer(block.text)), len(block.text) + 1]
        parts = [piece(block, a, b - 1) for a, b in pairwise(starts)]
        new = [part.labelled(Role.MASTHEAD, *_record_field(n, part.text)) for n, part in enumerate(parts)]
        summary = story.blocks[index - 1] if index else block
        if index and is_open(summary) and _is_below_byline(story, index - 1):
            labelled = (summary.labelled(Role.SUMMARY), *new)
            yield Splice(index - 1, (summary, block), labelled, because="facts as an archive prints them")
        else:
            yield Splice(index, (block,), tuple(new), because="facts as an archive prints them")


_RECORD = re.compile(
    r"(?:Rated|Rating):? .{1,60} - .*\b(?:Words|Chapters|Published|id): ?\S", re.IGNORECASE | re.DOTALL
)
_RECORD_DASH = re.compile(r" (?=- )")
_UNNAMED = ("language", "genre", "characters")  # what stands without a label, in this order


def _record_field(number: int, text: str) -> tuple[str, ...]:
    bare = text.lstrip("- ")
    label = labels.find(bare)
    if label is None:
        name = _UNNAMED[min(number, len(_UNNAMED)) - 1] if number else "rating"
        return f"value-at:{len(text) - len(bare)}", f"field:{name}"
    return f"value-at:{len(text) - len(bare) + label.value_at}", f"field:{label.field or 'other'}"


def _is_below_byline(story: Story, index: int) -> bool:
    above = story.blocks[index - 1] if index else None
    return above is not None and (
        above.role is Role.BYLINE or labels.byline_at(above.text) > 0 or _is_by(above)
    )


def _is_by(block: Block) -> bool:
    label = labels.find(block.text)
    return label is not None and label.role is Role.BYLINE


@HEADERS.rule("A labelled line above the story is a field of its header.")
def field(story: Story, facts: Facts) -> Findings:
    """Label the fields that stand before the prose: title, author, summary, rating and the rest."""
    seen = [index for index, block in _open(story) if index in facts.zone and labels.find(block.text)]
    if not any(labels.is_strong(story.blocks[index].text) for index in seen):
        return  # a form, or a list: nothing in it says that it is a story's header
    taken = -1
    for index, block in _open(story):
        if index not in facts.zone or index == taken:
            continue
        label = labels.find(block.text)
        if label is None or (label.dashed and label.role not in _DASHED):
            if _is_beside(index, seen) and labels.any_label(block.text) and not numbering.parse(block.text):
                yield relabel(
                    index, block, Role.MASTHEAD, *_other(block.text), because="a field among others"
                )
            continue
        alone = label.value_at >= len(block.text.rstrip())
        if len(block.text) > _LONGEST_FIELD or not (
            label.role in _FIELDS or (alone and label.role is Role.WARNING)
        ):
            continue
        traits = [f"value-at:{label.value_at}"]
        if label.role is Role.MASTHEAD:
            traits.append(f"field:{_field_name(label, block.text)}")
        old: tuple[Block, ...] = (block,)
        new = block
        if alone and _is_value(story, index + 1, label):
            taken = index + 1
            old = (block, story.blocks[taken])
            new = replace(joined(old, " "), traits=block.traits)
            traits[0] = f"value-at:{len(block.text.strip()) + 1}"
        yield Splice(index, old, (new.labelled(label.role, *traits),), because=f"label “{label.text}”")


_GENRES = re.compile(
    r"(?-i:[A-Z]{1,4}(?:[,/ ]+[A-Z]{1,4})*)|(?:(?:gen|het|slash|femslash|multi|other|[fm]/[fm]|romance|"
    r"drama|humou?r|angst|adventure|"
    r"general|horror|mystery|vignette|action|crossover|au|fluff|hurt/comfort|family|friendship|fantasy|"
    r"sci-?fi)[,/&; ]*)+",
    re.IGNORECASE,
)


def _field_name(label: labels.Label, text: str) -> str:
    """Return the name of the field; a category is the fandom, as exporters use the word, unless it names genres."""
    if label.field != "category":
        return label.field
    value = text[label.value_at :].strip()
    return "category" if not value or _GENRES.fullmatch(value) else "fandom"


def _is_beside(index: int, seen: Sequence[int]) -> bool:
    """Tell whether two known fields stand close by."""
    return sum(abs(index - other) <= 2 for other in seen) >= 2


def _other(text: str) -> tuple[str, str]:
    """Return the traits of a field with a label nobody knows."""
    at = len(text) - len(text.split(":", 1)[-1].lstrip())
    name = re.sub(r"[^\w]+", "-", labels.any_label(text)).strip("-")
    return f"value-at:{at}", f"field:{name or 'other'}"


def _is_value(story: Story, index: int, label: labels.Label) -> bool:
    """Tell whether the block is the value of the label that stands alone above it."""
    if index >= len(story.blocks) or not is_open(story.blocks[index]):
        return False
    text = story.blocks[index].text
    return (label.role is Role.SUMMARY or len(text) <= 120) and not labels.any_label(text)


@HEADERS.rule("A line that says who wrote the story is its byline.")
def byline(story: Story, facts: Facts) -> Findings:
    """Label "by NAME" in a short line before the prose."""
    if any(block.role is Role.BYLINE for block in story.blocks[:HIGHEST]):
        return
    for index, block in _open(story, min(max(facts.opening + 1, _TOP), HIGHEST)):
        at = labels.byline_at(block.text) if "\n" not in block.text else 0
        if (
            at
            and not ends_sentence(block.text)
            and (index <= facts.opening or _could_be_title(story, index - 1))
        ):
            tail = len(block.text) - len(block.text.rstrip("*_])}~-= "))
            traits = (f"value-at:{at}", *((f"value-tail:{tail}",) if tail else ()))
            yield relabel(index, block, Role.BYLINE, *traits, because="it says who wrote the story")
            return


def _could_be_title(story: Story, index: int) -> bool:
    """Tell whether a byline could stand below this block: one short line."""
    return 0 <= index < _TOP and "\n" not in story.blocks[index].text and len(story.blocks[index].text) <= 100


@HEADERS.rule("A table of contents is not the story; what it lists are its chapters.")
def contents(story: Story, facts: Facts) -> Findings:
    """Label the list of chapters above the story, and turn what it lists into headings."""
    listed = _contents(story)
    if not listed:
        return
    below: set[tuple[str, ...]] = set()
    for index, block in listed:
        yield relabel(index, block, Role.BOILERPLATE, because="a table of contents")
        below |= {tuple(word_list(line)) for line in block.text.split("\n")}
    for index, block in _open(story):
        if index > listed[-1][0] and stands_alone(block.text) and tuple(word_list(block.text)) in below:
            new = heading(block, Role.CHAPTER, 2, *_numbered(block.text))
            yield Splice(index, (block,), (new,), because="listed in the contents")


def _numbered(text: str) -> list[str]:
    says = numbering.parse(text)
    if says is None:
        return []
    traits = [f"number:{says.number}"] if says.number is not None else []
    return [*traits, f"title-at:{says.title_at}"] if says.title_at else traits


def _contents(story: Story) -> list[tuple[int, Block]]:
    """Return the blocks of a table of contents near the top: every line of it stands alone once more below."""
    last = {tuple(word_list(b.text)): i for i, b in _open(story) if stands_alone(b.text) and _letters(b.text)}

    def again(index: int, lines: Sequence[str]) -> bool:
        return all(last.get(tuple(word_list(line)), -1) > index for line in lines)

    for start, block in _open(story, HIGHEST):
        first, *rest = block.text.split("\n")
        headed = furniture.is_contents_heading(first)
        if not again(start, rest if headed else (first, *rest)) or not (headed or _is_labelled(first)):
            continue
        found = [(start, block)]
        for index, entry in _open(story):
            if index > start:
                if not again(index, entry.text.split("\n")):
                    break
                found.append((index, entry))
        listed = all(numbering.parse(line) for _, entry in found for line in entry.text.split("\n"))
        if (len(found) > 1 or rest) and (headed or listed):
            return found
    return []


def _is_labelled(line: str) -> bool:
    says = numbering.parse(line)
    return says is not None and says.form is not Form.NUMERAL


def _letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def stands_alone(text: str) -> bool:
    """Tell whether the text is one line, short enough for a heading."""
    return "\n" not in text and len(text) <= 150


@HEADERS.rule("A short line set like a title, before the prose, is the story's title.")
def title(story: Story, facts: Facts) -> Findings:
    """Label the line above the byline, or the one that is the file's name, or the first set like a title."""
    if any(block.role is Role.TITLE for block in story.blocks):
        return
    for find, because in _WAYS:
        index = find(story, facts)
        if index >= 0:
            block = story.blocks[index]
            new = heading(block, Role.TITLE, 1, *_frame(block.text))
            yield Splice(index, (block,), (new,), because=because)
            return


@HEADERS.rule("A name between the title and the summary is the author's.")
def name_below_title(story: Story, facts: Facts) -> Findings:
    """Label a short line below the title that stands above the label of a summary, or of notes."""
    if any(block.role is Role.BYLINE for block in story.blocks[:HIGHEST]):
        return
    for index in range(1, min(len(story.blocks) - 1, HIGHEST)):
        block, above, below = story.blocks[index], story.blocks[index - 1], story.blocks[index + 1]
        if above.role is not Role.TITLE or not _is_line(block) or labels.find(block.text):
            continue
        label = labels.find(below.text)
        noted = label is not None and label.role in (Role.SUMMARY, Role.AUTHOR_NOTE)
        if (
            (noted or furniture.is_marker(below.text))
            and len(block.text.split()) <= 4
            and not ends_sentence(block.text)
        ):
            yield relabel(index, block, Role.BYLINE, because="a name between the title and the summary")
            return


def _above_byline(story: Story, facts: Facts) -> int:
    at = next((i for i, block in enumerate(story.blocks[:HIGHEST]) if block.role is Role.BYLINE), 0)
    label = labels.find(story.blocks[at].text) if at else None
    if not at or (label and label.text != "by"):
        return -1
    block = story.blocks[at - 1]
    return at - 1 if _is_line(block) and len(block.text) <= 100 and not labels.any_label(block.text) else -1


def _named_like_file(story: Story, facts: Facts) -> int:
    for index, block in _open(story, max(facts.opening, _TOP)):
        if (
            _is_line(block)
            and _is_file_name(block.text, facts)
            and not ends_sentence(block.text.rstrip("!?…"))
        ):
            return index
    return -1


def _set_like_title(story: Story, facts: Facts) -> int:
    for index, block in enumerate(story.blocks[: min(facts.opening, HIGHEST)]):
        says = numbering.parse(block.text)
        if block.role is Role.CHAPTER or (says and is_open(block) and says.form is not Form.NUMERAL):
            return -1
        if name_before_colon(block.text) in facts.speakers:
            return -1
        if says or not _is_line(block) or is_speech(block.text) or not looks_like_title(block.text):
            continue
        if subheads.kind_of(block.text) or _speaks(block.text) or furniture.is_furniture(block.text):
            continue
        if _followed_by_story(story, index) and not _is_cry(block.text):
            return index
    return -1


def _speaks(text: str) -> bool:
    """Tell whether the line speaks to readers; a title in capitals may well have the word "fic" in it."""
    evidence = weigh(text)
    words = [word for word in text.split() if word[:1].isalpha() and len(word) > 3]
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return any(name not in phrases.ABOUT_WORKS for name, _ in evidence.found)
    return evidence.score >= DOUBTFUL


_WAYS = (
    (_above_byline, "it stands above the byline"),
    (_named_like_file, "it is the file's name"),
    (_set_like_title, "a short line before the story, set like a title"),
)


def _is_line(block: Block) -> bool:
    return is_open(block) and "\n" not in block.text


def _is_cry(text: str) -> bool:
    """Tell whether the line is one word and an exclamation mark: more often shouted than a title."""
    return len(text.split()) == 1 and text.rstrip('"”’*_ ').endswith("!")


def _frame(text: str) -> tuple[str, ...]:
    """Return the traits that say where the title itself begins and ends within tildes and quotation marks."""
    if _BBCODE.search(text):
        return ()
    frame = '~=-–—#<>[](){}|+•"“”„«» \t'
    at, tail = len(text) - len(text.lstrip(frame)), len(text) - len(text.rstrip(frame))
    if at + tail >= len(text) or (not at and text.strip()[-1:] in ")]}"):
        return ()
    return (*((f"value-at:{at}",) if at else ()), *((f"value-tail:{tail}",) if tail else ()))


def _is_file_name(text: str, facts: Facts) -> bool:
    """Tell whether the line is the name of the file, or most of it."""
    words, name = "".join(word_list(text)), "".join(facts.name)
    return len(words) > 3 and words in name and len(words) >= 0.6 * len(name)


def _followed_by_story(story: Story, index: int) -> bool:
    """Tell whether something longer than titles follows before long, or a good many lines."""
    return len(story.blocks) > index + 4 or any(
        len(block.text) > 25 or is_speech(block.text) for block in story.blocks[index + 1 : index + 8]
    )


def looks_like_title(text: str, longest: int = 12) -> bool:
    """Tell whether the line is set like a title: short, one line, no full stop, capitals where titles have them."""
    bare = _BBCODE.sub("", text).strip().strip("*_~=#<>-–—|+•\"“”'‘’ \t").strip()
    if not bare or "\n" in text.strip() or len(bare) > 100 or likeness(text) is not Likeness.NONE:
        return False
    words = bare.split()
    if len(words) > longest or (bare[-1] in ".,;:。」" and not bare.endswith("...")):
        return False
    if labels.find(text) or labels.is_unmistakable(text):
        return False
    letters = [word for word in words if word[:1].isalpha()]
    if not letters:
        return bool(re.search(r"\w", bare)) and len(words) <= 4
    lower = [word for word in letters if word[0].islower() and len(word) > 3]
    capital = letters[0][0].isupper() or not letters[0][0].islower()
    return capital and (len(lower) <= 0.34 * len(letters) or len(words) <= 4)
