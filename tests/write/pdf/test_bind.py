"""The finished file, judged with pikepdf and MuPDF: what a printer, a viewer and a screen reader find in it."""

import io
from collections import Counter
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Name, Pdf

from compiler.model.book import Book
from compiler.model.text import Kind
from compiler.themes import Theme


def labels(pdf: Pdf) -> list[str]:
    return [page.label for page in pdf.pages]


def text_of(bound: bytes) -> list[str]:
    with pymupdf.open(stream=bound) as document:
        return [page.get_text() for page in document]


def elements(node: Any) -> list[Any]:
    """Every structure element below a node, depth first, in reading order."""
    found: list[Any] = []
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, pikepdf.Array):
            stack += reversed(list(here))
        elif isinstance(here, pikepdf.Dictionary) and "/S" in here:
            found.append(here)
            stack.append(here.get("/K", pikepdf.Array()))
    return found


def content(element: Any) -> list[tuple[Any, int]]:
    """Return the marked content of an element, as the page it is on and its number there."""
    return [
        (element.Pg.objgen, int(kid)) if isinstance(kid, int) else (kid.Pg.objgen, int(kid.MCID))
        for kid in element.K
        if isinstance(kid, int) or "/MCID" in kid
    ]


def furniture(page: pikepdf.Page) -> str:
    """Return the text operators that are marked as an artifact on the page."""
    operators = pikepdf.parse_content_stream(page)
    shown, inside = [], False
    for operands, operator in operators:
        if str(operator) == "BDC" and operands[0] == Name.Artifact:
            inside = True
        elif str(operator) == "EMC":
            inside = False
        elif inside and str(operator) == "TJ":
            shown.append(str(operands))
    return "".join(shown)


def test_nothing_is_wrong_with_its_syntax(printed: Pdf) -> None:
    assert printed.check_pdf_syntax() == []


def test_every_page_is_the_trimmed_leaf(printed: Pdf, theme: Theme) -> None:
    leaf = [0, 0, theme.geometry.width, theme.geometry.height]
    for page in printed.pages:
        assert [float(value) for value in page.mediabox] == leaf
        assert [float(value) for value in page.trimbox] == leaf


def test_front_matter_is_roman_and_the_first_story_is_on_page_1_a_recto(printed: Pdf) -> None:
    found = labels(printed)
    body = found.index("1")
    assert body % 2 == 0
    assert found[:body] == ["i", "ii", "iii", "iv", "v", "vi"]
    assert found[body:] == [str(number + 1) for number in range(len(found) - body)]


def test_the_contents_print_the_page_each_entry_leads_to(bound: bytes, printed: Pdf) -> None:
    found, pages = labels(printed), text_of(bound)
    (contents,) = (index for index, text in enumerate(pages) if text.startswith("Contents"))
    lines = [line.strip() for line in pages[contents].splitlines()]
    folios = [line for line in lines if line.isdigit()]
    titles = ["What the Lighthouse Saw", "The Weather Office", "A Timetable for the Drowned"]
    openers = [
        index
        for title in (*titles, "Outward", "Return", "Notes")
        for index, text in enumerate(pages)
        if f"\n{title}\n" in "\n" + text
        and index > contents
        and (title not in titles or f"{title}\n" in text[:60])
    ]
    with pymupdf.open(stream=bound) as document:
        targets = [link["page"] for link in document[contents].get_links()]
    assert targets[::2] == targets[1::2], "title and number of an entry lead to the same page"
    assert [found[target] for target in targets[::2]] == folios
    assert set(targets) <= set(openers)
    assert folios[0] == "1"


def test_links_between_stories_and_notes_arrive(bound: bytes) -> None:
    pages = text_of(bound)
    with pymupdf.open(stream=bound) as document:
        every = [(page.number, link) for page in document for link in page.get_links()]
    assert {link["kind"] for _, link in every} == {pymupdf.LINK_GOTO}
    ways = {(from_, link["page"]) for from_, link in every}
    (opener,) = (number for number, text in enumerate(pages) if "Author’s note" in text)
    (notes,) = (number for number, text in enumerate(pages) if "Back to the story" in text)
    assert {(opener, notes), (notes, opener)} <= ways


def test_the_outline_lists_what_the_contents_list(printed: Pdf) -> None:
    with printed.open_outline() as outline:
        top = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert top == [
        ("The Harbour Papers", []),
        ("Contents", []),
        ("What the Lighthouse Saw", []),
        ("The Weather Office", []),
        ("A Timetable for the Drowned", ["Outward", "Return"]),
        ("Notes", []),
        ("Colophon", []),
    ]


def test_blanks_and_title_pages_carry_no_furniture(bound: bytes, printed: Pdf) -> None:
    pages = text_of(bound)
    bare = [number for number, text in enumerate(pages) if not text.strip()]
    assert bare, "the book has blanks"
    assert all(not pikepdf.parse_content_stream(printed.pages[number]) for number in bare)
    for number in range(4):  # half-title, its back, title page, imprint
        assert furniture(printed.pages[number]) == "" or number in bare


