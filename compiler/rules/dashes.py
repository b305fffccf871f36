"""Dashes: hyphens typed for a dash become one, in the house style of the story's language.

A compound (well-known), a stutter (I-I), a suspended hyphen (two- and three-day), a minus sign and a number with
hyphens in it stay what they are: a single hyphen is only taken for a dash where its neighbours leave no choice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.model.edits import Replace
from compiler.model.story import Story
from compiler.model.text import Role
from compiler.rules.languages import Convention, convention
from compiler.rules.lexicon import Lexicon, lexicon
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.running import matches, places
from compiler.rules.straight import GHOST, INSIDE


@dataclass(frozen=True, slots=True)
class Facts:
    """The convention that says which dash the story is set with, the words of its language, and where to look."""

    row: Convention
    words: Lexicon
    where: tuple[int, ...]


def survey(story: Story, settings: Settings) -> Facts:
    """Look up the convention, and find the paragraphs that have hyphens or dashes."""
    language = story.stated.language or settings.language
    row = convention(language, settings.style)
    return Facts(row, lexicon(language), places(story, _SIGNS) if row.marks else ())


_SIGNS = re.compile("[-–—―]")

DASHES: Family[Facts] = Family("dashes", "Hyphens typed for a dash become a dash.", survey)

Match = tuple[int, str, re.Match[str]]

_SPACES = " \t\u00a0\u2009\u200a\u2060"
_MARKS = frozenset("\"'" + GHOST + INSIDE)
_DASHES = frozenset("-–—―⸺")
_SPACES_BEFORE = _SPACES + INSIDE
_SPACE = f"[{_SPACES}]"
_MARK = f"[\"'{GHOST}{INSIDE}]"
_OPENED_BEFORE = re.compile(rf"(?:\A|[\s(\[{{]){_MARK}{{0,4}}[*_]{{0,3}}\Z")
_CLOSED_AFTER = re.compile(r"[*_]{0,3}(?:\Z|\n|[.;:!?)\]}…]|[ ]\.[ ]\.|,(?!,))")
_CLOSED_BY_MARK = re.compile(rf"[*_]{{0,3}}{_MARK}++(?![*_]{{0,3}}[^\W_])")


def _dash(text: str, start: int, end: int, row: Convention) -> str:
    """Return the house's dash for this place: where speech is broken off or taken up, it has no spaces."""
    closed = _CLOSED_AFTER.match(text, end) or (
        text[end - 1] not in _SPACES and _CLOSED_BY_MARK.match(text, end)
    )
    if closed or _OPENED_BEFORE.search(text, max(0, start - 7), start):
        return row.dash.strip(" \u00a0")
    return row.dash


def _set(story: Story, facts: Facts, found: Iterator[Match], because: str = "") -> Findings:
    """Yield the edits that put the house's dash in the place of each match and of the spaces round it."""
    for index, text, match in found:
        start, end = match.span()
        while start and text[start - 1] in _SPACES_BEFORE:
            start -= 1
        while end < len(text) and text[end] in _SPACES:
            end += 1
        if text[start - 1 : start] in _DASHES or text[end : end + 1] in _DASHES:
            continue  # a row of dashes is a drawing, or a slip that is not ours to read
        if start == 0 and facts.row.dialogue:
            continue  # it opens a speech
        old, new = story.blocks[index].text[start:end], _dash(text, start, end, facts.row)
        if old != new:
            yield Replace(index, start, end, old, new, because=because)


_DIALOGUE = re.compile(rf"(?<![^\n]){_SPACE}*(?:-{{1,3}}|[–—―]){_SPACE}*(?=[^\s\d\-–—⸺])")


@DASHES.rule("In many languages a dash at the start of a paragraph opens a speech.")
def dialogue(story: Story, facts: Facts) -> Findings:
    """Set the first sign of "- Bonjour"."""
    if facts.row.dialogue:
        for index, _, match in matches(story, facts.where, _DIALOGUE):
            if match.group() != facts.row.dialogue:
                yield Replace(index, match.start(), match.end(), match.group(), facts.row.dialogue)


_ASIDE = re.compile(r"(?<=[ \u00a0])[-–](?=[^\W\d_])|(?<=[\w!?…\"])[-–](?=[ .,;:?!]|\Z)")


