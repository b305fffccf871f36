"""Measure the text of a paragraph: how wide it is, where its lines may end, how far its signs may hang.

Widths are points. They are HarfBuzz's, as WeasyPrint's are, so that a line which fits here fits there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import pyphen

from compiler.themes import Face
from compiler.write.pdf.lines import DASH, HYPHEN, POOR, Breaks
from compiler.write.pdf.shape import EM, runs

DIVISION = "\u2010"  # the hyphen that WeasyPrint, too, divides words with

NO_BREAK = "\u00a0"  # a space as wide as the others of its line

LETTERS = re.compile(r"[^\W\d_]+")
AFTER_DASH = re.compile(r"(?<=\w)[-\u2010\u2013](?=\w)|[\u2014\u2015](?=[\w“‘\"'])")
"""A line may end after these: a hyphen or en dash inside a compound, an em dash before a word."""

SYLLABLES = (5, 2, 2)
"""The least letters of a word, and before and after its hyphen, where lines would be bad without one."""

PATTERNS = {"en": "en_US"}
"""Hyphenation patterns for a language without a country, where Pyphen's own choice is not the usual one."""

HANG_END = {
    ".": 0.5,
    ",": 0.5,
    "-": 0.5,
    DIVISION: 0.5,
    "’": 0.4,
    "”": 0.4,
    ";": 0.2,
    ":": 0.2,
    "—": 0.15,
    "–": 0.2,
}
HANG_START = {"“": 0.4, "‘": 0.4}
TRACK = 7  # thousandths of an em that letters may be moved apart or together, at most
MOST = 1.5  # points that a sign may hang into the margin


