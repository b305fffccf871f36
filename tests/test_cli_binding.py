"""The bindery on the command line: what it makes, what it says, and how it ends when something is wrong."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from compiler.cli import run
from tests.write.pdf.test_impose_folding import numbered

STORY = "Rain\n\nby A. Lamp\n\n" + "It rained all night on the roof of the mill, and nobody knew.\n\n" * 90


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a book of 30 pages, 200 by 300 points, in a working directory of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "book.pdf"
    path.write_bytes(numbered(30))
    return path


def impose(*arguments: object) -> int:
    return run(["impose", "book.pdf", "--paper", "400x300pt", *map(str, arguments)])


def made(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix == ".pdf"} - {"book.pdf"}


def fails(code: int, said: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must fail so, and return what it says: what, and how to mend it."""
    assert code == run([str(argument) for argument in arguments])
    error = said.readouterr().err
    assert "mend:" in error
    assert "Traceback" not in error
    return error


def test_sheets_are_put_beside_the_book_and_counted(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert 0 == impose()
    assert {"book.imposed.pdf"} == made(tmp_path)
    said = capsys.readouterr().out
    assert "30 pages on 9 sheets in 3 signatures (3, 3, 3)" in said
    assert "1 fly-leaf at each end, 2 more blank pages" in said
    assert "spine 1.8 mm" in said
    assert "flipped on the short edge" in said


def test_the_output_folder_is_made(book: Path, tmp_path: Path):
    assert 0 == impose("--out", tmp_path / "sheets")
    assert {"book.imposed.pdf"} == made(tmp_path / "sheets")


def test_a_file_a_signature_and_fronts_and_backs(book: Path, tmp_path: Path):
    assert 0 == impose("--per-signature", "--duplex", "none")
    expected = {f"book.signature-{number}.{side}.pdf" for number in (1, 2, 3) for side in ("fronts", "backs")}
    assert expected == made(tmp_path)


def test_a_test_sheet_is_made_alone(book: Path, tmp_path: Path):
    assert 0 == impose("--test-sheet")
    assert {"book.test-sheet.pdf"} == made(tmp_path)


@pytest.mark.parametrize("binding", ["staple", "perfect", "stab"])
def test_other_bindings_have_no_fly_leaves_unless_asked(
    book: Path, binding: str, capsys: pytest.CaptureFixture[str]
):
    assert 0 == impose("--binding", binding)
    assert "30 pages on 8 sheets" in capsys.readouterr().out
    assert 0 == impose("--binding", binding, "--fly-leaves", 2)
    assert "30 pages on 10 sheets" in capsys.readouterr().out


def test_lengths_have_units(book: Path, capsys: pytest.CaptureFixture[str]):
    assert 0 == impose("--thickness", "0.01in")
    assert "spine 4.6 mm" in capsys.readouterr().out
    assert 0 == impose("--thickness", "0.1", "--swell", "2mm")
    assert "spine 3.8 mm with the swell" in capsys.readouterr().out
    assert 2 == impose("--kettle", "far")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--signatures", "0"), "1 to 12 sheets"),
        (("--signatures", "13"), "1 to 12 sheets"),
        (("--signatures", "4,0,5"), "1 to 12 sheets"),
        (("--signatures", "four"), "no number of sheets"),
        (("--signatures", "4,4"), "needs 9"),
        (("--signatures", "5,4,1"), "--signatures 5,4"),
        (("--signatures", "4", "--binding", "staple"), "--binding sewn"),
        (("--per-signature", "--binding", "stab"), "--per-signature"),
        (("--paper", "a9"), "a4"),
        (("--paper", "0x0"), "a4"),
        (("--paper", "a5", "--layout", "quarto"), "--paper"),
        (("--scale", "0"), "--scale"),
        (("--scale", "huge"), "--scale"),
        (("--scale", "200"), "--scale fit"),
        (("--marks", "crop"), "no room for crop marks"),
        (("--marks", "fold,glitter"), "glitter"),
        (("--stations", "500"), "500 mm"),
        (("--stations", "30,20"), "from the head down"),
        (("--tapes", "9"), "--tapes"),
        (("--kettle", "200"), "--stations"),
        (("--thickness", "0"), "--thickness"),
        (("--reverse-backs",), "--duplex none"),
    ],
)
def test_choices_that_cannot_be_followed(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
):
    assert said in fails(2, capsys, "impose", "book.pdf", "--paper", "400x300pt", *arguments)
    assert set() == made(tmp_path)


def test_a_book_that_is_missing(book: Path, capsys: pytest.CaptureFixture[str]):
    assert "gone.pdf" in fails(3, capsys, "impose", "gone.pdf")
    assert "gone.pdf" in fails(3, capsys, "case", "gone.pdf")
    assert fails(3, capsys, "impose", ".")


