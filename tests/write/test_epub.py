"""The EPUB as a file: the same every time, whole, and true to the book."""

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from compiler import themes
from compiler.errors import Fault, SettingsError
from compiler.model.book import Book, Matter, Part, Section
from compiler.model.story import Asset
from compiler.model.text import OBJECT, Block, Kind, Mark
from compiler.themes import Theme
from compiler.workshop import Task, Workshop
from compiler.write import cover, epub
from compiler.write.opening import opened
from compiler.write.package import file_as
from tests import strategies
from tests.write import sample

H = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
OPF = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}


@pytest.fixture(scope="module")
def theme() -> Theme:
    return themes.load("paperback")


def made(book: Book, theme: Theme, **others: object) -> zipfile.ZipFile:
    with Workshop(executor="serial") as workshop:
        return zipfile.ZipFile(io.BytesIO(epub.write(book, theme, workshop, **others)))  # type: ignore[arg-type]


def page(file: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(file.read(f"EPUB/{name}"))


def package(file: zipfile.ZipFile) -> etree._Element:
    return page(file, "content.opf")


# --- the file -----------------------------------------------------------------------------------------------


def test_equal_books_give_equal_bytes_in_any_process(theme: Theme) -> None:
    with Workshop(executor="serial") as workshop:
        here = epub.write(sample.book(), theme, workshop, sample.pagination())
    program = (
        "import sys; from compiler import themes; from compiler.workshop import Workshop\n"
        "from compiler.write import epub; from tests.write import sample\n"
        "with Workshop(executor='serial') as w:\n"
        "    sys.stdout.buffer.write(epub.write(sample.book(), themes.load('paperback'), w, sample.pagination()))"
    )
    elsewhere = dict(os.environ, PYTHONHASHSEED="77", TZ="Pacific/Auckland", LC_ALL="C")
    root = Path(__file__).parents[2]
    there = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=elsewhere, cwd=root, check=True
    )
    assert here == there.stdout


def test_mimetype_is_first_and_stored_and_no_entry_has_a_date(theme: Theme) -> None:
    infos = made(sample.book(), theme).infolist()
    assert (infos[0].filename, infos[0].compress_type, infos[0].extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_a_book_without_a_moment_is_a_fault(theme: Theme) -> None:
    with pytest.raises(Fault, match="date of modification"):
        made(replace(sample.book(), modified="yesterday"), theme)


# --- the package document -----------------------------------------------------------------------------------


def test_people_have_roles_and_are_filed_by_surname(theme: Theme) -> None:
    tree = package(made(sample.book(), theme))
    names = {e.get("id"): e.text for e in tree.xpath("//d:creator | //d:contributor", namespaces=OPF)}
    said = {
        (e.get("refines"), e.get("property")): e.text
        for e in tree.xpath("//o:meta[@refines]", namespaces=OPF)
    }
    assert names == {"creator1": "Ottilie Marsh", "creator2": "J. Vane", "editor": "R. Alder"}
    assert [said[f"#{name}", "role"] for name in names] == ["aut", "aut", "edt"]
    assert [said[f"#{name}", "file-as"] for name in names] == ["Marsh, Ottilie", "Vane, J.", "Alder, R."]


@pytest.mark.parametrize(
    ("authors", "editor", "expected"),
    [
        (("R. Alder",), "R. Alder", [("R. Alder", "edt")]),
        ((), "R. Alder", [("R. Alder", "edt")]),
        ((), "", [("Various authors", "aut")]),
        (("", " "), "", [("Various authors", "aut")]),
    ],
)
def test_a_book_without_authors_has_a_creator_all_the_same(
    theme: Theme, authors: tuple[str, ...], editor: str, expected: list[tuple[str, str]]
) -> None:
    tree = package(made(replace(sample.book(), authors=authors, editor=editor), theme))
    roles = {e.get("refines"): e.text for e in tree.xpath("//o:meta[@property='role']", namespaces=OPF)}
    found = [(e.text, roles["#" + e.get("id")]) for e in tree.xpath("//d:creator", namespaces=OPF)]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Mary Ann Wick", "Wick, Mary Ann"),
        ("Siobhan O’Hare", "O’Hare, Siobhan"),
        ("moonrise", "moonrise"),
        ("The Clockmaker", "The Clockmaker"),
        ("xX dark Xx", "xX dark Xx"),
        ("Agent 47", "Agent 47"),
        ("Maid of the Western Shore", "Maid of the Western Shore"),
        ("", ""),
    ],
)
def test_a_name_is_filed_by_surname_only_where_it_has_one(name: str, filed: str) -> None:
    assert file_as(name) == filed


