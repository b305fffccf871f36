"""The case: its measures, and that it agrees with the cover of the EPUB."""

import io
from typing import Any

import pikepdf
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from compiler import themes
from compiler.errors import CommandError, SettingsError
from compiler.model.book import Book
from compiler.themes import MM, Theme
from compiler.write import cover
from compiler.write.cover import Commission
from compiler.write.designs import DESIGNS, HEIGHT, WIDTH
from compiler.write.pdf.case import Block, Cased, Casing, case, facts, measure, thickness
from compiler.write.pdf.impose import Imposition, impose
from tests.write.pdf.test_impose_folding import numbered

FACES = themes.load().faces
NAMES = ("Ingrid Vale and Tomas Okonjo-Reyes", "compiled by M. Aldous")
BLURB = ("Two letters, and what lay between them.", "Not for sale, nor to be left in the rain.")


def block(title: str = "The Harbour Papers", design: str = "label", pages: int = 400, **more: Any) -> Block:
    names = more.pop("names", NAMES)
    facts_ = {"language": "en", "width": 396.0, "height": 612.0} | more
    return Block(Commission(title, names, FACES, design), pages=pages, **facts_)


def size(cased: Cased) -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(cased.pdf)) as pdf:
        assert len(pdf.pages) == 1
        box = [float(edge) for edge in pdf.pages[0].mediabox]
    return box[2] - box[0], box[3] - box[1]


def picture(cased: Cased, dpi: float = 144) -> Image.Image:
    with pymupdf.open("pdf", cased.pdf) as document:
        pixels = document[0].get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72), alpha=False)
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def lines(cased: Cased) -> list[dict[str, Any]]:
    with pymupdf.open("pdf", cased.pdf) as document:
        blocks = document[0].get_text("dict")["blocks"]
    return [line for each in blocks if each["type"] == 0 for line in each["lines"]]


def words(line: dict[str, Any]) -> str:
    return "".join(span["text"] for span in line["spans"]).strip()


def on_spine(cased: Cased) -> list[dict[str, Any]]:
    return [line for line in lines(cased) if abs(line["dir"][1]) > 0.9]


# --- measures ---------------------------------------------------------------------------------------------------


def test_the_sheet_is_as_large_as_turn_ins_boards_hinges_and_spine():
    cased = case(block(pages=396), Casing())
    spine = 100 * 2 * 0.1 * MM + 2 * 2 * MM  # 396 pages and four of fly-leaves are 100 sheets
    board = 396 - 7 * MM + 3 * MM
    width = 2 * (15 * MM + board + 7 * MM) + spine
    height = 2 * 15 * MM + 612 + 2 * 3 * MM
    assert abs(spine - cased.wrap.spine) < 1e-6
    assert all(abs(a - b) < 0.005 for a, b in zip((width, height), size(cased), strict=True))


def test_a_soft_cover_has_no_boards_and_bleeds():
    cased = case(block(pages=396), Casing(boards=0))
    assert abs(20 * MM - cased.wrap.spine) < 1e-6
    assert all(
        abs(a - b) < 0.005
        for a, b in zip((2 * 396 + 20 * MM + 6 * MM, 612 + 6 * MM), size(cased), strict=True)
    )
    with pikepdf.open(io.BytesIO(cased.pdf)) as pdf:
        trim = [float(edge) for edge in pdf.pages[0].trimbox]
    assert all(abs(edge - 3 * MM) < 0.005 for edge in trim[:2])


def test_every_measure_can_be_chosen():
    chosen = Casing(
        boards=3 * MM,
        hinge=8 * MM,
        square=4 * MM,
        turn_in=20 * MM,
        bleed=2 * MM,
        thickness=0.2 * MM,
        swell=1.5 * MM,
    )
    wrap = measure(block(pages=96), chosen)
    assert abs(25 * 2 * 0.2 * MM + 1.5 * MM + 6 * MM - wrap.spine) < 1e-6
    assert abs(396 - 4 * MM - wrap.board_width) < 1e-6
    assert abs(612 + 8 * MM - wrap.board_height) < 1e-6
    assert abs(2 * (22 * MM + wrap.board_width + 8 * MM) + wrap.spine - wrap.width) < 1e-6
    assert abs(9 * MM - thickness(96, Casing(spine=9 * MM, swell=4))) < 1e-6


