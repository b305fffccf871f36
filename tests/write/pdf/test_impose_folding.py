"""Reading order: a finished PDF of sheets is printed, folded, cut and gathered, and the book that comes out is read."""

import io
from collections.abc import Sequence

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from compiler.themes import MM
from compiler.write.pdf.impose import Imposed, Imposition, impose
from compiler.write.pdf.impose.paper import Paper
from compiler.write.pdf.impose.settings import Binding, Duplex, Layout
from tests.write.pdf import folding
from tests.write.pdf.folding import Layer, Page

FOLDED = (Binding.SEWN, Binding.STAPLE)
EXACT = 0.02  # points


def numbered(count: int, width: float = 200.0, height: float = 300.0, creator: str = "anthology") -> bytes:
    """Return a book whose pages say which they are, near the head and near the tail."""
    with pikepdf.Pdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(1, count + 1):
            content = (
                f"BT /F 12 Tf {width * 0.2:.1f} {height - 20:.1f} Td (head{number}.) Tj ET "
                f"BT /F 12 Tf {width * 0.5:.1f} 12 Td (tail{number}.) Tj ET"
            )
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, width, height]),
                Resources=Dictionary(Font=Dictionary(F=font)),
                Contents=pdf.make_stream(content.encode()),
            )
            pdf.pages.append(pikepdf.Page(page))
        pdf.docinfo["/Creator"] = creator
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


def sheets_of(imposed: Imposed, choice: Imposition) -> list[Layer]:
    """Print the file or files there are, as their imposition says."""
    if choice.duplex is Duplex.NONE:  # a pair of files after another: the pile goes back in before the next
        fronts = [folding.prints(pdf) for name, pdf in imposed.files.items() if name.endswith(".fronts.pdf")]
        backs = [folding.prints(pdf) for name, pdf in imposed.files.items() if name.endswith(".backs.pdf")]
        if choice.reverse_backs:
            backs = [pile[::-1] for pile in backs]
        pairs = zip(fronts, backs, strict=True)
        return [sheet for front, back in pairs for sheet in folding.by_hand(front, back)]
    flip = choice.duplex.value
    return [sheet for pdf in imposed.files.values() for sheet in folding.printed(folding.prints(pdf), flip)]


def gathered(imposed: Imposed, choice: Imposition, width: float, height: float) -> list[list[Page]]:
    """Return the pages of the bound book, a list for each signature."""
    sheets = sheets_of(imposed, choice)
    if choice.binding not in FOLDED:
        rows = 1 if choice.layout is Layout.FOLIO else 2
        return [list(folding.read(folding.leaves(sheets, rows), width, height, single=True))]
    way = {Layout.FOLIO: folding.folio, Layout.QUARTO: folding.quarto, Layout.TWO_UP: folding.two_up}[
        choice.layout
    ]
    signatures: list[list[Page]] = []
    for size in imposed.tally.signatures:
        folded = way(sheets[:size])
        sheets = sheets[size:]
        slit = choice.layout is Layout.QUARTO
        signatures.append(list(folding.read(folded, width, height, heads_at_fold=slit)))
    assert not sheets
    return signatures


def flat(signatures: Sequence[Sequence[Page]]) -> list[Page]:
    return [page for signature in signatures for page in signature]


def creep_of(at: int, of: int, thickness: float) -> float:
    """Return how far a page is moved: its leaf lies inside that of so many other papers."""
    leaf, last = at // 2, of // 2 - 1
    return min(leaf, last - leaf) * thickness


def assert_book(signatures: list[list[Page]], book: list[Page], choice: Imposition) -> None:
    """Compare with the pages of the book itself: what is on each page, in which order, upright and where."""
    moved: list[tuple[Page, float]] = []
    for signature in signatures:
        for at, page in enumerate(signature):
            towards = -1 if at % 2 == 0 else 1
            shift = creep_of(at, len(signature), choice.thickness) * towards
            moved.append((page, shift if choice.creep and choice.binding in FOLDED else 0.0))
    blank = 2 * choice.fly_leaves
    assert [""] * blank == [page.text for page, _ in moved[:blank]]
    read = moved[blank : blank + len(book)]
    assert len(read) == len(book)
    assert all(page.upright for page, _ in read)
    for (page, shift), original in zip(read, book, strict=True):
        assert original.text == page.text
        for (_, x, y, *_), (_, x0, y0, *_) in zip(page.letters, original.letters, strict=True):
            assert abs(x - x0 - shift) < EXACT
            assert abs(y - y0) < EXACT
    rest = moved[blank + len(book) :]
    assert {""} >= {page.text for page, _ in rest}
    assert len(rest) >= blank


def as_read(pdf: bytes) -> list[Page]:
    """Return the pages of a book that is not imposed, in the same terms."""
    return [Page(side.letters, side.strokes) for side in folding.prints(pdf)]


@st.composite
def choices(draw: st.DrawFn) -> tuple[int, Imposition]:
    pages = draw(st.integers(1, 150))
    binding = draw(st.sampled_from(Binding))
    layout = draw(st.sampled_from(Layout))
    just = Paper("just", 400, 300 if layout is Layout.FOLIO else 600)
    fly_leaves = draw(st.integers(0, 2))
    sheets: tuple[int, ...] = draw(st.tuples(st.integers(1, 12))) if binding is Binding.SEWN else ()
    if sheets and draw(st.booleans()):
        needed = -(-(pages + 4 * fly_leaves) // (4 if layout is Layout.FOLIO else 8))
        listed: list[int] = []
        while sum(listed) < needed:
            listed.append(draw(st.integers(1, 12)))
        sheets = tuple(listed)
    duplex = draw(st.sampled_from(Duplex))
    return pages, Imposition(
        binding=binding,
        layout=layout,
        sheets=sheets,
        duplex=duplex,
        reverse_backs=duplex is Duplex.NONE and draw(st.booleans()),
        paper=draw(st.sampled_from((just, Paper("roomy", 700, 900)))),
        fly_leaves=fly_leaves,
        creep=draw(st.booleans()),
        thickness=draw(st.sampled_from((0.1 * MM, 0.3 * MM))),
        per_signature=binding is Binding.SEWN and draw(st.booleans()),
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@example((40, Imposition(duplex=Duplex.NONE, reverse_backs=True, per_signature=True)))
@given(choices())
def test_every_book_reads_from_its_first_page_to_its_last(given_choice: tuple[int, Imposition]):
    pages, choice = given_choice
    content = numbered(pages)
    imposed = impose(content, "book.pdf", choice)
    assert_book(gathered(imposed, choice, 200, 300), as_read(content), choice)


@pytest.mark.slow
@pytest.mark.parametrize("duplex", Duplex)
@pytest.mark.parametrize("size", range(1, 13))
def test_the_sample_reads_whole_for_every_signature_and_flip(bound: bytes, size: int, duplex: Duplex):
    choice = Imposition(sheets=(size,), duplex=duplex)
    imposed = impose(bound, "book.pdf", choice)
    assert_book(gathered(imposed, choice, 396, 612), as_read(bound), choice)