def test_the_record_states_what_is_known(theme: Theme) -> None:
    tree = package(made(sample.book(), theme))

    def stated(name: str) -> list[str]:
        return [e.text for e in tree.xpath(f"//d:{name}", namespaces=OPF)]

    assert stated("identifier") == ["urn:uuid:5d9a1c7e-4b1f-5c52-9d8f-3f6f2f0c9a11"]
    assert stated("title") == ["River Stations & Other Stories"]
    assert stated("language") == ["en"]
    assert stated("subject") == ["rivers", "night shifts"]
    assert stated("source") == ["https://example.org/weir"]
    assert stated("description") == ["The Weir (Ottilie Marsh); Lock and Key (J. Vane)"]
    assert tree.xpath("//o:meta[@property='dcterms:modified']/text()", namespaces=OPF) == [
        "2004-05-06T07:08:09Z"
    ]
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_series_and_rights_are_stated_where_they_are_known(theme: Theme) -> None:
    tree = package(made(replace(sample.book(), series=("The Stations", " "), rights="Not for sale."), theme))
    [series] = tree.xpath("//o:meta[@property='belongs-to-collection']", namespaces=OPF)
    [kind] = tree.xpath("//o:meta[@property='collection-type']", namespaces=OPF)
    assert (series.text, kind.text, kind.get("refines")) == ("The Stations", "series", f"#{series.get('id')}")
    assert tree.xpath("//d:rights/text()", namespaces=OPF) == ["Not for sale."]


def test_a_moment_is_stated_in_utc(theme: Theme) -> None:
    tree = package(made(replace(sample.book(), modified="2004-05-06T01:08:09+02:00"), theme))
    assert tree.xpath("//o:meta[@property='dcterms:modified']/text()", namespaces=OPF) == [
        "2004-05-05T23:08:09Z"
    ]


