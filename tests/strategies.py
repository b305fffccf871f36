"""Hypothesis strategies for the document model: texts, marks, blocks and stories as odd as the model allows.

`blocks()` makes whole tuples of blocks, with marks that nest, cross and touch, containers shared by neighbours, roles,
traits and white space of every kind; `stories()` a `Story` of them. All characters are legal in XML.
"""

from hypothesis import strategies as st

from compiler.model.story import Metadata, Story
from compiler.model.text import OBJECT, TAGS, Attrs, Block, Blocks, Kind, Mark, Role, Wrap

LEGAL = st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff").filter(
    lambda character: character in "\t\n\r" or ord(character) >= 32
)
"""Characters that XML 1.0 can hold."""

TELLING = st.sampled_from(
    [*" \n\t\r\u00a0&<>\"'’“”—-…*_.,;=%|#/", "a", "é", "ß", "文", "א", "🙂", OBJECT, "]]>", "&amp;", "<br/>"]
)
"""Characters that markup, cleaning or white space treats in its own way."""

PROSE = st.sampled_from(["Mara", "the", "don't", "said", "“Go,”", "river", "1984", "A/N", "* * *", "…"])


def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Return texts: prose, telling characters and any others, mixed."""
    return st.lists(st.one_of(LEGAL, TELLING, PROSE, st.just(" ")), max_size=max_size).map("".join)


names = st.sampled_from(["href", "title", "lang", "class", "kind", "src", "alt", "id", "width", "epub:type"])
values = st.one_of(
    texts(6),
    st.sampled_from(
        ["#n1", "http://example.com/a?b=c&d", "javascript:alert(1)", "fr", "x y", "n1", "12", "author"]
    ),
)


def attributes() -> st.SearchStrategy[Attrs]:
    """Return attributes of a mark, sensible and not."""
    return st.lists(st.tuples(names, values), max_size=3, unique_by=lambda pair: pair[0]).map(tuple)


@st.composite
def marks(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """Return marks over the text, anywhere; those of pictures over the characters that stand for one."""
    found = []
    if text:
        for _ in range(draw(st.integers(0, 5))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            tag = draw(st.sampled_from(sorted(TAGS - {"img"})))
            found.append(Mark(start, end, tag, draw(st.one_of(st.just(()), attributes()))))
    for place, character in enumerate(text):
        if character == OBJECT and draw(st.booleans()):
            found.append(Mark(place, place + 1, "img", draw(attributes())))
    return tuple(found)


traits = st.one_of(
    st.sampled_from(
        ["chat", "pov", "entry", "level-1", "gap:2", "id:n1", "id:s1", "field:rating", "lang:fr", ""]
    ),
    texts(5),
)
wraps = st.builds(
    Wrap, st.sampled_from(["blockquote", "ul", "ol", "li", "letter", "box", "odd tag"]), st.integers(0, 2)
)


@st.composite
def single_blocks(draw: st.DrawFn, within: tuple[Wrap, ...] = ()) -> Block:
    """Return one block."""
    text = draw(texts())
    return Block(
        kind=draw(st.sampled_from(list(Kind))),
        text=text,
        marks=draw(marks(text)),
        within=within,
        role=draw(st.sampled_from(list(Role))),
        level=draw(st.integers(0, 7)),
        traits=tuple(draw(st.lists(traits, max_size=3))),
        line=draw(st.integers(0, 5000)),
    )


@st.composite
def blocks(draw: st.DrawFn, max_size: int = 6) -> Blocks:
    """Return blocks whose neighbours often share containers."""
    found: list[Block] = []
    within: tuple[Wrap, ...] = ()
    for _ in range(draw(st.integers(0, max_size))):
        within = within[: draw(st.integers(0, len(within)))] + tuple(draw(st.lists(wraps, max_size=2)))
        found.append(draw(single_blocks(within)))
    return tuple(found)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Return a story of such blocks, with nothing stated about it."""
    return Story("s1", "moonrise.txt", "0" * 64, Metadata(), draw(blocks()))
