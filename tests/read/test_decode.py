"""From bytes to text, whatever the bytes are."""

import pytest

from compiler.errors import StoryError
from compiler.read.decode import decode

ENGLISH = "She said “no” – and didn’t… leave the café.\n"
CYRILLIC = "Привет, мир. Это простой текст на русском языке, и он достаточно длинный.\n" * 3
JAPANESE = "駅の忘れ物係になって三年、一日に平均十四本の傘を受け取ってきた。\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "cp1252"),
        ("Der Mann fuhr über die Brücke, groß und müde.\n", "latin-1"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
    ],
)
def test_a_text_comes_back_from_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_its_nuls_when_it_has_no_mark(encoding: str) -> None:
    decoded = decode("A plain story.\nAnd on.\n".encode(encoding), "a.txt")
    assert decoded.text == "A plain story.\nAnd on.\n"
    assert "does not state" in decoded.remarks[0].what


def test_utf_8_with_a_few_foreign_bytes_stays_utf_8() -> None:
    content = "Zoë, Chloë, Noël — naïve… “yes”".encode() + b" caf\xe9"
    decoded = decode(content, "a.txt")
    assert decoded.text == "Zoë, Chloë, Noël — naïve… “yes” café"
    assert [remark.where.file for remark in decoded.remarks] == ["a.txt"]


def test_proper_utf_8_calls_for_no_remark() -> None:
    assert decode(ENGLISH.encode(), "a.txt").remarks == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\v"])
def test_every_end_of_line_is_a_line_feed(end: str) -> None:
    assert decode(f"one{end}two".encode(), "a.txt").text == "one\ntwo"


def test_a_form_feed_is_a_blank_line() -> None:
    assert decode(b"one\ftwo", "a.txt").text == "one\n\ntwo"


def test_what_cannot_be_seen_is_left_out_and_a_remark_says_where() -> None:
    decoded = decode("one\nt\0wo\n \u200b\nth\x07ree".encode(), "a.txt")
    assert decoded.text == "one\ntwo\n\nthree"
    assert [(remark.text, remark.where.line) for remark in decoded.remarks] == [
        ("\0", 2),
        ("\x07", 4),
        ("\u200b", 3),
    ]


def test_a_zero_width_character_between_letters_stays() -> None:
    assert decode("می\u200cخواهم".encode(), "a.txt").text == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("content", "like"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(32)) * 20, "control characters"),
    ],
)
def test_what_is_not_text_is_refused_with_a_way_out(content: bytes, like: str) -> None:
    with pytest.raises(StoryError) as caught:
        decode(content, "story.txt")
    assert like in caught.value.what
    assert caught.value.where.file == "story.txt"
    assert caught.value.mend