@DASHES.rule("In Spanish a dash stands close to the narrator's words inside a speech.")
def aside(story: Story, facts: Facts) -> Findings:
    """Set the hyphens of "—Hola -dijo él-."."""
    if _close_dialogue(facts):
        for index, text, match in matches(story, facts.where, _ASIDE):
            if text.startswith("—"):
                yield Replace(index, match.start(), match.end(), match.group(), "—")


def _close_dialogue(facts: Facts) -> bool:
    return facts.row.dialogue == "—"


_HYPHENS = re.compile("--+")


@DASHES.rule("Two hyphens or more in a row are a dash, but for lines drawn with them.")
def doubled(story: Story, facts: Facts) -> Findings:
    """Set -- and ---, and ---- where it stands for no word."""
    found = matches(story, facts.where, _HYPHENS)
    yield from _set(
        story,
        facts,
        (each for each in found if not _omits(each[1], each[2]) and not _draws(each[1], each[2])),
    )


def _omits(text: str, match: re.Match[str]) -> bool:
    """Tell whether a row of four hyphens or more stands for a name: D----, Mr. ----, the ----shire militia."""
    start, end = match.span()
    if end - start < 4:
        return False
    return bool(_NAME_BEFORE.search(text, max(0, start - 10), start)) or (
        text[end : end + 1].isalpha() and text[start - 1 : start] == " "
    )


_NAME_BEFORE = re.compile(
    r"(?<!\w)[A-Z]\Z|\b(?:Mr|Mrs|Ms|Dr|Lord|Lady|Sir|Miss|Capt|Captain|Colonel|Count|St)\.? \Z"
)


def _draws(text: str, match: re.Match[str]) -> bool:
    """Tell whether a row of hyphens is a line drawn, or frames a heading: -----Original Message-----."""
    start, end = match.span()
    if end - start < 4:
        return False
    return end - start > 8 or text[start - 1 : start] in ("", "\n") or text[end : end + 1] in ("", "\n")


@DASHES.rule("Four hyphens or more in the place of a name are a dash two ems long.")
def omitted(story: Story, facts: Facts) -> Findings:
    """Set ----."""
    for index, text, match in matches(story, facts.where, _HYPHENS):
        if _omits(text, match) and not _draws(text, match):
            yield Replace(index, match.start(), match.end(), match.group(), "⸺")


_ENDING = rf"[*_]*(?:[?!,]{{0,3}}{GHOST}?[\"'](?![*_{INSIDE}]{{0,3}}[^\W_]|{INSIDE}?{_SPACE}*[–—-])|[ \t]*\Z)"
_BROKEN_OFF = re.compile(rf"[-–](?={_ENDING}|\n)(?<=[\w.,;:!?…)\]*_\"' \t\u00a0].)")


@DASHES.rule("A hyphen before a closing quote, or at the end of a paragraph, breaks speech off.")
def broken_off(story: Story, facts: Facts) -> Findings:
    """Set the hyphen of "But I-"."""
    found = matches(story, facts.where, _BROKEN_OFF)
    yield from _set(
        story, facts, (each for each in found if _leaves_off(each[1], each[2].start(), each[2].end()))
    )


def _leaves_off(text: str, start: int, end: int) -> bool:
    """Tell whether words stand before the hyphen; at a line's end it needs a space, or it divides a word."""
    before = start
    while before and text[before - 1] in _SPACES:
        before -= 1
    if not before or text[before - 1] in "-\n":
        return False
    if text[before - 1] in _MARKS:  # after a quotation only the end of another is broken off
        return text[end : end + 1] in _MARKS
    return text[end : end + 1] != "\n" or before < start


_RESUMED = re.compile(rf"[-–]{_SPACE}*(?=[^\W\d_])")
_SPEECH_BEFORE = re.compile(rf"(?:\A|[\s(\[—]){GHOST}?[\"'][*_{INSIDE}]*\Z")


@DASHES.rule("A hyphen after an opening quote, or at the start of a paragraph, takes speech up again.")
def resumed(story: Story, facts: Facts) -> Findings:
    """Set the hyphen of "-and then"."""
    for index, text, match in matches(story, facts.where, _RESUMED):
        start, end = match.span()
        if start and text[start - 1].isalnum():
            continue
        begins = end == start + 1 and (start == 0 or text[start - 1] == "\n")  # "- " would begin a list
        if begins or _SPEECH_BEFORE.search(text, max(0, start - 5), start):
            new = _dash(text, start, end, facts.row)
            if new != match.group():
                yield Replace(index, start, end, match.group(), new)


