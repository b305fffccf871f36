"""Marks, measured in the finished file: on the sheets, and on the book that is folded from them."""

from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest

from compiler.themes import MM
from compiler.write.pdf.impose import Imposition, impose
from compiler.write.pdf.impose.paper import Paper
from compiler.write.pdf.impose.settings import Binding, Duplex, Layout, Mark, Stations
from tests.write.pdf.folding import Page, Stroke
from tests.write.pdf.test_impose_folding import gathered, numbered

NEAR = 0.2 * MM
WIDTH, HEIGHT = 300.0, 500.0
ROOMY = Paper("roomy", 900, 1300)
WAYS = [
    (layout, duplex) for layout in Layout for duplex in (Duplex.SHORT_EDGE, Duplex.LONG_EDGE, Duplex.NONE)
]


def bound(choice: Imposition, pages: int = 61) -> list[list[Page]]:
    content = numbered(pages, WIDTH, HEIGHT)
    return gathered(impose(content, "book.pdf", choice), choice, WIDTH, HEIGHT)


def lines_across(page: Page, x: float) -> list[Stroke]:
    """Return the level lines whose middle is at x, from the head down."""
    found = [s for s in page.strokes if s[3] - s[1] < 0.1 < s[2] - s[0] and abs((s[0] + s[2]) / 2 - x) < NEAR]
    return sorted(found, key=lambda stroke: -stroke[1])


def from_head(strokes: list[Stroke]) -> list[float]:
    return [HEIGHT - stroke[1] for stroke in strokes]


def assert_near(expected: list[float], actual: list[float]) -> None:
    assert len(expected) == len(actual), f"{expected} and {actual}"
    assert all(abs(a - b) < NEAR for a, b in zip(expected, actual, strict=True)), f"{expected} and {actual}"


# --- sewing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("layout", "duplex"), WAYS)
def test_stations_are_on_the_spine_of_every_signature_and_in_its_middle(layout: Layout, duplex: Duplex):
    holes = (40.0, 130.0, 333.0, 470.0)
    stations = Stations(at=holes)
    book = bound(Imposition(layout=layout, duplex=duplex, sheets=(3,), stations=stations, paper=ROOMY))
    assert len(book) > 1
    for signature in book:
        middle = len(signature) // 2
        assert_near(list(holes), from_head(lines_across(signature[0], 0)))
        assert_near(list(holes), from_head(lines_across(signature[-1], WIDTH)))
        assert_near(list(holes), from_head(lines_across(signature[middle], 0)))
        assert_near(list(holes), from_head(lines_across(signature[middle - 1], WIDTH)))
        for number in {*range(len(signature))} - {0, len(signature) - 1, middle, middle - 1}:
            assert not lines_across(signature[number], 0 if number % 2 == 0 else WIDTH)


def test_a_sewn_book_has_kettle_stitches_and_two_holes_a_tape():
    stations = Stations(tapes=2, tape_width=30, kettle=45)
    first = bound(Imposition(stations=stations, paper=ROOMY))[0][0]
    third = (HEIGHT - 90) / 3
    tapes = [45 + third - 15, 45 + third + 15, 45 + 2 * third - 15, 45 + 2 * third + 15]
    assert_near([45, *tapes, HEIGHT - 45], from_head(lines_across(first, 0)))


def test_a_booklet_has_two_staples():
    booklet = bound(Imposition(binding=Binding.STAPLE, fly_leaves=0, paper=ROOMY))[0]
    assert_near([HEIGHT / 4, HEIGHT * 3 / 4], from_head(lines_across(booklet[0], 0)))


@pytest.mark.parametrize("layout", Layout)
def test_a_stab_binding_has_its_holes_on_the_first_leaf_alone(layout: Layout):
    choice = Imposition(binding=Binding.STAB, layout=layout, fly_leaves=0, paper=ROOMY)
    pages = bound(replace(choice, marks=frozenset({Mark.SEWING})))[0]
    inset = [stroke for stroke in pages[0].strokes if stroke[3] - stroke[1] < 0.1]
    assert all(abs((stroke[0] + stroke[2]) / 2 - 10 * MM) < NEAR for stroke in inset)
    third = (HEIGHT - 30 * MM) / 3
    expected = [15 * MM + third * number for number in range(4)]
    assert_near(expected, sorted(HEIGHT - stroke[1] for stroke in inset))
    assert not any(page.strokes for page in pages[1:])


# --- order ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("layout", "duplex"), WAYS)
def test_order_marks_step_down_the_spine(layout: Layout, duplex: Duplex):
    book = bound(Imposition(layout=layout, duplex=duplex, sheets=(2,), paper=ROOMY), 200)
    steps = []
    for signature in book:
        boxes = [
            s for s in signature[0].strokes if s[3] - s[1] > 1 < s[2] - s[0] and abs(s[0] + s[2]) / 2 < NEAR
        ]
        assert len(boxes) == 1
        steps.append((HEIGHT - boxes[0][3], HEIGHT - boxes[0][1]))
    assert steps[0][0] > 0 and steps[-1][1] < HEIGHT
    for above, below in pairwise(steps):
        assert abs(below[0] - above[1]) < NEAR


# --- folds, cuts, corners -----------------------------------------------------------------------------------------


def drawings(pdf: bytes, page: int) -> list[dict[str, object]]:
    with pymupdf.open("pdf", pdf) as document:
        return list(document[page].get_drawings())