def test_openers_have_a_drop_folio_and_no_head(bound: bytes, theme: Theme) -> None:
    with pymupdf.open(stream=bound) as document:
        for page in document:
            opener = "What the Lighthouse Saw" in page.get_text() and page.number == 6
            lines = [(round(y1), text.strip()) for _, _, _, y1, text, *_ in page.get_text("blocks")]
            heads = [text for y1, text in lines if y1 < theme.geometry.top - 4]
            if opener:
                assert heads == []
                assert lines[-1][1] == "1"


def test_heads_name_the_author_on_the_verso_and_the_story_on_the_recto(bound: bytes) -> None:
    pages = text_of(bound)
    assert "Ingrid Vale" in pages[7]
    assert "What the Lighthouse Saw" in pages[8]


def test_text_stands_nearer_the_gutter_on_both_sides(bound: bytes, theme: Theme) -> None:
    page = theme.geometry
    with pymupdf.open(stream=bound) as document:
        for number, inner_left in ((8, True), (9, False)):
            blocks = [block for block in document[number].get_text("blocks") if block[1] > page.top]
            left = min(block[0] for block in blocks)
            assert left == pytest.approx(page.inner if inner_left else page.outer, abs=1)


def test_each_face_is_embedded_once_whatever_uses_it(printed: Pdf) -> None:
    fonts = {
        font.objgen: str(font.BaseFont)
        for page in printed.pages
        for font in page.obj.get("/Resources", {}).get("/Font", {}).values()
    }
    families = Counter(name.split("+")[1] for name in fonts.values())
    assert families == {"TeXGyrePagella-Regular": 1, "TeXGyrePagella-Italic": 1}


def test_text_is_grey_scale_black_and_nothing_else(printed: Pdf) -> None:
    colours = {
        (str(operator), tuple(float(value) for value in operands))
        for page in printed.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) in {"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"}
    }
    assert colours == {("g", (0.0,))}


def test_one_structure_tree_holds_the_whole_book(printed: Pdf) -> None:
    tree = printed.Root.StructTreeRoot
    assert printed.Root.MarkInfo.Marked
    (document,) = tree.K
    assert document.S == Name.Document
    assert {part.S for part in document.K} == {Name.Part}
    found = elements(document)
    heads = [str(element.S) for element in found if str(element.S) in ("/H1", "/H2")]
    titled = ("title page", "contents", "three", "different", "stories", "notes", "colophon")
    assert heads.count("/H1") == len(titled)
    pages = {page.obj.objgen for page in printed.pages}
    assert {element.Pg.objgen for element in found if "/Pg" in element} <= pages


def test_marked_content_leads_back_to_its_element(printed: Pdf) -> None:
    nums = printed.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    assert len(parents) == len(nums) // 2
    for page in printed.pages:
        if "/StructParents" not in page.obj:
            continue
        for mcid, element in enumerate(parents[int(page.obj.StructParents)]):
            assert (page.obj.objgen, mcid) in content(element)
        for annotation in page.obj.get("/Annots", ()):
            assert parents[int(annotation.StructParent)].S == Name.Link


def test_a_paragraph_is_one_element_over_a_page_break_and_has_no_element_a_line(
    printed: Pdf, book: Book
) -> None:
    found = elements(printed.Root.StructTreeRoot.K[0])
    paragraphs = [element for element in found if element.S == Name.P]
    lines = (Kind.PARAGRAPH, Kind.BREAK)
    blocks = [block for section in book.sections for block in section.blocks if block.kind in lines]
    assert len(paragraphs) == len(blocks)
    assert any(len({page for page, _ in content(element)}) == 2 for element in paragraphs)
    assert {str(element.S) for element in found} <= {
        "/Document",
        "/Part",
        "/Sect",
        "/P",
        "/H1",
        "/H2",
        "/Link",
        "/Span",
    }
    spans = [element for element in found if element.S == Name.Span]
    assert len(spans) < len(paragraphs) / 4


def test_it_says_what_it_is(printed: Pdf, book: Book) -> None:
    assert str(printed.Root.Lang) == "en"
    assert printed.Root.ViewerPreferences.DisplayDocTitle
    assert str(printed.docinfo["/Title"]) == book.title
    assert str(printed.docinfo["/ModDate"]) == "D:20240501120000Z"
    packet = bytes(printed.Root.Metadata.read_bytes()).decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The Harbour Papers</rdf:li>' in packet


def test_text_copies_out_as_it_was_written(bound: bytes, book: Book) -> None:
    shown = "".join("".join(text_of(bound)).split())
    for section in book.sections:
        for block in section.blocks:
            first_words = "".join(block.text.split()[:3])
            assert first_words in shown.replace("‐", "").replace("\n", "")


def test_the_file_survives_being_opened_and_saved(bound: bytes) -> None:
    with Pdf.open(io.BytesIO(bound)) as opened:
        target = io.BytesIO()
        opened.save(target)
        assert len(opened.pages) > 10
