"""A text under the lint: its lines, and which parts of it are comment, documentation, import or prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from futago.lint.languages import MARKDOWN, OPENERS, PYTHON, Language
from futago.lint.mentions import mentions
from futago.lint.spacing import spaced

_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(```+(?![^\n]*`)|~~~+)", re.MULTILINE)
_LITERAL_BLOCK = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d+[.)]|#\.)[ \t]+)*)"
    r"(?:\.\. (?:code-block|code|sourcecode|parsed-literal)::[^\n]*|(?!\.\.)[^\n]*::)[ \t]*\n",
    re.MULTILINE,
)
"""What introduces code in reStructuredText (docutils, "Literal Blocks", directive "code")."""


Kind = Literal["line", "block", "doc"]
_KINDS: dict[str | None, Kind] = {
    "line": "line",
    "hash_line": "line",
    "block": "block",
    "doc": "doc",
    "doc_line": "doc",
}
"""Groups of a language's tokens that are comments."""

_IMPORTED = re.compile(
    r"""
    (?: (?<![.\w])require(?:\.resolve|_relative)?[\s(]*["'`]
      | (?<![.\w])import\(\s*["'`]
      | \b(?:import_module|__import__)\(\s*["']
      | (?<![.\w])load\(\s*["'](?=//|@|:)                         # Bazel's
      | (?:^|;)\s*import\s+["']
      | (?:(?:^|;)\s*(?:import|export)\b[^;"'`]*|\})\s*\bfrom\s*["']
    )[^"'`]*$
    """,
    re.VERBOSE,
)
"""An import in the middle of a line, as JavaScript's ``require("…")``, up to what it imports."""
_OF_IMPORTS = ("import", "require", "from", "load")
"""Words without one of which it does not match; they are looked for in less time."""
_OF_DEFAULTS = ("efault", "EFAULT", "allback", "ALLBACK")
"""Words of keys, in every case in which they are one word of a name, but for their first letter."""
_OF_EXAMPLES = "xample"
_MENTIONED = (*_OF_DEFAULTS, _OF_EXAMPLES, *OPENERS)
_LOOKED_BACK = 2000
"""Characters of a line before a literal that are looked at; a minified file's line has no end."""
_COMMENT_LINES = 60
"""Lines of a comment before a literal that are looked at."""
_STATEMENT_LINES = 20
"""Lines of a statement that are looked at."""
_PATH_MAX = 300
"""Characters of what is imported that are looked at."""


class Comment(NamedTuple):
    """A comment, or a text that documents.

    Attributes:
        start: its first character.
        end: the character after its last.
        kind: ``doc`` documents by the language's own convention.
    """

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Line:
    """A line of a document.

    Attributes:
        document: where it stands.
        start: where in the document's text.
        text: the line, without its end.
    """

    document: Document
    start: int
    text: str

    @cached_property
    def spaced(self) -> str:
        """The text for whoever looks for words in it."""
        return spaced(self.text)


