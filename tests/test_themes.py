"""Themes: found by name or folder, fitted to a trim, honest about faces that are missing."""

import pickle
from pathlib import Path

import pytest

from compiler import themes
from compiler.errors import SettingsError

TOML = """
title = "Own"
about = "A theme of the user's own."
ornament = '"\\'
[page]
trim = "half-letter"
inner = 54
outer = 43.2
top = 61
bottom = 61
[type]
size = 10.5
leading = 14
"""

FACE = """
[[faces]]
family = "{family}"
package = "{package}"
regular = "{file}"
"""

PRESENT = FACE.format(family="DejaVu Serif", package="rinoh_typeface_dejavuserif", file="DejaVuSerif.ttf")
ABSENT = FACE.format(family="Baskerville", package="no_such_package_of_faces", file="regular.otf")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "theme.toml").write_text(TOML + PRESENT, "utf-8")
    (folder / "print.css").write_text("p { color: black }\n", "utf-8")
    return folder


@pytest.mark.parametrize("name", themes.names())
def test_every_theme_is_whole(name: str) -> None:
    theme = themes.load(name)
    assert theme.name == name
    assert theme.remarks == ()
    assert {(face.style, face.weight) for face in theme.faces if face.family == theme.families()[0]} == {
        ("normal", 400),
        ("italic", 400),
        ("normal", 700),
        ("italic", 700),
    }
    assert all(face.path.is_file() for face in theme.faces)


def test_a_theme_survives_pickling() -> None:
    theme = themes.load()
    assert pickle.loads(pickle.dumps(theme)) == theme


@pytest.mark.parametrize("trim", themes.TRIMS)
def test_every_trim_holds_a_readable_page(trim: str) -> None:
    page = themes.load(trim=trim).geometry
    assert (page.width, page.height) == themes.TRIMS[trim]
    assert page.inner >= 36
    assert page.outer >= 27
    assert 51.9 <= page.measure / page.size / themes.CHARACTER <= 72.5
    assert page.lines >= 22
    # the type block is whole lines deep, and what is left over is at the foot
    assert page.top + page.lines * page.leading + page.bottom == pytest.approx(page.height)
    assert page.bottom >= page.top * 0.99


def test_half_a_sheet_of_letter_is_the_default() -> None:
    page = themes.load().geometry
    assert (page.width * 2, page.height) == (11 * 72, 8.5 * 72)


def test_the_page_rules_are_symmetrical_and_name_the_measures() -> None:
    assert themes.load().print_css.startswith(
        "@page { size: 396.0000pt 612.0000pt; margin: 61.0000pt 48.6000pt 61.0000pt }\n"
        ":root { --size: 10.5pt; --leading: 14.0pt; --measure: 298.8000pt; --lines: 35; "
    )


def test_the_sheets_know_the_faces_in_their_order() -> None:
    assert '--text: "TeX Gyre Pagella", "DejaVu Serif" }' in themes.load().print_css


def test_an_unknown_theme_lists_those_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        themes.load("papyrus")
    assert caught.value.what == "there is no theme 'papyrus'"
    assert "paperback" in caught.value.mend


def test_the_base_folder_is_no_theme() -> None:
    with pytest.raises(SettingsError):
        themes.load("_base")


def test_an_unknown_trim_lists_those_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        themes.load(trim="folio")
    assert "half-letter" in caught.value.mend


def test_a_folder_of_the_users_own(own: Path) -> None:
    theme = themes.load(str(own))
    assert theme.name == "own"
    assert theme.print_css.endswith("p { color: black }\n")
    assert '--ornament: "\\"\\\\"' in theme.print_css


def test_a_missing_face_is_named_with_its_stand_in_and_the_mend(own: Path) -> None:
    (own / "theme.toml").write_text(TOML + ABSENT + PRESENT, "utf-8")
    theme = themes.load(str(own))
    assert theme.families() == ("DejaVu Serif",)
    (remark,) = theme.remarks
    assert remark.what == "the face Baskerville is not installed; DejaVu Serif stands in"
    assert remark.mend == "pip install --no-deps no-such-package-of-faces"


def test_a_face_that_goes_away_after_loading_is_an_error(own: Path) -> None:
    (face,) = themes.load(str(own)).faces
    gone = themes.Face(
        face.family, face.style, face.weight, "no_such_package_of_faces", face.file, face.digest
    )
    with pytest.raises(SettingsError, match="DejaVu Serif is not installed"):
        _ = gone.path


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (TOML.replace("size = 10.5", ""), "missing 'size'"),
        (TOML + "[heads]\ncolour = 'red'\n", "colour"),
        ("title = ", "theme.toml"),
        (TOML + PRESENT.replace("DejaVuSerif.ttf", "Nothing.ttf"), "Nothing.ttf"),
    ],
)
def test_a_theme_that_cannot_be_read_says_where(own: Path, broken: str, named: str) -> None:
    (own / "theme.toml").write_text(broken, "utf-8")
    with pytest.raises(SettingsError) as caught:
        themes.load(str(own))
    assert named in str(caught.value)
    assert caught.value.where.file == "own/theme.toml"
