# ruff: noqa: E501
"""The labels that people put before what is not the story: header fields and notes, in a dozen languages.

A label stands at the beginning of a line and ends in a colon (`Title:`, `Auteur :`, `**Rating:**`), or, for the few
that nobody writes otherwise, in anything (`A/N so this is late`). What it says is one of the roles of the model;
a MASTHEAD label also names its field.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from compiler.model.text import Role

_TABLE: dict[tuple[Role, str], str] = {
    (Role.TITLE, "title"): "title|story title|fic title|story|name of story|titre|titel|título|titulo|titolo|tytuł|"
    "название|otsikko|cím|název|タイトル|标题",
    (Role.BYLINE, "author"): "author|authors|author name|writer|written by|by|pen name|penname|auteur|auteure|autor|"
    "autorin|autora|autore|autrice|auteur(e)|författare|forfatter|verfasser|автор|авторка|kirjoittaja|作者",
    (Role.SUMMARY, "summary"): "summary|synopsis|description|blurb|résumé|resume|resumé|zusammenfassung|inhalt|"
    "inhaltsangabe|resumen|sinopsis|riassunto|sommario|trama|resumo|sinopse|samenvatting|sammanfattning|"
    "sammendrag|handling|streszczenie|opis|саммари|описание|краткое содержание|summery|あらすじ",
    (Role.DISCLAIMER, ""): "disclaimer|disclaimers|disclamer|disclaimer and notes|standard disclaimer|legal|legalese|"
    "legal stuff|copyright|copyrights|disclaimer/claimer|claimer|haftungsausschluss|descargo|descargo de "
    "responsabilidad|renuncia|ansvarsfriskrivning|zastrzeżenie|дисклеймер|отказ|отказ от прав|免责声明|ownership",
    (Role.WARNING, "warnings"): "warning|warnings|trigger warning|trigger warnings|tw|cw|content warning|content "
    "warnings|content notes|triggers|archive warning|archive warnings|avertissement|avertissements|warnung|"
    "warnungen|warnhinweis|advertencia|advertencias|avvertenze|avvertimenti|avisos|aviso|waarschuwing|"
    "waarschuwingen|varning|varningar|advarsel|ostrzeżenia|ostrzeżenie|предупреждение|предупреждения|squicks",
    (Role.CREDITS, "beta"): "beta|betas|beta'd by|betaed by|beta read by|beta reader|beta-reader|betareader|bêta|"
    "bêta-lecture|betaleser|beta-leser|betalezer|бета|credits|credit|lyrics by|art by|artist|thanks|thanks to|"
    "special thanks|many thanks|acknowledgements|acknowledgments|inspired by|inspiration|remerciements|danke|"
    "danksagung|agradecimientos|ringraziamenti|agradecimentos|podziękowania|благодарности",
    (Role.DEDICATION, "dedication"): "dedication|dedicated to|for|dédicace|widmung|dedicatoria|dedica|dedicatória|"
    "opgedragen aan|dedykacja|посвящение|gift for|written for",
    (Role.SETTING, "setting"): "setting|set|timeline|time line|timeframe|time frame|time|takes place|context|"
    "continuity|chronologie|zeitlinie|línea temporal|ambientazione|таймлайн|universe",
    (Role.AUTHOR_NOTE, ""): "a/n|an|a.n|a.n.|a / n|a\\n|author's note|author's notes|authors note|authors notes|"
    "author note|author notes|authors' note|authors' notes|authoress's note|authoress note|writer's note|note|"
    "notes|n/a|n.a|n.b|nb|note from author|note from the author|note to readers|story notes|chapter notes|"
    "beginning notes|end notes|endnotes|end note|endnote|ending notes|opening notes|translator's note|"
    "translator's notes|t/n|tl note|editor's note|nda|n.d.a|n/d/a|note de l'auteur|note de l'auteure|notes de "
    "l'auteur|note d'auteur|anmerkung|anmerkungen|anmerkung der autorin|anmerkung des autors|nota de autor|"
    "nota de autora|nota del autor|nota de la autora|notas del autor|notas de la autora|notas de autor|nota "
    "dell'autore|nota dell'autrice|note dell'autore|note dell'autrice|notas|nota|nota do autor|nota da autora|"
    "notas do autor|notas da autora|noot|noot van de auteur|författarens anmärkning|forfatterens note|"
    "forfatternotat|notatki|od autora|od autorki|notka|notka od autorki|notka od autora|nota autora|"
    "примечание|примечания|примечание автора|примечания автора|от автора|прим. автора|комментарий автора|"
    "feedback|comments|vorwort|nachwort|vorbemerkung|avant-propos|あとがき|前書き|まえがき|"
    "後書き|作者的话|作者注|comment|commentaire|commentaires|author's comments|author's comment|challenge|prompt|"
    "distribution|author's ramblings|ramblings",
    (Role.MASTHEAD, "fandom"): "fandom|fandoms|series/fandom|show|crossover|xover|based on|universum|фандом|фэндом|фандомы|fandom(s)|"
    "base|fandom/pairing",
    (Role.MASTHEAD, "rating"): "rating|rated|ratings|rate|classification|einstufung|altersfreigabe|"
    "clasificación|clasificacion|valutazione|classificação|classificatie|рейтинг|ikärajaus|åldersgräns",
    (Role.MASTHEAD, "url"): "story url|storylink|story link|url|link|source|originally posted at|original url|"
    "posted originally|source url|quelle|fuente|источник|permalink|web",
    (Role.MASTHEAD, "author-url"): "author url|authorlink|author link|website|site|homepage|web site|webpage|livejournal|"
    "lj|tumblr|twitter",
    (Role.MASTHEAD, "email"): "e-mail|email|e-mail address|email address|mail|contact|feedback to|address|"
    "adresse|courriel|почта",
    (Role.MASTHEAD, "pairing"): "pairing|pairings|pairing(s)|pair|ship|ships|couple|couples|relationship|relationships|"
    "pairing/characters|characters/pairing|characters/pairings|main pairing|paring|parejas|pareja|paar|couple(s)|"
    "coppia|casal|пейринг|пейринг и персонажи|пэйринг|персонажи и пейринг|paarung|pärchen|shipper",
    (Role.MASTHEAD, "characters"): "character|characters|character(s)|main characters|featuring|starring|personnages|"
    "personaje|personajes|personaggi|personagens|charaktere|personages|karaktärer|personer|postacie|персонажи",
    (Role.MASTHEAD, "genre"): "genre|genres|gatunek|género|genere|gênero|жанр|жанры|type|story type|kategori|kategorie|"
    "categoria|catégorie|categoría",
    (Role.MASTHEAD, "category"): "category|categories|category/categories",
    (Role.MASTHEAD, "keywords"): "keyword|keywords|tags|additional tags|tag|labels|метки|freeform|schlagwörter|étiquettes",
    (Role.MASTHEAD, "spoilers"): "spoiler|spoilers|spoiler(s)|spoilers for|spoileurs|спойлеры",
    (Role.MASTHEAD, "archive"): "archive|archiving|archived at|archive at|archivo|archives|permission to archive|размещение",
    (Role.MASTHEAD, "language"): "language|langue|sprache|idioma|lingua|taal|språk|język|язык",
    (Role.MASTHEAD, "words"): "word count|wordcount|words|wörter|mots|palabras|parole|palavras|length|longueur|слов|размер",
    (Role.MASTHEAD, "chapters"): "chapter count|chapters|chapitres|kapitel|capítulos|capitoli|content",
    (Role.MASTHEAD, "status"): "status|complete|completed|statut|estado|stato|stan|статус|story status|state",
    (Role.MASTHEAD, "series"): "series|series/sequel|sequel|sequel to|part of|série|serie|reihe|серия|arc|series name|"
    "previous part|book in series",
    (Role.MASTHEAD, "published"): "date|published|posted|publication date|date posted|date written|first published|"
    "originally posted|written|datum|fecha|data|publié|veröffentlicht|publicado|дата|erschienen",
    (Role.MASTHEAD, "updated"): "updated|last updated|date updated|last update|packaged|aktualisiert|mis à jour|actualizado",
    (Role.MASTHEAD, "other"): "направленность|количество частей|кол-во частей|соавторы|публикация на других ресурсах|"
    "reviews|rewiews|follows|favs|published on|crossposted|co-author|co-authors|kapitel/wörter",
    (Role.MASTHEAD, "collections"): "collections|collection|publisher|stats|statistics|hits|"
    "kudos|bookmarks|reviews|favs|follows|favorites|id|story id|format|medium|community|word/chapter count|"
    "extra tags|original|reviews count",
}  # fmt: skip

# Nobody begins a line like this but to speak to the reader; and these may do without a colon.
_ABBREVIATED = re.compile(
    r"[aA]\s?[/\\]\s?[nN]s?\b|[aA]\.[nN]\.|(?:AN|an)\s?[:;]|AN\s?[-–—]|(?:N\.?[dD]\.?A|nda)\b\.?\s?:|N/A\s?:|T/N\b|ТN:"
)
_SPELLED = re.compile(
    r"author(?:['’]?s?['’]?|ess['’]?s?) notes?\b|disclaimers?\s*[:=-]|note de l['’]auteure?|anmerkung (?:der autorin|"
    r"des autors)|not[ae]s? (?:del|de la|do|da|dell['’]|de) ?aut|(?:прим(?:ечани[ея]|\.) )?(?:от )?автора\s?:|notka od autor|"
    r"författarens anm|あとがき|作者的话|まえがき",
    re.IGNORECASE,
)
_LEAD = "*_~=-–—#<>[](){}|+.•·/\\ \t\xa0"
_BBCODE = re.compile(r"\[/?[a-z]{1,8}(?:=[^\]\n]{1,40})?\]", re.IGNORECASE)
_SPACE = r"[ \t\xa0\u202f]"
_CLOSING = r"(?:\*\*|__|\*|_|\[/[a-z]\])?"
_LABEL = re.compile(
    rf"(?P<name>[^\W\d_][^\n:：=]{{0,31}}?){_SPACE}?{_CLOSING}{_SPACE}?"
    rf"(?P<colon>:+|：|=+{_SPACE}|(?<=\s)[-–—]+{_SPACE}){_CLOSING}{_SPACE}*"
)


GENERIC = frozenset(
    """note|notes|n/a|n.b|nb|warning|warnings|setting|set|time|timeline|timeframe|context|continuity|universe|for|
    thanks|thanks to|prompt|challenge|comments|comment|feedback|credits|credit|artist|art by|inspiration|legal|
    copyright|ownership|inhalt|handling|opis|description|trama|claimer|nota|notas|distribution|aviso|avisos|
    ramblings|notka|note from author|endnote|end note""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Labels that a notice or a list inside a story may bear too: they are believed only where notes stand."""


WEAK = frozenset(
    """date|name|status|time|set|for|language|length|words|series|state|type|email|e-mail|address|contact|id|format|
    location|arc|written|posted|data|datum|fecha|stan|stato|estado|stats|content|original|link|source|url|web|mail|
    complete|completed|language|comments|feedback|update|context|note|notes|by|length|collection|part of""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
