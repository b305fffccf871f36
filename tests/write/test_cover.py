"""The cover: drawn alike every time, the title in full sight, in any script that a face has."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from compiler import themes
from compiler.errors import SettingsError
from compiler.themes import Face
from compiler.write import cover
from compiler.write.cover import PAPERS, Commission, contrast, description, draw, names
from compiler.write.designs import DESIGNS, LABEL
from compiler.write.lettering import fitted
from compiler.write.patterns import PATTERNS
from tests.write import sample


@pytest.fixture(scope="module")
def faces() -> tuple[Face, ...]:
    return themes.load("paperback").faces


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def inked(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of what is lettered in full ink on the label."""
    indices = Image.frombytes("L", image.size, image.tobytes())
    return indices.point(lambda index: 255 * (index == cover.INK + cover.INK_STEPS - 1)).getbbox()


def test_a_cover_is_a_small_png_of_the_size_of_a_book(faces: tuple[Face, ...]) -> None:
    content = draw(Commission("The Weir and Other Crossings", ("Ottilie Marsh",), faces))
    assert (picture(content).format, picture(content).size) == ("PNG", (1600, 2560))
    assert len(content) < 200_000
    assert draw(Commission("The Weir and Other Crossings", ("Ottilie Marsh",), faces)) == content


def test_papers_and_patterns_vary_with_the_title(faces: tuple[Face, ...]) -> None:
    titles = [f"Book {number}" for number in range(6)]
    assert len({draw(Commission(title, (), faces)) for title in titles}) == 6


@pytest.mark.parametrize(
    "title",
    [
        "Salt",
        "A Light in the Upper Window: Stories of the Long Winter",
        "word " * 100,
        "x" * 500,
        "Дом у реки",
        "Àçéñ",
    ],
)
def test_every_title_stays_on_its_label(title: str, faces: tuple[Face, ...]) -> None:
    box = inked(
        picture(draw(Commission(" ".join(title.split()), ("Ottilie Marsh", "compiled by R. Alder"), faces)))
    )
    assert box is not None
    left, top, right, bottom = box
    margin = 90
    assert LABEL[0] + margin < left < right < LABEL[2] - margin
    assert 200 < top < bottom < 2000


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_has_its_own_front_and_room_for_a_long_title(
    design: str, faces: tuple[Face, ...]
) -> None:
    for title in ("Salt", "word " * 100):
        content = draw(Commission(title, ("Ottilie Marsh", "compiled by R. Alder"), faces, design))
        box = inked(picture(content))
        assert box is not None
        left, top, right, bottom = box
        assert 180 < left < right < 1420
        assert 200 < top < bottom < 2380
        assert len(content) < 200_000


def test_a_design_that_does_not_exist_is_an_error_with_its_mend() -> None:
    theme = replace(themes.load("paperback"), cover="neon")
    with pytest.raises(SettingsError, match="neon") as caught:
        Commission.of(sample.book(), theme)
    assert caught.value.mend == "cover = label | band | cloth"


@pytest.mark.parametrize("title", ["", "🙂", "日本語", "\u200b"])
def test_a_title_that_no_face_has_leaves_a_clean_label(title: str, faces: tuple[Face, ...]) -> None:
    assert inked(picture(draw(Commission(title, (), faces)))) is None


def test_no_face_at_all_is_no_fault() -> None:
    assert picture(draw(Commission("The Weir", ("A",), ()))).size == (1600, 2560)


def test_a_title_is_set_in_few_even_lines(faces: tuple[Face, ...]) -> None:
    setting = fitted("The Weir and Other Crossings of the River", faces, (100,), 1100, 900)
    assert setting.lines == ("The Weir and Other", "Crossings of the River")
    widths = [setting.width(line) for line in setting.lines]
    assert max(widths) <= 1100


def test_the_largest_size_that_fits_is_taken(faces: tuple[Face, ...]) -> None:
    assert fitted("Salt", faces, (200, 100, 50), 900, 900).size == 200
    assert fitted("Saltwater crossings", faces, (200, 100, 50), 900, 240).size == 100


def test_what_is_too_long_at_the_smallest_size_ends_in_an_ellipsis(faces: tuple[Face, ...]) -> None:
    setting = fitted("x" * 400, faces, (60, 50), 500, 150)
    assert len(setting.lines) == 2
    assert setting.lines[-1].endswith("…")


def test_characters_that_a_face_lacks_are_set_in_the_next(faces: tuple[Face, ...]) -> None:
    setting = fitted("Weir Дом", faces, (100,), 2000, 200)
    pagella, dejavu = (
        next(f for f in faces if f.family == name) for name in ("TeX Gyre Pagella", "DejaVu Serif")
    )
    assert setting.faces[0] == pagella
    whole = fitted("Дом", faces, (100,), 2000, 200)
    assert whole.width("Дом") == replace(whole, faces=(dejavu,)).width("Дом") > 0


def test_the_names_are_those_of_the_title_page_and_are_never_broken() -> None:
    book = sample.book()
    assert names(book) == ("Ottilie Marsh and J. Vane", "compiled by R. Alder")
    assert names(replace(book, sections=book.sections[4:])) == ("Ottilie Marsh", "J. Vane")
    commission = Commission.of(book, themes.load("paperback"))
    assert commission.names == ("Ottilie\u00a0Marsh and J.\u00a0Vane", "compiled by R.\u00a0Alder")


def test_the_description_says_what_the_cover_shows() -> None:
    assert description(sample.book()) == (
        "River Stations & Other Stories. Ottilie Marsh and J. Vane. compiled by R. Alder"
    )


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_repeats_over_any_size_and_is_neither_empty_nor_full(pattern: object) -> None:
    assert callable(pattern)
    mask = pattern(700, 900)
    assert mask.size == (700, 900)
    darkest, lightest = mask.getextrema()
    assert (darkest, lightest) == (0, 255)
    assert 0.03 < mask.histogram()[255] / (700 * 900) < 0.5


@pytest.mark.parametrize("paper", PAPERS)
def test_the_lettering_can_be_read_on_every_paper(paper: cover.Paper) -> None:
    """WCAG asks for 4.5 to 1; small lettering on a cover gets more."""
    assert contrast(paper.label, paper.ink) > 9
    stamped = paper.stamped()
    assert contrast(stamped.ground, stamped.ink) > 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
