"""Pictures: those every EPUB reader shows, recognised by their content and not by their name."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from compiler.model.story import Asset

FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
"""By Pillow's name: media type and file name extension. SVG is not among them: it can hold a program."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the book: the name under which the text knows it, its file, media type and bytes."""

    name: str
    file: str
    media_type: str
    content: bytes


def pictures(assets: Iterable[Asset]) -> Iterator[Picture]:
    """Give those assets that readers can show, the first of each name, under file names of our own."""
    seen: set[str] = set()
    for asset in assets:
        if asset.name not in seen:
            seen.add(asset.name)
            if found := recognised(asset, f"images/{len(seen)}"):
                yield found


def recognised(asset: Asset, stem: str) -> Picture | None:
    """Return the asset as a picture called `stem` and its extension, or nothing if no reader could show it."""
    try:
        with Image.open(io.BytesIO(asset.content), formats=list(FORMATS)) as image:
            image.verify()
            media_type, extension = FORMATS[str(image.format)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return Picture(asset.name, f"{stem}.{extension}", media_type, asset.content)