@dataclass(frozen=True, slots=True)
class Type:
    """How a stretch of text is set: the faces to look in, the size and extra space between letters in points."""

    faces: tuple[Face, ...]
    size: float
    features: tuple[tuple[str, int], ...]
    spacing: float
    language: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring characters of one element, and the inline elements round them, outermost first."""

    text: str
    path: tuple[ElementTree.Element, ...]
    type: Type


class Text:
    """The text of a paragraph, white space collapsed, with the type of every character."""

    def __init__(self, stretches: Sequence[Stretch], divided: bool, limits: tuple[int, int, int]) -> None:
        self.stretches: list[tuple[int, Stretch]] = []  # with where each ends
        self.text = ""
        for stretch in stretches:
            piece = re.sub("[ \n\t\r]+", " ", stretch.text)
            if self.text.endswith(" ") or not self.text:
                piece = piece.removeprefix(" ")
            self.text += piece
            self.stretches.append((len(self.text), stretch))
        self.text = self.text.rstrip(" ")
        self.divided, self.limits = divided, limits
        self.space, self.size = _width(" ", stretches[0].type), stretches[0].type.size
        self.starts: list[int] = []  # of the line after each break, in characters
        self.ends: list[int] = []  # of the line up to each break

    def breaks(self) -> Breaks:
        """Return the places where a line may end."""
        breaks = Breaks()
        x, at, fixed, spaces = 0.0, 0, 0, 0
        words = self.text.split(" ")
        for number, word in enumerate(words):
            end = at + len(word)
            width = self.width(at, end)
            for offset, divides in self._inside(word, at):
                place = at + offset
                hyphen = self.width_of(DIVISION, place - 1) if divides else 0.0
                breaks.end.append(x + self.width(at, place) + hyphen)
                breaks.start.append(x + width - self.width(place, end))
                breaks.penalty.append((DASH, HYPHEN, POOR)[divides])
                breaks.divides.append(divides)
                held = fixed + self.ligated(at, place)
                inside = spaces + word.count(NO_BREAK, 0, offset)
                self._note(
                    breaks, (place, place), (held, held), (inside, inside), (word[:offset], word[offset:])
                )
            x, fixed, spaces = x + width, fixed + self.ligated(at, end), spaces + word.count(NO_BREAK)
            more = number + 1 < len(words)
            space = self.width_of(" ", end) if more else 0.0
            breaks.end.append(x)
            breaks.start.append(x + space)
            breaks.penalty.append(0.0)
            breaks.divides.append(0)
            follow = words[number + 1] if more else ""
            self._note(breaks, (end, end + 1), (fixed, fixed), (spaces, spaces + 1), (word, follow))
            x, at, spaces = x + space, end + 1, spaces + 1
        return breaks

    def _note(
        self,
        breaks: Breaks,
        at: tuple[int, int],
        fixed: tuple[int, int],
        spaces: tuple[int, int],
        words: tuple[str, str],
    ) -> None:
        """Note of a break what stands before it and after it."""
        divides = breaks.divides[-1] > 0
        self.ends.append(at[0])
        self.starts.append(at[1])
        breaks.letters.append(at[0] + divides)
        breaks.letters_start.append(at[1])
        breaks.fixed.append(fixed[0])
        breaks.fixed_start.append(fixed[1])
        breaks.spaces.append(spaces[0])
        breaks.spaces_start.append(spaces[1])
        breaks.word.append(words[0])
        breaks.word_start.append(words[1])
        last = DIVISION if divides else self.text[at[0] - 1]
        breaks.hang.append(self._hang(last, HANG_END, at[0] - 1))
        breaks.hang_start.append(self._hang(words[1][0], HANG_START, at[1]) if words[1] else 0.0)

    def _hang(self, sign: str, how_far: dict[str, float], at: int) -> float:
        return min(MOST, how_far[sign] * self.width_of(sign, at)) if sign in how_far else 0.0

    def _inside(self, word: str, at: int) -> Iterator[tuple[int, int]]:
        """Give where a line may end inside a word, and how that divides it (see `lines.Grade`)."""
        places = {match.end(): 0 for match in AFTER_DASH.finditer(word)}
        if self.divided and len(word) >= SYLLABLES[0]:
            language = self.type_at(at).language
            for match in LETTERS.finditer(word):
                for rank, limits in ((1, self.limits), (2, SYLLABLES)):
                    for offset in _divisions(match[0], language, limits):
                        places.setdefault(match.start() + offset, rank)
        yield from sorted(places.items())

    def type_at(self, at: int) -> Type:
        """Return the type of the character at an offset."""
        return next((stretch.type for end, stretch in self.stretches if at < end), self.stretches[-1][1].type)

    def width_of(self, sign: str, at: int) -> float:
        """Return the width of a sign in the type of the character at an offset."""
        return _width(sign, self.type_at(at))

    def width(self, start: int, end: int) -> float:
        """Return the natural width of a range of the text."""
        return sum(_width(piece, type_) for piece, type_ in self._typed(start, end))

    def ligated(self, start: int, end: int) -> bool:
        """Tell whether letters are joined in a range of the text, so that they cannot be moved apart."""
        return any(_ligated(piece, type_) for piece, type_ in self._typed(start, end))

    def _typed(self, start: int, end: int) -> Iterator[tuple[str, Type]]:
        begin = start
        for stop, stretch in self.stretches:
            if begin < stop and begin < end:
                yield self.text[begin : min(end, stop)], stretch.type
                begin = min(end, stop)

    def pieces(self, start: int, end: int) -> Iterator[tuple[str, tuple[ElementTree.Element, ...]]]:
        """Give a range of the text as pieces, each with its inline elements."""
        begin = start
        for stop, stretch in self.stretches:
            if begin < stop and begin < end:
                yield self.text[begin : min(end, stop)], stretch.path
                begin = min(end, stop)


@lru_cache(maxsize=200_000)
def _width(text: str, type_: Type) -> float:
    """Return how wide a text is by nature, in points."""
    line = runs(text, type_.faces, type_.features, type_.language)
    advance = sum(glyph.advance for run in line for glyph in run.glyphs)
    return advance * type_.size / EM + len(text) * type_.spacing


@lru_cache(maxsize=200_000)
def _ligated(text: str, type_: Type) -> bool:
    line = runs(text, type_.faces, type_.features, type_.language)
    return type_.spacing != 0 or sum(len(run.glyphs) for run in line) != len(text)


@lru_cache(maxsize=16)
def _dictionary(language: str, left: int, right: int) -> Any:
    found = pyphen.language_fallback(PATTERNS.get(language, language)) if language else None
    return pyphen.Pyphen(lang=found, left=left, right=right) if found else None


@lru_cache(maxsize=100_000)
def _divisions(word: str, language: str, limits: tuple[int, int, int]) -> tuple[int, ...]:
    total, left, right = limits
    dictionary = _dictionary(language, left, right)
    if dictionary is None or len(word) < total:
        return ()
    return tuple(dictionary.positions(word))
