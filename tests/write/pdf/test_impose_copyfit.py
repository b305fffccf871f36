"""Copy-fitting: which leading is chosen, and that it is the one that is printed."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler import themes
from compiler.errors import CommandError
from compiler.model.book import Book
from compiler.themes import TRIMS, Theme
from compiler.workshop import Workshop
from compiler.write import pdf
from compiler.write.pdf.impose import Imposition
from compiler.write.pdf.impose.copyfit import fitted, settings, spare_pages
from compiler.write.pdf.impose.layout import arrange
from compiler.write.pdf.impose.settings import Binding, Layout

THEME = themes.load()


@pytest.mark.parametrize("trim", TRIMS)
def test_a_leading_changes_little_and_the_type_block_not_at_all(trim: str):
    theme = themes.load(trim=trim)
    page = theme.geometry
    tried = list(settings(theme))
    assert theme == tried[0]
    assert len(tried) >= 3
    for each in tried:
        changed = each.geometry
        assert abs(changed.leading / page.leading - 1) <= 0.06
        assert abs(changed.lines * changed.leading - page.lines * page.leading) < 0.01
        assert page == replace(changed, leading=page.leading)


@given(st.lists(st.integers(1, 300), min_size=5, max_size=5), st.integers(1, 12))
def test_the_fewest_blank_pages_win_and_then_the_smallest_change(counts: list[int], size: int):
    choice = Imposition(sheets=(size,))
    tried = list(settings(THEME))
    pages = dict(zip((each.geometry.leading for each in tried), counts, strict=False))
    chosen = fitted(THEME, lambda theme: pages[theme.geometry.leading], choice)

    def blank(theme: Theme) -> int:
        return -(pages[theme.geometry.leading] + 4) % (4 * size)

    def change(theme: Theme) -> float:
        return abs(theme.geometry.leading - THEME.geometry.leading)

    assert blank(chosen) == min(map(blank, tried))
    assert change(chosen) == min(change(theme) for theme in tried if blank(theme) == blank(chosen))


def test_full_signatures_leave_no_blank_page():
    for layout in Layout:
        for sheets in (1, 3, 4):
            choice = Imposition(layout=layout, sheets=(sheets,))
            full = 3 * sheets * choice.rows * 4 - 4
            assert 0 == spare_pages(full, choice)
            assert (sheets,) * 3 == arrange(full, choice).signatures
            assert spare_pages(full + 1, choice) == sheets * choice.rows * 4 - 1
    assert 3 == spare_pages(21, Imposition(binding=Binding.STAPLE, fly_leaves=0))
    assert 4 == spare_pages(32, Imposition(sheets=(5, 5)))


def test_listed_signatures_are_a_limit():
    choice = Imposition(sheets=(2, 2))
    assert spare_pages(13, choice) is None
    pages = {
        each.geometry.leading: count
        for each, count in zip(settings(THEME), (13, 12, 14, 11, 15), strict=False)
    }
    assert 12 == pages[fitted(THEME, lambda theme: pages[theme.geometry.leading], choice).geometry.leading]
    with pytest.raises(CommandError, match="cannot hold the book"):
        fitted(THEME, lambda theme: 40, choice)


@pytest.mark.slow
def test_the_leading_chosen_is_the_leading_printed(book: Book):
    tighter = next(each for each in settings(THEME) if each.geometry.lines == THEME.geometry.lines + 1)
    with Workshop(executor="serial") as workshop:
        content = pdf.write(book, tighter, workshop)
    steps: Counter[float] = Counter()
    with pymupdf.open("pdf", content) as document:
        for page in list(document)[8:14]:
            lines = [
                line
                for each in page.get_text("dict")["blocks"]
                if each["type"] == 0
                for line in each["lines"]
            ]
            heights = sorted({round(line["spans"][0]["origin"][1], 2) for line in lines})
            steps.update(round(low - high, 1) for high, low in pairwise(heights))
    assert round(tighter.geometry.leading, 1) == steps.most_common(1)[0][0]
    assert round(THEME.geometry.leading, 1) not in steps
