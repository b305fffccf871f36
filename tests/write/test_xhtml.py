"""The renderer: what each kind of block becomes, and that it is well-formed and reads back whatever the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from compiler.model.text import OBJECT, Block, Blocks, Kind, Mark, Role, Wrap
from compiler.read.markup import lower
from compiler.write.xhtml import class_names, render
from tests import strategies

EPUB = "http://www.idpf.org/2007/ops"


def parsed(fragment: str) -> etree._Element:
    return etree.fromstring(f'<body xmlns:epub="{EPUB}">{fragment}</body>')


def paragraph(text: str, *marks: Mark, **others: object) -> str:
    return render((Block(Kind.PARAGRAPH, text, marks, **others),))  # type: ignore[arg-type]


@given(strategies.blocks())
def test_reading_the_annotated_rendering_gives_the_same_blocks(blocks: Blocks) -> None:
    assert lower(render(blocks, annotated=True)) == blocks


@given(strategies.blocks(), st.booleans())
def test_every_rendering_is_well_formed_xml_of_known_elements(blocks: Blocks, annotated: bool) -> None:
    known = set(
        "body p h1 h2 h3 h4 h5 h6 hr pre figure figcaption blockquote ul ol li div br img a abbr b cite code del em i "
        "ins kbd mark q ruby rt s small span strong sub sup u".split()
    )
    assert {element.tag for element in parsed(render(blocks, annotated=annotated)).iter()} <= known


@given(strategies.blocks())
def test_the_plain_rendering_shows_every_character(blocks: Blocks) -> None:
    shown = [
        text_of(element)
        for element in parsed(render(blocks)).iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figure")
    ]
    assert [block.text for block in blocks if block.kind is not Kind.BREAK] == shown


def text_of(element: etree._Element) -> str:
    text = {"br": "\n", "img": OBJECT, "figcaption": "\n"}.get(element.tag, "") + (element.text or "")
    return text + "".join(text_of(child) + (child.tail or "") for child in element)


@given(st.text(st.characters(max_codepoint=0x11F)))
def test_characters_that_xml_cannot_hold_are_replaced(text: str) -> None:
    block = Block(Kind.PARAGRAPH, text, traits=(f"id:{text}", f"lang:{text}", text))
    parsed(render((block,)))
    parsed(render((block,), annotated=True))


def test_each_kind_has_its_element() -> None:
    blocks = (
        Block(Kind.HEADING, "The Weir", level=2, role=Role.CHAPTER, traits=("id:s1-c2",)),
        Block(Kind.PARAGRAPH, "One\ntwo", role=Role.VERSE),
        Block(Kind.BREAK, "* * *"),
        Block(Kind.PRE, "a  b"),
        Block(
            Kind.FIGURE, f"{OBJECT}\nThe weir", (Mark(0, 1, "img", (("src", "weir.png"), ("alt", "A weir"))),)
        ),
        Block(Kind.PARAGRAPH, "hi", traits=("chat", "gap:2")),
    )
    assert render(blocks).splitlines() == [
        '<h2 class="chapter" id="s1-c2">The Weir</h2>',
        '<p class="verse">One<br/>two</p>',
        '<hr class="break"/>',
        "<pre>a  b</pre>",
        '<figure><img src="weir.png" alt="A weir"/><figcaption>The weir</figcaption></figure>',
        '<p class="chat">hi</p>',
    ]


def test_containers_are_opened_and_closed_as_neighbours_share_them() -> None:
    quote, other, letter = Wrap("blockquote", 1), Wrap("blockquote", 2), Wrap("letter", 1)
    blocks = [((quote,), "a"), ((quote, letter), "b"), ((quote,), "c"), ((other,), "d"), ((), "e")]
    assert render(tuple(Block(Kind.PARAGRAPH, text, within=within) for within, text in blocks)).split() == [
        "<blockquote>",
        "<p>a</p>",
        "<div",
        'class="letter">',
        "<p>b</p>",
        "</div>",
        "<p>c</p>",
        "</blockquote>",
        "<blockquote>",
        "<p>d</p>",
        "</blockquote>",
        "<p>e</p>",
    ]


def test_a_list_holds_items_and_nothing_else() -> None:
    ul, li = Wrap("ul", 1), Wrap("li", 2)
    blocks = (
        Block(Kind.PARAGRAPH, "in an item", within=(ul, li)),
        Block(Kind.PARAGRAPH, "loose", within=(ul,)),
        Block(Kind.PARAGRAPH, "item of nothing", within=(li,)),
    )
    written = parsed(render(blocks))
    assert [child.tag for child in written.find("ul")] == ["li", "li"]
    assert written.find("div/p").text == "item of nothing"


def test_crossing_marks_are_split_and_nested() -> None:
    assert paragraph("abcdef", Mark(0, 4, "em"), Mark(2, 6, "strong")) == (
        "<p><em>ab<strong>cd</strong></em><strong>ef</strong></p>\n"
    )


def test_a_mark_that_is_split_keeps_its_id_on_the_first_piece_only() -> None:
    written = parsed(paragraph("abcdef", Mark(0, 4, "em"), Mark(2, 6, "strong", (("id", "n1"),))))
    assert [element.get("id") for element in written.iter("strong")] == ["n1", None]


def test_an_interruption_is_a_span_of_its_own_class() -> None:
    assert paragraph("He ran (A/N: lol).", Mark(7, 17, "note", (("kind", "author-note"),))) == (
        '<p>He ran <span class="note">(A/N: lol)</span>.</p>\n'
    )


def test_a_picture_among_marks_is_written_once() -> None:
    picture = Mark(1, 2, "img", (("src", "a.png"),))
    assert paragraph(f"a{OBJECT}b", picture, Mark(1, 2, "em"), Mark(0, 3, "u")) == (
        '<p><u>a<em><img src="a.png" alt=""/></em>b</u></p>\n'
    )


def test_a_link_never_stands_in_a_link() -> None:
    outer, inner = Mark(0, 4, "a", (("href", "#s1"),)), Mark(1, 2, "a", (("href", "#s2"),))
    assert paragraph("abcd", outer, inner) == '<p><a href="#s1">abcd</a></p>\n'


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark(0, 3, "ruby"), Mark(1, 3, "rt")], "<ruby>漢<rt>ka</rt></ruby>"),
        ([Mark(0, 3, "ruby"), Mark(1, 3, "rt"), Mark(1, 3, "em")], "<ruby>漢<rt><em>ka</em></rt></ruby>"),
        (
            [Mark(0, 3, "ruby"), Mark(1, 3, "rt"), Mark(0, 3, "em")],
            "<em><ruby>漢<rt>ka</rt></ruby></em>",
        ),
        ([Mark(0, 3, "ruby"), Mark(1, 2, "rt")], "漢ka"),  # something follows the annotation
        ([Mark(0, 3, "ruby"), Mark(0, 3, "rt")], "漢ka"),  # nothing is annotated
        ([Mark(0, 3, "ruby")], "漢ka"),
        ([Mark(1, 3, "rt")], "漢ka"),
        ([Mark(0, 3, "ruby"), Mark(1, 3, "rt"), Mark(0, 2, "b")], "<b>漢k</b>a"),  # crossed
    ],
)
def test_ruby_is_written_only_where_it_is_whole(marks: list[Mark], expected: str) -> None:
    assert paragraph("漢ka", *marks) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://", "http://[", "http://a b/",
        "https://-x-/", "http://example.com:99999/", "//example.com/x", "ftp://example.com", "", "mailto:nobody",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_not_written(href: str) -> None:
    assert paragraph("go", Mark(0, 2, "a", (("href", href),))) == "<p>go</p>\n"


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("#s1", "#s1"),
        ("chapter 2.xhtml#a", "chapter%202.xhtml#a"),
        ("https://example.com/a?b=c&d=“e”", "https://example.com/a?b=c&amp;d=%E2%80%9Ce%E2%80%9D"),
        ("mailto:a@example.com", "mailto:a@example.com"),
    ],
)
def test_an_address_is_written_escaped(href: str, written: str) -> None:
    assert paragraph("go", Mark(0, 2, "a", (("href", href),))) == f'<p><a href="{written}">go</a></p>\n'


def test_no_attribute_brings_in_a_script_or_breaks_out_of_its_quotes() -> None:
    attrs = (("onclick", "x()"), ("title", '"><script>'), ("class", 'a"b'), ("style", "color:red"))
    assert paragraph("x", Mark(0, 1, "span", attrs)) == (
        '<p><span title="&quot;&gt;&lt;script&gt;">x</span></p>\n'
    )


def test_an_id_is_written_once_in_a_fragment() -> None:
    block = Block(Kind.PARAGRAPH, "x", traits=("id:n1",))
    assert render((block, block)) == '<p id="n1">x</p>\n<p>x</p>\n'


def test_a_language_is_stated_in_both_ways() -> None:
    assert paragraph("oui", traits=("lang:fr",)) == '<p lang="fr" xml:lang="fr">oui</p>\n'


@given(strategies.blocks())
def test_the_classes_of_what_the_house_labels_are_known(blocks: Blocks) -> None:
    tame = tuple(Block(b.kind, b.text, (), b.within, b.role) for b in blocks)
    written = {name for value in re.findall(r'class="([^"]*)"', render(tame)) for name in value.split()}
    assert written <= class_names()


def test_a_long_paragraph_with_many_marks_is_quick() -> None:
    text = "word " * 40_000
    marks = tuple(Mark(i, i + 4, "em") for i in range(0, len(text), 5))
    assert render((Block(Kind.PARAGRAPH, text, marks),)).count("<em>") == 40_000
