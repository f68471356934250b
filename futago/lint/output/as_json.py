"""Findings for scripts: a JSON array with an object a finding, written as they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from futago.lint.rule import Finding


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """The array, an object a line."""
    before = "["
    for finding in findings:
        yield before + "\n  " + json.dumps(as_object(finding))
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def as_object(finding: Finding) -> dict[str, object]:
    """A finding; ``variable`` is null where no variable of the contract replaces the literal."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "text": finding.text,
        "variable": finding.variable or None,
    }
