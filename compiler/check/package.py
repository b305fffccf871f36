"""The EPUB as a container: the zip file, the package document, its manifest, spine and metadata."""

import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from compiler.check.report import Finding, Weight
from compiler.errors import Where

CONTAINER = "META-INF/container.xml"
XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
ACCESSIBILITY = ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
REBUILD = "build the book again, and look for what changes the file afterwards"
LARGEST = 4 << 30  # bytes unpacked; a book that is larger is an attack

Tree = etree._Element  # noqa: SLF001 - lxml has no public name for the type of an element


@dataclass(slots=True)
class Item:
    """An entry of the manifest: `path` is its name inside the zip file."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(slots=True)
class Package:
    """What the package document says."""

    path: str
    version: str
    items: dict[str, Item]  # by id
    spine: list[Item]
    tree: Tree = field(repr=False)

    def by_path(self) -> dict[str, Item]:
        """Return the entries by the files they name."""
        return {item.path: item for item in self.items.values()}


class Container:
    """A zip file that is being checked, and the list to which findings go."""

    def __init__(self, zipped: zipfile.ZipFile | None, findings: list[Finding]) -> None:
        self.findings = findings
        self.zip = zipped
        self.names = {info.filename for info in zipped.infolist()} if zipped else set()

    @classmethod
    @contextmanager
    def open(cls, path: Path, findings: list[Finding]) -> Iterator["Container"]:
        """Open the file; one that is no zip file gives a finding and an empty container."""
        try:
            with zipfile.ZipFile(path) as zipped:
                yield cls(zipped, findings)
        except zipfile.BadZipFile as error:
            findings.append(
                Finding(f"this is no whole zip file: {error}", mend="copy or build the file again")
            )
            yield cls(None, findings)

    def error(self, what: str, where: str = "", mend: str = REBUILD, line: int = 0) -> None:
        """Note an error."""
        self.findings.append(Finding(what, Where(where, line), mend))

    def warn(self, what: str, where: str = "", mend: str = REBUILD, line: int = 0) -> None:
        """Note a warning."""
        self.findings.append(Finding(what, Where(where, line), mend, Weight.WARNING))

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, or nothing if it cannot be read, which is noted."""
        if self.zip is None or name not in self.names:
            return None
        try:
            return self.zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            self.error(f"the file is damaged: {error}", name, "copy or build the book again")
            return None

    def parse(self, name: str) -> Tree | None:
        """Return the root of an XML file, or nothing if it is not well-formed, which is noted."""
        content = self.read(name)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            self.error(f"not well-formed XML: {error.msg}", name, line=error.lineno or 0)
            return None


def check_package(container: Container) -> Package | None:
    """Check everything up to the metadata; return the package, or nothing if there is none to go on with."""
    if container.zip is None or not _check_zip(container):
        return None
    root = container.parse(CONTAINER)
    if root is None:
        if CONTAINER not in container.names:
            container.error("there is no META-INF/container.xml, so this is no EPUB")
        return None
    files = root.xpath("//c:rootfile/@full-path", namespaces=NS)
    if not files or files[0] not in container.names:
        container.error("the package document that it names is not there", CONTAINER)
        return None
    tree = container.parse(files[0])
    if tree is None:
        return None
    package = _manifest(container, files[0], tree)
    _spine(container, package)
    _metadata(container, package)
    return package


def _check_zip(container: Container) -> bool:
    assert container.zip is not None
    infos = container.zip.infolist()
    if sum(info.file_size for info in infos) > LARGEST:
        container.error("unpacked, this would be larger than any book", mend="do not open it")
        return False
    if not infos or infos[0].filename != "mimetype":
        container.error("mimetype is not the first file of the zip, so some readers see no EPUB", "mimetype")
    elif infos[0].compress_type != zipfile.ZIP_STORED or infos[0].extra:
        container.error("mimetype is compressed or has an extra field; it must be neither", "mimetype")
    elif container.read("mimetype") != b"application/epub+zip":
        container.error("mimetype does not say application/epub+zip", "mimetype")
    for name, count in Counter(info.filename for info in infos).items():
        if count > 1:
            container.error(f"{count} files have this name", name)
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            container.error("the name leads outside the book", name)
    for info in infos:
        if info.flag_bits & 1:
            container.error("the file is encrypted", info.filename)
    return True


