"""The lowering of HTML: a browser's reading of it, block by block, and nothing lost in markup however broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.model.text import OBJECT, Block, Kind, Mark, Role, Wrap
from compiler.read.elements import Said
from compiler.read.markup import lower, parse


def texts(html: str) -> list[str]:
    return [block.text for block in lower(html)]


def test_block_elements_begin_blocks_and_white_space_collapses() -> None:
    html = (
        "<html><head><title>no</title></head><body>\n <h2>A\n  title</h2>"
        "<div>one <p> two\t three</p> four</div></body>"
    )
    assert [(block.kind, block.level, block.text) for block in lower(html)] == [
        (Kind.HEADING, 2, "A title"),
        (Kind.PARAGRAPH, 0, "one"),
        (Kind.PARAGRAPH, 0, "two three"),
        (Kind.PARAGRAPH, 0, "four"),
    ]


def test_a_line_break_is_kept_and_the_space_round_it_is_not() -> None:
    assert texts("one <br> two<br/><br />three&nbsp;<br>") == ["one\ntwo\n\nthree\u00a0\n"]


def test_every_block_knows_its_line() -> None:
    assert [block.line for block in lower("\n\n<p>a</p>\n<p>\n\nb</p>\nloose<hr>")] == [3, 6, 7, 7]


def test_inline_elements_are_marks_and_aliases_have_one_name() -> None:
    [block] = lower("<p>a <strike>b</strike> <tt>c</tt> <font color=red>d</font> <EM>e</EM></p>")
    assert [(m.tag, block.text[m.start : m.end]) for m in block.marks] == [
        ("s", "b"),
        ("code", "c"),
        ("em", "e"),
    ]


def test_marks_do_not_cover_space_that_is_not_there() -> None:
    [block] = lower("<p>a <i> b </i><br> c</p>")
    assert (block.text, block.marks) == ("a b\nc", (Mark(2, 3, "i"),))


def test_a_mark_goes_on_from_block_to_block() -> None:
    first, second = lower("<i><p>a</p><p>b</p></i>")
    assert first.marks == second.marks == (Mark(0, 1, "i"),)


def test_styles_are_marks_too() -> None:
    [block] = lower('<p style="font-style:italic">a<span style="FONT-WEIGHT: 700">b</span></p>')
    assert block.marks == (Mark(0, 2, "i"), Mark(1, 2, "b"))


def test_links_keep_their_address_and_do_not_nest() -> None:
    [block] = lower('<p><a href="http://e.org/" class="x">a<a href="#b">b</a>c</a><a name="place">d</a></p>')
    assert block.marks == (Mark(0, 1, "a", (("href", "http://e.org/"),)), Mark(1, 2, "a", (("href", "#b"),)))


def test_a_picture_is_an_object_under_a_mark() -> None:
    [block] = lower('<figure><img src="a.png" alt="A" onclick="x"><figcaption>Cap</figcaption></figure>')
    assert (block.kind, block.text) == (Kind.FIGURE, f"{OBJECT}\nCap")
    assert block.marks == (Mark(0, 1, "img", (("src", "a.png"), ("alt", "A"))),)


def test_containers_wrap_their_blocks_though_end_tags_are_missing() -> None:
    blocks = lower("<ul><li>a<li>b</ul><blockquote>c<p>d</blockquote><p>e")
    assert [(block.text, block.within) for block in blocks] == [
        ("a", (Wrap("ul", 1), Wrap("li", 2))),
        ("b", (Wrap("ul", 1), Wrap("li", 3))),
        ("c", (Wrap("blockquote", 4),)),
        ("d", (Wrap("blockquote", 4),)),
        ("e", ()),
    ]


def test_classes_places_languages_and_alignment_are_traits() -> None:
    [first, second] = lower('<center><p id="x" class="a b" lang="fr">a</p></center><p align=right>b')
    assert first.traits == ("id:x", "class:a", "class:b", "lang:fr", "stated", "align:center")
    assert second.traits == ("stated", "align:right")


def test_what_stands_in_a_paragraph_is_stated_to_be_one_and_loose_text_is_not() -> None:
    blocks = lower("loose<p>a</p><div>b</div><ul><li>c</ul><blockquote>d<p>e</blockquote><h2>f</h2>")
    assert [block.text for block in blocks if "stated" in block.traits] == ["a", "c", "e"]


def test_a_row_of_a_table_is_a_line_unless_its_cells_hold_more_than_text() -> None:
    line = "<tr><th>Name </th>\n <td><b>Ana</b> </td><td></td> <td>3</td></tr>"
    others = "<tr><td>w</td></tr><tr><td><p>x</p></td><td>y</td></tr><tr><td>one</td><td>open</tr>"
    assert texts(f"<table>{line}{others}</table>") == ["Name\tAna\t\t3", "w", "x", "y", "one\topen"]
    nested = "<table><tr><td>b</td><td>c</td></tr></table>"
    assert texts(f"<table><tr><td>a</td><td>{nested}</td></tr></table>") == ["a", "b\tc"]


def test_where_lines_begin_is_said_where_it_does_not_go_without_saying() -> None:
    assert [block.traits for block in lower("<div>a<br>\nb<br>\nc</div>")] == [()]
    assert [block.traits for block in lower("<div>a<br><br>b<br>\n\n c</div>\n<pre>a\n\nb</pre>")] == [
        ("at:0,0,0,2",),
        (),
    ]


def test_what_a_format_says_of_an_element_holds_for_all_in_it() -> None:
    page = parse("<div><h2>a</h2><p>b</p><p>c</p></div><p>d</p>")
    outer, inner = page.div, page.find_all("p")[1]
    said = {id(outer): Said(Role.SUMMARY, ("box",)), id(inner): Said(Role.BYLINE)}
    assert [(block.role, block.traits) for block in lower(page, said)] == [
        (Role.SUMMARY, ("box",)),
        (Role.SUMMARY, ("stated", "box")),
        (Role.BYLINE, ("stated",)),
        (Role.BODY, ("stated",)),
    ]


def test_a_paragraph_whose_end_tag_was_left_out_does_not_align_the_next() -> None:
    html = "<div align=right><p align=center>* * *<p>a<p align=left>b</div><center><p>c"
    assert [block.traits for block in lower(html)] == [
        ("stated", "align:center"),
        ("stated", "align:right"),
        ("stated",),
        ("stated", "align:center"),
    ]


def test_preformatted_text_keeps_its_space() -> None:
    assert texts("<pre>\n a\n  b\n</pre><p style='white-space: pre-wrap'> c  d</p>") == [" a\n  b\n", " c  d"]


def test_what_a_browser_hides_is_not_text() -> None:
    assert texts(
        "<!DOCTYPE html><?xml version='1.0'?><style>p{}</style><script>x</script><!-- c --><p>a"
    ) == ["a"]


def test_empty_elements_are_no_blocks_but_a_rule_is_and_a_lone_space_is() -> None:
    assert [block.kind for block in lower("<p></p><p> </p><hr><p>&nbsp;</p>")] == [Kind.BREAK, Kind.PARAGRAPH]


def test_entities_are_read_and_what_only_looks_like_one_is_kept() -> None:
    assert texts("<p>&amp;&lt;&eacute;&#8212;&#x2026; AT&T &foo; R&D; &quot</p>") == [
        '&<é—… AT&T &foo; R&D; "'
    ]


@pytest.mark.parametrize(
    "html", ["a < b", "x <a href='", "x <!-- y", "<<<p>x", "x </", "x &", "x <![CDATA[ y ]]>", "<p <p>x"]
)
def test_broken_markup_loses_no_word_in_sight(html: str) -> None:
    assert "x" in " ".join(texts(html)) or "a < b" in texts(html)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<i>", "</i>", "<li>", "</ul>", "<ul>", "<br>", "<a href=x>", "</a>",
    "<div>", "</div>", "<hr>", "<pre>", "</pre>", " ", "\n"] + [f"w{i} " for i in range(9)]), max_size=40))  # fmt: skip
def test_every_word_is_kept_in_order_whatever_the_tags_do(pieces: list[str]) -> None:
    words = [piece.strip() for piece in pieces if piece.startswith("w")]
    assert " ".join(texts("".join(pieces))).split() == words


@pytest.mark.parametrize("unit", ["<", "<a ", "<!--", "&", "<div>", "<p>x", "<i>x<p>", "</p>", "<br>x</p>", " ",
    "<span title=a>", "<table><tr><td>x<td>", "<tr>", "<td>x", "<blockquote>", '<a href="', "x <br>",
    "&a;"])  # fmt: skip
def test_a_long_run_of_anything_is_read_in_one_go(unit: str) -> None:
    html = unit * (200_000 // len(unit))
    assert sum(text.count("x") for text in texts(html)) == html.count("x")


@pytest.mark.parametrize(
    "html",
    [
        '<p data-line="3" class="code-line" dir="auto">a</p>',
        '<p data-line="x">a</p>',
        '<p data-line="1" data-role="page">a</p>',
    ],
)
def test_data_of_other_programs_is_not_taken_for_ours(html: str) -> None:
    assert [block.line for block in lower(html)] == [1]


def test_a_hostile_annotation_is_no_error() -> None:
    html = (
        '<hr data-line="1" data-marker="ab" data-marks="0 9 em|x|1 1 em|0 1 script"/>'
        '<div data-wrap="q 9e9"><p>c</p></div>'
    )
    assert lower(html) == (
        Block(Kind.BREAK, "ab", line=1),
        Block(Kind.PARAGRAPH, "c", traits=("stated",), line=1),
    )


def test_a_part_of_a_page_can_be_lowered_alone() -> None:
    page = parse("<div id=a><p>one</p></div><div id=b><p>two</p></div>")
    [part] = page.select("#b")
    assert [block.text for block in lower(part)] == ["two"]
