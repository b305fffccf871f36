"""Characters that no face has are told, and take no other character with them."""

import io

import pikepdf
import pymupdf

from compiler.arrange import Plan, arrange
from compiler.cache import Cache
from compiler.themes import load
from compiler.workshop import Workshop
from compiler.write.pdf import write
from compiler.write.pdf.coverage import uncovered
from tests.arrange.galleys import TITLE, galley, prose

PANGRAM = "“Quartz vexed my jig & Zoë; why, 13,579 fops blew hack!” Sphinx of black—"


def test_a_character_without_a_face_is_named_with_its_place_and_others_are_not():
    strange = galley(TITLE, prose("Fine."), prose("さ and more."), name="strange")
    plain = galley(prose(PANGRAM), name="plain")
    book, _ = arrange([strange, plain], Plan(title="T"))
    remarks = uncovered(book, [strange, plain], load(), Workshop(Cache(None)))
    assert ["strange.txt"] == [remark.where.file for remark in remarks]
    assert "U+3055" in remarks[0].what


def test_it_takes_no_other_letter_from_the_page():
    one = galley(TITLE, prose(f"さ {PANGRAM}"), name="one")
    two = galley(prose("A hill."), name="two")
    book, _ = arrange([one, two], Plan(title="T"))
    with pymupdf.open(stream=write(book, load(), Workshop(Cache(None))), filetype="pdf") as pdf:
        text = "".join(page.get_text() for page in pdf)
    for word in PANGRAM.split():
        assert word.strip("“”—").rstrip("-") in text, word


def test_every_font_that_a_page_uses_is_among_its_resources():
    book, _ = arrange([galley(TITLE, prose(f"さ {PANGRAM}"), name="one")], Plan(title="T"))
    with pikepdf.open(io.BytesIO(write(book, load(), Workshop(Cache(None))))) as pdf:
        for page in pdf.pages:
            used = {str(i.operands[0]) for i in pikepdf.parse_content_stream(page) if str(i.operator) == "Tf"}
            assert used <= set(page.obj.Resources.get("/Font", {}).keys())