def target(base: str, href: str) -> tuple[str, str]:
    """Return the file inside the zip that a reference in the file `base` means, and the fragment."""
    path, _, fragment = href.partition("#")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path))) if path else base
    return joined, unquote(fragment)


def _manifest(container: Container, path: str, tree: Tree) -> Package:
    items: dict[str, Item] = {}
    paths: set[str] = set()
    for element in tree.iterfind("opf:manifest/opf:item", NS):
        name, href = element.get("id", ""), element.get("href", "")
        file = target(path, href)[0]
        if not name or name in items:
            container.error(f"the manifest's id {name!r} is empty or there twice", path)
        if ":" in href.split("/")[0]:
            container.error(f"a file of the book is somewhere else: {href}", path)
        elif file not in container.names:
            container.error("the manifest names this file, and it is not there", file)
        if file in paths:
            container.error("the manifest names this file twice", file)
        paths.add(file)
        properties = frozenset(element.get("properties", "").split())
        items[name] = Item(name, file, element.get("media-type", ""), properties)
    known = paths | {path, "mimetype"}
    for name in sorted(container.names - known):
        if not name.startswith("META-INF/") and not name.endswith("/"):
            container.warn("the file is in no manifest, so no reader will show it", name)
    package = Package(path, tree.get("version", ""), items, [], tree)
    navs = [item for item in items.values() if "nav" in item.properties]
    if package.version.startswith("3") and len(navs) != 1:
        container.error(f"there are {len(navs)} navigation documents; there must be one", path)
    return package


def _spine(container: Container, package: Package) -> None:
    spine = package.tree.find("opf:spine", NS)
    seen: set[str] = set()
    for reference in spine.iterfind("opf:itemref", NS) if spine is not None else ():
        name = reference.get("idref", "")
        item = package.items.get(name)
        if item is None:
            container.error(f"the spine names {name!r}, which is not in the manifest", package.path)
        elif name in seen:
            container.error("the spine names this file twice", item.path)
        elif item.media_type not in (XHTML, "image/svg+xml"):
            container.error(f"the spine holds a file of type {item.media_type}", item.path)
        else:
            package.spine.append(item)
        seen.add(name)
    if not package.spine:
        container.error("the spine is empty: there is nothing to read", package.path)
    ncx = spine.get("toc") if spine is not None else None
    if ncx is None:
        container.warn("there is no NCX, so readers of EPUB 2 have no contents", package.path)
    elif ncx not in package.items or package.items[ncx].media_type != NCX:
        container.error("the NCX that the spine names is not there", package.path)


def _metadata(container: Container, package: Package) -> None:
    metadata = package.tree.find("opf:metadata", NS)
    if metadata is None:
        container.error("there is no metadata", package.path)
        return
    for name in ("identifier", "title", "language"):
        if not any((element.text or "").strip() for element in metadata.iterfind(f"dc:{name}", NS)):
            container.error(f"no {name} is stated", package.path)
    wanted = package.tree.get("unique-identifier", "")
    if wanted not in [element.get("id") for element in metadata.iterfind("dc:identifier", NS)]:
        container.error("the unique identifier that the package names is not stated", package.path)
    ids = [
        element.get("id")
        for element in package.tree.iter()
        if isinstance(element.tag, str) and element.get("id")
    ]
    for repeated, count in Counter(ids).items():
        if count > 1:
            container.error(f"the id {repeated!r} is there {count} times", package.path)
    for element in metadata.iterfind("opf:meta[@refines]", NS):
        if element.get("refines", "").removeprefix("#") not in ids:
            container.error(
                f"something is said of {element.get('refines')}, which is not there", package.path
            )
    if not package.version.startswith("3"):
        return
    properties: dict[str, list[str]] = {}
    for element in metadata.iterfind("opf:meta[@property]", NS):
        properties.setdefault(element.get("property", ""), []).append((element.text or "").strip())
    modified = properties.get("dcterms:modified", [])
    if len(modified) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0]):
        container.error("when the book was modified is not stated once and in UTC", package.path)
    missing = [name for name in ACCESSIBILITY if not any(properties.get(f"schema:{name}", []))]
    if missing:
        container.warn(f"accessibility metadata is missing: {', '.join(missing)}", package.path)