"""Labels that a form inside a story may bear too: alone, they make no header."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a line's label says: the role, the field of a header, and where the value begins in the line."""

    role: Role
    field: str
    value_at: int
    text: str
    dashed: bool = False  # it ends in a dash or an equals sign, not in a colon


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[Role, str]]:
    return {name: key for key, row in _TABLE.items() for name in row.split("|")}


def find(line: str) -> Label | None:
    """Return the label a line begins with, if it begins with one."""
    lead = _lead(line)
    match = _LABEL.match(line, lead)
    if not match:
        return None
    name = " ".join(match["name"].casefold().replace("’", "'").replace("`", "'").split())
    if name not in _names():
        return None
    role, field = _names()[name]
    dashed = ":" not in match["colon"] and "：" not in match["colon"]
    if dashed and len(name) < 4 and role is not Role.AUTHOR_NOTE:
        return None
    return Label(role, field, match.end(), name, dashed)


_ANY = re.compile(
    rf"[^\W\d_][\w'’/&., -]{{1,32}}(?:\([\w ]{{1,12}}\))?{_SPACE}?{_CLOSING}{_SPACE}?(?::|：){_CLOSING}(?={_SPACE}|$)"
)


def is_strong(line: str) -> bool:
    """Tell whether the line begins with a label that only a header has."""
    label = find(line)
    return label is not None and label.text not in WEAK and not label.dashed


