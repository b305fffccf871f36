"""The checks of finished books: a good one passes, and every planted defect is found, with its place and its mend."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from compiler import themes
from compiler.check import Report, Weight, check, tools
from compiler.check.report import Finding
from compiler.errors import StoryError, ValidationError, Where
from compiler.workshop import Workshop
from compiler.write import epub, pdf
from tests.write import sample

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def book() -> bytes:
    with Workshop(executor="serial") as workshop:
        return epub.write(sample.book(), themes.load("paperback"), workshop, sample.pagination())


@pytest.fixture(scope="module")
def printed() -> bytes:
    whole = sample.book()
    # the chapter left out has a link to nowhere, which is a defect of a PDF
    kept = tuple(section for section in whole.sections if section.id != "s2-c1")
    with Workshop(executor="serial") as workshop:
        return pdf.write(replace(whole, sections=kept), themes.load("paperback"), workshop)


def checked(content: bytes, folder: Path) -> Report:
    path = folder / "book"
    path.write_bytes(content)
    return check(path, tools=False)


def repacked(content: bytes, change: Callable[[Files], None], **options: int) -> bytes:
    """Return the EPUB with its files changed; `mimetype` stays first, and stored unless `options` say otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            kind = options.get("mimetype", zipfile.ZIP_STORED) if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, data, kind)
    return out.getvalue()


def test_a_good_book_passes(book: bytes, tmp_path: Path) -> None:
    report = checked(book, tmp_path)
    assert report.findings == ()
    assert report.sound
    assert report.verdict == "sound (checked by own checks)"


def swap(name: str, old: str, new: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old.encode() in files[name], f"{old} is not in {name}"
        files[name] = files[name].replace(old.encode(), new.encode(), 1)

    return change


def remove(name: str) -> Callable[[Files], None]:
    return lambda files: files.pop(name) and None


def last(name: str) -> Callable[[Files], None]:
    return lambda files: files.update({name: files.pop(name)})


def add(name: str, content: bytes) -> Callable[[Files], None]:
    return lambda files: files.update({name: content})


OPF = "EPUB/content.opf"
S1 = "EPUB/s1.xhtml"
NAV = "EPUB/nav.xhtml"


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (last("mimetype"), "mimetype", "not the first file"),
        (swap("mimetype", "epub", "pdf"), "mimetype", "does not say"),
        (remove("META-INF/container.xml"), "", "no META-INF/container.xml"),
        (
            swap("META-INF/container.xml", "content.opf", "other.opf"),
            "META-INF/container.xml",
            "is not there",
        ),
        (swap(OPF, "<spine", "<spine <"), OPF, "not well-formed"),
        (remove(S1), S1, "names this file, and it is not there"),
        (remove("EPUB/style.css"), "EPUB/style.css", "names this file, and it is not there"),
        (add("EPUB/stray.xhtml", b"x"), "EPUB/stray.xhtml", "in no manifest"),
        (add("../evil.txt", b"x"), "../evil.txt", "leads outside"),
        (swap(OPF, 'idref="p-s2"', 'idref="p-s1"'), S1, "names this file twice"),
        (swap(OPF, 'idref="p-s2"', 'idref="gone"'), OPF, "not in the manifest"),
        (swap(OPF, 'id="p-s2"', 'id="p-s1"'), OPF, "empty or there twice"),
        (swap(OPF, 'properties="nav"', ""), OPF, "0 navigation documents"),
        (swap(OPF, "<dc:language>en</dc:language>", ""), OPF, "no language is stated"),
        (
            swap(OPF, "River Stations &amp; Other Stories</dc:title>", " </dc:title>"),
            OPF,
            "no title is stated",
        ),
        (swap(OPF, 'unique-identifier="id"', 'unique-identifier="di"'), OPF, "unique identifier"),
        (swap(OPF, 'refines="#title"', 'refines="#titel"'), OPF, "#titel, which is not there"),
        (swap(OPF, 'id="creator2"', 'id="creator1"'), OPF, "'creator1' is there 2 times"),
        (swap(OPF, "2004-05-06T07:08:09Z", "2004-05-06"), OPF, "modified"),
        (swap(OPF, "schema:accessibilityHazard", "schema:hazards"), OPF, "accessibilityHazard"),
        (swap(OPF, ' toc="ncx"', ""), OPF, "no NCX"),
        (swap(S1, "</p>", ""), S1, "not well-formed"),
        (swap(S1, "<p ", "<p>&nbsp;</p><p "), S1, "not well-formed"),
        (swap(S1, "<p ", '<p id="s1">x</p><p '), S1, "'s1' is there twice"),
        (swap(S1, "<p ", "<script>x</script><p "), S1, "has a script"),
        (swap(S1, ' alt="A weir in flood"', ""), S1, "no description"),
        (swap(S1, ' lang="en-GB" xml:lang="en-GB"', ""), S1, "no language"),
        (swap(S1, "<title>The Weir</title>", "<title> </title>"), S1, "no title"),
        (swap(S1, "notes.xhtml#n-s1-1", "notes.xhtml#n-9"), S1, "leads to no place in EPUB/notes.xhtml"),
        (swap(S1, "images/1.png", "images/2.png"), S1, "leads nowhere: images/2.png"),
        (swap(S1, "images/1.png", "https://example.org/1.png"), S1, "is on the web"),
        (
            swap("EPUB/style.css", "body {", "@import 'more.css'; body {"),
            "EPUB/style.css",
            "leads nowhere: more.css",
        ),
        (
            swap("EPUB/style.css", "body {", "body { background: url(//e.org/x.png) }"),
            "EPUB/style.css",
            "on the web",
        ),
        (add("EPUB/images/1.png", b"not a picture"), "EPUB/images/1.png", "not of the type"),
        (swap(NAV, 'epub:type="toc"', 'epub:type="x"'), NAV, "no contents"),
        (swap(NAV, 'href="s2.xhtml"', 'href="style.css"'), NAV, "not in the spine"),
        (swap(NAV, ">The Weir<", "> <"), NAV, "is empty"),
        (swap(NAV, 'href="s1.xhtml"', 'href="colophon.xhtml"'), NAV, "not in the order"),
        (swap(NAV, 'epub:type="landmarks"', 'epub:type="x"'), NAV, "no landmarks"),
        (swap("EPUB/toc.ncx", 'src="s2.xhtml"', 'src="s9.xhtml"'), "EPUB/toc.ncx", "leads nowhere: s9.xhtml"),
    ],
)
def test_a_defect_is_found_where_it_is(
    book: bytes, tmp_path: Path, change: Callable[[Files], None], where: str, what: str
) -> None:
    findings = checked(repacked(book, change), tmp_path).findings
    found = [finding for finding in findings if what in finding.what and finding.where.file == where]
    assert found, [str(finding) for finding in findings]
    assert all(finding.mend for finding in found)


