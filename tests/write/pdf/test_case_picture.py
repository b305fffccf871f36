"""The user's own picture on the front of a case."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from compiler.errors import SettingsError
from compiler.model.book import Book
from compiler.model.story import Asset
from compiler.themes import MM, Theme
from compiler.write.pdf.case import Block, Cased, Casing, case
from compiler.write.pdf.plate import plate
from tests.write.pdf.test_case import BLURB, block, on_spine, picture, words

RED, BLUE = (220, 20, 30), (20, 30, 220)


def drawn(size: tuple[int, int], mode: str = "RGB", form: str = "JPEG", **options: object) -> Asset:
    """Return a picture that is red above and blue below."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, *size))
    target = io.BytesIO()
    image.convert(mode).save(target, form, **options)
    return Asset(f"own.{form.lower()}", "", target.getvalue())


def shown(cased: Cased, x: float, y: float) -> tuple[int, ...]:
    """Return the colour so many millimetres from the left of the front board and above its tail."""
    made = picture(cased, 72)
    left, bottom = cased.wrap.front[0] + x * MM, cased.wrap.edge + y * MM
    return tuple(made.getpixel((int(left), int(made.height - bottom))))


def near(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 25 for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("size", [(1600, 2560), (3000, 2560), (1600, 5000)])
@pytest.mark.parametrize(
    ("mode", "form"), [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG")]
)
def test_it_covers_the_board_whatever_its_shape(size: tuple[int, int], mode: str, form: str):
    own = drawn(size, mode, form)
    cased = case(replace(block(), picture=own), Casing())
    red = tuple(Image.new("RGB", (1, 1), RED).convert(mode).convert("RGB").getpixel((0, 0)))
    blue = tuple(Image.new("RGB", (1, 1), BLUE).convert(mode).convert("RGB").getpixel((0, 0)))
    width, height = cased.wrap.board_width / MM, cased.wrap.board_height / MM
    for x in (0.5, width - 0.5, width + 2):
        assert near(red, shown(cased, x, height + 2)) and near(red, shown(cased, x, height / 2 + 3))
        assert near(blue, shown(cased, x, -2)) and near(blue, shown(cased, x, height / 2 - 3))
    assert not near(red, shown(cased, -2, height - 2))  # the hinge is cloth


def test_a_photograph_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    cased = case(replace(block(), picture=drawn((1600, 2560), exif=exif)), Casing())
    assert near(BLUE, shown(cased, 60, 200)) and near(RED, shown(cased, 60, 20))


def test_what_can_be_seen_through_is_on_white():
    image = Image.new("RGBA", (1600, 2560), (0, 0, 0, 0))
    target = io.BytesIO()
    image.save(target, "PNG")
    cased = case(replace(block(), picture=Asset("own.png", "", target.getvalue())), Casing())
    assert near((255, 255, 255), shown(cased, 60, 100))


def test_the_spine_has_its_title_and_the_back_its_blurb():
    cased = case(replace(block("Rain"), picture=drawn((1600, 2560))), Casing(blurb=BLURB))
    assert "Rain" in [words(line) for line in on_spine(cased)]


def test_a_small_picture_is_doubted():
    assert not case(replace(block(), picture=drawn((1600, 2560))), Casing()).remarks
    small = case(replace(block(), picture=drawn((300, 480))), Casing()).remarks
    assert "dots to the inch" in small[0].what


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", drawn((90, 90)).content[:300]],
)
def test_what_is_no_picture_is_refused(content: bytes):
    with pytest.raises(SettingsError, match="no picture"):
        plate(Asset("own.png", "image/png", content))


def test_a_book_with_a_picture_of_its_own_has_it_on_its_case(book: Book, theme: Theme):
    own = drawn((1600, 2560))
    assert own == Block.of(replace(book, cover=own), theme, 100).picture
    assert Block.of(book, theme, 100).picture is None
