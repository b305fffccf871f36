"""Pictures: those that a page carries in itself become assets; of the others, only a description can be kept."""

import base64
import hashlib
import re
from urllib.parse import unquote

from bs4 import Tag

from compiler.errors import Gravity, Remark, Where
from compiler.model.story import Asset

_CARRIED = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp)[^,]{0,40};base64,", re.IGNORECASE)
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
_SHOWN = 3  # addresses in a Remark


def take_pictures(tree: Tag, file: str) -> tuple[tuple[Asset, ...], tuple[Remark, ...]]:
    """Return the pictures of the tree, each `<img>` then naming its asset.

    Other pictures keep their address and description, or go if they have no description; a Remark says which.
    """
    assets: dict[str, Asset] = {}
    missing: list[Tag] = []
    for picture in tree.find_all("img"):
        asset = _carried(str(picture.get("src") or ""))
        if asset is not None:
            assets[asset.name] = asset
            picture["src"] = asset.name
            continue
        missing.append(picture)
        if not str(picture.get("alt") or "").strip():
            picture.extract()
    return tuple(assets.values()), (_remark(missing, file),) if missing else ()


def _carried(address: str) -> Asset | None:
    """Return the picture that an address holds in itself; its bytes say what it is."""
    match = _CARRIED.match(address)
    if match is None:
        return None
    try:
        content = base64.b64decode(unquote(address[match.end() :]), validate=True)
    except ValueError:
        return None
    kind = next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), "")
    name = f"{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
    return Asset(name, f"image/{kind}", content) if kind else None


def _remark(missing: list[Tag], file: str) -> Remark:
    addresses = [str(picture.get("src") or "without an address")[:80] for picture in missing]
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return Remark(
        f"pictures that are not in the page itself are not in the book: {', '.join(addresses[:_SHOWN])}{more}",
        Where(file, missing[0].sourceline or 0),
        "nothing, if the story does without them; else save the page with its pictures inside it",
        Gravity.INFO,
    )
