"""A comparison as JSON; ``parity.schema.json`` says what is in it."""

from __future__ import annotations

import json
from typing import Any

from futago.parity.comparison import Row
from futago.parity.finding import Finding
from futago.parity.output.words import PlaceOf
from futago.parity.parity import Parity

VERSION = 1


def render(parity: Parity, place_of: PlaceOf) -> str:
    """The comparison as JSON text."""
    return json.dumps(document(parity, place_of), indent=2, ensure_ascii=False, default=str) + "\n"


def document(parity: Parity, place_of: PlaceOf) -> dict[str, Any]:
    """The comparison as what JSON holds."""
    return {
        "version": VERSION,
        "estate": parity.estate.names.prefix,
        "account": parity.estate.account,
        "regions": [region.code for region in parity.estate.pair],
        "verdict": parity.verdict.value,
        "findings": [_finding(each, place_of) for each in parity.findings],
        "settings": [_row(row) for row in parity.rows],
        "calls": [
            {"action": action, "region": code, "count": count}
            for (action, code), count in sorted(parity.survey.calls.items())
        ],
    }


def _finding(finding: Finding, place_of: PlaceOf) -> dict[str, Any]:
    path = finding.spec_path
    return {
        "sort": finding.sort.value,
        "kind": finding.noun,
        "name": finding.name,
        "setting": finding.setting,
        "regions": list(finding.regions),
        "says": finding.says,
        "spec": finding.spec,
        "seen": dict(finding.seen),
        "spec_path": path,
        "spec_place": place_of(path) if path else "",
        "remedies": list(finding.remedies),
        "caution": finding.caution,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.noun,
        "name": row.name,
        "setting": row.path,
        "verdict": row.verdict.value,
        "declared": row.declared,
        "spec": row.spec,
        "seen": {
            code: {"unknown": cell.unknown}
            if cell.unknown
            else {"shared": True}
            if cell.shared
            else {"value": cell.value}
            for code, cell in row.seen.items()
        },
    }
