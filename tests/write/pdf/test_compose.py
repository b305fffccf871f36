"""Composed lines as they come out of the press: to the measure, with nothing lost, and left alone where unknown."""

import io
from xml.etree import ElementTree

import pymupdf
import pytest

from compiler import themes
from compiler.themes import Theme
from compiler.write.pdf.leaves import leaves, places
from compiler.write.pdf.measure import type_of
from compiler.write.pdf.openings import open_text
from compiler.write.pdf.press import layout
from tests.write.pdf.book import PROSE

NBSP = "\u00a0"


def tree(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        f'<html lang="en"><head/><body><section id="s" class="story">{body}</section></body></html>'
    )


def laid(theme: Theme, body: str) -> tuple[ElementTree.Element, list[list[tuple[float, float, str]]]]:
    """Return the composed tree, and for each page its lines as left edge, right edge and text, in points."""
    root = tree(body)
    document, _ = layout(root, theme.print_css, theme.faces, (), theme.geometry)
    pages = []
    with pymupdf.open(stream=document.write_pdf()) as opened:
        for page in opened:
            lines: dict[float, list[tuple[float, float, str]]] = {}
            for block in page.get_text("rawdict")["blocks"]:
                for line in block["lines"]:
                    for span in line["spans"]:
                        for char in span["chars"]:
                            x0, _, x1, _ = char["bbox"]
                            lines.setdefault(round(char["origin"][1]), []).append((x0, x1, char["c"]))
            pages.append(
                [
                    (
                        min(x0 for x0, _, c in chars if c.strip()),
                        max(x1 for _, x1, c in chars if c.strip()),
                        "".join(c for _, _, c in sorted(chars)),
                    )
                    for _, chars in sorted(lines.items())
                ]
            )
    return root, pages


def spans(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [span for span in root.iter("span") if span.get("class") == "line"]


def shown(element: ElementTree.Element) -> str:
    return "".join("".join(element.itertext()).split()).replace("\u2010", "")


def test_every_line_but_the_last_ends_at_the_margin_or_hangs_a_little(theme: Theme) -> None:
    page = theme.geometry
    _, ((*lines, _),) = laid(theme, f'<p class="first">{PROSE[9]}</p>')
    left = (page.width - page.measure) / 2
    assert len(lines) >= 5
    for x0, x1, text in lines:
        hangs = 1.6 if text.rstrip()[-1] in ".,;:’”‐—" else 0.35
        assert -0.35 < x1 - left - page.measure < hangs
        assert -1.6 < x0 - left < 0.1


def test_nothing_of_the_text_is_lost_and_marks_are_carried_over_lines(theme: Theme) -> None:
    words = PROSE[4].split()
    text = f"{' '.join(words[:6])} <em id='here'>{' '.join(words[6:30])}</em> <strong>{' '.join(words[30:])}</strong>"
    before = tree(f"<p>{text}</p>")
    root, _ = laid(theme, f"<p>{text}</p>")
    assert shown(root) == shown(before)
    assert len(list(root.iter("em"))) >= 2
    assert [em.get("id") for em in root.iter("em")].count("here") == 1
    assert shown(ElementTree.fromstring("<x>" + " ".join(words[6:30]) + "</x>")) == "".join(
        shown(em) for em in root.iter("em")
    )


def test_a_no_break_space_is_as_wide_as_its_neighbours(theme: Theme) -> None:
    text = PROSE[2].replace("four hundred", f"four{NBSP}hundred").replace("one is", f"one{NBSP}is")
    page = theme.geometry
    _, (lines,) = laid(theme, f'<p class="first">{text}</p>')
    right = (page.width + page.measure) / 2
    for _, x1, _ in lines[:-1]:
        assert x1 < right + 1.6
    assert not any(line.rstrip().endswith("four") for _, _, line in lines)


def test_words_are_divided_by_the_language_of_the_text(theme: Theme) -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    body = (
        f'<p lang="de" class="first">Die große {word} und die kleine {word} und die alte {word} fuhren.</p>'
    )
    root, _ = laid(theme, body)
    assert "‐" in "".join(root.itertext())
    with_none = body.replace('lang="de"', 'lang="zz"')
    root, _ = laid(theme, with_none)
    assert "‐" not in "".join(root.itertext())


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{PROSE[0]}<br/>{PROSE[1]}</p>",
        f"<p>שלום {PROSE[0]}</p>",
        f"<p>日本語 {PROSE[0]}</p>",
        f'<p>{PROSE[0]} <img src="data:,"/></p>',
        f'<p style="text-transform: uppercase">{PROSE[0]}</p>',
        f'<p style="width: 50%">{PROSE[0]}</p>',
        f"<h2>{PROSE[0] * 5}</h2>",
        "<p>" + "1234567890" * 20 + "</p>",
        "<p></p>",
    ],
)
def test_what_the_compositor_does_not_know_is_left_to_weasyprint(theme: Theme, body: str) -> None:
    root, _ = laid(theme, body)
    assert spans(root) == []
    assert shown(root) == shown(tree(body))