@given(st.integers(1, 900), st.integers(0, 3), st.floats(0.05, 0.4))
def test_the_spine_is_sheets_times_thickness(pages: int, fly_leaves: int, millimetres: float):
    choice = Casing(thickness=millimetres * MM, fly_leaves=fly_leaves, boards=0)
    sheets = -(-(pages + 4 * fly_leaves) // 4)
    assert abs(sheets * 2 * millimetres * MM - measure(block(pages=pages), choice).spine) < 1e-6


def test_the_spine_is_that_of_the_sheets():
    for pages in (1, 30, 53, 200):
        sheets = impose(numbered(pages), "book.pdf", Imposition()).tally
        assert abs(sheets.width - thickness(pages, Casing())) < 1e-9


# --- agreement with the cover -------------------------------------------------------------------------------------


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    "title",
    ["Rain", "The Harbour Papers", "What the Lighthouse Saw, and Other Reports From the Edge of the Map"],
)
def test_the_front_is_the_cover_of_the_epub(design: str, title: str):
    """Compare them as pictures, but for the pattern, whose repeats begin elsewhere."""
    proportioned = block(title, design, width=400.0, height=400.0 * HEIGHT / WIDTH)
    made = case(proportioned, Casing(boards=0, bleed=9.0, spine=72.0))
    front = picture(made)
    left, top = made.wrap.front[0] * 2, made.wrap.bleed * 2
    front = front.crop((round(left), round(top), round(left) + 800, round(top) + 1280))
    flat = Image.open(io.BytesIO(cover.draw(proportioned.commission))).convert("RGB")
    boxes = {"label": (28, 56, 172, 186), "band": (0, 82, 200, 218), "cloth": (0, 0, 200, 320)}
    small = [image.resize((200, 320), Image.Resampling.BOX).crop(boxes[design]) for image in (front, flat)]
    moved = ImageChops.offset(small[0], 1, 0), ImageChops.offset(small[0], 0, 1)
    assert all(apart(*small) < 0.55 * apart(other, small[1]) for other in moved)  # half a pixel in 200 tells


def apart(first: Image.Image, second: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(first, second).convert("L")).mean[0])


def test_paper_and_pattern_are_those_of_the_cover():
    made = picture(case(block(), Casing()), 72)
    paper, _ = cover.chosen("The Harbour Papers")
    ground = tuple(bytes.fromhex(paper.ground[1:]))
    assert sum(pixel == ground for pixel in made.get_flattened_data()) > 0.2 * made.width * made.height


def test_a_book_is_commissioned_as_its_epub_is(book: Book, theme: Theme):
    made = Block.of(book, theme, 120)
    assert Commission.of(book, theme) == made.commission
    assert (120, 396, 612, "en") == (made.pages, made.width, made.height, made.language)


def test_a_finished_file_says_what_a_case_needs(bound: bytes):
    known = facts(bound, "book.pdf")
    assert ("The Harbour Papers", ("Ingrid Vale", "Tomas Okonjo-Reyes"), "en") == (
        known.title,
        known.authors,
        known.language,
    )
    assert (396, 612) == (known.width, known.height)
    assert known.pages > 20


# --- spine and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    ("language", "down"), [("en", True), ("en-GB", True), ("de", False), ("fr-CA", False)]
)
def test_the_title_runs_along_the_spine(design: str, language: str, down: bool):
    cased = case(block("Harbour", design, language=language), Casing())
    titled = [line for line in on_spine(cased) if words(line) == "Harbour"]
    assert 1 == len(titled)
    assert (1 if down else -1) == round(titled[0]["dir"][1])
    left, right = cased.wrap.middle
    assert left < titled[0]["bbox"][0] and titled[0]["bbox"][2] < right


def test_the_title_is_in_the_middle_of_the_spine():
    cased = case(block("HHHHHHH"), Casing())
    left, _, right, _ = on_spine(cased)[0]["bbox"]
    shown = picture(cased, 288).crop((round(left * 4), 0, round(right * 4), 10_000))
    assert shown.width > 0
    middle = sum(cased.wrap.middle) / 2
    dark = picture(cased, 288).convert("L").point(lambda value: 255 * (value < 90))
    box = on_spine(cased)[0]["bbox"]
    ink = dark.crop(tuple(round(edge * 4) for edge in box)).getbbox()
    assert ink is not None
    assert abs(box[0] + (ink[0] + ink[2]) / 8 - middle) < 1.0


