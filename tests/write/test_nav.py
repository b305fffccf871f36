"""Navigation: the tree of the contents, the landmarks and the pages, for new readers and for old ones."""

from dataclasses import replace

from lxml import etree

from compiler.model.book import Book, Matter, Part, Section
from compiler.model.text import Block, Kind
from compiler.write.nav import Entry, entries, landmarks, navigation, ncx
from compiler.write.pages import PageBreak
from tests.write import sample

H = {"h": "http://www.w3.org/1999/xhtml"}
N = {"n": "http://www.daisy.org/z3986/2005/ncx/"}
TYPE = "{http://www.idpf.org/2007/ops}type"
PAGES = (PageBreak("xii", "half-title.xhtml#page-1"), PageBreak("7", "s1.xhtml#page-2"))


def story(name: str, level: int = 1, **others: object) -> Section:
    matter = Matter.STORY if level == 1 else Matter.CHAPTER
    text = (Block(Kind.PARAGRAPH, "x"),)
    return Section(name, matter, Part.BODY, name.upper(), text, level=level, **others)  # type: ignore[arg-type]


def nav(book: Book, kind: str) -> etree._Element:
    tree = etree.fromstring(navigation(book, PAGES))
    [found] = [element for element in tree.iterfind(".//h:nav", H) if element.get(TYPE) == kind]
    return found


def test_sections_stand_below_the_last_one_of_a_lower_level() -> None:
    sections = (story("s1"), story("a", 2), story("b", 3), story("c", 2), story("s2"))
    assert entries(sections) == (
        Entry("S1", "s1.xhtml", (), (
            Entry("A", "a.xhtml", (), (Entry("B", "b.xhtml"),)),
            Entry("C", "c.xhtml"),
        )),
        Entry("S2", "s2.xhtml"),
    )  # fmt: skip


def test_a_deeper_level_first_and_one_left_out_break_nothing() -> None:
    assert [entry.title for entry in entries((story("a", 3), story("b", 2), story("c", 3)))] == ["A", "B"]


def test_what_is_not_listed_is_not_in_the_contents_unless_nothing_is() -> None:
    listed, unlisted = story("s1"), story("s2", listed=False)
    assert [entry.title for entry in entries((listed, unlisted))] == ["S1"]
    assert [entry.title for entry in entries((unlisted,))] == ["S2"]


def test_a_section_without_a_title_is_named_by_its_id() -> None:
    assert [entry.title for entry in entries((replace(story("s1"), title=" \n"),))] == ["s1"]


def test_the_contents_page_nests_chapters_and_names_authors() -> None:
    toc = nav(sample.book(), "toc")
    assert toc.findtext("h:h1", namespaces=H) == "Contents"
    top = toc.findall("h:ol/h:li/h:a", H)
    assert [(a.text, a.get("href"), a.get("data-author")) for a in top] == [
        ("The Weir", "s1.xhtml", "Ottilie Marsh"),
        ("Lock and Key", "s2.xhtml", "J. Vane"),
        ("Authors’ Notes", "notes.xhtml", None),
        ("Colophon", "colophon.xhtml", None),
    ]
    below = toc.findall("h:ol/h:li/h:ol/h:li/h:a", H)
    assert [a.get("href") for a in below] == ["s2-c1.xhtml", "s2-c2.xhtml"]


def test_landmarks_lead_to_every_part_that_is_there() -> None:
    assert [(mark.type, mark.guide, mark.href) for mark in landmarks(sample.book())] == [
        ("cover", "cover", "cover.xhtml"),
        ("titlepage", "title-page", "title-page.xhtml"),
        ("copyright-page", "copyright-page", "imprint.xhtml"),
        ("toc", "toc", "nav.xhtml"),
        ("bodymatter", "text", "s1.xhtml"),
        ("endnotes", "notes", "notes.xhtml"),
        ("colophon", "colophon", "colophon.xhtml"),
    ]
    hidden = nav(sample.book(), "landmarks")
    assert (hidden.get("hidden"), len(hidden.findall(".//h:a", H))) == ("hidden", 7)


def test_the_page_list_is_there_only_if_the_book_was_printed() -> None:
    pages = nav(sample.book(), "page-list")
    assert [(a.text, a.get("href")) for a in pages.iterfind(".//h:a", H)] == [
        (p.label, p.href) for p in PAGES
    ]
    assert b"page-list" not in navigation(sample.book(), ())


def test_a_book_without_a_contents_page_has_navigation_under_its_title() -> None:
    book = replace(sample.book(), sections=(story("s1"),))
    toc = nav(book, "toc")
    assert toc.findtext("h:h1", namespaces=H) == book.title
    assert [a.text for a in toc.iterfind(".//h:a", H)] == ["S1"]


def test_an_old_reader_gets_the_same_contents() -> None:
    tree = etree.fromstring(ncx(sample.book(), PAGES))
    points = tree.findall(".//n:navPoint", N)
    labels = [point.findtext("n:navLabel/n:text", namespaces=N) for point in points]
    assert labels == ["The Weir", "Lock and Key", "1. Lock", "2. Key", "Authors’ Notes", "Colophon"]
    assert [point.get("playOrder") for point in points] == list("123456")
    assert len({point.get("id") for point in points}) == 6
    meta = {element.get("name"): element.get("content") for element in tree.iterfind(".//n:meta", N)}
    assert meta == {
        "dtb:uid": sample.book().identifier,
        "dtb:depth": "2",
        "dtb:totalPageCount": "2",
        "dtb:maxPageNumber": "7",
    }
    targets = tree.findall(".//n:pageTarget", N)
    assert [(t.get("type"), t.get("value")) for t in targets] == [("front", None), ("normal", "7")]


def test_names_of_every_kind_are_text_and_not_markup() -> None:
    book = replace(sample.book(), title='<b>"A" & B</b>', authors=("<i>",))
    assert etree.fromstring(ncx(book, ())).findtext("n:docTitle/n:text", namespaces=N) == '<b>"A" & B</b>'
    assert etree.fromstring(ncx(book, ())).findtext("n:docAuthor/n:text", namespaces=N) == "<i>"
