"""One text, examined: its findings, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from futago.lint.document import Document, Line
from futago.lint.exemptions import is_exempt
from futago.lint.languages import Language
from futago.lint.region_codes import code_of
from futago.lint.rule import Finding, Rule, Span
from futago.lint.rules import account, arn, endpoint, estate_name, hardcoded_default, region, waiver, zone
from futago.lint.sought import Sought

SEARCHES = (arn.SEARCH, endpoint.SEARCH, estate_name.SEARCH, zone.SEARCH, region.SEARCH, account.SEARCH)
"""How literals are found; of two that are equally wide the first counts."""
RULES: tuple[Rule, ...] = (*(search.rule for search in SEARCHES), hardcoded_default.RULE, waiver.RULE)
"""Every rule."""


def examine(
    path: str, text: str, language: Language, offsets: Iterable[int], sought: Sought
) -> list[Finding]:
    """The findings of a text, waived ones included.

    Args:
        path: the file, as findings name it.
        text: what is in it.
        language: what it is written in.
        offsets: characters on the lines to look at; lines without a sign of ``prefilter`` need no look.
        sought: the estate's literals.
    """
    document = Document(path, text, language)
    lines = {(line := document.line_at(offset)).start: line for offset in offsets}
    found: list[Finding] = []
    number, counted = 1, 0
    for start in sorted(lines):
        number += text.count("\n", counted, start)
        counted = start
        found.extend(_examine_line(lines[start], number, sought))
    return found


def _examine_line(line: Line, number: int, sought: Sought) -> Iterator[Finding]:
    literals = [(span, rule) for span, rule in _widest(line, sought) if not is_exempt(line, span, rule.id)]
    if not literals:
        return
    # No more is asked of it than to tell the lines of one file apart: a cryptographic hash loads OpenSSL.
    line_hash = f"{crc32(line.text.strip().encode('utf-8', 'surrogatepass')):08x}"
    path, waived = line.document.path, waiver.WAIVER.search(line.text)
    reason = waiver.reason_of(waived) if waived else ""
    for span, rule in literals:
        text = line.text[slice(*span)]
        named = (
            hardcoded_default.RULE
            if hardcoded_default.is_default(line.document, line.start + span[0])
            else rule
        )
        variable = _variable(text, sought)
        yield Finding(path, number, span[0] + 1, named.id, text, variable, line_hash, reason or None)
    if waived and not reason:
        yield Finding(path, number, waived.start() + 1, waiver.RULE.id, waiver.mark_of(waived), "", line_hash)


def _widest(line: Line, sought: Sought) -> list[tuple[Span, Rule]]:
    """The literals of a line that lie in no wider one, in order."""
    found = [(span, search) for search in SEARCHES for span in search.spans(line, sought)]
    found.sort(key=lambda each: (each[0][0], -each[0][1]))
    widest: list[tuple[Span, Rule]] = []
    for span, search in found:
        is_covered = widest and span[1] <= widest[-1][0][1]
        if not is_covered and search.counts(line, span, sought):
            widest.append((span, search.rule))
    return widest


def _variable(text: str, sought: Sought) -> str:
    """What replaces a literal: the variable that holds it, else that of the Region or the account in it."""
    contract = sought.contract
    held = contract.holding(text)
    if held:
        return held
    for start, _ in (*sought.zones(text), *sought.regions(text)):
        return contract.region(code_of(text[start:]))
    for start, end in sought.accounts(text):
        return contract.of_account(text[start:end])
    return ""
