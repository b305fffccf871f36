"""What an element of any HTML is to the model: a frame for blocks, marks on a text, or a container.

Elements written by `write.xhtml` with annotations carry `data-line` or `data-mark`, and are exactly what those say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from compiler.model.text import TAGS, Attrs, Kind, Mark, Role

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HIDDEN = frozenset("script style head template noframes rp".split())
CONTAINERS = frozenset({"blockquote", "ul", "ol", "li"})
BLOCKS = frozenset(
    """address article aside body caption center dd details dialog div dl dt fieldset figure footer form h1 h2 h3 h4 h5
    h6 header hgroup hr html legend main nav p pre section summary table tbody td tfoot th thead tr""".split()
)
INLINE = {tag: tag for tag in TAGS if tag not in ("img", "note", "span")} | {
    "acronym": "abbr", "strike": "s", "tt": "code", "samp": "code", "var": "i", "dfn": "i"
}  # fmt: skip
KNOWN = (
    HEADINGS
    | HIDDEN
    | CONTAINERS
    | BLOCKS
    | TAGS
    | frozenset(
        """acronym applet area audio base basefont bdi bdo big blink br button canvas cite col colgroup data datalist
        dfn embed font frame frameset hgroup iframe input keygen label legend link listing map marquee menu meta meter
        nobr noscript object optgroup option output param picture plaintext portal progress rb rtc samp search select
        slot source strike svg textarea time title track tt var video wbr xmp""".split()
    )
) - {"note"}
"""Every element of HTML, past and present."""

STATED = frozenset({"p", "li", "dt", "dd", "figcaption", "tr"})
"""Elements that say that what stands in them is one paragraph; loose text says nothing of the kind."""

STYLES = {
    "i": re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE),
    "b": re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE),
    "u": re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline", re.IGNORECASE),
    "s": re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE),
    "sup": re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE),
    "sub": re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE),
}
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right|left|justify|start)", re.IGNORECASE)
_PRESERVED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_OURS = HEADINGS | {kind.value for kind in Kind}
_ANNOTATIONS = {"class", "id", "lang", "xml:lang", "xml:space"} | {
    f"data-{name}" for name in ("line", "role", "level", "traits", "marker", "marks")
}
_READ = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}
NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Said:
    """What a format says of an element and of all that it holds: an archive's template, of its notes."""

    role: Role = Role.BODY
    traits: tuple[str, ...] = ()


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the blocks are that stand directly in the innermost open block element."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    role: Role = Role.BODY
    traits: tuple[str, ...] = ()
    line: int | None = None  # as an exact element states it
    preserve: bool = False  # white space
    align: str = ""  # of the blocks that stand in it
    said: Said = NOTHING_SAID


def frame(name: str, attrs: dict[str, str], outside: Frame, said: Said | None = None) -> Frame:
    """Return the frame of a block element that stands in another; `said` is what the format says of it."""
    kind, level = Kind.PARAGRAPH, 0
    if name in HEADINGS:
        kind, level = Kind.HEADING, int(name[1])
    elif name in ("hr", "pre", "figure"):
        kind = Kind(name)
    preserve = attrs.get("xml:space") == "preserve" or kind is Kind.BREAK
    if is_exact(name, attrs):
        return Frame(
            kind,
            int(attrs.get("data-level", level)),
            Role(attrs.get("data-role", "body")),
            tuple(map(unquote, attrs["data-traits"].split(" "))) if "data-traits" in attrs else (),
            int(attrs["data-line"]),
            preserve,
        )
    style = attrs.get("style", "")
    aligned = _ALIGNED.search(style) or _ALIGNED.search(f"text-align: {attrs.get('align', '')}")
    align = aligned[1].lower() if aligned else "center" if name == "center" else outside.align
    within = outside.align if name == "p" else align  # no block stands in a <p>: its end tag was left out
    traits = [f"id:{attrs['id']}"] if attrs.get("id") else []
    traits += [f"class:{word}" for word in attrs.get("class", "").split()]
    traits += [f"lang:{attrs['lang']}"] if attrs.get("lang") else []
    traits += [f"tag:{name}"] if name in ("dt", "dd") else []
    traits += ["stated"] if name in STATED else []
    traits += [f"align:{align}"] if align in ("center", "right") else []
    preserve = preserve or outside.preserve or name == "pre" or bool(_PRESERVED.search(style))
    said = said or outside.said
    traits += [trait for trait in said.traits if trait not in traits]
    return Frame(kind, level, said.role, tuple(traits), preserve=preserve, align=within, said=said)


def is_exact(name: str, attrs: dict[str, str]) -> bool:
    """Tell whether our renderer wrote the block element; other programs write a `data-line` as well."""
    return (
        "data-line" in attrs
        and name in _OURS
        and attrs.keys() <= _ANNOTATIONS
        and all(NUMBER.fullmatch(attrs[key]) for key in ("data-line", "data-level") if key in attrs)
        and attrs.get("data-role", "body") in set(Role)
    )


def marker_marks(code: str, length: int) -> Iterator[Mark]:
    """Give the marks on the text of a scene break, which is `length` characters long."""
    for coded in filter(None, code.split("|")):
        start, end, mark = [*coded.split(" ", 2), "", ""][:3]
        tag, attrs = decoded(mark)
        if tag in TAGS and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length:
            yield Mark(int(start), int(end), tag, attrs)


def marks(name: str, attrs: dict[str, str]) -> Iterator[tuple[str, Attrs]]:
    """Give the marks that a foreign element puts on what it holds."""
    kept = attributes(name, attrs)
    if name in INLINE:
        if name != "a" or kept:  # a bare <a> is a place, no link
            yield INLINE[name], kept
    elif name == "span" and kept:
        yield "span", kept
    if style := attrs.get("style", ""):
        for tag, pattern in STYLES.items():
            if pattern.search(style):
                yield tag, ()


def attributes(name: str, attrs: dict[str, str]) -> Attrs:
    """Return those attributes of an inline element that mean something to a reader."""
    wanted = _READ.get(name, set()) | {"title", "lang"}
    return tuple((key, value) for key, value in attrs.items() if key in wanted)


def decoded(code: str) -> tuple[str, Attrs]:
    """Return the tag and the attributes that `data-mark` states."""
    tag, *pairs = code.split(" ")
    attrs = (pair.partition("=") for pair in pairs)
    return tag, tuple((unquote(name), unquote(value)) for name, _, value in attrs)