def test_narrower_paragraphs_are_composed_to_their_own_measure(theme: Theme) -> None:
    page = theme.geometry
    _, (lines,) = laid(theme, f"<blockquote><p>{PROSE[9]}</p></blockquote>")
    right = (page.width + page.measure) / 2 - 1.4 * page.size
    for _, x1, text in lines[:-1]:
        assert -0.35 < x1 - right < (1.6 if text.rstrip()[-1] in ".,;:’”‐—" else 0.35)


def test_a_long_title_is_shared_evenly_between_its_lines(theme: Theme) -> None:
    title = "In which the ferry is late again, the light looks north, and a thermos comes back"
    root, (lines,) = laid(theme, f'<h1 class="title">{title}</h1>')
    assert shown(root) == shown(tree(title))
    widths = [x1 - x0 for x0, x1, _ in lines]
    assert len(widths) >= 2
    assert min(widths) > 0.8 * max(widths)
    root, _ = laid(theme, '<h1 class="title">The Weather Office</h1>')
    assert spans(root) == []


def test_ragged_text_is_composed_too_with_even_spaces_and_whole_words() -> None:
    theme = themes.load("large-print")
    page = theme.geometry
    root, (lines, *_) = laid(theme, "".join(f"<p>{text}</p>" for text in PROSE[:6]))
    assert len(spans(root)) > 20
    assert "‐" not in "".join(root.itertext())
    right = page.width / 2 + page.measure / 2
    full = [x1 for _, x1, text in lines if len(text.strip()) > 30]
    assert max(full) <= right + 0.1
    assert len({round(x1) for x1 in full}) > 5


