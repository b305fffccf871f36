"""Sheets: how many there are, how large, and what the finished file says to the printer."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from compiler import themes
from compiler.errors import CommandError
from compiler.themes import MM
from compiler.write.pdf.impose import Imposition, impose, try_out
from compiler.write.pdf.impose.paper import PAPERS, Grid, Paper, lay, paper
from compiler.write.pdf.impose.settings import Binding, Duplex, Layout
from compiler.write.pdf.impose.signatures import listed, spread
from tests.write.pdf import folding
from tests.write.pdf.test_impose_folding import as_read, gathered, numbered, sheets_of


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def sizes(pdf: bytes) -> set[tuple[float, float]]:
    with opened(pdf) as sheets:
        return {
            (round(float(page.mediabox[2]), 2), round(float(page.mediabox[3]), 2)) for page in sheets.pages
        }


# --- signatures -------------------------------------------------------------------------------------------------


@given(st.integers(1, 400), st.integers(1, 12))
def test_sheets_are_spread_evenly_and_none_is_left_alone(sheets: int, size: int):
    signatures = spread(sheets, size)
    assert sheets == sum(signatures)
    assert max(signatures) - min(signatures) <= 1
    assert max(signatures) <= (3 if size == 2 else size)
    assert size == 1 or sheets == 1 or min(signatures) > 1
    assert sorted(signatures, reverse=True) == list(signatures)


def test_a_list_must_just_hold_the_book():
    assert (5, 5, 4) == listed(14, (5, 5, 4))
    assert (5, 5, 5) == listed(14, (5, 5, 5))
    with pytest.raises(CommandError, match="needs 14"):
        listed(14, (5, 5))
    with pytest.raises(CommandError, match="would be blank"):
        listed(14, (7, 7, 1))


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 53, 54])
def test_no_more_pages_are_blank_than_a_sheet_must_leave(pages: int):
    tally = impose(numbered(pages), "book.pdf", Imposition()).tally
    assert tally.blanks <= 3
    assert pages + 4 + tally.blanks == 4 * tally.sheets
    assert tally.sheets == sum(tally.signatures)


def test_the_spine_is_as_thick_as_its_leaves():
    choice = Imposition(thickness=0.13 * MM, swell=1.5 * MM)
    tally = impose(numbered(100), "book.pdf", choice).tally
    assert abs(26 * 2 * 0.13 * MM + 1.5 * MM - tally.width) < 1e-9
    quarto = Imposition(thickness=0.13 * MM, layout=Layout.QUARTO)
    assert abs(26 * 2 * 0.13 * MM - impose(numbered(100), "book.pdf", quarto).tally.width) < 1e-9


# --- paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trim", "grid", "name"),
    [
        ("half-letter", Grid(), "letter"),
        ("a5", Grid(), "a4"),
        ("a6", Grid(2), "a4"),
        ("quarto", Grid(2), "letter"),
        ("6x9", Grid(), "tabloid"),
        ("royal", Grid(), "tabloid"),
    ],
)
def test_the_paper_is_the_one_the_pages_fill_else_the_smallest(trim: str, grid: Grid, name: str):
    assert name == lay(None, themes.TRIMS[trim], grid).paper.name


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_sheets_have_the_size_of_the_paper(name: str):
    short, long = sorted((PAPERS[name].width, PAPERS[name].height))
    pdf = impose(numbered(9, 190, 280), "book.pdf", Imposition(paper=paper(name))).files[".imposed.pdf"]
    assert {(round(long, 2), round(short, 2))} == sizes(pdf)


def test_a_size_is_a_paper_too():
    assert abs(paper("320x225").width - 320 * MM) < 1e-9
    assert Paper("12x18in", 864, 1296) == paper("12x18in")
    assert Paper("400×300pt", 400, 300) == paper("400×300pt")
    for wrong in ("", "a99", "x", "0x5", "3x", "-3x4", "nanxnan", "1e9x1e9"):
        with pytest.raises(CommandError, match="there is no paper"):
            paper(wrong)


def test_pages_are_scaled_only_when_that_is_asked_for():
    content = numbered(8, 396, 612)
    a4 = PAPERS["a4"]
    with pytest.raises(CommandError, match="do not fit"):
        impose(content, "book.pdf", Imposition(paper=a4))
    choice = Imposition(paper=a4, scale=0, creep=False)
    imposed = impose(content, "book.pdf", choice)
    scale = imposed.tally.bed.scale
    assert abs(210 * MM / 612 - scale) < 1e-6
    pages = gathered(imposed, choice, 396 * scale, 612 * scale)[0][2:10]
    for page, original in zip(pages, as_read(content), strict=True):
        for (_, x, y, *_), (_, x0, y0, *_) in zip(page.letters, original.letters, strict=True):
            assert abs(x - x0 * scale) < 0.05 and abs(y - y0 * scale) < 0.05
    with pytest.raises(CommandError, match="named"):
        impose(content, "book.pdf", Imposition(scale=0))


# --- what is seen of a page ---------------------------------------------------------------------------------------


def flooded(pages: int, bleed: float) -> bytes:
    """Return a book of pages flooded with colour, left ones red and right ones blue, beyond their trim."""
    with pikepdf.Pdf.new() as pdf:
        for number in range(pages):
            colour = "0 0 1" if number % 2 == 0 else "1 0 0"
            width, height = 200 + 2 * bleed, 300 + 2 * bleed
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, width, height]),
                BleedBox=Array([0, 0, width, height]),
                TrimBox=Array([bleed, bleed, bleed + 200, bleed + 300]),
                Resources=Dictionary(),
                Contents=pdf.make_stream(f"{colour} rg 0 0 {width} {height} re f".encode()),
            )
            pdf.pages.append(pikepdf.Page(page))
        pdf.docinfo["/Creator"] = "anthology"
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


def colours(pdf: bytes, page: int, *points: tuple[float, float]) -> list[str]:
    names = {(255, 255, 255): "white", (255, 0, 0): "red", (0, 0, 255): "blue"}
    with pymupdf.open("pdf", pdf) as document:
        picture = document[page].get_pixmap(dpi=144)
        return [names[picture.pixel(int(x * 2), int(picture.height - y * 2))] for x, y in points]


def test_bleed_goes_over_the_outer_edges_and_never_over_the_fold():
    choice = Imposition(paper=Paper("roomy", 500, 400), fly_leaves=0, thickness=3.0, marks=frozenset())
    pdf = impose(flooded(16, 9.0), "book.pdf", choice).files[".imposed.pdf"]
    middle = 250.0
    for page in range(8):
        near = colours(pdf, page, (middle - 1, 200), (middle + 1, 200))
        assert near == ["red", "blue"], page  # a page ends at the fold, however far it creeps
    # the outermost sheet does not creep: 200 to the trim, 9 of bleed, then paper
    across = colours(pdf, 0, (42, 200), (40, 200), (458, 200), (461, 200), (100, 42), (100, 40), (100, 358))
    assert ["red", "white", "blue", "white", "red", "white", "red"] == across


def test_leaves_keep_their_bleed_on_all_sides():
    choice = Imposition(
        binding=Binding.PERFECT, paper=Paper("roomy", 500, 400), fly_leaves=0, marks=frozenset()
    )
    pdf = impose(flooded(8, 9.0), "book.pdf", choice).files[".imposed.pdf"]
    assert ["white", "blue", "blue", "white"] == colours(pdf, 0, (15, 200), (17, 200), (233, 200), (235, 200))


@pytest.mark.parametrize("inherited", [False, True])
def test_a_page_that_is_turned_in_the_file_is_upright_on_the_sheet(inherited: bool):
    content = numbered(4, 300, 200)
    with opened(content) as pdf:
        for node in [pdf.Root.Pages] if inherited else [page.obj for page in pdf.pages]:
            node.Rotate = 90
        target = io.BytesIO()
        pdf.save(target)
    choice = Imposition(paper=Paper("just", 400, 300), fly_leaves=0)
    imposed = impose(target.getvalue(), "book.pdf", choice)
    assert (200, 300) == (imposed.tally.bed.page_width, imposed.tally.bed.page_height)
    for page, side in zip(gathered(imposed, choice, 200, 300)[0], folding.prints(content), strict=True):
        for (_, x, y, *_), (_, x0, y0, *_) in zip(page.letters, side.letters, strict=True):
            assert abs(x - y0) < 0.05 and abs(y - (300 - x0)) < 0.05  # a quarter turn clockwise


# --- the file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("duplex", Duplex)
def test_the_file_tells_the_printer_not_to_scale_and_how_to_turn(duplex: Duplex):
    wanted = {"short-edge": "/DuplexFlipShortEdge", "long-edge": "/DuplexFlipLongEdge", "none": "/Simplex"}
    for content in impose(numbered(20), "book.pdf", Imposition(duplex=duplex)).files.values():
        with opened(content) as pdf:
            assert wanted[duplex.value] == str(pdf.Root.ViewerPreferences.Duplex)
            assert "/None" == str(pdf.Root.ViewerPreferences.PrintScaling)


def test_every_side_is_labelled_and_every_signature_is_in_the_outline():
    pdf = impose(numbered(40), "book.pdf", Imposition(sheets=(4,))).files[".imposed.pdf"]
    with pymupdf.open("pdf", pdf) as document:
        assert "signature 1, sheet 1, front" == document[0].get_label()
        assert "signature 3, sheet 3, back" == document[-1].get_label()
        assert ["Signature 1", "Signature 2", "Signature 3"] == [title for _, title, _ in document.get_toc()]
        starts = [page for *_, page in document.get_toc()]
    assert [1, 9, 17] == starts


def test_files_are_valid_and_share_their_fonts(bound: bytes):
    for choice in (
        Imposition(),
        Imposition(layout=Layout.TWO_UP, paper=PAPERS["a2"]),
        Imposition(per_signature=True),
    ):
        files = impose(bound, "book.pdf", choice).files
        for content in files.values():
            with opened(content) as pdf:
                assert [] == pdf.check_pdf_syntax()
        assert sum(map(len, files.values())) < 1.4 * len(bound) * (1 if len(files) == 1 else len(files))


def test_one_file_a_signature_holds_what_the_whole_holds():
    content = numbered(70)
    whole, parts = Imposition(), Imposition(per_signature=True)
    together = sheets_of(impose(content, "book.pdf", whole), whole)
    apart = sheets_of(impose(content, "book.pdf", parts), parts)
    assert together == apart


def test_equal_books_give_equal_sheets(tmp_path: Path):
    book = tmp_path / "book.pdf"
    book.write_bytes(numbered(30))
    program = (
        "import hashlib, sys; from pathlib import Path; from compiler.write.pdf.impose import Imposition, impose; "
        "made = impose(Path(sys.argv[1]).read_bytes(), 'book.pdf', Imposition(per_signature=True)); "
        "print([hashlib.sha256(pdf).hexdigest() for pdf in made.files.values()])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, str(book)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(seen)
    assert b"[]" not in seen


def test_a_thick_booklet_is_doubted():
    assert not impose(numbered(60), "book.pdf", Imposition(binding=Binding.STAPLE, fly_leaves=0)).remarks
    assert impose(numbered(100), "book.pdf", Imposition(binding=Binding.STAPLE, fly_leaves=0)).remarks


# --- the test sheet -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("duplex", Duplex)
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("binding", Binding)
def test_a_test_sheet_is_folded_into_pages_that_count(binding: Binding, layout: Layout, duplex: Duplex):
    choice = Imposition(binding=binding, layout=layout, duplex=duplex, fly_leaves=0, paper=PAPERS["a2"])
    sides = folding.prints(try_out((396, 612), choice, themes.load().faces))
    sheets = (
        folding.by_hand(sides[:1], sides[1:])
        if duplex is Duplex.NONE
        else folding.printed(sides, duplex.value)
    )
    assert 1 == len(sheets)
    if choice.folded:
        way = {Layout.FOLIO: folding.folio, Layout.QUARTO: folding.quarto, Layout.TWO_UP: folding.two_up}[
            layout
        ]
        pages = list(folding.read(way(sheets), 396, 612, heads_at_fold=layout is Layout.QUARTO))
    else:
        pages = list(folding.read(folding.leaves(sheets, choice.rows), 396, 612, single=True))
    expected = [str(number) for number in range(1, 4 * choice.rows + 1)]
    assert expected == [numeral(page) for page in pages]


def numeral(page: folding.Page) -> str:
    """Return the large number of a page of the test sheet: what stands alone at the height where it is set."""
    line = [letter for letter in page.letters if abs(letter[2] - 612 * 0.72) < 1 and 100 < letter[1] < 300]
    assert all(abs(letter[3] - 1) < 1e-6 for letter in line)
    return "".join(letter[0] for letter in line)


@pytest.mark.parametrize(("scale", "length"), [(1.0, 100), (0.0, 100), (0.8, 50)])
def test_the_ruler_is_right_on_paper_at_any_scale(scale: float, length: int):
    choice = Imposition(paper=PAPERS["a3" if scale == 1 else "a4"], scale=scale)
    pdf = try_out((396, 612), choice, themes.load().faces)
    with pymupdf.open("pdf", pdf) as document:
        level = [d["rect"].width for d in document[1].get_drawings() if d["rect"].height < 1]
        assert f"{length} mm" in document[1].get_text()
    assert any(abs(length * MM - width) < 0.05 for width in level)
