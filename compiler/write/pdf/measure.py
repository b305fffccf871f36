"""Measure the text of a paragraph: how wide it is, where its lines may end, how far its signs may hang.

Widths are points. They are HarfBuzz's, as WeasyPrint's are, so that a line which fits here fits there. Words come
again and again, so each is measured once a process for each type it is set in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import pyphen

from compiler.themes import Face
from compiler.write.pdf.lines import DASH, HYPHEN, POOR, Breaks, Setting, settings
from compiler.write.pdf.shape import EM, runs

DIVISION = "\u2010"  # the hyphen that WeasyPrint, too, divides words with
NO_BREAK = "\u00a0"  # a space as wide as the others of its line

LETTERS = re.compile(r"[^\W\d_]+")
AFTER_DASH = re.compile(r"(?<=\w)[-\u2010\u2013](?=\w)|[\u2014\u2015](?=[\w“‘\"'])")
"""A line may end after these: a hyphen or en dash inside a compound, an em dash before a word."""

SYLLABLES = (5, 2, 2)
"""The least letters of a word, and before and after its hyphen, where lines would be bad without one."""

LONGEST = 60  # characters of what is still a word: longer runs are not divided

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
"""What may hang into the margin at the end and the beginning of a line, and how much of its own width."""

RAG = 0.12  # of the measure, that a ragged line is short of it without being a bad one
MOST = 1.5  # points that it may hang at most
TRACK = 7  # thousandths of an em that letters may be moved apart or together, at most

REMEMBERED = 100_000  # words of a type

Limits = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line may end inside a word: widths of what is before it (with a hyphen, if it divides) and after it."""

    offset: int
    divides: int  # as in `lines.Grade`
    before: float
    after: float
    joined: bool  # a ligature before it
    spaces: int  # no-break spaces before it
    hang: float
    hang_start: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word measured: no space in it but no-break ones."""

    text: str
    width: float
    joined: bool
    spaces: int
    hang: float
    hang_start: float
    places: tuple[Place, ...]


@dataclass(eq=False, slots=True)
class Type:
    """How text is set: the faces to look in, the size and extra space between letters in points."""

    faces: tuple[Face, ...]
    size: float
    features: tuple[tuple[str, int], ...]
    spacing: float
    language: str
    widths: dict[str, tuple[float, bool]] = field(default_factory=dict, repr=False)
    words: dict[tuple[str, Limits | None], Word] = field(default_factory=dict, repr=False)

    def measure(self, text: str) -> tuple[float, bool]:
        """Return the natural width of a text, and whether letters are joined in it and cannot be moved apart."""
        known = self.widths.get(text)
        if known is None:
            line = runs(text, self.faces, self.features, self.language)
            glyphs = [glyph for run in line for glyph in run.glyphs]
            width = sum(glyph.advance for glyph in glyphs) * self.size / EM + len(text) * self.spacing
            known = width, self.spacing != 0 or len(glyphs) != len(text)
            if len(self.widths) < REMEMBERED:
                self.widths[text] = known
        return known

    def width(self, text: str) -> float:
        """Return the natural width of a text."""
        return self.measure(text)[0]

    def word(self, text: str, limits: Limits | None) -> Word:
        """Return a word of this type measured; without limits it is not divided."""
        known = self.words.get((text, limits))
        if known is None:
            known = _word(text, [(text, self)], limits)
            if len(self.words) < REMEMBERED:
                self.words[text, limits] = known
        return known


@lru_cache(maxsize=256)
def type_of(
    faces: tuple[Face, ...], size: float, features: tuple[tuple[str, int], ...], spacing: float, language: str
) -> Type:
    """Return the type with these properties, the same each time, with what it remembers of words."""
    return Type(faces, size, features, spacing, language)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring characters of one element, and the inline elements round them, outermost first."""

    text: str
    path: tuple[ElementTree.Element, ...]
    type: Type


