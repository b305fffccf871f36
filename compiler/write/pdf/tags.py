"""Tidy the tags of a unit: what a screen reader is told of its structure.

WeasyPrint tags page by page and box by box: a paragraph that runs over a page is two, and every line is an element of
its own. Here lines dissolve into their paragraph, and what a page break parted is one again. The tree is changed in
the pydyf objects, before they are written.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from compiler.write.pdf.leaves import Leaf

DISSOLVED = frozenset({"/Span", "/NonStruct"})
GROUPS = frozenset({"/Document", "/Sect", "/Div", "/BlockQuote"})
MEANING = frozenset({"Alt", "ActualText", "Lang", "A", "ID"})
"""What makes an element more than a box."""


def tidy(pdf: Any, leaves: Sequence[Leaf]) -> None:
    """Dissolve the elements that are only boxes, and join what belongs together over page breaks."""
    tree = _Tree(pdf)
    tree.join(leaves)
    tree.dissolve(tree.document)
    tree.settle()


class _Tree:
    """The structure tree of a pydyf document, with the number tree that leads from marked content to it."""

    def __init__(self, pdf: Any) -> None:
        import pydyf  # type: ignore[import-untyped]

        self.pydyf = pydyf
        every: list[Any] = [thing for thing in pdf.objects if isinstance(thing, dict)]
        kinds = ("/StructElem", "/OBJR", "/StructTreeRoot")
        self.objects = {thing.reference: thing for thing in every if thing.get("Type") in kinds}
        root = next(thing for thing in self.objects.values() if thing["Type"] == "/StructTreeRoot")
        self.nums = next(thing for thing in pdf.objects if thing.reference == root["ParentTree"])["Nums"]
        self.pages = pdf.page_references
        self.document = self.objects[root["K"][0]]
        self.instead: dict[bytes, bytes] = {}  # elements that are gone, with what stands for them

    def _element(self, kid: Any) -> Any:
        """Return the element a kid refers to, or None for marked content and annotations."""
        thing = self.objects.get(kid) if isinstance(kid, bytes) else None
        return thing if thing is not None and thing["Type"] == "/StructElem" else None

    # --- over page breaks

    def join(self, leaves: Sequence[Leaf]) -> None:
        """Join the first element of each page to the last of the page before, where the text goes on."""
        by_page: dict[bytes, list[bytes]] = {}
        for kid in self.document["K"]:
            by_page.setdefault(self.objects[kid]["Pg"], []).append(kid)
        kept: list[bytes] = []
        for leaf, page in zip(leaves, self.pages, strict=True):
            kids = by_page.get(page, [])
            goes_on = kids and (leaf.block > 0 or leaf.offset > 0)
            if goes_on and kept:
                self._merge(kept[-1], kids[0], inside=leaf.offset > 0)
                kids = kids[1:]
            kept += kids
        self.document["K"][:] = kept

    def _merge(self, before: bytes, after: bytes, *, inside: bool) -> None:
        """Put the kids of `after` behind those of `before`; `inside` a block, merge the blocks where they meet too."""
        first, second = self.objects[before], self.objects[after]
        kids = list(second["K"])
        if inside and kids and first["K"]:
            last, next_ = self._element(first["K"][-1]), self._element(kids[0])
            if (
                last is not None
                and next_ is not None
                and last["S"] == next_["S"]
                and last["S"] not in DISSOLVED
            ):
                self._merge(last.reference, next_.reference, inside=True)
                kids = kids[1:]
        for kid in kids:
            element = self._element(kid)
            if element is not None:
                element["P"] = first.reference
                first["K"].append(kid)
            elif isinstance(kid, int) and first["Pg"] != second["Pg"]:
                first["K"].append(self.pydyf.Dictionary({"Type": "/MCR", "Pg": second["Pg"], "MCID": kid}))
            else:
                first["K"].append(kid)
        self.instead[after] = before

    # --- boxes

    def dissolve(self, element: Any) -> None:
        """Let the elements below this one that are only boxes dissolve into it."""
        waiting = [element]
        while waiting:
            here = waiting.pop()
            kids: list[Any] = []
            for kid in here["K"]:
                kids += self._dissolved(kid, here)
            here["K"][:] = kids
            waiting += [below for below in map(self._element, kids) if below is not None]

    def _dissolved(self, kid: Any, parent: Any) -> Iterator[Any]:
        """Give what stands in the parent for a kid: itself, or what was in it."""
        element = self._element(kid)
        if element is None:
            yield kid
            return
        if element["S"] in DISSOLVED and parent["S"] in GROUPS:
            element["S"] = "/P"  # a scene break: a line of its own
        if element["S"] not in DISSOLVED or MEANING & element.keys():
            element["P"] = parent.reference
            yield kid
            return
        self.instead[element.reference] = parent.reference
        for below in element["K"]:
            if isinstance(below, int) and element["Pg"] != parent["Pg"]:
                yield self.pydyf.Dictionary({"Type": "/MCR", "Pg": element["Pg"], "MCID": below})
            else:
                yield from self._dissolved(below, parent)

    # --- back from the content

    def settle(self) -> None:
        """Let the number tree name the elements that are left."""
        for at in range(1, len(self.nums), 2):
            entry = self.nums[at]
            if isinstance(entry, list):
                entry[:] = [self._left(reference) for reference in entry]
            else:
                self.nums[at] = self._left(entry)

    def _left(self, reference: bytes) -> bytes:
        while reference in self.instead:
            reference = self.instead[reference]
        return reference