def test_accessibility_is_stated_and_true(theme: Theme) -> None:
    def stated(book: Book, name: str, **others: object) -> list[str]:
        found: list[str] = package(made(book, theme, **others)).xpath(
            f"//o:meta[@property='{name}']/text()", namespaces=OPF
        )
        return found

    book = sample.book()
    assert stated(book, "schema:accessModeSufficient") == ["textual"]
    assert stated(book, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level A"]
    assert "pageNavigation" not in stated(book, "schema:accessibilityFeature")
    assert "pageNavigation" in stated(book, "schema:accessibilityFeature", pagination=sample.pagination())
    assert stated(book, "pageBreakSource", pagination=sample.pagination()) == [
        "River Stations & Other Stories (PDF)"
    ]
    silent = replace(sample.PICTURE, attrs=(("src", "weir.png"),))
    bare = Section("s1", Matter.STORY, Part.BODY, "S", (Block(Kind.FIGURE, OBJECT, (silent,)),))
    undescribed = replace(book, sections=(bare,))
    assert stated(undescribed, "schema:accessModeSufficient") == []
    assert stated(undescribed, "dcterms:conformsTo") == []


# --- pages --------------------------------------------------------------------------------------------------


def test_every_section_is_a_file_in_the_order_of_the_book(theme: Theme) -> None:
    tree = package(made(sample.book(), theme))
    files = {e.get("id"): e.get("href") for e in tree.xpath("//o:item", namespaces=OPF)}
    assert [files[e.get("idref")] for e in tree.xpath("//o:itemref", namespaces=OPF)] == [
        "cover.xhtml", "half-title.xhtml", "title-page.xhtml", "imprint.xhtml", "nav.xhtml", "s1.xhtml", "s2.xhtml",
        "s2-c1.xhtml", "s2-c2.xhtml", "notes.xhtml", "colophon.xhtml",
    ]  # fmt: skip


def test_a_page_says_what_it_is(theme: Theme) -> None:
    file = made(sample.book(), theme)
    found = {}
    for name in ("title-page", "s1", "s2-c1", "notes", "colophon"):
        tree = page(file, f"{name}.xhtml")
        section = tree.find(f"{H}body/{H}section")
        assert section is not None
        found[name] = (
            tree.find(f"{H}body").get(f"{EPUB}type"),
            section.get(f"{EPUB}type"),
            section.get("role"),
        )
    assert found == {
        "title-page": ("frontmatter", "titlepage", None),
        "s1": ("bodymatter", "chapter", "doc-chapter"),
        "s2-c1": ("bodymatter", "chapter", "doc-chapter"),
        "notes": ("backmatter", "endnotes", "doc-endnotes"),
        "colophon": ("backmatter", "colophon", "doc-colophon"),
    }


def test_each_story_states_its_language(theme: Theme) -> None:
    arabic = Section("s3", Matter.STORY, Part.BODY, "S", (Block(Kind.PARAGRAPH, "نص"),), language="ar")
    odd = Section("s4", Matter.STORY, Part.BODY, "S", (Block(Kind.PARAGRAPH, "x"),), language="no such!")
    file = made(replace(sample.book(), sections=(*sample.book().sections, arabic, odd)), theme)
    assert [page(file, f"{name}.xhtml").get("lang") for name in ("s1", "s2-c1", "s3", "s4")] == [
        "en-GB", "en", "ar", "en",
    ]  # fmt: skip
    assert page(file, "s3.xhtml").get("dir") == "rtl"
    assert page(file, "s1.xhtml").get("dir") is None


def test_links_lead_to_the_right_file_and_those_to_nowhere_are_words(theme: Theme) -> None:
    file = made(sample.book(), theme)

    def links(name: str) -> dict[str, str]:
        return {"".join(a.itertext()): a.get("href", "") for a in page(file, name).iter(f"{H}a")}

    assert links("s1.xhtml") == {
        "Author’s note at the back of the book": "notes.xhtml#n-s1-1",
        "*": "notes.xhtml#n-s1-2",
        "her page": "https://example.org/weir",
    }
    assert links("notes.xhtml")["Before the story"] == "s1.xhtml#r-s1-1"
    assert links("s2-c1.xhtml") == {"the weir": "s1.xhtml"}
    assert "Nothing is here." in "".join(page(file, "s2-c1.xhtml").itertext())


def test_notes_can_pop_up_and_lead_back(theme: Theme) -> None:
    file = made(sample.book(), theme)
    [reference, star] = [a for a in page(file, "s1.xhtml").iter(f"{H}a") if a.get(f"{EPUB}type") == "noteref"]
    assert (reference.get("role"), star.get("id")) == ("doc-noteref", "r-s1-2")
    notes = page(file, "notes.xhtml")
    first, second = (div for div in notes.iter(f"{H}div") if div.get(f"{EPUB}type") == "endnote")
    assert (first.get("id"), len(first.findall(f"{H}p")), second.get("id")) == ("n-s1-1", 2, "n-s1-2")
    assert [a.get("role") for a in first.iter(f"{H}a")] == ["doc-backlink"]


def test_footnotes_stand_at_the_end_of_the_page_and_can_pop_up(theme: Theme) -> None:
    section = page(made(sample.book(), theme), "s2-c2.xhtml").find(f"{H}body/{H}section")
    assert section is not None
    note = section[-1]
    assert (note.tag, note.get(f"{EPUB}type"), note.get("role"), note.get("id")) == (
        f"{H}aside", "footnote", "doc-footnote", "f-s2-1",
    )  # fmt: skip
    assert ["".join(p.itertext()) for p in note.iter(f"{H}p")] == ["* It always does."]
    [reference] = [a for a in section.iter(f"{H}a") if a.get("role") == "doc-noteref"]
    [back] = list(note.iter(f"{H}a"))
    assert (reference.get("href"), back.get("href")) == ("#f-s2-1", "#" + reference.get("id", ""))


def test_the_text_opens_as_the_theme_wants(theme: Theme) -> None:
    def spans(opening: str, name: str) -> list[tuple[str | None, str]]:
        tree = page(made(sample.book(), replace(theme, opening=opening)), f"{name}.xhtml")
        wanted = ("lead-in", "drop")
        return [
            (e.get("class"), "".join(e.itertext())) for e in tree.iter(f"{H}span") if e.get("class") in wanted
        ]

    assert spans("plain", "s1") == []
    assert spans("small-caps", "s1") == [("lead-in", "The water had been")]
    assert spans("drop-cap", "s1") == [("lead-in", "The water had been")]  # too short for a large letter
    long = Block(Kind.PARAGRAPH, "Nobody knew. " * 30, traits=("first",))
    assert [mark.attr("class") for mark in opened((long,), "drop-cap")[0].marks] == ["drop", "lead-in"]
    assert opened((long,), "drop-cap")[0].text == long.text


def test_an_id_of_one_story_is_not_taken_for_that_of_another(theme: Theme) -> None:
    def story(number: int) -> Section:
        here = Mark(0, 4, "a", (("href", "#part2"),))
        blocks = (
            Block(Kind.PARAGRAPH, "next", (here,)),
            Block(Kind.PARAGRAPH, "part two", traits=("id:part2",)),
            Block(Kind.PARAGRAPH, "again", traits=("id:part2", f"id:s{number}")),
        )
        return Section(f"s{number}", Matter.STORY, Part.BODY, "S", blocks, story=f"s{number}")

    file = made(replace(sample.book(), sections=(story(1), story(2))), theme)
    for name in ("s1", "s2"):
        tree = page(file, f"{name}.xhtml")
        assert [a.get("href") for a in tree.iter(f"{H}a")] == ["#part2"]
        assert [e.get("id") for e in tree.iter() if e.get("id")] == [name, "part2"]


def test_printed_pages_are_marked_where_they_begin(theme: Theme) -> None:
    file = made(sample.book(), theme, pagination=sample.pagination())
    story = page(file, "s1.xhtml")
    breaks = [e for e in story.iter(f"{H}span") if e.get(f"{EPUB}type") == "pagebreak"]
    assert [(e.get("aria-label"), e.get("role")) for e in breaks] == [(n, "doc-pagebreak") for n in "123"]
    assert (breaks[1].getparent().text, breaks[1].tail) == (
        "“You could have told",
        " me,” I said. “I was at the gate. I had my hand on the wheel.”",
    )
    without = made(sample.book(), theme)
    assert "".join(story.itertext()) == "".join(page(without, "s1.xhtml").itertext())


# --- pictures and styles ------------------------------------------------------------------------------------


def test_pictures_are_taken_along_and_what_is_none_is_described_in_words(theme: Theme) -> None:
    def picture(name: str, alt: str) -> Block:
        return Block(Kind.FIGURE, OBJECT, (Mark(0, 1, "img", (("src", name), ("alt", alt))),))

    blocks = (
        picture("a.png", "kept"),
        picture("b.svg", "a drawing"),
        picture("http://e.org/c.png", "remote"),
    )
    assets = (
        Asset("a.png", "image/jpeg", sample.picture()),  # of another type than it says
        Asset("b.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"),
        Asset("../../evil.png", "image/png", sample.picture("red")),
    )
    section = Section("s1", Matter.STORY, Part.BODY, "S", blocks)
    file = made(replace(sample.book(), sections=(section,), assets=assets), theme)
    tree = page(file, "s1.xhtml")
    assert [e.get("src") for e in tree.iter(f"{H}img")] == ["images/1.png"]
    assert [e.text for e in tree.iter(f"{H}figure") if e.text] == ["a drawing", "remote"]
    assert not [name for name in file.namelist() if "evil" in name or ".." in name or name.endswith("svg")]


def test_the_users_own_picture_is_the_cover(theme: Theme) -> None:
    own = Asset("front.png", "image/png", sample.picture("navy"))
    file = made(replace(sample.book(), cover=own), theme)
    item = package(file).xpath("//o:item[@properties='cover-image']", namespaces=OPF)[0]
    assert file.read("EPUB/" + item.get("href")) == own.content
    assert [e.get("src") for e in page(file, "cover.xhtml").iter(f"{H}img")] == [item.get("href")]
    with pytest.raises(SettingsError, match="no picture"):
        made(replace(sample.book(), cover=Asset("front.png", "image/png", b"no picture")), theme)


def test_faces_go_in_only_if_the_theme_says_so_and_only_with_what_is_used(theme: Theme) -> None:
    assert not [name for name in made(sample.book(), theme).namelist() if "fonts/" in name]
    file = made(sample.book(), replace(theme, embeds=True))
    fonts = {name: TTFont(io.BytesIO(file.read(name))) for name in file.namelist() if "fonts/" in name}
    sheet = file.read("EPUB/style.css").decode()
    assert [
        re.findall(r"font-(?:style|weight): (\w+)", rule) for rule in re.findall("@font-face.*", sheet)
    ] == [
        ["normal", "400"],
        ["italic", "400"],
        ["normal", "700"],
    ]
    upright, _, bold = (set(font.getBestCmap()) for font in fonts.values())
    shown = set("".join("".join(page(file, n).itertext()) for n in ("s1.xhtml", "s2.xhtml", "imprint.xhtml")))
    assert set(map(ord, shown - set("\n"))) <= upright
    assert ord("Ж") not in upright
    assert bold == set(map(ord, "turned"))
    assert sum(len(file.read(name)) for name in fonts) < 150_000
    assert {"smcp", "onum", "liga"} <= {
        record.FeatureTag for record in fonts["EPUB/fonts/1.otf"]["GSUB"].table.FeatureList.FeatureRecord
    }


def test_characters_that_the_text_face_lacks_come_from_the_next(theme: Theme) -> None:
    cyrillic = Section("s1", Matter.STORY, Part.BODY, "Дом", (Block(Kind.PARAGRAPH, "Дом"),))
    file = made(replace(sample.book(), sections=(cyrillic,)), replace(theme, embeds=True))
    cmaps = [set(TTFont(io.BytesIO(file.read(n))).getBestCmap()) for n in file.namelist() if "fonts/" in n]
    assert any({ord("Д"), ord("о"), ord("м")} <= cmap for cmap in cmaps)


def test_the_ornament_is_a_string_of_css_whatever_is_in_it(theme: Theme) -> None:
    sheet = epub.stylesheet(replace(theme, ornament='"; } * { display: none } \\')).decode()
    assert sheet.rstrip().endswith('content: "\\22 ; } * { display: none } \\5c " }')


# --- hostile books ------------------------------------------------------------------------------------------

NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            " ",
            "\x00\x0b",
            "<b>&amp;</b>",
            '"><script>',
            "a\nb",
            "\ud800",
            "🙂" * 9,
            "עברית",
            "]]>",
            "x" * 500,
        ]
    ),
)


