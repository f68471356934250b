"""The labelled corpus: real-looking files in which every literal and every look-alike is marked.

A ``.corpus`` file holds documents, each under ``=== <path>``, with ``(<estate>)`` behind it where the lint is
to know an estate of examples/. In them ``⟦rule|text⟧`` is a literal that has to be found there, with
``|variable`` behind it where that counts, and ``⟨text⟩`` one that must not be. The marks are taken out before
anything looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from futago.lint.examination import examine
from futago.lint.languages import language_of
from futago.lint.prefilter import Prefilter
from futago.lint.rule import Finding
from futago.lint.sought import Sought, sought_in
from futago.spec import load

CORPUS = Path(__file__).parent / "corpus"
EXAMPLES = Path(__file__).parents[2] / "examples"
_HEADING = re.compile(r"^=== (\S+)(?: \((\w+)\))?\n", re.MULTILINE)
_MARK = re.compile(r"⟦(?P<rule>[a-z-]+)\|(?P<found>[^⟦⟧|]*)(?:\|(?P<variable>\w*))?⟧|⟨(?P<clean>[^⟨⟩]*)⟩")


@dataclass(frozen=True)
class Label:
    """A literal that has to be found; ``variable`` is None where any will do."""

    rule: str
    line: int
    column: int
    text: str
    variable: str | None = None


@dataclass(frozen=True)
class Labelled:
    """One document of the corpus, without its marks."""

    path: str
    estate: str
    text: str
    labels: tuple[Label, ...]
    lookalikes: tuple[str, ...]


def corpus() -> Iterator[Labelled]:
    """Every document."""
    for file in sorted(CORPUS.glob("*.corpus")):
        _, *parts = _HEADING.split(file.read_text(encoding="utf-8"))
        for path, estate, marked in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            yield _unmarked(path, estate or "", marked)


def found_in(document: Labelled) -> list[Finding]:
    """What the lint finds in a document, without what is waived."""
    sought = sought_of(document.estate)
    language = language_of(document.path)
    if language is None:
        return []
    offsets = Prefilter(sought).offsets(document.text)
    findings = examine(document.path, document.text, language, offsets, sought)
    return [finding for finding in findings if finding.waiver is None]


def sought_of(estate: str) -> Sought:
    """What is looked for with an estate of examples/, or without one."""
    return sought_in(load(EXAMPLES / f"{estate}.yaml").estate) if estate else Sought()


def _unmarked(path: str, estate: str, marked: str) -> Labelled:
    text, labels, lookalikes, taken = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[taken : mark.start()]
        taken = mark.end()
        if mark["rule"] is None:
            lookalikes.append(mark["clean"])
            text += mark["clean"]
            continue
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        labels.append(Label(mark["rule"], line, column, mark["found"], mark["variable"]))
        text += mark["found"]
    return Labelled(path, estate, text + marked[taken:], tuple(labels), tuple(lookalikes))