def test_names_stand_on_the_spine_if_they_fit_whole():
    fits = case(block("Rain", names=("A. Lamp",)), Casing())
    assert ["Rain", "a. lamp"] == sorted(
        (words(line).lower() if " " in words(line) else words(line)) for line in on_spine(fits)
    )
    crowd = case(
        block("Rain", names=("One of Many, Another of Many, A Third of Many and a Fourth of Many",)), Casing()
    )
    assert ["Rain"] == [words(line) for line in on_spine(crowd)]


def test_a_narrow_spine_goes_without_and_says_so():
    thin = case(block(pages=40), Casing(boards=0))
    assert not on_spine(thin)
    assert "too narrow" in thin.remarks[0].what
    assert not case(block(), Casing()).remarks


@pytest.mark.parametrize("design", DESIGNS)
def test_the_blurb_is_on_the_back_board(design: str):
    cased = case(block(design=design), Casing(blurb=BLURB))
    left, right = cased.wrap.back
    found = [line for line in lines(cased) if line["bbox"][2] < right and abs(line["dir"][0]) > 0.9]
    assert " ".join(BLURB) == " ".join(words(line) for line in found)
    assert all(left < line["bbox"][0] for line in found)
    assert not any(line["bbox"][0] < right for line in lines(case(block(design=design), Casing())))


def test_a_long_blurb_is_set_smaller_and_one_too_long_refused():
    sizes = [
        max(
            span["size"]
            for line in lines(case(block(), Casing(blurb=("So many words. " * count,))))
            if line["bbox"][2] < 400
            for span in line["spans"]
        )
        for count in (5, 70)
    ]
    assert sizes[1] < sizes[0]
    with pytest.raises(CommandError, match="characters fit"):
        case(block(), Casing(blurb=("So many words. " * 400,)))


# --- guides and file ------------------------------------------------------------------------------------------------


def dashed(cased: Cased) -> set[float]:
    with pymupdf.open("pdf", cased.pdf) as document:
        drawn = [d for d in document[0].get_drawings() if d["dashes"] not in ("", "[] 0")]
    return {round(d["rect"].x0, 1) for d in drawn if d["rect"].width < 0.1}


def test_guides_are_a_layer_on_every_edge():
    cased = case(block(), Casing(guides=True))
    wrap = cased.wrap
    assert {round(x, 1) for x in (*wrap.back, *wrap.middle, *wrap.front)} == dashed(cased)
    with pymupdf.open("pdf", cased.pdf) as document:
        assert ["Guides"] == [layer["name"] for layer in document.get_ocgs().values()]
    plain = case(block(), Casing())
    assert not dashed(plain)
    with pymupdf.open("pdf", plain.pdf) as document:
        assert not document.get_ocgs()


def test_equal_cases_are_equal_bytes_and_valid():
    cased = case(block(), Casing(blurb=BLURB, guides=True))
    assert cased.pdf == case(block(), Casing(blurb=BLURB, guides=True)).pdf
    with pikepdf.open(io.BytesIO(cased.pdf)) as pdf:
        assert [] == pdf.check_pdf_syntax()
        for font in pdf.pages[0].obj.Resources.Font.values():
            assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize("title", ["", " ", "文", "\U0001f642 Rain", "Supercalifragilistic" * 20, "a " * 60])
def test_no_title_breaks_it(title: str):
    for design in DESIGNS:
        assert size(case(block(title, design, names=()), Casing(blurb=("…",))))


def test_measures_that_no_case_has():
    with pytest.raises(CommandError, match="hinge"):
        measure(block(), Casing(hinge=100 * MM))
    with pytest.raises(CommandError, match="turn-in"):
        Casing(turn_in=-1.0)
    with pytest.raises(CommandError, match="thickness"):
        Casing(thickness=0)
    with pytest.raises(SettingsError, match="no face"):
        case(Block(Commission("Rain", (), ()), "en", 40, 396, 612), Casing())
