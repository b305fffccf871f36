"""Languages by the names that archives and authors give them."""

import re

_NAMES = {
    "en": "english|anglais|englisch|inglés|inglese",
    "fr": "french|français|francais|französisch|francés|francese",
    "de": "german|deutsch|allemand|alemán|tedesco",
    "es": "spanish|español|espanol|espagnol|spanisch|castellano|spagnolo",
    "it": "italian|italiano|italien|italienisch",
    "pt": "portuguese|português|portugues|portugais|portugiesisch",
    "pt-BR": "português brasileiro|brazilian portuguese|portuguese (brazil)",
    "pt-PT": "português europeu|european portuguese|portuguese (portugal)",
    "nl": "dutch|nederlands|niederländisch|néerlandais",
    "sv": "swedish|svenska",
    "no": "norwegian|norsk",
    "da": "danish|dansk",
    "fi": "finnish|suomi",
    "is": "icelandic|íslenska",
    "pl": "polish|polski",
    "cs": "czech|čeština|česky",
    "sk": "slovak|slovenčina|slovensky",
    "sl": "slovenian|slovenščina",
    "hu": "hungarian|magyar",
    "ro": "romanian|română|limba română",
    "hr": "croatian|hrvatski",
    "sr": "serbian|српски|srpski",
    "bg": "bulgarian|български",
    "ru": "russian|русский|russe|russisch",
    "uk": "ukrainian|українська",
    "el": "greek|ελληνικά",
    "tr": "turkish|türkçe",
    "he": "hebrew|עברית",
    "ar": "arabic|العربية",
    "fa": "persian|farsi|فارسی",
    "hi": "hindi|हिन्दी",
    "id": "indonesian|bahasa indonesia",
    "ms": "malay|bahasa malaysia",
    "fil": "filipino|tagalog|wikang filipino",
    "vi": "vietnamese|tiếng việt",
    "th": "thai|ไทย",
    "ja": "japanese|日本語",
    "ko": "korean|한국어",
    "zh": "chinese|中文|中文-普通话 國語|mandarin",
    "ca": "catalan|català",
    "eu": "basque|euskara",
    "gl": "galician|galego",
    "cy": "welsh|cymraeg",
    "ga": "irish|gaeilge",
    "gd": "scottish gaelic|gàidhlig",
    "et": "estonian|eesti keel|eesti",
    "lv": "latvian|latviešu valoda",
    "lt": "lithuanian|lietuvių kalba",
    "af": "afrikaans",
    "sq": "albanian|shqip",
    "la": "latin|lingua latina",
    "eo": "esperanto",
}
_TAGS = {name: tag for tag, row in _NAMES.items() for name in row.split("|")}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def language_tag(name: str) -> str:
    """Return the tag (BCP 47) of a language given by its name in one of several languages, or by its tag.

    An unknown name gives an empty string.
    """
    folded = " ".join(name.casefold().split())
    if folded in _TAGS:
        return _TAGS[folded]
    return name.strip().replace("_", "-") if _TAG.fullmatch(name.strip()) else ""
