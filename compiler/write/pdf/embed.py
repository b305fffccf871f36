"""Embed each face once in the bound book, with the glyphs that all its units and its furniture use.

Every unit comes with subsets of its own; as those keep the glyph numbers of the face, one subset of the face can
stand for them all, and a hundred stories do not carry a hundred copies.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import uharfbuzz

from compiler.cache import digest
from compiler.themes import Face
from compiler.write.pdf.shape import fount

SYMBOLIC, SERIF, ITALIC = 1 << 2, 1 << 1, 1 << 6
STEM = {400: 80, 700: 140}  # thousandths of an em; only a hint to viewers that must imitate the face

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{ranges}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def embed(pdf: pikepdf.Pdf, face: Face, glyphs: Mapping[int, str]) -> pikepdf.Object:
    """Return the font resource for a face with these glyphs, each with the text it stands for."""
    type_ = fount(face)
    used = sorted(glyphs)
    opentype = _subset(type_.hb_face, used)
    file, key, kind = _font_file(pdf, opentype)
    name = pikepdf.Name(f"/{_tag(face, used)}+{_postscript_name(face)}")
    extents = type_.hb_font.get_font_extents("ltr")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=SYMBOLIC | SERIF | (ITALIC if face.style == "italic" else 0),
        FontBBox=pikepdf.Array([-200, extents.descender, 1200, extents.ascender]),
        ItalicAngle=-12 if face.style == "italic" else 0,
        Ascent=extents.ascender,
        Descent=extents.descender,
        CapHeight=extents.ascender,
        StemV=STEM[face.weight],
    )
    descriptor[key] = file
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name(kind),
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=pikepdf.Array(list(_widths(type_.hb_font, used))),
    )
    if kind == "/CIDFontType2":
        descendant.CIDToGIDMap = pikepdf.Name.Identity
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
        )
    )


def _subset(hb_face: Any, used: list[int]) -> bytes:
    """Return the face with these glyphs alone, under their old numbers, and without tables for layout."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(used)
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag) for tag in (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"DSIG", b"kern")
    )
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    )
    made: bytes = uharfbuzz.subset(hb_face, wanted).blob.data
    return made


def _font_file(pdf: pikepdf.Pdf, opentype: bytes) -> tuple[pikepdf.Object, str, str]:
    """Return the font file as a stream, the descriptor's key for it and the kind of font: bare CFF, or TrueType."""
    if opentype[:4] == b"OTTO":
        cff = uharfbuzz.Face(opentype).reference_table("CFF ").data
        stream = pdf.make_stream(cff, Subtype=pikepdf.Name.CIDFontType0C)
        return stream, "/FontFile3", "/CIDFontType0"
    return pdf.make_stream(opentype, Length1=len(opentype)), "/FontFile2", "/CIDFontType2"


def _widths(hb_font: Any, used: list[int]) -> Iterator[Any]:
    """Give the widths as a PDF writes them: the first glyph of each series, then the widths of the series."""
    series: list[int] = []
    for glyph, following in zip(used, [*used[1:], -1], strict=True):
        series.append(hb_font.get_glyph_h_advance(glyph))
        if following != glyph + 1:
            yield glyph - len(series) + 1
            yield pikepdf.Array(series)
            series = []


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    lines = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(glyphs.items()) if text
    ]
    ranges = ""
    for start in range(0, len(lines), 100):
        batch = lines[start : start + 100]
        ranges += f"{len(batch)} beginbfchar\n" + "\n".join(batch) + "\nendbfchar\n"
    return CMAP.format(ranges=ranges).encode("ascii")


def _tag(face: Face, used: list[int]) -> str:
    """Return six capitals that differ when the face or the glyphs do."""
    number = int(digest([face.digest, repr(used)]), 16)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _postscript_name(face: Face) -> str:
    """Return the name for the resource: the family, and what the style adds."""
    style = ("Bold" if face.weight == 700 else "") + ("Italic" if face.style == "italic" else "")
    return face.family.replace(" ", "") + (f"-{style}" if style else "-Regular")