def test_an_empty_page_is_found(book: bytes, tmp_path: Path) -> None:
    def empty(files: Files) -> None:
        head, _, rest = files[S1].partition(b"<section")
        files[S1] = head + b"<section></section></body></html>" + rest[:0]

    found = [finding.what for finding in checked(repacked(book, empty), tmp_path).findings]
    assert "the page is empty" in found


def test_a_compressed_mimetype_is_found(book: bytes, tmp_path: Path) -> None:
    packed = repacked(book, lambda files: None, mimetype=zipfile.ZIP_DEFLATED)
    [finding] = checked(packed, tmp_path).findings
    assert "compressed" in finding.what


@pytest.mark.parametrize("keep", [0.3, 0.999])
def test_a_cut_file_is_damaged_and_no_fault_of_ours(book: bytes, tmp_path: Path, keep: float) -> None:
    report = checked(book[: int(len(book) * keep)], tmp_path)
    assert not report.sound
    assert "no whole zip file" in report.findings[0].what


def test_a_damaged_file_inside_is_found(book: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        info = file.getinfo(S1)
    middle = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    damaged = book[:middle] + bytes([book[middle] ^ 0xFF]) + book[middle + 1 :]
    assert any(
        "damaged" in finding.what and finding.where.file == S1
        for finding in checked(damaged, tmp_path).findings
    )


def test_what_is_no_book_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="neither an EPUB nor a PDF"):
        checked(b"once upon a time", tmp_path)
    with pytest.raises(StoryError, match="cannot be read"):
        check(tmp_path / "missing.epub")
    assert not checked(b"PK\x03\x04 and no more", tmp_path).sound


# --- PDF ----------------------------------------------------------------------------------------------------