_AGAINST = re.compile(rf"-(?={GHOST}?\"{INSIDE}?[^\W_])(?<=[^\W\d_].)")
_PREFIX = re.compile(
    r"\b(?:non|anti|pre|post|pro|ex|semi|pseudo|quasi|mid|self|un|re|co|mock|over|called)\Z", re.I
)


@DASHES.rule("A hyphen between a word and an opening quote is a dash, but not after a prefix.")
def against_a_quote(story: Story, facts: Facts) -> Findings:
    """Set the hyphen of he said-"Wait."."""
    found = matches(story, facts.where, _AGAINST)
    yield from _set(
        story,
        facts,
        (each for each in found if not _PREFIX.search(each[1], max(0, each[2].start() - 8), each[2].start())),
    )


_SPACED = re.compile(rf"[-–](?={_SPACE})(?<={_SPACE}.)")


@DASHES.rule(
    "A hyphen or an en dash with a space on either side is a dash, but not between numbers or letters."
)
def spaced(story: Story, facts: Facts) -> Findings:
    """Set " - " and " – "."""
    found = matches(story, _sentences(story, facts), _SPACED)
    yield from _set(story, facts, (each for each in found if not _reckons(each[1], each[2])))


def _sentences(story: Story, facts: Facts) -> tuple[int, ...]:
    """Return the blocks in which a dash parts words: not fields, where it parts entries ("Words: 258 - Reviews: 4")."""
    return tuple(index for index in facts.where if story.blocks[index].role not in _FIELDS)


_FIELDS = frozenset({Role.MASTHEAD, Role.BOILERPLATE})


def _reckons(text: str, match: re.Match[str]) -> bool:
    """Tell whether the sign stands between numbers or single letters, or begins or ends a line: no dash."""
    before = text[max(0, match.start() - 4) : match.start()].rstrip(_SPACES)
    after = text[match.end() : match.end() + 4].lstrip(_SPACES)
    if before[-1:] in ("", "\n") or after[:1] in ("", "\n"):
        return True
    if before[-1].isdigit() and after[0].isdigit():
        return True
    if before[-1] in _ONE_LETTER_WORDS and after[0] in _ONE_LETTER_WORDS:
        return False  # "like a - a cad"
    return _lone(before[::-1]) and _lone(after)


_ONE_LETTER_WORDS = frozenset("aAIO")


def _lone(edge: str) -> bool:
    return edge[0].isalpha() and edge[0] != "I" and not edge[1:2].isalnum() and edge[1:2] != "'"


_HALF_SPACED = re.compile(r"-(?=[ ]+([^\W\d_]+))(?<=[^\W\d_].)")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?\Z")


def _half_spaced(story: Story, facts: Facts, *, sure: bool) -> Iterator[Match]:
    for index, text, match in matches(story, facts.where, _HALF_SPACED):
        if match[1].lower() in facts.words.joining:
            continue  # two- and three-day
        before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
        word = before.group().lower() if before else ""
        if (word in facts.words.little or match[1][0].isupper()) is sure:
            yield index, text, match


@DASHES.rule("A hyphen close to a little word, with a space after it, breaks the sentence off.")
def cut_short(story: Story, facts: Facts) -> Findings:
    """Set the hyphen of "I just- I don't"."""
    yield from _set(story, facts, _half_spaced(story, facts, sure=True), "no compound begins with this word")


@DASHES.rule("A hyphen close to any word, with a space after it, may break the sentence off.", safe=False)
def perhaps_cut_short(story: Story, facts: Facts) -> Findings:
    """Propose a dash for the hyphen of "the house- it burned"."""
    yield from _set(
        story, facts, _half_spaced(story, facts, sure=False), "it may be a word cut at a line's end"
    )


_PAIRED = re.compile(r"( -)(?=[^\W\d_])(?<=[^\W\d_]..)[^-\n\"]{1,80}(?<=[\w.!?…])(- )(?=[^\W\d_])")


