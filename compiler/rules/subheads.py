# ruff: noqa: E501
"""Headings inside a chapter: whose point of view, which date, time or place, and named sections."""

import re

_DECORATION = "*_~=-–—#<>[](){}|+•:. \t"
_LONGEST = 70

_NAME = r"[A-ZÀ-ÞА-Я][\w.'’-]*"
_POV = re.compile(
    rf"(?:{_NAME}(?: {_NAME}){{0,3}}(?:['’]s?)? ?(?:p\.?o\.?v\.?|point of view|pov)|"
    r"(?:normal|no one['’]?s?|nobody['’]s|third person|3rd person|first person|general|author['’]?s?|omniscient|regular|"
    r"narrator['’]?s?|switch(?:ing)?|my|his|her|their) (?:p\.?o\.?v\.?|point of view|perspective)|"
    rf"(?:p\.?o\.?v\.?|point of view|perspective|sichtweise|point de vue|punto de vista)(?: of| de| von|:| -)? *(?:{_NAME}[ &,]*){{1,4}})",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|"
    r"novembre|dicembre|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
_DAY = (
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|"
    r"dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_NUMBER = r"(?:the )?\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?:,? ?(?:\d{4}|['’]\d\d|\d+ ?(?:ad|bc|bce|ce|bby|aby|ac)))"
_CLOCK = r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?hours| hrs)?|\d{1,2} ?[ap]\.?m\.?|\d{4} ?(?:hours|hrs|h)|noon|midnight|dawn|dusk)"
_DATE = re.compile(
    rf"(?:(?:dear )?diary,? )?(?:(?:{_DAY}),? ?)?(?:the )?(?:{_NUMBER} (?:of |de |d')?{_MONTH}|{_MONTH},? {_NUMBER})"
    rf"(?: de)?{_YEAR}?(?:,? (?:at )?{_CLOCK})?|{_MONTH}{_YEAR}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?:,? {_CLOCK})?|"
    rf"(?:{_DAY})(?:,? (?:the )?{_NUMBER})?(?:,? (?:morning|afternoon|evening|night))?(?:,? {_CLOCK})?|stardate:? ?[\d.]+|"
    rf"(?:year|anno|año|jahr) \d{{1,4}}(?: ?[a-z]{{2,3}})?|(?:1[0-9]|20)\d\d|{_CLOCK},? (?:{_DAY}|{_NUMBER} {_MONTH}){_YEAR}?",
    re.IGNORECASE,
)
_AMOUNT = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"several|many|some|a few|a couple(?: of)?|half an?|\d+)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|centurie|century|moment|lifetime)s?"
_TIME = re.compile(
    rf"{_CLOCK}|{_AMOUNT}(?: (?:and a half|long|short|more))? {_UNIT} (?:later|earlier|ago|before|after|previously|on)|"
    r"(?:later )?(?:that|the (?:next|following|previous|same)|next|the) (?:day|morning|night|afternoon|evening|week|month|year)"
    r"(?:,? later)?|(?:some time |sometime |much |a little (?:while )?|moments )?(?:later|earlier)(?: that (?:day|night|evening|morning))?|"
    r"meanwhile|(?:the )?present(?: day)?|now|then|before|after|today|tomorrow|yesterday|tonight|timeskip|time skip|"
    r"(?:early |late )?(?:morning|afternoon|evening|night|spring|summer|autumn|fall|winter)(?: \d{4})?|"
    r"(?:day|night|week|month|year|hour) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:start(?: of)? |begin(?:ning)?(?: of)? |end(?: of)? )?(?:flash ?backs?|flash ?forwards?|dream(?: sequence)?|memory|"
    r"vision)(?: (?:start|starts|begins?|ends?|over|sequence))?|(?:back to )?(?:the )?(?:present|reality)|rückblick|"
    r"retour en arrière|fin (?:du )?flash-?back",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?:the )?{_NAME}(?:[ '’-]+(?:of|the|de|du|la|von|der|on|in|and|{_NAME}|\d+)){{0,5}}(?:, (?:the )?{_NAME}(?: {_NAME}){{0,2}}){{1,3}}"
    rf"(?:,? \d{{4}})?|(?:int|ext)\. .{{3,60}}",
)
_WEAK_TIMES = frozenset(
    "now then before after morning evening night noon midnight dawn dusk today tomorrow".split()
)


def kind_of(line: str) -> str:
    """Return "pov", "date", "time", "place" or "section" for a line that is such a heading, or an empty string."""
    text = line.strip()
    if not text or len(text) > _LONGEST or "\n" in text or text[0] in "\"“”«„'‘":
        return ""
    bare = re.sub(r"[*_~]+", "", text).strip(_DECORATION + "…")
    decorated = bare != text.rstrip(".") and text[0] in _DECORATION
    ended = text.endswith((".", "!", "?", ",", ";")) and not text.endswith("..")
    if not bare or (ended and not _ends_in_abbreviation(text)):
        return ""
    if _POV.fullmatch(bare):
        return "pov"
    if _DATE.fullmatch(bare):
        return "date"
    if _SECTION.fullmatch(bare) and (decorated or len(bare.split()) > 1 or bare.casefold() != "memory"):
        return "section"
    if _TIME.fullmatch(bare) and bare[0].isupper() | bare[0].isdigit() | decorated:
        return "time" if decorated or bare.casefold() not in _WEAK_TIMES else ""
    return "place" if _PLACE.fullmatch(bare) and len(bare.split()) <= 9 else ""


def _ends_in_abbreviation(text: str) -> bool:
    return (
        re.search(r"(?:\b[ap]\.m|\bp\.o\.v|\bA\.D|\bB\.C|\b(?:INT|EXT)\..*)\.?$", text, re.IGNORECASE)
        is not None
    )
