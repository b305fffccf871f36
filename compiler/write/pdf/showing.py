"""Write the strings that show text more briefly, and letterspaced ones with the operator that is meant for it.

WeasyPrint places every glyph by a number of its own, also where it needs none, and twice where letters are moved apart.
As most of a book is such strings, this halves them.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

EMPTY = re.compile(rb">(-?[\d.]+)<>(-?[\d.]+)<")
"""A place between glyphs with two numbers: Pango's own, and that of an empty glyph."""

NUMBER = re.compile(rb">(-?[\d.]+)(?=<)")
SIZE = re.compile(rb" ([\d.]+) Tf$")
MOVED = 3  # thousandths of an em from which on, if most letters are moved so far, it is letterspacing


def shorten(parts: list[Any]) -> list[Any]:
    """Return the parts of a content stream, as pydyf keeps them, with its strings shortened and its bytes joined."""
    size = 0.0
    made: list[Any] = []
    run: list[bytes] = []
    for part in parts:
        if not isinstance(part, bytes):
            made += [b"\n".join(run), part] if run else [part]
            run = []
        elif part == b"0 0 0 rg":
            run.append(b"0 g")  # grey-scale black, for laser printers and PDF/A
        elif part.endswith(b"] TJ"):
            run.append(_shown(part, size))
        else:
            if part.endswith(b" Tf"):
                found = SIZE.search(part)
                size = float(found[1]) if found else 0.0
            run.append(part)
    return [*made, b"\n".join(run)] if run else made


def _shown(part: bytes, size: float) -> bytes:
    if 4 * part.count(b"<>") < part.count(b"<"):  # only spaces have two numbers
        return part.replace(b">0<", b"")
    part = EMPTY.sub(lambda match: _sum(match[1], match[2]), part)
    numbers = NUMBER.findall(part)
    ((spacing, count),) = Counter(numbers).most_common(1) or ((b"0", 0),)
    if abs(float(spacing)) < MOVED or count < len(numbers) / 2:
        return part.replace(b">0<", b"")
    part = NUMBER.sub(lambda match: _less(match[1], spacing), part)
    part = part.removesuffix(b"] TJ").rstrip(b"-.0123456789") + b"] TJ"
    return b"%.4f Tc %s 0 Tc" % (-float(spacing) * size / 1000, part.replace(b">0<", b""))


@lru_cache(maxsize=10_000)
def _sum(first: bytes, second: bytes) -> bytes:
    return b">%s<" % _written(float(first) + float(second))


@lru_cache(maxsize=10_000)
def _less(number: bytes, spacing: bytes) -> bytes:
    return b">%s" % _written(float(number) - float(spacing))


def _written(number: float) -> bytes:
    text = f"{number:.1f}".removesuffix(".0")
    return b"0" if text == "-0" else text.encode("ascii")
