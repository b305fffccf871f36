"""Chapter headings and their numbers: what a heading says in words, figures and Roman numerals.

`parse` reads one line on its own and says what it could be; whether it is a heading is for the rules to decide,
from the numbers before and after it.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

_CHAPTER = (
    "chapter|chaptre|chap|ch|chapitre|kapitel|capítulo|capitulo|cap|capitolo|hoofdstuk|kapittel|rozdział|"
    "rozdzial|глава|luku|fejezet|kapitola|capitolul|bölüm|bab|chương"
)
_PART = (
    "part|book|volume|vol|act|teil|partie|livre|parte|libro|livro|deel|del|część|czesc|часть|книга|osa|rész|"
    "episode|episodio|section|verse|canto|stave|entry|letter|day|night|week|year|step|round|drabble|snippet|scene"
)
_NAMED = (
    "prologue|epilogue|prolog|epilog|prólogo|epílogo|prologo|epilogo|proloog|epiloog|пролог|эпилог|prologi|"
    "epilogi|interlude|intermission|interludio|intermezzo|entracte|coda|foreword|preface|afterword|postscript|"
    "bonus chapter|final chapter|last chapter|the end of the beginning|序章|終章|プロローグ|エピローグ"
)
_UNITS = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "en ordinals": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
    "fr ordinals": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
    "es ordinals": "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici",
    "it ordinals": "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
    "pt": "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze",
    "pt ordinals": "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien",
    "sv": "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "pl ordinals": "pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty",
    "ru": "один два три четыре пять шесть семь восемь девять десять",
    "ru ordinals": "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая",
}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_FEMININE = {"première": 1, "seconde": 2, "primera": 1, "segunda": 2, "prima": 1, "seconda": 2, "primeira": 1}


def _spelled() -> dict[str, int]:
    numbers = {word: n for row in _UNITS.values() for n, word in enumerate(row.split(), 1)}
    english = _UNITS["en"].split()
    numbers |= _TENS | _FEMININE
    numbers |= {f"{t}-{u}": n + m for t, n in _TENS.items() for m, u in enumerate(english[:9], 1)}
    numbers |= {f"{t} {u}": n + m for t, n in _TENS.items() for m, u in enumerate(english[:9], 1)}
    return numbers | {"zero": 0, "one hundred": 100, "a hundred": 100}


LOOSE = frozenset(
    "episode episodio section verse entry letter day night week year step round drabble snippet "
    "scene canto stave".split()
)
"""Labels that a line of the story may bear too: they head chapters only in a row that counts up."""

SPELLED = _spelled()
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_DECORATION = "*_~=-–—#<>[](){}|+.:•· \t"
_NUMBER = r"(?:\d{1,4}|[ivxlcIVXLC]{1,7}|[^\W\d_]+(?:[ -][^\W\d_]+)?)"
_LABELLED = re.compile(
    rf"(?P<label>{_CHAPTER}|{_PART})\b\.?[ \t]*(?P<number>#?[ \t]*{_NUMBER})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_REVERSED = re.compile(
    rf"(?P<number>(?!\d)[^\W\d_]{{3,}}(?:[ -][^\W\d_]+)?|\d{{1,3}}(?:st|nd|rd|th|er|ère|º|ª|\.|"
    rf"e))[ \t]+(?P<label>{_CHAPTER}|{_PART})\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_LINE = re.compile(rf"(?P<label>{_NAMED})(?![\w'’])(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_CJK_LINE = re.compile(
    r"第[ \t]*(?P<number>[0-9０-９一二三四五六七八九十百〇]+)[ \t]*(?:章|話|回|节|節|部|卷)(?P<rest>.*)",
    re.DOTALL,
)
_BARE = re.compile(r"(?P<number>\d{1,3}|[ivxlcIVXLC]{1,7})(?P<mark>[.):]?)(?P<rest>.*)", re.DOTALL)
_CJK_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_LONGEST_TITLE = 90


class Form(Enum):
    """How a heading announces itself, from the surest to the least sure."""

    LABELLED = 1  # Chapter 2: The Weir
    NAMED = 2  # Prologue
    NUMERAL = 3  # 2. · II · -2- · Two


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says as a heading: its number, and where its title begins (0: it has none of its own)."""

    form: Form
    label: str  # "chapter", "part", "prologue" …, "" for a bare numeral
    number: int | None
    title_at: int = 0


def parse(line: str) -> Heading | None:
    """Read the line as a heading, or return `None` if it cannot be one."""
    if len(line) > _LONGEST_TITLE + 60 or "\n" in line.strip():
        return None
    text = line.rstrip()
    lead = len(text) - len(text.lstrip(_DECORATION))
    bare = text[lead:]
    if not bare or line.lstrip()[:1] in tuple("\"“„«'‘"):
        return None
    return _labelled(bare, lead) or _named(bare, lead) or _numeral(text, bare, lead)