@dataclass(frozen=True)
class Document:
    """A text and its language."""

    path: str
    text: str
    language: Language

    @property
    def speaks_of_examples(self) -> bool:
        """Whether anything in it is called an example."""
        return _OF_EXAMPLES in self._mentions

    @property
    def speaks_of_defaults(self) -> bool:
        """Whether a key in it can be a default's; a cheap look."""
        return not self._mentions.isdisjoint(_OF_DEFAULTS)

    def line_at(self, offset: int) -> Line:
        """The line that holds a character of the text."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        line = self.text[start:] if end < 0 else self.text[start:end]
        return Line(self, start, line.rstrip("\r"))

    def comment_at(self, offset: int) -> Comment | None:
        """The comment or documentation that holds a character, if one does."""
        if not self._may_be_comment(offset):
            return None
        at = bisect_right(self._comments, offset, key=lambda each: each.start) - 1
        found = self._comments[at] if at >= 0 else None
        return found if found and offset < found.end else None

    def said_before(self, comment: Comment, offset: int) -> str:
        """What a comment says up to the end of a character's line, with the lines of comment before it.

        What follows is left out: an example that is announced there is another one.
        """
        line = self.line_at(offset)
        if comment.kind != "line":
            return self.text[comment.start : min(comment.end, line.start + len(line.text))]
        lines = [self.text[comment.start : comment.end]]
        if self._is_comment_only(line):
            while line.start and self._is_comment_only(line := self.line_at(line.start - 1)):
                lines.append(line.text)
                if len(lines) == _COMMENT_LINES:
                    break
        return "\n".join(reversed(lines))

    def imports_at(self, line: Line, within: int) -> bool:
        """Whether a character of a line belongs to an import."""
        language, offset = self.language, line.start + within
        # Of a line with several statements, the first is an import.
        is_first = line.text.find(";", 0, within) < 0
        if is_first and language.imports and language.imports.match(self._first_of(line).text):
            return True
        before = line.text[max(0, within - _PATH_MAX) : within]
        if any(word in before for word in _OF_IMPORTS) and _IMPORTED.search(before):
            return True
        at = bisect_right(self._import_blocks, offset, key=lambda each: each[0]) - 1
        return at >= 0 and offset < self._import_blocks[at][1]

    def _first_of(self, line: Line) -> Line:
        """The line on which a statement starts that goes on over backslashes."""
        for _ in range(_STATEMENT_LINES):
            if not self.text[max(0, line.start - 3) : line.start].rstrip("\r\n").endswith("\\"):
                break
            line = self.line_at(line.start - 1)
        return line

    def is_prose_at(self, offset: int) -> bool:
        """Whether a character belongs to text for people: not to code, if the document marks code."""
        if not self.language.is_prose:
            return False
        at = bisect_right(self._code, offset, key=lambda each: each[0]) - 1
        return at < 0 or offset >= self._code[at][1]

    def _may_be_comment(self, offset: int) -> bool:
        """A cheap look: no comment's mark on the line, nothing before that could still be open."""
        if offset > self._first_opener:
            return True
        start = max(self.text.rfind("\n", 0, offset) + 1, offset - _LOOKED_BACK)
        before = self.text[start : offset + 1].replace("://", "")
        return any(mark in before for mark in self.language.comment_marks)

    @cached_property
    def _first_opener(self) -> int:
        """Where the first of what may span lines starts; behind the text where nothing does."""
        openers = self._mentions.intersection(self.language.openers)
        return min(map(self.text.find, openers), default=len(self.text))

    @cached_property
    def _mentions(self) -> frozenset[str]:
        return mentions(self.text, _MENTIONED)

    @cached_property
    def _import_blocks(self) -> list[tuple[int, int]]:
        """Where lists of imports stand that go over several lines."""
        text, block = self.text, self.language.import_block
        blocks = []
        for opened in block[0].finditer(text) if block else ():
            if not text[text.rfind("\n", 0, opened.start()) + 1 : opened.start()].strip():
                closed = text.find(block[1], opened.end()) if block else -1
                blocks.append((opened.end(), closed if closed >= 0 else len(text)))
        return blocks

    def _is_comment_only(self, line: Line) -> bool:
        return line.text.lstrip().startswith(self.language.comment_marks or ("\0",))

    @cached_property
    def _comments(self) -> list[Comment]:
        found = []
        for token in self.language.tokens.finditer(self.text):
            kind = _KINDS.get(token.lastgroup)
            if kind:
                found.append(Comment(token.start(), token.end(), kind))
            elif token.lastgroup and self.language is PYTHON and self._documents(token.start()):
                found.append(Comment(token.start(), token.end(), "doc"))
        return found

    def _documents(self, start: int) -> bool:
        """Whether a long text of Python stands alone, as a docstring does."""
        line_start = self.text.rfind("\n", 0, start) + 1
        before = self.text[:line_start].rstrip()
        return not self.text[line_start:start].strip(" \trRbBuUfF") and not before.endswith(
            ("(", ",", "=", "[", "{", "+", "\\")
        )

    @cached_property
    def _code(self) -> list[tuple[int, int]]:
        """Where code stands in a document of prose."""
        return _fenced(self.text) if self.language is MARKDOWN else _literal_blocks(self.text)


def _fenced(text: str) -> list[tuple[int, int]]:
    """The fenced blocks of Markdown (CommonMark 0.31.2, 4.5)."""
    blocks, opened, mark = [], -1, ""
    for fence in _FENCE.finditer(text):
        if opened < 0:
            end = text.find("\n", fence.end())
            opened, mark = (end if end >= 0 else len(text)), fence[1]
        elif fence[1].startswith(mark):
            blocks.append((opened, fence.start()))
            opened = -1
    return blocks if opened < 0 else [*blocks, (opened, len(text))]


def _literal_blocks(text: str) -> list[tuple[int, int]]:
    """What stands deeper than the line that introduces it."""
    blocks: list[tuple[int, int]] = []
    for opener in _LITERAL_BLOCK.finditer(text):
        indent, end = len(opener[1].expandtabs()), opener.end()
        while end < len(text):
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop + 1
            line = text[end:stop].expandtabs()
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            end = stop
        if not blocks or opener.end() >= blocks[-1][1]:
            blocks.append((opener.end(), end))
    return blocks