def test_a_good_pdf_passes(printed: bytes, tmp_path: Path) -> None:
    assert checked(printed, tmp_path).findings == ()


def without_title(file: pikepdf.Pdf) -> None:
    del file.docinfo["/Title"]
    with file.open_metadata() as record:
        del record["dc:title"]


def unembedded(file: pikepdf.Pdf) -> None:
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in thing:
                    del thing[key]


def lost_entry(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        outline.root[0].destination = "nowhere"
        outline.root[0].action = None


def bad_link(file: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Dest="gone", Rect=[0, 0, 9, 9]
    )
    file.pages[2].obj.Annots = pikepdf.Array([file.make_indirect(link)])


def program(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def wider(file: pikepdf.Pdf) -> None:
    file.pages[1].trimbox = pikepdf.Array([0, 0, 999, 999])


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (without_title, "no title"),
        (unembedded, "is not in the file"),
        (lost_entry, "leads nowhere"),
        (bad_link, "a link leads nowhere"),
        (program, "when it is opened"),
        (wider, "not of one size"),
        (lambda file: file.Root.__delitem__("/Lang"), "no language"),
        (lambda file: file.Root.__delitem__("/StructTreeRoot"), "not tagged"),
        (lambda file: file.Root.__delitem__("/Outlines"), "no outline"),
        (lambda file: file.Root.__delitem__("/PageLabels"), "no labels"),
        (lambda file: file.Root.__delitem__("/ViewerPreferences"), "the file's name"),
    ],
)
def test_a_defect_of_a_pdf_is_found(
    printed: bytes, tmp_path: Path, change: Callable[[pikepdf.Pdf], None], what: str
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as file:
        change(file)
        file.save(out)
    found = [finding for finding in checked(out.getvalue(), tmp_path).findings if what in finding.what]
    assert found
    assert found[0].mend


def test_a_locked_and_a_cut_pdf_are_findings(printed: bytes, tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as file:
        file.save(out, encryption=pikepdf.Encryption(user="u", owner="o"))
    assert "password" in checked(out.getvalue(), tmp_path).findings[0].what
    assert not checked(printed[: len(printed) // 2], tmp_path).sound
    assert not checked(b"%PDF-1.7\n", tmp_path).sound


# --- the tools of others ------------------------------------------------------------------------------------


def test_what_could_not_run_is_named_with_the_reason(
    book: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "epubcheck_jar", lambda: None)
    monkeypatch.setattr(tools, "ace_program", lambda: None)
    path = tmp_path / "book.epub"
    path.write_bytes(book)
    report = check(path)
    assert report.sound
    assert [reason.split(" (")[0] for reason in report.not_run] == [
        "EPUBCheck: the package epubcheck is not installed",
        "Ace: it is not installed",
    ]
    assert report.verdict == "sound (checked by own checks; not run: EPUBCheck, Ace)"


def test_without_java_epubcheck_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    result = tools.epubcheck(tmp_path / "book.epub")
    assert isinstance(result, str)
    assert "no Java runtime" in result


def test_a_tool_that_fails_is_not_run_and_not_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "ace_program", lambda: "false")
    result = tools.ace(tmp_path / "book.epub")
    assert isinstance(result, str)
    assert result.startswith("it failed")


def test_the_reports_of_the_tools_are_read() -> None:
    message = {
        "ID": "RSC-005",
        "severity": "ERROR",
        "message": "broken",
        "suggestion": "mend it",
        "locations": [{"path": "EPUB/s1.xhtml", "line": 7, "column": 3}],
    }
    usage = {"ID": "X", "severity": "USAGE", "message": "fine", "locations": []}
    assert tools.epubcheck_findings({"messages": [message, usage]}) == [
        Finding("broken (EPUBCheck RSC-005)", Where("EPUB/s1.xhtml", 7), "mend it")
    ]
    test = {"earl:impact": "moderate", "dct:title": "region", "help": {"dct:title": "Regions"}}
    assertion = {"earl:test": test, "earl:result": {"dct:description": "no region\nmore"}}
    result = {"assertions": [{"earl:testSubject": {"url": "s1.xhtml"}, "assertions": [assertion]}]}
    assert tools.ace_findings(result) == [
        Finding("no region (Ace region)", Where("s1.xhtml"), "Regions", Weight.WARNING)
    ]