def ticks(pdf: bytes, page: int, *, dashed: bool) -> set[tuple[float, float, float, float]]:
    found = [d for d in drawings(pdf, page) if ("[ 3 2 ]" in str(d["dashes"])) == dashed]
    return {tuple(round(value, 1) for value in d["rect"]) for d in found}


ONLY_FOLDS = frozenset({Mark.FOLD})
TICK = round(12 * MM, 1)


def test_folds_are_ticked_at_the_middle_of_the_sheet_on_its_front():
    choice = Imposition(paper=Paper("just", 600, 500), marks=ONLY_FOLDS)
    pdf = impose(numbered(16, WIDTH, HEIGHT), "book.pdf", choice).files[".imposed.pdf"]
    assert {(300, 0, 300, TICK), (300, round(500 - TICK, 1), 300, 500)} == ticks(pdf, 0, dashed=True)
    assert not ticks(pdf, 0, dashed=False)
    assert not drawings(pdf, 1)


def test_a_quarto_has_both_its_folds_and_two_up_a_cut():
    quarto = Imposition(layout=Layout.QUARTO, paper=Paper("just", 600, 1000), marks=ONLY_FOLDS)
    content = numbered(16, WIDTH, HEIGHT)
    pdf = impose(content, "book.pdf", quarto).files[".imposed.pdf"]
    upright = {(300, 0, 300, TICK), (300, round(1000 - TICK, 1), 300, 1000)}
    level = {(0, 500, TICK, 500), (round(600 - TICK, 1), 500, 600, 500)}
    assert upright | level == ticks(pdf, 0, dashed=True)
    two_up = replace(quarto, layout=Layout.TWO_UP)
    pdf = impose(content, "book.pdf", two_up).files[".imposed.pdf"]
    assert level == ticks(pdf, 0, dashed=False)
    assert upright < ticks(pdf, 0, dashed=True)


def test_leaves_are_cut_and_not_folded():
    choice = Imposition(binding=Binding.PERFECT, paper=Paper("just", 600, 500), marks=ONLY_FOLDS)
    pdf = impose(numbered(16, WIDTH, HEIGHT), "book.pdf", choice).files[".imposed.pdf"]
    assert not ticks(pdf, 0, dashed=True)
    assert len(ticks(pdf, 0, dashed=False)) == 2


@pytest.mark.parametrize("binding", [Binding.SEWN, Binding.PERFECT])
@pytest.mark.parametrize("layout", Layout)
def test_crop_marks_point_at_the_corners_of_pages(binding: Binding, layout: Layout):
    choice = Imposition(
        binding=binding, layout=layout, fly_leaves=0, creep=False, paper=ROOMY, marks=frozenset({Mark.CROP})
    )
    pdf = impose(numbered(16, WIDTH, HEIGHT), "book.pdf", choice).files[".imposed.pdf"]
    with pymupdf.open("pdf", pdf) as document:
        page = document[0]
        middle_x, middle_y = round(page.rect.width / 2, 1), round(page.rect.height / 2, 1)
        uprights: set[float] = set()
        levels: set[float] = set()
        for drawing in page.get_drawings():
            rect = drawing["rect"]
            (uprights if rect.width < 0.1 else levels).add(round(rect.x0 if rect.width < 0.1 else rect.y0, 1))
        edges: set[float] = set()
        ends: set[float] = set()
        for block in page.get_text("dict")["blocks"]:
            for line in block["lines"]:
                span = line["spans"][0]
                if not span["text"].startswith("head"):
                    continue
                direction = line["dir"][0]
                x = span["origin"][0] - direction * WIDTH * 0.2
                y = span["origin"][1] - direction * 20
                edges |= {round(x, 1), round(x + direction * WIDTH, 1)}
                ends |= {round(y, 1), round(y + direction * HEIGHT, 1)}
    outer = uprights if binding is Binding.PERFECT else uprights | {middle_x}
    assert edges == outer
    folded_heads = {middle_y} if layout is Layout.QUARTO and binding is Binding.SEWN else set()
    assert ends == levels | folded_heads


def test_no_marks_are_drawn_when_none_are_wanted():
    choice = Imposition(paper=ROOMY, marks=frozenset())
    imposed = impose(numbered(16, WIDTH, HEIGHT), "book.pdf", choice)
    pages = [page for signature in gathered(imposed, choice, WIDTH, HEIGHT) for page in signature]
    assert not any(page.strokes for page in pages)


def test_crop_marks_are_there_by_themselves_where_the_paper_is_larger():
    content = numbered(16, WIDTH, HEIGHT)
    roomy = impose(content, "book.pdf", Imposition(paper=ROOMY)).files[".imposed.pdf"]
    just = impose(content, "book.pdf", Imposition(paper=Paper("just", 600, 500))).files[".imposed.pdf"]
    assert drawings(roomy, 1)  # the back of a first sheet has no other marks
    assert not drawings(just, 1)


@pytest.mark.parametrize("layout", Layout)
def test_crop_marks_are_not_on_the_pages(layout: Layout):
    choice = Imposition(layout=layout, paper=ROOMY, marks=frozenset({Mark.CROP}))
    content = numbered(30, WIDTH, HEIGHT)
    for signature in gathered(impose(content, "book.pdf", choice), choice, WIDTH, HEIGHT):
        for page in signature:
            assert page.strokes
            for left, bottom, right, top in page.strokes:
                beside = top < 0.1 or bottom > HEIGHT - 0.1
                level = top - bottom < 0.1
                assert right < 0.1 or left > WIDTH - 0.1 or (beside and not level)