def test_a_drop_cap_stands_beside_three_lines_and_reaches_from_first_to_third() -> None:
    theme = themes.load("modern")
    page = theme.geometry
    root = tree(f'<p class="first">{PROSE[9]} {PROSE[0]}</p><p>{PROSE[2]}</p>')
    open_text(root, theme.opening)
    document, meant = layout(root, theme.print_css, theme.faces, (), page)
    assert meant
    with pymupdf.open(stream=document.write_pdf()) as opened:
        lines = [
            (span["origin"][1], span["origin"][0], span["size"], span["text"])
            for block in opened[0].get_text("dict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
        ]
    ((baseline, left, size, letter),) = [line for line in lines if line[2] > 20]
    text = sorted({(round(y, 1), x) for y, x, s, t in lines if s < 20 and t.strip()})
    baselines = sorted({y for y, _ in text})
    assert letter == "I"
    assert baseline == pytest.approx(baselines[2], abs=0.3)
    assert 0.729 * size == pytest.approx(baselines[2] - baselines[0] + 0.69 * page.size, abs=0.3)
    starts = [min(x for y, x in text if y == at) for at in baselines[:4]]
    assert all(start > left + 5 for start in starts[:3])
    assert starts[3] == pytest.approx(left, abs=1.6)


def test_a_cap_with_nothing_to_stand_beside_is_a_letter_like_the_others() -> None:
    theme = themes.load("modern")
    root = tree(f'<p class="first">{PROSE[0]} שלום {PROSE[2]}</p>')
    open_text(root, theme.opening)
    assert root.find(".//span[@class='drop']") is not None
    layout(root, theme.print_css, theme.faces, (), theme.geometry)
    assert root.find(".//span[@class='drop']") is None
    assert shown(root) == shown(tree(f"<p>{PROSE[0]} שלום {PROSE[2]}</p>"))


def test_verse_stands_line_for_line_and_its_depth_is_known(theme: Theme) -> None:
    verse = '<p class="verse">Row on row<br/>the lamps go<br/>out along the quay</p>'
    root = tree(paragraphs(40, 40) + verse + paragraphs(40))
    document, meant = layout(root, theme.print_css, theme.faces, (), theme.geometry)
    assert meant
    assert len(document.pages) == 1
    assert len(root.findall(".//br")) == 2


def test_composition_can_be_switched_off(theme: Theme) -> None:
    root = tree(f"<p>{PROSE[0]}</p>")
    layout(root, theme.print_css, theme.faces, ())
    assert spans(root) == []


def test_a_long_story_stays_within_the_marks_of_good_setting(theme: Theme) -> None:
    """Loose and divided lines over real paragraphs: the figures the house promises, with room for this small sample."""
    body = "".join(f"<p>{text}</p>" for text in PROSE if len(text) > 70)
    root, pages = laid(theme, body)
    page = theme.geometry
    roman = tuple(face for face in theme.faces if (face.style, face.weight) == ("normal", 400))
    type_ = type_of(roman, page.size, (("kern", 1), ("onum", 1), ("pnum", 1)), 0.0, "en")
    composed = spans(root)
    divided = sum(1 for span in composed if "".join(span.itertext()).rstrip().endswith("‐"))
    assert len(composed) >= 25
    assert divided <= 0.06 * len(composed)
    last = [list(p)[-1] for p in root.iter("p") if len(p) > 1]
    assert all(len("".join(span.itertext()).strip()) >= 5 for span in last)
    space = 0.25 * theme.geometry.size
    justified = [line for page in pages for line in page if not line[2].rstrip().endswith((".", "”"))]
    assert len(justified) >= 20
    for x0, x1, text in justified:
        room = x1 - x0 - sum(type_.width(word) for word in text.split())
        assert 0.6 < room / (text.strip().count(" ") * space) < 2.1


def test_the_pdf_opens(theme: Theme) -> None:
    document, _ = layout(tree(f"<p>{PROSE[0]}</p>"), theme.print_css, theme.faces, (), theme.geometry)
    target = io.BytesIO()
    document.write_pdf(target)
    assert target.getvalue().startswith(b"%PDF")


def paragraphs(*lengths: int) -> str:
    """Return paragraphs of so many words."""
    words = " ".join(PROSE).split()
    return "".join(f"<p>{' '.join(words[n : n + length])}</p>" for n, length in enumerate(lengths))


def pages_of(theme: Theme, body: str, *, pages: bool = True) -> tuple[bool, list[int]]:
    """Return whether the pages came out as they were chosen, and how many lines each has, openers aside."""
    root = tree(body)
    where = places(root)
    document, meant = layout(root, theme.print_css, theme.faces, (), theme.geometry, pages=pages)
    begun = [(leaf.block, leaf.offset > 0) for leaf in leaves(document, where)]
    depths = []
    with pymupdf.open(stream=document.write_pdf()) as opened:
        for page in opened:
            bottoms = [
                line["spans"][0]["origin"][1]
                for block in page.get_text("dict")["blocks"]
                for line in block["lines"]
            ]
            depths.append(round((max(bottoms) - theme.geometry.top) / theme.geometry.leading + 0.5))
    return begun == [(leaf.block, leaf.offset > 0) for leaf in meant], depths


@pytest.mark.parametrize("seed", range(6))
def test_pages_come_out_as_chosen_and_equally_deep(theme: Theme, seed: int) -> None:
    lengths = [(seed * 7 + n * n * 13) % 60 + 4 for n in range(90)]
    body = paragraphs(*lengths[:40]) + '<hr class="break"/>' + paragraphs(*lengths[40:])
    chosen, depths = pages_of(theme, f'<h1 class="title">A Title</h1><p class="byline">Someone</p>{body}')
    assert chosen
    assert len(depths) >= 4
    assert all(theme.geometry.lines - 1 <= depth <= theme.geometry.lines for depth in depths[:-1])
    assert depths[-1] >= 5


def test_a_scene_break_near_the_foot_of_a_page_leaves_it_fuller_than_weasyprint_would(theme: Theme) -> None:
    empty = {True: 0, False: 0}
    for count in range(6, 16):
        body = paragraphs(*[47] * 3, *[5] * count, 24) + '<hr class="break"/>' + paragraphs(*[40] * 12)
        for ours in (True, False):
            chosen, depths = pages_of(theme, body, pages=ours)
            assert chosen is ours
            empty[ours] += sum(theme.geometry.lines - depth for depth in depths[:-1])
    assert empty[True] < empty[False]


def test_where_a_block_is_of_unknown_depth_weasyprint_breaks_the_pages(theme: Theme) -> None:
    root = tree(paragraphs(*[50] * 30) + "<pre>one\n  two</pre>" + paragraphs(50))
    document, meant = layout(root, theme.print_css, theme.faces, (), theme.geometry)
    assert meant == ()
    assert len(document.pages) >= 3
    assert len(spans(root)) > 60, "lines are set all the same"
