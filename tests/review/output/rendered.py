"""What a browser, or GitHub and GitLab, would make of an output."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt

CODE = {"code", "pre"}
VOID = {"br", "meta", "input", "rect", "line"}


@dataclass
class Rendered:
    """What is in a piece of HTML.

    Attributes:
        elements: the names of its elements.
        attributes: element, attribute and value of every attribute.
        prose: its text nodes outside of ``code`` and ``pre``, in which sites look for references.
        text: all of its text.
        unbalanced: what was closed but not open, or left open.
    """

    elements: set[str] = field(default_factory=set)
    attributes: set[tuple[str, str, str]] = field(default_factory=set)
    prose: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Rendered()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.elements.add(tag)
        self.found.attributes.update((tag, name, value or "") for name, value in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.found.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.found.text.append(data)
        if not CODE.intersection(self.open):
            self.found.prose.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.elements.add(f"comment {data}")


def read_html(page: str) -> Rendered:
    """The page as a parser of HTML sees it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.found.unbalanced += reader.open
    return reader.found


def read_markdown(text: str) -> Rendered:
    """The comment after markdown and HTML: tables, struck text and links on, raw HTML let through."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return read_html(parser.render(text))
