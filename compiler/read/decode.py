"""From bytes to text: byte-order marks, Unicode in its forms, then the code pages, with a Remark for any doubt.

The order of trial: a byte-order mark; UTF-16 without one, told by its NULs; UTF-8; UTF-8 in which a few bytes of
Windows-1252 have got stuck; then a guess. The guess is charset-normalizer's, but Windows-1252 is asked first,
because on a short text in a Western language it is nearly always right and a statistical guess is often wrong.
"""

import codecs
import re
from collections import defaultdict
from dataclasses import dataclass

from charset_normalizer import from_bytes

from compiler.errors import Gravity, Remark, StoryError, Where

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, as .docx, .odt and .epub are"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"\x7fELF", "a program"),
)

_SAMPLE = 1 << 16  # enough to judge an encoding by; the rest of a long file is decoded the same way

# C0 controls other than tab, line feed, vertical tab, form feed and carriage return; DEL; a stray byte-order
# mark. The C1 controls stay: in a mis-decoded text they are halves of characters that can still be mended.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")
# A line on which nothing can be seen, though editors have left zero-width characters there.
_UNSEEN = re.compile(r"^[\u200b-\u200d\u2060 \t\xa0\u3000]+$", re.MULTILINE)
# What non-ASCII bytes nearly always are in Western prose, as Windows-1252 has them: typographic marks in any
# place, letters next to letters, and a few signs that stand by themselves.
_WESTERN = re.compile(
    r"[–—‘’“”„…«»‹›\xa0¡¿©®°£€•·§™\xad]|[À-ÖØ-öø-ÿŠšŽžŒœŸ](?=[a-zA-ZÀ-ÖØ-öø-ÿœ])|(?<=[a-zA-ZÀ-ÖØ-öø-ÿœ])[À-ÖØ-öø-ÿŠšŽžŒœŸ]"
    r"|(?<!\w)[ÀÉàéèøåöóòyíßÖÄÜÇ](?!\w)|[ªº²³½¼¾×]"
)
_RUN_OF_ACCENTS = re.compile(r"[À-ÖØ-öø-ÿ]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with a line feed at the end of each line, the encoding it was in, and what was noticed."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...]


def decode(content: bytes, file: str) -> Decoded:
    """Decode the bytes of the file of that name; a `StoryError` if they are not text."""
    _refuse_other_formats(content, file)
    text, encoding, doubt = _characters(content)
    remarks = []
    if doubt:
        remarks.append(
            Remark(doubt, Where(file), "if words look wrong, save the file as UTF-8 and build again")
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    text = text.replace("\f", "\n\n").replace("\u2029", "\n\n")
    text, dropped = _without_controls(text, file)
    return Decoded(text, encoding, (*remarks, *dropped))


def _refuse_other_formats(content: bytes, file: str) -> None:
    for magic, name in _FORMATS:
        if content.startswith(magic):
            raise StoryError(
                f"the file is not text: it begins like {name}",
                Where(file),
                "export the story as plain text or HTML, or leave the file out with --exclude",
            )
    sample = content[:_SAMPLE]
    if sample and not _wide(content) and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in sample)
        if controls > max(8, len(sample) // 20):
            raise StoryError(
                "the file is not text: it is full of control characters",
                Where(file),
                "export the story as plain text or HTML, or leave the file out with --exclude",
            )


def _characters(content: bytes) -> tuple[str, str, str]:
    """Return the text, the name of its encoding, and in what way that is doubtful ("" if it is not)."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, "replace")
            damaged = "\ufffd" in text
            return (
                text,
                encoding,
                f"some bytes are not {encoding}, as the file's mark says" if damaged else "",
            )
    if wide := _wide(content):
        return content.decode(wide, "replace"), wide, f"read as {wide}, which the file does not state"
    try:
        return content.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError:
        pass
    if mixed := _mostly_utf8(content):
        return mixed, "utf-8", "some bytes are not UTF-8 and were read as windows-1252"
    return _guess(content)


def _wide(content: bytes) -> str:
    """Tell UTF-16 without a mark by its NULs, which all stand on one side."""
    sample = content[: _SAMPLE & ~1]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _mostly_utf8(content: bytes) -> str:
    """Decode UTF-8 with a few foreign bytes as such; "" if the foreign bytes are not few."""
    text = content.decode("utf-8", "surrogateescape")
    foreign = sum("\udc80" <= character <= "\udcff" for character in text)
    proper = sum(character > "\x7f" for character in text) - foreign
    if proper < 3 * foreign:
        return ""
    raw = re.compile("[\udc80-\udcff]")
    return raw.sub(lambda m: bytes([ord(m.group()) - 0xDC00]).decode("cp1252", "replace"), text)


def _guess(content: bytes) -> tuple[str, str, str]:
    western = content.decode("cp1252", "replace")
    if _reads_as_western(western):
        return western, "cp1252", "read as windows-1252, which the file does not state"
    best = from_bytes(content[:_SAMPLE]).best()
    if best is not None and best.encoding not in ("ascii", "cp1252"):
        text = content.decode(best.encoding, "replace")
        return text, best.encoding, f"read as {best.encoding}, by a guess"
    return western, "cp1252", "read as windows-1252, for want of a better guess"


def _reads_as_western(text: str) -> bool:
    foreign = sum(character > "\x7f" for character in text)
    usual = sum(1 for _ in _WESTERN.finditer(text))
    runs = sum(len(run) for run in _RUN_OF_ACCENTS.findall(text))
    return usual >= 0.9 * foreign and runs <= 0.05 * foreign


def _without_controls(text: str, file: str) -> tuple[str, list[Remark]]:
    """Leave out what cannot be seen (control characters; all that is on a line of spaces), and say where."""
    places: dict[str, list[int]] = defaultdict(list)
    for pattern in (_CONTROL, _UNSEEN):
        line, position = 1, 0
        for match in pattern.finditer(text):
            line += text.count("\n", position, match.start())
            position = match.start()
            for character in set(match.group()):
                if not character.isspace():
                    places[character].append(line)
        text = pattern.sub("", text) if places else text
    return text, [_left_out(character, lines, file) for character, lines in sorted(places.items())]


def _left_out(character: str, lines: list[int], file: str) -> Remark:
    distinct = sorted(set(lines))
    shown = ", ".join(str(number) for number in distinct[:20]) + (" and others" if len(distinct) > 20 else "")
    return Remark(
        f"left out {len(lines)} × U+{ord(character):04X}, which cannot be seen (line {shown})",
        Where(file, lines[0]),
        "nothing, unless the text around it looks wrong",
        Gravity.INFO,
        character,
    )