def saved(path: Path, **options: object) -> Path:
    """Save the book once more with the options, as another file."""
    other = path.with_name("other.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(other, **options)
    return other


def spoilt(path: Path, kind: str) -> Path:
    """Make a file that is not a book of ours, in the way that is named."""
    other = path.with_name("other.pdf")
    if kind == "text":
        other.write_text("Once upon a time.")
    elif kind == "empty":
        other.write_bytes(b"")
    elif kind == "truncated":
        other.write_bytes(b"%PDF-1.7\nnothing more")
    elif kind == "locked":
        saved(path, encryption=pikepdf.Encryption(user="secret", owner="more secret"))
    elif kind == "guarded":
        saved(path, encryption=pikepdf.Encryption(user="", owner="secret"))
    elif kind == "foreign":
        other.write_bytes(numbered(8, creator="a word processor"))
    elif kind == "mixed":
        other.write_bytes(_mixed())
    return other


def _mixed() -> bytes:
    with pikepdf.open(io.BytesIO(numbered(4))) as pdf:
        pdf.pages[2].mediabox = pikepdf.Array([0, 0, 100, 300])
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", "not a PDF"),
        ("empty", "not a PDF"),
        ("truncated", "damaged"),
        ("locked", "qpdf --decrypt"),
        ("guarded", "qpdf --decrypt"),
        ("foreign", "--foreign"),
        ("mixed", "page 3"),
    ],
)
@pytest.mark.parametrize("command", ["impose", "case"])
def test_a_file_that_is_not_a_book_of_ours(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, kind: str, said: str
):
    other = spoilt(book, kind)
    error = fails(6, capsys, command, other)
    assert "other.pdf" in error
    assert said in error
    assert {"other.pdf"} == made(tmp_path)


def test_a_foreign_pdf_is_taken_when_asked_for(book: Path, tmp_path: Path):
    other = spoilt(book, "foreign")
    assert 0 == run(["impose", str(other), "--foreign"])
    assert 0 == run(["case", str(other), "--foreign"])
    assert {"other.pdf", "other.imposed.pdf", "other.case.pdf"} == made(tmp_path)


def test_sheets_and_cases_are_no_books(book: Path, capsys: pytest.CaptureFixture[str]):
    assert 0 == impose()
    assert "imposed already" in fails(6, capsys, "impose", "book.imposed.pdf")
    assert "imposed already" in fails(6, capsys, "impose", "book.imposed.pdf", "--foreign")
    assert 0 == run(["case", "book.pdf"])
    capsys.readouterr()
    assert "case" in fails(6, capsys, "impose", "book.case.pdf")


def test_a_folder_that_cannot_be_written(book: Path, capsys: pytest.CaptureFixture[str]):
    Path("taken").write_text("a file")
    assert "--out" in fails(5, capsys, "impose", "book.pdf", "--out", "taken")


def test_a_case_says_its_measures(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert 0 == run(["case", "book.pdf", "--title", "Rain", "--by", "A. Lamp", "--spine", "9mm"])
    said = capsys.readouterr().out
    assert "spine 13.0 mm (block 9.0 mm)" in said
    assert {"book.case.pdf"} == made(tmp_path)


def test_a_blurb_comes_from_the_line_or_a_file(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    Path("blurb.txt").write_text("One paragraph.\n\nAnother.\n", "utf-8")
    assert 0 == run(["case", "book.pdf", "--blurb-file", "blurb.txt"])
    assert 0 == run(["case", "book.pdf", "--blurb", "One paragraph."])
    capsys.readouterr()
    assert "--blurb-file" in fails(
        2, capsys, "case", "book.pdf", "--blurb", "One.", "--blurb-file", "blurb.txt"
    )
    assert "gone.txt" in fails(3, capsys, "case", "book.pdf", "--blurb-file", "gone.txt")
    Path("blurb.txt").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in fails(3, capsys, "case", "book.pdf", "--blurb-file", "blurb.txt")
    assert "shorten" in fails(2, capsys, "case", "book.pdf", "--blurb", "So many words. " * 400)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--thickness", "0"), "--thickness"),
        (("--hinge", "2000"), "--hinge"),
        (("--hinge", "60"), "no board"),
        (("--theme", "chrome"), "paperback"),
        (("--cover", "gone.png"), "gone.png"),
        (("--cover", "book.pdf"), "no picture"),
    ],
)
def test_a_case_that_cannot_be(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
):
    code = 4 if {"--theme", "--cover"} & set(arguments) else 2
    assert said in fails(code, capsys, "case", "book.pdf", *arguments)
    assert set() == made(tmp_path)


@pytest.mark.slow
def test_build_goes_on_to_the_bindery(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    Path("rain.txt").write_text(STORY, "utf-8")
    assert 0 == run(["build", "rain.txt", "--jobs", "1", "--impose", "--case", "--signatures", "3"])
    assert {"rain.pdf", "rain.imposed.pdf", "rain.case.pdf"} == made(tmp_path / "dist")
    assert "in one signature" in capsys.readouterr().out


@pytest.mark.slow
def test_build_fits_the_signatures(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    Path("rain.txt").write_text(STORY, "utf-8")
    common = ("build", "rain.txt", "--jobs", "1", "--format", "pdf", "--impose", "--signatures", "1")
    assert 0 == run([*common])
    own = re.search(r"([0-9]+) more blank page", capsys.readouterr().out)
    assert 0 == run([*common, "--fit-signatures"])
    fitted = re.search(r"([0-9]+) more blank page", capsys.readouterr().out)
    assert own and fitted and int(fitted[1]) <= int(own[1])


def test_build_says_what_does_not_go_together(book: Path, capsys: pytest.CaptureFixture[str]):
    Path("rain.txt").write_text(STORY, "utf-8")
    assert "--format pdf" in fails(2, capsys, "build", "rain.txt", "--format", "epub", "--impose")
    assert "--format pdf" in fails(2, capsys, "build", "rain.txt", "--format", "epub", "--case")
    assert "--impose" in fails(2, capsys, "build", "rain.txt", "--signatures", "4")
    assert "--impose" in fails(2, capsys, "build", "rain.txt", "--fit-signatures")