@settings(max_examples=40, deadline=None)
@given(
    title=NASTY, authors=st.lists(NASTY, max_size=3), editor=NASTY, language=NASTY, blocks=strategies.blocks()
)
def test_any_book_is_a_whole_file_of_well_formed_parts(
    theme: Theme, title: str, authors: list[str], editor: str, language: str, blocks: tuple[Block, ...]
) -> None:
    story = Section("s1", Matter.STORY, Part.BODY, title, blocks, story="s1", authors=tuple(authors))
    book = Book(
        "urn:x:1", title, tuple(authors), editor, language, "2000-01-01T00:00:00Z",
        (replace(sample.book().sections[3], title=title), story), (title,), (editor,),
    )  # fmt: skip
    with patch.object(cover, "DRAWING", Task("cover", lambda commission: b"a picture", cover.DRAWING.key)):
        file = made(book, theme)
    assert file.testzip() is None
    for name in file.namelist():
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            etree.fromstring(file.read(name))


def test_a_hostile_book_passes_our_own_checks(theme: Theme, tmp_path: Path) -> None:
    from compiler.check import check

    title = '"><script>alert(1)</script> 🙂 ' + "very " * 100 + "long"
    book = replace(sample.retitled(title), authors=("", "A & B", "<i>"), editor="'\"", subjects=("", "<&>"))
    path = tmp_path / "hostile.epub"
    with Workshop(executor="serial") as workshop:
        path.write_bytes(epub.write(book, theme, workshop, sample.pagination()))
    assert check(path, tools=False).findings == ()
