"""What is in an EPUB: its XHTML, links, navigation, pictures and style sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.check.package import NCX, NS, XHTML, Container, Item, Package, Tree, target

SIGNATURES = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}
REFERENCES = ("href", "src", "poster", "data", "{http://www.w3.org/1999/xlink}href")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
_URL = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']""")
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(slots=True)
class _Link:
    file: str  # that has it
    line: int
    href: str


def check_pages(container: Container, package: Package) -> None:
    """Check every file of the book, and that every reference between them leads somewhere."""
    places: dict[str, set[str]] = {}
    links: list[_Link] = []
    trees: dict[str, Tree] = {}
    for item in package.items.values():
        if item.media_type == XHTML:
            tree = container.parse(item.path)
            if tree is not None:
                trees[item.path] = tree
                places[item.path] = _check_page(container, item, tree)
                links += _links(item.path, tree)
        elif item.media_type in SIGNATURES:
            content = container.read(item.path)
            if content is not None and not content.startswith(SIGNATURES[item.media_type]):
                container.error(
                    f"the picture is not of the type it is said to be, {item.media_type}", item.path
                )
        elif item.media_type == "text/css":
            text = (container.read(item.path) or b"").decode("utf-8", "replace")
            links += (_Link(item.path, 0, match[1] or match[2]) for match in _URL.finditer(text))
    for path in [item.path for item in package.items.values() if item.media_type == NCX]:
        tree = container.parse(path)
        if tree is not None:
            links += (
                _Link(path, e.sourceline or 0, e.get("src", "")) for e in tree.iter(f"{{{NS['ncx']}}}content")
            )
    guide = package.tree.iterfind("opf:guide/opf:reference", NS)
    links += (_Link(package.path, e.sourceline or 0, e.get("href", "")) for e in guide)
    _follow(container, package, links, places)
    for item in package.items.values():
        if "nav" in item.properties and item.path in trees:
            _navigation(container, package, item, trees[item.path])


def _check_page(container: Container, item: Item, tree: Tree) -> set[str]:
    """Check one page by itself, and return its ids."""
    ids: set[str] = set()
    shown = False
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        line = element.sourceline or 0
        if name := element.get("id"):
            if name in ids:
                container.error(f"the id {name!r} is there twice", item.path, line=line)
            ids.add(name)
        if element.tag == f"{H}script":
            container.error("the page has a script", item.path, line=line)
        elif element.tag == f"{H}img":
            shown = True
            if element.get("alt") is None:
                container.error("a picture has no description, not even an empty one", item.path, line=line)
        elif element.tag.endswith("}svg"):
            shown = True
    if not (tree.get(LANG) or tree.get("lang")):
        container.error("the page says no language", item.path)
    title = tree.find("h:head/h:title", NS)
    if title is None or not "".join(title.itertext()).strip():
        container.error("the page has no title", item.path)
    body = tree.find("h:body", NS)
    if body is None or (not shown and not "".join(body.itertext()).strip()):
        container.error("the page is empty", item.path)
    return ids


def _links(file: str, tree: Tree) -> Iterator[_Link]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in REFERENCES:
                if (href := element.get(name)) is not None:
                    if _REMOTE.match(href) and element.tag == f"{H}a":
                        continue  # a link to the web is no part of the book
                    yield _Link(file, element.sourceline or 0, href)


def _follow(container: Container, package: Package, links: list[_Link], places: dict[str, set[str]]) -> None:
    known = package.by_path()
    for link in links:
        if _REMOTE.match(link.href):
            container.error(f"a part of the book is on the web: {link.href}", link.file, line=link.line)
        elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", link.href):
            file, fragment = target(link.file, link.href)
            if file not in known:
                container.error(f"a link leads nowhere: {link.href}", link.file, line=link.line)
            elif fragment and fragment not in places.get(file, {fragment}):
                container.error(f"a link leads to no place in {file}: {link.href}", link.file, line=link.line)


def _navigation(container: Container, package: Package, item: Item, tree: Tree) -> None:
    """Check the contents: they exist, and go through the book from its beginning to its end."""
    navs = {nav.get(TYPE): nav for nav in tree.iter(f"{H}nav")}
    order = {entry.path: position for position, entry in enumerate(package.spine)}
    toc = navs.get("toc")
    entries = list(toc.iter(f"{H}a")) if toc is not None else []
    if not entries:
        container.error("there are no contents", item.path)
    reached = -1
    for entry in entries:
        if not "".join(entry.itertext()).strip():
            container.error("a line of the contents is empty", item.path, line=entry.sourceline or 0)
        place = order.get(target(item.path, entry.get("href", ""))[0])
        if place is None:
            container.error(
                "the contents lead to a file that is not in the spine", item.path, line=entry.sourceline or 0
            )
        elif place < reached:
            container.warn(
                "the contents are not in the order of the book", item.path, line=entry.sourceline or 0
            )
        reached = max(reached, place if place is not None else -1)
    if "landmarks" not in navs:
        container.warn("there are no landmarks: no button leads to the beginning of the text", item.path)