def any_label(line: str) -> str:
    """Return the words before a colon at the beginning of a line, known or not; "" if there are none."""
    match = _ANY.match(line, _lead(line))
    return match.group().rstrip(":：*_ \t").strip().casefold() if match else ""


def is_unmistakable(line: str) -> bool:
    """Tell whether the line begins as nothing but a note to the reader begins."""
    return is_abbreviated(line) or _SPELLED.match(line, _lead(line)) is not None


def is_abbreviated(line: str) -> bool:
    """Tell whether the line begins "A/N", which nothing in a story does."""
    return _ABBREVIATED.match(line, _lead(line)) is not None


def _lead(line: str) -> int:
    """Return where the line's words begin, after brackets, stars and BBCode."""
    position = 0
    while position < len(line) and position < 40:
        code = _BBCODE.match(line, position)
        if code:
            position = code.end()
        elif line[position] in _LEAD:
            position += 1
        else:
            break
    return position


_BY = re.compile(
    r"(?:(?:written |story |fic |fanfic |a (?:\w+ ){0,3}(?:fic|fanfic|fanfiction|story|tale) )?by|par|por|von|di|da|de|door|av|af|"
    r"от|автор|écrit par|geschrieben von|escrito por|scritto da|napisa[łl](?:a)?|autor(?:ka|in|a|e)?|auteure?)"
    r"(?:[ \t]*:[ \t]*|[ \t]+)(?P<name>\S.{0,60})",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de del della di da du des la le van von der den the of and & y e et und i и".split())


def is_byline(line: str) -> bool:
    """Tell whether the line says who wrote the story: "by", a name and nothing else."""
    return byline_at(line) > 0


def byline_at(line: str) -> int:
    """Return where the name begins in a byline; 0 if the line is none."""
    lead = _lead(line)
    match = _BY.fullmatch(line.rstrip().rstrip("*_])}~-= "), lead)
    if not match:
        return 0
    name = match["name"].strip()
    words = name.split()
    if len(words) > 7 or name[-1] in ".!?,;:" or '"' in name or "“" in name:
        return 0
    if len(words) == 1:
        return match.start("name") if not name.islower() or len(words[0]) > 3 else 0
    named = all(
        word[:1].isupper() or not word[:1].isalpha() or word.casefold() in _PARTICLES for word in words
    )
    return match.start("name") if named and words[0].casefold() not in ("the", "la", "le", "der") else 0
