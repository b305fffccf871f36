"""The conventions of typography, one row a language or style.

A row says which marks a language quotes with, which dash it breaks a sentence with, and where it wants a space.
`Settings.style` names a row of STYLES, which overrides the language's own: the two are data, and the rules read
nothing else.
"""

from dataclasses import dataclass, replace

from compiler.errors import SettingsError

NARROW = "\u202f"  # narrow no-break space
NO_BREAK = "\u00a0"
HAIR = "\u200a"
JOINER = "\u2060"
SPACED_EN = NO_BREAK + "– "
SPACED_EM = NO_BREAK + "— "


@dataclass(frozen=True, slots=True)
class Convention:
    """How one language or house sets its marks.

    `outer` is the kind of mark a quotation begins with where a story does not show its own habit. `dash` is the
    dash that breaks a sentence, with its spaces; `spaced` gives the punctuation that wants a space before it, and
    `inside` the space within the double marks. Where `marks` is false a language is left to its own marks.
    """

    name: str
    double: tuple[str, str] = ("“", "”")
    single: tuple[str, str] = ("‘", "’")
    inner: tuple[str, str] = ("“", "”")  # double marks inside angled ones
    outer: str = '"'
    dash: str = "—"
    dialogue: str = ""  # what opens a speech at the start of a paragraph, where a dash does
    spaced: tuple[tuple[str, str], ...] = ()
    inside: str = ""
    ellipsis_space: str = ""  # before the ellipsis
    marks: bool = True


ENGLISH = Convention("English (US)")

LANGUAGES: dict[str, Convention] = {
    "en": ENGLISH,
    "en-gb": Convention("English (UK)", outer="'", dash=SPACED_EN),
    "fr": Convention(
        "French",
        double=("«", "»"),
        dash=SPACED_EN,
        dialogue="— ",
        spaced=((";", NARROW), ("!", NARROW), ("?", NARROW), (":", NO_BREAK)),
        inside=NO_BREAK,
    ),
    "de": Convention("German", double=("„", "“"), single=("‚", "‘"), dash=SPACED_EN),
    "de-ch": Convention(
        "German (Switzerland)", double=("«", "»"), single=("‹", "›"), inner=("„", "“"), dash=SPACED_EN
    ),
    "es": Convention("Spanish", double=("«", "»"), dash=SPACED_EM, dialogue="—"),
    "it": Convention("Italian", double=("«", "»"), dash=SPACED_EN, dialogue="— "),
    "pt": Convention("Portuguese", dash=SPACED_EN, dialogue="— "),
    "pl": Convention("Polish", double=("„", "”"), single=("‚", "’"), dash=SPACED_EN, dialogue="— "),
    "nl": Convention("Dutch", outer="'", dash=SPACED_EN),
    "sv": Convention("Swedish", double=("”", "”"), single=("’", "’"), dash=SPACED_EN, dialogue="— "),
    "ru": Convention("Russian", double=("«", "»"), inner=("„", "“"), dash=SPACED_EM, dialogue="— "),
    "ja": Convention("Japanese", marks=False),
    "zh": Convention("Chinese", marks=False),
}

STYLES: dict[str, Convention] = {
    "us": ENGLISH,
    "uk": LANGUAGES["en-gb"],
    "se": Convention("Standard Ebooks", dash=JOINER + "—", ellipsis_space=HAIR),
}


def convention(language: str, style: str = "") -> Convention:
    """Return the row of the style, or else of the language (a BCP 47 tag, most particular part first).

    A language without a row keeps its own marks: nothing is turned into a convention it does not have. A style
    without one is a `SettingsError`.
    """
    if style and style not in STYLES:
        raise SettingsError(
            f"there is no typographic style {style!r}", mend=f"choose one of: {', '.join(STYLES)}"
        )
    if style:
        return STYLES[style]
    tag = language.lower().replace("_", "-")
    while tag:
        if tag in LANGUAGES:
            return LANGUAGES[tag]
        tag = tag.rpartition("-")[0]
    return replace(ENGLISH, name=language, marks=False) if language else ENGLISH
