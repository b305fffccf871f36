"""Any page: how it is known, decoded and read, what it states of itself, and pages that mean no good."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.errors import Gravity, StoryError
from compiler.model.source import Source
from compiler.model.text import Role
from compiler.read import read
from tests.read.sample import (
    html,
    labels,
    letters_of,
    letters_of_page,
    read_story,
    reader_of,
    remarks_of,
    shown,
)

WHOLE = "<!DOCTYPE html><html><head><title>T</title></head><body><p>Caf\u00e9.</p></body></html>"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (WHOLE, "a.html"),
        (WHOLE, "a.txt"),
        (WHOLE, "no suffix"),
        (WHOLE, "a.md"),
        ("\ufeff\n <!-- saved -->\n<HTML><p>a", "a.txt"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html>\n<p>a', "a.dat"),
        ("<p>One paragraph alone.</p>", "a.txt"),
        ("<center><b>T</b></center><br>It rained.", "a.txt"),
        ("T<br><br>It rained.<br><br>It did.<br><br>So.<br>", "a.txt"),
        ("anything at all", "a.htm"),
    ],
)
def test_a_page_is_known_by_its_content_whatever_it_is_called(text: str, name: str) -> None:
    assert reader_of(html(text, name)) == "html"


@pytest.mark.parametrize(
    ("text", "name", "reader"),
    [
        ("It rained.", "a.txt", "text"),
        ("He typed <i>no</i> and <b>never</b> and meant it.\n" * 9, "a.txt", "text"),
        ("<3 <3 <3\n\nIt rained.", "a.txt", "text"),
        ("<sighs>\n\nIt rained.", "a.txt", "text"),
        (
            "> <p> is a tag, said the teacher.\n\n" + "It rained for nine days and more. " * 20,
            "a.txt",
            "text",
        ),
        ('<p align="center">A badge</p>\n\n# Title', "a.md", "markdown"),
    ],
)
def test_what_only_has_tags_in_it_is_no_page(text: str, name: str, reader: str) -> None:
    assert reader_of(html(text, name)) == reader


# --- bytes ----------------------------------------------------------------------------------------------------


def _bytes(content: bytes, name: str = "a.html") -> str:
    story, _ = read(Source(name, content), "x")
    return story.blocks[-1].text


META = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>{}</p>'


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("windows-1251", "cp1251", "Он сказал «да»."),
        ("iso-8859-1", "cp1252", "“Café,” she said."),
        ("ISO-8859-2", "iso8859-2", "Żółw śpi."),
        ("shift_jis", "cp932", "彼女は言った。"),
        ("gb2312", "gb18030", "她说，“不。”"),
        ("koi8-r", "koi8-r", "Дождь."),
        ("utf-8", "utf-8", "Żółw «да» 彼"),
        ("windows-1252", "utf-8", "“Café”"),  # declared by an editor, and written by another
    ],
)
def test_the_declared_encoding_is_used_unless_the_bytes_are_utf_8(
    declared: str, encoding: str, text: str
) -> None:
    assert _bytes(META.format(declared, text).encode(encoding)) == text


def test_an_xml_declaration_declares_too() -> None:
    content = '<?xml version="1.0" encoding="iso-8859-5"?><html><p>Дождь.</p></html>'.encode("iso8859-5")
    assert _bytes(content) == "Дождь."


@pytest.mark.parametrize(
    "declared", ["x-user-defined", "rot13", "hex", "no such thing", "idna", "unicode_escape"]
)
def test_an_encoding_that_is_none_is_not_believed(declared: str) -> None:
    assert (
        _bytes(META.format(declared, "“Café,” she said, and “no”.").encode("cp1252"))
        == "“Café,” she said, and “no”."
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_marks_and_wide_characters_are_seen(encoding: str) -> None:
    assert reader_of(Source("a.txt", WHOLE.encode(encoding))) == "html"
    assert _bytes(WHOLE.encode(encoding)) == "Café."


def test_what_is_no_text_is_refused_though_it_is_called_a_page() -> None:
    with pytest.raises(StoryError, match="begins like a PDF"):
        read(Source("a.html", b"%PDF-1.7 ..."), "x")


@pytest.mark.parametrize(
    "content", [b"", b"<html><body></body></html>", b"<!DOCTYPE html>", b"<script>x</script>"]
)
def test_a_page_without_text_is_remarked_on(content: bytes) -> None:
    story, remarks = read(Source("a.html", content), "x")
    assert story.blocks == ()
    assert [r.gravity for r in remarks if r.what == "the page has no text"] == [Gravity.LOSS]


# --- what is read ---------------------------------------------------------------------------------------------


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    page = """<html><head><title>The Weir</title><meta name="author" content="Ana Pole"></head><body>
    <h1>The Weir</h1><p>It was <em>high</em>,<br>and loud.</p>loose<blockquote><p>set in</blockquote>
    <ul><li>a<li>b</ul><p>&nbsp;</p><hr><p align=center>* * *</p></body></html>"""
    story = read_story(html(page))
    assert labels(story)[:3] == ["title: The Weir", "byline: Ana Pole", "story: The Weir"]
    assert shown(story)[3:] == [
        "It was high,\nand loud.",
        "loose",
        "set in",
        "a",
        "b",
        "\u00a0",
        "⁂",
        "* * *",
    ]
    assert [block.trait("page-title") == "" for block in story.blocks[:1]] == [True]
    assert "page-title" in story.blocks[0].traits


def test_furniture_by_its_element_is_labelled_and_kept() -> None:
    page = """<body><nav>Home <a href=x>Next</a></nav><div role=search>Find</div><p>It rained.</p>
    <select><option>1. One<option>2. Two</select><button>Go</button><noscript>Turn it on</noscript>
    <p hidden>unseen</p><p style="color:red; display : none">nor this</p><p>It <button>quoth</button> did.</p>"""
    story = read_story(html(page))
    assert [block.text for block in story.blocks if block.role is Role.BODY] == ["It rained.", "It", "did."]
    assert letters_of(story) == letters_of_page(page)


def test_what_stands_outside_a_main_that_holds_nearly_all_is_furniture_but_for_a_title() -> None:
    page = f"<body><h1>The Weir</h1><p>Log in</p><div><main><p>{'It rained. ' * 30}</main><p>Ads</div><p>About</body>"
    story = read_story(html(page))
    assert [label.split(":")[0] for label in labels(story)] == [
        "story",
        "boilerplate",
        "story",
        "boilerplate",
        "boilerplate",
    ]


def test_two_mains_or_a_small_one_say_nothing() -> None:
    for page in (
        "<p>a</p><main>b</main><main>c</main>",
        f"<p>{'It rained. ' * 30}</p><main>Read more</main>",
    ):
        assert {block.role for block in read_story(html(page)).blocks} == {Role.BODY}


def test_the_language_and_the_address_that_a_page_states_are_kept() -> None:
    stated = read_story(html('<html lang="PT-br"><link rel=canonical href="https://e.org/w/1"><p>a')).stated
    assert (stated.language, stated.url) == ("pt-BR", "https://e.org/w/1")
    saved = read_story(html("<!-- saved from url=(0019)http://e.org/fic/7 -->\n<html lang='x y'><p>a")).stated
    assert (saved.language, saved.url) == ("", "http://e.org/fic/7")
    assert read_story(html("<link rel=canonical href='javascript:x'><p>a")).stated.url == ""


def test_what_no_browser_shows_is_counted() -> None:
    [remark] = remarks_of(html("<script>a</script><style>b</style><script>c</script><!-- d --><p>e"))
    assert (remark.what, remark.gravity) == (
        "left out 2 scripts, 1 style sheet, 1 comment, which a browser does not show",
        Gravity.INFO,
    )


def test_a_tag_that_is_none_was_perhaps_typed() -> None:
    story, remarks = read(html("<p>He <sighs>, and left.</p>\n<p>No <o:p></o:p><my-tag>x</my-tag>"), "x")
    assert shown(story) == ["He , and left.", "No x"]
    assert [(r.what, r.where.line, r.gravity, r.text) for r in remarks] == [
        ("<sighs> is no tag of HTML, and a browser does not show it", 1, Gravity.LOSS, "<sighs>")
    ]


def test_a_note_typed_between_angle_brackets_is_text() -> None:
    assert shown(read_story(html("<p>She left. <A/N: sorry!></p><p></a/n> So.</p>"))) == [
        "She left. <A/N: sorry!>",
        "</a/n> So.",
    ]


# --- pictures -------------------------------------------------------------------------------------------------

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\nnot really").decode()


def test_a_picture_in_the_page_is_an_asset_and_others_keep_their_description() -> None:
    page = (
        f'<p>a<img src="data:image/png;base64,{PNG}" alt="A"><img src="b.png" alt="B"><img src="c.gif"></p>'
    )
    story, remarks = read(html(page), "x")
    [asset] = story.assets
    assert (asset.media_type, asset.content[:4], len(asset.name)) == ("image/png", b"\x89PNG", 20)
    assert [(mark.tag, mark.attr("src")) for mark in story.blocks[0].marks] == [
        ("img", asset.name),
        ("img", "b.png"),
    ]
    assert remarks[0].what == "pictures that are not in the page itself are not in the book: b.png, c.gif"


@pytest.mark.parametrize(
    "address",
    [
        "data:image/png;base64,@@@",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:text/html;base64,PGI+",
        "data:image/png;base64,PGI+",
    ],
)
def test_what_only_says_it_is_a_picture_is_none(address: str) -> None:
    assert read_story(html(f'<p>a<img src="{address}" alt="b"></p>')).assets == ()


# --- pages that mean no good ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        '<p>a</p><p onclick="alert(\'x\')">b</p><a href="javascript:alert(1)">c</a><svg onload=x><text>d</text></svg>',
        "<table><tr><td><table><tr><td>a</td><td>b<table><tr><td>c</table></td></tr></table></table>d",
        "a < b && c > d <p>e</p> <<f>> &amp;amp; g",
        "<p>a<div>b<p>c</div></p></div></div></body></html>d<html><body>e",
        "<title>a</title><title>b</title><p>c<title>d</title></p>",
        "<body><main><nav><main>a</main></nav></main></body>",
        "<iframe src=x>a</iframe><object>b<p>c</p></object><video>d</video><template>e</template><p>f",
        "<frameset><frame src=a><noframes>b</noframes></frameset>",
        "<p>a\x00b\x1b[31mc\u202ed</p>",
        "<textarea><p>a</textarea><p>b</p>",
        "<h1><h1><h1>a</h1></h1></h1><h9>b</h9>",
        "<select><option>a<optgroup><option>b</select>c",
    ],
)
def test_a_hostile_page_loses_nothing_that_is_shown(page: str) -> None:
    story = read_story(html(page))
    missing = letters_of_page(page) - letters_of(story)
    assert not missing or "template" in page or "noframes" in page or "title" in page


@pytest.mark.parametrize("unit", ["<nav>a", "<select><option>a", "<title>", "<main>a", "<p hidden>a", "<img>", "<sigh>",
    "<button>a</button>", "<!-- a -->", "<html><body>", "<td>a", "a<br>", "<option>a"])  # fmt: skip
def test_a_long_run_of_anything_is_read_in_one_go(unit: str) -> None:
    page = unit * (100_000 // len(unit))
    story = read_story(html(page))
    expected = 0 if unit == "<!-- a -->" else page.count("a") - page.count("nav") - page.count("main")
    assert letters_of(story)["a"] == expected or unit == "<title>"


def test_five_megabytes_of_one_paragraph_are_one_paragraph() -> None:
    text = "It rained, and it rained. " * 200_000
    [block] = read_story(html(f"<p>{text}</p>")).blocks
    assert len(block.text) == len(text) - 1


_PIECES = (
    "<p> </p> <nav> </nav> <div> </div> <main> </main> <h1> </h1> <td> <tr> <select> <option> </select> <br> <table> "
    "</table> <button> </button> <hr>"
).split()


@given(st.lists(st.sampled_from([*_PIECES, " ", "\n", *(f"w{i} " for i in range(9))]), max_size=40))
def test_every_word_is_kept_in_order_whatever_the_tags_do(pieces: list[str]) -> None:
    words = [piece.strip() for piece in pieces if piece.startswith("w")]
    story = read_story(html("".join(pieces)))
    assert " ".join(block.text for block in story.blocks).split() == words