@DASHES.rule("Two hyphens close to the words they enclose, with spaces outside, are a pair of dashes.")
def paired(story: Story, facts: Facts) -> Findings:
    """Set the hyphens of "he was -and this is true- late"."""
    for index, text, match in matches(story, facts.where, _PAIRED):
        for group in (1, 2):
            start, end = match.span(group)
            new = (
                match[group].replace("-", "—")
                if _close_dialogue(facts)
                else _dash(text, start, end, facts.row)
            )
            yield Replace(index, start, end, match[group], new)


_HOUSE = re.compile(rf"[—―]|–(?={_SPACE})(?<={_SPACE}.)")
_APART = re.compile(rf"[—―](?:(?={_SPACE})|(?<={_SPACE}.)|(?<=―))|–(?={_SPACE})(?<={_SPACE}.)")


@DASHES.rule("A dash has the spaces, and the length, of the house style.")
def house_style(story: Story, facts: Facts) -> Findings:
    """Close up " — ", or set it as the style has it."""
    found = matches(story, _sentences(story, facts), _APART if facts.row.dash == "—" else _HOUSE)
    if facts.row.dialogue:  # the dash that opens a speech is not the sentence's
        found = (each for each in found if each[2].start() > 0 and not _touches(each[1], each[2], facts))
    yield from _set(
        story, facts, (each for each in found if each[2].group() != "–" or not _reckons(each[1], each[2]))
    )


def _touches(text: str, match: re.Match[str], facts: Facts) -> bool:
    """Tell whether the dash stands close to the narrator's words, as the language has it."""
    apart = text[match.start() - 1] in _SPACES and text[match.end() : match.end() + 1] in _SPACES
    return _close_dialogue(facts) and not apart


_UNITS = (
    "seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|miles?|kilomet(?:re|er)s?|met(?:re|er)s?|feet"
    "|inch(?:es)?|percent|per cent|pounds|dollars|people|men|times|pages|chapters|words|degrees|million|thousand"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
)
_RANGE = re.compile(
    rf"""
    (?<![\w.…,:/-]) (?:
        (?P<year> 1[0-9]\d\d | 20\d\d ) - (?P<until> 1[0-9]\d\d | 20\d\d | \d\d ) (?! [\w/-] | \.\d )
      | (?: (?<=pp\.\ ) | (?<=[Pp]ages\ ) | (?<=[Cc]hapters\ ) | (?<=[Aa]ges\ ) | (?<=[Aa]ged\ ) | (?<=[Vv]erses\ )
          | (?<=[Ll]ines\ ) | (?<=[Nn]os\.\ ) | (?<=[Ee]pisodes\ ) )
        (?P<first> \d{{1,4}} ) - (?P<last> \d{{1,4}} ) (?! [\w/-] | \.\d )
      | (?P<few> \d{{1,4}} ) - (?P<many> \d{{1,4}} ) (?= [ ] (?: {_UNITS} ) \b )
      | (?P<verse> \d{{1,3}}:\d\d ) - (?P<rest> \d{{1,3}} (?: :\d\d )? ) (?! [\w/-] | \.\d )
    ) | (?: {_MONTHS} ) [ ] (?P<day> \d\d? ) - (?P<eve> \d\d? ) (?! [\w/-] | \.\d )
    """,
    re.VERBOSE,
)
_NUMBERS = re.compile(r"-(?=\d)(?<=\d.)")
_ENDS = (("year", "until"), ("first", "last"), ("few", "many"), ("day", "eve"), ("verse", "rest"))


@DASHES.rule(
    "Between two years, pages, days of a month or numbers of one unit a hyphen means “to”: an en dash."
)
def range_of_numbers(story: Story, facts: Facts) -> Findings:
    """Set the hyphen of 1914-1918 and of "5-10 minutes"."""
    numbers = tuple(index for index in facts.where if _NUMBERS.search(story.blocks[index].text))
    for index, _, match in matches(story, numbers, _RANGE):
        for low, high in _ENDS:
            if match[low] and _ascends(match[low], match[high]):
                at = match.end(low)
                yield Replace(index, at, at + 1, "-", "–", because=f"{match[high]} follows {match[low]}")


def _ascends(low: str, high: str) -> bool:
    if ":" in low:  # verses of a chapter, or hours
        return True
    if len(high) < len(low):
        if len(low) == 4 and 1 <= int(high) <= 12:  # 2011-05 is a month as well
            return False
        high = low[: len(low) - len(high)] + high
    return int(low) < int(high)