def number_of(text: str) -> int | None:
    """Return the number a word, figure or Roman numeral stands for."""
    folded = text.strip().lstrip("#").strip().casefold().replace("ё", "е")
    if folded.isdecimal():
        return int(folded)
    if folded in SPELLED:
        return SPELLED[folded]
    if folded and _ROMAN.fullmatch(folded):
        values = [_ROMAN_VALUES[character] for character in folded]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return None


def _labelled(bare: str, lead: int) -> Heading | None:
    match = _CJK_LINE.match(bare)
    if match:
        number = _cjk_number(match["number"])
        return _with_title(match, Form.LABELLED, "chapter", number, lead)
    for pattern in (_LABELLED, _REVERSED):
        match = pattern.match(bare)
        if not match:
            continue
        number, shift = _leading_number(match["number"])
        if number is None:
            continue
        label = (
            "chapter" if re.fullmatch(_CHAPTER, match["label"], re.IGNORECASE) else match["label"].casefold()
        )
        rest_at = match.end("number") - shift if pattern is _LABELLED else match.start("rest")
        return _titled(bare, rest_at, Form.LABELLED, label, number, lead)
    return None


def _leading_number(words: str) -> tuple[int | None, int]:
    """Read "Twenty One" or, failing that, "Twenty", and say how many characters were not used."""
    number = number_of(words)
    if number is not None:
        return number, 0
    first = re.match(r"[^\W\d_]+", words)
    if first and first.end() < len(words):
        return number_of(first.group()), len(words) - first.end()
    return None, 0


def _named(bare: str, lead: int) -> Heading | None:
    match = _NAMED_LINE.match(bare)
    if not match:
        return None
    label = unicodedata.normalize("NFC", match["label"].casefold())
    return _titled(bare, match.start("rest"), Form.NAMED, label, None, lead)


def _numeral(text: str, bare: str, lead: int) -> Heading | None:
    core = bare.rstrip(_DECORATION)
    number = number_of(core)
    if number is not None and (not core.isalpha() or core.isupper() or core.istitle()):
        return Heading(Form.NUMERAL, "", number)
    match = _BARE.match(bare)
    if not match or not match["mark"]:
        return None
    number = number_of(match["number"])
    if number is None or match["number"] not in (match["number"].upper(), match["number"].lower()):
        return None
    if not match["number"].isdecimal() and not match["number"].isupper():
        return None
    return _titled(bare, match.end("mark"), Form.NUMERAL, "", number, lead)


def _with_title(
    match: re.Match[str], form: Form, label: str, number: int | None, lead: int
) -> Heading | None:
    return _titled(match.string, match.start("rest"), form, label, number, lead)


def _titled(bare: str, rest_at: int, form: Form, label: str, number: int | None, lead: int) -> Heading | None:
    """Say where the title begins after the label, if what follows can be a title at all."""
    rest = bare[rest_at:]
    if not rest.strip(_DECORATION):
        return Heading(form, label, number)
    separator = re.match(r"[ \t]*(?:[:.)–—\]|~/,>-]+)[ \t]*[\"“'‘*_~]*", rest)
    title = rest[separator.end() :] if separator else rest.lstrip()
    at = lead + rest_at + (separator.end() if separator else len(rest) - len(title))
    if not _is_title(title, sure=separator is not None and form is not Form.NUMERAL):
        return None
    if separator is None and (not rest[0].isspace() or form is Form.NAMED):
        return None
    return Heading(form, label, number, at)


def _is_title(title: str, *, sure: bool) -> bool:
    """Tell whether the words after the number can be a chapter's title, and not the rest of a sentence."""
    bare = title.strip(_DECORATION + "\"“”'‘’")
    if not bare or len(title) > _LONGEST_TITLE:
        return False
    words = bare.split()
    ended = title.rstrip('"”’*_~ ')[-1:] in tuple(".,;") and not title.rstrip().endswith("...")
    if sure:
        return len(words) <= 16 and not (ended and len(words) > 6)
    lower = sum(word[:1].islower() and len(word) > 3 for word in words)
    return len(words) <= 9 and not ended and not words[0][:1].islower() and lower <= len(words) // 3


def _cjk_number(text: str) -> int | None:
    folded = unicodedata.normalize("NFKC", text)
    if folded.isdecimal():
        return int(folded)
    total = 0
    current = 0
    for character in folded:
        if character in _CJK_DIGITS:
            current = _CJK_DIGITS[character]
        elif character in "十百":
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
    return total + current or None
