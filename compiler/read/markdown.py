"""The Markdown reader: CommonMark as writers of fiction type it, and the fields above it.

What CommonMark makes of fiction by mistake is left as text: an indented paragraph is no code, a speech that opens
with a hyphen or a chapter that opens with "1." no list, `~~~` no fence but a divider, a line over dashes no heading
unless it looks like one, and a tag that HTML does not know is what it says. A line's end inside a paragraph stays a
line's end (the trait "soft"), because not every writer knows that Markdown makes a space of it: a rule joins the
lines. Fields between `---` at the top ("title: …") are the manuscript's own statement, and labelled.

The tokens are written out as HTML in which every element stands on its line of the source, and lowered as any HTML:
so an author's own HTML, in lines or in blocks, is read with the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from compiler.errors import Remark
from compiler.model.source import Source
from compiler.model.story import Story
from compiler.model.text import Block, Role
from compiler.read.decode import decode
from compiler.read.elements import KNOWN, Said
from compiler.read.fields import front_matter
from compiler.read.markup import lower, parse
from compiler.read.pictures import take_pictures
from compiler.read.reader import Reader, nothing_in

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})

_RULE = re.compile(r"[-*_][-*_ \t]*$")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_QUOTED = re.compile(r"(?m)^((?:[ \t]{0,3}>){20})[> \t]*>")
_LONGEST_UNDERLINED = 60  # characters of a line over dashes that is a heading
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")  # "2*3*4" is a sum, and no emphasis
_MANY_BRACKETS = 500  # in a text that has hardly any links
_ENDS = tuple(".!?,;:…\"”’'")


def sniff(source: Source) -> bool:
    """Tell by its name whether the file is Markdown."""
    return PurePosixPath(source.name).suffix.lower() in SUFFIXES


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read the file; its blocks know their lines."""
    decoded = decode(source.content, source.file)
    front, stated, text = front_matter(decoded.text)
    page = parse(_Writing(text).html())
    said = {
        id(part): Said(Role.BODY, tuple(str(part["data-said"]).split()))
        for part in page.find_all("p", attrs={"data-said": True})
    }
    assets, missing = take_pictures(page, source.file)
    blocks = (*front, *(_settled(block) for block in lower(page, said)))
    remarks = (*decoded.remarks, *missing)
    if not blocks:
        remarks = (*remarks, nothing_in(source))
    return Story("", source.file, source.digest, stated, blocks, assets), remarks


def _settled(block: Block) -> Block:
    """Take back the statement that a paragraph is one, where its lines ended softly."""
    if "soft" not in block.traits:
        return block
    return replace(block, traits=tuple(trait for trait in block.traits if trait != "stated"))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60})
    return parser.disable(["code", "fence", "list", "reference"]).enable("strikethrough")


class _Writing:
    """The tokens of a text on their way to HTML, each on its own line."""

    def __init__(self, text: str) -> None:
        text = _QUOTED.sub(r"\1", text)  # nobody quotes deeper, and every depth costs
        text = _TIMES.sub(r"\\*", _without_false_links(text))
        self.lines = text.split("\n")
        self.parser = _parser()
        self.renderer = _Renderer()
        self.tokens = self.parser.parse(text)
        self.out: list[str] = []
        self.line = 0  # that is being written
        self.ended = 0  # the line after the last paragraph

    def html(self) -> str:
        """Return the HTML."""
        skip = -1
        for index, token in enumerate(self.tokens):
            if index <= skip:
                continue
            if token.map and token.nesting >= 0:
                self._go_to(token.map[0])
            if token.type == "heading_open":
                self._heading(token, self.tokens[index + 1])
                skip = index + 2
            elif token.type == "paragraph_open":
                self._paragraph(token, self.tokens[index + 1])
                skip = index + 2
            elif token.type == "hr":
                self._write(f'<hr data-marker="{self._marker(token)}"/>')
            elif token.type == "html_block":
                self._write(_known_tags(token.content.rstrip("\n")))
            else:
                self._write(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
            if token.map and token.nesting <= 0:
                self.ended = token.map[1]
        return "".join(self.out)

    def _go_to(self, line: int) -> None:
        if line > self.line:
            self._write("\n" * (line - self.line))

    def _write(self, markup: str) -> None:
        self.out.append(markup)
        self.line += markup.count("\n")

    def _paragraph(self, token: Token, inline: Token) -> None:
        first, last = token.map or (self.line, self.line)
        children = inline.children or []
        breaks = {child.type for child in children} & {"softbreak", "hardbreak"}
        said = ["soft"] if breaks == {"softbreak"} else []
        gap = first - self.ended
        said += [f"gap:{gap}"] if gap > 1 and self.ended else []
        if breaks == {"softbreak", "hardbreak"}:  # who knows the one knows the other
            for child in children:
                child.type = "text" if child.type == "softbreak" else child.type
                child.content = "\n" if child.type == "text" and not child.content else child.content
        self._write(f'<p data-said="{" ".join(said)}">' if said else "<p>")
        self._inline(children)
        self._write("</p>")
        self.ended = last

    def _heading(self, token: Token, inline: Token) -> None:
        first, last = token.map or (self.line, self.line)
        if token.markup.startswith("#"):
            tag = token.tag if inline.content else "p"
            self._write(f"<{tag}>")
            self._inline(inline.children or []) if inline.content else self._write(token.markup)
            self._write(f"</{tag}>")
        elif _is_title(inline.content):
            self._write(f"<{token.tag}>")
            self._inline(inline.children or [])
            self._write(f"</{token.tag}>")
        else:
            self._paragraph(token, inline)
            self._go_to(last - 1)
            marker = self.lines[last - 1].strip(" \t>")
            self._write(f'<hr data-marker="{marker}"/>' if token.markup == "-" else f"<p>{marker}</p>")
        self.ended = last if first < last else self.ended

    def _inline(self, children: Sequence[Token]) -> None:
        self._write(self.renderer.renderInline(children, self.parser.options, {}))

    def _marker(self, token: Token) -> str:
        found = _RULE.search(self.lines[token.map[0]].rstrip()) if token.map else None
        return found.group() if found else token.markup


def _without_false_links(text: str) -> str:
    """Return a text full of brackets with those that open no links escaped: the parser looks far from each."""
    if text.count("[") < max(_MANY_BRACKETS, 10 * text.count("](")):
        return text
    lines = text.split("\n")
    return "\n".join(
        line if 0 < line.count("[") <= 10 * line.count("](") else line.replace("[", "\\[") for line in lines
    )


def _is_title(text: str) -> bool:
    return "\n" not in text and len(text) <= _LONGEST_UNDERLINED and not text.rstrip("*_").endswith(_ENDS)


class _Renderer(RendererHTML):
    """Markdown's own writer of what stands inside a paragraph, but for line ends and unknown tags."""

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Keep the end of a line, and be on the next one."""
        return "<br/>\n"

    def hardbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Keep the end of a line, and be on the next one."""
        return "<br/>\n"

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Keep a tag of HTML; any other is text."""
        return _known_tags(tokens[idx].content)


def _known_tags(html: str) -> str:
    """Return HTML in which only tags that HTML knows are tags: `<sighs>` is what it says."""
    return _TAG.sub(lambda tag: tag[0] if tag[1].lower() in KNOWN else f"&lt;{tag[0][1:]}", html)


READER = Reader("markdown", sniff, read)