class Text:
    """The text of a paragraph, white space collapsed, with the type of every character."""

    def __init__(self, stretches: Sequence[Stretch], limits: Limits | None) -> None:
        """Join the stretches. `limits` are the letters of a word, before and after a hyphen that must remain."""
        pieces: list[str] = []
        self.stops: list[int] = []  # where each stretch ends
        self.stretches = stretches
        length, ended = 0, True
        for stretch in stretches:
            piece = re.sub("[ \n\t\r]+", " ", stretch.text)
            if ended:
                piece = piece.removeprefix(" ")
            if piece:
                ended = piece.endswith(" ")
            pieces.append(piece)
            length += len(piece)
            self.stops.append(length)
        self.text = "".join(pieces).rstrip(" ")
        self.limits = limits
        self.space, self.size = stretches[0].type.width(" "), stretches[0].type.size
        self.starts: list[int] = []  # of the line after each break, in characters
        self.ends: list[int] = []  # of the line up to each break

    def breaks(self) -> Breaks:
        """Return the places where a line may end."""
        breaks = Breaks()
        x, at, fixed, spaces = 0.0, 0, 0, 0
        words = self._words()
        for number, word in enumerate(words):
            for place in word.places:
                where = at + place.offset
                self.ends.append(where)
                self.starts.append(where)
                breaks.add(
                    end=x + place.before,
                    start=x + word.width - place.after,
                    spaces=(spaces + place.spaces, spaces + place.spaces),
                    letters=(where + (place.divides > 0), where),
                    fixed=fixed + place.joined,
                    hang=(place.hang, place.hang_start),
                    penalty=(DASH, HYPHEN, POOR)[place.divides],
                    divides=place.divides,
                    words=(word.text[: place.offset], word.text[place.offset :]),
                )
            x, at = x + word.width, at + len(word.text)
            fixed, spaces = fixed + word.joined, spaces + word.spaces
            follow = words[number + 1] if number + 1 < len(words) else None
            space = self._type_at(at).width(" ") if follow else 0.0
            self.ends.append(at)
            self.starts.append(at + 1)
            breaks.add(
                end=x,
                start=x + space,
                spaces=(spaces, spaces + 1),
                letters=(at, at + 1),
                fixed=fixed,
                hang=(word.hang, follow.hang_start if follow else 0.0),
                penalty=0.0,
                divides=0,
                words=(word.text, follow.text if follow else ""),
            )
            x, at, spaces = x + space, at + 1, spaces + 1
        return breaks

    def settings(
        self, breaks: Breaks, widths: Sequence[float], *, ragged: bool = False, other: bool = False
    ) -> list[Setting]:
        """Return the best ways to set the text in lines of these widths: justified, or ragged on the right."""
        rag = RAG * widths[-1] if ragged else 0.0
        return settings(breaks, widths, self.space, track=TRACK / EM * self.size, rag=rag, other=other)

    def _words(self) -> list[Word]:
        words: list[Word] = []
        at = 0
        for text in self.text.split(" "):
            pieces = list(self._typed(at, at + len(text)))
            if len(pieces) == 1:
                words.append(pieces[0][1].word(text, self.limits))
            else:
                words.append(_word(text, pieces, self.limits))
            at += len(text) + 1
        return words

    def _type_at(self, at: int) -> Type:
        return self.stretches[min(bisect_right(self.stops, at), len(self.stops) - 1)].type

    def _typed(self, start: int, end: int) -> Iterator[tuple[str, Type]]:
        for piece, stretch in self._cut(start, end):
            yield piece, stretch.type

    def pieces(self, start: int, end: int) -> Iterator[tuple[str, tuple[ElementTree.Element, ...]]]:
        """Give a range of the text as pieces, each with its inline elements."""
        for piece, stretch in self._cut(start, end):
            yield piece, stretch.path

    def _cut(self, start: int, end: int) -> Iterator[tuple[str, Stretch]]:
        index = bisect_right(self.stops, start)
        while start < end:
            stop = min(end, self.stops[index])
            yield self.text[start:stop], self.stretches[index]
            start, index = stop, index + 1


def _word(text: str, pieces: Sequence[tuple[str, Type]], limits: Limits | None) -> Word:
    """Measure a word that may change its type inside."""

    def measure(start: int, end: int) -> tuple[float, bool]:
        width, joined, begin = 0.0, False, 0
        for piece, type_ in pieces:
            part = piece[max(start - begin, 0) : max(end - begin, 0)]
            if part:
                more, linked = type_.measure(part)
                width, joined = width + more, joined or linked
            begin += len(piece)
        return width, joined

    def type_at(at: int) -> Type:
        begin = 0
        for piece, type_ in pieces:
            begin += len(piece)
            if at < begin:
                return type_
        return pieces[-1][1]

    places: list[Place] = []
    for offset, divides in _inside(text, limits, pieces[0][1].language if pieces else ""):
        before, joined = measure(0, offset)
        type_ = type_at(offset - 1)
        if divides:
            before += type_.width(DIVISION)
        sign = DIVISION if divides else text[offset - 1]
        places.append(
            Place(
                offset,
                divides,
                before,
                measure(offset, len(text))[0],
                joined,
                text.count(NO_BREAK, 0, offset),
                _hang(sign, HANG_END, type_),
                _hang(text[offset], HANG_START, type_at(offset)),
            )
        )
    width, joined = measure(0, len(text))
    hang = _hang(text[-1], HANG_END, type_at(len(text) - 1)) if text else 0.0
    hang_start = _hang(text[0], HANG_START, type_at(0)) if text else 0.0
    return Word(text, width, joined, text.count(NO_BREAK), hang, hang_start, tuple(places))


def _hang(sign: str, how_far: dict[str, float], type_: Type) -> float:
    return min(MOST, how_far[sign] * type_.width(sign)) if sign in how_far else 0.0


def _inside(word: str, limits: Limits | None, language: str) -> list[tuple[int, int]]:
    """Return where a line may end inside a word, and how that divides it (see `lines.Grade`)."""
    if len(word) > LONGEST:
        return []
    places = {match.end(): 0 for match in AFTER_DASH.finditer(word)}
    if limits and len(word) >= SYLLABLES[0]:
        for match in LETTERS.finditer(word):
            for rank, least in ((1, limits), (2, SYLLABLES)):
                for offset in _divisions(match[0], language, least):
                    places.setdefault(match.start() + offset, rank)
    return sorted(places.items())


@lru_cache(maxsize=16)
def _dictionary(language: str, left: int, right: int) -> Any:
    found = pyphen.language_fallback(PATTERNS.get(language, language)) if language else None
    return pyphen.Pyphen(lang=found, left=left, right=right) if found else None


def _divisions(word: str, language: str, limits: Limits) -> Sequence[int]:
    total, left, right = limits
    dictionary = _dictionary(language, left, right)
    if dictionary is None or len(word) < total:
        return ()
    return [int(position) for position in dictionary.positions(word)]
